"""Does resampling help against card fraud? Twenty simulated worlds, and the handbook's weeks.

``COURSE_DATA=… python -m course_lib.experiments.card_cleaning`` measures ten methods behind two
models, and how much each way of validating promises, and stores both for lesson 17.
"""

from functools import partial

import pandas as pd
from imblearn.pipeline import make_pipeline
from sklearn.base import clone
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, roc_auc_score
from sklearn.model_selection import TunedThresholdClassifierCV
from sklearn.preprocessing import StandardScaler
from sklearn.tree import DecisionTreeClassifier

from course_lib import datasets
from course_lib.evaluation.alerts import card_precision_at_k
from course_lib.evaluation.case_study import compare_methods
from course_lib.evaluation.time_order import delayed_split, validation_ladder
from course_lib.experiments.card_simulation import handbook_weeks, simulated_weeks
from course_lib.experiments.resume import measured_so_far
from course_lib.progress_bar import progress
from course_lib.results import record, recorded
from course_lib.samplers import (
    SMOTE,
    SMOTEENN,
    EditedNearestNeighbours,
    NeighbourhoodCleaningRule,
    RandomUnderSampler,
    SMOTETomek,
    TomekLinks,
)

NAME = "card_cleaning"
SEEDS = list(range(20))
CUSTOMERS, TERMINALS = 1000, 2000
CARDS_A_DAY = {"simulated": 20, "handbook": 100}  # one card in fifty
NOTHING = "nothing"
MODELS = {
    "tree": DecisionTreeClassifier(max_depth=5, random_state=0),
    "logistic regression": LogisticRegression(max_iter=1000),
}
# Methods measured on each of the seven days; the others take minutes there.
QUICK = (NOTHING, "class weight", "RandomUnderSampler", "TomekLinks", "SMOTE")
FOREST = RandomForestClassifier(25, random_state=0, n_jobs=1)
MEASURES = ("card precision", "average precision", "ROC AUC", "F1")


def small_world(seed, *, delay=7):
    """Return three weeks of 1,000 customers and 2,000 terminals; see `simulated_weeks`."""
    return simulated_weeks(seed, CUSTOMERS, TERMINALS, delay=delay)


def card_methods(model, seed):
    """Return ten ways to treat the rare class, each a classifier to be fitted on the training rows.

    Parameters
    ----------
    model : classifier with ``class_weight``
    seed : int
        Of the samplers that draw.

    Returns
    -------
    methods : dict of str to classifier
        Standardised features reach sampler and model. The threshold is tuned for F1 on five blocks
        of the training rows, in their order.
    """
    samplers = {
        "RandomUnderSampler": RandomUnderSampler(random_state=seed),
        "TomekLinks": TomekLinks(),
        "EditedNearestNeighbours": EditedNearestNeighbours(),
        "NeighbourhoodCleaningRule": NeighbourhoodCleaningRule(),
        "SMOTE": SMOTE(random_state=seed),
        "SMOTETomek": SMOTETomek(random_state=seed),
        "SMOTEENN": SMOTEENN(random_state=seed),
    }
    plain = make_pipeline(StandardScaler(), model)
    weighted = clone(model).set_params(class_weight="balanced")
    methods = {
        NOTHING: plain,
        "class weight": make_pipeline(StandardScaler(), weighted),
        "tuned threshold": TunedThresholdClassifierCV(plain, scoring="f1", cv=5),
    }
    for name, sampler in samplers.items():
        methods[name] = make_pipeline(StandardScaler(), sampler, model)
    return methods


def card_scoring(transactions, k):
    """Return the scorers of the lesson by name; the budget is `k` cards a day.

    Parameters
    ----------
    transactions : DataFrame
        Its ``day`` and ``customer`` are looked up by the index of the rows that are scored.
    k : int

    Returns
    -------
    scoring : dict of str to scorer
    """

    def card_precision(classifier, X, y):
        of_rows = transactions.loc[X.index]
        score = classifier.predict_proba(X)[:, 1]
        return card_precision_at_k(of_rows["day"], of_rows["customer"], y, score, k)

    return dict(zip(MEASURES, (card_precision, "average_precision", "roc_auc", "f1"), strict=True))


def world_scores(seed, model, names=None):
    """Score methods on one simulated world: learn in the first week, be judged in the third.

    Parameters
    ----------
    seed : int
        Of the world and of the samplers.
    model : {"tree", "logistic regression"}
    names : sequence of str, optional
        Methods; by default all.

    Returns
    -------
    scores : DataFrame
        As from `compare_methods`; the split is the seed.
    """
    transactions, features = small_world(seed)
    methods = card_methods(MODELS[model], seed)
    scores = compare_methods(
        {name: methods[name] for name in names or methods},
        features,
        transactions["fraud"],
        [delayed_split(transactions, 0)],
        card_scoring(transactions, CARDS_A_DAY["simulated"]),
    )
    return scores.assign(split=seed)


