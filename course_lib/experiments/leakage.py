"""What a leak adds to a score: same data, model and folds, resampled before and after the split.

``python -m course_lib.experiments.leakage`` measures 30 seeds on three drawn data sets, and on a
real table where `COURSE_DATA` or the download cache holds it, and stores the scores for lesson 09.
It takes about ten minutes and goes on where it was interrupted.
"""

import sys

import numpy as np
import pandas as pd
from sklearn.base import clone
from sklearn.metrics import average_precision_score, f1_score, roc_auc_score
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from sklearn.preprocessing import StandardScaler
from threadpoolctl import threadpool_limits

from course_lib import datasets, samplers
from course_lib.evaluation.paired import best_f1_threshold, seeded
from course_lib.evaluation.protocol import DRAWS
from course_lib.evaluation.protocol import MODELS as EVERY_MODEL
from course_lib.experiments.resume import measured_so_far
from course_lib.progress_bar import progress
from course_lib.results import record

COMMAND = "python -m course_lib.experiments.leakage"
SEEDS = list(range(30))
FRESH_SEED = 1000  # added to a draw's seed: samples that no fold has
METRICS = {"f1": "F1", "average_precision": "average precision", "roc_auc": "ROC AUC"}
# One model that looks at single samples, and one that does not.
MODELS = {name: EVERY_MODEL[name] for name in ("nearest neighbours", "logistic regression")}
SAMPLERS = {
    "TomekLinks": samplers.TomekLinks(sampling_strategy=[0]),
    "EditedNearestNeighbours": samplers.EditedNearestNeighbours(sampling_strategy=[0]),
    "SMOTE": samplers.SMOTE(),
    "SMOTETomek": samplers.SMOTETomek(),
}
# A real table is the same for every seed, which shuffles the folds only.
TABLES = {"oil_spill": datasets.load_oil_spill}
FRESH = ("moons", "clouds")  # drawn from a known source, so that new samples can be had
WAYS = ("honest", "leaked", "leaked, judged on the original rows")


def leak_scores(X, y, sampler, model, seed=0, n_splits=5):
    """Score a model whose sampler ran inside the training folds, and before the split.

    Parameters
    ----------
    X : float array of shape (n, d)
    y : int array of shape (n,)
        1 = minority.
    sampler : sampler
        Cloned; one that draws at random gets the seed as its ``random_state``.
    model : classifier with ``predict_proba``
        Cloned for every fold.
    seed : int, default=0
        Of folds and sampler.
    n_splits : int, default=5

    Returns
    -------
    scores : DataFrame of shape (3, 3)
        A row per way, a column per metric, each a mean over the folds. "honest": scaler and sampler
        fitted on the training fold, scored on the test fold. "leaked": scaler and sampler fitted on
        everything; each row that is left keeps its fold, synthetic rows are dealt over the folds at
        random; scored on what the test fold then holds. "leaked, judged on the original rows": the
        same fitted models, scored on the honest test folds. The step from the first to the third is
        what the model has learnt from test rows, that from the third to the second what the
        exchanged test rows add.

    Examples
    --------
    >>> from course_lib.datasets import overlapping_moons
    >>> model = MODELS["nearest neighbours"]
    >>> leak_scores(*overlapping_moons(), samplers.SMOTE(), model)["f1"].round(2).tolist()
    [0.74, 0.97, 0.81]
    """
    fold = _folds(y, seed, n_splits)
    Z = StandardScaler().fit_transform(X)
    Z_all, y_all, fold_all = _resampled_with_folds(seeded(sampler, seed), Z, y, fold, seed)
    rows = []
    for number in range(n_splits):
        train, test = fold != number, fold == number
        train_all, test_all = fold_all != number, fold_all == number
        scaler = StandardScaler().fit(X[train])
        grown = seeded(sampler, seed).fit_resample(scaler.transform(X[train]), y[train])
        honest = clone(model).fit(*grown)
        leaked = clone(model).fit(Z_all[train_all], y_all[train_all])
        found = (
            _scores(honest, scaler.transform(X[test]), y[test]),
            _scores(leaked, Z_all[test_all], y_all[test_all]),
            _scores(leaked, Z[test], y[test]),
        )
        rows += [{"way": way, **scores} for way, scores in zip(WAYS, found, strict=True)]
    return pd.DataFrame(rows).groupby("way").mean().loc[list(WAYS), list(METRICS)]


def _folds(y, seed, n_splits):
    """Return the number of the fold in which each row is tested."""
    fold = np.empty(len(y), int)
    splits = StratifiedKFold(n_splits, shuffle=True, random_state=seed).split(y, y)
    for number, (_, test) in enumerate(splits):
        fold[test] = number
    return fold


def _resampled_with_folds(sampler, Z, y, fold, seed):
    """Resample everything; a row is recognised by its values, and what is new dealt at random."""
    Z_all, y_all = sampler.fit_resample(Z, y)
    waiting = {}
    for values, number in zip(map(bytes, Z), fold.tolist(), strict=True):
        waiting.setdefault(values, []).append(number)
    kept = [waiting[row].pop(0) if waiting.get(row) else -1 for row in map(bytes, Z_all)]
    fold_all = np.array(kept)
    new = np.flatnonzero(fold_all < 0)
    dealt = np.arange(len(new)) % (fold.max() + 1)
    fold_all[new] = np.random.default_rng(seed).permutation(dealt)
    return Z_all, y_all, fold_all


