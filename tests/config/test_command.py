"""``python -m course_lib run`` prints a report, or one reason and the exit code 2."""

import pytest

from course_lib import config
from course_lib.__main__ import main
from course_lib.datasets import overlapping_moons


@pytest.fixture
def table(tmp_path):
    """A CSV file with two features and a target."""
    X, y = overlapping_moons()
    lines = [f"{a},{b},{label}" for (a, b), label in zip(X.tolist(), y.tolist(), strict=True)]
    path = tmp_path / "table.csv"
    path.write_text("\n".join(["a,b,y", *lines]) + "\n")
    return path


def run(table, configuration=config.EXAMPLE, target="y"):
    """Run the command in this process; returns its exit code."""
    return main(["run", str(configuration), "--data", str(table), "--target", target])


def test_a_good_file_gives_a_report(table, capsys):
    """The report says what was run on what, and the scores."""
    assert run(table) == 0
    printed = capsys.readouterr().out
    assert "300 rows, 2 features; minority 1: 30 rows" in printed
    assert "average precision" in printed


def test_bad_input_is_one_message_and_exit_code_2(table, tmp_path, capsys):
    """A wrong configuration, target or file: a reason on standard error and no traceback."""
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text("smote: {k: 0}\n")
    words = tmp_path / "words.csv"
    words.write_text("a,b,y\n" + "1,red,0\n2,blue,0\n3,red,1\n4,blue,1\n" * 10)
    cases = [
        ((table, wrong), "smote.k is 0"),
        ((table, tmp_path / "none.yaml"), "does not exist"),
        ((table, config.EXAMPLE, "z"), "no column"),
        ((tmp_path / "none.csv",), "none.csv"),
        ((words,), "hold text: b"),
    ]
    for arguments, said in cases:
        assert run(*arguments) == 2
        streams = capsys.readouterr()
        assert said in streams.err
        assert "Traceback" not in streams.err
        assert streams.out == ""
