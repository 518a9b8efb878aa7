"""The rule: what a Tomek link is, what holds for every set of links, and what does not."""

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from course_lib.distances import METRICS, MIXED_METRICS, metric_space
from course_lib.neighbors import NeighborSearch
from course_lib.samplers import gabriel_links, tomek_links
from tests import naive
from tests.points import (
    MEASURABLE,
    POINT_SETS,
    continuous,
    continuous_samples,
    labelled,
    lattice_samples,
    points_for,
    samples,
)


def on_a_line(numbers, labels):
    """Return the links of points on a line as pairs of their numbers, the smaller first."""
    links = tomek_links(np.reshape(numbers, (-1, 1)), list(labels))
    return sorted(tuple(sorted(np.take(numbers, link).tolist())) for link in links)


# --- the definition


@pytest.mark.parametrize(
    ("numbers", "labels", "links"),
    [
        ([0, 1], "-+", [(0, 1)]),
        ([0, 1, 3, 4], "-++-", [(0, 1), (3, 4)]),
        ([0, 1, 3, 4], "--++", []),
        ([0, 1, 2.5, 6, 7], "-+---", [(0, 1)]),
        ([7, 2.5, 0, 6, 1], "----+", [(0, 1)]),
        ([0, 0], "-+", [(0, 0)]),
        ([0, 0, 5], "-++", [(0, 0)]),
    ],
)
def test_links_on_a_line(numbers, labels, links):
    """A link joins two points of different class that are each other's nearest neighbour."""
    assert on_a_line(numbers, labels) == links


def test_three_classes():
    """With more classes a link joins any two of them, the two smallest included."""
    links = tomek_links([[0], [1], [5], [6], [9], [10], [20]], ["a", "b", "b", "c", "a", "a", "a"])
    assert links.tolist() == [[0, 1], [2, 3]]


@given(samples=samples, metric=st.sampled_from(["euclidean", "manhattan", "chebyshev"]))
def test_links_are_the_definition(samples, metric):
    """On drawn samples, lattice and continuous, the links are those of the definition."""
    X, y = samples
    assert tomek_links(X, y, metric=metric).tolist() == naive.tomek_links(
        metric_space(X, metric), y
    )


@pytest.mark.parametrize("share", [0.05, 1.0])
@pytest.mark.parametrize("d", [2, 20])
@pytest.mark.parametrize(("name", "metric"), MEASURABLE)
def test_links_in_every_metric(name, metric, d, share, rng):
    """For every metric, set of points and share of the smaller classes the definition holds."""
    X = points_for(name, metric, rng, 100, d)
    _, y = labelled(continuous, n=len(X), classes=3, share=share)
    space = metric_space(X, metric, p=3)
    assert tomek_links(X, y, metric=metric, p=3).tolist() == naive.tomek_links(space, y)
    assert tomek_links(space, y).tolist() == naive.tomek_links(space, y)


@pytest.mark.parametrize("metric", MIXED_METRICS)
def test_links_of_mixed_tables(metric, rng):
    """Tables of numbers and categories have links under HEOM and HVDM, ties included."""
    table = pd.DataFrame(rng.integers(0, 5, size=(80, 4))).astype({1: "category", 3: "category"})
    y = rng.integers(0, 3, 80)
    space = metric_space(table, metric, y=y, categorical_features="auto")
    links = tomek_links(table, y, metric=metric, categorical_features="auto")
    assert links.tolist() == naive.tomek_links(space, y)


@given(samples=samples, data=st.data())
def test_rows_left_out_are_as_if_removed(samples, data):
    """`among` names the rows that take part: the others change nothing, and numbers stay."""
    X, y = samples
    among = data.draw(st.permutations(range(len(X))))[: data.draw(st.integers(2, len(X)))]
    among = np.sort(among)
    links = tomek_links(X, y, among=among)
    if len(set(y[among])) > 1:
        assert links.tolist() == among[tomek_links(X[among], y[among])].tolist()
    else:
        assert links.shape == (0, 2)


# --- what holds for every set of links


@given(samples=samples)
def test_links_are_a_matching(samples):
    """No row is in two links: each is in one with its nearest neighbour or in none."""
    links = tomek_links(*samples)
    assert len(np.unique(links)) == links.size


