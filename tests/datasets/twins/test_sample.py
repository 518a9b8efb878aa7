"""A twin is sampled at any size and imbalance, and the same seed gives the same rows."""

import numpy as np
import pytest

from course_lib.datasets import providers_twin, read_twin, sample_twin
from course_lib.datasets.twins.shipped import FOLDER

TWIN = read_twin(FOLDER / "providers.json")


@pytest.mark.parametrize(
    ("n", "share", "minority"), [(2, 0.5, 1), (1000, 0.001, 1), (777, 0.9, 699)]
)
def test_size_and_share_are_as_asked_for(n, share, minority):
    """To the row."""
    X, y = sample_twin(TWIN, n, share, 0)
    assert len(X) == len(y) == n
    assert y.sum() == minority


def test_the_share_is_the_tables_unless_told():
    """506 of 5,410."""
    assert sample_twin(TWIN, 5410)[1].sum() == 506


def test_the_same_seed_gives_the_same_rows():
    """And another seed others."""
    first, second, other = (sample_twin(TWIN, 60, 0.5, seed)[0] for seed in (1, 1, 2))
    assert first.equals(second)
    assert not first.equals(other)


def test_the_classes_come_in_no_order():
    """The minority stands neither first nor last."""
    y = providers_twin(1000, 0.5)[1]
    assert 0.4 < y[:500].mean() < 0.6


def test_the_share_of_the_minority_leaves_its_distribution_alone():
    """More frauds are more of the same."""
    few, many = (sample_twin(TWIN, n, share, 3) for n, share in ((20_000, 0.1), (4000, 0.5)))
    means = [X[y == 1]["Total_Claims"].mean() for X, y in (few, many)]
    assert means[0] == pytest.approx(means[1], rel=0.15)


@pytest.mark.parametrize(
    ("n", "share", "said"),
    [
        (1, 0.5, "n_samples=1 must be"),
        (10.5, 0.5, "n_samples=10.5 must be"),
        (100, 0, "minority_share=0 must lie"),
        (100, 1.0, "minority_share=1.0 must lie"),
        (100, np.nan, "minority_share=nan must lie"),
        (100, 0.001, "leaves one class without a row"),
    ],
)
def test_what_cannot_be_drawn(n, share, said):
    """No rows, no share, no minority."""
    with pytest.raises(ValueError, match=said):
        sample_twin(TWIN, n, share)
