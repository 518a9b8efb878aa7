"""Samples as markers: class by colour and shape, status by fill, counts in the legend."""

import numpy as np
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.patches import FancyArrowPatch
from matplotlib.patheffects import withStroke

from course_lib.plotting.checks import check_labels, check_plane, check_rows, on_plane
from course_lib.plotting.figure import finish, new_axes, one_axes
from course_lib.plotting.style import class_styles, marker_area, styled

SAMPLES_ZORDER, LINKS_ZORDER, NUMBERS_ZORDER = 2, 5, 6
# Directions in which a row number may stand, the preferred one first; points from the sample.
DIRECTIONS = np.radians([45, 0, 90, 315, 135, 180, 270, 225, 22, 67, 112, 157, 202, 247, 292, 337])
NUMBER_DISTANCE = 11.5


@styled
def draw_samples(
    X,
    y,
    *,
    ax=None,
    removed_rows=(),
    synthetic_rows=(),
    row_numbers=False,
    minority=None,
    title=None,
    aspect="equal",
):
    """Return a figure of labelled samples in the plane or on a line.

    The majority is drawn as blue circles, the minority as vermillion triangles and last, a third class
    as grey squares between them. A kept sample is filled, a synthetic one hollow, a removed one a cross
    on a pale marker. The legend counts each kind.

    Parameters
    ----------
    X : array or DataFrame, shape (n, 2) or (n, 1)
        Coordinates; one feature is drawn on a line. The names of a DataFrame label the axes.
    y : array, shape (n,)
        Labels of at most three classes.
    ax : Axes, optional
        A panel of `panels`; by default a new figure.
    removed_rows, synthetic_rows : sequence of int, default ()
        Row numbers of `X` (not masks).
    row_numbers : bool or sequence of int, default False
        Whether to write the row number beside every sample, or beside these.
    minority : label, optional
        The class to draw as the minority. By default the smallest, synthetic rows not counted; of
        equally small ones the last in `np.unique` order.
    title : str, optional
        The claim that the picture supports.
    aspect : {"equal", "auto"}, default "equal"
        "equal" where distance is the subject; "auto" where the features have different units.

    Returns
    -------
    figure : Figure
        Shown by a notebook if it is the last expression of the cell.

    Raises
    ------
    ValueError, TypeError
        A shape, label or row number that does not fit; nothing is drawn.
    """
    points, names = check_plane(X)
    labels = check_labels(y, len(points))
    synthetic = check_rows(synthetic_rows, len(points), "synthetic_rows")
    removed = check_rows(removed_rows, len(points), "removed_rows")
    styles = class_styles(np.delete(labels, synthetic), minority)
    ax = new_axes() if ax is None else ax
    set_axes(ax, points, names, aspect)
    draw_classes(ax, on_plane(points), labels, styles, removed, synthetic)
    figure = finish(ax, title)
    return figure if row_numbers is False else add_row_numbers(ax, X, row_numbers)


def set_axes(ax, points, names, aspect):
    """Name the axes and fix their aspect; a single feature gets a line without a second axis."""
    ax.margins(0.08)
    ax.set_xlabel(names[0])
    if points.shape[1] == 1:
        ax.set_box_aspect(0.2)
        ax.set_ylim(-1, 2)
        ax.yaxis.set_visible(False)
        ax.spines.left.set_visible(False)
        return
    ax.set_ylabel(names[1])
    if aspect == "equal":
        _refuse_squeezing(points)
        ax.set_aspect("equal")
    elif aspect == "auto":
        ax.set_box_aspect(0.7)
    else:
        raise ValueError(f"aspect={aspect!r} is unknown; choose 'equal' or 'auto'.")


def _refuse_squeezing(points):
    narrow, wide = sorted(np.ptp(points, axis=0)) if len(points) else (1, 1)
    if wide > 25 * narrow:
        raise ValueError(
            f"One feature spans {wide:g}, the other {narrow:g}: to the same scale one axis vanishes; "
            f"scale the features, or pass aspect='auto'."
        )


def draw_classes(ax, points, labels, styles, removed=(), synthetic=()):
    """Draw one scatter per class and status; `styles` is in drawing order, the minority last."""
    areas = marker_area(len(points)) * (1 + 1.5 * _classes_above(points, labels, styles))
    is_removed, is_synthetic = (np.isin(np.arange(len(points)), rows) for rows in (removed, synthetic))
    for position, (label, style) in enumerate(styles.items()):
        for status in ((False, False), (False, True), (True, False), (True, True)):
            mask = (labels == label) & (is_removed == status[0]) & (is_synthetic == status[1])
            if mask.any():
                zorder = SAMPLES_ZORDER + position / 10
                _draw_group(ax, points[mask], style, *status, areas[mask] * style.scale, zorder)


