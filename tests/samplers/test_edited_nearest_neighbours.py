"""Editing: who is removed, once, repeatedly and for every k; when it stops; what does not hold."""

from importlib import import_module

import imblearn.under_sampling
import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import sparse
from sklearn.neighbors import NearestNeighbors

from course_lib.candidates import bounds
from course_lib.distances import MIXED_METRICS, metric_space
from course_lib.neighbors import NeighborSearch
from course_lib.samplers import (
    AllKNN,
    EditedNearestNeighbours,
    RepeatedEditedNearestNeighbours,
    edited_nearest_neighbours,
)
from tests.golden.test_ubl import FOLDER
from tests.golden.test_ubl import samples as golden_samples
from tests.points import (
    MEASURABLE,
    POINT_SETS,
    continuous,
    labelled,
    points_for,
    samples,
)
from tests.samplers import definitions

STRATEGIES = ["auto", "majority", "not minority", "not majority", "all"]
KINDS = ["mode", "all"]
EDITORS = [EditedNearestNeighbours, RepeatedEditedNearestNeighbours, AllKNN]
# The module itself, which the function of the same name hides.
MODULE = import_module("course_lib.samplers.edited_nearest_neighbours")


def on_a_line(numbers, labels, k=3, **parameters):
    """Return the labels that are left of points on a line, with a dot for each that is gone."""
    kept = edited_nearest_neighbours(np.reshape(numbers, (-1, 1)), list(labels), k, **parameters)
    return "".join(label if stays else "." for label, stays in zip(labels, kept, strict=True))


# --- the rule


@pytest.mark.parametrize(
    ("labels", "kind", "left"),
    [
        ("--+-++++", "mode", "--.-++++"),
        ("--+-++++", "all", "....++++"),
        ("----++++", "mode", "----++++"),
        ("----++++", "all", "----++++"),
        ("----+-++", "mode", "----+.++"),
    ],
)
def test_who_stays_on_a_line(labels, kind, left):
    """Most of the three nearest decide, or with "all" each of them; all are judged at once."""
    assert on_a_line([0, 1, 2, 3, 10, 11, 12, 13], labels, kind_sel=kind) == left


def test_the_function_is_wilson_s_rule():
    """Without parameters three neighbours vote and every class may lose rows."""
    X, y = labelled(continuous, n=100, d=2, share=0.5)
    kept = np.flatnonzero(edited_nearest_neighbours(X, y))
    assert kept.tolist() == definitions.edited(metric_space(X), y, 3, "mode")
    sampler = EditedNearestNeighbours(kind_sel="mode", sampling_strategy="all")
    sampler.fit_resample(X, y)
    assert np.sort(sampler.sample_indices_).tolist() == kept.tolist()


@given(samples=samples, k=st.integers(1, 4), kind=st.sampled_from(KINDS), data=st.data())
def test_the_rule_is_the_definition(samples, k, kind, data):
    """On drawn samples, lattice and continuous, with any k and classes, the definition decides."""
    X, y = samples
    assume(len(y) > k)
    classes = data.draw(st.none() | st.lists(st.sampled_from(sorted(set(y.tolist()))), unique=True))
    kept = np.flatnonzero(edited_nearest_neighbours(X, y, k, kind_sel=kind, classes=classes))
    assert kept.tolist() == definitions.edited(metric_space(X), y, k, kind, classes)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("d", [2, 12])
@pytest.mark.parametrize(("name", "metric"), MEASURABLE)
def test_the_rule_in_every_metric(name, metric, d, kind, rng):
    """For every metric and set of points, with a class of few rows, the definition decides."""
    X = points_for(name, metric, rng, 60, d)
    _, y = labelled(continuous, n=len(X), classes=3, share=0.1)
    space = metric_space(X, metric, p=3)
    kept = edited_nearest_neighbours(X, y, metric=metric, p=3, kind_sel=kind)
    assert np.flatnonzero(kept).tolist() == definitions.edited(space, y, 3, kind)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("metric", MIXED_METRICS)
