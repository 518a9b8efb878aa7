"""How many seeds a claim needs, what pairing saves, and how often nothing looks like something."""

import numpy as np
import pandas as pd
from scipy import stats
from sklearn.model_selection import StratifiedKFold

from course_lib.datasets import overlapping_clouds


def seeds_needed(spread, effect, power):
    """Return how many seeds Student's paired 95 % interval needs to leave out zero.

    Parameters
    ----------
    spread : float
        Standard deviation of the paired differences over seeds.
    effect : float
        The true mean difference one wants to see; not zero.
    power : float
        With which chance the interval is to leave out zero, if that is the true difference.

    Returns
    -------
    n : int
        At least 2. With a power of one half it is about where the half-width equals the effect.

    Examples
    --------
    >>> seeds_needed(0.02, 0.01, 0.5), seeds_needed(0.02, 0.01, 0.8)
    (18, 34)
    """
    n = 2
    while _power(n, abs(effect) / spread) < power:
        n += 1
    return n


def _power(n, standardised):
    critical = stats.t.ppf(0.975, n - 1)
    shift = standardised * np.sqrt(n)
    return stats.nct.sf(critical, n - 1, shift) + stats.nct.cdf(-critical, n - 1, shift)


def paired_and_unpaired(scores, baseline, metric):
    """Return each method's difference from a baseline with both intervals.

    Parameters
    ----------
    scores : DataFrame
        As from :func:`course_lib.evaluation.seed_scores`.
    baseline : str
    metric : str
        A column of `scores`.

    Returns
    -------
    table : DataFrame
        One row per other method: ``difference``, the half-widths ``paired`` and ``unpaired``
        (Welch) of its 95 % interval, ``spread`` (standard deviation of the paired differences), and
        ``seeds``, the square of the ratio: how many times as many seeds the unpaired one needs.
    """
    by_method = scores.pivot(index="seed", columns="method", values=metric)
    base, rows = by_method.pop(baseline), {}
    for method, values in by_method.items():
        widths = [
            np.ptp(test.confidence_interval(0.95)) / 2
            for test in (
                stats.ttest_rel(values, base),
                stats.ttest_ind(values, base, equal_var=False),
            )
        ]
        rows[method] = {
            "difference": (values - base).mean(),
            "paired": widths[0],
            "unpaired": widths[1],
            "spread": (values - base).std(),
            "seeds": (widths[1] / widths[0]) ** 2,
        }
    return pd.DataFrame(rows).T.rename_axis(None)


def null_differences(n_tables, n_shuffles):
    """Return differences between two features of exactly equal worth, fold by fold.

    Every table has two features of the same distribution, so neither ranks better in truth. On one
    table they differ by chance, and shuffling its folds does not change that. No model is fitted:
    behind one feature every model that rises with it ranks alike.

    Parameters
    ----------
    n_tables : int
        Draws of 950 and 50 samples.
    n_shuffles : int
        Cross-validations of five stratified folds on every table.

    Returns
    -------
    differences : float array of shape (n_tables, n_shuffles, 5)
        Average precision of the first feature minus that of the second, on each test fold.
    """
    differences = np.empty((n_tables, n_shuffles, 5))
    folds = [
        StratifiedKFold(5, shuffle=True, random_state=shuffle) for shuffle in range(n_shuffles)
    ]
    for table in range(n_tables):
        X, y = overlapping_clouds(n_features=2, random_state=table)
        for shuffle, splits in enumerate(folds):
            for place, (_, test) in enumerate(splits.split(X, y)):
                precisions = column_average_precisions(X[test], y[test])
                differences[table, shuffle, place] = precisions[0] - precisions[1]
    return differences


def column_average_precisions(X, y):
    """Return the average precision of every column of `X` as a score, where none has ties.

    Parameters
    ----------
    X : float array of shape (n, d)
    y : int array of shape (n,)
        1 = minority.

    Returns
    -------
    precisions : float array of shape (d,)
        The mean, over the positives, of the precision at each one's rank: the same as
        scikit-learn's, without its checks, which take longer than the sum.
    """
    hits = y[np.argsort(-X, axis=0)]
    precision = np.cumsum(hits, axis=0) / np.arange(1, len(y) + 1)[:, None]
    return (precision * hits).sum(axis=0) / y.sum()


def interval_half(differences, shared=0.0, confidence=0.95):
    """Return half the width of Student's interval for a mean difference.

    Parameters
    ----------
    differences : float array of shape (m,) or (n, m)
        `m` differences, or as many for each of `n` experiments.
    shared : float, default=0.0
        0 for independent differences. For folds of one table, test size over training size (1/4 in
        five folds): Nadeau and Bengio's correction for the training rows that the folds share.
    confidence : float, default=0.95

    Returns
    -------
    half : float, or float array of shape (n,)

    References
    ----------
    C. Nadeau and Y. Bengio (2003), "Inference for the generalization error".
    """
    differences = np.asarray(differences)
    m = differences.shape[-1]
    error = np.sqrt(differences.var(axis=-1, ddof=1) * (1 / m + shared))
    return stats.t.ppf((1 + confidence) / 2, m - 1) * error


def intervals_without_zero(differences, shared=0.0):
    """Return which rows of differences have a 95 % interval that leaves out zero.

    Parameters
    ----------
    differences : float array of shape (n, m)
        `m` differences for each of `n` experiments.
    shared : float, default=0.0
        As for :func:`interval_half`.

    Returns
    -------
    claims : bool array of shape (n,)
    """
    return np.abs(differences.mean(axis=1)) > interval_half(differences, shared)
