"""Measure how long a dragged sample waits for its overlay.

``python -m tests.browser.measure_latency`` opens planes in a real JupyterLab and moves a sample of
each twenty times with the mouse; the page itself notes when the answer to each move has been drawn.
The medians are stored, never asserted: they depend on the machine.
"""

import tempfile
from pathlib import Path
from statistics import median

import nbformat
from playwright.sync_api import sync_playwright

from course_lib.benchmarks import machine
from course_lib.explore import Plane
from course_lib.results import record
from tests.browser.conftest import ARGUMENTS, PATIENCE, Lab, chromium_path, run_all

SIZES, MOVES = (200, 1000), 20
# Milliseconds from the event of the mouse to the frame in which its answer is drawn.
WATCH = """
root => {
  const svg = root.querySelector("svg");
  window.waits = [];
  let asked = null;
  svg.addEventListener("pointermove", () => { asked = performance.now(); }, true);
  new MutationObserver(() => {
    if (asked === null || root.dataset.answered !== root.dataset.asked) return;
    const since = asked;
    asked = null;
    requestAnimationFrame(() => window.waits.push(performance.now() - since));
  }).observe(root, { attributes: true, attributeFilter: ["data-answered"] });
}
"""


def notebook(path, n, overlay):
    """Write a notebook that shows a plane of n samples, in the last stage of an overlay."""
    code = (
        "from course_lib.datasets import overlapping_moons\n"
        "from course_lib.explore import Plane\n"
        f"plane = Plane(*overlapping_moons({n - n // 10}, {n // 10}), overlay={overlay!r})\n"
        "plane.stage = len(plane.stages()) - 1\n"
        "plane"
    )
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)])
    book.metadata.kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(book, path)


def waits(page, lab, name):
    """Return the milliseconds between each of some moves and its drawn answer."""
    plane = run_all(page, lab, name)
    plane.scroll_into_view_if_needed()
    page.wait_for_timeout(1500)
    plane.evaluate(WATCH)
    box = plane.locator('.sample[data-row="5"]').bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    for move in range(MOVES):
        page.mouse.move(x + 2 * (move % 20), y + move % 7)
        page.wait_for_timeout(500)
    page.mouse.up()
    return page.evaluate("window.waits")


def main():
    """Measure every overlay at both sizes and store the medians."""
    table = []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        lab = Lab(Path(folder))
        lab.wait()
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=ARGUMENTS)
        for overlay in Plane().overlays:
            for n in SIZES:
                name = f"{len(table)}.ipynb"
                notebook(Path(folder) / name, n, overlay)
                page = browser.new_page(viewport={"width": 1200, "height": 1000})
                page.set_default_timeout(1000 * PATIENCE)
                measured = sorted(waits(page, lab, name))
                page.close()
                row = {"overlay": overlay, "n": n, "moves": len(measured),
                       "median_ms": median(measured), "worst_ms": measured[-1]}  # fmt: skip
                table.append(row)
                print(row, flush=True)
        browser.close()
        lab.process.terminate()
        lab.process.wait()
    record(
        "plane_latency",
        {"table": table, "machine": machine()},
        command="python -m tests.browser.measure_latency",
    )


if __name__ == "__main__":
    main()
