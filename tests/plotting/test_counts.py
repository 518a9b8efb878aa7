"""One bar per whole number, as high as the number occurs often."""

import pytest

from course_lib.plotting import draw_counts


def test_bars():
    """Each number that occurs has a bar of its height; the others have none."""
    ax = draw_counts([3, 5, 3, 3], label="stores").axes[0]
    bars = {round(bar.get_x() + bar.get_width() / 2): bar.get_height() for bar in ax.patches}
    assert bars == {3: 3, 5: 1}


def test_described():
    """Title, number of values and reference stand in the text that notebooks compare."""
    figure = draw_counts(
        [3, 5, 3], label="stores", title="Sizes differ", reference=2, reference_label="fewest"
    )
    assert repr(figure) == "<Figure: Sizes differ: stores (3), fewest (2)>"


def test_reference():
    """A dashed black line stands at the reference, and without one there is none."""
    (line,) = draw_counts([3, 5], label="stores", reference=2).axes[0].lines
    assert list(line.get_xdata()) == [2, 2]
    assert line.get_linestyle() == "--"
    assert not draw_counts([3, 5], label="stores").axes[0].lines


@pytest.mark.parametrize("values", [[], [1.5, 2.0], [[1, 2]], ["a"]])
def test_refused(values):
    """Nothing, fractions, tables and texts are refused."""
    with pytest.raises(ValueError, match="a flat sequence of whole numbers"):
        draw_counts(values, label="stores")
