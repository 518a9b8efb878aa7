"""Condensing: what the store holds after each pass, what it promises in the end, and what not."""

import imblearn.under_sampling
import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import sparse
from sklearn.neighbors import KNeighborsClassifier, NearestNeighbors

from course_lib.distances import MIXED_METRICS, metric_space
from course_lib.samplers import CondensedNearestNeighbour, condensed_nearest_neighbour
from course_lib.samplers.condensed_nearest_neighbour import draw_seeds
from tests.points import (
    MEASURABLE,
    continuous,
    labelled,
    lattice_samples,
    points_for,
    samples,
)
from tests.samplers import definitions
from tests.samplers.containers import assert_same


def on_a_line(numbers, labels, start, **parameters):
    """Return the stores of points on a line, as rows."""
    X = np.reshape(numbers, (-1, 1))
    passes = condensed_nearest_neighbour(X, list(labels), start, **parameters)
    return [store.tolist() for store in passes]


def wrongly_classified(X, y, store):
    """Return the rows whose nearest stored row, themselves included, has another label."""
    judge = KNeighborsClassifier(1, algorithm="brute").fit(X[store], y[store])
    return np.flatnonzero(judge.predict(X) != y)


# --- the definition


@pytest.mark.parametrize(
    ("numbers", "labels", "start", "stores"),
    [
        ([0, 1, 2, 7, 8, 9], "---+++", [0], [[0, 3], [0, 3]]),
        ([0, 1, 2, 7, 8, 9], "---+++", [5], [[5, 0], [5, 0]]),
        ([0, 1, 2, 7, 8, 9], "---+++", [0, 5], [[0, 5]]),
        # 1 is right when its turn comes, wrong once 2 is stored, and joins in the second pass.
        ([0, 3, 4, 9], "--++", [0], [[0, 2], [0, 2, 1], [0, 2, 1]]),
        # 1 is as near to 0 as to 2: the lower row decides, and it is right.
        ([0, 1, 2, 3, 4], "--+--", [0], [[0, 2, 3], [0, 2, 3]]),
    ],
)
def test_stores_on_a_line(numbers, labels, start, stores):
    """A row that the store gets wrong joins at once; passes go on until one adds nothing."""
    assert on_a_line(numbers, labels, start) == stores


@given(samples=samples, k=st.integers(1, 3), data=st.data())
def test_every_pass_is_the_definition(samples, k, data):
    """From any start and with any number of votes, each pass stores what the definition stores."""
    X, y = samples
    start = data.draw(st.permutations(range(len(y))))[: data.draw(st.integers(k, k + 3))]
    assume(len(start) >= k)
    stores = list(condensed_nearest_neighbour(X, y, start, n_neighbors=k))
    expected = definitions.condensed(metric_space(X), y, start, k=k)
    assert [store.tolist() for store in stores] == expected


@given(samples=samples, data=st.data())
def test_only_named_rows_join(samples, data):
    """With `rows` the others are neither looked at nor stored."""
    X, y = samples
    rows = data.draw(st.permutations(range(len(y))))[: data.draw(st.integers(0, len(y)))]
    stores = list(condensed_nearest_neighbour(X, y, [0], rows=np.array(rows, dtype=int)))
    expected = definitions.condensed(metric_space(X), y, [0], rows)
    assert [store.tolist() for store in stores] == expected


@pytest.mark.parametrize(("name", "metric"), MEASURABLE)
def test_stores_in_every_metric(name, metric, rng):
    """For every metric and set of points the passes are those of the definition."""
    X = points_for(name, metric, rng, 40, 8)
    _, y = labelled(continuous, n=len(X), classes=3, share=0.6)
    space = metric_space(X, metric, p=3)
    stores = list(condensed_nearest_neighbour(X, y, [0], metric=metric, p=3))
    assert [store.tolist() for store in stores] == definitions.condensed(space, y, [0])
    np.testing.assert_array_equal(list(condensed_nearest_neighbour(space, y, [0]))[-1], stores[-1])


@pytest.mark.parametrize("metric", MIXED_METRICS)
def test_stores_of_mixed_tables(metric, rng):
    """Tables of numbers and categories are condensed like any other."""
    table = pd.DataFrame(rng.integers(0, 5, size=(60, 4))).astype({1: "category", 3: "category"})
    y = rng.integers(0, 3, 60)
    parameters = {"metric": metric, "categorical_features": "auto"}
    stores = condensed_nearest_neighbour(table, y, [0], **parameters)
    expected = definitions.condensed(metric_space(table, y=y, **parameters), y, [0])
    assert [store.tolist() for store in stores] == expected


