"""Resampling moves probabilities; Bayes' rule moves them back as far as it can."""

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression
from sklearn.tree import DecisionTreeClassifier

from course_lib.datasets import overlapping_clouds
from course_lib.evaluation.protocol import DRAWS, MODELS, SEEDS, TABLES
from course_lib.experiments.calibration import (
    LOSSES,
    PRIORS,
    WAYS,
    correct_prior,
    loss_scores,
    out_of_fold,
    recorded_losses,
)
from course_lib.results import recorded


@pytest.mark.parametrize("share", [0.01, 0.2, 0.9])
def test_the_prior_itself_comes_back(share):
    """A model that knows nothing says the share it was trained on, and then the true one."""
    assert correct_prior(0.3, 0.3, share) == pytest.approx(share)


def test_odds_are_multiplied_by_one_factor():
    """The odds of every sample change by the same factor: that of the classes' odds."""
    told = np.array([0.1, 0.5, 0.8])
    after = correct_prior(told, 0.5, 0.1)
    np.testing.assert_allclose(after / (1 - after), told / (1 - told) / 9)


def test_the_same_share_changes_nothing_and_there_and_back_is_home():
    """Certainties stay certain too."""
    told = np.array([0, 0.2, 0.7, 1])
    np.testing.assert_allclose(correct_prior(told, 0.3, 0.3), told)
    np.testing.assert_allclose(correct_prior(correct_prior(told, 0.5, 0.1), 0.1, 0.5), told)


def test_it_is_exact_for_a_known_density():
    """Normal classes at -1 and 1: the posterior at one prior becomes that at another."""
    x = np.linspace(-3, 3, 13)

    def posterior(share):
        return share / (share + (1 - share) * np.exp(-2 * x))

    np.testing.assert_allclose(correct_prior(posterior(0.5), 0.5, 0.02), posterior(0.02))


@pytest.mark.parametrize("way", ["class weights", "RandomUnderSampler", "SMOTE", "SMOTETomek"])
def test_balancing_raises_probabilities_and_the_correction_lowers_them(way):
    """The mean probability leaves the prevalence, and comes back to within two hundredths."""
    X, y = DRAWS["clouds"](0)
    raw, corrected = out_of_fold(X, y, LogisticRegression(), way, 0)
    assert raw.mean() > 3 * y.mean()
    assert corrected.mean() == pytest.approx(y.mean(), abs=0.02)


def test_without_resampling_nothing_is_corrected():
    """Trained at the true share, raw and corrected are one."""
    raw, corrected = out_of_fold(*DRAWS["clouds"](0), LogisticRegression(), "no resampling", 0)
    np.testing.assert_allclose(raw, corrected)


def test_saying_the_share_to_all_costs_the_entropy_and_the_variance():
    """Log loss is the entropy of the share, Brier its variance p (1 - p)."""
    losses = loss_scores(DRAWS["clouds"], LogisticRegression(), [], [0]).iloc[0]
    assert losses["way"] == "share for all"
    assert losses["Brier"] == pytest.approx(0.05 * 0.95)
    assert losses["log loss"] == pytest.approx(-0.05 * np.log(0.05) - 0.95 * np.log(0.95))


def test_the_correction_repairs_undersampling_for_a_model_that_is_right():
    """On clouds, where logistic regression is the truth, little of the damage is left."""

    def large(seed):
        return overlapping_clouds(9500, 500, random_state=seed)

    losses = loss_scores(large, LogisticRegression(), ["no resampling", "RandomUnderSampler"], [0])
    brier = losses.set_index(["way", "prior"])["Brier"]
    plain = brier["no resampling", "as trained"]
    damage = brier["RandomUnderSampler", "as trained"] - plain
    assert brier["RandomUnderSampler", "corrected"] - plain < 0.05 * damage


@pytest.mark.parametrize("data_set", [*DRAWS, *TABLES])
@pytest.mark.parametrize("model", MODELS)
def test_every_way_is_recorded_on_every_data_set(data_set, model):
    """Twenty seeds of every way, before and after; neighbours have no class weights."""
    losses = recorded_losses(data_set, model)
    ways = set(WAYS) - ({"class weights"} if model == "nearest neighbours" else set())
    counts = losses.groupby(["way", "prior"])["seed"].nunique()
    expected = {
        ("share for all", "as trained"),
        *((way, prior) for way in ways for prior in PRIORS),
    }
    assert set(counts.index) == expected
    assert set(counts) == {len(SEEDS)}
    assert (losses[list(LOSSES)] >= 0).all(axis=None)


def test_a_recorded_real_table_is_named_by_its_checksum():
    """The losses on real tables say which bytes were read."""
    assert set(recorded("calibration")["data_sha256"]) == set(TABLES)


def test_a_new_measurement_agrees_with_the_record():
    """Measured again, the first seed on the patients loses as recorded."""
    model = DecisionTreeClassifier(min_samples_leaf=5, random_state=0)
    live = loss_scores(DRAWS["patients"], model, list(WAYS), [0]).drop(columns="seed")
    stored = recorded_losses("patients", "decision tree").query("seed == 0")
    both = live.merge(stored, on=["way", "prior"])
    assert len(both) == len(live) == 11
    for loss in LOSSES:
        np.testing.assert_allclose(both[f"{loss}_x"], both[f"{loss}_y"], atol=1e-5)
