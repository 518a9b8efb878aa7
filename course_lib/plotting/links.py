"""Relations between samples: links and arrows, on top of the markers, and circles below them."""

import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.patches import Circle, FancyArrowPatch

from course_lib.plotting.checks import check_labels, check_pairs, check_rows, on_plane
from course_lib.plotting.figure import finish, one_axes
from course_lib.plotting.row_numbers import add_row_numbers
from course_lib.plotting.samples import draw_samples
from course_lib.plotting.style import BLACK, GREY, marker_area, styled

CIRCLES_ZORDER, LINKS_ZORDER = 1.5, 5  # samples lie between 2 and 3
ARROW_HEAD, ARROW_GAP, WHOLE_ARROW = 9, 4.5, 24  # in points


def draw_links(X, y, pairs, *, label="link", row_numbers=False, **options):
    """Return a figure of the samples with a black line for every pair.

    Parameters
    ----------
    X, y
        As in `draw_samples`.
    pairs : int array, shape (n_pairs, 2)
        Row numbers of `X`.
    label : str, default "link"
        Name of a pair in the legend, where the number of pairs follows it.
    row_numbers : bool or sequence of int, default False
        As in `draw_samples`; the numbers keep clear of the links.
    **options
        Further arguments of `draw_samples`, among them ``title=``.

    Returns
    -------
    figure : Figure

    Raises
    ------
    ValueError, TypeError
        Pairs that are no pairs of rows of `X`, or what `draw_samples` refuses.
    """
    check_pairs(pairs, len(X))
    figure = draw_samples(X, y, **options)
    ax = options.get("ax") or figure.axes[0]
    add_links(ax, X, pairs, label=label)
    return figure if row_numbers is False else add_row_numbers(ax, X, row_numbers)


@styled
def add_links(on, X, pairs, *, label="link", dashed=False):
    """Return the figure with a black line on top of the markers for every pair.

    A pair in one place has no line to draw and gets a black ring.

    Parameters
    ----------
    on : Figure or Axes
        A figure with one panel, or a panel.
    X : array or DataFrame, shape (n, 2) or (n, 1)
        The samples that were drawn.
    pairs : int array, shape (n_pairs, 2)
        Row numbers of `X`.
    label : str, default "link"
        Name of a pair in the legend.
    dashed : bool, default False
        Whether the lines are dashed, to tell a second kind of pair from the first.

    Returns
    -------
    figure : Figure
    """
    ax, points = one_axes(on), on_plane(X)
    pairs = check_pairs(pairs, len(points))
    style = (0, (3, 2)) if dashed else "solid"
    width = 1.6 if len(points) <= 60 else 1.2
    lines = LineCollection(points[pairs], colors=BLACK, linewidths=width, linestyles=style)
    lines.set(zorder=LINKS_ZORDER, label=f"{label} ({len(pairs)})", capstyle="round")
    ax.add_collection(lines)
    coincident = points[pairs[(points[pairs[:, 0]] == points[pairs[:, 1]]).all(axis=1), 0]]
    if len(coincident):
        ax.scatter(*coincident.T, s=4.5 * marker_area(len(points)), facecolors="none",
                   edgecolors=BLACK, linewidths=width, zorder=LINKS_ZORDER)  # fmt: skip
    return finish(ax)


@styled
def add_neighbor_arrows(on, X, y, neighbor_rows, *, rows=None, label="nearest"):
    """Return the figure with an arrow from every sample to its neighbour.

    Black where the neighbour is of the other class, grey where it is not. Where a sample's arrow is
    not answered by one in return, "nearest" is not mutual.

    Parameters
    ----------
    on : Figure or Axes
        A figure with one panel, or a panel.
    X, y
        The samples that were drawn, as in `draw_samples`.
    neighbor_rows : int array, shape (n_rows,) or (n_rows, k)
        Row numbers of the neighbours of each of `rows`.
    rows : int array, shape (n_rows,), optional
        From where the arrows start; by default every row.
    label : str, default "nearest"
        What the legend calls a neighbour, where its class and the number of arrows follow.

    Returns
    -------
    figure : Figure
    """
    ax, points = one_axes(on), on_plane(X)
    labels = check_labels(y, len(points))
    rows = check_rows(np.arange(len(points)) if rows is None else rows, len(points), "rows")
    pairs = _arrow_pairs(rows, np.asarray(neighbor_rows), len(points))
    foreign = labels[pairs[:, 0]] != labels[pairs[:, 1]]
    for kind, color, place in ((~foreign, GREY, "same"), (foreign, BLACK, "other")):
        if not kind.any():
            continue
        for start, end in points[pairs[kind]]:
            ax.add_patch(_arrow(start, end, color, curved=np.ptp(points[:, 1]) == 0))
        legend_text = f"{label}: {place} class ({kind.sum()})"
        ax.plot([], [], color=color, marker=">", zorder=LINKS_ZORDER,
                label=legend_text)  # fmt: skip
    return finish(ax)


