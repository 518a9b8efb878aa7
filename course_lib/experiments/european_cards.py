"""The European cards: a random forest behind every method, in F1 and in euros.

``python -m course_lib.experiments.european_cards`` measures the real sample (where `COURSE_DATA` or
the cache of downloads has it) and its twin, which takes about ten minutes, and stores the scores
for lesson 18. It goes on where it was interrupted.
"""

import hashlib
import sys

import numpy as np
import pandas as pd
from imblearn.pipeline import make_pipeline
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, f1_score, make_scorer
from sklearn.model_selection import RepeatedStratifiedKFold, TunedThresholdClassifierCV
from sklearn.preprocessing import StandardScaler
from threadpoolctl import threadpool_limits

from course_lib import datasets
from course_lib.datasets.twins.shipped import FOLDER as TWINS
from course_lib.evaluation.amounts import share_saved, worth_an_alarm
from course_lib.evaluation.case_study import compare_methods, sampled_rows
from course_lib.experiments.calibration import correct_prior
from course_lib.experiments.leakage import leak_scores
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
    edited_nearest_neighbours,
    tomek_links,
)

COMMAND = "python -m course_lib.experiments.european_cards"
NAMES = {"real": "european_cards", "twin": "european_cards_twin"}
TABLE, TWIN_FILE = "european_cards_sample", TWINS / "european_cards.json"
SEEDS = list(range(20))
FRAUDS, LEGITIMATE, SAMPLED = 492, 284_315, 29_400
SAMPLE_ROWS = FRAUDS + SAMPLED
WEIGHT = LEGITIMATE / SAMPLED  # payments that a legitimate row of the sample stands for
SHARE = FRAUDS / (FRAUDS + LEGITIMATE)  # of frauds, in the whole table
HANDLING = 5.0  # euros per alarm: an assumption
TREES, FOLDS, REPEATS = 20, 5, 4
LEARNT_PART = 0.5  # of the majority of a training fold of the real sample: half the time
TWIN_ROWS = 8_000  # half to learn from, half to be judged on
LEAK_SEEDS = [0]
SAMPLERS = {
    "TomekLinks": TomekLinks(),
    "ENN": EditedNearestNeighbours(),
    "RandomUnderSampler": RandomUnderSampler(random_state=0),
    "SMOTE": SMOTE(random_state=0),
    "SMOTETomek": SMOTETomek(random_state=0),
    "SMOTEENN": SMOTEENN(random_state=0),
}
WHOLE, OVER_WHOLE = 1.0, ("nothing", "SMOTETomek")


def row_weights(y, weight=WEIGHT):
    """Return how many payments of the whole table every row of the sample stands for.

    Parameters
    ----------
    y : int array of shape (n,)
        1 = fraud.
    weight : float, default=9.67
        Of a legitimate row; a fraud stands for itself.

    Returns
    -------
    weights : float array of shape (n,)
    """
    return np.where(np.asarray(y) == 1, 1.0, weight)


def weighted_f1(y, decision, weight=WEIGHT):
    """Return F1 at the whole table's share of frauds: a false alarm counts `weight` times."""
    return f1_score(y, decision, sample_weight=row_weights(y, weight), zero_division=0)


def forest(sampler=None, weight=WEIGHT, class_weight=None):
    """Return scaler, sampler and random forest, with a threshold tuned on rows they do not see.

    Parameters
    ----------
    sampler : sampler, optional
    weight : float, default=9.67
        What a legitimate row counts where the threshold is chosen.
    class_weight : "balanced" or None, default=None
        As for :class:`sklearn.ensemble.RandomForestClassifier`.

    Returns
    -------
    classifier : TunedThresholdClassifierCV
        Learns from three quarters of the rows it is given; on the others it chooses the threshold
        for `weighted_f1`. ``predict`` uses that threshold, ``predict_proba`` none.
    """
    model = RandomForestClassifier(TREES, class_weight=class_weight, random_state=0, n_jobs=1)
    steps = [StandardScaler(), *([sampler] if sampler else []), model]
    return TunedThresholdClassifierCV(
        make_pipeline(*steps),
        scoring=make_scorer(weighted_f1, weight=weight),
        cv=0.25,
        refit=False,
        thresholds=TREES + 1,  # a forest of full-grown trees tells no finer
        random_state=0,
    )


