"""How one feature is distributed in one group, in numbers that are nobody's own.

A value that many records share is kept as it is, with the number of records that share it: an
*atom*. The others are put in ascending order and cut into *pools* of ten records or more, and only
the mean of each pool is kept. Pools are narrow in the tails, where ten records make one, and grow
towards the middle.
"""

import numpy as np
from scipy.special import ndtr, ndtri

from course_lib.datasets.twins.parameters import FEWEST_RECORDS, Marginal

SMALLEST_ATOM = 0.01  # share of the group


def fit_marginal(values, most_values):
    """Return the atoms and pools of one feature in one group.

    Parameters
    ----------
    values : float array of shape (n,)
        Ten or more. Where fewer than ten are in no atom these are left out.
    most_values : int
        At most so many atoms and pools together; at most half of them are atoms, the commonest.

    Returns
    -------
    marginal : Marginal

    Examples
    --------
    Thirteen zeros are an atom. The other 29 values, with a maximum of 990, become two pools:

    >>> marginal = fit_marginal(np.r_[np.zeros(12), np.arange(29), 990], most_values=10)
    >>> marginal.atoms
    [(0.0, 13)]
    >>> marginal.pools
    [(5.5, 10), (70.5789, 19)]
    """
    distinct, counts = np.unique(np.asarray(values, dtype=np.float64) + 0.0, return_counts=True)
    shared = counts >= max(FEWEST_RECORDS, SMALLEST_ATOM * len(values))
    commonest = np.argsort(-counts, kind="stable")[: most_values // 2]
    is_atom = np.isin(np.arange(len(counts)), commonest) & shared
    others = np.repeat(distinct[~is_atom], counts[~is_atom])
    sizes = pool_sizes(len(others), most_values - is_atom.sum())
    means = [pool.mean() for pool in np.split(others, np.cumsum(sizes))[: len(sizes)]]
    return Marginal(
        atoms=_counted(distinct[is_atom], counts[is_atom]), pools=_counted(means, sizes)
    )


def _counted(values, counts):
    """Values in six digits and numbers of records; equal ones become one."""
    pairs = {}
    for value, count in zip(values, counts, strict=True):
        rounded = float(f"{value:.6g}")
        pairs[rounded] = pairs.get(rounded, 0) + int(count)
    return list(pairs.items())


def pool_sizes(n, most):
    """Return how many records each pool takes, from the lowest values to the highest.

    The outermost pools take ten, the next ones more by the same factor each, as far as the middle,
    which takes what is left over.

    Parameters
    ----------
    n : int
        Records to be pooled. Fewer than ten make no pool.
    most : int
        Number of pools at most.

    Returns
    -------
    sizes : list of int
        Each at least ten; their sum is `n`, or they are none.

    Examples
    --------
    >>> pool_sizes(45, 50)
    [10, 12, 13, 10]
    >>> pool_sizes(3000, 8)
    [10, 49, 242, 1197, 1201, 242, 49, 10]
    """
    most = min(most, n // FEWEST_RECORDS)
    if most < 2:
        return [n] * most
    low, high = 1.0, float(n)
    while high - low > 1e-9 * high:  # the factor, by bisection
        factor = (low + high) / 2
        low, high = (low, factor) if _ideal_sizes(factor, most).sum() > n else (factor, high)
    sizes = _ideal_sizes(low, most).astype(int)
    sizes[most // 2] += n - sizes.sum()
    return sizes.tolist()


def _ideal_sizes(factor, most):
    """Sizes that grow by a factor from ten at both ends."""
    place = np.arange(most)
    return FEWEST_RECORDS * factor ** np.minimum(place, place[::-1])


def quantile_function(marginal):
    """Return the corners of the feature's value as a function of a standard normal score.

    Between the means of two pools the value rises in proportion to the score, so that a bell-shaped
    feature stays one. No value lies beyond the outermost means. An atom is a flat stretch.

    Parameters
    ----------
    marginal : Marginal

    Returns
    -------
    scores, values : float arrays of the same length
        Neither ever falls. For ``np.interp``.

    Examples
    --------
    >>> scores, values = quantile_function(Marginal(atoms=[(0, 50)], pools=[(2, 25), (6, 25)]))
    >>> np.interp([-1, -0.1, 0.674, 9], scores, values).round(1)
    array([0., 0., 3., 6.])
    """
    atoms, pools = marginal.atoms, marginal.pools
    if len(pools) == 1:
        atoms, pools = sorted([*atoms, *pools]), []
    total = sum(count for _, count in (*atoms, *pools))
    values = np.unique([value for value, _ in (*atoms, *pools)])
    below, weights = np.zeros(len(values)), np.zeros(len(values))
    for value, count in atoms:
        weights[values == value] += count / total
        below[values > value] += count / total
    if pools:
        below += _levels(values, *np.array(pools).T) * sum(count for _, count in pools) / total
    levels = np.column_stack([below, below + weights]).ravel()
    return ndtri(np.clip(levels, 1e-9, 1 - 1e-9)), np.repeat(values, 2)


def _levels(values, means, sizes):
    """Which share of the pooled records lies below each value."""
    middle = (np.cumsum(sizes) - sizes / 2) / sizes.sum()
    middle[[0, -1]] = 0.5 / sizes.sum(), 1 - 0.5 / sizes.sum()
    levels = ndtr(np.interp(values, means, ndtri(middle)))
    return np.where(values < means[0], 0, np.where(values > means[-1], 1, levels))


def values_at(marginal, decimals, scores):
    """Return the values of a feature at standard normal scores, rounded to `decimals` or None."""
    values = np.interp(scores, *quantile_function(marginal))
    return values if decimals is None else np.round(values, decimals) + 0.0  # no minus zero
