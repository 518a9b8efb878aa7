"""Values with their intervals, against a line where nothing changes."""

import numpy as np

from course_lib.plotting.figure import finish, new_axes
from course_lib.plotting.style import BLACK, GREY, styled


@styled
def draw_intervals(names, values, lows, highs, *, xlabel="", title=None, reference=0.0):
    """Return a figure with one value and its interval per line, from top to bottom.

    Parameters
    ----------
    names : sequence of str, length n
        What each line is.
    values, lows, highs : sequence of float, length n
        A value and the ends of its interval, in the same unit.
    xlabel : str, default ""
        That unit.
    title : str, optional
        The claim that the picture supports.
    reference : float, default 0.0
        Where the dashed line stands: no difference.

    Returns
    -------
    figure : Figure

    Raises
    ------
    ValueError
        If the lengths differ, or a value lies outside its interval.
    """
    fits = len(names) == len(lows) == len(values) == len(highs)
    ends = np.array([lows, values, highs] if fits else [], dtype=float)
    if not fits or not (np.diff(ends, axis=0) >= 0).all():
        raise ValueError("Every name needs one low, value and high, in ascending order.")
    ax, heights = new_axes(), np.arange(len(names))
    ax.axvline(reference, color=GREY, linestyle=(0, (4, 3)), linewidth=1)
    ax.errorbar(ends[1], heights, xerr=np.diff(ends, axis=0), fmt="o", color=BLACK, capsize=3)
    ax.set_yticks(heights, names)
    ax.tick_params(axis="y", length=0, labelcolor=BLACK)
    ax.set(xlabel=xlabel, ylim=(len(names) - 0.4, -0.6))
    ax.locator_params(axis="x", nbins=7)
    ax.set_box_aspect(0.1 + 0.07 * len(names))
    return finish(ax, title)