def methods(weight=WEIGHT):
    """Return every method by name: nothing, class weights, and six samplers.

    Rows that the table lacks are not made up for in the fit: the forest of scikit-learn 1.9 *draws*
    its rows by their weights, so heavier legitimate rows would leave each tree a handful of frauds.
    The share of frauds is put right afterwards, in the probabilities.

    Parameters
    ----------
    weight : float, default=9.67
        How many payments of the whole table a legitimate training row stands for; used where the
        threshold is chosen.

    Returns
    -------
    methods : dict of str to classifier
    """
    found = {"nothing": forest(None, weight), "class weight": forest(None, weight, "balanced")}
    return found | {name: forest(sampler, weight) for name, sampler in SAMPLERS.items()}


def share_learnt(fitted):
    """Return the share of frauds, weights included, in what a fitted `forest` has learnt from."""
    trees = fitted.estimator_[-1].estimators_
    return float(np.mean([tree.tree_.value[0, 0, 1] for tree in trees]))


def score_forest(fitted, X, y):
    """Return all scores of a fitted `forest` on test rows, at the whole table's share of frauds.

    Parameters
    ----------
    fitted : TunedThresholdClassifierCV
        From :func:`forest`.
    X : DataFrame
        With a column ``Amount`` in euros.
    y : int array of shape (n,)
        1 = fraud.

    Returns
    -------
    scores : dict of str to float
        How many "rows" the pipeline was fitted on, without those that chose the threshold, and how
        many its sampler "removed". "F1" at one half, as the forest tells it; "F1, corrected", at
        one half after correcting for the share of frauds that it has learnt at; "F1, tuned";
        "average precision". Of the frauds' sum the share saved: by the tuned threshold ("saved,
        tuned"), and where the corrected probability times amount exceeds the handling cost ("saved,
        by amount"); "saved, as told" is the latter without the correction.
    """
    told = fitted.predict_proba(X)[:, 1]
    amount, weights = X["Amount"].to_numpy(), row_weights(y)
    corrected = correct_prior(told, share_learnt(fitted), SHARE)
    alarms = {
        "saved, tuned": fitted.predict(X) == 1,
        "saved, by amount": worth_an_alarm(corrected, amount, HANDLING),
        "saved, as told": worth_an_alarm(told, amount, HANDLING),
    }
    learnt_rows = fitted.estimator_[0].n_samples_seen_
    removed, _ = sampled_rows(fitted, learnt_rows)
    return {
        "rows": int(learnt_rows),
        "removed": removed,
        "F1": weighted_f1(y, told >= 0.5),
        "F1, corrected": weighted_f1(y, corrected >= 0.5),
        "F1, tuned": weighted_f1(y, fitted.predict(X)),
        "average precision": average_precision_score(y, told, sample_weight=weights),
        **{
            name: share_saved(y, amount, alarm, handling=HANDLING, weights=weights)
            for name, alarm in alarms.items()
        },
    }


def line_scores(X, y, splits, handling=HANDLING):
    """Return what a logistic regression finds and saves by three rules for its probabilities.

    Parameters
    ----------
    X : DataFrame
        With a column ``Amount`` in euros.
    y : int array of shape (n,)
        1 = fraud.
    splits : iterable of (int array, int array)
        Training rows and test rows.
    handling : float, default=5
        Euros per alarm.

    Returns
    -------
    scores : DataFrame
        As from :func:`course_lib.evaluation.case_study.compare_methods`, with "F1" and "saved" of
        three methods, all on probabilities corrected to the whole table's share of frauds: "at one
        half"; "by amount", see :func:`course_lib.evaluation.amounts.worth_an_alarm`; and "by
        average", the same with the mean amount of the training frauds in place of each amount,
        which is one threshold for all.
    """
    found, amount = [], X["Amount"].to_numpy()
    for number, (train, test) in enumerate(splits):
        model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=500))
        with threadpool_limits(1):
            told = model.fit(X.iloc[train], y[train]).predict_proba(X.iloc[test])[:, 1]
        p, weights = correct_prior(told, y[train].mean(), SHARE), row_weights(y[test])
        average = amount[train][y[train] == 1].mean()
        alarms = {
            "at one half": p >= 0.5,
            "by average": worth_an_alarm(p, average, handling),
            "by amount": worth_an_alarm(p, amount[test], handling),
        }
        for method, alarm in alarms.items():
            saved = share_saved(y[test], amount[test], alarm, handling=handling, weights=weights)
            counts = {"rows": len(train), "removed": 0, "added": 0}
            scores = {"F1": weighted_f1(y[test], alarm), "saved": saved}
            found.append({"split": number, "method": method, **counts, **scores})
    return pd.DataFrame(found)


