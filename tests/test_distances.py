"""What every metric means, as a formula; what decides a tie; which input is refused."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy import sparse

from course_lib import distances
from course_lib.distances import MIXED_METRICS, metric_space, nominal_columns
from tests import naive
from tests.points import MEASURABLE, PLAIN_METRICS, continuous, lattice, points_for

MIXED = pd.DataFrame(
    {
        "amount": [1.0, 2.5, 4.0, 4.0, 9.0, 2.5],
        "channel": ["web", "shop", "web", "phone", "shop", "web"],
        "fee": [7.0, 7.0, 7.0, 7.0, 7.0, 7.0],
        "card": [1, 2, 1, 1, 2, 2],
    }
)
MIXED_LABELS = np.array(["-", "+", "-", "-", "+", "-"])
NOMINAL = [False, True, False, True]


def every_pair(n):
    """Return two arrays that name every pair of n rows, each in both orders."""
    return tuple(np.indices((n, n)).reshape(2, -1))


def lengths(space):
    """Return the distances of every pair as a square."""
    return space.lengths(space.powers(*every_pair(len(space)))).reshape(len(space), -1)


# --- what each metric means


@pytest.mark.parametrize("metric", PLAIN_METRICS)
def test_plain_metrics_are_their_formulas(metric, rng):
    """Each metric on numbers gives the distance that its formula gives, pair by pair."""
    X = continuous(rng, 12, 4)
    formulas = {
        "minkowski": lambda a, b: naive.minkowski(a, b, 3),
        "mahalanobis": lambda a, b: naive.mahalanobis(a, b, X),
    }
    formula = formulas.get(metric) or getattr(naive, metric)
    expected = [[formula(a, b) for b in X] for a in X]
    np.testing.assert_allclose(lengths(metric_space(X, metric, p=3)), expected, atol=1e-14)


def test_heom_is_its_formula():
    """HEOM divides numbers by their range and counts unequal categories as 1."""
    table = MIXED.to_numpy(dtype=object).tolist()
    expected = [[naive.heom(a, b, table, NOMINAL) for b in table] for a in table]
    space = metric_space(MIXED, "heom", categorical_features=NOMINAL)
    np.testing.assert_allclose(lengths(space), expected, rtol=1e-14)


def test_hvdm_is_its_formula():
    """HVDM divides numbers by four standard deviations and compares class shares of categories."""
    table = MIXED.to_numpy(dtype=object).tolist()
    expected = [[naive.hvdm(a, b, table, MIXED_LABELS, NOMINAL) for b in table] for a in table]
    space = metric_space(MIXED, "hvdm", y=MIXED_LABELS, categorical_features=NOMINAL)
    np.testing.assert_allclose(lengths(space), expected, rtol=1e-14)


@pytest.mark.parametrize(("p", "name"), [(1, "manhattan"), (2, "euclidean"), (np.inf, "chebyshev")])
def test_minkowski_contains_three_others(p, name, rng):
    """Minkowski distance of order 1, 2 and infinity is Manhattan, Euclidean and Chebyshev."""
    X = continuous(rng, 10, 3)
    np.testing.assert_array_equal(
        lengths(metric_space(X, "minkowski", p=p)), lengths(metric_space(X, name))
    )


def test_mahalanobis_ignores_units(rng):
    """Mahalanobis distances stay what they are when columns change their units by any factor."""
    X = continuous(rng, 20, 3) @ rng.normal(size=(3, 3))
    rescaled = X * [1e-7, 1, 1e7]
    np.testing.assert_allclose(
        lengths(metric_space(rescaled, "mahalanobis")), lengths(metric_space(X, "mahalanobis"))
    )


def test_cosine_ignores_length(rng):
    """Cosine distance sees the direction of a row only, here doubled for every other row."""
    X = continuous(rng, 10, 3)
    longer = X * np.where(np.arange(10) % 2, 2.0, 1.0)[:, None]
    np.testing.assert_array_equal(
        lengths(metric_space(longer, "cosine")), lengths(metric_space(X, "cosine"))
    )


@pytest.mark.parametrize("metric", MIXED_METRICS)
def test_mixed_metrics_ignore_how_categories_are_written(metric):
    """Renaming categories, by text or by number, moves no two rows."""
    renamed = MIXED.replace({"channel": {"web": "a", "shop": "b", "phone": "c"}})
    renamed["card"] = MIXED["card"].map({1: 900, 2: -4})
    spaces = [
        metric_space(table, metric, y=MIXED_LABELS, categorical_features=NOMINAL)
        for table in (MIXED, renamed)
    ]
    np.testing.assert_array_equal(lengths(spaces[0]), lengths(spaces[1]))


def test_mixed_metrics_take_tables_of_one_kind():
    """HEOM of categories alone counts differences; of numbers alone it is Euclid on ranges."""
    alone = metric_space(MIXED[["channel", "card"]], "heom", categorical_features=[0, 1])
    np.testing.assert_allclose(lengths(alone)[0], np.sqrt([0, 2, 0, 1, 2, 1]))
    numbers = metric_space(MIXED[["amount"]], "heom", categorical_features=[])
    np.testing.assert_allclose(lengths(numbers)[0], [0, 1.5 / 8, 3 / 8, 3 / 8, 1, 1.5 / 8])


# --- what decides a tie


@given(
    X=hnp.arrays(
        np.int64, st.tuples(st.integers(2, 8), st.integers(1, 12)), elements=st.integers(0, 5)
    ),
    metric=st.sampled_from(["euclidean", "manhattan", "chebyshev"]),
)
def test_powers_of_whole_numbers_are_exact(X, metric):
    """On whole numbers two pairs tie exactly if they tie in arithmetic without rounding."""
    first, second = every_pair(len(X))
    expected = [
        naive.exact_power(X[a].tolist(), X[b].tolist(), metric)
        for a, b in zip(first, second, strict=True)
    ]
    assert metric_space(X, metric).powers(first, second).tolist() == expected


@pytest.mark.parametrize(("name", "metric"), MEASURABLE)
def test_a_pair_has_one_distance(name, metric, rng, monkeypatch):
    """A pair measures the same to the last bit in either order, alone or among others."""
    X = points_for(name, metric, rng, 25, 19)
    space = metric_space(X, metric, p=3)
    first, second = every_pair(len(X))
    together = space.powers(first, second)
    np.testing.assert_array_equal(space.powers(second, first), together)
    alone = [space.powers([a], [b])[0] for a, b in zip(first, second, strict=True)]
    np.testing.assert_array_equal(alone, together)
    monkeypatch.setattr(distances, "CHUNK", 50)
    np.testing.assert_array_equal(space.powers(first, second), together)


@pytest.mark.parametrize("metric", ["euclidean", "manhattan", "chebyshev", "minkowski", "cosine"])
@pytest.mark.parametrize(
    "contain",
    [np.asfortranarray, pd.DataFrame, sparse.csr_array, sparse.csc_matrix, sparse.coo_array, list],
)
def test_the_container_changes_no_bit(contain, metric, rng):
    """Arrays of any memory order, tables, lists and sparse matrices give the same powers."""
    X = lattice(rng, 30, 19) / 10 + np.eye(30, 19)
    pairs = every_pair(30)
    expected = metric_space(X, metric, p=3).powers(*pairs)
    found = metric_space(contain(X), metric, p=3).powers(*pairs)
    if metric == "cosine" and sparse.issparse(contain(X)):
        # The lengths of the rows are summed in another order.
        np.testing.assert_allclose(found, expected, atol=1e-15)
    else:
        np.testing.assert_array_equal(found, expected)


def test_float32_is_measured_in_float64(rng):
    """Rows stored in float32 are as far apart as the same numbers in float64."""
    X = continuous(rng, 20, 9).astype(np.float32)
    np.testing.assert_array_equal(
        lengths(metric_space(X)), lengths(metric_space(X.astype(np.float64)))
    )


def test_an_offset_changes_no_bit(rng):
    """Adding 1e8 to binary fractions, which float64 then still holds, changes no distance."""
    X = rng.integers(-64, 64, size=(20, 9)) / 64
    np.testing.assert_array_equal(lengths(metric_space(X + 1e8)), lengths(metric_space(X)))


# --- which columns hold categories


@pytest.mark.parametrize(
    "categorical_features",
    [[1, 3], [-3, -1], ["channel", "card"], NOMINAL, np.array(NOMINAL)],
)
def test_categories_are_named_in_many_ways(categorical_features):
    """Column numbers, names and a mask name the same columns."""
    assert nominal_columns(MIXED, categorical_features).tolist() == NOMINAL


def test_auto_takes_categorical_columns():
    """``"auto"`` takes the columns of pandas' categorical kind and no others."""
    table = MIXED.astype({"channel": "category"})
    assert nominal_columns(table, "auto").tolist() == [False, True, False, False]


