"""Neighbours by definition, whatever the search: self excluded by number, ties to the first row."""

import re
import tracemalloc

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from course_lib import distances
from course_lib.candidates import bounds, every_pair, tree
from course_lib.distances import MIXED_METRICS, metric_space
from course_lib.neighbors import NeighborSearch, nearest_neighbors
from tests import naive
from tests.points import (
    MEASURABLE,
    PLAIN_METRICS,
    POINT_SETS,
    continuous,
    lattice,
    points_for,
    samples,
)

MIB = 2**20
# Numbers of columns on both sides of the switch from the tree to the bounds.
WIDTHS = [1, 2, tree.MOST_FEATURES, tree.MOST_FEATURES + 1, 20]


@pytest.fixture
def tiny_blocks(monkeypatch):
    """Cut every search into so many pieces that each of their borders is crossed."""
    monkeypatch.setattr(bounds, "QUERY_BLOCK", 3)
    monkeypatch.setattr(bounds, "COLUMN_BLOCK", 5)
    monkeypatch.setattr(tree, "QUERY_BLOCK", 4)
    monkeypatch.setattr(tree, "PAIRS", 7)
    monkeypatch.setattr(every_pair, "PAIRS", 11)
    monkeypatch.setattr(distances, "CHUNK", 13)


def assert_naive(X, k=1, rows=None, among=None, **metric):
    """Assert that the search finds what measuring and sorting every pair finds."""
    space = metric_space(X, **metric)
    found, lengths = nearest_neighbors(X, k, rows=rows, among=among, **metric)
    expected = naive.neighbors(space, k, rows, among)
    np.testing.assert_array_equal(found, expected)
    rows = np.arange(len(space)) if rows is None else np.asarray(rows)
    powers = space.powers(np.repeat(rows, k), expected.ravel()).reshape(expected.shape)
    np.testing.assert_array_equal(lengths, space.lengths(powers))


# --- the definition


def test_a_row_is_not_its_own_neighbor():
    """A row is left out of its own neighbours by its number; a twin at distance 0 is not."""
    rows, lengths = nearest_neighbors([[1.0], [1.0], [9.0]], k=2)
    assert rows.tolist() == [[1, 2], [0, 2], [0, 1]]
    assert lengths.tolist() == [[0.0, 8.0], [0.0, 8.0], [8.0, 8.0]]


def test_ties_go_to_the_lowest_row():
    """On a line of whole numbers both sides are equally near: the lower row is the neighbour."""
    rows, _ = nearest_neighbors([[3], [1], [2], [4], [0]], k=4)
    assert rows[2].tolist() == [0, 1, 3, 4]


@pytest.mark.parametrize("metric", ["euclidean", "manhattan", "chebyshev"])
@pytest.mark.parametrize("d", WIDTHS)
def test_neighbors_on_a_lattice_are_exact(metric, d, rng):
    """On whole numbers the neighbours are those of arithmetic without rounding."""
    X = lattice(rng, 50, d)
    found, _ = nearest_neighbors(X, 3, metric=metric)
    for row, neighbor_rows in enumerate(found.tolist()):
        others = [other for other in range(len(X)) if other != row]
        powers = [naive.exact_power(X[row], X[other], metric) for other in others]
        nearest_first = sorted(zip(powers, others, strict=True))
        assert neighbor_rows == [other for _, other in nearest_first[:3]]


@pytest.mark.parametrize("d", WIDTHS)
@pytest.mark.parametrize(("name", "metric"), MEASURABLE)
def test_the_search_is_the_definition(name, metric, d, rng):
    """For every metric and on every set of points the search finds what sorting all pairs finds."""
    X = points_for(name, metric, rng, 100, d)
    for k in (1, 5):
        assert_naive(X, k, metric=metric, p=3)


