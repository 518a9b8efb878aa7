"""What holds for every test: a learner's files stay out of it, and CI skips no real data."""

import os
import shutil
import tempfile

import pytest

pytest_plugins = ["pytester"]
SCRATCH = pytest.StashKey[str]()


def pytest_configure(config):
    """Give this run, and every kernel it starts, a progress file and an IPython of its own."""
    config.stash[SCRATCH] = tempfile.mkdtemp(prefix="course-test-")
    os.environ["COURSE_PROGRESS"] = os.path.join(config.stash[SCRATCH], "progress.jsonl")
    os.environ["IPYTHONDIR"] = os.path.join(config.stash[SCRATCH], "ipython")


def pytest_unconfigure(config):
    """Remove them again."""
    shutil.rmtree(config.stash[SCRATCH], ignore_errors=True)


def pytest_runtest_setup(item):
    """Skip a test of real data where no folder of real data is named."""
    if item.get_closest_marker("real_data") and not os.environ.get("COURSE_DATA"):
        pytest.skip("COURSE_DATA names no folder of real data")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item):
    """Fail a skipped test of real data where COURSE_DATA is set; a known failure stays one."""
    report = yield
    if item.get_closest_marker("real_data") and not hasattr(report, "wasxfail"):
        fail_if_skipped(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector):
    """Fail a whole file of tests of real data that skips itself where COURSE_DATA is set."""
    report = yield
    if isinstance(collector, pytest.Module) and report.skipped:
        if "real_data" in collector.path.read_text(encoding="utf-8"):
            fail_if_skipped(report)
    return report


def fail_if_skipped(report):
    """Turn a report of a skip into one of a failure where COURSE_DATA is set."""
    if report.skipped and os.environ.get("COURSE_DATA"):
        report.outcome = "failed"
        report.longrepr = f"COURSE_DATA is set and this was skipped: {report.longrepr[2]}"
