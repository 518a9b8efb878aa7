"""Links, arrows and circles, read from their artists."""

import numpy as np
import pytest
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.colors import to_hex
from matplotlib.patches import Circle, FancyArrowPatch

from course_lib.datasets import first_plane, tied_plane, weak_definition_line
from course_lib.plotting import (
    add_diametral_circles,
    add_links,
    add_neighbor_arrows,
    add_reach_circles,
    draw_links,
    draw_samples,
    panels,
)

X, y = first_plane()
PAIRS = np.array([[3, 5], [11, 13], [14, 15]])


def lines(figure):
    """The collections of links."""
    return [c for c in figure.axes[0].collections if isinstance(c, LineCollection)]


def markers(figure):
    """The scatters of samples."""
    return [c for c in figure.axes[0].collections if isinstance(c, PathCollection)]


def legend(figure):
    """The texts of the legend."""
    return [text.get_text() for text in figure.axes[0].get_legend().get_texts()]


class TestLinks:
    def test_end_points(self):
        """One segment per pair, from one member to the other."""
        segments = lines(draw_links(X, y, PAIRS))[0].get_segments()
        np.testing.assert_array_equal(segments, X[PAIRS])

    def test_black_on_top(self):
        """Links are black and lie above every marker."""
        figure = draw_links(X, y, PAIRS, removed_rows=[5])
        assert to_hex(lines(figure)[0].get_color()[0]) == "#000000"
        assert lines(figure)[0].get_zorder() > max(c.get_zorder() for c in markers(figure))

    def test_legend(self):
        """The legend counts the links under the name given, after the classes."""
        assert legend(draw_links(X, y, PAIRS, label="Tomek link")) == [
            "majority (14)",
            "minority (6)",
            "Tomek link (3)",
        ]

    @pytest.mark.parametrize("none", [[], np.empty((0, 2), dtype=int)])
    def test_none(self, none):
        """No link is said to be none."""
        assert legend(draw_links(X, y, none))[-1] == "link (0)"

    def test_two_kinds(self):
        """A second kind of pair is told apart by its dashes."""
        figure = add_links(draw_links(X, y, PAIRS[:1]), X, PAIRS[1:], label="other", dashed=True)
        solid, dashed = (c.get_linestyle()[0][1] for c in lines(figure))
        assert solid is None
        assert dashed
        assert legend(figure)[2:] == ["link (1)", "other (2)"]

    def test_coincident(self):
        """A link within one place, where a line has no length, is a black ring."""
        points, labels = tied_plane()
        figure = draw_links(points, labels, [(0, 1), (2, 3)])
        ring = markers(figure)[-1]
        assert ring.get_offsets().tolist() == [[0, 0]]
        assert len(ring.get_facecolor()) == 0
        assert to_hex(ring.get_edgecolor()[0]) == "#000000"

    def test_on_a_line(self):
        """One feature: links lie on the line."""
        points, labels = weak_definition_line()
        segments = lines(draw_links(points, labels, [(1, 2)]))[0].get_segments()
        assert segments[0].tolist() == [[1, 0], [1.5, 0]]

    def test_in_a_panel(self):
        """Links go where the samples went."""
        figure, axes = panels(2)
        draw_links(X, y, PAIRS, ax=axes[1])
        assert not axes[0].collections
        assert len(axes[1].collections) == 3

    def test_inputs_untouched(self):
        """Pairs and samples may be read-only and stay as they are."""
        pairs = PAIRS.copy()
        pairs.flags.writeable = False
        draw_links(X, y, pairs)
        np.testing.assert_array_equal(pairs, PAIRS)

    @pytest.mark.parametrize(
        ("pairs", "message"),
        [
            ([[0, 20]], "pairs contains 20, but X has rows 0 to 19"),
            ([0, 1], r"pairs has shape \(2,\).* two row numbers per pair"),
            ([[0, 1, 2]], r"pairs has shape \(1, 3\)"),
            ([[0.0, 1.0]], "dtype float64"),
        ],
    )
    def test_refused(self, pairs, message):
        """Pairs that are no pairs of rows are refused in one sentence."""
        with pytest.raises(ValueError, match=message):
            draw_links(X, y, pairs)

    def test_two_panels(self):
        """A figure with two panels is no place; one of its panels is."""
        figure, _ = panels(2)
        with pytest.raises(ValueError, match="neither a figure with one panel nor one of its"):
            add_links(figure, X, PAIRS)


