"""A bar while work goes on, and nothing of it left behind."""

import sys

import nbformat
import pytest
from nbclient import NotebookClient
from traitlets.config import Config

from course_lib.progress_bar import progress

CELL = (
    "from course_lib.progress_bar import progress\n[step for step in progress(range({}), 'runs')]"
)


def test_the_steps_come_out_as_they_went_in(capsys):
    """Any iterable passes through unchanged; where nobody looks, nothing is printed."""
    assert list(progress(iter("abc"), "letters")) == ["a", "b", "c"]
    assert list(progress([], "nothing")) == []
    assert capsys.readouterr() == ("", "")


def test_a_terminal_sees_the_count_on_standard_error(capsys, monkeypatch):
    """The line is overwritten step by step and ends with everything done."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    list(progress(range(2), "runs"))
    out, err = capsys.readouterr()
    assert out == ""
    assert err.split("\r")[1:] == ["runs: 0 of 2", "runs: 1 of 2", "runs: 2 of 2\n"]


def test_steps_are_taken_one_by_one():
    """The work of a step is done before the next is counted."""
    seen = []
    for step in progress(range(3), "runs"):
        assert seen == list(range(step))
        seen.append(step)


@pytest.fixture(scope="module")
def outputs():
    """Return the outputs of a notebook cell with a bar of three steps."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(CELL.format(3))])
    config = Config({"KernelManager": {"transport_encryption": "auto"}})
    NotebookClient(notebook, timeout=60, kernel_name="python3", config=config).execute()
    return notebook["cells"][0]["outputs"]


def test_a_notebook_stores_no_text_for_the_bar(outputs):
    """In a stored notebook the bar is an empty output, the same in every run."""
    bar, result = outputs
    assert bar["data"]["text/plain"] == ""
    assert set(bar["data"]) == {"text/plain", "application/vnd.jupyter.widget-view+json"}
    assert result["data"]["text/plain"] == "[0, 1, 2]"
