"""Where our samplers depart from imbalanced-learn 0.14 on purpose: the one table of them.

A lesson shows a row of it, a test asserts it *as a difference*. A new sampler adds its rows here.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Difference:
    """One deliberate difference from the library's sampler of the same name.

    Attributes
    ----------
    sampler : str
        Class name, the same on both sides.
    name : str
        What the difference is about, in a few words.
    library, here : str
        What each side does.
    reason : str
        Why ours is not the library's way.
    data : callable without arguments
        Returns X of shape (n, d) and y of shape (n,): the smallest data known to tell them apart.
    """

    sampler: str
    name: str
    library: str
    here: str
    reason: str
    data: Callable[[], tuple[np.ndarray, np.ndarray]]


def _twins():
    """Two rows in one place, one of each class."""
    return np.array([[0.0], [0.0]]), np.array([0, 1])


def _whole_numbers():
    """The numbers 0 to 60 in order, the middle one alone in its class: each is tied between two."""
    numbers = np.arange(61)
    return numbers[:, None].astype(float), (numbers == 30).astype(int)


def _far_from_zero():
    """1000 x 30 normal values, one row in ten minority, after adding 1e8 to every value."""
    rng = np.random.default_rng(0)
    return rng.normal(size=(1000, 30)) + 1e8, (rng.random(1000) < 0.1).astype(int)


DIFFERENCES = (
    Difference(
        "TomekLinks",
        "coincident rows of different classes",
        library="searches two neighbours, trusts that the first is the row itself and takes the "
        "second; where a twin comes first, the row becomes its own neighbour and the link is lost",
        here="excludes a row from its own neighbours by its number, so the twins are a link",
        reason="two samples in one place with different labels are the clearest overlap there is",
        data=_twins,
    ),
    Difference(
        "TomekLinks",
        "equal distances",
        library="takes whichever of the tied rows its search meets first, which changes with the "
        "number of columns, constant ones included",
        here="takes the lowest row number",
        reason="an answer must not depend on how it was found",
        data=_whole_numbers,
    ),
    Difference(
        "TomekLinks",
        "values far from zero",
        library="searches more than 15 columns by |x|^2 - 2xy + |y|^2, in which a common offset of "
        "1e8 leaves no digit of the distance",
        here="decides by subtracting the stored numbers in float64",
        reason="moving every sample by the same amount moves no sample nearer to another",
        data=_far_from_zero,
    ),
)
