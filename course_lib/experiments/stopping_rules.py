"""When to stop cleaning: four stopping rules behind the same folds.

``python -m course_lib.experiments.stopping_rules`` measures 20 seeds on three data sets behind two
models, two of them real tables that `COURSE_DATA` or the download cache holds, and stores the
scores for lesson 12. It takes about five minutes and goes on where it was interrupted.
"""

import numpy as np
import pandas as pd
from sklearn.base import BaseEstimator
from sklearn.preprocessing import StandardScaler

from course_lib import datasets
from course_lib.evaluation.cleaning_rounds import RULES, cleaning_rounds
from course_lib.evaluation.paired import METRIC_NAMES, paired_differences, seed_scores
from course_lib.evaluation.protocol import DRAWS, MODELS, NO_RESAMPLING, SEEDS, TABLES
from course_lib.experiments.resume import measured_so_far
from course_lib.progress_bar import progress
from course_lib.results import record, recorded

NAME = "stopping_rules"
DATA_SETS = {"clouds": DRAWS["clouds"]}
DATA_SETS |= {name: lambda _, load=TABLES[name]: load() for name in ("haberman", "pima")}
REAL = {
    "haberman": datasets.load_haberman,
    "mammography": datasets.load_mammography,
    "oil_spill": datasets.load_oil_spill,
    "phoneme": datasets.load_phoneme,
    "pima": datasets.load_pima,
}
MODEL_NAMES = ("logistic regression", "nearest neighbours")
STOPS = ("one round", "below 1 %", "a tenth of a class", "nothing moves")


def rounds_to_run(kept_rows, y, stop):
    """Return how many rounds a stopping rule lets run.

    Parameters
    ----------
    kept_rows : list of int arrays
        As from :func:`course_lib.evaluation.cleaning_rounds.cleaning_rounds`.
    y : array of shape (n,)
    stop : {"one round", "below 1 %", "a tenth of a class", "nothing moves"}
        "below 1 %" stops at the first round that would remove less than a hundredth of the rows
        left, "a tenth of a class" before a class has lost more than a tenth of its rows; neither
        runs that round.

    Returns
    -------
    rounds : int

    Examples
    --------
    >>> kept_rows = [np.arange(100), np.arange(5, 100), np.arange(12, 100), np.arange(13, 100)]
    >>> y = np.repeat([0, 1], 50)
    >>> [rounds_to_run(kept_rows, y, stop) for stop in STOPS]
    [1, 3, 1, 3]
    """
    last = len(kept_rows) - 1
    if stop == "one round":
        return min(1, last)
    if stop == "nothing moves":
        return last
    if stop == "below 1 %":
        shares = [1 - len(kept_rows[i + 1]) / len(kept_rows[i]) for i in range(last)]
        return next((i for i, share in enumerate(shares) if share < 0.01), last)
    if stop == "a tenth of a class":
        labels, counts = np.unique(y, return_counts=True)
        left = [[np.sum(y[kept] == label) for label in labels] for kept in kept_rows]
        spared = (np.array(left) >= 0.9 * counts).all(axis=1)
        return int(spared.sum()) - 1
    raise ValueError(f"stop={stop!r} is not known; choose among {', '.join(STOPS)}.")


class CleanInRounds(BaseEstimator):
    """Clean until a stopping rule says enough.

    Parameters
    ----------
    rule : str
        As for :func:`course_lib.evaluation.cleaning_rounds.cleaning_rounds`.
    stop : str or int, default="one round"
        As for :func:`rounds_to_run`, or the largest number of rounds.

    Examples
    --------
    >>> X, y = datasets.receding_line(8)
    >>> len(CleanInRounds("links").fit_resample(X, y)[1])
    8
    >>> len(CleanInRounds("links", stop=3).fit_resample(X, y)[1])
    6
    """

    def __init__(self, rule, stop="one round"):
        self.rule = rule
        self.stop = stop

    def fit_resample(self, X, y):
        """Return the samples and labels that are left."""
        X, y = np.asarray(X), np.asarray(y)
        most = self.stop if isinstance(self.stop, int) else None
        kept_rows = cleaning_rounds(X, y, self.rule, most_rounds=most)
        rounds = -1 if most is not None else rounds_to_run(kept_rows, y, self.stop)
        kept = kept_rows[rounds]
        return X[kept], y[kept]


