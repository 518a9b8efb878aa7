"""A learner's progress: one local file of JSON lines, only ever appended to.

Each line is one event: ``time`` (UTC), ``exercise``, ``event`` ('check', 'hint', 'solution' or
'forget') and what was found. Everything shown is folded from these lines; nothing is sent anywhere.
"""

import functools
import json
import os
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]


def location():
    """Return the path of the progress file: ``COURSE_PROGRESS``, else in the checkout."""
    chosen = os.environ.get("COURSE_PROGRESS")
    return Path(chosen).expanduser() if chosen else CHECKOUT / "workspace" / "progress.jsonl"


def record(exercise, event, **found):
    """Append one event to the progress file.

    A place that cannot be written costs one printed sentence per session, never an error.

    Parameters
    ----------
    exercise : str
        The exercise's key, or for a 'forget' event the beginning of the keys to forget.
    event : {'check', 'hint', 'solution', 'forget'}
    **found
        What else to keep, such as ``verdict='correct'``.
    """
    now = datetime.now(UTC).isoformat(timespec="seconds")
    line = json.dumps({"time": now, "exercise": exercise, "event": event, **found}) + "\n"
    path = location()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _append(path, line.encode())
    except OSError as error:
        _apologise(path, error.strerror)


def _append(path, line):
    """Append `line` in one write, so that two notebooks at once lose nothing."""
    file = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o644)
    try:
        end = os.lseek(file, 0, os.SEEK_END)
        if end and _byte_before(file, end) != b"\n":
            line = b"\n" + line  # a write was cut short here; it must not spoil this line too
        os.write(file, line)
    finally:
        os.close(file)


def _byte_before(file, end):
    os.lseek(file, end - 1, os.SEEK_SET)
    return os.read(file, 1)


@functools.cache  # once per place and reason, not once per answer
def _apologise(path, reason):
    print(f"Your answers are judged, but progress cannot be kept in {path} ({reason}).")


def events():
    """Return the events of the progress file in order; lines that are not events are skipped."""
    try:
        lines = location().read_bytes().decode(errors="replace").split("\n")
    except OSError:
        return []
    return [event for event in map(_event, lines) if event]


def _event(line):
    try:
        event = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(event, dict):
        return None
    texts = isinstance(event.get("exercise"), str) and isinstance(event.get("event"), str)
    return event if texts and isinstance(event.get("hint", 1), int) else None


@dataclass(frozen=True)
class Standing:
    """How one exercise stands; the counts stop at the first correct answer."""

    solved: bool = False
    attempts: int = 0
    hints: int = 0
    solution_seen: bool = False


def fold(events):
    """Return the standing of each exercise that has been touched.

    Parameters
    ----------
    events : iterable of dict
        In order of time, as `events` returns them.

    Returns
    -------
    dict of str to Standing

    Examples
    --------
    >>> fold([{"exercise": "04.1", "event": "check", "verdict": "wrong"},
    ...       {"exercise": "04.1", "event": "check", "verdict": "correct"}])
    {'04.1': Standing(solved=True, attempts=2, hints=0, solution_seen=False)}
    """
    standings = {}
    for event in events:
        key, what = event["exercise"], event["event"]
        now = standings.get(key, Standing())
        if what == "forget":
            standings = {k: v for k, v in standings.items() if not k.startswith(key)}
        elif now.solved:
            continue
        elif what == "check":
            solved = event.get("verdict") == "correct"
            standings[key] = replace(now, attempts=now.attempts + 1, solved=solved)
        elif what == "hint":  # numbered: the first hint read again after a restart is one hint
            standings[key] = replace(now, hints=max(now.hints, event.get("hint", 1)))
        elif what == "solution":
            standings[key] = replace(now, solution_seen=True)
    return standings


def forget(lesson):
    """Start a lesson's exercises afresh, by an event that says so; nothing is erased.

    Parameters
    ----------
    lesson : int or str
        The lesson's number: ``4`` or ``"04"``.
    """
    key = f"{int(lesson):02d}."
    if any(touched.startswith(key) for touched in fold(events())):
        record(key, "forget")


@dataclass(frozen=True, repr=False)
class Overview:
    """The progress of every lesson, as a Markdown table in a notebook and as text elsewhere."""

    summary: str
    rows: tuple[tuple[str, ...], ...]
    titles = ("lesson", "", "solved", "hints", "next")

    def _repr_markdown_(self):
        lines = [self.titles, (":--",) * len(self.titles), *self.rows]
        table = "\n".join("| " + " | ".join(line) + " |" for line in lines)
        return f"{self.summary}\n\n{table}"

    def __repr__(self):
        lines = [self.titles, *self.rows]
        widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
        aligned = ["  ".join(map(str.ljust, line, widths)).rstrip() for line in lines]
        return "\n".join([self.summary, "", *aligned])


def show_progress():
    """Return the table of progress: per lesson what is solved, hints read and what comes next."""
    from course_lib.exercises import lessons  # the lessons import this module through `exercise`

    standings = fold(events())
    rows, left = [], []
    for lesson in lessons():
        now = [standings.get(exercise.key, Standing()) for exercise in lesson.exercises]
        pairs = zip(lesson.exercises, now, strict=True)
        todo = [exercise for exercise, standing in pairs if not standing.solved]
        solved = f"{len(now) - len(todo)} of {len(now)}"
        hints = str(sum(standing.hints for standing in now))
        coming = f"{todo[0].key} {todo[0].title}" if todo else "all solved"
        rows.append((lesson.number, lesson.title, solved, hints, coming))
        left += todo
    return Overview(_summary(left, bool(standings)), tuple(rows))


def _summary(left, begun):
    if not left:
        return "Every exercise is solved."
    first = left[0]
    if begun:
        return f"Next: {first.key} {first.title} ({len(left)} to go)."
    return (
        f"Nothing answered yet. Begin with {first.key}: open lesson {first.key[:2]}, put your "
        f"answer in place of `...` and run `{first.name}.check({first.answer})`."
    )
