"""Genuine overlap on real tables, and how far its detector can be trusted where the truth is known.

``python -m course_lib.experiments.overlap`` repeats both for lesson 13, on the tables that
`COURSE_DATA` or the download cache holds. It takes about a minute.
"""

import numpy as np
import pandas as pd
from sklearn.datasets import load_breast_cancer, load_digits, load_iris, load_wine, make_moons
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score
from sklearn.model_selection import cross_val_score
from threadpoolctl import threadpool_limits

from course_lib import datasets
from course_lib.evaluation.ceiling import true_probability
from course_lib.evaluation.costs import column_differences, cost_scores
from course_lib.evaluation.diagnose import genuine_overlap
from course_lib.evaluation.irreducible import cover_hart_bounds
from course_lib.evaluation.protocol import DRAWS, NO_RESAMPLING, methods
from course_lib.progress_bar import progress
from course_lib.results import record

LOADERS = {
    "haberman": datasets.load_haberman,
    "pima": datasets.load_pima,
    "phoneme": datasets.load_phoneme,
    "mammography": datasets.load_mammography,
}
COSTLY = ("haberman", "pima")
SAMPLERS = ("TomekLinks", "EditedNearestNeighbours", "SMOTE", "SMOTEENN")
COSTS = {"false_alarm": 1, "miss": 5}
SEEDS = list(range(20))


def chosen_samplers(names=SAMPLERS):
    """Return no resampling and the named methods of the course, as `cost_scores` takes them."""
    known = methods("07")
    return {NO_RESAMPLING: None, **{name: known[name] for name in names}}


def weak_clouds(n_features, n, seed):
    """Return two equally large clouds on which the best rule errs on a share of 0.159."""
    return datasets.overlapping_clouds(n // 2, n // 2, n_features, random_state=seed)


def far_clouds(n_features, seed):
    """Return two clouds five units apart: the best rule errs on a share of 0.006."""
    X, y = datasets.overlapping_clouds(450, 50, n_features, random_state=seed)
    return X + 3 / np.sqrt(n_features) * y[:, None], y


def chequerboard(n_noise, n, seed):
    """Return a 2 x 2 chequerboard without any overlap, beside columns of noise."""
    rng = np.random.default_rng(seed)
    X = rng.uniform(-1, 1, size=(n, 2 + n_noise))
    return X, (X[:, 0] * X[:, 1] > 0).astype(int)


def only_the_truth(seed):
    """Return the course's clouds as one column, which ranks them as their true densities do."""
    X, y = DRAWS["clouds"](seed)
    return X.sum(axis=1, keepdims=True), y


def one_more_column(seed):
    """Return the course's clouds with an eleventh column, in which the centres are one unit apart.

    It is independent of the others within either class, so the distance grows from 2 to sqrt(5).
    """
    X, y = DRAWS["clouds"](seed)
    return np.column_stack([X, np.random.default_rng(1000 + seed).normal(size=len(y)) + y]), y


def noisy_labels(seed):
    """Return 1,000 samples of two clouds, all on the right side, and then wrong labels.

    Each sample gets the label that the best rule gives it; with the probability with which that
    rule errs on the overlapping clouds, the label is flipped. Samples and labels then have the
    distribution of `weak_clouds`, though nothing overlaps.
    """
    X, _ = weak_clouds(2, 1000, seed)
    probability = true_probability(X, 0.5)
    wrong = np.random.default_rng(seed).random(1000) < np.minimum(probability, 1 - probability)
    return X, np.where(wrong, probability < 0.5, probability >= 0.5).astype(int)


def flipped_moons(share, seed):
    """Return 1,000 samples of two moons that hardly touch, a share of their labels flipped."""
    X, y = make_moons(1000, noise=0.15, random_state=seed)
    return X, np.where(np.random.default_rng(seed).random(1000) < share, 1 - y, y)


def inside_and_outside(model, X, y, X_new, y_new):
    """Return average precision by cross-validation on `X`, and on new samples after fitting to it.

    One thread: on data this small, waiting threads cost a logistic regression ten times its work.
    """
    with threadpool_limits(1):
        inside = cross_val_score(model, X, y, scoring="average_precision").mean()
        ranking = model.fit(X, y).predict_proba(X_new)[:, 1]
    return float(inside), float(average_precision_score(y_new, ranking))


def clean_data_sets():
    """Yield 40 data sets by name on which the best rule errs on less than one in twenty."""
    for seed in range(6):
        for n_features in (2, 5, 20):
            yield f"far clouds, {n_features} features, {seed}", far_clouds(n_features, seed)
        yield f"moons, {seed}", make_moons(600, noise=0.15, random_state=seed)
        yield (
            f"rare moons, {seed}",
            datasets.overlapping_moons(540, 60, noise=0.1, random_state=seed),
        )
        yield f"chequerboard, {seed}", chequerboard(0, 800, seed)
    for load in (load_breast_cancer, load_digits, load_iris, load_wine):
        yield load.__name__, load(return_X_y=True)


def overlapping_data_sets():
    """Yield the lesson's minimal data in 40 draws."""
    for seed in range(40):
        yield f"clouds, {seed}", datasets.overlapping_clouds(900, 100, 2, random_state=seed)


def verdicts(data_sets):
    """Return how often each status was given."""
    found = [genuine_overlap(X, y).status for _, (X, y) in data_sets]
    return {"data sets": len(found), **pd.Series(found).value_counts().to_dict()}


def bounds(n_features, n, seeds=SEEDS):
    """Return Cover and Hart's two bounds where the truth is 0.159, averaged over draws."""
    both = [cover_hart_bounds(*weak_clouds(n_features, n, seed)) for seed in seeds]
    low, high = np.mean(both, axis=0)
    return {"features": n_features, "rows": n, "low": float(low), "high": float(high)}


def _costs(table):
    costs = cost_scores(
        lambda seed: table, LogisticRegression(max_iter=1000), chosen_samplers(), SEEDS, **COSTS
    )
    differences = column_differences(costs, f"{NO_RESAMPLING}, costs")
    return {
        "level": float(costs[f"{NO_RESAMPLING}, costs"].mean()),
        "everybody called minority": 1000 * COSTS["false_alarm"] * np.mean(table[1] == 0),
        "differences": differences.round(3).to_dict("index"),
    }


def main():
    """Measure everything and store it."""
    tables = {name: load() for name, load in LOADERS.items()}
    measured = {
        "tables": {name: genuine_overlap(*table).numbers for name, table in tables.items()},
        "status": {name: genuine_overlap(*table).status for name, table in tables.items()},
        "costs": {},
        "clean": verdicts(progress([*clean_data_sets()], "clean data sets")),
        "overlapping": verdicts(progress([*overlapping_data_sets()], "overlapping data sets")),
        "bounds": [bounds(d, n) for d in progress((2, 5, 20), "bounds") for n in (200, 2000)],
    }
    for name in progress(COSTLY, "costs"):
        measured["costs"][name] = _costs(tables[name])
    path = record(
        "overlap",
        measured,
        command="python -m course_lib.experiments.overlap",
        data={name: datasets.TABLES[name].sha256 for name in LOADERS},
        seeds=SEEDS,
    )
    print(f"Stored in {path.name}.")


if __name__ == "__main__":
    main()