@pytest.mark.parametrize("name", POINT_SETS)
@pytest.mark.parametrize("d", [2, 20])
def test_any_number_of_neighbors(name, d, rng):
    """From one neighbour to all the others, each is what sorting all pairs finds."""
    X = POINT_SETS[name](rng, 40, d)
    for k in (1, 2, 3, 10, 38, 39):
        assert_naive(X, k)


@pytest.mark.parametrize("d", [2, 20])
@pytest.mark.parametrize("name", POINT_SETS)
def test_some_rows_among_others(name, d, rng):
    """Any rows, repeated and unordered, can be asked for neighbours among any others."""
    X = POINT_SETS[name](rng, 120, d)
    for _ in range(4):
        rows, among = rng.integers(0, 120, size=9), rng.integers(0, 120, size=50)
        assert_naive(X, 3, rows, among)
        assert_naive(X, 3, rows, np.setdiff1d(among, rows))
        assert_naive(X, 1, among[:4], rng.permutation(np.union1d(among[:4], rows)))


@pytest.mark.parametrize("d", [2, 20])
@pytest.mark.parametrize(("name", "metric"), MEASURABLE)
def test_pieces_leave_no_seams(name, metric, d, rng, tiny_blocks):
    """The answer is the same when every block holds a handful of rows, columns and pairs."""
    X = points_for(name, metric, rng, 40, d)
    for k in (1, 4, 39):
        assert_naive(X, k, metric=metric, p=3)
    assert_naive(X, 2, rng.integers(0, 40, 11), rng.integers(0, 40, 25), metric=metric, p=3)


@pytest.mark.parametrize("metric", MIXED_METRICS)
def test_mixed_tables(metric, rng, tiny_blocks):
    """Tables of numbers and categories are searched like any other, blocks and ties included."""
    table = pd.DataFrame(lattice(rng, 60, 9)).astype({2: "category", 5: "category"})
    parameters = {"metric": metric, "y": rng.integers(0, 3, 60), "categorical_features": "auto"}
    for k in (1, 5):
        assert_naive(table, k, **parameters)
    assert_naive(table, 2, rng.integers(0, 60, 9), rng.integers(0, 60, 30), **parameters)


@given(samples=samples, k=st.integers(1, 3), metric=st.sampled_from(PLAIN_METRICS[:4]))
def test_drawn_samples(samples, k, metric):
    """Samples of any shape have the neighbours that sorting all pairs finds."""
    X, _ = samples
    assert_naive(X, min(k, len(X) - 1), metric=metric, p=1.5)


def test_one_search_answers_several_questions(rng):
    """Questions with growing and shrinking k do not disturb each other, duplicates or not."""
    for make in (POINT_SETS["duplicates"], POINT_SETS["constant"], continuous):
        space = metric_space(make(rng, 100, 2))
        search = NeighborSearch(space)
        for k in (1, 7, 2, 30, 1):
            np.testing.assert_array_equal(search.nearest(k)[0], naive.neighbors(space, k))


@pytest.mark.parametrize("d", [2, 20])
@pytest.mark.parametrize("name", POINT_SETS)
def test_any_order_names_the_same_neighbors(name, d, rng, tiny_blocks):
    """Without order the search names the same rows, ties and borders included."""
    X = POINT_SETS[name](rng, 60, d)
    among, rows = np.arange(0, 60, 2), rng.permutation(60)[:40]
    for search in (NeighborSearch(metric_space(X)), NeighborSearch(metric_space(X), among)):
        for k in (1, 3, 7):
            found = search.nearest_in_any_order(k, rows)
            np.testing.assert_array_equal(
                np.sort(found, axis=1), np.sort(search.nearest(k, rows)[0], axis=1)
            )
    assert search.nearest_in_any_order(3, []).shape == (0, 3)


