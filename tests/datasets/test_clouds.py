"""Clouds whose overlap is the same in every number of features."""

import numpy as np
import pytest

from course_lib.datasets import overlapping_clouds


@pytest.mark.parametrize("n_features", [1, 4, 100])
def test_the_centres_are_two_units_apart_in_any_number_of_features(n_features):
    """The distance between the class means does not depend on the dimension."""
    X, y = overlapping_clouds(20_000, 20_000, n_features)
    centres = [X[y == label].mean(axis=0) for label in (0, 1)]
    assert np.linalg.norm(centres[1] - centres[0]) == pytest.approx(2, abs=0.1)
    assert X.std(axis=0)[0] > 1


def test_the_best_rule_errs_as_often_as_the_docstring_says():
    """Half-way between the centres, one sample in six lies on the wrong side."""
    X, y = overlapping_clouds(50_000, 50_000, 10)
    on_the_minority_side = X.mean(axis=1) * np.sqrt(10) > 1
    assert np.mean(on_the_minority_side != y) == pytest.approx(0.16, abs=0.005)


def test_counts_and_seed_are_exact_and_the_rows_are_shuffled():
    """As many of each class as asked for, the same rows for the same seed, not sorted by class."""
    (X, y), (X_again, y_again) = overlapping_clouds(), overlapping_clouds()
    assert np.bincount(y).tolist() == [950, 50]
    assert (X == X_again).all() and (y == y_again).all()
    assert not (X == overlapping_clouds(random_state=1)[0]).any()
    assert 10 < y[:500].sum() < 40
