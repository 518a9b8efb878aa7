"""Every failure mode looked for in one data set, and what was found as text or as one HTML file."""

import html
import shutil
import textwrap
from pathlib import Path

import pandas as pd

from course_lib import __version__
from course_lib.evaluation.diagnose.finding import Finding, shown
from course_lib.evaluation.diagnose.genuine_overlap import genuine_overlap
from course_lib.evaluation.diagnose.high_dimension import high_dimension
from course_lib.evaluation.diagnose.nominal_columns import nominal_columns
from course_lib.evaluation.diagnose.repeated_cleaning import repeated_cleaning
from course_lib.evaluation.diagnose.ties_and_duplicates import ties_and_duplicates
from course_lib.evaluation.diagnose.unscaled_features import unscaled_features
from course_lib.progress_bar import progress

# In the order of the lessons: the function, its lesson, and whether it can look at text.
MODES = (
    (unscaled_features, "10", False),
    (high_dimension, "11", False),
    (repeated_cleaning, "12", False),
    (genuine_overlap, "13", False),
    (ties_and_duplicates, "14", False),
    (nominal_columns, "15", True),
)

STYLE = """
body { font: 1rem/1.5 system-ui, sans-serif; color: black; background: white; margin: 2rem auto;
  max-width: 52rem; padding: 0 1rem; }
h1, h2 { line-height: 1.25; }
section { border-top: 1px solid #767676; margin-top: 2.5rem; }
table { border-collapse: collapse; }
caption { text-align: left; font-weight: bold; padding-bottom: 0.3rem; }
th, td { text-align: left; vertical-align: top; padding: 0.2rem 1.2rem 0.2rem 0;
  border-bottom: 1px solid #d0d0d0; overflow-wrap: anywhere; }
th { font-weight: normal; }
thead th { font-weight: bold; }
td.status, td.status + th { white-space: nowrap; }
td.number { text-align: right; font-variant-numeric: tabular-nums; padding-right: 0; }
a { color: #005a8c; }
img { max-width: 100%; height: auto; }
footer { border-top: 1px solid #767676; color: #595959; margin-top: 2.5rem; }
"""

# The policy makes sure of what the file promises: whoever opens it asks no other host for anything.
PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy"
  content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<header>
