"""When to stop: each rule on rounds whose sizes are known, and in the protocol."""

import numpy as np
import pytest

from course_lib import datasets
from course_lib.evaluation import METRIC_NAMES
from course_lib.evaluation.cleaning_rounds import cleaning_rounds
from course_lib.evaluation.protocol import SEEDS
from course_lib.experiments.stopping_rules import (
    DATA_SETS,
    METHODS,
    MODEL_NAMES,
    STOPS,
    CleanInRounds,
    recorded_stops,
    rounds_to_run,
    stop_differences,
    stopping_scores,
)
from course_lib.samplers import EditedNearestNeighbours, RepeatedEditedNearestNeighbours

SIZES = [1000, 950, 930, 925, 900]
KEPT = [np.arange(size) for size in SIZES]
Y = np.r_[np.zeros(880, int), np.ones(120, int)]  # the first round takes 50 of the 120


@pytest.mark.parametrize(
    ("stop", "rounds"),
    [("one round", 1), ("nothing moves", 4), ("below 1 %", 2), ("a tenth of a class", 0)],
)
def test_each_rule_stops_where_its_name_says(stop, rounds):
    """The third round takes 5 of 930 rows, and the first takes 50 of a class of 120."""
    assert rounds_to_run(KEPT, Y, stop) == rounds


@pytest.mark.parametrize("stop", STOPS)
def test_nothing_to_do(stop):
    """Where no round removes anything, no rule runs one."""
    assert rounds_to_run([np.arange(9)], np.arange(9) % 2, stop) == 0


def test_the_ends_are_the_librarys_samplers():
    """One round of unanimity is ENN, and until nothing moves is RENN."""
    X, y = datasets.overlapping_moons()
    for stop, sampler in (
        ("one round", EditedNearestNeighbours()),
        ("nothing moves", RepeatedEditedNearestNeighbours()),
    ):
        sampler.fit_resample(X, y)
        left, _ = CleanInRounds("editing, unanimity", stop).fit_resample(X, y)
        np.testing.assert_array_equal(left, X[np.sort(sampler.sample_indices_)])


@pytest.mark.parametrize("rounds", [0, 1, 2, 99])
def test_a_number_is_the_largest_number_of_rounds(rounds):
    """No rounds leave everything; more than there are leave what all of them leave."""
    X, y = datasets.overlapping_clouds(900, 100, 2)
    kept = cleaning_rounds(X, y, "links")
    left, labels = CleanInRounds("links", rounds).fit_resample(X, y)
    rows = kept[min(rounds, len(kept) - 1)]
    np.testing.assert_array_equal(left, X[rows])
    np.testing.assert_array_equal(labels, y[rows])


def test_unknown_stop():
    """The message lists the rules."""
    with pytest.raises(ValueError, match="choose among one round"):
        CleanInRounds("links", "never").fit_resample(*datasets.overlapping_moons())


def test_every_score_is_recorded():
    """Twenty seeds of every method, on every data set behind every model."""
    for data_set in DATA_SETS:
        for model in MODEL_NAMES:
            scores = recorded_stops(data_set, model)
            assert scores.groupby("method").size().to_dict() == dict.fromkeys(METHODS, len(SEEDS))
    table = stop_differences("no resampling")
    assert len(table) == len(DATA_SETS) * len(MODEL_NAMES) * 6 * len(METRIC_NAMES)


def test_a_new_measurement_agrees_with_the_record():
    """Measured again, the first seed on the clouds scores as recorded."""
    live = stopping_scores("clouds", "nearest neighbours", [0])
    both = live.merge(
        recorded_stops("clouds", "nearest neighbours"), on=["seed", "method"], suffixes=("", "_old")
    )
    assert len(both) == len(METHODS)
    for metric in METRIC_NAMES:
        np.testing.assert_allclose(both[metric], both[f"{metric}_old"], atol=1e-5)
