"""Check what a machine can check of the course's house style for notebooks.

A notebook goes in as the dictionary `json.load` gives, findings come out as sentences:

    04_tomek_links.ipynb cell 17: empty cell; remove it

Cells are counted from 0, markdown included. Each rule is a generator `rule(notebook, name)` of
`(cell number or None, sentence)`, `RULES` lists them, and `lint` runs them all. The tags a notebook
may use for its rules: `exercise`, `state-chain`, `nbval-ignore-output`, `nbval-skip`.

From the root of the checkout: `python -m tests.notebook_lint notebooks/*.ipynb`
"""

import ast
import functools
import json
import pathlib
import re
import statistics
import sys
from collections import Counter
from typing import NamedTuple

COURSE_LIB = pathlib.Path(__file__).resolve().parent.parent / "course_lib"

CODE_CELLS = (25, 40)
CODE_CELLS_OF_00 = (10, 40)
MEDIAN_LINES = 4.5
LONGEST_CELL = 15
WORDS = (900, 2000)
ALT_CHARACTERS = 40

HEADING = re.compile(r"#{1,6}\s+(?P<title>.*)")
FENCE = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"!?\[[^\]]*\]\((?P<target>[^)\s]*)[^)]*\)")
STYLE = re.compile(r"<style.*?</style>", re.DOTALL)
TAG = re.compile(r"<[^<>]+>")
# What is not prose, in the order in which it has to go: a `$` inside code is not mathematics.
NOT_PROSE = [
    re.compile(r"<!--.*?-->", re.DOTALL),
    FENCE,
    re.compile(r"`+[^`]+`+"),
    re.compile(r"\$\$.+?\$\$", re.DOTALL),
    re.compile(r"\$(?:[^$\n]|\n(?!\n))+\$"),
    LINK,
    re.compile(r"https?://\S+"),
    TAG,
    re.compile(r"^\s*(?:\d+\.|[-*>])\s+", re.MULTILINE),
]


# Reading a notebook and course_lib


@functools.cache
def course_names(files="**/*.py"):
    """Return the public functions and classes that course_lib defines; nothing is imported."""
    return frozenset(
        node.name
        for path in COURSE_LIB.glob(files)
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_")
    )


def drawing_names():
    """Return the functions of course_lib.plotting that draw; `style` and `figure` only set up."""
    set_up = course_names("plotting/style.py") | course_names("plotting/figure.py")
    return course_names("plotting/*.py") - set_up


def source(cell):
    """Return the cell's text; the format allows one string or a list of lines."""
    return "".join(cell.get("source", ""))


def tags(cell):
    """Return the cell's tags."""
    return cell.get("metadata", {}).get("tags", [])


def cells(notebook, kind, *, exercises=True):
    """Yield `(number, cell)` for the cells of one kind, with or without exercise cells."""
    for number, cell in enumerate(notebook["cells"]):
        if cell["cell_type"] == kind and (exercises or "exercise" not in tags(cell)):
            yield number, cell


def figures(notebook, *, exercises=True):
    """Yield `(number, cell)` for the code cells that show a PNG."""
    for number, cell in cells(notebook, "code", exercises=exercises):
        if any("image/png" in output.get("data", {}) for output in cell.get("outputs", [])):
            yield number, cell


def alt_text(cell):
    """Return the alternative text of the cell's figure, or an empty string."""
    return cell.get("metadata", {}).get("mystnb", {}).get("image", {}).get("alt") or ""


def output_text(cell):
    """Return what the cell printed and displayed, as text, a figure's title and legend included."""
    texts = []
    for output in cell.get("outputs", []):
        data = output.get("data", {})
        html = TAG.sub(" ", STYLE.sub(" ", "".join(data.get("text/html", ""))))
        texts += ["".join(output.get("text", "")), html]
        texts += ["".join(data.get(kind, "")) for kind in ("text/plain", "text/markdown")]
    return "\n".join(text for text in texts if text)


