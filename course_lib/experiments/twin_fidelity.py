"""How far a twin resembles its table: marginals, correlations, Tomek links, three models.

``python -m course_lib.experiments.twin_fidelity`` compares the shipped twins with their tables,
which `COURSE_DATA` has to hold, and stores the result. It takes about five minutes, goes on where
it was interrupted, and leaves out a twin whose table cannot be had.
"""

import hashlib
import sys

import numpy as np
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score
from sklearn.model_selection import StratifiedKFold
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from threadpoolctl import threadpool_limits

from course_lib.datasets.twins import read_twin, sample_twin
from course_lib.datasets.twins.copula import score_correlations
from course_lib.datasets.twins.shipped import FOLDER, SHIPPED
from course_lib.evaluation.seeds import interval_half
from course_lib.experiments.resume import measured_so_far
from course_lib.progress_bar import progress
from course_lib.results import record
from course_lib.samplers import tomek_links

NAME = "twin_fidelity"
COMMAND = "python -m course_lib.experiments.twin_fidelity"
SEEDS = list(range(5))
FOLDS, MOST_MAJORITY = 3, 5_000
SHARED = 1 / (FOLDS - 1)  # test rows per training row
MEANS_APART = 0.1  # standard deviations that are worth a word
CLASSES = [(0, "majority"), (1, "minority")]
MODELS = {
    "logistic regression": LogisticRegression(max_iter=2000),
    "nearest neighbours": KNeighborsClassifier(15),
    "random forest": RandomForestClassifier(50, min_samples_leaf=3, random_state=0),
}


def fidelity(parameters, X, y, seeds=SEEDS):
    """Return how a twin compares with its table.

    Once per seed a table of the same size and imbalance is drawn from the twin, and from the table
    all of the minority and at most 5,000 rows of the majority.

    Parameters
    ----------
    parameters : TwinParameters
    X : DataFrame of numbers, shape (n, d)
    y : int array of shape (n,)
        1 = minority.
    seeds : list of int
        Two or more.

    Returns
    -------
    measured : dict
        ``marginals``: per class the Kolmogorov distance of every feature, 0 to 1, between the table
        and a draw as large. ``means``: per class the feature whose mean is furthest off, in the
        table's standard deviations, with both means. ``correlations``: per class the ``largest``
        difference between correlations of normal scores, of ``which`` pair, and the ``mean``.
        ``repeated_rows`` of table and draw. ``links``: Tomek links per minority row, features
        standardised, of table and
        twin. ``average_precision``: per model on the table, on the twin, and trained on the twin
        but tested on the table. These have ``mean``, ``low`` and ``high`` of a 95 % interval.

    Notes
    -----
    The intervals for links speak of other draws; those for average precision of other folds of the
    same table (Nadeau and Bengio) and of other draws of the twin.
    """
    same = sample_twin(parameters, len(y), float(np.mean(y)), random_state=0)
    rows = [
        _one_seed(parameters, X, y, seed) for seed in progress(list(seeds), "draws of the twin")
    ]
    links = pd.DataFrame([row["links"] for row in rows])
    precision = {
        (model, where): [each for row in rows for each in row[model][where]]
        for model in MODELS
        for where in rows[0][model]
    }
    return {
        "marginals": {name: _distances(X[y == c], same[0][same[1] == c]) for c, name in CLASSES},
        "means": {name: _means(X[y == c], same[0][same[1] == c]) for c, name in CLASSES},
        "correlations": {name: _unlike(X[y == c], same[0][same[1] == c]) for c, name in CLASSES},
        "repeated_rows": {
            "table": int(X.duplicated().sum()),
            "twin": int(same[0].duplicated().sum()),
        },
        "links": {where: interval(links[where]) for where in links},
        "average_precision": {
            model: {where: interval(precision[model, where], SHARED) for where in rows[0][model]}
            for model in MODELS
        },
    }


