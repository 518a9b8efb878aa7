"""Unscaled features are found where units decide, and only there."""

import numpy as np
import pandas as pd
import pytest
from sklearn.datasets import load_breast_cancer, load_digits, load_iris, load_wine

from course_lib import datasets
from course_lib.evaluation.diagnose.unscaled_features import MOST_ROWS, unscaled_features
from course_lib.plotting.figure import Picture


def clean(seed):
    """Return clouds whose features differ in spread by no more than importance would explain."""
    rng = np.random.RandomState(seed)
    n_features = rng.randint(2, 31)
    X, y = datasets.overlapping_clouds(360, 40, n_features, random_state=seed)
    if seed % 3 == 1:  # heavy tails
        X = X + rng.standard_t(3, size=X.shape)
    if seed % 3 == 2:  # correlated
        X = X @ rng.normal(size=(n_features, n_features))
    return X * np.exp(0.5 * rng.normal(size=n_features)), y


def test_silent_on_clean_data():
    """On 60 data sets without a problem it speaks up at most three times (measured: 2 in 300)."""
    found = [unscaled_features(*clean(seed)).status == "found" for seed in range(60)]
    assert sum(found) <= 3


def test_fires_on_years_and_euros():
    """On 20 of 20 draws of the lesson's minimal data it is found (measured: 40 of 40)."""
    for seed in range(20):
        assert unscaled_features(*datasets.age_and_income(seed)).status == "found"


def test_silent_once_scaled():
    """The remedy works: the same customers, standardised, give no finding."""
    for seed in range(20):
        X, y = datasets.age_and_income(seed)
        finding = unscaled_features((X - X.mean(axis=0)) / X.std(axis=0), y)
        assert finding.status == "not found"
        assert finding.numbers["share of samples that keep their nearest neighbour"] == 1


@pytest.mark.parametrize(
    ("load", "status"),
    [
        (load_breast_cancer, "found"),
        (load_wine, "found"),
        (load_iris, "not found"),
        (load_digits, "not found"),
    ],
)
def test_bundled_data(load, status):
    """Tumours and wines are in mixed units; flowers (cm) and digits (grey levels) are not."""
    assert unscaled_features(*load(return_X_y=True)).status == status


def test_numbers_of_the_breast_cancer_data():
    """Two of thirty features decide, and no link survives scaling."""
    numbers = unscaled_features(*load_breast_cancer(return_X_y=True)).numbers
    assert numbers["features that carry 97 % of the squared distance"] == 2
    assert numbers["Tomek links, raw"] == 12
    assert numbers["Tomek links, standardised"] == 6
    assert numbers["Tomek links in both"] == 0


def test_share_is_the_mean_over_pairs():
    """A feature's share of all squared distances is its share of the variances."""
    X, y = datasets.age_and_income()
    by_feature = ((X[:, None] - X) ** 2).mean(axis=(0, 1))
    share = unscaled_features(X, y).numbers[
        "share of the squared distance that the widest feature carries"
    ]
    assert share == pytest.approx(by_feature.max() / by_feature.sum())


def test_scaling_that_hurts_is_said():
    """Where mute columns hold noise, the remedy warns instead of advising to scale."""
    rng = np.random.RandomState(0)
    X, y = datasets.overlapping_clouds(270, 30, 2)
    finding = unscaled_features(np.c_[X, 0.01 * rng.normal(size=(300, 20))], y)
    assert finding.status == "found"
    assert "Look before scaling" in finding.remedy
    assert "Standardise" in unscaled_features(*datasets.age_and_income()).remedy


def test_a_unit_changes_the_finding_and_an_offset_does_not():
    """Income in ten thousands of euros is no wider than age; years since 1900 are as wide."""
    X, y = datasets.age_and_income()
    assert unscaled_features(X / [1, 1e3], y).status == "not found"
    moved = unscaled_features(X + [1900, 0], y).numbers
    assert moved == pytest.approx(unscaled_features(X, y).numbers)


@pytest.mark.parametrize(
    ("X", "reason"),
    [
        (np.arange(40.0)[:, None], "1 feature varies"),
        (np.c_[np.arange(40.0), np.ones(40)], "1 feature varies"),
        (np.random.RandomState(0).normal(size=(6, 3)), "6 rows are too few"),
    ],
)
def test_where_the_data_cannot_tell(X, reason):
    """One feature, a constant beside it, or six rows: "cannot tell", and why."""
    finding = unscaled_features(X, np.arange(len(X)) % 2)
    assert finding.status == "cannot tell"
    assert reason in finding.sentence
    assert finding.figure is None


def test_a_large_table_is_sampled_and_the_number_of_rows_said():
    """Of 30,000 rows 10,000 are measured, with their class shares."""
    X = np.random.RandomState(0).normal(size=(30_000, 3))
    finding = unscaled_features(X, (np.arange(30_000) % 50 == 0).astype(int))
    assert finding.numbers["rows measured"] == MOST_ROWS


def test_table_names_and_input_unchanged():
    """A DataFrame's names appear, in any index order, and nothing is changed."""
    X, y = datasets.age_and_income(as_frame=True)
    X = X.set_index(np.arange(len(X))[::-1])
    before = X.copy()
    finding = unscaled_features(X, pd.Series(y, index=X.index))
    assert "income (euros)" in finding.sentence
    assert isinstance(finding.figure, Picture)
    pd.testing.assert_frame_equal(X, before)


@pytest.mark.parametrize(
    ("X", "y", "message"),
    [
        ([[1.0, np.nan]] * 30, [0, 1] * 15, "NaN"),
        ([["a", "b"]] * 30, [0, 1] * 15, "could not convert"),
        (np.ones((30, 2)), [0] * 30, "one class only"),
        (np.ones((30, 2)), [0, 1], "give one label per row"),
        (np.ones(30), [0, 1] * 15, "2D array"),
    ],
)
def test_bad_input_is_refused(X, y, message):
    """NaN, text, one class, other lengths and a flat array are refused."""
    with pytest.raises(ValueError, match=message):
        unscaled_features(X, y)
