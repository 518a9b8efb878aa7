"""Exercises that check themselves: one module per lesson, ``lesson_04`` for notebook 04."""

import importlib
import pkgutil
from dataclasses import dataclass

from course_lib.exercises.exercise import Exercise


@dataclass(frozen=True)
class Lesson:
    """One lesson's exercises: its number such as ``"04"``, its title, its exercises in order."""

    number: str
    title: str
    exercises: tuple[Exercise, ...]


def lessons():
    """Return every lesson that has exercises, in order: one per module ``lesson_NN``.

    Such a module has a ``TITLE`` and exercises under the names ``q1``, ``q2``, …
    """
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return tuple(_lesson(name) for name in names if name.startswith("lesson_"))


def _lesson(name):
    module = importlib.import_module(f"{__name__}.{name}")
    exercises = [value for value in vars(module).values() if isinstance(value, Exercise)]
    in_order = sorted(exercises, key=lambda exercise: int(exercise.name[1:]))
    return Lesson(name.removeprefix("lesson_"), module.TITLE, tuple(in_order))
