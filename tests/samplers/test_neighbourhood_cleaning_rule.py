"""The neighbourhood cleaning rule: who is edited, whose surroundings are cleared, who votes."""

import importlib

import imblearn.under_sampling
import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import sparse
from sklearn.neighbors import NearestNeighbors

from course_lib.distances import MIXED_METRICS, metric_space
from course_lib.samplers import (
    EditedNearestNeighbours,
    NeighbourhoodCleaningRule,
    TomekLinks,
    edited_nearest_neighbours,
    neighbourhood_cleaning_rule,
)
from tests.points import MEASURABLE, continuous, labelled, points_for, samples
from tests.samplers import definitions

STRATEGIES = ["auto", "majority", "not minority", "not majority", "all"]


def on_a_line(numbers, labels, k=3, **parameters):
    """Return the two sets of rows that go, of points on a line."""
    X = np.reshape(numbers, (-1, 1))
    return [rows.tolist() for rows in neighbourhood_cleaning_rule(X, list(labels), k, **parameters)]


# --- the rule


@pytest.mark.parametrize(
    ("numbers", "labels", "edited", "surrounding"),
    [
        # A rare row alone among others: its three neighbours go, none of which is outvoted.
        ([0, 1, 2, 3, 4, 1.4, 9, 10, 11], "-----++++", [], [0, 1, 2]),
        # A common row alone among rare ones is edited away.
        ([0, 1, 2, 3, 4, 9, 10, 11, 10.4], "-----+++-", [8], []),
        # Both: row 2 is outvoted, and a neighbour of the outvoted row 5.
        ([0, 1, 7.5, 3, 4, 5, 9, 10, 11], "-----++++", [2], [2, 3, 4]),
    ],
)
def test_both_sets_on_a_line(numbers, labels, edited, surrounding):
    """A1 are larger-class rows that are outvoted, A2 those around outvoted rare rows."""
    assert on_a_line(numbers, labels) == [edited, surrounding]


@given(
    samples=samples,
    k=st.integers(1, 4),
    threshold=st.sampled_from([0.1, 0.5, 1.0, 2.0]),
    data=st.data(),
)
def test_the_rule_is_the_definition(samples, k, threshold, data):
    """On drawn samples, lattice and continuous, both sets are those of the definition."""
    X, y = samples
    assume(len(y) > k)
    classes = data.draw(st.none() | st.lists(st.sampled_from(sorted(set(y.tolist()))), unique=True))
    found = neighbourhood_cleaning_rule(X, y, k, classes=classes, threshold_cleaning=threshold)
    expected = definitions.neighbourhoods(metric_space(X), y, k, classes, threshold)
    assert tuple(rows.tolist() for rows in found) == expected


@pytest.mark.parametrize(("name", "metric"), MEASURABLE)
def test_the_rule_in_every_metric(name, metric, rng):
    """For every metric and set of points both sets are those of the definition."""
    X = points_for(name, metric, rng, 60, 8)
    _, y = labelled(continuous, n=len(X), classes=3, share=0.2)
    found = neighbourhood_cleaning_rule(X, y, metric=metric, p=3)
    expected = definitions.neighbourhoods(metric_space(X, metric, p=3), y)
    assert tuple(rows.tolist() for rows in found) == expected


@pytest.mark.parametrize("metric", MIXED_METRICS)
def test_the_rule_on_mixed_tables(metric, rng):
    """Tables of numbers and categories are cleaned like any other."""
    table = pd.DataFrame(rng.integers(0, 5, size=(60, 4))).astype({1: "category", 3: "category"})
    y = (rng.random(60) < 0.2).astype(int)
    parameters = {"metric": metric, "categorical_features": "auto"}
    found = neighbourhood_cleaning_rule(table, y, **parameters)
    expected = definitions.neighbourhoods(metric_space(table, y=y, **parameters), y)
    assert tuple(rows.tolist() for rows in found) == expected


@pytest.mark.parametrize("contain", [np.asfortranarray, sparse.csr_array, sparse.csc_matrix])
def test_the_container_does_not_matter(contain):
    """The same numbers give the same rows in any container."""
    X, y = labelled(continuous, n=150, d=9, share=0.2)
    for ours, expected in zip(
        neighbourhood_cleaning_rule(contain(X), y), neighbourhood_cleaning_rule(X, y), strict=True
    ):
        np.testing.assert_array_equal(ours, expected)


