"""Four classifiers behind resampling, and what the same alarms find without it.

``python -m course_lib.experiments.four_classifiers`` measures simulated car-insurance claims and
the real ones, which `COURSE_DATA` has to hold, and stores what lesson 19 shows beside what it
measures itself. It takes about ten minutes and goes on where it was interrupted.
"""

import numpy as np
import pandas as pd
from imblearn.pipeline import Pipeline
from sklearn.base import clone
from sklearn.compose import make_column_selector, make_column_transformer
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import average_precision_score, make_scorer
from sklearn.model_selection import StratifiedShuffleSplit, TunedThresholdClassifierCV
from sklearn.neural_network import MLPClassifier
from sklearn.preprocessing import OneHotEncoder, StandardScaler
from sklearn.svm import SVC
from threadpoolctl import threadpool_limits

from course_lib import datasets
from course_lib.evaluation.case_study import sampled_rows
from course_lib.evaluation.costs import cost_per_thousand
from course_lib.evaluation.operating_points import alarms_needed, found_among
from course_lib.evaluation.rule_induction import RuleInduction
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
)

NAME = "four_classifiers"
SEEDS = list(range(20))
NO_RESAMPLING, WEIGHTS, TUNED = "no resampling", "class weights", "tuned threshold"
FALSE_ALARM, MISS = 200, 2000  # euros; an assumption of the lesson
BUDGET = 0.1  # share of the claims that can be looked into
# Real splits draw 3,000 of 15,420 claims: rows drawn over rows left. The mean over draws varies as
# the draws do, divided by their number, plus this share of it for the one table they come from.
SHARED = 3000 / (15_420 - 3000)
MODELS = {
    "random forest": RandomForestClassifier(50, random_state=0),
    "neural network": MLPClassifier(
        (20,), alpha=1, learning_rate_init=0.01, max_iter=1000, random_state=0
    ),
    "SVM": SVC(),
    "RIPPER": RuleInduction(),
}
SAMPLERS = {
    "TomekLinks": TomekLinks(),
    "ENN": EditedNearestNeighbours(),
    "RandomUnderSampler": RandomUnderSampler(random_state=0),
    "SMOTE": SMOTE(random_state=0),
    "SMOTETomek": SMOTETomek(random_state=0),
    "SMOTEENN": SMOTEENN(random_state=0),
}
ALL_METHODS = [NO_RESAMPLING, WEIGHTS, TUNED, *SAMPLERS]
CLAIMED = [NO_RESAMPLING, "SMOTE", "SMOTETomek", "RandomUnderSampler"]
# The neural network has no class weights. Rules have none either, and no threshold to tune.
METHODS = {
    "random forest": ALL_METHODS,
    "neural network": [NO_RESAMPLING, TUNED, *CLAIMED[1:]],
    "SVM": ALL_METHODS,
    "RIPPER": CLAIMED,
}


def cost(y, decision):
    """Return euros per 1,000 claims: 200 for a false alarm, 2,000 for a missed fraud."""
    return cost_per_thousand(y, decision, false_alarm=FALSE_ALARM, miss=MISS)


def encoder():
    """Return a transformer that standardises numbers and gives names a column of 0 and 1 each.

    Names with fewer than ten training rows share one column.
    """
    names = OneHotEncoder(
        min_frequency=10, handle_unknown="infrequent_if_exist", sparse_output=False
    )
    return make_column_transformer(
        (StandardScaler(), make_column_selector(dtype_include="number")),
        (names, make_column_selector(dtype_include="category")),
        verbose_feature_names_out=False,
    ).set_output(transform="pandas")


def simulated_claims(seeds=SEEDS):
    """Return simulated claims and one split per seed: 600 to learn from, 1,000 new, none twice.

    Returns
    -------
    X : DataFrame
    y : int array
    splits : dict of int to (int array, int array)
    """
    X, y = datasets.insurance_claims(1600 * len(SEEDS), random_state=19)
    blocks = np.arange(len(y)).reshape(len(SEEDS), 1600)
    return X, y, {seed: (blocks[seed, :600], blocks[seed, 600:]) for seed in seeds}


def car_claims(seeds=SEEDS):
    """Return the real claims and one split per seed: 1,000 to learn from, 2,000 others.

    Returns
    -------
    X : DataFrame
    y : int array
    splits : dict of int to (int array, int array)
    """
    X, y = datasets.load_car_insurance()
    sizes = dict(train_size=1000, test_size=2000)
    splits = {
        seed: next(StratifiedShuffleSplit(1, **sizes, random_state=seed).split(y, y))
        for seed in seeds
    }
    return X.astype({"RepNumber": "category"}), y, splits


def outcomes(model, methods, X, y, splits):
    """Fit one model behind every method on every split, and count what it decides.

    Parameters
    ----------
    model : {"random forest", "neural network", "SVM", "RIPPER"}
    methods : sequence of str
        Out of `ALL_METHODS`, "no resampling" first.
    X : DataFrame of shape (n, d)
    y : int array of shape (n,)
        1 = fraud.
    splits : dict of int to (int array, int array)
        Training rows and test rows, by seed.

    Returns
    -------
    counts : DataFrame
        One row per split and method. ``rows``, ``removed`` and ``added`` of the training rows;
        ``cases``, ``frauds``, ``alarms`` and ``found`` of the test rows; ``average precision``;
        ``in budget``, the frauds among the highest tenth of the scores; and of the same model
        without resampling: ``found, same alarms`` among equally many of its highest scores, and
        ``alarms, same found``, as many as it takes to find as many.

    Notes
    -----
    Encoder and sampler see training rows only. A sampler that leaves the same rows as one before it
    is not learnt from again.
    """
    rows = []
    for split, (train, test) in splits.items():
        columns = encoder().fit(X.iloc[train])
        learn, new = columns.transform(X.iloc[train]), columns.transform(X.iloc[test])
        done = {}
        for method in methods:
            with threadpool_limits(1):  # fits this small lose more to threads than they gain
                judged, removed, added = _judged(model, method, learn, y[train], new, done)
            counts = {"rows": len(train), "removed": removed, "added": added}
            plain = done[NO_RESAMPLING][1]
            rows.append(
                {"split": split, "method": method} | counts | _counts(y[test], *judged, plain)
            )
    return pd.DataFrame(rows)


