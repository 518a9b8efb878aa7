"""Seeds, pairs and intervals: what they cost, and how often nothing looks like something."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats
from sklearn.metrics import average_precision_score

from course_lib.evaluation import paired_and_unpaired, seeds_needed
from course_lib.evaluation.seeds import (
    column_average_precisions,
    intervals_without_zero,
    null_differences,
)


def table_of(none, new):
    """Return the scores of two methods, seed by seed."""
    seeds = list(range(len(none)))
    return pd.DataFrame(
        {"seed": seeds * 2, "method": ["none"] * len(none) + ["new"] * len(new), "f1": none + new}
    )


@pytest.mark.parametrize("power", [0.5, 0.8])
def test_so_many_seeds_have_that_power_and_one_less_has_not(power):
    """In 40,000 simulated experiments the interval leaves out zero as often as promised."""
    n = seeds_needed(0.02, 0.01, power)
    rng = np.random.default_rng(0)
    shares = [
        intervals_without_zero(rng.normal(0.01, 0.02, (40_000, m))).mean() for m in (n - 1, n)
    ]
    assert shares[0] - 0.01 < power < shares[1] + 0.01


def test_half_the_effect_takes_four_times_the_seeds():
    """About, because Student's t falls with the seeds; the sign does not matter."""
    assert seeds_needed(0.05, 0.005, 0.8) / seeds_needed(0.05, 0.01, 0.8) == pytest.approx(
        4, abs=0.1
    )
    assert seeds_needed(0.05, -0.01, 0.8) == seeds_needed(0.05, 0.01, 0.8)


def test_two_seeds_are_the_least():
    """However small the spread, one seed has no interval."""
    assert seeds_needed(1e-6, 0.01, 0.8) == 2


def test_half_widths_are_students_and_welchs():
    """Differences of 0, 1 and 2 have s = 1; unpaired, both variances add up."""
    row = paired_and_unpaired(table_of([0, 1, 2], [0, 2, 4]), "none", "f1").loc["new"]
    t = stats.t.ppf(0.975, 2)
    assert row["difference"] == 1 and row["spread"] == 1
    assert row["paired"] == pytest.approx(t / np.sqrt(3))
    assert row["unpaired"] > row["paired"]
    assert row["seeds"] == pytest.approx((row["unpaired"] / row["paired"]) ** 2)


def test_pairing_does_not_help_where_nothing_is_shared():
    """With unrelated scores the paired interval is no narrower on the whole."""
    rng = np.random.default_rng(0)
    ratios = [
        paired_and_unpaired(table_of(*rng.normal(size=(2, 20)).tolist()), "none", "f1")["seeds"]
        for _ in range(200)
    ]
    assert np.median(ratios) == pytest.approx(1, abs=0.1)


def test_the_fast_average_precision_is_scikit_learns():
    """Column by column, without ties."""
    rng = np.random.default_rng(0)
    X, y = rng.normal(size=(60, 2)), np.r_[1, rng.integers(0, 2, 59)]
    expected = [average_precision_score(y, column) for column in X.T]
    np.testing.assert_allclose(column_average_precisions(X, y), expected)


def test_neither_feature_is_better():
    """Over tables the differences average to zero, and both signs are as common."""
    means = null_differences(300, 1).mean(axis=(1, 2))
    assert abs(means.mean()) < 4 * stats.sem(means)
    assert 0.4 < (means > 0).mean() < 0.6


def test_shuffles_of_one_table_agree_with_each_other():
    """They differ far less than tables do, so their interval speaks of the table only."""
    means = null_differences(100, 3).mean(axis=2)
    assert means.std(axis=1).mean() < means.mean(axis=1).std() / 2


@pytest.mark.parametrize("shared", [0.0, 0.25])
def test_the_interval_is_students_with_the_correction_added(shared):
    """With 1/m + shared in place of 1/m; zero lies just inside or just outside."""
    row = np.array([[0.0, 1.0, 2.0]])
    half = stats.t.ppf(0.975, 2) * np.sqrt(1 / 3 + shared)
    assert intervals_without_zero(row - 1 + half + 1e-9, shared).all()
    assert not intervals_without_zero(row - 1 + half - 1e-9, shared).any()