def tree(cell):
    """Return the cell's syntax tree, empty where the cell is not plain Python."""
    try:
        return ast.parse(source(cell))
    except SyntaxError:
        return ast.Module(body=[], type_ignores=[])


def prose(notebook):
    """Yield `(number, text)` per markdown cell, without code, mathematics, links and references."""
    in_references = False
    for number, cell in cells(notebook, "markdown"):
        kept = []
        for line in FENCE.sub(" ", source(cell)).splitlines():
            if heading := HEADING.match(line):
                in_references = heading["title"].strip().lower() == "references"
            if not in_references:
                kept.append(line)
        text = "\n".join(kept)
        for pattern in NOT_PROSE:
            text = pattern.sub(" ", text)
        yield number, text


def section(notebook, title):
    """Return `(cell number, text)` of the first section whose heading contains `title`, or None."""
    found, lines = None, []
    for number, cell in cells(notebook, "markdown"):
        for line in FENCE.sub(" ", source(cell)).splitlines():
            heading = HEADING.match(line)
            if found is not None and heading:
                return found, "\n".join(lines)
            if found is None and heading and title in heading["title"].lower():
                found = number
            elif found is not None:
                lines.append(line)
    return None if found is None else (found, "\n".join(lines))


def lines_of(cell):
    """Return the number of lines that are not blank; comments count, readers read them."""
    return sum(bool(line.strip()) for line in source(cell).splitlines())


class Counts(NamedTuple):
    """What the limits are about, exercise cells left out; `all_words` counts those too."""

    code_cells: int
    median_lines: float
    longest_cell: int
    words: int
    all_words: int


def counts(notebook):
    """Return the `Counts` of a notebook."""
    code = [lines_of(cell) for _, cell in cells(notebook, "code", exercises=False)]
    own, every = (
        sum(
            len(re.findall(r"[a-z0-9']+", source(cell).lower()))
            for _, cell in cells(notebook, "markdown", exercises=exercises)
        )
        for exercises in (False, True)
    )
    median = statistics.median(code) if code else 0
    return Counts(len(code), median, max(code, default=0), own, every)


# Name, opening and close


def file_name(notebook, name):
    """Two digits and snake case, so that the folder lists the lessons in order."""
    if not re.fullmatch(r"\d\d(_[a-z0-9]+)+\.ipynb", name):
        yield None, "file name is not two digits and snake case; rename it like 04_tomek.ipynb"


def title_is_a_question(notebook, name):
    """The first cell begins with the title, and the title is a question."""
    first = notebook["cells"][0] if notebook["cells"] else {"cell_type": "none"}
    line = source(first).strip().partition("\n")[0].strip()
    if first["cell_type"] != "markdown" or not re.fullmatch(r"# .*\?", line):
        yield 0, "title is not a question; begin the first markdown cell with `# …?`"


def opening(notebook, name):
    """Before the first code cell stand the aims, the needs, the minutes and the source paper."""
    first_code = next((number for number, _ in cells(notebook, "code")), len(notebook["cells"]))
    texts = [source(cell) for number, cell in cells(notebook, "markdown") if number < first_code]
    # The opening ends at the first section: bullets further down are not aims.
    text = re.split(r"^##\s", "\n\n".join(texts), maxsplit=1, flags=re.MULTILINE)[0]
    if "able to" not in text:
        yield 0, 'opening does not say what you will be "able to" do; say it above the bullets'
    bullets = len(re.findall(r"^\s*[-*] ", text, re.MULTILINE))
    if bullets != 3:
        yield 0, f"opening has {bullets} bullets; name exactly three things to be able to do"
    if not re.search(r"\bneeds?\b", text, re.IGNORECASE):
        yield 0, 'opening does not say what the lesson "needs"; name earlier notebooks or "nothing"'
    if not re.search(r"\d\s+min(utes)?\b", text):
        yield 0, 'opening does not say how long it takes; write it like "50 minutes"'
    if not name.startswith("00") and not re.search(r"\b(19|20)\d\d\b", text):
        yield 0, 'opening names no source paper with its year; write it like "Tomek (1976)"'


