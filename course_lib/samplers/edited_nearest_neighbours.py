"""Editing: remove samples whose neighbours disagree with them, once, repeatedly, or for every k."""

from numbers import Integral
from typing import ClassVar

import numpy as np
from imblearn.under_sampling.base import BaseCleaningSampler
from imblearn.utils import check_sampling_strategy
from sklearn.utils._param_validation import HasMethods, Interval, StrOptions

from course_lib.distances import MetricSpace, metric_space
from course_lib.neighbors import NeighborSearch
from course_lib.samplers.checks import check_classes, check_labels
from course_lib.samplers.shell import METRIC_CONSTRAINTS, MetricSampler, neighbors_asked


def edited_nearest_neighbours(
    X,
    y,
    n_neighbors=3,
    *,
    kind_sel="mode",
    classes=None,
    metric="euclidean",
    p=2,
    categorical_features=None,
    among=None,
):
    """Return which samples editing keeps: those that their neighbours agree with.

    With the defaults this is Wilson's rule: a sample goes if the majority of its three nearest
    neighbours has another class. All samples are judged at once, on the unedited data.

    Parameters
    ----------
    X : array, DataFrame or sparse matrix of shape (n, d), or MetricSpace
        Samples, in the same units for every feature: scale first.
    y : array of shape (n,)
        Labels of two or more classes.
    n_neighbors : int, default=3
        How many neighbours vote.
    kind_sel : {"mode", "all"}, default="mode"
        ``"mode"`` keeps a sample of the class that most of its neighbours have, of equally frequent
        ones the first in `np.unique` order; ``"all"`` keeps it only if all of them are of its
        class.
    classes : list of labels, optional
        Classes that may lose samples; all by default.
    metric, p, categorical_features
        As in :func:`course_lib.distances.metric_space`.
    among : int array, optional
        Rows that take part, as judges and as judged; all by default.

    Returns
    -------
    kept_mask : bool array of shape (n,)
        True for the rows of `among` that stay.

    Raises
    ------
    ValueError
        Fewer than two classes, lengths that differ, NaN or infinity, an unknown metric, class or
        `kind_sel`, or no more than `n_neighbors` samples.

    Notes
    -----
    A row is no neighbour of itself, by its number; equal distances go to the lowest row. Cost: one
    search, at worst n^2 x d operations. A sample can only go if one of another class is among its
    neighbours, so where one class is large, most of it is ruled out at a glance.

    Of three classes each can have one vote. The vote then goes to the first label, as in
    imbalanced-learn, so a sample of that class stays although two neighbours contradict it; who
    counts contradictions, as UBL does, removes it.

    References
    ----------
    D. L. Wilson, "Asymptotic properties of nearest neighbor rules using edited data", IEEE
    Transactions on Systems, Man, and Cybernetics 2 (1972) 408-421.

    Examples
    --------
    Row 2 is of class 1, and rows 1, 3 and 0, its neighbours, are of class 0.

    >>> X, y = [[0], [1], [2], [3], [10], [11], [12], [13]], [0, 0, 1, 0, 1, 1, 1, 1]
    >>> edited_nearest_neighbours(X, y)
    array([ True,  True, False,  True,  True,  True,  True,  True])
    """
    if kind_sel not in ("all", "mode"):
        raise ValueError(f"kind_sel={kind_sel!r} is not known; choose 'all' or 'mode'.")
    if not isinstance(X, MetricSpace):
        X = metric_space(X, metric, p=p, y=y, categorical_features=categorical_features)
    labels, y = np.unique(check_labels(y, len(X)), return_inverse=True)
    classes = labels if classes is None else list(classes)
    check_classes(classes, labels)
    judged = np.isin(labels, classes)[y]
    search = NeighborSearch(X, among)
    kept_mask = np.zeros(len(y), dtype=bool)
    kept_mask[search.among] = True

    rows = near_another_class(search, y, search.among[judged[search.among]], n_neighbors)
    votes = y[search.nearest_in_any_order(n_neighbors, rows)]
    if kind_sel == "all":
        kept_mask[rows] = (votes == y[rows, None]).all(axis=1)
    else:
        kept_mask[rows] = most_frequent(votes, len(labels)) == y[rows]
    return kept_mask


def most_frequent(votes, n_labels):
    """Return the most frequent label of each row of `votes`; of equally frequent ones the smallest.

    Parameters
    ----------
    votes : int array of shape (n, k)
        Labels 0 to n_labels - 1.
    n_labels : int

    Returns
    -------
    label : int array of shape (n,)

    Examples
    --------
    >>> most_frequent(np.array([[2, 1, 2], [1, 0, 2]]), 3)
    array([2, 0])
    """
    counts = np.zeros((len(votes), n_labels), dtype=np.intp)
    np.add.at(counts, (np.arange(len(votes))[:, None], votes), 1)
    return counts.argmax(axis=1)


