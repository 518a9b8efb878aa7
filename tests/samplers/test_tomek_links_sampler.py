"""TomekLinks as an estimator: what it removes and records, in rounds and metrics of its own."""

import pickle

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from imblearn.pipeline import make_pipeline
from imblearn.utils.estimator_checks import parametrize_with_checks
from scipy import sparse
from sklearn.base import clone
from sklearn.model_selection import GridSearchCV
from sklearn.neighbors import KNeighborsClassifier
from sklearn.preprocessing import StandardScaler

from course_lib.distances import MIXED_METRICS
from course_lib.samplers import TomekLinks, tomek_links
from tests.points import continuous, labelled, samples
from tests.samplers.containers import LABELS, TABLES, contents

STRATEGIES = ["auto", "majority", "not minority", "not majority", "all"]


@pytest.fixture
def cleaned():
    """Return X and y of three classes: 0 the largest, 2 the smallest."""
    X, y = labelled(continuous, n=400, d=3, classes=3, share=0.5)
    y[np.flatnonzero(y == 2)[20:]] = 0
    return X, y


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


@parametrize_with_checks(
    [
        TomekLinks(),
        TomekLinks(sampling_strategy="all", max_iter=None),
        TomekLinks(metric="manhattan", max_iter=None),
        TomekLinks(metric="chebyshev"),
        TomekLinks(metric="minkowski", p=3),
        TomekLinks(metric="cosine", max_iter=2),
    ]
)
def test_the_library_s_own_checks(estimator, check):
    """Everything that imbalanced-learn asks of an estimator holds, also with our own parameters."""
    check(estimator)


# --- what is removed


@pytest.mark.parametrize(
    ("strategy", "classes"),
    [
        ("auto", {0, 1}),
        ("not minority", {0, 1}),
        ("majority", {0}),
        ("not majority", {1, 2}),
        ("all", {0, 1, 2}),
        ([1], {1}),
        ([0, 2], {0, 2}),
    ],
)
def test_a_strategy_names_the_classes_that_lose_members(strategy, classes, cleaned):
    """Exactly the members of links whose class is named go; all other rows stay, in their order."""
    X, y = cleaned
    sampler = TomekLinks(sampling_strategy=strategy)
    X_kept, y_kept = sampler.fit_resample(X, y)
    members = tomek_links(X, y).ravel()
    kept = np.setdiff1d(np.arange(len(y)), members[np.isin(y[members], list(classes))])
    np.testing.assert_array_equal(sampler.sample_indices_, kept)
    np.testing.assert_array_equal(X_kept, X[kept])
    np.testing.assert_array_equal(y_kept, y[kept])
    assert set(sampler.sampling_strategy_) == classes


def test_every_class_can_lose_members(cleaned):
    """The data of these tests have links between every two classes."""
    X, y = cleaned
    assert {tuple(sorted(pair)) for pair in y[tomek_links(X, y)].tolist()} == {
        (0, 1),
        (0, 2),
        (1, 2),
    }


def test_a_link_between_larger_classes_loses_both(cleaned):
    """By default only the smallest class is spared: a link of the two others loses both members."""
    X, y = cleaned
    sampler = TomekLinks()
    sampler.fit_resample(X, y)
    links = sampler.link_rows_
    larger = links[(y[links] != 2).all(axis=1)]
    assert len(larger) and not np.isin(larger, sampler.sample_indices_).any()


def test_it_cleans_and_does_not_balance():
    """A cleaner removes a few rows at the border; the classes stay as unequal as they were."""
    X, y = labelled(continuous, n=1000, d=2, share=0.1)
    _, y_kept = TomekLinks().fit_resample(X, y)
    assert 0 < len(y) - len(y_kept) <= (y == 1).sum()
    assert (y_kept == 0).sum() > 10 * (y_kept == 1).sum()


def test_links_are_kept_for_inspection(cleaned):
    """The links of the first round stay on the sampler, whichever members were removed."""
    X, y = cleaned
    for strategy in STRATEGIES:
        sampler = TomekLinks(sampling_strategy=strategy, max_iter=3)
        sampler.fit_resample(X, y)
        np.testing.assert_array_equal(sampler.link_rows_, tomek_links(X, y))