def recap(notebook, name):
    """The lesson ends with a recap of three sentences and no code after it."""
    if (found := section(notebook, "recap")) is None:
        yield None, "no recap; end with a section `## Recap` of three sentences"
        return
    number, text = found
    for pattern in NOT_PROSE:
        text = pattern.sub(" ", text)
    text = re.sub(r"^\W*Next\b.*", "", text, flags=re.MULTILINE | re.DOTALL)
    text = re.sub(r"\b(?:e\.g|i\.e|et al|cf|vs)\.", " ", text)
    sentences = len(re.findall(r"[.!?][\"”’)*_]*(?=\s|$)", text))
    if sentences != 3:
        yield number, f"recap has {sentences} sentences; write three"
    if any(later > number for later, _ in cells(notebook, "code")):
        yield number, "code after the recap; move the recap to the end"


def next_lesson(notebook, name):
    """A line that begins with "Next" names the notebook to open now."""
    closing, _ = section(notebook, "recap") or (0, "")
    starts = re.compile(r"^\W*Next\b", re.MULTILINE)
    texts = [source(cell) for number, cell in cells(notebook, "markdown") if number >= closing]
    if not any(map(starts.search, texts)):
        yield None, 'no next notebook; add a line that begins with "Next" after the recap'


def references(notebook, name):
    """A References section lists the sources; notebook 00 has no paper and may go without."""
    found = section(notebook, "references")
    if not name.startswith("00") and found is None:
        yield None, "no references; end with a section `## References`"
    elif found is not None and not found[1].strip():
        yield found[0], "the References section is empty; list the sources or remove it"


# Length and rhythm


def length(notebook, name):
    """Neither too long nor too short, in short cells; exercise cells do not count."""
    found = counts(notebook)
    least, most = CODE_CELLS_OF_00 if name.startswith("00") else CODE_CELLS
    if not least <= found.code_cells <= most:
        yield None, f"{found.code_cells} code cells outside exercises; have {least} to {most}"
    if found.median_lines > MEDIAN_LINES:
        yield None, f"median code cell of {found.median_lines:g} lines; split cells down to four"
    if not WORDS[0] <= found.words <= WORDS[1]:
        limits = f"{WORDS[0]} to {WORDS[1]}"
        yield None, f"{found.words} words of markdown outside exercises; have {limits}"
    for number, cell in cells(notebook, "code", exercises=False):
        if lines_of(cell) > LONGEST_CELL:
            yield number, f"{lines_of(cell)} lines of code; split it, {LONGEST_CELL} is the most"


def _text_lines(cell):
    """Return the cell's lines that are not blank, or none where it is not markdown."""
    if cell["cell_type"] != "markdown":
        return []
    return [line for line in source(cell).splitlines() if line.strip()]


def _linked(cell, following):
    """Say whether two code cells belong to one state chain."""
    return all(
        each["cell_type"] == "code" and "state-chain" in tags(each) for each in (cell, following)
    )


def text_between_code(notebook, name):
    """Text stands between two code cells, except in a state chain and inside an exercise."""
    previous = None
    for number, cell in enumerate(notebook["cells"]):
        if cell["cell_type"] == "code":
            exercise = previous and "exercise" in tags(cell) and "exercise" in tags(previous)
            if previous and not exercise and not _linked(previous, cell):
                yield number, "no text since the last code cell; write a sentence between the two"
            previous = cell
        elif any(not HEADING.match(line) for line in _text_lines(cell)):
            previous = None


def chains_announced(notebook, name):
    """A sentence stands directly before the first cell of a state chain."""
    before = {"cell_type": "none"}
    for number, cell in enumerate(notebook["cells"]):
        starts = "state-chain" in tags(cell) and not _linked(before, cell)
        if starts and (not (lines := _text_lines(before)) or HEADING.match(lines[-1])):
            yield number, "state chain without a sentence before it; say what will happen"
        before = cell


def empty_cells(notebook, name):
    """No cell is empty."""
    for number, cell in enumerate(notebook["cells"]):
        if not source(cell).strip():
            yield number, "empty cell; remove it"


