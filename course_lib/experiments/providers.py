"""The provider case: one protocol for the twin, live, and for the real table, recorded.

``python -m course_lib.experiments.providers`` measures the real table, which `COURSE_DATA` has to
hold, and stores the results for lesson 21. It takes some minutes and goes on where it was
interrupted.
"""

import numpy as np
import pandas as pd
from imblearn.pipeline import make_pipeline
from sklearn.base import clone
from sklearn.ensemble import HistGradientBoostingClassifier, RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score, roc_auc_score
from sklearn.model_selection import (
    StratifiedKFold,
    TunedThresholdClassifierCV,
    cross_val_predict,
)
from sklearn.preprocessing import FunctionTransformer, StandardScaler
from threadpoolctl import threadpool_limits

from course_lib import datasets
from course_lib.evaluation.alerts import precision_at_k
from course_lib.evaluation.case_study import compare_methods
from course_lib.evaluation.decision_curve import decision_curve, net_benefit, precision_at_recall
from course_lib.experiments.leakage import leak_scores
from course_lib.experiments.resume import measured_so_far
from course_lib.progress_bar import progress
from course_lib.results import record, recorded
from course_lib.samplers import (
    SMOTE,
    SMOTEENN,
    EditedNearestNeighbours,
    RandomUnderSampler,
    SMOTETomek,
    TomekLinks,
    tomek_links,
)

NAME = "providers"
SEEDS = list(range(4))  # of five folds each
SHARED = 1 / 4  # test rows per training row, for the interval over folds of one table
CAPACITY = 0.05  # share of the providers that can be investigated
MONEY = "Total_Reimbursement"
NOTHING, MONEY_ALONE = "nothing", "money alone"
MODELS = {
    "logistic regression": LogisticRegression(max_iter=5000),
    "boosted trees": HistGradientBoostingClassifier(max_iter=60, max_leaf_nodes=8, random_state=0),
}
FOREST = RandomForestClassifier(30, random_state=0)
SAMPLERS = {
    "TomekLinks": TomekLinks(),
    "ENN": EditedNearestNeighbours(),
    "SMOTE": SMOTE(random_state=0),
    "SMOTETomek": SMOTETomek(random_state=0),
    "SMOTEENN": SMOTEENN(random_state=0),
    "RandomUnderSampler": RandomUnderSampler(random_state=0),
}
THRESHOLDS = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]
LEVELS = [0.1, 0.3, 0.5, 0.7, 0.9]


def logarithms(X):
    """Return log(1 + x) of every column, in the container it came in."""
    return np.log1p(X)


def money_column(X):
    """Return the column of the money reimbursed, alone."""
    return X[[MONEY]]


def pipeline(model, *samplers):
    """Return logarithms, standardising, samplers and model as one pipeline."""
    return make_pipeline(FunctionTransformer(logarithms), StandardScaler(), *samplers, clone(model))


def provider_methods(model):
    """Return the baselines and then the six samplers, each before the same model.

    Parameters
    ----------
    model : classifier with ``class_weight`` and ``predict_proba``

    Returns
    -------
    methods : dict of str to classifier
        "nothing" first; "money alone" is logistic regression on one column, whatever the model.
    """
    plain = pipeline(model)
    baselines = {
        NOTHING: plain,
        MONEY_ALONE: make_pipeline(
            FunctionTransformer(money_column), pipeline(MODELS["logistic regression"])
        ),
        "class weight": pipeline(clone(model).set_params(class_weight="balanced")),
        "tuned threshold": TunedThresholdClassifierCV(plain, scoring="f1", random_state=0),
    }
    return baselines | {name: pipeline(model, sampler) for name, sampler in SAMPLERS.items()}


def folds(y, seeds=SEEDS):
    """Return five stratified splits per seed, as pairs of training and test rows."""
    return [
        split
        for seed in seeds
        for split in StratifiedKFold(5, shuffle=True, random_state=seed).split(y, y)
    ]


def _at_capacity(model, X, y):
    score = model.predict_proba(X)[:, 1]
    return precision_at_k(y, score, round(CAPACITY * len(y)))


def _one_for_one(model, X, y):
    return net_benefit(y, model.predict(X), 0.5)


def _both_alike(model, X, y):
    weights = np.where(y == 1, 1 / np.mean(y == 1), 1 / np.mean(y == 0))
    return f1_score(y, model.predict(X), sample_weight=weights)