def test_the_rule_on_mixed_tables(metric, kind, rng):
    """Tables of numbers and categories are edited like any other."""
    table = pd.DataFrame(rng.integers(0, 5, size=(60, 4))).astype({1: "category", 3: "category"})
    y = (rng.random(60) < 0.1).astype(int)
    parameters = {"metric": metric, "categorical_features": "auto"}
    kept = edited_nearest_neighbours(table, y, kind_sel=kind, **parameters)
    space = metric_space(table, y=y, **parameters)
    assert np.flatnonzero(kept).tolist() == definitions.edited(space, y, 3, kind)


@given(samples=samples, kind=st.sampled_from(KINDS), data=st.data())
def test_rows_left_out_are_as_if_removed(samples, kind, data):
    """`among` names the rows that take part; the others judge nobody and are not kept."""
    X, y = samples
    assume(len(y) > 3)
    among = np.sort(data.draw(st.permutations(range(len(y))))[: data.draw(st.integers(4, len(y)))])
    assume(len(set(y[among])) > 1)
    kept = edited_nearest_neighbours(X, y, kind_sel=kind, among=among)
    of_those = edited_nearest_neighbours(X[among], y[among], kind_sel=kind)
    assert np.flatnonzero(kept).tolist() == among[of_those].tolist()


@given(samples=samples, k=st.integers(1, 4))
def test_unanimity_removes_at_least_what_a_vote_removes(samples, k):
    """Whom the vote removes had a foreign neighbour, so unanimity removes it too."""
    X, y = samples
    assume(len(y) > k)
    voted = edited_nearest_neighbours(X, y, k)
    unanimous = edited_nearest_neighbours(X, y, k, kind_sel="all")
    assert not (unanimous & ~voted).any()


@given(samples=samples)
def test_one_neighbor_is_always_unanimous(samples):
    """With one neighbour a vote and unanimity are the same."""
    X, y = samples
    np.testing.assert_array_equal(
        edited_nearest_neighbours(X, y, 1), edited_nearest_neighbours(X, y, 1, kind_sel="all")
    )


@pytest.mark.parametrize("contain", [np.asfortranarray, sparse.csr_array, sparse.csc_matrix])
@pytest.mark.parametrize("d", [3, 12])
def test_the_container_does_not_matter(contain, d):
    """The same numbers are edited alike in any container."""
    X, y = labelled(continuous, n=200, d=d, share=0.1)
    np.testing.assert_array_equal(
        edited_nearest_neighbours(contain(X), y), edited_nearest_neighbours(X, y)
    )


# --- beside UBL


GOLDEN = pd.read_csv(FOLDER / "golden_enn_k3.csv", keep_default_na=False)


@pytest.mark.parametrize(
    ("name", "class_name", "removed"),
    GOLDEN[["dataset", "Cl", "removed_idx0"]].to_numpy().tolist(),
)
def test_rows_removed_by_ubl(name, class_name, removed):
    """UBL removes whom two of three contradict; so does Wilson's vote unless all four differ.

    A vote of one each goes to the first label, so a row of that class stays here. And UBL brings
    back a row drawn at random where a whole class would go.
    """
    table, y = golden_samples(name)
    classes = np.unique(y) if class_name == "all" else [class_name]
    space = metric_space(table)
    votes = y[NeighborSearch(space).nearest(3)[0]]
    contradicted = (votes != y[:, None]).sum(axis=1) >= 2
    tied_for_its_class = [
        len(set(row)) == 3 and min(row) == own for row, own in zip(votes, y, strict=True)
    ]
    kept = edited_nearest_neighbours(table, y, classes=classes)
    judged = np.isin(y, classes)
    np.testing.assert_array_equal(~kept, judged & contradicted & ~np.array(tied_for_its_class))
    missing = set(np.flatnonzero(judged & contradicted)) ^ {
        int(row) for row in removed.split(";") if row
    }
    for row in missing:
        assert (contradicted | (y != y[row])).all(), "no row of its class would have been left"
    assert len(missing) <= 1