# Outputs and figures


def executed_in_order(notebook, name):
    """The execution counts are 1, 2, 3 …: one clean run from top to bottom."""
    for expected, (number, cell) in enumerate(cells(notebook, "code"), start=1):
        if (count := cell.get("execution_count")) != expected:
            fix = "restart the kernel, run all cells, save"
            yield number, f"execution count {count} where {expected} is due; {fix}"
            return


def _must_show(cell):
    """Say whether the cell is sure to show something: it prints, or ends in a bare value."""
    body = tree(cell).body
    calls = [node.value for node in body if isinstance(node, ast.Expr)]
    prints = any(isinstance(c, ast.Call) and _dotted(c.func) in ("print", "display") for c in calls)
    last = body[-1].value if body and isinstance(body[-1], ast.Expr) else ast.Constant(None)
    bare = not isinstance(last, ast.Call) and getattr(last, "value", ...) is not None
    return prints or (bare and not source(cell).rstrip().endswith(";"))


def outputs_present(notebook, name):
    """Outputs are committed: what prints or ends in a bare value has its output stored."""
    for number, cell in cells(notebook, "code"):
        if _must_show(cell) and not cell.get("outputs"):
            yield number, "output missing; run the notebook and commit it with its outputs"


def no_errors(notebook, name):
    """No cell ends in an error."""
    for number, cell in cells(notebook, "code"):
        if any(output.get("output_type") == "error" for output in cell.get("outputs", [])):
            yield number, "stored error; mend the cell, or catch the error and print its message"


def figures_are_stored(notebook, name):
    """A cell that draws has its PNG stored."""
    stored = {number for number, _ in figures(notebook)}
    for number, cell in cells(notebook, "code"):
        called = {
            _dotted(node.func).rpartition(".")[2]
            for node in ast.walk(tree(cell))
            if isinstance(node, ast.Call)
        }
        draws = called & drawing_names() or "<Figure size" in output_text(cell)
        if draws and number not in stored:
            yield number, "draws, but shows no figure; name the figure in the last line and run"


def figures_have_alt_text(notebook, name):
    """Every figure has alternative text of its own that says what is to be seen."""
    seen = {}
    for number, cell in figures(notebook):
        alt = alt_text(cell).strip()
        if not alt:
            fix = "put a sentence into metadata mystnb.image.alt"
            yield number, f"figure without alt text; {fix}"
            continue
        if re.search(r"\.(png|svg|jpe?g)\b", alt, re.IGNORECASE) or " " not in alt:
            yield number, "alt text is a file name; say what the figure shows"
        elif len(alt) < ALT_CHARACTERS:
            yield number, f"alt text of {len(alt)} characters; write a sentence on what is shown"
        if re.search(r"\b(figure|image|picture) of\b", alt, re.IGNORECASE):
            yield number, 'alt text says "figure of"; begin with what is to be seen'
        if alt in seen:
            yield number, f"alt text repeats that of cell {seen[alt]}; say what is different here"
        seen.setdefault(alt, number)


def figures_announced_and_read(notebook, name):
    """A sentence stands directly before and directly after every figure or chain of figures."""
    everything = notebook["cells"]
    nothing = {"cell_type": "none"}
    for number, _ in figures(notebook, exercises=False):
        first = last = number
        while first > 0 and _linked(everything[first - 1], everything[first]):
            first -= 1
        while last + 1 < len(everything) and _linked(everything[last], everything[last + 1]):
            last += 1
        before = _text_lines(everything[first - 1]) if first else []
        after = _text_lines(everything[last + 1] if last + 1 < len(everything) else nothing)
        if not before or HEADING.match(before[-1]):
            yield number, "figure not announced; end the markdown cell before it with a sentence"
        if not after or HEADING.match(after[0]):
            yield number, "figure not read; begin the markdown cell after it with what it shows"


# Code


