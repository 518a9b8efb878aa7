"""What dimension does to neighbours, read from the neighbours alone."""

import numpy as np
import pytest

from course_lib.evaluation.neighbor_evidence import neighbor_evidence
from course_lib.samplers import tomek_links

DIMENSIONS = (2, 5, 20, 100)


def normal(d, seed=0, n=400):
    """Return independent normal columns."""
    return np.random.default_rng(seed).normal(size=(n, d))


def test_numbers_of_five_points_on_a_line():
    """Rows 0 and 1, and 2 and 3, choose each other; row 4 chooses row 3 and nobody chooses it."""
    seen = neighbor_evidence([[0.0], [1.0], [5.0], [7.0], [10.0]], k=2)
    assert seen.is_mutual.tolist() == [True, True, True, True, False]
    assert seen.choosers.tolist() == [1, 1, 1, 2, 0]
    assert seen.occurrences.tolist() == [1, 2, 4, 2, 1]
    # All ordered pairs: 2 (1 + 5 + 7 + 10 + 4 + 6 + 9 + 2 + 5 + 3) / 20; nearest 1, 1, 2, 2, 3.
    assert seen.mean_distance == pytest.approx(5.2, rel=0.02)
    assert seen.contrast == seen.mean_distance / 2


def test_two_rows_are_mutual():
    """Of two rows each is the other's nearest."""
    assert neighbor_evidence([[0.0], [1.0]], k=1).mutual_share == 1


@pytest.mark.parametrize("d", DIMENSIONS)
def test_mutual_share_is_bounded_by_the_rows_that_anybody_chose(d):
    """A row in a mutual pair has been chosen, so the share of chosen rows is a ceiling."""
    seen = neighbor_evidence(normal(d))
    assert seen.mutual_share <= np.mean(seen.choosers > 0)


@pytest.mark.parametrize("d", DIMENSIONS)
def test_links_are_half_the_rows_times_two_shares(d):
    """Links = rows / 2 x mutual share x share of mutual rows whose partner is unlike."""
    X, y = normal(d), np.random.default_rng(1).integers(2, size=400)
    seen = neighbor_evidence(X)
    unlike = np.mean((y[seen.neighbor_rows[:, 0]] != y)[seen.is_mutual])
    assert len(tomek_links(X, y)) == pytest.approx(400 / 2 * seen.mutual_share * unlike)


def test_independent_columns_lose_contrast_and_pairs_and_gain_hubs():
    """From 2 to 100 normal columns, for five seeds; hubs do not grow at every step."""
    for seed in range(5):
        every = [neighbor_evidence(normal(d, seed)) for d in DIMENSIONS]
        assert (np.diff([seen.contrast for seen in every]) < 0).all()
        assert (np.diff([seen.mutual_share for seen in every]) < 0).all()
        assert every[0].hubness < 0.5 < 2 < every[-1].hubness


def test_on_a_sphere_there_are_no_hubs_to_speak_of():
    """Without a centre (cosine), half of the rows stay mutual in any dimension."""
    shares = [neighbor_evidence(normal(100, s), metric="cosine").mutual_share for s in range(5)]
    assert np.mean(shares) == pytest.approx(0.5, abs=0.05)


@pytest.mark.parametrize(("d", "columns"), [(1, 20), (2, 20), (5, 5), (5, 40)])
def test_intrinsic_dimension_is_that_of_the_data_not_of_the_table(d, columns):
    """Columns that are mixtures of d others have dimension d, to a fifth."""
    mixture = np.random.default_rng(2).normal(size=(d, columns))
    found = neighbor_evidence(normal(d, n=2000) @ mixture).intrinsic_dimension
    assert found == pytest.approx(d, rel=0.2)


def test_intrinsic_dimension_of_a_hundred_columns_is_underestimated():
    """Two thousand rows cannot show a hundred dimensions."""
    assert 20 < neighbor_evidence(normal(100, n=2000)).intrinsic_dimension < 80


def test_coincident_rows():
    """Rows at distance 0 do not count for the dimension; a median of 0 means infinite contrast."""
    X = np.vstack([normal(3), normal(3)])
    seen = neighbor_evidence(X)
    assert seen.contrast == np.inf and np.isnan(seen.intrinsic_dimension)


def test_units_of_the_whole_table_do_not_matter():
    """Times a thousand, nothing but the mean distance changes."""
    one, other = neighbor_evidence(normal(5)), neighbor_evidence(1000 * normal(5))
    assert one.contrast == pytest.approx(other.contrast)
    assert np.array_equal(one.neighbor_rows, other.neighbor_rows)


def test_summary_holds_the_numbers_by_name():
    """Largest hub and chosen share are read from the counts; the others are the properties."""
    seen = neighbor_evidence(normal(5))
    assert seen.summary() == {
        "contrast": seen.contrast,
        "dimension": seen.intrinsic_dimension,
        "largest hub": max(seen.occurrences),
        "chosen": np.count_nonzero(seen.choosers) / 400,
        "mutual": seen.mutual_share,
    }
