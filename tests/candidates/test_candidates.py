"""Whatever proposes candidates, the neighbours are among them, and all that tie with the last."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from course_lib.candidates import bounds, candidate_search, every_pair, threads, tree
from course_lib.candidates.bounds import BoundSearch, Product, Scan
from course_lib.candidates.every_pair import EveryPair
from course_lib.candidates.tree import TreeSearch
from course_lib.distances import metric_space
from tests.points import MEASURABLE, POINT_SETS, continuous, lattice, points_for, samples


def only(way):
    """Return a search that has this way of bounding and no other."""

    def search_by(space, among):
        search = BoundSearch(space, among)
        search.ways = [way(space, among)]
        return search

    return search_by


def product(precision):
    """Return a way of bounding by a product of that precision."""
    return lambda space, among: Product(space, among, precision)


ROWS = np.arange(100)
WAYS = {
    "tree": TreeSearch,
    "float32 product": only(product(np.float32)),
    "float64 product": only(product(np.float64)),
    "scan": only(Scan),
    "every pair": lambda space, among: EveryPair(among),
}


def fits(way, metric):
    """Return True if the way knows the metric: products bound squares, the others any norm."""
    return "product" not in way or metric in ("euclidean", "cosine", "mahalanobis")


CASES = [
    (way, name, metric)
    for way in WAYS
    for name, metric in MEASURABLE
    if fits(way, metric) and (way != "every pair" or metric == "euclidean")
]


def lowest_twins(space, among, k):
    """Return the rows of `among` that have at most k lower rows in the same place."""
    points = space.coordinates[among]
    is_lower_twin = np.tril((points[:, None] == points[None]).all(axis=2), -1)
    return among[is_lower_twin.sum(axis=1) <= k]


def assert_contains_the_neighbors(search, space, k, rows=None, among=None, twins=False):
    """Assert what every search promises about the pairs it proposes.

    With `twins`, of rows in one place only the lowest k + 1 have to be proposed.
    """
    rows = np.arange(len(space)) if rows is None else rows
    among = np.arange(len(space)) if among is None else among
    wanted = lowest_twins(space, among, k) if twins else among
    turns = np.zeros(len(rows), dtype=int)
    for block, query, candidates in search.propose(rows, k):
        turns[block] += 1
        assert not (rows[block][query] == candidates).any(), "a row is its own candidate"
        assert np.isin(candidates, among).all()
        for place, row in enumerate(rows[block]):
            proposed = candidates[query == place]
            assert len(np.unique(proposed)) == len(proposed), "a candidate is proposed twice"
            others = among[among != row]
            powers = space.powers(np.full(len(others), row), others)
            within_reach = others[powers <= np.sort(powers)[k - 1]]
            missing = np.setdiff1d(np.intersect1d(within_reach, wanted), proposed)
            assert not len(missing), f"row {row}: {missing} missing"
    assert (turns == 1).all()


# --- the contract


@pytest.mark.parametrize("d", [2, 20])
@pytest.mark.parametrize(("way", "name", "metric"), CASES)
def test_every_way_proposes_the_neighbors(way, name, metric, d, rng):
    """Each way, forced on every set of points, proposes the neighbours and what ties with them."""
    space = metric_space(points_for(name, metric, rng, 100, d), metric, p=3)
    search = WAYS[way](space, np.arange(100))
    for k in (1, 4):
        assert_contains_the_neighbors(search, space, k, twins=way == "tree")


@pytest.mark.parametrize("name", POINT_SETS)
@pytest.mark.parametrize("way", WAYS)
def test_some_rows_among_others(way, name, rng):
    """Each way proposes, for any rows, none but the rows it may choose among."""
    space = metric_space(POINT_SETS[name](rng, 100, 7))
    among = np.flatnonzero(rng.random(100) < 0.5)
    search = WAYS[way](space, among)
    rows = rng.integers(0, 100, size=30)
    assert_contains_the_neighbors(search, space, 3, rows, among, twins=way == "tree")


@pytest.mark.parametrize("name", POINT_SETS)
@pytest.mark.parametrize("way", WAYS)
def test_small_pieces(way, name, rng, monkeypatch):
    """Each way keeps its promise across the borders of its pieces."""
    monkeypatch.setattr(bounds, "QUERY_BLOCK", 3)
    monkeypatch.setattr(bounds, "COLUMN_BLOCK", 7)
    monkeypatch.setattr(tree, "QUERY_BLOCK", 5)
    monkeypatch.setattr(threads, "FEWEST_PAIRS", 0)
    monkeypatch.setattr(tree, "PAIRS", 9)
    monkeypatch.setattr(every_pair, "PAIRS", 90)
    space = metric_space(POINT_SETS[name](rng, 40, 7))
    for k in (1, 5):
        search = WAYS[way](space, np.arange(40))
        assert_contains_the_neighbors(search, space, k, twins=way == "tree")


@given(samples=samples, k=st.integers(1, 3), way=st.sampled_from(list(WAYS)))
def test_drawn_samples(samples, k, way):
    """Each way keeps its promise on drawn samples, lattice and continuous."""
    space = metric_space(samples[0])
    search = WAYS[way](space, np.arange(len(space)))
    assert_contains_the_neighbors(search, space, min(k, len(space) - 1), twins=way == "tree")


@pytest.mark.parametrize("name", ["continuous", "lattice", "heavy_tails", "one_hot"])
def test_scaled_and_sparse_products(name, rng):
    """Products bound HVDM, which divides columns, and sparse rows, which are not shifted."""
    X = POINT_SETS[name](rng, 100, 8)
    y = rng.integers(0, 3, 100)
    for space in (
        metric_space(np.round(X), "hvdm", y=y, categorical_features=[0, 3]),
        metric_space(sparse.csr_array(np.where(rng.random(X.shape) < 0.3, X, 0))),
    ):
        for search in (BoundSearch(space, ROWS), candidate_search(space, ROWS)):
            assert_contains_the_neighbors(search, space, 2)


# --- what is ruled out early


@pytest.mark.parametrize("metric", ["euclidean", "manhattan", "chebyshev"])
@pytest.mark.parametrize("name", POINT_SETS)
@pytest.mark.parametrize("way", WAYS)
def test_a_row_ruled_out_has_nearer_neighbors(way, name, metric, rng, monkeypatch):
    """A row is called crowded only if k others really are nearer than the given distance."""
    if not fits(way, metric):
        way = "scan"
    monkeypatch.setattr(bounds, "COLUMN_BLOCK", 30)
    monkeypatch.setattr(bounds, "WIDE", 40)
    space = metric_space(POINT_SETS[name](rng, 150, 12), metric)
    rows, partners, among = rng.integers(0, 150, (3, 130))
    among = np.unique(among)
    search = WAYS[way](space, among)
    for k in (1, 3):
        powers = space.powers(rows, partners)
        crowded = np.setdiff1d(np.arange(130), search.not_crowded(rows, k, powers))
        for place in crowded:
            others = among[among != rows[place]]
            nearer = space.powers(np.full(len(others), rows[place]), others) < powers[place]
            assert nearer.sum() >= k


@pytest.mark.parametrize("way", ["float32 product", "float64 product", "scan"])
def test_most_rows_are_ruled_out(way, rng):
    """On normal values bounds rule out nearly every row as the neighbour of a random one."""
    space = metric_space(continuous(rng, 500, 12))
    rows = np.arange(500)
    search = WAYS[way](space, rows)
    left = search.not_crowded(rows, 1, space.powers(rows, rng.permutation(500)))
    assert np.isin(left, rows).all()
    assert len(left) < 50


# --- which way is taken


@pytest.mark.parametrize(
    ("contain", "parameters", "kind"),
    [
        (lambda X: X[:, : tree.MOST_FEATURES], {}, TreeSearch),
        (lambda X: X[:, : tree.MOST_FEATURES + 1], {}, BoundSearch),
        (lambda X: X[:, :2], {"metric": "chebyshev"}, TreeSearch),
        (lambda X: X, {"metric": "manhattan"}, BoundSearch),
        (lambda X: X[:, :2], {"metric": "hvdm", "categorical_features": [0]}, BoundSearch),
        (lambda X: X[:, :2], {"metric": "heom", "categorical_features": [0]}, EveryPair),
        (sparse.csr_array, {}, BoundSearch),
        (sparse.csr_array, {"metric": "manhattan"}, EveryPair),
    ],
    ids=[
        "few",
        "many",
        "few, other norm",
        "many, other norm",
        "HVDM",
        "HEOM",
        "sparse",
        "sparse L1",
    ],
)
def test_the_search_suits_the_data(contain, parameters, kind, rng):
    """Few features get the tree, many the bounds, the rest every pair."""
    space = metric_space(contain(lattice(rng, 100, 20)), y=np.arange(100) % 2, **parameters)
    assert type(candidate_search(space, ROWS)) is kind


def test_rows_are_ruled_out_among_many_only(rng):
    """Among some thousand rows a search is as fast as ruling it out."""
    n = bounds.FEW_ROWS
    space = metric_space(continuous(rng, n + 1, 9))
    assert not candidate_search(space, np.arange(n)).rules_out
    assert candidate_search(space, np.arange(n + 1)).rules_out
