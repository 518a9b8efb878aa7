"""The threshold is found inside the training data, and peeking flatters."""

import numpy as np
import pytest
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.dummy import DummyClassifier
from sklearn.linear_model import LogisticRegression

from course_lib.datasets import overlapping_moons
from course_lib.evaluation import best_f1_threshold, cost_of_peeking, tuned_threshold


def draw(seed):
    """Draw 200 samples of the moons, 40 of them minority."""
    return overlapping_moons(160, 40, random_state=seed)


class Memory(ClassifierMixin, BaseEstimator):
    """A model that is certain of what it has seen and says 0.3 to everything else."""

    def fit(self, X, y):
        """Remember every row."""
        self.classes_ = np.array([0, 1])
        self.known_ = dict(zip(map(bytes, X), y, strict=True))
        return self

    def predict_proba(self, X):
        """Return the label of a known row as its probability, else 0.3."""
        told = np.array([self.known_.get(bytes(row), 0.3) for row in X], dtype=float)
        return np.c_[1 - told, told]

    def predict(self, X):
        """Decide at one half."""
        return self.predict_proba(X)[:, 1] >= 0.5


def test_every_probability_is_of_a_model_that_has_not_seen_the_sample():
    """A model that only remembers says 0.3 to all, so that is the only threshold there is."""
    assert tuned_threshold(Memory(), *draw(0)) == pytest.approx(0.3)


def test_it_is_lower_than_one_half_where_the_minority_is_rare():
    """Logistic regression on imbalanced moons has its best F1 below the default."""
    cuts = [tuned_threshold(LogisticRegression(), *draw(seed)) for seed in range(10)]
    assert np.mean(cuts) < 0.5


def test_peeking_reports_at_least_what_any_threshold_reaches():
    """The threshold of the test samples reports the best F1 that they allow."""
    runs = cost_of_peeking(draw, draw(99), LogisticRegression(), range(5))
    best = runs.pivot(index="seed", columns="threshold from", values="reported")
    assert (best["test samples"] >= best.max(axis=1) - 1e-12).all()


def test_peeking_promises_more_than_it_keeps():
    """Over seeds the reported F1 exceeds the kept one by more than that of inner folds."""
    fresh = overlapping_moons(4000, 1000, random_state=99)
    runs = cost_of_peeking(draw, fresh, LogisticRegression(), range(30))
    gap = (runs["reported"] - runs["kept"]).groupby(runs["threshold from"]).mean()
    assert gap["test samples"] > 0.03 > abs(gap["inner folds"])


def test_a_model_that_never_says_yes_scores_zero_at_one_half():
    """Without any alarm F1 is 0; a tuned threshold alarms for all."""
    runs = cost_of_peeking(draw, draw(99), DummyClassifier(strategy="prior"), [0])
    reported = runs.set_index("threshold from")["reported"]
    assert reported["0.5"] == 0
    assert reported["inner folds"] == pytest.approx(2 * 0.2 / 1.2)


def test_equal_thresholds_are_settled_as_everywhere_in_the_course():
    """The lowest of equally good ones."""
    assert best_f1_threshold([0, 1, 0, 0, 1], [0.1, 0.3, 0.4, 0.5, 0.9]) == pytest.approx(0.3)
