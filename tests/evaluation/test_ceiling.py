"""What the best possible rule reaches on two normal clouds."""

import numpy as np
import pytest
from sklearn.metrics import average_precision_score

from course_lib.datasets import overlapping_clouds
from course_lib.evaluation.ceiling import best_possible, true_probability
from course_lib.evaluation.costs import cost_per_thousand, cost_threshold


@pytest.fixture(scope="module")
def many():
    """Return a million samples, one in ten in the minority."""
    return overlapping_clouds(900_000, 100_000, 2, random_state=5)


def test_the_probability_says_how_often_samples_like_this_are_minority(many):
    """Among the samples with a probability near p, a share p is in the minority."""
    X, y = many
    probability = true_probability(X, 0.1)
    for p in (0.02, 0.1, 0.5, 0.8):
        near = np.abs(probability - p) < 0.01
        assert y[near].mean() == pytest.approx(p, abs=0.02)


def test_a_million_samples_agree_with_the_integrals(many):
    """Ranked and judged by the true probability, a million samples score as the integrals say."""
    X, y = many
    probability = true_probability(X, 0.1)
    levels = best_possible(2, 0.1, false_alarm=1, miss=4)
    decided = probability >= cost_threshold(1, 4)
    cost = cost_per_thousand(y, decided, false_alarm=1, miss=4)
    errors = [np.mean(true_probability(X[y == label], 0.5) >= 0.5) for label in (0, 1)]
    assert levels["average precision"] == pytest.approx(
        average_precision_score(y, probability), abs=0.005
    )
    assert levels["error"] == pytest.approx(np.mean((probability >= 0.5) != y), abs=0.001)
    assert levels["balanced error"] == pytest.approx((errors[0] + 1 - errors[1]) / 2, abs=0.002)
    assert levels["cost per 1,000"] == pytest.approx(cost, rel=0.01)


def test_the_number_of_features_does_not_matter():
    """A sample's probability depends on the place along the line through the centres only."""
    one, four = np.array([[1.7]]), np.full((1, 4), 1.7 / 2)
    assert true_probability(one, 0.3) == pytest.approx(true_probability(four, 0.3))


def test_no_other_threshold_costs_less(many):
    """Thresholds on either side of p* cost more than the least possible."""
    X, y = many
    probability, least = true_probability(X, 0.1), best_possible(2, 0.1, miss=9)["cost per 1,000"]
    for threshold in (0.05, 0.2, 0.5):
        assert cost_per_thousand(y, probability >= threshold, false_alarm=1, miss=9) > least + 1
