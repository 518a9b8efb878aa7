"""Measurements that cannot be repeated in a lesson: written with their provenance, read back by
name.

Each is one JSON file under ``data/results/``, or in the folder that the environment variable
``COURSE_RESULTS`` names, where ``make real`` repeats them. What it holds beside the numbers says
how to repeat it.
"""

import functools
import importlib.metadata
import json
import os
import platform
import re
import subprocess
from datetime import UTC, datetime
from pathlib import Path

CHECKOUT = Path(__file__).parents[1]
STORED = CHECKOUT / "data" / "results"
FOLDER = Path(os.environ.get("COURSE_RESULTS") or STORED)
PACKAGES = ("imbalanced-learn", "numpy", "scikit-learn", "scipy")


def record(name, measured, *, command, data=None, seeds=None, packages=()):
    """Write a measurement to ``data/results/<name>.json``.

    Parameters
    ----------
    name : str
        File name without ending, in snake case.
    measured : dict or list
        The numbers, as JSON can hold them.
    command : str
        What repeats the measurement, typed in the project folder.
    data : dict of str to str, optional
        SHA-256 of the uncompressed bytes of each real table that was read.
    seeds : list of int, optional
    packages : sequence of str, optional
        Further packages whose versions matter here, by the names that pip knows.

    Returns
    -------
    path : Path
    """
    stands_beside = provenance(command=command, data=data, seeds=seeds, packages=packages)
    content = {"measured": measured, **stands_beside}
    path = FOLDER / f"{name}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_short_lists(json.dumps(content, indent=1)) + "\n", encoding="utf-8")
    return path


def provenance(*, command, data=None, seeds=None, packages=()):
    """Return what stands beside the numbers of a measurement made now; see :func:`record`."""
    return {
        "command": command,
        "date": datetime.now(UTC).date().isoformat(),
        "seeds": seeds,
        "data_sha256": data,
        "code": _commit(),
        "python": platform.python_version(),
        "versions": {name: importlib.metadata.version(name) for name in (*PACKAGES, *packages)},
    }


@functools.cache
def _commit():
    """The commit that was checked out, with "+" if files differed; None outside a checkout."""
    try:
        return subprocess.run(
            ["git", "describe", "--always", "--dirty=+", "--abbrev=12"],
            cwd=CHECKOUT,
            capture_output=True,
            check=True,
            text=True,
        ).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return None


def _short_lists(text):
    """Put every list of plain numbers on one line, or twenty seeds take twenty."""
    return re.sub(r"\[[\s\d.,eE+-]+\]", lambda found: " ".join(found[0].split()), text)


def recorded(name):
    """Return what :func:`record` wrote under `name`, with its provenance.

    Parameters
    ----------
    name : str

    Returns
    -------
    content : dict
        ``measured``, ``command``, ``date``, ``seeds``, ``data_sha256``, ``code`` (the commit),
        ``python``, ``versions``.

    Raises
    ------
    FileNotFoundError
        No such measurement; the message lists those there are.
    """
    path = FOLDER / f"{name}.json"
    if not path.exists():
        known = ", ".join(sorted(file.stem for file in FOLDER.glob("*.json"))) or "none"
        raise FileNotFoundError(f"No measurement called {name!r} is recorded; there is: {known}.")
    return json.loads(path.read_text(encoding="utf-8"))
