"""A YAML file is read completely, or refused with every fault named at its line."""

import pytest
from ruamel.yaml import YAML

from course_lib import config
from course_lib.config.schema import METRICS


def message(text):
    """Return what is said of a wrong text."""
    with pytest.raises(config.ConfigurationError) as caught:
        config.read_text(text, "run.yaml")
    return str(caught.value)


def test_the_example_is_valid_and_names_every_key_with_a_comment():
    """The shipped file holds every key of the schema, each on a line that explains it."""
    text = config.EXAMPLE.read_text(encoding="utf-8")
    shown = YAML(typ="safe").load(text)
    every = YAML(typ="safe").load(config.as_yaml(config.Configuration(smote={}, tomek={})))
    assert shown.keys() == every.keys()
    for section in every:
        if isinstance(every[section], dict):
            assert shown[section].keys() == every[section].keys()
    for line in text.splitlines():
        if ":" in line and not line.startswith("#") and not line.strip().startswith("#"):
            value = line.partition(":")[2].partition("#")[0].strip()
            assert "#" in line or not value or line.strip().startswith("C:"), line
    assert config.read(config.EXAMPLE).tomek.strategy == "all"


def test_what_is_left_out_has_its_default_and_samplers_are_left_out():
    """A file with one key is a whole configuration, without resampling."""
    configuration = config.read_text("scaler: robust")
    assert configuration.scaler == "robust"
    assert (configuration.smote, configuration.tomek) == (None, None)
    assert configuration.metrics.names == ["average precision", *METRICS[:-1]]


def test_an_empty_section_has_its_defaults_and_none_leaves_it_out():
    """``smote: {}`` means SMOTE with its defaults, ``smote: none`` means no SMOTE."""
    assert config.read_text("smote: {}").smote.k == 5
    assert config.read_text("smote: none").smote is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("smote:\n  k: 0", "line 2: smote.k is 0; allowed: a whole number, at least 1"),
        ("smote:\n  k: 5.0", "line 2: smote.k is 5.0"),
        ("smote:\n  k: '5'", 'line 2: smote.k is "5"'),
        ("smote:\n  k: true", "line 2: smote.k is true"),
        ("smote: {ratio: 1.01}", "smote.ratio is 1.01; allowed: a number above 0, at most 1"),
        ("smote: {ratio: .nan}", "smote.ratio is NaN"),
        ("smote:\n\n  kk: 3", "line 3: smote.kk is an unknown key; did you mean k? allowed: ratio"),
        ("scalar: none", "line 1: scalar is an unknown key; did you mean scaler?"),
        ("scaler: Standard", "did you mean standard? allowed: 'standard', 'robust', 'min-max'"),
        ("smote:\nscaler: none", "line 1: smote is empty; allowed: none, or the keys ratio, k"),
        ("model:\n  name: forest", 'line 2: model.name is "forest"'),
        ("model: forest", 'model is "forest"; allowed: the keys name, parameters'),
        ("model:\n  parameters:\n    c: 1", "line 3: model.parameters.c is an unknown key; did"),
        ("model: {parameters: {C: -1}}", "model.parameters.C is -1; allowed: a float in the range"),
        ("model: {parameters: {1: 2}}", "model.parameters[1] is an unknown key"),
        ("cross_validation: {folds: 1}", "allowed: a whole number from 2 to 1000"),
        ("cross_validation: {strategy: time order, repeats: 2}", "repeats is 2; allowed: 1, as"),
        ("metrics: {primary: f1}", "did you mean F1?"),
        ("metrics: {further: [F1, F1]}", "allowed: every metric once"),
        ("metrics:\n  further:\n  - F1\n  - x", 'line 4: metrics.further[1] is "x"'),
        ("version: 2", "version is 2; allowed: 1"),
        ("1: 2", "[1] is an unknown key"),
    ],
)
def test_a_fault_is_named_with_line_key_value_and_what_is_allowed(text, said):
    """Each fault is one line that begins with the file."""
    assert said in message(text)
    assert message(text).startswith("run.yaml, line ")


def test_all_faults_are_named_at_once_in_the_order_of_the_file():
    """Four mistakes give four lines."""
    said = message("a: 1\nsmote: {k: 0}\nscaler: x\nmodel: {parameters: {c: 1}}").splitlines()
    assert [line.split(":")[0] for line in said] == [f"run.yaml, line {n}" for n in (1, 2, 3, 4)]


def test_keys_given_twice_are_all_named():
    """Repeated keys are found at every level, with both lines."""
    said = message("scaler: none\nscaler: robust\nsmote:\n  k: 1\n  k: 2")
    assert "line 2: scaler is given twice, first in line 1" in said
    assert "line 5: smote.k is given twice, first in line 4" in said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is empty"),
        ("# a comment", "is empty"),
        ("- a", "line 1: no key"),
        ("a: [1, 2", "line 1: not YAML"),
        ("\tscaler: none", "a tab; indent with spaces"),
        ("a: 1\n---\nb: 2", "line 2: not YAML: expected a single document"),
        ("a: &x [1]\nb: *x", "line 2: the alias *x"),
        ("[" * 5000, "nested deeper than 20"),
        ("a: !!python/object:os.system x", "not YAML"),
        ("a: \x07", "not YAML: the character"),
        ("a: 2020-13-45", "not YAML: month must be in 1..12"),
    ],
)
def test_what_is_not_yaml_is_said_in_one_line(text, said):
    """Syntax errors, aliases and tags end in one sentence, without a traceback."""
    assert said in message(text)
    assert len(message(text).splitlines()) == 1


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    """Missing files, folders, other encodings and large files are refused by name."""
    path = tmp_path / "run.yaml"
    for content, said in ((b"scaler: \xe9", "0xE9 is not UTF-8"), (b"#" * 70_000, "64 KiB")):
        path.write_bytes(content)
        with pytest.raises(config.ConfigurationError, match=said):
            config.read(path)
    with pytest.raises(config.ConfigurationError, match="is a folder"):
        config.read(tmp_path)
    with pytest.raises(config.ConfigurationError, match="does not exist"):
        config.read(tmp_path / "other.yaml")


def test_a_byte_order_mark_is_no_fault(tmp_path):
    """Windows editors write one."""
    path = tmp_path / "run.yaml"
    path.write_bytes(b"\xef\xbb\xbfscaler: none\n")
    assert config.read(path).scaler == "none"


def test_a_schema_can_be_extended():
    """Another job adds keys by a subclass, and its errors read the same."""

    class Job(config.Configuration):
        registry: int = 3

    assert config.read_text("registry: 5", schema=Job).registry == 5
    with pytest.raises(config.ConfigurationError, match="did you mean registry?"):
        config.read_text("registri: 5", schema=Job)


def test_what_is_written_out_is_read_back():
    """`as_yaml` and `read_text` are inverse, defaults written out."""
    configuration = config.read(config.EXAMPLE)
    assert config.read_text(config.as_yaml(configuration)) == configuration
