"""Every exercise of every lesson keeps the promises of the engine."""

import ast
import copy
import re

import numpy as np
import pytest

from course_lib.exercises import lessons
from course_lib.exercises.answers import brief

EXERCISES = [exercise for lesson in lessons() for exercise in lesson.exercises]


@pytest.fixture(params=EXERCISES, ids=[exercise.key for exercise in EXERCISES])
def exercise(request):
    """Return one exercise after the other."""
    return request.param


def wrong_verdicts(exercise):
    """Return the verdict on each of the exercise's wrong answers."""
    return [exercise.check(exercise.run(wrong.code)) for wrong in exercise.misconceptions]


def tell_tales(code, answer):
    """Return the lines of some code, and what it gives to the answer, all without spaces."""
    bare = [re.sub(r"\s", "", line) for line in code.splitlines()]
    given = [line.removeprefix(f"{answer}=") for line in bare]
    return {piece for piece in [*bare, *given] if len(piece) > 8}


def shows_a_solution(text, exercise):
    """Return True if a line that only a solution has stands in `text`."""
    text = re.sub(r"\s", "", text)
    known = tell_tales(exercise.stub, exercise.answer)
    pieces = set().union(*(tell_tales(code, exercise.answer) for code in exercise.solutions))
    return any(piece in text for piece in pieces - known)


def nothing():
    """Return nothing."""


def raising(*arguments):
    """Raise whatever the arguments."""
    raise RuntimeError("a fault\nof two lines" + 2000 * " and more")


class Hostile:
    """An object that fails whatever is done with it."""

    def _fail(self, *arguments):
        raise RuntimeError("hostile")

    __len__ = __iter__ = __eq__ = __repr__ = __array__ = __bool__ = __call__ = _fail


HOSTILE = [Hostile(), [Hostile()], (Hostile(), Hostile())]
NASTY = [
    *("", "0", b"", [], (), {}, set(), [[]], [None], [[1, 2], [3]], [{}], [["a"]], 1j),
    *(object(), object, np, 1e400, -1, 10**30, 1e300),
    *(np.nan, np.inf, True, [True, False], [np.nan, 1], -np.arange(4)),
    *(
        np.zeros(10**6),
        np.ones((10**6, 2), int),
        np.empty((0, 2)),
        np.array(["a"]),
        list(range(200_000)),
    ),
    *(range(5), iter([1, 2]), (number for number in range(3)), zip([1], [2], strict=True)),
    *([(0, 1)] * 2, ([[1, 2]], [1]), ([[np.nan]], [0]), ([], []), ([[1.0]], "a"), (1, 2, 3)),
    *(nothing, raising, len, print, lambda: 0, lambda X: X, lambda X, y: (X for X in y)),
    *(lambda *arguments: "text", lambda *arguments: np.zeros((1000, 1000))),
    *(lambda *arguments: arguments[0], lambda *arguments: float("nan"), lambda *arguments: []),
]


def test_every_lesson_has_a_title_and_its_exercises_in_order():
    """A lesson has a title, and exercises numbered from 1 without a gap."""
    assert lessons()
    for lesson in lessons():
        keys = [f"{lesson.number}.{place}" for place in range(1, len(lesson.exercises) + 1)]
        assert [exercise.key for exercise in lesson.exercises] == keys
        assert lesson.title


def test_a_lesson_calls_its_exercises_by_their_number():
    """The exercise with the key 04.1 is q1 of lesson_04."""
    for lesson in lessons():
        module = __import__(f"course_lib.exercises.lesson_{lesson.number}", fromlist=["*"])
        assert [getattr(module, each.name) for each in lesson.exercises] == [*lesson.exercises]


def test_both_solutions_are_accepted(exercise):
    """Every solution is correct, and the verdict says why."""
    for code in exercise.solutions:
        verdict = exercise.check(exercise.run(code))
        assert (verdict.status, verdict.text) == ("correct", exercise.why)


def test_the_solutions_differ(exercise):
    """There are at least two solutions, and they differ in more than spaces and comments."""
    trees = {ast.dump(ast.parse(code)) for code in exercise.solutions}
    assert len(trees) == len(exercise.solutions) >= 2


def test_the_stub_is_reported_as_not_attempted(exercise):
    """The stub parses and runs, and is not an attempt."""
    assert "..." in exercise.stub
    assert exercise.check(exercise.run(exercise.stub)).status == "not attempted"


def test_every_wrong_answer_is_rejected_by_its_own_name(exercise):
    """Every named wrong answer is wrong, with its name, its explanation and an example."""
    assert len(exercise.misconceptions) >= 6
    for misconception, verdict in zip(
        exercise.misconceptions, wrong_verdicts(exercise), strict=True
    ):
        assert (verdict.status, verdict.misconception) == ("wrong", misconception.name)
        assert misconception.explanation in verdict.text
        assert verdict.block


def test_a_function_is_shown_an_example_that_shows_its_mistake(exercise):
    """On the example of a misconception the wrong function and the right one differ."""
    for misconception, verdict in zip(
        exercise.misconceptions, wrong_verdicts(exercise), strict=True
    ):
        if not isinstance(misconception.example, str):
            yours, right = re.findall(r"^(?:yours|right): (.*)$", verdict.block, re.MULTILINE)
            assert yours != right


def test_every_wrong_answer_has_its_own_message(exercise):
    """Names, explanations and displays of an exercise's wrong answers are all different."""
    count = len(exercise.misconceptions)
    assert len({misconception.name for misconception in exercise.misconceptions}) == count
    assert len({misconception.explanation for misconception in exercise.misconceptions}) == count
    assert len({repr(verdict) for verdict in wrong_verdicts(exercise)}) == count


def test_no_message_and_no_hint_gives_the_solution_away(exercise):
    """No hint, prompt or verdict on a wrong answer contains a line of a solution."""
    for text in [exercise.prompt, *exercise.hints, *map(repr, wrong_verdicts(exercise))]:
        assert not shows_a_solution(text, exercise)


def test_there_are_hints(exercise):
    """There is more than one hint, and no two are the same."""
    assert len(set(exercise.hints)) == len(exercise.hints) >= 2


def test_a_nasty_answer_is_judged_and_never_correct(exercise):
    """Whatever the answer, a check neither raises nor prints pages; none of these is correct."""
    for answer in NASTY:
        verdict = exercise.check(answer)
        assert verdict.status in ("wrong", "error", "not attempted"), brief(answer)
        assert len(repr(verdict)) < 1500


def test_an_object_that_fails_at_every_touch_is_survived(exercise):
    """A check survives an object that raises whatever is done with it."""
    for answer in HOSTILE:
        assert exercise.check(answer).status in ("wrong", "error", "not judged")


def test_a_check_leaves_the_answer_as_it_is(exercise):
    """A check does not change the answer it is given."""
    for code in [exercise.solutions[0], *(wrong.code for wrong in exercise.misconceptions)]:
        answer = exercise.run(code)
        if not callable(answer):
            before = copy.deepcopy(answer)
            exercise.check(answer)
            np.testing.assert_equal(answer, before)


def test_a_verdict_is_the_same_every_time(exercise):
    """Two checks of one answer display the same, to the letter."""
    assert list(map(repr, wrong_verdicts(exercise))) == list(map(repr, wrong_verdicts(exercise)))
