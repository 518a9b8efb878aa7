"""Regions are what the rule answers, pale, behind the samples."""

import numpy as np
import pytest
from sklearn.neighbors import KNeighborsClassifier

from course_lib.datasets import first_plane, three_classes
from course_lib.plotting import draw_regions

X, y = first_plane()


def answer_at(figure, place, panel=0):
    """The code of the region at a place: 0 = majority, the last = minority."""
    ax = figure.axes[panel]
    image = ax.images[0]
    left, right, bottom, top = image.get_extent()
    rows, columns = image.get_array().shape
    column = int((place[0] - left) / (right - left) * columns)
    row = int((place[1] - bottom) / (top - bottom) * rows)
    return int(image.get_array()[row, column])


def test_nearest_neighbour():
    """By default every sample lies in a region of its own class."""
    figure = draw_regions(X, y)
    assert [answer_at(figure, place) for place in X] == y.tolist()


def test_removed_rows_do_not_answer():
    """At the place of a removed sample somebody else answers."""
    assert answer_at(draw_regions(X, y, removed_rows=[3]), X[3]) == 0


def test_store():
    """Only the rows of the store answer."""
    figure = draw_regions(X, y, store_rows=[0, 19])
    assert answer_at(figure, X[16]) == 1
    assert answer_at(figure, X[3]) == 0


def test_ties():
    """Of two samples in one place, the lower row answers, whatever the order of the store."""
    points = np.array([[0.0, 0], [0, 0], [4, 4], [5, 3]])
    assert answer_at(draw_regions(points, [1, 0, 0, 0], store_rows=[3, 1, 0]), (0.1, 0.1)) == 1
    assert answer_at(draw_regions(points, [0, 1, 0, 0], store_rows=[3, 1, 0]), (0.1, 0.1)) == 0


def test_given_rule():
    """Any rule with one answer per place can be shown."""
    figure = draw_regions(X, y, lambda places: (places[:, 0] > 4).astype(int))
    assert (answer_at(figure, (3.9, 3)), answer_at(figure, (4.1, 3))) == (0, 1)


def test_agrees_with_scikit_learn():
    """The default regions are those of scikit-learn's classifier with one neighbour."""
    by_default = draw_regions(X, y).axes[0].images[0].get_array()
    classifier = KNeighborsClassifier(1).fit(X, y)
    given = draw_regions(X, y, classifier.predict).axes[0].images[0].get_array()
    assert np.mean(by_default == given) > 0.9999


def test_three_classes_and_strings():
    """Three classes give three tints; labels may be strings."""
    points, labels = three_classes()
    figure = draw_regions(points, np.array(["common", "rare", "some"])[labels])
    assert np.unique(figure.axes[0].images[0].get_array()).tolist() == [0, 1, 2]
    codes = {0: 0, 2: 1, 1: 2}  # drawing order: majority, third class, minority
    inside = [answer_at(figure, place) == codes[label] for place, label in zip(points, labels)]  # noqa: B905
    assert np.mean(inside) > 0.95


def test_behind_the_samples():
    """Regions lie behind everything and leave the limits as they were."""
    figure = draw_regions(X, y)
    ax = figure.axes[0]
    assert ax.images[0].get_zorder() < min(c.get_zorder() for c in ax.collections)
    assert ax.images[0].get_extent() == [*ax.get_xlim(), *ax.get_ylim()]


@pytest.mark.parametrize(
    ("predict", "message"),
    [
        (lambda places: np.zeros(3, dtype=int), "one label of y per row"),
        (lambda places: np.full(len(places), 7), r"the labels \[7\]"),
    ],
)
def test_bad_rule(predict, message):
    """A rule that answers too little, or with an unknown label, is refused."""
    with pytest.raises(ValueError, match=message):
        draw_regions(X, y, predict)


def test_bad_input():
    """One feature has no regions, and an empty store no answer."""
    with pytest.raises(ValueError, match="Regions need two features"):
        draw_regions(X[:, :1], y)
    with pytest.raises(ValueError, match="No row is left that could answer"):
        draw_regions(X, y, store_rows=[])
