"""Every notebook keeps the house style, and its exercises are those of course_lib.exercises."""

import json
from pathlib import Path

import nbformat
import pytest

from course_lib.exercises import lessons
from tests.notebook_lint import cells, lint, output_text, sentences, solutions_shown, source

NOTEBOOKS = sorted((Path(__file__).resolve().parent.parent / "notebooks").glob("*.ipynb"))
EXERCISES = [exercise for lesson in lessons() for exercise in lesson.exercises]


@pytest.fixture(params=NOTEBOOKS, ids=[path.stem for path in NOTEBOOKS])
def path(request):
    """Return the path of one notebook after the other."""
    return request.param


@pytest.fixture
def notebook(path):
    """Return the notebook as a dictionary."""
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.fixture(params=EXERCISES, ids=[exercise.key for exercise in EXERCISES])
def exercise_cell(request):
    """Return one exercise after the other with the cell of its notebook that checks it."""
    exercise = request.param
    number = exercise.key.partition(".")[0]
    paths = [path for path in NOTEBOOKS if path.name.startswith(number)]
    if not paths:
        pytest.skip(f"notebook {number} is not written yet")
    notebook = json.loads(paths[0].read_text(encoding="utf-8"))
    call = f"{exercise.name}.check("
    found = [cell for _, cell in cells(notebook, "code") if call in source(cell)]
    assert len(found) == 1, f"{paths[0].name} has {len(found)} cells with {call}…); have one"
    return exercise, found[0]


def typed(code, name):
    """Return the lines of a stub, without blank lines and calls of the exercise `name`."""
    lines = [line.rstrip() for line in code.splitlines()]
    return [line for line in lines if line and not line.lstrip("# ").startswith(f"{name}.")]


def test_a_notebook_keeps_every_rule_of_the_lint(path, notebook):
    """A notebook keeps every rule of the lint."""
    findings = lint(notebook, path.name)
    assert not findings, "\n".join(findings)


def test_a_notebook_is_valid(path):
    """A notebook is valid in the format it names."""
    nbformat.validate(nbformat.read(path, as_version=nbformat.NO_CONVERT))


def test_a_notebook_shows_no_solution(path, notebook):
    """A notebook shows no solution of any lesson's exercises."""
    solutions = [(each.key, text, each.stub) for each in EXERCISES for text in each.solutions]
    findings = sentences(path.name, solutions_shown(notebook, path.name, solutions))
    assert not findings, "\n".join(findings)


def test_an_exercise_stands_in_its_notebook_as_its_stub(exercise_cell):
    """An exercise is one cell of its notebook: its stub, then the check of its answer."""
    exercise, cell = exercise_cell
    assert typed(source(cell), exercise.name) == typed(exercise.stub, exercise.name)
    assert f"{exercise.name}.check({exercise.answer})" in source(cell)


def test_an_exercise_is_committed_before_any_attempt(exercise_cell):
    """The stored verdict of every exercise is "not attempted"."""
    _, cell = exercise_cell
    assert "Not attempted" in output_text(cell)
