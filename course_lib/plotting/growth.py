"""How seconds grow with the data: small panels with logarithmic axes and their exponents."""

import re

import numpy as np

from course_lib.plotting.figure import TITLE_LINE
from course_lib.plotting.grid import small_axes
from course_lib.plotting.style import BLACK, GREY, styled

# Of the two sides: the key in the record, colour, line, and where the exponent stands.
SIDES = (("library", GREY, (0, (4, 2)), 1.0, "right"), ("ours", BLACK, "solid", 0.0, "left"))
AXIS_NAMES = {"n": "rows n", "d": "features d", "minority_share": "minority share"}
TICKS = {
    1e-6: "1 µs", 1e-5: "", 1e-4: "", 1e-3: "1 ms", 1e-2: "", 1e-1: "", 1e0: "1 s", 1e1: "",
    1e2: "100 s", 1e3: "", 1e4: "",
}  # fmt: skip


@styled
def draw_growth(table, exponents, axis, *, names=None, columns=5, title=None):
    """Return a figure with one small panel per sampler: seconds against one axis, both logarithmic.

    Ours is a solid black line, imbalanced-learn's a dashed grey one. Above each panel stand the
    exponents of both in the same colours: the slope of the line over its larger two thirds, 1 where
    seconds double with the axis. What was not run has neither line nor exponent.

    Parameters
    ----------
    table : list of dict
        One measurement each: ``sampler``, ``axis``, a value under the name of the axis, and
        ``seconds_ours`` and ``seconds_library``, which may be None.
    exponents : list of dict
        ``sampler``, ``axis``, and ``ours`` and ``library``, which may be None.
    axis : {"n", "d", "minority_share"}
        Which measurements to draw.
    names : list of str, optional
        Samplers in the order of the panels; by default all, in the order of the table.
    columns : int, default 5
        Panels in a row.
    title : str, optional
        The claim that the picture supports.

    Returns
    -------
    figure : Figure

    Raises
    ------
    ValueError
        An axis or a name that is not in the table.
    """
    names = names or list(dict.fromkeys(row["sampler"] for row in table))
    curves = {name: _of_panel(table, name, axis) for name in names}
    slopes = {row["sampler"]: row for row in exponents if row["axis"] == axis}
    times = [time for rows in curves.values() for row in rows for time in _times(row)]
    above, below = 3 * TITLE_LINE + 0.14, 0.78
    figure, axes = small_axes(
        len(names), columns, 0.62, above=above, below=below, left=0.55, between=0.2, title=title
    )
    for place, (ax, name) in enumerate(zip(axes, names, strict=True)):
        _draw_curves(ax, curves[name], axis)
        _write_exponents(ax, slopes.get(name, {}))
        ax.set_title(_broken(name), pad=6 + 72 * TITLE_LINE, fontsize=10)
        ax.set_ylim(min(times) / 2, max(times) * 2)
        ax.set_yticks(list(TICKS), TICKS.values() if place % columns == 0 else [""] * len(TICKS))
        ax.set_ylim(min(times) / 2, max(times) * 2)
        if place + columns >= len(names):
            ax.set_xlabel(AXIS_NAMES[axis], fontsize=9, labelpad=1)
        else:
            ax.tick_params(labelbottom=False)
    _name_sides(figure, axes[0])
    return figure


def _of_panel(table, name, axis):
    rows = [row for row in table if row["sampler"] == name and row["axis"] == axis]
    if not rows:
        raise ValueError(f"Nothing was measured for sampler {name!r} and axis {axis!r}.")
    return sorted(rows, key=lambda row: row[axis])


def _times(row):
    return [row[f"seconds_{side}"] for side, *_ in SIDES if row[f"seconds_{side}"]]


def _draw_curves(ax, rows, axis):
    ax.set(xscale="log", yscale="log")
    for side, color, line, *_ in SIDES:
        points = [(row[axis], row[f"seconds_{side}"]) for row in rows if row[f"seconds_{side}"]]
        if points:
            ax.plot(*np.transpose(points), color=color, linestyle=line, linewidth=1.6, marker="o",
                    markersize=2.5, gid=side)  # fmt: skip
    ends = rows[0][axis], rows[-1][axis]
    ax.set_xticks(ends, [_short(end) for end in ends])
    ax.minorticks_off()
    for label, place in zip(ax.get_xticklabels(), ("left", "right"), strict=True):
        label.set_horizontalalignment(place)


def _short(value):
    return f"{value:,.0f}" if value >= 1 else f"{value:.0%}"


def _write_exponents(ax, slopes):
    for side, color, _, place, align in SIDES:
        if slopes.get(side) is not None:
            written = f"{side} {slopes[side]:.2f}".replace("-", "−")
            ax.text(place, 1.05, written, color=color, fontsize=9, ha=align, va="bottom",
                    transform=ax.transAxes)  # fmt: skip


def _broken(name, letters=19):
    """Return a long name on two lines, broken before a capital letter."""
    breaks = [match.start() for match in re.finditer(r"(?<=[a-z])(?=[A-Z])", name)]
    breaks = [place for place in breaks if place <= letters]
    return f"{name[: breaks[-1]]}\n{name[breaks[-1] :]}" if len(name) > letters and breaks else name


def _name_sides(figure, first):
    handles = [
        first.plot([], [], color=color, linestyle=line, linewidth=1.6, label=name)[0]
        for (_, color, line, *_), name in zip(
            SIDES[::-1], ("ours", "imbalanced-learn's (library)"), strict=True
        )
    ]
    place = (first.get_position().x0, 0.08 / figure.get_figheight())
    figure.legend(handles=handles, loc="lower left", bbox_to_anchor=place, ncols=2,
                  borderaxespad=0)  # fmt: skip
