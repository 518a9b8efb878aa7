"""Row numbers stand beside their samples and cover nothing."""

import numpy as np
import pytest

from course_lib.datasets import first_plane, tied_plane
from course_lib.plotting import add_links, add_row_numbers, draw_samples


def number_texts(figure):
    """Row numbers by their text."""
    return {text.get_text(): text for text in figure.axes[0].texts}


def test_all():
    """Every sample gets its row number."""
    numbers = number_texts(draw_samples(*first_plane(), row_numbers=True))
    assert sorted(map(int, numbers)) == list(range(20))
    for row, text in numbers.items():
        assert tuple(text.xy) == tuple(first_plane()[0][int(row)])


def test_some():
    """Only the rows asked for get their number."""
    assert set(number_texts(draw_samples(*first_plane(), row_numbers=[1, 4]))) == {"1", "4"}


@pytest.mark.parametrize("plane", [first_plane, tied_plane], ids=lambda plane: plane.__name__)
def test_clear_of_everything(plane):
    """No number covers a marker, a link or another number, not even where samples coincide."""
    points, labels = plane()
    figure = draw_samples(points, labels)
    ends = points[[[3, 5], [11, 13]]]
    add_links(figure, points, [(3, 5), (11, 13)])
    add_row_numbers(figure, points)
    ax = figure.axes[0]
    figure.draw_without_rendering()
    boxes = [text.get_window_extent() for text in ax.texts]
    centers = ax.transData.transform(points)
    along = [a + s * (b - a) for a, b in ax.transData.transform(ends.reshape(-1, 2)).reshape(
        ends.shape) for s in np.linspace(0, 1, 50)]  # fmt: skip
    for i, box in enumerate(boxes):
        assert not any(box.contains(*place) for place in [*centers, *along])
        assert not any(box.overlaps(other) for other in boxes[:i])
