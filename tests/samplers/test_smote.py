"""SMOTE: where synthetic samples lie, whose they are, how many, and where they may land."""

from collections import Counter

import imblearn.over_sampling
import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import sparse
from sklearn.neighbors import NearestNeighbors

from course_lib.distances import metric_space
from course_lib.samplers import SMOTE, interpolated, smote
from course_lib.samplers.smote import METRICS_OF_NUMBERS
from tests import naive
from tests.points import continuous, labelled, points_for, samples
from tests.samplers import definitions
from tests.samplers.containers import assert_same


@st.composite
def classes_to_grow(draw):
    """Draw samples, the rows of one class with at least two, and a k that it can bear."""
    X, y = draw(samples)
    label = draw(st.sampled_from(sorted(set(y.tolist()))))
    rows = np.flatnonzero(y == label)
    assume(len(rows) > 1)
    return X, rows, draw(st.integers(1, min(5, len(rows) - 1)))


# --- the rule


def test_a_sample_lies_between_a_row_and_its_neighbor():
    """On a line every synthetic sample is the seed row, plus the gap times the way there."""
    X = np.array([[0.0], [1.0], [9.0], [4.0]])
    segments = smote(X, [0, 1, 3], 50, k_neighbors=1, random_state=0)
    pairs = set(zip(segments.seed_rows.tolist(), segments.neighbor_rows.tolist(), strict=True))
    assert pairs == {(0, 1), (1, 0), (3, 1)}
    assert (segments.gaps >= 0).all() and (segments.gaps < 1).all()
    start, stop = X[segments.seed_rows], X[segments.neighbor_rows]
    expected = start + segments.gaps[:, None] * (stop - start)
    np.testing.assert_array_equal(interpolated(X, segments), expected)


@given(drawn=classes_to_grow(), n_new=st.integers(0, 40), seed=st.integers(0, 2**32 - 1))
def test_the_rule_is_the_definition(drawn, n_new, seed):
    """On drawn samples, lattice and continuous, what is new is the definition's to the last bit."""
    X, rows, k = drawn
    segments = smote(X, rows, n_new, k_neighbors=k, random_state=seed)
    expected = definitions.synthetic(metric_space(X), X, rows, n_new, k, seed)
    new = interpolated(X, segments)
    assert new.shape == (n_new, X.shape[1])
    assert new.tolist() == expected


@given(drawn=classes_to_grow(), seed=st.integers(0, 2**32 - 1))
def test_samples_stay_within_their_class(drawn, seed):
    """Seed rows and neighbours are of the class and differ; no value leaves the class's range."""
    X, rows, k = drawn
    segments = smote(X, rows, 30, k_neighbors=k, random_state=seed)
    assert np.isin(segments.seed_rows, rows).all() and np.isin(segments.neighbor_rows, rows).all()
    assert (segments.seed_rows != segments.neighbor_rows).all()
    new = interpolated(X, segments)
    room = 1e-12 * np.abs(X).max()
    assert (new >= X[rows].min(axis=0) - room).all() and (new <= X[rows].max(axis=0) + room).all()


@pytest.mark.parametrize("metric", METRICS_OF_NUMBERS)
@pytest.mark.parametrize("name", ["continuous", "lattice", "tenths"])
def test_neighbors_in_every_metric(name, metric, rng):
    """In any metric that knows numbers the neighbour is one of the k nearest in the class."""
    X = points_for(name, metric, rng, 60, 4)
    rows = np.flatnonzero(rng.random(60) < 0.5)
    segments = smote(X, rows, 500, k_neighbors=3, random_state=0, metric=metric, p=3)
    space = metric_space(X, metric, p=3)
    nearest = naive.neighbors(space, 3, rows, rows)
    allowed = {(row, other) for row, some in zip(rows, nearest, strict=True) for other in some}
    assert set(zip(segments.seed_rows, segments.neighbor_rows, strict=True)) <= allowed
    new = SMOTE(metric=metric, p=3, k_neighbors=3, random_state=0)
    new.fit_resample(X, np.isin(range(60), rows))
    for drawn in new.segments_.values():
        assert drawn.neighbor_rows.shape == drawn.gaps.shape


def test_every_pair_has_the_same_chance():
    """All pairs of a row and one of its k neighbours are drawn equally often, gaps evenly."""
    X = np.random.default_rng(0).normal(size=(8, 2))
    segments = smote(X, np.arange(8), 16_000, k_neighbors=2, random_state=0)
    counts = Counter(zip(segments.seed_rows, segments.neighbor_rows, strict=True))
    assert len(counts) == 16
    assert all(abs(count - 1000) < 150 for count in counts.values())
    assert abs(np.histogram(segments.gaps, bins=10, range=(0, 1))[0] - 1600).max() < 200


# --- the sampler


def grown(**parameters):
    """Return three classes of 60, 30 and 10 rows, the sampler, and what it makes of them."""
    X, _ = labelled(continuous, n=100, d=3)
    y = np.random.default_rng(0).permutation(np.repeat([1, 0, 2], [60, 30, 10]))
    sampler = SMOTE(random_state=0, **parameters)
    return X, y, sampler, *sampler.fit_resample(X, y)