def _arrow_pairs(rows, neighbor_rows, n):
    if neighbor_rows.ndim not in (1, 2) or len(neighbor_rows) != len(rows):
        raise ValueError(
            f"neighbor_rows has shape {neighbor_rows.shape}, but arrows start from {len(rows)} "
            f"rows; give one row of neighbours for each."
        )
    neighbors = neighbor_rows.reshape(len(rows), -1)
    return check_pairs(np.column_stack([np.repeat(rows, neighbors.shape[1]), neighbors.ravel()]), n)


class _Arrow(FancyArrowPatch):
    """An arrow that keeps its direction readable where its two samples almost touch.

    Below a length of `WHOLE_ARROW` points on paper, which is known only when the figure is drawn,
    head and gaps shrink with it: two that answer each other would cover each other's heads.
    """

    def draw(self, renderer):
        start, end = self.axes.transData.transform(self._posA_posB)
        points = np.hypot(*(end - start)) * 72 / self.get_figure(root=True).dpi
        share = min(1, points / WHOLE_ARROW)
        self.set_mutation_scale(ARROW_HEAD * share)
        self.shrinkA = self.shrinkB = ARROW_GAP * share
        super().draw(renderer)


def _arrow(start, end, color, curved):
    return _Arrow(
        start,
        end,
        arrowstyle="-|>",
        mutation_scale=ARROW_HEAD,
        shrinkA=ARROW_GAP,
        shrinkB=ARROW_GAP,
        color=color,
        linewidth=1.3,
        zorder=LINKS_ZORDER,
        clip_on=False,
        connectionstyle="arc3,rad=-0.3" if curved else "arc3",
    )


def add_reach_circles(on, X, pairs, *, label="reach of the nearest neighbour"):
    """Return the figure with a circle around the first sample of each pair, through the second.

    Parameters
    ----------
    on : Figure or Axes
        A figure with one panel, or a panel.
    X : array or DataFrame, shape (n, 2) or (n, 1)
        The samples that were drawn.
    pairs : int array, shape (n_pairs, 2)
        Row numbers of `X`: center, then the sample that the circle reaches.
    label : str
        Name of a circle in the legend.

    Returns
    -------
    figure : Figure
    """
    points = on_plane(X)
    ends = points[check_pairs(pairs, len(points))]
    return _add_circles(on, ends[:, 0], np.linalg.norm(ends[:, 1] - ends[:, 0], axis=1), label)


def add_diametral_circles(on, X, pairs, *, label="diametral circle"):
    """Return the figure with, for each pair, the circle whose diameter joins the two samples.

    A pair is a Gabriel pair if no other sample lies inside.

    Parameters
    ----------
    on, X, pairs, label
        As in `add_reach_circles`.

    Returns
    -------
    figure : Figure
    """
    points = on_plane(X)
    ends = points[check_pairs(pairs, len(points))]
    radii = np.linalg.norm(ends[:, 1] - ends[:, 0], axis=1) / 2
    return _add_circles(on, ends.mean(axis=1), radii, label)


@styled
def _add_circles(on, centers, radii, label):
    ax, line = one_axes(on), {"linestyle": (0, (4, 3)), "linewidth": 1}
    for center, radius in zip(centers, radii, strict=True):
        ax.add_patch(Circle(center, radius, fill=False, ec=GREY, zorder=CIRCLES_ZORDER, **line))
    ax.plot([], [], color=GREY, zorder=LINKS_ZORDER, label=f"{label} ({len(radii)})", **line)
    return finish(ax)
