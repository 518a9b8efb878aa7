"""Ranks over data sets: Friedman's test, Nemenyi's critical difference, Wilcoxon's with Holm's."""

import numpy as np
import pandas as pd
from scipy import stats


def mean_ranks(table):
    """Return the mean rank of every method over data sets.

    Parameters
    ----------
    table : DataFrame of shape (n data sets, k methods)
        A score each, the higher the better.

    Returns
    -------
    ranks : Series
        Best first; 1 is the best of `k`, ties share the mean of their ranks.
    """
    return table.rank(axis=1, ascending=False).mean().sort_values(kind="stable")


def friedman(table):
    """Return the p-value of Friedman's test that all methods rank alike.

    Parameters
    ----------
    table : DataFrame of shape (n data sets, k methods)
        At least three methods.

    Returns
    -------
    p : float
    """
    return float(stats.friedmanchisquare(*table.to_numpy().T).pvalue)


def critical_difference(n_methods, n_data_sets):
    """Return by how much two mean ranks must differ at 5 %, by Nemenyi's test.

    Parameters
    ----------
    n_methods, n_data_sets : int

    Returns
    -------
    difference : float

    Examples
    --------
    >>> round(critical_difference(6, 6), 2), round(critical_difference(6, 60), 2)
    (3.08, 0.97)
    """
    studentized = stats.studentized_range.ppf(0.95, n_methods, np.inf) / np.sqrt(2)
    return float(studentized * np.sqrt(n_methods * (n_methods + 1) / (6 * n_data_sets)))


def wilcoxon_holm(table, baseline):
    """Compare every method with a baseline by Wilcoxon's signed ranks over data sets.

    Parameters
    ----------
    table : DataFrame of shape (n data sets, k methods)
    baseline : str
        One of the methods.

    Returns
    -------
    tests : DataFrame
        One row per other method: ``median`` difference, data sets ``won`` and ``lost``, the
        two-sided ``p`` and ``p, Holm``, adjusted for the number of methods.

    References
    ----------
    J. Demšar (2006), "Statistical comparisons of classifiers over multiple data sets".
    """
    differences = table.drop(columns=baseline).sub(table[baseline], axis=0)
    tests = pd.DataFrame(
        {
            "median": differences.median(),
            "won": (differences > 0).sum(),
            "lost": (differences < 0).sum(),
            "p": [stats.wilcoxon(values).pvalue for _, values in differences.items()],
        }
    )
    return tests.assign(**{"p, Holm": _holm(tests["p"].to_numpy())})


def _holm(p):
    """Return p-values by Holm's steps: smallest times k, next times k - 1, never falling."""
    order = np.argsort(p, kind="stable")
    steps = np.maximum.accumulate(p[order] * np.arange(len(p), 0, -1))
    adjusted = np.empty(len(p))
    adjusted[order] = np.minimum(steps, 1)
    return adjusted


def smallest_p(n_data_sets):
    """Return the smallest p that Wilcoxon's test can give: one method wins on every data set."""
    return float(stats.wilcoxon(np.arange(1, n_data_sets + 1)).pvalue)
