"""Clean before SMOTE or after it: the same cleaner, the same folds, both orders.

``python -m course_lib.experiments.cleaning_order`` measures 30 seeds on three data sets behind
three models, which takes about ten minutes, and stores the scores for lesson 06. It goes on where
it was interrupted.
"""

import pandas as pd
from sklearn.base import BaseEstimator, clone

from course_lib.evaluation.paired import METRIC_NAMES, paired_differences, seed_scores
from course_lib.evaluation.protocol import DRAWS, MODELS
from course_lib.experiments.resume import measured_so_far
from course_lib.progress_bar import progress
from course_lib.results import record, recorded
from course_lib.samplers import SMOTE, SMOTEENN, EditedNearestNeighbours, SMOTETomek, TomekLinks

SEEDS = list(range(30))


class CleanThenSmote(BaseEstimator):
    """SMOTE on cleaned data: the order that SMOTETomek and SMOTEENN turn round.

    Parameters
    ----------
    cleaner : sampler
        Such as ``TomekLinks(sampling_strategy="all")``.
    random_state : int, RandomState or None, default=None
        SMOTE's.

    Examples
    --------
    >>> from course_lib.datasets import overlapping_moons
    >>> X, y = overlapping_moons()
    >>> before = CleanThenSmote(TomekLinks(sampling_strategy="all"), random_state=0)
    >>> len(before.fit_resample(X, y)[1]), len(SMOTETomek(random_state=0).fit_resample(X, y)[1])
    (524, 528)
    """

    def __init__(self, cleaner, random_state=None):
        self.cleaner = cleaner
        self.random_state = random_state

    def fit_resample(self, X, y):
        """Return cleaned and then balanced samples and labels."""
        X, y = clone(self.cleaner).fit_resample(X, y)
        return SMOTE(random_state=self.random_state).fit_resample(X, y)


LINKS = TomekLinks(sampling_strategy="all")
MAJORITY_OF_LINKS = TomekLinks(sampling_strategy=[0])
# Editing spares the minority here, or too little of it would be left for SMOTE to start from.
EDITING = EditedNearestNeighbours(sampling_strategy=[0])
ORDERS = {
    "SMOTE": SMOTE(),
    "links, then SMOTE": CleanThenSmote(LINKS),
    "SMOTE, then links": SMOTETomek(tomek=LINKS),
    "majority of links, then SMOTE": CleanThenSmote(MAJORITY_OF_LINKS),
    "SMOTE, then majority of links": SMOTETomek(tomek=MAJORITY_OF_LINKS),
    "editing, then SMOTE": CleanThenSmote(EDITING),
    "SMOTE, then editing": SMOTEENN(enn=EDITING),
}


def order_scores(data_set, model, seeds=SEEDS, orders=tuple(ORDERS)):
    """Return the scores of orders, as :func:`course_lib.evaluation.seed_scores` does.

    Parameters
    ----------
    data_set : {"moons", "clouds", "patients"}
    model : {"logistic regression", "nearest neighbours", "decision tree"}
    seeds : sequence of int, default=SEEDS
    orders : sequence of str
        Some of `ORDERS`; all by default.

    Returns
    -------
    scores : DataFrame
        One row per seed and order.
    """
    samplers = {order: ORDERS[order] for order in orders}
    return seed_scores(DRAWS[data_set], MODELS[model], samplers, seeds)


def recorded_orders(data_set, model):
    """Return the recorded scores, as :func:`order_scores` does."""
    orders = recorded("cleaning_order")["measured"][data_set][model]
    tables = [pd.DataFrame({"seed": SEEDS, "method": name, **orders[name]}) for name in ORDERS]
    return pd.concat(tables, ignore_index=True)


def order_differences(before, after):
    """Return what a second order changes against a first, on every data set behind every model.

    Parameters
    ----------
    before, after : str
        Two of `ORDERS`.

    Returns
    -------
    table : DataFrame
        ``data_set``, ``model``, and the columns of
        :func:`course_lib.evaluation.paired_differences`, a row per metric.
    """
    tables = []
    for data_set in DRAWS:
        for model in MODELS:
            scores = recorded_orders(data_set, model)
            pair = scores[scores["method"].isin([before, after])]
            table = paired_differences(pair, before)
            tables.append(table.assign(data_set=data_set, model=model))
    return pd.concat(tables, ignore_index=True)


def main():
    """Measure what is not stored yet, and store the scores."""
    provenance = {
        "command": "python -m course_lib.experiments.cleaning_order",
        "seeds": SEEDS,
    }
    stored = measured_so_far("cleaning_order", **provenance)
    tasks = [(data_set, model) for data_set in DRAWS for model in MODELS]
    for data_set, model in progress(tasks, "cleaning before and after SMOTE"):
        done = stored.setdefault(data_set, {}).setdefault(model, {})
        missing = [order for order in ORDERS if order not in done]
        if missing:
            scores = order_scores(data_set, model, orders=missing).round(5).set_index("method")
            for order in missing:
                done[order] = scores.loc[order, list(METRIC_NAMES)].to_dict("list")
        stored[data_set][model] = {order: done[order] for order in ORDERS}
        record("cleaning_order", stored, **provenance)


if __name__ == "__main__":
    main()