@given(samples=samples)
def test_links_join_classes(samples):
    """The members of a link differ in class, so one of them is outside the largest class."""
    X, y = samples
    links = tomek_links(X, y)
    assert (y[links[:, 0]] != y[links[:, 1]]).all()
    assert len(links) <= len(y) - np.unique(y, return_counts=True)[1].max()


@given(samples=samples)
def test_links_come_in_order(samples):
    """The lower row comes first in each link, and links come by increasing row."""
    links = tomek_links(*samples)
    assert links.dtype == np.intp
    assert links.shape[1:] == (2,)
    assert (links[:, 0] < links[:, 1]).all()
    assert (np.diff(links[:, 0]) > 0).all()


@given(samples=samples, names=st.permutations([10, -3, 7, 0]))
def test_names_of_classes_do_not_matter(samples, names):
    """Renaming the classes, by number or by text, renames nothing else."""
    X, y = samples
    links = tomek_links(X, y).tolist()
    assert tomek_links(X, np.take(names, y)).tolist() == links
    assert tomek_links(X, np.take([f"class {name}" for name in names], y)).tolist() == links


@given(samples=continuous_samples(), seed=st.integers(0, 1000))
def test_row_order_does_not_matter_without_ties(samples, seed):
    """Without ties, shuffled rows have the same links between the same samples."""
    X, y = samples
    order = np.random.default_rng(seed).permutation(len(y))
    shuffled = np.sort(order[tomek_links(X[order], y[order])], axis=1)
    assert sorted(shuffled.tolist()) == tomek_links(X, y).tolist()


@given(
    samples=samples,
    exponent=st.integers(-40, 40),
    signs=st.lists(st.sampled_from([-1, 1]), min_size=10, max_size=10),
)
def test_units_and_reflections_do_not_matter(samples, exponent, signs):
    """Doubling or halving all units, or flipping the sign of a feature, changes no link."""
    X, y = samples
    moved = X * signs[: X.shape[1]] * 2.0**exponent
    assert tomek_links(moved, y).tolist() == tomek_links(X, y).tolist()


@given(samples=lattice_samples(), shift=st.integers(-(10**8), 10**8), data=st.data())
def test_shifts_and_column_order_do_not_matter(samples, shift, data):
    """On whole numbers, moving everything or reordering the features changes no link."""
    X, y = samples
    columns = data.draw(st.permutations(range(X.shape[1])))
    assert tomek_links(X[:, columns] + shift, y).tolist() == tomek_links(X, y).tolist()


@given(samples=samples)
def test_links_are_gabriel_links(samples):
    """Every Tomek link is one of the pairs that Tomek's paper describes."""
    links = tomek_links(*samples).tolist()
    assert all(link in gabriel_links(*samples).tolist() for link in links)


@pytest.mark.parametrize("d", [2, 20])
def test_only_rows_that_can_matter_are_searched(d, monkeypatch):
    """Neighbours are sought for rows outside the largest class and for the partners they choose."""
    searched = []
    nearest = NeighborSearch.nearest

    def spy(self, k=1, rows=None):
        searched.extend(rows)
        return nearest(self, k, rows)

    monkeypatch.setattr(NeighborSearch, "nearest", spy)
    X, y = labelled(continuous, n=1000, d=d, classes=3, share=0.03)
    tomek_links(X, y)
    outside = np.flatnonzero(y != 0)
    assert len(outside) <= len(searched) <= 2 * len(outside) < 100
    assert len(set(searched)) == len(searched) and set(outside) <= set(searched)


@pytest.mark.parametrize(
    "contain",
    [np.asfortranarray, np.float32, pd.DataFrame, sparse.csr_array, sparse.csc_matrix, list],
)
def test_containers_do_not_matter(contain):
    """Arrays of any kind, tables, sparse matrices and lists have the same links."""
    X, y = labelled(POINT_SETS["lattice"], n=80, d=4)
    assert tomek_links(contain(X), y.tolist()).tolist() == tomek_links(X, y).tolist()


# --- what does not hold


