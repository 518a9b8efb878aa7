"""Decisions as points beside the curve of all thresholds of one model."""

import numpy as np

from course_lib.plotting.figure import finish, new_axes
from course_lib.plotting.style import BLACK, GREY, styled

MARKS = (
    dict(marker="o", color=BLACK),
    dict(marker="s", color=GREY),
    dict(marker="D", color=BLACK, markerfacecolor="white"),
    dict(marker="^", color=GREY, markerfacecolor="white"),
    dict(marker="x", color=BLACK),
    dict(marker="+", color=BLACK),
)


@styled
def draw_operating_points(curve, points, *, curve_name, xlabel="", ylabel="", title=None):
    """Return a figure with one curve and named points, such as recall against alarms.

    Parameters
    ----------
    curve : pair of sequences of float
        The x and the y of the curve, x rising.
    points : dict of str to (float, float)
        One to six points by name; marks differ in shape and fill.
    curve_name : str
        What the curve is, for the legend.
    xlabel, ylabel : str, default ""
    title : str, optional
        The claim that the picture supports.

    Returns
    -------
    figure : Figure

    Raises
    ------
    ValueError
        No point or more than six, or a curve whose x and y differ in length.
    """
    if not 1 <= len(points) <= len(MARKS):
        raise ValueError(f"{len(points)} points were given; draw one to {len(MARKS)}.")
    if np.shape(curve[0]) != np.shape(curve[1]):
        raise ValueError(f"The curve has {len(curve[0])} x and {len(curve[1])} y.")
    ax = new_axes()
    ax.plot(*curve, color=GREY, linewidth=1.8, label=curve_name, zorder=1)
    for place, ((name, point), mark) in enumerate(zip(points.items(), MARKS, strict=False)):
        ax.plot(*point, linestyle="none", markersize=8, label=name, zorder=2 + place, **mark)
    ax.set(xlabel=xlabel, ylabel=ylabel)
    ax.set_xlim(left=0)
    ax.set_ylim(bottom=0)
    ax.set_box_aspect(0.6)
    return finish(ax, title)
