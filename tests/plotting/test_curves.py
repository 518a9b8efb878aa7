"""ROC and precision–recall side by side, each with its line of guessing."""

import numpy as np
import pytest
from sklearn.metrics import precision_recall_curve

from course_lib.datasets import scored_line
from course_lib.plotting import draw_curves

X, Y = scored_line()
SCORE = X[:, 0]


def test_points():
    """Left the points of ROC with the corners, right those of precision and recall."""
    roc, curve = draw_curves(Y, {"model": SCORE}).axes
    assert len(roc.lines[0].get_xdata()) == len(Y) + 1
    precision, recall, _ = precision_recall_curve(Y, SCORE)
    np.testing.assert_array_equal(curve.lines[0].get_ydata(), precision[:-1])
    np.testing.assert_array_equal(curve.lines[0].get_xdata(), recall[:-1])


def test_guessing():
    """A dashed diagonal on the left, a dashed line at the prevalence on the right."""
    roc, curve = draw_curves(Y, {"model": SCORE}).axes
    assert list(roc.lines[-1].get_ydata()) == [0, 1]
    assert set(curve.lines[-1].get_ydata()) == {5 / 16}
    assert {ax.lines[-1].get_linestyle() for ax in (roc, curve)} == {"--"}
    assert "prevalence (0.31)" in repr(draw_curves(Y, {"model": SCORE}))


def test_marks():
    """Every threshold of a small set is marked, none of a large one."""
    large = np.tile(Y, 10), {"model": np.arange(160)}
    figures = draw_curves(Y, {"model": SCORE}), draw_curves(*large)
    assert [figure.axes[0].lines[0].get_marker() for figure in figures] == ["o", "None"]


def test_several():
    """Two models differ in colour or line, and are named."""
    ax = draw_curves(Y, {"a": SCORE, "b": -SCORE}).axes[0]
    looks = {(line.get_color(), line.get_linestyle()) for line in ax.lines[:2]}
    assert len(looks) == 2
    assert [text.get_text() for text in ax.get_legend().get_texts()][:2] == ["a", "b"]


@pytest.mark.parametrize("names", [(), "abcd"])
def test_refused(names):
    """Nothing and more than three curves are refused."""
    with pytest.raises(ValueError, match="draw one, two or three"):
        draw_curves(Y, dict.fromkeys(names, SCORE))
