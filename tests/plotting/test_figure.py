"""A figure shows itself once, says in text what it shows, and cuts nothing off."""

import base64
import io

import nbformat
import numpy as np
import pytest
from matplotlib import image
from matplotlib import pyplot as plt
from nbclient import NotebookClient

from course_lib import datasets
from course_lib.plotting import (
    add_diametral_circles,
    add_neighbor_arrows,
    draw_before_after,
    draw_intervals,
    draw_links,
    draw_regions,
    draw_samples,
    panels,
)

X, y = datasets.first_plane()
PAIRS = [(3, 5), (11, 13), (14, 15)]
LONG = "A title that says at some length which claim this picture supports, and is not cut off"


def every_kind():
    """One figure of each kind, with a title too long for one line."""
    yield draw_samples(X, y, row_numbers=True, removed_rows=[5], synthetic_rows=[18], title=LONG)
    yield draw_links(*datasets.tied_plane(), [(0, 1)], label="Tomek link", title=LONG)
    yield add_neighbor_arrows(draw_samples(X, y, title=LONG), X, y, np.roll(np.arange(20), 1))
    yield add_diametral_circles(draw_links(X, y, PAIRS, title=LONG), X, PAIRS)
    yield draw_regions(*datasets.three_classes(), removed_rows=range(20), title=LONG)
    yield draw_samples(*datasets.weak_definition_line(), title=LONG)
    yield draw_samples(*datasets.age_and_income(as_frame=True), aspect="auto", title=LONG)
    yield draw_samples(X[:, ::-1] * [1, 3], y, title=LONG)
    yield draw_before_after(X, y, X, y, pairs=PAIRS, removed_rows=[5], synthetic_rows=[18],
                            regions=True, titles=(LONG, LONG), title=2 * LONG)  # fmt: skip
    yield draw_intervals(["no resampling", "SMOTE"], [0, 1], [-1, 0.5], [1, 2], title=LONG)


class TestDisplay:
    def test_once(self):
        """A notebook shows a figure where it is a cell's last expression, once, and not before."""
        sources = [
            "from course_lib.plotting import draw_samples",
            "figure = draw_samples([[0, 0], [1, 1]], [0, 1], title='Two samples')",
            "figure",
        ]
        cells = [nbformat.v4.new_code_cell(source) for source in sources]
        notebook = nbformat.v4.new_notebook(cells=cells)
        NotebookClient(notebook, timeout=60).execute()
        assert [len(cell.outputs) for cell in notebook.cells] == [0, 0, 1]
        data = notebook.cells[2].outputs[0].data
        assert data["text/plain"] == "<Figure: Two samples: majority (1), minority (1)>"
        assert base64.b64decode(data["image/png"]).startswith(b"\x89PNG")

    def test_not_registered(self):
        """Figures stay unknown to pyplot, so that none is shown twice or has to be closed."""
        before = plt.get_fignums()
        draw_samples(X, y)
        assert plt.get_fignums() == before

    def test_resolution(self):
        """The picture has one and a half pixels for each pixel it takes on the page."""
        data, metadata = draw_samples(X, y)._repr_mimebundle_()
        png = image.imread(io.BytesIO(base64.b64decode(data["image/png"])))
        assert metadata["image/png"]["width"] == 576
        assert abs(png.shape[1] - 1.5 * 576) <= 1
        assert abs(png.shape[0] - 1.5 * metadata["image/png"]["height"]) <= 2

    def test_repeatable(self):
        """The same figure gives the same bytes."""
        first, second = (draw_links(X, y, PAIRS)._repr_mimebundle_() for _ in range(2))
        assert first == second

    def test_text(self):
        """The text beside the picture holds titles and counts, panel by panel."""
        figure = draw_before_after(X, y, X[1:], y[1:], pairs=PAIRS, removed_rows=[0], title="Why")
        assert repr(figure) == (
            "<Figure: Why | before: majority (13), majority removed (1), minority (6), link (3) | "
            "after: majority (13), minority (6)>"
        )


class TestLayout:
    @pytest.mark.parametrize("kind", range(10))
    def test_nothing_cut_off(self, kind):
        """Titles, labels, legends and markers lie inside the figure; no legend covers the data."""
        figure = list(every_kind())[kind]
        figure.draw_without_rendering()
        renderer = figure.canvas.get_renderer()
        whole = figure.get_tightbbox(renderer).transformed(figure.dpi_scale_trans)
        assert whole.x0 >= -1
        assert whole.y0 >= -1
        assert whole.x1 <= figure.bbox.x1 + 1
        assert whole.y1 <= figure.bbox.y1 + 1
        for ax in figure.axes:
            if ax.get_legend():
                assert not ax.get_legend().get_window_extent().overlaps(ax.bbox)

    def test_readable(self):
        """No text is smaller than nine points."""
        figure = draw_links(X, y, PAIRS, row_numbers=True, title=LONG)
        ax = figure.axes[0]
        texts = [*ax.texts, *ax.get_xticklabels(), *ax.get_legend().get_texts()]
        assert min(text.get_fontsize() for text in texts) >= 9


class TestPanels:
    def test_equal_limits(self):
        """Panels keep equal limits, whatever is drawn into which."""
        figure, (left, right) = panels(2)
        draw_samples(X, y, ax=left)
        draw_samples(2 * X, y, ax=right)
        assert left.get_xlim() == right.get_xlim()
        assert left.get_ylim() == right.get_ylim()
        assert left.get_xlim()[1] > 2 * X[:, 0].max()

    def test_one_label(self):
        """Names that the panels share stand once, at the left."""
        frame, labels = datasets.age_and_income(as_frame=True)
        _, axes = panels(2)
        for ax in axes:
            draw_samples(frame, labels, ax=ax, aspect="auto")
        assert [ax.get_ylabel() for ax in axes] == ["income (euros)", ""]
        assert [ax.get_xlabel() for ax in axes] == ["age (years)", "age (years)"]

    @pytest.mark.parametrize("n", [0, 4, 1.5])
    def test_refused(self, n):
        """More than three panels would be too small."""
        with pytest.raises(ValueError, match=f"n={n} panels do not fit"):
            panels(n)
