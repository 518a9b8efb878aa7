"""What is kept of a learner's answers, where, and what it adds up to."""

import json
import subprocess
import sys
from datetime import datetime, timedelta

import pytest

from course_lib.exercises import Lesson, lessons, progress
from course_lib.exercises.exercise import Exercise
from course_lib.exercises.judges import value


def accept(answer):
    """Return the answer as it is."""
    return answer


def exercise(key):
    """Return an exercise whose answer is 1."""
    texts = {"title": f"Exercise {key}", "prompt": "One?", "why": "It is one."}
    code = {"stub": "one = ...", "answer": "one", "solutions": ("one = 1",)}
    rest = {"judge": value(accept), "hints": ("First.", "Second."), "misconceptions": ()}
    return Exercise(key=key, **texts, **code, **rest)


def standing(*events):
    """Return what events of one exercise add up to; each is (event, what was found)."""
    lines = [{"exercise": "99.1", "event": event} | found for event, found in events]
    return progress.fold(lines).get("99.1", progress.Standing())


WRONG = ("check", {"verdict": "wrong"})
CORRECT = ("check", {"verdict": "correct"})


# The file


def test_an_event_is_one_line_with_its_time_in_utc(progress_file):
    """A check, a hint and a solution are one line each, in order."""
    each = exercise("99.1")
    for ask in (lambda: each.check(2), each.hint, each.hint, each.hint, each.solution):
        ask()
    events = [json.loads(line) for line in progress_file.read_text().splitlines()]
    assert events == progress.events()
    times = [datetime.fromisoformat(event.pop("time")) for event in events]
    assert all(time.utcoffset() == timedelta(0) for time in times)
    assert events == [
        {"exercise": "99.1", "event": "check", "verdict": "wrong", "misconception": None},
        {"exercise": "99.1", "event": "hint", "hint": 1},
        {"exercise": "99.1", "event": "hint", "hint": 2},
        {"exercise": "99.1", "event": "solution"},
    ]


def test_the_file_is_only_appended_to(progress_file):
    """What stands in the file stays, whatever happens afterwards."""
    progress.record("99.1", "check", verdict="correct")
    before = progress_file.read_bytes()
    progress.record("99.1", "hint", hint=1)
    progress.forget(99)
    assert progress_file.read_bytes().startswith(before)


def test_an_answer_not_attempted_leaves_no_trace(progress_file):
    """Running a notebook as it comes creates no file and changes none."""
    exercise("99.1").check(...)
    progress.show_progress()
    progress.forget(99)
    assert not progress_file.exists()


def test_the_file_lies_in_the_workspace_of_the_checkout(tmp_path, monkeypatch):
    """Without COURSE_PROGRESS, or with an empty one, it is workspace/progress.jsonl."""
    assert (progress.CHECKOUT / "course_lib" / "exercises").is_dir()
    monkeypatch.setattr(progress, "CHECKOUT", tmp_path)
    monkeypatch.delenv("COURSE_PROGRESS")
    exercise("99.1").check(1)
    monkeypatch.setenv("COURSE_PROGRESS", "")
    exercise("99.1").check(1)
    lines = (tmp_path / "workspace" / "progress.jsonl").read_text().splitlines()
    assert len(lines) == len(progress.events()) == 2


def test_no_test_touches_the_file_of_a_learner(progress_file, tmp_path, monkeypatch):
    """With COURSE_PROGRESS set, as in every test, nothing is made or read in the checkout."""
    own = tmp_path / "checkout" / "workspace" / "progress.jsonl"
    monkeypatch.setattr(progress, "CHECKOUT", tmp_path / "checkout")
    exercise("99.1").check(2)
    exercise("99.1").hint()
    exercise("99.1").solution()
    progress.forget(99)
    assert not (tmp_path / "checkout").exists()
    own.parent.mkdir(parents=True)
    own.write_text('{"exercise": "98.1", "event": "solution"}')
    assert {event["exercise"] for event in progress.events()} == {"99.1", "99."}
    assert progress_file.exists()


@pytest.mark.parametrize(
    "line",
    [b'{"exercise": "99.1", "ev', b"\xff\xfe", b"", b"[]", b"null", b"1", b'{"exercise": "99.1"}']
    + [b'{"exercise": 1, "event": "check"}', b'{"exercise": "a", "event": "hint", "hint": "x"}']
    + [b"[" * 100_000],
)
def test_a_line_that_is_no_event_is_skipped(progress_file, line):
    """A half-written or corrupt line costs nothing but itself, wherever it stands."""
    progress.record("99.1", "check", verdict="wrong")
    with progress_file.open("ab") as file:
        file.write(line)
    progress.record("99.1", "check", verdict="correct")
    assert [event["verdict"] for event in progress.events()] == ["wrong", "correct"]


