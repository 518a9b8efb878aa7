"""Online payments: what changes the share of frauds that a fixed share of alerts finds?

``python -m course_lib.experiments.payments_detection`` measures twenty draws of the simulator and,
where `COURSE_DATA` has it, the car-insurance table, and stores the results for lesson 20.
"""

import sys

import numpy as np
import pandas as pd
from imblearn.pipeline import make_pipeline
from sklearn.base import clone
from sklearn.compose import make_column_selector, make_column_transformer
from sklearn.impute import SimpleImputer
from sklearn.metrics import average_precision_score, make_scorer, recall_score
from sklearn.model_selection import (
    StratifiedKFold,
    StratifiedShuffleSplit,
    train_test_split,
)
from sklearn.preprocessing import OneHotEncoder, StandardScaler, TargetEncoder
from xgboost import XGBClassifier

from course_lib import datasets, samplers
from course_lib.evaluation.alerts import detection_rate
from course_lib.evaluation.case_study import compare_methods
from course_lib.experiments.resume import measured_so_far
from course_lib.progress_bar import progress
from course_lib.results import record, recorded

NAME = "payments_detection"
SEEDS, TUNING_SEEDS = list(range(20)), list(range(100, 104))
ROWS, FIRST_TEST_DAY = 12_000, 60
ALERT_RATES = (0.01, 0.02, 0.03, 0.05, 0.07, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4)
BUDGET = "detection at 2%"
IDS = ["device", "address"]
SETTINGS = {
    "out of the box": {},
    "shallow": {"max_depth": 3, "learning_rate": 0.1, "n_estimators": 150},
    "slow": {"max_depth": 4, "learning_rate": 0.05, "n_estimators": 200, "min_child_weight": 5},
    "two levels": {"max_depth": 2, "learning_rate": 0.1, "n_estimators": 300, "subsample": 0.8,
                   "colsample_bytree": 0.5},
}  # fmt: skip
SAMPLERS = (
    "TomekLinks", "EditedNearestNeighbours", "NeighbourhoodCleaningRule", "RandomUnderSampler",
    "SMOTE", "SMOTETomek", "SMOTEENN",
)  # fmt: skip
FILLS = {
    "-999": SimpleImputer(strategy="constant", fill_value=-999),
    "median": SimpleImputer(strategy="median"),
    "median and flags": SimpleImputer(strategy="median", add_indicator=True),
}


def booster(settings="two levels", **changes):
    """Return an XGBoost classifier on one thread, by the name of its settings in `SETTINGS`."""
    fixed = {"tree_method": "hist", "n_jobs": 1, "random_state": 0, "enable_categorical": True}
    return XGBClassifier(**fixed | SETTINGS[settings] | changes)


def recent_counts(day, identity, window=14.0):
    """Return how many earlier payments the same identity made in the days before each payment.

    Parameters
    ----------
    day : float array of shape (n,)
        Rising.
    identity : float array of shape (n,)
        NaN = not known.
    window : float, default 14
        In days.

    Returns
    -------
    counts : float array of shape (n,)
        NaN where the identity is not known. Labels and later payments play no part.

    Examples
    --------
    >>> recent_counts([0, 5, 20, 21, 30], [7, 7, 7, np.nan, 7])
    array([ 0.,  1.,  0., nan,  1.])
    """
    day, counts = np.asarray(day, dtype=float), np.full(len(day), np.nan)
    for rows in pd.Series(np.arange(len(day))).groupby(np.asarray(identity)):
        own = rows[1].to_numpy()
        counts[own] = np.arange(len(own)) - np.searchsorted(day[own], day[own] - window)
    return counts


def with_counts(X):
    """Return the payments with recent counts in place of identities, and without the day."""
    counts = {name: recent_counts(X["day"], X[name]) for name in IDS}
    return X.assign(**counts).drop(columns="day")


def prepared(sampler=None, fill="median and flags", model=None):
    """Return a pipeline that makes a table complete and numeric, resamples it, and fits a model.

    Parameters
    ----------
    sampler : sampler, optional
        By default nothing is resampled.
    fill : {"median and flags", "median", "-999"}
        What stands for a missing number; flags are columns that say where one was missing. A
        missing name is a name of its own. Numbers are then standardised, names one-hot.
    model : classifier, optional
        By default `booster()`.

    Returns
    -------
    pipeline : imblearn.pipeline.Pipeline
    """
    numbers = make_pipeline(clone(FILLS[fill]), StandardScaler())
    names = OneHotEncoder(handle_unknown="ignore", sparse_output=False)
    columns = make_column_transformer(
        (numbers, make_column_selector(dtype_include="number")),
        (names, make_column_selector(dtype_include="category")),
    )
    return make_pipeline(columns, *([sampler] if sampler else []), model or booster())