@pytest.mark.parametrize("d", [2, 20])
@pytest.mark.parametrize("name", POINT_SETS)
def test_rows_that_may_reach_a_partner(name, d, rng):
    """A row that has its partner among its nearest neighbours is never left out."""
    space = metric_space(POINT_SETS[name](rng, 100, d))
    rows, partners = rng.integers(0, 100, (2, 300))
    rows, partners = rows[rows != partners], partners[rows != partners]
    for k in (1, 4):
        nearest = naive.neighbors(space, k, rows)
        left = NeighborSearch(space).may_reach(rows, partners, k)
        reached = rows[(nearest == partners[:, None]).any(axis=1)]
        missing = [row for row in reached if (left == row).sum() < (reached == row).sum()]
        assert missing == []
        remaining = iter(rows.tolist())
        assert all(row in remaining for row in left.tolist()), "the order given is not kept"


def test_no_rows_have_no_neighbors():
    """Asking for no rows gives empty answers of the right shape."""
    rows, lengths = nearest_neighbors(np.eye(3), 2, rows=[])
    assert rows.shape == lengths.shape == (0, 2)


# --- what may not matter


@pytest.mark.parametrize("d", [3, 20])
@pytest.mark.parametrize("metric", ["euclidean", "manhattan"])
@pytest.mark.parametrize(
    "contain",
    [
        np.asfortranarray,
        lambda X: np.repeat(X, 2, axis=1)[:, ::2],
        lambda X: X.tolist(),
        pd.DataFrame,
        sparse.csr_array,
        sparse.csc_matrix,
        sparse.coo_array,
    ],
    ids=["Fortran", "strided", "list", "DataFrame", "csr", "csc", "coo"],
)
def test_the_container_does_not_matter(contain, metric, d, rng):
    """The same numbers have the same neighbours and distances in any container."""
    X = POINT_SETS["tenths"](rng, 200, d)
    for found, expected in zip(
        nearest_neighbors(contain(X), 3, metric=metric),
        nearest_neighbors(X, 3, metric=metric),
        strict=True,
    ):
        np.testing.assert_array_equal(found, expected)


@pytest.mark.parametrize("d", [3, 20])
@pytest.mark.parametrize("metric", PLAIN_METRICS)
def test_float32_is_searched_in_float64(metric, d, rng):
    """float32 numbers have the neighbours that the same numbers have in float64."""
    X = continuous(rng, 200, d).astype(np.float32)
    for found, expected in zip(
        nearest_neighbors(X, 3, metric=metric),
        nearest_neighbors(X.astype(np.float64), 3, metric=metric),
        strict=True,
    ):
        np.testing.assert_array_equal(found, expected)


@pytest.mark.parametrize("metric", ["euclidean", "manhattan", "chebyshev"])
@pytest.mark.parametrize("d", WIDTHS)
def test_an_offset_does_not_matter(metric, d, rng):
    """Adding 1e8 to binary fractions, which float64 then still holds, changes no bit."""
    X = rng.integers(-64, 64, size=(200, d)) / 64
    for found, expected in zip(
        nearest_neighbors(X + 1e8, 3, metric=metric),
        nearest_neighbors(X, 3, metric=metric),
        strict=True,
    ):
        np.testing.assert_array_equal(found, expected)


def test_the_number_of_columns_does_not_matter(rng):
    """Constant columns, which change the search, change no neighbour."""
    X = lattice(rng, 300, 2)
    expected = nearest_neighbors(X, 3)[0]
    for d in WIDTHS:
        np.testing.assert_array_equal(
            nearest_neighbors(np.hstack([X, np.ones((300, d))]), 3)[0], expected
        )


@pytest.mark.parametrize("d", [3, 20])
def test_a_query_may_be_far_from_the_others(d, rng):
    """A row beyond float32's range as seen from the rows that are searched finds its neighbours."""
    X = np.vstack([rng.normal(size=(50, d)) * 1e-20, rng.normal(size=(3, d)) * 1e20])
    assert_naive(X, 1, [50, 51, 52], np.arange(50))


@pytest.mark.parametrize("freeze", [False, True], ids=["writable", "read-only"])
@pytest.mark.parametrize("d", [3, 20])
def test_dense_input_is_untouched(d, freeze, rng):
    """An array holds the same bytes afterwards, and may be read-only."""
    X = lattice(rng, 60, d) + 1
    X.flags.writeable = not freeze
    before = X.tobytes()
    for metric in PLAIN_METRICS:
        nearest_neighbors(X, metric=metric)
    assert X.tobytes() == before


