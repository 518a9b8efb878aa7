"""A fitted twin resembles its table and tells nobody's values."""

import numpy as np
import pandas as pd
import pytest

from course_lib.datasets import fit_twin, load_breast_cancer_thinned, sample_twin
from course_lib.datasets.twins.fit import cut

REAL, LABELS = load_breast_cancer_thinned(0.3, as_frame=True)
TWIN = fit_twin(REAL, LABELS)


def stored(part, column):
    """Every value that a class stores of a column."""
    for group in part.groups:
        marginal = group.marginals[column]
        yield from (value for value, _ in (*marginal.atoms, *marginal.pools))


def test_no_stored_value_is_that_of_a_single_record():
    """Of continuous values none is stored; by chance a mean in six digits falls on one, rarely."""
    noise = np.random.RandomState(0).normal(size=REAL.shape) * REAL.std().to_numpy() / 100
    continuous = REAL + noise
    twin, lone, total = fit_twin(continuous, LABELS), 0, 0
    for label, part in ((0, twin.majority), (1, twin.minority)):
        for column, name in enumerate(REAL):
            own = [float(f"{value:.6g}") for value in continuous.loc[LABELS == label, name]]
            kept = list(stored(part, column))
            lone, total = lone + np.isin(kept, own).sum(), total + len(kept)
    assert lone < total / 100


def test_no_extreme_value_is_stored():
    """The lowest and the highest stored values lie within those of the records."""
    for label, part in ((0, TWIN.majority), (1, TWIN.minority)):
        for column, name in enumerate(REAL):
            own, kept = REAL.loc[LABELS == label, name], list(stored(part, column))
            if (own == own.min()).sum() < 10:
                assert min(kept) > own.min()
            if (own == own.max()).sum() < 10:
                assert max(kept) < own.max()


def test_moving_the_largest_value_moves_its_pool_by_a_tenth_at_most():
    """A mean of ten records, not a maximum."""
    values = np.random.RandomState(0).exponential(size=400)
    y = np.arange(400) < 100
    largest = values.argmax()
    tops = []
    for more in (0, 5):
        moved = values.copy()
        moved[largest] += more
        part = fit_twin(pd.DataFrame({"a": moved}), y)
        part = part.minority if y[largest] else part.majority
        tops.append(max(stored(part, 0)))
    assert 0 <= tops[1] - tops[0] <= 0.5 + 1e-6


def test_a_twin_resembles_its_table():
    """Means within a fifth of a standard deviation, the order of columns and decimals kept."""
    X, y = sample_twin(TWIN, 4000, 0.3, 0)
    assert list(X) == list(REAL)
    for label in (0, 1):
        own, twin = REAL[LABELS == label], X[y == label]
        assert (np.abs(own.mean() - twin.mean()) / own.std()).max() < 0.2
    assert (X["worst area"].round(1) == X["worst area"]).all()


def test_no_row_is_a_row_of_the_table():
    """In more than one column at least, every twin differs from every record."""
    X, _ = sample_twin(TWIN, 500, 0.3, 0)
    distances = np.abs(X.to_numpy()[:, None, :8] - REAL.to_numpy()[None, :, :8]) > 0
    assert distances.sum(axis=2).min() > 1


def test_the_rarer_label_is_the_minority():
    """Whatever the labels are called; of equally rare ones the greater."""
    frame = pd.DataFrame({"a": np.r_[np.zeros(60), np.ones(120)] + np.arange(180) % 7})
    few = fit_twin(frame, np.repeat(["rare", "common"], [60, 120]))
    assert [sum(g.records for g in part.groups) for part in (few.majority, few.minority)] == [
        120,
        60,
    ]
    even = fit_twin(frame[:120], np.repeat([1, 0], 60))
    assert (
        even.minority.groups[0].marginals
        == fit_twin(frame[:180], np.repeat([1, 0], [60, 120])).minority.groups[0].marginals
    )


def test_a_twin_is_the_same_in_every_run():
    """Nothing is random from outside."""
    assert fit_twin(REAL.iloc[:, :3], LABELS) == fit_twin(REAL.iloc[:, :3], LABELS)


def test_groups_hold_fifty_records_or_are_not_made():
    """The last groups are merged with the one before where they would be smaller."""
    for n in range(50, 2000, 7):
        groups = cut(np.arange(n), (0.5, 0.75, 0.88))
        assert min(map(len, groups)) >= 50
        assert np.array_equal(np.concatenate(groups), np.arange(n))


@pytest.mark.parametrize(
    ("X", "y", "said"),
    [
        ({"a": ["x"] * 200}, [0, 1] * 100, "'a' holds no numbers"),
        ({"a": [np.nan] * 200}, [0, 1] * 100, "missing or infinite"),
        ({"a": range(200)}, [0] * 200, "1 labels"),
        ({"a": range(200)}, [0, 1, 2, 3] * 50, "4 labels"),
        ({"a": range(200)}, [0] * 151 + [1] * 49, "Label 1 has 49 rows"),
        ({"a": range(200)}, [0, 1] * 99, r"shape \(198,\)"),
    ],
)
def test_tables_without_a_twin(X, y, said):
    """Text, gaps, other than two classes, a class too small to hide in."""
    with pytest.raises(ValueError, match=said):
        fit_twin(pd.DataFrame(X), y)
