"""Windows, comparison, fitting, drift and the weekly report, each against its definition."""

import numpy as np
import pandas as pd
import pytest
from sklearn import metrics

from course_lib import config, production
from course_lib.config.retraining import Retraining, RetrainingConfiguration
from course_lib.config.schema import METRICS
from course_lib.datasets import drifting_cards, overlapping_moons
from course_lib.production.comparison import metrics_of
from course_lib.production.drift import stability_index
from course_lib.production.watch import weekly_report

TOLD = {"time": "t", "target": "y", "features": ["a"]}


def test_the_windows_follow_each_other_without_overlap(rng):
    """Training, delay, test: whole days, the test last, and no row in two of them."""
    time = pd.Series(
        pd.Timestamp("2024-01-01") + pd.to_timedelta(rng.integers(0, 40 * 24, 900), "h")
    )
    settings = Retraining(**TOLD, train_days=10, delay_days=3, test_days=4)
    found = production.time_windows(time, settings, pd.Timestamp("2024-01-31"))
    assert [f"{day:%d}" for day in (*found.train_days, *found.test_days)] == [
        "15",
        "24",
        "28",
        "31",
    ]
    assert not (found.train & found.test).any()
    day = time.dt.day.where(time.dt.month == 1, 99)
    np.testing.assert_array_equal(found.train, day.between(15, 24))
    np.testing.assert_array_equal(found.test, day.between(28, 31))


def test_the_metrics_are_scikit_learns_with_weights_and_ties(rng):
    """All five agree on scores with many ties and cases that count several times or not at all."""
    y, weight = rng.integers(0, 2, 300), rng.integers(0, 4, 300)
    score = rng.normal(size=300).round(1) + y
    flagged, options = score > 0.7, {"sample_weight": weight}
    found = dict(zip(METRICS, metrics_of(y, score, flagged)(weight), strict=True))
    assert found == pytest.approx({
        "F1": metrics.f1_score(y, flagged, **options),
        "precision": metrics.precision_score(y, flagged, **options),
        "recall": metrics.recall_score(y, flagged, **options),
        "ROC AUC": metrics.roc_auc_score(y, score, **options),
        "average precision": metrics.average_precision_score(y, score, **options),
    })  # fmt: skip


def test_a_model_compared_with_itself_differs_by_nothing(rng):
    """The same draws serve both, so the interval of the difference is exactly zero."""
    y, score = rng.integers(0, 2, 200), rng.normal(size=200)
    table = production.intervals(y, {"old": (score, score > 0), "new": (score, score > 0)})
    assert (table.loc["new - old"] == 0).all(axis=None)
    own = table.loc["old"]
    assert ((own["low"] < own["value"]) & (own["value"] < own["high"])).all()


def test_the_served_model_has_no_sampler_and_the_same_scores():
    """Whatever was resampled in training, serving is scaler and model, to the last bit."""
    X, y = overlapping_moons()
    X = pd.DataFrame(X, columns=["a", "b"])
    told = {**TOLD, "features": ["a", "b"], "alert_rate": 0.1}
    job = RetrainingConfiguration(smote={}, tomek={"strategy": "all"}, retraining=told)
    found = production.fit(job, X, y)
    assert [name for name, _ in found.model.steps] == ["scaler", "model"]
    assert type(found.model).__module__ == "sklearn.pipeline"
    whole = config.pipeline(job).fit(X, y)
    np.testing.assert_array_equal(
        production.ranking_score(found.model, X), whole.predict_proba(X)[:, 1]
    )
    assert (found.rows, found.added) == (300, 240)
    assert 0 < found.removed < 100


def test_the_threshold_flags_the_alert_rate_of_unseen_training_rows():
    """Out-of-fold scores, so a model that knows its rows by heart gets a useful threshold too."""
    X, y = overlapping_moons(900, 100)
    told = {**TOLD, "features": ["a", "b"], "alert_rate": 0.05}
    model = {"name": "logistic regression"}
    job = RetrainingConfiguration(model=model, retraining=told)
    found = production.fit(job, pd.DataFrame(X), y)
    X_new, _ = overlapping_moons(9000, 1000, random_state=1)
    flagged = production.ranking_score(found.model, pd.DataFrame(X_new)) >= found.threshold
    assert flagged.mean() == pytest.approx(0.05, abs=0.02)


def test_the_index_is_zero_for_the_same_shares_and_large_for_others(rng):
    """By hand: halves against (1/4, 3/4); the order of rows and the unit do not matter."""
    old = pd.DataFrame({"a": np.arange(1.0, 5)})
    new = pd.DataFrame({"a": [1.0, 3, 4, 4]})
    by_hand = (0.25 - 0.5) * np.log(0.25 / 0.5) + (0.75 - 0.5) * np.log(0.75 / 0.5)
    assert stability_index(old, new, bins=2)["a"] == pytest.approx(by_hand)
    assert stability_index(10 * old[::-1], 10 * new, bins=2)["a"] == pytest.approx(by_hand)
    assert stability_index(old, old)["a"] == 0


def test_without_drift_the_index_is_as_large_as_the_formula_says(rng):
    """(bins - 1)(1/n + 1/m) on average, which is 0.18 for fifty cases."""
    old = pd.DataFrame({"a": rng.normal(size=5000)})
    found = [stability_index(old, pd.DataFrame({"a": rng.normal(size=50)}))["a"]
             for _ in range(300)]  # fmt: skip
    assert np.mean(found) == pytest.approx(9 * (1 / 5000 + 1 / 50), rel=0.15)


def test_the_index_is_blind_within_a_bin():
    """The highest decile a thousand times as large: the index stays zero."""
    old = np.arange(1.0, 101)
    new = np.where(old > 95, 1000 * old, old)
    assert stability_index(pd.DataFrame({"a": old}), pd.DataFrame({"a": new}))["a"] == 0


def test_the_report_waits_for_labels():
    """Precision appears when the week and the delay have passed, alerts at once."""
    time = pd.Series(pd.date_range("2024-01-01", periods=28))
    report = weekly_report(time, np.ones(28), 0.5, np.tile([1, 0], 14), delay_days=7)
    assert report["alert rate"].to_list() == [1, 1, 1, 1]
    assert report["precision"].notna().to_list() == [True, True, True, False]
    earlier = weekly_report(time, np.ones(28), 0.5, np.tile([1, 0], 14), today="2024-01-20")
    assert earlier["precision"].notna().to_list() == [True, False, False, False]


def test_only_what_is_said_changes_on_the_day_of_the_change():
    """Volume: the early half are the even customers. Pattern: legitimate payments stay."""
    worlds = {kind: drifting_cards(kind, 20, n_customers=100, n_days=40, random_state=0)
              for kind in ("none", "pattern", "volume")}  # fmt: skip
    late = {kind: world[world["time"] >= "2024-01-21"] for kind, world in worlds.items()}
    assert len(late["volume"]) == len(late["none"])
    early = len(worlds["volume"]) - len(late["volume"])
    assert 0.3 < early / (len(worlds["none"]) - len(late["none"])) < 0.7
    assert len(worlds["pattern"]) == len(worlds["none"])
    late_fraud = late["pattern"]["fraud"].to_numpy()
    assert (late_fraud <= late["none"]["fraud"].to_numpy()).all()
    assert 0 < late_fraud.sum() < late["none"]["fraud"].sum()
    with pytest.raises(ValueError, match="drift='season' must be one of 'none', 'pattern'"):
        drifting_cards("season")
