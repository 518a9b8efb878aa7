"""Real tables with many columns: how many dimensions they have, and what reducing them changes.

``python -m course_lib.experiments.real_dimensions`` repeats the measurement on scikit-learn's
digits and breast-cancer data and on the oil-spill table that `COURSE_DATA` or the download cache
holds, in about a minute, and stores it for lesson 11.
"""

import numpy as np
import pandas as pd
from imblearn.pipeline import make_pipeline
from scipy import stats
from sklearn.datasets import load_breast_cancer, load_digits
from sklearn.decomposition import PCA
from sklearn.feature_selection import SelectKBest, VarianceThreshold
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_score
from sklearn.neighbors import KNeighborsClassifier
from sklearn.preprocessing import StandardScaler
from threadpoolctl import threadpool_limits

from course_lib.datasets import TABLES, load_oil_spill
from course_lib.evaluation.neighbor_evidence import neighbor_evidence
from course_lib.progress_bar import progress
from course_lib.results import record, recorded
from course_lib.samplers import TomekLinks, tomek_links

SEEDS = list(range(20))
ALL_COLUMNS = "all columns"
METHODS = {
    ALL_COLUMNS: [],
    "TomekLinks": [TomekLinks()],
    "PCA, 10": [PCA(10, random_state=0)],
    "PCA, 10, then TomekLinks": [PCA(10, random_state=0), TomekLinks()],
    "F test, 10": [SelectKBest(k=10)],
    "F test, 10, then TomekLinks": [SelectKBest(k=10), TomekLinks()],
}
MODELS = {
    "nearest neighbours": KNeighborsClassifier(5),
    "logistic regression": LogisticRegression(max_iter=1000),
}


def table(name):
    """Return one of the tables, its constant columns left out.

    Parameters
    ----------
    name : {"digits", "breast cancer", "oil spill"}
        Of the digits, the eights are the minority; of the breast-cancer data, the malignant cases.

    Returns
    -------
    X : float array, shape (n, d)
    y : int array, shape (n,)
        1 = minority.
    """
    X, y = {
        "digits": lambda: load_digits(return_X_y=True),
        "breast cancer": lambda: load_breast_cancer(return_X_y=True),
        "oil spill": load_oil_spill,
    }[name]()
    minority = {"digits": 8, "breast cancer": 0, "oil spill": 1}[name]
    return X[:, np.ptp(X, axis=0) > 0], (y == minority).astype(int)


def shape_of(X, y):
    """Return what a table looks like to its neighbours, as it is and with shuffled columns.

    Parameters
    ----------
    X : array, shape (n, d)
        Standardised here; no constant column.
    y : array, shape (n,)

    Returns
    -------
    numbers : dict of str to number
        Shuffling each column by itself keeps the marginals and takes away whatever the columns have
        in common: what the same columns would be if they were independent.
    """
    Z = StandardScaler().fit_transform(X)
    independent = np.random.default_rng(0).permuted(Z, axis=0)
    seen, free = neighbor_evidence(Z), neighbor_evidence(independent)
    unlike = 2 * np.mean(y == 1) * np.mean(y == 0)
    return {
        "columns": X.shape[1],
        "dimension": seen.intrinsic_dimension,
        "dimension, shuffled": free.intrinsic_dimension,
        "contrast": seen.contrast,
        "contrast, shuffled": free.contrast,
        "mutual share": seen.mutual_share,
        "mutual share, shuffled": free.mutual_share,
        "links": len(tomek_links(Z, y)),
        "links by chance": len(y) * seen.mutual_share / 2 * unlike,
    }


def precision(X, y, model, method, seed):
    """Return the average precision of a model behind a method, the mean over five folds.

    Parameters
    ----------
    X, y : arrays
    model : str
        One of `MODELS`.
    method : str
        One of `METHODS`; like the scaler before it, it is fitted on the training fold.
    seed : int
        Of the folds.

    Returns
    -------
    precision : float
    """
    first = VarianceThreshold(), StandardScaler()
    pipeline = make_pipeline(*first, *METHODS[method], MODELS[model])
    folds = StratifiedKFold(5, shuffle=True, random_state=seed)
    with threadpool_limits(1):
        return cross_val_score(pipeline, X, y, cv=folds, scoring="average_precision").mean()


def recorded_precision():
    """Return the recorded scores: a column per method, a row per table, model and seed."""
    stored = recorded("real_dimensions")["measured"]["precision"]
    return pd.concat(
        {(name, model): pd.DataFrame(stored[name][model]) for name in stored for model in MODELS},
        names=["table", "model", "seed"],
    )


def precision_table():
    """Return the level with all columns, and the differences from it with their half-intervals.

    Returns
    -------
    table : DataFrame of str
        A row per table and model. The 95 % intervals are Student's over the seeds, which shuffle
        the folds of one and the same table.
    """
    scores = recorded_precision()
    changes = scores.drop(columns=ALL_COLUMNS).sub(scores[ALL_COLUMNS], axis=0)
    grouped = changes.groupby(["table", "model"], sort=False)
    half = grouped.sem() * stats.t.ppf(0.975, len(SEEDS) - 1)
    level = scores[ALL_COLUMNS].groupby(["table", "model"], sort=False).mean()
    shown = grouped.mean().map("{:+.3f}".format) + half.map(" ± {:.3f}".format)
    shown.insert(0, ALL_COLUMNS, level.map("{:.3f}".format))
    return shown


def recompute(name, model, seeds=(0, 1)):
    """Return the largest difference between a new measurement and the record.

    Parameters
    ----------
    name : {"digits", "breast cancer", "oil spill"}
    model : str
        One of `MODELS`.
    seeds : sequence of int, default=(0, 1)
        Some of `SEEDS`.

    Returns
    -------
    difference : float
        Over all methods and the given seeds, in average precision.
    """
    X, y = table(name)
    stored = recorded("real_dimensions")["measured"]["precision"][name][model]
    return max(
        abs(precision(X, y, model, method, seed) - stored[method][seed])
        for method in METHODS
        for seed in seeds
    )


def main():
    """Measure every table and store the numbers."""
    names = ("digits", "breast cancer", "oil spill")
    measured = {"shape": {}, "precision": {}}
    for name in names:
        measured["shape"][name] = shape_of(*table(name))
    for name, model in progress([(n, m) for n in names for m in MODELS], "columns reduced"):
        data = table(name)
        scores = {
            method: [round(precision(*data, model, method, seed), 5) for seed in SEEDS]
            for method in METHODS
        }
        measured["precision"].setdefault(name, {})[model] = scores
    path = record(
        "real_dimensions",
        measured,
        command="python -m course_lib.experiments.real_dimensions",
        data={"oil_spill": TABLES["oil_spill"].sha256},
        seeds=SEEDS,
    )
    print(f"Stored in {path.name}.")


if __name__ == "__main__":
    main()
