"""Decisions by what errors cost: the threshold that follows from it, and the bill."""

import numpy as np
import pandas as pd
from imblearn.pipeline import make_pipeline
from scipy import stats
from sklearn.base import clone
from sklearn.model_selection import StratifiedKFold
from sklearn.preprocessing import StandardScaler
from threadpoolctl import threadpool_limits

from course_lib.evaluation.paired import seeded


def cost_threshold(false_alarm, miss):
    """Return the probability from which it is cheaper to call a sample minority.

    With probability p, calling it minority costs ``(1 - p) * false_alarm`` on average and calling
    it majority ``p * miss``; they are equal at ``false_alarm / (false_alarm + miss)``. Right
    decisions cost nothing here; where they do, subtract their cost first.

    Parameters
    ----------
    false_alarm, miss : float
        Above 0, in the same unit.

    Returns
    -------
    threshold : float

    References
    ----------
    C. Elkan, "The foundations of cost-sensitive learning", *IJCAI* (2001) 973-978.

    Examples
    --------
    >>> cost_threshold(1, 9), cost_threshold(2, 2)
    (0.1, 0.5)
    """
    return false_alarm / (false_alarm + miss)


def cost_per_thousand(y, decision, *, false_alarm, miss):
    """Return what decisions cost per 1,000 samples.

    Parameters
    ----------
    y : int or bool array of shape (n,)
        1 = minority.
    decision : int or bool array of shape (n,)
        1 = called minority.
    false_alarm, miss : float

    Returns
    -------
    cost : float

    Examples
    --------
    One miss and one false alarm among four:

    >>> print(cost_per_thousand([0, 0, 1, 1], [0, 1, 0, 1], false_alarm=1, miss=9))
    2500.0
    """
    y, decision = np.asarray(y, dtype=bool), np.asarray(decision, dtype=bool)
    return 1000 * np.mean(false_alarm * (~y & decision) + miss * (y & ~decision))


def cost_scores(draw, model, samplers, seeds, *, false_alarm, miss, n_splits=5):
    """Return what a model costs behind each sampler, on the same folds, once per seed.

    Parameters
    ----------
    draw, model, samplers, seeds, n_splits
        As in :func:`course_lib.evaluation.seed_scores`; every sampler leaves both classes.
    false_alarm, miss : float
        As in :func:`cost_threshold`.

    Returns
    -------
    costs : DataFrame, one row per seed
        Cost per 1,000 samples of all test folds together. Two columns per method: its name with
        ", 0.5" for decisions at one half and with ", costs" for the threshold that the costs imply.
    """
    threshold, rows = cost_threshold(false_alarm, miss), []
    for seed in seeds:
        X, y = draw(seed)
        folds, row = StratifiedKFold(n_splits, shuffle=True, random_state=seed), {}
        for method, sampler in samplers.items():
            probability = np.empty(len(y))
            resampling = "passthrough" if sampler is None else seeded(sampler, seed)
            # Fits this small lose more to several threads than they gain.
            with threadpool_limits(1):
                for train, test in folds.split(X, y):
                    steps = make_pipeline(StandardScaler(), resampling, clone(model))
                    probability[test] = steps.fit(X[train], y[train]).predict_proba(X[test])[:, 1]
            for name, least in (("0.5", 0.5), ("costs", threshold)):
                row[f"{method}, {name}"] = cost_per_thousand(
                    y, probability >= least, false_alarm=false_alarm, miss=miss
                )
        rows.append(row)
    return pd.DataFrame(rows, index=pd.Index(list(seeds), name="seed"))


def column_differences(table, baseline, confidence=0.95):
    """Return each column's mean paired difference from one of them, with its interval.

    Parameters
    ----------
    table : DataFrame of shape (n_seeds, n_methods)
        One row per seed.
    baseline : str
        The column to compare with.
    confidence : float, default=0.95

    Returns
    -------
    differences : DataFrame, one row per other column
        ``mean`` of the column, ``difference``, and the ends ``low`` and ``high`` of Student's
        interval for it over the seeds.

    Examples
    --------
    >>> table = pd.DataFrame({"none": [1.0, 2.0, 3.0], "new": [2.0, 3.5, 3.5]})
    >>> column_differences(table, "none").round(2)
         mean  difference   low  high
    new   3.0         1.0 -0.24  2.24
    """
    others = table.drop(columns=baseline)
    change = others.sub(table[baseline], axis=0)
    ends = stats.ttest_1samp(change, 0, axis=0).confidence_interval(confidence)
    columns = {
        "mean": others.mean(),
        "difference": change.mean(),
        "low": ends.low,
        "high": ends.high,
    }
    return pd.DataFrame(columns)