# --- the quick way


def without_filter(search, y, rows, k):
    """Leave out no row."""
    return rows


def few_and_many(X, seed=0):
    """Return labels of which one in twenty is rare, so that the others are filtered."""
    y = (np.random.default_rng(seed).random(len(X)) < 0.05).astype(int)
    y[:2] = 0, 1
    return y


def assert_filter_changes_nothing(X, y, k=3, **metric):
    """Assert that judging every row gives what judging only those near another class gives."""
    for kind in KINDS:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(bounds, "FEW_ROWS", 0)  # among so few rows nothing is filtered
            quick = edited_nearest_neighbours(X, y, k, kind_sel=kind, **metric)
            patch.setattr(MODULE, "near_another_class", without_filter)
            readable = edited_nearest_neighbours(X, y, k, kind_sel=kind, **metric)
        np.testing.assert_array_equal(quick, readable)


@pytest.fixture(params=[False, True], ids=["as it is", "tiny blocks"])
def blocks(request, monkeypatch):
    """Run once as it is, once with blocks so small that their borders are crossed everywhere."""
    if request.param:
        monkeypatch.setattr(bounds, "QUERY_BLOCK", 3)
        monkeypatch.setattr(bounds, "COLUMN_BLOCK", 7)
        monkeypatch.setattr(bounds, "WIDE", 5)


@pytest.mark.parametrize("d", [3, 12])
@pytest.mark.parametrize(("name", "metric"), MEASURABLE)
def test_the_filter_changes_nothing(name, metric, d, blocks, rng):
    """Leaving out rows that are far from the other class changes no result, ties included."""
    X = points_for(name, metric, rng, 90, d)
    for k in (1, 4):
        assert_filter_changes_nothing(X, few_and_many(X), k, metric=metric, p=3)


@pytest.mark.parametrize("contain", [sparse.csr_array, sparse.csc_matrix], ids=["csr", "csc"])
def test_the_filter_changes_nothing_on_sparse_tables(contain, blocks, rng):
    """The same holds of sparse rows."""
    X = np.where(rng.random((150, 20)) < 0.3, rng.integers(1, 4, size=(150, 20)), 0).astype(float)
    assert_filter_changes_nothing(contain(X), few_and_many(X))


@pytest.mark.parametrize("metric", MIXED_METRICS)
def test_the_filter_changes_nothing_on_mixed_tables(metric, blocks, rng):
    """The same holds of tables with categories."""
    table = pd.DataFrame(rng.integers(0, 4, size=(150, 9)))
    assert_filter_changes_nothing(
        table, few_and_many(table), metric=metric, categorical_features=[1, 3]
    )


@given(
    name=st.sampled_from(sorted(POINT_SETS)),
    n=st.integers(40, 120),
    d=st.integers(7, 20),
    k=st.integers(1, 5),
    seed=st.integers(0, 2**32 - 1),
)
def test_the_filter_changes_nothing_on_drawn_sets(name, n, d, k, seed):
    """The same holds of sets of any size drawn from every kind of points."""
    X = POINT_SETS[name](np.random.default_rng(seed), n, d)
    assert_filter_changes_nothing(X, few_and_many(X, seed), k)


def test_the_filter_leaves_out_most_rows(rng, monkeypatch):
    """Where another class is small and apart, nearly every row is left out unjudged."""
    monkeypatch.setattr(bounds, "FEW_ROWS", 0)
    X, y = rng.normal(size=(1000, 10)), np.arange(1000) // 950
    X[y == 1] += 1
    search = NeighborSearch(metric_space(X))
    assert len(MODULE.near_another_class(search, y, np.flatnonzero(y == 0), 3)) < 400
    # No row of the small class is left out: the search for each would not be worth it.
    rows = np.flatnonzero(y == 1)
    assert MODULE.near_another_class(search, y, rows, 3).tolist() == rows.tolist()
    both = MODULE.near_another_class(search, 1 - y, np.arange(1000), 3)
    assert set(rows) < set(both.tolist()) and (np.diff(both) > 0).all()


