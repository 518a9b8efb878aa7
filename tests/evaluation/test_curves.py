"""From counts to curves: every threshold, and what thinning the positives leaves alone."""

import numpy as np
import pytest
from sklearn.metrics import precision_score, recall_score, roc_auc_score, roc_curve

from course_lib.datasets import scored_line
from course_lib.evaluation import counts_by_threshold, precision_at, thinned_summaries


def tied_scores(seed):
    """Return labels of both classes and scores with ties."""
    rng = np.random.default_rng(seed)
    return np.r_[0, 1, rng.integers(0, 2, 30)], rng.integers(0, 9, 32) / 9


@pytest.mark.parametrize("seed", range(10))
def test_a_row_counts_the_decisions_at_its_threshold(seed):
    """A score that reaches the threshold is an alarm; ties fall together."""
    y, score = tied_scores(seed)
    table = counts_by_threshold(y, score)
    assert list(table.index) == sorted(set(score), reverse=True)
    for threshold, row in table.iterrows():
        alarm = score >= threshold
        counts = [sum(alarm & (y == 1)), sum(alarm & (y == 0)), sum(~alarm & (y == 1))]
        assert row[["TP", "FP", "FN"]].tolist() == counts
        assert row[["TP", "FP", "FN", "TN"]].sum() == len(y)
        assert row["recall"] == pytest.approx(recall_score(y, alarm))
        assert row["precision"] == pytest.approx(precision_score(y, alarm))


def test_the_rows_are_the_points_of_the_roc_curve():
    """scikit-learn's curve has the same points, and one more where nobody is alarmed."""
    X, y = scored_line()
    table = counts_by_threshold(y, X[:, 0])
    false_alarms, recall, _ = roc_curve(y, X[:, 0], drop_intermediate=False)
    np.testing.assert_allclose(table["recall"], recall[1:])
    np.testing.assert_allclose(table["false alarms"], false_alarms[1:])


@pytest.mark.parametrize("seed", range(5))
def test_precision_follows_from_the_roc_point_and_the_prevalence(seed):
    """At the prevalence of the data, the formula gives the precision that was counted."""
    y, score = tied_scores(seed)
    table = counts_by_threshold(y, score)
    found = precision_at(table["recall"], table["false alarms"], y.mean())
    np.testing.assert_allclose(found, table["precision"])


def test_guessing_has_the_precision_of_the_prevalence():
    """Where recall equals false alarms, an alarm is right as often as a sample is positive."""
    assert precision_at(0.3, 0.3, 0.01) == pytest.approx(0.01)


def test_thinning_keeps_every_negative_and_the_share_asked():
    """At the share of the data all positives stay, so every draw scores the same."""
    y, score = np.repeat([0, 1], 50), np.random.default_rng(0).normal(size=100)
    summaries = thinned_summaries(y, score, [0.5], 3)
    assert summaries["ROC AUC"].tolist() == [roc_auc_score(y, score)] * 3


def test_thinning_leaves_auc_and_lowers_average_precision():
    """On average over draws AUC stays within 0.02; average precision at least halves."""
    rng = np.random.default_rng(0)
    y = np.repeat([0, 1], 1000)
    means = thinned_summaries(y, y + rng.normal(size=2000), [0.5, 0.02], 50).groupby("share").mean()
    assert abs(np.ptp(means["ROC AUC"])) < 0.02
    assert means["average precision"].iloc[0] < means["average precision"].iloc[1] / 2


@pytest.mark.parametrize("share", [0.6, 0.001])
def test_a_share_that_cannot_be_had_is_refused(share):
    """More positives than there are, or none, is an error that says how many."""
    with pytest.raises(ValueError, match=r"positives beside 50 negatives; there are 50"):
        thinned_summaries(np.repeat([0, 1], 50), np.arange(100), [share], 1)