# --- in rounds


def test_one_round_is_the_default(cleaned):
    """One round and the default are the same thing."""
    once, default = TomekLinks(max_iter=1), TomekLinks()
    once.fit_resample(*cleaned)
    default.fit_resample(*cleaned)
    np.testing.assert_array_equal(once.sample_indices_, default.sample_indices_)


@pytest.mark.parametrize("strategy", STRATEGIES)
def test_rounds_are_repeated_runs(strategy, cleaned):
    """n rounds remove what n runs in a row remove, and each round's count is kept."""
    X, y = cleaned
    rows, counts = np.arange(len(y)), []
    classes = set(TomekLinks(sampling_strategy=strategy).fit(X, y).sampling_strategy_)
    for n_rounds in range(1, 12):
        members = tomek_links(X[rows], y[rows]).ravel()
        gone = members[np.isin(y[rows][members], list(classes))]
        counts += [len(gone)] if len(gone) else []
        rows = np.delete(rows, gone)
        sampler = TomekLinks(sampling_strategy=strategy, max_iter=n_rounds)
        sampler.fit_resample(X, y)
        np.testing.assert_array_equal(sampler.sample_indices_, rows)
        assert sampler.n_removed_per_round_ == counts
    assert len(counts) > 1


@given(samples=samples, strategy=st.sampled_from(STRATEGIES))
def test_without_a_limit_nothing_is_left_to_remove(samples, strategy):
    """With `max_iter=None` no link is left that has a member of a named class."""
    X, y = samples
    sampler = TomekLinks(sampling_strategy=strategy, max_iter=None)
    sampler.fit_resample(X, y)
    kept = sampler.sample_indices_
    assert sum(sampler.n_removed_per_round_) == len(y) - len(kept)
    assert all(count > 0 for count in sampler.n_removed_per_round_)
    left = tomek_links(X, y, among=kept)
    assert not np.isin(y[left], list(sampler.sampling_strategy_)).any()


def test_one_round_is_not_enough():
    """A second run on the result of the first removes more: cleaning once is not idempotent."""
    X, y = np.array([[0.0], [1.0], [2.5], [9.0]]), np.array([0, 1, 0, 0])
    once = TomekLinks().fit_resample(X, y)
    twice = TomekLinks().fit_resample(*once)
    assert [len(labels) for labels in (y, once[1], twice[1])] == [4, 3, 2]


@pytest.mark.parametrize(
    ("y", "left"), [([0, 1, 0, 0], [0, 0]), ([0, 1, 1, 0], [])], ids=["a class", "all"]
)
def test_links_can_use_up_a_class(y, left):
    """Where both members of each link go, a class can vanish, or everything."""
    X = [[0.0], [1.0], [5.0], [6.5]]
    sampler = TomekLinks(sampling_strategy="all", max_iter=None)
    assert sampler.fit_resample(X, y)[1] == left
    assert sampler.n_removed_per_round_ == [4 - len(left)]


# --- in other metrics


@pytest.mark.parametrize("metric", ["manhattan", "chebyshev", "minkowski", "cosine", "mahalanobis"])
def test_any_metric_of_the_search(metric, cleaned):
    """A metric changes which rows are linked and nothing else."""
    X, y = cleaned
    sampler = TomekLinks(metric=metric, p=4, sampling_strategy="all")
    sampler.fit_resample(X, y)
    links = tomek_links(X, y, metric=metric, p=4)
    np.testing.assert_array_equal(sampler.link_rows_, links)
    np.testing.assert_array_equal(sampler.sample_indices_, np.setdiff1d(np.arange(len(y)), links))
    assert links.tolist() != tomek_links(X, y).tolist()


