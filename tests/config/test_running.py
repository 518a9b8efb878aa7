"""A configuration becomes the pipeline it describes, and its scores are honest ones."""

import numpy as np
import pytest
from imblearn.pipeline import make_pipeline
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import RepeatedStratifiedKFold, cross_val_score
from sklearn.preprocessing import StandardScaler

from course_lib import config
from course_lib.config.models import MODELS
from course_lib.config.reporting import fingerprint
from course_lib.config.running import minority_as_1, splits
from course_lib.datasets import overlapping_moons
from course_lib.samplers import SMOTE, TomekLinks


def test_the_steps_stand_in_their_order_with_the_parameters_of_the_file():
    """Scaler, SMOTE, Tomek links, model; what is none is left out."""
    text = "scaler: min-max\nsmote: {ratio: 0.5, k: 3, seed: 7}\ntomek: {strategy: all}"
    steps = config.pipeline(config.read_text(text)).named_steps
    assert list(steps) == ["scaler", "smote", "tomek", "model"]
    assert (
        steps["smote"].get_params()
        == SMOTE(sampling_strategy=0.5, k_neighbors=3, random_state=7).get_params()
    )
    assert list(config.pipeline(config.read_text("scaler: none")).named_steps) == ["model"]


def test_the_scores_are_those_of_cross_validation():
    """The same folds and steps by scikit-learn's own functions give the same numbers."""
    X, y = overlapping_moons()
    configuration = config.read_text("smote: {}\ntomek: {}\nmetrics: {primary: F1}")
    steps = make_pipeline(
        StandardScaler(),
        SMOTE(random_state=0),
        TomekLinks(sampling_strategy=[0]),
        LogisticRegression(),
    )
    folds = RepeatedStratifiedKFold(n_splits=5, n_repeats=1, random_state=0)
    expected = cross_val_score(steps, X, y, cv=folds, scoring="f1")
    assert np.allclose(config.run(configuration, X, y)["F1"], expected)


@pytest.mark.parametrize("name", MODELS)
def test_every_model_runs_and_scores_every_metric(name):
    """No model lacks what a metric needs."""
    scores = config.run(config.Configuration(model={"name": name}), *overlapping_moons())
    assert scores.shape == (5, 5)
    assert scores.notna().all(axis=None)


def test_labels_may_be_anything_and_the_rarer_is_scored():
    """Strings give the scores of 0 and 1."""
    X, y = overlapping_moons()
    names = np.where(y == 1, "bad", "good")
    first, second = (config.run(config.Configuration(), X, each) for each in (y, names))
    assert first.equals(second)
    assert minority_as_1(names)[1] == "bad"


def test_rows_in_time_order_are_tested_on_later_rows():
    """Every tested row comes after all it was fitted on."""
    text = "cross_validation: {strategy: time order, folds: 3}"
    y = np.tile([0, 0, 1], 20)
    for train, test in splits(config.read_text(text), y):
        assert train.max() < test.min()


@pytest.mark.parametrize(
    ("text", "y", "said"),
    [
        ("scaler: none", [0] * 60, "1 different values"),
        ("scaler: none", [0, 1, 2] * 20, "3 different values"),
        ("scaler: none", [0] * 57 + [1] * 3, "there are 3 minority rows"),
        ("smote: {k: 40}", [0] * 40 + [1] * 20, "fold 0: .*k_neighbors=40"),
        ("smote: {ratio: 0.3}", [0] * 40 + [1] * 20, "fold 0"),
        ("cross_validation: {strategy: time order}", [0] * 40 + [1] * 20, "one class only"),
    ],
)
def test_data_that_cannot_be_run_are_refused_with_the_cause(text, y, said):
    """One ValueError that names the fold, or the number that does not fit."""
    X = np.random.default_rng(0).normal(size=(60, 2))
    with pytest.raises(ValueError, match=said):
        config.run(config.read_text(text), X, np.array(y))


def test_the_report_compares_with_no_resampling_and_names_what_made_it():
    """Without SMOTE there is nothing to compare, and the versions stand at the end."""
    X, y = overlapping_moons()
    text = config.report(config.Configuration(smote={}), X, y)
    assert "without   change" in text
    assert "scikit-learn" in text.rpartition("\n\n")[2]
    assert "No resampling is configured" in config.report(config.Configuration(), X, y)


def test_the_fingerprint_changes_with_every_value():
    """Two configurations that differ anywhere have different fingerprints."""
    texts = [
        "scaler: none",
        "smote: {}",
        "smote: {k: 4}",
        "tomek: {}",
        "model: {parameters: {C: 2}}",
    ]
    assert len({fingerprint(config.read_text(text)) for text in texts}) == len(texts)