@pytest.mark.parametrize("d", [3, 10])
def test_the_filter_stands_aside_where_searching_is_as_fast(d, rng):
    """A tree, and brute force among some thousand rows, are asked for every row."""
    X, y = rng.normal(size=(1000, d)), np.arange(1000) // 950
    search, rows = NeighborSearch(metric_space(X)), np.arange(950)
    assert not search.rules_out
    assert MODULE.near_another_class(search, y, rows, 3).tolist() == rows.tolist()


@pytest.mark.parametrize(
    "wrong",
    [
        lambda search, rows, others, k: rows[::2],
        lambda search, rows, others, k: NeighborSearch.original(
            search, rows, others, max(1, k - 1)
        ),
    ],
    ids=["every other row", "one neighbour too few"],
)
def test_a_wrong_filter_would_be_noticed(wrong, rng, monkeypatch):
    """A filter that leaves out rows it may not leave out fails the comparison above."""
    X = POINT_SETS["continuous"](rng, 150, 12)
    monkeypatch.setattr(NeighborSearch, "original", NeighborSearch.may_reach, raising=False)
    monkeypatch.setattr(NeighborSearch, "may_reach", wrong)
    with pytest.raises(AssertionError, match="Arrays are not equal"):
        assert_filter_changes_nothing(X, few_and_many(X))


# --- once: the sampler


@given(
    samples=samples,
    strategy=st.sampled_from(STRATEGIES),
    kind=st.sampled_from(KINDS),
    k=st.integers(1, 3),
)
def test_the_sampler_applies_the_rule(samples, strategy, kind, k):
    """Rows of the named classes are judged; what stays comes class by class, rows increasing."""
    X, y = samples
    assume(len(y) > k)
    sampler = EditedNearestNeighbours(sampling_strategy=strategy, kind_sel=kind, n_neighbors=k)
    X_kept, y_kept = sampler.fit_resample(X, y)
    classes = definitions.classes_named(strategy, y.tolist())
    kept = definitions.edited(metric_space(X), y, k, kind, classes)
    assert sampler.sample_indices_.tolist() == definitions.by_class(y, kept)
    np.testing.assert_array_equal(X_kept, X[sampler.sample_indices_])
    np.testing.assert_array_equal(y_kept, y[sampler.sample_indices_])
    assert set(sampler.sampling_strategy_) == classes


@pytest.mark.parametrize("Editor", EDITORS)
def test_a_neighbors_object_counts_the_row_itself(Editor):
    """Of a scikit-learn object the number is read, less one for the row itself."""
    X, y = labelled(continuous, n=120, d=2, share=0.5)
    by_number, by_object = (
        Editor(n_neighbors=3),
        Editor(n_neighbors=NearestNeighbors(n_neighbors=4)),
    )
    by_number.fit_resample(X, y)
    by_object.fit_resample(X, y)
    np.testing.assert_array_equal(by_number.sample_indices_, by_object.sample_indices_)


@pytest.mark.parametrize("labels", [["no", "yes"], [False, True]], ids=["names", "truths"])
@pytest.mark.parametrize("Editor", EDITORS)
def test_votes_on_any_labels(Editor, labels):
    """Names and truth values are voted on as numbers are; the library cannot."""
    X, y = labelled(continuous, n=120, d=2, share=0.5)
    numbered, named = Editor(kind_sel="mode"), Editor(kind_sel="mode")
    numbered.fit_resample(X, y)
    _, y_kept = named.fit_resample(X, np.array(labels)[y])
    np.testing.assert_array_equal(named.sample_indices_, numbered.sample_indices_)
    assert set(y_kept.tolist()) == set(labels)
    with pytest.raises(TypeError):
        getattr(imblearn.under_sampling, Editor.__name__)(kind_sel="mode").fit_resample(
            X, np.array(labels)[y]
        )


