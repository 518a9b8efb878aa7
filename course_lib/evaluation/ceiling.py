"""What the best possible rule reaches where the truth is known: normal clouds that overlap."""

import numpy as np
from scipy import integrate, stats


def true_probability(X, minority_share, *, distance=2):
    """Return the probability that each sample belongs to the minority, from the true densities.

    No rule that sees only `X` can rank or decide better than by these numbers.

    Parameters
    ----------
    X : float array, shape (n, d)
        Samples of :func:`course_lib.datasets.overlapping_clouds`: normal, unit variance, the
        minority's centre moved by the same amount in every feature.
    minority_share : float
        Share of the minority where the samples come from, between 0 and 1.
    distance : float, default 2
        Between the two centres.

    Returns
    -------
    probability : float array, shape (n,)

    Examples
    --------
    Half-way between the centres the densities are equal, so the share decides:

    >>> true_probability(np.array([[0.0], [1.0], [2.0]]), 0.5).round(2)
    array([0.12, 0.5 , 0.88])
    >>> true_probability(np.array([[0.0], [1.0], [2.0]]), 0.05).round(2)
    array([0.01, 0.05, 0.28])
    """
    along = np.asarray(X, dtype=float).sum(axis=1) / np.sqrt(np.shape(X)[1])
    odds = np.exp(distance * (along - distance / 2)) * minority_share / (1 - minority_share)
    return odds / (1 + odds)


def best_possible(distance, minority_share, *, false_alarm=1.0, miss=1.0):
    """Return what the best possible rule reaches on two normal clouds of unit variance.

    Parameters
    ----------
    distance : float
        Between the two centres, in standard deviations.
    minority_share : float
        Between 0 and 1.
    false_alarm, miss : float, default 1
        What a majority sample that is called minority costs, and the reverse.

    Returns
    -------
    levels : dict of str to float
        ``average precision`` of the ranking; ``error``, the smallest share of wrong decisions;
        ``balanced error``, the same where both classes are equally common; ``cost per 1,000``
        samples, the smallest.

    Notes
    -----
    Only the position on the line through the centres matters, so the number of features does not.
    The average precision is the integral of precision over recall, computed at 20,001 thresholds;
    the others hold at the best of them.

    Examples
    --------
    >>> {name: round(level, 3) for name, level in best_possible(2, 0.5).items()}
    {'average precision': 0.922, 'error': 0.159, 'balanced error': 0.159, 'cost per 1,000': 158.655}
    """
    threshold = np.linspace(-8, distance + 8, 20_001)
    alarms, found = stats.norm.sf(threshold), stats.norm.sf(threshold - distance)
    false, missed = (1 - minority_share) * alarms, minority_share * (1 - found)
    precision = minority_share * found / (minority_share * found + false)
    return {
        "average precision": float(-integrate.trapezoid(precision, found)),
        "error": float((false + missed).min()),
        "balanced error": float(stats.norm.sf(distance / 2)),
        "cost per 1,000": float(1000 * (false_alarm * false + miss * missed).min()),
    }