METHODS = {
    NO_RESAMPLING: None,
    "links, one round": CleanInRounds("links"),
    "links, nothing moves": CleanInRounds("links", "nothing moves"),
    **{f"editing, {stop}": CleanInRounds("editing, unanimity", stop) for stop in STOPS},
}


def rounds_of_every_rule(X, y):
    """Return what every rule removes until nothing moves, in the first round and in all.

    Parameters
    ----------
    X : array of shape (n, d)
        In the same units for every feature: scale first.
    y : int array of shape (n,)
        Labels 0 and 1, the minority.

    Returns
    -------
    table : dict of str to dict
        By rule: ``rounds``, and the shares ``first, majority``, ``all, majority``, ``first,
        minority`` and ``all, minority`` of each class.

    Examples
    --------
    >>> rounds_of_every_rule(*datasets.receding_line(8))["links"]["rounds"]
    8
    """
    table = {}
    for rule in RULES:
        kept = cleaning_rounds(X, y, rule)
        row = {"rounds": len(kept) - 1}
        for when, rows in (("first", kept[min(1, len(kept) - 1)]), ("all", kept[-1])):
            for label, name in enumerate(("majority", "minority")):
                row[f"{when}, {name}"] = float(1 - np.sum(y[rows] == label) / np.sum(y == label))
        table[rule] = row
    return table


def stopping_scores(data_set, model, seeds=SEEDS, names=tuple(METHODS)):
    """Return the scores of stopping rules, as :func:`course_lib.evaluation.seed_scores` does.

    Parameters
    ----------
    data_set : {"clouds", "haberman", "pima"}
    model : {"logistic regression", "nearest neighbours"}
    seeds : sequence of int, default=SEEDS
    names : sequence of str
        Some of `METHODS`; all by default.

    Returns
    -------
    scores : DataFrame
    """
    samplers = {name: METHODS[name] for name in names}
    return seed_scores(DATA_SETS[data_set], MODELS[model], samplers, seeds)


def recorded_stops(data_set, model):
    """Return the recorded scores, as :func:`stopping_scores` does."""
    methods = recorded(NAME)["measured"]["scores"][data_set][model]
    tables = [
        pd.DataFrame({"seed": SEEDS, "method": name, **each}) for name, each in methods.items()
    ]
    return pd.concat(tables, ignore_index=True)


def stop_differences(baseline):
    """Return every method's difference from `baseline`, on every data set behind every model.

    Parameters
    ----------
    baseline : str
        One of `METHODS`.

    Returns
    -------
    table : DataFrame
        ``data_set``, ``model``, and the columns of
        :func:`course_lib.evaluation.paired_differences`, the baseline's mean under ``level``.
    """
    tables = []
    for data_set in DATA_SETS:
        for model in MODEL_NAMES:
            table = paired_differences(recorded_stops(data_set, model), baseline)
            tables.append(
                table.rename(columns={baseline: "level"}).assign(data_set=data_set, model=model)
            )
    return pd.concat(tables, ignore_index=True)


def main():
    """Measure what is not stored yet, and store the scores."""
    provenance = {
        "command": f"python -m course_lib.experiments.{NAME}",
        "seeds": SEEDS,
        "data": {name: datasets.TABLES[name].sha256 for name in REAL},
    }
    stored = measured_so_far(NAME, **provenance) or {"rounds": {}, "scores": {}}
    for name, load in REAL.items():
        X, y = load()
        stored["rounds"][name] = rounds_of_every_rule(StandardScaler().fit_transform(X), y)
    tasks = [(data_set, model) for data_set in DATA_SETS for model in MODEL_NAMES]
    for data_set, model in progress(tasks, "stopping rules"):
        done = stored["scores"].setdefault(data_set, {})
        if model not in done:
            scores = stopping_scores(data_set, model).round(5)
            done[model] = {
                method: of_method[list(METRIC_NAMES)].to_dict("list")
                for method, of_method in scores.groupby("method", sort=False)
            }
        record(NAME, stored, **provenance)


if __name__ == "__main__":
    main()
