"""Many dimensions are found by the pairs they cost, not by the number of columns."""

import itertools

import numpy as np
import pandas as pd
import pytest
from sklearn.datasets import load_breast_cancer, load_digits, load_iris, load_wine

from course_lib.datasets import (
    load_breast_cancer_thinned,
    minority_groups,
    noise_island,
    overlapping_clouds,
    overlapping_moons,
    ring_plane,
    with_noise_columns,
)
from course_lib.evaluation.diagnose import high_dimension
from course_lib.samplers import tomek_links


def bundled(load):
    """Return a drawing of four fifths of a bundled table."""

    def draw(seed):
        X, y = load(return_X_y=True)
        rows = np.random.default_rng(seed).permutation(len(y))[: 4 * len(y) // 5]
        return X[rows], y[rows]

    return draw


def columns(kind, d):
    """Return a drawing of 400 rows of d independent columns of one kind, and labels at random."""

    def draw(seed):
        rng = np.random.default_rng(seed)
        return getattr(rng, kind)(size=(400, d)), rng.integers(2, size=400)

    return draw


def mixtures(d, n_columns):
    """Return a drawing of d directions seen through many columns."""

    def draw(seed):
        rng = np.random.default_rng(seed)
        X = rng.normal(size=(400, d)) @ rng.normal(size=(d, n_columns))
        return X + 0.1 * rng.normal(size=X.shape), rng.integers(2, size=400)

    return draw


def half_binary(seed):
    """Return four normal columns and four of zeros and ones."""
    rng = np.random.default_rng(seed)
    X = np.hstack([rng.normal(size=(400, 4)), rng.integers(2, size=(400, 4))])
    return X, rng.integers(2, size=400)


CLEAN = {
    "moons": lambda seed: overlapping_moons(random_state=seed),
    "ring": lambda seed: ring_plane(random_state=seed),
    "island": noise_island,
    "groups": lambda seed: minority_groups(random_state=seed),
    **{
        f"clouds in {d}": lambda seed, d=d: overlapping_clouds(360, 40, d, random_state=seed)
        for d in (2, 3, 4, 5, 6, 8, 10)
    },
    "three in 12": mixtures(3, 12),
    "five in 40": mixtures(5, 40),
    "uniform in 3": columns("uniform", 3),
    "uniform in 8": columns("uniform", 8),
    "log-normal": columns("lognormal", 5),
    "exponential": columns("exponential", 6),
    "half binary": half_binary,
    "breast cancer": bundled(load_breast_cancer),
    "thinned": lambda seed: load_breast_cancer_thinned(random_state=seed),
    "digits": bundled(load_digits),
    "wine": bundled(load_wine),
    "iris": bundled(load_iris),
    "one noise column": lambda seed: (
        with_noise_columns(overlapping_moons()[0], 1, random_state=seed),
        overlapping_moons()[1],
    ),
}


def noisy(seed, n_columns=48):
    """Return the lesson's minimal data: a plane among columns of noise."""
    X, y = overlapping_moons(random_state=seed)
    return with_noise_columns(X, n_columns, random_state=seed), y


def test_it_is_silent_on_clean_data():
    """On 24 kinds of data with few dimensions, five draws each, at most one in twenty is found."""
    found = [
        high_dimension(*draw(seed)).status == "found"
        for draw, seed in itertools.product(CLEAN.values(), range(5))
    ]
    assert len(CLEAN) >= 24 and np.mean(found) <= 0.05


def test_it_fires_on_the_lessons_data():
    """A plane in 48 columns of noise is found in at least 19 of 20 draws."""
    assert np.mean([high_dimension(*noisy(seed)).status == "found" for seed in range(20)]) >= 0.95


def test_columns_that_follow_from_few_are_not_many_dimensions():
    """Three directions in 200 columns are not found; as many independent columns are."""
    assert high_dimension(*mixtures(3, 200)(0)).status == "not found"
    assert high_dimension(*columns("normal", 200)(0)).status == "found"


def test_numbers_of_the_lessons_data():
    """Few mutual rows, a large hub, and links as many as shuffled labels give, within chance."""
    numbers = high_dimension(*noisy(0)).numbers
    assert numbers["columns that vary"] == 50
    assert 0.55 < numbers["mutual share in 2 columns"] < 0.7
    assert numbers["mutual share"] < 0.3
    assert numbers["rows that have the largest hub among their 10 nearest"] > 40
    assert numbers["rows measured"] == 300


def test_links_of_shuffled_labels_are_expected_as_the_number_says():
    """The mean number of links over two hundred shuffles is the expected number."""
    X, y = overlapping_moons(200, 100)
    expected = high_dimension(X, y).numbers["Tomek links expected of shuffled labels"]
    Z = (X - X.mean(axis=0)) / X.std(axis=0)
    rng = np.random.default_rng(0)
    shuffled = [len(tomek_links(Z, rng.permutation(y))) for _ in range(200)]
    assert expected == pytest.approx(np.mean(shuffled), rel=0.05)


def test_units_and_offsets_and_constant_columns_change_nothing():
    """Columns are standardised, and constant ones left out."""
    X, y = noisy(1)
    scaled = np.hstack([X * np.geomspace(1e-3, 1e3, 50) + 5, np.ones((300, 1))])
    one, other = high_dimension(X, y).numbers, high_dimension(scaled, y).numbers
    for name in ("columns that vary", "mutual share", "Tomek links"):
        assert one[name] == other[name]


def test_repeated_rows_are_no_hubs():
    """Every row ten times over is measured as if it were there once."""
    X, y = overlapping_moons()
    finding = high_dimension(np.repeat(X, 10, axis=0), np.repeat(y, 10))
    assert finding.numbers["rows measured"] == 300
    assert finding.status == "not found"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (overlapping_moons(60, 20), "80 different rows are too few"),
        ((np.arange(200.0)[:, None], np.arange(200) % 2), "1 column varies"),
        ((np.ones((200, 3)), np.arange(200) % 2), "0 column"),
    ],
)
def test_cannot_tell(data, reason):
    """Too few rows or columns: the sentence says which."""
    finding = high_dimension(*data)
    assert finding.status == "cannot tell" and reason in finding.sentence
    assert finding.figure is None


