"""All failure modes in one call, and the findings as text and as one HTML file."""

import base64
import functools
import re
import shutil
from html.parser import HTMLParser

import numpy as np
import pandas as pd
import pytest

from course_lib.evaluation import diagnose as package
from course_lib.evaluation.diagnose import report
from course_lib.evaluation.diagnose.finding import Finding
from course_lib.evaluation.diagnose.report import MODES, diagnose, text_report, write_html
from course_lib.plotting import draw_bars

SENTENCE = 'In 3 of 9 rows "a" < b & c > d.'
FINDINGS = [
    Finding(
        "ties",
        "14",
        "found",
        SENTENCE,
        {"rows <all>": 12000, "share": 0.12345},
        "Scale & look.",
        lambda: draw_bars(["a", "b"], [1, 2], title="Who ties"),
    ),
    Finding("overlap", "13", "not found", "Nothing."),
    Finding("hubs", "11", "cannot tell", "Too few rows: 3."),
]


class Page(HTMLParser):
    """The start tags of a page with their attributes, in order."""

    def __init__(self, text):
        super().__init__()
        self.tags = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def __getitem__(self, tag):
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture
def page(tmp_path):
    """The HTML of three findings, as text."""
    path = tmp_path / "report.html"
    write_html(FINDINGS, path, title="Diagnosis of <a>.csv", about=["9 rows & 2 features."])
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def mixed():
    """Two clouds in three features of numbers, a column of text, and labels of text."""
    rng = np.random.default_rng(0)
    y = np.where(np.arange(600) % 6 == 0, "rare", "common")
    X = pd.DataFrame(rng.standard_normal((600, 3)) + (y == "rare")[:, None], columns=list("abc"))
    return X.assign(city=rng.choice(["Bonn", "Rome", "Oslo"], 600)), pd.Series(y)


def test_every_failure_mode_is_looked_for_in_the_order_of_the_lessons(mixed):
    """Six findings, of lessons 10 to 15, whose figures can all be drawn."""
    findings = diagnose(*mixed)
    assert [finding.lesson for finding in findings] == ["10", "11", "12", "13", "14", "15"]
    for finding in findings:
        assert finding.sentence.endswith(".")
        assert finding.figure is None or finding.figure.axes


def test_the_list_of_modes_is_complete():
    """Every mode that the package offers is in the report, in the same order."""
    offered = [name for name in package.__all__ if name != "Finding"]
    assert [mode.__name__ for mode, _, _ in MODES] == offered


def fake_mode(X, y, *, random_state=0):
    """A mode that tells what it was given."""
    return Finding("fake", "99", "found", f"{list(X)} {y.tolist()} {random_state}")


def refusing_mode(X, y, *, random_state=0):
    """A mode that refuses everything."""
    raise ValueError("4 rows are too few; 5 are needed.")


@pytest.fixture
def fakes(monkeypatch):
    """Two modes that see numbers, one of which refuses, and one that sees text too."""
    modes = ((fake_mode, "98", False), (refusing_mode, "97", False), (fake_mode, "99", True))
    monkeypatch.setattr(report, "MODES", modes)


def test_only_the_mode_about_names_sees_columns_of_text(fakes):
    """Flags are numbers; the seed reaches every mode."""
    X = pd.DataFrame({"a": [1, 2], "city": ["x", "y"], "flag": [True, False]}, index=[7, 3])
    numbers, _, everything = diagnose(X, pd.Series([0, 1], index=[7, 3]), random_state=5)
    assert numbers.sentence == "['a', 'flag'] [0, 1] 5"
    assert everything.sentence == "['a', 'city', 'flag'] [0, 1] 5"


def test_a_mode_that_refuses_the_data_cannot_tell_and_stops_no_other(fakes):
    """The report has its sentence, its name and its lesson."""
    _, refused, other = diagnose(np.zeros((4, 2)), [0, 1, 0, 1])
    assert (refused.name, refused.lesson, refused.status) == ("refusing mode", "97", "cannot tell")
    assert refused.sentence == "4 rows are too few; 5 are needed."
    assert other.status == "found"


def test_the_same_seed_gives_the_same_report_and_the_data_stay_as_they_were(mixed):
    """Nothing in a report depends on anything but the data and the seed."""
    X, y = mixed
    before = X.copy()
    first, again = (text_report(diagnose(X, y, random_state=3)) for _ in range(2))
    assert first == again
    pd.testing.assert_frame_equal(X, before)


def test_the_text_begins_with_the_data_and_a_table_with_the_status_first():
    """What was found can be read without reading on."""
    lines = text_report(FINDINGS, about=["9 rows."]).splitlines()
    assert lines[:6] == [
        "9 rows.",
        "",
        "found        ties (lesson 14)",
        "not found    overlap (lesson 13)",
        "cannot tell  hubs (lesson 11)",
        "",
    ]


