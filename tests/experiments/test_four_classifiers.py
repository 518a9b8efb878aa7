"""Four classifiers behind resampling are counted on new claims, beside the same alarms without."""

import numpy as np
import pandas as pd
import pytest

from course_lib import results
from course_lib.evaluation.costs import cost_per_thousand
from course_lib.experiments import four_classifiers
from course_lib.experiments.four_classifiers import (
    ALL_METHODS,
    METHODS,
    MODELS,
    NO_RESAMPLING,
    SEEDS,
    WEIGHTS,
    car_claims,
    encoder,
    gains_curve,
    outcomes,
    recalls_and_bills,
    recorded_outcomes,
    simulated_claims,
)

TABLES = ("simulated claims", "car claims")
X, y, splits = simulated_claims([0])


@pytest.fixture(scope="module")
def svm():
    """Return the counts of the SVM behind every method, on the first split."""
    return outcomes("SVM", ALL_METHODS, X, y, splits)


def test_no_simulated_claim_occurs_twice():
    """Twenty splits are twenty fresh tables."""
    rows = np.concatenate([np.concatenate(split) for split in simulated_claims()[2].values()])
    assert len(np.unique(rows)) == len(rows) == 1600 * len(SEEDS)


def test_the_encoder_learns_from_training_rows_only():
    """A name seen in no training row joins the rare ones, without a warning."""
    learn = X.iloc[:300]
    columns = encoder().fit(learn)
    strange = learn.iloc[:1].assign(city=pd.Categorical(["Atlantis"]))
    told = columns.transform(strange).iloc[0]
    assert told["city_infrequent_sklearn"] == 1
    assert told.filter(like="city_").sum() == 1
    assert columns.transform(learn)["amount"].mean() == pytest.approx(0)


def test_counts_add_up(svm):
    """Found frauds are alarms, and misses minus false alarms are frauds minus alarms."""
    assert svm["method"].tolist() == ALL_METHODS
    assert (svm["found"] <= svm[["alarms", "frauds"]].min(axis=1)).all()
    assert svm["cases"].unique().tolist() == [1000]
    misses, false = svm["frauds"] - svm["found"], svm["alarms"] - svm["found"]
    assert (misses - false == svm["frauds"] - svm["alarms"]).all()


def test_without_resampling_the_same_alarms_find_the_same(svm):
    """The untreated model compared with itself: no difference."""
    plain = svm.set_index("method").loc[NO_RESAMPLING]
    assert plain["found, same alarms"] == plain["found"]
    assert plain["alarms, same found"] <= plain["alarms"]


def test_a_tuned_threshold_changes_no_rank(svm):
    """It decides otherwise and ranks alike: precision and budget stay."""
    by_method = svm.set_index("method")
    for name in ("average precision", "in budget", "removed", "added"):
        assert by_method.loc["tuned threshold", name] == by_method.loc[NO_RESAMPLING, name]
    assert by_method.loc["tuned threshold", "alarms"] > by_method.loc[NO_RESAMPLING, "alarms"]


def test_what_samplers_removed_and_added(svm):
    """Cleaners and under-sampling remove, SMOTE adds, the combinations do both."""
    by_method = svm.set_index("method")
    frauds = y[splits[0][0]].sum()
    assert by_method.loc[["SMOTE", "SMOTETomek", "SMOTEENN"], "added"].eq(600 - 2 * frauds).all()
    assert by_method.loc["RandomUnderSampler", "removed"] == 600 - 2 * frauds
    assert (by_method.loc[["TomekLinks", "ENN", "SMOTEENN"], "removed"] > 0).all()
    assert (by_method.loc[[NO_RESAMPLING, WEIGHTS, "SMOTE"], "removed"] == 0).all()


