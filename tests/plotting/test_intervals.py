"""Values with intervals, against a line where nothing changes."""

import numpy as np
import pytest

from course_lib.plotting import draw_intervals


def test_values_and_ends():
    """Each name has its value and both ends of its interval, from top to bottom."""
    ax = draw_intervals(["a", "b"], [1, -1], [0.5, -3], [2, 0]).axes[0]
    points, _, (bars,) = ax.containers[0]
    assert points.get_xdata().tolist() == [1, -1]
    assert [segment[:, 0].tolist() for segment in bars.get_segments()] == [[0.5, 2], [-3, 0]]
    assert [text.get_text() for text in ax.get_yticklabels()] == ["a", "b"]
    assert np.diff(ax.get_ylim()) < 0


def test_reference():
    """A dashed grey line marks no difference."""
    line = draw_intervals(["a"], [1], [0], [2], reference=0.5).axes[0].lines[0]
    assert line.get_xdata() == [0.5, 0.5]
    assert line.get_linestyle() == "--"


@pytest.mark.parametrize(
    "ends",
    [([1, 2], [0], [2]), ([1], [1.5], [2]), ([3], [0], [2]), ([np.nan], [0], [1])],
)
def test_refused(ends):
    """Lengths that differ and values outside their interval are refused."""
    with pytest.raises(ValueError, match="Every name needs one low, value and high"):
        draw_intervals(["a"], *ends)