def near_another_class(search, y, rows, k):
    """Leave out rows that are proven to have only their own class among their `k` neighbours.

    Parameters
    ----------
    search : NeighborSearch
    y : int array of shape (n,)
        Labels 0, 1, ...
    rows : int array
    k : int

    Returns
    -------
    rows : int array
        Increasing. Any row with another class among its `k` nearest is in it.

    Notes
    -----
    Worth its cost only for a class beside which the others are few: the nearest of those is found
    first, then the search stops for a row once `k` samples are known to lie nearer.
    """
    if not search.rules_out:
        return rows
    near = []
    for label in np.unique(y[rows]):
        own = rows[y[rows] == label]
        foreign = search.among[y[search.among] != label]
        if 0 < len(foreign) <= len(search.among) // 8:
            nearest = NeighborSearch(search.space, foreign).nearest(1, own)[0][:, 0]
            own = search.may_reach(own, nearest, k)
        near.append(own)
    return np.sort(np.concatenate(near)) if near else rows


class EditedNearestNeighbours(MetricSampler, BaseCleaningSampler):
    """Remove samples whose neighbours disagree, as a drop-in for imbalanced-learn's sampler.

    Parameters
    ----------
    sampling_strategy : str or list, default="auto"
        Which classes may lose rows: ``"auto"`` and ``"not minority"`` all but the smallest,
        ``"majority"``, ``"not majority"``, ``"all"``, or a list of labels.
    n_neighbors : int or object, default=3
        How many neighbours vote; of a scikit-learn neighbours object only ``n_neighbors - 1`` is
        read.
    kind_sel : {"all", "mode"}, default="all"
        See :func:`edited_nearest_neighbours`. The default, unanimity among the neighbours of the
        larger classes, is the library's; Wilson's rule is ``kind_sel="mode",
        sampling_strategy="all"``.
    n_jobs : int, default=None
        Accepted so that code written for imbalanced-learn runs; see `TomekLinks`.
    metric, p, categorical_features
        As in :func:`course_lib.distances.metric_space`.

    Attributes
    ----------
    sampling_strategy_ : dict
        The classes that may lose rows (keys).
    sample_indices_ : int array of shape (n_kept,)
        Row numbers kept: class by class in `np.unique` order, increasing within a class.

    Examples
    --------
    >>> X, y = [[0.0], [1.0], [2.0], [3.0], [9.0], [2.1]], [0, 0, 0, 0, 1, 1]
    >>> EditedNearestNeighbours(n_neighbors=1).fit_resample(X, y)[0]
    [[0.0], [1.0], [9.0], [2.1]]
    """

    _parameter_constraints: ClassVar[dict] = {
        **BaseCleaningSampler._parameter_constraints,
        **METRIC_CONSTRAINTS,
        "n_neighbors": [
            Interval(Integral, 1, None, closed="left"),
            HasMethods(["kneighbors", "kneighbors_graph"]),
        ],
        "kind_sel": [StrOptions({"all", "mode"})],
    }

    def __init__(
        self,
        *,
        sampling_strategy="auto",
        n_neighbors=3,
        kind_sel="all",
        n_jobs=None,
        metric="euclidean",
        p=2,
        categorical_features=None,
    ):
        super().__init__(sampling_strategy=sampling_strategy)
        self.n_neighbors = n_neighbors
        self.kind_sel = kind_sel
        self.n_jobs = n_jobs
        self.metric = metric
        self.p = p
        self.categorical_features = categorical_features

    def _rows_kept(self, space, y):
        return _by_class(y, self._edited(space, y, neighbors_asked(self.n_neighbors)))

    def _edited(self, space, y, k, among=None):
        # Which class is smallest or largest is asked again in every round, as the library does.
        left = y if among is None else y[among]
        classes = check_sampling_strategy(self.sampling_strategy, left, self._sampling_type)
        return edited_nearest_neighbours(
            space, y, k, kind_sel=self.kind_sel, classes=list(classes), among=among
        )


def _by_class(y, kept_mask):
    rows = np.flatnonzero(kept_mask)
    return rows[np.argsort(y[rows], kind="stable")]


