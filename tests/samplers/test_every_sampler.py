"""What every sampler shares: the library's rows, containers, errors and manners, any metric.

A new sampler adds its rows to `CASES`. Where it departs from the library on purpose it adds a row
to `course_lib.samplers.differences` and leaves the data in question out here.
"""

import pickle
import warnings
from inspect import Parameter, signature

import imblearn.combine
import imblearn.over_sampling
import imblearn.under_sampling
import numpy as np
import pandas as pd
import pytest
from imblearn.pipeline import make_pipeline
from imblearn.utils.estimator_checks import parametrize_with_checks
from scipy import sparse
from sklearn.base import clone
from sklearn.model_selection import GridSearchCV
from sklearn.neighbors import KNeighborsClassifier
from sklearn.preprocessing import StandardScaler

import course_lib.samplers
from course_lib.distances import MIXED_METRICS
from course_lib.samplers.shell import MetricSampler
from tests.samplers.containers import LABELS, TABLES, assert_same, contents

PACKAGES = imblearn.under_sampling, imblearn.over_sampling, imblearn.combine
# Every sampler with its defaults and with parameters that take another way through it.
CASES = [
    ("TomekLinks", {}),
    ("CondensedNearestNeighbour", {"random_state": 0}),
    ("CondensedNearestNeighbour", {"random_state": 0, "n_neighbors": 3, "n_seeds_S": 2}),
    ("EditedNearestNeighbours", {}),
    ("EditedNearestNeighbours", {"n_neighbors": 1}),
    ("EditedNearestNeighbours", {"n_neighbors": 5, "kind_sel": "mode"}),
    ("RepeatedEditedNearestNeighbours", {}),
    ("RepeatedEditedNearestNeighbours", {"n_neighbors": 4, "kind_sel": "mode"}),
    ("RepeatedEditedNearestNeighbours", {"n_neighbors": 2, "max_iter": 2}),
    ("AllKNN", {}),
    ("AllKNN", {"n_neighbors": 5, "kind_sel": "mode"}),
    ("AllKNN", {"n_neighbors": 4, "allow_minority": True}),
    ("OneSidedSelection", {"random_state": 0}),
    ("OneSidedSelection", {"random_state": 1, "n_neighbors": 3, "n_seeds_S": 2}),
    ("NeighbourhoodCleaningRule", {}),
    ("NeighbourhoodCleaningRule", {"n_neighbors": 4, "threshold_cleaning": 2.5}),
    ("RandomUnderSampler", {"random_state": 0}),
    ("RandomUnderSampler", {"random_state": 1, "replacement": True}),
    ("NearMiss", {}),
    ("NearMiss", {"version": 2, "n_neighbors": 4}),
    ("NearMiss", {"version": 3}),
    ("NearMiss", {"version": 3, "n_neighbors": 4, "n_neighbors_ver3": 5}),
    ("SMOTE", {"random_state": 0}),
    ("SMOTE", {"random_state": 1, "k_neighbors": 2}),
    ("SMOTETomek", {"random_state": 0}),
    ("SMOTEENN", {"random_state": 0}),
]
NAMES = list(dict(CASES))
# What depends on which class comes first among equals: listed in `differences`.
UNEQUAL_ONLY = {
    "CondensedNearestNeighbour",
    "RepeatedEditedNearestNeighbours",
    "AllKNN",
    "OneSidedSelection",
    "NeighbourhoodCleaningRule",
    "NearMiss",
}


def ten_of_class_0(y):
    """Ask for ten rows."""
    return {0: 10}


STRATEGIES = {
    "clean-sampling": ["auto", "majority", "not majority", "all", [0], [1, 2], [0, 1, 2]],
    "under-sampling": ["auto", "majority", "not majority", "all", {0: 30, 1: 12}, ten_of_class_0],
    "over-sampling": ["auto", "minority", "not minority", "all", {2: 20, 1: 70}],
}
WRONG = {
    "clean-sampling": ["minority", "most", "", 0.5, {0: 10}, None, [9], [0, 9], ten_of_class_0],
    "under-sampling": ["minority", "most", 0.5, 1.5, {0: 500}, {9: 3}, {0: -1}, None, [0]],
    "over-sampling": ["majority", "most", 0.5, 1.5, {0: 1}, {9: 300}, None, [0]],
}
# Only sorted data of two classes, the larger first, suit the library's condensing.
STRATEGIES_OF_CONDENSING = ["auto", "majority", "not minority", [0]]


