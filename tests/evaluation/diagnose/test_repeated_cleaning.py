"""Repeated cleaning is found where the later rounds go on eating, and only there."""

import numpy as np
import pytest
from sklearn.datasets import load_digits, load_iris, load_wine

from course_lib import datasets
from course_lib.evaluation.cleaning_rounds import cleaning_rounds
from course_lib.evaluation.diagnose.repeated_cleaning import MOST_ROWS, repeated_cleaning
from course_lib.plotting.figure import Picture


def apart(seed):
    """Return clouds whose centres are three units apart, in two to twenty features."""
    n_features = np.random.RandomState(seed).randint(2, 20)
    X, y = datasets.overlapping_clouds(360, 40, n_features, random_state=seed)
    return X + y[:, None] / np.sqrt(n_features), y


def test_silent_on_clouds_that_hardly_overlap():
    """On 40 data sets it speaks up at most twice (measured: 1 in 100)."""
    found = [repeated_cleaning(*apart(seed)).status == "found" for seed in range(40)]
    assert sum(found) <= 2


def test_silent_on_moons():
    """Nor do the moons and the thinned patients of the earlier lessons need it."""
    for seed in range(10):
        for load in (datasets.overlapping_moons, datasets.load_breast_cancer_thinned):
            assert repeated_cleaning(*load(random_state=seed)).status == "not found"


def test_fires_on_overlap():
    """On 19 of 20 draws of two equal clouds that overlap it is found (measured: 59 of 60)."""
    draws = [datasets.overlapping_clouds(500, 500, 2, random_state=seed) for seed in range(20)]
    assert sum(repeated_cleaning(X, y).status == "found" for X, y in draws) >= 19


def test_fires_on_a_receding_majority():
    """One link per round, for as many rounds as there are majority samples."""
    X, y = datasets.receding_line(26)
    X = np.r_[X, [[-1e10], [-1e10 - 1], [-1e10 - 3], [-1e10 - 7]]]
    finding = repeated_cleaning(X, np.r_[y, 1, 1, 1, 1])
    assert finding.status == "found"
    assert finding.numbers["Tomek links: removed by the first round"] == 1
    assert finding.numbers["Tomek links: removed by later rounds"] == 25


@pytest.mark.parametrize("load", [load_iris, load_wine, load_digits])
def test_bundled_data(load):
    """Flowers, wines and digits: next to nothing after the first round."""
    assert repeated_cleaning(*load(return_X_y=True)).status == "not found"


def test_numbers_are_those_of_the_rounds():
    """Counts and shares follow from the rows that each round leaves."""
    X, y = datasets.overlapping_clouds(900, 100, 2)
    numbers = repeated_cleaning(X, y).numbers
    Z = (X - X.mean(axis=0)) / X.std(axis=0)
    sizes = [len(rows) for rows in cleaning_rounds(Z, y, "editing, unanimity")]
    assert numbers["editing: rounds"] == len(sizes) - 1
    assert numbers["editing: removed by the first round"] == sizes[0] - sizes[1]
    assert numbers["editing: removed by later rounds"] == sizes[1] - sizes[-1]
    assert numbers["editing: all rounds, share of a class"] == pytest.approx(
        (1000 - sizes[-1]) / 900
    )


def test_editing_hollows_the_boundary_and_links_hardly_do():
    """Contested samples become a fraction with editing, and stay with links."""
    numbers = repeated_cleaning(*datasets.overlapping_clouds(500, 500, 2)).numbers
    before = numbers["contested share, before"]
    assert numbers["editing: contested share, after"] < 0.3 * before
    assert numbers["Tomek links: contested share, after"] > 0.6 * before


def test_remedy_says_whether_to_stop():
    """Stop after one round, or: one round is as good."""
    assert "Stop after one" in repeated_cleaning(*datasets.overlapping_clouds(500, 500, 2)).remedy
    assert "one round is as good" in repeated_cleaning(*apart(0)).remedy


def test_units_do_not_matter():
    """The features are standardised first, a constant one left as it is."""
    X, y = datasets.overlapping_moons()
    wide = np.c_[X * [1, 1e6], np.ones(len(X))]
    assert repeated_cleaning(wide, y).numbers == repeated_cleaning(X, y).numbers


@pytest.mark.parametrize(
    ("n", "n_minority", "reason"), [(20, 8, "20 rows"), (100, 3, "3 of the smallest class")]
)
def test_where_the_data_cannot_tell(n, n_minority, reason):
    """Few rows or a tiny class: "cannot tell", and why."""
    X = np.random.RandomState(0).normal(size=(n, 2))
    finding = repeated_cleaning(X, (np.arange(n) < n_minority).astype(int))
    assert finding.status == "cannot tell"
    assert reason in finding.sentence
    assert finding.figure is None


def test_nothing_to_remove():
    """Two classes far apart: no rounds, no finding, and still a figure."""
    X = np.r_[np.random.RandomState(0).normal(size=(80, 2)), np.full((20, 2), 50.0)]
    X[80:] += np.random.RandomState(1).normal(size=(20, 2))
    finding = repeated_cleaning(X, np.repeat([0, 1], [80, 20]))
    assert finding.status == "not found"
    assert finding.numbers["editing: rounds"] == 0
    assert isinstance(finding.figure, Picture)


def test_a_large_table_is_sampled():
    """Of 12,000 rows 5,000 are measured, and the number is said."""
    X = np.random.RandomState(0).normal(size=(12_000, 3))
    finding = repeated_cleaning(X, (np.arange(12_000) % 10 == 0).astype(int))
    assert finding.numbers["rows measured"] == MOST_ROWS


@pytest.mark.parametrize(
    ("X", "y", "message"),
    [
        ([[1.0, np.nan]] * 40, [0, 1] * 20, "NaN"),
        ([["a", "b"]] * 40, [0, 1] * 20, "could not convert"),
        (np.ones((40, 2)), [0] * 40, "one class only"),
        (np.ones((40, 2)), [0, 1], "give one label per row"),
    ],
)
def test_bad_input_is_refused(X, y, message):
    """NaN, text, one class and other lengths are refused."""
    with pytest.raises(ValueError, match=message):
        repeated_cleaning(X, y)
