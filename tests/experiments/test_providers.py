"""The provider case: one protocol, live on a twin and recorded on the real table."""

import json

import numpy as np
import pandas as pd
import pytest
from sklearn.linear_model import LogisticRegression

from course_lib import datasets, results
from course_lib.evaluation.case_study import compare_methods
from course_lib.experiments import providers
from course_lib.samplers import tomek_links

X, y = datasets.providers_twin(400, minority_share=0.2, random_state=3)


def test_the_folds_are_five_per_seed_and_cover_every_provider():
    """Four shuffles of five folds: every row is tested four times, flagged ones spread evenly."""
    splits = providers.folds(y)
    assert len(splits) == 20
    tested = np.concatenate([test for _, test in splits])
    assert (np.bincount(tested) == 4).all()
    assert {y[test].sum() for _, test in splits} == {16}


def test_methods_begin_with_nothing_and_do_not_share_a_fitted_model():
    """Baselines, then the six samplers, each before a clone of its own."""
    methods = providers.provider_methods(LogisticRegression())
    assert list(methods)[:4] == ["nothing", "money alone", "class weight", "tuned threshold"]
    assert list(methods)[4:] == list(providers.SAMPLERS)
    assert methods["class weight"][-1].class_weight == "balanced"
    assert methods["nothing"][-1] is not methods["SMOTE"][-1]


def test_money_alone_looks_at_one_column():
    """Every other column may be anything."""
    method = providers.provider_methods(LogisticRegression())["money alone"].fit(X, y)
    other = X.copy()
    other[other.columns.drop(providers.MONEY)] = 7.0
    np.testing.assert_array_equal(method.predict_proba(X), method.predict_proba(other))


def test_f1_as_if_half_were_flagged_is_that_of_a_balanced_test_set():
    """Weighting both classes alike gives the F1 of as many copies of the flagged as of others."""
    fitted = providers.pipeline(LogisticRegression(max_iter=5000)).fit(X, y)
    rows = np.concatenate([np.flatnonzero(y == 0), np.tile(np.flatnonzero(y == 1), 4)])
    alike = providers.F1_SCORES["F1, as if half were flagged"]
    assert alike(fitted, X, y) == pytest.approx(alike(fitted, X.iloc[rows], y[rows]))


def test_links_shared_between_units():
    """The diagonal counts links, the table is symmetric, nobody shares more than it has."""
    table = providers.shared_links(X, y)
    assert (table.to_numpy() == table.to_numpy().T).all()
    assert table.loc["raw", "raw"] == len(tomek_links(X.to_numpy(float), y))
    assert (table.to_numpy() <= np.minimum.outer(*[np.diag(table)] * 2)).all()


def test_a_score_that_is_size_ranks_perfectly_among_all_and_not_within_a_tenth():
    """Within groups of similar size only what size does not say can rank."""
    rng = np.random.default_rng(0)
    size = np.repeat(np.arange(4), 100)
    flagged = (rng.random(400) < size / 4).astype(int)
    table = providers.ranked_within_size(flagged, size.astype(float), size, n_groups=4)
    assert table["rows"].tolist() == [100] * 4
    assert np.isnan(table.loc[1, "AUC"])  # nobody flagged
    assert (table["AUC"].dropna() == 0.5).all()


def test_outcomes_add_up():
    """Four kinds, in a fixed order, also where a kind is empty."""
    table = providers.outcomes([1, 1, 0], [1, 0, 0], [5.0, 7.0, 9.0])
    assert table.index.tolist() == ["found", "missed", "wrongly accused", "left in peace"]
    assert table["providers"].fillna(0).tolist() == [1, 1, 0, 1]
    assert table.loc["missed", "median money"] == 7


def test_shares_of_flagged():
    """Shares of providers, claims and money, each between 0 and 1."""
    shares = providers.shares_of_flagged(X, y)
    assert shares["providers"] == pytest.approx(0.2)
    assert shares["money"] > shares["claims"] > shares["providers"]


def test_resampling_before_the_split_flatters_f1():
    """On twins a leaked F1 lies far above the honest one, mostly because half is then flagged."""
    scores = providers.leaked_f1(LogisticRegression(max_iter=5000), X, y, [0])
    assert scores.index.tolist() == [("SMOTE", 0), ("SMOTETomek", 0)]
    assert (scores["leaked"] > scores["honest"]).all()
    assert (scores["leaked"] > scores["leaked, judged on the original rows"]).all()


def test_recorded_scores_are_complete():
    """Twenty folds of every method and measure, for two models; three methods for the forest."""
    for model in providers.MODELS:
        scores = providers.recorded_scores(model)
        assert (scores.groupby("method").size() == 20).all()
        assert scores["method"].nunique() == 10
        assert scores[list(providers.BUDGET | providers.F1_SCORES)].notna().all(axis=None)
    assert set(providers.recorded_scores("random forest")["method"]) == {
        "nothing",
        "SMOTE",
        "SMOTETomek",
    }


def test_the_record_holds_what_the_lesson_shows():
    """Real table by its checksum, every part there, no value that JSON cannot hold."""
    stored = results.recorded(providers.NAME)
    assert stored["data_sha256"] == {"providers": datasets.TABLES["providers"].sha256}
    parts = {"curve", "leaks", "links", "outcomes", "precision at recall", "scores", "shares"}
    assert parts | {"within size"} == set(stored["measured"])
    json.dumps(stored["measured"], allow_nan=False)


@pytest.mark.real_data
def test_the_first_fold_of_the_real_table_is_measured_again():
    """Where the table is at hand, the first split of logistic regression repeats its record."""
    X_real, y_real = datasets.load_providers()
    methods = providers.provider_methods(providers.MODELS["logistic regression"])
    methods = {name: methods[name] for name in ("nothing", "TomekLinks", "SMOTETomek")}
    now = compare_methods(
        methods, X_real, y_real, providers.folds(y_real, [0])[:1], providers.BUDGET
    )
    before = providers.recorded_scores("logistic regression").query("split == 0")
    both = [t.set_index("method").loc[list(methods), list(providers.BUDGET)] for t in (now, before)]
    pd.testing.assert_frame_equal(*both, atol=1e-4)
