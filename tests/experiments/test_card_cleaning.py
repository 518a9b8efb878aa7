"""The methods of lesson 17 on worlds of cards: what is fitted, scored and recorded."""

import numpy as np
import pandas as pd
import pytest
from sklearn.dummy import DummyClassifier

from course_lib.evaluation.alerts import card_precision_at_k
from course_lib.evaluation.time_order import delayed_split
from course_lib.experiments import card_cleaning
from course_lib.experiments.card_cleaning import (
    MODELS,
    NOTHING,
    card_methods,
    card_scoring,
    handbook_scores,
    handbook_splits,
    ladder_scores,
    recorded_cleaning,
    recorded_ladder,
    small_world,
    world_scores,
)


def test_ten_methods_begin_with_nothing():
    """Three baselines stand before seven samplers, for each model."""
    for model in MODELS.values():
        names = list(card_methods(model, 0))
        assert names[:3] == [NOTHING, "class weight", "tuned threshold"] and len(names) == 10


def test_the_budget_is_counted_on_the_rows_that_are_scored():
    """The scorer finds day and customer by the index of the rows it is given."""
    transactions, features = small_world(0)
    _, test = delayed_split(transactions, 0)
    y = transactions["fraud"]
    guess = DummyClassifier().fit(features, y)
    scored = card_scoring(transactions, 5)["card precision"](guess, features.iloc[test], y[test])
    rows = transactions.iloc[test]
    constant = np.zeros(len(test))
    assert scored == card_precision_at_k(rows["day"], rows["customer"], y[test], constant, 5)


def test_a_world_is_scored_on_its_third_week():
    """Rows, removed and the four measures per method; the split is the seed."""
    scores = world_scores(3, "tree", [NOTHING, "TomekLinks"])
    assert scores["split"].tolist() == [3, 3] and scores["removed"].tolist()[0] == 0
    assert 0 < scores["removed"].tolist()[1] < 100
    assert scores[list(card_cleaning.MEASURES)].notna().all(axis=None)


def test_the_record_is_what_a_run_gives():
    """Recomputed on one world, the recorded scores and the ladder come out again."""
    again = world_scores(1, "tree", [NOTHING, "SMOTE"])
    stored = recorded_cleaning("worlds").query("split == 1")
    stored = stored.set_index("method").loc[again["method"]].reset_index()
    pd.testing.assert_frame_equal(again, stored[again.columns], atol=1e-5, check_dtype=False)
    ladder = recorded_ladder().query("split == 1").reset_index(drop=True)
    pd.testing.assert_frame_equal(ladder_scores(1), ladder, atol=1e-5, check_dtype=False)


def test_labels_at_once_give_the_label_away():
    """With no delay the risk counts the payment's own label, and precision jumps."""
    ladder = recorded_ladder().groupby("way")["average precision"].mean()
    assert ladder["labels at once"] > 0.85 > ladder["labels next day"] > ladder["known cards gone"]


def test_twenty_worlds_are_recorded():
    """Every method was scored on every world."""
    counts = recorded_cleaning("worlds").groupby("method")["split"].nunique()
    assert len(counts) == 10 and (counts == 20).all()


@pytest.mark.real_data
def test_the_handbooks_weeks_give_the_recorded_scores():
    """Two quick methods on the first test day are as recorded."""
    rows = handbook_splits()["handbook days"][0]
    again = handbook_scores(0, rows, [NOTHING, "SMOTE"])
    stored = recorded_cleaning("handbook days").query("split == 0").set_index("method")
    stored = stored.loc[again["method"]].reset_index()
    pd.testing.assert_frame_equal(again, stored[again.columns], atol=1e-5, check_dtype=False)
