"""Go on with a long measurement where an earlier run stopped."""

import json

from course_lib import datasets, results
from course_lib.evaluation.protocol import DRAWS, TABLES


def measured_so_far(name, **provenance):
    """Return what a run with the same seeds, versions and data has stored under `name`, or {}.

    Parameters
    ----------
    name : str
        Of the measurement, as for :func:`course_lib.results.record`.
    **provenance
        As for :func:`course_lib.results.provenance`.

    Returns
    -------
    measured : dict
        Empty as well where the file is missing or was cut short.
    """
    try:
        stored = results.recorded(name)
    except (FileNotFoundError, json.JSONDecodeError):
        return {}
    current = results.provenance(**provenance)
    same = all(stored.get(key) == current[key] for key in ("seeds", "data_sha256", "versions"))
    return stored["measured"] if same else {}


def draws():
    """Return every data set of the protocol that is here, and why the others are not.

    Returns
    -------
    found : dict of str to callable
        ``draw(seed)`` returns ``X, y``; a real table is the same for every seed.
    missing : dict of str to str
        Name and reason of each real table that cannot be had.
    """
    found, missing = dict(DRAWS), {}
    for name, load in TABLES.items():
        try:
            table = load()
        except (OSError, ValueError) as error:
            missing[name] = str(error)
        else:
            found[name] = lambda seed, table=table: table
    return found, missing


def checksums():
    """Return the checksum of every real table of the protocol, by name."""
    return {name: datasets.TABLES[name].sha256 for name in TABLES}
