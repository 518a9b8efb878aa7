"""One exercise: what is asked, what a learner gets wrong, and ``check``, ``hint``, ``solution``.

An exercise is plain data plus one judging function (see `judges`). Stub, solutions and wrong
answers are code as a learner would type it, so that a test can run them.
"""

import itertools
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from course_lib.exercises import progress
from course_lib.exercises.answers import Misread


class Shown:
    """Something that displays as Markdown in a notebook and as plain text in a terminal.

    A subclass has the texts `head` (in bold), `text` (Markdown) and `block` (code or data).
    """

    language = ""  # with a language name, nbconvert's pages set a block in proportional type

    def _repr_markdown_(self):
        block = self.block.replace("```", "'''")
        fence = f"\n\n```{self.language}\n{block}\n```" if block else ""
        return f"**{self.head}** {self.text}{fence}"

    def __repr__(self):
        lines = f"{self.head} {self.text}".splitlines()
        lines = [textwrap.fill(line, 88) for line in lines]
        return "\n".join([*lines, textwrap.indent(self.block, "    ")]).strip()


@dataclass(frozen=True, repr=False)
class Note(Shown):
    """A hint, a solution, or that there is none left."""

    head: str
    text: str
    block: str = ""
    language: str = ""


@dataclass(frozen=True, repr=False)
class Verdict(Shown):
    """What a check found.

    Parameters
    ----------
    status : {'correct', 'wrong', 'error', 'not attempted', 'not judged'}
        'error': the learner's function raised. 'not judged': the check itself failed.
        Neither 'not attempted' nor 'not judged' counts as an attempt.
    misconception : str or None
        The name of what went wrong, where it could be recognised.
    text : str
        The explanation, as Markdown.
    block : str
        The smallest example that shows it, as plain lines.
    """

    status: str
    misconception: str | None = None
    text: str = ""
    block: str = ""

    @property
    def head(self):
        name = f": {self.misconception}" if self.misconception else ""
        return f"{self.status.capitalize()}{name}."


@dataclass(frozen=True)
class Misconception:
    """A wrong answer that has a name.

    Parameters
    ----------
    name : str
        A few words that finish the line "Wrong: ...".
    code : str
        The wrong answer as a learner would type it.
    explanation : str
        What goes wrong, in a sentence or two of Markdown, without the right answer.
    example : str or tuple
        The smallest example that shows it: lines of text, or, where the answer is a function,
        the arguments on which it goes wrong.
    """

    name: str
    code: str
    explanation: str
    example: str | tuple


@dataclass(frozen=True, kw_only=True, repr=False)
class Exercise(Shown):
    """One exercise of one lesson.

    Parameters
    ----------
    key : str
        Lesson and number, such as ``"04.1"``; the notebook calls that exercise ``q1``.
    title, prompt : str
        What is asked; the prompt is Markdown.
    stub : str
        The code the learner starts from, with ``...`` where the answer goes.
    answer : str
        What stands between the brackets of ``q1.check(...)``, such as ``"link_rows"``.
    judge : callable
        ``judge(exercise, answer) -> Verdict``; made by one of the functions in `judges`.
    hints : tuple of str
        From a nudge to nearly the answer; shown one at a time.
    solutions : tuple of str
        At least two correct answers, written differently, as a learner could have typed them;
        the first is shown, and every answer is compared with what it gives.
    why : str
        A sentence or two shown with the solution and after a correct answer.
    misconceptions : tuple of Misconception
        At least six.
    setup : str
        Code that has been run before the stub.
    otherwise : str
        Added to the verdict on a wrong answer that has no name.
    """

    key: str
    title: str
    prompt: str
    stub: str
    answer: str
    judge: Callable
    hints: tuple[str, ...]
    solutions: tuple[str, ...]
    why: str
    misconceptions: tuple[Misconception, ...]
    setup: str = "import numpy as np"
    otherwise: str = ""
    _calls: Iterator[int] = field(default_factory=itertools.count, init=False, compare=False)

    block = ""
    head = property(lambda self: f"{self.key} {self.title}")
    text = property(lambda self: f"\n\n{self.prompt}")
    name = property(lambda self: f"q{self.key.partition('.')[2]}")

    def check(self, *answer):
        """Return the verdict on an answer, and note it in the progress file.

        Parameters
        ----------
        *answer
            Whatever the learner has; several, such as ``X, y``, are judged as one tuple. No
            answer makes a check raise, and none is changed.

        Returns
        -------
        Verdict
        """
        answer = answer if len(answer) > 1 else answer[0] if answer else None
        try:
            verdict = self.not_attempted() if _unfilled(answer) else self.judge(self, answer)
        except Misread as mistake:
            verdict = Verdict(mistake.status, mistake.name, mistake.sentence, mistake.block)
        except Exception as error:  # a fault of ours or a hostile object: never the learner's
            text = f"The check itself stopped with `{type(error).__name__}`; this does not count."
            verdict = Verdict("not judged", text=text)
        if verdict.status in ("correct", "wrong", "error"):
            found = {"verdict": verdict.status, "misconception": verdict.misconception}
            progress.record(self.key, "check", **found)
        return verdict

    def hint(self):
        """Return the next hint; after the last one, say that there are no more."""
        number = next(self._calls) + 1
        if number > len(self.hints):
            return Note("No more hints.", f"`{self.name}.solution()` shows a solution.")
        progress.record(self.key, "hint", hint=number)
        return Note(f"Hint {number} of {len(self.hints)}.", self.hints[number - 1])

    def solution(self):
        """Return a solution and why it is right."""
        progress.record(self.key, "solution")
        return Note("Solution.", self.why, self.solutions[0], "python")

    def run(self, code):
        """Return the answer that `code` gives when it is typed after the setup."""
        namespace = {}
        exec(compile(f"{self.setup}\n{code}", f"<{self.key}>", "exec"), namespace)
        return eval(self.answer, namespace)

    def correct(self):
        return Verdict("correct", text=self.why)

    def not_attempted(self):
        text = (
            f"Put your answer in place of `...` and run the cell again. `{self.name}.hint()` helps."
        )
        return Verdict("not attempted", text=text)

    def wrong(self, name=None, seen="", block=""):
        """Return the verdict 'wrong', explained.

        Parameters
        ----------
        name : str, optional
            One of this exercise's misconceptions; its explanation and example are shown.
        seen : str, optional
            A sentence on the learner's own answer.
        block : str, optional
            An example to show in place of the misconception's.
        """
        known = {misconception.name: misconception for misconception in self.misconceptions}
        if name is None:
            help_line = f"`{self.name}.hint()` gives a hint."
            text, example = f"{seen} {self.otherwise} {help_line}", block
        else:
            text, example = f"{known[name].explanation} {seen}", block or known[name].example
        return Verdict("wrong", name, " ".join(text.split()), example)


def _unfilled(answer, depth=2):
    """Return True if the answer is still the stub's: None or ``...``, here or inside."""
    if answer is None or answer is ...:
        return True
    parts = answer if depth and isinstance(answer, (tuple, list)) else ()
    return any(_unfilled(part, depth - 1) for part in parts)
