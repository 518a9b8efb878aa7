"""Class weights stand in the course's protocol like any method, on the same folds."""

import numpy as np
import pytest

from course_lib import results
from course_lib.evaluation import METRIC_NAMES, seed_scores
from course_lib.evaluation.protocol import DRAWS, MODELS, NO_RESAMPLING, SEEDS, TABLES
from course_lib.experiments import class_weights, resume
from course_lib.experiments.class_weights import (
    CLASS_WEIGHTS,
    WEIGHTED,
    differences_everywhere,
    scores_with_class_weights,
)


def test_the_models_are_those_of_the_course_with_weights():
    """All that take class weights, otherwise unchanged."""
    assert list(WEIGHTED) == ["logistic regression", "decision tree"]
    for name, model in WEIGHTED.items():
        assert model.get_params() == MODELS[name].get_params() | {"class_weight": "balanced"}


@pytest.mark.parametrize("data_set", [*DRAWS, *TABLES])
@pytest.mark.parametrize("model", WEIGHTED)
def test_every_seed_is_recorded(data_set, model):
    """Twenty seeds on every data set, beside those of the samplers."""
    scores = scores_with_class_weights(data_set, model)
    ours = scores[scores["method"] == CLASS_WEIGHTS]
    assert ours["seed"].tolist() == SEEDS
    assert ours[list(METRIC_NAMES)].stack().between(0, 1).all()
    assert {NO_RESAMPLING, "SMOTE"} < set(scores["method"])


@pytest.mark.parametrize("model", WEIGHTED)
def test_a_new_measurement_agrees_with_the_record(model):
    """Measured again, the first seed on the patients scores as recorded."""
    live = seed_scores(DRAWS["patients"], WEIGHTED[model], {CLASS_WEIGHTS: None}, [0])
    stored = scores_with_class_weights("patients", model)
    stored = stored[(stored["method"] == CLASS_WEIGHTS) & (stored["seed"] == 0)]
    metrics = list(METRIC_NAMES)
    np.testing.assert_allclose(live[metrics], stored[metrics], atol=1e-5)


def test_differences_cover_every_setting():
    """Six data sets, two models and five metrics for every method asked."""
    table = differences_everywhere([CLASS_WEIGHTS, "SMOTE"])
    assert len(table) == 2 * 6 * 2 * len(METRIC_NAMES)
    assert set(table["method"]) == {CLASS_WEIGHTS, "SMOTE"}


def test_an_interrupted_run_goes_on_where_it_stopped(tmp_path, monkeypatch):
    """What is stored under the same seeds and versions is not measured again."""
    monkeypatch.setattr(results, "FOLDER", tmp_path)
    monkeypatch.setattr(class_weights, "SEEDS", SEEDS[:2])
    monkeypatch.setattr(class_weights, "draws", lambda: ({"moons": DRAWS["moons"]}, {}))
    class_weights.main()
    first = results.recorded("class_weights")["measured"]
    monkeypatch.setattr(class_weights, "draws", lambda: ({"moons": None}, {"pima": "no network"}))
    class_weights.main()
    assert results.recorded("class_weights")["measured"] == first
    assert list(first["moons"]) == list(WEIGHTED)


def test_a_run_with_other_seeds_begins_anew(tmp_path, monkeypatch):
    """Other seeds, a missing file and a damaged one give nothing to go on with."""
    monkeypatch.setattr(results, "FOLDER", tmp_path)
    assert resume.measured_so_far("new", command="", seeds=[0], data=None) == {}
    results.record("new", {"a": 1}, command="", seeds=[0])
    assert resume.measured_so_far("new", command="", seeds=[0], data=None) == {"a": 1}
    assert resume.measured_so_far("new", command="", seeds=[1], data=None) == {}
    (tmp_path / "new.json").write_text('{"measured": {')
    assert resume.measured_so_far("new", command="", seeds=[0], data=None) == {}


def test_a_table_that_cannot_be_had_is_named(monkeypatch):
    """The data sets that are here are drawn, the others come with the reason."""

    def missing():
        raise ConnectionError("no network")

    monkeypatch.setattr(resume, "TABLES", {"pima": missing, "small": lambda: ("X", "y")})
    found, reasons = resume.draws()
    assert list(found) == [*DRAWS, "small"]
    assert found["small"](7) == ("X", "y")
    assert reasons == {"pima": "no network"}
