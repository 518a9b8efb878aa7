"""Net benefit: what decisions are worth once an accusation of the innocent has a price."""

import numpy as np
import pytest

from course_lib.evaluation.costs import cost_per_thousand
from course_lib.evaluation.decision_curve import decision_curve, net_benefit, precision_at_recall

rng = np.random.default_rng(0)
y = rng.permutation(np.repeat([0, 1], [180, 20]))
score = np.clip(rng.normal(0.2 + 0.4 * y, 0.2), 0.01, 0.99)


def test_accusing_nobody_is_worth_nothing():
    """Without an alarm the net benefit is 0 at every price."""
    assert [net_benefit(y, np.zeros(200), price) for price in (0.1, 0.5, 0.9)] == [0, 0, 0]


def test_a_perfect_list_is_worth_the_share_of_positives():
    """All found and nobody wronged: the prevalence, per 1,000, at every price."""
    assert {net_benefit(y, y, price) for price in (0.1, 0.5, 0.9)} == {100.0}


def test_everybody_accused_breaks_even_where_the_price_is_the_prevalence():
    """Alarms in all cases are worth 0 exactly at the prevalence, and less at any higher price."""
    assert net_benefit(y, np.ones(200), 0.1) == pytest.approx(0)
    assert net_benefit(y, np.ones(200), 0.11) < 0 < net_benefit(y, np.ones(200), 0.09)


def test_net_benefit_is_the_bill_turned_round():
    """The saving on the bill of accusing nobody, in frauds, where costs are in that proportion."""
    decision, price = score >= 0.5, 0.75
    costs = dict(false_alarm=3, miss=1)
    saved = cost_per_thousand(y, np.zeros(200), **costs) - cost_per_thousand(y, decision, **costs)
    assert net_benefit(y, decision, price) == pytest.approx(saved)


@pytest.mark.parametrize("price", [0, 1, -0.2, 1.5, np.nan])
def test_a_price_that_is_no_probability_is_refused(price):
    """At 0 an innocent costs nothing, at 1 more than everything."""
    with pytest.raises(ValueError, match="above 0 and below 1"):
        net_benefit(y, y, price)


def test_a_curve_uses_each_threshold_as_its_own_price():
    """An entry is the net benefit of the alarms that reach the threshold, at its price."""
    curve = decision_curve(y, {"score": score}, [0.2, 0.5])
    assert curve.loc[0.5, "score"] == net_benefit(y, score >= 0.5, 0.5)
    assert curve.loc[0.2, "everybody"] == net_benefit(y, np.ones(200), 0.2)
    assert decision_curve([1, 0], {"m": np.array([0.5, 0.1])}, [0.5]).loc[0.5, "m"] == 500


def test_precision_at_recall_word_for_word():
    """Down the list until the share is found: the share of positives in the list so far."""
    ranked = y[np.argsort(-score, kind="stable")]
    for level in (0.1, 0.5, 0.9, 1.0):
        length = np.flatnonzero(np.cumsum(ranked) >= level * ranked.sum())[0] + 1
        assert precision_at_recall(y, score, [level])[0] == pytest.approx(ranked[:length].mean())


def test_precision_at_recall_can_rise():
    """More recall may mean more precision: the first of the list is an innocent here."""
    assert precision_at_recall([0, 1, 1], [0.9, 0.8, 0.7], [0.5, 1]) == pytest.approx(
        [1 / 2, 2 / 3]
    )