def _classes_above(points, labels, styles):
    """How many other classes will cover each sample at its very place; it is drawn larger to show."""
    _, place = np.unique(points, axis=0, return_inverse=True)
    present = np.zeros((place.max(initial=-1) + 1, len(styles)), dtype=bool)
    order = np.select([labels == label for label in styles], range(len(styles)))
    present[place.ravel(), order] = True
    above = present[:, ::-1].cumsum(axis=1)[:, ::-1] - present
    return above[place.ravel(), order]


def _draw_group(ax, points, style, removed, synthetic, areas, zorder):
    areas = areas[:1] if np.ptp(areas) == 0 else areas  # one stamp for all: a third of the PNG
    status = " synthetic" * synthetic + " removed" * removed
    legend_text = f"{style.name}{status} ({len(points)})"
    face = "none" if synthetic else style.tint if removed else style.color
    edge = style.color if synthetic or removed else "white"
    width = 1.3 if synthetic else 0.6
    ax.scatter(*points.T, s=areas * (0.8 if synthetic else 1), marker=style.marker, facecolors=face, edgecolors=edge,
               linewidths=width, zorder=zorder, label=legend_text)  # fmt: skip
    if removed:
        cross = ax.scatter(*points.T, s=areas, marker="x", c=style.color,
                           linewidths=np.sqrt(areas.min()) / 6 + 0.3,
                           zorder=zorder + 0.05, label="_cross")  # fmt: skip
        cross.set_gid(legend_text)


@styled
def add_row_numbers(on, X, rows=True):
    """Return the figure with row numbers beside the samples, clear of markers and links.

    Call it last: a number takes the direction that is freest of what is already drawn.

    Parameters
    ----------
    on : Figure or Axes
        A figure with one panel, or a panel.
    X : array or DataFrame, shape (n, 2) or (n, 1)
        The samples that were drawn.
    rows : bool or sequence of int, default True
        Which rows; True for all.

    Returns
    -------
    figure : Figure
    """
    ax, points = one_axes(on), on_plane(X)
    rows = np.arange(len(points)) if rows is True else check_rows(rows, len(points), "row_numbers")
    figure = ax.get_figure(root=True)
    figure.draw_without_rendering()  # settles the layout, on which distances in points depend
    dots_per_point = figure.dpi / 72
    at = ax.transData.transform(points) / dots_per_point
    crowd, numbers = _occupied(ax, dots_per_point), np.empty((0, 2))
    offsets = NUMBER_DISTANCE * np.column_stack([np.cos(DIRECTIONS), np.sin(DIRECTIONS)])
    for row in rows:
        others = crowd[np.linalg.norm(crowd - at[row], axis=1) > 1]
        offset = offsets[np.argmax(_clearance(at[row] + offsets, others, numbers))]
        numbers = np.vstack([numbers, at[row] + offset])
        ax.annotate(str(row), points[row], offset, textcoords="offset points", ha="center",
                    va="center", fontsize=9, zorder=NUMBERS_ZORDER, annotation_clip=False,
                    path_effects=[withStroke(linewidth=2, foreground="white")])  # fmt: skip
    return figure


def _occupied(ax, dots_per_point):
    """Markers, and points along every line, in points of the figure."""
    places = [c.get_offsets() for c in ax.collections if isinstance(c, PathCollection)]
    steps = np.linspace(0, 1, 15)[:, None]
    for collection in ax.collections:
        if isinstance(collection, LineCollection):
            places += [a + steps * (b - a) for a, b in collection.get_segments()]
    for arrow in ax.patches:
        if isinstance(arrow, FancyArrowPatch):
            corners = arrow.get_path().vertices
            places += [a + steps * (b - a) for a, b in zip(corners, corners[1:], strict=False)]
    return ax.transData.transform(np.vstack(places)) / dots_per_point


def _clearance(candidates, others, numbers):
    """Distance of each candidate to the nearest obstacle, capped so that preference decides."""
    free = np.full(len(candidates), 13.0)
    for obstacles, radius in ((others, 0), (numbers, 3)):
        if len(obstacles):
            gaps = np.linalg.norm(candidates[:, None] - obstacles[None], axis=2).min(axis=1)
            free = np.minimum(free, gaps - radius)
    return free
