"""The spies accept every honest way and prove every leak, however it is written."""

import numpy as np
import pytest
from imblearn.pipeline import Pipeline, make_pipeline
from sklearn.base import clone
from sklearn.metrics import f1_score
from sklearn.model_selection import (
    GridSearchCV,
    cross_val_predict,
    cross_val_score,
    cross_validate,
)

from course_lib.exercises.lesson_09 import q5, q6


def one_by_one(X, y, scaler, sampler, model, cv):
    """A loop that clones everything and prints."""
    scores = []
    for train, test in cv.split(X, y):
        print("fold")
        first = clone(scaler).fit(X[train])
        X_more, y_more = clone(sampler).fit_resample(first.transform(X[train]), y[train])
        fitted = clone(model).fit(X_more, y_more)
        scores.append(f1_score(y[test], fitted.predict_proba(first.transform(X[test]))[:, 1] > 0.5))
    return scores


def with_training_scores(X, y, scaler, sampler, model, cv):
    """cross_validate that reports the training rows as well."""
    steps = Pipeline([("a", scaler), ("b", sampler), ("c", model)])
    options = dict(cv=cv, scoring="f1", return_train_score=True, return_estimator=True)
    return cross_validate(steps, X, y, **options)["test_score"]


def in_two_processes(X, y, scaler, sampler, model, cv):
    """Workers elsewhere would write their notes elsewhere."""
    return cross_val_score(
        make_pipeline(scaler, sampler, model), X, y, cv=cv, scoring="f1", n_jobs=2
    )


def from_predictions(X, y, scaler, sampler, model, cv):
    """One prediction for every row first, the scores afterwards."""
    predicted = cross_val_predict(make_pipeline(scaler, sampler, model), X, y, cv=cv)
    return [f1_score(y[test], predicted[test]) for _, test in cv.split(X, y)]


def folds_first(X, y, scaler, sampler, model, cv):
    """All folds are prepared before the first model is fitted."""
    prepared = []
    for train, test in cv.split(X, y):
        one = clone(scaler).fit(X[train])
        grown = sampler.fit_resample(one.transform(X[train]), y[train])
        prepared.append((grown, one.transform(X[test]), y[test]))
    return np.array([f1_score(c, clone(model).fit(*a).predict(b)) for a, b, c in prepared])


HONEST = [one_by_one, with_training_scores, in_two_processes, from_predictions, folds_first]


@pytest.mark.parametrize("way", HONEST)
def test_every_honest_way_is_accepted(way):
    """Clones, other processes, training scores and predictions of all rows change nothing."""
    assert q5.check(way).status == "correct"


def leaky_by_hand(X, y, scaler, sampler, model, cv):
    """Resampled first, then every fold in a loop."""
    X, y = sampler.fit_resample(scaler.fit_transform(X), y)
    scores = []
    for train, test in cv.split(X, y):
        scores.append(f1_score(y[test], model.fit(X[train], y[train]).predict(X[test])))
    return scores


def honest_test_rows_leaky_sampler(X, y, scaler, sampler, model, cv):
    """Resampled first, but tested on rows of the data only."""
    X_all, y_all = sampler.fit_resample(scaler.fit_transform(X), y)
    scores = []
    for _, test in cv.split(X, y):
        kept = np.setdiff1d(np.arange(len(X_all)), test)
        model.fit(X_all[kept], y_all[kept])
        scores.append(f1_score(y[test], model.predict(X_all[test])))
    return scores


def all_but_one_row(X, y, scaler, sampler, model, cv):
    """Every training part has met nearly all rows: one row less hides nothing."""
    scores = []
    for train, test in cv.split(X, y):
        rows = np.r_[train, test[1:]]
        grown, labels = sampler.fit_resample(scaler.fit(X[train]).transform(X[rows]), y[rows])
        kept = ~np.isin(grown[:, 0], test) | (grown[:, 2] > 0)
        model.fit(grown[kept], labels[kept])
        scores.append(f1_score(y[test], model.predict(scaler.transform(X[test]))))
    return scores


def scaler_in_pipeline_but_first_too(X, y, scaler, sampler, model, cv):
    """Scaled on everything, then a pipeline without the scaler."""
    steps = make_pipeline(sampler, model)
    return cross_val_score(steps, scaler.fit_transform(X), y, cv=cv, scoring="f1")


@pytest.mark.parametrize(
    ("way", "name"),
    [
        (leaky_by_hand, "resampled before the split"),
        (honest_test_rows_leaky_sampler, "resampled before the split"),
        (all_but_one_row, "resampled before the split"),
        (scaler_in_pipeline_but_first_too, "the scaler was fitted on everything"),
    ],
)
def test_a_leak_is_named_however_it_is_written(way, name):
    """The notes, not the code, are judged; the proof is shown."""
    verdict = q5.check(way)
    assert (verdict.status, verdict.misconception) == ("wrong", name)
    assert "met by" in verdict.block


def test_an_honest_run_with_invented_scores_is_not_accepted():
    """Running the right pipeline and returning something else is noticed."""

    def invented(X, y, scaler, sampler, model, cv):
        piped = make_pipeline(scaler, sampler, model)
        return np.ones_like(cross_val_score(piped, X, y, cv=cv, scoring="f1"))

    verdict = q5.check(invented)
    assert (verdict.status, verdict.misconception) == ("wrong", None)


def test_scikit_learns_pipeline_is_an_error_of_the_learners_function():
    """Its refusal of a sampler is shown as what it is."""
    from sklearn.pipeline import make_pipeline as refusing

    def refused(X, y, scaler, sampler, model, cv):
        return cross_val_score(
            refusing(scaler, sampler, model), X, y, cv=cv, scoring="f1", error_score="raise"
        )

    assert q5.check(refused).status == "error"


def search_by_hand(X, y, model, grid, cv):
    """A grid search per fold, refitted and scored by hand."""
    scores = []
    for train, test in cv.split(X, y):
        search = GridSearchCV(model, grid, cv=5).fit(X[train], y[train])
        scores.append((search.predict(X[test]) == y[test]).mean())
    return scores


def the_same_cv_inside(X, y, model, grid, cv):
    """The inner splitter may be the outer one: it splits other rows."""
    return cross_val_score(GridSearchCV(model, grid, cv=cv, n_jobs=2), X, y, cv=cv)


@pytest.mark.parametrize("way", [search_by_hand, the_same_cv_inside])
def test_every_honest_tuning_is_accepted(way):
    """By hand or nested, with any inner splitter."""
    assert q6.check(way).status == "correct"


def test_peeking_through_a_grid_search_is_named():
    """A search whose only split is the outer one chooses by the test fold."""

    def peeking(X, y, model, grid, cv):
        return [
            GridSearchCV(model, grid, cv=[split]).fit(X, y).best_score_ for split in cv.split(X, y)
        ]

    assert q6.check(peeking).misconception == "chosen by the test fold"


def test_zeros_without_a_model_are_not_accepted():
    """Who knows the trick of the exercise has still to tune."""
    assert q6.check(lambda X, y, model, grid, cv: [0.0, 0.0, 0.0]).status == "wrong"
