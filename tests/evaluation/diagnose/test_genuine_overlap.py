"""Genuine overlap is found where it is, left alone where it is not, and never sworn to."""

import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure

from course_lib.datasets import overlapping_clouds
from course_lib.evaluation.diagnose import genuine_overlap
from course_lib.evaluation.diagnose.genuine_overlap import MOST_ROWS
from course_lib.experiments import overlap


def test_it_fires_on_the_lessons_data():
    """On at least 19 of 20 draws of overlapping clouds it says found."""
    draws = [*overlap.overlapping_data_sets()][:20]
    assert overlap.verdicts(draws).get("found", 0) >= 19


def test_it_is_silent_on_clean_data():
    """On at least 19 of 20 clean data sets it does not say found."""
    rates = overlap.verdicts([*overlap.clean_data_sets()][::2])
    assert rates["data sets"] == 20
    assert rates.get("found", 0) <= 1


def test_the_truth_is_near_what_it_says():
    """Averaged over draws, the truth of 0.159 is within 0.02 of the upper end."""
    numbers = [genuine_overlap(*overlap.weak_clouds(2, 1000, seed)).numbers for seed in range(5)]
    table = pd.DataFrame(numbers)
    assert table["irreducible error, at most"].mean() == pytest.approx(0.159, abs=0.02)
    assert (table["irreducible error, at least"] <= table["irreducible error, at most"]).all()


def test_label_noise_leaves_the_same_marks():
    """Clouds with wrong labels and overlapping clouds differ by no more than chance."""
    names = ["irreducible error, at least", "irreducible error, at most"]
    makers = (lambda seed: overlap.weak_clouds(2, 1000, seed), overlap.noisy_labels)
    means = [
        pd.DataFrame([genuine_overlap(*make(seed)).numbers for seed in range(5)])[names].mean()
        for make in makers
    ]
    assert means[0].to_numpy() == pytest.approx(means[1].to_numpy(), abs=0.02)


def test_too_simple_a_model_is_named():
    """On a chequerboard the straight line is told to give way, and nothing is found."""
    finding = genuine_overlap(*overlap.chequerboard(0, 600, seed=0))
    assert finding.status == "not found"
    assert "A straight line loses" in finding.remedy


def test_an_error_that_is_still_falling_cannot_be_called_irreducible():
    """A pattern among noise that more rows would show gives "cannot tell"."""
    finding = genuine_overlap(*overlap.chequerboard(20, 3000, seed=0))
    assert finding.status == "cannot tell"
    half = finding.numbers["error of the best model on half of the rows"]
    assert half > finding.numbers["irreducible error, at most"] + 0.05


def test_with_too_few_rows_for_a_pattern_it_is_wrong():
    """The weakness the docstring admits: nothing overlaps, yet with 200 rows it says found."""
    assert genuine_overlap(*overlap.chequerboard(20, 200, seed=0)).status == "found"


def test_fewer_than_thirty_rows_of_a_class_cannot_tell():
    """A class of 29 rows is named with its count; 30 are enough."""
    X, y = overlapping_clouds(300, 29, 2)
    finding = genuine_overlap(X, np.array(["well", "ill"])[y])
    assert finding.status == "cannot tell"
    assert "Class ill has 29 rows" in finding.sentence
    assert genuine_overlap(*overlapping_clouds(300, 30, 2)).status != "cannot tell"


def test_a_rare_class_is_kept_whole_where_rows_are_drawn():
    """Of 40,000 rows with 60 in the minority all 60 are measured."""
    numbers = genuine_overlap(*overlapping_clouds(39_940, 60, 2)).numbers
    assert numbers["rows measured"] == MOST_ROWS // 2 + 60
    assert numbers["rows of the smallest class measured"] == 60


def test_units_labels_and_containers_do_not_matter():
    """Other units, text labels and a DataFrame give the same numbers, and nothing is modified."""
    X, y = overlapping_clouds(200, 60, 3)
    frame = pd.DataFrame(X * [1, 1000, 0.01] + 5, columns=list("abc"))
    before = frame.copy()
    plain, other = genuine_overlap(X, y), genuine_overlap(frame, np.array(["no", "yes"])[y])
    assert plain.numbers == pytest.approx(other.numbers)
    pd.testing.assert_frame_equal(frame, before)


def test_three_classes_are_measured():
    """Three clouds in one place: two thirds are misjudged by any rule."""
    rng = np.random.default_rng(0)
    finding = genuine_overlap(rng.normal(size=(300, 2)), np.arange(300) % 3)
    assert finding.status == "found"
    assert finding.numbers["irreducible error, at most"] == pytest.approx(2 / 3, abs=0.1)


def test_the_sentence_and_the_figure_show_the_numbers():
    """The sentence quotes both ends and the figure is made anew at every call."""
    finding = genuine_overlap(*overlapping_clouds(300, 100, 2))
    numbers = finding.numbers
    for end in ("least", "most"):
        assert f"{numbers[f'irreducible error, at {end}']:.1%}" in finding.sentence
    assert isinstance(finding.figure, Figure)
    assert finding.figure is not finding.figure


def test_a_lower_bound_above_the_best_model_says_nothing():
    """In twenty features the bound exceeds the best model's error, and the sentence says so."""
    finding = genuine_overlap(*overlap.weak_clouds(20, 1000, 0))
    assert finding.numbers["Cover and Hart's lower bound"] > 0.159
    assert "says nothing here" in finding.sentence
    least, most = (finding.numbers[f"irreducible error, at {end}"] for end in ("least", "most"))
    assert least == most


def test_bad_input_is_refused():
    """NaN, one class and lengths that differ are refused with the reason."""
    X, y = overlapping_clouds(60, 40, 2)
    with pytest.raises(ValueError, match="NaN"):
        genuine_overlap(np.where(X > 2, np.nan, X), y)
    with pytest.raises(ValueError, match="one class only"):
        genuine_overlap(X, np.zeros(100))
    with pytest.raises(ValueError, match="100 rows and y has 99"):
        genuine_overlap(X, y[:-1])
