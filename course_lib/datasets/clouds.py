"""Normal clouds in any number of features, whose overlap is known."""

import numpy as np


def overlapping_clouds(n_majority=950, n_minority=50, n_features=10, *, random_state=0):
    """Return two normal clouds of unit variance whose centres are two units apart.

    The best possible rule, which knows both clouds, errs on a share of 0.16 of the samples of two
    equally common classes, in any number of features.

    Parameters
    ----------
    n_majority, n_minority : int, default 950 and 50
        Number of samples of each class.
    n_features : int, default 10
        The centres differ by ``2 / sqrt(n_features)`` in each.
    random_state : int, default 0

    Returns
    -------
    X : float array, shape (n_majority + n_minority, n_features)
    y : int array
        1 = minority; shuffled.

    Examples
    --------
    >>> X, y = overlapping_clouds(900, 100, 3)
    >>> X.shape, y.sum()
    ((1000, 3), np.int64(100))
    """
    rng = np.random.default_rng(random_state)
    n = n_majority + n_minority
    y = rng.permutation(np.arange(n) < n_minority).astype(int)
    return rng.normal(size=(n, n_features)) + 2 / np.sqrt(n_features) * y[:, None], y