def plain_python(notebook, name):
    """Every code cell is plain Python: no shell commands, no magics, no `name?`."""
    for number, cell in cells(notebook, "code"):
        try:
            ast.parse(source(cell))
        except SyntaxError as error:
            line = source(cell).splitlines()[(error.lineno or 1) - 1].strip()
            yield number, f"`{line}` is not plain Python; shell commands and magics are not allowed"


FORBIDDEN = {
    "sys.path": "install the package, the path is not the notebook's business",
    "get_ipython": "magics are not allowed",
    "urllib": "lessons run offline; load data through course_lib.datasets",
    "requests": "lessons run offline; load data through course_lib.datasets",
    "pooch": "load data through course_lib.datasets",
    "warnings.filterwarnings": "do not silence warnings; remove their cause",
    "warnings.simplefilter": "do not silence warnings; remove their cause",
    "os.system": "shell commands are not allowed",
    "os.popen": "shell commands are not allowed",
    "subprocess": "shell commands are not allowed",
    "matplotlib": "only course_lib.plotting imports matplotlib; call that",
    "plt": "only course_lib.plotting imports matplotlib; call that",
    "seaborn": "only course_lib.plotting draws; call that",
}
DOWNLOAD = re.compile(r"(?:.*\.)?(?:url(?:open|retrieve)|(?:fetch|download)(?:_\w+)?)")


def _dotted(node):
    """Return `a.b.c` for a name or a chain of attributes, else an empty string."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and (start := _dotted(node.value)):
        return f"{start}.{node.attr}"
    return ""


def _imported(node):
    """Return the dotted names an import statement brings in."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return [f"{node.module}.{alias.name}" for alias in node.names]
    return []


def forbidden_calls(notebook, name):
    """No paths, downloads, shell, silenced warnings, or matplotlib outside course_lib.plotting."""
    for number, cell in cells(notebook, "code"):
        reasons = {}
        for node in ast.walk(tree(cell)):
            for used in [*_imported(node), _dotted(node)]:
                for forbidden, fix in FORBIDDEN.items():
                    if f"{used}.".startswith(f"{forbidden}."):
                        reasons[forbidden] = fix
                if DOWNLOAD.fullmatch(used):
                    reasons[used.rpartition(".")[2]] = FORBIDDEN["urllib"]
            if isinstance(node, ast.keyword) and ast.unparse(node) == "action='ignore'":
                reasons["action='ignore'"] = FORBIDDEN["warnings.simplefilter"]
            if isinstance(node, ast.Constant) and re.match(r"(https?|ftp)://", str(node.value)):
                reasons[node.value] = FORBIDDEN["urllib"]
        for forbidden, fix in reasons.items():
            yield number, f"`{forbidden}` in a notebook; {fix}"


def imports_first(notebook, name):
    """Imports stand in the first code cells and nowhere else; exercise cells may import."""
    begun = over = False
    for number, cell in cells(notebook, "code", exercises=False):
        found = any(isinstance(node, (ast.Import, ast.ImportFrom)) for node in ast.walk(tree(cell)))
        if found and over:
            yield number, "import after the first code cells; move it up to the other imports"
        begun = begun or found
        over = over or (begun and not found)


def _asserts_about(cell, function):
    """Say whether the cell asserts something and names the function."""
    nodes = list(ast.walk(tree(cell)))
    asserts = any(
        isinstance(node, ast.Assert)
        or (isinstance(node, ast.Call) and _dotted(node.func).rpartition(".")[2][:6] == "assert")
        for node in nodes
    )
    return asserts and any(_dotted(node) == function for node in nodes)


def defines_nothing_twice(notebook, name):
    """A notebook defines nothing course_lib has; a `naive_…` function is asserted to agree."""
    code = list(cells(notebook, "code", exercises=False))
    for number, cell in code:
        for node in ast.walk(tree(cell)):
            if not isinstance(node, (ast.FunctionDef, ast.ClassDef)):
                continue
            if node.name in course_names():
                yield number, f"`{node.name}` is in course_lib; import it from there"
            elif node.name.startswith("naive_") and not any(
                later > number and _asserts_about(following, node.name) for later, following in code
            ):
                fix = "assert in a later cell that it agrees with course_lib"
                yield number, f"nothing checks `{node.name}`; {fix}"


