"""Candidates from bounds on every pair, for many features.

All pairs are visited in pieces small enough for the processor's cache. Each row keeps its k
smallest upper bounds; whatever has a lower bound at or below the largest of them stays a candidate.
"""

from threading import Lock

import numpy as np
from scipy import sparse
from scipy.spatial.distance import cdist

from course_lib.candidates.every_pair import EveryPair
from course_lib.candidates.threads import in_threads

# Four megabytes of bounds in float32: twice as fast as sixteen from 10,000 rows on.
QUERY_BLOCK, COLUMN_BLOCK = 512, 2048
# Measured with `make bench`: among so few rows a search is as fast as ruling it out.
FEW_ROWS = 3000
# Rows that drop out as they are decided start in wider blocks.
WIDE = 1024


def suits_bounds(space):
    """True where bounds are known: squared differences, or another plain norm of dense rows."""
    if space.order == 2:
        return space.nominal is None
    return space.is_plain and not sparse.issparse(space.coordinates)


class BoundSearch:
    """Bounds over the rows of `among`; see :func:`course_lib.candidates.candidate_search`."""

    def __init__(self, space, among):
        self.among = among
        self.rules_out = len(among) > FEW_ROWS
        if space.order != 2:
            self.ways = [Scan(space, among)]
        elif sparse.issparse(space.coordinates):
            self.ways = [Product(space, among, np.float64)]
        else:
            self.ways = [Product(space, among, np.float32), Product(space, among, np.float64)]
        self.last_resort = EveryPair(among)

    def propose(self, rows, k):
        """Yield ``(block, query, row)``: a finer way wherever the coarse one is too coarse."""
        starts = range(0, len(rows), QUERY_BLOCK)

        def pairs_of(start):
            block = rows[start : start + QUERY_BLOCK]
            found = (candidates_within_bounds(way, block, self.among, k) for way in self.ways)
            return next((pairs for pairs in found if pairs is not None), None)

        n_pairs = len(rows) * len(self.among)
        for start, pairs in zip(starts, in_threads(pairs_of, starts, n_pairs), strict=True):
            block = rows[start : start + QUERY_BLOCK]
            if pairs is not None:
                yield slice(start, start + len(block)), *pairs
                continue
            for part, query, row in self.last_resort.propose(block, k):
                yield slice(start + part.start, start + part.stop), query, row

    def not_crowded(self, rows, k, powers):
        """Return the positions in `rows` for which k nearer neighbours are not proven.

        Parameters
        ----------
        rows : int array of shape (n_rows,)
        k : int
        powers : float64 array of shape (n_rows,)
            A distance for each row, before the root.

        Returns
        -------
        positions : int array
            Increasing. Every other row has at least `k` neighbours nearer than its distance; that
            takes a glance at part of the data where many are, and no decision about any single one.
        """
        starts = range(0, len(rows), WIDE)

        def open_places(start):
            part = slice(start, start + WIDE)
            return start + still_open(self.ways[0], rows[part], self.among, k, powers[part])

        return np.concatenate(
            [np.empty(0, np.intp), *in_threads(open_places, starts, len(rows) * len(self.among))]
        )


def still_open(way, block, among, k, powers):
    """Return the places in a block whose k-th upper bound never falls below the given distance."""
    query_side = way.query_side(block)
    goals = way.on_its_scale(query_side, powers)
    own_column = columns_of(block, among)
    limits = np.full((len(block), k), np.inf, way.dtype)
    places = np.arange(len(block))
    for first in range(0, len(among), COLUMN_BLOCK):
        last = min(first + COLUMN_BLOCK, len(among))
        open_side = way.part(query_side, places)
        lower = others_only(way.lower_bounds(open_side, first, last), own_column[places] - first)
        limits = tightened(limits, way, open_side, nearest_by_group(lower, k), first, last)
        is_open = limits[:, -1] >= goals[places]
        places, limits = places[is_open], limits[is_open]
        if not len(places):
            break
    return places


def candidates_within_bounds(way, block, among, k):
    """List the pairs whose lower bound is at most their row's k-th smallest upper bound.

    Returns None when that leaves more than a few dozen candidates a row.
    """
    query_side = way.query_side(block)
    own_column = columns_of(block, among)
    limits = np.full((len(block), k), np.inf, way.dtype)
    most = (64 + 8 * k) * len(block)
    kept = np.empty(0, np.intp), np.empty(0, np.intp), np.empty(0)
    for first in range(0, len(among), COLUMN_BLOCK):
        last = min(first + COLUMN_BLOCK, len(among))
        lower = others_only(way.lower_bounds(query_side, first, last), own_column - first)
        nearest = nearest_by_group(lower, k)
        limits = tightened(limits, way, query_side, nearest, first, last)
        limit = reach(limits)
        query, group = places_in((nearest <= limit).T)
        if len(query) > most:
            return None
        query, column, bounds = members_within(lower, query, group, len(nearest), limit)
        new = query, column + first, bounds
        kept = [np.concatenate(pair) for pair in zip(kept, new, strict=True)]
        if len(kept[0]) > most or last == len(among):
            still = kept[2] <= limit[kept[0]]
            kept = [part[still] for part in kept]
            if len(kept[0]) > most:
                return None
    return kept[0], among[kept[1]]


