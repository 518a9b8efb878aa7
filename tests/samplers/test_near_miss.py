"""NearMiss: the three readings of "nearest to the minority", and how many rows each can give."""

import warnings

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import sparse
from sklearn.neighbors import NearestNeighbors

from course_lib.distances import MIXED_METRICS, metric_space
from course_lib.samplers import NearMiss, near_miss
from tests.points import MEASURABLE, continuous, labelled, points_for, samples
from tests.samplers import definitions

VERSIONS = [1, 2, 3]
# On a line: the minority at 5 and 6.
X, Y = [[0.0], [1.0], [4.0], [9.0], [5.0], [6.0]], [0, 0, 0, 0, 1, 1]


# --- the rule


@pytest.mark.parametrize(
    ("parameters", "rows"),
    [
        # 4 is 1 from its nearest, 9 is 3, 1 is 4, 0 is 5.
        ({"version": 1, "n_neighbors": 1}, [2, 3, 1, 0]),
        # Sums over both: 4 has 3, 9 has 7, 1 has 9, 0 has 11.
        ({"version": 1, "n_neighbors": 2}, [2, 3, 1, 0]),
        # The farthest is 2 from 4, 4 from 9, 5 from 1, 6 from 0.
        ({"version": 2, "n_neighbors": 1}, [2, 3, 1, 0]),
        # Near 5 are 4, and of 1 and 9, as far both, the lower row; near 6 are 4 and 9.
        ({"version": 3, "n_neighbors": 1, "n_neighbors_ver3": 2}, [1, 3, 2]),
        ({"version": 3, "n_neighbors": 1, "n_neighbors_ver3": 1}, [2]),
    ],
)
def test_rows_on_a_line(parameters, rows):
    """Version 1 looks at the nearest, 2 at the farthest, 3 prefers the farthest of the near."""
    assert near_miss(X, Y, 0, 4, **parameters).tolist() == rows


def test_the_versions_differ():
    """A row near one minority sample and far from another: version 1 takes it, 2 does not."""
    points, y = [[0.0], [5.0], [20.0], [-1.0], [11.0]], [0, 0, 0, 1, 1]
    assert near_miss(points, y, 0, 1, version=1, n_neighbors=1).tolist() == [0]
    assert near_miss(points, y, 0, 1, version=2, n_neighbors=1).tolist() == [1]


@pytest.mark.parametrize("version", VERSIONS)
def test_a_mean_over_no_neighbors_is_refused(version):
    """Zero neighbours have no mean distance, in any version."""
    with pytest.raises(ValueError, match="n_neighbors=0: a mean distance needs"):
        near_miss(X, Y, 0, 1, version=version, n_neighbors=0)


def test_equally_good_rows_come_by_number():
    """Rows with the same mean distance are taken in the order of their numbers, in any version."""
    points, y = [[2.0], [-2.0], [2.0], [0.0], [0.0]], [0, 0, 0, 1, 1]
    for version in VERSIONS:
        rows = near_miss(points, y, 0, 2, version=version, n_neighbors=2, n_neighbors_ver3=3)
        assert rows.tolist() == [0, 1]


@given(
    samples=samples,
    version=st.sampled_from(VERSIONS),
    k=st.integers(1, 4),
    k_first=st.integers(1, 4),
    data=st.data(),
)
def test_the_rule_is_the_definition(samples, version, k, k_first, data):
    """On drawn samples, lattice and continuous, of any class, the definition decides."""
    X, y = samples
    label = data.draw(st.sampled_from(sorted(set(y.tolist()))))
    n_rare = min(np.unique(y, return_counts=True)[1])
    assume(k <= n_rare and k_first < (y == label).sum())
    n_rows = data.draw(st.integers(0, int((y == label).sum())))
    rows = near_miss(X, y, label, n_rows, version=version, n_neighbors=k, n_neighbors_ver3=k_first)
    expected = definitions.near_misses(metric_space(X), y, label, n_rows, version, k, k_first)
    assert rows.tolist() == expected


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize(("name", "metric"), MEASURABLE)
def test_the_rule_in_every_metric(name, metric, version, rng):
    """For every metric and set of points the rows are those of the definition."""
    X = points_for(name, metric, rng, 60, 8)
    _, y = labelled(continuous, n=len(X), classes=3, share=0.5)
    rows = near_miss(X, y, 0, 12, version=version, metric=metric, p=3)
    space = metric_space(X, metric, p=3)
    assert rows.tolist() == definitions.near_misses(space, y, 0, 12, version)


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("metric", MIXED_METRICS)
def test_the_rule_on_mixed_tables(metric, version, rng):
    """Tables of numbers and categories have near misses like any other."""
    table = pd.DataFrame(rng.integers(0, 5, size=(60, 4))).astype({1: "category", 3: "category"})
    y = (rng.random(60) < 0.2).astype(int)
    parameters = {"metric": metric, "categorical_features": "auto"}
    space = metric_space(table, y=y, **parameters)
    rows = near_miss(table, y, 0, 9, version=version, **parameters)
    assert rows.tolist() == definitions.near_misses(space, y, 0, 9, version)


