"""Small multiples: one small panel for each of many results, to one scale and under one legend."""

import numpy as np
from matplotlib.lines import Line2D

from course_lib.plotting.checks import check_labels, check_plane, check_rows
from course_lib.plotting.figure import MARGIN, TITLE_LINE
from course_lib.plotting.grid import small_axes
from course_lib.plotting.regions import shade
from course_lib.plotting.style import class_styles, styled

AREA, CELLS_PER_SIDE = 8, 200


@styled
def draw_multiples(
    samples, *, predict=None, synthetic_rows=None, columns=4, title=None, minority=None
):
    """Return a figure with one small panel per result, all to the same scale.

    Above each panel stand its name and how many samples each class has; one legend serves all.

    Parameters
    ----------
    samples : dict of str to (X, y)
        Samples (n, 2) and labels (n,) by the name of the panel. The classes keep the colours that
        they have in the first panel, whichever is smaller in another.
    predict : dict of str to callable, optional
        For each panel by name, a rule that takes coordinates (m, 2) and returns m labels; what it
        answers is shaded behind the samples.
    synthetic_rows : dict of str to sequence of int, optional
        By the name of a panel, the row numbers of its samples that are drawn hollow.
    columns : int, default 4
        Panels in a row.
    title : str, optional
        The claim that the panels support together.
    minority : label, optional
        As in `draw_samples`.

    Returns
    -------
    figure : Figure

    Raises
    ------
    ValueError, TypeError
        No panel, one feature, a label that is not in the first panel, a rule or rows for a panel
        that does not exist, or rows that are no rows of its samples.
    """
    predict, synthetic_rows = predict or {}, synthetic_rows or {}
    _refuse_strangers(samples, predict, synthetic_rows)
    checked = {name: _checked(name, *data) for name, data in samples.items()}
    styles = class_styles(next(iter(checked.values()))[1], minority)
    low, high = _limits([points for points, _ in checked.values()])
    shape = dict(above=2 * TITLE_LINE + 2 * MARGIN, below=TITLE_LINE + 2 * MARGIN, title=title)
    ratio = (high - low)[1] / (high - low)[0]
    figure, axes = small_axes(len(checked), columns, ratio, **shape)
    for ax, (name, (points, labels)) in zip(axes, checked.items(), strict=True):
        ax.set(xlim=(low[0], high[0]), ylim=(low[1], high[1]), xticks=[], yticks=[])
        ax.spines[:].set_visible(True)
        synthetic = check_rows(synthetic_rows.get(name, ()), len(points), "synthetic_rows")
        _draw_small(ax, points, labels, styles, np.isin(np.arange(len(points)), synthetic))
        counts = " : ".join(str(np.sum(labels == label)) for label in styles)
        ax.set_title(f"{name}\n{counts}", pad=4, fontsize=10)
        if name in predict:
            shade(ax, predict[name], styles, CELLS_PER_SIDE)
    made = {label for name, rows in synthetic_rows.items() for label in checked[name][1][rows]}
    _add_legend(figure, styles, made, axes[0])
    return figure


def _refuse_strangers(samples, *others):
    if not samples:
        raise ValueError("samples is empty; give at least one panel.")
    for name in (name for other in others for name in other):
        if name not in samples:
            raise ValueError(f"{name!r} is no panel; choose one of {list(samples)}.")


def _checked(name, X, y):
    points, _ = check_plane(X)
    if points.shape[1] != 2:
        raise ValueError(f"X of the panel {name!r} has one column; small multiples need two.")
    return points, check_labels(y, len(points))


def _limits(planes):
    points = np.vstack(planes)
    low, high = points.min(axis=0), points.max(axis=0)
    margin = 0.04 * (high - low)
    return low - margin, high + margin


def _draw_small(ax, points, labels, styles, is_synthetic):
    if not np.isin(labels, list(styles)).all():
        raise ValueError(f"{np.unique(labels).tolist()} are not labels of the first panel.")
    for position, (label, style) in enumerate(styles.items()):
        for synthetic in (True, False):
            chosen = points[(labels == label) & (is_synthetic == synthetic)]
            face, line = ("none", 0.7) if synthetic else (style.color, 0)
            ax.scatter(*chosen.T, s=AREA * style.scale, marker=style.marker, linewidths=line,
                       facecolors=face, edgecolors=style.color,
                       zorder=2 + position / 10)  # fmt: skip


def _add_legend(figure, styles, made, first):
    """Name the classes, and those of `made` once more as synthetic, below the first panel."""
    kinds = [(style, "") for style in styles.values()]
    kinds += [(style, " synthetic") for label, style in styles.items() if label in made]
    handles = [
        Line2D([], [], linestyle="", marker=style.marker, markersize=6, color=style.color,
               markerfacecolor="none" if status else style.color, label=style.name + status)
        for style, status in kinds
    ]  # fmt: skip
    place = (first.get_position().x0, MARGIN / figure.get_figheight())
    figure.legend(handles=handles, loc="lower left", bbox_to_anchor=place, ncols=len(handles),
                  borderaxespad=0)  # fmt: skip
