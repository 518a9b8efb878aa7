"""Compiled brute force is believed only where its rounding cannot matter."""

import numpy as np
import pytest

from course_lib.candidates import brute_force
from course_lib.candidates.brute_force import BruteForce
from course_lib.distances import metric_space
from tests.candidates.test_candidates import assert_contains_the_neighbors
from tests.points import continuous, lattice

ROWS = np.arange(120)


@pytest.fixture(autouse=True)
def however_few_pairs(monkeypatch):
    """Let brute force answer small questions too, which it otherwise leaves to the bounds."""
    monkeypatch.setattr(brute_force, "FEWEST_PAIRS", 0)


def prepared(space):
    """Return the search, ready to be asked for its nearest."""
    search = BruteForce(space, ROWS)
    search._prepare()
    return search


def unsure_rows(search, k):
    """Return the rows that are handed on to the bounds."""
    is_sure, _ = search._nearest(ROWS, k)
    return ROWS[~is_sure]


def test_continuous_data_are_decided_at_once(rng):
    """On normal values no row is handed on, and a row's candidates are its neighbours."""
    search = prepared(metric_space(continuous(rng, 120, 20)))
    for k in (1, 5):
        assert not len(unsure_rows(search, k))
        ((block, query, _), *_) = search.propose(ROWS, k)
        assert np.bincount(query).tolist() == [k] * len(block)


def test_ties_are_handed_on(rng):
    """On a lattice every row whose k-th neighbour ties with the next is searched again."""
    space = metric_space(lattice(rng, 120, 7))
    powers = np.sort([space.powers(np.full(119, row), np.delete(ROWS, row)) for row in ROWS])
    tied = ROWS[powers[:, 2] == powers[:, 3]]
    assert len(tied)
    assert np.isin(tied, unsure_rows(prepared(space), 3)).all()


def test_a_search_that_believed_every_row_would_be_noticed(monkeypatch):
    """Without the second look the promise of every search is broken, and the tests can tell."""
    space = metric_space(np.eye(120))
    search = BruteForce(space, ROWS)
    assert_contains_the_neighbors(search, space, 2)
    monkeypatch.setattr(search.product, "margin", -1.0)
    with pytest.raises(AssertionError, match="missing"):
        assert_contains_the_neighbors(search, space, 2)


def test_rows_outside_are_searched_too(rng):
    """A query that cannot be its own neighbour is answered like the others, far away or not."""
    X = continuous(rng, 160, 9)
    X[150:] *= 1e6
    space = metric_space(X)
    search = BruteForce(space, ROWS)
    assert_contains_the_neighbors(search, space, 3, np.arange(120, 160), ROWS)


def test_few_pairs_are_left_to_the_bounds(rng, monkeypatch):
    """A small question is not worth preparing for."""
    monkeypatch.setattr(brute_force, "FEWEST_PAIRS", 120 * 120 + 1)
    search = BruteForce(metric_space(continuous(rng, 120, 9)), ROWS)
    assert_contains_the_neighbors(search, search.product.space, 3)
    assert search.model is None
