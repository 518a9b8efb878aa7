"""Random under-sampling: which rows are drawn, of what data, and how many."""

from collections import Counter

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from course_lib.samplers import RandomUnderSampler, random_rows
from tests.points import continuous, labelled
from tests.samplers.containers import contents

Y = np.array(list("baabcaabaa"))


# --- the rule


def test_drawn_class_by_class():
    """Classes come in the order of their labels; one that is not named stays whole, in order."""
    rows = random_rows(Y, {"a": 2}, random_state=0)
    assert len(set(rows[:2])) == 2 and set(Y[rows[:2]]) == {"a"}
    assert rows[2:].tolist() == [0, 3, 7, 4]


@given(
    y=st.lists(st.integers(0, 3), min_size=1, max_size=30),
    seed=st.integers(0, 2**32 - 1),
    data=st.data(),
)
def test_as_many_as_asked(y, seed, data):
    """Of each class that is named so many different rows are drawn, of the others all."""
    sizes = Counter(y)
    named = data.draw(st.lists(st.sampled_from(sorted(sizes)), unique=True))
    counts = {label: data.draw(st.integers(0, sizes[label])) for label in named}
    rows = random_rows(y, counts, random_state=seed)
    assert len(set(rows.tolist())) == len(rows)
    assert Counter(np.array(y)[rows].tolist()) == Counter({**sizes, **counts})


def test_one_stream_for_all_classes():
    """One generator draws for class after class, as in imbalanced-learn."""
    rng = np.random.RandomState(5)
    drawn = [
        np.flatnonzero(label == Y)[rng.choice(size, wanted, replace=False)]
        for label, size, wanted in (("a", 6, 3), ("b", 3, 2))
    ]
    expected = [*drawn[0], *drawn[1], 4]
    assert random_rows(Y, {"b": 2, "a": 3}, random_state=5).tolist() == expected


def test_with_replacement_a_row_can_come_again():
    """Drawing with replacement repeats rows and can ask for more than there are."""
    rows = random_rows(Y, {"b": 50}, random_state=0, replacement=True)
    drawn = rows[Y[rows] == "b"]
    assert len(drawn) == 50 and set(drawn.tolist()) == {0, 3, 7}


def test_every_row_has_the_same_chance():
    """Over many seeds each row of a class is drawn equally often."""
    y = np.array([0] * 6 + [1] * 3)
    counts = Counter(
        row for seed in range(2000) for row in random_rows(y, {0: 3}, random_state=seed).tolist()
    )
    assert all(abs(counts[row] - 1000) < 100 for row in range(6))
    assert all(counts[row] == 2000 for row in range(6, 9))


# --- the sampler


@pytest.mark.parametrize("replacement", [False, True])
def test_the_sampler_draws_by_the_rule(replacement):
    """The sampler draws what its strategy asks for, and names the rows."""
    X, y = labelled(continuous, n=200, d=2, classes=3, share=0.5)
    sampler = RandomUnderSampler(random_state=3, replacement=replacement)
    X_kept, y_kept = sampler.fit_resample(X, y)
    smallest = min(Counter(y.tolist()).values())
    assert set(Counter(y_kept.tolist()).values()) == {smallest}
    rows = random_rows(y, sampler.sampling_strategy_, random_state=3, replacement=replacement)
    np.testing.assert_array_equal(sampler.sample_indices_, rows)
    np.testing.assert_array_equal(X_kept, X[rows])


@pytest.mark.parametrize(
    ("strategy", "counts"),
    [
        ("auto", {0: 20, 1: 20}),
        (0.5, {0: 40, 1: 20}),
        (0.9, {0: 22, 1: 20}),
        ({0: 7}, {0: 7, 1: 20}),
        ({0: 7, 1: 3}, {0: 7, 1: 3}),
        (lambda y: {0: len(y) // 10}, {0: 10, 1: 20}),
        ("all", {0: 20, 1: 20}),
    ],
    ids=["auto", "half", "nine in ten", "one class", "both classes", "function", "all"],
)
def test_how_many_are_kept(strategy, counts):
    """A share is minority over majority; a dict or a function gives the counts themselves."""
    y = np.repeat([0, 1], [80, 20])
    sampler = RandomUnderSampler(sampling_strategy=strategy, random_state=0)
    assert Counter(sampler.fit_resample(np.eye(100), y)[1].tolist()) == counts


@pytest.mark.parametrize(
    "X",
    [
        np.array([["x", np.nan], [None, 3], ["z", 1]] * 3, dtype=object),
        np.array([[np.nan, np.inf], [1, 2], [3, 4]] * 3),
        np.array([["a", "b"], ["c", "d"], ["e", "f"]] * 3),
        pd.DataFrame({"when": pd.date_range("2026-01-01", periods=9)}, index=list("abcdefghi")),
        sparse.csr_array(np.eye(9)),
    ],
    ids=["objects", "NaN and infinity", "text", "dates", "sparse"],
)
def test_no_value_is_looked_at(X):
    """Whatever columns hold comes back as it was, text, dates and gaps; tables keep their index."""
    y = np.repeat([0, 1], [6, 3])
    before = contents(X), contents(y)
    sampler = RandomUnderSampler(random_state=0)
    X_kept, _ = sampler.fit_resample(X, y)
    assert (contents(X), contents(y)) == before
    rows = sampler.sample_indices_
    if isinstance(X, pd.DataFrame):
        pd.testing.assert_frame_equal(X_kept, X.iloc[rows])
    elif sparse.issparse(X):
        assert (X_kept != X[rows]).nnz == 0
    else:
        assert X_kept.dtype == X.dtype
        assert X_kept.astype(str).tolist() == X[rows].astype(str).tolist()


# --- what does not hold


def test_it_reaches_no_ratio_above_the_one_there_is():
    """Rows are only taken away: a smaller share of the minority than there is cannot be had."""
    y = np.repeat([0, 1], [80, 20])
    with pytest.raises(ValueError, match="ratio required to generate new sample"):
        RandomUnderSampler(sampling_strategy=0.2).fit_resample(np.eye(100), y)


def test_another_seed_is_another_sample():
    """The result depends on the seed; without one, on chance."""
    y = np.repeat([0, 1], [80, 20])
    drawn = {tuple(random_rows(y, {0: 20}, random_state=seed).tolist()) for seed in range(5)}
    assert len(drawn) == 5
    assert len({tuple(random_rows(y, {0: 20}).tolist()) for _ in range(5)}) > 1


# --- what is refused


@pytest.mark.parametrize(
    ("counts", "message"),
    [
        ({"a": 7}, "7 rows of class a were asked for and it has 6; .* replacement=True"),
        ({"d": 1}, r"No row has the class 'd'; choose among \['a', 'b', 'c'\]"),
        ({"a": -1}, "[Nn]egative dimensions"),
    ],
)
def test_bad_counts_are_refused(counts, message):
    """More rows than there are, or rows of no class, are refused by number and class."""
    with pytest.raises(ValueError, match=message):
        random_rows(Y, counts, random_state=0)