# Prose

FILLER = re.compile(
    r"\b(?:let['’]s|simply|obviously|of course|as we all know|it is important to note)\b",
    re.IGNORECASE,
)
EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u26ff\u2705\u2728\u274c\u2753\u2757\ufe0f]")
AMERICAN = re.compile(r"\b(color|neighbor|behavior)(?:s|ed|ing|hoods?)?\b", re.IGNORECASE)
# Titles of papers keep their spelling: emphasised or in quotation marks.
TITLES = re.compile(r"(?<![\w*_])([*_])(?![*_\s])[^*_]+\1|“[^”]*”|\"[^\"\n]*\"")


def no_filler(notebook, name):
    """No filler words and no emoji."""
    for number, text in prose(notebook):
        for pattern in (FILLER, EMOJI):
            for word in sorted(set(pattern.findall(text))):
                yield number, f'"{word}" in the prose; leave it out'


def british_prose(notebook, name):
    """The prose is British; identifiers are American and stand in code spans."""
    for number, text in prose(notebook):
        for found in AMERICAN.finditer(TITLES.sub(" ", text)):
            fix = "write -our, or a code span for an identifier"
            yield number, f'"{found.group()}" is American spelling; {fix}'


class Number(NamedTuple):
    """A number as written, without its sign: 94.7 % has value 94.7 and one decimal place."""

    value: float
    decimals: int
    percent: bool

    def share(self):
        """Return a percentage as a share of 1, anything else unchanged."""
        return Number(self.value / 100, self.decimals + 2, False) if self.percent else self


# A digit after the number, or a second dot, is a version or a date; so is what stands before it.
DIGITS = r"(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
PERCENT = r"(?P<percent>\s*(?:%|per\s?cent\b))?"
IN_PROSE = re.compile(rf"(?<![\w.,:/-]){DIGITS}(?!\d|[.,:/-]\d){PERCENT}")
IN_OUTPUT = re.compile(rf"(?<![\w.]){DIGITS}(?P<exponent>e[+-]?\d+)?{PERCENT}")
FIGURE_SIZE = re.compile(r"<Figure size .*?>")  # matplotlib's own text for a figure
LABELS = (
    "lesson|notebook|chapter|section|figure|cell|part|step|page|exercise|question|version|level|"
    "python|numpy|scipy|pandas|matplotlib|imbalanced-learn|scikit-learn|jupyterlab"
)
LABELLED = re.compile(rf"(?i)\b(?:{LABELS})s?\s+(?:[\d.]+(?:,|\s+and|\s+or|\s+to)?\s+)*$")


def _number(match):
    """Return the `Number` of a match of `IN_PROSE` or `IN_OUTPUT`."""
    digits = match["digits"].replace(",", "")
    exponent = match.groupdict().get("exponent") or ""
    decimals = len(digits.partition(".")[2])
    return Number(float(digits + exponent), decimals, bool(match["percent"]))


def _passes(match, number):
    """Say whether a number in prose is none of this rule's business."""
    before, after = match.string[: match.start()], match.string[match.end() :]
    if LABELLED.search(before):
        return True
    if number.percent:
        return bool(re.match(r"\s+(?:\w+\s+)?(?:interval|confidence)", after))
    if number.decimals:
        return False
    year = re.fullmatch(r"(?:19|20)\d\d", match["digits"])
    definition = re.search(r"[=<>≤≥–]\s*$", before) or re.match(r"[\w–-]|\s+min(utes)?\b", after)
    return number.value < 10 or bool(year) or bool(definition)


def _shows(known, wanted):
    """Say whether a number that was printed or written in code is the wanted one, rounded."""
    if not wanted.percent and not wanted.decimals:
        return known.value == wanted.value and not known.percent

    def rounds_to(value, target):
        return abs(value - target.value) <= 0.5 * 10**-target.decimals + 1e-12

    # A bare integer is no evidence for a percentage, or `[1 5]` would show "100 %".
    same_unit = rounds_to(known.value, wanted) and bool(wanted.decimals)
    fraction = known.percent or known.decimals
    return same_unit or (fraction and rounds_to(known.share().value, wanted.share()))