@pytest.mark.parametrize("metric", MIXED_METRICS)
@pytest.mark.parametrize(
    "categorical_features",
    ["auto", [1, 3], [-3, -1], ["channel", "card"], [False, True, False, True]],
    ids=["auto", "numbers", "numbers from the end", "names", "mask"],
)
def test_tables_with_categories(metric, categorical_features, mixed):
    """A mixed table comes back with its column kinds; a fresh index as from the library."""
    table, y = mixed
    before = contents(table), contents(y)
    sampler = TomekLinks(metric=metric, categorical_features=categorical_features)
    cleaned, labels = sampler.fit_resample(table, y)
    assert (contents(table), contents(y)) == before
    links = tomek_links(table, y, metric=metric, categorical_features="auto")
    gone = links[np.asarray(y)[links] == "good"]
    kept = np.setdiff1d(np.arange(120), gone)
    assert len(gone)
    np.testing.assert_array_equal(sampler.sample_indices_, kept)
    pd.testing.assert_frame_equal(cleaned, table.iloc[kept].reset_index(drop=True))
    pd.testing.assert_series_equal(labels, y.iloc[kept].reset_index(drop=True))
    assert sampler.feature_names_in_.tolist() == list(table.columns)


@pytest.mark.parametrize("metric", MIXED_METRICS)
def test_arrays_with_categories(metric, mixed):
    """An array of objects with categories works as the table does, and stays one."""
    table, y = mixed
    array = table.to_numpy(dtype=object)
    sampler = TomekLinks(metric=metric, categorical_features=[1, 3])
    cleaned, _ = sampler.fit_resample(array, y.tolist())
    links = tomek_links(table, y, metric=metric, categorical_features="auto")
    np.testing.assert_array_equal(sampler.link_rows_, links)
    np.testing.assert_array_equal(cleaned, array[sampler.sample_indices_])
    assert cleaned.dtype == object


# --- as one estimator among others


def test_it_is_cloned_pickled_and_set(cleaned):
    """Parameters survive cloning and pickling, and can be set by name."""
    sampler = TomekLinks(metric="manhattan", max_iter=3, sampling_strategy="all")
    copies = clone(sampler), pickle.loads(pickle.dumps(sampler))
    assert all(copy.get_params() == sampler.get_params() for copy in copies)
    sampler.set_params(metric="cosine", n_jobs=-1)
    assert (sampler.metric, sampler.n_jobs, copies[0].metric) == ("cosine", -1, "manhattan")
    sampler.fit_resample(*cleaned)
    again = pickle.loads(pickle.dumps(sampler))
    np.testing.assert_array_equal(again.sample_indices_, sampler.sample_indices_)


def test_it_works_in_a_pipeline(cleaned):
    """In a pipeline the training rows are cleaned and the rows to predict are not."""
    X, y = cleaned
    pipeline = make_pipeline(StandardScaler(), TomekLinks(), KNeighborsClassifier(1))
    pipeline.fit(X, y)
    _, scaled = pipeline[0], pipeline[0].transform(X)
    _, kept = TomekLinks().fit_resample(scaled, y)
    assert pipeline[-1].n_samples_fit_ == len(kept) < len(y)
    assert len(pipeline.predict(X)) == len(y)


def test_its_parameters_can_be_searched(cleaned):
    """A grid search can choose the metric, the rounds and the classes that lose members."""
    grid = {
        "tomeklinks__metric": ["euclidean", "manhattan"],
        "tomeklinks__max_iter": [1, None],
        "tomeklinks__sampling_strategy": ["auto", "all"],
    }
    pipeline = make_pipeline(TomekLinks(), KNeighborsClassifier())
    search = GridSearchCV(pipeline, grid, cv=2, error_score="raise").fit(*cleaned)
    assert len(search.cv_results_["params"]) == 8


@pytest.mark.parametrize("strategy", ["auto", "all"])
@pytest.mark.parametrize("y_kind", LABELS)
@pytest.mark.parametrize("X_kind", TABLES)
def test_inputs_are_untouched(X_kind, y_kind, strategy, cleaned):
    """Tables and labels of every kind hold the same bytes in the same layout afterwards."""
    X, y = TABLES[X_kind](cleaned[0]), LABELS[y_kind](cleaned[1])
    before = contents(X), contents(y)
    TomekLinks(sampling_strategy=strategy, max_iter=None).fit_resample(X, y)
    assert (contents(X), contents(y)) == before


