"""Reliability diagrams: probabilities told against what came."""

import numpy as np
import pytest

from course_lib.plotting import draw_reliability


def points(figure, panel=0):
    """Return the drawn points of a panel, one (told, came) per row."""
    return figure.axes[panel].lines[1].get_xydata()


def test_bins():
    """A bin stands at its mean probability and its share of the minority."""
    told = np.repeat([0.02, 0.08, 0.55], 20)
    y = np.r_[np.zeros(20), np.ones(20), np.zeros(20)]
    np.testing.assert_allclose(points(draw_reliability({"a": (y, told)})), [[0.05, 0.5], [0.55, 0]])


def test_small_bins_are_left_out():
    """Nineteen samples make no point; the probability 1 belongs to the last bin."""
    told, y = np.r_[np.full(19, 0.35), np.ones(20)], np.ones(39)
    np.testing.assert_allclose(points(draw_reliability({"a": (y, told)})), [[1, 1]])


def test_calibrated_probabilities_lie_on_the_dashed_diagonal():
    """Labels drawn with the probability told are as told, within a few hundredths."""
    rng = np.random.default_rng(0)
    told = rng.uniform(size=100_000)
    figure = draw_reliability({"a": (rng.uniform(size=100_000) < told, told)})
    assert np.abs(np.diff(points(figure))).max() < 0.03
    assert figure.axes[0].lines[0].get_linestyle() == "--"


def test_panels():
    """One panel per model, named, with equal limits."""
    told, y = np.full(20, 0.5), np.ones(20)
    figure = draw_reliability({"before": (y, told), "after": (y, told)}, title="Claim")
    assert [ax.get_title(loc="left") for ax in figure.axes] == ["before", "after"]
    assert len({ax.get_xlim() for ax in figure.axes}) == 1


@pytest.mark.parametrize("probability", [1.2, -0.1, np.nan])
def test_refused(probability):
    """What is no probability is refused."""
    with pytest.raises(ValueError, match="below 0 or above 1"):
        draw_reliability({"a": (np.ones(20), np.full(20, probability))})