def _scores(model, X, y):
    probability = model.predict_proba(X)[:, 1]
    return {
        "f1": f1_score(y, model.predict(X), zero_division=0),
        "average_precision": average_precision_score(y, probability),
        "roc_auc": roc_auc_score(y, probability),
    }


def fresh_scores(draw, sampler, model, seed=0):
    """Return what a model resampled and fitted on a whole draw scores on ten further draws."""
    X, y = draw(seed)
    draws = [draw(FRESH_SEED + 10 * seed + place) for place in range(10)]
    X_fresh, y_fresh = map(np.concatenate, zip(*draws, strict=True))
    scaler = StandardScaler().fit(X)
    model = clone(model).fit(*seeded(sampler, seed).fit_resample(scaler.transform(X), y))
    return _scores(model, scaler.transform(X_fresh), y_fresh)


def small_leaks(X, y, model, seed=0, n_splits=5):
    """Score a model without a sampler: honestly, and with two leaks that are easily overlooked.

    Parameters
    ----------
    X, y, model, seed, n_splits
        As for :func:`leak_scores`.

    Returns
    -------
    scores : DataFrame
        A row per way. "honest": scaler fitted on the training fold. "scaler fitted on everything":
        nothing else changed. "threshold, honest" and "threshold from the test fold": F1 where the
        threshold that is best in a cross-validation of the training fold, or in the test fold
        itself, replaces 0.5; the ranking metrics do not ask for a threshold.
    """
    fold, rows = _folds(y, seed, n_splits), []
    Z_all = StandardScaler().fit_transform(X)
    for number in range(n_splits):
        train, test = fold != number, fold == number
        scaler = StandardScaler().fit(X[train])
        Z, Z_test = scaler.transform(X[train]), scaler.transform(X[test])
        fitted = clone(model).fit(Z, y[train])
        leaked = clone(model).fit(Z_all[train], y[train])
        probability = fitted.predict_proba(Z_test)[:, 1]
        inside = cross_val_predict(clone(model), Z, y[train], cv=5, method="predict_proba")[:, 1]
        thresholds = best_f1_threshold(y[train], inside), best_f1_threshold(y[test], probability)
        tuned, peeked = (f1_score(y[test], probability >= each) for each in thresholds)
        rows += [
            {"way": "honest", **_scores(fitted, Z_test, y[test])},
            {"way": "scaler fitted on everything", **_scores(leaked, Z_all[test], y[test])},
            {"way": "threshold, honest", "f1": tuned},
            {"way": "threshold from the test fold", "f1": peeked},
        ]
    return pd.DataFrame(rows).groupby("way", sort=False).mean()


def seed_scores(data_set, model, sampler, seeds=SEEDS):
    """Return the scores of every seed as they are recorded.

    Parameters
    ----------
    data_set : str
        ``"moons"``, ``"clouds"``, ``"patients"``, or one of `TABLES`.
    model : str
        One of `MODELS`.
    sampler : str
        One of `SAMPLERS`, or ``"none"`` for the leaks that need no sampler.
    seeds : sequence of int
        One draw and one stratified cross-validation each.

    Returns
    -------
    scores : dict of str to dict of str to list
        ``scores[way][metric]`` is a list with a number per seed. The drawn data sets have a further
        way, "fresh samples"; see :func:`fresh_scores`.
    """
    draw, model, tables = _draw(data_set), MODELS[model], []
    for seed in seeds:
        # Fits this small lose more to several threads than they gain.
        with threadpool_limits(1):
            if sampler == "none":
                table = small_leaks(*draw(seed), model, seed)
            else:
                table = leak_scores(*draw(seed), SAMPLERS[sampler], model, seed)
                if data_set in FRESH:
                    scores = fresh_scores(draw, SAMPLERS[sampler], model, seed)
                    table.loc["fresh samples"] = scores
        tables.append(table.round(5))
    return {
        way: {
            metric: [float(table.loc[way, metric]) for table in tables]
            for metric in tables[0].columns[tables[0].loc[way].notna()]
        }
        for way in tables[0].index
    }


def _draw(data_set):
    if data_set in DRAWS:
        return DRAWS[data_set]
    table = TABLES[data_set]()
    return lambda seed: table


def main():
    """Measure what is not stored yet, and store the scores."""
    tables = [name for name in TABLES if _is_here(name)]
    checksums = {name: datasets.TABLES[name].sha256 for name in tables}
    provenance = {"command": COMMAND, "data": checksums, "seeds": SEEDS}
    stored = measured_so_far("leakage", **provenance)
    names = ("none", *SAMPLERS)
    tasks = [(one, model, name) for model in MODELS for one in (*DRAWS, *tables) for name in names]
    for data_set, model, sampler in progress(tasks, "leaks"):
        done = stored.setdefault(data_set, {}).setdefault(model, {})
        if sampler not in done:
            done[sampler] = seed_scores(data_set, model, sampler)
            record("leakage", stored, **provenance)


def _is_here(name):
    try:
        TABLES[name]()
    except (OSError, ValueError) as error:
        print(f"{name}: left out. {error}", file=sys.stderr)
        return False
    return True


if __name__ == "__main__":
    main()
