"""Where our samplers depart from imbalanced-learn 0.14 on purpose: the one table of them.

A lesson shows a row of it, a test asserts it *as a difference*. A new sampler adds its rows here.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

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
    parameters : dict
        Of either sampler, to tell them apart on the data.
    """

    sampler: str
    name: str
    library: str
    here: str
    reason: str
    data: Callable[[], tuple[np.ndarray, np.ndarray]]
    parameters: dict = field(default_factory=dict)


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


def _on_a_line(numbers, labels, dtype=float):
    """Return a function that returns points on a line and their labels."""
    return lambda: (np.array(numbers, dtype=dtype)[:, None], np.array(labels))


_EQUAL_CLASSES = {
    "library": "takes the class that appears first for the smallest, so another order of the rows "
    "gives another result",
    "here": "takes the first label in order, as every sampling_strategy does",
    "reason": "the order of the rows says nothing about the classes",
}
_SEEDS_TWICE = {
    "library": "draws its seeds with replacement and returns a row as often as it was drawn",
    "here": "draws the same seeds and returns each once",
    "reason": "a set of rows holds no row twice",
    "data": _on_a_line([0, 1, 2.1], [0, 0, 1]),
    "parameters": {"n_seeds_S": 2, "random_state": 1},
}
_NAMES = {
    "library": "votes with a routine that knows numbers only, and raises TypeError",
    "here": "numbers the labels first",
    "reason": "most labels are names",
}

