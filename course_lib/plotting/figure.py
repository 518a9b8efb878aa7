"""Figures that show themselves once, in the size and with the margins that their contents need."""

import base64
import io
import textwrap

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.legend_handler import HandlerTuple
from matplotlib.transforms import ScaledTranslation

from course_lib.plotting.style import styled

SCREEN_DPI, PIXELS_PER_DOT = 96, 1.5
# All in inches. Widths go by the number of panels.
WIDTHS, LARGEST_HEIGHT = {1: 6.0, 2: 8.6, 3: 9.6}, 5.2
MARGIN, RIGHT_MARGIN, BETWEEN_PANELS, TITLE_LINE = 0.08, 0.16, 0.25, 0.21


class Picture(Figure):
    """A figure that a notebook shows where it is the last expression of a cell, and only there.

    It is not registered with pyplot, so it is not shown a second time and needs no closing. The
    stored output is a PNG of fixed resolution, whatever the front end is set to, and a line of text
    with the titles and the legends with their counts: the part that a comparison of notebooks sees.
    """

    def __init__(self, **options):
        super().__init__(dpi=SCREEN_DPI * PIXELS_PER_DOT, **options)
        FigureCanvasAgg(self)

    @styled
    def _repr_mimebundle_(self, include=None, exclude=None):
        png = io.BytesIO()
        self.savefig(png, format="png", facecolor="white", metadata={"Software": None})
        width, height = (round(SCREEN_DPI * inches) for inches in self.get_size_inches())
        data = {"image/png": base64.b64encode(png.getvalue()).decode(), "text/plain": repr(self)}
        return data, {"image/png": {"width": width, "height": height}}

    def __repr__(self):
        panels = [_described(ax.get_title(loc="left"), ax.get_legend()) for ax in self.axes]
        parts = [part.replace("\n", " ") for part in (self.get_suptitle(), *panels) if part]
        return f"<Figure: {' | '.join(parts)}>"


def _described(title, legend):
    entries = ", ".join(text.get_text() for text in legend.get_texts()) if legend else ""
    return ": ".join(filter(None, [title, entries]))


@styled
def panels(n=2, *, title=None):
    """Return a figure with `n` panels side by side that keep equal limits, whatever is drawn.

    Parameters
    ----------
    n : int, default 2
        Number of panels, one to three.
    title : str, optional
        What the panels show together.

    Returns
    -------
    figure : Picture
        To be named in the last line of the cell.
    axes : array of Axes, shape (n,)
        To be passed on as ``ax=``.

    Raises
    ------
    ValueError
        If `n` is not 1, 2 or 3.
    """
    if n not in WIDTHS:
        raise ValueError(f"n={n!r} panels do not fit side by side; choose 1, 2 or 3.")
    figure = Picture(figsize=(WIDTHS[n], 4))
    axes = figure.subplots(1, n, sharex=True, sharey=True, squeeze=False)[0]
    for ax in axes:
        ax.set_anchor("SW")  # room that a high plane leaves is left for its title and legend
    if title:
        figure.suptitle(title)
    return figure, axes


def new_axes():
    """Return the axes of a new figure with one panel."""
    return panels(1)[1][0]


def one_axes(on):
    """Return the axes to draw on, given themselves or as a figure with one panel."""
    if isinstance(on, Axes):
        return on
    if isinstance(on, Figure) and len(on.axes) == 1:
        return on.axes[0]
    raise ValueError(f"{on!r} is neither a figure with one panel nor one of its panels.")


def finish(ax, title=None):
    """Return the figure after putting title, legend and margins in order."""
    figure = ax.get_figure(root=True)
    if title:
        ax.set_title(title)
    if isinstance(figure, Picture):
        _lay_out(figure)
    else:
        _place_legend(ax, ax.bbox.width / figure.dpi)
    return figure


def _lay_out(figure):
    """Give every panel the same width, and the figure the height that this takes.

    Matplotlib's own layout engines mistake the place of a legend below axes of equal aspect.
    """
    axes, width = figure.axes, figure.get_figwidth()
    left = max(_left_of(ax) for ax in axes) + MARGIN
    inside = width - left - RIGHT_MARGIN
    panel = (inside - BETWEEN_PANELS * (len(axes) - 1)) / len(axes)
    for ax in axes:
        ax.set_title(_wrapped(ax.get_title(loc="left"), panel))
        _place_legend(ax, panel)
    height = max(min(panel * _height_to_width(ax), LARGEST_HEIGHT) for ax in axes)
    below = max(_legend_depth(ax) for ax in axes) + MARGIN
    above = max(_lines(ax.get_title(loc="left")) for ax in axes) * TITLE_LINE + 2 * MARGIN
    title = _wrapped(figure.get_suptitle(), inside)
    total = below + height + above + _lines(title) * TITLE_LINE
    figure.set_figheight(total)
    figure.subplots_adjust(
        left=left / width,
        right=1 - RIGHT_MARGIN / width,
        bottom=below / total,
        top=(below + height) / total,
        wspace=BETWEEN_PANELS / panel,
    )
    if title:
        figure.suptitle(title, x=left / width, y=1 - MARGIN / total, ha="left", va="top")


def _wrapped(title, inches):
    # Titles are wrapped again after every change of layout; an average letter is 6 points wide.
    return textwrap.fill(title, int(inches * 72 / 6))


def _lines(title):
    return title.count("\n") + bool(title)


def _place_legend(ax, inches):
    """Below the axes, where no sample can lie: classes first, links after them."""
    entries = sorted(  # rounded: within a class as drawn, though synthetic samples lie below
        zip(*ax.get_legend_handles_labels(), strict=True),
        key=lambda entry: round(entry[0].get_zorder(), 1),
    )
    if not entries:
        return
    crosses = {artist.get_gid(): artist for artist in ax.collections if artist.get_gid()}
    labels = [label for _, label in entries]
    handles = [
        (handle, crosses[label]) if label in crosses else handle for handle, label in entries
    ]
    widest = 5.4 * max(map(len, labels)) + 32  # points, with the marker and the gap
    columns = int((inches * 72 + 14) / widest)
    below = ScaledTranslation(0, -_labels_depth(ax), ax.figure.dpi_scale_trans)
    ax.legend(
        handles,
        labels,
        handler_map={tuple: HandlerTuple(ndivide=1, pad=0)},
        ncols=max(1, min(columns, len(labels))),
        loc="upper left",
        bbox_to_anchor=(0, 0),
        bbox_transform=ax.transAxes + below,
        borderaxespad=0,
    )


def _left_of(ax):
    """Inches that labels and ticks take on the left of the axes."""
    figure = ax.get_figure(root=True)
    labels = ax.yaxis.get_tightbbox(figure.canvas.get_renderer())
    return (ax.get_window_extent().x0 - labels.x0) / figure.dpi if labels else 0


def _height_to_width(ax):
    return ax.get_box_aspect() or np.ptp(ax.get_ylim()) / np.ptp(ax.get_xlim())


def _legend_depth(ax):
    figure, legend = ax.get_figure(root=True), ax.get_legend()
    height = legend.get_window_extent(figure.canvas.get_renderer()).height if legend else 0
    return _labels_depth(ax) + height / figure.dpi


def _labels_depth(ax):
    """Inches that tick labels and a name take below the axes."""
    return (36 if ax.get_xlabel() else 22) / 72
