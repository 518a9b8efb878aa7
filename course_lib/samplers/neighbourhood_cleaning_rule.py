"""The neighbourhood cleaning rule: editing, then clearing around misjudged rare samples."""

from numbers import Integral, Real
from typing import ClassVar

import numpy as np
from imblearn.under_sampling.base import BaseCleaningSampler
from sklearn.base import clone
from sklearn.utils._param_validation import HasMethods, Interval

from course_lib.distances import MetricSpace, metric_space
from course_lib.neighbors import NeighborSearch
from course_lib.samplers.checks import check_labels
from course_lib.samplers.edited_nearest_neighbours import edited_nearest_neighbours, most_frequent
from course_lib.samplers.shell import METRIC_CONSTRAINTS, MetricSampler, neighbors_asked


def neighbourhood_cleaning_rule(
    X,
    y,
    n_neighbors=3,
    *,
    classes=None,
    threshold_cleaning=0.5,
    metric="euclidean",
    p=2,
    categorical_features=None,
):
    """Return the two sets of rows that the rule removes.

    1. A1: rows of `classes` that a majority of their neighbours contradicts (Wilson's editing).
    2. A2: around each sample of the smallest class that is itself outvoted, its neighbours that
       belong to `classes`, if their class is large enough.

    Parameters
    ----------
    X : array, DataFrame or sparse matrix of shape (n, d), or MetricSpace
        Samples, in the same units for every feature: scale first.
    y : array of shape (n,)
        Labels of two or more classes.
    n_neighbors : int, default=3
    classes : list of labels, optional
        Classes that may lose rows; all but the smallest by default.
    threshold_cleaning : float, default=0.5
        A2 takes rows of a class only if it has more than this share of the smallest class's size.
    metric, p, categorical_features
        As in :func:`course_lib.distances.metric_space`.

    Returns
    -------
    edited_rows, surrounding_rows : int arrays
        A1 and A2, each increasing; they may overlap.

    Raises
    ------
    ValueError
        Fewer than two classes, lengths that differ, NaN or infinity.

    Notes
    -----
    In step 2 the sample votes too: it and its ``n_neighbors - 1`` nearest, as in imbalanced-learn.
    What is cleared are its `n_neighbors` nearest without itself. Cost: the search of editing and
    one more of the smallest class, n_min x n x d.

    References
    ----------
    J. Laurikkala, "Improving identification of difficult small classes by balancing class
    distribution", AIME (2001) 63-66.

    Examples
    --------
    Row 5 is alone among zeros, and the three around it are cleared.

    >>> X, y = [[0], [1], [2], [3], [4], [1.4], [9], [10], [11]], [0, 0, 0, 0, 0, 1, 1, 1, 1]
    >>> neighbourhood_cleaning_rule(X, y)
    (array([], dtype=int64), array([0, 1, 2]))
    """
    if not isinstance(X, MetricSpace):
        X = metric_space(X, metric, p=p, y=y, categorical_features=categorical_features)
    y = check_labels(y, len(X))
    if classes is None:
        labels, counts = np.unique(y, return_counts=True)
        classes = np.delete(labels, counts.argmin())
    edited_rows = np.flatnonzero(~edited_nearest_neighbours(X, y, n_neighbors, classes=classes))
    return edited_rows, rows_around_outvoted(X, y, n_neighbors, classes, threshold_cleaning)


def rows_around_outvoted(space, y, n_neighbors, classes, threshold_cleaning):
    """Return A2 of :func:`neighbourhood_cleaning_rule`, whatever editing is used for A1."""
    labels, codes, counts = np.unique(y, return_inverse=True, return_counts=True)
    smallest = counts.argmin()
    rare = np.flatnonzero(codes == smallest)
    around = NeighborSearch(space).nearest(n_neighbors, rare)[0]
    votes = codes[np.column_stack([rare, around[:, : n_neighbors - 1]])]
    is_outvoted = most_frequent(votes, len(labels)) != smallest
    surrounding = np.unique(around[is_outvoted])
    is_large = counts > counts[smallest] * threshold_cleaning
    return surrounding[np.isin(y[surrounding], classes) & is_large[codes[surrounding]]]


