"""The one protocol: resampling inside the fold, paired with doing nothing, over seeds."""

import numpy as np
import pandas as pd
import pytest
from sklearn.base import BaseEstimator
from sklearn.dummy import DummyClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.neighbors import KNeighborsClassifier
from sklearn.tree import DecisionTreeClassifier

from course_lib.datasets import overlapping_moons
from course_lib.evaluation import (
    METRIC_NAMES,
    best_f1_threshold,
    paired_differences,
    seed_scores,
)
from course_lib.samplers import RandomUnderSampler, TomekLinks


def draw(seed):
    """Draw a small imbalanced plane."""
    return overlapping_moons(60, 20, random_state=seed)


def scores_of(none, new):
    """Build scores in which every metric has the given values, seed by seed."""
    rows = [
        {"seed": seed, "method": method, **dict.fromkeys(METRIC_NAMES, value)}
        for method, values in (("none", none), ("new", new))
        for seed, value in enumerate(values)
    ]
    return pd.DataFrame(rows)


class Spy(BaseEstimator):
    """A sampler that changes nothing and notes the sizes it was given."""

    seen: list = []  # noqa: RUF012 - shared on purpose: the protocol clones the sampler

    def fit_resample(self, X, y):
        """Return the data as they are."""
        Spy.seen.append((len(X), np.abs(X.mean(axis=0)).max()))
        return X, y


def test_there_is_one_row_per_seed_and_method():
    """Two methods and three seeds give six rows, with every metric filled in."""
    scores = seed_scores(draw, LogisticRegression(), {"none": None, "T": TomekLinks()}, range(3))
    assert scores.groupby("method").size().to_dict() == {"none": 3, "T": 3}
    assert scores[list(METRIC_NAMES)].notna().all(axis=None)


def test_the_sampler_sees_the_training_fold_only_and_after_scaling():
    """Of 80 samples in 5 folds it gets 64, or for the threshold 51 or 52 of those 64, standardised
    on themselves."""
    Spy.seen = []
    seed_scores(draw, LogisticRegression(), {"spy": Spy()}, [0])
    sizes = [size for size, _ in Spy.seen]
    assert sizes.count(64) == 5 and sizes.count(51) + sizes.count(52) == 25
    assert max(mean for _, mean in Spy.seen) < 1e-12


def test_a_sampler_that_changes_nothing_makes_no_difference():
    """The folds are the same for every method, so the paired difference is exactly zero."""
    scores = seed_scores(draw, LogisticRegression(), {"none": None, "spy": Spy()}, range(2))
    assert (paired_differences(scores, "none")["difference"] == 0).all()


def test_a_sampler_that_matters_is_noticed():
    """Balancing changes the decisions of a model that otherwise never says yes."""
    methods = {"none": None, "balanced": RandomUnderSampler(random_state=0)}
    scores = seed_scores(draw, LogisticRegression(C=1e-4), methods, range(3))
    table = paired_differences(scores, "none").set_index("metric")
    assert table.loc["balanced accuracy", "low"] > 0


def test_the_test_fold_keeps_its_imbalance():
    """A model that ranks at random scores the prevalence of the data, resampled or not."""
    methods = {"balanced": RandomUnderSampler(random_state=0)}
    scores = seed_scores(draw, DummyClassifier(strategy="prior"), methods, [0])
    assert scores["average_precision"].iloc[0] == pytest.approx(20 / 80)


def test_the_interval_is_students_over_seeds():
    """Differences 0, 1 and 2 have mean 1 and a half-width of t * s / sqrt(3) = 2.484."""
    row = paired_differences(scores_of([0, 0, 0], [0, 1, 2]), "none").iloc[0]
    assert row["difference"] == 1
    assert row["high"] - row["difference"] == pytest.approx(2.4841, abs=1e-4)
    assert row["low"] == pytest.approx(2 - row["high"])


def test_differences_are_taken_seed_by_seed_not_by_position():
    """Shuffled rows give the same table."""
    scores = scores_of([0.1, 0.5, 0.9], [0.2, 0.7, 0.8])
    shuffled = scores.sample(frac=1, random_state=0)
    first, second = (paired_differences(table, "none") for table in (scores, shuffled))
    pd.testing.assert_frame_equal(first, second)


def test_a_baseline_that_was_not_scored_is_refused():
    """The message names the methods there are."""
    with pytest.raises(ValueError, match="baseline='nothing' was not scored"):
        paired_differences(scores_of([0, 1], [0, 1]), "nothing")


def test_one_seed_gives_no_interval():
    """An interval needs at least two seeds."""
    with pytest.raises(ValueError, match="at least two seeds"):
        paired_differences(scores_of([0], [1]), "none")


class Purge(BaseEstimator):
    """A sampler that removes the whole minority."""

    def fit_resample(self, X, y):
        """Return the majority."""
        return X[y == 0], y[y == 0]


@pytest.mark.parametrize("model", [LogisticRegression(), KNeighborsClassifier(5)])
def test_a_sampler_that_removes_a_whole_class_scores_as_guessing(model):
    """Where only the majority is left, the model says majority: no F1, half an AUC, the prevalence;
    at a tuned threshold it says minority to all, with precision 1/4 and recall 1."""
    scores = seed_scores(draw, model, {"purge": Purge()}, [0])
    found = scores.iloc[0][list(METRIC_NAMES)].to_dict()
    assert found == {
        "average_precision": pytest.approx(20 / 80),
        "roc_auc": 0.5,
        "f1": 0,
        "f1_tuned": pytest.approx(0.4),
        "balanced_accuracy": 0.5,
    }


def test_a_sampler_that_draws_gets_the_seed():
    """Random under-sampling differs from seed to seed on the same data, and repeats for one."""

    def same_data(seed):
        return overlapping_moons(60, 20)

    methods = {"under": RandomUnderSampler(random_state=7)}
    first, again = (
        seed_scores(same_data, LogisticRegression(), methods, range(2)) for _ in range(2)
    )
    assert first["average_precision"].nunique() == 2
    pd.testing.assert_frame_equal(first, again)
    assert methods["under"].random_state == 7


@pytest.mark.parametrize("seed", range(20))
def test_no_threshold_has_a_higher_f1(seed):
    """Tried one by one, repeated scores included, none is better, and no lower one is as good."""
    rng = np.random.default_rng(seed)
    y = np.r_[1, rng.integers(0, 2, 30)]
    probability = rng.integers(0, 12, 31) / 12
    chosen = best_f1_threshold(y, probability)
    tried = {cut: f1_score(y, probability >= cut) for cut in np.unique(probability)}
    assert tried[chosen] == pytest.approx(max(tried.values()))
    assert all(f1 < tried[chosen] - 1e-9 for cut, f1 in tried.items() if cut < chosen)


def test_the_tuned_threshold_never_sees_the_test_fold():
    """With labels that nothing explains, the tuned F1 is that of saying yes to all at most."""

    def noise(seed):
        rng = np.random.default_rng(seed)
        return rng.normal(size=(200, 3)), np.arange(200) % 4 // 3

    scores = seed_scores(noise, DecisionTreeClassifier(random_state=0), {"none": None}, range(4))
    assert scores["f1_tuned"].mean() < 0.45
