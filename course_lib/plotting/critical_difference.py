"""Mean ranks on one axis, and which of them a test cannot tell apart (Demšar's diagram)."""

import numpy as np

from course_lib.plotting.figure import finish, new_axes
from course_lib.plotting.style import BLACK, GREY, styled

# Lengths in rows of text, and in inches for what has to hold a name and its rank.
BAR, NAMES, AXIS_INCHES, LABEL_INCHES = 0.5, 0.9, 2.6, 1.6


@styled
def draw_critical_difference(ranks, difference, *, title=None):
    """Return a figure of mean ranks, the best on the left, with bars over groups too close to tell.

    Parameters
    ----------
    ranks : Series or dict of str to float
        Mean rank of every method; 1 is the best. At least two.
    difference : float
        By how much two mean ranks must differ; drawn to scale above the axis.
    title : str, optional
        The claim that the picture supports.

    Returns
    -------
    figure : Figure
        A bar spans every longest run of methods whose first and last differ by less.

    Raises
    ------
    ValueError
        Fewer than two methods, or a difference that is not above zero.

    References
    ----------
    J. Demšar (2006), "Statistical comparisons of classifiers over multiple data sets".
    """
    if len(ranks) < 2 or not difference > 0:
        raise ValueError(
            f"{len(ranks)} mean ranks and difference={difference!r} were given; draw two ranks or "
            "more, and a difference above zero."
        )
    ranked = sorted(dict(ranks).items(), key=lambda item: item[1])
    places = np.array([rank for _, rank in ranked])
    bars = _runs(places, difference)
    ax, last = new_axes(), len(ranked)
    _scale(ax, last, difference)
    for height, (first, end) in enumerate(bars):
        y = [BAR * (height + 1)] * 2
        ax.plot(
            places[[first, end]] + [-0.006 * last, 0.006 * last],
            y,
            color=BLACK,
            linewidth=3.5,
            gid="bar",
        )
    below = BAR * len(bars) + NAMES
    half = (last + 1) // 2
    for number, (name, rank) in enumerate(ranked):
        row = number if number < half else last - 1 - number
        _label(ax, f"{name}  {rank:.1f}", rank, below + row, last, on_left=number < half)
    room = (last - 1) * LABEL_INCHES / AXIS_INCHES
    ax.set(xlim=(1 - room, last + room), ylim=(below + half - 0.5, -2.2))
    ax.set_axis_off()
    ax.set_box_aspect((below + half + 1.7) * 0.21 / (AXIS_INCHES + 2 * LABEL_INCHES))
    return finish(ax, title)


def _runs(places, difference):
    """Return first and last position of every longest run that spans less than `difference`."""
    ends = np.searchsorted(places, places + difference, side="left") - 1
    longest = np.r_[True, ends[1:] > ends[:-1]] & (ends > np.arange(len(places)))
    return [(int(first), int(ends[first])) for first in np.flatnonzero(longest)]


def _scale(ax, last, difference):
    ax.plot([1, last], [0, 0], color=BLACK, linewidth=1)
    for rank in range(1, last + 1):
        ax.plot([rank, rank], [0, -0.2], color=BLACK, linewidth=1)
        ax.text(rank, -0.3, str(rank), ha="center", va="bottom", fontsize=9)
    ax.plot([1, 1 + difference], [-1.5, -1.5], color=GREY, linewidth=2, gid="difference")
    text = f"critical difference {difference:.1f}"
    ax.text(1 + difference + 0.02 * last, -1.5, text, va="center", fontsize=9)


def _label(ax, text, rank, y, last, *, on_left):
    end, align = (1 - 0.03 * last, "right") if on_left else (1.03 * last, "left")
    ax.plot([rank, rank, end], [0, y, y], color=GREY, linewidth=0.9, zorder=1)
    ax.text(end + (-0.01 if on_left else 0.01) * last, y, text, ha=align, va="center")
