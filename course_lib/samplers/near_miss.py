"""NearMiss: keep the majority samples nearest to the minority, by three readings of "nearest"."""

import warnings
from numbers import Integral
from typing import ClassVar

import numpy as np
from imblearn.under_sampling.base import BaseUnderSampler
from scipy import sparse
from sklearn.utils._param_validation import HasMethods, Interval

from course_lib.candidates.bounds import Scan
from course_lib.candidates.threads import in_threads
from course_lib.distances import MetricSpace, metric_space
from course_lib.neighbors import NeighborSearch
from course_lib.samplers.checks import check_classes, check_labels
from course_lib.samplers.shell import METRIC_CONSTRAINTS, MetricSampler, neighbors_asked

# Distances held at a time by version 2: 8 MiB of float64 in each thread.
PAIRS = 2**20


def near_miss(
    X,
    y,
    label,
    n_rows,
    *,
    version=1,
    n_neighbors=3,
    n_neighbors_ver3=3,
    metric="euclidean",
    p=2,
    categorical_features=None,
):
    """Return rows of one class chosen by their distances to the smallest class.

    - version 1: the rows with the least mean distance to their `n_neighbors` nearest minority
      samples;
    - version 2: the rows with the least mean distance to their `n_neighbors` *farthest* ones;
    - version 3: first the `n_neighbors_ver3` nearest rows of each minority sample; of those, the
      rows with the *greatest* mean distance to their `n_neighbors` nearest minority samples.

    Parameters
    ----------
    X : array, DataFrame or sparse matrix of shape (n, d), or MetricSpace
        Samples, in the same units for every feature: scale first.
    y : array of shape (n,)
        Labels of two or more classes; the minority is the first of the smallest in `np.unique`
        order.
    label : label
        The class to choose from.
    n_rows : int
        Rows wanted. Version 3 may have fewer to give.
    version : {1, 2, 3}, default=1
    n_neighbors, n_neighbors_ver3 : int, default=3
    metric, p, categorical_features
        As in :func:`course_lib.distances.metric_space`.

    Returns
    -------
    rows : int array of at most n_rows
        Best first; equally good rows by row number.

    Raises
    ------
    ValueError
        A minority smaller than `n_neighbors` (versions 1 and 3), `n_neighbors` below 1, an unknown
        `label` or `version`, or bad data.

    Notes
    -----
    Cost: n_class x n_min x d. No randomness. Where `label` is the minority itself, each row counts
    as its own nearest, as in imbalanced-learn.

    References
    ----------
    J. Zhang and I. Mani, "kNN approach to unbalanced data distributions: a case study involving
    information extraction", ICML Workshop on Learning from Imbalanced Datasets (2003).

    Examples
    --------
    >>> X, y = [[0.0], [1.0], [4.0], [9.0], [5.0], [6.0]], [0, 0, 0, 0, 1, 1]
    >>> near_miss(X, y, 0, 2, n_neighbors=1)
    array([2, 3])
    """
    if version not in (1, 2, 3):
        raise ValueError(f"version={version!r} is not known; choose 1, 2 or 3.")
    if n_neighbors < 1:
        raise ValueError(f"n_neighbors={n_neighbors}: a mean distance needs at least one sample.")
    if not isinstance(X, MetricSpace):
        X = metric_space(X, metric, p=p, y=y, categorical_features=categorical_features)
    y = check_labels(y, len(X))
    check_classes([label], y)
    labels, counts = np.unique(y, return_counts=True)
    minority = np.flatnonzero(y == labels[counts.argmin()])
    rows = np.flatnonzero(y == label)
    if version == 3:
        near_minority = _nearest_with_itself(X, rows, n_neighbors_ver3, minority)[0]
        rows = np.unique(near_minority)
    if version == 2:
        distances = _farthest(X, minority, min(n_neighbors, len(minority)), rows)
    else:
        distances = _nearest_with_itself(X, minority, n_neighbors, rows)[1]
    score = distances.sum(axis=1)
    return rows[np.argsort(-score if version == 3 else score, kind="stable")[:n_rows]]