BUDGET = {
    "average precision": "average_precision",
    "precision in the top 5 %": _at_capacity,
    "net benefit": _one_for_one,
}
F1_SCORES = {
    "F1 of the flagged": "f1",
    "F1, mean of both classes": "f1_macro",
    "F1, weighted by class": "f1_weighted",
    "F1, as if half were flagged": _both_alike,
}


def spaces(X):
    """Return three versions of a table: as it is, standardised, and standardised logarithms."""
    return {
        "raw": X.to_numpy(float),
        "standardised": StandardScaler().fit_transform(X),
        "logarithms": StandardScaler().fit_transform(logarithms(X)),
    }


def shared_links(X, y):
    """Return how many Tomek links the versions of a table have in common.

    Parameters
    ----------
    X : DataFrame of shape (n, d)
        Not negative.
    y : int array of shape (n,)

    Returns
    -------
    table : DataFrame of shape (3, 3)
        Versions as in :func:`spaces`; the diagonal holds the number of links of each.
    """
    found = {
        name: set(map(tuple, np.sort(tomek_links(Z, y)).tolist())) for name, Z in spaces(X).items()
    }
    return pd.DataFrame({a: {b: len(found[a] & found[b]) for b in found} for a in found})


def out_of_fold(method, X, y, seed=0):
    """Return the probability of every row from a model that has not seen it, five folds."""
    with threadpool_limits(1):  # fits this small lose more to several threads than they gain
        cv = StratifiedKFold(5, shuffle=True, random_state=seed)
        return cross_val_predict(method, X, y, cv=cv, method="predict_proba")[:, 1]


def ranked_within_size(y, score, size, n_groups=10, least=10):
    """Return the ROC AUC of a score among rows of similar size.

    Parameters
    ----------
    y : int array of shape (n,)
        1 = positive.
    score, size : float array of shape (n,)
    n_groups : int, default=10
        Groups of equal count by size, 1 the smallest; ties in row order.
    least : int, default=10
        Positives that a group needs for its AUC.

    Returns
    -------
    table : DataFrame
        A row per group: ``rows``, ``flagged``, ``AUC`` (NaN where positives are too few).
    """
    group = pd.qcut(pd.Series(size).rank(method="first").to_numpy(), n_groups, labels=False) + 1
    rows = {}
    for number in range(1, n_groups + 1):
        own = group == number
        few = not least <= y[own].sum() < own.sum()
        auc = np.nan if few else roc_auc_score(y[own], score[own])
        rows[number] = {"rows": own.sum(), "flagged": y[own].sum(), "AUC": auc}
    return pd.DataFrame(rows).T.astype({"rows": int, "flagged": int}).rename_axis("tenth")


def leaked_f1(model, X, y, seeds):
    """Return the F1 of SMOTE and SMOTETomek inside the folds and before the split, per seed.

    Parameters
    ----------
    model : classifier
    X : DataFrame of shape (n, d)
    y : int array of shape (n,)
    seeds : iterable of int

    Returns
    -------
    scores : DataFrame
        A row per sampler and seed, a column per way of
        :func:`course_lib.experiments.leakage.leak_scores`.
    """
    Z, rows = logarithms(X).to_numpy(float), {}
    for seed in seeds:
        for name in ("SMOTE", "SMOTETomek"):
            with threadpool_limits(1):
                rows[name, seed] = leak_scores(Z, y, SAMPLERS[name], model, seed)["f1"]
    return pd.DataFrame(rows).T.rename_axis(["sampler", "seed"])


def outcomes(y, decision, money):
    """Return how many providers each of the four outcomes holds, and their median money.

    Parameters
    ----------
    y, decision : int or bool array of shape (n,)
        1 = flagged, 1 = accused.
    money : float array of shape (n,)

    Returns
    -------
    table : DataFrame of shape (4, 2)
        ``providers`` and ``median money``.
    """
    names = {(1, 1): "found", (1, 0): "missed", (0, 1): "wrongly accused", (0, 0): "left in peace"}
    kind = [names[flag, said] for flag, said in zip(np.int64(y), np.int64(decision), strict=True)]
    groups = pd.Series(np.asarray(money)).groupby(kind)
    table = pd.DataFrame({"providers": groups.size(), "median money": groups.median()})
    return table.reindex(list(names.values()))


