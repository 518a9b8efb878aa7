"""The one nearest-neighbour search of the course.

Two rules make its answer a fact about the data and not about the search: a row is never its own
neighbour *by row number* (a twin with the same coordinates is a neighbour like any other), and
equal distances go to the lowest row number. How neighbours are *found* fast is in `candidates`;
here they are *decided*.
"""

from numbers import Integral

import numpy as np

from course_lib.candidates import candidate_search
from course_lib.distances import MetricSpace, metric_space


def nearest_neighbors(
    X, k=1, *, rows=None, among=None, metric="euclidean", p=2, y=None, categorical_features=None
):
    """Return the `k` nearest neighbours of each row, nearest first.

    Parameters
    ----------
    X : array, DataFrame or sparse matrix of shape (n, d), or MetricSpace
        Samples, in the same units for every feature (scale first). A `MetricSpace` made by
        `metric_space` is used as it is, which saves preparing it twice.
    k : int, default=1
        Number of neighbours.
    rows : int array of shape (n_rows,), optional
        Row numbers to find neighbours for; all rows by default.
    among : int array of shape (n_among,), optional
        Row numbers that may be neighbours; all rows by default. Each counts once, in any order.
    metric, p, y, categorical_features
        As in :func:`course_lib.distances.metric_space`.

    Returns
    -------
    neighbor_rows : int array of shape (n_rows, k)
        Row numbers of `X`, by increasing distance; equal distances by increasing row number.
    distances : float64 array of shape (n_rows, k)
        In the units of the metric.

    Raises
    ------
    ValueError
        Bad data or metric (see `metric_space`); k below 1 or above the rows that can be neighbours;
        row numbers outside `X`.

    Notes
    -----
    Distances are compared as float64 differences of the stored numbers, so an offset common to all
    rows changes nothing that the numbers still distinguish, and two pairs tie only if those sums
    are equal to the last bit. Cost: n_rows x n_among x d operations at the worst; less in few
    dimensions, where a tree proposes. Memory stays in blocks of a few tens of MiB whatever n.

    Examples
    --------
    Row 3 lies on row 0; rows 1 and 2 are equally far from both.

    >>> X = [[0, 0], [1, 0], [0, 1], [0, 0]]
    >>> neighbor_rows, distances = nearest_neighbors(X, k=2)
    >>> neighbor_rows
    array([[3, 1],
           [0, 3],
           [0, 3],
           [0, 1]])
    >>> distances[0]
    array([0., 1.])
    """
    space = X if isinstance(X, MetricSpace) else None
    if space is None:
        space = metric_space(X, metric, p=p, y=y, categorical_features=categorical_features)
    return NeighborSearch(space, among).nearest(k, rows)


class NeighborSearch:
    """The same search, prepared once for several questions.

    Parameters
    ----------
    space : MetricSpace
        Samples as made by :func:`course_lib.distances.metric_space`.
    among : int array of shape (n_among,), optional
        Row numbers that may be neighbours; all rows by default.

    Examples
    --------
    >>> search = NeighborSearch(metric_space([[0.0], [1.0], [3.0]]))
    >>> search.nearest(1, rows=[2])[0]
    array([[1]])
    """

    def __init__(self, space, among=None):
        self.space = space
        rows = row_numbers(among, len(space), "among")
        self.among = rows if (rows[1:] > rows[:-1]).all() else np.unique(rows)
        self.search = candidate_search(space, self.among)

    def may_reach(self, rows, other_rows, k=1):
        """Return those of `rows` that may have their partner among their `k` nearest neighbours.

        Parameters
        ----------
        rows, other_rows : int array of shape (n_rows,)
            Each row and its partner.
        k : int, default=1

        Returns
        -------
        rows : int array
            In the order given, without those that are proven to have `k` nearer neighbours. A quick
            way to leave out rows deep inside a class; it decides nothing that `nearest` would not.
        """
        self._check_k(k, rows)
        powers = self.space.powers(rows, other_rows)
        return rows[self.search.not_crowded(rows, k, powers)]

    @property
    def rules_out(self):
        """Whether `may_reach` leaves anything out: not where searching is as fast."""
        return self.search.rules_out

    def nearest(self, k=1, rows=None):
        """Return the `k` nearest neighbours of each row: see :func:`nearest_neighbors`."""
        rows = row_numbers(rows, len(self.space), "rows")
        self._check_k(k, rows)
        neighbor_rows = np.empty((len(rows), k), dtype=np.intp)
        powers = np.empty((len(rows), k))
        for block, query, candidate in self.search.propose(rows, k):
            decided = _first_k(self.space, rows[block], query, candidate, k)
            neighbor_rows[block], powers[block] = decided
        return neighbor_rows, self.space.lengths(powers)

    def nearest_in_any_order(self, k=1, rows=None):
        """Return the `k` nearest neighbours of each row in no particular order: enough for a vote.

        Parameters
        ----------
        k, rows
            As in :func:`nearest_neighbors`.

        Returns
        -------
        neighbor_rows : int array of shape (n_rows, k)
            The same row numbers as `nearest` returns. Where the search proposes only `k`, those are
            the nearest, and no distance is computed.
        """
        rows = row_numbers(rows, len(self.space), "rows")
        self._check_k(k, rows)
        neighbor_rows = np.empty((len(rows), k), dtype=np.intp)
        for block, query, candidate in self.search.propose(rows, k):
            neighbor_rows[block] = _k_of(self.space, rows[block], query, candidate, k)
        return neighbor_rows

    def _check_k(self, k, rows):
        is_whole = len(self.among) == len(self.space)
        is_among = len(rows) > 0 if is_whole else np.isin(rows, self.among).any()
        available = len(self.among) - bool(is_among)
        if not isinstance(k, Integral) or not 1 <= k <= available:
            raise ValueError(
                f"k={k} neighbours were asked for, but {available} rows can be neighbours of every "
                "row; choose k from 1 to that."
            )


