"""What lesson 13 measures, and what is recorded of it."""

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from course_lib.evaluation.ceiling import best_possible, true_probability
from course_lib.evaluation.protocol import DRAWS
from course_lib.experiments import overlap
from course_lib.results import recorded


def test_the_truth_ranks_as_the_true_probability_does():
    """The one column rises with the true probability, on the same labels."""
    (X, y), (ranking, y_same) = DRAWS["clouds"](3), overlap.only_the_truth(3)
    assert (y == y_same).all()
    assert (np.argsort(ranking[:, 0]) == np.argsort(true_probability(X, 0.05))).all()


def test_one_more_column_leaves_the_others_as_they_are():
    """Ten columns stay, the eleventh has its class means one apart."""
    (X, y), (wider, y_same) = DRAWS["clouds"](3), overlap.one_more_column(3)
    assert (wider[:, :10] == X).all() and (y == y_same).all()
    means = [
        np.mean([(w[y == label, 10]).mean() for w, y in map(overlap.one_more_column, range(30))])
        for label in (0, 1)
    ]
    assert means == pytest.approx([0, 1], abs=0.1)


def test_wrong_labels_have_the_distribution_of_the_overlapping_clouds():
    """Along the true probability, wrong labels are as often minority as overlapping ones."""
    shares = []
    for make in (lambda seed: overlap.weak_clouds(2, 1000, seed), overlap.noisy_labels):
        drawn = [make(seed) for seed in range(40)]
        place = np.concatenate(
            [np.digitize(true_probability(X, 0.5), [0.2, 0.5, 0.8]) for X, _ in drawn]
        )
        y = np.concatenate([y for _, y in drawn])
        shares.append([y[place == p].mean() for p in range(4)])
    assert shares[0] == pytest.approx(shares[1], abs=0.02)


def test_flipped_moons_have_as_many_wrong_labels_as_asked():
    """A share of 0.15 flips about 150 of 1,000 labels, a share of 0 none."""
    (X, y), (X_same, flipped) = overlap.flipped_moons(0, 1), overlap.flipped_moons(0.15, 1)
    assert (X == X_same).all()
    assert np.mean(y != flipped) == pytest.approx(0.15, abs=0.04)


def test_scores_inside_and_outside_are_those_of_either_set():
    """New samples with turned labels score low outside, and the score inside is not touched."""
    X, y = overlap.far_clouds(2, 0)
    X_new, y_new = overlap.far_clouds(2, 1)
    model = LogisticRegression()
    inside, outside = overlap.inside_and_outside(model, X, y, X_new, y_new)
    turned = overlap.inside_and_outside(model, X, y, X_new, 1 - y_new)
    assert inside > 0.95 and outside > 0.95
    assert turned[0] == inside and turned[1] < 0.9


def test_far_clouds_hardly_overlap():
    """Five units apart the best rule errs on less than one in a hundred, classes counted alike."""
    X, y = overlap.far_clouds(5, 0)
    centres = [X[y == label].mean(axis=0) for label in (0, 1)]
    assert np.linalg.norm(centres[1] - centres[0]) == pytest.approx(5, abs=0.4)
    assert best_possible(5, 0.5)["balanced error"] < 0.01


def test_bounds_can_be_repeated_from_the_record():
    """Two features and 200 rows give the recorded means again."""
    stored = next(row for row in recorded("overlap")["measured"]["bounds"] if row["rows"] == 200)
    assert overlap.bounds(stored["features"], 200) == pytest.approx(stored)


def test_the_record_counts_eighty_data_sets():
    """Forty overlapping and forty clean data sets were judged, with every verdict counted."""
    measured = recorded("overlap")["measured"]
    for kind in ("overlapping", "clean"):
        counts = dict(measured[kind])
        assert counts.pop("data sets") == sum(counts.values()) == 40