def twin_line_scores(seeds, handling=HANDLING):
    """Return `line_scores` on draws of the twin, half to learn, half to be judged on."""
    half, tables = np.arange(TWIN_ROWS // 2), []
    for seed in seeds:
        scores = line_scores(*twin_draw(seed), [(half, half + len(half))], handling)
        tables.append(scores.assign(split=seed))
    return pd.concat(tables, ignore_index=True)


def twin_draw(seed, n_samples=TWIN_ROWS):
    """Return a draw of the twin with the sample's share of frauds, without the time."""
    share = FRAUDS / SAMPLE_ROWS
    X, y = datasets.european_cards_twin(n_samples, minority_share=share, random_state=seed)
    return X.drop(columns="Time"), y


def twin_scores(seed, chosen=None, n_samples=TWIN_ROWS):
    """Return the scores of methods on one draw of the twin: half to learn, half to be judged on.

    Parameters
    ----------
    seed : int
        Of the draw, and the number of the "split".
    chosen : dict of str to classifier, optional
        By default all `methods`.
    n_samples : int, default=8000

    Returns
    -------
    scores : DataFrame
        As from :func:`course_lib.evaluation.case_study.compare_methods`.
    """
    (X, y), half = twin_draw(seed, n_samples), n_samples // 2
    split = (np.arange(half), np.arange(half, n_samples))
    scores = compare_methods(chosen or methods(), X, y, [split], score_forest)
    return scores.assign(split=seed)


def real_splits(y, part=LEARNT_PART):
    """Return the twenty splits of the real sample: five stratified folds, shuffled four times.

    Parameters
    ----------
    y : int array of shape (n,)
        1 = fraud.
    part : float, default=0.5
        How much of each training fold's majority is kept, at random, for the sake of time.

    Returns
    -------
    splits : list of (int array, int array)
        Training rows and test rows; a test fold lacks nothing.
    """
    folds = RepeatedStratifiedKFold(n_splits=FOLDS, n_repeats=REPEATS, random_state=0)
    rng, splits = np.random.default_rng(0), []
    for train, test in folds.split(np.zeros((len(y), 1)), y):
        kept = (y[train] == 1) | (rng.random(len(train)) < part)
        splits.append((train[kept], test))
    return splits


def frauds_up_to(amount, y, limits=(1, 5, 10, 20, 50, 100, 250, 500, 1000, 5000)):
    """Return how many frauds there are up to each amount, and what they take together.

    Parameters
    ----------
    amount : float array of shape (n,)
        Euros.
    y : int array of shape (n,)
        1 = fraud.
    limits : sequence of float
        Euros, rising.

    Returns
    -------
    table : DataFrame
        A row per limit: ``limit``, ``frauds``, and their ``euros``, rounded to whole ones.

    Examples
    --------
    >>> frauds_up_to(np.array([3.0, 4.0, 80.0]), np.array([1, 0, 1]), limits=(5, 100))
       limit  frauds  euros
    0      5       1      3
    1    100       2     83
    """
    of_frauds = amount[y == 1]
    rows = [
        {"limit": limit, "frauds": len(some), "euros": round(float(some.sum()))}
        for limit in limits
        for some in [of_frauds[of_frauds <= limit]]
    ]
    return pd.DataFrame(rows)


def link_counts(X, y):
    """Return how many Tomek links a table has, and how many rows editing would remove.

    Parameters
    ----------
    X : array of shape (n, d)
        Standardised here.
    y : int array of shape (n,)

    Returns
    -------
    counts : dict of str to int
        ``rows``, ``frauds``, ``links``, and ``edited``, the legitimate rows that one of their three
        nearest neighbours contradicts.
    """
    Z = StandardScaler().fit_transform(X)
    kept = edited_nearest_neighbours(Z, y, kind_sel="all", classes=[0])
    counts = (len(y), y.sum(), len(tomek_links(Z, y)), (~kept).sum())
    return dict(zip(("rows", "frauds", "links", "edited"), map(int, counts), strict=True))


def thinned_link_counts(X, y, shares=(1.0, 0.5, 0.25, 0.125)):
    """Return `link_counts` for the table and for random parts of its majority, one row each."""
    order = np.random.default_rng(0).permutation(np.flatnonzero(y == 0))
    frauds, rows = np.flatnonzero(y == 1), []
    for share in shares:
        kept = np.sort(np.concatenate([frauds, order[: round(share * len(order))]]))
        rows.append({"share": share, **link_counts(X[kept], y[kept])})
    return rows


def recorded_cards(place, part=LEARNT_PART):
    """Return recorded scores.

    Parameters
    ----------
    place : {"real", "twin"}
    part : {0.5, 1.0}
        How much of a training fold's majority was learnt from; all of it on the real sample only,
        in the first five splits, by "nothing" and "SMOTETomek".

    Returns
    -------
    scores : DataFrame
        As from :func:`course_lib.evaluation.case_study.compare_methods`, one row per split (real)
        or draw (twin) and method.
    """
    return pd.DataFrame(recorded(NAMES[place])["measured"][_scores_of(part)])


def main():
    """Measure what is not stored yet, and store it split by split."""
    try:
        X, y, _ = datasets.load_european_cards_sample()
    except (OSError, ValueError) as error:
        print(f"The real sample: left out. {error}", file=sys.stderr)
    else:
        _measure_real(X.drop(columns="Time"), y)
    _measure_twin()


def _measure_real(X, y):
    checksums = {TABLE: datasets.TABLES[TABLE].sha256}
    provenance = {"command": COMMAND, "seeds": [0], "data": checksums}
    stored = measured_so_far(NAMES["real"], **provenance)
    if "leaks" not in stored:
        stored["amounts"] = frauds_up_to(X["Amount"].to_numpy(), y).to_dict("records")
        stored["links"] = thinned_link_counts(*_arrays(X, y))
        stored["leaks"] = leaks(*_arrays(X, y))
        record(NAMES["real"], stored, **provenance)
    if "line" not in stored:
        stored["line"] = line_scores(X, y, real_splits(y)).round(5).to_dict("list")
        record(NAMES["real"], stored, **provenance)
    _measure_part(LEARNT_PART, None, X, y, stored, provenance)
    _measure_part(WHOLE, OVER_WHOLE, X, y, stored, provenance)


def _measure_part(part, names, X, y, stored, provenance):
    key, chosen = _scores_of(part), methods(WEIGHT / part)
    chosen = {name: chosen[name] for name in names or chosen}
    splits = real_splits(y, part)[: None if names is None else FOLDS]
    for number, split in enumerate(progress(splits, f"splits, {part} of the majority")):
        if number not in stored.get(key, {}).get("split", []):
            scores = compare_methods(chosen, X, y, [split], score_forest)
            _append(stored, key, scores.assign(split=number))
            record(NAMES["real"], stored, **provenance)


def _measure_twin():
    parameters = hashlib.sha256(TWIN_FILE.read_bytes()).hexdigest()
    provenance = {"command": COMMAND, "seeds": SEEDS, "data": {"twin": parameters}}
    stored = measured_so_far(NAMES["twin"], **provenance)
    for seed in progress(SEEDS, "draws of the twin"):
        if seed not in stored.get("scores", {}).get("split", []):
            _append(stored, "scores", twin_scores(seed))
            record(NAMES["twin"], stored, **provenance)
    stored["links"] = [link_counts(*_arrays(*twin_draw(seed, SAMPLE_ROWS))) for seed in SEEDS]
    record(NAMES["twin"], stored, **provenance)


def leaks(X, y, names=("TomekLinks", "SMOTETomek"), seeds=LEAK_SEEDS):
    """Return F1 of a forest whose sampler ran before the split, at the sample's share of frauds.

    Parameters
    ----------
    X : array of shape (n, d)
    y : int array of shape (n,)
    names : sequence of str
        Of `SAMPLERS`.
    seeds : sequence of int
        Of folds and samplers.

    Returns
    -------
    scores : dict of str to dict of str to list of float
        ``scores[sampler][way]``, one number per seed, the mean over two folds; ways as in
        :func:`course_lib.experiments.leakage.leak_scores`. Every row counts once.
    """
    model, found = RandomForestClassifier(TREES, random_state=0, n_jobs=1), {}
    for name in names:
        tables = [leak_scores(X, y, SAMPLERS[name], model, seed, n_splits=2) for seed in seeds]
        ways = pd.DataFrame([table["f1"].round(5) for table in tables])
        found[name] = ways.to_dict("list")
    return found


def _arrays(X, y):
    return X.to_numpy(), y


def _scores_of(part):
    return "scores" if part == LEARNT_PART else f"scores with {part}"


def _append(stored, key, scores):
    earlier = pd.DataFrame(stored.get(key, {}))
    stored[key] = pd.concat([earlier, scores.round(5)]).to_dict("list")


if __name__ == "__main__":
    main()
