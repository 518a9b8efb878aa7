"""Window features of card transactions: the definition, word for word, and what it leaves out."""

import numpy as np
import pandas as pd
import pytest

from course_lib.datasets import card_features, card_transactions

DAY = 86_400


def naive_features(paid, windows, delay):
    """Return the window features row by row, straight from the definition."""
    rows = []
    for _, now in paid.iterrows():
        age = now["time"] - paid["time"]
        found = {}
        for days in windows:
            mine = paid[(paid["customer"] == now["customer"]) & (age >= 0) & (age < days * DAY)]
            found[f"customer_count_{days}d"] = len(mine)
            found[f"customer_mean_{days}d"] = mine["amount"].mean()
        for days in windows:
            known = (age >= delay * DAY) & (age < (delay + days) * DAY)
            here = paid[(paid["terminal"] == now["terminal"]) & known]
            found[f"terminal_count_{days}d"] = len(here)
            found[f"terminal_risk_{days}d"] = here["fraud"].mean() if len(here) else 0.0
        rows.append(found)
    return pd.DataFrame(rows, index=paid.index)


def shuffled_world(seed, n=150):
    """Return few customers and terminals with many ties, also at exactly one and two days."""
    rng = np.random.default_rng(seed)
    return pd.DataFrame({
        "time": rng.integers(0, 9, n) * DAY + rng.choice([0, 0, 5, 30_000, DAY - 1], n),
        "customer": rng.integers(10, 16, n),
        "terminal": rng.integers(-2, 3, n),
        "amount": rng.integers(1, 9000, n) / 100,
        "fraud": rng.integers(0, 2, n),
    }, index=rng.permutation(n) + 1000)  # fmt: skip


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(("windows", "delay"), [((1, 7, 30), 7), ((1, 2), 0), ((3,), 2)])
def test_the_features_are_the_word_for_word_definition(seed, windows, delay):
    """Row by row and by cumulative sums the same numbers come out, in the order of the input."""
    paid = shuffled_world(seed)
    quick = card_features(paid, windows=windows, delay=delay)
    pd.testing.assert_frame_equal(
        quick.iloc[:, 3:], naive_features(paid, windows, delay), check_dtype=False
    )


def test_a_simulated_world_agrees_with_the_definition_too():
    """So it does on transactions as the simulator makes them."""
    paid = card_transactions(12, 6, 25, terminal_rate=0.02, customer_rate=0.02, random_state=3)
    assert paid["fraud"].sum() > 20
    pd.testing.assert_frame_equal(
        card_features(paid).iloc[:, 3:], naive_features(paid, (1, 7, 30), 7), check_dtype=False
    )


def test_a_label_younger_than_the_delay_changes_nothing():
    """Flipping the labels of the last seven days leaves all features as they were."""
    paid = card_transactions(60, 30, 20, random_state=0)
    flipped = paid["fraud"].where(paid["time"] <= paid["time"].max() - 7 * DAY, 1 - paid["fraud"])
    pd.testing.assert_frame_equal(card_features(paid), card_features(paid.assign(fraud=flipped)))


def test_the_future_changes_nothing():
    """Features of the first ten days are the same with and without the days after them."""
    paid = card_transactions(60, 30, 20, random_state=1)
    early = paid["day"] < 10
    pd.testing.assert_frame_equal(card_features(paid)[early], card_features(paid[early]))


def test_weekend_and_night_follow_the_clock():
    """Day 0 is a Monday; the night ends at seven."""
    time = np.array([0, 7 * 3600 - 1, 7 * 3600, 4 * DAY, 5 * DAY, 6 * DAY, 7 * DAY])
    paid = pd.DataFrame({"time": time, "customer": 0, "terminal": 0, "amount": 1.0, "fraud": 0})
    features = card_features(paid)
    assert features["weekend"].tolist() == [0, 0, 0, 0, 1, 1, 0]
    assert features["night"].tolist() == [1, 1, 0, 1, 1, 1, 1]


def test_the_window_leaves_out_its_far_end():
    """A payment exactly one day ago is no longer within one day."""
    paid = pd.DataFrame(
        {"time": [0, DAY - 1, DAY], "customer": 1, "terminal": 1, "amount": 2.0, "fraud": 0}
    )
    assert card_features(paid, windows=(1,))["customer_count_1d"].tolist() == [1, 2, 2]


def test_there_are_fifteen_features_and_the_input_stays_as_it_is():
    """Amount, weekend, night and four features for each of three windows."""
    paid = shuffled_world(0)
    before = paid.copy()
    features = card_features(paid)
    assert features.shape == (len(paid), 15) and features.notna().all(axis=None)
    assert features.index.equals(paid.index)
    pd.testing.assert_frame_equal(paid, before)


def test_no_transactions_give_no_features():
    """An empty table has fifteen columns and no row."""
    assert card_features(shuffled_world(0).iloc[:0]).shape == (0, 15)


def test_keys_may_be_names():
    """Customers and terminals are compared, not counted with."""
    paid = shuffled_world(2)
    named = paid.assign(customer="c" + paid["customer"].astype(str))
    pd.testing.assert_frame_equal(card_features(named), card_features(paid))


def test_bad_parameters_get_a_sentence():
    """Windows, delay, a missing column and times that are no whole seconds are named."""
    paid = shuffled_world(0)
    for windows in ((), (0,), (1, 1), (1.5,)):
        with pytest.raises(ValueError, match="windows="):
            card_features(paid, windows=windows)
    with pytest.raises(ValueError, match="delay=-1"):
        card_features(paid, delay=-1)
    with pytest.raises(ValueError, match="lack .'fraud'"):
        card_features(paid.drop(columns="fraud"))
    for time in (paid["time"] + 0.5, paid["time"] - 10 * DAY):
        with pytest.raises(ValueError, match="whole seconds"):
            card_features(paid.assign(time=time))
