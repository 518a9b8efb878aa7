"""Tomek links: pairs of samples of different classes that are each other's nearest neighbour."""

from itertools import count
from numbers import Integral
from typing import ClassVar

import numpy as np
from imblearn.under_sampling.base import BaseCleaningSampler
from sklearn.utils._param_validation import Interval
from sklearn.utils.validation import check_array

from course_lib.distances import MetricSpace, metric_space
from course_lib.neighbors import NeighborSearch
from course_lib.samplers.checks import check_labels
from course_lib.samplers.shell import METRIC_CONSTRAINTS, MetricSampler

AT_ONCE = 16  # samples tried as the inside of a sphere: the first few rule out most pairs


def tomek_links(X, y, *, metric="euclidean", p=2, categorical_features=None, among=None):
    """Return the Tomek links of a labelled data set.

    Rows a and b are a link if their labels differ, b is the nearest neighbour of a, and a is the
    nearest neighbour of b.

    Parameters
    ----------
    X : array, DataFrame or sparse matrix of shape (n, d), or MetricSpace
        Samples, in the same units for every feature: scale first.
    y : array of shape (n,)
        Labels of two or more classes.
    metric, p, categorical_features
        As in :func:`course_lib.distances.metric_space`.
    among : int array, optional
        Rows that take part; all by default. The others are as if removed, but distances stay as
        they were (a Mahalanobis covariance, a range).

    Returns
    -------
    link_rows : int array of shape (n_links, 2)
        Row numbers, the lower first in each link, links in increasing order. No row appears twice,
        so there are at most as many links as samples outside the largest class.

    Raises
    ------
    ValueError
        Fewer than two classes, lengths that differ, NaN or infinity, an unknown metric.

    Notes
    -----
    A row is excluded from its own neighbours by its number, so two coincident rows of different
    classes are a link. Equal distances go to the lowest row number; where more than two rows tie,
    another order of the rows can therefore give other links.

    One member of every link lies outside the largest class. Only those n_out rows are searched,
    then the partners they chose: about 2 x n_out x n x d operations instead of n^2 x d.

    References
    ----------
    I. Tomek, "Two modifications of CNN", IEEE Transactions on Systems, Man, and Cybernetics 6
    (1976) 769-772. The mutual form used here: M. Kubat and S. Matwin, "Addressing the curse of
    imbalanced training sets: one-sided selection", ICML 1997. Tomek's own pairs:
    :func:`gabriel_links`.

    Examples
    --------
    On a line: 0 and 1 choose each other. The nearest neighbour of 2.5 is 1, but 1 prefers 0.

    >>> tomek_links([[0], [1], [2.5], [6], [7]], ["-", "+", "-", "-", "-"])
    array([[0, 1]])
    """
    if not isinstance(X, MetricSpace):
        X = metric_space(X, metric, p=p, y=y, categorical_features=categorical_features)
    y = check_labels(y, len(X))
    search = NeighborSearch(X, among)
    if not len(search.among):
        return np.empty((0, 2), dtype=np.intp)
    labels, counts = np.unique(y[search.among], return_counts=True)
    outside_largest = search.among[y[search.among] != labels[counts.argmax()]]

    neighbor = np.full(len(y), -1)
    if len(outside_largest):
        neighbor[outside_largest] = search.nearest(1, outside_largest)[0][:, 0]
    chosen = np.unique(neighbor[outside_largest])
    partners = chosen[neighbor[chosen] == -1]
    if len(partners):
        neighbor[partners] = search.nearest(1, partners)[0][:, 0]

    rows = np.flatnonzero(neighbor >= 0)
    is_mutual = neighbor[neighbor[rows]] == rows
    is_link = is_mutual & (y[neighbor[rows]] != y[rows]) & (rows < neighbor[rows])
    return np.column_stack([rows[is_link], neighbor[rows[is_link]]])


