"""The simulated world of cards: who pays, three kinds of fraud, and what is refused."""

import numpy as np
import pandas as pd
import pytest

from course_lib.datasets import card_transactions

NO_FRAUD = {"large_amount": 1e9, "terminal_rate": 0.0, "customer_rate": 0.0}


@pytest.fixture(scope="module")
def world():
    """Return 60 days of 1,000 customers."""
    return card_transactions(1000, 2000, 60, random_state=0)


def test_one_seed_gives_one_world():
    """The same seed repeats every transaction; another seed does not."""
    one, again, other = (card_transactions(20, 30, 5, random_state=seed) for seed in (1, 1, 2))
    pd.testing.assert_frame_equal(one, again)
    assert not one.equals(other)


def test_transactions_come_in_order_of_time(world):
    """Times rise from the first midnight to the end of the last day, and say the day."""
    assert world["time"].is_monotonic_increasing and world["time"].min() >= 0
    assert (world["day"] == world["time"] // 86_400).all()
    assert world["day"].nunique() == 60
    assert world.index.equals(pd.RangeIndex(len(world)))


def test_customers_pay_twice_a_day_on_average(world):
    """Mean payments a day lie between 0 and 4 with a mean of 2, and differ between customers."""
    per_day = world["customer"].value_counts() / 60
    assert len(world) / 60_000 == pytest.approx(2, abs=0.1)
    assert per_day.max() < 5 and per_day.min() < 0.2


def test_people_pay_around_noon(world):
    """The middle hour is noon; a sixth of the payments are made before seven."""
    second = world["time"] % 86_400
    assert second.median() == pytest.approx(43_200, rel=0.01)
    assert (second < 7 * 3600).mean() == pytest.approx(0.17, abs=0.02)


def test_legitimate_amounts_are_whole_cents_up_to_the_limit(world):
    """No amount is negative and no legitimate one exceeds the large amount."""
    amount = world["amount"]
    np.testing.assert_allclose(100 * amount, (100 * amount).round(), atol=1e-6)
    assert amount.min() >= 0 and amount[world["fraud"] == 0].max() <= 220


def test_a_customer_uses_few_terminals():
    """Without a circle wide enough for all, a customer sees only the neighbourhood."""
    near = card_transactions(50, 500, 40, radius=5, random_state=0)
    far = card_transactions(50, 500, 40, radius=200, random_state=0)
    used = [w.groupby("customer")["terminal"].nunique().mean() for w in (near, far)]
    assert used[0] < 8 < 40 < used[1]


def test_a_customer_far_from_everything_goes_to_the_nearest_terminal():
    """With hardly any radius everybody still pays, each at one terminal, not all at the same."""
    world = card_transactions(30, 20, 20, radius=1e-9, random_state=0)
    assert world["customer"].nunique() > 25 and world["terminal"].nunique() > 10
    assert (world.groupby("customer")["terminal"].nunique() == 1).all()


def test_without_scenarios_there_is_no_fraud():
    """No limit reached and nobody compromised: every label is 0."""
    assert card_transactions(100, 50, 20, random_state=0, **NO_FRAUD)["fraud"].sum() == 0


def test_fraud_means_that_a_scenario_applies(world):
    """Label and scenario say the same, and all three occur."""
    assert (world["fraud"] == (world["scenario"] > 0)).all()
    assert set(world["scenario"]) == {0, 1, 2, 3}


def test_scenario_one_is_every_large_amount():
    """With large amounts alone, fraud and amount above the limit are the same thing."""
    only = {**NO_FRAUD, "large_amount": 150.0}
    world = card_transactions(200, 50, 20, random_state=0, **only)
    assert (world["fraud"] == (world["amount"] > 150)).all() and world["fraud"].any()


def test_a_compromised_terminal_sees_nothing_but_fraud_for_28_days():
    """At one terminal, compromised once, all payments of 28 days in a row are frauds."""
    only = {**NO_FRAUD, "terminal_rate": 0.02}
    world = card_transactions(100, 1, 90, random_state=10, **only)
    by_day = world.groupby("day")["fraud"].mean()
    start = by_day.idxmax()
    assert 0 < start < 90 - 28
    assert (by_day == by_day.index.isin(range(start, start + 28))).all()


def test_a_compromised_customer_pays_five_times_as_much_in_a_third_of_the_payments():
    """With customers alone, a third of the payments of those days are frauds, five times dearer."""
    calm = card_transactions(400, 100, 30, random_state=0, **NO_FRAUD)
    world = card_transactions(400, 100, 30, random_state=0, **{**NO_FRAUD, "customer_rate": 1.0})
    fraud = world["fraud"] == 1
    assert set(world["scenario"]) == {0, 3}
    assert fraud.mean() == pytest.approx(1 / 3, abs=0.01)
    np.testing.assert_allclose(world["amount"][fraud], 5 * calm["amount"][fraud], atol=0.005)
    np.testing.assert_array_equal(world["amount"][~fraud], calm["amount"][~fraud])


def test_a_customer_is_compromised_for_14_days():
    """From the first to the last fraud of one period no more than 14 days pass."""
    world = card_transactions(3000, 100, 17, random_state=0,
                              **{**NO_FRAUD, "customer_rate": 1e-3})  # fmt: skip
    days = world[world["fraud"] == 1].groupby("customer")["day"].agg(["min", "max"])
    lasting = days["max"] - days["min"]
    assert lasting.max() <= 14 and (lasting >= 11).any()


def test_an_abused_card_at_a_compromised_terminal_is_scenario_three():
    """Of several scenarios the last one is noted; without an abused card it is the terminal."""
    everything = {"large_amount": 0.001, "terminal_rate": 1.0}
    world = card_transactions(50, 20, 10, customer_rate=1.0, random_state=0, **everything)
    assert set(world["scenario"]) == {2, 3}
    assert set(card_transactions(50, 20, 10, customer_rate=0.0, random_state=0,
                                 **everything)["scenario"]) == {2}  # fmt: skip


def test_frauds_are_rare_by_default(world):
    """Somewhat less than one in a hundred, most of them at terminals."""
    assert 0.004 < world["fraud"].mean() < 0.012
    share = world.loc[world["fraud"] == 1, "scenario"].value_counts(normalize=True)
    assert share.index.tolist() == [2, 3, 1]


def test_the_smallest_world_works():
    """One customer, one terminal and one day are enough."""
    assert set(card_transactions(1, 1, 1, random_state=0)) >= {"time", "fraud"}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("n_customers", 0),
        ("n_terminals", 2.5),
        ("n_days", -1),
        ("radius", 0),
        ("large_amount", float("nan")),
        ("terminal_rate", 1.1),
        ("customer_rate", -0.1),
    ],
)
def test_bad_parameters_are_named(name, value):
    """Each parameter out of its range is named with its value."""
    sizes = {"n_customers": 5, "n_terminals": 5, "n_days": 5}
    with pytest.raises(ValueError, match=f"{name}="):
        card_transactions(**{**sizes, name: value})
