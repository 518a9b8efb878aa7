"""Three kinds of judging: a value, a data set that the learner builds, and a function.

Values and functions are compared with what the exercise's own solution and its named wrong
answers give, so a misconception is recognised by what an answer does, however it was written.
"""

import contextlib
import copy
import inspect
import io
import itertools
import traceback

import numpy as np

from course_lib.exercises.answers import Misread, as_data_set, brief


def value(read):
    """Return a judge of an answer that is a value.

    Parameters
    ----------
    read : callable
        A reader from `answers`, such as `as_pairs`.

    Returns
    -------
    callable
        ``judge(exercise, answer) -> Verdict``.
    """

    def judge(exercise, answer):
        given = _reading(read, answer)
        right = read(exercise.run(exercise.solutions[0]))
        if _same(given, right):
            return exercise.correct()
        for misconception in exercise.misconceptions:
            if _same(given, _reading(read, exercise.run(misconception.code))):
                return exercise.wrong(misconception.name)
        if isinstance(given, Misread):
            raise given
        return exercise.wrong(seen=_shortfall(given, right))

    return judge


def data_set(find):
    """Return a judge of a data set ``(X, y)`` that must have a property.

    Parameters
    ----------
    find : callable
        ``find(X, y)`` returns None if the data have the property. Otherwise it returns the name
        of a misconception (or None, if it has no name) and a sentence on what is wrong in these
        data. `X` is float of shape (n, d), `y` of shape (n,).

    Returns
    -------
    callable
        ``judge(exercise, answer) -> Verdict``.
    """

    def judge(exercise, answer):
        found = find(*as_data_set(answer))
        return exercise.correct() if found is None else exercise.wrong(*found)

    return judge


def function(read, *cases):
    """Return a judge of a function.

    The function is called on every case and on the example of every misconception, twice, with
    fresh copies of the arguments.

    Parameters
    ----------
    read : callable
        A reader of what the function returns.
    *cases : tuple
        Arguments, smallest case first: a wrong function without a name is shown the first case
        on which it fails.

    Returns
    -------
    callable
        ``judge(exercise, answer) -> Verdict``.
    """

    def judge(exercise, answer):
        stub = exercise.run(exercise.stub)
        names = list(inspect.signature(stub).parameters)
        _demand_function(exercise, answer, names)
        trials = [*cases, *(misconception.example for misconception in exercise.misconceptions)]
        given, again = (_behaviour(answer, trials, read) for _ in range(2))
        if _same_code(answer, stub) or any(outcome is ... for outcome in given):
            return exercise.not_attempted()
        position = _first_difference(given, again)
        if position is not None:
            text = "Called twice with this input, your function gives two results."
            raise Misread("two results for one input", text, _lines(names, trials[position]))

        right = _behaviour(exercise.run(exercise.solutions[0]), trials, read)
        lines = list(map(_lines, itertools.repeat(names), trials, given, right))
        first = _first_difference(given, right)
        if first is None:
            return exercise.correct()
        for shown, misconception in zip(lines[len(cases) :], exercise.misconceptions, strict=True):
            wrong = _behaviour(exercise.run(misconception.code), trials, read)
            if _first_difference(given, wrong) is None:
                return exercise.wrong(misconception.name, block=shown)
        if isinstance(given[first], Misread):
            raise given[first].on(lines[first])
        return exercise.wrong(seen="It fails on the input below.", block=lines[first])

    return judge


class _Raised(Misread):
    """The learner's function raised: which error, and in which line of their cell."""

    status = "error"

    def __init__(self, error, function):
        file = getattr(getattr(function, "__code__", None), "co_filename", None)
        frames = traceback.walk_tb(error.__traceback__)
        lines = [line for frame, line in frames if frame.f_code.co_filename == file]
        where = f" in line {lines[-1]} of its cell" if lines else ""
        message = " ".join(str(error).replace("`", "'").split())[:160]
        told = f": `{message}`" if message else "."
        super().__init__(type(error).__name__, f"Your function stopped{where}{told}")


def _behaviour(function, trials, read):
    return [_outcome(function, trial, read) for trial in trials]


def _outcome(function, trial, read):
    """Return what `function` gives for the arguments `trial`, or the `Misread` it amounts to."""
    arguments = copy.deepcopy(trial)
    try:
        with contextlib.redirect_stdout(io.StringIO()):  # a print in it would show 20 times
            returned = function(*arguments)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        return _Raised(error, function)
    if _first_difference(arguments, trial) is not None:
        text = "Your function changes the arrays it is given. Work on a copy, such as `X.copy()`."
        return Misread("the input was changed", text)
    if returned is None:
        return Misread("nothing returned", "Your function returns `None`. Is a `return` missing?")
    return returned if returned is ... else _reading(read, returned)


def _reading(read, answer):
    """Return what `read` makes of an answer, or the `Misread` it raises."""
    try:
        return read(answer)
    except Misread as mistake:
        return mistake


def _same(one, other):
    """Return True if two readings are equal; a mistake of form equals one of the same name."""
    if isinstance(one, Misread) or isinstance(other, Misread):
        return getattr(one, "name", None) == getattr(other, "name", 0)
    if isinstance(one, np.ndarray) and isinstance(other, np.ndarray):
        if one.shape != other.shape:
            return False
        numbers = one.dtype.kind in "biuf" and other.dtype.kind in "biuf"
        return bool(np.allclose(one, other) if numbers else (one == other).all())
    return type(one) is type(other) and one == other


def _first_difference(some, others):
    """Return the first position at which two lists of readings differ, or None."""
    pairs = enumerate(zip(some, others, strict=True))
    return next((position for position, pair in pairs if not _same(*pair)), None)


def _same_code(function, stub):
    code, untouched = getattr(function, "__code__", None), stub.__code__
    parts = ("co_code", "co_names", "co_consts")
    return all(getattr(code, part, None) == getattr(untouched, part) for part in parts)


def _demand_function(exercise, answer, names):
    """Raise Misread unless `answer` can be called with the arguments `names`."""
    if not callable(answer):
        cell = f"`{exercise.name}.check({exercise.answer})`"
        raise Misread("not a function", f"Give the function itself, without calling it: {cell}.")
    try:
        signature = inspect.signature(answer)
    except (TypeError, ValueError):  # some built-in functions have none
        return
    try:
        signature.bind(*names)
    except TypeError:
        asked, taken = ", ".join(names), ", ".join(signature.parameters)
        text = f"The function is called with `({asked})`; yours takes `({taken})`."
        raise Misread("other arguments", text) from None


def _lines(names, trial, given=None, right=None):
    """Return one case as lines of text: its input and, if known, both results."""
    lines = [f"{name} = {brief(value)}" for name, value in zip(names, trial, strict=True)]
    if right is not None:
        yours = given.name if isinstance(given, Misread) else brief(given)
        lines += [f"yours: {yours}", f"right: {brief(right)}"]
    return "\n".join(lines)


def _shortfall(given, right):
    """Return what can be said about a wrong value without giving the right one away."""
    if isinstance(given, list) and isinstance(right, list):
        good = len(set(given) & set(right))
        return f"Given: {len(given)}, right among them: {good}, missing: {len(right) - good}."
    if isinstance(given, np.ndarray) and given.shape != right.shape:
        return f"The shape is {given.shape}, where {right.shape} is asked."
    if isinstance(given, np.ndarray):
        return f"{np.isclose(given, right).sum()} of {given.size} entries are right."
    return ""
