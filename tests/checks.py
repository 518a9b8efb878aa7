"""Run the project's checks and close with one summary: ``python -m tests.checks``."""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

CHECKOUT = Path(__file__).resolve().parents[1]
STEPS = ["lint", "tests", "notebooks", "browser"]
PARALLEL = ["-n", "logical", "--maxprocesses", "4"]
NBVAL = [
    "--nbval",
    "--nbval-current-env",
    "--nbval-cell-timeout=120",
    "--nbval-sanitize-with=tests/nbval_sanitize.cfg",
    # One kernel per notebook, so all cells of one notebook go to one worker.
    "--dist=loadscope",
]


@dataclass
class Result:
    """What one step counted."""

    name: str
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    seconds: float = 0.0
    failures: list = field(default_factory=list)


def numbered_notebooks(numbers=(), folder=CHECKOUT / "notebooks"):
    """Paths of the notebooks with these numbers, in order; of all where none is given.

    Raises
    ------
    SystemExit
        If a number belongs to no notebook.
    """
    paths = {path.name[:2]: path for path in sorted(folder.glob("[0-9][0-9]_*.ipynb"))}
    unknown = [number for number in numbers if number not in paths]
    if unknown:
        raise SystemExit(f"There is no notebook {unknown[0]}: choose from {' '.join(paths)}.")
    return [paths[number] for number in (numbers or paths)]


def run(name, *arguments):
    """Run a module of this environment as one check, its output shown as it comes."""
    print(f"\n== {name}", flush=True)
    started = time.monotonic()
    code = subprocess.call([sys.executable, "-m", *arguments], cwd=CHECKOUT)
    return code, time.monotonic() - started


def ruff(name, *arguments):
    """One ruff command: one check, passed or failed."""
    code, seconds = run(name, "ruff", *arguments)
    failed = int(code != 0)
    return Result(name, 1 - failed, failed, 0, seconds, [f"{name}: see above"] * failed)


def pytest(name, *arguments):
    """One pytest run, counted from its own report; a run that ends early is one failure more."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        code, seconds = run(
            name,
            "pytest",
            "-q",
            *PARALLEL,
            f"--junitxml={report}",
            "-ojunit_family=xunit1",
            *arguments,
        )
        result = read_report(name, report)
    result.seconds = seconds
    if code and not result.failed:
        result.failed = 1
        result.failures = [f"{name}: pytest ended with code {code}, see above"]
    return result


def read_report(name, report):
    """Counts, and the names of what failed, from a report in pytest's XML."""
    result = Result(name)
    cases = ElementTree.parse(report).iter("testcase") if report.exists() else []
    for case in cases:
        kinds = {child.tag for child in case}
        if kinds & {"failure", "error"}:
            result.failed += 1
            result.failures.append(
                f"{case.get('file') or case.get('classname')}::{case.get('name')}"
            )
        elif "skipped" in kinds:
            result.skipped += 1
        else:
            result.passed += 1
    return result


def lint():
    """Style of code and notebooks."""
    return [ruff("ruff check", "check", "."), ruff("ruff format", "format", "--check", ".")]


def tests():
    """The tests and the examples in docstrings."""
    return [pytest("tests and doctests", "--ignore=tests/browser")]


def browser():
    """The widget in a real browser, one page after the other."""
    return [pytest("browser", "-n0", "tests/browser")]


def notebooks(numbers=()):
    """Every notebook, its outputs compared with the stored ones."""
    paths = numbered_notebooks(numbers)
    if not paths:
        return [Result("notebooks (none yet)")]
    return [pytest("notebooks", *NBVAL, *(os.path.relpath(path, CHECKOUT) for path in paths))]


def summarize(results):
    """The closing summary: a line per step, what failed, and the totals as the last line."""
    lines = ["", "== Summary"]
    for result in results:
        skipped = f", {result.skipped} skipped" if result.skipped else ""
        counts = f"{result.passed} passed, {result.failed} failed{skipped}"
        lines.append(f"{result.name:<20} {counts:<36} {result.seconds:4.0f} s")
    lines += [f"FAILED {failure}" for result in results for failure in result.failures]
    passed = sum(result.passed for result in results)
    failed = sum(result.failed for result in results)
    return "\n".join([*lines, f"{passed} passed, {failed} failed"])


def main(arguments=None):
    """Run the steps asked for; returns 1 if anything failed, else 0."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("step", nargs="?", choices=STEPS, help="else all but browser")
    parser.add_argument("--only", nargs="*", default=[], metavar="04", help="these notebooks")
    options = parser.parse_args(arguments)
    results = []
    if options.step in (None, "lint"):
        results += lint()
    if options.step in (None, "tests"):
        results += tests()
    if options.step in (None, "notebooks"):
        results += notebooks(options.only)
    if options.step == "browser":
        results += browser()
    print(summarize(results), flush=True)
    return int(any(result.failed for result in results))


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit("Interrupted: nothing is summed up.")
