"""What decisions find, and what equally many alarms of another ranking find."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from course_lib.evaluation.operating_points import (
    against_same_alarms,
    alarms_needed,
    found_among,
    gains,
    pooled_rates,
)

rng = np.random.default_rng(0)
y = (rng.uniform(size=200) < 0.2).astype(int)
score = rng.normal(size=200) + y
coarse = np.round(score)


def test_gains_count_from_the_highest_score():
    """Without ties, k alarms find the positives among the k highest scores."""
    alarms, found = gains(y, score)
    assert alarms.tolist() == list(range(201))
    assert found[1:].tolist() == np.cumsum(y[np.argsort(-score)]).tolist()


def test_a_threshold_cannot_part_ties():
    """There is one step per distinct score, and the last is everybody."""
    alarms, found = gains(y, coarse)
    assert len(alarms) == len(np.unique(coarse)) + 1
    assert (alarms[-1], found[-1]) == (200, y.sum())


def test_among_ties_the_mean_of_all_draws_counts():
    """Alarms drawn among tied scores find, on average, what the line between two steps says."""
    n = 50
    orders = [np.lexsort((rng.uniform(size=200), -coarse))[:n] for _ in range(4000)]
    drawn = np.mean([y[order].sum() for order in orders])
    assert found_among(y, coarse, n) == pytest.approx(drawn, abs=0.1)


def test_no_alarm_finds_nothing_and_all_find_all():
    """The ends of the curve."""
    assert found_among(y, score, 0) == 0
    assert found_among(y, score, 200) == y.sum()


@pytest.mark.parametrize("scores", [score, coarse])
def test_alarms_needed_is_the_least_number_that_finds_as_many(scores):
    """It undoes `found_among`, and fewer alarms find less."""
    for n_found in (0, 1, 7, 20.5, y.sum()):
        n = alarms_needed(y, scores, n_found)
        assert found_among(y, scores, n) == pytest.approx(n_found)
        assert n == 0 or found_among(y, scores, n - 0.5) < n_found


def test_only_the_order_of_the_scores_counts():
    """Any rising function of the scores finds the same."""
    assert found_among(y, np.exp(score), 30) == found_among(y, score, 30)


def test_pooled_rates_are_of_the_sums():
    """A split without an alarm counts with its frauds and its cases."""
    counts = pd.DataFrame({"cases": [90, 10], "frauds": [8, 2], "alarms": [10, 0], "found": [4, 0]})
    rates = pooled_rates(counts)
    assert rates.to_dict() == {
        "alarms per 1,000": 100,
        "recall": 0.4,
        "precision": 0.4,
        "FN/FP": 1,
    }


def test_rates_without_an_alarm():
    """Nothing found, no precision to speak of, and infinitely many misses per false alarm."""
    rates = pooled_rates(pd.DataFrame({"cases": [9], "frauds": [2], "alarms": [0], "found": [0]}))
    assert rates["recall"] == 0
    assert np.isnan(rates["precision"])
    assert rates["FN/FP"] == np.inf


def _two_methods():
    found = {"none": [2, 3, 4], "SMOTE": [6, 6, 9]}
    same = {"none": [2, 3, 4], "SMOTE": [5, 7, 8]}
    rows = [
        {"method": name, "frauds": 10, "found": found[name][i], "found, same alarms": same[name][i]}
        for name in found
        for i in range(3)
    ]
    return pd.DataFrame(rows)


def test_a_method_is_compared_with_equally_many_alarms():
    """Means of both recalls and of their difference; without resampling there is none."""
    table = against_same_alarms(_two_methods())
    assert table.loc["none", ["difference", "low", "high"]].tolist() == [0, 0, 0]
    assert table.loc["SMOTE", "recall"] == pytest.approx(0.7)
    assert table.loc["SMOTE", "same alarms"] == pytest.approx(20 / 30)
    assert table.loc["SMOTE", "low"] < table.loc["SMOTE", "difference"] < table.loc["SMOTE", "high"]


def test_the_interval_is_students():
    """Over independent splits it is that of a one-sample t-test; shared rows widen it."""
    change = [0.1, -0.1, 0.1]
    low, high = stats.ttest_1samp(change, 0).confidence_interval()
    row = against_same_alarms(_two_methods()).loc["SMOTE"]
    assert row[["low", "high"]].tolist() == pytest.approx([low, high])
    wide = against_same_alarms(_two_methods(), shared=1.0).loc["SMOTE"]
    assert wide["high"] - wide["low"] == pytest.approx(2 * (high - low))