# --- what is refused


@pytest.mark.parametrize(
    ("X", "message"),
    [
        ([[0.0, np.nan], [1, 1]], r"nan in row 0, column 1; .* impute or drop"),
        ([[0.0, 1], [-np.inf, 1]], r"-inf in row 1, column 0; .* impute or drop"),
        (sparse.csr_array([[0.0, 1], [np.inf, 1]]), r"inf in row 1, column 0; .* impute or drop"),
        (pd.DataFrame({"a": [1.0, None]}), r"nan in row 1, column 0"),
        ([[1e160], [0]], r"1e\+160, which to the power 2 is beyond float64; divide"),
        ([[1e-160], [0]], r"1e-160, whose square float64 takes for 0; multiply"),
        (np.zeros((2, 2, 2)), "dim 3"),
        (np.zeros(3), "Expected 2D array, got 1D array"),
        (np.zeros((0, 3)), r"0 sample\(s\)"),
        (np.zeros((3, 0)), r"0 feature\(s\)"),
        (
            np.array([["a", "b"]], dtype=object),
            "Column 0 holds 'a', and metric='euclidean' measures",
        ),
        (np.array([["1", "b"]]), "Column 1 holds 'b', .*; encode the column, or name it in"),
        (pd.DataFrame({"n": [1], "s": ["x"]}), "Column 's' holds 'x'"),
        (pd.DataFrame({"n": [1], "day": pd.to_datetime(["2020-02-02"])}), "Column 'day' holds"),
    ],
)
def test_bad_tables_are_refused(X, message):
    """What is not a finite table of numbers is refused by naming the value and the fix."""
    with pytest.raises(ValueError, match=message):
        metric_space(X)


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"metric": "euclid"}, "metric='euclid' is not known; choose one of euclidean, manhattan"),
        ({"metric": None}, "metric=None is not known"),
        ({"metric": "minkowski", "p": 0.5}, "p=0.5 does not give a distance; .* at least 1"),
        ({"metric": "minkowski", "p": np.nan}, "p=nan does not give a distance"),
        ({"metric": "minkowski", "p": "2"}, "p='2' does not give a distance"),
        ({"metric": "minkowski", "p": 400}, "40, which to the power 400 is beyond float64; divide"),
        ({"metric": "heom"}, "metric='heom' needs categorical_features="),
        (
            {"categorical_features": [0]},
            "read by metric='heom' and 'hvdm' only, not by 'euclidean'",
        ),
        ({"metric": "hvdm", "categorical_features": [0]}, "metric='hvdm' .* needs y"),
        ({"metric": "hvdm", "categorical_features": [0], "y": [1]}, "3 rows and y has 1"),
        ({"metric": "heom", "categorical_features": [5]}, "names 5, .* number below 2"),
        ({"metric": "heom", "categorical_features": ["age"]}, "names 'age', which is neither"),
        ({"metric": "heom", "categorical_features": [1.5]}, "names 1.5, which is neither"),
        ({"metric": "heom", "categorical_features": [True]}, "has 1 entries for 2 columns"),
    ],
)
def test_bad_parameters_are_refused(parameters, message):
    """A parameter that does not fit is refused by naming it and what would fit."""
    with pytest.raises(ValueError, match=message):
        metric_space([[0.0, 1.0], [2.0, 40.0], [1.0, 3.0]], **parameters)


