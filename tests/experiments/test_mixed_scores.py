"""Cleaning and growing mixed tables, scored on new rows."""

import numpy as np
import pytest

from course_lib import datasets
from course_lib.evaluation.mixed_columns import is_nominal
from course_lib.experiments import mixed_scores
from course_lib.experiments.mixed_scores import (
    MODELS,
    NO_RESAMPLING,
    cleaned_rows,
    differences,
    draw_claims,
    grown_tables,
    recorded_scores,
    scores,
)

X, y = datasets.insurance_claims(400)


def test_cleaning_removes_no_fraud():
    """Five distances, two cleaners: each removes some legitimate claims and no fraud."""
    kept = cleaned_rows(X, y)
    assert len(kept) == 11
    assert len(kept.pop(NO_RESAMPLING)) == len(y)
    for rows in kept.values():
        assert y[rows].sum() == y.sum()
        assert len(rows) < len(y)


def test_grown_tables_are_balanced_and_have_the_same_columns():
    """Each way of growing ends at equal classes, in the columns of the others."""
    tables = grown_tables(X.astype({"amount": float, "age": float}), y, 0)
    assert len({tuple(table.columns) for table, _ in tables.values()}) == 1
    assert all(labels.mean() == 0.5 for _, labels in tables.values())


def test_only_one_hot_smote_has_fractions():
    """What was rounded or voted on is 0 or 1; SMOTE on one-hot columns is not."""
    for name, (table, _) in grown_tables(X, y, 0).items():
        whole = np.isin(table.iloc[:, 2:], [0, 1]).all()
        assert whole == (name != "SMOTE, one-hot")


def test_scores_and_differences():
    """Every method is scored behind both models, and differs from the baseline by the seed."""
    table = scores(draw_claims, range(2))
    assert table.shape == (2, len(MODELS) * 15)
    assert table.to_numpy().min() > 0.1
    changed = differences(table)
    for model in MODELS:
        assert changed.loc[(model, NO_RESAMPLING), "difference"] == 0
        pair = table[model, "SMOTENC"] - table[model, NO_RESAMPLING]
        assert changed.loc[(model, "SMOTENC"), "difference"] == pytest.approx(pair.mean())


def test_the_record_is_repeated():
    """The first recorded seed comes out again."""
    live = scores(draw_claims, [0])
    stored = recorded_scores("claims").loc[[0], live.columns]
    assert np.abs(live.to_numpy() - stored.to_numpy()).max() < 1e-4


@pytest.mark.real_data
@pytest.mark.parametrize(("name", "names"), [("car_insurance", 25), ("adult", 8)])
def test_real_tables(name, names):
    """Names are categories, numbers of people among them; two halves share no row and the rate."""
    X, y = mixed_scores.real_table(name)
    learn, new, y_learn, y_new = mixed_scores.halves(X, y, 0)
    assert is_nominal(X).sum() == names
    assert len(learn) == len(new) == 2000
    assert abs(y_learn.sum() - y_new.sum()) <= 1