def test_where_nothing_was_removed_smotetomek_is_smote():
    """Between classes far apart no link is left; the short cut gives what fitting would."""
    rng = np.random.default_rng(0)
    fraud = (np.arange(300) < 40).astype(int)
    far = pd.DataFrame({"amount": rng.normal(50 * fraud), "age": rng.normal(size=300)})
    far["city"] = pd.Categorical(["York"] * 300)
    split = {0: (np.arange(0, 300, 2), np.arange(1, 300, 2))}
    both = outcomes("SVM", [NO_RESAMPLING, "SMOTE", "SMOTETomek"], far, fraud, split)
    alone = outcomes("SVM", [NO_RESAMPLING, "SMOTETomek"], far, fraud, split)
    assert both["removed"].iloc[-1] == 0 < both["added"].iloc[-1]
    assert both.iloc[-1].to_dict() == alone.iloc[-1].to_dict()


def test_shares_are_what_the_counts_say(svm):
    """Recall, recall in the budget, and the bill per claim."""
    told, first = recalls_and_bills(svm).iloc[-1], svm.iloc[-1]
    decision = np.arange(first["cases"]) < first["alarms"]
    fraud = np.arange(first["cases"]) >= first["alarms"] - first["found"]
    fraud &= np.arange(first["cases"]) < first["alarms"] - first["found"] + first["frauds"]
    bill = cost_per_thousand(fraud, decision, false_alarm=200, miss=2000)
    assert told["euros per claim"] == pytest.approx(bill / 1000)
    assert told["recall"] == first["found"] / first["frauds"]
    assert told["recall in budget"] == first["in budget"] / first["frauds"]


def test_the_curve_passes_through_the_counts(svm):
    """At the share of alarms of a method it has the recall that `outcomes` says."""
    smote = svm.set_index("method").loc["SMOTE"]
    curve = gains_curve("SVM", X, y, splits, [0, smote["alarms"] / 1000, 1])
    assert curve.tolist() == pytest.approx([0, smote["found, same alarms"] / smote["frauds"], 1])


@pytest.mark.parametrize("table", TABLES)
def test_every_split_is_recorded(table):
    """Twenty splits of four models behind their methods."""
    counts = recorded_outcomes(table)
    for model in MODELS:
        splits_of = counts[counts["model"] == model].groupby("method", sort=False)["split"]
        assert {name: sorted(of) for name, of in splits_of} == dict.fromkeys(METHODS[model], SEEDS)


def test_the_record_is_repeated(svm):
    """The SVM's first recorded split comes out again."""
    stored = recorded_outcomes("simulated claims")
    stored = stored[(stored["model"] == "SVM") & (stored["split"] == 0)]
    numbers = svm.columns.drop("method")
    assert np.abs(stored[numbers].to_numpy() - svm[numbers].to_numpy()).max() < 1e-4


def test_an_interrupted_run_goes_on_where_it_stopped(tmp_path, monkeypatch):
    """What is stored under the same seeds and versions is not measured again."""
    monkeypatch.setattr(results, "FOLDER", tmp_path)
    monkeypatch.setattr(four_classifiers, "SEEDS", [0])
    monkeypatch.setattr(four_classifiers, "METHODS", {"SVM": [NO_RESAMPLING]})
    for load in ("simulated_claims", "car_claims"):
        monkeypatch.setattr(four_classifiers, load, lambda: (X, y, splits))
    four_classifiers.main()
    first = results.recorded("four_classifiers")["measured"]
    assert list(first) == [*TABLES]
    monkeypatch.setattr(four_classifiers, "outcomes", None)
    four_classifiers.main()
    assert results.recorded("four_classifiers")["measured"] == first


@pytest.mark.real_data
def test_the_first_real_split_is_repeated():
    """The SVM without resampling and after SMOTE, on the real claims."""
    found = outcomes("SVM", [NO_RESAMPLING, "SMOTE"], *car_claims([0]))
    stored = recorded_outcomes("car claims")
    stored = stored[(stored["model"] == "SVM") & (stored["split"] == 0)]
    stored = stored[stored["method"].isin(found["method"])]
    assert stored["alarms"].tolist() == found["alarms"].tolist()
    assert stored["found"].tolist() == found["found"].tolist()
