"""Reliability diagrams: what a probability says against what happens."""

import numpy as np

from course_lib.plotting.figure import finish, panels
from course_lib.plotting.style import BLACK, GREY, styled

BINS, FEWEST = 10, 20


@styled
def draw_reliability(told, *, title=None):
    """Return a figure with one panel per model: the minority's share among samples told alike.

    Probabilities are put into ten bins of equal width. Each point stands at a bin's mean
    probability and at its share of minority samples; bins of fewer than 20 samples are not drawn.
    On the dashed diagonal the probability means what it says; below it, it says too much.

    Parameters
    ----------
    told : dict of str to tuple of arrays
        Name to ``y, probability``; one to three panels.
    title : str, optional
        The claim that the picture supports.

    Returns
    -------
    figure : Figure

    Raises
    ------
    ValueError
        A probability below 0 or above 1.
    """
    figure, axes = panels(len(told), title=title)
    for ax, (name, (y, probability)) in zip(axes, told.items(), strict=True):
        ax.plot([0, 1], [0, 1], color=GREY, linestyle=(0, (4, 3)), linewidth=1, label="as told")
        ax.plot(*_bins(np.asarray(y), np.asarray(probability)), color=BLACK, marker="o",
                markersize=4, label="as it came")  # fmt: skip
        ax.set(title=name, xlabel="probability told", xlim=(-0.03, 1.03), ylim=(-0.03, 1.03))
        ax.set_box_aspect(1)
    axes[0].set_ylabel("share of the minority")
    return finish(axes[0])


def _bins(y, probability):
    """Return mean probability and share of the minority, bin by bin."""
    if not ((probability >= 0) & (probability <= 1)).all():
        raise ValueError("A probability lies below 0 or above 1, or is not a number.")
    place = np.minimum((probability * BINS).astype(int), BINS - 1)
    counts = np.bincount(place, minlength=BINS)
    filled = counts >= FEWEST
    sums = (np.bincount(place, weights, BINS)[filled] for weights in (probability, y))
    return [total / counts[filled] for total in sums]
