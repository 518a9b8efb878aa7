"""Condensing: keep a store of samples that classifies the others by nearest neighbour."""

from numbers import Integral
from typing import ClassVar

import numpy as np
from imblearn.under_sampling.base import BaseCleaningSampler
from sklearn.utils import check_random_state
from sklearn.utils._param_validation import HasMethods, Interval

from course_lib.distances import MetricSpace, metric_space
from course_lib.neighbors import NeighborSearch, row_numbers
from course_lib.samplers.checks import check_labels
from course_lib.samplers.edited_nearest_neighbours import most_frequent
from course_lib.samplers.shell import METRIC_CONSTRAINTS, MetricSampler, neighbors_asked


def condensed_nearest_neighbour(
    X,
    y,
    store_rows,
    *,
    rows=None,
    n_neighbors=1,
    metric="euclidean",
    p=2,
    categorical_features=None,
):
    """Yield the store after each pass, until a pass adds nothing.

    A pass goes through the rows in order. A row that the store as it then is classifies wrongly
    joins the store at once; the rest stay outside until the next pass.

    Parameters
    ----------
    X : array, DataFrame or sparse matrix of shape (n, d), or MetricSpace
        Samples, in the same units for every feature: scale first.
    y : array of shape (n,)
        Labels of two or more classes.
    store_rows : int array of shape (n_start,)
        The store to start from. Hart starts from one row, ``[0]``; the variant for imbalanced data
        from the whole minority and a few rows of each other class.
    rows : int array, optional
        Rows that may join; all by default.
    n_neighbors : int, default=1
        How many stored neighbours vote; equally frequent labels go to the smallest.
    metric, p, categorical_features
        As in :func:`course_lib.distances.metric_space`.

    Yields
    ------
    store : int array
        Row numbers in the order in which they joined.

    Raises
    ------
    ValueError
        Fewer than two classes, a start that is empty or repeats a row, or holds fewer than
        `n_neighbors`.

    Notes
    -----
    The last store is stable: another pass adds nothing. With one neighbour and no coincident rows
    of different classes it is also consistent, that is, every row is classified as labelled; with
    more neighbours, or where a stored row lies exactly on another of a different class, it need not
    be. Equal distances go to the lowest row. The result depends on the order of the rows.

    Cost: one distance to every row outside per row that joins, n x n_store x d operations; memory
    grows with n. Where a single class can grow, rows once classified rightly stay so and are not
    looked at again.

    References
    ----------
    P. E. Hart, "The condensed nearest neighbor rule", IEEE Transactions on Information Theory 14
    (1968) 515-516.

    Examples
    --------
    Two groups on a line. From row 0, row 3 joins when its turn comes; then all is classified.

    >>> X, y = [[0.0], [1.0], [2.0], [7.0], [8.0], [9.0]], [0, 0, 0, 1, 1, 1]
    >>> for store in condensed_nearest_neighbour(X, y, [0]):
    ...     print(store)
    [0 3]
    [0 3]
    """
    if not isinstance(X, MetricSpace):
        X = metric_space(X, metric, p=p, y=y, categorical_features=categorical_features)
    labels, y = np.unique(check_labels(y, len(X)), return_inverse=True)
    store = row_numbers(store_rows, len(X), "store_rows")
    if not len(store) or len(np.unique(store)) < len(store):
        raise ValueError(f"store_rows={store.tolist()[:9]} must name at least one row, each once.")
    outside = np.setdiff1d(row_numbers(rows, len(X), "rows"), store)
    outside = _Outside(X, y, len(labels), outside, store, n_neighbors)
    n_before = -1
    while n_before < len(store):
        n_before, row = len(store), -1
        joined = []
        while (row := outside.next_wrong(row)) is not None:
            joined.append(row)
            outside.see(row)
        store = np.r_[store, np.array(joined, dtype=np.intp)]
        yield store


class _Outside:
    """The rows outside the store, Hart's grab bag, and for each its nearest stored rows."""

    def __init__(self, space, y, n_labels, rows, store, k):
        self.space, self.y, self.n_labels, self.rows = space, y, n_labels, rows
        # Where one class grows, newcomers vote for the rows outside: what is right stays right.
        self.one_class_grows = len(np.unique(y[rows])) <= 1
        self.near = np.empty((0, k), dtype=np.intp)
        if len(rows):
            self.near = NeighborSearch(space, store).nearest(k, rows)[0]
        self.powers = space.powers(np.repeat(rows, k), self.near.ravel()).reshape(-1, k)
        self._vote(slice(None), np.ones(len(rows), dtype=bool))

    def _vote(self, places, wrong):
        self.wrong = wrong
        votes = most_frequent(self.y[self.near[places]], self.n_labels)
        self.wrong[places] = votes != self.y[self.rows[places]]
        if self.one_class_grows:
            self._keep(self.wrong)

    def _keep(self, mask):
        self.rows, self.wrong = self.rows[mask], self.wrong[mask]
        self.near, self.powers = self.near[mask], self.powers[mask]

    def next_wrong(self, row):
        """Return the first row after `row` that the store gets wrong, or None."""
        start = np.searchsorted(self.rows, row, side="right")
        place = start + self.wrong[start:].argmax() if start < len(self.rows) else start
        return self.rows[place] if place < len(self.rows) and self.wrong[place] else None

    def see(self, row):
        """Move `row` into the store and let the others vote again where it is near enough."""
        self._keep(self.rows != row)
        powers = self.space.powers(self.rows, np.full(len(self.rows), row))
        last = self.powers[:, -1]
        places = np.flatnonzero((powers < last) | ((powers == last) & (row < self.near[:, -1])))
        self.near[places, -1], self.powers[places, -1] = row, powers[places]
        if self.near.shape[1] > 1:
            order = np.lexsort((self.near[places], self.powers[places]), axis=1)
            self.near[places] = np.take_along_axis(self.near[places], order, axis=1)
            self.powers[places] = np.take_along_axis(self.powers[places], order, axis=1)
        self._vote(places, self.wrong)