def of(name, parameters):
    """Return our sampler of this name."""
    return getattr(course_lib.samplers, name)(**parameters)


def both(name, parameters):
    """Return our sampler and the library's of the same name."""
    theirs = next(getattr(package, name) for package in PACKAGES if hasattr(package, name))
    return of(name, parameters), theirs(**parameters)


def seeded(name):
    """Return a seed as the only parameter, where a sampler draws at random."""
    draws = "random_state" in getattr(course_lib.samplers, name)().get_params()
    return {"random_state": 0} if draws else {}


def kind_of(name):
    """Return what a sampler calls itself."""
    return getattr(course_lib.samplers, name)._sampling_type


def strategies_of(name):
    """Return the strategies to hold against the library."""
    if name == "CondensedNearestNeighbour":
        return STRATEGIES_OF_CONDENSING
    return STRATEGIES[kind_of(name)]


def overlapping(name, *, n=160, d=3, seed=0):
    """Return shuffled points of three classes that overlap, no two of them equally large."""
    rng = np.random.default_rng(seed)
    sizes = n - n // 4 - n // 9, n // 4, n // 9
    y = rng.permutation(np.repeat([0, 1, 2], sizes))
    X = rng.normal(size=(n, d)) + 1.5 * y[:, None] / np.sqrt(d)
    if name == "CondensedNearestNeighbour":
        y = np.sort(np.minimum(y, 1))
    return X, y


def quietly(sampler, X, y):
    """Resample, without the warnings that are tested where they belong."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        return sampler.fit_resample(X, y)


def assert_equal_results(name, parameters, X, y):
    """Assert that both samplers return the same rows, in the same containers; return ours."""
    ours, theirs = both(name, parameters)
    for mine, other in zip(quietly(ours, X, y), quietly(theirs, X, y), strict=True):
        assert_same(mine, other)
    for attribute in ("sample_indices_", "sampling_strategy_", "n_features_in_"):
        assert hasattr(ours, attribute) == hasattr(theirs, attribute)
        if hasattr(theirs, attribute) and (name, attribute) not in WRONG_IN_LIBRARY:
            assert_same(getattr(ours, attribute), getattr(theirs, attribute))
    return ours


WRONG_IN_LIBRARY = {("RepeatedEditedNearestNeighbours", "sample_indices_")}


def each_case(cases):
    """Run a test for each of these samplers and parameters."""
    ids = [f"{name}-{parameters}" for name, parameters in cases]
    return pytest.mark.parametrize(("name", "parameters"), cases, ids=ids)


case = each_case(CASES)
named = pytest.mark.parametrize("name", NAMES)


# --- the signature


@named
def test_the_parameters_are_the_library_s(name):
    """The library's parameters come first, in its order and with its defaults; ours are named."""
    ours, theirs = (list(signature(type(each)).parameters.values()) for each in both(name, {}))
    assert ours[: len(theirs)] == theirs
    assert all(parameter.kind is Parameter.KEYWORD_ONLY for parameter in ours)
    assert all(parameter.default is not Parameter.empty for parameter in ours)


@named
def test_the_name_and_the_tags_are_the_library_s(name):
    """The class is called like the library's and calls itself the same kind of estimator."""
    ours, theirs = both(name, {})
    assert type(ours).__name__ == type(theirs).__name__
    assert ours._sampling_type == theirs._sampling_type
    assert ours.__sklearn_tags__() == theirs.__sklearn_tags__()


@named
def test_no_sampler_of_the_library_is_used(name):
    """Ours derives from the library's bases and from none of its samplers."""
    samplers = {getattr(package, name) for package in PACKAGES for name in package.__all__}
    ours, theirs = both(name, {})
    assert type(theirs) in samplers
    assert not samplers & set(type(ours).__mro__)


def test_all_are_here():
    """Every public sampler of the package is in the table."""
    public = {name for name in course_lib.samplers.__all__ if name[0].isupper()}
    assert public == set(NAMES)


# --- the rows


