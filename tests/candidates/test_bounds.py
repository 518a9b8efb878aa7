"""Bounds may be loose but never wrong; where they tell too little apart a finer way is taken."""

import numpy as np
import pytest

from course_lib.candidates.bounds import (
    BoundSearch,
    Product,
    Scan,
    candidates_within_bounds,
    reach,
    tightened,
)
from course_lib.distances import metric_space
from tests.candidates.test_candidates import assert_contains_the_neighbors
from tests.points import POINT_SETS, continuous, lattice, points_for

ROWS = np.arange(120)
PRECISIONS = [np.float32, np.float64]


def bounds_and_powers(way, space):
    """Return lower bounds, upper bounds and exact powers of every pair of rows."""
    query_side = way.query_side(ROWS)
    lower = way.lower_bounds(query_side, 0, len(ROWS))
    upper = way.upper_bounds(query_side, lower, way.widths(0, len(ROWS))[:, None])
    assert lower.dtype == upper.dtype == way.dtype
    lower, upper = (bounds.T.astype(np.float64) for bounds in (lower, upper))
    first, second = np.indices(lower.shape).reshape(2, -1)
    powers = space.powers(first, second).reshape(lower.shape)
    goals = [way.on_its_scale(query_side, powers[:, number]) for number in ROWS]
    return lower, upper, powers, np.column_stack(goals)


def assert_no_contradiction(way, space):
    """Assert that no lower bound exceeds the upper bound of a pair at least as far apart."""
    lower, upper, powers, goals = bounds_and_powers(way, space)
    assert (goals <= upper).all(), "a distance exceeds its upper bound"
    nearest_first = np.lexsort((-lower, powers), axis=1)
    lower = np.take_along_axis(lower, nearest_first, axis=1)
    upper = np.take_along_axis(upper, nearest_first, axis=1)
    powers = np.take_along_axis(powers, nearest_first, axis=1)
    for row in ROWS:
        # Among tied pairs every lower bound meets every upper bound.
        last_tied = np.searchsorted(powers[row], powers[row], side="right") - 1
        greatest_lower = np.maximum.accumulate(lower[row])[last_tied]
        assert (greatest_lower <= upper[row]).all(), f"row {row}"


@pytest.mark.parametrize("d", [1, 2, 7, 40])
@pytest.mark.parametrize("name", POINT_SETS)
@pytest.mark.parametrize("precision", PRECISIONS)
def test_products_contradict_no_distance(precision, name, d, rng):
    """A matrix product in either precision never calls the nearer of two rows surely farther."""
    space = metric_space(POINT_SETS[name](rng, len(ROWS), d))
    assert_no_contradiction(Product(space, ROWS, precision), space)


@pytest.mark.parametrize("name", ["continuous", "lattice", "tenths", "scales", "offset"])
@pytest.mark.parametrize("precision", PRECISIONS)
def test_scaled_products_contradict_no_distance(precision, name, rng):
    """The same holds for HVDM, whose columns are divided after they are shifted."""
    X, y = POINT_SETS[name](rng, len(ROWS), 8), rng.integers(0, 3, len(ROWS))
    X[:, 0] = np.round(X[:, 0])
    space = metric_space(X, "hvdm", y=y, categorical_features=[0])
    assert_no_contradiction(Product(space, ROWS, precision), space)


@pytest.mark.parametrize("metric", ["euclidean", "manhattan", "chebyshev", "minkowski"])
@pytest.mark.parametrize("name", POINT_SETS)
def test_scans_contradict_no_distance(name, metric, rng):
    """A compiled scan, which sums in another order, never calls the nearer row surely farther."""
    space = metric_space(points_for(name, metric, rng, len(ROWS), 9), metric, p=2.5)
    assert_no_contradiction(Scan(space, ROWS), space)


@pytest.mark.parametrize("precision", PRECISIONS)
def test_a_row_never_reaches_itself(precision, rng):
    """Its own bound is infinite, and the reach is finite even before k bounds are known."""
    limits = tightened_by(rng.normal(size=(5, 7)).astype(precision), k=3)
    assert reach(limits).dtype == precision
    np.testing.assert_array_equal(reach(limits), limits.max(axis=1))
    assert np.isfinite(reach(np.full((2, 3), np.inf, precision))).all()


def tightened_by(nearest, k):
    """Return the limits of new queries after a look at `nearest`, shape (groups, queries)."""
    way = Scan(metric_space(np.zeros((len(nearest), 1))), np.arange(len(nearest)))
    limits = np.full((nearest.shape[1], k), np.inf, nearest.dtype)
    return tightened(limits, way, None, nearest, 0, len(nearest)).astype(nearest.dtype)


def test_products_leave_few_candidates(rng):
    """On normal values float32 leaves a handful of candidates for each row."""
    space = metric_space(continuous(rng, len(ROWS), 20))
    query, candidates = candidates_within_bounds(Product(space, ROWS, np.float32), ROWS, ROWS, 1)
    assert len(ROWS) <= len(query) == len(candidates) < 9 * len(ROWS)


def test_a_far_outlier_needs_float64(rng):
    """Beside a row very far away float32 sees the others in one place; float64 tells them apart."""
    space = metric_space(POINT_SETS["outlier"](rng, 400, 20))
    rows = np.arange(400)
    coarse, fine = (
        candidates_within_bounds(Product(space, rows, precision), rows, rows, 1)
        for precision in PRECISIONS
    )
    assert coarse is None
    assert len(fine[0]) < 9 * len(rows)


def test_two_tight_clusters_need_float64(rng):
    """Within a cluster that is small beside its distance from the other, float32 gives up."""
    space = metric_space(POINT_SETS["two_clusters"](rng, 400, 20))
    rows = np.arange(400)
    assert candidates_within_bounds(Product(space, rows, np.float32), rows, rows, 1) is None
    assert candidates_within_bounds(Product(space, rows, np.float64), rows, rows, 1) is not None


def test_all_tied_needs_every_pair(rng):
    """Where all distances are equal no bound helps: every pair is proposed."""
    space = metric_space(np.eye(200))
    ((_, query, candidates),) = BoundSearch(space, np.arange(200)).propose(np.arange(100), 1)
    assert len(query) == len(candidates) == 100 * 199


def test_a_bound_that_errs_would_be_noticed(monkeypatch):
    """With a margin too small the nearest are missed, and the tests of every search can tell."""
    space = metric_space(np.eye(120))
    search = BoundSearch(space, ROWS)
    assert_contains_the_neighbors(search, space, 2)
    for way in search.ways:
        monkeypatch.setattr(way, "slack", -np.ones(120))
    with pytest.raises(AssertionError, match="missing"):
        assert_contains_the_neighbors(search, space, 2)


@pytest.mark.parametrize("precision", PRECISIONS)
def test_whole_numbers_need_no_margin_but_get_one(precision, rng):
    """Bounds of a lattice are apart by the margin, not equal: exactness is never assumed."""
    space = metric_space(lattice(rng, len(ROWS), 5))
    lower, upper, _, _ = bounds_and_powers(Product(space, ROWS, precision), space)
    assert (lower < upper).all()