def others_only(lower, own_column):
    """Put the bound of each row with itself out of reach; `lower` has a column per query."""
    query = np.flatnonzero((0 <= own_column) & (own_column < len(lower)))
    lower[own_column[query], query] = np.inf
    return lower


def columns_of(block, among):
    """Return the place of each row of a block in `among`, -1 where it is not there."""
    column = np.searchsorted(among, block)
    column[among[np.minimum(column, len(among) - 1)] != block] = -1
    return column


def reach(limits):
    """Return the largest limit of each row.

    It is finite even where fewer than k bounds are known yet, so that a row never reaches itself.
    """
    return np.minimum(limits[:, -1], np.finfo(limits.dtype).max)


def nearest_by_group(lower, k):
    """Return the smallest bound of each query in each group of samples, shape (groups, queries).

    Sample i is in group i modulo the number of groups: neighbours often stand next to each other in
    a table, and the k nearest should be in groups of their own. Looking at groups first costs far
    less than looking at every pair, and samples lie along the first axis because NumPy then takes
    the minimum of all queries at once.
    """
    n_samples = len(lower)
    width = n_samples // min(n_samples, max(64, 4 * k, n_samples // 64))
    return by_group(np.minimum, lower, n_samples // width)


def by_group(ufunc, values, n_groups):
    """Reduce the rows i, i + n_groups, i + 2 n_groups, ... of `values` to row i."""
    whole = len(values) // n_groups * n_groups
    found = ufunc.reduce(values[:whole].reshape(-1, n_groups, *values.shape[1:]), axis=0)
    rest = len(values) - whole
    found[:rest] = ufunc(found[:rest], values[whole:])
    return found


def members_within(lower, query, group, n_groups, limit):
    """List the samples of the given groups that the queries reach: query, sample and bound."""
    sample = group[:, None] + np.arange(0, len(lower), n_groups)
    # One flat take, because indexing by two arrays takes three times as long.
    place = sample * lower.shape[1] + query[:, None]
    bounds = lower.ravel().take(place, mode="clip")
    pair, member = places_in((bounds <= limit[query, None]) & (sample < len(lower)))
    return query[pair], sample[pair, member], bounds[pair, member]


def places_in(mask):
    """Return the rows and columns of what is True, as `np.nonzero` would in thrice the time."""
    return np.divmod(np.flatnonzero(mask), mask.shape[1])


def tightened(limits, way, query_side, nearest, first, last):
    """Update the k smallest upper bounds of each query, shape (queries, k), the largest last.

    The nearest samples of two groups are different samples, so the k smallest of the groups' upper
    bounds bound the k-th neighbour.
    """
    widest = by_group(np.maximum, way.widths(first, last), len(nearest))
    upper = way.upper_bounds(query_side, nearest, widest[:, None])
    k = limits.shape[1]
    return np.partition(np.hstack([limits, upper.T]), k - 1, axis=1)[:, :k]


class Product:
    """Bounds on squared distances from one matrix product, up to a constant per query row.

    Rows are shifted to a common centre and scaled by a power of two into [-1, 1]. With unit
    roundoff u, m features, r the norm of a shifted row and R = r_a^2 + r_b^2, the rounded product
    ``|b|^2 - 2ab`` misses the exact ``|a - b|^2 - |a|^2`` by at most (m + 16) u (r_a + r_b)^2
    <= 2 (m + 16) u R: rounding the coordinates costs 4 u (r_a + r_b)^2 at most, the product of
    m + 1 terms (m + 1) u (r_a + r_b)^2 to first order (N. Higham, *Accuracy and Stability of
    Numerical Algorithms*, 2002, section 3.1), and the rest covers the second order and, in float32,
    the norms and `MetricSpace.powers`, which are float64.

    The machine epsilon is 2 u, so the error is at most half of `margin` times R. Lower bounds are
    lowered by margin r_b^2, and upper bounds lie 2 margin R above them, of which
    margin (3/2 r_b^2 + r_a^2) is needed. What is left, 34 u R or more, covers the rounding of the
    upper bounds, at most 16 u R; in float64 also that of the norms and of the powers, which NumPy
    sums pairwise. `underflow` covers numbers below the smallest normal one and differences whose
    square float64 takes for 0.
    """

    def __init__(self, space, among, dtype):
        self.space, self.among, self.dtype = space, among, np.dtype(dtype)
        self.n_terms = space.coordinates.shape[1] + 16
        self.margin = 2 * self.n_terms * np.finfo(dtype).eps
        self.shrink, self.samples, self.lock = None, None, Lock()

    def _prepare(self):
        self.centre = 0.0
        if not sparse.issparse(self.space.coordinates):
            # Any centre will do; outliers do not move the middle one of a hundred rows.
            sample = self.space.coordinates[self.among[:: max(1, len(self.among) // 100)]]
            middle = len(sample) // 2
            self.centre = np.partition(sample, middle, axis=0)[middle]
        largest = self._largest()
        # Its square must stay finite.
        self.shrink = 2.0 ** min(500, -np.ceil(np.log2(largest))) if largest > 0 else 1.0
        tiny = np.finfo(self.dtype).tiny
        self.underflow = self.n_terms * (64 * float(tiny) + 2.0**-1074 * self.shrink**2)

    def _prepare_samples(self):
        shifted = self.points(self.among)
        self.squares = squared_norms(shifted)
        self.slack = (2 * self.margin * self.squares).astype(self.dtype)
        self.samples = _with_column(shifted, self.squares * (1 - self.margin), self.dtype)

    def points(self, rows):
        """Return rows shifted to the centre and scaled, all of their values in [-1, 1]."""
        if self.shrink is None:
            self._prepare()
        return self._shifted_points(self.space.coordinates[rows]) * self.shrink

    def _largest(self):
        """Bound the shifted values of all rows: a query far from `among` must not overflow."""
        points = self.space.coordinates
        if self.space.scale is None and not sparse.issparse(points):
            return max(points.max() - self.centre.min(), self.centre.max() - points.min())
        extremes = points.min(axis=0), points.max(axis=0)
        return max(abs(self._shifted_points(extreme)).max() for extreme in extremes)

    def _shifted_points(self, points):
        shifted = points if sparse.issparse(points) else points - self.centre
        return shifted if self.space.scale is None else shifted / self.space.scale

    def query_side(self, block):
        """Prepare the factor of a block of query rows, what to add to upper bounds, and norms."""
        with self.lock:
            if self.samples is None:
                self._prepare_samples()
        factor, norms = self._factor(block)
        slack = 2 * self.margin * norms + 2 * self.underflow
        return factor, slack.astype(self.dtype), norms

    def _factor(self, block):
        column = columns_of(block, self.among)
        if sparse.issparse(self.samples) or (column < 0).any():
            shifted = self.points(block)
            factor = _with_column(-2 * shifted, np.ones(len(block)), self.dtype)
            return factor, squared_norms(shifted)
        # Doubling a rounded number is exact, so rows that are samples too are taken from there.
        factor = -2 * self.samples[column]
        factor[:, -1] = 1
        return factor, self.squares[column]

    def part(self, query_side, places):
        """Return the query side of some of its rows."""
        return tuple(side[places] for side in query_side)

    def on_its_scale(self, query_side, powers):
        """Turn exact powers into numbers that upper bounds can be compared with, rounding down."""
        return powers * self.shrink**2 * (1 - self.space.rounding) - query_side[2]

    def lower_bounds(self, query_side, first, last):
        """Bound the distances of samples first to last from below, a row each, a column a query."""
        lower = self.samples[first:last] @ query_side[0].T
        return lower.toarray() if sparse.issparse(lower) else lower

    def widths(self, first, last):
        """Return how far upper bounds lie above lower ones, for the samples first to last."""
        return self.slack[first:last]

    def upper_bounds(self, query_side, lower, widths):
        """Turn lower bounds into upper bounds on the same scale."""
        return lower + widths + query_side[1]


def squared_norms(points):
    if sparse.issparse(points):
        return np.asarray(points.multiply(points).sum(axis=1)).ravel()
    return np.einsum("ij,ij->i", points, points)


def _with_column(points, column, dtype):
    if sparse.issparse(points):
        return sparse.csr_array(sparse.hstack([points, column[:, None]]))
    return np.hstack([points, column[:, None]], dtype=dtype, casting="same_kind")


class Scan:
    """Bounds on distances from SciPy's scan, which subtracts first and errs by a share."""

    dtype = np.dtype(np.float64)

    def __init__(self, space, among):
        self.space, self.among = space, among
        names = {1: "cityblock", 2: "euclidean", np.inf: "chebyshev"}
        self.metric = {"metric": names.get(space.order, "minkowski")}
        if self.metric["metric"] == "minkowski":
            self.metric["p"] = space.order

    def query_side(self, block):
        """Gather a block of query rows."""
        return self.space.coordinates[block]

    def part(self, query_side, places):
        """Return the query side of some of its rows."""
        return query_side[places]

    def on_its_scale(self, query_side, powers):
        """Turn exact powers into distances, rounding down."""
        return self.space.root(powers) * (1 - self.space.rounding)

    def lower_bounds(self, query_side, first, last):
        """Return the scanned distances of samples first to last, a row each, a column a query."""
        return cdist(self.space.coordinates[self.among[first:last]], query_side, **self.metric)

    def widths(self, first, last):
        """Return zeros: the upper bound follows from the lower one alone."""
        return np.zeros(last - first)

    def upper_bounds(self, query_side, lower, widths):
        """Widen scanned distances by what rounding can hide on both sides."""
        return lower * (1 + 2 * self.space.rounding)
