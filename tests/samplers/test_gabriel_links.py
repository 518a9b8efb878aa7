"""Tomek's own pairs: samples of different class with nothing inside the sphere between them."""

import numpy as np
import pytest
from hypothesis import given, settings

from course_lib.samplers import gabriel_links, tomek_links
from tests import naive
from tests.points import continuous_samples, labelled, lattice, lattice_samples

# --- the definition


@pytest.mark.parametrize(
    ("X", "y", "pairs"),
    [
        ([[0], [1], [2]], "-+-", [[0, 1], [1, 2]]),
        ([[0], [1], [2.5], [6], [7]], "-+---", [[0, 1], [1, 2]]),
        ([[0], [2], [9], [1]], "-+-+", [[0, 3], [1, 2]]),
        ([[0, 0], [2, 0], [1, 0.9]], "-++", [[0, 2]]),
        ([[0, 0], [2, 0], [1, 1.1]], "-++", [[0, 1], [0, 2]]),
        ([[0, 0], [2, 0], [1, 1]], "-++", [[0, 1], [0, 2]]),
        ([[0, 0], [0, 0]], "-+", [[0, 1]]),
        ([[0], [0], [1]], "--+", [[0, 2], [1, 2]]),
    ],
    ids=[
        "neighbours on a line",
        "one minority point on a line",
        "only neighbours on a line",
        "a point inside the circle",
        "a point outside the circle",
        "a point on the circle breaks no pair",
        "twins",
        "a twin of a member breaks no pair",
    ],
)
def test_small_planes(X, y, pairs):
    """A pair counts if no other sample lies strictly inside the sphere on it as diameter."""
    assert gabriel_links(X, list(y)).tolist() == pairs


@settings(max_examples=40)
@given(samples=lattice_samples(most_rows=14))
def test_pairs_on_a_lattice_are_the_definition(samples):
    """With samples exactly on spheres, the pairs are those found with midpoints and no rounding."""
    X, y = samples
    assert gabriel_links(X, y).tolist() == naive.gabriel_links(X, y)


@settings(max_examples=40)
@given(samples=continuous_samples(most_rows=16, most_columns=4))
def test_pairs_of_continuous_samples_are_the_definition(samples):
    """On normal points the pairs are those found with midpoints and no rounding."""
    X, y = samples
    assert gabriel_links(X, y).tolist() == naive.gabriel_links(X, y)


# --- what holds, and what does not


@given(samples=lattice_samples())
def test_pairs_join_classes_and_come_in_order(samples):
    """Members differ in class, the lower row comes first, and pairs come by increasing rows."""
    X, y = samples
    pairs = gabriel_links(X, y)
    assert (y[pairs[:, 0]] != y[pairs[:, 1]]).all()
    assert (pairs[:, 0] < pairs[:, 1]).all()
    assert pairs.tolist() == sorted(pairs.tolist())


@given(samples=lattice_samples())
def test_row_order_does_not_matter(samples):
    """Unlike Tomek links, these pairs do not depend on row order even where distances tie."""
    X, y = samples
    backwards = np.sort(len(y) - 1 - gabriel_links(X[::-1], y[::-1]), axis=1)
    assert sorted(backwards.tolist()) == gabriel_links(X, y).tolist()


def test_a_row_can_be_in_many_pairs():
    """A sample in the middle of a ring is paired with all of it, and linked with one."""
    X, y = [[0, 0], [1, 0], [0, 1], [-1, 0], [0, -1]], ["+", "-", "-", "-", "-"]
    assert len(gabriel_links(X, y)) == 4
    assert len(tomek_links(X, y)) == 1


def test_there_is_always_a_pair():
    """The two nearest samples of different class are a pair, so two classes never have none."""
    for seed in range(20):
        assert len(gabriel_links(*labelled(lattice, n=30, d=3, seed=seed))) > 0


# --- what is refused


@pytest.mark.parametrize(
    ("X", "y", "message"),
    [
        ([[0.0], [np.nan]], [0, 1], "contains NaN"),
        ([[0.0], [np.inf]], [0, 1], "contains infinity"),
        ([[[0.0]]], [0], "dim 3"),
        (np.zeros((0, 2)), [], r"0 sample\(s\)"),
        ([["a"], ["b"]], [0, 1], "could not convert string to float: 'a'"),
        ([[0.0], [1.0]], [0], "X has 2 rows and y has 1; give one label per row"),
        ([[0.0], [1.0]], [3, 3], r"one class only \(3\)"),
    ],
)
def test_bad_samples_are_refused(X, y, message):
    """Samples without places or labels are refused by naming what is wrong."""
    with pytest.raises(ValueError, match=message):
        gabriel_links(X, y)
