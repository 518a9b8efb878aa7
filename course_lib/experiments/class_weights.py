"""Class weights, the baseline that changes no sample, in the course's protocol.

``python -m course_lib.experiments.class_weights`` measures balanced class weights on every data set
behind the two models that have them, on the folds of the other methods, which takes about two
minutes, and stores the scores for lesson 08. It goes on where it was interrupted and leaves out
real tables that cannot be had.
"""

import sys

import pandas as pd
from sklearn.base import clone

from course_lib.evaluation.paired import METRIC_NAMES, paired_differences, seed_scores
from course_lib.evaluation.protocol import DRAWS, MODELS, NO_RESAMPLING, SEEDS, TABLES
from course_lib.evaluation.recorded import recorded_scores
from course_lib.experiments.resume import checksums, draws, measured_so_far
from course_lib.progress_bar import progress
from course_lib.results import record, recorded

CLASS_WEIGHTS = "class weights"
WEIGHTED = {
    name: clone(model).set_params(class_weight="balanced")
    for name, model in MODELS.items()
    if "class_weight" in model.get_params()
}


def scores_with_class_weights(data_set, model):
    """Return the recorded scores of every method, class weights among them.

    Parameters
    ----------
    data_set : str
        As for :func:`course_lib.evaluation.recorded_scores`.
    model : {"logistic regression", "decision tree"}
        A vote of neighbours has no class weights.

    Returns
    -------
    scores : DataFrame
        One row per seed and method.
    """
    weighted = recorded("class_weights")["measured"][data_set][model]
    weighted = pd.DataFrame({"seed": SEEDS, "method": CLASS_WEIGHTS, **weighted})
    return pd.concat([recorded_scores(data_set, model), weighted], ignore_index=True)


def differences_everywhere(methods):
    """Return what methods change against no resampling, in every setting that has class weights.

    Parameters
    ----------
    methods : sequence of str

    Returns
    -------
    table : DataFrame
        ``data_set``, ``model`` and the columns of
        :func:`course_lib.evaluation.paired_differences`.
    """
    tables = []
    for data_set in (*DRAWS, *TABLES):
        for model in WEIGHTED:
            scores = scores_with_class_weights(data_set, model)
            scores = scores[scores["method"].isin([NO_RESAMPLING, *methods])]
            table = paired_differences(scores, NO_RESAMPLING)
            tables.append(table.assign(data_set=data_set, model=model))
    return pd.concat(tables, ignore_index=True)


def main():
    """Measure what is not stored yet, and store the scores."""
    command = "python -m course_lib.experiments.class_weights"
    provenance = {"command": command, "seeds": SEEDS, "data": checksums()}
    stored = measured_so_far("class_weights", **provenance)
    found, missing = draws()
    for name, reason in missing.items():
        print(f"{name}: left out. {reason}", file=sys.stderr)
    tasks = [(data_set, model) for data_set in found for model in WEIGHTED]
    for data_set, model in progress(tasks, CLASS_WEIGHTS):
        if model not in stored.setdefault(data_set, {}):
            scores = seed_scores(found[data_set], WEIGHTED[model], {CLASS_WEIGHTS: None}, SEEDS)
            stored[data_set][model] = scores[list(METRIC_NAMES)].round(5).to_dict("list")
            record("class_weights", stored, **provenance)


if __name__ == "__main__":
    main()
