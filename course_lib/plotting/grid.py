"""Small axes in rows and columns, placed in inches, for figures of many small panels."""

import textwrap

from course_lib.plotting.figure import MARGIN, RIGHT_MARGIN, TITLE_LINE, WIDTHS, Picture


def small_axes(n, columns, height_to_width, *, above, below, left=MARGIN, between=0.12, title=None):
    """Return a figure with `n` equally large axes, and the axes row by row.

    Parameters
    ----------
    n, columns : int
        Axes in all, and in each row.
    height_to_width : float
        Of one of the axes.
    above : float
        Inches kept free above every row.
    below, left, between : float
        Inches kept free below the last row, on the left and between columns.
    title : str, optional
        Of the figure.

    Returns
    -------
    figure : Picture
    axes : list of Axes
    """
    width = WIDTHS[3]
    panel = (width - left - RIGHT_MARGIN - between * (columns - 1)) / columns
    height = panel * height_to_width
    title = textwrap.fill(title or "", int((width - left - RIGHT_MARGIN) * 72 / 6))
    head = MARGIN + len(title.splitlines()) * TITLE_LINE
    total = head + -(-n // columns) * (above + height) + below
    figure = Picture(figsize=(width, total))
    axes = []
    for place in range(n):
        down, across = divmod(place, columns)
        x, y = left + across * (panel + between), total - head - (down + 1) * (above + height)
        axes.append(figure.add_axes((x / width, y / total, panel / width, height / total)))
    if title:
        figure.suptitle(title, x=left / width, y=1 - MARGIN / total, ha="left", va="top")
    return figure, axes
