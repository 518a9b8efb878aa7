"""Cover and Hart's bounds, by hand and where the truth is known."""

import numpy as np
import pytest

from course_lib.datasets import overlapping_clouds
from course_lib.evaluation.ceiling import best_possible
from course_lib.evaluation.irreducible import cover_hart_bounds


def test_three_classes_by_hand():
    """Rows 2 and 3 are misjudged, so R = 2/9, and guessing misjudges 2/3 of three classes."""
    x = np.array([0.0, 1.0, 2.4, 2.8, 3.6, 10.0, 10.2, 11.0, 5.0])
    low, high = cover_hart_bounds(x[:, None], list("aaabbcccb"))
    assert high == pytest.approx(2 / 9)
    assert low == pytest.approx(2 / 3 * (1 - (2 / 3) ** 0.5))


def test_the_truth_lies_between_in_two_features():
    """On clouds of two features both bounds hold, averaged over draws."""
    drawn = [cover_hart_bounds(*overlapping_clouds(500, 500, 2, random_state=s)) for s in range(10)]
    low, high = np.mean(drawn, axis=0)
    assert low < best_possible(2, 0.5)["balanced error"] < high < 2 * low


def test_in_twenty_features_the_lower_bound_lies_above_the_truth():
    """With finitely many rows in many features the lower bound is none, as the docstring warns."""
    drawn = [
        cover_hart_bounds(*overlapping_clouds(500, 500, 20, random_state=s)) for s in range(10)
    ]
    assert np.mean(drawn, axis=0)[0] > best_possible(2, 0.5)["balanced error"]


def test_the_shares_of_the_classes_do_not_matter():
    """Nine to one or one to one, the bounds are those of classes that count alike."""
    even = [cover_hart_bounds(*overlapping_clouds(300, 300, 2, random_state=s)) for s in range(10)]
    odd = [cover_hart_bounds(*overlapping_clouds(2700, 300, 2, random_state=s)) for s in range(10)]
    assert np.mean(even, axis=0) == pytest.approx(np.mean(odd, axis=0), abs=0.03)


def test_separate_classes_have_no_irreducible_error():
    """Far apart, both bounds are zero."""
    X = np.arange(8.0)[:, None]
    assert cover_hart_bounds(X + 100 * (X > 3), X[:, 0] > 3) == (0, 0)


def test_bounds_need_two_rows_of_two_classes():
    """One class, or a class of one row, is refused with the counts."""
    with pytest.raises(ValueError, match=r"The classes have \[3, 1\] rows"):
        cover_hart_bounds(np.zeros((4, 1)), [0, 0, 0, 1])
    with pytest.raises(ValueError, match=r"\[4\]"):
        cover_hart_bounds(np.zeros((4, 1)), [0, 0, 0, 0])
