"""What is stored of an executed notebook depends on the notebook alone."""

import json

import pytest
from nbclient.exceptions import CellExecutionError

from tests.execute_notebooks import execute, normalize


def cell(source, **more):
    """A code cell as JupyterLab saves it."""
    return {
        "cell_type": "code",
        "execution_count": 7,
        "metadata": {"tags": ["exercise"], "execution": {"shell.execute_reply": "2026"}},
        "outputs": [],
        "source": source,
    } | more


def notebook(*cells):
    """A notebook with metadata of one session in it."""
    return {
        "cells": list(cells),
        "metadata": {
            "kernelspec": {"name": "mine", "display_name": "My kernel"},
            "language_info": {"name": "python", "version": "3.11.7"},
            "title": "What is a link?",
        },
        "nbformat": 4,
        "nbformat_minor": 4,
    }


def test_what_a_session_leaves_behind_is_removed():
    """Times, the version of Python and the kernel's own name go; tags and the author's stay."""
    metadata = normalize(notebook(cell("1")))
    assert metadata["cells"][0]["metadata"] == {"tags": ["exercise"]}
    assert metadata["metadata"]["language_info"] == {"name": "python"}
    assert metadata["metadata"]["kernelspec"]["name"] == "python3"
    assert metadata["metadata"]["title"] == "What is a link?"


def test_ids_stay_and_missing_ones_are_always_the_same():
    """A cell keeps its id; one without, or with another's, gets an id that does not change."""
    ids = [
        [made["id"] for made in normalize(notebook(*cells))["cells"]]
        for cells in [(cell("1", id="first"), cell("2"), cell("2", id="first")) for _ in range(2)]
    ]
    assert ids[0] == ids[1]
    assert ids[0][0] == "first"
    assert len(set(ids[0])) == 3


def test_executing_twice_stores_the_same_bytes(tmp_path):
    """Execution counts run from 1, printed pieces are joined, and a second run changes nothing."""
    path = tmp_path / "00_a.ipynb"
    printing = "for i in range(3):\n    print(i, flush=True)"
    path.write_text(json.dumps(notebook(cell("x = 1"), cell(printing), cell("x"))))
    execute(path)
    stored = path.read_bytes()
    cells = json.loads(stored)["cells"]
    assert [made["execution_count"] for made in cells] == [1, 2, 3]
    assert "".join(cells[1]["outputs"][0]["text"]) == "0\n1\n2\n"
    execute(path)
    assert path.read_bytes() == stored


def test_a_notebook_with_an_error_is_not_stored(tmp_path):
    """Where a cell fails, the file stays as it was."""
    path = tmp_path / "00_a.ipynb"
    path.write_text(json.dumps(notebook(cell("1 / 0"))))
    before = path.read_bytes()
    with pytest.raises(CellExecutionError, match="ZeroDivisionError"):
        execute(path)
    assert [file.name for file in tmp_path.iterdir()] == ["00_a.ipynb"]
    assert path.read_bytes() == before
