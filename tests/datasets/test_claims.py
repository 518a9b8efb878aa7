"""Simulated claims: what is in the columns, and what is true of them."""

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import average_precision_score

from course_lib.datasets import few_claims, insurance_claims
from course_lib.datasets.claims import CITIES, COVERS, FAULTS

X, y, probability = insurance_claims(50_000, return_probability=True)


@pytest.mark.parametrize("effects", [CITIES, COVERS, FAULTS])
def test_the_shares_of_the_names_add_up(effects):
    """The names of a column share all claims, in alphabetical order."""
    assert sum(share for share, _ in effects.values()) == pytest.approx(1)
    assert list(effects) == sorted(effects)


def test_columns():
    """Two columns of numbers, four of categories with as many names as documented."""
    assert [str(kind) for kind in X.dtypes[:2]] == ["int64", "int64"]
    assert [len(X[name].cat.categories) for name in X.columns[2:]] == [12, 24, 3, 2]


def test_every_garage_stands_in_one_city():
    """The garage says which city, and nothing else."""
    assert (X.groupby("garage", observed=True)["city"].nunique() == 1).all()
    assert (X["garage"].str[:-2] == X["city"].astype(str)).all()


def test_the_probability_is_the_truth():
    """Among claims of equal probability, that share is a fraud."""
    tenth = pd.qcut(probability, 10)
    rates = pd.Series(y).groupby(tenth, observed=True).mean()
    truths = pd.Series(probability).groupby(tenth, observed=True).mean()
    assert np.abs(rates - truths).max() < 0.015
    assert y.mean() == pytest.approx(0.099, abs=0.005)


def test_no_score_ranks_better_than_the_probability():
    """A column left out of it, age, adds nothing; one left in, the amount, ranks worse alone."""
    best = average_precision_score(y, probability)
    assert average_precision_score(y, X["amount"]) < best / 2
    young = probability * np.where(X["age"] < 40, 1.3, 1)
    assert average_precision_score(y, young) < best


def test_the_same_seed_gives_the_same_claims():
    """A seed gives one table, another seed another."""
    first, second, other = (insurance_claims(50, random_state=seed)[0] for seed in (1, 1, 2))
    assert first.equals(second)
    assert not first.equals(other)


def test_few_claims():
    """Twelve claims in order of their amounts, three per city."""
    few, labels = few_claims()
    assert few["amount"].is_monotonic_increasing
    assert few["city"].value_counts().tolist() == [3, 3, 3, 3]
    assert labels.sum() == 5
