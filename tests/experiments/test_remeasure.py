"""Repeating recorded results: which, how they are compared, and what is said."""

import json
import math

import pytest

from course_lib import results
from course_lib.experiments import remeasure
from course_lib.experiments.remeasure import agreement, differences, real_results, repeat

PIMA = {"pima": "0" * 64}


def store(folder, name, measured, **changes):
    folder.mkdir(exist_ok=True)
    content = {"measured": measured, "command": "python -m course_lib.experiments.overlap",
               "seeds": [0, 1], "data_sha256": PIMA, "versions": {"numpy": "2.4.6"}}  # fmt: skip
    (folder / f"{name}.json").write_text(json.dumps({**content, **changes}), encoding="utf-8")


@pytest.fixture
def folders(tmp_path):
    return tmp_path / "stored", tmp_path / "repeated"


def test_only_real_tables_count(folders):
    """A result without real data, or on sets that a library bundles, is left out."""
    stored, _ = folders
    store(stored, "real", 1)
    store(stored, "simulated", 1, data_sha256=None)
    store(stored, "bundled", 1, data_sha256={"iris": "0"})
    assert real_results(stored) == {"real": "python -m course_lib.experiments.overlap"}


def test_every_real_result_can_be_repeated_by_its_command():
    """The command beside a result on real tables starts a module of the course."""
    commands = real_results()
    assert {"overlap", "methods_on_pima"} <= set(commands)
    for name, command in commands.items():
        assert command.startswith("python -m course_lib.experiments."), name
        assert "PYTHON" not in command, name


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({"a": [1, 2.5]}, {"a": [1.0, 2.5]}, []),
        ({"a": [1, 2.5]}, {"a": [1, 2]}, [("measured.a.1", 0.5)]),
        ({"a": [1, 2]}, {"a": [1]}, [("measured.a.1", math.inf)]),
        ({"a": 1}, {"b": 1}, [("measured.a", math.inf), ("measured.b", math.inf)]),
        ({"a": "x"}, {"a": "y"}, [("measured.a", math.inf)]),
        ({"a": None}, {"a": 0}, [("measured.a", math.inf)]),
        ([math.nan], [math.nan], []),
        ([math.nan], [1.0], [("measured.0", math.inf)]),
        ([1], {"0": 1}, [("measured", math.inf)]),
    ],
)
def test_differences_are_found_where_they_are(one, other, expected):
    """Every number is compared with the one in the same place; what is lacking differs."""
    assert list(differences(one, other)) == expected


def test_agreement_is_to_a_millionth(folders):
    """A last digit may differ and is told; more is no agreement, and versions are named."""
    stored, repeated = folders
    store(stored, "links", [0.5, 3])
    store(repeated, "links", [0.5, 3])
    assert agreement("links", *folders) == (True, "links: agrees to the last digit")
    store(repeated, "links", [0.5 + 1e-9, 3])
    agrees, sentence = agreement("links", *folders)
    assert agrees and sentence.endswith("most by 1e-09 at measured.0 (agrees)")
    store(repeated, "links", [0.51, 4], versions={"numpy": "3.0"})
    agrees, sentence = agreement("links", *folders)
    assert not agrees
    assert sentence == (
        "links: 2 numbers differ, most by 1 at measured.1; numpy 2.4.6 then, 3.0 now"
    )


def test_other_data_or_nothing_is_no_agreement(folders):
    """The same numbers from another table, from other seeds, or none, do not agree."""
    stored, repeated = folders
    store(stored, "links", 1)
    assert agreement("links", *folders) == (False, "links: was not measured")
    store(repeated, "links", 1, data_sha256={"pima": "1"})
    assert agreement("links", *folders)[1].startswith("links: data_sha256 is")
    store(repeated, "links", 1, seeds=[0])
    assert agreement("links", *folders)[1] == "links: seeds is [0], stored is [0, 1]"


def test_a_command_writes_into_the_folder_of_repetitions(tmp_path, monkeypatch):
    """The stored results are never overwritten: the child is told another folder."""
    monkeypatch.setattr(remeasure, "REPEATED", tmp_path)
    code = "from course_lib import results; results.record('x', 1, command='make real')"
    assert repeat(f'python -c "{code}"')
    assert (tmp_path / "x.json").exists()
    assert not (results.STORED / "x.json").exists()
    assert not repeat('python -c "raise SystemExit(3)"')


def test_other_programs_are_not_run():
    """A stored command that is not Python's is refused, not given to a shell."""
    with pytest.raises(ValueError, match="is no command of Python"):
        repeat("rm -r .")


def test_an_unknown_name_is_answered_with_the_known(capsys):
    """A misspelt result is refused before anything runs."""
    with pytest.raises(SystemExit):
        remeasure.main(["overlp"])
    assert "'overlp' is none of: " in capsys.readouterr().err
