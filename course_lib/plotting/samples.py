"""Samples as markers: class by colour and shape, status by fill, counts in the legend."""

import numpy as np

from course_lib.plotting.checks import check_labels, check_plane, check_rows, on_plane
from course_lib.plotting.figure import finish, new_axes
from course_lib.plotting.row_numbers import add_row_numbers
from course_lib.plotting.style import class_styles, marker_area, styled

SAMPLES_ZORDER = 2


@styled
def draw_samples(
    X,
    y,
    *,
    ax=None,
    removed_rows=(),
    removed_as="removed",
    synthetic_rows=(),
    row_numbers=False,
    minority=None,
    title=None,
    aspect="equal",
):
    """Return a figure of labelled samples in the plane or on a line.

    The majority is drawn as blue circles, the minority as vermillion triangles and last, a third
    class as grey squares between them. A kept sample is filled, a synthetic one hollow and below
    the others of its class, a removed one a cross on a pale marker; where a class loses more than
    it keeps, the crosses lie below. The legend counts each kind.

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
    removed_as : str, default "removed"
        What the legend calls the removed samples, such as "outside" while a store still grows.
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
    styles = class_styles(labels, minority, synthetic)
    ax = new_axes() if ax is None else ax
    set_axes(ax, points, names, aspect)
    draw_classes(ax, on_plane(points), labels, styles, removed, synthetic, removed_as=removed_as)
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
    ax.label_outer()


def _refuse_squeezing(points):
    narrow, wide = sorted(np.ptp(points, axis=0))
    if wide > 25 * narrow:
        raise ValueError(
            f"One feature spans {wide:g}, the other {narrow:g}: to the same scale one axis "
            f"vanishes; scale the features, or pass aspect='auto'."
        )


def draw_classes(
    ax, points, labels, styles, removed=(), synthetic=(), *, removed_as="removed", n_sized=None
):
    """Draw one scatter per class and status; `styles` is in drawing order, the minority last.

    The markers are as large as suits `n_sized` samples, by default as many as are drawn.
    """
    n_sized = len(points) if n_sized is None else n_sized
    above = _classes_above(points, labels, styles)
    is_removed, is_synthetic = (
        np.isin(np.arange(len(points)), rows) for rows in (removed, synthetic)
    )
    for position, (label, style) in enumerate(styles.items()):
        zorder, of_class = SAMPLES_ZORDER + position / 10, labels == label
        area = marker_area(n_sized, of_class.sum()) * style.scale
        crosses_below = 2 * np.sum(of_class & is_removed) > of_class.sum()
        _draw_covered(ax, points[of_class], style, area, above[of_class], zorder - 0.05)
        for status in ((False, False), (False, True), (True, False), (True, True)):
            mask = of_class & (is_removed == status[0]) & (is_synthetic == status[1])
            if mask.any():
                depth = 0.02 * status[1] + 0.015 * (status[0] and crosses_below)
                name = _status_name(style, *status, removed_as)
                _draw_group(ax, points[mask], style, *status, area, zorder - depth, name)


def _classes_above(points, labels, styles):
    """How many other classes will cover each sample at its very place."""
    _, place = np.unique(points, axis=0, return_inverse=True)
    order = np.select([labels == label for label in styles], range(len(styles)))
    present = np.zeros((place.max() + 1, len(styles)), dtype=bool)
    present[place, order] = True
    above = present[:, ::-1].cumsum(axis=1)[:, ::-1] - present
    return above[place, order]


def _draw_covered(ax, points, style, area, above, zorder):
    """Larger markers behind covered samples, or coincident classes would look like one."""
    points, above = points[above > 0], above[above > 0]
    if len(points):
        ax.scatter(*points.T, s=area * (1 + 1.5 * above), marker=style.marker, c=style.color,
                   label="_covered", zorder=zorder)  # fmt: skip


def _status_name(style, removed, synthetic, removed_as):
    """Return what the legend calls the samples of one class and status."""
    return style.name + " synthetic" * synthetic + f" {removed_as}" * removed


def _draw_group(ax, points, style, removed, synthetic, area, zorder, name):
    legend_text = f"{name} ({len(points)})"
    face = "none" if synthetic else style.tint if removed else style.color
    edge = style.color if synthetic or removed else "white"
    # The white edge that separates markers would hide most of a small one.
    size, width = (0.8 * area, 1.3) if synthetic else (area, 0.6 if removed or area > 10 else 0)
    ax.scatter(*points.T, s=size, marker=style.marker, facecolors=face, edgecolors=edge,
               linewidths=width, zorder=zorder, label=legend_text)  # fmt: skip
    if removed:
        cross = ax.scatter(*points.T, s=area, marker="x", c=style.color, label="_cross",
                           linewidths=np.sqrt(area) / 6 + 0.3, zorder=zorder + 0.01)  # fmt: skip
        cross.set_gid(legend_text)  # the legend lays it over the pale marker
