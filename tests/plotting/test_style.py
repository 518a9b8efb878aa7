"""Colour and shape say the class; the style stays inside the figure."""

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.colors import to_rgb

from course_lib.plotting import draw_samples
from course_lib.plotting.style import MAJORITY, MINORITY, THIRD, class_styles

# Linear RGB as seen without red and without green cones (Machado, Oliveira and Fernandes 2009).
PROTANOPIA = [[0.152, 1.053, -0.205], [0.115, 0.786, 0.099], [-0.004, -0.048, 1.052]]
DEUTERANOPIA = [[0.367, 0.861, -0.228], [0.280, 0.673, 0.047], [-0.012, 0.043, 0.969]]


def test_colours_and_shapes():
    """Majority: blue circle. Minority: vermillion triangle. Third class: grey square."""
    assert (MAJORITY.color, MAJORITY.marker) == ("#0072B2", "o")
    assert (MINORITY.color, MINORITY.marker) == ("#D55E00", "^")
    assert (THIRD.color, THIRD.marker) == ("#767676", "s")


@pytest.mark.parametrize("vision", [PROTANOPIA, DEUTERANOPIA], ids=["no red", "no green"])
@pytest.mark.parametrize("pale", [False, True])
def test_colour_blindness(vision, pale):
    """Without red or green cones, markers and regions of the two classes still differ."""
    colors = [to_rgb(style.tint if pale else style.color) for style in (MAJORITY, MINORITY)]
    seen = [
        np.clip(np.array(vision) @ np.array(color) ** 2.2, 0, 1) ** (1 / 2.2) for color in colors
    ]
    assert np.abs(seen[0] - seen[1]).max() > (0.08 if pale else 0.4)


class TestRoles:
    def test_counts_decide(self):
        """The smallest class is the minority, the largest the majority, whatever the labels."""
        y = np.array(["rare"] * 2 + ["common"] * 5 + ["some"] * 3)
        assert class_styles(y) == {"common": MAJORITY, "some": THIRD, "rare": MINORITY}

    def test_minority_last(self):
        """Styles come in drawing order, the minority last."""
        assert list(class_styles(np.array([1, 0, 0, 2, 2, 0])).values()) == [
            MAJORITY,
            THIRD,
            MINORITY,
        ]

    def test_equal_counts(self):
        """Of two equally large classes, label 1 is the minority."""
        assert class_styles(np.array([1, 0, 0, 1])) == {0: MAJORITY, 1: MINORITY}

    def test_named(self):
        """A named minority is drawn as such although it is larger, or alone."""
        assert class_styles(np.array([1, 1, 0]), minority=1) == {0: MAJORITY, 1: MINORITY}
        assert class_styles(np.array([1, 1]), minority=1) == {1: MINORITY}

    def test_synthetic_rows_do_not_count(self):
        """Synthetic samples do not turn the minority into the majority."""
        y = np.array([0, 0, 0, 1, 1, 1, 1, 1])
        assert class_styles(y, synthetic_rows=[5, 6, 7]) == {0: MAJORITY, 1: MINORITY}

    def test_unknown_minority(self):
        """A minority that no sample has is refused."""
        with pytest.raises(
            ValueError, match=r"minority=3 is no label of y; choose one of \[0, 1\]"
        ):
            class_styles(np.array([0, 0, 1]), minority=3)

    def test_four_classes(self):
        """A fourth class has no colour."""
        with pytest.raises(ValueError, match="4 classes cannot be told apart"):
            class_styles(np.arange(4))


def test_settings_untouched():
    """Drawing changes none of matplotlib's settings."""
    before = dict(mpl.rcParams)
    draw_samples([[0, 0], [1, 1]], [0, 1], title="a")
    assert dict(mpl.rcParams) == before


def test_foreign_settings_do_not_leak_in():
    """A dark style of the reader's own leaves white background and black text."""
    with mpl.rc_context({"figure.facecolor": "black", "text.color": "white", "font.size": 30}):
        figure = draw_samples([[0, 0], [1, 1]], [0, 1], title="a")
    ax = figure.axes[0]
    assert to_rgb(figure.get_facecolor()) == to_rgb(ax.get_facecolor()) == (1, 1, 1)
    texts = [*ax.get_legend().get_texts(), ax.title]
    assert {to_rgb(text.get_color()) for text in texts} == {(0, 0, 0)}
    assert max(text.get_fontsize() for text in texts) < 15