def test_original_rows_come_first():
    """The rows as they were are followed by those of each class that grows, in order of labels."""
    X, y, sampler, X_new, y_new = grown()
    np.testing.assert_array_equal(X_new[:100], X)
    np.testing.assert_array_equal(y_new[:100], y)
    assert y_new[100:].tolist() == [0] * 30 + [2] * 50
    assert list(sampler.segments_) == [0, 2]
    made = [interpolated(X, segments) for segments in sampler.segments_.values()]
    np.testing.assert_array_equal(X_new[100:], np.vstack(made))


def test_a_seed_starts_the_same_stream_for_every_class():
    """With an integer each class is drawn from the start of one stream, as in the library."""
    X, y, sampler, _, _ = grown()
    for label, segments in sampler.segments_.items():
        rows = np.flatnonzero(y == label)
        alone = smote(X, rows, len(segments.gaps), random_state=0)
        for ours, expected in zip(segments, alone, strict=True):
            np.testing.assert_array_equal(ours, expected)
    by_generator = grown()[2].set_params(random_state=np.random.RandomState(0))
    by_generator.fit_resample(X, y)
    assert by_generator.segments_[0].gaps.tolist() == sampler.segments_[0].gaps.tolist()
    assert by_generator.segments_[2].gaps.tolist() != sampler.segments_[2].gaps.tolist()


@pytest.mark.parametrize(
    ("strategy", "counts"),
    [
        ("auto", [60, 60, 60]),
        ("not majority", [60, 60, 60]),
        ("minority", [30, 60, 60]),
        ("not minority", [60, 60, 10]),
        ("all", [60, 60, 60]),
        ({2: 25}, [30, 60, 25]),
        ({0: 30, 2: 11}, [30, 60, 11]),
        (lambda y: {0: 31}, [31, 60, 10]),
    ],
    ids=["auto", "not majority", "minority", "not minority", "all", "one", "two", "function"],
)
def test_how_far_classes_grow(strategy, counts):
    """A name grows classes to the size of the largest; a dict or function gives final counts."""
    _, _, sampler, _, y_new = grown(sampling_strategy=strategy)
    assert np.bincount(y_new).tolist() == counts
    assert {label: len(some.gaps) for label, some in sampler.segments_.items()} == {
        label: n_new for label, n_new in sampler.sampling_strategy_.items() if n_new
    }


@pytest.mark.parametrize("ratio", [0.5, 0.77, 1.0])
def test_a_ratio_of_two_classes(ratio):
    """A number is the size of the smaller class over that of the larger, afterwards."""
    y = np.repeat([0, 1], [80, 20])
    X = np.random.default_rng(0).normal(size=(100, 2))
    y_new = SMOTE(sampling_strategy=ratio).fit_resample(X, y)[1]
    assert np.bincount(y_new).tolist() == [80, int(80 * ratio)]


def test_a_neighbors_object_counts_the_row_itself():
    """Of a scikit-learn object the number is read, less one for the row itself."""
    by_number, by_object = grown(k_neighbors=3), grown(k_neighbors=NearestNeighbors(n_neighbors=4))
    np.testing.assert_array_equal(by_number[3], by_object[3])


# --- whole numbers and truth values


def whole_numbers(dtype):
    """Return whole numbers of a dtype, from all of its range if it is small, and two classes."""
    rng, info = np.random.default_rng(0), np.iinfo(dtype)
    low, high = max(info.min, -1000), min(info.max, 1000)
    return rng.integers(low, high, size=(60, 3), endpoint=True, dtype=dtype), np.arange(60) % 4 // 3


@pytest.mark.parametrize("contain", [np.array, sparse.csr_array], ids=["dense", "sparse"])
@pytest.mark.parametrize("dtype", [np.int64, np.int32, np.int16])
def test_whole_numbers_are_truncated_with_a_warning(dtype, contain):
    """Whole numbers stay whole, towards zero, the library's to the last; ours says so."""
    X, y = whole_numbers(dtype)
    with pytest.warns(UserWarning, match=r"whole numbers, .* truncated; pass X.astype\(float\)"):
        ours = SMOTE(random_state=0).fit_resample(contain(X), y)
    theirs = imblearn.over_sampling.SMOTE(random_state=0).fit_resample(contain(X), y)
    for mine, other in zip(ours, theirs, strict=True):
        assert_same(mine, other)
    exact, _ = SMOTE(random_state=0).fit_resample(X.astype(float), y)
    np.testing.assert_array_equal(naive.dense(ours[0]), np.trunc(exact))
    assert ours[0].dtype == dtype