def gabriel_links(X, y):
    """Return the pairs that Tomek's paper describes: an empty sphere between two classes.

    Rows a and b are such a pair if their labels differ and no other sample lies strictly inside the
    sphere that has the segment from a to b as its diameter (they are Gabriel neighbours). Every
    Tomek link in today's sense is one of them; there are usually many more.

    Parameters
    ----------
    X : array of shape (n, d)
        Samples, in the same units for every feature.
    y : array of shape (n,)
        Labels of two or more classes.

    Returns
    -------
    pair_rows : int array of shape (n_pairs, 2)
        Row numbers, the lower first in each pair, pairs in increasing order. A row may be in
        several.

    Raises
    ------
    ValueError
        Fewer than two classes, lengths that differ, NaN or infinity.

    Notes
    -----
    A sample c lies inside the sphere on a and b exactly if the angle at c is obtuse:
    (a - c) . (b - c) < 0. Ties on the sphere itself do not break a pair. For each row outside the
    largest class the samples are tried as c from near to far; the near ones rule out most partners,
    so the cost is n_out x n x d times a small factor, n_out x n^2 x d at worst.

    References
    ----------
    I. Tomek (1976), as for :func:`tomek_links`. The identification with Gabriel neighbours, and a
    data set on which the pairs do not do what Tomek proved of them: G. T. Toussaint, "A
    counterexample to Tomek's consistency theorem for a condensed nearest neighbor decision rule",
    Pattern Recognition Letters 15 (1994) 797-801.

    Examples
    --------
    2.5 and 1 are no Tomek link, because 1 is nearer to 0; yet nothing lies between them.

    >>> gabriel_links([[0], [1], [2.5], [6], [7]], ["-", "+", "-", "-", "-"])
    array([[0, 1],
           [1, 2]])
    """
    X = check_array(X, dtype=np.float64)
    y = check_labels(y, len(X))
    labels, counts = np.unique(y, return_counts=True)
    largest = labels[counts.argmax()]
    pairs = []
    for row in np.flatnonzero(y != largest):
        # Pairs within the smaller classes are met from both ends; keep them once.
        partners = np.flatnonzero((y != y[row]) & ((y == largest) | (np.arange(len(y)) > row)))
        pairs += [sorted((row, other)) for other in _with_empty_sphere(X, row, partners)]
    return np.array(sorted(pairs), dtype=np.intp).reshape(-1, 2)


def _with_empty_sphere(X, row, partners):
    near_first = np.argsort(np.square(X - X[row]).sum(axis=1), kind="stable")
    for start in range(0, len(X), AT_ONCE):
        if not len(partners):
            break
        inside = X[near_first[start : start + AT_ONCE]]
        # (a - c) . (b - c), where c = a and c = b give 0.
        angles = np.einsum("pcd,cd->pc", X[partners][:, None] - inside, X[row] - inside)
        partners = partners[(angles >= 0).all(axis=1)]
    return partners


class TomekLinks(MetricSampler, BaseCleaningSampler):
    """Remove members of Tomek links, as a drop-in for imbalanced-learn's sampler of the same name.

    Parameters
    ----------
    sampling_strategy : str or list, default="auto"
        Which classes may lose rows: ``"auto"`` and ``"not minority"`` all but the smallest,
        ``"majority"`` the largest only, ``"not majority"`` all but the largest, ``"all"`` every
        class (both members of each link go), or a list of labels.
    n_jobs : int, default=None
        Accepted so that code written for imbalanced-learn runs. The search already uses the threads
        of the matrix library, and no other.
    metric, p, categorical_features
        As in :func:`course_lib.distances.metric_space`.
    max_iter : int or None, default=1
        Rounds of finding links and removing members; None goes on until a round removes nothing.

    Attributes
    ----------
    sampling_strategy_ : dict
        The classes that may lose rows (keys).
    sample_indices_ : int array of shape (n_kept,)
        Row numbers kept, increasing.
    link_rows_ : int array of shape (n_links, 2)
        The links of the first round, as from :func:`tomek_links`.
    n_removed_per_round_ : list of int
        Rows removed in each round that removed any.

    See Also
    --------
    tomek_links : The rule itself.

    Notes
    -----
    Differs from imbalanced-learn 0.14 where rows coincide or distances tie (see
    :func:`tomek_links`), and where an offset common to all rows is large. Removing links can create
    new ones: see `max_iter`.

    Examples
    --------
    Removing 0 makes 1 and 2.5 a link, which a second round finds.

    >>> X, y = [[0.0], [1.0], [2.5], [6.0], [7.0]], [0, 1, 0, 0, 0]
    >>> TomekLinks().fit_resample(X, y)[0]
    [[1.0], [2.5], [6.0], [7.0]]
    >>> cleaner = TomekLinks(max_iter=2)
    >>> cleaner.fit_resample(X, y)[0], cleaner.n_removed_per_round_
    ([[1.0], [6.0], [7.0]], [1, 1])
    """

    _parameter_constraints: ClassVar[dict] = {
        **BaseCleaningSampler._parameter_constraints,
        **METRIC_CONSTRAINTS,
        "max_iter": [Interval(Integral, 1, None, closed="left"), None],
    }

    def __init__(
        self,
        *,
        sampling_strategy="auto",
        n_jobs=None,
        metric="euclidean",
        p=2,
        categorical_features=None,
        max_iter=1,
    ):
        super().__init__(sampling_strategy=sampling_strategy)
        self.n_jobs = n_jobs
        self.metric = metric
        self.p = p
        self.categorical_features = categorical_features
        self.max_iter = max_iter

    def _rows_kept(self, space, y):
        may_go = np.isin(y, list(self.sampling_strategy_))
        kept = np.arange(len(y))
        self.n_removed_per_round_ = []
        for round_number in count(1):
            links = tomek_links(space, y, among=kept)
            if round_number == 1:
                self.link_rows_ = links
            removed = links[may_go[links]]
            if len(removed):
                self.n_removed_per_round_.append(len(removed))
                kept = np.setdiff1d(kept, removed, assume_unique=True)
            if not len(removed) or round_number == self.max_iter:
                return kept
