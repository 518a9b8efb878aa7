"""Splits in order of time: what is learnt, what is waited for, and who is left out."""

import numpy as np
import pandas as pd
import pytest

from course_lib.datasets import card_transactions
from course_lib.evaluation.time_order import delayed_split, validation_ladder


@pytest.fixture(scope="module")
def paid():
    """Return 30 days with many frauds, shuffled."""
    world = card_transactions(80, 60, 30, terminal_rate=0.01, random_state=0)
    return world.sample(frac=1, random_state=0).reset_index(drop=True)


def naive_test_rows(paid, first_day, train_days, delay, test_days):
    """Return test rows one by one: is the row's day asked, and was its customer blocked?"""
    rows = []
    for row, now in paid.iterrows():
        waited = now["day"] - first_day - train_days - delay
        blocked = paid[
            (paid["customer"] == now["customer"])
            & (paid["fraud"] == 1)
            & (paid["day"] >= first_day)
            & (now["day"] - paid["day"] > delay)
        ]
        if 0 <= waited < test_days and blocked.empty:
            rows.append(row)
    return rows


@pytest.mark.parametrize("lengths", [(7, 7, 7), (3, 0, 2), (1, 5, 10)])
def test_the_split_is_the_word_for_word_definition(paid, lengths):
    """Training rows are those of the training days; test rows those of cards not yet blocked."""
    train_days, delay, test_days = lengths
    train, test = delayed_split(paid, 4, train_days=train_days, delay=delay, test_days=test_days)
    assert set(train) == set(paid.index[paid["day"].between(4, 3 + train_days)])
    assert sorted(test) == naive_test_rows(paid, 4, train_days, delay, test_days)
    assert len(set(train) & set(test)) == 0


def test_no_label_of_the_wait_is_learnt_from(paid):
    """Between the last day learnt from and the first day judged lie `delay` days."""
    train, test = delayed_split(paid, 0)
    day = paid["day"].to_numpy()
    assert day[test].min() - day[train].max() == 8


def test_a_card_is_blocked_when_its_fraud_is_known_not_before():
    """A fraud of day 0 blocks from day 3 with a delay of two days; until then the card stays."""
    paid = pd.DataFrame({"day": [0, 1, 2, 3, 4], "customer": 1, "fraud": [1, 0, 0, 0, 0]})
    paid = pd.concat([paid, paid.assign(customer=2, fraud=0)], ignore_index=True)
    _, test = delayed_split(paid, 0, train_days=1, delay=1, test_days=3)
    assert paid.loc[test, ["day", "customer"]].to_numpy().tolist() == [[2, 2], [3, 2], [4, 2]]
    late = delayed_split(paid, 0, train_days=1, delay=0, test_days=1)[1]
    assert paid.loc[late, "customer"].tolist() == [2]


def test_frauds_before_the_first_day_block_nobody(paid):
    """Only frauds since the first day learnt from are counted, as in the handbook."""
    earlier = paid.assign(fraud=np.where(paid["day"] < 5, 1, paid["fraud"]))
    np.testing.assert_array_equal(delayed_split(paid, 5)[1], delayed_split(earlier, 5)[1])


def test_the_ladder_ends_at_the_honest_split(paid):
    """Four ways; the last is the delayed split, and the two before test the same days."""
    ladder = validation_ladder(paid, 0, 0)
    assert list(ladder) == ["shuffled", "in order", "labels late", "known cards gone"]
    for rows, expected in zip(ladder["known cards gone"], delayed_split(paid, 0), strict=True):
        np.testing.assert_array_equal(rows, expected)
    np.testing.assert_array_equal(ladder["in order"][1], ladder["labels late"][1])
    assert set(ladder["known cards gone"][1]) <= set(ladder["labels late"][1])


def test_only_the_shuffle_mixes_days(paid):
    """Shuffled, training and test share days and no row; in order, all of training is earlier."""
    ladder, day = validation_ladder(paid, 0, 0), paid["day"].to_numpy()
    train, test = ladder["shuffled"]
    assert set(day[train]) == set(day[test]) == set(range(7, 21))
    assert not set(train) & set(test)
    assert len(train) == len(ladder["in order"][0])
    assert day[ladder["in order"][0]].max() < day[ladder["in order"][1]].min()


def test_the_shuffle_has_a_seed(paid):
    """One seed gives one shuffle, another seed another."""
    one, again, other = (validation_ladder(paid, 0, seed)["shuffled"][0] for seed in (1, 1, 2))
    np.testing.assert_array_equal(one, again)
    assert not np.array_equal(one, other)


def test_lengths_and_days_have_to_be_possible(paid):
    """Empty weeks, a negative delay and days beyond the table get a sentence."""
    for lengths in ({"train_days": 0}, {"test_days": 0}, {"delay": -1}):
        with pytest.raises(ValueError, match="must be at least"):
            delayed_split(paid, 0, **lengths)
    with pytest.raises(ValueError, match="have days 0 to 29"):
        delayed_split(paid, 20)
