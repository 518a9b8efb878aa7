"""The copula keeps how the features of a class rise together, equal values or not."""

import numpy as np
import pytest

from course_lib.datasets.twins.copula import (
    draw,
    latent_correlations,
    normal_scores,
    positive_definite,
    score_correlations,
)
from course_lib.datasets.twins.marginals import fit_marginal


def test_normal_scores_know_ranks_only(rng):
    """Any rising function of a column leaves its scores as they are."""
    X = rng.normal(size=(200, 2))
    assert np.array_equal(normal_scores(X), normal_scores(np.exp(X)))


def test_a_column_with_one_value_has_no_correlation(rng):
    """NaN in its row and column, and nowhere else."""
    X = np.column_stack([rng.normal(size=(50, 2)), np.ones(50)])
    missing = np.isnan(score_correlations(X))
    assert missing[2].all() and missing[:, 2].all() and not missing[:2, :2].any()


def test_a_correlation_matrix_stays_what_it_is():
    """Only eigenvalues below 0.001 are moved."""
    matrix = np.array([[1, 0.7], [0.7, 1]])
    assert positive_definite(matrix) == pytest.approx(matrix)


def test_an_impossible_matrix_becomes_a_possible_one(rng):
    """Ones on the diagonal, symmetric, no eigenvalue at or below zero, even in four decimals."""
    for _ in range(20):
        matrix = np.triu(rng.uniform(-1, 1, size=(30, 30)), 1)
        found = positive_definite(matrix + matrix.T + np.eye(30)).round(4)
        assert np.diag(found) == pytest.approx(1)
        assert np.array_equal(found, found.T)
        assert np.linalg.eigvalsh(found)[0] > 0


def test_many_equal_values_do_not_weaken_the_correlation(rng):
    """Seven in ten values are 0, in both columns mostly together: so they are in the twin."""
    hidden = rng.multivariate_normal([0, 0], [[1, 0.8], [0.8, 1]], size=4000)
    X = np.maximum(hidden - 0.5, 0)
    marginals = [fit_marginal(column, 50) for column in X.T]
    latent = latent_correlations([(X, marginals)], [None, None])
    twin = draw(latent, marginals, [None, None], rng.normal(size=(4000, 2)))
    assert score_correlations(twin)[0, 1] == pytest.approx(score_correlations(X)[0, 1], abs=0.03)
    assert latent[0, 1] > score_correlations(X)[0, 1] + 0.02  # without the correction it would
    assert (twin == 0).all(axis=1).mean() == pytest.approx((X == 0).all(axis=1).mean(), abs=0.03)
