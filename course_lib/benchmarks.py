"""Time every sampler against imbalanced-learn's, and store the tables.

``python -m course_lib.benchmarks`` (or ``make bench``) repeats the measurements in about an hour;
``python -m course_lib.benchmarks growth`` only the part of that name. Close other programs first:
the samplers use every core. A run goes on where the last one stopped if machine and packages are
the same; to measure something again, delete its file under ``data/results/``.

- ``links``: `TomekLinks` over sizes and shares of the minority;
- ``family``: the samplers that search neighbours, over sizes;
- ``condensing``: `CondensedNearestNeighbour`, at the sizes the library still finishes;
- ``growth``: every sampler against rows, features and share of the minority, with exponents.
"""

import functools
import os
import platform
import sys
import time
import tracemalloc
from itertools import product
from pathlib import Path
from statistics import median

import imblearn.combine
import imblearn.over_sampling
import imblearn.under_sampling
import numpy as np
from threadpoolctl import threadpool_info

from course_lib import samplers
from course_lib.datasets import overlapping_clouds
from course_lib.results import provenance, record, recorded

SEED = 0
CONDENSING = "CondensedNearestNeighbour"
FOREIGN_WITHIN_REACH = (
    "EditedNearestNeighbours",
    "RepeatedEditedNearestNeighbours",
    "AllKNN",
    "OneSidedSelection",
    "NeighbourhoodCleaningRule",
)
FAMILY = (*FOREIGN_WITHIN_REACH, "SMOTE", "SMOTETomek", "SMOTEENN")
UNDER_SAMPLING = ("RandomUnderSampler", "NearMiss-1", "NearMiss-2", "NearMiss-3")
# The library alone has these; the course measures them and does not write them again.
LIBRARY_ONLY = ("RandomOverSampler", "BorderlineSMOTE", "SVMSMOTE", "ClusterCentroids")

# Rows and features. imbalanced-learn needs minutes a search for 100,000 rows of 12 features, so
# there is no such size among the largest.
SIZES = [
    *product((1_000, 10_000), (2, 5, 8, 12, 20, 50)),
    *product((100_000,), (2, 5, 8, 20, 50)),
]
LINKS = [
    ("TomekLinks", *size)
    for size in (
        (100_000, 30, 0.01),
        (100_000, 10, 0.01),
        (10_000, 20, 0.05),
        *((n, d, share) for n, d in SIZES for share in (0.01, 0.1, 0.5)),
    )
]
CONDENSING_SIZES = [(CONDENSING, n, 10, 0.05) for n in (5_000, 20_000)]
FAMILY_SIZES = [
    *((sampler, 100_000, 30, 0.01) for sampler in FOREIGN_WITHIN_REACH),
    *(
        (sampler, n, d, 0.05)
        for n, d in [*product((1_000, 10_000), (2, 5, 20, 50)), *product((100_000,), (2, 5, 50))]
        for sampler in FAMILY
    ),
]
AXES = {
    "n": [(n, 10, 0.05) for n in (1_250, 2_500, 5_000, 10_000, 20_000, 40_000)],
    "d": [(10_000, d, 0.05) for d in (2, 4, 8, 16, 32, 64)],
    "minority_share": [(10_000, 10, share) for share in (0.01, 0.02, 0.05, 0.1, 0.2, 0.4)],
}
# A library run that takes longer than this many seconds is not repeated.
SLOW = 2.0
# A library's sampler that takes longer than this is not measured further along an axis of `growth`.
TOO_SLOW = 10.0
HEADER = f"{'sampler':<31}{'n':>8} {'d':>3}  minority       ours    library    ratio     memory"


def samples(n, d, share):
    """Return two overlapping clouds of `n` rows and `d` features, a `share` of them minority."""
    n_minority = round(n * share)
    return overlapping_clouds(n - n_minority, n_minority, d, random_state=SEED)


