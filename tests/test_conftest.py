"""What the root conftest.py promises for every test and every kernel."""

import os
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[1]


def test_no_test_sees_a_learners_progress():
    """COURSE_PROGRESS and IPYTHONDIR point outside the checkout and outside the home folder."""
    for name in ("COURSE_PROGRESS", "IPYTHONDIR"):
        path = Path(os.environ[name])
        assert path.parent.name.startswith("course-test-")
        assert not path.is_relative_to(CHECKOUT)


@pytest.fixture
def suite(pytester):
    """A test file with every way to skip, under this project's conftest.py."""
    pytester.makeconftest((CHECKOUT / "conftest.py").read_text())
    pytester.makeini("[pytest]\nmarkers = real_data: needs COURSE_DATA\n")
    pytester.makepyfile(
        """
        import pytest

        @pytest.mark.real_data
        def test_that_runs():
            pass

        @pytest.mark.real_data
        def test_that_skips_itself():
            pytest.skip("no such file")

        @pytest.mark.real_data
        @pytest.mark.skipif(True, reason="not here")
        def test_skipped_by_mark():
            pass

        @pytest.fixture
        def data():
            pytest.skip("no such folder")

        @pytest.mark.real_data
        def test_skipped_by_fixture(data):
            pass

        @pytest.mark.real_data
        @pytest.mark.xfail(reason="known")
        def test_known_to_fail():
            assert False

        def test_without_real_data():
            pytest.skip("another reason")
        """
    )
    return pytester


def test_without_course_data_real_data_is_skipped(suite, monkeypatch):
    """Without COURSE_DATA every test of real data is skipped, and the run passes."""
    monkeypatch.delenv("COURSE_DATA", raising=False)
    answer = suite.runpytest_subprocess()
    answer.assert_outcomes(skipped=6)
    assert answer.ret == 0


def test_with_course_data_a_skip_of_real_data_fails_the_run(suite, monkeypatch, tmp_path):
    """With COURSE_DATA a skipped test of real data fails; other skips and known failures do not."""
    monkeypatch.setenv("COURSE_DATA", str(tmp_path))
    answer = suite.runpytest_subprocess("-rA")
    answer.assert_outcomes(passed=1, failed=1, errors=2, xfailed=1, skipped=1)
    assert answer.ret == 1
    answer.stdout.fnmatch_lines(["*COURSE_DATA is set and this was skipped*no such file*"])


def test_with_course_data_a_file_that_skips_itself_fails_the_run(pytester, monkeypatch):
    """A file of tests of real data cannot get round the rule by skipping while it is imported."""
    pytester.makeconftest((CHECKOUT / "conftest.py").read_text())
    pytester.makepyfile(
        """
        import pytest

        pytestmark = pytest.mark.real_data
        pytest.importorskip("no_such_module")
        """
    )
    monkeypatch.setenv("COURSE_DATA", "somewhere")
    assert pytester.runpytest_subprocess().ret != 0
    monkeypatch.delenv("COURSE_DATA")
    pytester.runpytest_subprocess().assert_outcomes(skipped=1)
