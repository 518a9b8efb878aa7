"""Where no distances tie, every sampler returns row for row what imbalanced-learn returns.

A new sampler adds a row to `ORACLES` and is held against the library in all of this. Where it
departs on purpose, it adds a row to `course_lib.samplers.differences` instead.
"""

from inspect import Parameter, signature

import imblearn.under_sampling
import numpy as np
import pandas as pd
import pytest

import course_lib.samplers
from tests.points import continuous, labelled
from tests.samplers.containers import LABELS, TABLES, assert_same

# Sampler, the attributes it shares with the library's, and parameters to hold against it.
ORACLES = [
    ("TomekLinks", ["sample_indices_", "sampling_strategy_", "n_features_in_"], {}),
]
STRATEGIES = ["auto", "majority", "not minority", "not majority", "all", [0], [1, 2], [0, 1, 2]]


def ten_of_class_0(y):
    """Ask for ten rows, which no cleaner can promise."""
    return {0: 10}


WRONG = ["minority", "most", "", 0.5, {0: 10}, None, [9], [0, 9], ten_of_class_0]


@pytest.fixture(params=ORACLES, ids=[f"{name}-{parameters}" for name, _, parameters in ORACLES])
def oracle(request):
    """Return our class, the library's of the same name, their attributes and parameters."""
    name, attributes, parameters = request.param
    return (
        getattr(course_lib.samplers, name),
        getattr(imblearn.under_sampling, name),
        attributes,
        parameters,
    )


def assert_equal_results(oracle, X, y, **strategy):
    """Assert that both samplers return the same rows, in the same containers."""
    Ours, Theirs, attributes, parameters = oracle
    ours, theirs = Ours(**parameters, **strategy), Theirs(**parameters, **strategy)
    for mine, other in zip(ours.fit_resample(X, y), theirs.fit_resample(X, y), strict=True):
        assert_same(mine, other)
    for attribute in attributes:
        assert_same(getattr(ours, attribute), getattr(theirs, attribute))
    return ours


# --- the signature


def test_the_parameters_are_the_library_s(oracle):
    """The library's parameters come first, in its order and with its defaults; ours are named."""
    Ours, Theirs, _, _ = oracle
    ours, theirs = (list(signature(kind).parameters.values()) for kind in (Ours, Theirs))
    assert ours[: len(theirs)] == theirs
    assert all(parameter.kind is Parameter.KEYWORD_ONLY for parameter in ours)
    assert all(parameter.default is not Parameter.empty for parameter in ours)


def test_the_name_and_the_tags_are_the_library_s(oracle):
    """The class is called like the library's and calls itself the same kind of estimator."""
    Ours, Theirs, _, _ = oracle
    assert Ours.__name__ == Theirs.__name__
    assert Ours().__sklearn_tags__() == Theirs().__sklearn_tags__()


def test_no_sampler_of_the_library_is_used(oracle):
    """Ours derives from the library's bases and from none of its samplers."""
    Ours, Theirs, _, _ = oracle
    samplers = {getattr(imblearn.under_sampling, name) for name in imblearn.under_sampling.__all__}
    assert not samplers & set(Ours.__mro__)
    assert Theirs in samplers


# --- the rows


@pytest.mark.parametrize("strategy", STRATEGIES, ids=str)
@pytest.mark.parametrize("d", [1, 2, 6, 7, 15, 16, 40])
def test_every_strategy_in_any_dimension(oracle, strategy, d):
    """On both sides of every switch of search, for every strategy, the same rows stay."""
    for seed in range(3):
        X, y = labelled(continuous, n=150, d=d, classes=3, share=0.6, seed=seed)
        assert_equal_results(oracle, X, y, sampling_strategy=strategy)


