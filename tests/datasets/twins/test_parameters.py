"""The file of a twin is refused where a number may be one record's, or no twin is possible."""

import copy
import json

import numpy as np
import pandas as pd
import pytest

from course_lib.datasets.twins import TwinParameters, fit_twin, read_twin, write_twin

RANDOM = np.random.RandomState(0)
X = pd.DataFrame({"amount": RANDOM.exponential(80, 600).round(2), "age": RANDOM.normal(50, 9, 600)})
GOOD = fit_twin(X, np.arange(600) < 120).model_dump(mode="json")


@pytest.fixture
def content():
    """The parameters of a good twin as JSON holds them."""
    return copy.deepcopy(GOOD)


def refusal(content, tmp_path):
    """What `read_twin` says of a file with this content."""
    path = tmp_path / "twin.json"
    path.write_text(json.dumps(content))
    with pytest.raises(ValueError, match="holds no twin") as refused:
        read_twin(path)
    return str(refused.value)


def test_a_twin_comes_back_from_its_file(tmp_path):
    """Written and read, the parameters are equal; the file is text in UTF-8."""
    twin = TwinParameters.model_validate(GOOD)
    write_twin(twin, tmp_path / "ä.json")
    assert read_twin(tmp_path / "ä.json") == twin


def test_a_stored_maximum_is_refused(content, tmp_path):
    """A naive fit that stores the largest value stores one record: its count is below ten."""
    pools = content["majority"]["groups"][0]["marginals"][0]["pools"]
    pools[-1][1] -= 1
    pools.append([float(X["amount"].max()), 1])
    said = refusal(content, tmp_path)
    assert "majority.groups.0.marginals.0.pools" in said
    assert "greater than or equal to 10" in said


@pytest.mark.parametrize("kind", ["atoms", "pools"])
def test_nine_records_are_too_few(content, tmp_path, kind):
    """For a shared value as for a mean."""
    content["minority"]["groups"][0]["marginals"][0][kind] = [[1.0, 9]]
    assert "greater than or equal to 10" in refusal(content, tmp_path)


def test_fifty_values_per_feature_and_class_are_the_most(content, tmp_path):
    """Fifty-one in all groups of a class together are refused."""
    for part in content["majority"]["groups"]:
        part["records"] = 10_000
    first = content["majority"]["groups"][0]["marginals"][0]
    others = content["majority"]["groups"][1:]
    kept = sum(len(g["marginals"][0]["atoms"]) + len(g["marginals"][0]["pools"]) for g in others)
    first["atoms"], first["pools"] = [], [[float(i), 10] for i in range(51 - kept)]
    assert "has 51 values in a class" in refusal(content, tmp_path)


def more_records(content):
    content["minority"]["groups"][0]["marginals"][0]["pools"][0][1] += 100


def small_group(content):
    content["minority"]["groups"][0]["records"] = 49


def falling(content):
    content["majority"]["groups"][0]["marginals"][0]["pools"].reverse()


def impossible(content):
    content["majority"]["correlations"] = [[], [1.0]]


def short_triangle(content):
    content["majority"]["correlations"] = [[], []]


def lacking_marginal(content):
    content["majority"]["groups"][0]["marginals"].pop()


def same_names(content):
    content["features"][1]["name"] = "amount"


def target_among_features(content):
    content["target"] = "amount"


def infinite(content):
    content["majority"]["groups"][0]["marginals"][0]["pools"][-1][0] = float("inf")


def row(content):
    content["rows"] = [[1, 2]]


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (more_records, "more records than its group"),
        (small_group, "greater than or equal to 50"),
        (falling, "values must ascend"),
        (impossible, "not positive definite"),
        (short_triangle, "row i of the correlations must hold i numbers"),
        (lacking_marginal, "one marginal per row of the correlations"),
        (same_names, "two columns have the same name"),
        (target_among_features, "two columns have the same name"),
        (infinite, "finite number"),
        (row, "Extra inputs are not permitted"),
    ],
)
def test_what_no_twin_may_hold_is_refused(content, tmp_path, fault, said):
    """The message says what is wrong."""
    fault(content)
    assert said in refusal(content, tmp_path)


def test_other_files_are_refused_in_one_line(tmp_path):
    """No file, and a file of something else."""
    with pytest.raises(FileNotFoundError, match="is no file"):
        read_twin(tmp_path / "none.json")
    (tmp_path / "text.json").write_text("no JSON")
    with pytest.raises(ValueError, match="holds no twin") as refused:
        read_twin(tmp_path / "text.json")
    assert "\n" not in str(refused.value)