def shares_of_flagged(X, y):
    """Return the share of the providers, of the claims and of the money that is flagged."""
    shares = {"providers": np.mean(y)}
    for name, column in (("claims", "Total_Claims"), ("money", MONEY)):
        shares[name] = X.loc[y == 1, column].sum() / X[column].sum()
    return pd.Series(shares)


def curve_methods():
    """Return the four classifiers whose decisions the lesson prices."""
    trees = MODELS["boosted trees"]
    return {
        MONEY_ALONE: provider_methods(trees)[MONEY_ALONE],
        "logistic regression": pipeline(MODELS["logistic regression"]),
        "boosted trees": pipeline(trees),
        "boosted trees, SMOTETomek": pipeline(trees, SAMPLERS["SMOTETomek"]),
    }


def recorded_scores(model):
    """Return the recorded scores of one model on the real table, as from `compare_methods`.

    Parameters
    ----------
    model : {"logistic regression", "boosted trees", "random forest"}

    Returns
    -------
    scores : DataFrame
    """
    stored = recorded(NAME)["measured"]["scores"][model]
    parts = [pd.DataFrame(columns).assign(method=method) for method, columns in stored.items()]
    return pd.concat(parts, ignore_index=True)


def _listed(scores):
    """Return scores as lists by method and column, as JSON can hold them."""
    columns = scores.columns.drop("method")
    return {
        method: own[columns].round(5).to_dict("list") for method, own in scores.groupby("method")
    }


def _measure_scores(X, y, stored, save):
    """Measure every model that is not stored yet; the forest with the claim's samplers only."""
    tasks = {name: provider_methods(model) for name, model in MODELS.items()}
    claimed = {name: pipeline(FOREST, SAMPLERS[name]) for name in ("SMOTE", "SMOTETomek")}
    tasks["random forest"] = {NOTHING: pipeline(FOREST), **claimed}
    for name, methods in tasks.items():
        if name not in stored["scores"]:
            scores = compare_methods(methods, X, y, folds(y), BUDGET | F1_SCORES)
            stored["scores"][name] = _listed(scores)
            save()


def _measure_leaks(X, y, stored, save):
    for name, model in progress([*MODELS.items(), ("random forest", FOREST)], "leaks"):
        if name not in stored["leaks"]:
            found = leaked_f1(model, X, y, SEEDS[:2])
            stored["leaks"][name] = {
                sampler: own.round(5).to_dict("list")
                for sampler, own in found.groupby(level="sampler")
            }
            save()


def _measure_decisions(X, y, stored, save):
    """Store curves and precisions, means over the seeds, and whom the boosted trees accuse."""
    runs = [
        {name: out_of_fold(method, X, y, seed) for name, method in curve_methods().items()}
        for seed in progress(SEEDS, "decisions")
    ]
    curve = sum(decision_curve(y, told, THRESHOLDS) for told in runs) / len(runs)
    stored["curve"] = curve.round(3).to_dict("list")
    stored["precision at recall"] = {
        name: np.mean([precision_at_recall(y, told[name], LEVELS) for told in runs], 0)
        .round(4)
        .tolist()
        for name in runs[0]
    }
    trees = runs[0]["boosted trees"]
    stored["outcomes"] = outcomes(y, trees >= 0.5, X[MONEY]).round(0).to_dict("index")
    within = {name: ranked_within_size(y, runs[0][name], X[MONEY]) for name in runs[0]}
    stored["within size"] = {
        "flagged": within[MONEY_ALONE]["flagged"].tolist(),
        **{name: _without_nan(table["AUC"]) for name, table in within.items()},
    }
    save()


def _without_nan(values):
    return [None if np.isnan(value) else round(float(value), 4) for value in values]


def main():
    """Measure on the real table what is not stored yet, and store it piece by piece."""
    provenance = {
        "command": f"python -m course_lib.experiments.{NAME}",
        "seeds": SEEDS,
        "data": {NAME: datasets.TABLES[NAME].sha256},
    }
    X, y = datasets.load_providers()
    stored = measured_so_far(NAME, **provenance) or {"scores": {}, "leaks": {}}
    stored["shares"] = shares_of_flagged(X, y).round(4).to_dict()
    stored["links"] = shared_links(X, y).to_dict()

    def save():
        record(NAME, stored, **provenance)

    _measure_scores(X, y, stored, save)
    _measure_leaks(X, y, stored, save)
    _measure_decisions(X, y, stored, save)


if __name__ == "__main__":
    main()
