"""How seconds grow: what the small panels show, read from their artists."""

import numpy as np
import pytest
from matplotlib.colors import to_hex

from course_lib.plotting import draw_growth
from course_lib.plotting.growth import _broken
from course_lib.plotting.style import BLACK, GREY

NAMES = ["Square", "LibraryAlone", "RepeatedEditedNearestNeighbours"]
SIZES = [1_000, 2_000, 4_000, 8_000]
TABLE = [
    {
        "axis": "n",
        "sampler": name,
        "n": n,
        "seconds_ours": None if name == "LibraryAlone" else 1e-9 * n**2,
        "seconds_library": 1e-6 * n if n < 8_000 else None,
    }
    for name in NAMES
    for n in SIZES
] + [
    {
        "axis": "minority_share",
        "sampler": "Square",
        "minority_share": share,
        "seconds_ours": share,
        "seconds_library": 1.0,
    }
    for share in (0.01, 0.5)
]
EXPONENTS = [
    {
        "sampler": name,
        "axis": "n",
        "ours": None if name == "LibraryAlone" else 2.0,
        "library": 1.0,
    }
    for name in NAMES
]


def lines(ax):
    """The curves of a panel by side."""
    return {line.get_gid(): line for line in ax.lines if line.get_gid()}


def test_curves():
    """Each panel has both sides' seconds: ours black and solid, the library's grey and dashed."""
    first = lines(draw_growth(TABLE, EXPONENTS, "n").axes[0])
    np.testing.assert_allclose(first["ours"].get_xydata(), [(n, 1e-9 * n**2) for n in SIZES])
    assert first["library"].get_xdata().tolist() == SIZES[:3]
    assert to_hex(first["ours"].get_color()) == to_hex(BLACK)
    assert to_hex(first["library"].get_color()) == to_hex(GREY)
    assert first["ours"].get_linestyle() == "-"
    assert first["library"].get_linestyle() != "-"


def test_what_was_not_run():
    """A side that was not run has neither line nor exponent."""
    ax = draw_growth(TABLE, EXPONENTS, "n").axes[1]
    assert list(lines(ax)) == ["library"]
    assert [text.get_text() for text in ax.texts] == ["library 1.00"]


def test_exponents():
    """The exponents stand above the panel, each in the colour of its line."""
    ax = draw_growth(TABLE, EXPONENTS, "n").axes[0]
    written = {text.get_text(): to_hex(text.get_color()) for text in ax.texts}
    assert written == {"ours 2.00": to_hex(BLACK), "library 1.00": to_hex(GREY)}


def test_logarithmic_and_shared():
    """Both axes are logarithmic; all panels have the same seconds, so heights can be compared."""
    axes = draw_growth(TABLE, EXPONENTS, "n").axes
    assert {(ax.get_xscale(), ax.get_yscale()) for ax in axes} == {("log", "log")}
    assert len({ax.get_ylim() for ax in axes}) == 1


def test_ticks():
    """The ends of the axis are labelled as whole numbers, or as percentages where below 1."""
    figures = (draw_growth(TABLE, EXPONENTS, "n"),
               draw_growth(TABLE, EXPONENTS, "minority_share", names=["Square"]))  # fmt: skip
    labels = [[text.get_text() for text in f.axes[-1].get_xticklabels()] for f in figures]
    assert labels == [["1,000", "8,000"], ["1%", "50%"]]


def test_chosen_names():
    """`names` chooses the samplers and their order."""
    figure = draw_growth(TABLE, EXPONENTS, "n", names=NAMES[1::-1])
    assert repr(figure) == "<Figure: LibraryAlone | Square>"


def test_nothing_overlaps_or_is_cut_off():
    """Titles and exponents keep clear of each other and of the curves, inside the figure."""
    figure = draw_growth(TABLE, EXPONENTS, "n", columns=5, title="A title " * 30)
    figure.draw_without_rendering()
    renderer = figure.canvas.get_renderer()
    whole = figure.get_tightbbox(renderer).transformed(figure.dpi_scale_trans)
    assert min(whole.x0, whole.y0) >= -1
    assert whole.x1 <= figure.bbox.x1 + 1
    assert whole.y1 <= figure.bbox.y1 + 1
    for ax in figure.axes:
        title = ax.title if ax.get_title() else ax._left_title
        boxes = [text.get_window_extent(renderer) for text in (title, *ax.texts)] + [ax.bbox]
        for place, box in enumerate(boxes):
            assert not any(box.overlaps(other) for other in boxes[place + 1 :])


def test_long_names():
    """A long name is broken before a capital letter, a short one stays."""
    assert _broken("RepeatedEditedNearestNeighbours") == "RepeatedEdited\nNearestNeighbours"
    assert _broken("TomekLinks") == "TomekLinks"


@pytest.mark.parametrize(("axis", "names"), [("d", None), ("n", ["unknown"])])
def test_refused(axis, names):
    """An axis or a sampler that was not measured is refused."""
    with pytest.raises(ValueError, match="Nothing was measured"):
        draw_growth(TABLE, EXPONENTS, axis, names=names)
