"""Named values as bars, from top to bottom."""

import io

import pytest

from course_lib.plotting import draw_bars


def test_bars_are_as_long_as_the_values_and_the_first_is_on_top():
    """One bar per name, in the order given, read downwards."""
    ax = draw_bars(["age", "income"], [0.25, 0.75]).axes[0]
    assert [bar.get_width() for bar in ax.patches] == [0.25, 0.75]
    assert [label.get_text() for label in ax.get_yticklabels()] == ["age", "income"]
    assert ax.yaxis_inverted()


def test_reference_is_a_dashed_line_that_the_legend_names():
    """The reference stands where it is asked for; without one there is no line."""
    figure = draw_bars(["a"], [0.5], reference=0.2, reference_label="alike", title="One")
    (line,) = figure.axes[0].lines
    assert list(line.get_xdata()) == [0.2, 0.2]
    assert repr(figure) == "<Figure: One: alike>"
    assert not draw_bars(["a"], [0.5]).axes[0].lines


def test_a_long_name_is_cut():
    """A column name of a hundred letters leaves room for the bars."""
    ax = draw_bars(["x" * 100], [1]).axes[0]
    assert ax.get_yticklabels()[0].get_text() == "x" * 23 + "…"


@pytest.mark.parametrize(
    ("names", "values", "reason"),
    [
        ([], [], "make no bars"),
        (["a"], [1, 2], "make no bars"),
        (["a"], [-1], "below zero"),
        (["a"], [float("nan")], "below zero, NaN"),
    ],
)
def test_values_without_a_bar_are_refused(names, values, reason):
    """Nothing, other lengths, negative values and NaN are refused."""
    with pytest.raises(ValueError, match=reason):
        draw_bars(names, values)


def test_a_name_may_hold_dollars():
    """Column names such as a price in $ are shown as they are, not read as mathematics."""
    figure = draw_bars(["cost $ of $x_{", "b"], [1, 2])
    figure.savefig(io.BytesIO())
