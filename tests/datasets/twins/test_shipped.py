"""The shipped twins: parameters only, small, described in data/README.md, like their tables."""

import hashlib
from pathlib import Path

import numpy as np
import pytest

from course_lib.datasets import european_cards_twin, providers_twin, read_twin
from course_lib.datasets.twins.shipped import FOLDER, SHIPPED
from course_lib.results import recorded

README = (Path(__file__).parents[3] / "data" / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", SHIPPED)
def test_the_readme_has_the_three_lines_of_every_file(name):
    """How it was made, its licence, and the checksum of its bytes."""
    path = FOLDER / f"{name}.json"
    entry = README.split(f"### `twins/{name}.json`")[1].split("\n#")[0]
    assert hashlib.sha256(path.read_bytes()).hexdigest() in entry
    assert f"twin fit {name} --target {SHIPPED[name][2]} --out data/twins/{name}.json" in entry
    assert "**Licence**" in entry


def test_no_other_file_lies_there():
    """Every file is one of the shipped twins."""
    assert {path.name for path in FOLDER.iterdir()} == {f"{name}.json" for name in SHIPPED}


@pytest.mark.parametrize("name", SHIPPED)
def test_the_file_is_small_and_was_fitted_on_the_recorded_table(name):
    """Below 200 kB; its fidelity was recorded for this very file."""
    path = FOLDER / f"{name}.json"
    assert path.stat().st_size < 200_000
    assert read_twin(path).source["sha256"] == SHIPPED[name][1].sha256
    measured = recorded("twin_fidelity")["measured"][name]
    assert measured["parameters_sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_cards_have_the_columns_and_the_frauds_of_the_table():
    """The whole table's size: 492 frauds, at 0.173 %; amounts in cents, none negative."""
    X, y = european_cards_twin(284_807)
    assert y.sum() == 492
    assert list(X) == ["Time", *(f"V{i}" for i in range(1, 29)), "Amount"]
    assert (X["Amount"] >= 0).all()
    assert np.allclose(X["Amount"] * 100, (X["Amount"] * 100).round())


def test_providers_without_inpatients_are_as_frequent_as_in_the_table():
    """61 % have no inpatient claim; counts are whole numbers."""
    X, _ = providers_twin(20_000)
    assert (X["Inpatient_ClaimID_count"] == 0).mean() == pytest.approx(0.613, abs=0.02)
    assert (X["Total_Claims"] % 1 == 0).all()


@pytest.mark.real_data
@pytest.mark.parametrize("name", SHIPPED)
def test_no_stored_value_is_that_of_a_single_record(name):
    """Every number is shared by ten records of its class, or lies strictly between two records.

    A mean of ten or more may by chance round to a value that fewer records have; that is rarer
    than one number in a hundred, apart from columns of whole numbers.
    """
    load, *_ = SHIPPED[name]
    X, y = load()
    twin, lone, total = read_twin(FOLDER / f"{name}.json"), 0, 0
    for label, part in ((0, twin.majority), (1, twin.minority)):
        for column, feature in enumerate(twin.features):
            own = X.loc[y == label, feature.name].to_numpy()
            values, counts = np.unique(own, return_counts=True)
            for group in part.groups:
                marginal = group.marginals[column]
                for value, count in marginal.atoms:
                    assert np.isclose(own, value, rtol=1e-5).sum() >= count >= 10
                for mean, _ in marginal.pools:
                    alike = counts[np.isclose(values, mean, rtol=1e-6, atol=0)].sum()
                    lone += feature.decimals != 0 and 0 < alike < 10
                    total += 1
    assert lone < total / 100


@pytest.mark.real_data
@pytest.mark.parametrize("name", SHIPPED)
def test_extremes_are_means_of_ten_records(name):
    """No stored value reaches the extreme of its class, unless ten records share it."""
    load, *_ = SHIPPED[name]
    X, y = load()
    twin = read_twin(FOLDER / f"{name}.json")
    for label, part in ((0, twin.majority), (1, twin.minority)):
        for column, feature in enumerate(twin.features):
            own = np.sort(X.loc[y == label, feature.name].to_numpy())
            numbers = [
                value
                for group in part.groups
                for value, _ in (*group.marginals[column].atoms, *group.marginals[column].pools)
            ]
            slack = 1e-5 * max(abs(own[0]), abs(own[-1]))
            assert max(numbers) <= own[-10:].mean() + slack
            assert min(numbers) >= own[:10].mean() - slack
