"""A leak is measured against the same folds, and each way of scoring is what it says."""

import numpy as np
import pytest
from imblearn.pipeline import make_pipeline
from sklearn.metrics import f1_score
from sklearn.model_selection import StratifiedKFold, cross_val_score
from sklearn.neighbors import KNeighborsClassifier
from sklearn.preprocessing import StandardScaler

from course_lib import results
from course_lib.datasets import overlapping_moons
from course_lib.experiments import leakage, pipeline_order, recorded_leaks, tuning_leak
from course_lib.results import recorded
from course_lib.samplers import SMOTE, TomekLinks

MODEL = KNeighborsClassifier(5)


def test_the_honest_way_is_the_pipeline_in_a_cross_validation():
    """ "honest" gives the scores of imbalanced-learn's pipeline on the same folds."""
    X, y = overlapping_moons()
    scores = leakage.leak_scores(X, y, SMOTE(), MODEL, seed=3)
    pipeline = make_pipeline(StandardScaler(), SMOTE(random_state=3), MODEL)
    folds = StratifiedKFold(5, shuffle=True, random_state=3)
    for metric in leakage.METRICS:
        expected = cross_val_score(pipeline, X, y, cv=folds, scoring=metric).mean()
        assert scores.loc["honest", metric] == pytest.approx(expected)


def test_every_row_that_is_left_keeps_its_fold_and_new_ones_are_dealt():
    """Original rows are recognised after resampling; synthetic rows fill the folds evenly."""
    X, y = overlapping_moons()
    fold = leakage._folds(y, 0, 5)
    Z, _, fold_all = leakage._resampled_with_folds(SMOTE(random_state=0), X, y, fold, 0)
    assert (fold_all[: len(y)] == fold).all()
    assert np.ptp(np.bincount(fold_all[len(y) :])) <= 1
    cleaner = TomekLinks()
    _, _, left = leakage._resampled_with_folds(cleaner, X, y, fold, 0)
    assert (left == fold[cleaner.sample_indices_]).all()


def test_a_sampler_that_does_nothing_leaks_nothing_but_the_scaler():
    """Without links to remove, all three ways differ by the scaler alone."""
    X = np.concatenate([np.zeros((40, 2)), np.full((20, 2), 9.0)])
    X += np.random.default_rng(0).normal(scale=0.1, size=X.shape)
    y = np.repeat([0, 1], [40, 20])
    assert (leakage.leak_scores(X, y, TomekLinks(), MODEL) == 1).all(axis=None)


def test_a_leak_raises_the_score_of_noise():
    """Where the labels are drawn at random, a leaked SMOTE scores far above an honest one."""
    rng = np.random.default_rng(0)
    X, y = rng.normal(size=(300, 2)), rng.permutation(np.arange(300) < 30).astype(int)
    scores = leakage.leak_scores(X, y, SMOTE(), MODEL)["roc_auc"]
    assert scores["honest"] < 0.65
    assert scores["leaked"] > 0.8


def test_the_small_leaks_differ_in_one_thing_each():
    """The threshold taken from the test fold is never worse than any other."""
    X, y = overlapping_moons()
    scores = leakage.small_leaks(X, y, MODEL)["f1"]
    assert scores["threshold from the test fold"] >= scores["threshold, honest"]
    assert scores["honest"] == pytest.approx(scores["scaler fitted on everything"], abs=0.05)


def test_fresh_samples_are_not_those_of_any_fold():
    """The score on fresh samples is that of the pipeline fitted on the whole draw."""

    def draw(seed):
        return overlapping_moons(random_state=seed)

    found = leakage.fresh_scores(draw, SMOTE(), MODEL, seed=2)
    pipeline = make_pipeline(StandardScaler(), SMOTE(random_state=2), MODEL).fit(*draw(2))
    fresh = [draw(leakage.FRESH_SEED + 20 + place) for place in range(10)]
    X, y = (np.concatenate(parts) for parts in zip(*fresh, strict=True))
    assert found["f1"] == pytest.approx(f1_score(y, pipeline.predict(X)))


def test_measuring_goes_on_where_it_stopped(tmp_path, monkeypatch):
    """What is stored for the same seeds and versions is not measured again."""
    monkeypatch.setattr(results, "FOLDER", tmp_path)
    monkeypatch.setattr(leakage, "SEEDS", [0])
    monkeypatch.setattr(leakage, "TABLES", {})
    monkeypatch.setattr(leakage, "DRAWS", {"patients": leakage.DRAWS["patients"]})
    asked = []
    monkeypatch.setattr(leakage, "seed_scores", lambda *task: asked.append(task) or {"honest": {}})
    leakage.main()
    leakage.main()
    assert len(asked) == len(leakage.MODELS) * (1 + len(leakage.SAMPLERS))


def test_the_record_is_complete_and_can_be_repeated():
    """Every sampler is recorded behind both models with 30 seeds; one of them measured again."""
    measured = recorded("leakage")["measured"]
    assert list(measured) == ["moons", "clouds", "patients", "oil_spill"]
    for models in measured.values():
        for samplers in models.values():
            assert list(samplers) == ["none", *leakage.SAMPLERS]
            for ways in samplers.values():
                assert {len(values) for way in ways.values() for values in way.values()} == {30}
    arguments = "moons", "logistic regression", "TomekLinks", [1]
    assert recorded_leaks.recompute_leaks(*arguments) < 1e-3


def test_an_unknown_data_set_is_named():
    """The message lists what was measured."""
    with pytest.raises(ValueError, match="was not measured; data sets: moons, clouds"):
        recorded_leaks.leak_levels("cards")


def test_leak_differences_are_paired_by_seed():
    """The mean difference is that of the two means, and lies inside its interval."""
    table = recorded_leaks.leak_differences("clouds", "nearest neighbours", "SMOTE")
    levels = recorded_leaks.leak_levels("clouds").loc["SMOTE"]
    f1 = table[table["metric"] == "F1"].iloc[0]
    assert f1["difference"] == pytest.approx(levels["leaked"] - levels["honest"])
    assert f1["low"] < f1["difference"] < f1["high"]


def test_orders_of_steps_are_those_they_name():
    """The recorded scores of one order can be repeated."""
    scores = pipeline_order.seed_scores("moons", "logistic regression", "SMOTE, links", [0])
    stored = recorded("pipeline_order")["measured"]["moons"]["logistic regression"]["SMOTE, links"]
    for metric in pipeline_order.METRICS:
        assert scores[metric][0] == pytest.approx(stored[metric][0], abs=1e-3)


def test_the_units_differ_by_orders_of_magnitude_and_repeat():
    """The factors lie between a thousandth and a thousand, and a seed repeats them."""
    factors = pipeline_order.units(0, 1000)
    assert (factors == pipeline_order.units(0, 1000)).all()
    assert 1e-3 <= factors.min() < 1e-2 < 1e2 < factors.max() <= 1e3


def test_the_best_score_is_recorded_for_every_seed():
    """Twenty searches, each with the nested score beside it."""
    measured = recorded("tuning_leak")["measured"]
    assert list(measured) == [str(seed) for seed in tuning_leak.SEEDS]
    assert all(0 < scores["nested"] < 1 for scores in measured.values())