def library_sampler(name):
    """Return imbalanced-learn's sampler of that name, seeded where it takes a seed."""
    for module in (imblearn.under_sampling, imblearn.over_sampling, imblearn.combine):
        if hasattr(module, name.partition("-")[0]):
            return _seeded(getattr(module, name.partition("-")[0]), name)
    raise ValueError(f"imbalanced-learn has no sampler called {name!r}.")


def our_sampler(name):
    """Return the course's sampler of that name, seeded; None where the library alone has it."""
    if name in LIBRARY_ONLY:
        return None
    return _seeded(getattr(samplers, name.partition("-")[0]), name)


def _seeded(sampler_class, name):
    version = name.partition("-")[2]
    sampler = sampler_class(**({"version": int(version)} if version else {}))
    return sampler.set_params(random_state=SEED) if hasattr(sampler, "random_state") else sampler


def seconds(sampler, X, y):
    """Return how long one resampling takes."""
    start = time.perf_counter()
    sampler.fit_resample(X, y)
    return time.perf_counter() - start


def peak_memory(sampler, X, y):
    """Return the most MiB that the arrays of one resampling take, `X` and `y` not included."""
    tracemalloc.start()
    sampler.fit_resample(X, y)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 2**20


def measure(name, n, d, share, *, with_library=True):
    """Time the course's sampler and the library's on the same data, in turns.

    Parameters
    ----------
    name : str
        Of the sampler, such as ``"TomekLinks"`` or ``"NearMiss-2"``.
    n, d : int
        Rows and features.
    share : float
        Share of the minority.
    with_library : bool, default=True
        Whether to run the library's.

    Returns
    -------
    row : dict
        ``sampler``, ``n``, ``d``, ``minority_share``; medians ``seconds_ours`` and
        ``seconds_library``; ``ratio``, the median of library by ours, turn by turn; ``turns_ours``
        and ``turns_library``; ``peak_mib`` of ours. What was not run is None.
    """
    X, y = samples(n, d, share)
    ours, library = our_sampler(name), library_sampler(name) if with_library else None
    times = {"ours": [], "library": []}
    for sampler in (ours, library):
        if sampler is not None:
            sampler.fit_resample(*samples(300, d, 0.2))  # the first call starts the threads
    while not times["ours"] + times["library"] or _worth_another(times):
        for side, sampler in (("ours", ours), ("library", library)):
            if sampler is not None and (not times[side] or max(times[side]) < SLOW):
                times[side].append(seconds(sampler, X, y))
    # One slow run of the library stands for each of its turns.
    theirs = times["library"] + times["library"][:1] * len(times["ours"])
    ratios = [slow / fast for fast, slow in zip(times["ours"], theirs, strict=False)]
    return {
        "sampler": name,
        "n": n,
        "d": d,
        "minority_share": share,
        **{f"seconds_{side}": median(runs) if runs else None for side, runs in times.items()},
        "ratio": median(ratios) if ratios else None,
        **{f"turns_{side}": len(runs) for side, runs in times.items()},
        "peak_mib": peak_memory(ours, X, y) if ours else None,
    }


def _worth_another(times):
    """Three turns at least and half a second of each, unless a turn is slow; 25 at most."""
    turns = max(map(len, times.values()))
    if all(max(runs) > SLOW for runs in times.values() if runs):
        return False
    return turns < 3 or turns < 25 and max(map(sum, times.values())) < SLOW / 2


def line(row):
    """Return a row of a table as text under `HEADER`."""
    cells = [
        "-" if row[key] is None else f"{row[key]:{spec}}{unit}"
        for key, spec, unit in (
            ("seconds_ours", ".3f", " s"),
            ("seconds_library", ".3f", " s"),
            ("ratio", ".1f", "x"),
            ("peak_mib", ".1f", " MiB"),
        )
    ]
    return (
        f"{row['sampler']:<31}{row['n']:>8,} {row['d']:>3} {row['minority_share']:>8.1%}"
        f"{cells[0]:>12}{cells[1]:>11}{cells[2]:>9}{cells[3]:>11}"
    )


