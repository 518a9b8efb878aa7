"""What dimension does to neighbours: contrast, hubs, mutual pairs and intrinsic dimension."""

from dataclasses import dataclass

import numpy as np
from scipy.stats import skew

from course_lib.distances import metric_space
from course_lib.neighbors import NeighborSearch

PAIRS = 5_000  # drawn to average distances: a standard error below one per cent


@dataclass(frozen=True)
class NeighborEvidence:
    """The nearest neighbours of every row, and what can be read from them without labels.

    Attributes
    ----------
    neighbor_rows : int array of shape (n, k)
        As from :func:`course_lib.neighbors.nearest_neighbors`, nearest first.
    distances : float array of shape (n, k)
    mean_distance : float
        Between two different rows drawn at random, from 5,000 draws.
    """

    neighbor_rows: np.ndarray
    distances: np.ndarray
    mean_distance: float

    @property
    def contrast(self):
        """Mean distance, divided by the median distance to the nearest row; 1: all equally far."""
        nearest = float(np.median(self.distances[:, 0]))
        return self.mean_distance / nearest if nearest else np.inf

    @property
    def is_mutual(self):
        """Whether each row's nearest neighbour has it as its own nearest neighbour."""
        nearest = self.neighbor_rows[:, 0]
        return nearest[nearest] == np.arange(len(nearest))

    @property
    def mutual_share(self):
        """Share of rows that are in a mutual pair: all that can be in a Tomek link."""
        return float(self.is_mutual.mean())

    @property
    def choosers(self):
        """How many rows have each row as their nearest; a link uses up one of them."""
        return np.bincount(self.neighbor_rows[:, 0], minlength=len(self.neighbor_rows))

    @property
    def occurrences(self):
        """How many rows have each row among their k nearest; k on average, far more for a hub."""
        return np.bincount(self.neighbor_rows.ravel(), minlength=len(self.neighbor_rows))

    @property
    def hubness(self):
        """Skewness of `occurrences`; about 0 in few dimensions (Radovanović et al., 2010)."""
        return float(skew(self.occurrences))

    @property
    def intrinsic_dimension(self):
        """Two-nearest-neighbour estimate (Facco et al., 2017); too low above ten or so.

        In d dimensions log(second / first distance) has mean 1/d, whatever the density, as long as
        that hardly changes within these distances. NaN where fewer than two rows count: those with
        a coincident row do not.
        """
        first, second = self.distances[:, 0], self.distances[:, 1]
        apart = first > 0
        total = np.log(second[apart] / first[apart]).sum()
        return float(apart.sum() / total) if apart.sum() > 1 and total else np.nan

    def summary(self):
        """Return the numbers that change with dimension, by name.

        Returns
        -------
        numbers : dict of str to float
            ``contrast``; ``dimension``; ``largest hub``, the largest of `occurrences`; ``chosen``,
            the share of rows that are somebody's nearest; ``mutual``, the mutual share.
        """
        return {
            "contrast": self.contrast,
            "dimension": self.intrinsic_dimension,
            "largest hub": int(self.occurrences.max()),
            "chosen": float(np.mean(self.choosers > 0)),
            "mutual": self.mutual_share,
        }


def neighbor_evidence(X, k=10, *, metric="euclidean", random_state=0):
    """Return each row's nearest neighbours with the mean distance of any two rows.

    Parameters
    ----------
    X : array, DataFrame or sparse matrix of shape (n, d)
        Samples, in the same units for every feature: scale first.
    k : int, default=10
        Neighbours per row, at least 2.
    metric : str, default="euclidean"
        As in :func:`course_lib.distances.metric_space`.
    random_state : int, default=0
        Which pairs of rows are averaged.

    Returns
    -------
    evidence : NeighborEvidence

    Raises
    ------
    ValueError
        What :func:`course_lib.neighbors.nearest_neighbors` refuses.

    Notes
    -----
    Cost: one search of every row, n^2 x d operations at the worst.

    Examples
    --------
    Rows 0 and 1 choose each other, so do 2 and 3; row 4 chooses 3.

    >>> evidence = neighbor_evidence([[0.0], [1.0], [5.0], [7.0], [10.0]], k=2)
    >>> evidence.choosers
    array([1, 1, 1, 2, 0])
    >>> evidence.mutual_share
    0.8
    """
    space = metric_space(X, metric)
    neighbor_rows, distances = NeighborSearch(space).nearest(k)
    rng = np.random.default_rng(random_state)
    one = rng.integers(len(space), size=PAIRS)
    other = (one + rng.integers(1, len(space), size=PAIRS)) % len(space)
    mean_distance = float(space.lengths(space.powers(one, other)).mean())
    return NeighborEvidence(neighbor_rows, distances, mean_distance)
