"""The table that grows by a row per method: recorded once, read in every lesson, spot-checked live.

``make results`` records it; see :mod:`course_lib.experiments.methods`.
"""

import numpy as np
import pandas as pd

from course_lib.evaluation.paired import METRIC_NAMES, paired_differences, seed_scores
from course_lib.evaluation.protocol import DRAWS, MODELS, NO_RESAMPLING, SEEDS, methods
from course_lib.progress_bar import progress
from course_lib.results import recorded


def recorded_scores(data_set, model="logistic regression"):
    """Return the recorded scores of every method.

    Parameters
    ----------
    data_set : str
        ``"moons"``, ``"clouds"``, ``"patients"``, ``"haberman"``, ``"pima"`` or ``"phoneme"``.
    model : str, default="logistic regression"
        Or ``"nearest neighbours"``, ``"decision tree"``.

    Returns
    -------
    scores : DataFrame
        As from :func:`course_lib.evaluation.seed_scores`, 20 seeds.

    Raises
    ------
    FileNotFoundError, ValueError
        A data set or a model that was not measured.
    """
    measured = recorded(f"methods_on_{data_set}")["measured"]
    if model not in measured:
        raise ValueError(f"model={model!r} was not measured; choose among {', '.join(measured)}.")
    tables = [
        pd.DataFrame({"seed": SEEDS, "method": method, **scores})
        for method, scores in measured[model].items()
    ]
    return pd.concat(tables, ignore_index=True)


def results_table(lesson, *, data_set="moons", model="logistic regression"):
    """Return what each method taught up to a lesson changes, from the recorded scores.

    Parameters
    ----------
    lesson : str
        Such as ``"03"``.
    data_set, model : str
        As for :func:`recorded_scores`.

    Returns
    -------
    table : DataFrame of str
        A row per method and a column per metric. The first row, "no resampling", has the mean of
        each metric; each other row the mean paired difference from it with the half-width of its 95
        % interval over seeds.
    """
    scores = recorded_scores(data_set, model)
    taught = list(methods(lesson))
    differences = paired_differences(scores[scores["method"].isin(taught)], NO_RESAMPLING)
    cells = differences.apply(
        lambda row: f"{row['difference']:+.3f} ± {row['high'] - row['difference']:.3f}", axis=1
    )
    table = differences.assign(cell=cells).pivot(index="method", columns="metric", values="cell")
    levels = scores[scores["method"] == NO_RESAMPLING][list(METRIC_NAMES)].mean()
    table.loc[NO_RESAMPLING] = {METRIC_NAMES[key]: f"{levels[key]:.3f}" for key in METRIC_NAMES}
    return table.loc[taught, list(METRIC_NAMES.values())].rename_axis(index=None, columns=data_set)


def recompute(method, *, data_set="moons", model="logistic regression", seeds=range(2)):
    """Run a method live, and return how far its scores are from the recorded ones.

    Parameters
    ----------
    method : str
        As in the table.
    data_set, model : str
        As for :func:`recorded_scores`; the data set must be one that needs no download.
    seeds : sequence of int, default=range(2)
        Which of the recorded seeds to repeat.

    Returns
    -------
    largest_difference : float
        Over these seeds and all metrics.
    """
    sampler = methods()[method]
    seeds = progress(seeds, f"{method} on {data_set}")
    live = seed_scores(DRAWS[data_set], MODELS[model], {method: sampler}, seeds)
    stored = recorded_scores(data_set, model).set_index(["method", "seed"])
    stored = stored.loc[[(method, seed) for seed in live["seed"]], list(METRIC_NAMES)]
    return float(np.abs(live[list(METRIC_NAMES)].to_numpy() - stored.to_numpy()).max())
