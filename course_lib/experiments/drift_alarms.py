"""What does a monitor see? Feature drift, alerts and late labels where nothing, something changes.

``python -m course_lib.experiments.drift_alarms`` measures it and stores the result for lesson 24.
"""

import numpy as np
import pandas as pd
from sklearn.metrics import average_precision_score
from threadpoolctl import threadpool_limits

from course_lib.config import RETRAINING_EXAMPLE, RetrainingConfiguration, read
from course_lib.datasets.drifting_cards import KINDS, drifting_cards
from course_lib.production.drift import stability_index
from course_lib.production.fitting import fit, ranking_score
from course_lib.production.windows import time_windows
from course_lib.progress_bar import progress
from course_lib.results import record, recorded

NAME = "drift_alarms"
SEEDS = list(range(20))
CHANGE, WEEKS = 56, 4  # day of the change; weeks watched before it (labels complete) and after it
SIZES = ("week", "day", "200 at random", "50 at random")
LIMITS = (0.1, 0.25)  # of the index, as in use


def watch(kind, seed):
    """Return what a monitor sees of one model, trained before the change and then left alone.

    Parameters
    ----------
    kind : {"none", "pattern", "volume"}
        As for :func:`course_lib.datasets.drifting_cards`.
    seed : int

    Returns
    -------
    seen : dict of str to float
        Average precision, alert rate, precision and recall in the week before the change and in the
        four weeks after it; for each size of the window compared with training and each limit, the
        share of windows after the change in which any feature's index exceeds it.
    """
    configuration = read(RETRAINING_EXAMPLE, RetrainingConfiguration)
    cases, names = (
        drifting_cards(kind, CHANGE, random_state=seed),
        configuration.retraining.features,
    )
    day = (cases["time"].dt.normalize() - cases["time"].min().normalize()).dt.days.to_numpy()
    until = cases["time"].min().normalize() + pd.Timedelta(days=CHANGE - 1)
    train = time_windows(cases["time"], configuration.retraining, until).train
    X, y = cases[names], cases["fraud"].to_numpy()
    with threadpool_limits(1):
        fitted = fit(configuration, X[train], y[train])
    scores = ranking_score(fitted.model, X)
    seen = {}
    for when, rows in (
        ("before", (day >= CHANGE - 7) & (day < CHANGE)),
        ("after", (day >= CHANGE) & (day < CHANGE + 7 * WEEKS)),
    ):
        found = _watched(y[rows], scores[rows], fitted.threshold)
        seen |= {f"{name} {when}": value for name, value in found.items()}
    later = X[(day >= CHANGE) & (day < CHANGE + 7 * WEEKS)]
    return seen | _alarms(X[train], later, day[later.index])


def _watched(y, score, threshold):
    flagged = score >= threshold
    hits = np.sum(flagged & (y == 1))
    return {
        "average precision": average_precision_score(y, score),
        "alert rate": flagged.mean(),
        "precision": hits / max(flagged.sum(), 1),
        "recall": hits / y.sum(),
    }


def _alarms(reference, later, day):
    """Return the share of windows with an alarm, for each size and limit."""
    mixed = later.sample(frac=1, random_state=0)
    windows = {
        "week": [part for _, part in later.groupby((day - CHANGE) // 7)],
        "day": [part for _, part in later.groupby(day)],
        "200 at random": [mixed[start : start + 200] for start in range(0, 5000, 200)],
        "50 at random": [mixed[start : start + 50] for start in range(0, 5000, 50)],
    }
    found = {}
    for size in SIZES:
        highest = np.array([stability_index(reference, part).max() for part in windows[size]])
        for limit in LIMITS:
            found[f"index > {limit}, {size}"] = np.mean(highest > limit)
    return found


def watched():
    """Return what was recorded: a row per kind of drift and seed, as from :func:`watch`."""
    stored = recorded(NAME)["measured"]
    return pd.concat({kind: pd.DataFrame(stored[kind]) for kind in KINDS}, names=["drift", "seed"])


def main():
    """Measure all seeds and store them."""
    measured = {}
    for kind in KINDS:
        found = pd.DataFrame([watch(kind, seed) for seed in progress(SEEDS, kind)])
        measured[kind] = found.round(5).to_dict("list")
    record(NAME, measured, command=f"python -m course_lib.production.{NAME}", seeds=SEEDS)


if __name__ == "__main__":
    main()
