"""Summaries of one ranking against how rare the positives are."""

import numpy as np

from course_lib.plotting.figure import finish, new_axes
from course_lib.plotting.style import BLACK, GREY, styled

LOOKS = ((GREY, "o"), (BLACK, "s"))


@styled
def draw_against_prevalence(shares, summaries, *, title=None):
    """Return a figure of one or two summaries against the share of positives, on a log axis.

    A line joins the means over draws, whiskers reach from the lowest draw to the highest. The
    dashed line is the prevalence: the average precision of guessing.

    Parameters
    ----------
    shares : sequence of float, length n
        One entry per draw.
    summaries : dict of str to sequence of float, length n
        One or two summaries between 0 and 1, by name.
    title : str, optional
        The claim that the picture supports.

    Returns
    -------
    figure : Figure

    Raises
    ------
    ValueError
        No summary, more than two, or a length that differs.
    """
    shares = np.asarray(shares, dtype=float)
    fits = all(len(values) == len(shares) for values in summaries.values())
    if not 1 <= len(summaries) <= len(LOOKS) or not fits:
        raise ValueError("Give one or two summaries, each with a value for every share.")
    ax, places = new_axes(), np.unique(shares)
    for (name, values), (color, marker) in zip(summaries.items(), LOOKS, strict=False):
        groups = [np.asarray(values)[shares == place] for place in places]
        means = np.array([group.mean() for group in groups])
        ends = [means - [g.min() for g in groups], [g.max() for g in groups] - means]
        ax.errorbar(places, means, yerr=np.clip(ends, 0, None), color=color, marker=marker,
                    markersize=4, capsize=3)  # fmt: skip
        ax.plot([], [], color=color, marker=marker, markersize=4, label=name)
    ax.plot(places, places, color=BLACK, linestyle=(0, (4, 3)), linewidth=1, label="prevalence")
    ax.set(xscale="log", ylim=(-0.03, 1.03), xlabel="share of positives")
    ax.set_xticks(places, [f"{place:.3g}" for place in places])
    ax.minorticks_off()
    ax.set_box_aspect(0.55)
    return finish(ax, title)