def _first_k(space, rows, query, candidate, k):
    """Decide: order each query's candidates by exact distance, then row number, and keep k."""
    powers = space.powers(rows[query], candidate)
    if k == 1:
        return _first(query, candidate, powers)
    # Most searches list each query's candidates by distance; ties and rounding are what is left.
    is_next, is_same = query[1:] > query[:-1], query[1:] == query[:-1]
    if not (is_next | is_same & (powers[1:] > powers[:-1])).all():
        order = np.lexsort((candidate, powers, query))
        query, candidate, powers = query[order], candidate[order], powers[order]
    starts = np.searchsorted(query, np.arange(len(rows)))
    chosen = starts[:, None] + np.arange(k)
    return candidate[chosen], powers[chosen]


def _k_of(space, rows, query, candidate, k):
    """Decide only for the queries that have more than k candidates, and keep k of each."""
    if (query[1:] < query[:-1]).any():
        return _first_k(space, rows, query, candidate, k)[0]
    is_open = np.bincount(query, minlength=len(rows)) > k
    if not is_open.any():
        return candidate.reshape(-1, k)
    pair_is_open = is_open[query]
    neighbor_rows = np.empty((len(rows), k), dtype=np.intp)
    neighbor_rows[~is_open] = candidate[~pair_is_open].reshape(-1, k)
    place = np.cumsum(is_open) - 1
    neighbor_rows[is_open] = _first_k(
        space, rows[is_open], place[query[pair_is_open]], candidate[pair_is_open], k
    )[0]
    return neighbor_rows


def _first(query, candidate, powers):
    """Decide for k = 1 in one sweep: each query's least distance, then the lowest row at it."""
    if (query[1:] < query[:-1]).any():
        order = np.argsort(query, kind="stable")
        query, candidate, powers = query[order], candidate[order], powers[order]
    starts = np.flatnonzero(np.r_[True, query[1:] > query[:-1]])
    least = np.minimum.reduceat(powers, starts)
    at_least = np.where(powers == least[query], candidate, np.iinfo(np.intp).max)
    return np.minimum.reduceat(at_least, starts)[:, None], least[:, None]


def row_numbers(rows, n, name):
    """Return `rows` as an int array, all `n` of them where it is None.

    Parameters
    ----------
    rows : int array of shape (n_rows,) or None
    n : int
        Rows there are.
    name : str
        What the parameter is called, for the message.

    Returns
    -------
    rows : int array of shape (n_rows,)

    Raises
    ------
    ValueError
        A mask, numbers that are not whole, or a row outside 0 to n - 1.
    """
    if rows is None:
        return np.arange(n)
    rows = np.asarray(rows)
    if rows.shape == (0,):
        return rows.astype(np.intp)
    if rows.ndim != 1 or rows.dtype.kind not in "iu":
        raise ValueError(
            f"{name}= must be a one-dimensional array of row numbers, not {rows.dtype} of shape "
            f"{rows.shape}; turn a mask into rows with np.flatnonzero."
        )
    if not (0 <= rows.min() and rows.max() < n):
        wrong = rows.max() if rows.max() >= n else rows.min()
        raise ValueError(f"{name}= names row {wrong}; rows run from 0 to {n - 1}.")
    return rows.astype(np.intp, copy=False)
