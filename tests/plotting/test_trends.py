"""Several quantities against one."""

import numpy as np
import pytest

from course_lib.plotting import draw_trends, panels
from course_lib.plotting.style import BLACK, GREY


def test_lines_and_names():
    """Each quantity is a line through its values, named in the legend."""
    figure = draw_trends([2, 5, 9], {"mutual": [0.6, 0.5, 0.1], "chosen": [0.7, 0.6, 0.3]})
    one, other = figure.axes[0].lines
    assert one.get_xdata().tolist() == [2, 5, 9]
    assert other.get_ydata().tolist() == [0.7, 0.6, 0.3]
    assert repr(figure) == "<Figure: mutual, chosen>"


def test_lines_differ_without_colour():
    """Four lines are four pairs of black or grey with a dash."""
    lines = draw_trends([1, 2], {name: [0, 1] for name in "abcd"}).axes[0].lines
    looks = {(line.get_color(), str(line._dash_pattern)) for line in lines}
    assert len(looks) == 4 and {color for color, _ in looks} == {BLACK, GREY}


def test_zero_is_shown():
    """The axis begins at zero, or below where a value does."""
    assert draw_trends([1, 2], {"a": [5, 6]}).axes[0].get_ylim()[0] == 0
    assert draw_trends([1, 2], {"a": [-5, 6]}).axes[0].get_ylim()[0] < -5


def test_ticks_of_a_logarithmic_axis_are_the_values():
    """Every x is a tick, written in full."""
    ax = draw_trends([2, 300, 4000], {"a": [1, 2, 3]}, log=True).axes[0]
    assert ax.get_xscale() == "log"
    assert [label.get_text() for label in ax.get_xticklabels()] == ["2", "300", "4,000"]


@pytest.mark.parametrize(("x", "whole"), [([0, 1, 2, 3], True), ([0.5, 1.5, 2.5], False)])
def test_ticks_are_whole_where_the_values_are(x, whole):
    """Nobody cleans for half a round, and half a metre is a length."""
    ticks = draw_trends(x, {"a": x}).axes[0].get_xticks()
    assert np.all(ticks % 1 == 0) == whole


def test_panel():
    """It draws into a panel when given one."""
    figure, axes = panels(2)
    assert draw_trends([1, 2], {"a": np.array([1, 2])}, ax=axes[1]) is figure
    assert not axes[0].lines and axes[1].lines


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ({}, "0 lines were given"),
        ({name: [1, 2] for name in "abcde"}, "5 lines"),
        ({"a": [1]}, "'a' has"),
    ],
)
def test_refused(lines, message):
    """No lines, too many, and lengths that differ are refused."""
    with pytest.raises(ValueError, match=message):
        draw_trends([1, 2], lines)
