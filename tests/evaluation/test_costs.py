"""Thresholds and bills by what errors cost."""

import numpy as np
import pandas as pd
import pytest
from sklearn.linear_model import LogisticRegression

from course_lib.datasets import overlapping_clouds
from course_lib.evaluation.costs import (
    column_differences,
    cost_per_thousand,
    cost_scores,
    cost_threshold,
)
from course_lib.samplers import SMOTE


def draw(seed):
    """Return 300 samples, one in ten in the minority."""
    return overlapping_clouds(270, 30, 2, random_state=seed)


def test_at_the_threshold_both_decisions_cost_the_same():
    """With probability p*, calling a sample minority costs as much as calling it majority."""
    p = cost_threshold(2, 7)
    assert (1 - p) * 2 == pytest.approx(p * 7)


def test_the_bill_counts_each_kind_of_error_at_its_price():
    """Two false alarms at 1 and one miss at 5 among 10 samples are 700 per 1,000."""
    y, decision = np.repeat([0, 1], [8, 2]), np.array([1, 1, 0, 0, 0, 0, 0, 0, 0, 1])
    assert cost_per_thousand(y, decision, false_alarm=1, miss=5) == pytest.approx(700)


def test_scores_have_two_columns_per_method_and_repeat():
    """One row per seed, decisions at one half and at p*, the same in every run."""
    methods = {"none": None, "SMOTE": SMOTE()}
    tables = [
        cost_scores(draw, LogisticRegression(), methods, [3, 4], false_alarm=1, miss=9)
        for _ in range(2)
    ]
    assert tables[0].columns.tolist() == ["none, 0.5", "none, costs", "SMOTE, 0.5", "SMOTE, costs"]
    assert tables[0].index.tolist() == [3, 4]
    pd.testing.assert_frame_equal(*tables)


def test_equal_costs_make_both_decisions_one():
    """With equal costs p* is one half."""
    costs = cost_scores(draw, LogisticRegression(), {"none": None}, [0], false_alarm=2, miss=2)
    assert (costs["none, 0.5"] == costs["none, costs"]).all()


def test_the_threshold_is_cheaper_than_one_half_and_smote_pays_twice():
    """On overlapping clouds p* saves, and SMOTE with p* costs more than with one half."""
    methods = {"none": None, "SMOTE": SMOTE()}
    costs = cost_scores(draw, LogisticRegression(), methods, range(5), false_alarm=1, miss=9)
    mean = costs.mean()
    assert mean["none, costs"] < mean["none, 0.5"]
    assert mean["SMOTE, costs"] > mean["SMOTE, 0.5"]


def test_differences_are_paired_by_row():
    """A gain that hardly varies has a narrow interval, however much the seeds differ."""
    table = pd.DataFrame({"none": [1.0, 5.0, 9.0], "new": [1.9, 6.0, 10.1]})
    new = column_differences(table, "none").loc["new"]
    assert new["difference"] == pytest.approx(1)
    assert 0.7 < new["low"] < 0.8 and 1.2 < new["high"] < 1.3
