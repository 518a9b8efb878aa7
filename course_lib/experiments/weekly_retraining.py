"""Is it worth training anew every week, and resampling then? Six ways on the same weeks.

``python -m course_lib.experiments.weekly_retraining`` measures it and stores the result for
lesson 24.
"""

import pandas as pd
from sklearn.metrics import average_precision_score
from threadpoolctl import threadpool_limits

from course_lib.config import Configuration, pipeline
from course_lib.datasets.drifting_cards import drifting_cards
from course_lib.evaluation.case_study import sampled_rows
from course_lib.evaluation.costs import cost_per_thousand, cost_threshold
from course_lib.experiments.resume import measured_so_far
from course_lib.production.comparison import METRICS, intervals
from course_lib.production.fitting import ranking_score, serving
from course_lib.progress_bar import progress
from course_lib.results import record, recorded

NAME = "weekly_retraining"
SEEDS = list(range(20))
KINDS = ("none", "pattern")
CHANGE, FIRST, WEEKS = 56, 49, 6  # days of the change and of the first test; weeks tested
TRAIN, DELAY, CUSTOMERS = 28, 7, 200
FALSE_ALARM, MISS = 5, 100  # euros: an assumption, a call to a customer and a fraud not stopped
BALANCED = {"parameters": {"class_weight": "balanced"}}
WEIGHTED = {"parameters": {"class_weight": {0: FALSE_ALARM, 1: MISS}}}
ARMS = {
    "no resampling": Configuration(),
    "Tomek links": Configuration(tomek={}),
    "SMOTETomek": Configuration(smote={}, tomek={"strategy": "all"}),
    "balanced weights": Configuration(model=BALANCED),
    "cost weights": Configuration(model=WEIGHTED),
}
PLAIN, KEPT = "no resampling", "never again"
FEATURES = [
    *("amount", "weekend", "night", "customer_count_1d", "customer_mean_1d", "terminal_count_1d"),
    *("terminal_risk_1d", "customer_count_7d", "customer_mean_7d", "terminal_count_7d"),
    "terminal_risk_7d",
]


def weeks(kind, seed, n_weeks=WEEKS):
    """Return what every arm does in each of six weeks, trained anew before each on what is known.

    Parameters
    ----------
    kind : {"none", "pattern"}
        As for :func:`course_lib.datasets.drifting_cards`.
    seed : int
    n_weeks : int, default=6
        Fewer recompute the beginning only.

    Returns
    -------
    table : DataFrame
        A row per week and arm: ``week`` from 0, the change is before week 1; ``arm``; training
        ``rows`` and how many were ``removed``; ``average precision``; the ``cost`` of its decisions
        in euros per 1,000 cases, at one half and at the threshold that the costs imply. For "no
        resampling" also ``gain`` and ``low``: average precision minus that of its model of week 0,
        and the lower end of the interval.
    """
    cases = drifting_cards(kind, CHANGE, n_customers=CUSTOMERS, random_state=seed)
    day = (cases["time"] - cases["time"].min().normalize()).dt.days.to_numpy()
    X, y = cases[FEATURES], cases["fraud"].to_numpy()
    found, first = [], None
    for week in range(n_weeks):
        start = FIRST + 7 * week
        train = (day >= start - DELAY - TRAIN) & (day < start - DELAY)
        test = (day >= start) & (day < start + 7)
        models = {name: _fitted(arm, X[train], y[train]) for name, arm in ARMS.items()}
        first = models[PLAIN] if first is None else first
        base = ranking_score(first[0], X[test])
        for name, (model, removed) in ({KEPT: first} | models).items():
            told = {"week": week, "arm": name, "rows": int(train.sum()), "removed": removed}
            found.append(told | _judged(ranking_score(model, X[test]), y[test]))
            if name == PLAIN:
                found[-1] |= _gain(ranking_score(model, X[test]), base, y[test])
    return pd.DataFrame(found)


def _fitted(configuration, X, y):
    with threadpool_limits(1):
        fitted = pipeline(configuration).fit(X, y)
    return serving(fitted), sampled_rows(fitted, len(y))[0]


def _judged(scores, y):
    flags = {"0.5": 0.5, "costs": cost_threshold(FALSE_ALARM, MISS)}
    costs = dict(false_alarm=FALSE_ALARM, miss=MISS)
    return {
        "average precision": average_precision_score(y, scores),
        **{f"cost, {at}": cost_per_thousand(y, scores >= t, **costs) for at, t in flags.items()},
    }


def _gain(scores, base, y):
    """Return the change of average precision and the lower end of its interval."""
    both = {"base": (base, base >= 0.5), "own": (scores, scores >= 0.5)}
    change = intervals(y, both, repeats=500).loc[("own - base", METRICS[-1])]
    return {"gain": change.value, "low": change.low}


def recorded_weeks():
    """Return what was recorded: the rows of :func:`weeks`, with ``drift`` and ``seed``."""
    stored = recorded(NAME)["measured"]
    return pd.concat(
        pd.DataFrame(stored[kind][str(seed)]).assign(drift=kind, seed=seed)
        for kind in KINDS
        for seed in SEEDS
    ).reset_index(drop=True)


def arm_means(table, value, drift):
    """Return the mean over weeks of one column: a row per seed, a column per arm.

    Parameters
    ----------
    table : DataFrame
        As from :func:`recorded_weeks`.
    value : str
        The column.
    drift : {"none", "pattern"}

    Returns
    -------
    means : DataFrame
        In the order of the arms.
    """
    own = table[table["drift"] == drift]
    return own.pivot_table(value, "seed", "arm")[list(dict.fromkeys(own["arm"]))]


def main():
    """Measure what is not stored yet, and store it seed by seed."""
    provenance = {"command": f"python -m course_lib.production.{NAME}", "seeds": SEEDS}
    measured = {kind: {} for kind in KINDS} | measured_so_far(NAME, **provenance)
    for kind in KINDS:
        for seed in progress(SEEDS, kind):
            if str(seed) not in measured[kind]:
                measured[kind][str(seed)] = _columns(weeks(kind, seed))
                record(NAME, measured, **provenance)


def _columns(table):
    """Return the table as JSON holds it: NaN, which that has not, as null."""
    table = table.round(5).astype(object)
    return table.where(table.notna(), None).to_dict("list")


if __name__ == "__main__":
    main()
