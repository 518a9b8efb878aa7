"""Cleaning in raw units: the same rows as on raw data, and nothing else changes."""

import numpy as np
import pytest
from sklearn.datasets import load_breast_cancer, load_wine
from sklearn.preprocessing import StandardScaler

from course_lib.datasets import age_and_income
from course_lib.evaluation import METRIC_NAMES
from course_lib.evaluation.protocol import SEEDS
from course_lib.experiments.units_before_cleaning import (
    DRAWS,
    MODEL_NAMES,
    CleanInUnits,
    compare_scales,
    in_every_scale,
    recorded_by_units,
    scores_by_units,
    unit_differences,
)
from course_lib.neighbors import nearest_neighbors
from course_lib.results import recorded
from course_lib.samplers import EditedNearestNeighbours, TomekLinks


@pytest.mark.parametrize("cleaner", [TomekLinks(), EditedNearestNeighbours()])
@pytest.mark.parametrize("data", [age_and_income(), load_breast_cancer(return_X_y=True)])
def test_cleaning_in_units_removes_the_rows_that_cleaning_raw_data_removes(cleaner, data):
    """Who goes is decided on raw values; who stays is returned standardised, in the same order."""
    X, y = data
    Z = StandardScaler().fit_transform(X)
    left, labels = CleanInUnits(cleaner, X.std(axis=0)).fit_resample(Z, y)
    cleaner.fit_resample(X, y)
    np.testing.assert_array_equal(left, Z[cleaner.sample_indices_])
    np.testing.assert_array_equal(labels, y[cleaner.sample_indices_])


def test_wine_has_links_only_before_scaling():
    """Eleven links on raw values, none after any remedy: there is nothing to overlap."""
    table = compare_scales(*load_wine(return_X_y=True))
    assert table["links"].to_dict() == {**dict.fromkeys(table.index, 0), "raw": 11}


def test_mahalanobis_knows_no_units():
    """Raw or standardised, its neighbours are the same; a constant feature leaves it out."""
    X, _ = load_wine(return_X_y=True)
    raw, scaled = (in_every_scale(data)["Mahalanobis"] for data in (X, X / X.std(axis=0)))
    np.testing.assert_array_equal(nearest_neighbors(raw)[0], nearest_neighbors(scaled)[0])
    assert "Mahalanobis" not in in_every_scale(np.c_[X, np.ones(len(X))])


def test_scaling_draws_no_rows_at_random(rng):
    """A table beyond scikit-learn's sample of 10,000 for quantiles is scaled alike every time."""
    X = rng.normal(size=(10_100, 1))
    first, second = in_every_scale(X), in_every_scale(X)
    np.testing.assert_array_equal(first["QuantileTransformer"], second["QuantileTransformer"])


def test_every_score_is_recorded():
    """Twenty seeds of five methods behind two models on four data sets."""
    assert len(SEEDS) == 20
    for data_set in DRAWS:
        for model in MODEL_NAMES:
            scores = recorded_by_units(data_set, model)
            assert scores.groupby("method").size().tolist() == [20] * 5
    assert len(unit_differences("links")) == len(DRAWS) * len(MODEL_NAMES) * len(METRIC_NAMES)


def test_a_new_measurement_agrees_with_the_record():
    """Measured again, the first two seeds on the wines score as recorded."""
    live = scores_by_units("wine", "nearest neighbours", [0, 1])
    stored = recorded_by_units("wine", "nearest neighbours")
    both = live.merge(stored, on=["seed", "method"], suffixes=("", "_stored"))
    assert len(both) == 10
    for metric in METRIC_NAMES:
        np.testing.assert_allclose(both[metric], both[f"{metric}_stored"], atol=1e-5)


@pytest.mark.parametrize("name", ["oil_spill", "pima", "phoneme", "haberman", "mammography"])
def test_real_tables_are_recorded_with_their_finding_and_scales(name):
    """Each table has a finding and a row per way to scale."""
    measured = recorded("units_before_cleaning")["measured"]
    assert measured["tables"][name]["status"] in ("found", "not found")
    assert {"raw", "StandardScaler", "RobustScaler"} <= set(measured["scales"][name])
