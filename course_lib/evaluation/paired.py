"""One protocol for the whole course: the same folds with and without a sampler, over many seeds."""

import numpy as np
import pandas as pd
from imblearn.pipeline import make_pipeline
from sklearn.base import BaseEstimator, ClassifierMixin, clone
from sklearn.metrics import (
    average_precision_score,
    balanced_accuracy_score,
    f1_score,
    precision_recall_curve,
    roc_auc_score,
)
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from sklearn.preprocessing import StandardScaler
from threadpoolctl import threadpool_limits

from course_lib.evaluation.seeds import interval_half

METRIC_NAMES = {
    "average_precision": "average precision",
    "roc_auc": "ROC AUC",
    "f1": "F1",
    "f1_tuned": "F1, tuned threshold",
    "balanced_accuracy": "balanced accuracy",
}


def seed_scores(draw, model, samplers, seeds, n_splits=5):
    """Score a model behind each sampler, on the same folds, once per seed.

    Parameters
    ----------
    draw : callable
        ``draw(seed)`` returns ``X, y`` with labels 0 and 1 (minority); it may return the same data
        for every seed, which then only shuffles the folds.
    model : classifier with ``predict_proba``
        Cloned for every fold; the features reach it standardised on the training fold.
    samplers : dict of str to sampler or None
        Methods by name; None resamples nothing. One that draws at random gets the seed as its
        ``random_state``.
    seeds : iterable of int
        One draw and one stratified cross-validation each.
    n_splits : int, default=5
        Of the cross-validation, and of the one inside each training fold that tunes the threshold.

    Returns
    -------
    scores : DataFrame
        One row per seed and method: ``seed``, ``method``, and the mean over folds of each metric.
        ``f1`` and ``balanced_accuracy`` count the decisions of ``predict``, ``f1_tuned`` those at
        the threshold that is best within the training fold.

    Notes
    -----
    Scaler, sampler and model sit in one imbalanced-learn pipeline: a test fold is never resampled
    and never seen by the sampler. Where a sampler leaves one class only, the model says that class
    with certainty, which scores as guessing. Cost: seeds x methods x `n_splits` x (`n_splits` + 1)
    fits.
    """
    rows = []
    for seed in seeds:
        X, y = draw(seed)
        folds = StratifiedKFold(n_splits, shuffle=True, random_state=seed)
        for method, sampler in samplers.items():
            pipeline = make_pipeline(
                StandardScaler(),
                *([seeded(sampler, seed)] if sampler else []),
                _WhateverIsLeft(model),
            )
            # Fits this small lose more to several threads than they gain.
            with threadpool_limits(1):
                scores = [
                    _fold_scores(clone(pipeline), folds, X[train], y[train], X[test], y[test])
                    for train, test in folds.split(X, y)
                ]
            rows.append({"seed": seed, "method": method, **pd.DataFrame(scores).mean().to_dict()})
    return pd.DataFrame(rows)


def seeded(sampler, seed):
    """Return a copy of a sampler that draws with `seed`, if it draws at all."""
    takes_seed = "random_state" in sampler.get_params()
    return clone(sampler).set_params(**({"random_state": seed} if takes_seed else {}))


class _WhateverIsLeft(ClassifierMixin, BaseEstimator):
    """The model, fitted; or, where a sampler has removed a whole class, the other one always."""

    def __init__(self, model):
        self.model = model

    def fit(self, X, y):
        self.classes_ = np.array([0, 1])
        self.only_class_ = y[0] if (y == y[0]).all() else None
        if self.only_class_ is None:
            self.model_ = clone(self.model).fit(X, y)
        return self

    def predict_proba(self, X):
        if self.only_class_ is None:
            return self.model_.predict_proba(X)
        return np.tile(self.classes_ == self.only_class_, (len(X), 1)).astype(float)

    def predict(self, X):
        if self.only_class_ is None:
            return self.model_.predict(X)
        return np.full(len(X), self.only_class_)


def _fold_scores(pipeline, inner_folds, X, y, X_test, y_test):
    """Fit on the training fold `X`, `y` and return every metric on the test fold."""
    # scikit-learn's TunedThresholdClassifierCV asks for F1 a hundred times a fold, which takes
    # longer than everything else here; one sweep over the pooled predictions finds the best.
    inside = cross_val_predict(pipeline, X, y, cv=inner_folds, method="predict_proba")[:, 1]
    threshold = best_f1_threshold(y, inside)
    probability = pipeline.fit(X, y).predict_proba(X_test)[:, 1]
    decision = pipeline.predict(X_test)
    return {
        "average_precision": average_precision_score(y_test, probability),
        "roc_auc": roc_auc_score(y_test, probability),
        "f1": f1_score(y_test, decision, zero_division=0),
        "f1_tuned": f1_score(y_test, probability >= threshold, zero_division=0),
        "balanced_accuracy": balanced_accuracy_score(y_test, decision),
    }


def best_f1_threshold(y, probability):
    """Return the threshold with the highest F1 for "minority if the probability reaches it".

    Parameters
    ----------
    y : int array of shape (n,)
        1 = minority.
    probability : float array of shape (n,)

    Returns
    -------
    threshold : float
        One of the probabilities; the lowest of equally good ones.

    Examples
    --------
    >>> print(best_f1_threshold([0, 0, 1, 1], [0.1, 0.3, 0.3, 0.8]))
    0.3
    """
    precision, recall, thresholds = precision_recall_curve(y, probability)
    # Twice the harmonic mean, 2 P R / (P + R), without its division by zero.
    f1 = 2 * precision * recall / np.maximum(precision + recall, np.finfo(float).tiny)
    return thresholds[np.argmax(f1[:-1])]


def paired_differences(scores, baseline, confidence=0.95):
    """Summarise each method's difference from a baseline on the same seed.

    Parameters
    ----------
    scores : DataFrame
        As from :func:`seed_scores`.
    baseline : str
        The method to compare with.
    confidence : float, default=0.95

    Returns
    -------
    table : DataFrame
        One row per other method and metric: the baseline's mean, the mean difference, and the ends
        ``low`` and ``high`` of Student's interval for it over seeds.

    Raises
    ------
    ValueError
        A baseline that was not scored, or fewer than two seeds.

    Notes
    -----
    The interval speaks of further seeds of the same kind (other draws, other folds), not of other
    populations.

    Examples
    --------
    >>> scores = pd.DataFrame({"seed": [0, 0, 1, 1], "method": ["none", "new"] * 2,
    ...                        **{name: [0.5, 0.6, 0.7, 0.8] for name in METRIC_NAMES}})
    >>> paired_differences(scores, "none")[["method", "metric", "difference"]].head(1)
      method             metric  difference
    0    new  average precision         0.1
    """
    if baseline not in set(scores["method"]):
        raise ValueError(
            f"baseline={baseline!r} was not scored; choose from {set(scores['method'])}."
        )
    if scores["seed"].nunique() < 2:
        raise ValueError("An interval over seeds needs at least two seeds.")
    by_method = scores.set_index(["method", "seed"])
    rows = []
    for method in scores["method"].unique():
        if method == baseline:
            continue
        for name, label in METRIC_NAMES.items():
            difference = by_method.loc[method, name] - by_method.loc[baseline, name]
            half = interval_half(difference, confidence=confidence)
            rows.append(
                {
                    "method": method,
                    "metric": label,
                    baseline: by_method.loc[baseline, name].mean(),
                    "difference": np.mean(difference),
                    "low": np.mean(difference) - half,
                    "high": np.mean(difference) + half,
                }
            )
    return pd.DataFrame(rows)