def exponent(table, axis, side="ours"):
    """Return the slope of log time against log `axis` over the larger two thirds of its values.

    Parameters
    ----------
    table : list of dict
        Rows of :func:`measure` of one sampler that differ in `axis` only.
    axis : {"n", "d", "minority_share"}
    side : {"ours", "library"}, default="ours"

    Returns
    -------
    slope : float or None
        1 where time doubles with the axis; None with fewer than two times.
    """
    points = sorted((row[axis], row[f"seconds_{side}"]) for row in table if row[f"seconds_{side}"])
    points = np.log(points[len(points) // 3 :])
    return float(np.polyfit(*points.T, 1)[0]) if len(points) > 1 else None


def machine():
    """Return the processor's name, its cores and the threads of each numerical library."""
    name = platform.processor()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        models = [row for row in cpuinfo.read_text().splitlines() if row.startswith("model name")]
        name = models[0].partition(":")[2].strip() if models else name
    threads = {library["internal_api"]: library["num_threads"] for library in threadpool_info()}
    return {"processor": name, "cores": os.cpu_count(), "threads": threads}


def measured_before(name):
    """Return the rows that an earlier run stored, by sampler and size, if machine and packages are
    the same as now."""
    try:
        stored = recorded(name)
    except FileNotFoundError:
        return {}
    now = provenance(command="")["versions"]
    same = (stored["versions"], stored["measured"]["machine"]) == (now, machine())
    keys = ("sampler", "n", "d", "minority_share")
    return {
        tuple(row.get(key) for key in keys): {key: row[key] for key in row if key != "axis"}
        for row in stored["measured"]["table"]
        if same
    }


def compare(configurations, known):
    """Measure what is not known, print a line for each configuration, yield the growing table."""
    print(HEADER, flush=True)
    table = []
    for configuration in configurations:
        table.append(known.get(configuration) or measure(*configuration))
        print(line(table[-1]), flush=True)
        yield {"table": table}


def growth(known, names=None, axes=AXES):
    """Measure samplers along each axis, yield tables and exponents sampler by sampler."""
    names = names or (CONDENSING, "TomekLinks", *FAMILY, *UNDER_SAMPLING, *LIBRARY_ONLY)
    print(HEADER, flush=True)
    table, exponents = [], []
    for name in names:
        for axis, configurations in axes.items():
            rows = []
            for configuration in configurations:
                too_slow = bool(rows) and (rows[-1]["seconds_library"] or np.inf) > TOO_SLOW
                if too_slow and name in LIBRARY_ONLY:
                    break
                row = known.get((name, *configuration))
                row = row or measure(name, *configuration, with_library=not too_slow)
                known[(name, *configuration)] = row
                rows.append(row)
                print(line(row), flush=True)
            table += [{"axis": axis, **row} for row in rows]
            slopes = {side: exponent(rows, axis, side) for side in ("ours", "library")}
            exponents.append({"sampler": name, "axis": axis, **slopes})
        yield {"table": table, "exponents": exponents}
    print(f"\n{'exponent of time':<31}{'axis':<16}{'ours':>6}{'library':>9}")
    for row in exponents:
        ours, library = (
            "-" if row[side] is None else f"{row[side]:.2f}" for side in ("ours", "library")
        )
        print(f"{row['sampler']:<31}{row['axis']:<16}{ours:>6}{library:>9}")


PARTS = {
    "family": ("family_speed", functools.partial(compare, FAMILY_SIZES)),
    "condensing": ("condensing_speed", functools.partial(compare, CONDENSING_SIZES)),
    "growth": ("growth", growth),
    "links": ("tomek_links_speed", functools.partial(compare, LINKS)),
}


def main(parts=()):
    """Measure the parts named, all by default, and store what there is after every step."""
    for part in parts or PARTS:
        if part not in PARTS:
            sys.exit(f"No part is called {part!r}; choose among {', '.join(PARTS)}.")
    for part in parts or PARTS:
        name, run = PARTS[part]
        command = f"python -m course_lib.benchmarks {part}"
        for measured in run(measured_before(name)):
            path = record(name, {"machine": machine(), **measured}, command=command, seeds=[SEED])
        print(f"Stored in {path.name}.", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
