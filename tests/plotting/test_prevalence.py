"""Summaries against how rare the positives are."""

import numpy as np
import pytest

from course_lib.plotting import draw_against_prevalence

SHARES = [0.1, 0.01, 0.1, 0.01]


def test_means_and_ends():
    """A line through the means by rising share, whiskers from the lowest to the highest draw."""
    ax = draw_against_prevalence(SHARES, {"AUC": [0.9, 0.8, 0.7, 0.8]}).axes[0]
    points, _, (bars,) = ax.containers[0]
    np.testing.assert_allclose(points.get_xdata(), [0.01, 0.1])
    np.testing.assert_allclose(points.get_ydata(), [0.8, 0.8])
    np.testing.assert_allclose(bars.get_segments()[1][:, 1], [0.7, 0.9])


def test_the_prevalence_is_dashed():
    """The line of guessing equals the share, and the axis of shares is logarithmic."""
    ax = draw_against_prevalence(SHARES, {"AUC": [0.9, 0.8, 0.7, 0.8]}).axes[0]
    line = ax.lines[-1]
    assert line.get_linestyle() == "--"
    np.testing.assert_array_equal(line.get_xdata(), line.get_ydata())
    assert ax.get_xscale() == "log"


def test_described():
    """Title and summaries stand in the text that notebooks compare."""
    figure = draw_against_prevalence(SHARES, {"AUC": [1] * 4, "AP": [0.5] * 4}, title="Claim")
    assert repr(figure) == "<Figure: Claim: AUC, AP, prevalence>"


@pytest.mark.parametrize("summaries", [{}, {"a": [1]}, {"a": [1] * 4, "b": [1] * 4, "c": [1] * 4}])
def test_refused(summaries):
    """Nothing, a length that differs and a third summary are refused."""
    with pytest.raises(ValueError, match="one or two summaries"):
        draw_against_prevalence(SHARES, summaries)
