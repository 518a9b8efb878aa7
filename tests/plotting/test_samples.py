"""What a scatter of samples shows, read from its artists."""

import numpy as np
import pandas as pd
import pytest
from matplotlib.collections import PathCollection
from matplotlib.colors import to_rgba
from matplotlib.markers import MarkerStyle

from course_lib.datasets import age_and_income, tied_plane, weak_definition_line
from course_lib.plotting import draw_samples
from course_lib.plotting.style import MAJORITY, MINORITY, THIRD

X = np.array([[0.0, 0], [1, 0], [0, 1], [2, 2], [3, 1], [1, 3]])
y = np.array([0, 0, 0, 0, 1, 1])


def groups(figure):
    """The scatters of a figure by their legend text."""
    return {
        collection.get_label(): collection
        for collection in figure.axes[0].collections
        if isinstance(collection, PathCollection) and not collection.get_label().startswith("_")
    }


def crosses(figure):
    """The positions of all crosses."""
    return np.vstack(
        [c.get_offsets() for c in figure.axes[0].collections if c.get_label() == "_cross"]
    ).tolist()


def legend(figure, panel=0):
    """The texts of a legend."""
    return [text.get_text() for text in figure.axes[panel].get_legend().get_texts()]


def has_marker(collection, marker):
    """Whether a scatter has the shape of a marker."""
    style = MarkerStyle(marker)
    expected = style.get_path().transformed(style.get_transform()).vertices
    return np.array_equal(collection.get_paths()[0].vertices, expected)


class TestClasses:
    def test_colour_and_shape(self):
        """Each class has its colour and shape, and its samples where they are."""
        shown = groups(draw_samples(X, y))
        for text, style, label in (("majority (4)", MAJORITY, 0), ("minority (2)", MINORITY, 1)):
            assert (shown[text].get_facecolor() == to_rgba(style.color)).all()
            assert has_marker(shown[text], style.marker)
            assert shown[text].get_offsets().tolist() == X[y == label].tolist()

    def test_third_class(self):
        """A third class is a grey square between the other two."""
        shown = groups(draw_samples(X, [0, 0, 0, 2, 2, 1]))
        assert list(shown) == ["majority (3)", "third class (2)", "minority (1)"]
        assert (shown["third class (2)"].get_facecolor() == to_rgba(THIRD.color)).all()
        assert has_marker(shown["third class (2)"], "s")

    def test_minority_on_top(self):
        """The minority is drawn last."""
        shown = groups(draw_samples(X, [1, 0, 0, 2, 2, 0]))
        zorders = [collection.get_zorder() for collection in shown.values()]
        assert zorders == sorted(set(zorders))
        assert list(shown)[-1] == "minority (1)"

    def test_rare_class(self):
        """Twenty samples among ten thousand are drawn larger than the others."""
        points = np.random.RandomState(0).normal(size=(10_000, 2))
        shown = groups(draw_samples(points, np.arange(10_000) < 20))
        sizes = [collection.get_sizes().max() for collection in shown.values()]
        assert sizes[1] > 2 * sizes[0]

    def test_strings_and_frames(self):
        """Labels may be strings, samples a DataFrame, whose names label the axes."""
        frame = pd.DataFrame(X, columns=["width", "height"])
        figure = draw_samples(frame, np.where(y == 1, "ill", "well"))
        assert legend(figure) == ["majority (4)", "minority (2)"]
        assert figure.axes[0].get_xlabel() == "width"
        assert figure.axes[0].get_ylabel() == "height"

    def test_coincident_classes(self):
        """Where samples of two classes coincide, a larger marker shows the one below."""
        figure = draw_samples(*tied_plane())
        behind = [c for c in figure.axes[0].collections if c.get_label() == "_covered"]
        assert [c.get_offsets().tolist() for c in behind] == [[[0, 0], [3, 3], [3, 3]]]
        in_front = groups(figure)["majority (11)"]
        assert behind[0].get_sizes().min() > 2 * in_front.get_sizes().max()
        assert behind[0].get_zorder() < in_front.get_zorder()


