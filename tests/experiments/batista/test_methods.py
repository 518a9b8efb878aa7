"""The ten methods of 2004: what each keeps, adds and removes."""

import numpy as np
import pytest

from course_lib import samplers
from course_lib.datasets import insurance_claims, overlapping_moons
from course_lib.experiments.batista.measuring import labelled_table
from course_lib.experiments.batista.methods import (
    METHODS,
    NO_RESAMPLING,
    OVER,
    UNDER,
    LabelledTable,
    first_twins,
)
from course_lib.experiments.batista.problems import problem
from course_lib.samplers import edited_nearest_neighbours, tomek_links

CLAIMS = labelled_table(*insurance_claims(300))
X, y = overlapping_moons(150, 40, random_state=0)
MOONS = LabelledTable(X, y, np.zeros(2, dtype=bool))
SCALED = X / (4 * X.std(axis=0, ddof=1))


def rows_of(table, part):
    """Return the set of rows of a table that another holds, as sorted lists of numbers."""
    return {tuple(row) for row in part.X} - {tuple(row) for row in table.X}


@pytest.mark.parametrize("method", UNDER)
@pytest.mark.parametrize("table", [CLAIMS, MOONS], ids=["claims", "moons"])
def test_the_six_remove_majority_rows_and_make_none(method, table):
    """Every minority row stays, fewer majority rows do, and each stood in the table."""
    kept = METHODS[method](table, 0)
    assert kept.y.sum() == table.y.sum()
    assert table.y.sum() < len(kept.y) < len(table.y) or method == "random under"
    assert not rows_of(table, kept)


def test_two_of_the_ten_are_made_equal_at_random():
    """Random under- and over-sampling end at equal classes; the one repeats minority rows only."""
    for method in ("random under", "random over"):
        new = METHODS[method](CLAIMS, 0)
        assert new.y.mean() == 0.5
        assert not rows_of(CLAIMS, new)


def test_smote_makes_classes_equal_and_names_that_exist():
    """New rows are minority; their codes of names are codes, by a vote of neighbours."""
    new = METHODS["SMOTE"](CLAIMS, 0)
    assert new.y.mean() == 0.5
    assert np.array_equal(new.X[: len(CLAIMS.y)], CLAIMS.X)
    for column in np.flatnonzero(CLAIMS.nominal):
        minority = CLAIMS.X[CLAIMS.y == 1, column]
        assert set(new.X[len(CLAIMS.y) :, column]) <= set(minority)


def test_on_numbers_alone_they_are_the_courses_samplers_on_scaled_columns():
    """HVDM without names is Euclid in units of the spread, so the rows kept are the same."""
    same = {
        "Tomek links": samplers.TomekLinks(),
        "CNN": samplers.CondensedNearestNeighbour(random_state=3),
        "NCL": samplers.NeighbourhoodCleaningRule(),
        "random under": samplers.RandomUnderSampler(random_state=3),
    }
    for method, sampler in same.items():
        sampler.fit_resample(SCALED, y)
        expected = X[np.sort(sampler.sample_indices_)]
        given = METHODS[method](MOONS, 3).X
        assert {tuple(row) for row in given} == {tuple(row) for row in expected}, method


@pytest.mark.parametrize("method", ["SMOTE + Tomek", "SMOTE + ENN"])
def test_cleaning_follows_smote_and_takes_both_classes(method):
    """The combinations keep a part of what SMOTE made, and no link or outvoted row is left."""
    grown, cleaned = METHODS["SMOTE"](MOONS, 0), METHODS[method](MOONS, 0)
    assert not rows_of(grown, cleaned)
    if method == "SMOTE + Tomek":
        gone = np.unique(tomek_links(grown.space, grown.y))
    else:
        gone = np.flatnonzero(~edited_nearest_neighbours(grown.space, grown.y))
    assert np.array_equal(cleaned.X, np.delete(grown.X, gone, axis=0))
    assert set(grown.y[gone]) == {0, 1}


def test_the_two_orders_of_links_and_condensing_differ():
    """OSS here removes links before it condenses, CNN + Tomek after it."""
    before, after = METHODS["OSS"](MOONS, 0), METHODS["CNN + Tomek"](MOONS, 0)
    assert rows_of(before, after)
    members = np.unique(tomek_links(MOONS.space, y))
    linked = {tuple(row) for row in X[members[y[members] == 0]]}
    assert not linked & {tuple(row) for row in before.X}


def test_every_method_is_repeatable_and_the_table_stays_as_it_was():
    """The same seed gives the same rows; nothing is changed in place."""
    before = CLAIMS.X.copy()
    for method in (NO_RESAMPLING, *UNDER, *OVER):
        one, other = METHODS[method](CLAIMS, 5), METHODS[method](CLAIMS, 5)
        assert np.array_equal(one.X, other.X)
    assert np.array_equal(CLAIMS.X, before)


def test_the_first_rows_of_a_place_are_enough(rng):
    """On lattices with many coincident rows the short search finds every link and every edit."""
    for _ in range(30):
        n = rng.integers(8, 60)
        places = rng.integers(0, 3, (n, 2)).astype(float)
        labels = np.r_[0, 1, rng.integers(0, 2, n - 2)]
        table = LabelledTable(places, labels, np.zeros(2, dtype=bool))
        few, twin = first_twins(table.space, 2)
        assert np.array_equal(places[twin], places)
        links = tomek_links(table.space, labels)
        assert np.array_equal(tomek_links(table.space, labels, among=few), links)


def test_editing_of_repeated_rows_is_exact():
    """SMOTE + ENN on names, where most new rows coincide, keeps what editing at length keeps."""
    names_only = LabelledTable(CLAIMS.X[:, CLAIMS.nominal], CLAIMS.y, np.ones(4, dtype=bool))
    grown = METHODS["SMOTE"](names_only, 1)
    kept = edited_nearest_neighbours(grown.space, grown.y)
    assert np.array_equal(METHODS["SMOTE + ENN"](names_only, 1).X, grown.X[kept])


def test_the_checks_need_no_file():
    """376 patients, 19 of them ill, all numbers; 400 claims with four columns of names."""
    patients, claims = problem("patients"), problem("claims")
    assert (patients.X.shape, patients.y.sum(), patients.nominal.sum()) == ((376, 30), 19, 0)
    assert (claims.X.shape, claims.nominal.sum()) == ((400, 6), 4)
