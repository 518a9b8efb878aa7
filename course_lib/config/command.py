"""``python -m course_lib run configuration.yaml --data table.csv --target y``, and its report."""

import os
import sys
import warnings

from course_lib.config.reading import read
from course_lib.config.reporting import report
from course_lib.evaluation.diagnose.table import read_table


def run(options):
    """Run one configuration on one table and print the report; returns the exit code.

    Parameters
    ----------
    options : argparse.Namespace
        ``configuration``, ``data`` and ``target``.

    Returns
    -------
    code : {0, 2}
        2 where the configuration or the table is at fault, with the reason on standard error.
    """
    sys.stdout.reconfigure(errors="replace")  # for names that the terminal cannot write
    try:
        configuration = read(options.configuration)
        X, y, notes = _table(options.data, options.target)
        text, more = _with_warnings(lambda: report(configuration, X, y))
    except (ValueError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    head = f"{options.configuration} on {options.data}, target {options.target}"
    _show("\n".join([head, *(f"Note: {note}" for note in [*notes, *more]), text]))
    return 0


def _table(path, target):
    """Return features, labels, and what was left out; raises where a column is text."""
    (X, y), notes = _with_warnings(lambda: read_table(path, target))
    words = [name for name in X if name not in X.select_dtypes("number")]
    if words:
        shown = ", ".join(words[:5]) + (", ..." if len(words) > 5 else "")
        raise ValueError(
            f"{path}: a run needs numbers, and these columns hold text: {shown}. Encode or remove "
            "them."
        )
    return X, y, notes


def _with_warnings(action):
    """Return what `action` returns, and the different warnings it gave, a line each."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        result = action()
    return result, list(dict.fromkeys(str(each.message).partition("\n")[0] for each in caught))


def _show(text):
    """Print, and go on quietly where nobody reads any more, as in ``... | head``."""
    try:
        print(text, flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
