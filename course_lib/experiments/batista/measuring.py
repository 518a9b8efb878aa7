"""One method on one problem: ten folds, one tree, four ways of reading it."""

import numpy as np
from sklearn.base import clone
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import RepeatedStratifiedKFold
from sklearn.preprocessing import OneHotEncoder
from sklearn.tree import DecisionTreeClassifier
from threadpoolctl import threadpool_limits

from course_lib.evaluation.mixed_columns import is_nominal
from course_lib.experiments.batista.methods import (
    METHODS,
    NO_RESAMPLING,
    OVER,
    LabelledTable,
)
from course_lib.experiments.batista.pruning import pruned_ends

SPLITS = 10
TREE = DecisionTreeClassifier(criterion="entropy", min_samples_leaf=2)
TREES = ("unpruned", "pruned", "unpruned, Laplace", "pruned, Laplace")
CLASS_WEIGHTS, FOREST = "class weights", "random forest"
CONTEXT = (CLASS_WEIGHTS, FOREST)


def labelled_table(X, y):
    """Return a DataFrame, names as categories, and its labels as one `LabelledTable`."""
    nominal = is_nominal(X)
    codes = {name: X[name].cat.codes for name in X.columns[nominal]}
    return LabelledTable(X.assign(**codes).to_numpy(float), np.asarray(y), nominal)


def measure(table, method, repeats):
    """Score a method by repeated stratified ten-fold cross-validation.

    Parameters
    ----------
    table : LabelledTable
    method : str
        One of `METHODS`, or of `CONTEXT`: not resampled, behind a tree with balanced class
        weights or behind a forest of 100 trees.
    repeats : int
        Cross-validations, each with folds of its own; the same for every method.

    Returns
    -------
    measured : dict
        ``auc``: per reading of the tree a list of ``10 * repeats`` areas under the ROC curve;
        means over folds of training ``rows``, ``added`` and ``removed`` rows, and ``leaves`` of the
        tree, unpruned and pruned. A forest has no leaves and one reading.
    """
    folds = RepeatedStratifiedKFold(n_splits=SPLITS, n_repeats=repeats, random_state=0)
    encode = ColumnTransformer(
        [("names", OneHotEncoder(sparse_output=False), np.flatnonzero(table.nominal))],
        remainder="passthrough",
    ).fit(table.X)
    with threadpool_limits(1):
        found = [
            _fold(table, encode.transform, method, rows, seed)
            for seed, rows in enumerate(folds.split(table.X, table.y))
        ]
    means = {
        name: np.mean([fold[name] for fold in found], axis=0).round(1).tolist()
        for name in ("rows", "added", "removed", "leaves")
    }
    areas = {name: [round(fold["auc"][name], 4) for fold in found] for name in found[0]["auc"]}
    return {**means, "auc": areas}


def _fold(table, encode, method, rows, seed):
    train, test = table.take(rows[0]), table.take(rows[1])
    learn = METHODS.get(method, METHODS[NO_RESAMPLING])(train, seed)
    added = len(train.rows_of(0)) - len(train.rows_of(1)) if method in OVER else 0
    model = _model(method, seed).fit(encode(learn.X), learn.y)
    readings, leaves = _read(model, encode(test.X))
    return {
        "rows": len(learn.y),
        "added": added,
        "removed": len(train.y) + added - len(learn.y),
        "leaves": leaves,
        "auc": {name: float(roc_auc_score(test.y, score)) for name, score in readings.items()},
    }


def _model(method, seed):
    if method == FOREST:
        return RandomForestClassifier(random_state=seed)
    weights = "balanced" if method == CLASS_WEIGHTS else None
    return clone(TREE).set_params(class_weight=weights, random_state=seed)


def _read(model, X):
    """Return the scores of each reading of a model, and how many leaves it has."""
    if isinstance(model, RandomForestClassifier):
        return {"forest": model.predict_proba(X)[:, 1]}, []
    places, nodes = model.apply(X), model.tree_
    ends = pruned_ends(model)
    size = nodes.weighted_n_node_samples
    minority = size * nodes.value[:, 0, 1]
    readings = {}
    for name, at in (("unpruned", places), ("pruned", ends[places])):
        readings[name] = minority[at] / size[at]
        readings[f"{name}, Laplace"] = (minority[at] + 1) / (size[at] + 2)
    is_leaf = nodes.children_left < 0
    return readings, [int(is_leaf.sum()), len(np.unique(ends[is_leaf]))]