def methods(ratio):
    """Return every method by name; in the order in which the lesson speaks of them.

    Parameters
    ----------
    ratio : float
        Majority over minority, for the class weight.
    """
    everything = {
        "nothing": booster(),
        "class weight": booster(scale_pos_weight=ratio),
        "prepared": prepared(),
    }
    for name in SAMPLERS:
        takes_seed = "random_state" in getattr(samplers, name)().get_params()
        everything[name] = prepared(
            getattr(samplers, name)(**({"random_state": 0} if takes_seed else {}))
        )
    return everything


def methods_for_payments():
    """Return those of `methods`, and what the lesson asks of gaps and of XGBoost as it comes."""
    everything = methods(ratio=27)
    for fill in ("-999", "median"):
        everything[f"{fill}, prepared"] = prepared(fill=fill)
    everything["median, SMOTE"] = prepared(samplers.SMOTE(random_state=0), "median")
    plain = booster("out of the box")
    everything["out of the box, nothing"] = plain
    for name in ("SMOTE", "SMOTETomek"):
        sampler = getattr(samplers, name)(random_state=0)
        everything[f"out of the box, {name}"] = prepared(sampler, model=plain)
    return everything


def scoring():
    """Return the scorers: detection at each alert rate, average precision, decisions at 0.5."""
    detection = {
        f"detection at {rate:.0%}": make_scorer(
            detection_rate, response_method="predict_proba", alert_rate=rate
        )
        for rate in ALERT_RATES
    }
    decided = {"recall": "recall", "alerts": make_scorer(alerted)}
    return detection | {"average precision": "average_precision"} | decided


def alerted(y, decision):
    """Return the share of rows that a decision alerts, whatever the labels."""
    return float(np.mean(decision))


def payments(seed):
    """Return one draw ready for a model: ``X, y, (train rows, test rows), probability``.

    The last third of the 90 days is the test part.
    """
    X, y, probability = datasets.online_payments(ROWS, random_state=seed, return_probability=True)
    late = X["day"].to_numpy() >= FIRST_TEST_DAY
    return with_counts(X), y, (np.flatnonzero(~late), np.flatnonzero(late)), probability


def scores_on_draws(chosen, seeds):
    """Score methods on draws of the simulator, one split in time each.

    Parameters
    ----------
    chosen : dict of str to classifier
    seeds : iterable of int

    Returns
    -------
    scores : DataFrame
        As from :func:`course_lib.evaluation.case_study.compare_methods`, ``split`` being the seed,
        with "the truth" as a further method: the ranking by the true probability.
    """
    tables = []
    for seed in seeds:
        X, y, (train, test), probability = payments(seed)
        table = compare_methods(chosen, X, y, [(train, test)], scoring())
        truth = {"method": "the truth", "rows": len(train), "removed": 0, "added": 0}
        for rate in ALERT_RATES:
            truth[f"detection at {rate:.0%}"] = detection_rate(y[test], probability[test], rate)
        truth["average precision"] = average_precision_score(y[test], probability[test])
        tables.append(pd.concat([table, pd.DataFrame([truth])]).assign(split=seed))
    return pd.concat(tables, ignore_index=True)


def identity_tables(X, y, train):
    """Return the payments with their identities treated in five ways, by name.

    Parameters
    ----------
    X : DataFrame
        As from :func:`course_lib.datasets.online_payments`.
    y : int array of shape (n,)
    train : int array
        Rows that labels may be taken from.

    Returns
    -------
    tables : dict of str to DataFrame
        ``"dropped"``; ``"as a number"``; ``"recent counts"``; the mean label of the identity,
        ``"mean label, own included"`` and ``"mean label, other folds"``.
    """
    plain = X.drop(columns="day")
    tables = {
        "dropped": plain.drop(columns=IDS),
        "as a number": plain,
        "recent counts": with_counts(X),
    }
    encoder = TargetEncoder(cv=StratifiedKFold(5, shuffle=True, random_state=0))
    other_folds = encoder.fit_transform(plain.iloc[train][IDS], y[train])
    means = encoder.transform(plain[IDS])
    tables["mean label, own included"] = plain.assign(**dict(zip(IDS, means.T, strict=True)))
    means = means.copy()
    means[train] = other_folds
    tables["mean label, other folds"] = plain.assign(**dict(zip(IDS, means.T, strict=True)))
    return tables


