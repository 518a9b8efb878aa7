"""The order of scaler, sampler, cleaner and model: the same folds, the steps in other orders.

``python -m course_lib.experiments.pipeline_order`` measures 30 seeds on three data sets behind two
models, which takes some minutes, and stores the scores for lesson 09. It goes on where it was
interrupted.
"""

import numpy as np
import pandas as pd
from imblearn.pipeline import make_pipeline
from sklearn.base import clone
from sklearn.model_selection import StratifiedKFold, cross_validate
from sklearn.preprocessing import StandardScaler
from threadpoolctl import threadpool_limits

from course_lib.evaluation.protocol import DRAWS
from course_lib.evaluation.seeds import interval_half
from course_lib.experiments.leakage import MODELS
from course_lib.experiments.resume import measured_so_far
from course_lib.progress_bar import progress
from course_lib.results import record, recorded
from course_lib.samplers import SMOTE, TomekLinks

COMMAND = "python -m course_lib.experiments.pipeline_order"
SEEDS = list(range(30))
METRICS = ("f1", "average_precision", "roc_auc")
STEPS = {"scale": StandardScaler(), "SMOTE": SMOTE(), "links": TomekLinks(sampling_strategy="all")}
USUAL = "scale, SMOTE, links"
ORDERS = (
    USUAL,
    "scale, links, SMOTE",
    "SMOTE, scale, links",
    "SMOTE, links, scale",
    "SMOTE, links",
)


def units(seed, n_features):
    """Return a factor for every feature, from 0.001 to 1,000: some units are small, some large."""
    return 10 ** np.random.default_rng(seed).uniform(-3, 3, n_features)


def order_scores(X, y, model, order, seed=0, n_splits=5):
    """Return the mean scores over the folds of a pipeline with its steps in some order.

    Parameters
    ----------
    X : float array of shape (n, d)
    y : int array of shape (n,)
        1 = minority.
    model : classifier
        The last step.
    order : str
        Names of `STEPS`, such as ``"scale, SMOTE, links"``.
    seed : int, default=0
        Of folds and SMOTE.
    n_splits : int, default=5

    Returns
    -------
    scores : dict of str to float
        Of each metric.

    Examples
    --------
    >>> from course_lib.datasets import overlapping_moons
    >>> X, y = overlapping_moons()
    >>> scores = order_scores(X, y, MODELS["nearest neighbours"], "scale, SMOTE, links")
    >>> sorted(scores)
    ['average_precision', 'f1', 'roc_auc']
    """
    pipeline = make_pipeline(*(clone(STEPS[name]) for name in order.split(", ")), clone(model))
    pipeline.set_params(smote__random_state=seed)
    folds = StratifiedKFold(n_splits, shuffle=True, random_state=seed)
    with threadpool_limits(1):
        found = cross_validate(pipeline, X, y, cv=folds, scoring=METRICS)
    return {metric: float(found[f"test_{metric}"].mean().round(5)) for metric in METRICS}


def seed_scores(data_set, model, order, seeds=SEEDS):
    """Return the scores of every seed, ``{metric: list}``, on features in units drawn by seed."""
    scores = []
    for seed in seeds:
        X, y = DRAWS[data_set](seed)
        scores.append(order_scores(X * units(seed, X.shape[1]), y, MODELS[model], order, seed))
    return {metric: [each[metric] for each in scores] for metric in METRICS}


def order_differences(metric="average_precision"):
    """Return what each recorded order changes against "scale, SMOTE, links".

    Parameters
    ----------
    metric : {"f1", "average_precision", "roc_auc"}

    Returns
    -------
    table : DataFrame
        A row per data set, model and other order: the mean paired ``difference`` and the ends
        ``low`` and ``high`` of Student's 95 % interval for it over the seeds.
    """
    rows = []
    for data_set, models in recorded("pipeline_order")["measured"].items():
        for model, orders in models.items():
            for order in ORDERS[1:]:
                change = np.subtract(orders[order][metric], orders[USUAL][metric])
                half = interval_half(change)
                row = {"data_set": data_set, "model": model, "order": order}
                row |= {"difference": change.mean(), "low": change.mean() - half}
                rows.append({**row, "high": change.mean() + half})
    return pd.DataFrame(rows)


def main():
    """Measure what is not stored yet, and store the scores."""
    provenance = {"command": COMMAND, "seeds": SEEDS}
    stored = measured_so_far("pipeline_order", **provenance)
    tasks = [(one, model, order) for one in DRAWS for model in MODELS for order in ORDERS]
    for data_set, model, order in progress(tasks, "orders"):
        done = stored.setdefault(data_set, {}).setdefault(model, {})
        if order not in done:
            done[order] = seed_scores(data_set, model, order)
            record("pipeline_order", stored, **provenance)


if __name__ == "__main__":
    main()
