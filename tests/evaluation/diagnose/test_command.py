"""``python -m course_lib diagnose``, as someone with a CSV file runs it."""

import os
import re
import select
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from course_lib.__main__ import main
from course_lib.evaluation.diagnose import report
from course_lib.evaluation.diagnose.finding import Finding
from course_lib.plotting import draw_bars

CHECKOUT = Path(__file__).resolve().parents[3]


def fake_mode(X, y, *, random_state=0):
    """A mode that takes no time."""
    return Finding(
        "fake mode",
        "99",
        "found",
        f"{X.shape[1]} features, seed {random_state}.",
        draw=lambda: draw_bars(["a"], [1]),
    )


@pytest.fixture
def quick(monkeypatch):
    """Replace the six modes by one that takes no time."""
    monkeypatch.setattr(report, "MODES", ((fake_mode, "99", False),))


@pytest.fixture
def table(tmp_path):
    """A CSV file of 60 rows with two features of numbers and one of text."""
    rng = np.random.default_rng(0)
    frame = pd.DataFrame(rng.standard_normal((60, 2)), columns=["a", "b"])
    frame["city"], frame["y"] = rng.choice(["Bonn", "Rome"], 60), np.arange(60) % 4 == 0
    path = tmp_path / "table.csv"
    frame.to_csv(path, index=False)
    return path


def run(*arguments):
    """Return the exit code of a command run in this process."""
    try:
        return main(["diagnose", *map(str, arguments)])
    except SystemExit as ended:  # argparse
        return ended.code


def started(*arguments, **options):
    """Start the command in a process of its own."""
    command = [sys.executable, "-m", "course_lib", "diagnose", *map(str, arguments)]
    return subprocess.Popen(
        command, cwd=CHECKOUT, stdout=subprocess.PIPE, text=True, encoding="utf-8", **options
    )


def test_the_report_goes_to_standard_output_and_nothing_else_is_said(table, tmp_path):
    """All six modes, a page beside them, no warning, no bar where nobody looks; exit code 0."""
    page = tmp_path / "report.html"
    process = started(table, "--target", "y", "--html", page, stderr=subprocess.PIPE)
    out, err = process.communicate()
    assert (process.returncode, err) == (0, "")
    assert re.findall(r"\(lesson (\d\d)\)", out)[:6] == ["10", "11", "12", "13", "14", "15"]
    assert out.endswith(f"\nWritten: {page}\n")
    assert page.read_text(encoding="utf-8").count("<section") == 6


def test_the_report_says_what_was_measured(quick, table, capsys):
    """File, rows, features, seed, and the labels with their shares, stand above the findings."""
    assert run(table, "--target", "y", "--seed", "7") == 0
    text = " ".join(capsys.readouterr().out.split())
    assert f"{table}: 60 complete rows, 3 features, 1 of them of text" in text
    assert "Target 'y': False in 45 rows (75 %), True in 15 rows (25 %)." in text
    assert "2 features, seed 7." in text


def test_what_was_left_out_is_in_the_report_and_on_the_page(quick, table, tmp_path, capsys):
    """A note is part of the result, not noise on standard error."""
    table.write_text(table.read_text() + "1,,Bonn,True\n")
    page = tmp_path / "report.html"
    assert run(table, "--target", "y", "--html", page) == 0
    out, err = capsys.readouterr()
    note = "Note: 1 of 61 rows have a missing value and were left out"
    assert note in " ".join(out.split()) and note in page.read_text()
    assert err == ""


def test_many_labels_are_not_all_listed(quick, tmp_path, capsys):
    """The ten largest, and how many more."""
    path = tmp_path / "many.csv"
    path.write_text("a,b,y\n" + "".join(f"{i % 17},{i % 5},{i % 13}\n" for i in range(130)))
    assert run(path, "--target", "y") == 0
    assert "9 in 10 rows (7.69 %), and 3 more." in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize("delimiter", ["tab", "\\t", "\t"])
def test_a_tab_can_be_typed(quick, table, delimiter):
    """The name, the escape and the character all mean a tab."""
    table.write_text(table.read_text().replace(",", "\t"))
    assert run(table, "--target", "y", "--delimiter", delimiter) == 0


def test_the_target_can_be_counted(quick, table, capsys):
    """``--target 4`` is the fourth column."""
    assert run(table, "--target", "4") == 0
    assert "Target 'y'" in capsys.readouterr().out


BAD_OPTIONS = {
    "no target": ([], "the following arguments are required: --target"),
    "unknown target": (["--target", "x"], "has no column 'x': choose a name, or a number from 1"),
    "a seed below zero": (["--target", "y", "--seed=-1"], "'-1' is no whole number from 0"),
    "a seed of text": (["--target", "y", "--seed", "x"], "'x' is no whole number from 0"),
    "two delimiters": (["--target", "y", "--delimiter", ";;"], "delimiter=';;' cannot split"),
    "no delimiter": (["--target", "y", "--delimiter", ""], "delimiter='' cannot split"),
    "a quote": (["--target", "y", "--delimiter", '"'], "give one character"),
    "a wrong delimiter": (["--target", "y", "--delimiter", ";"], "line 1 has one column"),
    "no name of a page": (["--target", "y", "--html", "r.csv"], "has to end in .html"),
    "a folder": (["--target", "y", "--html", "{folder}/folder.html"], "is a folder: name a file"),
    "no folder": (["--target", "y", "--html", "{folder}/no/r.html"], "there is no folder"),
    "not writable": (["--target", "y", "--html", "/proc/r.html"], "/proc/r.html"),
}