@pytest.mark.parametrize("contain", [np.asfortranarray, sparse.csr_array, sparse.csc_matrix])
def test_the_container_does_not_matter(contain):
    """The same numbers give the same passes in any container."""
    X, y = labelled(continuous, n=80, d=9, classes=3, share=0.6)
    expected = list(condensed_nearest_neighbour(X, y, [0]))
    for ours, theirs in zip(condensed_nearest_neighbour(contain(X), y, [0]), expected, strict=True):
        np.testing.assert_array_equal(ours, theirs)


# --- what holds of every store


@given(samples=samples, k=st.integers(1, 3))
def test_the_last_store_is_stable(samples, k):
    """Another pass from the last store adds nothing, whatever ties, coincides or votes."""
    X, y = samples
    assume(len(y) >= k)
    *_, store = condensed_nearest_neighbour(X, y, np.arange(k), n_neighbors=k)
    again = list(condensed_nearest_neighbour(X, y, store, n_neighbors=k))
    assert [other.tolist() for other in again] == [store.tolist()]


@given(samples=samples)
def test_the_last_store_is_consistent(samples):
    """With one neighbour and no coincident rows that disagree, every row is classified rightly."""
    X, y = samples
    places = np.unique(X, axis=0, return_inverse=True)[1].ravel()
    assume(len(set(zip(places, y, strict=True))) == len(set(places)))
    *_, store = condensed_nearest_neighbour(X, y, [0])
    assert not len(wrongly_classified(X, y, store))


@given(samples=samples, k=st.integers(1, 3))
def test_stores_grow_and_repeat_no_row(samples, k):
    """Each store begins with the one before, and holds every row once."""
    X, y = samples
    assume(len(y) >= k)
    stores = [np.arange(k), *condensed_nearest_neighbour(X, y, np.arange(k), n_neighbors=k)]
    assert len(np.unique(stores[-1])) == len(stores[-1])
    for before, after in zip(stores, stores[1:], strict=False):
        assert after[: len(before)].tolist() == before.tolist()
    assert len(stores[-2]) == len(stores[-1])


# --- what does not hold


def test_the_store_depends_on_the_order():
    """Three rows on a line are enough for another order to give another store."""
    assert on_a_line([0, 1, 3], "-++", [0])[-1] == [0, 1]
    assert on_a_line([0, 3, 1], "-++", [0])[-1] == [0, 1, 2]


def test_the_store_is_not_the_smallest():
    """The first row is stored because it came first: here the other two classify all three."""
    assert on_a_line([0, 7, 12], "--+", [0])[-1] == [0, 2, 1]
    X, y = np.array([[0], [7], [12]]), np.array(["-", "-", "+"])
    assert not len(wrongly_classified(X, y, [1, 2]))


def test_noise_is_kept():
    """A single mislabelled row deep inside a class is stored, and so are rows around it."""
    numbers = [*range(11), 30]
    assert on_a_line(numbers, "-----------+", [0])[-1] == [0, 11]
    assert on_a_line(numbers, "-----+-----+", [0])[-1] == [0, 5, 6, 11, 3]


def test_the_border_is_kept_roughly():
    """Stored rows lie nearer to the border than others, yet the nearest two need not be stored."""
    X, _ = labelled(continuous, n=300, d=1)
    y = (X[:, 0] > 0).astype(int)
    *_, store = condensed_nearest_neighbour(X, y, [0])
    assert len(store) < 30
    assert np.median(abs(X[store])) < np.median(abs(X)) / 4
    assert not {X[X > 0].min(), X[X < 0].max()} <= set(X[store, 0])


def test_three_votes_need_not_be_consistent():
    """Three rows, all stored: the one that differs is outvoted by the two others."""
    stores = on_a_line([0, 1, 2], "--+", [0, 1, 2], n_neighbors=3)
    assert stores == [[0, 1, 2]]
    judge = KNeighborsClassifier(3).fit([[0], [1], [2]], ["-", "-", "+"])
    assert judge.predict([[2]]) == ["-"]


def test_coincident_rows_that_disagree_cannot_be_consistent():
    """Of two rows in one place with different labels at least one is always wrong."""
    assert on_a_line([0, 0], "-+", [0]) == [[0, 1], [0, 1]]
    assert on_a_line([0, 0], "-+", [1]) == [[1, 0], [1, 0]]


# --- the sampler


