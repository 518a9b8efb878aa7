"""Row numbers beside the samples, where they cover nothing."""

import numpy as np
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.patches import FancyArrowPatch
from matplotlib.patheffects import withStroke

from course_lib.plotting.checks import check_rows, on_plane
from course_lib.plotting.figure import one_axes
from course_lib.plotting.style import styled

# Directions in which a row number may stand, the preferred one first; half its width in points.
DIRECTIONS = np.radians([45, 0, 90, 315, 135, 180, 270, 225, 22, 67, 112, 157, 202, 247, 292, 337])
NUMBER_RADIUS, NUMBERS_ZORDER = 7.3, 6


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
    crowd, radii = _occupied(ax, dots_per_point)
    numbers, unit = np.empty((0, 2)), np.column_stack([np.cos(DIRECTIONS), np.sin(DIRECTIONS)])
    for row in rows:
        here = np.linalg.norm(crowd - at[row], axis=1) < 1
        offsets = (radii[here].max(initial=0) + NUMBER_RADIUS) * unit
        clearance = _clearance(at[row] + offsets, crowd[~here], radii[~here], numbers)
        offset = offsets[np.argmax(clearance)]
        numbers = np.vstack([numbers, at[row] + offset])
        ax.annotate(str(row), points[row], offset, textcoords="offset points", ha="center",
                    va="center", fontsize=9, zorder=NUMBERS_ZORDER, annotation_clip=False,
                    path_effects=[withStroke(linewidth=2, foreground="white")])  # fmt: skip
    return figure


def _occupied(ax, dots_per_point):
    """Markers with their radii, and places along every line; in points of the figure."""
    places, radii, lines = [], [], []
    for collection in ax.collections:
        if isinstance(collection, LineCollection):
            lines += collection.get_segments()
        elif isinstance(collection, PathCollection):
            places.append(collection.get_offsets())
            sizes = np.resize(collection.get_sizes(), len(places[-1]))
            radii.append(np.sqrt(sizes) / 2)
    for arrow in ax.patches:
        if isinstance(arrow, FancyArrowPatch):
            corners = arrow.get_path().vertices
            lines += zip(corners, corners[1:], strict=False)
    steps = np.linspace(0, 1, 15)[:, None]
    places += [start + steps * (end - start) for start, end in lines]
    radii.append(np.zeros(len(steps) * len(lines)))
    return ax.transData.transform(np.vstack(places)) / dots_per_point, np.concatenate(radii)


def _clearance(candidates, others, radii, numbers):
    """Free distance around each candidate, capped so that the preferred direction decides."""
    free = np.full(len(candidates), 11.0)
    for obstacles, reach in ((others, radii), (numbers, np.full(len(numbers), 4.0))):
        if len(obstacles):
            gaps = np.linalg.norm(candidates[:, None] - obstacles[None], axis=2) - reach
            free = np.minimum(free, gaps.min(axis=1))
    return free
