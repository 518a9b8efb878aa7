"""What every rule asks of labels and classes before it starts."""

import numpy as np
import pandas as pd
import pytest

from course_lib.samplers.checks import check_classes, check_labels


@pytest.mark.parametrize(
    "y",
    [
        [0, 1, 1],
        ["a", "b", "b"],
        (True, False, True),
        np.array([[0], [1], [1]]),
        pd.Series(["a", "b", "b"], dtype="category"),
    ],
    ids=["numbers", "names", "truths", "column", "categories"],
)
@pytest.mark.filterwarnings("ignore:A column-vector y")
def test_labels_come_as_an_array(y):
    """Labels of any kind and container come back as an array of one dimension."""
    assert check_labels(y, 3).tolist() == np.ravel(np.asarray(y)).tolist()


@pytest.mark.parametrize(
    ("y", "message"),
    [
        ([0, 1], "X has 3 rows and y has 2; give one label per row"),
        ([0, 1, None], "y has no label in row 2; drop such rows first"),
        ([0, np.nan, 1], "y has no label in row 1"),
        (["a", "a", "a"], r"y holds one class only \(a\); a rule about neighbours .* needs two"),
        (np.eye(3), "1d array"),
    ],
)
def test_bad_labels_are_refused(y, message):
    """Labels that are missing, too few or all the same are refused: value, rule and fix."""
    with pytest.raises(ValueError, match=message):
        check_labels(y, 3)


def test_known_classes_pass():
    """Labels that rows have may be named, in any order, none or all of them."""
    for classes in ([], [2], [2, 0], np.array([0, 2]), {0: 5}):
        check_classes(classes, np.array([0, 2, 0]))
    check_classes(["b"], np.array(["a", "b"]))


@pytest.mark.parametrize(
    ("classes", "y", "message"),
    [
        ([0, 1], [0, 2], r"No row has the class 1; choose among \[0, 2\]"),
        (["2"], [0, 2], "No row has the class '2'"),
        ("all", ["a", "b"], "No row has the class 'l'"),
    ],
)
def test_unknown_classes_are_refused(classes, y, message):
    """A label that no row has is refused by name, with those there are."""
    with pytest.raises(ValueError, match=message):
        check_classes(classes, np.array(y))