def start_of(sampler, y):
    """Return the rows of the classes that lose none, then the seeds."""
    seeds = draw_seeds(y, sampler.sampling_strategy_, sampler.n_seeds_S, sampler.random_state)
    whole = np.flatnonzero(~np.isin(y, list(sampler.sampling_strategy_)))
    return [*whole, *(row for rows in seeds.values() for row in rows)]


@given(
    samples=samples,
    strategy=st.sampled_from(["auto", "majority", "not majority", "all"]),
    n_seeds=st.integers(1, 3),
    seed=st.integers(0, 99),
)
def test_the_imbalanced_variant_is_one_call(samples, strategy, n_seeds, seed):
    """Starting from the rest and some seeds, the sampler keeps what the rule keeps."""
    X, y = samples
    sampler = CondensedNearestNeighbour(
        sampling_strategy=strategy, n_seeds_S=n_seeds, random_state=seed
    )
    X_kept, y_kept = sampler.fit_resample(X, y)
    named = definitions.classes_named(strategy, y.tolist())
    assert set(sampler.sampling_strategy_) == named
    may_go = np.flatnonzero(np.isin(y, list(named)))
    start = start_of(sampler, y)
    stores = definitions.condensed(metric_space(X), y, start, may_go)
    assert sampler.sample_indices_.tolist() == definitions.by_class(y, stores[-1])
    sizes = [len(start), *map(len, stores)]
    assert sampler.n_joined_per_pass_ == np.diff(sizes).tolist()
    np.testing.assert_array_equal(X_kept, X[sampler.sample_indices_])
    np.testing.assert_array_equal(y_kept, y[sampler.sample_indices_])


def test_hart_s_original_is_one_call():
    """Hart starts from one row and lets every row join, of whatever class."""
    X, y = labelled(continuous, n=60, d=2, classes=3, share=0.6)
    *_, store = condensed_nearest_neighbour(X, y, [0])
    assert store.tolist() == definitions.condensed(metric_space(X), y, [0])[-1]
    assert set(y[store]) == {0, 1, 2}
    assert all((y[store] == label).sum() < (y == label).sum() for label in (0, 1, 2))


@pytest.mark.parametrize("classes", [[0], [1], [0, 1], [2], [0, 1, 2]])
def test_only_listed_classes_lose_rows(classes):
    """A list names the classes that may lose rows; the others are in the store, whole."""
    X, y = labelled(continuous, n=150, d=2, classes=3, share=0.6)
    sampler = CondensedNearestNeighbour(sampling_strategy=classes, random_state=0)
    sampler.fit_resample(X, y)
    kept = sampler.sample_indices_
    for label in (0, 1, 2):
        rows = np.flatnonzero(y == label)
        if label in classes:
            assert np.isin(rows, kept).mean() < 1
        else:
            assert kept[y[kept] == label].tolist() == rows.tolist()


@given(samples=lattice_samples(), n_seeds=st.integers(1, 5), seed=st.integers(0, 99))
def test_no_row_is_returned_twice(samples, n_seeds, seed):
    """Seeds drawn twice, ties and twins give no row twice."""
    sampler = CondensedNearestNeighbour(n_seeds_S=n_seeds, random_state=seed)
    sampler.fit_resample(*samples)
    assert len(np.unique(sampler.sample_indices_)) == len(sampler.sample_indices_)


def test_seeds_are_the_library_s():
    """Seeds are drawn class by class from one stream, with replacement; repeats count once."""
    y = np.array([2, 0, 1, 0, 2, 0, 1, 0, 0])
    for seed in range(20):
        rng = np.random.RandomState(seed)
        drawn = {
            label: np.flatnonzero(y == label)[rng.randint(0, size, 4)]
            for label, size in ((0, 5), (1, 2))
        }
        seeds = draw_seeds(y, {1, 0}, 4, seed)
        assert list(seeds) == [0, 1]
        for label in (0, 1):
            assert seeds[label].tolist() == list(dict.fromkeys(drawn[label].tolist()))


@pytest.mark.parametrize(
    ("asked", "k"),
    [(None, 1), (1, 1), (3, 3), (KNeighborsClassifier(5), 5), (NearestNeighbors(n_neighbors=3), 3)],
)
def test_votes_are_asked_for_by_number_or_object(asked, k):
    """None is one vote; of a scikit-learn object only its number of neighbours is read."""
    X, y = labelled(continuous, n=100, d=2, share=0.5)
    sampler = CondensedNearestNeighbour(n_neighbors=asked, n_seeds_S=2, random_state=0)
    sampler.fit_resample(X, y)
    rows = np.flatnonzero(y == 0)
    store = definitions.condensed(metric_space(X), y, start_of(sampler, y), rows, k)[-1]
    assert sorted(sampler.sample_indices_.tolist()) == sorted(store)