def _judged(model, method, learn, y, new, done):
    """Return decisions and scores on new rows, and how many rows were removed and added."""
    classifier, removed, added = clone(MODELS[model]), 0, 0
    if method == WEIGHTS:
        classifier.set_params(class_weight="balanced")
    elif method == TUNED:
        cheap = make_scorer(cost, greater_is_better=False)
        classifier = TunedThresholdClassifierCV(classifier, scoring=cheap, cv=3, random_state=0)
    elif method != NO_RESAMPLING:
        sampler, n_before = clone(SAMPLERS[method]), len(y)
        learn, y = sampler.fit_resample(learn, y)
        removed, added = sampled_rows(Pipeline([("sampler", sampler)]), n_before)
    if method == "SMOTETomek" and removed == 0 and "SMOTE" in done:
        return done["SMOTE"], removed, added
    fitted = classifier.fit(learn, y)
    done[method] = fitted.predict(new), _scores(fitted, new)
    return done[method], removed, added


def _scores(fitted, X):
    """Return what the classifier ranks by: its distance from the boundary or its probability."""
    inner = fitted.estimator_ if isinstance(fitted, TunedThresholdClassifierCV) else fitted
    if hasattr(inner, "decision_function"):
        return inner.decision_function(X)
    return inner.predict_proba(X)[:, 1]


def _counts(y, decision, score, plain):
    """Count decisions on test rows; `plain` are the scores of the model without resampling."""
    alarms, found = int(decision.sum()), int(y[decision == 1].sum())
    return {
        "cases": len(y),
        "frauds": int(y.sum()),
        "alarms": alarms,
        "found": found,
        "average precision": average_precision_score(y, score),
        "in budget": found_among(y, score, BUDGET * len(y)),
        "found, same alarms": found_among(y, plain, alarms),
        "alarms, same found": alarms_needed(y, plain, found),
    }


def recalls_and_bills(counts):
    """Return recall and cost of every split and method, for :func:`.case_study.effects`.

    Parameters
    ----------
    counts : DataFrame
        As from :func:`outcomes`, of one model.

    Returns
    -------
    scores : DataFrame
        ``split``, ``method``, ``rows``, ``removed``, ``added``; ``recall`` of the decisions,
        ``recall in budget`` among the highest tenth of the scores, and ``euros per claim``.
    """
    misses, false = counts["frauds"] - counts["found"], counts["alarms"] - counts["found"]
    return counts[["split", "method", "rows", "removed", "added"]].assign(
        **{
            "recall": counts["found"] / counts["frauds"],
            "recall in budget": counts["in budget"] / counts["frauds"],
            "euros per claim": (FALSE_ALARM * false + MISS * misses) / counts["cases"],
        }
    )


def gains_curve(model, X, y, splits, shares_of_alarms):
    """Return the recall of a model without resampling if its highest scores raise the alarms.

    Parameters
    ----------
    model, X, y, splits
        As for :func:`outcomes`.
    shares_of_alarms : sequence of float
        How many of all claims raise an alarm.

    Returns
    -------
    recall : float array, one per share
        The mean over splits.
    """
    recalls = []
    for train, test in splits.values():
        columns = encoder().fit(X.iloc[train])
        fitted = clone(MODELS[model]).fit(columns.transform(X.iloc[train]), y[train])
        score = _scores(fitted, columns.transform(X.iloc[test]))
        found = [found_among(y[test], score, share * len(test)) for share in shares_of_alarms]
        recalls.append(np.array(found) / y[test].sum())
    return np.mean(recalls, axis=0)


def recorded_outcomes(table):
    """Return the recorded counts of one table, as from :func:`outcomes`.

    Parameters
    ----------
    table : {"simulated claims", "car claims"}

    Returns
    -------
    counts : DataFrame
        With a column ``model``.
    """
    stored = recorded(NAME)["measured"][table]
    return pd.concat(
        [
            pd.DataFrame(rows).assign(model=model)
            for model in MODELS
            for rows in stored[model].values()
        ],
        ignore_index=True,
    )


def main():
    """Measure what is not stored yet, and store it split by split."""
    provenance = {
        "command": f"python -m course_lib.experiments.{NAME}",
        "seeds": SEEDS,
        "data": {"car_insurance": datasets.TABLES["car_insurance"].sha256},
        "packages": ("wittgenstein",),
    }
    stored = measured_so_far(NAME, **provenance)
    tables = {"simulated claims": simulated_claims(), "car claims": car_claims()}
    tasks = [(model, table, seed) for model in METHODS for table in tables for seed in SEEDS]
    for model, table, seed in progress(tasks, "four classifiers"):
        X, y, splits = tables[table]
        found = stored.setdefault(table, {}).setdefault(model, {})
        if str(seed) not in found:
            counts = outcomes(model, METHODS[model], X, y, {seed: splits[seed]})
            found[str(seed)] = counts.round(5).to_dict("list")
            record(NAME, stored, **provenance)


if __name__ == "__main__":
    main()
