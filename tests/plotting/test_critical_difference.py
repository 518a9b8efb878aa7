"""Mean ranks on one axis, and bars over those that cannot be told apart."""

import pandas as pd
import pytest

from course_lib.plotting import draw_critical_difference

RANKS = {"worst": 4.0, "best": 1.0, "second": 1.5, "third": 3.5}


def spans(difference, ranks=RANKS):
    """Return the ends of every bar, rounded to whole tenths."""
    ax = draw_critical_difference(ranks, difference).axes[0]
    bars = [line.get_xdata() for line in ax.lines if line.get_gid() == "bar"]
    return [(round(first, 1), round(last, 1)) for first, last in bars]


@pytest.mark.parametrize(
    ("difference", "expected"),
    [
        (0.4, []),
        (1.0, [(1.0, 1.5), (3.5, 4.0)]),
        (2.1, [(1.0, 1.5), (1.5, 3.5), (3.5, 4.0)]),
        (2.6, [(1.0, 3.5), (1.5, 4.0)]),
        (3.5, [(1.0, 4.0)]),
    ],
)
def test_bars(difference, expected):
    """A bar spans every longest run shorter than the critical difference, and no shorter run."""
    assert spans(difference) == expected


def test_exactly_the_difference_is_told_apart():
    """Nemenyi's test calls ranks different from the critical difference on."""
    assert spans(1.0, {"a": 1.0, "b": 2.0}) == []


def test_names_ranks_and_scale():
    """Every method is named with its rank, the best half on the left; the difference is drawn."""
    ax = draw_critical_difference(pd.Series(RANKS), 1.5, title="Nothing").axes[0]
    left = {text.get_text() for text in ax.texts if text.get_ha() == "right"}
    assert left == {"best  1.0", "second  1.5"}
    assert {"third  3.5", "worst  4.0"} <= {text.get_text() for text in ax.texts}
    (scale,) = [line.get_xdata() for line in ax.lines if line.get_gid() == "difference"]
    assert list(scale) == [1, 2.5]
    assert ax.get_title(loc="left") == "Nothing"


def test_every_text_is_inside_the_figure():
    """Eleven long names fit."""
    ranks = {f"SMOTE + Tome{letter}": n for n, letter in enumerate("abcdefghijk", 1)}
    figure = draw_critical_difference(ranks, 3.9)
    boxes = [text.get_window_extent() for text in figure.axes[0].texts]
    assert min(box.x0 for box in boxes) >= 0
    assert max(box.x1 for box in boxes) <= figure.bbox.width


@pytest.mark.parametrize(("ranks", "difference"), [({"a": 1.0}, 1), (RANKS, 0), (RANKS, -1)])
def test_refused(ranks, difference):
    """One method has nobody to differ from, and a difference is above zero."""
    with pytest.raises(ValueError, match="draw two ranks or more"):
        draw_critical_difference(ranks, difference)
