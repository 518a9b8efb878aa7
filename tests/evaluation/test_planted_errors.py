"""Planted errors: where they are, and which of them links hold."""

import numpy as np
import pytest

from course_lib.datasets import overlapping_moons, with_noise_columns
from course_lib.evaluation.planted_errors import error_finds, plant_errors
from course_lib.samplers import tomek_links


def test_errors_are_majority_samples_called_minority_and_nothing_else_changes():
    """Twenty rows change from 0 to 1; the given labels stay as they were."""
    y = overlapping_moons()[1]
    before = y.copy()
    labels, error_rows = plant_errors(y)
    assert np.array_equal(np.flatnonzero(labels != y), error_rows) and len(error_rows) == 20
    assert (y[error_rows] == 0).all() and (labels[error_rows] == 1).all()
    assert np.array_equal(y, before)


def test_seeds():
    """The same seed draws the same errors, another seed others."""
    y = overlapping_moons()[1]
    one, again, other = (plant_errors(y, random_state=seed)[1].tolist() for seed in (0, 0, 1))
    assert one == again != other


def test_finds_are_counted_by_rows_and_by_links():
    """An error is found if any link holds it; a link counts if it holds any error."""
    X, y = overlapping_moons()
    labels, error_rows = plant_errors(y)
    finds = error_finds(X, labels, error_rows)
    links = tomek_links(X, labels)
    in_links = set(links.ravel().tolist())
    assert finds["links"] == len(links)
    assert finds["found"] == pytest.approx(np.mean([row in in_links for row in error_rows]))
    hits = [bool(set(link) & set(error_rows.tolist())) for link in links.tolist()]
    assert finds["links with error"] == pytest.approx(np.mean(hits))


def test_errors_among_the_majority_are_found_as_often_as_rows_are_mutual():
    """Whatever the number of noise columns: over 30 draws the two shares agree to 0.04."""
    for n_columns in (0, 8, 48):
        finds = []
        for seed in range(30):
            X, y = overlapping_moons(570, 30, noise=0.1, random_state=seed)
            X = with_noise_columns(X, n_columns, random_state=seed)
            finds.append(error_finds(X, *plant_errors(y, random_state=seed)))
        found, mutual = (np.mean([each[key] for each in finds]) for key in ("found", "mutual"))
        assert found == pytest.approx(mutual, abs=0.04)


def test_no_links():
    """Without a link nothing is found, and there is no share of links."""
    X = np.r_[np.arange(10.0), 1000 + np.arange(10.0)][:, None]
    finds = error_finds(X, np.repeat([0, 1], 10), np.array([3]))
    assert finds["links"] == 0 and finds["found"] == 0 and np.isnan(finds["links with error"])
