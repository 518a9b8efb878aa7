"""The European cards: weights, forests, savings, counts, and the record."""

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import f1_score

from course_lib import datasets
from course_lib.experiments import european_cards
from course_lib.experiments.european_cards import (
    SHARE,
    WEIGHT,
    forest,
    frauds_up_to,
    leaks,
    line_scores,
    link_counts,
    methods,
    real_splits,
    recorded_cards,
    row_weights,
    score_forest,
    share_learnt,
    thinned_link_counts,
    twin_draw,
    twin_line_scores,
    twin_scores,
    weighted_f1,
)

rng = np.random.default_rng(0)
y = np.r_[np.zeros(900, int), np.ones(60, int)]
X = pd.DataFrame(rng.normal(size=(960, 4)) + 2 * y[:, None], columns=["V1", "V2", "V3", "V4"])
X["Amount"] = rng.exponential(80, 960).round(2)


@pytest.fixture(scope="module")
def fitted():
    """Return a forest that has learnt from the rows as they are."""
    return forest().fit(X, y)


def test_the_weights_restore_the_whole_table():
    """Frauds stand for themselves, the 29,400 others for 284,315."""
    weights = row_weights(np.repeat([0, 1], [29_400, 492]))
    assert weights.sum() == pytest.approx(284_807)
    assert weights[-492:].sum() == 492


def test_a_weighted_f1_is_that_of_repeated_rows():
    """A false alarm of weight four counts like four false alarms."""
    decision = rng.random(960) < 0.2
    repeated = np.repeat(np.arange(960), np.where(y == 1, 1, 4))
    assert weighted_f1(y, decision, weight=4) == pytest.approx(
        f1_score(y[repeated], decision[repeated])
    )


def test_a_forest_tunes_its_threshold_on_rows_it_has_not_learnt(fitted):
    """A quarter of the rows is held back from scaler, sampler and trees."""
    assert fitted.estimator_[0].n_samples_seen_ == 720


def test_share_learnt_is_the_share_of_frauds_that_the_trees_drew(fitted):
    """As the rows are without weights, one half with balanced ones."""
    assert share_learnt(fitted) == pytest.approx(45 / 720, rel=0.1)
    assert share_learnt(forest(class_weight="balanced").fit(X, y)) == pytest.approx(0.5, abs=0.02)


def test_weights_leave_a_tree_hardly_any_fraud():
    """A forest draws its rows by their weights: not 45 frauds a tree, but about five."""
    weighted = forest(class_weight={0: WEIGHT, 1: 1.0}).fit(X, y)
    assert share_learnt(weighted) * 720 < 8


def test_without_the_correction_more_alarms_are_raised():
    """A balanced forest told as it is saves less than one corrected."""
    found = score_forest(forest(class_weight="balanced").fit(X, y), X, y)
    assert found["saved, as told"] < found["saved, by amount"] <= 1


def test_rows_and_removed_rows_are_those_of_the_pipeline():
    """Rows that chose the threshold count neither as learnt nor as removed."""
    found = score_forest(methods()["RandomUnderSampler"].fit(X, y), X, y)
    assert (found["rows"], found["removed"]) == (720, 720 - 2 * 45)
    assert score_forest(methods()["SMOTE"].fit(X, y), X, y)["removed"] == 0


def test_splits_keep_all_frauds_and_a_part_of_the_majority():
    """Training folds lose half of the majority, test folds nothing."""
    for (train, test), (whole, same) in zip(real_splits(y), real_splits(y, part=1), strict=True):
        assert y[train].sum() == y[whole].sum() == 48
        assert len(train) == pytest.approx(48 + 360, abs=50)
        assert len(whole) == 768
        assert (test == same).all() and not np.isin(train, test).any()


def test_a_line_is_judged_by_three_rules_on_the_same_probabilities():
    """Per split a row for one half, for the average amount, for each amount; none removes rows."""
    table = line_scores(X, y, real_splits(y)[:2])
    assert table["method"].tolist() == ["at one half", "by average", "by amount"] * 2
    assert (table["removed"] == 0).all() and table["saved"].between(-1, 1).all()
    assert len(twin_line_scores([0, 1])) == 6


def test_links_are_counted_on_standardised_features():
    """The unit of a feature changes no count; a pair of opposite labels in one place is a link."""
    counts = link_counts(X.to_numpy(), y)
    assert counts == link_counts(X.to_numpy() * [1, 10, 100, 1, 1], y)
    assert (counts["rows"], counts["frauds"]) == (960, 60)
    assert (
        link_counts(np.array([[0.0], [0.0], [9.0], [9.1], [9.2]]), np.array([0, 1, 0, 0, 0]))[
            "links"
        ]
        == 1
    )


def test_thinning_keeps_the_frauds():
    """Every part has all frauds and its share of the others."""
    table = pd.DataFrame(thinned_link_counts(X.to_numpy(), y, shares=(1.0, 0.5)))
    assert table["frauds"].tolist() == [60, 60]
    assert table["rows"].tolist() == [960, 510]


def test_frauds_are_counted_up_to_a_limit():
    """A fraud of exactly the limit counts; a legitimate payment never does."""
    table = frauds_up_to(np.array([5.0, 5.01, 2.0]), np.array([1, 1, 0]), limits=(5, 10))
    assert table["frauds"].tolist() == [1, 2]
    assert table["euros"].tolist() == [5, 10]


def test_a_twin_draw_has_the_share_of_the_sample_and_no_time():
    """1.65 % frauds, 29 columns."""
    X_twin, y_twin = twin_draw(0, 2000)
    assert X_twin.shape == (2000, 29)
    assert y_twin.sum() == 33


def test_a_leak_is_reported_per_seed():
    """SMOTETomek before the split flatters; every way has a number per seed."""
    found = leaks(X.to_numpy(), y, names=("SMOTETomek",), seeds=[0, 1])["SMOTETomek"]
    assert all(len(scores) == 2 for scores in found.values())
    assert min(found["leaked"]) > max(found["honest"])


def test_the_record_of_the_twin_is_repeated():
    """The first recorded draw comes out again, method by method."""
    chosen = {name: methods()[name] for name in ("nothing", "TomekLinks")}
    again = twin_scores(0, chosen).round(5)
    stored = recorded_cards("twin").query("split == 0 and method in @chosen")
    pd.testing.assert_frame_equal(again, stored.reset_index(drop=True)[again.columns])


@pytest.mark.real_data
def test_the_record_of_the_real_sample_is_repeated():
    """The first recorded split of the real sample comes out again, for the fastest method."""
    X_real, y_real, _ = datasets.load_european_cards_sample()
    chosen = {
        "RandomUnderSampler": methods(WEIGHT / european_cards.LEARNT_PART)["RandomUnderSampler"]
    }
    again = european_cards.compare_methods(
        chosen, X_real.drop(columns="Time"), y_real, real_splits(y_real)[:1], score_forest
    )
    stored = recorded_cards("real").query("split == 0 and method == 'RandomUnderSampler'")
    pd.testing.assert_frame_equal(again.round(5), stored.reset_index(drop=True)[again.columns])


def test_the_share_is_that_of_the_whole_table():
    """492 of 284,807."""
    assert SHARE == pytest.approx(492 / 284_807)