<h1>{title}</h1>
{about}
</header>
<main>
<table>
<caption>Findings</caption>
<thead><tr><th scope="col">Status</th><th scope="col">Failure mode</th>
<th scope="col">What was measured</th></tr></thead>
<tbody>
{rows}
</tbody>
</table>
{sections}
</main>
<footer><p>Made by course_lib {version} of the course “Tomek links, measured”; each lesson number
names the notebook that explains the measurement.</p></footer>
</body>
</html>
"""


def diagnose(X, y, *, random_state=0):
    """Return one finding per failure mode, in the order of the lessons.

    Parameters
    ----------
    X : array or DataFrame, shape (n, d)
        Features without missing values. Columns of text are looked at by `nominal_columns` alone;
        the other modes see the columns of numbers. Not modified.
    y : array or Series, shape (n,)
        Labels of two classes or more.
    random_state : int, default 0
        Which rows are measured where there are too many for all, and how folds fall.

    Returns
    -------
    findings : list of Finding
        A mode that refuses the data "cannot tell", in the words of its refusal.

    Notes
    -----
    A bar counts the modes. Cost: below a minute for 100,000 rows of 30 features.

    Examples
    --------
    >>> from course_lib.datasets import age_and_income
    >>> [finding.lesson for finding in diagnose(*age_and_income())]
    ['10', '11', '12', '13', '14', '15']
    """
    X, y = pd.DataFrame(X).reset_index(drop=True), pd.Series(y).to_numpy()
    numbers = X.select_dtypes(["number", "bool"])
    findings = []
    for mode, lesson, takes_text in progress(MODES, "failure modes"):
        try:
            finding = mode(X if takes_text else numbers, y, random_state=random_state)
        except ValueError as error:
            # scikit-learn adds a paragraph to some of its sentences.
            sentence = str(error).partition("\n")[0]
            finding = Finding(mode.__name__.replace("_", " "), lesson, "cannot tell", sentence)
        findings.append(finding)
    return findings


def text_report(findings, *, about=()):
    """Return the findings as text: a table of all, then each with numbers and remedy.

    Parameters
    ----------
    findings : list of Finding
    about : sequence of str, default ()
        Sentences about the data, put first.

    Returns
    -------
    report : str
        Lines as wide as the terminal, at most 100 characters.

    Examples
    --------
    >>> ties = Finding("ties", "14", "found", "2 of 9 rows tie.", {"rows": 9}, "Scale.")
    >>> print(text_report([ties]))
    found        ties (lesson 14)
    <BLANKLINE>
    ties: found (lesson 14)
        2 of 9 rows tie.
          rows .... 9
        What to do: Scale.
    """
    table = "\n".join(
        f"{finding.status:<12} {finding.name} (lesson {finding.lesson})" for finding in findings
    )
    parts = ["\n".join(map(_wrapped, about))] if about else []
    return "\n\n".join([*parts, table, *map(_paragraphs, findings)])


def _paragraphs(finding):
    """One finding as text."""
    width = max((len(name) for name in finding.numbers), default=0) + 5
    numbers = [
        f"      {name + ' ':.<{width}} {shown(value)}" for name, value in finding.numbers.items()
    ]
    remedy = [_wrapped(f"What to do: {finding.remedy}", "    ")] if finding.remedy else []
    head = f"{finding.name}: {finding.status} (lesson {finding.lesson})"
    return "\n".join([head, _wrapped(finding.sentence, "    "), *numbers, *remedy])


def _wrapped(text, indent=""):
    width = min(shutil.get_terminal_size().columns, 100)
    return textwrap.fill(
        text,
        width,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,  # or a path could not be copied
        break_on_hyphens=False,
    )


def write_html(findings, path, *, title="Diagnosis", about=()):
    """Write the findings as one HTML file that needs no other.

    Parameters
    ----------
    findings : list of Finding
    path : str or Path
        Replaced if it exists; nothing is written before every figure is drawn.
    title : str, default "Diagnosis"
        Heading of the page.
    about : sequence of str, default ()
        Sentences about the data, put below the heading.

    Notes
    -----
    The figures are part of the file, with the sentence as the text for those who do not see them.
    """
    sections = [
        _section(finding, number)
        for number, finding in enumerate(progress(findings, "figures"), start=1)
    ]
    page = PAGE.format(
        title=html.escape(title),
        style=STYLE,
        about="\n".join(f"<p>{html.escape(sentence)}</p>" for sentence in about),
        rows="\n".join(_row(finding, number) for number, finding in enumerate(findings, start=1)),
        sections="\n".join(sections),
        version=__version__,
    )
    Path(path).write_bytes(page.encode("utf-8", "replace"))


def _row(finding, number):
    """One line of the table of findings."""
    return (
        f'<tr><td class="status">{_status(finding)}</td>'
        f'<th scope="row"><a href="#finding-{number}">{html.escape(finding.name)}</a></th>'
        f"<td>{html.escape(finding.sentence)}</td></tr>"
    )


def _section(finding, number):
    """One finding with its numbers, remedy and figure."""
    name, sentence = html.escape(finding.name), html.escape(finding.sentence)
    numbers = "\n".join(
        f'<tr><th scope="row">{html.escape(key)}</th>'
        f'<td class="number">{html.escape(shown(value))}</td></tr>'
        for key, value in finding.numbers.items()
    )
    caption = f"<caption>Numbers: {name}</caption>"
    parts = [
        f'<section aria-labelledby="finding-{number}">',
        f'<h2 id="finding-{number}">{name}: {finding.status}</h2>',
        f"<p>{sentence} Lesson {finding.lesson}.</p>",
        f"<p><strong>What to do:</strong> {html.escape(finding.remedy)}</p>" * bool(finding.remedy),
        _image(finding, sentence),
        f"<table>{caption}<tbody>\n{numbers}\n</tbody></table>" * bool(numbers),
        "</section>",
    ]
    return "\n".join(filter(None, parts))


def _status(finding):
    return "<strong>found</strong>" if finding.status == "found" else finding.status


def _image(finding, sentence):
    """The figure as a part of the page, in the size it has in a notebook."""
    try:
        if (figure := finding.figure) is None:
            return ""
        data, metadata = figure._repr_mimebundle_()
    except ValueError as error:  # the rest of the page is worth having
        reason = html.escape(str(error).strip().partition("\n")[0])
        return f"<p>The figure could not be drawn: {reason}</p>"
    size = metadata["image/png"]
    return (
        f'<p><img src="data:image/png;base64,{data["image/png"]}" alt="{sentence}" '
        f'width="{size["width"]}" height="{size["height"]}"></p>'
    )
