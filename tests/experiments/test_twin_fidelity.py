"""The fidelity report: nothing to say of a perfect twin, and plain words about a bad one."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import ks_2samp

from course_lib.datasets import fit_twin, load_breast_cancer_thinned, sample_twin
from course_lib.experiments.twin_fidelity import (
    falls_short,
    fidelity,
    interval,
    kolmogorov_distance,
    link_share,
    report,
)
from course_lib.results import recorded

X, y = load_breast_cancer_thinned(0.3, as_frame=True)
X, y = X.iloc[:, :6], y.to_numpy()
TWIN = fit_twin(X, y)
MEASURED = fidelity(TWIN, X, y, seeds=[0, 1])


def test_the_distance_of_distributions():
    """0 to itself, 1 where nothing overlaps, else the largest gap; scipy agrees."""
    first, second = np.arange(10), np.arange(5, 12)
    assert kolmogorov_distance(first, first) == 0
    assert kolmogorov_distance(first, first + 10) == 1
    assert kolmogorov_distance(first, second) == pytest.approx(ks_2samp(first, second).statistic)


def test_the_interval_is_students_and_wider_where_rows_are_shared():
    """Mean 2, standard deviation 1, three values: 2 ± 4.303 / sqrt(3)."""
    alone, shared = interval([1, 2, 3]), interval([1, 2, 3], shared=0.5)
    assert alone == {"mean": 2.0, "low": pytest.approx(-0.4841), "high": pytest.approx(4.4841)}
    assert shared["high"] - 2 == pytest.approx((alone["high"] - 2) * np.sqrt(2.5), abs=1e-3)


def test_link_share_has_no_unit():
    """Links are counted on standardised features, per row of the minority."""
    assert link_share(X.to_numpy(), y) == link_share(X.to_numpy() * [1, 1000, 1, 1, 1, 1], y)


def test_a_draw_of_the_twin_resembles_the_twin():
    """With a draw in the place of the table, distances are small and few words are said."""
    drawn, labels = sample_twin(TWIN, 1000, 0.3, 99)
    measured = fidelity(TWIN, drawn, labels, seeds=[0, 1, 2])
    assert max(max(part.values()) for part in measured["marginals"].values()) < 0.12
    assert max(part["largest"] for part in measured["correlations"].values()) < 0.2


def test_a_wrong_table_is_told_in_words():
    """Where labels are shuffled a twin of the true labels is easier, and the report says so."""
    shuffled = np.random.RandomState(0).permutation(y)
    words = falls_short(fidelity(TWIN, X, shuffled, seeds=[0, 1]))
    assert any(word.startswith("The twin is easier for random forest") for word in words)
    assert any(word.startswith("The twin has fewer Tomek links") for word in words)


def test_a_mean_that_is_off_is_named():
    """A feature shifted by a standard deviation in the table, with both means."""
    shifted = X.assign(**{X.columns[2]: X.iloc[:, 2] + X.iloc[:, 2].std()})
    words = falls_short(fidelity(TWIN, shifted, y, seeds=[0, 1]))
    assert sum(word.startswith(f"The mean of {X.columns[2]} in the m") for word in words) == 2


def test_the_report_shows_every_measure():
    """Both classes, three models on three routes, links; and its last lines are the words."""
    text = report(MEASURED)
    for said in (
        "majority: Kolmogorov",
        "minority: Kolmogorov",
        "links per minority row",
        "twin to",
    ):
        assert said in text
    assert text.count("AP, ") == 3
    assert text.endswith("\n".join(falls_short(MEASURED)))


def test_the_input_is_left_alone_and_the_measurement_repeats():
    """The same seeds give the same numbers."""
    before = X.copy()
    assert fidelity(TWIN, X, y, seeds=[0, 1]) == MEASURED
    pd.testing.assert_frame_equal(X, before)


def test_the_recorded_twins_resemble_their_tables():
    """Marginals within 0.2, average precision within 0.1, links between a third and all."""
    for measured in recorded("twin_fidelity")["measured"].values():
        assert max(max(part.values()) for part in measured["marginals"].values()) < 0.2
        for found in measured["average_precision"].values():
            assert abs(found["twin"]["mean"] - found["table"]["mean"]) < 0.1
        links = measured["links"]
        assert 1 / 3 < links["twin"]["mean"] / links["table"]["mean"] <= 1
