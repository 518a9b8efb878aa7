"""SMOTE: new minority samples on the segments between old ones."""

import warnings
from numbers import Integral
from typing import ClassVar, NamedTuple

import numpy as np
from imblearn.over_sampling.base import BaseOverSampler
from scipy import sparse
from sklearn.utils import check_random_state
from sklearn.utils._param_validation import HasMethods, Interval, StrOptions

from course_lib.distances import METRICS, MIXED_METRICS, MetricSpace, metric_space
from course_lib.neighbors import NeighborSearch, row_numbers
from course_lib.samplers.shell import METRIC_CONSTRAINTS, neighbors_asked

METRICS_OF_NUMBERS = tuple(metric for metric in METRICS if metric not in MIXED_METRICS)


class Segments(NamedTuple):
    """Where each synthetic sample lies: ``X[seed] + gap * (X[neighbor] - X[seed])``.

    Attributes
    ----------
    seed_rows, neighbor_rows : int arrays of shape (n_new,)
        Row numbers of the original `X`, of the same class.
    gaps : float64 array of shape (n_new,)
        From 0 (at the seed row) to below 1.
    """

    seed_rows: np.ndarray
    neighbor_rows: np.ndarray
    gaps: np.ndarray


def smote(X, class_rows, n_new, *, k_neighbors=5, random_state=None, metric="euclidean", p=2):
    """Return the segments and gaps of `n_new` synthetic samples of one class.

    Each synthetic sample draws one of all pairs (row, one of its `k_neighbors` nearest in the
    class) and one gap; drawing is with replacement, all pairs equally likely.

    Parameters
    ----------
    X : array or sparse matrix of shape (n, d), or MetricSpace
        Samples, in the same units for every feature: scale first.
    class_rows : int array
        The rows of the class, increasing.
    n_new : int
        Synthetic samples wanted.
    k_neighbors : int, default=5
    random_state : int, RandomState or None, default=None
        An integer gives imbalanced-learn's samples, bit for bit where no distances in the class
        tie.
    metric, p
        As in :func:`course_lib.distances.metric_space`; ``"heom"`` and ``"hvdm"`` are for tables
        that cannot be interpolated.

    Returns
    -------
    segments : Segments

    Raises
    ------
    ValueError
        A class with no more than `k_neighbors` samples.

    Notes
    -----
    In the paper every minority sample serves as seed row equally often and each feature has a gap
    of its own in the pseudo-code; here, as in imbalanced-learn, seed rows are drawn and a sample
    has one gap, so it lies on the segment. Cost: one search within the class, n_class^2 x d at
    worst.

    References
    ----------
    N. V. Chawla, K. W. Bowyer, L. O. Hall and W. P. Kegelmeyer, "SMOTE: synthetic minority
    over-sampling technique", Journal of Artificial Intelligence Research 16 (2002) 321-357.

    Examples
    --------
    >>> segments = smote([[0.0], [1.0], [9.0]], [0, 1], 2, k_neighbors=1, random_state=0)
    >>> segments.seed_rows, segments.neighbor_rows, segments.gaps.round(2)
    (array([0, 1]), array([1, 0]), array([0.72, 0.6 ]))
    """
    if not isinstance(X, MetricSpace):
        X = metric_space(X, metric, p=p)
    class_rows = row_numbers(class_rows, len(X), "class_rows")
    if len(class_rows) <= k_neighbors:
        raise ValueError(
            f"Expected n_neighbors <= n_samples_fit: k_neighbors={k_neighbors} needs at least "
            f"{k_neighbors + 1} samples in a class, and this one has {len(class_rows)}; choose a "
            f"smaller "
            "k_neighbors, or random over-sampling."
        )
    neighbor_rows = class_rows[NeighborSearch(X.take(class_rows)).nearest(k_neighbors)[0]]
    rng = check_random_state(random_state)
    pair = rng.randint(0, neighbor_rows.size, size=n_new)
    gaps = rng.uniform(size=n_new)
    place, which = np.divmod(pair, k_neighbors)
    return Segments(class_rows[place], neighbor_rows[place, which], gaps)


