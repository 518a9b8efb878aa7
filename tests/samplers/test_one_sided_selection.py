"""One-sided selection: what the seeds get wrong, less its links; how it differs from Hart."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse
from sklearn.neighbors import KNeighborsClassifier

from course_lib.distances import MIXED_METRICS, metric_space
from course_lib.samplers import (
    OneSidedSelection,
    condensed_nearest_neighbour,
    one_sided_selection,
)
from course_lib.samplers.condensed_nearest_neighbour import draw_seeds
from tests.points import MEASURABLE, continuous, labelled, points_for, samples
from tests.samplers import definitions

STRATEGIES = ["auto", "majority", "not minority", "not majority", "all"]


def on_a_line(numbers, labels, seeds, **parameters):
    """Return the rows selected and the links among them, of points on a line."""
    X = np.reshape(numbers, (-1, 1))
    selected, links = one_sided_selection(X, list(labels), seeds, **parameters)
    return selected.tolist(), links.tolist()


def wrongly_classified(X, y, store):
    """Return the rows whose nearest stored row, themselves included, has another label."""
    judge = KNeighborsClassifier(1, algorithm="brute").fit(X[store], y[store])
    return np.flatnonzero(judge.predict(X) != y).tolist()


@st.composite
def seeded_samples(draw):
    """Draw samples, and some seeds of some of their classes."""
    X, y = draw(samples)
    named = draw(st.lists(st.sampled_from(sorted(set(y.tolist()))), unique=True))
    seeds = {
        label: draw(
            st.lists(st.sampled_from(definitions.rows_of(y, label)), min_size=1, unique=True)
        )
        for label in named
    }
    return X, y, seeds


# --- the rule


@pytest.mark.parametrize(
    ("labels", "seeds", "selected", "links"),
    [
        # 2.6 is nearer to the rare 4 than to the seed 0; then these two are a link.
        ("---++", {"-": [0]}, [3, 4, 0, 2], [[2, 3]]),
        ("---++", {"-": [2]}, [3, 4, 2], [[2, 3]]),
        ("---++", {"-": [0, 2]}, [3, 4, 0, 2], [[2, 3]]),
        ("---++", {}, [3, 4, 0, 1, 2], [[2, 3]]),
        # Of the smallest class, if it may lose rows, only the seeds stay.
        ("---++", {"+": [4]}, [4, 0, 1, 2], []),
    ],
)
def test_selected_rows_and_links_on_a_line(labels, seeds, selected, links):
    """Seeds stay, and what the smallest class and they get wrong; links are sought among those."""
    assert on_a_line([0, 1, 2.6, 4, 6], labels, seeds) == (selected, links)


@given(seeded=seeded_samples(), k=st.integers(1, 2))
def test_the_rule_is_the_definition(seeded, k):
    """On drawn samples, with any seeds of any classes, both steps are the definition."""
    X, y, seeds = seeded
    judges = {
        label: {*definitions.rows_of(y, definitions.smallest(y)), *seeds[label]} for label in seeds
    }
    if any(len(some) < k for some in judges.values()):
        k = 1
    selected, links = one_sided_selection(X, y, seeds, n_neighbors=k)
    expected = definitions.one_sided(metric_space(X), y, seeds, k)
    assert (selected.tolist(), links.tolist()) == expected


@pytest.mark.parametrize(("name", "metric"), MEASURABLE)
def test_the_rule_in_every_metric(name, metric, rng):
    """For every metric and set of points both steps are the definition."""
    X = points_for(name, metric, rng, 60, 8)
    _, y = labelled(continuous, n=len(X), classes=3, share=0.6)
    seeds = {label: definitions.rows_of(y, label)[:2] for label in (0, 1)}
    selected, links = one_sided_selection(X, y, seeds, metric=metric, p=3)
    expected = definitions.one_sided(metric_space(X, metric, p=3), y, seeds)
    assert (selected.tolist(), links.tolist()) == expected


@pytest.mark.parametrize("metric", MIXED_METRICS)
def test_the_rule_on_mixed_tables(metric, rng):
    """Tables of numbers and categories are selected from like any other."""
    table = pd.DataFrame(rng.integers(0, 5, size=(60, 4))).astype({1: "category", 3: "category"})
    y = (rng.random(60) < 0.2).astype(int)
    parameters = {"metric": metric, "categorical_features": "auto"}
    seeds = {0: definitions.rows_of(y, 0)[:1]}
    selected, links = one_sided_selection(table, y, seeds, **parameters)
    expected = definitions.one_sided(metric_space(table, y=y, **parameters), y, seeds)
    assert (selected.tolist(), links.tolist()) == expected


@pytest.mark.parametrize("contain", [np.asfortranarray, sparse.csr_array, sparse.csc_matrix])
def test_the_container_does_not_matter(contain):
    """The same numbers give the same rows in any container."""
    X, y = labelled(continuous, n=150, d=9, share=0.3)
    seeds = {0: definitions.rows_of(y, 0)[:1]}
    for ours, expected in zip(
        one_sided_selection(contain(X), y, seeds), one_sided_selection(X, y, seeds), strict=True
    ):
        np.testing.assert_array_equal(ours, expected)


# --- beside Hart's rule


@given(seed=st.integers(0, 2**32 - 1), share=st.floats(0.1, 0.9))
def test_of_two_classes_a_consistent_set_is_selected(seed, share):
    """Of two classes what is selected, before links go, classifies every row as labelled."""
    X, y = labelled(continuous, n=60, d=2, share=share, seed=seed)
    larger = 1 - definitions.smallest(y)
    selected, _ = one_sided_selection(X, y, {larger: definitions.rows_of(y, larger)[:1]})
    assert not wrongly_classified(X, y, selected)


@given(seed=st.integers(0, 2**32 - 1))
def test_it_selects_at_least_the_condensed_set(seed):
    """Judging once, by the seeds alone, selects all that condensing from the same start stores."""
    X, y = labelled(continuous, n=60, d=2, share=0.4, seed=seed)
    larger = 1 - definitions.smallest(y)
    rows = np.array(definitions.rows_of(y, larger))
    selected, _ = one_sided_selection(X, y, {larger: rows[:1]})
    start = [*definitions.rows_of(y, 1 - larger), rows[0]]
    *_, store = condensed_nearest_neighbour(X, y, start, rows=rows)
    assert set(store.tolist()) <= set(selected.tolist())


def test_it_can_select_more_than_the_condensed_set():
    """A row that a later one would set right is selected all the same: nothing joins on the way."""
    selected, _ = on_a_line([0, 1, 2.1, 3.3], "-+--", {"-": [0]})
    assert sorted(selected) == [0, 1, 2, 3]
    X = [[0], [1], [2.1], [3.3]]
    *_, store = condensed_nearest_neighbour(X, list("-+--"), [1, 0], rows=[0, 2, 3])
    assert store.tolist() == [1, 0, 2]


def test_of_three_classes_the_selected_set_need_not_be_consistent():
    """Each class is judged beside the smallest only: seeds of a third class can be in the way."""
    numbers, labels, seeds = [0, 1, 2.1, 3.3], [0, 1, 2, 1], {1: [1], 2: [2]}
    selected, _ = on_a_line(numbers, labels, seeds)
    assert selected == [0, 1, 2]
    assert wrongly_classified(np.reshape(numbers, (-1, 1)), np.array(labels), selected) == [3]


def test_without_its_links_the_selected_set_need_not_be_consistent():
    """Removing a member of a link can leave it misclassified: a cleaned set is no condensed set."""
    X, y = np.reshape([0, 1, 2.1, 3.3], (-1, 1)), np.array([0, 0, 0, 1])
    selected, links = one_sided_selection(X, y, {0: [0]})
    assert (selected.tolist(), links.tolist()) == ([0, 2, 3], [[2, 3]])
    assert wrongly_classified(X, y, [0, 3]) == [2]


# --- the sampler


@given(
    samples=samples,
    strategy=st.sampled_from(STRATEGIES),
    n_seeds=st.integers(1, 3),
    seed=st.integers(0, 99),
)
def test_the_sampler_applies_the_rule(samples, strategy, n_seeds, seed):
    """Seeds are drawn as for condensing; of the links the members of the named classes go."""
    X, y = samples
    sampler = OneSidedSelection(sampling_strategy=strategy, n_seeds_S=n_seeds, random_state=seed)
    X_kept, y_kept = sampler.fit_resample(X, y)
    classes = definitions.classes_named(strategy, y.tolist())
    seeds = draw_seeds(y, classes, n_seeds, seed)
    selected, links = definitions.one_sided(
        metric_space(X), y, {label: rows.tolist() for label, rows in seeds.items()}
    )
    gone = {row for link in links for row in link if y[row] in classes}
    assert sampler.selected_rows_.tolist() == selected
    assert sampler.link_rows_.tolist() == links
    assert sampler.sample_indices_.tolist() == [row for row in selected if row not in gone]
    np.testing.assert_array_equal(X_kept, X[sampler.sample_indices_])
    np.testing.assert_array_equal(y_kept, y[sampler.sample_indices_])


@given(samples=samples, n_seeds=st.integers(1, 6), seed=st.integers(0, 99))
def test_no_row_is_returned_twice(samples, n_seeds, seed):
    """Seeds drawn twice, ties and twins give no row twice."""
    sampler = OneSidedSelection(n_seeds_S=n_seeds, random_state=seed)
    sampler.fit_resample(*samples)
    assert len(np.unique(sampler.sample_indices_)) == len(sampler.sample_indices_)


@pytest.mark.parametrize("asked", [3, KNeighborsClassifier(3)], ids=["number", "object"])
def test_votes_are_asked_for_by_number_or_object(asked):
    """Three votes are asked for by their number or by a scikit-learn classifier."""
    X, y = labelled(continuous, n=120, d=2, share=0.4)
    sampler = OneSidedSelection(n_neighbors=asked, random_state=0)
    sampler.fit_resample(X, y)
    seeds = {0: draw_seeds(y, {0}, 1, 0)[0].tolist()}
    assert sampler.selected_rows_.tolist() == definitions.one_sided(metric_space(X), y, seeds, 3)[0]


def test_equal_classes_do_not_depend_on_the_order():
    """Of equally large classes the first in order counts as the smallest, wherever it appears."""
    X, _ = labelled(continuous, n=40, d=2)
    for y in (np.repeat([0, 1], 20), np.repeat([1, 0], 20)):
        sampler = OneSidedSelection(random_state=0)
        sampler.fit_resample(X, y)
        assert np.isin(np.flatnonzero(y == 0), sampler.sample_indices_).all()
        assert 1 < (y[sampler.sample_indices_] == 1).sum() < 20


# --- what is refused


@pytest.mark.parametrize(
    ("seeds", "parameters", "message"),
    [
        ({7: [0]}, {}, r"No row has the class 7; choose among \[0, 1\]"),
        ({0: [4]}, {}, r"seed_rows\[0\]=\[4\] must name rows of that class, each once"),
        ({0: [1, 1]}, {}, r"seed_rows\[0\]=\[1, 1\] must name rows of that class, each once"),
        ({0: [9]}, {}, r"seed_rows\[0\]= names row 9; rows run from 0 to 4"),
        ({0: [True] * 5}, {}, r"seed_rows\[0\]= must be .*; turn a mask into rows"),
        ({0: [0]}, {"n_neighbors": 9}, "k=9 neighbours were asked for, but 3 rows"),
        ({0: [0]}, {"metric": "l2"}, "metric='l2' is not known"),
    ],
)
def test_bad_questions_are_refused(seeds, parameters, message):
    """Seeds or parameters that make no sense are refused by naming them and the rule."""
    with pytest.raises(ValueError, match=message):
        one_sided_selection(np.eye(5), [0, 0, 0, 1, 1], seeds, **parameters)


@pytest.mark.parametrize(
    ("y", "message"),
    [([0] * 5, r"y holds one class only \(0\)"), ([0, 1], "X has 5 rows and y has 2")],
)
def test_bad_labels_are_refused(y, message):
    """Labels that are too few or all the same are refused."""
    with pytest.raises(ValueError, match=message):
        one_sided_selection(np.eye(5), y, {0: [0]})