@pytest.mark.parametrize("fault", BAD_OPTIONS)
def test_a_bad_option_ends_with_code_2_and_a_sentence(quick, table, tmp_path, capsys, fault):
    """One line says what is wrong; nothing is written."""
    (tmp_path / "folder.html").mkdir()
    options, sentence = BAD_OPTIONS[fault]
    assert run(table, *(option.format(folder=tmp_path) for option in options)) == 2
    err = capsys.readouterr().err
    assert sentence in err.splitlines()[-1]
    assert "Traceback" not in err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder.html", "table.csv"]


def test_a_page_that_cannot_be_written_is_refused_before_anything_is_measured(table, capsys):
    """Nobody waits a minute to hear that a folder is missing."""
    assert run(table, "--target", "y", "--html", table.parent / "no" / "r.html") == 2
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    "content, sentence",
    [
        (b"", "is empty"),
        (b"a,y\n", "holds column names only"),
        (b"a,y\n1,0\n2,0\n", "has one label"),
        (b"a,y\n1,0\n2\n", "line 3 has 1 value, line 1 has 2 names"),
        (b"\x89PNG\r\n\x1a\n", "is a PNG image"),
        ("a,y\n1,ä\n".encode("latin-1"), "is not UTF-8"),
    ],
)
def test_a_bad_file_ends_with_code_2_and_one_sentence(tmp_path, capsys, content, sentence):
    """No traceback, and nothing on standard output; test_table.py has every fault."""
    path = tmp_path / "bad.csv"
    path.write_bytes(content)
    assert run(path, "--target", "y") == 2
    out, err = capsys.readouterr()
    assert out == "" and err.count("\n") == 1
    assert err.startswith(str(path)) and sentence in err


def test_a_missing_file_and_a_folder_end_with_code_2(tmp_path, capsys):
    """They are named, in words."""
    assert run(tmp_path / "none.csv", "--target", "y") == run(tmp_path, "--target", "y") == 2
    missing, folder = capsys.readouterr().err.splitlines()
    assert missing.endswith("none.csv does not exist: check its name and the folder.")
    assert folder == f"{tmp_path} is a folder: name a CSV file."


def test_names_of_any_script_are_written_whatever_the_terminal_can(quick, table):
    """A terminal that knows ASCII only gets question marks, not an error."""
    path = table.with_name("tábla.csv")
    path.write_text(table.read_text().replace("y\n", "célváltozó\n", 1), encoding="utf-8")
    env = os.environ | {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    process = started(path, "--target", "4", env=env, stderr=subprocess.PIPE)
    out, err = process.communicate()
    assert (process.returncode, err) == (0, "")
    assert "Target 'c?lv?ltoz?'" in out


def test_a_reader_who_leaves_is_no_error(table, tmp_path):
    """``… | head -1`` ends quietly, and the page is written all the same."""
    page = tmp_path / "report.html"
    process = started(table, "--target", "y", "--html", page, stderr=subprocess.PIPE)
    process.stdout.close()
    assert process.stderr.read() == ""
    assert process.wait() == 0
    assert page.exists()


@pytest.fixture
def terminal():
    """Return both ends of a terminal."""
    pty = pytest.importorskip("pty", reason="no terminal to imitate")
    ends = pty.openpty()
    yield ends
    for end in ends:
        os.close(end)


def read_until(end, text, seconds=60):
    """Return what a terminal shows until it shows `text`."""
    shown = ""
    while text not in shown:
        assert select.select([end], [], [], seconds)[0], f"{text!r} is not in {shown!r}"
        shown += os.read(end, 4096).decode()
    return shown


def test_a_terminal_sees_how_far_it_is(table, terminal, tmp_path):
    """Reading, six modes and six figures are announced on standard error."""
    page = tmp_path / "report.html"
    process = started(table, "--target", "y", "--html", page, stderr=terminal[1])
    shown = read_until(terminal[0], "figures: 6 of 6")
    process.communicate()
    assert shown.startswith(f"reading {table}")
    assert "\rfailure modes: 0 of 6\r" in shown and "\rfailure modes: 6 of 6" in shown


def test_ctrl_c_ends_quietly_with_code_130(tmp_path, terminal):
    """Interrupted in the middle of the work: no traceback, no page."""
    rng = np.random.default_rng(0)
    frame = pd.DataFrame(rng.standard_normal((20_000, 10))).assign(y=np.arange(20_000) % 5 == 0)
    frame.to_csv(tmp_path / "large.csv", index=False)
    page = tmp_path / "report.html"
    process = started(tmp_path / "large.csv", "--target", "y", "--html", page, stderr=terminal[1])
    shown = read_until(terminal[0], "failure modes: 0 of 6")
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=30) == 130
    os.write(terminal[1], b"end")
    shown += read_until(terminal[0], "end")
    assert "Traceback" not in shown and process.stdout.read() == ""
    assert not page.exists()
