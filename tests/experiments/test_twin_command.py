"""``twin fit``, ``twin sample`` and ``twin report``: files in and out, one sentence on faults."""

import numpy as np
import pandas as pd
import pytest

from course_lib.__main__ import main
from course_lib.datasets import european_cards_twin, read_twin

RANDOM = np.random.RandomState(0)


@pytest.fixture
def table(tmp_path):
    """A CSV file of two features, with a rarer label called "yes"."""
    late = np.repeat(["no", "yes"], [300, 100])
    frame = pd.DataFrame(
        {"amount": RANDOM.exponential(80, 400).round(2), "age": RANDOM.normal(size=400)}
    )
    frame["age"] += late == "yes"
    path = tmp_path / "loans.csv"
    frame.assign(late=late).to_csv(path, index=False)
    return path


def run(*arguments):
    """Run the command in this process; returns its exit code."""
    return main(["twin", *map(str, arguments)])


def test_from_a_table_to_rows(table, tmp_path, capsys):
    """Fit, sample, report: each says what it did."""
    twin, rows = tmp_path / "twin.json", tmp_path / "rows.csv"
    assert run("fit", table, "--target", "late", "--out", twin) == 0
    said = capsys.readouterr().out
    assert "300 rows of the majority and 100 of the minority, 2 features" in said
    assert "not differentially private" in said
    assert read_twin(twin).source["table"] == "loans.csv"

    assert run("sample", twin, "--rows", 1000, "--minority-share", 0.02, "--out", rows) == 0
    assert "1,000 rows, 20 of them with late = 1" in capsys.readouterr().out
    drawn = pd.read_csv(rows)
    assert list(drawn) == ["amount", "age", "late"]
    assert drawn["late"].sum() == 20

    assert run("report", twin, table) == 0
    assert "links per minority row" in capsys.readouterr().out


def test_the_target_may_be_a_number(table, tmp_path):
    """The third column; the file holds its name."""
    assert run("fit", table, "--target", 3, "--out", tmp_path / "t.json") == 0
    assert read_twin(tmp_path / "t.json").target == "late"


def test_a_shipped_twin_is_known_by_name(tmp_path):
    """The rows are those that the function gives for the same seed."""
    rows = tmp_path / "rows.csv"
    assert run("sample", "european_cards", "--rows", 2000, "--seed", 3, "--out", rows) == 0
    X, y = european_cards_twin(2000, random_state=3)
    drawn = pd.read_csv(rows)
    assert np.array_equal(drawn.pop("Class"), y)
    assert np.allclose(drawn, X)


def test_faults_are_one_sentence_and_exit_code_2(table, tmp_path, capsys):
    """Whatever is wrong: no traceback, nothing on standard output, nothing written."""
    out = tmp_path / "t.json"
    three = tmp_path / "three.csv"
    three.write_text("a,b\n" + "1,0\n2,1\n3,2\n" * 60)
    words = tmp_path / "words.csv"
    words.write_text("a,b,y\n" + "1,red,0\n2,blue,0\n3,red,1\n4,blue,1\n" * 60)
    other = tmp_path / "other.csv"
    other.write_text("b,late\n" + "1,0\n2,1\n" * 60)
    cases = [
        (("fit", tmp_path / "none.csv", "--target", "y", "--out", out), "none.csv"),
        (("fit", table, "--target", "early", "--out", out), "no column"),
        (("fit", table, "--target", "late", "--out", tmp_path / "t.txt"), "has to end in .json"),
        (("fit", table, "--target", "late", "--out", tmp_path / "no/t.json"), "folder that exists"),
        (("fit", three, "--target", "b", "--out", out), "3 labels"),
        (("fit", words, "--target", "y", "--out", out), "'b' holds no numbers"),
        (("fit", "providers", "--target", "y", "--out", out), "is PotentialFraud, not y"),
        (("sample", table, "--rows", 9, "--out", tmp_path / "t.csv"), "holds no twin"),
        (("sample", tmp_path / "x", "--rows", 9, "--out", tmp_path / "t.csv"), "is no file"),
        (("sample", "providers", "--rows", 1, "--out", tmp_path / "t.csv"), "n_samples=1"),
        (("report", "providers", other, "--target", "late"), "Inpatient_ClaimID_count"),
    ]
    for arguments, said in cases:
        assert run(*arguments) == 2
        streams = capsys.readouterr()
        assert said in streams.err
        assert streams.err.count("\n") <= 2 and "Traceback" not in streams.err
        assert streams.out == ""
    assert not out.exists() and not (tmp_path / "t.csv").exists()


@pytest.mark.parametrize("share", ["0", "1", "5 %", "nan"])
def test_an_impossible_share_is_a_usage_error(share, tmp_path, capsys):
    """The parser says what a share is."""
    with pytest.raises(SystemExit, match="2"):
        run(
            "sample",
            "providers",
            "--rows",
            9,
            "--minority-share",
            share,
            "--out",
            tmp_path / "t.csv",
        )
    assert "no share such as 0.05" in capsys.readouterr().err


def test_without_an_action_the_actions_are_listed(capsys):
    """``twin`` alone is a usage error."""
    with pytest.raises(SystemExit, match="2"):
        run()
    assert "usage: python -m course_lib twin" in capsys.readouterr().err
