"""What a check, a hint and a solution say, for the three kinds of answers."""

import functools
import re

import numpy as np
import pandas as pd
import pytest

from course_lib.exercises.answers import (
    Misread,
    as_array,
    as_choice,
    as_data_set,
    as_int,
    as_number,
    as_pairs,
    as_rows,
    brief,
)
from course_lib.exercises.exercise import Exercise, Misconception
from course_lib.exercises.judges import data_set, function, value

TEXTS = {"title": "A title", "prompt": "What is asked.", "why": "For a reason."}


def exercise(**fields):
    """Return a small exercise, "which rows are minority?", with some fields of its own."""
    zeros = Misconception("the other class", "rows = [0, 2, 3]", "Those are zeros.", "y  0  1")
    standard = {
        "key": "99.1",
        "stub": "y = np.array([0, 1, 0, 0, 1])\nrows = ...",
        "answer": "rows",
        "judge": value(as_rows),
        "hints": ("Count first.", "Look for ones."),
        "solutions": ("rows = [1, 4]", "rows = {4, 1}"),
        "misconceptions": (zeros,),
        "otherwise": "Read `y` again.",
    }
    return Exercise(**(TEXTS | standard | fields))


# The same question as a function of y, and as a data set to build

FUNCTION = {
    "stub": "def minority_rows(y):\n    return ...",
    "answer": "minority_rows",
    "judge": function(as_rows, (np.array([0, 0, 1]),), (np.array([1, 1, 1, 0]),)),
    "solutions": (
        "def minority_rows(y):\n"
        "    labels, counts = np.unique(y, return_counts=True)\n"
        "    return np.flatnonzero(y == labels[counts.argmin()])",
    ),
    "misconceptions": (
        Misconception(
            "the label 1 is not the minority's name",
            "def minority_rows(y):\n    return [row for row in range(len(y)) if y[row] == 1]",
            "The labels do not say which class is small.",
            (np.array([0, 1, 1]),),
        ),
        Misconception(
            "a mask, not row numbers",
            "def minority_rows(y):\n    return y == 1",
            "A mask was returned.",
            (np.array([0, 0, 1]),),
        ),
    ),
}


def find_ratio(X, y):
    """Return None if the counts are 3 to 1."""
    counts = np.unique(y, return_counts=True)[1]
    if len(counts) < 2:
        return "one class only", f"All labels are {y[0]}."
    return None if max(counts) == 3 * min(counts) else (None, f"Here it is {max(counts)}.")


DATA_SET = {
    "stub": "X, y = ..., ...",
    "answer": "X, y",
    "judge": data_set(find_ratio),
    "solutions": ("X, y = [[0.0], [1.0], [2.0], [3.0]], [0, 0, 0, 1]",),
    "misconceptions": (
        Misconception("one class only", "X, y = [[0.0]], [0]", "Two are needed.", "y  0"),
    ),
}


def defined(code):
    """Return the function that some code in a notebook cell defines."""
    return exercise(**FUNCTION).run(code)


# Verdicts


def test_a_right_value_is_correct_however_it_is_written():
    """Order, container and number type do not matter where a set of rows is asked."""
    for answer in (
        [1, 4],
        (4, 1),
        {1, 4},
        np.array([4.0, 1.0]),
        pd.Series([1, 4]),
        [np.int8(1), 4],
    ):
        verdict = exercise().check(answer)
        assert (verdict.status, verdict.misconception) == ("correct", None)


def test_a_misconception_is_named_with_its_explanation_and_example():
    """A wrong value that has a name gets this name, an explanation and the smallest example."""
    verdict = exercise().check(np.array([3, 2, 0]))
    assert (verdict.status, verdict.misconception) == ("wrong", "the other class")
    assert verdict.text == "Those are zeros."
    assert verdict.block == "y  0  1"


def test_another_wrong_value_hears_how_much_of_it_is_right():
    """A wrong value without a name is told how much is right, not what is."""
    verdict = exercise().check([1, 2, 3])
    assert (verdict.status, verdict.misconception) == ("wrong", None)
    assert verdict.text == (
        "Given: 3, right among them: 1, missing: 1. Read `y` again. `q1.hint()` gives a hint."
    )


