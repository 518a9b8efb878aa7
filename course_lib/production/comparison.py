"""Two models on the same cases: every metric, and an interval for the difference of one."""

import numpy as np
import pandas as pd

from course_lib.config.schema import METRICS

REPEATS = 1000


def metrics_of(y, score, flagged):
    """Return a function from weights of the cases to every metric of a run.

    Parameters
    ----------
    y : int array of shape (n,)
        1 = what is looked for.
    score : float array of shape (n,)
        The higher, the more suspicious; equal scores are taken together.
    flagged : bool array of shape (n,)
        The decisions, for F1, precision and recall.

    Returns
    -------
    metrics : callable
        ``metrics(weight)``, with how often each case counts, at least one of each label, returns
        the values in the order of `METRICS`: those of scikit-learn with ``sample_weight``. It would
        sort anew for each of a thousand weights.

    Examples
    --------
    >>> y, score = np.array([1, 0, 1, 0]), np.array([0.9, 0.8, 0.7, 0.1])
    >>> metrics_of(y, score, score > 0.75)(np.ones(4, int)).round(3).tolist()
    [0.5, 0.5, 0.5, 0.75, 0.833]
    """
    order = np.argsort(-score, kind="stable")
    positive, called = y[order] == 1, flagged[order]
    last = np.append(np.diff(score[order]) != 0, True)  # of each group of equal scores

    def metrics(weight):
        weight = weight[order]
        hits = np.append(0, np.cumsum(weight * positive)[last])
        alarms = np.append(0, np.cumsum(weight * ~positive)[last])
        good, wrong = np.sum(weight[called & positive]), np.sum(weight[called & ~positive])
        area = np.sum(np.diff(alarms) * (hits[1:] + hits[:-1])) / (2 * hits[-1] * alarms[-1])
        precision = hits[1:] / np.maximum(hits[1:] + alarms[1:], 1)
        f1, ranking = 2 * good / (good + wrong + hits[-1]), np.sum(np.diff(hits) * precision)
        found = (f1, good / max(good + wrong, 1), good / hits[-1], area, ranking / hits[-1])
        return np.array(found)

    return metrics


def intervals(y, models, random_state=0, repeats=REPEATS):
    """Return every metric of every model with a 95 % interval, and their differences.

    The cases are drawn again with replacement, the same ones for every model, so what makes a week
    easy or hard makes it so for all. Positives and negatives are drawn apart: a draw without a
    positive has no score.

    Parameters
    ----------
    y : int array of shape (n,)
        Both labels occur.
    models : dict of str to (score, flagged)
        By name, as for :func:`metrics_of`. With two or more, each later one is compared with
        the first.
    random_state : int, default=0
    repeats : int, default=1000

    Returns
    -------
    table : DataFrame
        Columns ``value``, ``low`` and ``high``; rows ``(model, metric)``, and
        ``("<later> - <first>", metric)``.

    Notes
    -----
    The interval speaks of other cases from the same week, each independent of the others. A gang
    whose forty payments stand or fall together makes it too narrow, and so does next week.
    """
    rng = np.random.default_rng(random_state)
    parts = [np.flatnonzero(y == label) for label in (0, 1)]
    functions = [metrics_of(y, *each) for each in models.values()]
    found = np.empty((repeats + 1, len(models), len(METRICS)))
    for repeat in range(repeats + 1):
        drawn = [part if repeat == 0 else rng.choice(part, len(part)) for part in parts]
        weight = np.bincount(np.concatenate(drawn), minlength=len(y))
        found[repeat] = [metrics(weight) for metrics in functions]
    first, *others = models
    found = np.concatenate([found, found[:, 1:] - found[:, :1]], axis=1)
    names = [*models, *(f"{name} - {first}" for name in others)]
    low, high = np.quantile(found[1:], [0.025, 0.975], axis=0)
    index = pd.MultiIndex.from_product([names, METRICS])
    columns = {"value": found[0].ravel(), "low": low.ravel(), "high": high.ravel()}
    return pd.DataFrame(columns, index=index)
