"""The learner's copies follow the originals until the learner changes them."""

import json

import pytest

from course_lib.workspace import fingerprint, prepare, reset


def write(path, *sources, output=None):
    """A notebook with these code cells, each with this output."""
    outputs = [{"output_type": "stream", "name": "stdout", "text": output}] if output else []
    cells = [
        {"cell_type": "code", "source": source, "outputs": outputs, "metadata": {}}
        for source in sources
    ]
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps({"cells": cells, "nbformat": 4, "nbformat_minor": 5}))


@pytest.fixture
def course(tmp_path):
    """Folders of originals and copies, with two notebooks already copied."""
    originals, workspace = tmp_path / "notebooks", tmp_path / "workspace"
    write(originals / "00_start_here.ipynb", "first = 1")
    write(originals / "04_tomek_links.ipynb", "links = 1", output="1")
    prepare(originals, workspace)
    return originals, workspace


def test_a_notebook_without_a_copy_is_copied_byte_for_byte(course):
    """A notebook without a copy is copied with its outputs, and nothing is said about it."""
    originals, workspace = course
    write(originals / "05_smote.ipynb", "gap = 0.5", output="half")
    assert prepare(originals, workspace) == []
    copy = workspace / "05_smote.ipynb"
    assert copy.read_bytes() == (originals / "05_smote.ipynb").read_bytes()


def test_files_beside_the_notebooks_are_copied_too(course):
    """What a notebook needs beside it is copied too; hidden files and caches are not."""
    originals, workspace = course
    for name in ("figures/plane.svg", ".ipynb_checkpoints/old.ipynb", "__pycache__/a.pyc"):
        (originals / name).parent.mkdir()
        (originals / name).write_text("x")
    prepare(originals, workspace)
    assert (workspace / "figures" / "plane.svg").exists()
    assert not (workspace / ".ipynb_checkpoints").exists()
    assert not (workspace / "__pycache__").exists()


def test_an_unchanged_copy_follows_its_original(course):
    """Where only the original changed, the copy is updated and one sentence says so."""
    originals, workspace = course
    write(originals / "04_tomek_links.ipynb", "links = 2")
    assert prepare(originals, workspace) == [
        "04_tomek_links.ipynb: updated, you had not changed it."
    ]
    assert "links = 2" in (workspace / "04_tomek_links.ipynb").read_text()
    assert prepare(originals, workspace) == []


def test_running_a_notebook_does_not_change_it(course):
    """New outputs and JupyterLab's empty last cell do not count as the learner's changes."""
    originals, workspace = course
    write(workspace / "04_tomek_links.ipynb", "links = 1", "", output="another")
    write(originals / "04_tomek_links.ipynb", "links = 2")
    prepare(originals, workspace)
    assert "links = 2" in (workspace / "04_tomek_links.ipynb").read_text()


def test_a_changed_copy_stays_while_its_original_does(course):
    """Where only the learner changed a notebook, it is left alone without a word."""
    originals, workspace = course
    write(workspace / "04_tomek_links.ipynb", "links = 'mine'")
    assert prepare(originals, workspace) == []
    assert "mine" in (workspace / "04_tomek_links.ipynb").read_text()


def test_where_both_changed_the_copy_stays_and_a_sentence_says_what_to_do(course):
    """Where both changed, the copy is kept and every call says how to get the new version."""
    originals, workspace = course
    write(workspace / "04_tomek_links.ipynb", "links = 'mine'")
    write(originals / "04_tomek_links.ipynb", "links = 2")
    for _ in range(2):
        (sentence,) = prepare(originals, workspace)
        assert "course_lib reset 04" in sentence
        assert "mine" in (workspace / "04_tomek_links.ipynb").read_text()


def test_an_output_is_no_new_version(course):
    """An original that was only executed again does not touch the copy."""
    originals, workspace = course
    write(originals / "04_tomek_links.ipynb", "links = 1", output="the same, later")
    prepare(originals, workspace)
    assert "later" not in (workspace / "04_tomek_links.ipynb").read_text()


@pytest.mark.parametrize("record", ["", "[]", "{}", "\0"])
def test_a_lost_record_loses_no_work(course, record):
    """With the record lost, a copy that differs from its original is taken for the learner's."""
    originals, workspace = course
    (workspace / ".originals.json").write_text(record)
    write(workspace / "04_tomek_links.ipynb", "links = 'mine'")
    (sentence,) = prepare(originals, workspace)
    assert sentence.startswith("04_tomek_links.ipynb: there is a new version")
    assert "mine" in (workspace / "04_tomek_links.ipynb").read_text()


def test_a_copy_that_is_no_notebook_any_more_is_kept(course):
    """A copy that does not parse is the learner's change, not an error."""
    originals, workspace = course
    (workspace / "04_tomek_links.ipynb").write_text("<<<<<<<")
    assert prepare(originals, workspace) == []
    assert (workspace / "04_tomek_links.ipynb").read_text() == "<<<<<<<"


def test_only_sources_count_in_a_fingerprint(tmp_path):
    """Two notebooks have one fingerprint if and only if their cells have the same sources."""
    path = tmp_path / "a.ipynb"
    seen = []
    for sources, output in ((["a"], None), (["a"], "1"), (["a", " \n"], None), (["b"], None)):
        write(path, *sources, output=output)
        seen.append(fingerprint(path))
    assert seen[0] == seen[1] == seen[2] != seen[3]


def test_no_notebooks_is_said(tmp_path):
    """Outside a checkout there are no notebooks, and the error says where it looked."""
    with pytest.raises(FileNotFoundError, match="run this from a checkout"):
        prepare(tmp_path / "notebooks", tmp_path / "workspace")


def test_reset_restores_the_original_and_keeps_the_copy(course):
    """After a reset the original is back and the learner's copy lies in backup/, both whole."""
    originals, workspace = course
    write(workspace / "04_tomek_links.ipynb", "links = 'mine'")
    restored, backup = reset("04", originals, workspace)
    assert restored.read_bytes() == (originals / "04_tomek_links.ipynb").read_bytes()
    assert backup.parent == workspace / "backup"
    assert backup.name.startswith("04_tomek_links_")
    assert "mine" in backup.read_text()


def test_every_reset_has_a_backup_of_its_own(course):
    """Two resets within a second keep two backups."""
    originals, workspace = course
    backups = {reset("4", originals, workspace)[1] for _ in range(3)}
    assert len(backups) == 3
    assert all(backup.exists() for backup in backups)


def test_a_restored_copy_follows_its_original_again(course):
    """After a reset to a new version the copy counts as unchanged."""
    originals, workspace = course
    write(workspace / "04_tomek_links.ipynb", "links = 'mine'")
    write(originals / "04_tomek_links.ipynb", "links = 2")
    reset("04", originals, workspace)
    write(originals / "04_tomek_links.ipynb", "links = 3")
    prepare(originals, workspace)
    assert "links = 3" in (workspace / "04_tomek_links.ipynb").read_text()


def test_reset_needs_no_workspace(course):
    """A reset before the course was ever opened makes the copy and has nothing to back up."""
    originals, workspace = course
    restored, backup = reset("04", originals, workspace.parent / "fresh")
    assert restored.exists()
    assert backup is None


@pytest.mark.parametrize("lesson", ["99", "four", "", "04_tomek_links"])
def test_an_unknown_lesson_names_the_choices(course, lesson):
    """An unknown number is an error that names the numbers there are, and touches nothing."""
    before = sorted(course[1].rglob("*"))
    with pytest.raises(ValueError, match="choose one of 00, 04"):
        reset(lesson, *course)
    assert sorted(course[1].rglob("*")) == before