@case
@pytest.mark.parametrize("d", [1, 2, 7, 16])
def test_every_strategy_in_any_dimension(name, parameters, d):
    """On both sides of every switch of search, for every strategy, the rows are the library's."""
    if name == "NearMiss":
        d = max(d, 2)  # on a line many sums of distances are equal
    changed = set()
    for seed, strategy in enumerate(strategies_of(name)):
        X, y = overlapping(name, d=d, seed=seed, n=110 if d < 16 else 80)
        sampler = assert_equal_results(name, {**parameters, "sampling_strategy": strategy}, X, y)
        changed.add(len(y) != getattr(sampler, "sample_indices_", X[:0]).shape[0])
    assert True in changed


@each_case([entry for entry in CASES if kind_of(entry[0]) != "clean-sampling"])
@pytest.mark.parametrize("ratio", [0.5, 0.81, 1.0])
def test_every_ratio_of_two_classes(name, parameters, ratio):
    """A ratio of two classes is reached as the library reaches it; cleaners know none."""
    X, y = overlapping(name)
    y = (y == 2).astype(int)
    assert_equal_results(name, {**parameters, "sampling_strategy": ratio}, X, y)


@pytest.mark.parametrize("strategy", ["auto", "not majority", "all"])
@pytest.mark.parametrize("name", [name for name in NAMES if name not in UNEQUAL_ONLY])
def test_classes_of_equal_size(name, strategy):
    """Where classes are equally large, the same one counts as the smallest."""
    X, _ = overlapping(name)
    y = np.random.default_rng(0).permutation(np.repeat([2, 0, 1, 3], 40))
    assert_equal_results(name, {**seeded(name), "sampling_strategy": strategy}, X, y)


@named
def test_a_set_of_thousands(name):
    """On a thousand rows of which one in twenty is rare the rows are the library's."""
    rng = np.random.default_rng(0)
    X, y = rng.normal(size=(1000, 9)), np.sort((rng.random(1000) < 0.05).astype(int))
    if name != "CondensedNearestNeighbour":
        order = rng.permutation(1000)
        X, y = X[order], y[order]
    assert_equal_results(name, seeded(name), X, y)


# --- the containers


@case
@pytest.mark.parametrize("X_kind", TABLES)
def test_every_table(name, parameters, X_kind):
    """Tables come back in the container, dtype, names and index the library gives."""
    X, y = overlapping(name, d=4)
    X *= np.random.default_rng(0).random(X.shape) < 0.9
    if name == "CondensedNearestNeighbour":
        X_kind = X_kind.replace("_array", "_matrix")  # the library takes no rows of the others
    assert_equal_results(name, parameters, TABLES[X_kind](X), y)


def library_can_judge(name, parameters, y_kind):
    """Return False where the library would have to vote on labels that are no numbers."""
    votes = name == "NeighbourhoodCleaningRule" or parameters.get("kind_sel") == "mode"
    return not votes or np.asarray(LABELS[y_kind](np.array([0, 1]))).dtype.kind in "iuf"


@pytest.mark.parametrize(
    ("name", "parameters", "y_kind"),
    [(*entry, y_kind) for entry in CASES for y_kind in LABELS if library_can_judge(*entry, y_kind)],
)
def test_every_kind_of_label(name, parameters, y_kind):
    """Labels come back in the container, dtype, name and index the library gives."""
    X, y = overlapping(name)
    assert_equal_results(name, parameters, X, LABELS[y_kind](y))


@named
def test_tables_with_columns_of_several_kinds(name):
    """Each column of a table keeps its own kind: small or nullable integers, truths."""
    X, y = overlapping(name, d=4)
    table = pd.DataFrame(X, columns=list("abcd"))
    table["b"] = (X[:, 1] * 1000).astype(np.int16)
    table["c"] = X[:, 2] > 0
    if kind_of(name) != "over-sampling":
        # Interpolated values fit in no nullable integer, which pandas refuses.
        table["d"] = pd.array((X[:, 3] * 1000).astype(int), dtype="Int64")
    assert_equal_results(name, seeded(name), table, y)


@named
def test_one_column_for_each_class(name):
    """Labels as an indicator matrix come back as one."""
    X, y = overlapping(name)
    assert_equal_results(name, seeded(name), X, np.eye(3, dtype=int)[y])


# --- the manners of an estimator