# --- repeatedly


@given(
    samples=samples,
    strategy=st.sampled_from(STRATEGIES),
    kind=st.sampled_from(KINDS),
    k=st.integers(1, 3),
    max_iter=st.sampled_from([1, 2, 100]),
)
def test_repeated_editing_is_the_definition(samples, strategy, kind, k, max_iter):
    """Rounds, their counts and the rows left are those of the definition."""
    X, y = samples
    try:
        rows, removed = definitions.repeatedly_edited(
            metric_space(X), y, k, kind, strategy, max_iter
        )
    except ValueError:
        # Fewer rows than neighbours are left, which both refuse.
        rows = None
    sampler = RepeatedEditedNearestNeighbours(
        sampling_strategy=strategy, kind_sel=kind, n_neighbors=k, max_iter=max_iter
    )
    if rows is None:
        with pytest.raises(ValueError, match="neighbours were asked for"):
            sampler.fit_resample(X, y)
        return
    X_kept, _ = sampler.fit_resample(X, y)
    assert sampler.sample_indices_.tolist() == definitions.by_class(y, rows)
    assert sampler.n_removed_per_round_ == removed
    assert sampler.n_iter_ == len(removed)
    np.testing.assert_array_equal(X_kept, X[sampler.sample_indices_])


@pytest.mark.parametrize("strategy", STRATEGIES)
def test_rounds_are_repeated_runs(strategy):
    """n rounds are n runs of the editing sampler, each on the result of the one before."""
    X, y = labelled(continuous, n=300, d=2, classes=3, share=0.4)
    X[:, 0] += 2 * y
    result = X, y
    for n_rounds in range(1, 4):
        result = EditedNearestNeighbours(sampling_strategy=strategy).fit_resample(*result)
        sampler = RepeatedEditedNearestNeighbours(sampling_strategy=strategy, max_iter=n_rounds)
        repeated = sampler.fit_resample(X, y)
        if sampler.n_iter_ < n_rounds:
            break
        for ours, theirs in zip(repeated, result, strict=True):
            np.testing.assert_array_equal(ours, theirs)
    assert n_rounds > 1


PLACES = [0, 1, 2.1, 3.3, 4.6, 6, 7.5, 9.1]


@pytest.mark.parametrize(
    ("labels", "parameters", "removed", "left"),
    [
        # The last round removes nothing.
        ("------+", {}, [1, 1, 0], "----+"),
        # As many rounds as allowed.
        ("------+", {"max_iter": 1}, [1], "-----+"),
        # Of the larger class fewer are left than the smallest class had.
        ("-++++-", {}, [3], "-+-"),
        # Of two equally large classes "+" counts as the smallest: it comes first in order.
        ("--+-++", {"kind_sel": "mode"}, [1], "--+++"),
        # A class is gone.
        ("-----+", {}, [1, 1, 3], "+"),
        ("-----+", {"sampling_strategy": "all"}, [2], "----"),
    ],
    ids=["converged", "max_iter", "overtaken", "overtaken among equals", "gone", "smallest gone"],
)
def test_when_it_stops(labels, parameters, removed, left):
    """Rounds end when one removes nothing, when told to, or when a class is gone or overtaken."""
    X = np.reshape(PLACES[: len(labels)], (-1, 1))
    sampler = RepeatedEditedNearestNeighbours(**parameters)
    sampler.fit_resample(X, list(labels))
    assert sampler.n_removed_per_round_ == removed
    assert sampler.n_iter_ == len(removed)
    assert "".join(np.array(list(labels))[np.sort(sampler.sample_indices_)]) == left