@pytest.mark.parametrize("contain", [np.array, sparse.csr_array], ids=["dense", "sparse"])
@pytest.mark.parametrize("dtype", [np.uint8, np.uint64, np.int8])
def test_differences_do_not_wrap_around(dtype, contain):
    """A step down in unsigned numbers, or a long one in small ones, stays on its segment."""
    X, y = whole_numbers(dtype)
    with pytest.warns(UserWarning, match="whole numbers"):
        new, _ = SMOTE(random_state=0).fit_resample(contain(X), y)
    exact, _ = SMOTE(random_state=0).fit_resample(X.astype(float), y)
    np.testing.assert_array_equal(naive.dense(new), np.trunc(exact))


def test_truth_values_are_refused():
    """Between yes and no lies nothing: a table of truth values alone is refused, the fix named."""
    with pytest.raises(TypeError, match="holds only booleans; use SMOTEN or SMOTENC"):
        SMOTE().fit_resample(np.eye(40, dtype=bool), np.arange(40) % 4 // 3)


def test_a_truth_value_among_numbers_becomes_true():
    """In a table of several kinds truth values pass as numbers; any fraction comes back as True."""
    X, y = labelled(continuous, n=60, d=2, share=0.5)
    table = pd.DataFrame({"amount": X[:, 0], "online": X[:, 1] > 0})
    ours = SMOTE(random_state=0).fit_resample(table, y)
    theirs = imblearn.over_sampling.SMOTE(random_state=0).fit_resample(table, y)
    for mine, other in zip(ours, theirs, strict=True):
        assert_same(mine, other)
    assert ours[0]["online"].dtype == bool
    grown_share, share = ours[0]["online"][60:].mean(), table["online"][y == 1].mean()
    assert grown_share > share


# --- what does not hold


def test_samples_can_land_among_the_majority():
    """Two small groups of the minority are joined right across the majority between them."""
    X = np.array([[0.0], [1.0], [10.0], [11.0], *([[x] for x in np.linspace(4, 7, 20)])])
    y = np.repeat([1, 0], [4, 20])
    X_new, _ = SMOTE(k_neighbors=2, random_state=0).fit_resample(X, y)
    assert ((X_new[24:] > 4) & (X_new[24:] < 7)).any()


def test_samples_can_land_on_a_majority_sample():
    """Twins of the minority in the place of a majority sample make more copies of that place."""
    X, y = np.array([[0.0], [0.0], [0.0], [1.0], [2.0]]), np.array([1, 1, 0, 0, 0])
    X_new, y_new = SMOTE(k_neighbors=1, random_state=0).fit_resample(X, y)
    assert (X_new[5:].tolist(), y_new[5:].tolist()) == ([[0.0]], [1])


def test_a_lone_group_smaller_than_k_reaches_into_others():
    """With k at least the size of a group its neighbours are elsewhere: small disjuncts blur."""
    X = np.array([[0.0], [0.1], *([[x] for x in np.linspace(10, 11, 6)])])
    inside = smote(X, np.arange(8), 100, k_neighbors=1, random_state=0)
    across = smote(X, np.arange(8), 100, k_neighbors=2, random_state=0)
    gaps = [interpolated(X, segments) for segments in (inside, across)]
    assert [((new > 0.1) & (new < 10)).any() for new in gaps] == [False, True]


def test_no_class_shrinks():
    """SMOTE only adds: a ratio below the one there is cannot be had."""
    X, y = np.random.default_rng(0).normal(size=(100, 2)), np.repeat([0, 1], [80, 20])
    with pytest.raises(ValueError, match="ratio required to remove samples"):
        SMOTE(sampling_strategy=0.2).fit_resample(X, y)


# --- what is refused


@pytest.mark.parametrize(
    ("rows", "parameters", "message"),
    [
        ([0, 1, 2], {}, "k_neighbors=5 needs at least 6 samples in a class, and this one has 3"),
        ([0, 1, 2], {"k_neighbors": 0}, "k=0 neighbours were asked for"),
        ([0, 7], {"k_neighbors": 1}, "class_rows= names row 7; rows run from 0 to 6"),
        (np.arange(7) < 3, {"k_neighbors": 1}, "turn a mask into rows with np.flatnonzero"),
        (np.arange(7), {"metric": "l2"}, "metric='l2' is not known"),
    ],
)
def test_bad_questions_are_refused(rows, parameters, message):
    """A class too small, a mask for rows or an unknown metric are refused, the fix named."""
    with pytest.raises(ValueError, match=message):
        smote(np.eye(7), rows, 3, **parameters)


def test_a_class_too_small_is_refused():
    """k is not cut down to what a class has: the message names both numbers and ways out."""
    X, y = np.eye(30), np.repeat([0, 1], [25, 5])
    with pytest.raises(ValueError, match="choose a smaller k_neighbors, or random over-sampling"):
        SMOTE().fit_resample(X, y)


@pytest.mark.parametrize("metric", ["heom", "hvdm"])
def test_metrics_of_categories_are_refused(metric):
    """What cannot be interpolated has no place here: metrics of categories are not offered."""
    with pytest.raises(ValueError, match=f"'metric' parameter of SMOTE .* Got '{metric}'"):
        SMOTE(metric=metric).fit_resample(np.eye(30), np.repeat([0, 1], [20, 10]))