def test_results_are_copies(cleaned):
    """Changing the result changes nothing in the input."""
    X, y = cleaned
    before = contents(X), contents(y)
    X_kept, y_kept = TomekLinks(sampling_strategy=[0]).fit_resample(X, y)
    X_kept[:], y_kept[:] = 0, 0
    assert (contents(X), contents(y)) == before


# --- what is refused


def test_parameters_are_named():
    """Parameters are given by name, as in imbalanced-learn."""
    with pytest.raises(TypeError, match="takes 1 positional argument"):
        TomekLinks("all")


def test_unknown_parameters_are_refused():
    """A parameter that does not exist is refused when made and when set, by name."""
    with pytest.raises(TypeError, match="unexpected keyword argument 'metrics'"):
        TomekLinks(metrics="cosine")
    with pytest.raises(ValueError, match="Invalid parameter 'metrics' for estimator TomekLinks"):
        TomekLinks().set_params(metrics="cosine")


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"metric": "l2"}, "'metric' parameter of TomekLinks must be a str among .* Got 'l2'"),
        ({"p": 0.5}, r"'p' parameter of TomekLinks must be .* \[1.0, inf.* Got 0.5"),
        ({"max_iter": 0}, r"'max_iter' parameter .* an int in the range \[1, inf\) .* Got 0"),
        ({"max_iter": 1.5}, "'max_iter' parameter .* Got 1.5"),
        ({"n_jobs": "two"}, "'n_jobs' parameter .* Got 'two'"),
        ({"categorical_features": 3}, "'categorical_features' parameter .* Got 3"),
        ({"sampling_strategy": "minority"}, "'minority'"),
        ({"categorical_features": [0]}, "read by metric='heom' and 'hvdm' only"),
        ({"metric": "heom"}, "metric='heom' needs categorical_features="),
        ({"metric": "heom", "categorical_features": [9]}, "categorical_features names 9"),
    ],
)
def test_wrong_parameters_are_refused(parameters, message, cleaned):
    """A wrong value is refused by naming the parameter, the rule and the value."""
    with pytest.raises(ValueError, match=message):
        TomekLinks(**parameters).fit_resample(*cleaned)


@pytest.mark.parametrize(
    "contain",
    [
        lambda table: table,
        lambda table: table.to_numpy(dtype=object),
        lambda table: table.astype(str),
    ],
    ids=["DataFrame", "array of objects", "text"],
)
def test_text_without_a_mixed_metric_is_refused(contain, mixed):
    """Columns that hold no numbers need a metric that knows categories; the message says which."""
    table, y = mixed
    with pytest.raises(
        ValueError, match="Column .*; encode the column, .* metric='heom' or 'hvdm'"
    ):
        TomekLinks().fit_resample(contain(table.astype({"channel": str})), y)


def test_sparse_tables_with_a_mixed_metric_are_refused(cleaned):
    """A sparse matrix cannot hold categories; the message shows the way out."""
    sampler = TomekLinks(metric="heom", categorical_features=[0])
    with pytest.raises(TypeError, match="cannot be sparse; convert with X.toarray"):
        sampler.fit_resample(sparse.csr_array(cleaned[0]), cleaned[1])


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda table, y: (table.assign(age=np.nan), y), "nan in row 0, column 1"),
        (lambda table, y: (table.assign(channel=None), y), "missing category in row 0"),
        (
            lambda table, y: (table.iloc[:9], y),
            "X has 9 rows and y has 120; give one label per row",
        ),
        (lambda table, y: (table.to_numpy(dtype=object)[None], y), "X has shape"),
        (lambda table, y: (table.iloc[:0], y[:0]), "Got 0 class instead"),
        (lambda table, y: (table, ["good"] * 120), "more than 1 class"),
    ],
    ids=["NaN", "missing category", "lengths differ", "3-D", "empty", "one class"],
)
@pytest.mark.parametrize("metric", MIXED_METRICS)
def test_bad_mixed_tables_are_refused(metric, spoil, message, mixed):
    """Bad samples are refused in mixed tables too, where the library's base does not look."""
    sampler = TomekLinks(metric=metric, categorical_features=[1, 3])
    with pytest.raises(ValueError, match=message):
        sampler.fit_resample(*spoil(*mixed))
