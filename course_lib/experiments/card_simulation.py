"""Is the simulated world of cards like the handbook's? Shares, amounts, frequencies, a small tree.

``COURSE_DATA=… python -m course_lib.experiments.card_simulation`` compares ten simulated worlds
with the handbook's three published weeks and stores the result for lesson 17.
"""

import numpy as np
import pandas as pd
from scipy.stats import ks_2samp
from sklearn.metrics import average_precision_score, roc_auc_score
from sklearn.tree import DecisionTreeClassifier

from course_lib import datasets
from course_lib.evaluation.alerts import card_precision_at_k
from course_lib.evaluation.time_order import delayed_split
from course_lib.experiments.resume import measured_so_far
from course_lib.progress_bar import progress
from course_lib.results import record

NAME = "card_simulation"
SEEDS = list(range(10))
WARM_UP = 37  # days until the longest window and the delay behind it are filled
DAYS = 21
QUANTILES = (0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99)
FEATURES = {"TX_AMOUNT": "amount", "TX_DURING_WEEKEND": "weekend", "TX_DURING_NIGHT": "night"} | {
    f"{key}_{theirs}_{days}DAY_WINDOW": f"{ours}_{days}d"
    for key, theirs, ours in (
        ("CUSTOMER_ID", "NB_TX", "customer_count"),
        ("CUSTOMER_ID", "AVG_AMOUNT", "customer_mean"),
        ("TERMINAL_ID", "NB_TX", "terminal_count"),
        ("TERMINAL_ID", "RISK", "terminal_risk"),
    )
    for days in (1, 7, 30)
}
COLUMNS = {
    "TX_TIME_SECONDS": "time",
    "TX_TIME_DAYS": "day",
    "CUSTOMER_ID": "customer",
    "TERMINAL_ID": "terminal",
    "TX_AMOUNT": "amount",
    "TX_FRAUD": "fraud",
    "TX_FRAUD_SCENARIO": "scenario",
}


def handbook_weeks():
    """Return the handbook's three weeks under the names of the simulator.

    Returns
    -------
    transactions : DataFrame, shape (201295, 7)
        As from `datasets.card_transactions`; the first day is 0, a Wednesday, and times count from
        its midnight.
    features : DataFrame, shape (201295, 15)
        The handbook's own, under the names of `datasets.card_features`.
    """
    table = datasets.load_handbook_transactions()
    transactions = table[list(COLUMNS)].rename(columns=COLUMNS).astype({"time": np.int64})
    first = int(transactions["day"].min())
    transactions["day"] -= first
    transactions["time"] -= first * 86_400
    return transactions, table[list(FEATURES)].rename(columns=FEATURES)


def simulated_weeks(seed, n_customers=5000, n_terminals=10_000, *, delay=7):
    """Return three weeks of a simulated world, warmed up, with its features.

    Parameters
    ----------
    seed : int
    n_customers, n_terminals : int
        By default as many as the handbook has.
    delay : int, default=7
        Days until the terminals' risks know a label.

    Returns
    -------
    transactions, features : DataFrames
        As from :func:`handbook_weeks`.
    """
    n_days = WARM_UP + DAYS
    world = datasets.card_transactions(n_customers, n_terminals, n_days, random_state=seed)
    features = datasets.card_features(world, delay=delay)
    late = world["day"] >= WARM_UP
    world = world[late].reset_index(drop=True)
    world["day"] -= WARM_UP
    world["time"] -= WARM_UP * 86_400
    return world, features[late].reset_index(drop=True)


def summary(transactions, features):
    """Return what is compared: shares, quantiles and the scores of a tree of depth 2.

    Parameters
    ----------
    transactions, features : DataFrames
        Three weeks, as from :func:`handbook_weeks`.

    Returns
    -------
    summary : dict of str to float
        The tree learns from the first week and is judged on the third, with known cards gone, a
        hundred cards a day.
    """
    amount, scenario = transactions["amount"], transactions["scenario"]
    found = {"transactions a day": len(transactions) / DAYS}
    for number in (1, 2, 3):
        found[f"share of scenario {number}"] = (scenario == number).mean()
        found[f"median amount, scenario {number}"] = amount[scenario == number].median()
    for share in QUANTILES:
        found[f"legitimate amount, {share:.0%}"] = amount[scenario == 0].quantile(share)
        found[f"payments of a customer, {share:.0%}"] = _frequency(transactions).quantile(share)
    return found | tree_scores(transactions, features)


