"""Repeat what was recorded on real tables, and say whether the numbers agree.

``python -m course_lib.experiments.remeasure [NAME ...]`` reads the command beside every stored
result that was measured on a real table, runs it into the folder ``.real`` and compares number by
number; the stored results stay as they are. It needs the tables (see `course_lib.datasets.fetch`)
and some hours for all of them; interrupted, it goes on with the command it was at.
"""

import argparse
import json
import math
import os
import shlex
import subprocess
import sys
from numbers import Real

from course_lib.datasets import TABLES
from course_lib.results import CHECKOUT, STORED

REPEATED = CHECKOUT / ".real"
# Another processor rounds other last digits; a decision that hangs on them moves more than this.
CLOSE = 1e-6


def real_results(folder=STORED):
    """Return the command of every stored result that was measured on a real table.

    Parameters
    ----------
    folder : Path
        Of the stored results.

    Returns
    -------
    commands : dict of str to str
        By name of the result.
    """
    stored = {path.stem: json.loads(path.read_text(encoding="utf-8"))
              for path in sorted(folder.glob("*.json"))}  # fmt: skip
    return {
        name: content["command"]
        for name, content in stored.items()
        if set(content["data_sha256"] or ()) & set(TABLES)
    }


def differences(stored, repeated, place="measured"):
    """Yield where two measurements differ, and by how much.

    Parameters
    ----------
    stored, repeated : dict, list, number, str or None
        As JSON holds them.
    place : str
        What leads there.

    Yields
    ------
    place : str
    difference : float
        Between two numbers; infinite where anything else differs.

    Examples
    --------
    >>> list(differences({"links": [3, 4]}, {"links": [3, 6]}))
    [('measured.links.1', 2.0)]
    >>> list(differences({"links": 3}, {"rows": 3}))
    [('measured.links', inf), ('measured.rows', inf)]
    """
    if isinstance(stored, list) and isinstance(repeated, list):
        stored, repeated = (dict(enumerate(values)) for values in (stored, repeated))
    if isinstance(stored, dict) and isinstance(repeated, dict):
        for key in [*stored, *(key for key in repeated if key not in stored)]:
            if key in stored and key in repeated:
                yield from differences(stored[key], repeated[key], f"{place}.{key}")
            else:
                yield f"{place}.{key}", math.inf
    elif isinstance(stored, Real) and isinstance(repeated, Real):
        both_nan = math.isnan(stored) and math.isnan(repeated)
        if stored != repeated and not both_nan:
            gap = abs(stored - repeated)
            yield place, math.inf if math.isnan(gap) else float(gap)
    elif stored != repeated:
        yield place, math.inf


def agreement(name, stored_folder=STORED, repeated_folder=REPEATED):
    """Compare a stored result with its repetition.

    Parameters
    ----------
    name : str
    stored_folder, repeated_folder : Path

    Returns
    -------
    agrees : bool
        Whether no number differs by more than 1e-6.
    sentence : str
    """
    path = repeated_folder / f"{name}.json"
    if not path.exists():
        return False, f"{name}: was not measured"
    stored, repeated = (json.loads((folder / path.name).read_text(encoding="utf-8"))
                        for folder in (stored_folder, repeated_folder))  # fmt: skip
    for what in ("data_sha256", "seeds"):
        if stored[what] != repeated[what]:
            return False, f"{name}: {what} is {repeated[what]}, stored is {stored[what]}"
    found = sorted(differences(stored["measured"], repeated["measured"]), key=lambda gap: -gap[1])
    if not found:
        return True, f"{name}: agrees to the last digit"
    place, largest = found[0]
    sentence = f"{name}: {len(found)} numbers differ, most by {largest:.2g} at {place}"
    versions = [
        f"{package} {known} then, {repeated['versions'].get(package)} now"
        for package, known in stored["versions"].items()
        if repeated["versions"].get(package) != known
    ]
    agrees = largest <= CLOSE
    return agrees, "; ".join([f"{sentence}{' (agrees)' if agrees else ''}", *versions])


def repeat(command):
    """Run a stored command into the folder of repetitions; returns whether it succeeded."""
    program, *arguments = shlex.split(command)
    if program != "python":
        raise ValueError(f"{command!r} is no command of Python, so it cannot be repeated here.")
    environment = {**os.environ, "COURSE_RESULTS": str(REPEATED)}
    finished = subprocess.run([sys.executable, *arguments], cwd=CHECKOUT, env=environment)
    return finished.returncode == 0


def main(arguments=None):
    """Repeat and compare the named results, or all; returns 1 if one does not agree."""
    parser = argparse.ArgumentParser(
        prog="python -m course_lib.experiments.remeasure",
        description="Repeat what was recorded on real tables and say whether the numbers agree.",
    )
    commands = real_results()
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of: {', '.join(commands)}")
    parser.add_argument("--compare-only", action="store_true", help="run nothing")
    options = parser.parse_args(arguments)
    names = options.names or list(commands)
    if unknown := [name for name in names if name not in commands]:
        parser.error(f"{unknown[0]!r} is none of: {', '.join(commands)}")
    REPEATED.mkdir(exist_ok=True)
    tasks = dict.fromkeys(commands[name] for name in names)  # one command can store several
    for place, command in enumerate([] if options.compare_only else tasks, start=1):
        if not _finished(command).exists():
            print(f"[{place} of {len(tasks)}] {command}", flush=True)
            if repeat(command):
                _finished(command).touch()
    agreements = [agreement(name) for name in names]
    print(*(sentence for _, sentence in agreements), sep="\n")
    agreeing = sum(agrees for agrees, _ in agreements)
    print(f"{agreeing} of {len(names)} results agree. To measure afresh: remove {REPEATED.name}")
    return 0 if agreeing == len(names) else 1


def _finished(command):
    return REPEATED / f"{command.split('.')[-1].replace(' ', '_')}.finished"


if __name__ == "__main__":
    sys.exit(main())