def test_cosine_refuses_rows_without_direction():
    """A row of zeros has no angle to any other."""
    with pytest.raises(ValueError, match="Row 1 holds only zeros .* remove such rows"):
        metric_space([[1.0, 0.0], [0.0, 0.0]], "cosine")


@pytest.mark.parametrize(
    "X",
    [[[1.0, 2.0], [2.0, 4.0], [3.0, 6.0]], [[1.0, 5.0], [2.0, 5.0], [4.0, 5.0]], [[1.0, 2.0]]],
    ids=["one column is twice the other", "a constant column", "a single row"],
)
def test_mahalanobis_refuses_dependent_columns(X):
    """A covariance that cannot be inverted is refused, not repaired."""
    with pytest.raises(ValueError, match="needs an invertible covariance: .* drop such columns"):
        metric_space(X, "mahalanobis")


def test_missing_categories_are_refused():
    """A missing category is no category: the learner decides what it means."""
    with pytest.raises(ValueError, match="Column 'c' has a missing category in row 1"):
        metric_space(pd.DataFrame({"c": ["x", None]}), "heom", categorical_features=["c"])


@pytest.mark.parametrize("metric", MIXED_METRICS)
def test_mixed_metrics_refuse_sparse_tables(metric):
    """Categories in a sparse matrix are a type error, with the way out."""
    with pytest.raises(TypeError, match=f"metric='{metric}' needs a dense table; .*toarray"):
        metric_space(sparse.eye_array(3), metric, categorical_features=[0])