def interpolated(X, segments):
    """Return the synthetic samples that the segments describe, in the container and dtype of `X`.

    Parameters
    ----------
    X : array or sparse matrix of shape (n, d)
    segments : Segments

    Returns
    -------
    X_new : array or sparse matrix of shape (n_new, d)
        Whole numbers are truncated towards zero, as in imbalanced-learn.
    """
    steps = segments.gaps[:, None]
    seeds, neighbors = X[segments.seed_rows], X[segments.neighbor_rows]
    if X.dtype.kind in "iu":
        # Differences of unsigned or of small whole numbers would wrap around.
        seeds, neighbors = seeds.astype(np.float64), neighbors.astype(np.float64)
    if sparse.issparse(X):
        new = seeds + (neighbors - seeds).multiply(steps)
        return new.astype(X.dtype).asformat(X.format)
    new = neighbors  # overwritten step by step: most of the time goes into fresh memory
    new -= seeds
    new = np.multiply(new, steps, out=new if new.dtype == steps.dtype else None)
    new += seeds
    return new.astype(X.dtype, copy=False)


class SMOTE(BaseOverSampler):
    """Add synthetic samples, as a drop-in for imbalanced-learn's sampler of the same name.

    Parameters
    ----------
    sampling_strategy : float, str, dict or callable, default="auto"
        How far each class grows: a share of minority over majority (two classes), a name as in
        imbalanced-learn (``"auto"``: all to the size of the largest), final counts by label, or a
        function of `y` that returns such counts.
    random_state : int, RandomState or None, default=None
        An integer starts the same stream for every class, as in the library.
    k_neighbors : int or object, default=5
        Of a scikit-learn neighbours object only ``n_neighbors - 1`` is read.
    metric, p
        As in :func:`smote`.

    Attributes
    ----------
    sampling_strategy_ : dict
        Synthetic samples by class.
    segments_ : dict of label to Segments
        Where they lie, in the order in which they follow the original rows.

    Warns
    -----
    UserWarning
        `X` holds whole numbers: synthetic values are truncated.

    Examples
    --------
    >>> X, y = [[0.0], [1.0], [4.0], [5.0], [9.0]], [0, 0, 0, 1, 1]
    >>> X_new, y_new = SMOTE(k_neighbors=1, random_state=0).fit_resample(X, y)
    >>> X_new[5:], y_new  # doctest: +ELLIPSIS
    ([[7.37...]], [0, 0, 0, 1, 1, 1])
    """

    _parameter_constraints: ClassVar[dict] = {
        **BaseOverSampler._parameter_constraints,
        "k_neighbors": [
            Interval(Integral, 1, None, closed="left"),
            HasMethods(["kneighbors", "kneighbors_graph"]),
        ],
        "metric": [StrOptions(set(METRICS_OF_NUMBERS))],
        "p": METRIC_CONSTRAINTS["p"],
    }

    def __init__(
        self,
        *,
        sampling_strategy="auto",
        random_state=None,
        k_neighbors=5,
        metric="euclidean",
        p=2,
    ):
        super().__init__(sampling_strategy=sampling_strategy)
        self.random_state = random_state
        self.k_neighbors = k_neighbors
        self.metric = metric
        self.p = p

    def _fit_resample(self, X, y):
        _check_fractions(X)
        space = metric_space(X, self.metric, p=self.p)
        k = neighbors_asked(self.k_neighbors)
        self.segments_ = {
            label: smote(
                space,
                np.flatnonzero(y == label),
                n_new,
                k_neighbors=k,
                random_state=self.random_state,
            )
            for label, n_new in self.sampling_strategy_.items()
            if n_new
        }
        new = [interpolated(X, segments) for segments in self.segments_.values()]
        new_y = [
            np.full(len(segments.gaps), label, dtype=y.dtype)
            for label, segments in self.segments_.items()
        ]
        if sparse.issparse(X):
            return sparse.vstack([X, *new], format=X.format), np.hstack([y, *new_y])
        return np.vstack([X, *new]), np.hstack([y, *new_y])


def _check_fractions(X):
    if X.dtype.kind == "b":
        raise TypeError(
            "SMOTE interpolates numbers, and X holds only booleans; use SMOTEN or SMOTENC."
        )
    if X.dtype.kind in "iu":
        warnings.warn(
            "X holds whole numbers, so synthetic values are truncated; pass X.astype(float) to "
            "keep their fractions.",
            UserWarning,
            stacklevel=4,
        )