def measured_numbers(notebook, name):
    """A measured number in the prose stands in an output of the notebook or in its code.

    Looked at are decimals, percentages, and integers from 10 up that stand alone. Rounding is
    fine. Years, minutes, "lesson 14", "Python 3.11", "95 % interval" and integers after `=` pass.

    What this cannot see: whether the number is the *right* one of those printed, its sign, number
    words ("twelve"), integers below 10 or joined to something ("12-sample", "19:1", "12–40"), and
    numbers in alternative texts, code spans and mathematics.
    """
    shown = [FIGURE_SIZE.sub("", output_text(cell)) for _, cell in cells(notebook, "code")]
    written = [re.sub(r"(?<=\d)_(?=\d)", "", source(cell)) for _, cell in cells(notebook, "code")]
    known = {_number(match) for text in shown + written for match in IN_OUTPUT.finditer(text)}
    for cell_number, text in prose(notebook):
        for match in IN_PROSE.finditer(text):
            wanted = _number(match)
            if not _passes(match, wanted) and not any(_shows(each, wanted) for each in known):
                fix = "print it in a cell, or write a definition as mathematics"
                yield cell_number, f'"{match.group()}" stands in no output and no code; {fix}'


# Links and metadata

OUTSIDE = re.compile(r"\.\./|/(?!/)|file:|~|[A-Za-z]:[\\/]|.*/\.\./")
ABSOLUTE = re.compile(r"(?:^|[\s\"'(=])((?:/[\w.+-]+){3,}|[A-Z]:\\[\w\\.]+)", re.MULTILINE)


def local_paths(notebook, name):
    """Links stay beside the notebook, and no output shows where the author's files are."""
    for number, cell in cells(notebook, "markdown"):
        text = source(cell)
        targets = [match["target"] for match in LINK.finditer(text)]
        targets += re.findall(r"(?:src|href)=[\"']([^\"']+)", text)
        targets += re.findall(r"^\[[^\]]+\]:\s*(\S+)", text, re.MULTILINE)
        for target in filter(OUTSIDE.match, targets):
            yield number, f"link to `{target}`; link to notebooks in the same folder, or to https"
    for number, cell in cells(notebook, "code"):
        for path in sorted(set(ABSOLUTE.findall(output_text(cell)))):
            yield number, f"output shows the path `{path}`; print nothing that differs by machine"


def normal_metadata(notebook, name):
    """The metadata hold the kernel and nothing that differs by run or machine."""
    metadata = notebook.get("metadata", {})
    kernel = metadata.get("kernelspec", {})
    if (kernel.get("name"), kernel.get("display_name")) != ("python3", "Python 3"):
        yield None, 'kernelspec is not normal; set name "python3" and display_name "Python 3"'
    if "version" in metadata.get("language_info", {}):
        yield None, "language_info.version in the metadata; remove it, the lesson runs on several"
    if "widgets" in metadata and "widget-view" not in json.dumps(notebook["cells"]):
        yield None, "widget state without a widget; remove metadata.widgets"
    ids = Counter(cell.get("id") for cell in notebook["cells"])
    for number, cell in enumerate(notebook["cells"]):
        if not cell.get("id"):
            yield number, "cell without an id; save it as nbformat 4.5"
        elif ids[cell["id"]] > 1:
            yield number, f"cell id {cell['id']} is not unique; give the cell a new one"
        if "execution" in cell.get("metadata", {}):
            yield number, "time stamps in the metadata; remove metadata.execution"


REASON = re.compile(r"(?i)\b(?:vary|varies|differs?|depends?|because|times?|timing|clock)\b")


