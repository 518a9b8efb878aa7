"""Every overlay shows what the course's own rule says, stage by stage."""

import numpy as np
import pytest

from course_lib.datasets import first_plane, noise_island, overlapping_moons, tied_plane
from course_lib.explore.overlays import OVERLAYS, balance, regions, stages_of
from course_lib.samplers import (
    SMOTE,
    SMOTEENN,
    CondensedNearestNeighbour,
    SMOTETomek,
    TomekLinks,
    edited_nearest_neighbours,
    gabriel_links,
    tomek_links,
)

PLANES = {
    "first": first_plane(),
    "moons": overlapping_moons(60, 15, random_state=1),
    "island": noise_island(),
}


@pytest.fixture(params=PLANES)
def plane(request):
    """Return one plane after the other."""
    return PLANES[request.param]


def stages(plane, overlay, **asked):
    """Return the stages of one overlay on one plane."""
    return stages_of(*plane, {"overlay": overlay, "seed": 0, "focused": -1, **asked})


def left_of(plane, stage):
    """Return the samples that a stage leaves, sorted."""
    new = np.array([sample[:2] for sample in stage.get("new", [])]).reshape(-1, 2)
    X = np.delete(np.vstack([plane[0], new]), stage["gone"], axis=0)
    return X[np.lexsort(X.T)]


def test_tomek_links_and_the_member_that_goes(plane):
    """The links are those of the rule; who goes is who the sampler removes."""
    X, y = plane
    first, last = stages(plane, "Tomek links")
    assert first["links"] == tomek_links(X, y).tolist()
    sampler = TomekLinks()
    sampler.fit_resample(X, y)
    kept = np.delete(np.arange(len(y)), first["removed"])
    assert kept.tolist() == sorted(sampler.sample_indices_)
    assert last["gone"] == first["removed"]


def test_who_goes_between_equal_classes_is_as_in_the_sampler():
    """Of two equally large classes the first label is the minority, as in imbalanced-learn."""
    X, y = np.array([[0.0, 0], [1, 0], [9, 0], [5, 0]]), np.array([0, 1, 0, 1])
    sampler = TomekLinks()
    sampler.fit_resample(X, y)
    removed = stages((X, y), "Tomek links")[0]["removed"]
    assert sorted(set(range(4)) - set(removed)) == sorted(sampler.sample_indices_)


def test_gabriel_pairs_contain_the_links(plane):
    """The dashed pairs are Gabriel's, and every link is one of them."""
    (stage,) = stages(plane, "Gabriel pairs")
    assert stage["dashed"] == gabriel_links(*plane).tolist()
    assert {*map(tuple, stage["links"])} <= {*map(tuple, stage["dashed"])}


def test_votes_and_the_neighbours_of_the_sample_in_focus(plane):
    """Those crossed out are outvoted; three threads lead from the sample in focus."""
    first, last = stages(plane, "ENN votes", focused=4)
    assert first["removed"] == np.flatnonzero(~edited_nearest_neighbours(*plane, 3)).tolist()
    assert [start for start, _ in first["threads"]] == [4, 4, 4]
    assert "of row 4" in first["title"]
    assert last["gone"] == first["removed"]
    assert not stages(plane, "ENN votes")[0]["threads"]


def test_the_store_grows_by_one_sample_a_stage(plane):
    """Each stage stores one sample more, and the last store classifies every sample rightly."""
    X, y = plane
    shown = stages(plane, "Hart’s store")
    assert [len(stage["stored"]) for stage in shown] == list(range(1, len(shown) + 1))
    store = np.array(shown[-1]["stored"])
    distances = np.linalg.norm(X[:, None] - X[store], axis=2)
    assert (y[store[distances.argmin(axis=1)]] == y).all()
    assert len(store) < len(CondensedNearestNeighbour().fit_resample(X, y)[0]) + len(y)


def test_smote_adds_what_the_sampler_adds(plane):
    """The synthetic samples are the sampler's, and lie on their segments."""
    X, y = plane
    new = stages(plane, "SMOTE", seed=3)[1]["new"]
    expected = SMOTE(random_state=3).fit_resample(X, y)[0][len(y) :]
    np.testing.assert_array_equal([sample[:2] for sample in new], expected)
    for *place, label, start, end in new:
        assert y[start] == y[end] == label
        reach = np.linalg.norm(X[start] - place) + np.linalg.norm(X[end] - place)
        assert reach == pytest.approx(np.linalg.norm(X[start] - X[end]))


@pytest.mark.parametrize(
    ("overlay", "sampler"), [("SMOTETomek", SMOTETomek), ("SMOTEENN", SMOTEENN)]
)
def test_a_combination_ends_where_the_sampler_ends(plane, overlay, sampler):
    """What the last stage leaves is what the combination returns."""
    last = stages(plane, overlay, seed=1)[-1]
    expected = sampler(random_state=1).fit_resample(*plane)[0]
    np.testing.assert_array_equal(left_of(plane, last), expected[np.lexsort(expected.T)])


@pytest.mark.parametrize("overlay", OVERLAYS)
@pytest.mark.parametrize("n", range(4))
def test_few_samples_are_explained(overlay, n):
    """With too few samples or one class an overlay says what is missing, in words."""
    for y in (np.zeros(n, dtype=int), np.arange(n) % 2):
        X = np.arange(2.0 * n).reshape(-1, 2)
        for stage in stages((X, y), overlay):
            assert stage["title"]


@pytest.mark.parametrize("overlay", OVERLAYS)
def test_ties_and_duplicates_are_drawn(overlay):
    """On the plane of ties every overlay has a stage to show."""
    assert "cannot" not in stages(tied_plane(), overlay)[0]["title"]


def test_regions_are_those_of_the_nearest_sample():
    """Each cell has the label of the sample nearest to its centre."""
    X, y = np.array([[0.0, 0.0], [10.0, 0.0]]), np.array([0, 1])
    found = regions(X, y, np.array([0, 1]), [-5, 15, -5, 5])
    lines = [
        found["labels"][i : i + found["across"]]
        for i in range(0, len(found["labels"]), found["across"])
    ]
    assert len(lines) == found["up"]
    assert set(lines) == {"0" * (found["across"] // 2) + "1" * (found["across"] // 2)}


def test_balance_counts_each_class():
    """Counts and the imbalance ratio stand in one line."""
    assert balance(np.array([0, 0, 0, 1])) == "3 of class 0, 1 of class 1; 3:1"
    assert balance(np.array([], dtype=int)) == "no samples"