def test_the_text_has_sentence_numbers_and_remedy_of_every_finding():
    """A finding without numbers or remedy has no empty lines for them."""
    text = text_report(FINDINGS)
    assert f"ties: found (lesson 14)\n    {SENTENCE}\n" in text
    assert "      rows <all> .... 12,000\n      share ......... 0.123\n" in text
    assert "    What to do: Scale & look.\n\noverlap: not found (lesson 13)\n" in text
    assert text.endswith("    Too few rows: 3.")


@pytest.mark.parametrize("columns, widest", [(40, 40), (300, 100)])
def test_the_text_fits_the_terminal(monkeypatch, columns, widest):
    """Sentences are wrapped at the terminal's width, and at 100 in a wide one."""
    size = functools.partial(shutil.os.terminal_size, (columns, 24))
    monkeypatch.setattr(shutil, "get_terminal_size", size)
    text = text_report([Finding("ties", "14", "found", "word " * 99 + "end.")])
    assert widest - 6 < max(map(len, text.splitlines())) <= widest


def test_the_page_needs_no_other_file(page):
    """Nothing is loaded from anywhere, and the browser is told to load nothing."""
    assert not re.search(r"""(src|href)=["'](?!data:|#)""", page)
    assert "@import" not in page and "url(" not in page and "<script" not in page
    (policy,) = [meta for meta in Page(page)["meta"] if "http-equiv" in meta]
    assert policy["content"] == "default-src 'none'; img-src data:; style-src 'unsafe-inline'"


def test_the_figure_is_a_png_in_the_page_with_the_sentence_as_its_text(page):
    """One finding of three has a figure; the size keeps the page from jumping."""
    (image,) = Page(page)["img"]
    assert image["alt"] == SENTENCE
    assert base64.b64decode(image["src"].removeprefix("data:image/png;base64,"))[:4] == b"\x89PNG"
    assert int(image["width"]) > 300 and int(image["height"]) > 100


def test_the_page_has_a_language_a_title_and_headings_in_order(page):
    """A screen reader finds its way: one h1, an h2 for each finding, cells with headers."""
    parsed = Page(page)
    assert parsed["html"] == [{"lang": "en"}]
    assert "<title>Diagnosis of &lt;a&gt;.csv</title>" in page
    headings = [tag for tag, _ in parsed.tags if re.fullmatch("h[1-6]", tag)]
    assert headings == ["h1", "h2", "h2", "h2"]
    assert all(cell.get("scope") in ("row", "col") for cell in parsed["th"])
    assert len(parsed["caption"]) == len(parsed["table"]) == 2
    targets = {heading["id"] for heading in parsed["h2"]}
    assert {link["href"] for link in parsed["a"]} == {f"#{target}" for target in targets}


def test_the_table_of_findings_has_the_status_first(page):
    """Found is written bold as well as named: no meaning hangs on a colour."""
    assert re.findall(r'<tr><td class="status">(.*?)</td>', page) == [
        "<strong>found</strong>",
        "not found",
        "cannot tell",
    ]


def test_names_and_values_from_the_data_are_text_on_the_page(page):
    """A column called ``<script>`` is shown, not run."""
    assert "In 3 of 9 rows &quot;a&quot; &lt; b &amp; c &gt; d." in page
    assert "rows &lt;all&gt;" in page and "rows <all>" not in page
    assert "9 rows &amp; 2 features." in page and "Scale &amp; look." in page


def test_a_figure_that_fails_leaves_the_old_report_as_it_was(tmp_path):
    """The file is written after everything is drawn."""
    path = tmp_path / "report.html"
    path.write_text("old")

    def fail():
        raise RuntimeError("no figure")

    with pytest.raises(RuntimeError, match="no figure"):
        write_html([Finding("ties", "14", "found", "Sentence.", draw=fail)], path)
    assert path.read_text() == "old"


def test_a_figure_that_cannot_be_drawn_costs_nothing_but_itself(tmp_path):
    """The page says so in its place; sentence, numbers and remedy are there."""

    def refuse():
        raise ValueError("no <bars>\nand more")

    path = tmp_path / "report.html"
    write_html([Finding("ties", "14", "found", "Sentence.", {"rows": 9}, draw=refuse)], path)
    page = path.read_text(encoding="utf-8")
    assert "<p>The figure could not be drawn: no &lt;bars&gt;</p>" in page
    assert "Sentence." in page and '<td class="number">9</td>' in page


def test_a_browser_and_its_checker_find_nothing_wrong(page, tmp_path):
    """Names, contrast, landmarks and table headers pass axe's rules; nothing is requested."""
    playwright = pytest.importorskip("playwright.sync_api")
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    browser_path = shutil.which("chromium") or shutil.which("google-chrome")
    if browser_path is None:
        pytest.skip("there is no browser")
    path = tmp_path / "page.html"
    path.write_text(page, encoding="utf-8")
    requests = []
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        # The checker is a script, which the page's own policy forbids.
        tab = browser.new_context(bypass_csp=True).new_page()
        tab.on("request", lambda request: requests.append(request.url))
        tab.goto(path.as_uri())
        violations = axe.Axe().run(tab).response["violations"]
        browser.close()
    assert [violation["id"] for violation in violations] == []
    assert all(url.startswith(("file:", "data:")) for url in requests)