def ladder_scores(seed):
    """Return what each way of validating reports on one world, without resampling.

    Returns
    -------
    scores : DataFrame
        One row per model and way of `validation_ladder`: ``split`` (the seed), ``model``,
        ``way``, the ``prevalence`` in the test rows, ``average precision`` and ``ROC AUC``. Two
        ways more: "labels at once" and "labels next day" split like the last rung, on features
        whose terminal risks wait no time and one day.
    """
    transactions, features = small_world(seed)
    ladder = validation_ladder(transactions, 0, seed)
    tasks = [(way, features, rows) for way, rows in ladder.items()]
    for way, delay in {"labels next day": 1, "labels at once": 0}.items():
        early = small_world(seed, delay=delay)[1]
        tasks.append((way, early, ladder["known cards gone"]))
    y, found = transactions["fraud"].to_numpy(), []
    for name, model in {**MODELS, "random forest": FOREST}.items():
        for way, table, (train, test) in tasks:
            fitted = make_pipeline(StandardScaler(), clone(model)).fit(table.iloc[train], y[train])
            score = fitted.predict_proba(table.iloc[test])[:, 1]
            found.append({
                "split": seed, "model": name, "way": way, "prevalence": y[test].mean(),
                "average precision": average_precision_score(y[test], score),
                "ROC AUC": roc_auc_score(y[test], score),
            })  # fmt: skip
    return pd.DataFrame(found)


def handbook_splits():
    """Return the splits of the handbook's weeks: seven single test days, and the whole test week.

    Returns
    -------
    splits : dict of str to list of (int array, int array)
        "handbook days": each test day after a week and a delay of its own, known cards gone.
        "handbook week": the one split of `tree_scores`.
    """
    transactions, _ = handbook_weeks()
    days = [delayed_split(transactions, first, test_days=1) for first in range(7)]
    return {"handbook days": days, "handbook week": [delayed_split(transactions, 0)]}


def recorded_cleaning(place, model="tree"):
    """Return the recorded scores of every method.

    Parameters
    ----------
    place : {"worlds", "handbook days", "handbook week"}
    model : {"tree", "logistic regression"}
        On the handbook's weeks "tree" alone.

    Returns
    -------
    scores : DataFrame
        As from `compare_methods`.
    """
    return pd.DataFrame(recorded(NAME)["measured"][place][model])


def recorded_ladder():
    """Return the recorded table of :func:`ladder_scores` for twenty worlds."""
    return pd.DataFrame(recorded(NAME)["measured"]["ladder"])


def handbook_scores(split, rows, names=None):
    """Score methods behind a tree on one split of the handbook's weeks.

    Parameters
    ----------
    split : int
        Its number, which is the samplers' seed too.
    rows : (int array, int array)
        Training and test rows.
    names : sequence of str, optional
        Methods; by default all.

    Returns
    -------
    scores : DataFrame
        As from `compare_methods`.
    """
    transactions, features = handbook_weeks()
    methods = card_methods(MODELS["tree"], split)
    scoring = card_scoring(transactions, CARDS_A_DAY["handbook"])
    methods = {name: methods[name] for name in names or methods}
    scores = compare_methods(methods, features, transactions["fraud"], [rows], scoring)
    return scores.assign(split=split)


def main():
    """Measure what is not stored yet, and store it piece by piece."""
    provenance = {
        "command": f"python -m course_lib.experiments.{NAME}",
        "seeds": SEEDS,
        "data": {"handbook_transactions": datasets.TABLES["handbook_transactions"].sha256},
    }
    stored = measured_so_far(NAME, **provenance)
    for place, split, measure in progress(_pieces(), NAME):
        table = stored
        for key in place:
            table = table.setdefault(key, {})
        if split not in table.get("split", []):
            for name, values in measure().round(5).to_dict("list").items():
                table.setdefault(name, []).extend(values)
            record(NAME, stored, **provenance)


def _pieces():
    """Return where each piece is stored, the number of its split, and what measures it."""
    splits = handbook_splits()
    pieces = [(("ladder",), seed, partial(ladder_scores, seed)) for seed in SEEDS]
    for model in MODELS:
        for seed in SEEDS:
            pieces.append((("worlds", model), seed, partial(world_scores, seed, model)))
    for place, names in {"handbook days": QUICK, "handbook week": None}.items():
        for split, rows in enumerate(splits[place]):
            measure = partial(handbook_scores, split, rows, names)
            pieces.append(((place, "tree"), split, measure))
    return pieces


if __name__ == "__main__":
    main()
