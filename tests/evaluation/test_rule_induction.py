"""RIPPER behind scikit-learn's interface decides as the library does."""

import random

import numpy as np
import pandas as pd
import pytest
from imblearn.pipeline import make_pipeline
from sklearn.base import clone
from sklearn.model_selection import cross_val_predict
from sklearn.preprocessing import StandardScaler

from course_lib.datasets import insurance_claims, overlapping_clouds
from course_lib.evaluation.rule_induction import RuleInduction
from course_lib.samplers import SMOTE

X, y = overlapping_clouds(270, 30, 3, random_state=1)


@pytest.fixture(scope="module")
def fitted():
    """Return rules learnt from 300 samples of two clouds."""
    return RuleInduction().fit(X, y)


def test_decisions_and_probabilities_are_those_of_the_library(fitted):
    """Asking each rule about all samples gives what asking all rules about each gives."""
    new, _ = overlapping_clouds(180, 20, 3, random_state=2)
    frame = pd.DataFrame(new, columns=["x0", "x1", "x2"])
    library = fitted.ripper_
    assert fitted.predict(new).tolist() == [int(told) for told in library.predict(frame)]
    np.testing.assert_allclose(fitted.predict_proba(new), library.predict_proba(frame))
    assert 0 < fitted.predict(new).sum() < 100


def test_a_sample_is_minority_where_a_rule_covers_it(fitted):
    """The rules name columns and ranges, and samples that none covers share one probability."""
    assert fitted.rules_ and all(rule.startswith("x") for rule in fitted.rules_)
    uncovered = fitted.predict(X) == 0
    assert len(np.unique(fitted.predict_proba(X)[uncovered, 1])) == 1
    assert len(np.unique(fitted.predict_proba(X)[:, 1])) <= 2 ** len(fitted.rules_)


def test_probabilities_are_shares_of_the_two_classes(fitted):
    """Rows sum to one, and where rules cover the minority is likelier than where none does."""
    probability = fitted.predict_proba(X)
    np.testing.assert_allclose(probability.sum(axis=1), 1)
    told = fitted.predict(X) == 1
    assert probability[told, 1].min() > probability[~told, 1].max()


def test_the_same_seed_gives_the_same_rules():
    """Rules are repeatable, and another seed grows and prunes on other samples."""
    again, other = RuleInduction().fit(X, y), RuleInduction(random_state=5).fit(X, y)
    assert again.rules_ == RuleInduction().fit(X, y).rules_ != other.rules_


def test_pythons_own_random_numbers_are_left_alone():
    """The library seeds Python's generator; nobody outside notices."""
    random.seed(3)
    expected = random.random()
    random.seed(3)
    RuleInduction().fit(X, y)
    assert random.random() == expected


def test_it_can_be_cloned_and_stand_in_a_pipeline():
    """Cross-validation clones it behind a scaler and a sampler."""
    model = clone(RuleInduction(random_state=7))
    assert model.get_params() == {"random_state": 7}
    pipeline = make_pipeline(StandardScaler(), SMOTE(random_state=0), model)
    told = cross_val_predict(pipeline, X, y, cv=2)
    assert set(told) == {0, 1}


def test_labels_of_any_kind():
    """Rules are learnt for the second label in sorted order."""
    names = np.where(y == 1, "fraud", "cover")
    model = RuleInduction().fit(X, names)
    assert model.classes_.tolist() == ["cover", "fraud"]
    assert (model.predict(X) == "fraud").tolist() == RuleInduction().fit(X, y).predict(X).tolist()


def test_a_frame_keeps_its_names_and_any_index():
    """Column names stand in the rules; the index of a fold does not matter."""
    table, fraud = insurance_claims(300)
    numbers = table[["amount", "age"]].set_index(np.arange(300)[::-1])
    model = RuleInduction().fit(numbers, fraud)
    assert all("amount" in rule or "age" in rule for rule in model.rules_)
    assert model.predict(numbers[100:]).tolist() == model.predict(numbers)[100:].tolist()


def test_where_no_rule_is_found_everything_is_majority():
    """A column that says nothing gives a warning, no rule, one probability, and no alarm."""
    model, labels = RuleInduction(), np.repeat([0, 1], [38, 2])
    with pytest.warns(RuntimeWarning, match="Ruleset is empty"):
        model.fit(np.zeros((40, 1)), labels)
    assert model.rules_ == []
    assert model.predict([[0.0], [1.0]]).tolist() == [0, 0]
    told = model.predict_proba([[0.0], [1.0]])
    assert told[0].tolist() == told[1].tolist() and told[0, 0] > told[0, 1]


@pytest.mark.parametrize("labels", [np.zeros(300, int), np.arange(300) % 3])
def test_two_classes_are_needed(labels):
    """One class leaves nothing to learn, three leave open what the rules are for."""
    with pytest.raises(ValueError, match="exactly two"):
        RuleInduction().fit(X, labels)
