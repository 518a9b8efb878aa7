"""Data with more columns than the classes depend on."""

import numpy as np
import pytest
from scipy import sparse

from course_lib.datasets import mixed_columns, overlapping_moons, topic_counts, with_noise_columns

PLANE = overlapping_moons()[0]


def test_noise_columns_stand_behind_the_given_ones_and_leave_them_alone():
    """The first columns are those given, and the input is not changed."""
    before = PLANE.copy()
    wide = with_noise_columns(PLANE, 5)
    assert wide.shape == (300, 7)
    assert np.array_equal(wide[:, :2], before) and np.array_equal(PLANE, before)


def test_noise_columns_vary_as_much_as_the_given_ones():
    """Their variance is the mean variance of the given columns, whatever the unit."""
    for unit in (1, 1000):
        noise = with_noise_columns(unit * PLANE, 50)[:, 2:]
        assert noise.var() == pytest.approx((unit * PLANE).var(axis=0).mean(), rel=0.05)


def test_fewer_noise_columns_are_the_first_of_more():
    """Adding columns one by one or at once comes to the same."""
    assert np.array_equal(with_noise_columns(PLANE, 9)[:, :5], with_noise_columns(PLANE, 3))


def test_mixed_columns_without_noise_are_the_plane():
    """Fifty mixtures of two columns have rank two, and their own noise makes it fifty."""
    assert np.linalg.matrix_rank(mixed_columns(PLANE, 50, noise=0)) == 2
    assert np.linalg.matrix_rank(mixed_columns(PLANE, 50)) == 50


def test_topic_counts_are_sparse_whole_numbers_of_documents_of_ten_words_or_more():
    """Word counts: whole, mostly zero, and no document is shorter than ten words."""
    X, y = topic_counts()
    assert sparse.issparse(X) and X.shape == (1000, 2000) and y.sum() == 100
    assert np.array_equal(X.data, X.data.round()) and X.sum(axis=1).min() >= 10
    assert X.nnz < 0.05 * 1000 * 2000


def test_classes_write_about_different_topics():
    """The words that only one class uses often are different for the two classes."""
    X, y = topic_counts(500, 500)
    shares = np.array([X[y == label].sum(axis=0) / X[y == label].sum() for label in (0, 1)])
    assert np.sum(shares[0] > 5 * shares[1]) > 50 and np.sum(shares[1] > 5 * shares[0]) > 50


def test_seeds_repeat_and_differ():
    """The same seed gives the same data, another gives others."""
    for make in (with_noise_columns, mixed_columns):
        one, again, other = (make(PLANE, 3, random_state=seed) for seed in (0, 0, 1))
        assert np.array_equal(one, again) and not np.array_equal(one, other)
    one, again, other = (topic_counts(20, 5, random_state=s)[0].toarray() for s in (0, 0, 1))
    assert np.array_equal(one, again) and not np.array_equal(one, other)
