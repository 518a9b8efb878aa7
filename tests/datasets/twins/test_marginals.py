"""A marginal keeps shared values and means of ten records or more, and gives the values back."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_lib.datasets.twins.marginals import (
    fit_marginal,
    pool_sizes,
    quantile_function,
    values_at,
)
from course_lib.datasets.twins.parameters import Marginal


def records(marginal):
    """How many records all numbers of a marginal stand for."""
    return sum(count for _, count in (*marginal.atoms, *marginal.pools))


@given(st.integers(0, 40_000), st.integers(0, 50))
def test_pools_take_ten_records_or_more_and_leave_none_out(n, most):
    """Below ten records, or without a pool to put them in, there is no pool."""
    sizes = pool_sizes(n, most)
    assert len(sizes) == min(most, n // 10) if min(most, n // 10) < 2 else len(sizes) <= most
    assert sum(sizes) == (n if n >= 10 and most else 0)
    assert min(sizes, default=10) >= 10


def test_the_outermost_pools_are_the_smallest():
    """Ten records at either end however many there are; the middle takes the most."""
    for n in (1_000, 284_807):
        sizes = pool_sizes(n, 12)
        assert sizes[0] == sizes[-1] == 10
        assert max(sizes) == max(sizes[5:7])


@given(st.lists(st.integers(-5, 60), min_size=10, max_size=300), st.integers(1, 25))
def test_every_number_is_shared_by_ten_records_or_is_a_mean_of_ten(values, most):
    """An atom is the value of as many records as it says; pools cut the others in their order."""
    values = np.array(values, dtype=float)
    marginal = fit_marginal(values, most)
    for value, count in marginal.atoms:
        assert count == (values == value).sum() >= 10
    others = np.sort(values[~np.isin(values, [value for value, _ in marginal.atoms])])
    start = 0
    for mean, count in marginal.pools:
        assert count >= 10
        assert mean == pytest.approx(others[start : start + count].mean(), rel=1e-5, abs=1e-9)
        start += count
    assert marginal.n_values <= most


def test_fewer_than_ten_records_outside_the_atoms_are_left_out():
    """Nine records that differ from all others leave no trace."""
    values = np.r_[np.zeros(91), np.arange(1, 10)]
    assert fit_marginal(values, 50) == Marginal(atoms=[(0, 91)], pools=[])


def test_a_constant_column_is_one_atom():
    """A single value, whatever the score."""
    marginal = fit_marginal(np.full(60, 2.5), 50)
    assert marginal == Marginal(atoms=[(2.5, 60)], pools=[])
    assert values_at(marginal, None, np.array([-3, 0, 3])).tolist() == [2.5, 2.5, 2.5]


def test_values_that_agree_in_six_digits_become_one_number():
    """Two atoms that the file could not tell apart are counted together."""
    marginal = fit_marginal(np.repeat([0.99999901, 0.99999902], 30), 50)
    assert marginal.atoms == [(0.999999, 60)]


def test_the_quantile_function_never_falls_and_ends_at_the_outermost_means(rng):
    """However many atoms lie between the pools."""
    for _ in range(50):
        values = np.r_[rng.normal(size=300), rng.integers(-2, 3, size=100)]
        marginal = fit_marginal(values, 20)
        scores, corners = quantile_function(marginal)
        assert (np.diff(scores) >= 0).all() and (np.diff(corners) >= 0).all()
        numbers = [value for value, _ in (*marginal.atoms, *marginal.pools)]
        assert values_at(marginal, None, np.array([-9, 9])).tolist() == [min(numbers), max(numbers)]


def test_a_marginal_gives_back_the_shape_it_was_fitted_on(rng):
    """Zeros in their share, a skewed rest, whole numbers: the distribution functions agree."""
    values = np.where(rng.random(5000) < 0.6, 0, rng.lognormal(3, 1, 5000).round())
    drawn = values_at(fit_marginal(values, 20), 0, rng.normal(size=5000))
    places = np.unique(np.r_[values, drawn])
    shares = [(places[:, None] >= each).mean(axis=1) for each in (values, drawn)]
    assert np.abs(shares[0] - shares[1]).max() < 0.04
    assert (drawn == drawn.round()).all()