def test_ties_are_not_taken_for_hubs():
    """Where the order of the rows decides who is nearest, nothing is said about dimension."""
    rng = np.random.default_rng(0)
    finding = high_dimension(rng.integers(30, size=(600, 2)), rng.integers(2, size=600))
    assert finding.status == "cannot tell" and "lesson 14" in finding.sentence


def test_tables_labels_and_figure():
    """A DataFrame with text labels of three classes works, unchanged; the figure says d."""
    X, y = overlapping_clouds(300, 100, 5)
    labels = np.array(["a", "b", "c"])[np.where(np.arange(400) % 7 == 0, 2, y)]
    table = pd.DataFrame(X)
    finding = high_dimension(table, labels)
    assert finding.status == "not found" and table.equals(pd.DataFrame(X))
    assert "5 columns" in repr(finding.figure)


def test_the_same_seed_gives_the_same_numbers():
    """Repeatable, also where only some rows are measured."""
    X, y = overlapping_clouds(6000, 400, 4)
    one, again = (high_dimension(X, y, random_state=3) for _ in range(2))
    assert one.numbers == again.numbers and one.numbers["rows measured"] == 5000


@pytest.mark.parametrize(
    ("X", "y", "message"),
    [
        ([[np.nan, 1.0]] * 200, np.arange(200) % 2, "NaN"),
        (np.ones((200, 2)), np.zeros(200), "one class only"),
        (np.ones((200, 2)), np.arange(5), "200 rows and y has 5"),
        ([["a", "b"]] * 200, np.arange(200) % 2, "could not convert"),
    ],
)
def test_refused(X, y, message):
    """Bad input is a ValueError that says what is wrong."""
    with pytest.raises(ValueError, match=message):
        high_dimension(X, y)
