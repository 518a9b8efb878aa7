"""The shell around a rule: what samplers share on top of imbalanced-learn's bases."""

from numbers import Integral, Real

from sklearn.utils import _safe_indexing
from sklearn.utils._param_validation import Interval, StrOptions

from course_lib.distances import METRICS, MIXED_METRICS, check_numeric, metric_space
from course_lib.samplers.checks import check_mixed_X_y

METRIC_CONSTRAINTS = {
    "n_jobs": [Integral, None],
    "metric": [StrOptions(set(METRICS))],
    "p": [Interval(Real, 1, None, closed="left")],
    "categorical_features": ["array-like", StrOptions({"auto"}), None],
}


class MetricSampler:
    """A sampler that keeps some rows, by a rule about distances.

    A subclass, which also derives from one of imbalanced-learn's bases, has the parameters
    ``metric``, ``p`` and ``categorical_features`` and a method ``_rows_kept(space, y)`` that
    returns row numbers in the order in which they are to be returned.
    """

    def _check_X_y(self, X, y):
        if self.metric in MIXED_METRICS:
            return check_mixed_X_y(self, X, y)
        check_numeric(X, self.metric)
        return super()._check_X_y(X, y)

    def _fit_resample(self, X, y):
        space = metric_space(
            X, self.metric, p=self.p, y=y, categorical_features=self.categorical_features
        )
        self.sample_indices_ = self._rows_kept(space, y)
        X, y = (_safe_indexing(part, self.sample_indices_) for part in (X, y))
        # The library numbers the rows of a table afresh; where X is still a table, so must we.
        return X.reset_index(drop=True) if hasattr(X, "reset_index") else X, y

    def __sklearn_tags__(self):
        tags = super().__sklearn_tags__()
        tags.sampler_tags.sample_indices = True
        return tags


def neighbors_asked(n_neighbors, itself=1):
    """Return how many neighbours a parameter of imbalanced-learn asks for.

    Parameters
    ----------
    n_neighbors : int or scikit-learn neighbours object
        An object counts the row itself where the library does, hence is asked for more.
    itself : int, default=1
        How many of an object's neighbours are the row itself.

    Returns
    -------
    k : int

    Raises
    ------
    TypeError
        An object with a metric of its own: this package searches by itself.

    Examples
    --------
    >>> from sklearn.neighbors import NearestNeighbors
    >>> neighbors_asked(3), neighbors_asked(NearestNeighbors(n_neighbors=4))
    (3, 3)
    """
    if isinstance(n_neighbors, Integral):
        return int(n_neighbors)
    metric = getattr(n_neighbors, "metric", None), getattr(n_neighbors, "p", None)
    if metric not in {("minkowski", 2), ("euclidean", 2), ("euclidean", None)}:
        raise TypeError(
            f"{n_neighbors!r} brings a search of its own; give the number of neighbours and "
            f"metric=."
        )
    return n_neighbors.n_neighbors - itself