def test_a_place_that_cannot_be_written_costs_one_sentence_once(tmp_path, monkeypatch, capsys):
    """The verdict comes all the same, and the sentence comes with the first answer only."""
    (tmp_path / "file").touch()
    for place in (tmp_path, tmp_path / "file" / "progress.jsonl"):
        monkeypatch.setenv("COURSE_PROGRESS", str(place))
        assert exercise("99.1").check(1).status == "correct"
        assert capsys.readouterr().out.count("progress cannot be kept in") == 1
        assert exercise("99.1").check(2).status == "wrong"
        assert capsys.readouterr().out == ""
        assert progress.events() == []


def test_two_notebooks_at_once_lose_nothing(progress_file):
    """Several processes that write at the same time leave every event on a line of its own."""
    code = (
        "from course_lib.exercises import progress\n"
        "for number in range(200):\n"
        "    progress.record('99.1', 'check', verdict='wrong', padding='x' * 500)"
    )
    writers = [
        subprocess.Popen([sys.executable, "-c", code], cwd=progress.CHECKOUT) for _ in range(4)
    ]
    assert [writer.wait(timeout=60) for writer in writers] == [0] * 4
    assert len(progress.events()) == 800


# What it adds up to


def test_attempts_count_until_the_first_correct_answer():
    """Answers after the first correct one change nothing."""
    assert standing(WRONG, WRONG) == progress.Standing(attempts=2)
    assert standing(WRONG, CORRECT, WRONG) == progress.Standing(solved=True, attempts=2)


def test_a_hint_read_twice_is_one_hint():
    """The first hint again, after a restart, does not count twice."""
    hints = [("hint", {"hint": number}) for number in (1, 2, 1)]
    assert standing(*hints).hints == 2
    assert standing(CORRECT, *hints).hints == 0


def test_a_solution_counts_as_seen_only_before_solving():
    """Looking at the solution afterwards takes nothing away."""
    assert standing(("solution", {}), CORRECT).solution_seen
    assert not standing(CORRECT, ("solution", {})).solution_seen


def test_forgetting_a_lesson_leaves_the_others(progress_file):
    """A lesson is forgotten by one more event, and can be solved again."""
    for key in ("04.1", "01.1", "14.1"):
        progress.record(key, "check", verdict="correct")
    progress.forget("04")
    assert set(progress.fold(progress.events())) == {"01.1", "14.1"}
    progress.forget(4)
    assert len(progress.events()) == 4
    progress.record("04.1", "check", verdict="wrong")
    assert progress.fold(progress.events())["04.1"] == progress.Standing(attempts=1)


def test_events_of_a_later_version_are_let_pass():
    """An event of an unknown kind, with unknown fields, changes nothing."""
    assert standing(WRONG, ("applause", {"volume": 11})) == progress.Standing(attempts=1)


# The table


@pytest.fixture
def two_lessons(monkeypatch):
    """Let the course have two lessons of two exercises and of one."""
    first = Lesson("01", "Neighbours", (exercise("01.1"), exercise("01.2")))
    two = (first, Lesson("04", "Tomek links", (exercise("04.1"),)))
    monkeypatch.setattr("course_lib.exercises.lessons", lambda: two)
    return two


def test_an_empty_table_says_what_to_do(two_lessons):
    """Before the first answer the table says which exercise to begin with, and how."""
    assert repr(progress.show_progress()) == (
        "Nothing answered yet. Begin with 01.1: open lesson 01, put your answer in place of `...` "
        "and run `q1.check(one)`.\n\n"
        "lesson               solved  hints  next\n"
        "01      Neighbours   0 of 2  0      01.1 Exercise 01.1\n"
        "04      Tomek links  0 of 1  0      04.1 Exercise 04.1"
    )


def test_the_table_counts_and_names_what_comes_next(two_lessons):
    """Each lesson has a row with what is solved, the hints read and the next exercise."""
    two_lessons[0].exercises[0].hint()
    two_lessons[0].exercises[0].check(1)
    two_lessons[1].exercises[0].check(1)
    table = progress.show_progress()
    assert table.summary == "Next: 01.2 Exercise 01.2 (1 to go)."
    assert table.rows == (
        ("01", "Neighbours", "1 of 2", "1", "01.2 Exercise 01.2"),
        ("04", "Tomek links", "1 of 1", "0", "all solved"),
    )
    assert "| 04 | Tomek links | 1 of 1 | 0 | all solved |" in table._repr_markdown_()


def test_the_table_says_when_everything_is_solved(two_lessons):
    """At the end there is nothing left to name."""
    for lesson in two_lessons:
        for each in lesson.exercises:
            each.check(1)
    assert progress.show_progress().summary == "Every exercise is solved."


def test_the_table_of_the_course_has_a_row_for_every_lesson():
    """Every lesson with exercises stands in the table."""
    numbers = [row[0] for row in progress.show_progress().rows]
    assert numbers == [lesson.number for lesson in lessons()]
