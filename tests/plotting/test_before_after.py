"""Before and after: equal limits, equal colours, each status on its side."""

import numpy as np
import pytest
from matplotlib.collections import LineCollection
from matplotlib.colors import to_rgba

from course_lib.datasets import first_plane
from course_lib.plotting import draw_before_after
from course_lib.plotting.style import MINORITY

X, y = first_plane()
KEPT = np.delete(np.arange(20), [0, 5, 19])


def legend(figure, panel):
    """The texts of one panel's legend."""
    return [text.get_text() for text in figure.axes[panel].get_legend().get_texts()]


def test_equal_limits():
    """Both panels have the same limits and scale, although the outermost samples are gone."""
    left, right = draw_before_after(X, y, X[KEPT], y[KEPT]).axes
    assert left.get_xlim() == right.get_xlim()
    assert left.get_ylim() == right.get_ylim()
    assert left.get_aspect() == right.get_aspect() == 1
    assert left.get_position().size == pytest.approx(right.get_position().size)


def test_sides():
    """Links and removed samples belong to before, synthetic samples to after."""
    figure = draw_before_after(
        X, y, X[KEPT], y[KEPT], pairs=[(3, 5)], removed_rows=[0, 5, 19], synthetic_rows=[16]
    )
    assert legend(figure, 0) == [
        "majority (12)",
        "majority removed (2)",
        "minority (5)",
        "minority removed (1)",
        "link (1)",
    ]
    assert legend(figure, 1) == ["majority (12)", "minority (4)", "minority synthetic (1)"]
    links = [sum(isinstance(c, LineCollection) for c in ax.collections) for ax in figure.axes]
    assert links == [1, 0]


def test_equal_markers():
    """A marker is as large after as before, although few samples are left or many were added."""
    points = np.random.RandomState(0).normal(size=(300, 2))
    labels = np.arange(300) % 3 == 0
    for before, after in ((300, 30), (30, 300)):
        figure = draw_before_after(points[:before], labels[:before], points[:after], labels[:after])
        left, right = (ax.collections[0].get_sizes().max() for ax in figure.axes)
        assert left == right


def test_colours_stay():
    """A class keeps its colour and shape even when it becomes the larger one, or stays alone."""
    only_minority = y == 1
    figure = draw_before_after(X, y, X[only_minority], y[only_minority])
    (scatter,) = figure.axes[1].collections
    assert (scatter.get_facecolor() == to_rgba(MINORITY.color)).all()
    assert legend(figure, 1) == ["minority (6)"]


def test_regions():
    """Each side is shaded by the samples it shows, over the same extent."""
    figure = draw_before_after(X, y, X[y == 0], y[y == 0], regions=True)
    before, after = (ax.images[0] for ax in figure.axes)
    assert set(np.unique(before.get_array())) == {0, 1}
    assert set(np.unique(after.get_array())) == {0}
    assert before.get_extent() == after.get_extent()


def test_inputs_untouched():
    """Nothing that goes in is modified."""
    inputs = [X.copy(), y.copy()]
    for array in inputs:
        array.flags.writeable = False
    draw_before_after(*inputs, *inputs, regions=True, pairs=[(3, 5)])


def test_new_label():
    """A label that appears only after is refused."""
    with pytest.raises(ValueError, match="y_after contains 7, which is no label of y"):
        draw_before_after(X, y, X, np.where(y == 1, 7, y))