def tree_scores(transactions, features, k=100):
    """Return how well a tree of depth 2 finds the frauds of the third week.

    Returns
    -------
    scores : dict of str to float
        Rows and frauds to learn from and to be judged on, ROC AUC, average precision, and card
        precision at `k` a day.
    """
    train, test = delayed_split(transactions, 0)
    y = transactions["fraud"].to_numpy()
    tree = DecisionTreeClassifier(max_depth=2, random_state=0)
    tree.fit(features.iloc[train], y[train])
    score = tree.predict_proba(features.iloc[test])[:, 1]
    day, card = (transactions[name].to_numpy()[test] for name in ("day", "customer"))
    return {
        "training rows": len(train),
        "training frauds": int(y[train].sum()),
        "test rows": len(test),
        "test frauds": int(y[test].sum()),
        "ROC AUC": roc_auc_score(y[test], score),
        "average precision": average_precision_score(y[test], score),
        "card precision": card_precision_at_k(day, card, y[test], score, k),
    }


def distances(one, other):
    """Return Kolmogorov's distance between two worlds, per quantity: the widest gap of two shares.

    Parameters
    ----------
    one, other : DataFrame
        Transactions.

    Returns
    -------
    distances : dict of str to float
        0 = the same distribution, 1 = no overlap.
    """
    found = {}
    for name, numbers in {"legitimate": [0], "scenario 1": [1], "scenario 2": [2],
                          "scenario 3": [3]}.items():  # fmt: skip
        amounts = [world["amount"][world["scenario"].isin(numbers)] for world in (one, other)]
        found[f"amounts, {name}"] = ks_2samp(*amounts).statistic
    found["payments of a customer"] = ks_2samp(_frequency(one), _frequency(other)).statistic
    at_terminal = [world["terminal"].value_counts() for world in (one, other)]
    found["payments at a terminal"] = ks_2samp(*at_terminal).statistic
    hours = [world["time"] % 86_400 for world in (one, other)]
    return found | {"hour of the day": ks_2samp(*hours).statistic}


def window_agreement(transactions, features, *, delay=7):
    """Compare our windows, recomputed from three weeks alone, with those of the same rows' table.

    Parameters
    ----------
    transactions, features : DataFrames
        As from :func:`handbook_weeks`.
    delay : int

    Returns
    -------
    agreement : DataFrame
        One row per feature whose window is filled within three weeks: how many ``rows`` were
        ``compared`` and how many ``differ``.
    """
    ours, found = datasets.card_features(transactions, delay=delay), {}
    for days in (1, 7):
        for name in ("customer_count", "customer_mean", "terminal_count", "terminal_risk"):
            first = days + delay * name.startswith("terminal")
            rows = (transactions["day"] >= first).to_numpy()
            gap = np.abs(ours[f"{name}_{days}d"] - features[f"{name}_{days}d"])[rows]
            found[f"{name}_{days}d"] = {"compared": len(gap), "differ": int((gap > 1e-6).sum())}
    return pd.DataFrame(found).T


def _frequency(transactions):
    return transactions["customer"].value_counts()


def main():
    """Compare world by world, and store after each."""
    provenance = {
        "command": f"python -m course_lib.experiments.{NAME}",
        "seeds": SEEDS,
        "data": {"handbook_transactions": datasets.TABLES["handbook_transactions"].sha256},
    }
    real, features = handbook_weeks()
    stored = measured_so_far(NAME, **provenance) or {
        "simulated": [],
        "to real": [],
        "to another": [],
    }
    stored["handbook"] = _rounded(summary(real, features))
    stored["windows"] = window_agreement(real, features).to_dict("index")
    record(NAME, stored, **provenance)
    for seed in progress(SEEDS[len(stored["simulated"]) :], NAME):
        world, made = simulated_weeks(seed)
        stored["simulated"].append(_rounded(summary(world, made)))
        stored["to real"].append(_rounded(distances(world, real)))
        # Two worlds of one simulator differ as well: that is the yardstick.
        another, _ = simulated_weeks(seed + len(SEEDS))
        stored["to another"].append(_rounded(distances(world, another)))
        record(NAME, stored, **provenance)


def _rounded(numbers):
    return pd.Series(numbers, dtype=float).round(5).to_dict()


if __name__ == "__main__":
    main()