@given(samples=samples)
def test_the_smallest_class_is_spared(samples):
    """By default no row of the smallest class goes; of the others Wilson's rule is the least."""
    X, y = samples
    assume(len(y) > 3)
    edited, surrounding = neighbourhood_cleaning_rule(X, y)
    assert definitions.smallest(y) not in y[np.union1d(edited, surrounding)]
    outvoted = ~edited_nearest_neighbours(X, y) & (y != definitions.smallest(y))
    assert edited.tolist() == np.flatnonzero(outvoted).tolist()


def test_a_rare_row_votes_on_itself():
    """Row 3 has the votes of 4, 2 and its own and is at home; without its own it would not be."""
    numbers, labels = [0, 1, 2.1, 3.3, 4.6], "---++"
    assert on_a_line(numbers, labels)[1] == []
    space = metric_space(np.reshape(numbers, (-1, 1)))
    others = definitions.neighbors(space, 3, [3])[0]
    assert definitions.vote([labels[row] for row in others]) == "-"


def test_alone_a_row_is_never_outvoted():
    """With one neighbour a rare row is judged by itself alone, and nothing is cleared."""
    X, y = labelled(continuous, n=100, d=2, share=0.2)
    assert not len(neighbourhood_cleaning_rule(X, y, 1)[1])


def test_a_threshold_protects_small_classes():
    """A2 takes rows of a class only if it has more than that share of the smallest class's rows."""
    numbers, labels = [0, 1, 2, 3, 9, 10, 11, 1.2, 20, 21], "aaaabbb+++"
    assert on_a_line(numbers, labels, threshold_cleaning=1.3)[1] == [0, 1, 2]
    assert on_a_line(numbers, labels, threshold_cleaning=4 / 3)[1] == []


# --- the sampler


@given(samples=samples, strategy=st.sampled_from(STRATEGIES), k=st.integers(1, 3))
def test_the_sampler_applies_the_rule(samples, strategy, k):
    """What is in neither set stays, in increasing order; both sets are kept for inspection."""
    X, y = samples
    assume(len(y) > k)
    sampler = NeighbourhoodCleaningRule(sampling_strategy=strategy, n_neighbors=k)
    X_kept, y_kept = sampler.fit_resample(X, y)
    classes = definitions.classes_named(strategy, y.tolist())
    edited, surrounding = definitions.neighbourhoods(metric_space(X), y, k, classes)
    assert sampler.edited_rows_.tolist() == edited
    assert sampler.surrounding_rows_.tolist() == surrounding
    kept = [row for row in range(len(y)) if row not in {*edited, *surrounding}]
    assert sampler.sample_indices_.tolist() == kept
    np.testing.assert_array_equal(X_kept, X[kept])
    np.testing.assert_array_equal(y_kept, y[kept])


@pytest.mark.parametrize(
    ("threshold", "classes"), [(0.5, [0, 1]), (1.5, [0, 1]), (3.0, [0]), (9.0, [])]
)
def test_the_classes_cleaned_are_told(threshold, classes):
    """The classes large enough for step 2 stay on the sampler, as on the library's."""
    X, _ = labelled(continuous, n=120, d=2)
    y = np.random.default_rng(0).permutation(np.repeat([0, 1, 2], [80, 30, 10]))
    sampler = NeighbourhoodCleaningRule(threshold_cleaning=threshold)
    theirs = imblearn.under_sampling.NeighbourhoodCleaningRule(threshold_cleaning=threshold)
    sampler.fit_resample(X, y)
    theirs.fit_resample(X, y)
    classes = [label for label in classes if (y == label).sum() > threshold * 10]
    assert sampler.classes_to_clean_ == classes == sorted(theirs.classes_to_clean_)


@pytest.mark.parametrize(
    "editor", [EditedNearestNeighbours(n_neighbors=5), TomekLinks(metric="manhattan")]
)
def test_step_1_can_be_replaced(editor):
    """Any sampler that tells the rows it keeps can do the editing; it is cloned, not changed."""
    X, y = labelled(continuous, n=150, d=2, share=0.3)
    sampler = NeighbourhoodCleaningRule(edited_nearest_neighbours=editor)
    sampler.fit_resample(X, y)
    assert not hasattr(editor, "sample_indices_")
    editor.fit_resample(X, y)
    edited = np.setdiff1d(range(150), editor.sample_indices_)
    assert sampler.edited_rows_.tolist() == edited.tolist()
    surrounding = neighbourhood_cleaning_rule(X, y)[1]
    np.testing.assert_array_equal(
        sampler.sample_indices_, np.setdiff1d(range(150), np.union1d(edited, surrounding))
    )
    del sampler.edited_nearest_neighbours_
    sampler.set_params(edited_nearest_neighbours=None).fit_resample(X, y)
    assert sampler.edited_rows_.tolist() == neighbourhood_cleaning_rule(X, y)[0].tolist()