@pytest.mark.parametrize("contain", [np.asfortranarray, sparse.csr_array, sparse.csc_matrix])
@pytest.mark.parametrize("version", VERSIONS)
def test_the_container_does_not_matter(version, contain):
    """The same numbers give the same rows in any container."""
    X, y = labelled(continuous, n=150, d=9, share=0.3)
    np.testing.assert_array_equal(
        near_miss(contain(X), y, 0, 20, version=version), near_miss(X, y, 0, 20, version=version)
    )


# --- the sampler


@given(
    samples=samples,
    version=st.sampled_from(VERSIONS),
    strategy=st.sampled_from(["auto", "majority", "not minority", "not majority", "all"]),
)
def test_the_sampler_applies_the_rule(samples, version, strategy):
    """Classes come in order: chosen rows best first, those of the other classes as they are."""
    X, y = samples
    counts = dict(zip(*np.unique(y, return_counts=True), strict=True))
    assume(min(counts.values()) > 2)
    sampler = NearMiss(
        version=version, sampling_strategy=strategy, n_neighbors=2, n_neighbors_ver3=2
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        X_kept, _ = sampler.fit_resample(X, y)
    expected = []
    for label in counts:
        n_rows = sampler.sampling_strategy_.get(label)
        if n_rows is None:
            expected += definitions.rows_of(y, label)
        else:
            expected += definitions.near_misses(metric_space(X), y, label, n_rows, version, 2, 2)
    assert sampler.sample_indices_.tolist() == expected
    np.testing.assert_array_equal(X_kept, X[expected])


@pytest.mark.parametrize("name", ["n_neighbors", "n_neighbors_ver3"])
def test_neighbors_are_asked_for_by_number_or_object(name):
    """Of a scikit-learn object the number is read as it is: no row looks for itself here."""
    X, y = labelled(continuous, n=120, d=2, share=0.3)
    kept = []
    for asked in (4, NearestNeighbors(n_neighbors=4)):
        sampler = NearMiss(version=3, **{name: asked})
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)
            sampler.fit_resample(X, y)
        kept.append(sampler.sample_indices_.tolist())
    assert kept[0] == kept[1]


def test_nothing_is_random():
    """Another order of the rows chooses the same samples: without ties nothing else decides."""
    X, y = labelled(continuous, n=150, d=3, share=0.3)
    order = np.random.default_rng(0).permutation(150)
    for version in (1, 2):
        sampler, shuffled = NearMiss(version=version), NearMiss(version=version)
        sampler.fit_resample(X, y)
        shuffled.fit_resample(X[order], y[order])
        larger = [row for row in order[shuffled.sample_indices_] if y[row] == 0]
        assert [row for row in sampler.sample_indices_ if y[row] == 0] == larger


# --- what does not hold


def test_version_3_gives_fewer_rows_than_asked():
    """Version 3 chooses among the neighbours of the minority, which can be too few: it warns."""
    X, y = labelled(continuous, n=300, d=2, share=0.3)
    sampler = NearMiss(version=3, n_neighbors_ver3=1)
    with pytest.warns(UserWarning, match=r"found \d+ rows of class 0, \d+ were asked for; raise"):
        sampler.fit_resample(X, y)
    n_chosen = (y[sampler.sample_indices_] == 0).sum()
    assert n_chosen < sampler.sampling_strategy_[0]


def test_it_keeps_the_border_and_noise():
    """The rows kept are those nearest to the minority, a mislabelled one among it first of all."""
    X, y = labelled(continuous, n=200, d=2, share=0)
    y[:20] = 1
    X[:20] += 5
    X[20] = X[:20].mean(axis=0)
    assert near_miss(X, y, 0, 10)[0] == 20
    assert np.linalg.norm(X[near_miss(X, y, 0, 10)] - 5, axis=1).max() < np.median(
        np.linalg.norm(X[20:] - 5, axis=1)
    )


# --- what is refused


@pytest.mark.parametrize(
    ("label", "parameters", "message"),
    [
        (7, {}, r"No row has the class 7; choose among \[0, 1\]"),
        (0, {"version": 4}, "version=4 is not known; choose 1, 2 or 3"),
        (0, {"n_neighbors": 3}, "k=3 neighbours were asked for, but 2 rows can be neighbours"),
        (0, {"version": 3, "n_neighbors_ver3": 5}, "k=5 neighbours were asked for, but 4 rows"),
        (0, {"metric": "l2"}, "metric='l2' is not known"),
    ],
)
def test_bad_questions_are_refused(label, parameters, message):
    """A class or parameter that makes no sense is refused by name, value and rule."""
    with pytest.raises(ValueError, match=message):
        near_miss(X, Y, label, 2, **parameters)


@pytest.mark.parametrize(
    ("y", "message"),
    [([0] * 6, r"y holds one class only \(0\)"), ([0, 1], "X has 6 rows and y has 2")],
)
def test_bad_labels_are_refused(y, message):
    """Labels that are too few or all the same are refused."""
    with pytest.raises(ValueError, match=message):
        near_miss(X, y, 0, 2)


def test_a_wrong_version_is_refused():
    """The sampler knows three versions."""
    with pytest.raises(ValueError, match="'version' parameter of NearMiss .* Got 4"):
        NearMiss(version=4).fit_resample(X, Y)