def test_the_indices_name_the_rows_returned():
    """Whatever the order of the rows, the indices name those returned; the library's need not."""
    wrong = 0
    for seed in range(20):
        X, y = labelled(continuous, n=60, d=2, share=0.15, seed=seed)
        ours = RepeatedEditedNearestNeighbours(kind_sel="mode")
        theirs = imblearn.under_sampling.RepeatedEditedNearestNeighbours(kind_sel="mode")
        X_kept, _ = ours.fit_resample(X, y)
        X_theirs, _ = theirs.fit_resample(X, y)
        np.testing.assert_array_equal(X_kept, X_theirs)
        np.testing.assert_array_equal(X_kept, X[ours.sample_indices_])
        assert ours.n_iter_ == theirs.n_iter_
        same_shape = len(theirs.sample_indices_) == len(X_theirs)
        wrong += not (same_shape and (X[theirs.sample_indices_] == X_theirs).all())
    assert wrong > 5


# --- for every k


@given(
    samples=samples,
    strategy=st.sampled_from(STRATEGIES),
    kind=st.sampled_from(KINDS),
    k=st.integers(1, 4),
    allow_minority=st.booleans(),
)
def test_editing_with_every_k_is_the_definition(samples, strategy, kind, k, allow_minority):
    """Rounds with 1, 2, ... k neighbours each edit what the one before has left."""
    X, y = samples
    try:
        rows, removed = definitions.edited_with_every_k(
            metric_space(X), y, k, kind, strategy, allow_minority
        )
    except ValueError:
        rows = None
    sampler = AllKNN(
        sampling_strategy=strategy, kind_sel=kind, n_neighbors=k, allow_minority=allow_minority
    )
    if rows is None:
        with pytest.raises(ValueError, match="neighbours were asked for"):
            sampler.fit_resample(X, y)
        return
    sampler.fit_resample(X, y)
    assert sampler.sample_indices_.tolist() == definitions.by_class(y, rows)
    assert sampler.n_removed_per_round_ == removed


@pytest.mark.parametrize(
    ("allow_minority", "removed"), [(False, [0, 1]), (True, [0, 1, 0])], ids=["stops", "goes on"]
)
def test_a_class_may_be_overtaken_if_allowed(allow_minority, removed):
    """Once a class is smaller than the smallest was, it goes on only if told to."""
    X = np.reshape(PLACES[:6], (-1, 1))
    sampler = AllKNN(kind_sel="mode", allow_minority=allow_minority)
    sampler.fit_resample(X, list("---+++"))
    assert sampler.n_removed_per_round_ == removed


# --- equal classes


@pytest.mark.parametrize("Editor", EDITORS)
def test_equal_classes_do_not_depend_on_the_order(Editor):
    """Where classes are equally large, another order of the rows leaves the same samples."""
    X, _ = labelled(continuous, n=60, d=2)
    y = np.repeat([1, 0, 2], 20)
    X[:, 0] += y / 2
    order = np.random.default_rng(0).permutation(60)
    expected, result = Editor().fit_resample(X, y)[0], Editor().fit_resample(X[order], y[order])[0]
    np.testing.assert_array_equal(np.sort(expected, axis=0), np.sort(result, axis=0))


# --- what does not hold


def test_editing_once_is_not_enough():
    """Editing is not idempotent: four rows, one neighbour, and the second round removes again."""
    assert on_a_line([0, 1, 2.1, 3.3], "--++", 1) == "--.+"
    assert on_a_line([0, 1, 3.3], "--+", 1) == "--."


def test_the_default_of_the_sampler_is_not_wilson_s_rule():
    """The sampler, like the library's, asks for unanimity and spares the smallest class."""
    X, y = labelled(continuous, n=500, d=2, share=0.2)
    sampler = EditedNearestNeighbours()
    sampler.fit_resample(X, y)
    assert not set(np.flatnonzero(y == 1)) - set(sampler.sample_indices_)
    assert len(sampler.sample_indices_) < 0.9 * edited_nearest_neighbours(X, y).sum()


