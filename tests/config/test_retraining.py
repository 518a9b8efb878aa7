"""The section of a retraining job is read as strictly as the rest of a configuration."""

import pytest
from ruamel.yaml import YAML

from course_lib import config
from course_lib.config.retraining import RetrainingConfiguration

GOOD = "retraining: {time: t, target: y, features: [a]"


def message(text):
    """Return what is said of a wrong text."""
    with pytest.raises(config.ConfigurationError) as caught:
        config.read_text(text, "job.yaml", RetrainingConfiguration)
    return str(caught.value)


def test_the_example_is_valid_and_names_every_key():
    """The shipped file holds every key of the section, each with a comment."""
    text = config.RETRAINING_EXAMPLE.read_text(encoding="utf-8")
    job = config.read(config.RETRAINING_EXAMPLE, RetrainingConfiguration)
    section = YAML(typ="safe").load(text)["retraining"]
    assert section.keys() == job.retraining.model_dump().keys()
    for line in text.partition("retraining:\n")[2].splitlines():
        assert "#" in line or line.strip().startswith("- "), line


def test_what_is_left_out_has_its_default_and_comes_back():
    """Written out and read again it is the same configuration."""
    job = config.read_text(f"{GOOD}}}", schema=RetrainingConfiguration)
    assert job.retraining.train_days == 28
    again = config.read_text(config.as_yaml(job), schema=RetrainingConfiguration)
    assert config.as_yaml(again) == config.as_yaml(job)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("scaler: none", "the key retraining is missing"),
        ("retraining: {time: t, target: y}", "the key retraining.features is missing"),
        ("retraining: 3", "retraining is 3; allowed: the keys time, target, features"),
        (f"{GOOD}, test_days: 0}}", "retraining.test_days is 0; allowed: a whole number of days"),
        (f"{GOOD}, testdays: 7}}", "retraining.testdays is an unknown key; did you mean test_days"),
        (f"{GOOD}, alert_rate: 1}}", "alert_rate is 1; allowed: a number above 0 and below 1"),
        (f"{GOOD}, required_gain: much}}", 'required_gain is "much"; allowed: a number from -1'),
        ("retraining: {time: t, target: y, features: [y]}", "every column once, neither the time"),
        ("retraining: {time: t, target: y, features: [a, a]}", "allowed: every column once"),
        ("retraining: {time: t, target: y, features: a}", "allowed: a list of columns"),
        ("retraining: {time: 1, target: y, features: [a]}", "time is 1; allowed: the name of a"),
    ],
)
def test_a_fault_is_named_with_what_is_allowed(text, said):
    """As for every other key."""
    assert said in message(text)
