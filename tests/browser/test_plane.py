"""The plane in its lessons, dragged with a real mouse and by keyboard in a real browser."""

import json

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe

from course_lib.samplers import tomek_links
from tests.browser.conftest import CHECKOUT, PATIENCE, SCREENSHOTS, run_all

LESSONS = ["00", "02", "03", "04", "05", "06"]
NAMES = {path.name[:2]: path.name for path in (CHECKOUT / "notebooks").glob("*.ipynb")}
CALLED = "try_it"


def settled(page, lab, plane):
    """Wait until Python has answered the last change; return X, y and Python's links."""
    for _ in range(PATIENCE * 4):
        page.wait_for_timeout(250)
        asked, answered = (plane.get_attribute(f"data-{name}") for name in ("asked", "answered"))
        samples, links, version = lab.ask(
            f"[{CALLED}.samples, {CALLED}.links.tolist(), {CALLED}.version]"
        )
        if asked == answered == str(version):
            samples = np.array(samples)
            return samples[:, :2], samples[:, 2].astype(int), links
    raise TimeoutError(f"asked {asked}, answered {answered}, Python has {version}")


def middle(locator):
    """Return the centre of an element on the screen."""
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def sample(plane, row):
    """Return the marker of a row."""
    return plane.locator(f'.sample[data-row="{row}"]')


def drag(page, start, end, steps=12):
    """Drag with the mouse from one place on the screen to another."""
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*end, steps=steps)
    page.mouse.up()


def beside(place, by=16):
    """Return a place on the screen a little to the right of another."""
    return place[0] + by, place[1]


def assert_links_are_right(page, lab, plane):
    """The links that Python holds, and those drawn where links are shown, are the rule's."""
    X, y, links = settled(page, lab, plane)
    expected = tomek_links(X, y).tolist()
    assert links == expected
    if plane.locator("select").first.input_value() == "Tomek links":
        drawn = plane.locator(".link").evaluate_all("all => all.map(one => one.dataset.rows)")
        assert sorted(drawn) == sorted(" ".join(map(str, pair)) for pair in expected)
    return X


@pytest.mark.parametrize("number", LESSONS)
def test_a_plane_in_its_lesson(number, page, lab):
    """In each lesson samples follow mouse and keys, the links follow the samples, all offline."""
    plane = run_all(page, lab, NAMES[number]).first
    plane.scroll_into_view_if_needed()
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    plane.screenshot(path=SCREENSHOTS / f"{number}_before.png")
    before = assert_links_are_right(page, lab, plane)

    X, y, _ = settled(page, lab, plane)
    row = int(np.flatnonzero(y == 1)[0])
    distances = np.linalg.norm(X - X[row], axis=1)
    far = int(np.flatnonzero(y == 0)[distances[y == 0].argmax()])
    drag(page, middle(sample(plane, row)), beside(middle(sample(plane, far))))
    after = assert_links_are_right(page, lab, plane)
    assert np.linalg.norm(after[row] - before[row]) > 0.5 * distances[far]
    plane.screenshot(path=SCREENSHOTS / f"{number}_dragged.png")

    plane.locator("svg").focus()
    for key in ("Home", "ArrowRight", "ArrowRight", "Shift+ArrowUp", "n", "ArrowLeft", "c"):
        page.keyboard.press(key)
    moved = assert_links_are_right(page, lab, plane)
    assert moved[0, 0] > after[0, 0]
    assert moved[0, 1] > after[0, 1]
    assert moved[1, 0] < after[1, 0]
    page.keyboard.press("u")
    for key in ("a", "Delete", "End"):
        page.keyboard.press(key)
    assert_links_are_right(page, lab, plane)
    plane.screenshot(path=SCREENSHOTS / f"{number}_keys.png")

    found = Axe().run(page, context=".course-plane").response["violations"]
    serious = [each for each in found if each["impact"] in ("serious", "critical")]
    assert not serious, json.dumps(serious, indent=1)[:3000]
    assert page.watched.errors == []
    assert page.watched.hosts <= {"localhost", "127.0.0.1", ""}


def test_a_challenge_is_solved_by_hand(page, lab):
    """Switching one class and three drags make three links of six samples; the check says so."""
    plane = run_all(page, lab, NAMES["04"]).nth(1)
    plane.locator("svg .sample").first.wait_for()
    plane.scroll_into_view_if_needed()
    sample(plane, 2).click()
    page.keyboard.press("c")
    for row, partner in ((2, 0), (4, 1), (5, 3)):
        drag(page, middle(sample(plane, row)), beside(middle(sample(plane, partner)), 24))
    plane.locator(".link").nth(2).wait_for()
    plane.screenshot(path=SCREENSHOTS / "04_challenge.png")
    cell = page.locator(".jp-CodeCell", has_text="q7.check(plane.X, plane.y)")
    cell.locator(".cm-content").click()
    page.keyboard.press("Shift+Enter")
    cell.get_by_text("Correct.").wait_for()
    assert page.watched.errors == []


def test_buttons_load_add_switch_delete_and_take_back(page, lab):
    """By mouse alone: a preset comes and goes, a click adds a sample, and Undo takes each back."""
    plane = run_all(page, lab, NAMES["04"]).first
    plane.scroll_into_view_if_needed()
    before = assert_links_are_right(page, lab, plane)
    plane.get_by_label("Preset").select_option(index=1)
    plane.get_by_role("button", name="Load").click()
    loaded = assert_links_are_right(page, lab, plane)
    assert len(loaded) != len(before) or not np.allclose(loaded, before)
    plane.screenshot(path=SCREENSHOTS / "04_preset.png")

    box = plane.locator("svg").bounding_box()
    plane.get_by_label("Class of the next sample").select_option(label="add ▲")
    page.mouse.click(box["x"] + 0.97 * box["width"], box["y"] + 0.03 * box["height"])
    _, y, _ = settled(page, lab, plane)
    assert (len(y), y[-1]) == (len(loaded) + 1, 1)
    plane.get_by_role("button", name="Switch class").click()
    _, y, _ = settled(page, lab, plane)
    assert y[-1] == 0
    plane.get_by_role("button", name="Delete").click()
    assert len(assert_links_are_right(page, lab, plane)) == len(loaded)
    for _ in range(4):
        plane.get_by_role("button", name="Undo").click()
    restored = assert_links_are_right(page, lab, plane)
    np.testing.assert_allclose(restored, before)
    assert page.watched.errors == []