def _farthest(space, among, k, rows):
    """Return the distances of each row to the `k` farthest of the others, in blocks of pairs.

    Where a compiled scan knows the metric it finds them, so that of samples equally far but for
    rounding any may be taken; their distances are exact.
    """
    scan = Scan(space, among) if space.is_plain and not sparse.issparse(space.coordinates) else None

    def farthest_of(block):
        if scan:
            far = scan.lower_bounds(scan.query_side(block), 0, len(among)).T
        else:
            far = space.powers(np.repeat(block, len(among)), np.tile(among, len(block)))
        far = np.argpartition(far.reshape(len(block), -1), -k, axis=1)[:, -k:]
        return np.sort(space.powers(np.repeat(block, k), among[far.ravel()]).reshape(-1, k), axis=1)

    n_pairs = len(rows) * len(among)
    blocks = np.array_split(rows, 1 + n_pairs // PAIRS)
    powers = in_threads(farthest_of, blocks, n_pairs)
    return space.lengths(np.concatenate(list(powers)))


def _nearest_with_itself(space, among, k, rows):
    """Search as the library does here: a row among the others comes first, at distance 0."""
    search = NeighborSearch(space, among)
    if not np.isin(rows, among).all():
        return search.nearest(k, rows)
    if k == 1:
        return rows[:, None], np.zeros((len(rows), 1))
    neighbor_rows, distances = search.nearest(k - 1, rows)
    return np.column_stack([rows, neighbor_rows]), np.column_stack([0 * rows, distances])


class NearMiss(MetricSampler, BaseUnderSampler):
    """Keep near misses, as a drop-in for imbalanced-learn's sampler of the same name.

    Parameters
    ----------
    sampling_strategy : float, str, dict or callable, default="auto"
        How many rows each class keeps; see `RandomUnderSampler`.
    version : {1, 2, 3}, default=1
        See :func:`near_miss`.
    n_neighbors, n_neighbors_ver3 : int or object, default=3
        Of a scikit-learn neighbours object only ``n_neighbors`` is read.
    n_jobs : int, default=None
        Accepted so that code written for imbalanced-learn runs; see `TomekLinks`.
    metric, p, categorical_features
        As in :func:`course_lib.distances.metric_space`.

    Attributes
    ----------
    sampling_strategy_ : dict
        Rows to keep by class.
    sample_indices_ : int array of shape (n_kept,)
        Class by class in `np.unique` order; within a class that was chosen from, best first.

    Warns
    -----
    UserWarning
        Version 3 found fewer rows than asked for.
    """

    _parameter_constraints: ClassVar[dict] = {
        **BaseUnderSampler._parameter_constraints,
        **METRIC_CONSTRAINTS,
        "version": [Interval(Integral, 1, 3, closed="both")],
        "n_neighbors": [
            Interval(Integral, 1, None, closed="left"),
            HasMethods(["kneighbors", "kneighbors_graph"]),
        ],
        "n_neighbors_ver3": [
            Interval(Integral, 1, None, closed="left"),
            HasMethods(["kneighbors", "kneighbors_graph"]),
        ],
    }

    def __init__(
        self,
        *,
        sampling_strategy="auto",
        version=1,
        n_neighbors=3,
        n_neighbors_ver3=3,
        n_jobs=None,
        metric="euclidean",
        p=2,
        categorical_features=None,
    ):
        super().__init__(sampling_strategy=sampling_strategy)
        self.version = version
        self.n_neighbors = n_neighbors
        self.n_neighbors_ver3 = n_neighbors_ver3
        self.n_jobs = n_jobs
        self.metric = metric
        self.p = p
        self.categorical_features = categorical_features

    def _rows_kept(self, space, y):
        numbers = {
            name: neighbors_asked(getattr(self, name), itself=0)
            for name in ("n_neighbors", "n_neighbors_ver3")
        }
        kept = []
        for label in np.unique(y):
            wanted = self.sampling_strategy_.get(label)
            if wanted is None:
                kept.append(np.flatnonzero(y == label))
                continue
            kept.append(near_miss(space, y, label, wanted, version=self.version, **numbers))
            if len(kept[-1]) < wanted:
                warnings.warn(
                    f"NearMiss-3 found {len(kept[-1])} rows of class {label}, {wanted} were asked "
                    f"for; "
                    "raise n_neighbors_ver3 to give it more to choose from.",
                    UserWarning,
                    stacklevel=2,
                )
        return np.concatenate(kept)
