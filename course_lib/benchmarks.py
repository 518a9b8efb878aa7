"""Time `TomekLinks` against imbalanced-learn's, and store the table.

``python -m course_lib.benchmarks`` (or ``make bench``) repeats the measurement in about ten
minutes. Close other programs first: both samplers use every core.
"""

import os
import platform
import time
import tracemalloc
from itertools import product
from pathlib import Path
from statistics import median

import numpy as np
from imblearn.under_sampling import TomekLinks as LibraryTomekLinks
from threadpoolctl import threadpool_info

from course_lib.results import record
from course_lib.samplers import TomekLinks

SEED = 0
SHARES = (0.01, 0.1, 0.5)
# Rows and features. The library needs minutes for 100,000 rows of 12 features, hence not that one.
SIZES = [
    *product((1_000, 10_000), (2, 5, 8, 12, 20, 50)),
    *product((100_000,), (2, 5, 8, 20, 50)),
]
CONFIGURATIONS = [
    (100_000, 30, 0.01),
    (100_000, 10, 0.01),
    (10_000, 20, 0.05),
    *((n, d, share) for n, d in SIZES for share in SHARES),
]
# A library run that takes longer than this many seconds is not repeated. Nor is it for other shares
# of the minority: the library searches every row whatever its label.
SLOW = 2.0
HEADER = "      n   d  minority      ours   library    ratio  memory"


def samples(n, d, share):
    """Return normal values and random labels.

    Parameters
    ----------
    n, d : int
        Rows and features.
    share : float
        Share of the minority.

    Returns
    -------
    X : ndarray of shape (n, d), float64
    y : ndarray of shape (n,), int
    """
    rng = np.random.default_rng(SEED)
    return rng.normal(size=(n, d)), (rng.random(n) < share).astype(int)


def seconds(sampler, X, y):
    """Return how long one resampling takes."""
    start = time.perf_counter()
    sampler.fit_resample(X, y)
    return time.perf_counter() - start


def peak_memory(n, d, share):
    """Return the most MiB that the arrays of one resampling take, `X` and `y` included."""
    tracemalloc.start()
    TomekLinks().fit_resample(*samples(n, d, share))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 2**20


def measure(n, d, share, known=None):
    """Time both samplers on the same data, in turns.

    Parameters
    ----------
    n, d : int
        Rows and features.
    share : float
        Share of the minority.
    known : float, optional
        Seconds the library took for the same `X`, if it is not to run again.

    Returns
    -------
    row : dict
        ``n``, ``d``, ``minority_share``; medians ``seconds_ours`` and ``seconds_library``;
        ``ratio``, the median of library by ours, turn by turn; ``turns_ours`` and
        ``turns_library``, 0 if it was `known`; ``peak_mib`` of ours.
    """
    X, y = samples(n, d, share)
    for sampler in (TomekLinks(), LibraryTomekLinks()):
        sampler.fit_resample(X[:500], y[:500])  # the first call starts the threads
    ours, library = [], []
    while len(ours) < 3 or sum(library) < SLOW / 2 and len(ours) < 25:
        ours.append(seconds(TomekLinks(), X, y))
        if known is None and (not library or library[0] < SLOW):
            library.append(seconds(LibraryTomekLinks(), X, y))
    turns = {"turns_ours": len(ours), "turns_library": len(library)}
    if len(library) < len(ours):
        library = [*library, known][:1] * len(ours)
    return {
        "n": n,
        "d": d,
        "minority_share": share,
        "seconds_ours": median(ours),
        "seconds_library": median(library),
        "ratio": median(theirs / mine for mine, theirs in zip(ours, library, strict=True)),
        **turns,
        "peak_mib": peak_memory(n, d, share),
    }


def line(row):
    """Return a row of the table as text under `HEADER`."""
    return (
        f"{row['n']:>7,} {row['d']:>3} {row['minority_share']:>8.0%} {row['seconds_ours']:>8.3f}s "
        f"{row['seconds_library']:>8.3f}s {row['ratio']:>7.1f}x {row['peak_mib']:>4.0f} MiB"
    )


def machine():
    """Return the processor's name, its cores and the threads of each numerical library."""
    name = platform.processor()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        models = [row for row in cpuinfo.read_text().splitlines() if row.startswith("model name")]
        name = models[0].partition(":")[2].strip() if models else name
    threads = {library["internal_api"]: library["num_threads"] for library in threadpool_info()}
    return {"processor": name, "cores": os.cpu_count(), "threads": threads}


def main(configurations=CONFIGURATIONS, name="tomek_links_speed"):
    """Measure every configuration, print the table and store it."""
    print(HEADER, flush=True)
    table, slow = [], {}
    for n, d, share in configurations:
        row = measure(n, d, share, slow.get((n, d)))
        if row["seconds_library"] > SLOW:
            slow[n, d] = row["seconds_library"]
        print(line(row), flush=True)
        table.append(row)
    path = record(
        name,
        {"machine": machine(), "table": table},
        command="python -m course_lib.benchmarks",
        seeds=[SEED],
    )
    print(f"Stored in {path.name}.")


if __name__ == "__main__":
    main()
