"""Every method behind every model on every data set: the table that grows lesson by lesson.

``python -m course_lib.experiments.methods`` measures what :mod:`course_lib.evaluation.protocol`
lists and stores the scores seed by seed under ``data/results/``. This takes about half an hour on
two cores, goes on where it was interrupted, and leaves out real tables that cannot be had. What
other versions of Python's packages or other data have measured is measured again; to repeat
anything else, delete its file.
"""

import sys
import warnings

from joblib import Parallel, delayed

from course_lib import datasets, results
from course_lib.evaluation.paired import METRIC_NAMES, seed_scores
from course_lib.evaluation.protocol import DRAWS, MODELS, SEEDS, TABLES, methods
from course_lib.experiments.resume import measured_so_far

COMMAND = "python -m course_lib.experiments.methods"


def _measure(draw, model, method, sampler):
    with warnings.catch_warnings():
        # A sampler that finds fewer rows than asked says so once per fold.
        warnings.simplefilter("ignore")
        scores = seed_scores(draw, MODELS[model], {method: sampler}, SEEDS)
    return model, method, scores[list(METRIC_NAMES)].round(5).to_dict("list")


def measure(data_set, draw, checksum=None, *, models=MODELS, samplers=None, n_jobs=-1):
    """Measure what has not been measured yet on one data set, and store it method by method."""
    samplers = methods() if samplers is None else samplers
    provenance = {"command": COMMAND, "data": checksum, "seeds": SEEDS}
    done = measured_so_far(f"methods_on_{data_set}", **provenance)
    tasks = [
        (model, method)
        for model in models
        for method in samplers
        if method not in done.get(model, {})
    ]
    print(f"{data_set}: {len(tasks)} of {len(models) * len(samplers)} to measure", flush=True)
    measured = Parallel(n_jobs=n_jobs, return_as="generator")(
        delayed(_measure)(draw, model, method, samplers[method]) for model, method in tasks
    )
    for place, (model, method, scores) in enumerate(measured, start=1):
        done.setdefault(model, {})[method] = scores
        ordered = {
            model: {method: done[model][method] for method in samplers if method in done[model]}
            for model in models
            if model in done
        }
        results.record(f"methods_on_{data_set}", ordered, **provenance)
        print(f"  {place:>3} of {len(tasks)}  {model}, {method}", flush=True)


def main():
    """Measure every data set that is here; say which are not."""
    for data_set, draw in DRAWS.items():
        measure(data_set, draw)
    for data_set, load in TABLES.items():
        try:
            X, y = load()
        except (OSError, ValueError) as error:
            print(f"{data_set}: left out. {error}", file=sys.stderr)
        else:
            checksum = {data_set: datasets.TABLES[data_set].sha256}
            measure(data_set, lambda seed, table=(X, y): table, checksum)


if __name__ == "__main__":
    main()
