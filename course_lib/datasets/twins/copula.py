"""Which features rise together in a class: a Gaussian copula, and what equal values do to it."""

import numpy as np
from scipy.special import ndtri
from scipy.stats import rankdata
from threadpoolctl import threadpool_limits

from course_lib.datasets.twins.marginals import values_at

LOWEST_EIGENVALUE = 1e-3  # well above what rounding to four decimals moves
ROUNDS, DRAWS = 6, 4_000  # of the correction for equal values


def normal_scores(X):
    """Return every column's ranks as standard normal values; equal values share the middle rank.

    Parameters
    ----------
    X : float array of shape (n, d)

    Returns
    -------
    scores : float array of shape (n, d)

    Examples
    --------
    >>> normal_scores([[7], [900], [7], [8]]).ravel().round(2)
    array([-0.67,  1.15, -0.67,  0.32])
    """
    return ndtri((rankdata(X, axis=0) - 0.5) / len(X))


def score_correlations(X):
    """Return the correlations of the normal scores, NaN for a column with a single value.

    Parameters
    ----------
    X : float array of shape (n, d)

    Returns
    -------
    correlations : float array of shape (d, d)
    """
    scores = normal_scores(X)
    scores -= scores.mean(axis=0)
    scores /= np.where(np.ptp(X, axis=0) > 0, scores.std(axis=0), np.nan)
    return scores.T @ scores / len(scores)


def positive_definite(matrix):
    """Return a correlation matrix near a symmetric one, its eigenvalues lifted above zero.

    Parameters
    ----------
    matrix : float array of shape (d, d)
        Symmetric.

    Returns
    -------
    correlations : float array of shape (d, d)
        Ones on the diagonal. Eigenvalues below 0.001 were set to it before the diagonal was.

    Examples
    --------
    >>> contradictory = np.array([[1, 0.9, -0.9], [0.9, 1, 0.9], [-0.9, 0.9, 1]])
    >>> positive_definite(contradictory).round(2)
    array([[ 1. ,  0.5, -0.5],
           [ 0.5,  1. ,  0.5],
           [-0.5,  0.5,  1. ]])
    """
    eigenvalues, vectors = np.linalg.eigh(matrix)
    lifted = (vectors * np.maximum(eigenvalues, LOWEST_EIGENVALUE)) @ vectors.T
    scale = np.sqrt(np.diag(lifted))
    return lifted / np.outer(scale, scale)


def latent_correlations(groups, decimals):
    """Return the correlations of the normal variables behind the groups of one class.

    What is wanted is the mean, over records, of the correlations within their group. Where many
    records share a value these understate those of the variables behind them, so twins are drawn,
    their correlations compared with the wanted ones, and the difference is added, six times.

    Parameters
    ----------
    groups : list of (float array of shape (n, d), list of Marginal)
        The records of each group, and the marginals of the `d` columns. A column with a single
        value has no correlation there.
    decimals : list of int or None

    Returns
    -------
    correlations : float array of shape (d, d)
        Positive definite.
    """
    weights = [len(X) for X, _ in groups]
    single = [[each.n_values == 1 for each in marginals] for _, marginals in groups]
    wanted = _mean([score_correlations(X) for X, _ in groups], single, weights)
    normal = np.random.RandomState(0).standard_normal((DRAWS, len(decimals)))
    latent = positive_definite(wanted)
    for _ in range(ROUNDS):
        twins = [draw(latent, marginals, decimals, normal) for _, marginals in groups]
        got = _mean([score_correlations(twin) for twin in twins], single, weights)
        latent = positive_definite(np.clip(latent + wanted - got, -1, 1))
    return latent


def _mean(matrices, single, weights):
    """The weighted mean of correlations over the groups that have them, 0 where none has."""
    total, weight = np.zeros_like(matrices[0]), np.zeros_like(matrices[0])
    for matrix, alone, each in zip(matrices, single, weights, strict=True):
        matrix[alone, :] = matrix[:, alone] = np.nan
        total += each * np.nan_to_num(matrix)
        weight += each * np.isfinite(matrix)
    mean = total / np.where(weight > 0, weight, 1)
    np.fill_diagonal(mean, 1)
    return mean


def draw(correlations, marginals, decimals, normal):
    """Return rows of one group.

    Parameters
    ----------
    correlations : float array of shape (d, d)
        Positive definite.
    marginals : list of Marginal
    decimals : list of int or None
    normal : float array of shape (n, d)
        Independent standard normal values.

    Returns
    -------
    X : float array of shape (n, d)
    """
    # One thread, or the number of cores would decide the last bits.
    with threadpool_limits(1, user_api="blas"):
        scores = normal @ np.linalg.cholesky(correlations).T
    columns = zip(marginals, decimals, scores.T, strict=True)
    return np.column_stack([values_at(*column) for column in columns])
