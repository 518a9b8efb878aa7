"""What a diagnosis returns: a sentence, its numbers, a remedy and a figure."""

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True, repr=False)
class Finding:
    """What one failure mode looks like in one data set.

    Attributes
    ----------
    name : str
        The failure mode, such as ``"unscaled features"``.
    lesson : str
        Number of the notebook that teaches it, such as ``"10"``.
    status : {"found", "not found", "cannot tell"}
        Whether the symptom is there. "cannot tell": the data lack what it takes to see it, and the
        sentence says what.
    sentence : str
        What was measured, with the numbers that matter and what they were compared with.
    numbers : dict of str to number
        Everything measured, by name; the unit is in the name where there is one.
    remedy : str
        What to do about it, or why nothing needs doing.
    draw : callable
        ``draw()`` returns a matplotlib figure, made anew at every call; see `figure`.
    """

    name: str
    lesson: str
    status: str
    sentence: str
    numbers: dict = field(default_factory=dict)
    remedy: str = ""
    draw: Callable = None

    def __post_init__(self):
        if self.status not in ("found", "not found", "cannot tell"):
            raise ValueError(
                f"status={self.status!r} is unknown; choose 'found', 'not found' or 'cannot tell'."
            )

    @property
    def figure(self):
        """The picture of the finding, drawn when asked for; None where there is nothing to see."""
        return None if self.draw is None else self.draw()

    def __repr__(self):
        numbers = [f"    {name}: {shown(value)}" for name, value in self.numbers.items()]
        head = f"{self.name}: {self.status} (lesson {self.lesson})"
        lines = [head, f"    {self.sentence}", *numbers]
        return "\n".join([*lines, f"    {self.remedy}"] if self.remedy else lines)


def shown(value):
    """Return a number as text: whole numbers with separators, others to three digits.

    Examples
    --------
    >>> shown(12000), shown(0.0), shown(0.12345), shown("yes")
    ('12,000', '0', '0.123', 'yes')
    """
    if isinstance(value, str):
        return value
    return f"{int(value):,}" if float(value).is_integer() else f"{value:.3g}"
