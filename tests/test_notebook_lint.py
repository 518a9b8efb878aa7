"""What the notebook lint refuses, and what it lets pass, one rule after the other."""

import json

import pytest

from tests import notebook_lint as lint_module
from tests.notebook_lint import RULES, counts, lint, main, sentences, solutions_shown

NAME = "04_tomek_links.ipynb"
ALT = "Forty samples in two classes; a black line joins each of the four Tomek links."


def markdown(text, **metadata):
    """Return a markdown cell."""
    return {"cell_type": "markdown", "source": text, "metadata": metadata}


def code(text, *, shows=None, png=False, alt=None, tags=(), **metadata):
    """Return a code cell: `shows` is its printed output, `alt` gives it a figure as well."""
    outputs = [{"output_type": "stream", "name": "stdout", "text": shows}] if shows else []
    if png or alt:
        outputs.append({"output_type": "display_data", "data": {"image/png": "iVBORw0KGgo="}})
    if alt:
        metadata["mystnb"] = {"image": {"alt": alt}}
    metadata["tags"] = list(tags)
    return {"cell_type": "code", "source": text, "metadata": metadata, "outputs": outputs}


def notebook(*cells):
    """Return a notebook of these cells, run from top to bottom; ids and counts as Jupyter's."""
    count = 0
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
        if cell["cell_type"] == "code":
            count += 1
            cell["execution_count"] = count
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    return {"cells": list(cells), "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def find(rule, *cells, name=NAME):
    """Return one rule's findings on a notebook of these cells."""
    return sentences(name, rule(notebook(*cells), name))


def opening_cell(**replaced):
    """Return an opening that keeps the rule, with one of its parts replaced."""
    parts = {
        "title": "# Which samples of the majority stand too close?",
        "aims": "After this lesson you will be able to\n\n- find links\n- say why\n- remove them",
        "needs": "Needs: notebook 01.",
        "minutes": "50 minutes.",
        "paper": "Source: Tomek (1976).",
    }
    return markdown("\n\n".join((parts | replaced).values()))


def closing_cell(recap="One sentence. Another about `y`. A third.", after="Next: ENN."):
    """Return a close that keeps the rules, with a part replaced."""
    return markdown(f"## Recap\n\n{recap}\n\n{after}\n\n## References\n\n- Tomek, I. (1976).")


def whole_lesson():
    """Return a small lesson that keeps every rule."""
    steps = []
    for step in range(1, 24):
        steps += [markdown("Now a step that moves one sample. " * 6), code(f"X[{step}] = 0")]
    return notebook(
        opening_cell(),
        code("import numpy as np"),
        markdown("The picture shows both classes."),
        code("figure(X, y)", alt=ALT),
        markdown("Most of the samples are far from the boundary."),
        *steps[1:],
        closing_cell(),
    )


def test_a_lesson_that_keeps_every_rule_has_no_findings():
    """A lesson that keeps every rule has no findings."""
    assert lint(whole_lesson(), NAME) == []


def test_every_rule_is_specified_here():
    """Every rule has a test here that bears its name."""
    assert {f"test_{rule.__name__}" for rule in RULES} <= set(globals())


def test_a_finding_names_the_notebook_the_cell_and_the_fix():
    """A finding is a sentence that names the notebook, the cell, counted from 0, and the fix."""
    assert find(lint_module.figures_have_alt_text, markdown("See."), code("f()", png=True)) == [
        f"{NAME} cell 1: figure without alt text; put a sentence into metadata mystnb.image.alt"
    ]


def test_findings_come_in_the_order_of_the_cells():
    """Findings about the whole notebook come first, the others in the order of the cells."""
    lesson = whole_lesson()
    lesson["cells"][-3]["source"] = "Obviously."
    lesson["cells"][0]["source"] = "# No question"
    found = lint(lesson, "Lesson4.ipynb")
    assert found[0].startswith("Lesson4.ipynb: file name")
    assert "title" in found[1]
    assert "Obviously" in found[-1]


# Name, opening and close


@pytest.mark.parametrize("name", ["4_links.ipynb", "04-links.ipynb", "04_Links.ipynb", "04.ipynb"])
def test_file_name(name):
    """A file name is two digits and words in snake case."""
    assert find(lint_module.file_name, name=name)
    assert not find(lint_module.file_name, name=NAME)


def test_title_is_a_question():
    """The first cell begins with a title of the first level that ends in a question mark."""
    rule = lint_module.title_is_a_question
    assert find(rule, markdown("# Tomek links"))
    assert find(rule, markdown("## Which samples?"))
    assert find(rule, code("# Which samples?"))
    assert find(rule)
    assert not find(rule, markdown("# Which samples?\n\nMore."))


@pytest.mark.parametrize(
    ("part", "text", "said"),
    [
        ("aims", "You will\n\n- find links\n- say why\n- remove them", "able to"),
        ("aims", "You will be able to\n\n- find links\n- say why", "2 bullets"),
        ("needs", "", "needs"),
        ("minutes", "Not long.", "how long"),
        ("paper", "Source: Tomek.", "source paper"),
    ],
)
def test_opening(part, text, said):
    """The opening states aims in three bullets, needs, minutes and, but for 00, the paper."""
    (found,) = find(lint_module.opening, opening_cell(**{part: text}), code("1"))
    assert said in found
    assert not find(lint_module.opening, opening_cell(), code("1"))
    bullets = "- bullets that are\n- no aims"
    later = [markdown(f"## A section\n\n{bullets}"), code("1"), markdown(bullets)]
    assert not find(lint_module.opening, opening_cell(), *later)
    assert not find(lint_module.opening, opening_cell(), *later[1:])
    start = "00_start_here.ipynb"
    assert not find(lint_module.opening, opening_cell(paper=""), code("1"), name=start)


def test_recap():
    """The recap has three sentences, and no code comes after it."""
    rule = lint_module.recap
    assert find(rule, markdown("## The end"))
    assert find(rule, closing_cell(recap="One sentence. Another."))
    assert find(rule, closing_cell(recap="One. Two. Three. Four."))
    assert find(rule, closing_cell(), code("1"))
    assert not find(rule, closing_cell())
    assert not find(rule, closing_cell(after="## References\n\nTomek (1976). Hart (1968)."))
    numbered = "1. One, e.g. this, at $k = 1.5$.\n2. Two about [`x`](x.ipynb).\n3. Three!"
    assert not find(rule, closing_cell(recap=numbered))


def test_next_lesson():
    """A line that begins with "Next" stands at the recap or after it."""
    rule = lint_module.next_lesson
    assert find(rule, markdown("Next to it lies a sample."), closing_cell(after="The end."))
    assert not find(rule, closing_cell(after="**Next:** notebook 05."))
    assert not find(rule, closing_cell(after="The end."), markdown("## Next\n\nNotebook 05."))


def test_references():
    """A section lists the references; notebook 00 may go without, an empty one is refused."""
    rule = lint_module.references
    assert find(rule, markdown("## Recap"))
    assert find(rule, markdown("## References\n"))
    assert not find(rule, closing_cell())
    assert not find(rule, markdown("## Recap"), name="00_start_here.ipynb")


# Length and rhythm


def test_length():
    """25 to 40 code cells, median four lines, none over 15, 900 to 2,000 words of text."""
    rule = lint_module.length
    words = markdown("word " * 900)
    short = [code("1") for _ in range(25)]
    assert not find(rule, words, *short)
    assert "24 code cells" in find(rule, words, *short[:24])[0]
    assert "41 code cells" in find(rule, words, *(code("1") for _ in range(41)))[0]
    assert "median" in find(rule, words, *(code("1\n" * 5) for _ in range(25)))[0]
    assert not find(rule, words, *short, code("1\n\n" * 15))
    assert "16 lines" in find(rule, words, *short, code("1\n" * 16))[0]
    assert "899 words" in find(rule, markdown("word " * 899), *short)[0]
    assert "2001 words" in find(rule, markdown("word " * 2001), *short)[0]


def test_length_of_00():
    """Notebook 00 may have as few as ten code cells."""
    start = "00_start_here.ipynb"
    words = markdown("word " * 900)
    assert not find(lint_module.length, words, *(code("1") for _ in range(10)), name=start)
    assert find(lint_module.length, words, *(code("1") for _ in range(9)), name=start)


def test_exercise_cells_count_towards_no_limit():
    """Cells tagged `exercise` count towards neither cells, lines nor words."""
    exercise = [code("1\n" * 20, tags=["exercise"]), markdown("word " * 500, tags=["exercise"])]
    found = counts(notebook(markdown("two words"), code("1"), *exercise))
    assert found == (1, 1, 1, 2, 502)
    assert counts(notebook()) == (0, 0, 0, 0, 0)


def test_text_between_code():
    """Text stands between two code cells, except in a state chain and inside an exercise."""
    rule = lint_module.text_between_code
    assert find(rule, code("1"), code("2"))
    assert find(rule, code("1"), markdown("## Only a heading"), code("2"))
    assert find(rule, code("1", tags=["state-chain"]), code("2"))
    assert find(rule, code("1"), code("2", tags=["exercise"]))
    assert find(rule, code("1", tags=["exercise"]), code("2"))
    assert not find(rule, code("1"), markdown("## Heading\n\nText."), code("2"))
    assert not find(rule, code("1"), markdown("Text."), markdown("## Heading"), code("2"))
    for tag in ("state-chain", "exercise"):
        assert not find(rule, code("1", tags=[tag]), code("2", tags=[tag]))


def test_chains_announced():
    """A sentence stands directly before the first cell of a state chain."""
    rule = lint_module.chains_announced
    chain = [code("1", tags=["state-chain"]), code("2", tags=["state-chain"])]
    assert len(find(rule, code("0"), *chain)) == 1
    assert find(rule, *chain)
    assert find(rule, markdown("Text.\n\n## Heading\n\n"), *chain)
    assert not find(rule, markdown("## Heading\n\nNow row 3 goes."), *chain)


def test_empty_cells():
    """No cell is empty."""
    assert find(lint_module.empty_cells, markdown(" \n"))
    assert find(lint_module.empty_cells, code(""))
    assert not find(lint_module.empty_cells, code("1"), markdown("Text."))


# Outputs and figures


def test_executed_in_order():
    """Execution counts are 1, 2, 3 …; the first that is not is reported."""
    lesson = notebook(code("1"), markdown("Text."), code("2"), code("3"))
    assert not list(lint_module.executed_in_order(lesson, NAME))
    lesson["cells"][2]["execution_count"] = 7
    lesson["cells"][3]["execution_count"] = None
    assert [number for number, _ in lint_module.executed_in_order(lesson, NAME)] == [2]


@pytest.mark.parametrize("text", ["print(1)", "x = 1\nx", "x = [1]\nx[0] + 1", "..."])
def test_outputs_present(text):
    """What prints or ends in a bare value has its output stored."""
    assert find(lint_module.outputs_present, code(text))
    assert not find(lint_module.outputs_present, code(text, shows="1"))


@pytest.mark.parametrize("text", ["x = 1", "x;", "assert x", "None", "f(x)", "# only a comment"])
def test_outputs_may_be_absent(text):
    """What need not show anything may have no output."""
    assert not find(lint_module.outputs_present, code(text))


def test_no_errors():
    """No cell stores an error; a printed message of a caught one is fine."""
    failing = code("1 / 0")
    failing["outputs"] = [{"output_type": "error", "ename": "ZeroDivisionError"}]
    assert find(lint_module.no_errors, failing)
    assert not find(lint_module.no_errors, code("…", shows="ZeroDivisionError: division by zero"))


def test_figures_are_stored(monkeypatch):
    """A cell that calls a function of course_lib.plotting, or shows a figure, has a PNG."""
    rule = lint_module.figures_are_stored
    monkeypatch.setattr(lint_module, "drawing_names", lambda: {"plot_links"})
    assert find(rule, code("plotting.plot_links(X, y)"))
    assert find(rule, code("fig", shows="<Figure size 640x480 with 1 Axes>"))
    assert not find(rule, code("plot_links(X, y)", png=True))
    assert not find(rule, code("from course_lib.plotting import plot_links"))


@pytest.mark.parametrize(
    ("alt", "said"),
    [
        ("", "without alt text"),
        ("04_tomek_links_12_0.png", "file name"),
        ("The four Tomek links of the plane, see links.png", "file name"),
        ("a_name_without_a_blank_is_no_sentence_at_all", "file name"),
        ("Samples and links.", "18 characters"),
        (f"A figure of this: {ALT}", "figure of"),
    ],
)
def test_figures_have_alt_text(alt, said):
    """Alternative text is a sentence of its own on what the figure shows."""
    (found,) = find(lint_module.figures_have_alt_text, code("f()", png=True, alt=alt))
    assert said in found
    assert not find(lint_module.figures_have_alt_text, code("f()", alt=ALT), code("1", shows="1"))


def test_alt_text_is_not_repeated():
    """Two figures do not share their alternative text."""
    (found,) = find(lint_module.figures_have_alt_text, code("f()", alt=ALT), code("g()", alt=ALT))
    assert "cell 1: alt text repeats that of cell 0" in found


def test_figures_announced_and_read():
    """A sentence stands directly before and directly after a figure or a chain of figures."""
    rule = lint_module.figures_announced_and_read
    text, heading, figure = markdown("Text."), markdown("## Heading"), code("f()", alt=ALT)
    chain = [code("f()", alt=ALT, tags=["state-chain"]), code("g()", tags=["state-chain"])]
    assert not find(rule, text, figure, markdown("It shows links.\n\n## Heading"))
    assert not find(rule, markdown("## Heading\n\nText."), *chain, text)
    assert "not announced" in find(rule, text, code("1"), figure, text)[0]
    assert "not announced" in find(rule, *chain, text, *chain)[0]
    assert "not announced" in find(rule, markdown("Text.\n\n## Heading"), figure, text)[0]
    assert "not announced" in find(rule, figure, text)[0]
    assert "not read" in find(rule, text, figure, heading)[0]
    assert "not read" in find(rule, text, figure)[0]
    assert "not read" in find(rule, text, *chain, code("1"), text)[0]
    assert not find(rule, code("f()", alt=ALT, tags=["exercise"]))


# Code


@pytest.mark.parametrize(
    "text", ["!ls", "x = !ls", "%matplotlib inline", "%%time\nf()", "%run a.py", "tomek_links??"]
)
def test_plain_python(text):
    """Shell commands, magics and question marks are not plain Python."""
    (found,) = find(lint_module.plain_python, code(text))
    assert text.splitlines()[0] in found
    assert not find(lint_module.plain_python, code('x = 7 % 2 != 1\n"!ls"\n# %run'))


@pytest.mark.parametrize(
    "text",
    [
        "import sys\nsys.path.insert(0, '.')",
        "from sys import path",
        "import urllib.request",
        "urllib.request.urlopen(address)",
        "import requests",
        "import pooch",
        "from sklearn.datasets import fetch_openml",
        "datasets.fetch_california_housing()",
        "nltk.download('x')",
        "pd.read_csv('https://example.org/a.csv')",
        "warnings.filterwarnings('ignore')",
        "from warnings import simplefilter",
        "with warnings.catch_warnings(action='ignore'):\n    f()",
        "os.system('ls')",
        "import subprocess",
        "get_ipython().run_line_magic('run', 'a.py')",
        "import matplotlib.pyplot as plt",
        "from matplotlib import pyplot",
        "plt.show()",
    ],
)
def test_forbidden_calls(text):
    """No paths, downloads, shell, silenced warnings, or direct matplotlib, in any cell."""
    assert find(lint_module.forbidden_calls, code(text))
    assert find(lint_module.forbidden_calls, code(text, tags=["exercise"]))


@pytest.mark.parametrize(
    "text",
    [
        "from course_lib.plotting import plot_links",
        "# plt.show() is not needed",
        "print('see https://example.org')",
        "warnings.warn('integers are truncated')",
        "sys.version_info",
        "X, y = fetched(action='show')",
        "path = data.path",
    ],
)
def test_allowed_calls(text):
    """What only resembles a forbidden call passes."""
    assert not find(lint_module.forbidden_calls, code(text))


def test_imports_first():
    """Imports stand in the first code cells that have any, exercise cells apart."""
    rule = lint_module.imports_first
    first = [code("import numpy as np"), markdown("Text."), code("from course_lib import a")]
    assert not find(rule, code("print(1)"), *first, code("x = 1"))
    assert not find(rule, *first, code("x = 1"), code("import re", tags=["exercise"]))
    assert find(rule, *first, code("x = 1"), code("import re"))
    assert find(rule, *first, code("x = 1"), code("def f():\n    import re"))


def test_defines_nothing_twice(monkeypatch):
    """A notebook does not define what course_lib has, and asserts what it defines as naive."""
    rule = lint_module.defines_nothing_twice
    monkeypatch.setattr(lint_module, "course_names", lambda: {"tomek_links"})
    naive = code("def naive_tomek_links(X, y):\n    return []")
    asserts = code("assert np.array_equal(naive_tomek_links(X, y), tomek_links(X, y))")
    assert find(rule, code("def tomek_links(X, y):\n    return []"))
    assert find(rule, code("class tomek_links:\n    pass"))
    assert find(rule, naive)
    assert find(rule, asserts, naive)
    assert find(rule, naive, code("assert len(tomek_links(X, y)) == 4"))
    assert find(rule, naive, code("naive_tomek_links(X, y)"))
    assert not find(rule, code("def ratio(y):\n    return (y == 0).sum() / (y == 1).sum()"))
    assert not find(rule, naive, asserts)
    assert not find(rule, naive, code("np.testing.assert_array_equal(naive_tomek_links(X, y), a)"))
    assert not find(rule, code("def tomek_links(X, y):\n    ...", tags=["exercise"]))


def test_course_names_are_read_from_the_package():
    """The names come from the package's own files, private ones left out."""
    names = lint_module.course_names()
    assert "nearest_neighbors" in names
    assert not any(name.startswith("_") for name in names)


# Prose


@pytest.mark.parametrize(
    "text",
    ["Let's see.", "Let’s see.", "It is simply so.", "Obviously.", "A link, of course.", "Go 🚀"],
)
def test_no_filler(text):
    """No filler words, no emoji."""
    assert find(lint_module.no_filler, markdown(text))
    assert not find(lint_module.no_filler, markdown("Of course_lib, `let's`; simplicity → 1 ✓."))


@pytest.mark.parametrize("text", ["Two colors.", "Its neighbor.", "The neighborhood."])
def test_british_prose(text):
    """American spelling stands in code spans and in titles, nowhere else in the prose."""
    rule = lint_module.british_prose
    assert find(rule, markdown(text))
    assert find(rule, markdown(f"**{text}**"))
    for passing in (f"`{text}`", f"Hart's *{text}*", f"Hart's “{text}”", f"[{text}](a.ipynb)"):
        assert not find(rule, markdown(passing))
    assert not find(rule, markdown(f"## References\n\n- {text}"))


def numbers(text, *, shows="", written="f(x)"):
    """Return the numbers in prose that are refused beside one cell of code and its output."""
    found = find(lint_module.measured_numbers, markdown(text), code(written, shows=shows))
    return [finding.split('"')[1] for finding in found]


@pytest.mark.parametrize(
    ("text", "shows"),
    [
        ("AP is 0.95.", "0.94"),
        ("It is 94.7 % of them.", "0.9412"),
        ("It is 5 % of them.", "[5 7]"),
        ("It is 100 % of them.", "[1 5]"),
        ("It takes 37 rows.", "38 rows, 1.37, 37.2, 37 %"),
        ("It removes 37.", "3 7"),
        ("Of these 1,006 rows", "1007"),
        ("| 12 | rows |", "13"),
        ("About 12 per cent", "12 rows"),
    ],
)
def test_measured_numbers(text, shows):
    """A decimal, a percentage or a count from ten up that no output shows is refused."""
    assert len(numbers(text, shows=shows)) == 1


@pytest.mark.parametrize(
    ("text", "shows"),
    [
        ("AP is 0.95.", "0.9472"),
        ("AP is 0.95.", "0.95"),
        ("AP is 0.95.", "94.7 %"),
        ("It is 94.7 % of them.", "0.947"),
        ("It is 94.7 % of them.", "share in %: 94.71"),
        ("It is 5 % of them.", "5.3 %"),
        ("It is 5 % of them.", "5 %"),
        ("It is 0.1 % of them.", "1.2e-03"),
        ("Of these 1,006 rows", "(1006, 30)"),
        ("It is −0.005 lower.", "-0.0051"),
    ],
)
def test_shown_numbers_pass(text, shows):
    """A number that an output shows passes, rounded, as a share or as a percentage."""
    assert numbers(text, shows=shows) == []


@pytest.mark.parametrize(
    "text",
    [
        "In 1976, and in Tomek (1976).",
        "It takes 50 minutes or 50 min.",
        "As lesson 14, notebooks 10 and 11 and exercise 4.1 say.",
        "On Python 3.11, 3.12 and 3.13, with imbalanced-learn 0.14 or 0.14.2.",
        "A 95 % interval, a 95 % bootstrap interval.",
        "Where n = 37, n ≥ 30, 19:1 and 12–40 samples, or a 12-sample plane.",
        "`0.37` and $0.37$ and $$0.37$$ and [12 rows](a.ipynb) and https://a.org/12",
        "10. An item",
        "There are 9 of them.",
        "## References\n\n- Tomek (1976), 6, 769, 0.5",
        "```\n0.37\n```",
    ],
)
def test_numbers_that_are_not_measured_pass(text):
    """Years, minutes, labels, versions, definitions, code, mathematics and references pass."""
    assert numbers(text) == []


def test_a_figure_and_a_table_show_their_numbers():
    """Titles, legends and table entries show a number; sizes and styles do not."""
    shown, table = code("f()", png=True), code("g()")
    text = "<Figure: Four links: majority (28)>\n<Figure size 640x480 with 12 Axes>"
    shown["outputs"][0]["data"]["text/plain"] = text
    html = "<style>td {width: 12px}</style><td width=12>37</td>"
    table["outputs"] = [{"output_type": "execute_result", "data": {"text/html": html}}]
    prose = markdown("28 samples, 37 rows, 12 links")
    (found,) = find(lint_module.measured_numbers, prose, shown, table)
    assert '"12"' in found


def test_parameters_pass():
    """A number that stands in the code of the notebook passes."""
    written = "thin(share=0.05, n=10_000, gap=0.37)"
    assert numbers("With 5 % of 10,000 rows at 0.37", written=written) == []
    assert numbers("With 5 %", written="k = 5") == ["5 %"]


def test_numbers_in_a_section_after_the_references_are_looked_at():
    """The references end at the next heading."""
    assert numbers("## References\n\n- 0.5\n\n## Recap\n\nIt is 0.7.") == ["0.7"]


# Links and metadata


@pytest.mark.parametrize(
    "target", ["../README.md", "/home/me/a.ipynb", "file:///a", "~/a", "C:\\a", "a/../b"]
)
def test_local_paths(target):
    """Links stay in the folder of the notebooks."""
    rule = lint_module.local_paths
    assert find(rule, markdown(f"[text]({target})"))
    assert find(rule, markdown(f"![text]({target})"))
    assert find(rule, markdown(f'<img src="{target}">'))
    assert find(rule, markdown(f"[text]: {target}"))
    for fine in ("05_smote.ipynb", "#recap", "https://doi.org/10.1109/TSMC.1976.4309452"):
        assert not find(rule, markdown(f"[text]({fine})"))


def test_outputs_show_no_path():
    """An output does not show where the author's files are."""
    assert find(lint_module.local_paths, code("f()", shows="see /home/me/lesson/a.py:3: warning"))
    assert not find(lint_module.local_paths, code("f()", shows="1/2/3, and/or, n / d / k"))


def metadata_findings(change):
    """Return the findings on normal metadata after a change."""
    lesson = notebook(markdown("Text."), code("1"))
    change(lesson)
    return list(lint_module.normal_metadata(lesson, NAME))


def test_normal_metadata():
    """Metadata that differ by run or machine are refused; Jupyter's essentials pass."""
    assert not metadata_findings(lambda lesson: None)
    for change in (
        lambda lesson: lesson["metadata"].pop("kernelspec"),
        lambda lesson: lesson["metadata"]["kernelspec"].update(display_name="Python 3 (ipykernel)"),
        lambda lesson: lesson["metadata"]["language_info"].update(version="3.11.7"),
        lambda lesson: lesson["metadata"].update(widgets={}),
        lambda lesson: lesson["cells"][0].pop("id"),
        lambda lesson: lesson["cells"][1]["metadata"].update(execution={"iopub.status.idle": "…"}),
    ):
        assert len(metadata_findings(change)) == 1
    assert len(metadata_findings(lambda lesson: lesson["cells"][1].update(id="cell-0"))) == 2


def test_widget_state_passes_where_a_widget_is_shown():
    """Widget state is needed where an output shows a widget."""
    lesson = notebook(code("slider"))
    lesson["metadata"]["widgets"] = {}
    view = {"data": {"application/vnd.jupyter.widget-view+json": {}}}
    lesson["cells"][0]["outputs"] = [view]
    assert not list(lint_module.normal_metadata(lesson, NAME))


@pytest.mark.parametrize("tag", ["nbval-ignore-output", "nbval-skip"])
def test_ignored_outputs_say_why(tag):
    """A cell whose output is not compared says why, beside or above."""
    rule = lint_module.ignored_outputs_say_why
    assert find(rule, markdown("Text."), code("f()  # call", tags=[tag]))
    assert find(rule, code("# NBVAL_IGNORE_OUTPUT\nf()"))
    assert not find(rule, code("f()  # the times vary", tags=[tag]))
    assert not find(rule, markdown("How long depends on the machine."), code("f()", tags=[tag]))
    assert not find(rule, code("f()"))


# Exercises


def test_exercise_cells_tagged():
    """A cell that checks an answer or asks for a hint is tagged; none asks for a solution."""
    rule = lint_module.exercise_cells_tagged
    assert find(rule, code("q1.check(answer)"))
    assert find(rule, code("q1.hint()"))
    assert find(rule, code("q1.solution()", tags=["exercise"]))
    assert not find(rule, code("q1.check(answer)\n# q1.solution()", tags=["exercise"]))


def test_no_solution_is_shown():
    """No cell and no output holds all lines of a solution that the stub does not hold."""
    exercise = (
        "04.1",
        "import re\n\nlinks = pairs(X)\nrows = links[:, 0]",
        "import re\nrows = ...",
    )

    def shown(*cells):
        return list(solutions_shown(notebook(*cells), NAME, [exercise]))

    assert shown(code("links=pairs(X)\n\nrows = links[:,0]  # done"))
    assert shown(markdown("```python\nlinks = pairs(X)\nrows = links[:, 0]\n```"))
    assert shown(code("q1", shows="links = pairs(X)\nrows = links[:, 0]"))
    assert not shown(code("import re\nrows = ..."), code("links = pairs(X)"))


# The command line


def test_the_command_line_prints_findings_and_counts(tmp_path, capsys):
    """The command line prints every finding and each notebook's counts, and fails on findings."""
    lesson = whole_lesson()
    path = tmp_path / NAME
    path.write_text(json.dumps(lesson), encoding="utf-8")
    assert main([path]) == 0
    printed = capsys.readouterr().out
    assert printed.split()[:4] == [NAME, "25", "code", "cells"]
    lesson["cells"][-1]["source"] = "The end."
    path.write_text(json.dumps(lesson), encoding="utf-8")
    assert main([path]) == 1
    assert f"{NAME}: no recap" in capsys.readouterr().out
