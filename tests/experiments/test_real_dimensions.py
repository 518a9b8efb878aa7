"""The recorded numbers of three real tables are what a new measurement gives."""

import numpy as np
import pytest

from course_lib.datasets import TABLES
from course_lib.experiments.real_dimensions import (
    ALL_COLUMNS,
    METHODS,
    MODELS,
    SEEDS,
    precision,
    precision_table,
    recompute,
    recorded_precision,
    shape_of,
    table,
)
from course_lib.results import recorded

NAMES = ("digits", "breast cancer", "oil spill")
BUNDLED = NAMES[:2]


def test_everything_is_recorded():
    """Twenty scores per table, model and method, all columns first, and the table's checksum."""
    scores = recorded_precision()
    assert len(SEEDS) == 20 and list(scores.columns) == list(METHODS)
    assert scores.columns[0] == ALL_COLUMNS and not METHODS[ALL_COLUMNS]
    assert len(scores) == len(NAMES) * len(MODELS) * 20 and scores.notna().all(axis=None)
    assert recorded("real_dimensions")["data_sha256"] == {"oil_spill": TABLES["oil_spill"].sha256}


@pytest.mark.parametrize("name", BUNDLED)
def test_a_new_shape_agrees_with_the_record(name):
    """Dimension, contrast, mutual share and links are the recorded ones."""
    stored = recorded("real_dimensions")["measured"]["shape"][name]
    assert shape_of(*table(name)) == pytest.approx(stored)


@pytest.mark.real_data
def test_a_new_shape_of_oil_spills_agrees_with_the_record():
    """The table that is not shipped gives the recorded numbers too."""
    stored = recorded("real_dimensions")["measured"]["shape"]["oil spill"]
    assert shape_of(*table("oil spill")) == pytest.approx(stored)


def test_a_new_score_agrees_with_the_record():
    """The first seed on the breast-cancer data scores as recorded, behind every method."""
    for model in MODELS:
        assert recompute("breast cancer", model, seeds=[0]) < 1e-4


def test_shuffling_takes_away_what_columns_share():
    """Shuffled columns have a higher dimension, a lower contrast and fewer mutual rows."""
    for name in BUNDLED:
        shape = shape_of(*table(name))
        assert shape["dimension, shuffled"] > 1.5 * shape["dimension"]
        assert shape["contrast, shuffled"] < shape["contrast"]
        assert shape["mutual share, shuffled"] < shape["mutual share"]


def test_tables_have_a_minority_of_ones_and_no_constant_column():
    """Eights and malignant cases are 1, and every column varies."""
    for name, minority in zip(BUNDLED, (174, 212), strict=True):
        X, y = table(name)
        assert y.sum() == minority < len(y) / 2
        assert (np.ptp(X, axis=0) > 0).all()


def test_the_printed_table_holds_mean_differences():
    """A printed difference is the mean of the differences seed by seed."""
    scores = recorded_precision().sort_index().loc[("digits", "nearest neighbours")]
    mean = (scores["PCA, 10"] - scores[ALL_COLUMNS]).mean()
    shown = precision_table().loc[("digits", "nearest neighbours")]
    assert shown[ALL_COLUMNS] == f"{scores[ALL_COLUMNS].mean():.3f}"
    assert shown["PCA, 10"].startswith(f"{mean:+.3f} ± ")


def test_labels_of_the_test_fold_do_not_choose_columns():
    """On columns of pure noise, selection scores as guessing does: it is fitted within the fold."""
    rng = np.random.default_rng(0)
    X, y = rng.normal(size=(200, 400)), np.repeat([0, 1], 100)
    scores = [precision(X, y, "nearest neighbours", "F test, 10", seed) for seed in range(5)]
    assert np.mean(scores) < 0.62
