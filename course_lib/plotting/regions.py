"""Which class a rule would answer where: pale regions behind the samples."""

import numpy as np
from matplotlib.colors import ListedColormap
from scipy.spatial.distance import cdist

from course_lib.plotting.checks import check_labels, check_plane, check_rows
from course_lib.plotting.figure import finish
from course_lib.plotting.row_numbers import add_row_numbers
from course_lib.plotting.samples import draw_samples
from course_lib.plotting.style import GREY, class_styles, styled

CELLS_PER_SIDE = 500


@styled
def draw_regions(X, y, predict=None, *, store_rows=None, row_numbers=False, **options):
    """Return a figure of the samples over the regions that a rule assigns to each class.

    Parameters
    ----------
    X, y
        As in `draw_samples`; two features.
    predict : callable, optional
        Takes coordinates (m, 2) and returns m labels of `y`. By default the nearest neighbour among
        `store_rows`; of equally near ones the lowest row answers.
    store_rows : sequence of int, optional
        Row numbers that may answer; by default all that are not removed.
    row_numbers : bool or sequence of int, default False
        As in `draw_samples`.
    **options
        Further arguments of `draw_samples`, among them ``title=`` and ``removed_rows=``.

    Returns
    -------
    figure : Figure

    Raises
    ------
    ValueError, TypeError
        One feature only, an empty store, a rule that gives no label of `y`, or what `draw_samples`
        refuses.

    Notes
    -----
    The rule is asked at 250,000 places; the nearest neighbour costs as many distances to each
    sample of the store.
    """
    points, _ = check_plane(X)
    labels = check_labels(y, len(points))
    if points.shape[1] != 2:
        raise ValueError("Regions need two features; X has one.")
    if predict is None:
        predict = nearest_label(points, labels, store_rows, options.get("removed_rows", ()))
    figure = draw_samples(X, y, **options)
    ax = options.get("ax") or figure.axes[0]
    synthetic = np.array(options.get("synthetic_rows", ()), dtype=int)
    shade(ax, predict, class_styles(labels, options.get("minority"), synthetic))
    return finish(ax) if row_numbers is False else add_row_numbers(ax, X, row_numbers)


def nearest_label(points, labels, store_rows=None, removed_rows=()):
    """Return the rule that answers with the label of the nearest row of the store."""
    removed = check_rows(removed_rows, len(points), "removed_rows")
    kept = np.setdiff1d(np.arange(len(points)), removed)
    store = kept if store_rows is None else check_rows(store_rows, len(points), "store_rows")
    if len(store) == 0:
        raise ValueError("No row is left that could answer; give at least one row in store_rows.")
    store = np.sort(store)  # argmin takes the first of equal distances: the lowest row

    def predict(places):
        blocks = np.array_split(places, -(-len(places) // 1000))  # memory: 1000 x n distances
        nearest = np.concatenate([cdist(block, points[store]).argmin(axis=1) for block in blocks])
        return labels[store[nearest]]

    return predict


def shade(ax, predict, styles, cells_per_side=CELLS_PER_SIDE):
    """Shade the present extent of the axes by predicted class, with a grey line between classes."""
    ax.autoscale_view()
    (left, right), (bottom, top) = ax.get_xlim(), ax.get_ylim()
    centers = (np.arange(cells_per_side) + 0.5) / cells_per_side
    across, up = left + centers * (right - left), bottom + centers * (top - bottom)
    grid = np.stack(np.meshgrid(across, up), axis=-1)
    answers = np.asarray(predict(grid.reshape(-1, 2)))
    if answers.shape != (grid.size // 2,) or not np.isin(answers, list(styles)).all():
        raise ValueError(
            f"predict must return one label of y per row, but its answer to an array of shape "
            f"{grid.reshape(-1, 2).shape} has shape {answers.shape} and the labels "
            f"{np.unique(answers).tolist()[:5]}."
        )
    codes = np.select([answers == label for label in styles], range(len(styles)))
    codes = codes.reshape(grid.shape[:2])
    tints = ListedColormap([style.tint for style in styles.values()])
    ax.imshow(codes, cmap=tints, vmin=-0.5, vmax=len(styles) - 0.5, zorder=0, origin="lower",
              extent=(left, right, bottom, top), aspect=ax.get_aspect(),
              interpolation="nearest")  # fmt: skip
    for code in range(1, len(styles)):
        if 0 < np.mean(codes == code) < 1:
            ax.contour(across, up, codes == code, levels=[0.5], colors=GREY, linewidths=1, zorder=1)
    ax.set(xlim=(left, right), ylim=(bottom, top))
