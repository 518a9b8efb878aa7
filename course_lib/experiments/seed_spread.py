"""Measure F1 after SMOTE seed by seed, on many draws of small moons, in folds and on new samples.

``python -m course_lib.experiments.seed_spread`` stores it for lesson 14. It takes minutes, and goes
on where it was stopped; delete the result to begin anew.
"""

import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score

from course_lib import datasets
from course_lib.evaluation.stability import smote_seed_scores
from course_lib.progress_bar import progress
from course_lib.results import FOLDER, record, recorded
from course_lib.samplers import SMOTE

N_RARE = (10, 20, 40, 80)
DRAWS = range(20)
SEEDS = list(range(20))


def seed_by_seed(n_rare, draw):
    """Return F1 without resampling and for every seed, in folds and on 3,000 new samples.

    Parameters
    ----------
    n_rare : int
        Size of the minority; the majority is nine times as large.
    draw : int
        Which draw of the moons.

    Returns
    -------
    scores : dict
        ``"without"`` is out of fold; ``"in folds"`` and ``"new"`` are lists of one F1 per seed.
    """
    X, y = datasets.overlapping_moons(9 * n_rare, n_rare, random_state=1000 + draw)
    without, *in_folds = smote_seed_scores(X, y, [None, *SEEDS]).round(6).tolist()
    return {"without": without, "in folds": in_folds, "new": [_new(X, y, seed) for seed in SEEDS]}


def by_draw():
    """Return what is recorded, one row per draw.

    Returns
    -------
    table : DataFrame
        ``rare`` (size of the minority); the mean, the standard deviation and the range of F1 over
        the seeds, out of fold; and by how much the seed that is best out of fold is above the mean
        of all seeds there and on new samples.
    """
    rows = []
    for name, scores in recorded("seed_spread")["measured"].items():
        folds, new = np.array(scores["in folds"]), np.array(scores["new"])
        best = folds.argmax()
        rows.append({
            "rare": int(name.partition(" ")[0]),
            "F1": folds.mean(),
            "sd over seeds": folds.std(ddof=1),
            "best minus worst": np.ptp(folds),
            "best seed, in its folds": folds[best] - folds.mean(),
            "best seed, on new samples": new[best] - new.mean(),
        })  # fmt: skip
    return pd.DataFrame(rows)


def _new(X, y, seed):
    X_new, y_new = datasets.overlapping_moons(2700, 300, random_state=999)
    model = LogisticRegression().fit(*SMOTE(random_state=seed).fit_resample(X, y))
    return round(float(f1_score(y_new, model.predict(X_new))), 6)


def main():
    """Measure what is not recorded yet, storing after every draw."""
    there = (FOLDER / "seed_spread.json").exists()
    measured = recorded("seed_spread")["measured"] if there else {}
    names = [(n_rare, draw) for n_rare in N_RARE for draw in DRAWS]
    for n_rare, draw in progress(names, "draws"):
        name = f"{n_rare} rare, draw {draw}"
        if name not in measured:
            measured[name] = seed_by_seed(n_rare, draw)
            command = "python -m course_lib.experiments.seed_spread"
            record("seed_spread", measured, command=command, seeds=SEEDS)
    print(f"{len(measured)} draws are stored in seed_spread.json.")


if __name__ == "__main__":
    main()