class CondensedNearestNeighbour(MetricSampler, BaseCleaningSampler):
    """Condense the larger classes, as a drop-in for imbalanced-learn's sampler of the same name.

    The store starts with every row of the classes that may not lose rows and a few random rows of
    each class that may; then Hart's passes follow until nothing moves.

    Parameters
    ----------
    sampling_strategy : str or list, default="auto"
        Which classes may lose rows; see `TomekLinks`. The others are in the store from the start.
    random_state : int, RandomState or None, default=None
        Seed of the rows to start from.
    n_neighbors : int, object or None, default=None
        How many stored neighbours vote; None means 1. Of a scikit-learn classifier only its
        ``n_neighbors`` is read.
    n_seeds_S : int, default=1
        Rows drawn per class that may lose rows, with replacement.
    n_jobs : int, default=None
        Accepted so that code written for imbalanced-learn runs; see `TomekLinks`.
    metric, p, categorical_features
        As in :func:`course_lib.distances.metric_space`.

    Attributes
    ----------
    sampling_strategy_ : dict
        The classes that may lose rows (keys).
    sample_indices_ : int array of shape (n_kept,)
        Class by class in `np.unique` order; within a condensed class in the order of joining.
    n_joined_per_pass_ : list of int
        Rows that joined in each pass; the last is 0.

    Notes
    -----
    imbalanced-learn 0.14 keeps one store per class, makes one pass, and compares row numbers within
    the class with row numbers of the data; see :mod:`course_lib.samplers.differences`.

    Examples
    --------
    >>> X, y = [[0.0], [1.0], [2.0], [7.0], [8.0], [9.0]], [0, 0, 0, 0, 1, 1]
    >>> CondensedNearestNeighbour(random_state=0).fit_resample(X, y)[0]
    [[0.0], [7.0], [8.0], [9.0]]
    """

    _parameter_constraints: ClassVar[dict] = {
        **BaseCleaningSampler._parameter_constraints,
        **METRIC_CONSTRAINTS,
        "n_neighbors": [
            Interval(Integral, 1, None, closed="left"),
            HasMethods(["kneighbors", "kneighbors_graph"]),
            None,
        ],
        "n_seeds_S": [Interval(Integral, 1, None, closed="left")],
        "random_state": ["random_state"],
    }

    def __init__(
        self,
        *,
        sampling_strategy="auto",
        random_state=None,
        n_neighbors=None,
        n_seeds_S=1,
        n_jobs=None,
        metric="euclidean",
        p=2,
        categorical_features=None,
    ):
        super().__init__(sampling_strategy=sampling_strategy)
        self.random_state = random_state
        self.n_neighbors = n_neighbors
        self.n_seeds_S = n_seeds_S
        self.n_jobs = n_jobs
        self.metric = metric
        self.p = p
        self.categorical_features = categorical_features

    def _rows_kept(self, space, y):
        seeds = draw_seeds(y, self.sampling_strategy_, self.n_seeds_S, self.random_state)
        may_go = np.isin(y, list(self.sampling_strategy_))
        start = np.r_[np.flatnonzero(~may_go), *seeds.values()].astype(np.intp)
        k = 1 if self.n_neighbors is None else neighbors_asked(self.n_neighbors, itself=0)
        passes = condensed_nearest_neighbour(
            space, y, start, rows=np.flatnonzero(may_go), n_neighbors=k
        )
        sizes = [len(start)]
        for store in passes:
            sizes.append(len(store))
        self.n_joined_per_pass_ = np.diff(sizes).tolist()
        return store[np.argsort(y[store], kind="stable")]


def draw_seeds(y, classes, n_seeds, random_state):
    """Draw rows of each class as imbalanced-learn does, then drop repeats.

    Parameters
    ----------
    y : array of shape (n,)
    classes : collection of labels
    n_seeds : int
        Draws per class, with replacement.
    random_state : int, RandomState or None

    Returns
    -------
    seeds : dict of label to int array
        Row numbers in the order drawn, each once; labels in `np.unique` order.
    """
    rng = check_random_state(random_state)
    seeds = {}
    for label in np.unique(y):
        if label in classes:
            rows = np.flatnonzero(y == label)
            drawn = rows[rng.randint(0, len(rows), size=n_seeds)]
            seeds[label] = drawn[np.sort(np.unique(drawn, return_index=True)[1])]
    return seeds