def _one_seed(parameters, X, y, seed):
    """Link shares, and per model the average precision of every fold, on table and twin."""
    random_state = np.random.RandomState(seed)
    minority, majority = np.flatnonzero(y == 1), np.flatnonzero(y == 0)
    if len(majority) > MOST_MAJORITY:
        majority = random_state.choice(majority, MOST_MAJORITY, replace=False)
    kept = random_state.permutation(np.r_[minority, majority])
    table = X.to_numpy(np.float64)[kept], y[kept]
    twin = sample_twin(parameters, len(kept), len(minority) / len(kept), seed)
    twin = twin[0].to_numpy(), twin[1]
    with threadpool_limits(1):
        return {
            "links": {"table": link_share(*table), "twin": link_share(*twin)},
            **{name: _precisions(model, table, twin, seed) for name, model in MODELS.items()},
        }


def link_share(X, y):
    """Return the number of Tomek links per minority row, the features standardised."""
    return len(tomek_links(StandardScaler().fit_transform(X), y)) / int(np.sum(y))


def _precisions(model, table, twin, seed):
    """Average precision per fold: on the table, on the twin, and from the twin to the table."""
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=seed)
    found = {"table": [], "twin": [], "twin to table": []}
    for (learn, test), (twin_learn, twin_test) in zip(
        folds.split(*table), folds.split(*twin), strict=True
    ):
        fitted = make_pipeline(StandardScaler(), model).fit(table[0][learn], table[1][learn])
        found["table"].append(_precision(fitted, table, test))
        fitted = make_pipeline(StandardScaler(), model).fit(
            twin[0][twin_learn], twin[1][twin_learn]
        )
        found["twin"].append(_precision(fitted, twin, twin_test))
        found["twin to table"].append(_precision(fitted, table, test))
    return found


def _precision(fitted, data, rows):
    return average_precision_score(data[1][rows], fitted.predict_proba(data[0][rows])[:, 1])


def _distances(real, twin):
    """The Kolmogorov distance of every feature, by name."""
    return {
        name: round(kolmogorov_distance(real[name].to_numpy(), twin[name].to_numpy()), 4)
        for name in real
    }


def kolmogorov_distance(first, second):
    """Return the largest difference between two empirical distribution functions.

    Parameters
    ----------
    first, second : float arrays

    Returns
    -------
    distance : float
        From 0, the same shares everywhere, to 1, no overlap.

    Examples
    --------
    >>> kolmogorov_distance([0, 0, 1, 2], [0, 1, 1, 2])
    0.25
    """
    places = np.concatenate([first, second])
    shares = [
        np.searchsorted(np.sort(each), places, side="right") / len(each) for each in (first, second)
    ]
    return float(np.abs(shares[0] - shares[1]).max())


def _means(real, twin):
    """The feature whose mean is furthest off, by how many standard deviations, and both means."""
    spread = real.std().where(real.std() > 0, np.inf)
    off = ((twin.mean() - real.mean()) / spread).abs()
    which = off.idxmax()
    means = {"table": float(real[which].mean()), "twin": float(twin[which].mean())}
    found = {"off": float(off[which]), **means}
    return {"which": which, **{name: float(f"{value:.4g}") for name, value in found.items()}}


def _unlike(real, twin):
    """Differences between the correlations; columns with a single value are left out."""
    difference = np.abs(score_correlations(real.to_numpy()) - score_correlations(twin.to_numpy()))
    first, second = np.triu_indices(len(difference), 1)
    each = difference[first, second]
    if np.isnan(each).all():  # one column, or none that varies
        return {"largest": 0.0, "which": [], "mean": 0.0}
    place = np.nanargmax(each)
    return {
        "largest": round(float(each[place]), 4),
        "which": [real.columns[first[place]], real.columns[second[place]]],
        "mean": round(float(np.nanmean(each)), 4),
    }


def interval(values, shared=0.0):
    """Return ``mean``, ``low`` and ``high`` of Student's 95 % interval, in four decimals.

    Parameters
    ----------
    values : sequence of float
    shared : float, default=0.0
        Test size over training size for folds that share rows (Nadeau and Bengio, 2003).

    Returns
    -------
    summary : dict of str to float
    """
    mean, half = np.mean(values), interval_half(values, shared)
    return {
        name: round(float(value), 4)
        for name, value in (("mean", mean), ("low", mean - half), ("high", mean + half))
    }