def test_sparse_input_is_untouched():
    """A sparse matrix keeps its entries in the order and number they came, repeated ones too."""
    entries = [3.0, 1.0, 2.0, 4.0, 5.0], [2, 2, 1, 0, 0], [0, 2, 4, 5]
    X = sparse.csr_matrix(tuple(np.array(part) for part in entries), shape=(3, 3))
    assert_naive(X.copy())
    nearest_neighbors(X)
    assert [part.tolist() for part in (X.data, X.indices, X.indptr)] == list(entries)


# --- memory


@pytest.mark.parametrize(
    ("metric", "n_queries"), [("euclidean", 2000), ("manhattan", 100), ("heom", 20)]
)
def test_memory_stays_in_blocks(metric, n_queries, rng):
    """A hundred thousand rows of fifty features are searched in 256 MiB beside the data (40 MB)."""
    X = rng.normal(size=(100_000, 50))
    parameters = {"categorical_features": [0]} if metric == "heom" else {}
    tracemalloc.start()
    nearest_neighbors(X, rows=np.arange(n_queries), metric=metric, **parameters)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 256 * MIB, f"{peak / MIB:.0f} MiB"


def test_memory_stays_in_blocks_where_all_is_tied(rng, monkeypatch):
    """A tree that meets a million ties, ten thousand for each row, lists them piece by piece."""
    wall = np.column_stack([np.zeros(10_000), rng.random(10_000)])
    queries = np.column_stack([rng.uniform(5, 9, 100), rng.random(100)])
    X, rows = np.vstack([wall, queries]), np.arange(10_000, 10_100)
    monkeypatch.setattr(tree, "PAIRS", 2**16)
    tracemalloc.start()
    found, _ = nearest_neighbors(X, rows=rows, among=np.arange(10_000), metric="chebyshev")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 16 * MIB, f"{peak / MIB:.0f} MiB"
    assert (found == 0).all()


# --- what is refused


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"k": 0}, "k=0 neighbours were asked for, but 2 rows can be neighbours of every row"),
        ({"k": 3}, "k=3 neighbours were asked for, but 2 rows .*; choose k from 1 to that"),
        ({"k": 1.0}, "k=1.0 neighbours were asked for"),
        ({"k": None}, "k=None neighbours were asked for"),
        ({"k": 2, "among": [0, 1]}, "but 1 rows can be neighbours"),
        ({"among": []}, "but 0 rows can be neighbours"),
        ({"rows": [3]}, "rows= names row 3; rows run from 0 to 2"),
        ({"rows": [-1]}, "rows= names row -1; rows run from 0 to 2"),
        ({"among": [0, 7]}, "among= names row 7; rows run from 0 to 2"),
        ({"rows": [True, False, True]}, "not bool .*; turn a mask into rows with np.flatnonzero"),
        ({"rows": [0.0]}, "rows= must be a one-dimensional array of row numbers, not float64"),
        ({"rows": 1}, re.escape("row numbers, not int64 of shape ()")),
        ({"metric": "euclid"}, "metric='euclid' is not known"),
    ],
)
def test_bad_questions_are_refused(parameters, message):
    """A question that has no answer is refused by naming the value and what would do."""
    with pytest.raises(ValueError, match=message):
        nearest_neighbors(np.eye(3), **parameters)


def test_a_lone_row_has_no_neighbor():
    """One row is no data to search."""
    with pytest.raises(ValueError, match="but 0 rows can be neighbours"):
        nearest_neighbors([[1.0]])


def test_options_are_named():
    """What comes after k has to be named, so that rows and among cannot be mixed up."""
    with pytest.raises(TypeError, match="positional"):
        nearest_neighbors(np.eye(3), 1, [0])