# --- beside the library


def majority_first(n, d, seed):
    """Return two classes, the larger one first, as the library's bookkeeping happens to need."""
    X, y = labelled(continuous, n=n, d=d, share=0.4, seed=seed)
    order = np.argsort(y, kind="stable")
    return X[order], y[order]


@pytest.mark.parametrize(("d", "n"), [(1, 120), (2, 120), (7, 120), (16, 40)])
@pytest.mark.parametrize("n_seeds", [1, 4])
def test_equal_to_the_library_on_sorted_data(d, n, n_seeds):
    """Where the larger of two classes comes first, both keep the same rows in the same order."""
    for seed in range(3):
        X, y = majority_first(n, d, seed)
        ours = CondensedNearestNeighbour(random_state=seed, n_seeds_S=n_seeds)
        theirs = imblearn.under_sampling.CondensedNearestNeighbour(
            random_state=seed, n_seeds_S=n_seeds
        )
        for mine, other in zip(ours.fit_resample(X, y), theirs.fit_resample(X, y), strict=True):
            if len(set(theirs.sample_indices_)) == len(theirs.sample_indices_):
                assert_same(mine, other)
        once = list(dict.fromkeys(theirs.sample_indices_.tolist()))
        assert ours.sample_indices_.tolist() == once
        assert ours.n_joined_per_pass_[1:] == [0]


def test_unlike_the_library_on_shuffled_data():
    """On shuffled rows the library's set fails to classify its own training rows; ours does not."""
    failures = 0
    for seed in range(10):
        X, y = labelled(continuous, n=200, d=2, share=0.3, seed=seed)
        ours = CondensedNearestNeighbour(random_state=seed)
        theirs = imblearn.under_sampling.CondensedNearestNeighbour(random_state=seed)
        ours.fit_resample(X, y)
        theirs.fit_resample(X, y)
        assert not len(wrongly_classified(X, y, ours.sample_indices_))
        failures += len(wrongly_classified(X, y, theirs.sample_indices_)) > 0
    assert failures > 7


# --- what is refused


@pytest.mark.parametrize(
    ("start", "parameters", "message"),
    [
        ([], {}, r"store_rows=\[\] must name at least one row, each once"),
        ([1, 1], {}, r"store_rows=\[1, 1\] must name at least one row, each once"),
        ([4], {}, "store_rows= names row 4; rows run from 0 to 3"),
        ([-1], {}, "store_rows= names row -1"),
        ([True, False, True, False], {}, "turn a mask into rows with np.flatnonzero"),
        ([0.0], {}, "store_rows= must be a one-dimensional array of row numbers"),
        ([0], {"rows": [4]}, "rows= names row 4; rows run from 0 to 3"),
        ([0], {"rows": [True] * 4}, "rows= must be .*; turn a mask into rows"),
        ([0], {"n_neighbors": 2}, "k=2 neighbours were asked for, but 1 rows can be"),
        ([0], {"n_neighbors": 0}, "k=0 neighbours were asked for"),
        ([0], {"metric": "l2"}, "metric='l2' is not known"),
    ],
)
def test_bad_questions_are_refused(start, parameters, message):
    """A start or a parameter that makes no sense is refused by naming it and the rule."""
    with pytest.raises(ValueError, match=message):
        list(condensed_nearest_neighbour(np.eye(4), [0, 0, 1, 1], start, **parameters))


@pytest.mark.parametrize(
    ("y", "message"),
    [
        ([0, 0, 0, 0], r"y holds one class only \(0\)"),
        ([0, 1], "X has 4 rows and y has 2; give one label per row"),
        ([0, 1, None, 1], "y has no label in row 2"),
    ],
)
def test_bad_labels_are_refused(y, message):
    """Labels that are missing, too few or all the same are refused."""
    with pytest.raises(ValueError, match=message):
        next(condensed_nearest_neighbour(np.eye(4), y, [0]))


def test_more_votes_than_the_start_holds_are_refused():
    """The start of the sampler must hold as many rows as vote."""
    X, y = labelled(continuous, n=50, d=2, share=0)
    sampler = CondensedNearestNeighbour(n_neighbors=9, random_state=0)
    with pytest.raises(ValueError, match="k=9 neighbours were asked for"):
        sampler.fit_resample(X, y)
