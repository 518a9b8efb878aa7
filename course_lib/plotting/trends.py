"""Several quantities against one: lines told apart by colour and dashes."""

import numpy as np

from course_lib.plotting.figure import finish, new_axes
from course_lib.plotting.style import BLACK, GREY, styled

LINES = ((BLACK, "solid"), (GREY, "solid"), (BLACK, (0, (2, 1))), (GREY, (0, (1, 1))))


@styled
def draw_trends(x, lines, *, xlabel="", ylabel="", title=None, log=False, ax=None):
    """Return a figure with one line per quantity, each against the same values of x.

    Parameters
    ----------
    x : sequence of float, length n
        Where all are whole numbers, so are the ticks.
    lines : dict of str to sequence of float, length n
        One to four quantities by name, in the same unit.
    xlabel, ylabel : str, default ""
        What the axes show.
    title : str, optional
        The claim that the picture supports.
    log : bool, default False
        Whether x grows by factors; then every x is a tick.
    ax : Axes, optional
        A panel of `panels`; by default a new figure.

    Returns
    -------
    figure : Figure

    Raises
    ------
    ValueError
        No line or more than four, or a line whose length is not that of x.
    """
    if not 1 <= len(lines) <= len(LINES):
        raise ValueError(f"{len(lines)} lines were given; draw one to {len(LINES)}.")
    for name, values in lines.items():
        if np.shape(values) != (len(x),):
            raise ValueError(f"{name!r} has shape {np.shape(values)} where x has {len(x)} values.")
    ax = new_axes() if ax is None else ax
    if log:
        ax.set_xscale("log")
        ax.minorticks_off()
        ax.set_xticks(x, [f"{value:,}" for value in x])
    elif np.all(np.mod(x, 1) == 0):
        ax.xaxis.get_major_locator().set_params(integer=True)
    for (name, values), (color, dashes) in zip(lines.items(), LINES, strict=False):
        ax.plot(x, values, color=color, linestyle=dashes, linewidth=1.8, label=name)
    ax.set(xlabel=xlabel, ylabel=ylabel)
    ax.set_ylim(bottom=min(0, ax.get_ylim()[0]))
    ax.set_box_aspect(0.6)
    return finish(ax, title)
