"""The tree proposes little, looks again where distances tie, and drops twins that cannot matter."""

import numpy as np
import pytest

from course_lib.candidates import tree
from course_lib.candidates.tree import TreeSearch
from course_lib.distances import metric_space
from tests.points import continuous


def proposals(search, rows, k):
    """Return how many candidates each row gets."""
    counts = np.zeros(len(rows), dtype=int)
    for block, query, _ in search.propose(rows, k):
        counts[block] = np.bincount(query, minlength=len(rows[block]))
    return counts


def test_without_ties_the_candidates_are_the_neighbors(rng):
    """A row gets no more candidates than the neighbours it asks for; one outside gets one more."""
    space = metric_space(continuous(rng, 500, 3))
    for k in (1, 5):
        counts = proposals(TreeSearch(space, np.arange(500)), np.arange(500), k)
        assert (counts == k).all()
        outside = proposals(TreeSearch(space, np.arange(400)), np.arange(400, 500), k)
        assert (outside == k + 1).all()


def test_ties_are_looked_up_again():
    """On a circle around a row all are equally near, and all are proposed."""
    corners = [
        [5, 0],
        [4, 3],
        [3, 4],
        [0, 5],
        [-3, 4],
        [-4, 3],
        [-5, 0],
        [-4, -3],
        [0, -5],
        [3, -4],
    ]
    space = metric_space([[0, 0], *corners])
    assert proposals(TreeSearch(space, np.arange(11)), np.array([0]), 1) == 10


@pytest.mark.parametrize("k", [1, 3])
def test_of_many_twins_the_lowest_are_enough(k):
    """A thousand rows in two places give no thousand candidates: the lowest k + 1 of each do."""
    space = metric_space(np.arange(1000)[:, None] % 2)
    counts = proposals(TreeSearch(space, np.arange(1000)), np.arange(1000), k)
    assert counts.max() <= 2 * (k + 1)
    assert counts.min() >= k


def test_pieces_are_halved_where_ties_abound(monkeypatch):
    """A block with more ties than fit is cut until it fits, down to a single row."""
    monkeypatch.setattr(tree, "PAIRS", 100)
    wall = np.column_stack([np.zeros(60), np.linspace(0, 1, 60)])
    space = metric_space(np.vstack([wall, wall + [5, 0]]), "chebyshev")
    search = TreeSearch(space, np.arange(60))
    blocks = [block for block, _, _ in search.propose(np.arange(60, 120), 1)]
    assert all(block.stop - block.start == 1 for block in blocks)
    assert [block.start for block in blocks] == list(range(60))