@parametrize_with_checks(
    [
        *(of(name, parameters) for name, parameters in CASES),
        *(
            of(name, {**seeded(name), "metric": "cosine"})
            for name in NAMES
            if "metric" in of(name, {}).get_params()
        ),
    ],
    expected_failed_checks=lambda sampler: (
        {"check_samplers_fit_resample": "version 3 gives fewer rows than asked"}
        if getattr(sampler, "version", None) == 3
        else {}
    ),
)
def test_the_library_s_own_checks(estimator, check):
    """Everything that imbalanced-learn asks of an estimator holds, also with our own parameters."""
    check(estimator)


@case
def test_clones_and_pickles(name, parameters):
    """Parameters survive cloning, pickling and setting; so does what was learnt, pickling."""
    sampler = of(name, parameters)
    copies = clone(sampler), pickle.loads(pickle.dumps(sampler))
    assert all(copy.get_params() == sampler.get_params() for copy in copies)
    assert sampler.set_params(**parameters) is sampler
    X, y = overlapping(name)
    X_kept, _ = quietly(sampler, X, y)
    again = pickle.loads(pickle.dumps(sampler))
    assert again.sampling_strategy_ == sampler.sampling_strategy_
    np.testing.assert_array_equal(quietly(copies[0], X, y)[0], X_kept)
    np.testing.assert_array_equal(quietly(again, X, y)[0], X_kept)


@case
def test_pipelines(name, parameters):
    """In a pipeline the training rows are resampled and the rows to predict are not."""
    X, y = overlapping(name)
    pipeline = make_pipeline(StandardScaler(), of(name, parameters), KNeighborsClassifier(1))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        pipeline.fit(X, y)
    _, labels = quietly(of(name, parameters), pipeline[0].transform(X), y)
    assert pipeline[-1].n_samples_fit_ == len(labels)
    assert len(pipeline.predict(X)) == len(y)


@named
def test_grid_searches(name):
    """A grid search can choose among parameters of a sampler, the metric among them."""
    X, y = overlapping(name)
    sampler = of(name, {})
    step = type(sampler).__name__.lower()
    grid = {f"{step}__sampling_strategy": ["auto", "all"]}
    if "metric" in sampler.get_params():
        grid[f"{step}__metric"] = ["euclidean", "manhattan"]
    pipeline = make_pipeline(sampler, KNeighborsClassifier())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        search = GridSearchCV(pipeline, grid, cv=2, error_score="raise").fit(X, y)
    assert len(search.cv_results_["params"]) == 2 ** len(grid)


@named
def test_a_seed_repeats_the_result(name):
    """The same seed gives the same rows; a generator goes on where it stood."""
    X, y = overlapping(name)
    y = (y == y.max()).astype(int)
    sampler = of(name, seeded(name))
    first, second = quietly(sampler, X, y)[0], quietly(sampler, X, y)[0]
    np.testing.assert_array_equal(first, second)
    if seeded(name):
        sampler.set_params(random_state=np.random.RandomState(0))
        np.testing.assert_array_equal(quietly(sampler, X, y)[0], first)
        third = quietly(sampler, X, y)[0]
        assert third.shape != first.shape or (third != first).any()


@case
@pytest.mark.parametrize(
    ("X_kind", "y_kind"),
    [*((X_kind, "numbers") for X_kind in TABLES), *(("array", y_kind) for y_kind in LABELS)],
)
def test_inputs_are_untouched(name, parameters, X_kind, y_kind):
    """Tables and labels of every kind hold the same bytes in the same layout afterwards."""
    X, y = overlapping(name)
    X, y = TABLES[X_kind](X), LABELS[y_kind](y)
    before = contents(X), contents(y)
    quietly(of(name, parameters), X, y)
    assert (contents(X), contents(y)) == before


@case
def test_results_are_copies(name, parameters):
    """Changing the result changes nothing in the input."""
    X, y = overlapping(name)
    before = contents(X), contents(y)
    X_new, y_new = quietly(of(name, parameters), X, y)
    X_new[:], y_new[:] = 0, 0
    assert (contents(X), contents(y)) == before


@case
def test_the_indices_name_the_rows_returned(name, parameters):
    """What is returned of the input is the rows that `sample_indices_` names, in that order."""
    X, y = overlapping(name)
    sampler = of(name, parameters)
    X_new, y_new = quietly(sampler, X, y)
    if kind_of(name) == "over-sampling":
        assert not hasattr(sampler, "sample_indices_")
    else:
        np.testing.assert_array_equal(X_new, X[sampler.sample_indices_])
        np.testing.assert_array_equal(y_new, y[sampler.sample_indices_])


