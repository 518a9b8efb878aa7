"""A configuration run on data: one score per fold and metric."""

import numpy as np
import pandas as pd
from sklearn.metrics import get_scorer, make_scorer, precision_score, recall_score
from sklearn.model_selection import RepeatedStratifiedKFold, TimeSeriesSplit
from sklearn.utils.validation import check_X_y

from course_lib.config.pipeline import pipeline
from course_lib.progress_bar import progress

# What a fold without a positive decision scores is 0, without a warning for each.
SCORERS = {
    "F1": get_scorer("f1"),
    "precision": make_scorer(precision_score, zero_division=0),
    "recall": make_scorer(recall_score, zero_division=0),
    "ROC AUC": get_scorer("roc_auc"),
    "average precision": get_scorer("average_precision"),
}


def minority_as_1(y):
    """Return the labels as 0 and 1, and the label that became 1: the rarer of two.

    Parameters
    ----------
    y : array of shape (n,)
        Two different labels; of equally frequent ones the second in sorted order becomes 1.

    Returns
    -------
    y : int array of shape (n,)
    minority : label

    Raises
    ------
    ValueError
        One class, or more than two.

    Examples
    --------
    >>> minority_as_1(np.array(["good", "bad", "good"]))
    (array([0, 1, 0]), 'bad')
    """
    labels, numbers, counts = np.unique(np.asarray(y), return_inverse=True, return_counts=True)
    if len(labels) != 2:
        shown = ", ".join(map(str, labels[:5].tolist()))
        raise ValueError(
            f"the target has {len(labels)} different values ({shown}); a run needs two classes."
        )
    rarer = 1 if counts[1] <= counts[0] else 0
    return (numbers == rarer).astype(int), labels[rarer].item()


def splits(configuration, y):
    """Return ``(train, test)`` row numbers of every fold.

    Raises
    ------
    ValueError
        More folds than minority rows, or a fold that lacks a class.
    """
    cv = configuration.cross_validation
    if cv.strategy == "time order":
        splitter = TimeSeriesSplit(cv.folds)
    else:
        splitter = RepeatedStratifiedKFold(
            n_splits=cv.folds, n_repeats=cv.repeats, random_state=cv.seed
        )
    minority = int(np.sum(y))
    if minority < cv.folds or len(y) <= cv.folds:
        raise ValueError(
            f"cross_validation.folds is {cv.folds}, but there are {minority} minority rows: every "
            "fold needs one; use fewer folds."
        )
    folds = list(splitter.split(y, y))
    for number, rows in enumerate(folds):
        for part, name in zip(rows, ("fitted", "tested"), strict=True):
            if len(np.unique(y[part])) < 2:
                raise ValueError(
                    f"fold {number} is {name} on rows of one class only; use fewer folds."
                )
    return folds


def run(configuration, X, y):
    """Return the scores of every fold: scaled, resampled and fitted on the training rows alone.

    Parameters
    ----------
    configuration : Configuration
    X : array or DataFrame of shape (n, d)
        Numbers, none missing.
    y : array of shape (n,)
        Two labels of any type; the rarer is the minority, whose detection is scored.

    Returns
    -------
    scores : DataFrame
        A row per fold, ``fold`` its number as index; a column per metric, the primary one first.

    Raises
    ------
    ValueError
        Data that this configuration cannot be run on: not two classes, too few rows of a class for
        folds or neighbours, values that are no numbers. The message names fold and cause.

    Examples
    --------
    >>> from course_lib.config import Configuration
    >>> from course_lib.datasets import overlapping_moons
    >>> scores = run(Configuration(smote={}), *overlapping_moons())
    >>> scores.shape, scores.columns[0]
    ((5, 5), 'average precision')
    """
    X, y = check_X_y(X, np.asarray(minority_as_1(y)[0]))
    rows = []
    for number, (train, test) in progress(list(enumerate(splits(configuration, y))), "folds"):
        try:
            fitted = pipeline(configuration).fit(X[train], y[train])
            scores = {name: SCORERS[name](fitted, X[test], y[test])
                      for name in configuration.metrics.names}  # fmt: skip
        except (ValueError, TypeError) as error:
            raise ValueError(f"fold {number}: {' '.join(str(error).split())}") from error
        rows.append(scores)
    return pd.DataFrame(rows).rename_axis("fold")