class RepeatedEditedNearestNeighbours(EditedNearestNeighbours):
    """Edit until nothing changes, as a drop-in for imbalanced-learn's sampler.

    Parameters
    ----------
    sampling_strategy, n_neighbors, kind_sel, n_jobs, metric, p, categorical_features
        As in :class:`EditedNearestNeighbours`.
    max_iter : int, default=100
        Rounds at most.

    Attributes
    ----------
    sampling_strategy_, sample_indices_
        As in :class:`EditedNearestNeighbours`.
    n_iter_ : int
        Rounds run, the last of which may have removed nothing.
    n_removed_per_round_ : list of int

    Notes
    -----
    It also stops when a class has disappeared or has become smaller than the smallest was, and
    keeps the result of that round.

    References
    ----------
    I. Tomek, "An experiment with the edited nearest-neighbor rule", IEEE Transactions on Systems,
    Man, and Cybernetics 6 (1976) 448-452.
    """

    _parameter_constraints: ClassVar[dict] = {
        **EditedNearestNeighbours._parameter_constraints,
        "max_iter": [Interval(Integral, 1, None, closed="left")],
    }

    def __init__(
        self,
        *,
        sampling_strategy="auto",
        n_neighbors=3,
        max_iter=100,
        kind_sel="all",
        n_jobs=None,
        metric="euclidean",
        p=2,
        categorical_features=None,
    ):
        super().__init__(
            sampling_strategy=sampling_strategy,
            n_neighbors=n_neighbors,
            kind_sel=kind_sel,
            n_jobs=n_jobs,
            metric=metric,
            p=p,
            categorical_features=categorical_features,
        )
        self.max_iter = max_iter

    def _rows_kept(self, space, y):
        k = neighbors_asked(self.n_neighbors)
        kept_mask = np.ones(len(y), dtype=bool)
        self.n_removed_per_round_ = []
        for n_iter in range(1, self.max_iter + 1):
            self.n_iter_ = n_iter
            n_before = kept_mask.sum()
            kept_mask = self._edited(space, y, k, among=np.flatnonzero(kept_mask))
            self.n_removed_per_round_.append(int(n_before - kept_mask.sum()))
            if kept_mask.sum() == n_before or overtaken(y, kept_mask):
                break
        return _by_class(y, kept_mask)


class AllKNN(EditedNearestNeighbours):
    """Edit with 1, 2, ..., k neighbours in turn, as a drop-in for imbalanced-learn's sampler.

    Parameters
    ----------
    sampling_strategy, kind_sel, n_jobs, metric, p, categorical_features
        As in :class:`EditedNearestNeighbours`.
    n_neighbors : int or object, default=3
        The largest number of neighbours.
    allow_minority : bool, default=False
        Whether to go on when a class has become smaller than the smallest was.

    Attributes
    ----------
    sampling_strategy_, sample_indices_
        As in :class:`EditedNearestNeighbours`.
    n_removed_per_round_ : list of int

    Notes
    -----
    As in the library, each round edits what the round before has left. Tomek's paper judges every
    sample on the original data with every k and removes those that fail any; lesson 03 compares the
    two.

    References
    ----------
    I. Tomek (1976), as for :class:`RepeatedEditedNearestNeighbours`.
    """

    _parameter_constraints: ClassVar[dict] = {
        **EditedNearestNeighbours._parameter_constraints,
        "allow_minority": ["boolean"],
    }

    def __init__(
        self,
        *,
        sampling_strategy="auto",
        n_neighbors=3,
        kind_sel="all",
        allow_minority=False,
        n_jobs=None,
        metric="euclidean",
        p=2,
        categorical_features=None,
    ):
        super().__init__(
            sampling_strategy=sampling_strategy,
            n_neighbors=n_neighbors,
            kind_sel=kind_sel,
            n_jobs=n_jobs,
            metric=metric,
            p=p,
            categorical_features=categorical_features,
        )
        self.allow_minority = allow_minority

    def _rows_kept(self, space, y):
        kept_mask = np.ones(len(y), dtype=bool)
        self.n_removed_per_round_ = []
        for k in range(1, neighbors_asked(self.n_neighbors) + 1):
            n_before = kept_mask.sum()
            kept_mask = self._edited(space, y, k, among=np.flatnonzero(kept_mask))
            self.n_removed_per_round_.append(int(n_before - kept_mask.sum()))
            class_is_gone = len(np.unique(y[kept_mask])) < len(np.unique(y))
            if class_is_gone or (overtaken(y, kept_mask) and not self.allow_minority):
                break
        return _by_class(y, kept_mask)


def overtaken(y, kept_mask):
    """Return True if a class is gone or is now smaller than the smallest class was at first.

    Parameters
    ----------
    y : array of shape (n,)
    kept_mask : bool array of shape (n,)

    Returns
    -------
    overtaken : bool
    """
    labels, counts = np.unique(y, return_counts=True)
    left = np.array([np.count_nonzero(y[kept_mask] == label) for label in labels])
    others = labels != labels[counts.argmin()]
    return bool((left == 0).any() or (left[others] < counts.min()).any())