# --- any metric


WITH_METRIC = [entry for entry in CASES if entry[0] != "RandomUnderSampler"]
WITH_CATEGORIES = [
    name for name in NAMES if issubclass(getattr(course_lib.samplers, name), MetricSampler)
]
with_metric = each_case(WITH_METRIC)


@with_metric
def test_a_metric_is_used(name, parameters):
    """Minkowski of order 1 is Manhattan and not Euclid; of order 2 it is Euclid."""
    X, y = overlapping(name, n=300)
    results = {
        (metric, p): quietly(of(name, {**parameters, "metric": metric, "p": p}), X, y)[0].tolist()
        for metric, p in [("euclidean", 2), ("manhattan", 2), ("minkowski", 1), ("minkowski", 2)]
    }
    assert results["minkowski", 1] == results["manhattan", 2]
    assert results["minkowski", 2] == results["euclidean", 2]
    assert results["manhattan", 2] != results["euclidean", 2]


@with_metric
def test_units_do_not_matter_to_mahalanobis(name, parameters):
    """Under Mahalanobis a column in other units changes no decision."""
    X, y = overlapping(name)
    scaled = X * [1, 1024, 1 / 64]
    first, second = (
        quietly(of(name, {**parameters, "metric": "mahalanobis"}), table, y)[0]
        for table in (X, scaled)
    )
    np.testing.assert_allclose(first * [1, 1024, 1 / 64], second)


