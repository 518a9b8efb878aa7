"""The recorded table: one row per method taught so far, the same numbers when run live."""

import numpy as np
import pytest

from course_lib import results
from course_lib.evaluation import METRIC_NAMES, recompute, recorded_scores, results_table
from course_lib.evaluation.protocol import (
    DRAWS,
    METHODS_BY_LESSON,
    MODELS,
    NO_RESAMPLING,
    SEEDS,
    TABLES,
    methods,
)
from course_lib.experiments import methods as make_results

MOONS = DRAWS["moons"]
TREE = {"decision tree": MODELS["decision tree"]}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Keep the project's own results out of the test, and measure with two seeds."""
    monkeypatch.setattr(results, "FOLDER", tmp_path / "data" / "results")
    monkeypatch.setattr(make_results, "SEEDS", SEEDS[:2])
    return tmp_path / "data" / "results"


def some_methods(*names):
    """Return these methods and no resampling."""
    return {name: methods()[name] for name in (NO_RESAMPLING, *names)}


def measure(*names, data_set="moons", checksum=None):
    """Measure these methods and no resampling with a tree on the moons."""
    make_results.measure(
        data_set, MOONS, checksum, models=TREE, samplers=some_methods(*names), n_jobs=1
    )


def test_a_lesson_knows_the_methods_before_it_and_none_after():
    """The table begins with no resampling and grows in the order of the lessons."""
    assert list(methods("02")) == [NO_RESAMPLING, "CondensedNearestNeighbour"]
    assert list(methods("04"))[-1] == "TomekLinks"
    assert "SMOTE" not in methods("04")
    every = [name for added in METHODS_BY_LESSON.values() for name in added]
    assert list(methods()) == [NO_RESAMPLING, *every]
    assert len(set(every)) == len(every)


@pytest.mark.parametrize("data_set", [*DRAWS, *TABLES])
@pytest.mark.parametrize("model", MODELS)
def test_every_method_is_recorded_on_every_data_set(data_set, model):
    """The committed scores hold twenty seeds of every method, and lie between 0 and 1."""
    scores = recorded_scores(data_set, model)
    assert list(dict.fromkeys(scores["method"])) == list(methods())
    assert (scores.groupby("method")["seed"].nunique() == 20).all()
    assert scores[list(METRIC_NAMES)].stack().between(0, 1).all()


@pytest.mark.parametrize("data_set", TABLES)
def test_a_recorded_real_table_is_named_by_its_checksum(data_set):
    """The scores on a real table say which bytes were read."""
    stored = results.recorded(f"methods_on_{data_set}")["data_sha256"]
    assert list(stored) == [data_set]


def test_the_table_of_a_lesson_has_a_row_per_method_and_a_column_per_metric():
    """Levels stand in the first row, differences with an interval in the others."""
    table = results_table("03", data_set="patients", model="decision tree")
    assert list(table.index) == list(methods("03"))
    assert list(table.columns) == list(METRIC_NAMES.values())
    assert table.loc[NO_RESAMPLING].str.fullmatch(r"\d\.\d{3}").all()
    assert table.iloc[1:].stack().str.fullmatch(r"[+-]\d\.\d{3} ± \d\.\d{3}").all()


def test_the_table_s_numbers_are_those_of_the_scores():
    """A cell is the mean of the paired differences over seeds."""
    scores = recorded_scores("moons").pivot(index="seed", columns="method", values="f1")
    difference = (scores["TomekLinks"] - scores[NO_RESAMPLING]).mean()
    cell = results_table("04").loc["TomekLinks", "F1"]
    assert float(cell.partition(" ")[0]) == pytest.approx(difference, abs=0.0006)


@pytest.mark.parametrize("data_set", DRAWS)
@pytest.mark.parametrize("method", ["Wilson's editing", "SMOTE"])
def test_a_method_run_live_gives_the_recorded_scores(method, data_set):
    """The first seed, run now, agrees with what is stored to the digits stored."""
    assert recompute(method, data_set=data_set, seeds=[0]) < 1e-4


def test_a_changed_method_would_be_noticed(monkeypatch):
    """Another sampler under the old name does not pass for the recorded one."""
    monkeypatch.setitem(METHODS_BY_LESSON["02"], "CondensedNearestNeighbour", None)
    assert recompute("CondensedNearestNeighbour", seeds=[0]) > 0.01


def test_an_unknown_model_names_the_known_ones():
    """Asking for a model that was not measured names those that were."""
    with pytest.raises(ValueError, match="'forest' was not measured; choose among logistic"):
        recorded_scores("moons", "forest")


def test_an_interrupted_run_goes_on_where_it_stopped(folder, capsys, monkeypatch):
    """What is stored is not measured again; what is new is, and lands in the order of lessons."""
    measure("TomekLinks")
    before = results.recorded("methods_on_moons")["measured"]["decision tree"]
    monkeypatch.setitem(DRAWS, "moons", None)
    capsys.readouterr()
    measure("AllKNN", "TomekLinks")
    after = results.recorded("methods_on_moons")["measured"]["decision tree"]
    assert "1 of 3 to measure" in capsys.readouterr().out
    assert list(after) == [NO_RESAMPLING, "AllKNN", "TomekLinks"]
    assert after["TomekLinks"] == before["TomekLinks"]
    assert len(after["AllKNN"]["f1_tuned"]) == 2


def test_scores_of_other_data_are_measured_again(folder, capsys):
    """A changed checksum makes the stored scores worthless."""
    measure("TomekLinks", checksum={"moons": "0f"})
    capsys.readouterr()
    measure("TomekLinks", checksum={"moons": "1f"})
    assert "2 of 2 to measure" in capsys.readouterr().out


def test_a_damaged_file_is_measured_again(folder, capsys):
    """A file cut short by an interruption does not stop the run."""
    measure()
    (folder / "methods_on_moons.json").write_text('{"measured": {"dec')
    measure()
    assert results.recorded("methods_on_moons")["seeds"] == SEEDS[:2]


def test_a_table_that_cannot_be_had_is_left_out_and_named(folder, capsys, monkeypatch):
    """Without the real tables the simulated ones are still measured."""

    def missing():
        raise ConnectionError("no network")

    measured = []
    monkeypatch.setattr(make_results, "measure", lambda name, *rest: measured.append(name))
    monkeypatch.setattr(make_results, "TABLES", {"pima": missing})
    make_results.main()
    assert measured == list(DRAWS)
    assert "pima: left out. no network" in capsys.readouterr().err


def test_the_data_of_a_seed_are_drawn_anew():
    """Two seeds give two samples, of 0 and 1 with 1 the rarer."""
    for name, draw in DRAWS.items():
        (X, y), (X_other, _) = draw(0), draw(1)
        assert np.bincount(y)[1] < np.bincount(y)[0], name
        assert X.shape == X_other.shape and not np.array_equal(X, X_other), name