def test_a_foreign_nearest_neighbor_is_not_enough():
    """The nearest neighbour of 2.5 is 1, of the other class, but 1 is nearer to 0: no link."""
    assert (1, 2.5) not in on_a_line([0, 1, 2.5], "-+-")


def test_removing_links_creates_links():
    """Three points are enough: without 0, the points 1 and 2.5 become a link."""
    assert on_a_line([0, 1, 2.5], "-+-") == [(0, 1)]
    assert on_a_line([1, 2.5], "+-") == [(1, 2.5)]


def test_adding_a_sample_can_end_a_link():
    """A link is a statement about all samples: one more of either class can take it away."""
    assert on_a_line([0, 1], "-+") == [(0, 1)]
    assert on_a_line([0, 1, 1.5], "-++") == []


def test_where_distances_tie_row_order_decides():
    """In the middle of three points, which of its neighbours is linked is a matter of row order."""
    assert on_a_line([0, 1, 2], "-+-") == [(0, 1)]
    assert on_a_line([2, 1, 0], "-+-") == [(1, 2)]


def test_where_distances_tie_row_order_decides_how_many():
    """Three points can have one link in one order of the rows and none in another."""
    assert len(on_a_line([0, 1, 2], "-++")) == 1
    assert len(on_a_line([2, 1, 0], "++-")) == 0


def test_noise_forms_links_far_from_any_boundary():
    """A single mislabelled sample deep inside a class is in a link: a link proves no boundary."""
    grid = np.array(list(itertools.product(range(5), range(5))), dtype=float)
    X, y = np.vstack([grid, [[2.2, 2.1]]]), ["-"] * 25 + ["+"]
    assert tomek_links(X, y).tolist() == [[12, 25]]


def test_units_of_one_feature_matter():
    """Writing one of two features in another unit gives other links: scale first."""
    X, y = np.array([[0, 0], [1, 0], [0, 2]]), ["-", "+", "-"]
    assert tomek_links(X, y).tolist() == [[0, 1]]
    assert tomek_links(X * [10, 1], y).tolist() == []


def test_there_may_be_none():
    """Two classes far apart have no links, and the answer still has two columns."""
    assert tomek_links([[0], [1], [8], [9]], [0, 0, 1, 1]).shape == (0, 2)


# --- what is refused


GOOD_X, GOOD_Y = [[0.0], [1.0], [2.5]], [0, 1, 0]


@pytest.mark.parametrize(
    ("X", "y", "message"),
    [
        ([[0.0], [np.nan], [1]], GOOD_Y, "nan in row 1, column 0; .* impute or drop"),
        ([[0.0], [np.inf], [1]], GOOD_Y, "inf in row 1, column 0; .* impute or drop"),
        ([[[0.0]]], [0], "dim 3"),
        (np.zeros((0, 2)), [], r"0 sample\(s\)"),
        (pd.DataFrame({"s": ["x", "y", "z"]}), GOOD_Y, "Column 's' holds 'x', .* encode"),
        (GOOD_X, [0, 1], "X has 3 rows and y has 2; give one label per row"),
        (GOOD_X, [1, 1, 1], r"one class only \(1\); a rule about neighbours of another class"),
        (GOOD_X, [0, np.nan, 1], "no label in row 1; drop such rows"),
        (GOOD_X, ["a", None, "b"], "no label in row 1; drop such rows"),
        (GOOD_X, [[0, 1], [1, 0], [0, 1]], "y should be a 1d array"),
    ],
)
def test_bad_samples_are_refused(X, y, message):
    """Samples without neighbours or labels are refused by naming what is wrong and the fix."""
    with pytest.raises(ValueError, match=message):
        tomek_links(X, y)


def test_unknown_metrics_are_refused():
    """The message names the metric and the ones there are."""
    with pytest.raises(ValueError, match=f"metric='l2' is not known; choose one of {METRICS[0]}"):
        tomek_links(GOOD_X, GOOD_Y, metric="l2")


def test_options_are_named():
    """What comes after the labels has to be named."""
    with pytest.raises(TypeError, match="positional"):
        tomek_links(GOOD_X, GOOD_Y, "manhattan")
