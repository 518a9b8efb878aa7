"""What a case study reports of every method: how many rows it removed, and what that changed.

Every method is fitted on the same splits; the samplers inside it see the training rows only.
"""

import numpy as np
import pandas as pd
from imblearn.pipeline import Pipeline
from sklearn.base import clone
from sklearn.metrics import check_scoring
from threadpoolctl import threadpool_limits

from course_lib.evaluation.seeds import interval_half
from course_lib.progress_bar import progress

_COUNTS = ["rows", "removed", "added"]


def compare_methods(methods, X, y, splits, scoring):
    """Fit every method on every split, count what its samplers did, and score it.

    Parameters
    ----------
    methods : dict of str to classifier
        By name; cloned for every split. Samplers stand in an imbalanced-learn pipeline, which may
        itself be inside a :class:`sklearn.model_selection.TunedThresholdClassifierCV`.
    X : DataFrame or array of shape (n, d)
    y : array of shape (n,)
        1 = minority.
    splits : iterable of (int array, int array)
        Training rows and test rows, such as from ``RepeatedStratifiedKFold(...).split(X, y)``.
    scoring : dict of str to scorer
        By name; a scorer is one of scikit-learn's names or a callable ``(estimator, X, y)``.

    Returns
    -------
    scores : DataFrame
        One row per split and method: ``split``, ``method``, the number of training ``rows``, how
        many rows its samplers ``removed`` and ``added``, and one column per score.

    Notes
    -----
    A row that a combination adds and then cleans away counts as added and as removed. Rows that a
    ``TunedThresholdClassifierCV`` with ``refit=False`` holds back count as removed: count those of
    its ``estimator_`` with :func:`sampled_rows`.
    """
    found = []
    for split, (train, test) in enumerate(progress(list(splits), "splits")):
        for row in score_split(methods, X, y, train, test, scoring):
            found.append({"split": split, **row})
    return pd.DataFrame(found)


def score_split(methods, X, y, train, test, scoring):
    """Fit and score every method on one split.

    Parameters
    ----------
    methods, X, y, scoring
        As for :func:`compare_methods`.
    train, test : int array
        Row numbers.

    Returns
    -------
    rows : list of dict
        One per method: a row of :func:`compare_methods` without its ``split``.
    """
    found, y = [], np.asarray(y)
    X = X if hasattr(X, "iloc") else np.asarray(X)
    X_train, X_test = (X.iloc[rows] if hasattr(X, "iloc") else X[rows] for rows in (train, test))
    for name, method in methods.items():
        with threadpool_limits(1):  # fits this small lose more to several threads than they gain
            fitted = clone(method).fit(X_train, y[train])
            scores = check_scoring(fitted, scoring)(fitted, X_test, y[test])
        removed, added = sampled_rows(fitted, len(train))
        counts = dict(zip(_COUNTS, (len(train), removed, added), strict=True))
        found.append({"method": name, **counts, **scores})
    return found


def sampled_rows(fitted, n_rows):
    """Return how many rows the samplers of a fitted classifier removed, and how many they added.

    Parameters
    ----------
    fitted : classifier
        As in :func:`compare_methods`, fitted on `n_rows` rows; 0, 0 if nothing samples in it.
    n_rows : int

    Returns
    -------
    removed, added : int

    Raises
    ------
    ValueError
        A sampler that does not say which rows it kept, such as one that puts centroids in their
        place.
    """
    fitted = getattr(fitted, "estimator_", fitted)
    steps = [step for _, step in fitted.steps] if isinstance(fitted, Pipeline) else []
    removed = added = 0
    for sampler in (step for step in steps if hasattr(step, "fit_resample")):
        parts = [getattr(sampler, name, None) for name in ("smote_", "tomek_", "enn_")]
        for part in [part for part in parts if part is not None] or [sampler]:
            lost, gained = _changed_rows(part, n_rows + added - removed)
            removed, added = removed + lost, added + gained
    return int(removed), int(added)