class TestStatus:
    def test_removed(self):
        """A removed sample is a cross in the class colour on a pale marker of the class's shape."""
        figure = draw_samples(X, y, removed_rows=[1, 4])
        shown = groups(figure)
        assert legend(figure) == [
            "majority (3)",
            "majority removed (1)",
            "minority (1)",
            "minority removed (1)",
        ]
        assert crosses(figure) == X[[1, 4]].tolist()
        pale = shown["minority removed (1)"]
        assert (pale.get_facecolor() == to_rgba(MINORITY.tint)).all()
        assert has_marker(pale, "^")
        cross = next(c for c in figure.axes[0].collections if c.get_label() == "_cross")
        assert (cross.get_edgecolor() == to_rgba(MAJORITY.color)).all()
        assert cross.get_zorder() > shown["majority removed (1)"].get_zorder()

    def test_removed_as(self):
        """The legend can call the removed samples otherwise; its crosses stay."""
        figure = draw_samples(X, y, removed_rows=[1, 4], removed_as="outside")
        assert [text for text in legend(figure) if "outside" in text] == [
            "majority outside (1)",
            "minority outside (1)",
        ]
        assert crosses(figure) == X[[1, 4]].tolist()

    @pytest.mark.parametrize(
        ("removed_rows", "crosses_on_top"), [([0, 1], True), ([0, 1, 2], False)]
    )
    def test_most_removed(self, removed_rows, crosses_on_top):
        """Where a class loses more than it keeps, its crosses hide nothing; the legend stays."""
        figure = draw_samples(X, y, removed_rows=removed_rows)
        kept = groups(figure)[f"majority ({4 - len(removed_rows)})"]
        cross = next(c for c in figure.axes[0].collections if c.get_label() == "_cross")
        drawn = sorted(figure.axes[0].collections, key=lambda artist: artist.get_zorder())
        assert (drawn.index(cross) > drawn.index(kept)) == crosses_on_top
        assert [text.split(" (")[0] for text in legend(figure)] == [
            "majority",
            "majority removed",
            "minority",
        ]

    def test_synthetic(self):
        """A synthetic sample is hollow, with an outline in the class colour."""
        figure = draw_samples(X, y, synthetic_rows=[5])
        hollow = groups(figure)["minority synthetic (1)"]
        assert len(hollow.get_facecolor()) == 0
        assert (hollow.get_edgecolor() == to_rgba(MINORITY.color)).all()
        assert "minority (1)" in legend(figure)

    def test_synthetic_below(self):
        """Synthetic samples hide no original of their class; the legend keeps its order."""
        figure = draw_samples(X, y, synthetic_rows=[0, 5])
        order = ["majority (3)", "majority synthetic (1)", "minority (1)", "minority synthetic (1)"]
        assert legend(figure) == order
        original, hollow, minority, _ = (groups(figure)[text].get_zorder() for text in order)
        assert hollow < original < minority

    def test_synthetic_and_removed(self):
        """A synthetic sample that was removed is a cross on a hollow marker."""
        figure = draw_samples(X, y, synthetic_rows=[5], removed_rows=[5])
        assert len(groups(figure)["minority synthetic removed (1)"].get_facecolor()) == 0
        assert crosses(figure) == [X[5].tolist()]

    def test_every_sample_once(self):
        """The counts in the legend add up to the samples."""
        figure = draw_samples(X, y, synthetic_rows=[3, 5], removed_rows=[0, 5])
        assert sum(int(text.split("(")[1][:-1]) for text in legend(figure)) == len(X)


class TestAxes:
    def test_equal_aspect(self):
        """A unit is as long across as up."""
        assert draw_samples(X, y).axes[0].get_aspect() == 1

    def test_different_units(self):
        """With aspect='auto' features of different units fill the panel."""
        ax = draw_samples(*age_and_income(), aspect="auto").axes[0]
        assert ax.get_aspect() == "auto"

    def test_squeezed(self):
        """Years and euros to the same scale are refused, with the fix."""
        with pytest.raises(ValueError, match=r"to the same scale .* pass aspect='auto'"):
            draw_samples(*age_and_income())

    def test_line(self):
        """One feature is drawn on a line without a second axis."""
        line_X, line_y = weak_definition_line()
        figure = draw_samples(line_X, line_y)
        assert not figure.axes[0].yaxis.get_visible()
        assert groups(figure)["majority (2)"].get_offsets().tolist() == [[0, 0], [1.5, 0]]

    def test_given_axes(self):
        """Samples can be drawn into a panel of an existing figure."""
        figure = draw_samples(X, y)
        assert draw_samples(X, y, ax=figure.axes[0]) is figure


class TestInput:
    def test_not_modified(self):
        """Drawing modifies neither samples nor labels nor row numbers."""
        inputs = [X.copy(), y.copy(), np.array([1, 2])]
        for array in inputs:
            array.flags.writeable = False
        draw_samples(inputs[0], inputs[1], removed_rows=inputs[2], row_numbers=True)
        np.testing.assert_array_equal(inputs[0], X)

    @pytest.mark.parametrize(
        ("samples", "labels", "options", "error", "message"),
        [
            (X[:, :1].ravel(), y, {}, ValueError, r"X has shape \(6,\)"),
            (np.ones((6, 3)), y, {}, ValueError, r"X has shape \(6, 3\)"),
            (np.empty((0, 2)), [], {}, ValueError, "X has no rows"),
            (np.full((6, 2), np.nan), y, {}, ValueError, "X contains NaN or infinity"),
            (X, y[:4], {}, ValueError, r"y has shape \(4,\), but X has 6 rows"),
            (X, y, {"removed_rows": [6]}, ValueError, "removed_rows contains 6.* rows 0 to 5"),
            (X, y, {"removed_rows": [-1]}, ValueError, "removed_rows contains -1"),
            (X, y, {"removed_rows": y == 1}, TypeError, "is a mask.*np.flatnonzero"),
            (X, y, {"synthetic_rows": [0.5]}, TypeError, "synthetic_rows must be a flat"),
            (X, y, {"row_numbers": [9]}, ValueError, "row_numbers contains 9"),
            (X, y, {"aspect": "square"}, ValueError, "aspect='square' is unknown"),
        ],
    )
    def test_refused(self, samples, labels, options, error, message):
        """What cannot be drawn is refused in one sentence."""
        with pytest.raises(error, match=message) as refusal:
            draw_samples(samples, labels, **options)
        assert "\n" not in str(refusal.value)