def arrows(figure):
    """Every arrow as (start, end, colour)."""
    return [
        (*arrow._posA_posB, to_hex(arrow.get_edgecolor()))
        for arrow in figure.axes[0].patches
        if isinstance(arrow, FancyArrowPatch)
    ]


class TestArrows:
    def test_direction_and_colour(self):
        """From each sample to its neighbour; black if that is of the other class, else grey."""
        figure = add_neighbor_arrows(draw_samples(X, y), X, y, [5, 0], rows=[3, 2])
        assert {(tuple(a), tuple(b), color) for a, b, color in arrows(figure)} == {
            (tuple(X[3]), tuple(X[5]), "#000000"),
            (tuple(X[2]), tuple(X[0]), "#767676"),
        }
        assert legend(figure)[2:] == ["nearest: same class (1)", "nearest: other class (1)"]

    def test_on_top(self):
        """Arrows lie above the markers."""
        figure = add_neighbor_arrows(draw_samples(X, y), X, y, np.roll(np.arange(20), 1))
        highest = max(c.get_zorder() for c in markers(figure))
        assert len(arrows(figure)) == 20
        assert min(p.get_zorder() for p in figure.axes[0].patches) > highest

    def test_short(self):
        """Where two samples almost touch, the arrow shrinks; no other arrow of the figure does."""
        points = np.array([[0, 0], [0.1, 0], [4, 2], [6, 2]])
        given = points, [0, 1, 0, 1]
        figure = add_neighbor_arrows(draw_samples(*given), *given, [1, 0, 3, 2])
        figure.canvas.draw()
        drawn = [(a.get_mutation_scale(), a.shrinkA, a.shrinkB) for a in figure.axes[0].patches]
        short, whole = drawn[:2], drawn[2:]
        assert whole == [(9, 4.5, 4.5)] * 2
        assert all(0 < head < 4.5 and 0 < a == b < 2.25 for head, a, b in short)

    def test_several_neighbours(self):
        """With k neighbours per sample, k arrows start from each."""
        figure = add_neighbor_arrows(draw_samples(X, y), X, y, [[5, 2]], rows=[3])
        assert [tuple(end) for _, end, _ in arrows(figure)] == [tuple(X[5]), tuple(X[2])]

    def test_label(self):
        """The legend can name neighbours that are not the nearest, with their class and number."""
        named = dict(rows=[3], label="neighbour")
        figure = add_neighbor_arrows(draw_samples(X, y), X, y, [[5, 13]], **named)
        assert legend(figure)[2:] == ["neighbour: same class (1)", "neighbour: other class (1)"]

    def test_refused(self):
        """Neighbours that do not match the rows are refused."""
        with pytest.raises(ValueError, match=r"neighbor_rows has shape \(2,\).* from 20 rows"):
            add_neighbor_arrows(draw_samples(X, y), X, y, [1, 2])


class TestCircles:
    def test_reach(self):
        """Around the first sample of a pair, through the second."""
        figure = add_reach_circles(draw_samples(X, y), X, [(3, 5)])
        (circle,) = (p for p in figure.axes[0].patches if isinstance(p, Circle))
        assert tuple(circle.center) == tuple(X[3])
        assert circle.radius == pytest.approx(np.linalg.norm(X[3] - X[5]))

    def test_diametral(self):
        """Both samples of a pair lie at opposite ends of the circle."""
        figure = add_diametral_circles(draw_samples(X, y), X, PAIRS)
        for circle, (a, b) in zip(figure.axes[0].patches, X[PAIRS], strict=True):
            np.testing.assert_allclose(circle.center, (a + b) / 2)
            assert circle.radius == pytest.approx(np.linalg.norm(a - b) / 2)
        assert legend(figure)[-1] == "diametral circle (3)"

    def test_below_markers(self):
        """Circles lie below the markers and carry no fill."""
        figure = add_diametral_circles(draw_samples(X, y), X, PAIRS)
        for circle in figure.axes[0].patches:
            assert circle.get_zorder() < min(c.get_zorder() for c in markers(figure))
            assert not circle.get_fill()

    def test_whole(self):
        """The axes grow until every circle fits."""
        figure = add_reach_circles(draw_samples(X, y), X, [(0, 19)])
        (left, right), radius = figure.axes[0].get_xlim(), np.linalg.norm(X[0] - X[19])
        assert left < X[0, 0] - radius
        assert right > X[0, 0] + radius
