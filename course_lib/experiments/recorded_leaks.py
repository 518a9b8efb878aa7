"""The recorded leaks as tables: what leaking adds, and where it comes from."""

import numpy as np
import pandas as pd

from course_lib.evaluation.seeds import interval_half
from course_lib.experiments.leakage import METRICS, seed_scores
from course_lib.progress_bar import progress
from course_lib.results import recorded


def leak_levels(data_set, model="nearest neighbours", metric="f1"):
    """Return the mean scores of every sampler.

    Parameters
    ----------
    data_set, model : str
        As for :func:`course_lib.experiments.leakage.seed_scores`.
    metric : {"f1", "average_precision", "roc_auc"}

    Returns
    -------
    levels : DataFrame
        A row per sampler, a column per way of scoring.
    """
    measured = _measured(data_set, model)
    return pd.DataFrame(
        {
            sampler: {way: np.mean(scores[metric]) for way, scores in ways.items()}
            for sampler, ways in measured.items()
            if sampler != "none"
        }
    ).T


def leak_differences(data_set, model, sampler, steps=(("honest", "leaked"),)):
    """Return what changes from one way of scoring to another, paired by seed.

    Parameters
    ----------
    data_set, model, sampler : str
        As for :func:`course_lib.experiments.leakage.seed_scores`.
    steps : sequence of pairs of str
        Ways of scoring, before and after.

    Returns
    -------
    table : DataFrame
        A row per step and metric: ``data_set``, ``model``, ``sampler``, ``before``, ``after``,
        ``metric``, the mean ``difference``, and the ends ``low`` and ``high`` of Student's 95 %
        interval for it over the seeds.
    """
    ways = _measured(data_set, model)[sampler]
    rows = []
    for before, after in steps:
        for metric in ways[after]:
            change = np.subtract(ways[after][metric], ways[before][metric])
            half = interval_half(change)
            mean = change.mean()
            row = {
                "data_set": data_set,
                "model": model,
                "sampler": sampler,
                "metric": METRICS[metric],
            }
            row |= {"before": before, "after": after, "difference": mean}
            rows.append({**row, "low": mean - half, "high": mean + half})
    return pd.DataFrame(rows)


def all_leak_differences(samplers, steps=(("honest", "leaked"),)):
    """Return :func:`leak_differences` of some samplers on every data set behind every model."""
    measured = recorded("leakage")["measured"]
    return pd.concat(
        [
            leak_differences(data_set, model, sampler, steps)
            for data_set, models in measured.items()
            for model in models
            for sampler in samplers
        ],
        ignore_index=True,
    )


def recompute_leaks(data_set, model, sampler, seeds=range(2)):
    """Measure some seeds again, and return the largest difference from the record."""
    stored = _measured(data_set, model)[sampler]
    return max(
        abs(values[0] - stored[way][metric][seed])
        for seed in progress(seeds, f"{sampler} on {data_set}")
        for way, scores in seed_scores(data_set, model, sampler, [seed]).items()
        for metric, values in scores.items()
    )


def _measured(data_set, model):
    content = recorded("leakage")["measured"]
    if data_set not in content or model not in content[data_set]:
        raise ValueError(
            f"{model!r} on {data_set!r} was not measured; data sets: {', '.join(content)}; models: "
            f"{', '.join(next(iter(content.values())))}."
        )
    return content[data_set][model]
