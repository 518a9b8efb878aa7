"""The closing summary counts what failed, and `make test` fails with it."""

import pytest

from tests import checks
from tests.checks import Result, numbered_notebooks, summarize


@pytest.fixture
def folder(tmp_path):
    """Two numbered notebooks and one that has no number."""
    for name in ("00_start_here", "04_tomek_links", "draft"):
        (tmp_path / f"{name}.ipynb").write_text("{}")
    return tmp_path


def test_the_last_line_holds_the_totals():
    """The last line of the summary is 'N passed, N failed' over every step."""
    results = [Result("one", 1, 0), Result("two", 3, 2, 1, 0.5, ["a::b", "a::c"])]
    lines = summarize(results).splitlines()
    assert lines[-1] == "4 passed, 2 failed"
    assert lines[-3:-1] == ["FAILED a::b", "FAILED a::c"]
    assert any("3 passed, 2 failed, 1 skipped" in line for line in lines)


def test_a_step_that_ends_without_a_report_has_failed(monkeypatch):
    """A pytest that crashes, or collects nothing it can run, counts as one failure."""
    monkeypatch.setattr(checks, "run", lambda name, *arguments: (3, 0.0))
    result = checks.pytest("tests")
    assert (result.passed, result.failed) == (0, 1)
    assert result.failures == ["tests: pytest ended with code 3, see above"]


@pytest.mark.parametrize("code", [0, 1])
def test_the_exit_code_tells_whether_a_step_failed(monkeypatch, capsys, code):
    """Whatever fails, ruff too, makes the exit code 1."""
    monkeypatch.setattr(checks, "run", lambda name, *arguments: (code, 0.0))
    assert checks.main(["lint"]) == code
    assert capsys.readouterr().out.splitlines()[-1] == f"{2 - 2 * code} passed, {2 * code} failed"


def test_a_report_is_counted_by_outcome(pytester):
    """Passed, failed, broken and skipped tests of a pytest run are told apart and named."""
    path = pytester.makepyfile(
        """
        import pytest

        def test_good(): pass
        def test_bad(): assert False
        def test_left_out(): pytest.skip("why")

        @pytest.fixture
        def broken(): raise ValueError
        def test_with_broken_fixture(broken): pass
        """
    )
    pytester.runpytest_subprocess("--junitxml=report.xml", "-ojunit_family=xunit1")
    result = checks.read_report("tests", pytester.path / "report.xml")
    assert (result.passed, result.failed, result.skipped) == (1, 2, 1)
    assert result.failures == [f"{path.name}::test_bad", f"{path.name}::test_with_broken_fixture"]


def test_no_notebooks_is_no_failure(monkeypatch):
    """A project without notebooks passes the notebook step with nothing counted."""
    monkeypatch.setattr(checks, "numbered_notebooks", lambda numbers: [])
    (result,) = checks.notebooks()
    assert (result.passed, result.failed) == (0, 0)


def test_notebooks_are_chosen_by_number(folder):
    """Numbers choose notebooks in the order given; without numbers all numbered ones are meant."""
    assert [path.stem for path in numbered_notebooks(folder=folder)] == [
        "00_start_here",
        "04_tomek_links",
    ]
    assert [path.stem for path in numbered_notebooks(["04"], folder)] == ["04_tomek_links"]


def test_an_unknown_number_stops_the_run(folder):
    """A number that no notebook has is an error that names those there are."""
    with pytest.raises(SystemExit, match="no notebook 07: choose from 00 04"):
        numbered_notebooks(["00", "07"], folder)
