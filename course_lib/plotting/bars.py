"""Named values as bars, from top to bottom."""

import numpy as np

from course_lib.plotting.figure import finish, new_axes
from course_lib.plotting.style import BLACK, GREY, styled

LONGEST_NAME = 24


@styled
def draw_bars(names, values, *, xlabel="", title=None, reference=None, reference_label=""):
    """Return a figure with one bar per name, from top to bottom.

    Parameters
    ----------
    names : sequence of str, length n
        What each bar is; a long name is cut.
    values : sequence of float, length n
        None below zero.
    xlabel : str, default ""
        What the values are.
    title : str, optional
        The claim that the picture supports.
    reference : float, optional
        Where a dashed line stands, named `reference_label` in the legend.

    Returns
    -------
    figure : Figure

    Raises
    ------
    ValueError
        No values, lengths that differ, or values that are negative or not finite.
    """
    lengths = np.asarray(values, dtype=float)
    if lengths.shape != (len(names),) or not len(names):
        raise ValueError(f"{len(names)} names and values of shape {lengths.shape} make no bars.")
    if not (np.isfinite(lengths) & (lengths >= 0)).all():
        raise ValueError("values holds a number below zero, NaN or infinity, which has no bar.")
    ax, heights = new_axes(), np.arange(len(names))
    ax.barh(heights, lengths, height=0.7, color=GREY)
    if reference is not None:
        ax.axvline(reference, color=BLACK, linestyle=(0, (4, 3)), linewidth=1,
                   label=reference_label)  # fmt: skip
    ax.set_yticks(heights, [_cut(str(name)) for name in names])
    ax.tick_params(axis="y", length=0, labelcolor=BLACK)
    ax.set(xlabel=xlabel, ylim=(len(names) - 0.4, -0.6))
    ax.locator_params(axis="x", nbins=6)
    ax.set_box_aspect(0.1 + 0.06 * len(names))
    return finish(ax, title)


def _cut(name):
    short = name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"
    return short.replace("$", r"\$")  # else matplotlib reads mathematics between two of them
