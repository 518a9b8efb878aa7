"""Does it pay to measure distance properly? Cleaning and SMOTE on mixed tables, many seeds.

``python -m course_lib.experiments.mixed_scores`` measures the simulated claims and the real tables
that `COURSE_DATA` or the download cache holds, and stores the results for lesson 15.
"""

import numpy as np
import pandas as pd
from imblearn.over_sampling import SMOTENC, RandomOverSampler
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score
from sklearn.model_selection import train_test_split
from sklearn.neighbors import KNeighborsClassifier
from sklearn.preprocessing import StandardScaler
from threadpoolctl import threadpool_limits

from course_lib import datasets
from course_lib.evaluation.diagnose import nominal_columns
from course_lib.evaluation.diagnose.column_kinds import column_kinds
from course_lib.evaluation.diagnose.sample import measured_rows
from course_lib.evaluation.mixed_columns import (
    as_codes,
    decoded,
    encodings,
    is_nominal,
    links_lost,
)
from course_lib.evaluation.seeds import interval_half
from course_lib.experiments.resume import measured_so_far
from course_lib.progress_bar import progress
from course_lib.results import record, recorded
from course_lib.samplers import SMOTE, edited_nearest_neighbours, tomek_links

NO_RESAMPLING = "no resampling"
MODELS = {
    "logistic regression": LogisticRegression(max_iter=1000),
    "nearest neighbours": KNeighborsClassifier(15),
}
SEEDS = list(range(20))
ROWS = 2000
NAME = "mixed_scores"


def cleaned_rows(X, y):
    """Return which rows Tomek links and editing keep, for each of five distances.

    Parameters
    ----------
    X : DataFrame of shape (n, d)
        Names in columns of dtype category.
    y : int array of shape (n,)
        1 = minority, which loses nothing.

    Returns
    -------
    kept : dict of str to int array
        Row numbers by name, such as ``"Tomek links, HEOM"``; ``"no resampling"`` keeps all.
    """
    rows = np.arange(len(y))
    kept = {NO_RESAMPLING: rows}
    spaces = encodings(X, y)
    for name, space in spaces.items():
        members = tomek_links(space, y).ravel()
        kept[f"Tomek links, {name}"] = np.setdiff1d(rows, members[y[members] == 0])
    for name, space in spaces.items():
        mask = edited_nearest_neighbours(space, y, kind_sel="all", classes=[0])
        kept[f"editing, {name}"] = np.flatnonzero(mask)
    return kept


def grown_tables(X, y, seed):
    """Return the table with its minority grown to the size of the majority, four ways, one-hot.

    Parameters
    ----------
    X, y
        As for :func:`cleaned_rows`; numbers standardised.
    seed : int
        Of the samplers.

    Returns
    -------
    tables : dict of str to (DataFrame, array)
        What was made as codes was rounded to the nearest category.
    """
    codes, labels = SMOTE(random_state=seed).fit_resample(as_codes(X), y)
    grown = {
        "random over-sampling": RandomOverSampler(random_state=seed).fit_resample(X, y),
        "SMOTE, codes": (decoded(codes, X), labels),
        "SMOTENC": SMOTENC("auto", random_state=seed).fit_resample(X, y),
    }
    tables = {name: (_columns(table), labels) for name, (table, labels) in grown.items()}
    tables["SMOTE, one-hot"] = SMOTE(random_state=seed).fit_resample(_columns(X), y)
    return tables


def _columns(X):
    """Return numbers as they are, beside zeros and ones."""
    return pd.get_dummies(X, columns=list(X.columns[is_nominal(X)]), dtype=float)


def scores(draw, seeds):
    """Score both models behind every method on new samples.

    Parameters
    ----------
    draw : callable
        ``draw(seed)`` returns ``X, X_new, y, y_new``: a table to learn from and one to be judged
        on, with the same categories.
    seeds : iterable of int

    Returns
    -------
    table : DataFrame
        Average precision: one row per seed, one column per (model, method).
    """
    found, done = [], []
    for seed in seeds:
        X, X_new, y, y_new = draw(seed)
        done.append(seed)
        numbers = X.columns[~is_nominal(X)]
        scaler = StandardScaler().fit(X[numbers])
        X, X_new = (_scaled(table, scaler, numbers) for table in (X, X_new))
        columns = _columns(X)
        kept = cleaned_rows(X, y)
        trained = {name: (columns.iloc[rows], y[rows]) for name, rows in kept.items()}
        trained |= grown_tables(X, y, seed)
        with threadpool_limits(1):
            found.append({
                (model, method): _average_precision(MODELS[model], *data, _columns(X_new), y_new)
                for model in MODELS for method, data in trained.items()
            })  # fmt: skip
    table = pd.DataFrame(found, index=done)
    return table.set_axis(pd.MultiIndex.from_tuples(table.columns), axis=1)