DIFFERENCES = (
    Difference(
        "TomekLinks",
        "coincident rows of different classes",
        library="searches two neighbours, trusts that the first is the row itself and takes the "
        "second; where a twin comes first, the row becomes its own neighbour and the link is lost",
        here="excludes a row from its own neighbours by its number, so the twins are a link",
        reason="two samples in one place with different labels are the clearest overlap there is",
        data=_twins,
        parameters={"sampling_strategy": "all"},
    ),
    Difference(
        "TomekLinks",
        "equal distances",
        library="takes whichever of the tied rows its search meets first, which changes with the "
        "number of columns, constant ones included",
        here="takes the lowest row number",
        reason="an answer must not depend on how it was found",
        data=_whole_numbers,
        parameters={"sampling_strategy": "all"},
    ),
    Difference(
        "TomekLinks",
        "values far from zero",
        library="searches more than 15 columns by |x|^2 - 2xy + |y|^2, in which a common offset of "
        "1e8 leaves no digit of the distance",
        here="decides by subtracting the stored numbers in float64",
        reason="moving every sample by the same amount moves no sample nearer to another",
        data=_far_from_zero,
        parameters={"sampling_strategy": "all"},
    ),
    Difference(
        "CondensedNearestNeighbour",
        "one store for all classes",
        library="keeps a store for each class, passes over it once, and takes row numbers within "
        "the class for row numbers of the data, so that on shuffled rows what it keeps misjudges "
        "its own training rows",
        here="keeps one store and repeats passes until nothing moves, as Hart does",
        reason="a condensed set is there to classify what it was condensed from",
        data=_on_a_line([0, 1, 2.1, 3.3, 4.6], [0, 1, 0, 1, 0]),
        parameters={"random_state": 0},
    ),
    Difference("CondensedNearestNeighbour", "seeds drawn twice", **_SEEDS_TWICE),
    Difference(
        "CondensedNearestNeighbour",
        "classes of equal size",
        **_EQUAL_CLASSES,
        data=_on_a_line([0, 9, 2.1, 3.3], [1, 1, 0, 0]),
        parameters={"random_state": 0},
    ),
    Difference("OneSidedSelection", "seeds drawn twice", **_SEEDS_TWICE),
    Difference(
        "OneSidedSelection",
        "classes of equal size",
        **_EQUAL_CLASSES,
        data=_on_a_line([0, 9, 2.1, 3.3], [1, 1, 0, 0]),
        parameters={"random_state": 0},
    ),
    Difference(
        "EditedNearestNeighbours",
        "coincident rows",
        library="trusts that the first neighbour found is the row itself; where a twin comes "
        "first, the row judges itself and stays",
        here="excludes a row from its own neighbours by its number",
        reason="nobody is a witness in their own cause",
        data=_twins,
        parameters={"n_neighbors": 1},
    ),
    Difference(
        "EditedNearestNeighbours",
        "equal distances",
        library="lets whichever of the tied rows its search meets first vote",
        here="lets the lowest row number vote",
        reason="an answer must not depend on how it was found",
        data=lambda: (
            np.array([[2, 2], [2, 1], [2, 0], [0, 1], [1, 1], [0, 2]], dtype=float),
            np.array([1, 1, 0, 1, 1, 0]),
        ),
    ),
    Difference(
        "EditedNearestNeighbours",
        "values far from zero",
        library="searches more than 15 columns by |x|^2 - 2xy + |y|^2, in which a common offset of "
        "1e8 leaves no digit of the distance",
        here="decides by subtracting the stored numbers in float64",
        reason="moving every sample by the same amount moves no sample nearer to another",
        data=_far_from_zero,
    ),
    *(
        Difference(
            sampler,
            "votes on names and truth values",
            **_NAMES,
            data=_on_a_line(
                [0, 1, 2.1, 3.3, 4.6, 6, 7.5], ["no", "no", "no", "yes", "no", "no", "yes"]
            ),
            parameters=parameters,
        )
        for sampler, parameters in (
            ("EditedNearestNeighbours", {"kind_sel": "mode"}),
            ("RepeatedEditedNearestNeighbours", {"kind_sel": "mode"}),
            ("AllKNN", {"kind_sel": "mode"}),
            ("NeighbourhoodCleaningRule", {}),
        )
    ),
    Difference(
        "RepeatedEditedNearestNeighbours",
        "row numbers returned",
        library="applies the row numbers of its last round once too often where that round removes "
        "nothing, so that they name other rows than those returned",
        here="names the rows returned",
        reason="evidence that names other rows is none",
        data=_on_a_line([0, 1, 2.1], [1, 1, 0]),
        parameters={"n_neighbors": 1},
    ),
    Difference(
        "RepeatedEditedNearestNeighbours",
        "classes of equal size",
        **_EQUAL_CLASSES,
        data=_on_a_line([0, 1, 2.1, 3.3, 4.6, 6], [1, 0, 0, 1, 1, 0]),
        parameters={"n_neighbors": 1},
    ),
    Difference(
        "AllKNN",
        "classes of equal size",
        **_EQUAL_CLASSES,
        data=_on_a_line([0, 1, 2.1, 3.3, 4.6, 6], [1, 0, 0, 0, 1, 1]),
    ),
    Difference(
        "NeighbourhoodCleaningRule",
        "classes of equal size",
        **_EQUAL_CLASSES,
        data=_on_a_line([0, 1, 2.1, 3.3, 4.6, 6], [1, 0, 1, 1, 0, 0]),
    ),
    Difference(
        "NearMiss",
        "classes of equal size",
        **_EQUAL_CLASSES,
        data=_on_a_line([0, 1, 2.1, 3.3], [0, 2, 0, 1]),
        parameters={"n_neighbors": 1},
    ),
    Difference(
        "SMOTE",
        "equal distances",
        library="numbers tied neighbours as its search meets them",
        here="numbers tied neighbours by row",
        reason="an answer must not depend on how it was found",
        data=_on_a_line([2, 0, 1, 9, 9, 9, 9, 9, 9], [1, 1, 1, 0, 0, 0, 0, 0, 0]),
        parameters={"k_neighbors": 2, "random_state": 0},
    ),
    Difference(
        "SMOTE",
        "whole numbers",
        library="truncates synthetic values without a word",
        here="truncates them to the same values, with a warning",
        reason="a fraction that is lost should be seen to be lost",
        data=_on_a_line([0, 9, 1, 2, 3], [1, 1, 0, 0, 0], dtype=np.int64),
        parameters={"k_neighbors": 1, "random_state": 0},
    ),
    Difference(
        "SMOTE",
        "whole numbers whose difference does not fit",
        library="subtracts in the column's own kind, where a long step in int8 or a step down in "
        "unsigned numbers wraps around and lands off the segment",
        here="subtracts in float64",
        reason="a synthetic sample lies between the two it was made from",
        data=_on_a_line([-100, 100, 1, 2, 3], [1, 1, 0, 0, 0], dtype=np.int8),
        parameters={"k_neighbors": 1, "random_state": 0},
    ),
    Difference(
        "SMOTE",
        "truth values only",
        library="fails inside NumPy",
        here="refuses them and names samplers that take categories",
        reason="an error should say what to do",
        data=lambda: (np.eye(5, dtype=bool), np.array([1, 1, 0, 0, 0])),
        parameters={"k_neighbors": 1},
    ),
)
