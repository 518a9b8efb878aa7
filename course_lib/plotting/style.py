"""The one style of the course's figures: colour and shape say the class, fill says the status."""

from dataclasses import dataclass

import numpy as np
from matplotlib import rc_context
from matplotlib.colors import to_hex, to_rgb

BLUE, VERMILLION, GREY, BLACK = "#0072B2", "#D55E00", "#767676", "black"

# Every value that a learner's own matplotlib settings could turn against us is named here.
STYLE = {
    "axes.axisbelow": True,
    "axes.edgecolor": GREY,
    "axes.facecolor": "white",
    "axes.grid": False,
    "axes.labelcolor": BLACK,
    "axes.labelsize": 10,
    "axes.linewidth": 0.8,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlecolor": BLACK,
    "axes.titlelocation": "left",
    "axes.titlepad": 8,
    "axes.titlesize": 11,
    "axes.titleweight": "normal",
    "figure.facecolor": "white",
    "figure.titlesize": 11,
    "figure.titleweight": "normal",
    "font.family": "DejaVu Sans",
    "font.size": 10,
    "legend.borderpad": 0,
    "legend.columnspacing": 1.4,
    "legend.fontsize": 10,
    "legend.frameon": False,
    "legend.handlelength": 1.5,
    "legend.handletextpad": 0.3,
    "legend.labelcolor": BLACK,
    "text.color": BLACK,
    "text.usetex": False,
    "xtick.color": GREY,
    "xtick.labelsize": 9,
    "ytick.color": GREY,
    "ytick.labelsize": 9,
}


@dataclass(frozen=True)
class ClassStyle:
    """How one class is named and drawn."""

    name: str
    color: str
    marker: str
    scale: float = 1.0  # of the marker's area: what makes a triangle look as large as a circle

    @property
    def tint(self):
        """The class colour, four fifths of the way to white: for regions and removed samples."""
        return to_hex(1 - (1 - np.array(to_rgb(self.color))) / 5)


MAJORITY = ClassStyle("majority", BLUE, "o")
THIRD = ClassStyle("third class", GREY, "s", 0.85)
MINORITY = ClassStyle("minority", VERMILLION, "^", 1.25)


def styled(draw):
    """Return the function with the course's style switched on inside it and nowhere else."""
    return rc_context(STYLE)(draw)


def class_styles(y, minority=None, synthetic_rows=()):
    """Return ``{label: ClassStyle}`` in drawing order: majority, third class, minority.

    The smallest class is the minority; of equally small ones, the last in `np.unique` order,
    because the course's labels are 0 = majority and 1 = minority. The largest of the others is the
    majority.

    Parameters
    ----------
    y : array, shape (n,)
        Labels of at most three classes.
    minority : label, optional
        The label to draw as the minority, whatever the counts.
    synthetic_rows : int array, default ()
        Rows that do not count, as long as every class has others.

    Raises
    ------
    ValueError
        More than three classes, or a `minority` that no sample has.
    """
    labels, counts = np.unique(y, return_counts=True)
    original = [np.count_nonzero(np.delete(y, synthetic_rows) == label) for label in labels]
    counts = np.array(original) if all(original) else counts
    if len(labels) > 3:
        raise ValueError(
            f"{len(labels)} classes cannot be told apart by colour and shape; draw three at most."
        )
    labels, falling = labels.tolist(), np.argsort(-counts, kind="stable")
    if minority is None and len(labels) > 1:
        minority = labels[falling[-1]]
    elif minority is not None and minority not in labels:
        raise ValueError(f"minority={minority!r} is no label of y; choose one of {labels}.")
    others = [labels[i] for i in falling if labels[i] != minority]
    styles = dict(zip(others, (MAJORITY, THIRD), strict=False))
    return styles if minority is None else {**styles, minority: MINORITY}


def marker_area(n, n_of_class=None):
    """Return a marker area in square points for `n` samples; a rare class stays visible."""
    area = 72 if n <= 60 else 36 if n <= 200 else 24 if n <= 1000 else 9
    return area if n_of_class is None else max(area, min(24, marker_area(n_of_class)))