class NeighbourhoodCleaningRule(MetricSampler, BaseCleaningSampler):
    """Clean neighbourhoods, as a drop-in for imbalanced-learn's sampler of the same name.

    Parameters
    ----------
    sampling_strategy : str or list, default="auto"
        Which classes may lose rows; see `TomekLinks`.
    edited_nearest_neighbours : sampler or None, default=None
        Replaces step 1; anything with ``fit_resample`` and ``sample_indices_``.
    n_neighbors : int or object, default=3
        Of a scikit-learn neighbours object only ``n_neighbors - 1`` is read.
    threshold_cleaning : float, default=0.5
        See :func:`neighbourhood_cleaning_rule`.
    n_jobs : int, default=None
        Accepted so that code written for imbalanced-learn runs; see `TomekLinks`.
    metric, p, categorical_features
        As in :func:`course_lib.distances.metric_space`.

    Attributes
    ----------
    sampling_strategy_ : dict
        The classes that may lose rows (keys).
    sample_indices_ : int array of shape (n_kept,)
        Row numbers kept, increasing.
    edited_rows_, surrounding_rows_ : int arrays
        What steps 1 and 2 removed.
    classes_to_clean_ : list of labels
        The classes that step 2 may take rows of.
    """

    _parameter_constraints: ClassVar[dict] = {
        **BaseCleaningSampler._parameter_constraints,
        **METRIC_CONSTRAINTS,
        "edited_nearest_neighbours": [HasMethods(["fit_resample"]), None],
        "n_neighbors": [
            Interval(Integral, 1, None, closed="left"),
            HasMethods(["kneighbors", "kneighbors_graph"]),
        ],
        "threshold_cleaning": [Interval(Real, 0, None, closed="neither")],
    }

    def __init__(
        self,
        *,
        sampling_strategy="auto",
        edited_nearest_neighbours=None,
        n_neighbors=3,
        threshold_cleaning=0.5,
        n_jobs=None,
        metric="euclidean",
        p=2,
        categorical_features=None,
    ):
        super().__init__(sampling_strategy=sampling_strategy)
        self.edited_nearest_neighbours = edited_nearest_neighbours
        self.n_neighbors = n_neighbors
        self.threshold_cleaning = threshold_cleaning
        self.n_jobs = n_jobs
        self.metric = metric
        self.p = p
        self.categorical_features = categorical_features

    def _fit_resample(self, X, y):
        self._edited_rows = None
        if self.edited_nearest_neighbours is not None:
            self.edited_nearest_neighbours_ = clone(self.edited_nearest_neighbours)
            self.edited_nearest_neighbours_.fit_resample(X, y)
            kept = self.edited_nearest_neighbours_.sample_indices_
            self._edited_rows = np.setdiff1d(np.arange(len(y)), kept)
        return super()._fit_resample(X, y)

    def _rows_kept(self, space, y):
        k, classes = neighbors_asked(self.n_neighbors), list(self.sampling_strategy_)
        threshold = self.threshold_cleaning
        if self._edited_rows is None:
            self.edited_rows_, self.surrounding_rows_ = neighbourhood_cleaning_rule(
                space, y, k, classes=classes, threshold_cleaning=threshold
            )
        else:
            self.edited_rows_ = self._edited_rows
            self.surrounding_rows_ = rows_around_outvoted(space, y, k, classes, threshold)
        labels, counts = np.unique(y, return_counts=True)
        is_large = counts > counts.min() * threshold
        self.classes_to_clean_ = [label for label in labels[is_large] if label in classes]
        removed = np.union1d(self.edited_rows_, self.surrounding_rows_)
        return np.setdiff1d(np.arange(len(y)), removed)