def _changed_rows(sampler, n_rows):
    if hasattr(sampler, "sample_indices_"):
        kept = len(np.unique(sampler.sample_indices_))
        return n_rows - kept, len(sampler.sample_indices_) - kept
    if sampler._sampling_type == "over-sampling":
        return 0, sum(sampler.sampling_strategy_.values())
    raise ValueError(f"{sampler!r} does not say which rows it kept, so they cannot be counted.")


def effects(scores, baseline, *, shared=0.0, confidence=0.95):
    """Return what every method changes against a baseline on the same splits, with intervals.

    Parameters
    ----------
    scores : DataFrame
        As from :func:`compare_methods`.
    baseline : str
        The method to compare with.
    shared : float, default=0.0
        0 for splits of independent tables (a fresh draw each). For folds of one table, test size
        over training size, 1/9 in ten folds: Nadeau and Bengio's correction for the training rows
        that folds share.
    confidence : float, default=0.95

    Returns
    -------
    table : DataFrame
        One row per other method and score: ``method``, ``measure``, the baseline's mean, the mean
        ``difference`` and the ends ``low`` and ``high`` of its interval, and the mean numbers of
        training ``rows`` and of rows ``removed``.

    Raises
    ------
    ValueError
        A baseline that was not scored, or fewer than two splits.

    References
    ----------
    C. Nadeau and Y. Bengio (2003), "Inference for the generalization error".

    Examples
    --------
    >>> scores = pd.DataFrame({
    ...     "split": [0, 0, 1, 1, 2, 2], "method": ["none", "links"] * 3, "rows": 900,
    ...     "removed": [0, 12] * 3, "added": 0, "F1": [0.5, 0.7, 0.7, 0.7, 0.6, 0.5]})
    >>> effects(scores, "none").round(3)[["method", "difference", "low", "high", "removed"]]
      method  difference    low   high  removed
    0  links        0.033 -0.346  0.413     12.0
    """
    methods = list(dict.fromkeys(scores["method"]))
    if baseline not in methods:
        raise ValueError(f"baseline={baseline!r} was not scored; choose among {methods}.")
    if scores["split"].nunique() < 2:
        raise ValueError("An interval needs at least two splits.")
    by_method = scores.set_index(["method", "split"])
    measures = by_method.columns.drop(_COUNTS)
    rows = []
    for method in methods:
        for measure in measures if method != baseline else []:
            own, base = by_method.loc[method], by_method.loc[baseline, measure]
            differences = own[measure] - base
            half = interval_half(differences, shared, confidence)
            middle = differences.mean()
            rows.append(
                {"method": method, "measure": measure, baseline: base.mean(), "difference": middle,
                 "low": middle - half, "high": middle + half,
                 "rows": own["rows"].mean(), "removed": own["removed"].mean()}
            )  # fmt: skip
    return pd.DataFrame(rows)


def effect_sentence(effect, digits=3):
    """Return one row of :func:`effects` as a sentence: what was removed, then what it changed.

    Parameters
    ----------
    effect : Series or namedtuple
        A row, such as from ``table.itertuples()``.
    digits : int, default=3
        Decimals of the effect.

    Returns
    -------
    sentence : str

    Examples
    --------
    >>> effect = pd.Series({"method": "links", "measure": "F1", "difference": 0.004, "low": -0.01,
    ...                     "high": 0.018, "rows": 3000, "removed": 12})
    >>> effect_sentence(effect)
    'links: 12 of 3,000 rows removed, F1 +0.004 [-0.010, +0.018]'
    """
    change = (
        f"{effect.difference:+.{digits}f} [{effect.low:+.{digits}f}, {effect.high:+.{digits}f}]"
    )
    removed = f"{effect.removed:,.0f} of {effect.rows:,.0f} rows removed"
    return f"{effect.method}: {removed}, {effect.measure} {change}"