@pytest.mark.parametrize(("n", "d"), [(20, 3), (200, 20), (1000, 5), (3000, 2), (3000, 20)])
@pytest.mark.parametrize("share", [0.02, 0.2, 0.9])
def test_sets_of_any_size(oracle, n, d, share):
    """From twenty rows to three thousand, from a rare class to equal ones, the same rows stay."""
    X, y = labelled(continuous, n=n, d=d, share=share, seed=n)
    sampler = assert_equal_results(oracle, X, y)
    assert n < 1000 or len(sampler.sample_indices_) < n


@pytest.mark.parametrize("strategy", ["auto", "not majority", "majority"])
@pytest.mark.parametrize("y_kind", LABELS)
def test_classes_of_equal_size(oracle, y_kind, strategy):
    """Where classes are equally large, the same one counts as the smallest, whatever the labels."""
    X, _ = labelled(continuous, n=120, d=3)
    y = np.random.default_rng(0).permutation(np.repeat([0, 1, 2, 3], 30))
    assert_equal_results(oracle, X, LABELS[y_kind](y), sampling_strategy=strategy)


# --- the containers


@pytest.mark.parametrize("y_kind", LABELS)
@pytest.mark.parametrize("X_kind", TABLES)
def test_every_container(oracle, X_kind, y_kind):
    """Tables and labels come back in the container, dtype, names and index the library gives."""
    X, y = labelled(continuous, n=150, d=4, classes=4, share=0.6)
    X *= np.random.default_rng(0).random(X.shape) < 0.9
    assert_equal_results(oracle, TABLES[X_kind](X), LABELS[y_kind](y), sampling_strategy="all")


def test_tables_with_columns_of_several_kinds(oracle):
    """Each column of a table keeps its own kind: small or nullable integers, truths, categories."""
    X, y = labelled(continuous, n=150, d=5, classes=3, share=0.6)
    table = pd.DataFrame(X, columns=list("abcde"))
    table["b"] = (X[:, 1] * 1000).astype(np.int16)
    table["c"] = X[:, 2] > 0
    table["d"] = pd.array((X[:, 3] * 1000).astype(int), dtype="Int64")
    table["e"] = pd.Categorical((X[:, 4] * 2).astype(int))
    assert_equal_results(oracle, table, y)


def test_one_column_for_each_class(oracle):
    """Labels as an indicator matrix come back as one."""
    X, y = labelled(continuous, n=150, d=3, classes=3, share=0.6)
    assert_equal_results(oracle, X, np.eye(3, dtype=int)[y])


# --- the errors


@pytest.mark.parametrize(
    "strategy", WRONG, ids=lambda wrong: getattr(wrong, "__name__", repr(wrong))
)
def test_wrong_strategies_get_the_library_s_message(oracle, strategy):
    """A strategy the library refuses is refused with the same error and the same words."""
    Ours, Theirs, _, parameters = oracle
    X, y = labelled(continuous, n=60, d=2, classes=3, share=0.6)
    messages = []
    for kind in (Ours, Theirs):
        with pytest.raises((ValueError, TypeError)) as error:
            kind(**parameters, sampling_strategy=strategy).fit_resample(X, y)
        messages.append((error.type, str(error.value)))
    assert messages[0] == messages[1]


X, Y = labelled(continuous, n=20, d=2)
BAD = {
    "NaN": (np.where(X > 1, np.nan, X), Y),
    "infinity": (np.where(X > 1, np.inf, X), Y),
    "one class": (X, np.zeros(20, dtype=int)),
    "lengths differ": (X, Y[:10]),
    "3-D": (X[None], Y),
    "1-D": (X[:, 0], Y),
    "empty": (X[:0], Y[:0]),
    "no labels": (X, None),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_samples_get_the_library_s_error(oracle, name):
    """Samples that the library's base refuses are refused with the same kind of error."""
    Ours, Theirs, _, parameters = oracle
    errors = []
    for kind in (Ours, Theirs):
        with pytest.raises((ValueError, TypeError)) as error:
            kind(**parameters).fit_resample(*BAD[name])
        errors.append((error.type, str(error.value).replace("\n", " ")))
    assert errors[0] == errors[1]
