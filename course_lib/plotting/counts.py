"""How often each whole number occurs: one bar per number."""

import numpy as np

from course_lib.plotting.figure import finish, new_axes
from course_lib.plotting.style import BLACK, GREY, styled


@styled
def draw_counts(values, *, label, xlabel="", title=None, reference=None, reference_label=""):
    """Return a figure with a bar for every whole number, as high as the number occurs often.

    Parameters
    ----------
    values : sequence of int, length n
        What was counted, such as the size of a store in each of many orders.
    label : str
        What was counted n times, in the plural; the legend adds n.
    xlabel : str, default ""
        What the whole numbers are.
    title : str, optional
        The claim that the picture supports.
    reference : int, optional
        Where a dashed line stands, named `reference_label` in the legend, which adds the number.

    Returns
    -------
    figure : Figure

    Raises
    ------
    ValueError
        No values, or values that are not whole numbers.
    """
    values = np.asarray(values)
    if values.ndim != 1 or values.size == 0 or values.dtype.kind not in "iu":
        raise ValueError(
            f"values has shape {values.shape} and dtype {values.dtype}; it must be a flat sequence "
            f"of whole numbers."
        )
    numbers, heights = np.unique(values, return_counts=True)
    ax = new_axes()
    bars = ax.bar(numbers, heights, width=0.8, color=GREY)
    bars[0].set_label(f"{label} ({len(values)})")  # finish() asks single artists for the legend
    if reference is not None:
        ax.axvline(reference, color=BLACK, linestyle=(0, (4, 3)), linewidth=1,
                   label=f"{reference_label} ({reference})")  # fmt: skip
    ax.set(xlabel=xlabel, ylabel="how often")
    ax.locator_params(integer=True)
    ax.set_box_aspect(0.4)
    return finish(ax, title)
