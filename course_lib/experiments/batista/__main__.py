"""Measure the fifteen problems and the two checks, and store the results for lesson 23.

``python -m course_lib.experiments.batista`` needs the real tables (``COURSE_DATA`` or the download
cache), goes on where it was interrupted, and takes less than half an hour on two cores. A problem
whose table cannot be had is left out, with the reason.
"""

import sys

import joblib

from course_lib import datasets
from course_lib.experiments.batista.measuring import CONTEXT, measure
from course_lib.experiments.batista.methods import METHODS
from course_lib.experiments.batista.problems import CHECKS, problem, repeats
from course_lib.experiments.resume import measured_so_far
from course_lib.progress_bar import progress
from course_lib.results import record

NAME = "batista"
PROVENANCE = {
    "command": "python -m course_lib.experiments.batista",
    "seeds": [0],
    "data": {name: datasets.TABLES[f"batista_{name}"].sha256 for name in datasets.BATISTA},
}


def main():
    """Measure what is not stored yet; store after every method."""
    stored = measured_so_far(NAME, **PROVENANCE)
    tables = dict(sorted(_tables().items(), key=lambda item: len(item[1].y)))
    tasks = [
        (name, method)
        for methods in (METHODS, CONTEXT)
        for name in tables
        for method in methods
        if method not in stored.get(name, {}).get("methods", {})
    ]
    jobs = (joblib.delayed(_measured)(name, method) for name, method in tasks)
    found = joblib.Parallel(n_jobs=joblib.cpu_count(), return_as="generator")(jobs)
    for (name, method), scores in zip(progress(tasks, NAME), found, strict=True):
        y = tables[name].y
        about = {"rows": len(y), "minority": int(y.sum()), "repeats": repeats(name, len(y))}
        stored.setdefault(name, {**about, "methods": {}})["methods"][method] = scores
        record(NAME, stored, **PROVENANCE)


def _tables():
    tables = {}
    for name in (*datasets.BATISTA, *CHECKS):
        try:
            tables[name] = problem(name)
        except (OSError, ValueError) as error:
            print(f"{name}: left out. {error}", file=sys.stderr)
    return tables


def _measured(name, method):
    table = problem(name)
    return measure(table, method, repeats(name, len(table.y)))


if __name__ == "__main__":
    main()
