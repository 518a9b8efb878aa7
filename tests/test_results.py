"""Recorded measurements: written with what is needed to repeat them, read back by name."""

import json
from importlib.util import find_spec
from pathlib import Path

import pytest

from course_lib import results


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Keep the project's own results out of the test."""
    monkeypatch.setattr(results, "FOLDER", tmp_path / "results")
    return tmp_path / "results"


def test_what_was_recorded_is_read_back_with_its_provenance(folder):
    """The numbers come back as they were, beside command, seeds, checksums, date and versions."""
    results.record("links", {"a": 1}, command="make a", data={"a": "0f"}, seeds=[1, 2])
    content = results.recorded("links")
    assert content["measured"] == {"a": 1}
    assert content["command"] == "make a"
    assert content["seeds"] == [1, 2]
    assert content["data_sha256"] == {"a": "0f"}
    assert set(content["versions"]) == set(results.PACKAGES)
    assert len(content["date"]) == len("2026-01-01")


def test_a_result_is_one_json_file_of_its_name(folder):
    """The file is JSON and ends in a line break, so that differences stay readable."""
    path = results.record("links", [1.5], command="make a")
    assert path == folder / "links.json"
    assert json.loads(path.read_text())["measured"] == [1.5]
    assert path.read_text().endswith("\n")


def test_an_unknown_name_lists_the_known_ones(folder):
    """Asking for a result that is not there names those that are."""
    results.record("links", 1, command="make a")
    with pytest.raises(FileNotFoundError, match="'lonks'.*there is: links"):
        results.recorded("lonks")


@pytest.mark.parametrize("path", sorted(results.FOLDER.glob("*.json")), ids=lambda path: path.stem)
def test_every_stored_result_says_how_to_repeat_it(path):
    """Its command starts a module that is there and that writes this very command."""
    content = results.recorded(path.stem)
    python, option, module, *_ = content["command"].split()
    assert (python, option) == ("python", "-m")
    spec = find_spec(module)
    folder = Path(spec.origin).parent
    files = [Path(spec.origin)] if spec.submodule_search_locations is None else folder.glob("*.py")
    source = "".join(path.read_text(encoding="utf-8") for path in files)
    parent, _, name = module.rpartition(".")
    assert module in source or f"{parent}.{{NAME}}" in source and f'NAME = "{name}"' in source
    assert content["versions"]
