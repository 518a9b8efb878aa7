"""The retraining job promotes, refuses, repeats itself without effect, and says which."""

import os
import signal
import time

import numpy as np
import pandas as pd
import pytest

from course_lib import config, production
from course_lib.__main__ import main
from course_lib.production.job import OLD

TEXT = """
tomek: {}
retraining: {time: when, target: y, features: [a, b], train_days: 8, delay_days: 2, test_days: 5}
"""
NOISE = "model: {name: decision tree, parameters: {max_depth: 1}}\n"


@pytest.fixture(scope="module")
def cases():
    """Thirty days of a hundred cases; `a` tells the tenth that is positive, `b` does not."""
    rng = np.random.default_rng(0)
    y = (rng.random(3000) < 0.1).astype(int)
    when = pd.Timestamp("2024-03-01") + pd.to_timedelta(np.arange(3000) * 864, unit="s")
    table = {"when": when, "a": rng.normal(size=3000) + 2 * y, "b": rng.normal(size=3000), "y": y}
    return pd.DataFrame(table)


@pytest.fixture
def folder(tmp_path, cases):
    """A folder with data and configuration."""
    cases.to_csv(tmp_path / "cases.csv", index=False)
    (tmp_path / "job.yaml").write_text(TEXT)
    (tmp_path / "noise.yaml").write_text(NOISE + TEXT.replace("[a, b]", "[b]"))
    return tmp_path


def call(folder, name="job.yaml", data="cases.csv", *more):
    """Run the command in this process; returns its exit code."""
    files = ["--data", f"{folder / data}", "--registry", f"{folder / 'registry'}"]
    return main(["retrain", f"{folder / name}", *files, *more])


def files(folder):
    """Every file of the registry with its bytes."""
    inside = (folder / "registry").rglob("*")
    return {path.name: path.read_bytes() for path in inside if path.is_file()}


def test_a_registry_from_first_run_to_refusal(folder, cases, capsys):
    """0 promoted, 10 up to date with no byte changed, 11 refused, and the better one serves."""
    assert call(folder) == 0
    assert capsys.readouterr().out.startswith("Version 1: promoted, average precision 0.")
    before = files(folder)
    assert call(folder) == 10
    assert "made version 1 (promoted)" in capsys.readouterr().out
    assert files(folder) == before
    assert call(folder, "noise.yaml") == 11
    assert "Version 2: refused, average precision -0." in capsys.readouterr().out
    assert call(folder, "noise.yaml") == 10
    registry = production.Registry(folder / "registry")
    assert registry.serving().number == 1
    assert [each.tags["outcome"] for each in registry.versions()] == ["promoted", "refused"]
    steps = [name for name, _ in registry.serving().model().steps]
    assert steps == ["scaler", "model"]
    score = production.ranking_score(registry.serving().model(), cases[["a", "b"]])
    own = config.pipeline(registry.serving().configuration())
    learnt = cases["when"].between("2024-03-16", "2024-03-24", inclusive="left")
    own.fit(cases.loc[learnt, ["a", "b"]], cases.loc[learnt, "y"])
    np.testing.assert_array_equal(score, own.predict_proba(cases[["a", "b"]])[:, 1])
    card = registry.versions()[1].card()
    for said in (
        "# Model card: version 2, refused",
        "2024-03-16 to 2024-03-23: 800 cases",
        "rows",
        registry.serving().tags["data"],
        f"| metric | {OLD} | new |",
        "max_depth: 1",
    ):
        assert said in card  # fmt: skip
    with pytest.raises(ValueError, match="was trained until 2024-03-23, and the test would begin"):
        production.retrain(
            registry.serving().configuration(), folder / "cases.csv", folder / "registry",
            pd.Timestamp("2024-03-25"),
        )  # fmt: skip


