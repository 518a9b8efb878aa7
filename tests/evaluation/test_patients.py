"""Draws of a rare disease: who is drawn, who is atypical, who is removed, and who is found."""

import numpy as np
import pandas as pd
import pytest
from sklearn.datasets import load_breast_cancer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import recall_score

from course_lib.evaluation import patients
from course_lib.samplers import EditedNearestNeighbours, TomekLinks

X, Y = patients.all_patients()


class FixedScores:
    """A model that has learnt its answers by heart."""

    classes_ = np.array([0, 1])

    def __init__(self, scores):
        self.scores = np.asarray(scores, float)

    def predict_proba(self, X):
        return np.column_stack([1 - self.scores, self.scores])[np.asarray(X).ravel()]


def test_the_patients_are_the_bundled_ones():
    """569 patients, 212 of them malignant, which is class 1 here and class 0 in scikit-learn."""
    assert (len(X), Y.sum()) == (569, 212)
    np.testing.assert_array_equal(Y, 1 - load_breast_cancer().target)


def test_every_draw_has_the_disease_in_one_of_twenty():
    """286 benign and 15 malignant patients train; everybody else tests, and nobody does both."""
    splits = patients.rare_disease_splits(Y, 5)
    for train, test in splits:
        assert np.bincount(Y[train]).tolist() == [286, 15]
        np.testing.assert_array_equal(np.sort(np.r_[train, test]), np.arange(569))
    assert len({tuple(train) for train, _ in splits}) == 5
    again = patients.rare_disease_splits(Y, 5)
    np.testing.assert_array_equal(splits[4][0], again[4][0])


def test_foreign_neighbors_do_not_depend_on_units():
    """Features are standardised, so metres for millimetres change nothing."""
    units = 10.0 ** np.arange(-2, 28)[:30]
    units = np.clip(units, 1e-2, 1e6)
    counted = patients.foreign_neighbors(X, Y)
    np.testing.assert_array_equal(patients.foreign_neighbors(X * units, Y), counted)
    assert set(counted) == set(range(6))


def test_recall_at_a_budget_by_hand():
    """With half of four healthy called back, those who rank above the third healthy are found."""
    #                  sick      healthy
    model = FixedScores([0.9, 0.6, 0.2, 0.8, 0.5, 0.3, 0.1])
    rows, y = np.arange(7)[:, None], np.array([1, 1, 1, 0, 0, 0, 0])
    assert patients.recall_at_budget(0.5)(model, rows, y) == pytest.approx(2 / 3)
    assert patients.recall_at_budget(0.0)(model, rows, y) == pytest.approx(1 / 3)
    assert patients.recall_at_budget(1.0)(model, rows, y) == 1


def test_recall_can_count_some_patients_only():
    """All the healthy set the budget, the named sick are counted; labels are of the index."""
    model = FixedScores([0.9, 0.6, 0.2, 0.8, 0.5, 0.3, 0.1])
    table = pd.DataFrame({"row": np.arange(7)}, index=list("abcdefg"))
    y = np.array([1, 1, 1, 0, 0, 0, 0])
    assert patients.recall_at_budget(0.5, ["c"])(model, table, y) == 0
    assert patients.recall_at_budget(0.5, ["a", "c"])(model, table, y) == 0.5


def test_recall_at_a_budget_asks_for_the_order_only():
    """Squaring every probability changes nothing, though recall at one half falls."""
    model = LogisticRegression(max_iter=10_000).fit(X.iloc[:, :2], Y)
    scores = model.predict_proba(X.iloc[:, :2])[:, 1]
    rows = np.arange(569)[:, None]
    one, other = (FixedScores(values) for values in (scores, scores**2))
    scorer = patients.recall_at_budget(0.05)
    assert scorer(one, rows, Y) == scorer(other, rows, Y)
    assert recall_score(Y, scores**2 >= 0.5) < recall_score(Y, scores >= 0.5)


def test_removals_are_counted_by_diagnosis():
    """Cleaning the majority removes benign patients only; of links as many of either diagnosis."""
    splits, n_foreign = patients.rare_disease_splits(Y, 8), patients.foreign_neighbors(X, Y)
    one = patients.removals(TomekLinks(), X, Y, splits, n_foreign)
    both = patients.removals(TomekLinks(sampling_strategy="all"), X, Y, splits, n_foreign)
    assert one["malignant"] == 0 < one["benign"] == one["removed"]
    assert both["benign"] == both["malignant"] == one["benign"]
    wilson = EditedNearestNeighbours(kind_sel="mode", sampling_strategy="all")
    edited = patients.removals(wilson, X, Y, splits, n_foreign)
    assert edited["removed"] == edited["benign"] + edited["malignant"]
    assert 0 < edited["malignant among benign"] < edited["malignant"]


def test_missed_diagnoses_are_trained_on_and_not_tested():
    """Those missed move from test to training, wear the other label there, and nobody else does."""
    split = patients.rare_disease_splits(Y, 1)[0]
    labels, (train, test), missed = patients.with_missed_diagnoses(Y, split, 5)
    assert (Y[missed] == 1).all() and (labels[missed] == 0).all()
    assert (np.flatnonzero(labels != Y) == missed).all()
    np.testing.assert_array_equal(train, np.union1d(split[0], missed))
    np.testing.assert_array_equal(test, np.setdiff1d(split[1], missed))
    assert Y.sum() == 212


def test_only_candidates_are_missed():
    """Who may be missed can be named; others of the test part and of training are not."""
    split = patients.rare_disease_splits(Y, 1)[0]
    candidates = np.flatnonzero(patients.foreign_neighbors(X, Y) >= 1)
    _, _, missed = patients.with_missed_diagnoses(Y, split, 5, candidates=candidates)
    assert len(missed) == 5
    assert np.isin(missed, np.intersect1d(candidates, split[1])).all()
    assert (Y[missed] == 1).all()


def test_missed_diagnoses_among_the_removed_are_counted():
    """A cleaner that removes all benign labels removes every missed diagnosis; links remove few."""
    splits = patients.rare_disease_splits(Y, 4)
    cases = [patients.with_missed_diagnoses(Y, split, 5, seed) for seed, split in enumerate(splits)]
    counts = patients.missed_among_removed(TomekLinks(), X, cases)
    assert 0 < counts["missed diagnoses"] <= counts["removed"] < 40
    none_missed = [(labels, split, []) for labels, split, _ in cases]
    assert patients.missed_among_removed(TomekLinks(), X, none_missed)["missed diagnoses"] == 0


def test_missed_diagnoses_mislead_the_model_and_not_the_test():
    """A model scores as one that is fitted by hand on the wrong labels and tested on right ones."""
    case = patients.with_missed_diagnoses(Y, patients.rare_disease_splits(Y, 1)[0], 5)
    labels, (train, test), _ = case
    model = LogisticRegression(max_iter=10_000)
    found = patients.compare_where_missed({"model": model}, X, [case], {"recall": "recall"})
    by_hand = model.fit(X.iloc[train], labels[train]).predict(X.iloc[test])
    assert found["recall"].tolist() == [recall_score(Y[test], by_hand)]