def ignored_outputs_say_why(notebook, name):
    """A cell whose output nbval does not compare says why, in a comment or the text above."""
    before = {"cell_type": "none"}
    for number, cell in enumerate(notebook["cells"]):
        comments = re.findall(r"#.*", source(cell)) if cell["cell_type"] == "code" else []
        ignored = {"nbval-ignore-output", "nbval-skip"} & set(tags(cell))
        text = "\n".join([*comments, *_text_lines(before)])
        if ignored and not REASON.search(text):
            fix = "say in a comment or in the text above what varies"
            yield number, f"tagged {min(ignored)} without a reason; {fix}"
        if any(re.match(r"#\s*(NBVAL|PYTEST_VALIDATE)_", comment) for comment in comments):
            yield number, "nbval marker in a comment; use the tag nbval-ignore-output"
        before = cell


# Exercises


def exercise_cells_tagged(notebook, name):
    """A cell that checks an answer is tagged `exercise`, and none shows a solution."""
    for number, cell in cells(notebook, "code"):
        called = {
            node.func.attr
            for node in ast.walk(tree(cell))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        }
        if {"check", "hint"} & called and "exercise" not in tags(cell):
            yield number, "checks an answer without the tag; tag the cell `exercise`"
        if "solution" in called:
            yield number, "calls solution(); leave that to the reader, in a comment"


def solutions_shown(notebook, name, solutions):
    """Yield a finding for each cell that shows a solution.

    `solutions` is a list of `(key, solution code, stub code)`. A solution is shown where all of
    its lines that are not in the stub stand in one cell or its output, one after the other.
    """
    for key, solution, stub in solutions:
        in_stub = set(_bare_lines(stub))
        wanted = [line for line in _bare_lines(solution) if line not in in_stub]
        for number, cell in enumerate(notebook["cells"]):
            lines = [*_bare_lines(source(cell)), *_bare_lines(output_text(cell))]
            starts = range(len(lines) - len(wanted) + 1) if wanted else ()
            if any(lines[start : start + len(wanted)] == wanted for start in starts):
                yield number, f"shows the solution of exercise {key}; remove it"


def _bare_lines(code):
    """Return the lines without comments, spaces and blank lines."""
    return [bare for line in code.splitlines() if (bare := re.sub(r"#.*|\s", "", line))]


RULES = [
    file_name,
    title_is_a_question,
    opening,
    recap,
    next_lesson,
    references,
    length,
    text_between_code,
    chains_announced,
    empty_cells,
    executed_in_order,
    outputs_present,
    no_errors,
    figures_are_stored,
    figures_have_alt_text,
    figures_announced_and_read,
    plain_python,
    forbidden_calls,
    imports_first,
    defines_nothing_twice,
    no_filler,
    british_prose,
    measured_numbers,
    local_paths,
    normal_metadata,
    ignored_outputs_say_why,
    exercise_cells_tagged,
]


def lint(notebook, name):
    """Return the findings as sentences, first those about the whole notebook, then by cell.

    Parameters
    ----------
    notebook : dict
        The notebook as `json.load` reads it; not modified.
    name : str
        Its file name, without folders.

    Returns
    -------
    list of str
        One sentence per finding, in the order of the cells and then of `RULES`; empty when the
        notebook keeps every rule.
    """
    found = [finding for rule in RULES for finding in rule(notebook, name)]
    found.sort(key=lambda finding: -1 if finding[0] is None else finding[0])
    return sentences(name, found)


def sentences(name, findings):
    """Return findings `(cell number or None, text)` as sentences that name the notebook."""
    return [
        f"{name}: {text}" if number is None else f"{name} cell {number}: {text}"
        for number, text in findings
    ]


def main(paths):
    """Print the findings and the counts of each notebook; return 1 where there are findings."""
    table, failed = [], 0
    for path in map(pathlib.Path, paths):
        notebook = json.loads(path.read_text(encoding="utf-8"))
        for finding in lint(notebook, path.name):
            print(finding)
            failed = 1
        count = counts(notebook)
        table.append(
            f"{path.name:40} {count.code_cells:3} code cells  median {count.median_lines:4.1f}  "
            f"longest {count.longest_cell:3}  words {count.words:5}  "
            f"(with exercises {count.all_words:5})"
        )
    print(*table, sep="\n")
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
