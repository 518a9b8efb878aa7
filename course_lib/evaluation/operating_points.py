"""Where on its curve a model stands: how many alarms it raises, and how many of them are right.

Recall and the ratio of misses to false alarms belong to one decision rule. Two models are compared
fairly at equally many alarms, or where both find equally many; both questions look at the order of
the scores alone.
"""

import numpy as np
import pandas as pd

from course_lib.evaluation.curves import counts_by_threshold
from course_lib.evaluation.seeds import interval_half


def gains(y, score):
    """Return how many positives stand among how many of the highest scores.

    Parameters
    ----------
    y : int array of shape (n,)
        1 = positive; both classes occur.
    score : float array of shape (n,)
        The higher, the earlier.

    Returns
    -------
    alarms, found : int arrays of shape (n_distinct + 1,)
        Both rise from 0; a step for every distinct score, because a threshold cannot part ties.

    Examples
    --------
    >>> alarms, found = gains([0, 1, 0, 1], [0.1, 0.4, 0.4, 0.9])
    >>> alarms.tolist(), found.tolist()
    ([0, 1, 3, 4], [0, 1, 2, 2])
    """
    counts = counts_by_threshold(np.asarray(y), np.asarray(score))
    counts = counts[counts["TP"] + counts["FP"] > 0]
    alarms = (counts["TP"] + counts["FP"]).to_numpy()
    return np.r_[0, alarms], np.r_[0, counts["TP"].to_numpy()]


def found_among(y, score, n_alarms):
    """Return how many positives are found if the highest scores raise so many alarms.

    Parameters
    ----------
    y, score
        As for :func:`gains`.
    n_alarms : float
        0 to n.

    Returns
    -------
    found : float
        Where the last alarm falls among ties, what drawing among them finds on average.

    Examples
    --------
    >>> found_among([0, 1, 0, 1], [0.1, 0.4, 0.4, 0.9], 2)
    1.5
    """
    return float(np.interp(n_alarms, *gains(y, score)))


def alarms_needed(y, score, n_found):
    """Return how many alarms the highest scores need to find so many positives.

    Parameters
    ----------
    y, score
        As for :func:`gains`.
    n_found : float
        0 to the number of positives.

    Returns
    -------
    alarms : float
        The fewest; among ties, on average, as in :func:`found_among`.

    Examples
    --------
    >>> alarms_needed([0, 1, 0, 1], [0.1, 0.4, 0.4, 0.9], 1.5)
    2.0
    """
    alarms, found = gains(y, score)
    place = np.searchsorted(found, n_found)  # the first step that reaches it
    if place == 0:
        return 0.0
    share = (n_found - found[place - 1]) / (found[place] - found[place - 1])
    return float(alarms[place - 1] + share * (alarms[place] - alarms[place - 1]))


def pooled_rates(outcomes):
    """Return recall, precision and misses per false alarm of decisions counted over many splits.

    Parameters
    ----------
    outcomes : DataFrame
        One row per split, with the counts ``cases``, ``frauds``, ``alarms`` and ``found``.

    Returns
    -------
    rates : Series
        ``alarms per 1,000``, ``recall``, ``precision`` (NaN without an alarm) and ``FN/FP``
        (infinite without a false alarm), of the sums over all rows.

    Examples
    --------
    >>> counts = {"cases": [50, 50], "frauds": [5, 5], "alarms": [6, 4], "found": [3, 1]}
    >>> pooled_rates(pd.DataFrame(counts)).round(2).to_dict()
    {'alarms per 1,000': 100.0, 'recall': 0.4, 'precision': 0.4, 'FN/FP': 1.0}
    """
    cases, frauds, alarms, found = outcomes[["cases", "frauds", "alarms", "found"]].sum()
    return pd.Series(
        {
            "alarms per 1,000": 1000 * alarms / cases,
            "recall": found / frauds,
            "precision": found / alarms if alarms else np.nan,
            "FN/FP": (frauds - found) / (alarms - found) if alarms > found else np.inf,
        }
    )


def against_same_alarms(outcomes, *, shared=0.0, confidence=0.95):
    """Return how much more each method finds than no resampling does with equally many alarms.

    Parameters
    ----------
    outcomes : DataFrame
        As from :func:`course_lib.experiments.four_classifiers.outcomes`.
    shared : float, default=0.0
        As for :func:`course_lib.evaluation.case_study.effects`.
    confidence : float, default=0.95

    Returns
    -------
    table : DataFrame, one row per method
        Means over splits: ``recall``; ``same alarms``, the recall without resampling; their
        ``difference``, with the ends ``low`` and ``high`` of its interval.
    """
    rows = {}
    for method, counts in outcomes.groupby("method", sort=False):
        recall = counts["found"] / counts["frauds"]
        same = counts["found, same alarms"] / counts["frauds"]
        change = recall - same
        half = interval_half(change, shared, confidence)
        ends = (change.mean() - half, change.mean() + half)
        rows[method] = [recall.mean(), same.mean(), change.mean(), *ends]
    names = ["recall", "same alarms", "difference", "low", "high"]
    return pd.DataFrame.from_dict(rows, orient="index", columns=names)
