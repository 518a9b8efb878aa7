"""Small multiples: every result to one scale, with its counts, under one legend."""

import numpy as np
import pytest
from matplotlib.colors import to_rgba

from course_lib.datasets import first_plane
from course_lib.plotting import draw_multiples
from course_lib.plotting.style import MAJORITY, MINORITY

X, y = first_plane()
SAMPLES = {
    "as it is": (X, y),
    "without three": (X[3:], y[3:]),
    "with two more": (np.r_[X, [[20.0, 1.0], [9.0, 1.0]]], np.r_[y, 1, 1]),
}


def drawn(ax, style):
    """How many filled and how many hollow markers of a class a panel has."""
    groups = [c for c in ax.collections if len(c.get_offsets()) and c.get_paths()]
    of_class = [
        c for c in groups if np.allclose(to_rgba(style.color), [*c.get_edgecolors(), [0] * 4][0])
        or (len(c.get_facecolors()) and np.allclose(c.get_facecolors()[0], to_rgba(style.color)))
    ]  # fmt: skip
    filled = sum(len(c.get_offsets()) for c in of_class if len(c.get_facecolors()))
    return filled, sum(len(c.get_offsets()) for c in of_class if not len(c.get_facecolors()))


def test_names_and_counts():
    """Each panel is named and counts its classes, the majority first."""
    titles = [ax.get_title(loc="left") for ax in draw_multiples(SAMPLES).axes]
    assert titles == ["as it is\n14 : 6", "without three\n11 : 6", "with two more\n14 : 8"]


def test_text():
    """The text beside the picture holds the names and the counts, for notebooks are compared."""
    figure = draw_multiples(SAMPLES, title="Three results")
    assert repr(figure) == (
        "<Figure: Three results | as it is 14 : 6 | without three 11 : 6 | with two more 14 : 8>"
    )


def test_one_scale():
    """All panels have equal limits that hold every sample, and equal aspect."""
    axes = draw_multiples(SAMPLES).axes
    assert len({(ax.get_xlim(), ax.get_ylim()) for ax in axes}) == 1
    assert axes[0].get_xlim()[1] > 20
    box, (left, right), (bottom, top) = axes[0].bbox, axes[0].get_xlim(), axes[0].get_ylim()
    assert box.width / (right - left) == pytest.approx(box.height / (top - bottom))


def test_every_sample_is_drawn():
    """Filled markers are the samples given, hollow ones the synthetic."""
    ax = draw_multiples(SAMPLES, synthetic_rows={"with two more": [20, 21]}).axes[2]
    assert drawn(ax, MAJORITY) == (14, 0)
    assert drawn(ax, MINORITY) == (6, 2)


def test_colours_do_not_change_sides():
    """A class keeps the colour it has in the first panel, even where it is the larger."""
    ax = draw_multiples({"before": (X, y), "after": (X[12:], y[12:])}).axes[1]
    assert drawn(ax, MINORITY) == (5, 0)
    assert drawn(ax, MAJORITY) == (3, 0)


def test_regions():
    """Where a rule is given, its answers are shaded; other panels stay white."""
    rule = {"as it is": lambda places: (places[:, 0] > 4).astype(int)}
    with_rule, without, _ = draw_multiples(SAMPLES, predict=rule).axes
    assert np.unique(with_rule.images[0].get_array()).tolist() == [0, 1]
    assert not without.images


def test_rows_of_panels():
    """Panels fill rows of as many columns as are asked for, and lie inside the figure."""
    figure = draw_multiples(SAMPLES, columns=2, title="A title " * 30)
    tops = [round(ax.get_position().y1, 6) for ax in figure.axes]
    assert tops[0] == tops[1] > tops[2]
    figure.draw_without_rendering()
    whole = figure.get_tightbbox().transformed(figure.dpi_scale_trans)
    assert whole.x0 >= -1
    assert whole.y0 >= -1
    assert whole.x1 <= figure.bbox.x1 + 1
    assert whole.y1 <= figure.bbox.y1 + 1


def test_legend():
    """One legend names the classes, and the synthetic ones where there are any."""
    made = {"with two more": [20, 21]}
    for rows, names in (({}, []), (made, ["minority synthetic"])):
        figure = draw_multiples(SAMPLES, synthetic_rows=rows)
        texts = [text.get_text() for text in figure.legends[0].get_texts()]
        assert texts == ["majority", "minority", *names]


@pytest.mark.parametrize(
    ("samples", "options", "message"),
    [
        ({}, {}, "samples is empty"),
        ({"a": (X[:, :1], y)}, {}, "'a' has one column"),
        ({"a": (X, y), "b": (X, y + 1)}, {}, "not labels of the first panel"),
        ({"a": (X, y)}, {"predict": {"b": None}}, "'b' is no panel"),
        ({"a": (X, y)}, {"synthetic_rows": {"a": [20]}}, "synthetic_rows contains 20"),
    ],
)
def test_refused(samples, options, message):
    """What does not fit is named."""
    with pytest.raises(ValueError, match=message):
        draw_multiples(samples, **options)
