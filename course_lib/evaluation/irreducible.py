"""How much of the error no rule can remove: bounds from the nearest neighbour."""

import numpy as np
from sklearn.utils import check_random_state

from course_lib.neighbors import nearest_neighbors

ROWS_PER_CLASS = 1000  # beyond it the bounds hardly move, and seconds grow with the square


def cover_hart_bounds(X, y, *, draws=5, random_state=0):
    """Return bounds on the error of the best possible rule, all classes equally common.

    As many rows of each class are drawn as the smallest has, at most 1,000; a row is misjudged if
    its nearest neighbour among those drawn, itself excluded, is of another class. The share R of
    misjudged rows, averaged over the draws, bounds the best error from above, and ::

        (M - 1) / M * (1 - sqrt(1 - M / (M - 1) * R))

    with M classes bounds it from below.

    Parameters
    ----------
    X : float array of shape (n, d)
        Samples, in the same units for every feature: scale first.
    y : array of shape (n,)
        Labels of two classes or more, each with at least two rows.
    draws : int, default=5
    random_state : int, RandomState or None, default=0
        Which rows are drawn.

    Returns
    -------
    low, high : float
        From 0 to (M - 1) / M, what guessing reaches.

    Raises
    ------
    ValueError
        A single class, or a class of one row.

    Notes
    -----
    Both bounds are those of Cover and Hart for *infinitely many* rows. With few rows R is too
    large, and the more features, the slower that mends (about as n to the power -2 / d): in twenty
    features `low` may well lie above the truth. Rows that repeat another of the same class make
    both too small. Cost: O(m² d) for the m rows of a draw at most.

    References
    ----------
    T. M. Cover and P. E. Hart, "Nearest neighbor pattern classification", *IEEE Transactions on
    Information Theory* 13 (1967) 21-27.

    Examples
    --------
    Rows 3 and 4 choose each other, every other row its own class: R = 2 / 8.

    >>> x = np.array([0, 1, 2, 3, 3.4, 5, 6, 7])
    >>> low, high = cover_hart_bounds(x[:, None], [0, 0, 0, 0, 1, 1, 1, 1])
    >>> print(f"{low:.3f}, {high:.3f}")
    0.146, 0.250
    """
    X, y = np.asarray(X, dtype=float), np.asarray(y)
    labels, counts = np.unique(y, return_counts=True)
    if len(labels) < 2 or counts.min() < 2:
        raise ValueError(
            f"The classes have {counts.tolist()} rows; bounds need two classes or more with two "
            f"rows or more each."
        )
    rng, size = check_random_state(random_state), min(counts.min(), ROWS_PER_CLASS)
    of_class = [np.flatnonzero(y == label) for label in labels]
    misjudged = []
    for _ in range(draws):
        rows = np.concatenate([rng.choice(own, size, replace=False) for own in of_class])
        nearest = rows[nearest_neighbors(X[rows])[0][:, 0]]
        misjudged.append(np.mean(y[nearest] != y[rows]))
    guessing, high = (len(labels) - 1) / len(labels), float(np.mean(misjudged))
    low = guessing * (1 - np.sqrt(max(0.0, 1 - high / guessing)))
    return float(low), high