def report(measured):
    """Return a fidelity report as text; its last lines say in words where the twin falls short.

    Parameters
    ----------
    measured : dict
        From :func:`fidelity`.

    Returns
    -------
    text : str
    """
    lines = []
    for _, name in CLASSES:
        distances = pd.Series(measured["marginals"][name])
        unlike = measured["correlations"][name]
        lines += [
            f"{name}: Kolmogorov distance {distances.mean():.3f} on average, "
            f"{distances.max():.3f} at worst ({distances.idxmax()});",
            f"    correlations differ by {unlike['mean']:.3f} on average, {unlike['largest']:.3f} "
            f"at worst ({' and '.join(unlike['which']) or 'one column'}).",
        ]
    lines.append(
        "\n                        table                   twin                    twin to table"
    )
    rows = {"links per minority row": measured["links"]} | {
        f"AP, {model}": found for model, found in measured["average_precision"].items()
    }
    for name, found in rows.items():
        cells = [
            f"{each['mean']:.3f} [{each['low']:.3f}, {each['high']:.3f}]" for each in found.values()
        ]
        lines.append(f"{name:<24}" + "".join(f"{cell:<24}" for cell in cells).rstrip())
    return "\n".join([*lines, "", *falls_short(measured)]).rstrip()


def falls_short(measured):
    """Return sentences on what the twin gets wrong, beyond the table's own intervals.

    Parameters
    ----------
    measured : dict
        From :func:`fidelity`.

    Returns
    -------
    sentences : list of str
    """
    sentences = []
    if outside(measured["links"], "twin"):
        table, twin = (measured["links"][where]["mean"] for where in ("table", "twin"))
        word = "fewer" if twin < table else "more"
        sentences.append(
            f"The twin has {word} Tomek links: {twin:.3f} per minority row against {table:.3f}."
        )
    sentences += _of_models(measured["average_precision"])
    for name, mean in measured["means"].items():
        if mean["off"] > MEANS_APART:
            sentences.append(
                f"The mean of {mean['which']} in the {name} is {mean['twin']:,g} in the twin, "
                f"{mean['table']:,g} in the table."
            )
    repeated = measured["repeated_rows"]
    if repeated["table"] > 2 * repeated["twin"]:
        sentences.append(
            f"The table has {repeated['table']:,} rows that repeat an earlier one, the twin "
            f"{repeated['twin']:,}."
        )
    return sentences


def _of_models(precisions):
    """A sentence for every model and route whose average precision is not the table's."""
    words = {
        "twin": ("The twin is easier", "The twin is harder"),
        "twin to table": ("Training on the twin is better", "Training on the twin is worse"),
    }
    for model, found in precisions.items():
        for where, (better, worse) in words.items():
            change = found[where]["mean"] - found["table"]["mean"]
            if outside(found, where):
                word = better if change > 0 else worse
                yield f"{word} for {model}: average precision {change:+.3f}."


def outside(found, where):
    """Whether a mean lies outside the table's interval."""
    return not found["table"]["low"] <= found[where]["mean"] <= found["table"]["high"]


def main():
    """Measure what is not stored yet, and store it."""
    checksums = {name: table.sha256 for name, (_, table, _, _) in SHIPPED.items()}
    provenance = {"command": COMMAND, "seeds": SEEDS, "data": checksums}
    measured = measured_so_far(NAME, **provenance)
    for name, (load, _, _, _) in SHIPPED.items():
        path = FOLDER / f"{name}.json"
        file = hashlib.sha256(path.read_bytes()).hexdigest()
        if measured.get(name, {}).get("parameters_sha256") != file:
            try:
                X, y = load()
            except (OSError, ValueError) as error:
                print(f"{name}: left out. {error}", file=sys.stderr)
                continue
            measured[name] = {"parameters_sha256": file, **fidelity(read_twin(path), X, y)}
            record(NAME, measured, **provenance)
        print(f"{name}\n{report(measured[name])}\n")


if __name__ == "__main__":
    main()
