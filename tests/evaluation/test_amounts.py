"""Alarms that pay, and what they save."""

import numpy as np
import pytest

from course_lib.evaluation.amounts import share_saved, worth_an_alarm

rng = np.random.default_rng(0)
y = rng.random(200) < 0.3
amount = rng.exponential(60, 200).round(2)
probability = rng.random(200)


def test_the_threshold_is_the_cost_over_the_amount():
    """A payment raises an alarm from a probability of handling / amount upwards, not at it."""
    assert worth_an_alarm([0.1, 0.101, 0.5], [50, 50, 10], 5).tolist() == [False, True, False]


def test_a_payment_below_the_cost_of_an_alarm_raises_none():
    """However certain a fraud of five euros is, a call of five euros does not pay."""
    assert not worth_an_alarm(np.ones(3), [0.0, 1.0, 5.0], 5).any()


def test_no_alarm_saves_nothing_and_all_amounts_are_the_most():
    """Silence is the zero; free calls on every fraud save everything."""
    assert share_saved(y, amount, np.zeros(200, bool), handling=5) == 0
    assert share_saved(y, amount, y, handling=0) == pytest.approx(1)


def test_no_other_decisions_save_more_where_the_probabilities_are_certain():
    """With probabilities of 0 and 1 the rule saves more than any alarm changed from it."""
    best = worth_an_alarm(y.astype(float), amount, 5)
    most = share_saved(y, amount, best, handling=5)
    for row in range(200):
        other = best.copy()
        other[row] = ~other[row]
        assert share_saved(y, amount, other, handling=5) <= most


def test_too_many_alarms_cost_more_than_they_save():
    """The share is negative where the calls cost more than the frauds."""
    assert share_saved([1, 0, 0], [6, 1, 1], [True, True, True], handling=5) == pytest.approx(-1.5)


def test_a_weight_is_a_repeated_row():
    """A row of weight three counts like three rows, in what is saved and in what calls cost."""
    alarm = worth_an_alarm(probability, amount, 20)
    weights = np.where(y, 1, 3)
    repeated = [np.repeat(values, weights) for values in (y, amount, alarm)]
    weighted = share_saved(y, amount, alarm, handling=20, weights=weights)
    assert weighted == pytest.approx(share_saved(*repeated, handling=20))
    assert weighted < share_saved(y, amount, alarm, handling=20)


def test_frauds_that_took_nothing_are_refused():
    """A share of nothing is no number."""
    with pytest.raises(ValueError, match="took nothing"):
        share_saved([1, 0], [0, 50], [True, True], handling=5)
