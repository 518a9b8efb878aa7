"""Simulated payments: what is in the columns, what is missing, and what is true of them."""

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import average_precision_score, roc_auc_score

from course_lib.datasets import online_payments
from course_lib.datasets.payments import BURST, MISSING, NAMES

X, y, probability = online_payments(60_000, return_probability=True)


@pytest.mark.parametrize("column", NAMES)
def test_the_shares_of_the_names_add_up(column):
    """The names of a column share all payments, in alphabetical order."""
    assert sum(share for share, _ in NAMES[column].values()) == pytest.approx(1)
    assert list(NAMES[column]) == sorted(NAMES[column]) == [*X[column].cat.categories]


def test_payments_come_in_order_of_time():
    """Days rise from 0 to 90, and the hour is that of the day."""
    assert X["day"].is_monotonic_increasing
    assert 0 <= X["day"].min() and X["day"].max() <= 90
    assert (X["hour"] == (X["day"] % 1 * 24).astype(int)).all()


def test_shares_missing():
    """A value is missing as often as declared; identities are known for a quarter, together."""
    for name, (share, _) in MISSING.items():
        assert X[name].isna().mean() == pytest.approx(share, abs=0.01)
    unknown = X[["device_kind", "device", "address"]].isna()
    assert unknown.nunique(axis=1).eq(1).all()
    assert unknown["device"].mean() == pytest.approx(0.75, abs=0.01)
    assert X[["hour", "amount", "payments_24h"]].notna().all(axis=None)


@pytest.mark.parametrize("column", MISSING)
def test_a_gap_tells_something(column):
    """Where one of the three is missing, frauds are more than half as frequent again."""
    gap = X[column].isna()
    assert y[gap].mean() > 1.5 * y[~gap].mean()


def test_the_probability_is_the_truth():
    """Among payments of equal probability, that share is a fraud."""
    twentieth = pd.qcut(probability, 20)
    rates = pd.Series(y).groupby(twentieth, observed=True).mean()
    truths = pd.Series(probability).groupby(twentieth, observed=True).mean()
    assert np.abs(rates - truths).max() < 0.02
    assert y.mean() == pytest.approx(0.035, abs=0.004)


def test_no_column_is_worth_as_much_as_the_probability():
    """Half of the average precision of the truth is out of reach for a single column."""
    best = average_precision_score(y, probability)
    assert best > 0.4
    assert average_precision_score(y, X["payments_24h"]) < best / 2


def test_thieves_devices_come_and_go():
    """Devices with many frauds are used for some days; honest ones recur over the whole time."""
    known = X.assign(fraud=y).dropna(subset="device").groupby("device")
    table = known.agg(n=("day", "size"), first=("day", "min"), last=("day", "max"),
                      frauds=("fraud", "mean"))  # fmt: skip
    busy = table[table["n"] >= 6]
    days = busy["last"] - busy["first"]
    assert days[busy["frauds"] > 0.6].max() < BURST + 5
    assert days[busy["frauds"] == 0].median() > 40


@pytest.mark.parametrize("name", ["device", "address"])
def test_the_number_of_an_identity_means_nothing(name):
    """Numbers are neither in order of time nor in order of risk."""
    known = X[name].notna()
    assert abs(X.loc[known, "day"].corr(X.loc[known, name], method="spearman")) < 0.1
    assert 0.4 < roc_auc_score(y[known], X.loc[known, name]) < 0.6


def test_the_same_seed_gives_the_same_payments():
    """A seed gives one table, another seed another; the probability changes no draw."""
    first, second, other = (online_payments(300, random_state=seed) for seed in (1, 1, 2))
    assert first[0].equals(second[0]) and (first[1] == second[1]).all()
    assert not first[0].equals(other[0])
    with_truth = online_payments(300, random_state=1, return_probability=True)
    assert with_truth[0].equals(first[0]) and (with_truth[1] == first[1]).all()


@pytest.mark.parametrize("n", [5, 50])
def test_few_payments(n):
    """A handful can be drawn too."""
    few, labels = online_payments(n)
    assert few.shape == (n, 16) and labels.shape == (n,)
    assert type(labels) is type(probability) is np.ndarray