@pytest.mark.parametrize("answer", [None, ..., (..., [0]), ([[1]], None), [(1, ...)], [...]])
def test_an_answer_not_given_is_not_attempted(answer):
    """None, ``...`` and anything that still holds ``...`` is not an attempt."""
    verdict = exercise().check(answer)
    assert verdict.status == "not attempted"
    assert exercise().check().status == "not attempted"


def test_the_answer_in_one_piece_or_several_is_the_same():
    """``check(X, y)`` and ``check((X, y))`` ask the same."""
    X, y = [[0.0], [1.0], [2.0], [5.0]], ["b", "a", "a", "a"]
    each = exercise(**DATA_SET)
    assert each.check(X, y).status == each.check((X, y)).status == "correct"


def test_a_data_set_is_judged_by_its_property():
    """A data set that lacks the property hears which misconception, and what is wrong in it."""
    each = exercise(**DATA_SET)
    verdict = each.check([[0], [1]], [7, 7])
    assert verdict.misconception == "one class only"
    assert verdict.text == "Two are needed. All labels are 7."
    assert verdict.block == "y  0"
    assert "Here it is 2." in each.check([[0], [1], [2]], [0, 0, 1]).text


def test_a_fault_of_the_check_itself_is_not_held_against_the_learner(progress_file):
    """A judge that fails gives the verdict 'not judged', which is no attempt."""

    def broken(exercise, answer):
        raise ZeroDivisionError

    verdict = exercise(judge=broken).check(1)
    assert verdict.status == "not judged"
    assert "ZeroDivisionError" in verdict.text
    assert not progress_file.exists()


# Functions


def test_a_right_function_is_correct():
    """A function is judged by what it returns; its names and its style do not matter."""
    each = exercise(**FUNCTION)
    assert each.check(each.run(each.solutions[0])).status == "correct"
    by_count = defined(
        "def minority_rows(t):\n"
        "    return {i for i, a in enumerate(t) if (t == a).sum() < (t != a).sum()}"
    )
    assert each.check(by_count).status == "correct"


def test_a_misconception_in_a_function_is_recognised_by_what_it_does():
    """A function written differently that acts like a named wrong one is given that name."""
    verdict = exercise(**FUNCTION).check(lambda y: np.where(y > 0)[0])
    assert verdict.misconception == "the label 1 is not the minority's name"
    assert verdict.block == "y = [0, 1, 1]\nyours: [1, 2]\nright: [0]"


def test_a_mistake_of_form_can_be_a_misconception():
    """Where an exercise names a mistake of form, its own explanation is shown."""
    assert exercise(**FUNCTION).check(lambda y: y > 0).text == "A mask was returned."


def test_another_wrong_function_is_shown_the_first_case_on_which_it_fails():
    """A wrong function without a name is shown one input, its result and the right one."""
    verdict = exercise(**FUNCTION).check(lambda y: [len(y) - 1])
    assert (verdict.status, verdict.misconception) == ("wrong", None)
    assert verdict.block == "y = [0, 1, 1]\nyours: [2]\nright: [0]"


def test_an_untouched_stub_is_not_attempted():
    """A function that is still the stub is not an attempt, with or without ``return``."""
    for stub in (FUNCTION["stub"], 'def minority_rows(y):\n    """Return rows."""'):
        each = exercise(**FUNCTION | {"stub": stub})
        assert each.check(each.run(stub)).status == "not attempted"
    started = defined("def minority_rows(y):\n    labels = set(y)\n    return ...")
    assert exercise(**FUNCTION).check(started).status == "not attempted"


def test_a_forgotten_return_is_named():
    """A function that works but returns nothing is told so."""
    verdict = exercise(**FUNCTION).check(defined("def minority_rows(y):\n    rows = [y[0]]"))
    assert verdict.misconception == "nothing returned"


def test_an_exception_is_shown_with_its_line_and_its_input():
    """A function that raises is told where in its cell, on one line, and for which input."""
    cell = "def minority_rows(y):\n    return last([])\ndef last(rows):\n    return rows[len(rows)]"
    verdict = exercise(**FUNCTION).check(exercise(**FUNCTION, setup="").run(f"\n{cell}"))
    assert verdict.status == "error"
    assert verdict.text == (
        "Your function stopped in line 6 of its cell: `list index out of range`"
    )
    assert verdict.block == "y = [0, 0, 1]\nyours: IndexError\nright: [2]"


