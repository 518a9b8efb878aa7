"""The recorded twins, ties and seeds are what a new count gives."""

import numpy as np
import pytest

from course_lib import datasets
from course_lib.experiments import seed_spread
from course_lib.experiments.ties_and_seeds import (
    LOADERS,
    SEEDS,
    SMALL,
    measurements,
    smote_seed_scores,
    ties,
    twins,
)
from course_lib.results import recorded

RECORD = recorded("ties_and_seeds")


def test_without_ties_nothing_hangs_on_the_order():
    """On continuous data all links are steady, and the library finds the same."""
    numbers = ties(*datasets.overlapping_moons())
    assert numbers["links"] == numbers["library's links"] == 8
    for name in ("some", "every", "an average"):
        assert numbers[f"linked in {name} order"] == 16
        assert numbers[f"linked in {name} order, nudged"] == 16


def test_the_record_names_the_tables_it_was_measured_on():
    """Its checksums are those of the registered tables."""
    assert RECORD["data_sha256"] == {name: datasets.TABLES[name].sha256 for name in LOADERS}
    assert RECORD["seeds"] == SEEDS
    assert set(RECORD["measured"]["F1"]) == set(SMALL)


@pytest.mark.real_data
@pytest.mark.parametrize("name", LOADERS)
def test_twins_counted_again(name):
    """Twins of the real table are the recorded ones."""
    assert twins(name) == RECORD["measured"]["twins"][name]


@pytest.mark.real_data
@pytest.mark.parametrize("name", ["haberman", "pima", "oil_spill"])
def test_ties_and_seeds_measured_again(name):
    """Ties, raw and standardised, and two seeds of the real table are the recorded ones."""
    for kind, scaled in (("raw", False), ("standardised", True)):
        again = ties(*measurements(name, scaled=scaled))
        assert again == pytest.approx(RECORD["measured"][kind][name])
    scores = smote_seed_scores(*measurements(name, scaled=False), [None, 0, 1])
    np.testing.assert_allclose(scores, RECORD["measured"]["F1"][name][:3], atol=1e-5)


def test_a_draw_measured_again():
    """The spread over seeds on one draw of the moons is the recorded one."""
    again = seed_spread.seed_by_seed(10, 3)
    assert again == recorded("seed_spread")["measured"]["10 rare, draw 3"]