@pytest.mark.parametrize(
    ("labels", "in_turn", "flagged"),
    [("---+++", "---.++", "--..++"), ("++----", "++..--", "++.---")],
)
def test_every_k_is_not_tomek_s_rule(labels, in_turn, flagged):
    """Tomek flags with every k on the original data: that can remove more than in turn, or less."""
    X, y = np.reshape(PLACES[:6], (-1, 1)), np.array(list(labels))
    sampler = AllKNN(n_neighbors=2, kind_sel="mode", sampling_strategy="all", allow_minority=True)
    sampler.fit_resample(X, y)
    for kept, left in (
        (sampler.sample_indices_, in_turn),
        (definitions.flagged_with_every_k(metric_space(X), y, 2), flagged),
    ):
        assert "".join(np.where(np.isin(range(6), kept), y, ".")) == left


def test_a_tied_vote_depends_on_the_names():
    """One vote for each of three classes goes to the first label: with other names, to another."""
    assert on_a_line([0, 1, 2, 3], "aabc", classes=["a"])[0] == "a"
    assert on_a_line([0, 1, 2, 3], "ccba", classes=["c"])[0] == "."


def test_editing_does_not_balance():
    """A cleaner takes few rows of a large class: the imbalance stays."""
    X, y = labelled(continuous, n=1000, d=2, share=0.1)
    y_kept = EditedNearestNeighbours(kind_sel="mode").fit_resample(X, y)[1]
    assert len(y_kept) > 950


# --- what is refused


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"kind_sel": "any"}, "kind_sel='any' is not known; choose 'all' or 'mode'"),
        ({"n_neighbors": 0}, "k=0 neighbours were asked for, but 199 rows"),
        ({"n_neighbors": 2.5}, "k=2.5 neighbours were asked for"),
        ({"n_neighbors": 200}, "k=200 neighbours were asked for, but 199 rows .*; choose k from 1"),
        ({"classes": [0, 9]}, r"No row has the class 9; choose among \[0, 1\]"),
        ({"classes": "all"}, "No row has the class 'a'"),
        ({"among": [0, 200]}, "among= names row 200; rows run from 0 to 199"),
        ({"among": np.arange(200) > 9}, "turn a mask into rows with np.flatnonzero"),
        ({"metric": "l2"}, "metric='l2' is not known"),
    ],
)
@pytest.mark.parametrize("share", [0.05, 1.0], ids=["filtered", "not filtered"])
def test_bad_questions_are_refused(share, parameters, message):
    """A parameter that makes no sense is refused by name, value, rule and fix."""
    X, y = labelled(continuous, n=200, d=9, share=share)
    with pytest.raises(ValueError, match=message):
        edited_nearest_neighbours(X, y, **parameters)


@pytest.mark.parametrize(
    ("y", "message"),
    [
        ([0] * 5, r"y holds one class only \(0\)"),
        ([0, 1], "X has 5 rows and y has 2; give one label per row"),
        ([0, 1, None, 1, 1], "y has no label in row 2"),
    ],
)
def test_bad_labels_are_refused(y, message):
    """Labels that are missing, too few or all the same are refused."""
    with pytest.raises(ValueError, match=message):
        edited_nearest_neighbours(np.eye(5), y)


def test_a_search_of_one_s_own_is_refused():
    """A neighbours object with another metric would be searched otherwise: it is refused."""
    sampler = EditedNearestNeighbours(n_neighbors=NearestNeighbors(metric="manhattan"))
    with pytest.raises(
        TypeError, match="brings a search of its own; give the number .* and metric="
    ):
        sampler.fit_resample(np.eye(6), [0, 0, 0, 0, 1, 1])