def test_a_call_to_exit_does_not_end_the_session():
    """Even SystemExit in the learner's function is only a verdict; an interrupt is theirs."""

    def interrupted(y):
        raise KeyboardInterrupt

    assert exercise(**FUNCTION).check(lambda y: exit()).misconception == "SystemExit"
    with pytest.raises(KeyboardInterrupt):
        exercise(**FUNCTION).check(interrupted)


def test_a_function_that_changes_its_input_is_caught():
    """A function must leave its arguments as they are, and the cases are not spoilt by it."""
    each = exercise(**FUNCTION)
    assert each.check(lambda y: (y.fill(0), [2])[1]).misconception == "the input was changed"
    assert each.check(each.run(each.solutions[0])).status == "correct"


def test_a_function_with_two_results_for_one_input_is_caught():
    """A function that remembers earlier calls or draws lots is told so."""
    seen = []
    verdict = exercise(**FUNCTION).check(lambda y: seen.append(0) or [len(seen)])
    assert verdict.misconception == "two results for one input"
    assert verdict.block == "y = [0, 0, 1]"


def test_a_function_with_other_arguments_is_told_which_are_asked():
    """The number of arguments is checked before anything is called."""
    verdict = exercise(**FUNCTION).check(lambda X, y: [0])
    assert verdict.text == "The function is called with `(y)`; yours takes `(X, y)`."


def test_a_result_in_place_of_the_function_is_named():
    """Handing in ``f(y)`` where ``f`` is asked is a mistake with a name."""
    verdict = exercise(**FUNCTION).check([0, 1])
    assert verdict.misconception == "not a function"
    assert "q1.check(minority_rows)" in verdict.text


def test_what_a_function_prints_is_not_shown(capsys):
    """The many calls of a check do not repeat the learner's own prints."""
    exercise(**FUNCTION).check(lambda y: print("here"))
    assert capsys.readouterr().out == ""


def test_a_partial_or_built_in_function_is_judged_too():
    """A callable without code of its own, or without a signature, is judged like any other."""
    each = exercise(**FUNCTION)
    assert each.check(functools.partial(np.argsort, kind="stable")).status == "wrong"
    assert each.check(min).status == "wrong"


# Mistakes of form


@pytest.mark.parametrize(
    ("read", "answer", "name"),
    [
        (as_rows, "[1, 4]", "a string"),
        (as_rows, {1: 4}, "the wrong type"),
        (as_rows, (row for row in [1, 4]), "the wrong type"),
        (as_rows, pd.DataFrame({"a": [0.5], "b": [1.5]}), "not row numbers"),
        (as_rows, np.array([True, False]), "a mask, not row numbers"),
        (as_rows, [1.5], "not row numbers"),
        (as_rows, [1e300], "not row numbers"),
        (as_rows, [-1], "a negative row number"),
        (as_rows, [1, np.nan], "NaN or infinity"),
        (as_rows, [[1, 4]], "not a flat list"),
        (as_rows, [1, 1], "a row given twice"),
        (as_rows, ["a"], "not numbers"),
        (as_rows, np.zeros(10**6), "far too long"),
        (as_pairs, [0, 3, 1, 5], "not pairs"),
        (as_pairs, [[0, 1, 2], [3, 4, 5]], "pairs in columns"),
        (as_pairs, [(0, 3), (1,)], "lists of different lengths"),
        (as_pairs, [(0, 3), (3, 0)], "a pair given twice"),
        (as_pairs, [(3, 3)], "a row paired with itself"),
        (as_pairs, [True, False], "a mask, not row numbers"),
        (as_int, [3], "a list, not a number"),
        (as_int, 2.5, "not a whole number"),
        (as_int, True, "not a whole number"),
        (as_int, "3", "a string"),
        (as_number(2), np.nan, "NaN or infinity"),
        (as_number(2), [0.5], "a list, not a number"),
        (as_number(2), False, "true or false, not a number"),
        (as_choice("yes", "no"), 1, "not a string"),
        (as_choice("yes", "no"), "maybe", "not one of the choices"),
        (as_array, {0: 1}, "the wrong type"),
        (as_data_set, [[0.0]], "not a pair of X and y"),
        (as_data_set, ([0.0, 1.0], [0, 1]), "X is not two-dimensional"),
        (as_data_set, ([[0.0], [1.0]], [[0], [1]]), "y is not one-dimensional"),
        (as_data_set, ([[0.0], [1.0]], [0]), "X and y of different lengths"),
        (as_data_set, ([[0.0], [np.inf]], [0, 1]), "NaN or infinity"),
        (as_data_set, ([[0.0], [1.0]], [0, None]), "not numbers"),
    ],
)
def test_a_mistake_of_form_has_a_name(read, answer, name):
    """An answer in the wrong form is told which, and a sentence says what is asked."""
    with pytest.raises(Misread, match="asked") as caught:
        read(answer)
    assert caught.value.name == name