def _scaled(X, scaler, numbers):
    return X.assign(**pd.DataFrame(scaler.transform(X[numbers]), X.index, numbers))


def _average_precision(model, X, y, X_new, y_new):
    return average_precision_score(y_new, model.fit(X, y).predict_proba(X_new)[:, 1])


def draw_claims(seed):
    """Return 1,000 simulated claims to learn from and 2,000 to be judged on."""
    X, y = datasets.insurance_claims(1000 + ROWS, random_state=seed)
    return X[:1000], X[1000:].reset_index(drop=True), y[:1000], y[1000:]


def real_table(name):
    """Return a real table as it should be read.

    Parameters
    ----------
    name : {"car_insurance", "adult"}

    Returns
    -------
    X : DataFrame
        The representatives' numbers as categories; without the survey's weights.
    y : int array
    """
    if name == "adult":
        X, y = datasets.load_adult()
        return X.drop(columns="fnlwgt"), y
    X, y = datasets.load_car_insurance()
    return X.astype({"RepNumber": "category"}), y


def halves(X, y, seed):
    """Return 2,000 rows to learn from and 2,000 others to be judged on, class shares kept."""
    sizes = dict(train_size=ROWS, test_size=ROWS, stratify=y, random_state=seed)
    learn, new, y_learn, y_new = train_test_split(X, y, **sizes)
    return learn.reset_index(drop=True), new.reset_index(drop=True), y_learn, y_new


def differences(table, baseline=NO_RESAMPLING):
    """Return what every method changes, as the mean difference on the same seed.

    Parameters
    ----------
    table : DataFrame
        As from :func:`scores`.
    baseline : str, default="no resampling"

    Returns
    -------
    summary : DataFrame
        A row per model and method, the baseline included; ``difference`` and the ``half`` width of
        its 95 % interval.
    """
    parts = [table[[model]].sub(table[model, baseline], axis=0) for model in MODELS]
    paired = pd.concat(parts, axis=1)
    return pd.DataFrame({"difference": paired.mean(), "half": interval_half(paired.T)})


def recorded_scores(name):
    """Return the recorded average precision of one table, as from :func:`scores`.

    Parameters
    ----------
    name : {"claims", "car_insurance", "adult"}

    Returns
    -------
    table : DataFrame
    """
    stored = recorded(NAME)["measured"]["scores"][name]
    columns = {
        (model, method): stored[model][method] for model in stored for method in stored[model]
    }
    return pd.DataFrame(columns, index=SEEDS)


def main():
    """Measure what is not stored yet, and store it table by table."""
    real = ("car_insurance", "adult")
    provenance = {
        "command": f"python -m course_lib.experiments.{NAME}",
        "seeds": SEEDS,
        "data": {name: datasets.TABLES[name].sha256 for name in real},
    }
    stored = measured_so_far(NAME, **provenance) or {"scores": {}}
    stored = {"scores": stored["scores"]} | {"tables": {}, "links": {}, "as codes": {}}
    _measure("claims", draw_claims, stored, provenance)
    for name in real:
        X, y = real_table(name)
        _measure(name, lambda seed, table=(X, y): halves(*table, seed), stored, provenance)
        _describe(name, X, y, stored)
        record(NAME, stored, **provenance)


def _describe(name, X, y, stored):
    """Store what else the lesson says about a real table."""
    names = is_nominal(X).sum()
    counts = {"rows": len(y), "minority": y.sum(), "columns of names": names}
    counts["columns of numbers"] = X.shape[1] - names
    stored["tables"][name] = {key: int(count) for key, count in counts.items()}
    some, _, y_some, _ = halves(X, y, 0)
    stored["links"][name] = links_lost(some, y_some).round(4).to_dict("index")
    stored["as codes"][name] = _recognised(X, y)


def _recognised(X, y):
    """Return what the diagnosis says of a table whose names were replaced by codes."""
    names = X.columns[is_nominal(X)]
    coded = X.assign(**{name: X[name].cat.codes for name in names})
    several = [name for name in names if len(X[name].cat.categories) > 2]
    rows = measured_rows(y, ROWS)
    kinds = column_kinds(coded.iloc[rows], y[rows])
    counts = [len(set(kind) & set(several)) for kind in (kinds.codes, kinds.undecided)]
    return {
        "diagnosis": nominal_columns(coded, y).status,
        "columns of three names or more": len(several),
        "recognised": counts[0],
        "left open": counts[1],
        "taken for numbers": len(several) - sum(counts),
    }


def _measure(name, draw, stored, provenance):
    if name in stored["scores"]:
        return
    table = scores(draw, progress(SEEDS, name)).round(5)
    stored["scores"][name] = {model: table[model].to_dict("list") for model in MODELS}
    record(NAME, stored, **provenance)


if __name__ == "__main__":
    main()
