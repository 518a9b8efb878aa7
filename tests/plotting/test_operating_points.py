"""Decisions beside the curve of all thresholds."""

import pytest

from course_lib.plotting import draw_operating_points

CURVE = ([0, 10, 20], [0.0, 0.5, 0.8])


def test_curve_and_points_stand_where_they_were_put():
    """The first line is the curve, every other one a single point."""
    points = {"SMOTE": (12, 0.4), "weights": (5, 0.3)}
    lines = draw_operating_points(CURVE, points, curve_name="all thresholds").axes[0].lines
    assert lines[0].get_xydata().tolist() == [[0, 0], [10, 0.5], [20, 0.8]]
    assert [line.get_xydata().tolist() for line in lines[1:]] == [[[12, 0.4]], [[5, 0.3]]]


def test_the_text_names_title_curve_and_points():
    """What a comparison of notebooks sees: the title, then the legend in drawing order."""
    figure = draw_operating_points(CURVE, {"a": (1, 0.1)}, curve_name="plain", title="On it")
    assert repr(figure) == "<Figure: On it: plain, a>"


def test_six_points_differ_without_colour():
    """Shape and fill alone tell six points apart."""
    points = {name: (1, 0.1) for name in "abcdef"}
    lines = draw_operating_points(CURVE, points, curve_name="plain").axes[0].lines[1:]
    assert len({(line.get_marker(), line.get_markerfacecolor()) for line in lines}) == 6
    assert len({line.get_marker() for line in lines}) == 6


def test_zero_is_shown_on_both_axes():
    """Neither axis is cut off."""
    ax = draw_operating_points(([5, 6], [2, 3]), {"a": (5, 2)}, curve_name="plain").axes[0]
    assert ax.get_xlim()[0] == ax.get_ylim()[0] == 0


@pytest.mark.parametrize("n", [0, 7])
def test_too_few_or_too_many_points(n):
    """No point says nothing; seven cannot be told apart."""
    with pytest.raises(ValueError, match=f"{n} points"):
        draw_operating_points(CURVE, {str(i): (1, 1) for i in range(n)}, curve_name="plain")


def test_a_curve_of_two_lengths():
    """Every x needs its y."""
    with pytest.raises(ValueError, match="2 x and 3 y"):
        draw_operating_points(([0, 1], [0, 1, 2]), {"a": (1, 1)}, curve_name="plain")
