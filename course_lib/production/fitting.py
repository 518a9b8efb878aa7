"""Fit a configured pipeline, keep what serves, and put the threshold where the alerts allow."""

from typing import NamedTuple

import numpy as np
import sklearn.pipeline

from course_lib.config import pipeline
from course_lib.config.running import splits
from course_lib.evaluation.case_study import sampled_rows


class Fitted(NamedTuple):
    """A model that can serve, and what its training did to the rows.

    Attributes
    ----------
    model : sklearn.pipeline.Pipeline
        Scaler and classifier, without any sampler.
    threshold : float
        A case is flagged if its score reaches it.
    rows, removed, added : int
        Training rows, and how many of them cleaning removed and SMOTE added.
    """

    model: sklearn.pipeline.Pipeline
    threshold: float
    rows: int
    removed: int
    added: int


def fit(configuration, X, y):
    """Return the model that serves, with its threshold.

    Parameters
    ----------
    configuration : RetrainingConfiguration
        Its cross-validation finds the threshold, its ``alert_rate`` says how many may be flagged.
    X : DataFrame of shape (n, d)
        The training window.
    y : int array of shape (n,)
        1 = what is looked for.

    Returns
    -------
    fitted : Fitted

    Raises
    ------
    ValueError
        Too few rows of a class for the folds or for SMOTE's neighbours.

    Notes
    -----
    Scores on rows that a model has learnt are too high, and so would be a threshold taken from
    them; hence the folds, whose test rows no sampler touches. Cost: one fit per fold, and one.
    """
    inside = [
        ranking_score(serving(pipeline(configuration).fit(X.iloc[train], y[train])), X.iloc[test])
        for train, test in splits(configuration, y)
    ]
    threshold = np.quantile(
        np.concatenate(inside), 1 - configuration.retraining.alert_rate, method="higher"
    )
    fitted = pipeline(configuration).fit(X, y)
    return Fitted(serving(fitted), float(threshold), len(y), *sampled_rows(fitted, len(y)))


def serving(fitted):
    """Return a fitted pipeline without its samplers, as scikit-learn's own.

    Samplers act in ``fit`` only, so nothing that is predicted changes; and whoever loads the model
    needs neither imbalanced-learn nor this course.

    Parameters
    ----------
    fitted : imblearn.pipeline.Pipeline

    Returns
    -------
    model : sklearn.pipeline.Pipeline
        The same fitted steps, not copies of them.
    """
    steps = [(name, step) for name, step in fitted.steps if not hasattr(step, "fit_resample")]
    return sklearn.pipeline.Pipeline(steps)


def ranking_score(model, X):
    """Return what cases are ranked by: the probability of label 1, or the decision function."""
    if hasattr(model, "predict_proba"):
        return model.predict_proba(X)[:, 1]
    return model.decision_function(X)
