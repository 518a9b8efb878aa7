"""Rows that stand for a data set too large to measure whole."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_lib.evaluation.diagnose.sample import measured_rows


@given(
    counts=st.lists(st.integers(1, 300), min_size=1, max_size=6),
    spare=st.integers(0, 400),
    seed=st.integers(0, 9),
)
def test_sample_is_as_large_as_allowed_and_keeps_two_rows_per_class(counts, spare, seed):
    """As many rows as allowed, increasing, two of every class that has two."""
    y = np.random.RandomState(seed).permutation(np.repeat(np.arange(len(counts)), counts))
    most = 2 * len(counts) + spare
    rows = measured_rows(y, most, random_state=seed)
    assert len(rows) == min(len(y), most)
    assert np.all(np.diff(rows) > 0)
    kept = np.bincount(y[rows], minlength=len(counts))
    assert np.all(kept >= np.minimum(counts, 2))


def test_sample_keeps_the_class_shares():
    """Nine to one stays nine to one, with text labels too."""
    y = np.repeat(["common", "rare"], [90_000, 10_000])
    assert np.unique(y[measured_rows(y, 1000)], return_counts=True)[1].tolist() == [900, 100]


def test_sample_keeps_a_class_whose_share_rounds_to_nothing():
    """Three fraud rows in 100,000: two of them are in a sample of a hundred."""
    y = np.repeat([0, 1], [99_997, 3])
    assert np.bincount(y[measured_rows(y, 100)]).tolist() == [98, 2]


def test_sample_repeats_for_the_same_seed_and_differs_for_another():
    """The sample is random and repeatable."""
    y = np.repeat([0, 1], [900, 100])
    first, again, other = (measured_rows(y, 50, random_state=seed).tolist() for seed in (0, 0, 1))
    assert first == again != other


def test_less_than_two_rows_per_class_is_refused():
    """The message says how many rows are needed."""
    with pytest.raises(ValueError, match="allow at least 4"):
        measured_rows([0, 0, 1, 1], most=3)