def test_a_replaced_step_1_is_not_computed_as_well(monkeypatch):
    """Where another editor does step 1, ours does not run."""
    X, y = labelled(continuous, n=90, d=2, share=0.3)
    module = importlib.import_module("course_lib.samplers.neighbourhood_cleaning_rule")
    monkeypatch.setattr(module, "edited_nearest_neighbours", None)
    NeighbourhoodCleaningRule(edited_nearest_neighbours=TomekLinks()).fit_resample(X, y)
    with pytest.raises(TypeError, match="not callable"):
        NeighbourhoodCleaningRule().fit_resample(X, y)


def test_a_neighbors_object_counts_the_row_itself():
    """Of a scikit-learn object the number is read, less one for the row itself."""
    X, y = labelled(continuous, n=120, d=2, share=0.3)
    for parameters in ({"n_neighbors": 4}, {"n_neighbors": NearestNeighbors(n_neighbors=5)}):
        sampler = NeighbourhoodCleaningRule(**parameters)
        sampler.fit_resample(X, y)
        assert (
            sampler.surrounding_rows_.tolist() == neighbourhood_cleaning_rule(X, y, 4)[1].tolist()
        )


@pytest.mark.parametrize("labels", [["no", "yes", "zero"], [False, True]], ids=["names", "truths"])
def test_votes_on_any_labels(labels):
    """Names and truth values are voted on as numbers are; the library cannot."""
    X, y = labelled(continuous, n=120, d=2, classes=len(labels), share=0.5)
    numbered, named = NeighbourhoodCleaningRule(), NeighbourhoodCleaningRule()
    numbered.fit_resample(X, y)
    named.fit_resample(X, np.array(labels)[y])
    np.testing.assert_array_equal(named.sample_indices_, numbered.sample_indices_)
    with pytest.raises(TypeError):
        imblearn.under_sampling.NeighbourhoodCleaningRule().fit_resample(X, np.array(labels)[y])


def test_equal_classes_do_not_depend_on_the_order():
    """Of equally large classes the first in order is spared, wherever it appears."""
    X, _ = labelled(continuous, n=60, d=2)
    for y in (np.repeat([0, 1], 30), np.repeat([1, 0], 30)):
        sampler = NeighbourhoodCleaningRule()
        sampler.fit_resample(X, y)
        assert len(sampler.surrounding_rows_) and set(y[sampler.surrounding_rows_]) == {1}


# --- what does not hold


def test_once_is_not_enough():
    """Cleaning the cleaned again removes more: the rule is not idempotent."""
    X, y = labelled(continuous, n=200, d=2, share=0.4)
    once = NeighbourhoodCleaningRule().fit_resample(X, y)
    twice = NeighbourhoodCleaningRule().fit_resample(*once)
    assert len(twice[1]) < len(once[1]) < 200


def test_a_cleared_row_need_not_be_wrong():
    """A2 takes rows for where they lie: all three here agree with their own neighbours."""
    edited, surrounding = on_a_line([0, 1, 2, 3, 4, 1.4, 9, 10, 11], "-----++++")
    assert (edited, surrounding) == ([], [0, 1, 2])


# --- what is refused


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"n_neighbors": 0}, "k=0 neighbours were asked for"),
        ({"n_neighbors": 5}, "k=5 neighbours were asked for, but 4 rows"),
        ({"classes": [7]}, r"No row has the class 7; choose among \[0, 1\]"),
        ({"metric": "l2"}, "metric='l2' is not known"),
    ],
)
def test_bad_questions_are_refused(parameters, message):
    """A parameter that makes no sense is refused by name, value and rule."""
    with pytest.raises(ValueError, match=message):
        neighbourhood_cleaning_rule(np.eye(5), [0, 0, 0, 1, 1], **parameters)


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"threshold_cleaning": 0}, "'threshold_cleaning' parameter .* Got 0"),
        ({"edited_nearest_neighbours": 3}, "'edited_nearest_neighbours' parameter .* Got 3"),
    ],
)
def test_wrong_parameters_are_refused(parameters, message):
    """A wrong value is refused by naming the parameter, the rule and the value."""
    with pytest.raises(ValueError, match=message):
        NeighbourhoodCleaningRule(**parameters).fit_resample(np.eye(6), [0, 0, 0, 0, 1, 1])
