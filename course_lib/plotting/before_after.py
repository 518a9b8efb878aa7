"""Two panels with equal limits: what went in, and what came out."""

import numpy as np

from course_lib.plotting.checks import check_labels, check_pairs, check_plane, check_rows, on_plane
from course_lib.plotting.figure import finish, panels
from course_lib.plotting.links import add_links
from course_lib.plotting.regions import nearest_label, shade
from course_lib.plotting.samples import draw_classes, set_axes
from course_lib.plotting.style import class_styles, styled


@styled
def draw_before_after(
    X,
    y,
    X_after,
    y_after,
    *,
    pairs=None,
    removed_rows=(),
    synthetic_rows=(),
    label="link",
    regions=False,
    titles=("before", "after"),
    title=None,
    minority=None,
    aspect="equal",
):
    """Return a figure with the samples before and after, drawn alike and to the same scale.

    Parameters
    ----------
    X, y, X_after, y_after
        Samples and labels before and after, as in `draw_samples`. The classes keep the colours that
        they have before, whichever is smaller after.
    pairs : int array, shape (n_pairs, 2), optional
        Links to draw before: row numbers of `X`.
    removed_rows : sequence of int, default ()
        Row numbers of `X`: crossed out before.
    synthetic_rows : sequence of int, default ()
        Row numbers of `X_after`: hollow after.
    label : str, default "link"
        Name of a pair in the legend.
    regions : bool, default False
        Whether to shade the regions of the nearest neighbour: before, of all samples; after, of
        those left.
    titles : pair of str, default ("before", "after")
        Titles of the two panels.
    title : str, optional
        The claim that the picture supports.
    minority, aspect
        As in `draw_samples`.

    Returns
    -------
    figure : Figure

    Raises
    ------
    ValueError, TypeError
        A label that is only in `y_after`, or what `draw_samples` and `draw_links` refuse.
    """
    styles = class_styles(check_labels(y, len(X)), minority)
    figure, axes = panels(2, title=title)
    sides = ((X, y, removed_rows, ()), (X_after, y_after, (), synthetic_rows))
    for ax, (samples, labels, removed, synthetic) in zip(axes, sides, strict=True):
        points, names = check_plane(samples)
        set_axes(ax, points, names, aspect)
        draw_classes(
            ax,
            on_plane(points),
            _known(check_labels(labels, len(points)), styles),
            styles,
            check_rows(removed, len(points), "removed_rows"),
            check_rows(synthetic, len(points), "synthetic_rows"),
            n_sized=max(len(X), len(X_after)),
        )
    if pairs is not None:
        add_links(axes[0], X, check_pairs(pairs, len(X)), label=label)
    if regions:
        for ax, (samples, labels, _, _) in zip(axes, sides, strict=True):
            shade(ax, nearest_label(check_plane(samples)[0], np.asarray(labels)), styles)
    for ax, panel_title in zip(axes, titles, strict=True):
        finish(ax, panel_title)
    return figure


def _known(labels, styles):
    unknown = np.setdiff1d(labels, list(styles))
    if len(unknown):
        raise ValueError(f"y_after contains {unknown[0].item()!r}, which is no label of y.")
    return labels
