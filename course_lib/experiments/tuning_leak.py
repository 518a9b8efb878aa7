"""What a grid search reports of its winner, against a score that had no part in the choice.

``python -m course_lib.experiments.tuning_leak`` measures 20 draws of the moons, which takes some
minutes, and stores the scores for lesson 09. It goes on where it was interrupted.
"""

from imblearn.pipeline import Pipeline
from sklearn.model_selection import GridSearchCV, StratifiedKFold, cross_val_score
from sklearn.neighbors import KNeighborsClassifier
from sklearn.preprocessing import StandardScaler
from threadpoolctl import threadpool_limits

from course_lib.datasets import overlapping_moons
from course_lib.experiments.resume import measured_so_far
from course_lib.progress_bar import progress
from course_lib.results import record
from course_lib.samplers import SMOTE

COMMAND = "python -m course_lib.experiments.tuning_leak"
SEEDS = list(range(20))
GRID = {"smote__sampling_strategy": [0.25, 0.5, 1.0], "smote__k_neighbors": [3, 5, 10]}


def tuning_scores(seed):
    """Return average precisions on one draw of the moons, 900 samples against 100.

    Parameters
    ----------
    seed : int
        Of the draw, the folds and SMOTE.

    Returns
    -------
    scores : dict of str to float
        "best score": the mean over five folds by which the best of nine settings won; "nested": the
        same search inside each training fold, scored on the test fold; "default" and "no SMOTE":
        without a search. "ratio" is that of the setting that won on everything.
    """
    X, y = overlapping_moons(900, 100, random_state=seed)
    options = {
        "cv": StratifiedKFold(5, shuffle=True, random_state=seed),
        "scoring": "average_precision",
    }
    steps = [("scaler", StandardScaler()), ("smote", SMOTE(random_state=seed))]
    model = [("model", KNeighborsClassifier(5))]
    search = GridSearchCV(Pipeline(steps + model), GRID, **options)
    pipelines = {
        "nested": search,
        "default": Pipeline(steps + model),
        "no SMOTE": Pipeline(steps[:1] + model),
    }
    with threadpool_limits(1):
        scores = {name: cross_val_score(one, X, y, **options) for name, one in pipelines.items()}
        search.fit(X, y)
    scores = {name: round(float(values.mean()), 5) for name, values in scores.items()}
    best = round(float(search.best_score_), 5)
    return {"best score": best, **scores, "ratio": search.best_params_["smote__sampling_strategy"]}


def main():
    """Measure the seeds that are not stored yet, and store the scores."""
    provenance = {"command": COMMAND, "seeds": SEEDS}
    stored = measured_so_far("tuning_leak", **provenance)
    for seed in progress(SEEDS, "grid searches"):
        if str(seed) not in stored:
            stored[str(seed)] = tuning_scores(seed)
            record("tuning_leak", stored, **provenance)


if __name__ == "__main__":
    main()
