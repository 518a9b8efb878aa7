"""Rows that share a place are counted, and one of them is kept by three rules."""

import numpy as np
import pandas as pd
import pytest

from course_lib.evaluation.places import label_counts, one_row_per_place, twin_counts

# Place 4 holds labels 1, 0, 0; place 7 one of each; place 9 holds 0, 0, 1.
X = np.array([4, 4, 4, 7, 7, 9, 9, 5, 2, 2, 9])[:, None]
y = np.array([1, 0, 0, 0, 1, 0, 0, 1, 0, 0, 1])


def test_counts_per_place():
    """Places are counted by value, labels in np.unique order."""
    place, counts = label_counts(X, y)
    assert counts.tolist() == [[2, 0], [2, 1], [0, 1], [1, 1], [2, 1]]
    assert np.bincount(place).tolist() == counts.sum(axis=1).tolist()


def test_twin_counts_by_hand():
    """Eleven rows in five places, three of them contested, with three of four minority rows."""
    assert list(twin_counts(X, y).values()) == [6, 3, 8, 0.75]


def test_minus_zero_is_zero():
    """-0.0 and 0.0 are one place."""
    assert twin_counts([[0.0], [-0.0]], [0, 1])["rows in such places"] == 2


@pytest.mark.parametrize(
    ("rule", "rows", "weights"),
    [
        ("majority", [1, 4, 5, 7, 8], [3, 2, 3, 1, 2]),
        ("drop", [7, 8], [1, 2]),
        ("weights", [0, 1, 3, 4, 5, 7, 8, 10], [1, 2, 1, 1, 2, 1, 2, 1]),
    ],
)
def test_rules_by_hand(rule, rows, weights):
    """Each rule keeps these rows; an even place goes to the label that is rarer in y."""
    kept_rows, kept_weights = one_row_per_place(X, y, rule)
    assert kept_rows.tolist() == rows
    assert kept_weights.tolist() == weights


@pytest.mark.parametrize("rule", ["majority", "drop", "weights"])
def test_what_is_kept_does_not_depend_on_the_order(rule):
    """In any order of the rows the same values, labels and weights are kept."""
    rng = np.random.RandomState(0)
    X, y = rng.randint(0, 4, size=(60, 2)), rng.randint(0, 3, size=60)
    expected = None
    for _ in range(20):
        order = rng.permutation(60)
        rows, weights = one_row_per_place(X[order], y[order], rule)
        kept = sorted(map(tuple, np.column_stack([X[order][rows], y[order][rows], weights])))
        expected = expected or kept
        assert kept == expected


@pytest.mark.parametrize("rule", ["majority", "weights"])
def test_weights_sum_to_the_rows(rule):
    """No row is lost: each kept row stands for all of its kind."""
    assert one_row_per_place(X, y, rule)[1].sum() == len(y)


@pytest.mark.parametrize("rule", ["majority", "drop", "weights"])
def test_without_twins_all_rows_stay(rule):
    """Where no two rows share a place, every row stays, with weight 1."""
    rows, weights = one_row_per_place(np.arange(5.0)[:, None], [0, 1, 0, 1, 1], rule)
    assert rows.tolist() == [0, 1, 2, 3, 4]
    assert (weights == 1).all()


def test_strings_and_data_frames():
    """Labels may be names, X a DataFrame in any index order."""
    frame = pd.DataFrame(X, index=np.arange(11)[::-1])
    names = np.where(y == 1, "yes", "no")
    assert one_row_per_place(frame, names, "majority")[0].tolist() == [1, 4, 5, 7, 8]


@pytest.mark.parametrize(
    ("X", "y", "rule", "message"),
    [
        ([[0.0], [1.0]], [0, 1], "first", "'first' is unknown"),
        ([[0.0], [np.nan]], [0, 1], "drop", "NaN"),
        ([[0.0], [1.0]], [0, 0], "drop", "one class only"),
        ([[0.0], [1.0]], [0], "drop", "give one label per row"),
    ],
)
def test_bad_input_is_refused(X, y, rule, message):
    """An unknown rule, NaN, one class and lengths that differ are refused."""
    with pytest.raises(ValueError, match=message):
        one_row_per_place(X, y, rule)