def identity_scores(seeds):
    """Score the five treatments of identities, on a split in time and on one at random.

    Parameters
    ----------
    seeds : iterable of int

    Returns
    -------
    scores : DataFrame
        As from :func:`scores_on_draws`; a method is such as ``"dropped, at random"``.
    """
    tables = []
    for seed in seeds:
        X, y = datasets.online_payments(ROWS, random_state=seed)
        late = X["day"].to_numpy() >= FIRST_TEST_DAY
        shuffled = np.random.default_rng(seed).permutation(late)
        for split, test in {"in time": late, "at random": shuffled}.items():
            rows = (np.flatnonzero(~test), np.flatnonzero(test))
            for name, table in identity_tables(X, y, rows[0]).items():
                chosen = {f"{name}, {split}": booster()}
                tables.append(
                    compare_methods(chosen, table, y, [rows], scoring()).assign(split=seed)
                )
    return pd.concat(tables, ignore_index=True)


def resampled_before_splitting(seeds):
    """Score SMOTETomek the wrong way: the whole table is resampled, and only then split.

    Parameters
    ----------
    seeds : iterable of int

    Returns
    -------
    scores : DataFrame
        ``split`` (the seed), ``method``, and what would be reported of a third of the resampled
        rows, drawn at random: ``recall`` and ``accuracy`` of XGBoost as it comes.
    """
    found = []
    for seed in seeds:
        X, y, _, _ = payments(seed)
        columns, sampler = prepared(samplers.SMOTETomek(random_state=0))[:-1]
        X_all, y_all = sampler.fit_resample(columns.fit_transform(X), y)
        X_train, X_test, y_train, y_test = train_test_split(
            X_all, y_all, test_size=1 / 3, stratify=y_all, random_state=seed
        )
        decision = booster("out of the box").fit(X_train, y_train).predict(X_test)
        reported = {
            "recall": recall_score(y_test, decision),
            "accuracy": np.mean(decision == y_test),
        }
        found.append({"split": seed, "method": "resampled before splitting", **reported})
    return pd.DataFrame(found)


def claims():
    """Return the car-insurance table ``X, y``: age 0 as missing, representatives as names."""
    X, y = datasets.load_car_insurance()
    X = X.assign(Age=X["Age"].replace(0, np.nan))
    return X.astype({"RepNumber": "category"}), y


def recorded_detection(part):
    """Return recorded scores, as from :func:`scores_on_draws`.

    Parameters
    ----------
    part : {"payments", "identities", "leaked", "settings", "car insurance"}
        Twenty draws each of the first three, four other draws for the settings, twenty splits of
        one real table for the last: 6,000 claims to learn from, 3,000 others to be judged on.
    """
    stored = recorded(NAME)["measured"][part]
    tables = [pd.DataFrame(columns).assign(method=name) for name, columns in stored.items()]
    return pd.concat(tables, ignore_index=True)


def main():
    """Measure what is not stored yet, and store it split by split."""
    provenance = {
        "command": f"python -m course_lib.experiments.{NAME}",
        "seeds": SEEDS,
        "data": {"car_insurance": datasets.TABLES["car_insurance"].sha256},
        "packages": ["xgboost-cpu"],
    }
    stored = measured_so_far(NAME, **provenance)
    settings = {name: booster(name) for name in SETTINGS}
    payment_methods, parts = methods_for_payments(), {}
    parts["settings"] = TUNING_SEEDS, lambda seed: scores_on_draws(settings, [seed])
    parts["identities"] = SEEDS, lambda seed: identity_scores([seed])
    parts["leaked"] = SEEDS, lambda seed: resampled_before_splitting([seed])
    parts["payments"] = SEEDS, lambda seed: scores_on_draws(payment_methods, [seed])
    try:
        parts["car insurance"] = _splits_of_claims()
    except (OSError, ValueError) as error:
        print(f"car insurance: left out. {error}", file=sys.stderr)
    for part, (splits, measure) in parts.items():
        for split in progress(splits, part):
            if split not in _splits_of(stored.get(part, {})):
                _add(stored.setdefault(part, {}), measure(split))
                record(NAME, stored, **provenance)


def _splits_of_claims():
    X, y = claims()
    draws = StratifiedShuffleSplit(20, train_size=6000, test_size=3000, random_state=0)
    splits, chosen = [*draws.split(X, y)], methods(ratio=(y == 0).sum() / y.sum())

    def measure(split):
        return compare_methods(chosen, X, y, [splits[split]], scoring()).assign(split=split)

    return range(len(splits)), measure


def _splits_of(part):
    return next(iter(part.values()))["split"] if part else []


def _add(part, scores):
    """Append the scores of one split to the lists of every method."""
    for name, table in scores.groupby("method", sort=False):
        for column, values in table.drop(columns="method").dropna(axis=1).round(5).items():
            part.setdefault(name, {}).setdefault(column, []).extend(values.tolist())


if __name__ == "__main__":
    main()
