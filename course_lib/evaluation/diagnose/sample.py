"""The rows a diagnosis measures where measuring all of them would take too long."""

import numpy as np
from sklearn.utils import check_random_state


def measured_rows(y, most, random_state=0):
    """Return the rows to measure: all of them, or a random sample that keeps the class shares.

    Every class keeps at least two rows where it has two, so that a small class has a neighbour of
    its own in the sample; its share is then larger than in the data.

    Parameters
    ----------
    y : array-like, shape (n,)
        Labels.
    most : int
        Number of rows that can be measured, at least 2 per class.
    random_state : int, RandomState or None, default 0
        Which rows are drawn.

    Returns
    -------
    rows : int array, shape (min(n, most),)
        Increasing row numbers, each at most once.

    Raises
    ------
    ValueError
        If `most` is less than two rows per class.

    Notes
    -----
    O(n log n) time.

    Examples
    --------
    >>> measured_rows([0, 0, 0, 1, 1], most=5)
    array([0, 1, 2, 3, 4])
    >>> y = np.repeat([0, 1], [900, 100])
    >>> np.bincount(y[measured_rows(y, most=50)])
    array([45,  5])
    """
    labels, codes, counts = np.unique(y, return_inverse=True, return_counts=True)
    if most < 2 * len(labels):
        raise ValueError(
            f"most={most!r} leaves less than two rows for each of {len(labels)} classes; "
            f"allow at least {2 * len(labels)}."
        )
    if len(codes) <= most:
        return np.arange(len(codes))
    rng = check_random_state(random_state)
    drawn = [
        rng.choice(np.flatnonzero(codes == code), size=size, replace=False)
        for code, size in enumerate(_sizes(counts, most))
    ]
    return np.sort(np.concatenate(drawn))


def _sizes(counts, most):
    """Rows per class: in proportion, at least two where there are two, `most` in all."""
    floors = np.minimum(counts, 2)
    sizes = np.maximum(floors, counts * most // counts.sum())
    while sizes.sum() != most:  # off by a few rows per class at most
        step = 1 if sizes.sum() < most else -1
        missing = counts * most / counts.sum() - sizes
        movable = sizes < counts if step > 0 else sizes > floors
        sizes[np.argmax(np.where(movable, step * missing, -np.inf))] += step
    return sizes
