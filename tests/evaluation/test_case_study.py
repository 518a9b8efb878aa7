"""A case study counts rows and effects of every method on the same splits."""

import imblearn.combine
import imblearn.over_sampling
import imblearn.under_sampling
import numpy as np
import pandas as pd
import pytest
from imblearn.pipeline import make_pipeline
from scipy import stats
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score
from sklearn.model_selection import StratifiedKFold, TunedThresholdClassifierCV
from sklearn.preprocessing import StandardScaler

from course_lib import datasets, samplers
from course_lib.evaluation.case_study import (
    compare_methods,
    effect_sentence,
    effects,
    sampled_rows,
)

X, Y = datasets.overlapping_clouds(random_state=0)


def behind(*steps):
    return make_pipeline(StandardScaler(), *steps, LogisticRegression())


def splits():
    return StratifiedKFold(5, shuffle=True, random_state=0).split(X, Y)


def test_scores_are_those_of_a_fit_by_hand():
    """A score is the scorer's on the test rows after fitting on the training rows."""
    found = compare_methods({"none": behind()}, X, Y, splits(), {"AP": "average_precision"})
    by_hand = [
        average_precision_score(
            Y[test], behind().fit(X[train], Y[train]).predict_proba(X[test])[:, 1]
        )
        for train, test in splits()
    ]
    np.testing.assert_allclose(found["AP"], by_hand)


def test_frames_score_like_arrays():
    """A table with names gives the scores of the same numbers without."""
    methods = {"links": behind(samplers.TomekLinks())}
    one, other = (
        compare_methods(methods, table, Y, splits(), {"AP": "average_precision"})
        for table in (X, pd.DataFrame(X).add_prefix("x").set_index(np.arange(len(X)) + 7))
    )
    pd.testing.assert_frame_equal(one, other)


@pytest.mark.parametrize("library", [samplers, imblearn.combine])
def test_a_combination_counts_as_its_two_steps(library):
    """SMOTETomek and SMOTEENN add and remove what their two parts do in sequence."""
    smote = samplers.SMOTE(random_state=0)
    for combined, cleaner in (
        (library.SMOTETomek, samplers.TomekLinks(sampling_strategy="all")),
        (library.SMOTEENN, samplers.EditedNearestNeighbours(sampling_strategy="all")),
    ):
        together = sampled_rows(behind(combined(random_state=0)).fit(X, Y), len(Y))
        grown = smote.fit_resample(StandardScaler().fit_transform(X), Y)
        n_left = len(cleaner.fit_resample(*grown)[1])
        assert together == (len(grown[1]) - n_left, len(grown[1]) - len(Y))


def test_every_kind_of_sampler_is_counted():
    """Cleaning removes, over-sampling adds, whether it copies rows or makes them up."""
    n_minority = (Y == 1).sum()
    surplus = len(Y) - 2 * n_minority
    for sampler, expected in (
        (imblearn.over_sampling.RandomOverSampler(random_state=0), (0, surplus)),
        (imblearn.over_sampling.SMOTE(random_state=0), (0, surplus)),
        (imblearn.under_sampling.RandomUnderSampler(random_state=0), (surplus, 0)),
    ):
        assert sampled_rows(behind(sampler).fit(X, Y), len(Y)) == expected


def test_samplers_inside_a_tuned_threshold_are_counted():
    """A threshold tuned around a pipeline hides no sampler."""
    pipeline = behind(samplers.TomekLinks())
    tuned = TunedThresholdClassifierCV(pipeline, scoring="f1").fit(X, Y)
    assert sampled_rows(tuned, len(Y)) == sampled_rows(pipeline.fit(X, Y), len(Y)) != (0, 0)


def test_centroids_cannot_be_counted():
    """A sampler that replaces rows by centroids is refused by name."""
    fitted = behind(imblearn.under_sampling.ClusterCentroids(random_state=0)).fit(X, Y)
    with pytest.raises(ValueError, match="ClusterCentroids.* does not say which rows it kept"):
        sampled_rows(fitted, len(Y))


def scores_of(*rows):
    table = pd.DataFrame(rows, columns=["split", "method", "F1"])
    return table.assign(rows=10, removed=table["split"], added=0)


def test_the_interval_is_students_over_paired_splits():
    """Without a correction the interval is that of the paired t-test, whatever the row order."""
    base, new = [0.5, 0.7, 0.6, 0.9], [0.6, 0.7, 0.8, 0.8]
    rows = [
        *[(split, "none", value) for split, value in enumerate(base)],
        *[(split, "new", new[split]) for split in (3, 1, 0, 2)],
    ]
    effect = effects(scores_of(*rows), "none").iloc[0]
    ends = stats.ttest_rel(new, base).confidence_interval()
    assert effect["difference"] == pytest.approx(np.mean(new) - np.mean(base))
    assert (effect["low"], effect["high"]) == pytest.approx((ends.low, ends.high))
    assert effect["none"] == pytest.approx(np.mean(base))
    assert effect["removed"] == 1.5


def test_shared_training_rows_widen_the_interval():
    """Nadeau and Bengio's correction multiplies the width by sqrt(1 + n * shared)."""
    rows = [(0, "a", 0.1), (0, "b", 0.3), (1, "a", 0.2), (1, "b", 0.3)]
    narrow, wide = (effects(scores_of(*rows), "a", shared=shared).iloc[0] for shared in (0, 0.25))
    ratio = (wide["high"] - wide["low"]) / (narrow["high"] - narrow["low"])
    assert ratio == pytest.approx(np.sqrt(1 + 2 * 0.25))


def test_an_unknown_baseline_and_a_single_split_are_refused():
    """The message names what was scored, or what an interval needs."""
    scores = scores_of((0, "a", 0.1), (0, "b", 0.3))
    with pytest.raises(ValueError, match="'none' was not scored; choose among \\['a', 'b'\\]"):
        effects(scores, "none")
    with pytest.raises(ValueError, match="at least two splits"):
        effects(scores, "a")


def test_a_sentence_says_what_was_removed_before_what_changed():
    """One method reads as one line."""
    rows = [(0, "a", 0.1), (0, "b", 0.3), (1, "a", 0.2), (1, "b", 0.4)]
    (effect,) = effects(scores_of(*rows), "a").itertuples()
    assert effect_sentence(effect, digits=1) == "b: 0 of 10 rows removed, F1 +0.2 [+0.2, +0.2]"
