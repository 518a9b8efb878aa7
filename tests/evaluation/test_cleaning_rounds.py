"""Cleaning in rounds: the samplers' rules, until nothing moves."""

import numpy as np
import pytest

from course_lib import datasets
from course_lib.evaluation.cleaning_rounds import RULES, cleaning_rounds
from course_lib.samplers import (
    EditedNearestNeighbours,
    RepeatedEditedNearestNeighbours,
    TomekLinks,
    edited_nearest_neighbours,
)

SAMPLERS = {
    "links": TomekLinks(),
    "links, both members": TomekLinks(sampling_strategy="all"),
    "editing, unanimity": EditedNearestNeighbours(),
    "editing, vote": EditedNearestNeighbours(kind_sel="mode", sampling_strategy="all"),
    "editing, unanimity, every class": EditedNearestNeighbours(sampling_strategy="all"),
}
PLANES = [
    datasets.overlapping_moons(),
    datasets.noise_island(),
    datasets.three_classes(),
    datasets.overlapping_clouds(900, 100, 2),
]


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("data", PLANES)
def test_the_first_round_is_the_sampler(rule, data):
    """One round leaves the rows that the sampler of that name leaves."""
    sampler = SAMPLERS[rule]
    sampler.fit_resample(*data)
    kept = cleaning_rounds(*data, rule)
    left = kept[min(1, len(kept) - 1)]
    np.testing.assert_array_equal(left, np.sort(sampler.sample_indices_))


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("data", PLANES)
def test_every_round_shrinks_and_the_last_is_a_fixed_point(rule, data):
    """Rows only go, each round takes some, and cleaning what is left takes none."""
    kept = cleaning_rounds(*data, rule)
    for before, after in zip(kept, kept[1:], strict=False):
        assert set(after) < set(before)
    X, y = data
    last = kept[-1]
    if len(np.unique(y[last])) > 1:
        assert len(cleaning_rounds(X[last], y[last], rule)) == 1 or len(np.unique(y)) > 2


@pytest.mark.parametrize("data", PLANES)
def test_repeated_until_nothing_moves(data):
    """The end is that of TomekLinks(max_iter=None), and of RENN where no class gets too small."""
    links = TomekLinks(max_iter=None)
    links.fit_resample(*data)
    np.testing.assert_array_equal(cleaning_rounds(*data, "links")[-1], links.sample_indices_)
    if len(np.unique(data[1])) == 2:
        renn = RepeatedEditedNearestNeighbours()
        renn.fit_resample(*data)
        left = cleaning_rounds(*data, "editing, unanimity")[-1]
        np.testing.assert_array_equal(left, np.sort(renn.sample_indices_))


def test_most_rounds():
    """As many rounds as asked for; none leaves all rows."""
    X, y = datasets.receding_line()
    assert [len(cleaning_rounds(X, y, "links", most_rounds=n)) for n in (0, 1, 3)] == [1, 2, 4]


def test_links_take_a_receding_majority_one_by_one():
    """Eight rounds, and no majority sample is left."""
    X, y = datasets.receding_line(8)
    kept = cleaning_rounds(X, y, "links")
    assert [len(rows) for rows in kept] == [9, 8, 7, 6, 5, 4, 3, 2, 1]


def test_where_a_class_is_gone_the_rounds_end():
    """Editing by unanimity takes both members of a lone pair, and there is nothing to judge."""
    X = np.r_[np.arange(10.0), 3.4][:, None]
    y = np.r_[np.zeros(10, int), 1]
    kept = cleaning_rounds(X, y, "editing, unanimity, every class")
    assert np.unique(y[kept[-1]]).tolist() == [0]
    assert edited_nearest_neighbours(X, y, kind_sel="all").sum() == len(kept[1])


def test_unknown_rule():
    """The message lists the rules."""
    with pytest.raises(ValueError, match="choose among links, "):
        cleaning_rounds([[0.0], [1.0]], [0, 1], "editing")