def test_a_mistake_of_form_is_a_verdict():
    """A check gives such an answer the mistake's name, and says what is asked."""
    verdict = exercise().check(np.array([False, True, False, False, True]))
    assert (verdict.status, verdict.misconception) == ("wrong", "a mask, not row numbers")
    assert verdict.text.startswith("A list of row numbers is asked")


@pytest.mark.parametrize(
    ("read", "answers", "reading"),
    [
        (as_int, [3, 3.0, np.int32(3), np.array(3), np.float32(3)], 3),
        (as_number(2), [0.67, 2 / 3, np.float64(0.6666)], 0.67),
        (as_choice("store", "All"), ["all", " All "], "All"),
        (as_rows, [[], np.array([]), set()], []),
        (
            as_pairs,
            [[(3, 1), (0, 2)], np.array([[0, 2], [1, 3]]), {(2, 0), (1, 3)}],
            [(0, 2), (1, 3)],
        ),
        (as_pairs, [[{3, 1}], [frozenset({1, 3})], [[1.0, 3.0]], ((3, 1),)], [(1, 3)]),
        (as_pairs, [[], np.empty((0, 2), int)], []),
    ],
)
def test_one_answer_has_many_forms(read, answers, reading):
    """Every form a learner may choose is read as the same."""
    for answer in answers:
        assert read(answer) == reading


def test_an_array_is_compared_by_shape_and_entry():
    """An array of another shape hears both shapes, another array how much of it is right."""
    fields = {"judge": value(as_array), "solutions": ("rows = np.array([0.5, 1, 2])",)}
    each = exercise(**fields, misconceptions=())
    assert each.check([1 / 2, 1, 2]).status == "correct"
    assert "shape is (1, 3), where (3,) is asked" in each.check([[0.5, 1, 2]]).text
    assert "2 of 3 entries are right" in each.check([0.5, 1, 3]).text


# Hints and solutions


def test_each_call_gives_one_more_hint_and_then_says_that_there_are_no_more():
    """Hints come one at a time; after the last, the way to the solution is named."""
    each = exercise()
    heads = [each.hint().head for _ in range(4)]
    assert heads == ["Hint 1 of 2.", "Hint 2 of 2.", "No more hints.", "No more hints."]
    assert "q1.solution()" in repr(each.hint())


def test_the_solution_is_code_and_a_reason():
    """``solution()`` shows the first solution as code, and why it is right."""
    note = exercise().solution()
    assert repr(note) == "Solution. For a reason.\n    rows = [1, 4]"
    assert "```python\nrows = [1, 4]\n```" in note._repr_markdown_()


# Display


def test_a_verdict_begins_with_its_word_and_needs_no_colour():
    """In a notebook and in a terminal the first word is the verdict; no colour is used."""
    verdict = exercise().check([0, 2, 3])
    assert repr(verdict) == "Wrong: the other class. Those are zeros.\n    y  0  1"
    assert verdict._repr_markdown_() == (
        "**Wrong: the other class.** Those are zeros.\n\n```\ny  0  1\n```"
    )


def test_an_exercise_displays_its_prompt_and_not_its_solution():
    """``q1`` alone shows what is asked."""
    assert repr(exercise()) == "99.1 A title\n\nWhat is asked."
    assert exercise()._repr_markdown_() == "**99.1 A title** \n\nWhat is asked."


def test_no_display_holds_an_address_or_a_long_array():
    """What is shown of an answer is short and the same in every run."""
    things = [object(), [object()], np.zeros(10**6), list(range(10**6)), "x" * 10**6, lambda: 0]
    for thing in things:
        assert len(brief(thing)) < 200
        assert not re.search("0x[0-9a-f]{4}", brief(thing))


def test_what_a_learner_returns_cannot_break_the_display():
    """A fence inside the learner's own text does not end the block it stands in."""
    verdict = exercise(**FUNCTION).check(lambda y: {}["```"])
    assert "```" not in verdict.text
