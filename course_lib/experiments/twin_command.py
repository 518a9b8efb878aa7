"""``python -m course_lib twin fit``, ``twin sample`` and ``twin report``."""

import gzip
import hashlib
import os
import sys
import warnings
from pathlib import Path

from course_lib.datasets.twins import fit_twin, read_twin, sample_twin, write_twin
from course_lib.datasets.twins.shipped import FOLDER, SHIPPED
from course_lib.evaluation.diagnose.table import read_table
from course_lib.experiments.twin_fidelity import fidelity, report


def run(options):
    """Run one of the three; returns the exit code.

    Parameters
    ----------
    options : argparse.Namespace
        ``action``, and what the parser of that action sets.

    Returns
    -------
    code : {0, 2}
        2 where a file or an option is at fault, with one sentence on standard error.
    """
    sys.stdout.reconfigure(errors="replace")  # for names that the terminal cannot write
    try:
        print({"fit": fit, "sample": sample, "report": compare}[options.action](options))
    except (ValueError, OSError) as error:
        sentence = str(error)
        if isinstance(error, OSError) and error.filename:
            sentence = f"{error.filename}: {error.strerror}; choose another file."
        print(sentence, file=sys.stderr)
        return 2
    return 0


def fit(options):
    """Fit a twin, write its parameters, and return what was written."""
    path = writable(options.out, ".json")
    X, y, target, source, share = table(options.table, options.target)
    twin = fit_twin(X, y, target=target, minority_share=share, source=source)
    write_twin(twin, path)
    records = [
        sum(group.records for group in part.groups) for part in (twin.majority, twin.minority)
    ]
    return (
        f"Written: {path} ({path.stat().st_size:,} bytes), fitted on {records[0]:,} rows of the "
        f"majority and {records[1]:,} of the minority, {len(twin.features)} features. No number in "
        "it is a single record's, but it is not differentially private."
    )


def sample(options):
    """Draw rows from a twin, write them as CSV, and return what was written."""
    path = writable(options.out, ".csv")
    twin = parameters(options.twin)
    n_samples = options.rows
    X, y = sample_twin(twin, n_samples, options.minority_share, options.seed)
    X.assign(**{twin.target: y}).to_csv(path, index=False)
    return f"Written: {path}, {n_samples:,} rows, {y.sum():,} of them with {twin.target} = 1."


def compare(options):
    """Compare a twin with a table and return the report."""
    twin = parameters(options.twin)
    X, y, *_ = table(options.table, options.target or twin.target)
    names = [feature.name for feature in twin.features]
    if lacking := [name for name in names if name not in X]:
        raise ValueError(
            f"{options.table} has no usable column {lacking[0]!r}, which the twin has; is it its "
            "table?"
        )
    return report(fidelity(twin, X[names], y))


def parameters(name):
    """Return a shipped twin by its name, or the one in a file."""
    return read_twin(FOLDER / f"{name}.json" if name in SHIPPED else name)


def table(name, target):
    """Return features, 0/1 labels, the target's name, what to note as source, and a share.

    Parameters
    ----------
    name : str
        One of `SHIPPED`, whose table then comes from its loader, or a CSV file.
    target : str

    Returns
    -------
    X, y, target, source, minority_share
        The last is None for a CSV file, which means the table's own share.
    """
    if name in SHIPPED:
        load, recorded, column, share = SHIPPED[name]
        if target != column:
            raise ValueError(f"The target of {name} is {column}, not {target}.")
        return *load(), column, {"table": name, "sha256": recorded.sha256}, share
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        X, labels = read_table(name, target)
    for warning in caught:
        print(f"Note: {warning.message}", file=sys.stderr)
    counts = labels.value_counts()
    if len(counts) != 2:
        raise ValueError(f"{name}: the target has {len(counts)} labels; a twin has two classes.")
    minority = counts.sort_index().index[1] if counts.nunique() == 1 else counts.idxmin()
    source = {"table": Path(name).name, "sha256": checksum(name)}
    return X, (labels == minority).to_numpy(int), labels.name, source, None


def checksum(path):
    """Return the SHA-256 of a file's uncompressed bytes."""
    data = Path(path).read_bytes()
    return hashlib.sha256(gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data).hexdigest()


def writable(name, ending):
    """Return the path of a file to be written; raises unless that will be possible."""
    path = Path(name)
    if path.suffix.lower() != ending:
        raise ValueError(f"--out {path}: the name has to end in {ending}.")
    if path.is_dir() or not path.parent.is_dir():
        raise ValueError(f"--out {path}: name a file in a folder that exists.")
    if not os.access(path if path.exists() else path.parent, os.W_OK):
        raise ValueError(f"--out {path} may not be written: choose another place.")
    return path