def test_parquet_gives_the_same_model_as_csv(folder, cases):
    """The kind of file does not matter, though it is another checksum."""
    cases.to_parquet(folder / "cases.parquet")
    told = config.read(folder / "job.yaml", config.RetrainingConfiguration)
    tables = [production.read_cases(folder / f"cases.{end}", told.retraining)
              for end in ("csv", "parquet")]  # fmt: skip
    pd.testing.assert_frame_equal(tables[0].X, tables[1].X, check_exact=True)
    np.testing.assert_array_equal(tables[0].y, tables[1].y)
    assert (tables[0].time.dt.floor("s") == tables[1].time.dt.floor("s")).all()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda table: table.drop(columns="b"), "has no column b; it has when, a, y"),
        (lambda table: table.assign(y=table["y"] + 1), "is neither 0 nor 1"),
        (lambda table: table.assign(y=table["y"].where(table.index < 2990)), "10 cases without"),
        (lambda table: table.assign(y=0), "800 cases, 0 of them positive"),
        (lambda table: table.assign(b="red"), "'red' in the column b, row 1, is no finite"),
        (lambda table: table.assign(a=table["a"].where(table.index != 5)), "nan in the column a"),
        (lambda table: table.assign(when="Monday"), "'Monday' in the column when, row 1"),
        (lambda table: table.assign(when=range(len(table))), "the column when holds numbers"),
        (lambda table: table[:500], "The training window"),
        (lambda table: table[:0], "has no rows"),
    ],
)
def test_a_fault_of_the_data_is_one_sentence_and_exit_code_2(folder, cases, capsys, change, said):
    """It names file, column and row, no registry is begun, and there is no traceback."""
    change(cases).to_csv(folder / "wrong.csv", index=False)
    assert call(folder, "job.yaml", "wrong.csv") == 2
    told = capsys.readouterr()
    assert said in told.err
    assert told.err.count("\n") == 1
    assert told.out == ""
    assert not (folder / "registry").exists()


def test_other_faults_are_exit_code_2_as_well(folder, capsys):
    """A missing file, a configuration without its section, a day that is none."""
    assert call(folder, data="none.csv") == 2
    assert "does not exist" in capsys.readouterr().err
    (folder / "run.yaml").write_text("scaler: none\n")
    assert call(folder, "run.yaml") == 2
    assert "the key retraining is missing" in capsys.readouterr().err
    with pytest.raises(SystemExit, match="2"):
        call(folder, "job.yaml", "cases.csv", "--until", "2024-02-30")
    assert "'2024-02-30' is no day" in capsys.readouterr().err


def test_a_second_run_at_once_is_exit_code_12(folder, capsys):
    """It says so and does nothing."""
    with production.Registry(folder / "registry").locked():
        assert call(folder) == 12
    assert "Another run works on" in capsys.readouterr().err
    assert files(folder).keys() == {"lock.db"}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork to kill a process that has begun")
def test_a_run_killed_at_any_moment_has_happened_or_has_not(folder):
    """Versions, who serves, and the lock: as before the run or as after it, and it can be repeated.

    The moments differ from machine to machine; what holds after each does not.
    """
    assert call(folder) == 0
    for seconds in (0.05, 0.2, 0.6):
        child = os.fork()
        if child == 0:
            os._exit(call(folder, "noise.yaml"))
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        found = production.Registry(folder / "registry")
        assert [each.number for each in found.versions()] in ([1], [1, 2])
        assert (found.serving().number, found.serving().card()[:23]) == (
            1,
            "# Model card: version 1",
        )
    assert call(folder, "noise.yaml") in (11, 10)
    assert [each.number for each in found.versions()] == [1, 2]


def test_the_help_names_every_exit_code(capsys):
    """Whoever writes the scheduler's entry needs no other document."""
    with pytest.raises(SystemExit, match="0"):
        main(["retrain", "--help"])
    told = capsys.readouterr().out
    for code in ("   0  ", "  10  ", "  11  ", "  12  ", "   2  ", "   1  "):
        assert f"\n{code}" in told
