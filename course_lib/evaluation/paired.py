"""One protocol for the whole course: the same folds with and without a sampler, over many seeds."""

import numpy as np
import pandas as pd
from imblearn.pipeline import make_pipeline
from scipy import stats
from sklearn.model_selection import StratifiedKFold, cross_validate
from sklearn.preprocessing import StandardScaler
from threadpoolctl import threadpool_limits

METRIC_NAMES = {
    "average_precision": "average precision",
    "roc_auc": "ROC AUC",
    "f1": "F1",
    "balanced_accuracy": "balanced accuracy",
}


def seed_scores(draw, model, samplers, seeds, n_splits=5):
    """Score a model behind each sampler, on the same folds, once per seed.

    Parameters
    ----------
    draw : callable
        ``draw(seed)`` returns ``X, y`` with labels 0 and 1 (minority); it may return the same data
        for every seed, which then only shuffles the folds.
    model : classifier
        Cloned for every fold; the features reach it standardised on the training fold.
    samplers : dict of str to sampler or None
        Methods by name; None resamples nothing.
    seeds : iterable of int
        One draw and one stratified cross-validation each.
    n_splits : int, default=5

    Returns
    -------
    scores : DataFrame
        One row per seed and method: ``seed``, ``method``, and the mean over folds of each metric.

    Notes
    -----
    Scaler, sampler and model sit in one imbalanced-learn pipeline: a test fold is never resampled
    and never seen by the sampler. Cost: seeds x methods x `n_splits` fits.
    """
    rows = []
    for seed in seeds:
        X, y = draw(seed)
        folds = StratifiedKFold(n_splits, shuffle=True, random_state=seed)
        for method, sampler in samplers.items():
            pipeline = make_pipeline(StandardScaler(), *([sampler] if sampler else []), model)
            with threadpool_limits(
                1
            ):  # fits this small lose more to several threads than they gain
                results = cross_validate(pipeline, X, y, cv=folds, scoring=list(METRIC_NAMES))
            means = {name: results[f"test_{name}"].mean() for name in METRIC_NAMES}
            rows.append({"seed": seed, "method": method, **means})
    return pd.DataFrame(rows)


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
            half = stats.sem(difference) * stats.t.ppf((1 + confidence) / 2, len(difference) - 1)
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
