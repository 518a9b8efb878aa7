"""``python -m course_lib diagnose data.csv --target y``: from a file to a report."""

import os
import sys
import warnings
from pathlib import Path

from course_lib.evaluation.diagnose.report import diagnose, text_report, write_html
from course_lib.evaluation.diagnose.table import read_table

MOST_LABELS_SHOWN = 10


def run(options):
    """Diagnose one file, print the report and write it; returns the exit code.

    Parameters
    ----------
    options : argparse.Namespace
        ``file``, ``target``, ``delimiter``, ``html`` and ``seed``.

    Returns
    -------
    code : {0, 2}
        0 whatever was found; 2 where the file, an option or the place of the report is at fault,
        with one sentence on standard error.
    """
    # A name that the terminal cannot write must not end the report.
    sys.stdout.reconfigure(errors="replace")
    try:
        if options.html:
            check_writable(Path(options.html))
        if sys.stderr.isatty():
            print(f"reading {options.file}", file=sys.stderr)
        X, y, notes = read_with_notes(options)
        findings = diagnose(X, y, random_state=options.seed)
        about = [*described(options, X, y), *notes]
        show(text_report(findings, about=about))
        if options.html:
            title = f"Diagnosis of {Path(options.file).name}"
            write_html(findings, options.html, title=title, about=about)
            show(f"\nWritten: {options.html}")
    except (ValueError, OSError) as error:
        print(sentence_of(error), file=sys.stderr)
        return 2
    return 0


def read_with_notes(options):
    """Return features, labels, and what `read_table` warned of."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        X, y = read_table(options.file, options.target, delimiter=options.delimiter)
    return X, y, [f"Note: {warning.message}" for warning in caught]


def described(options, X, y):
    """Return sentences that say what was measured, and how to measure it again."""
    counts = y.value_counts()
    labels = ", ".join(
        f"{label} in {count:,} rows ({100 * count / len(y):.3g} %)"
        for label, count in counts.head(MOST_LABELS_SHOWN).items()
    )
    more = f", and {len(counts) - MOST_LABELS_SHOWN} more" * (len(counts) > MOST_LABELS_SHOWN)
    text = X.shape[1] - X.select_dtypes("number").shape[1]
    kinds = f", {text} of them of text (lesson 15 alone looks at these)" * bool(text)
    return [
        f"{options.file}: {len(X):,} complete rows, {X.shape[1]} features{kinds}; "
        f"seed {options.seed}.",
        f"Target {y.name!r}: {labels}{more}.",
    ]


def check_writable(path):
    """Raise unless a report can be written there; nothing is created."""
    folder = path.parent
    if path.suffix.lower() not in (".html", ".htm"):
        raise ValueError(f"--html {path}: the name of the report has to end in .html.")
    if path.is_dir():
        raise ValueError(f"--html {path} is a folder: name a file in it.")
    if not folder.is_dir():
        raise ValueError(f"--html {path}: there is no folder {folder}; make it first.")
    if not os.access(path if path.exists() else folder, os.W_OK):
        raise ValueError(f"--html {path} may not be written: choose another place.")


def show(text):
    """Print, and go on quietly where nobody reads any more, as in ``… | head``."""
    try:
        print(text, flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def sentence_of(error):
    """Return the error as one sentence; one of the system's gets a remedy."""
    if isinstance(error, OSError) and error.filename:
        return f"{error.filename} cannot be written ({error.strerror}): choose another place."
    return str(error)
