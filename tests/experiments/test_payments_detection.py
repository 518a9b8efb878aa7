"""The protocol of lesson 20: identities, gaps, one budget of alerts, recorded and live."""

import numpy as np
import pandas as pd
import pytest
from sklearn.model_selection import TunedThresholdClassifierCV

from course_lib import datasets, samplers
from course_lib.experiments import payments_detection as detection
from course_lib.results import recorded


def test_recent_counts_look_back_only():
    """A payment counts earlier ones of its identity, at most two weeks back."""
    day, device = np.array([0, 5, 5, 6, 19, 40]), np.array([1, 1, 2, np.nan, 1, 1])
    counts = detection.recent_counts(day, device)
    np.testing.assert_equal(counts, [0, 1, 0, np.nan, 1, 0])


def test_later_payments_change_no_count():
    """Cutting the table short leaves the counts of the rest as they are."""
    X, _ = datasets.online_payments(3000)
    whole, part = (detection.with_counts(table)["device"] for table in (X, X.iloc[:2000]))
    pd.testing.assert_series_equal(whole.iloc[:2000], part)


def test_counts_replace_identities():
    """Neither the day nor a number of a device is left."""
    X, _ = datasets.online_payments(3000)
    table = detection.with_counts(X)
    assert "day" not in table and table["device"].max() < X["device"].min()
    assert (table["device"].isna() == X["device"].isna()).all()


def test_the_test_part_comes_later():
    """Every payment of the test part is later than every one of the training part."""
    X, y, (train, test), probability = detection.payments(3)
    assert train.max() < test.min()
    assert len(train) + len(test) == len(X) == len(y) == len(probability) == detection.ROWS


@pytest.mark.parametrize("fill", detection.FILLS)
def test_preparing_leaves_no_gap(fill):
    """A sampler gets finite numbers only, gaps in names being a name."""
    X, y, (train, test), _ = detection.payments(0)
    columns = detection.prepared(fill=fill)[0].fit(X.iloc[train], y[train])
    table = columns.transform(X.iloc[test])
    assert np.isfinite(table).all()
    assert table.shape[1] == columns.transform(X.iloc[train]).shape[1]


def test_flags_keep_what_a_median_loses():
    """With flags the gap can be read off a column of its own."""
    X, y, (train, _), _ = detection.payments(0)
    widths = {
        fill: detection.prepared(fill=fill)[0].fit_transform(X.iloc[train]).shape[1]
        for fill in detection.FILLS
    }
    with_gaps = X.select_dtypes("number").isna().any().sum()
    assert widths["median and flags"] - widths["median"] == with_gaps


def test_a_tuned_threshold_finds_what_no_tuning_finds():
    """At a fixed alert rate only the order counts; the decisions differ."""
    tuned = TunedThresholdClassifierCV(detection.booster(), scoring="f1", cv=0.75, random_state=0)
    chosen = {"nothing": detection.booster(), "tuned threshold": tuned}
    scores = detection.scores_on_draws(chosen, [0]).set_index("method")
    columns = [name for name in scores if name.startswith("detection")]
    assert (scores.loc["nothing", columns] == scores.loc["tuned threshold", columns]).all()
    assert scores.loc["nothing", "alerts"] < scores.loc["tuned threshold", "alerts"]


def test_the_scores_recomputed_are_the_recorded_ones():
    """One draw behind nothing and behind SMOTE gives the numbers that are stored."""
    chosen = {
        "nothing": detection.booster(),
        "SMOTE": detection.prepared(samplers.SMOTE(random_state=0)),
    }
    now = detection.scores_on_draws(chosen, [4]).set_index("method")
    then = detection.recorded_detection("payments").query("split == 4").set_index("method")
    columns = [name for name in now if name.startswith(("detection", "average"))]
    for name in (*chosen, "the truth"):
        found, stored = (table.loc[name, columns].astype(float) for table in (now, then))
        np.testing.assert_allclose(found, stored, atol=0.01)


def test_nothing_found_more_than_the_budget_allows():
    """Two alerts in a hundred cannot find more frauds than there are alerts."""
    table = detection.recorded_detection("payments")
    assert table[detection.BUDGET].max() <= 0.02 / 0.025
    truth = table.query("method == 'the truth'")["average precision"].mean()
    others = table.query("method != 'the truth'").groupby("method")["average precision"].mean()
    assert (others < truth).all()


def test_identities_are_told_apart_from_labels_of_the_test_part():
    """No treatment of identities sees a label outside the training rows."""
    X, y = datasets.online_payments(4000)
    train = np.flatnonzero(X["day"] < 60)
    other = y.copy()
    other[train.max() + 1 :] = 1 - other[train.max() + 1 :]
    tables = (detection.identity_tables(X, labels, train) for labels in (y, other))
    for one, two in zip(*(each.values() for each in tables), strict=True):
        pd.testing.assert_frame_equal(one, two)


def test_own_labels_are_kept_out_of_the_means_of_other_folds():
    """With its own label included, the mean of an identity seen once tells the label."""
    X, y = datasets.online_payments(6000)
    train = np.flatnonzero(X["day"] < 60)
    tables = detection.identity_tables(X, y, train)
    once = X["device"].map(X["device"].iloc[train].value_counts()).iloc[train] == 1
    known = train[once.to_numpy()]
    gap = {
        name: np.nanmean(table["device"].iloc[known][y[known] == 1])
        - np.nanmean(table["device"].iloc[known][y[known] == 0])
        for name, table in tables.items()
        if name.startswith("mean label")
    }
    assert gap["mean label, own included"] > 0.02
    assert abs(gap["mean label, other folds"]) < 0.01


def test_resampling_first_reports_what_nobody_keeps():
    """Resampled before splitting, nearly everything is found and right."""
    (row,) = detection.resampled_before_splitting([0]).to_dict("records")
    assert row["recall"] > 0.9 and row["accuracy"] > 0.95


def test_every_part_is_recorded():
    """Twenty draws, four others for the settings, twenty splits of the real table."""
    splits = {
        part: len(next(iter(columns.values()))["split"])
        for part, columns in recorded(detection.NAME)["measured"].items()
    }
    wanted = {"settings": 4, "identities": 20, "leaked": 20, "payments": 20, "car insurance": 20}
    assert splits == wanted