@with_metric
def test_moving_everything_changes_nothing(name, parameters):
    """Adding the same to every value, within what float64 holds, moves no decision."""
    X, y = overlapping(name)
    X = np.round(X * 2**20) / 2**20
    for d in (3, 18):
        near, far = np.tile(X, d // 3), np.tile(X, d // 3) + 1e8
        first, second = (quietly(of(name, parameters), table, y)[0] for table in (near, far))
        if kind_of(name) == "over-sampling":
            assert first.shape == second.shape
        else:
            np.testing.assert_array_equal(first + 1e8, second)


@pytest.fixture
def mixed():
    """Return a table of two numeric and two categorical columns, and labels."""
    rng = np.random.default_rng(0)
    table = pd.DataFrame(
        {
            "amount": rng.normal(size=120).astype(np.float32),
            "channel": pd.Categorical(rng.choice(["web", "shop", "phone"], 120)),
            "age": rng.integers(18, 80, 120),
            "card": pd.Categorical(rng.choice([1, 2], 120)),
        },
        index=np.arange(120)[::-1],
    )
    return table, pd.Series(rng.choice(["good", "bad"], 120, p=[0.8, 0.2]), name="class")


@pytest.mark.parametrize("metric", MIXED_METRICS)
@pytest.mark.parametrize("name", WITH_CATEGORIES)
def test_tables_with_categories(name, metric, mixed):
    """A mixed table comes back with its column kinds, an array as an array, the same rows."""
    table, y = mixed
    before = contents(table), contents(y)
    parameters = {**seeded(name), "metric": metric}
    of_table, of_array = (
        of(name, {}).set_params(**parameters, categorical_features=columns)
        for columns in ("auto", [1, 3])
    )
    kept, labels = of_table.fit_resample(table, y)
    rows = of_table.sample_indices_
    assert len(rows) < 120
    assert (contents(table), contents(y)) == before
    pd.testing.assert_frame_equal(kept, table.iloc[rows].reset_index(drop=True))
    pd.testing.assert_series_equal(labels, y.iloc[rows].reset_index(drop=True))
    array = table.to_numpy(dtype=object)
    np.testing.assert_array_equal(of_array.fit_resample(array, y.tolist())[0], array[rows])


# --- what is refused


@named
def test_wrong_strategies_get_the_library_s_message(name):
    """A strategy the library refuses is refused with the same error and the same words."""
    X, y = overlapping("any")
    for strategy in WRONG[kind_of(name)]:
        messages = []
        for sampler in both(name, {"sampling_strategy": strategy}):
            with pytest.raises((ValueError, TypeError)) as error:
                sampler.fit_resample(X, y)
            messages.append((error.type, str(error.value)))
        assert messages[0] == messages[1], strategy


X, Y = overlapping("any", n=60, d=2)
BAD = {
    "NaN": (np.where(X > 1, np.nan, X), Y),
    "infinity": (np.where(X > 1, np.inf, X), Y),
    "text": (X.astype(str).astype(object) + "x", Y),
    "one class": (X, np.zeros(60, dtype=int)),
    "lengths differ": (X, Y[:10]),
    "3-D": (X[None], Y),
    "1-D": (X[:, 0], Y),
    "empty": (X[:0], Y[:0]),
    "no labels": (X, None),
    "numbers as labels": (X, X[:, 0]),
}


@named
@pytest.mark.parametrize("bad", BAD)
def test_bad_samples_get_the_library_s_error(name, bad):
    """Samples that the library's base refuses are refused with the same kind of error."""
    ours, theirs = both(name, {})
    try:
        theirs.fit_resample(*BAD[bad])
    except (ValueError, TypeError) as expected:
        with pytest.raises(type(expected)) as error:
            ours.fit_resample(*BAD[bad])
        if bad != "text":
            assert str(error.value) == str(expected)
    else:
        ours.fit_resample(*BAD[bad])


@pytest.mark.parametrize("name", WITH_CATEGORIES)
def test_text_without_a_mixed_metric_is_refused(name, mixed):
    """Columns that hold no numbers need a metric that knows categories; the message says which."""
    table, y = mixed
    message = "Column 'channel' holds '.*'; encode|measures numbers only; encode the column"
    with pytest.raises(ValueError, match=message):
        of(name, {}).fit_resample(table, y)


@named
def test_parameters_are_named(name):
    """Parameters are given by name; one that does not exist is refused, made or set."""
    Ours = getattr(course_lib.samplers, name)
    with pytest.raises(TypeError, match="takes 1 positional argument"):
        Ours("all")
    with pytest.raises(TypeError, match="unexpected keyword argument 'metrics'"):
        Ours(metrics="cosine")
    with pytest.raises(ValueError, match=f"Invalid parameter 'metrics' for estimator {name}"):
        Ours().set_params(metrics="cosine")


WRONG_VALUES = {
    "metric": "l2",
    "p": 0.5,
    "n_jobs": "two",
    "categorical_features": 3,
    "n_neighbors": 0,
    "n_neighbors_ver3": 1.5,
    "n_seeds_S": 0,
    "kind_sel": "any",
    "max_iter": 0,
    "allow_minority": 2,
    "version": 4,
    "threshold_cleaning": -1,
    "replacement": "no",
    "random_state": "seed",
    "k_neighbors": 0,
    "edited_nearest_neighbours": 3,
    "smote": 3,
    "tomek": 3,
    "enn": 3,
    "sampling_strategy": 0,
}


@named
def test_wrong_values_are_refused(name):
    """A wrong value of any parameter is refused by naming the parameter, the rule and the value."""
    for parameter in of(name, {}).get_params():
        wrong = WRONG_VALUES[parameter]
        sampler = of(name, {}).set_params(**{parameter: wrong})
        message = f"'{parameter}' parameter of {name} must be .* Got {wrong!r}"
        with pytest.raises(ValueError, match=message):
            sampler.fit_resample(X, Y)


@pytest.mark.parametrize("name", WITH_CATEGORIES)
@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"categorical_features": [0]}, "read by metric='heom' and 'hvdm' only"),
        ({"metric": "heom"}, "metric='heom' needs categorical_features="),
        ({"metric": "heom", "categorical_features": [9]}, "categorical_features names 9"),
    ],
)
def test_metrics_and_categories_go_together(name, parameters, message):
    """Categories without a metric for them, or the other way round, are refused."""
    with pytest.raises(ValueError, match=message):
        of(name, parameters).fit_resample(X, Y)


@pytest.mark.parametrize("name", WITH_CATEGORIES)
def test_sparse_tables_with_categories_are_refused(name):
    """A sparse matrix cannot hold categories; the message shows the way out."""
    sampler = of(name, {"metric": "heom", "categorical_features": [0]})
    with pytest.raises(TypeError, match="cannot be sparse; convert with X.toarray"):
        sampler.fit_resample(sparse.csr_array(X), Y)
