"""Lesson 15: are names used as numbers, and how many links hang on it?"""

import numpy as np
import pandas as pd
from sklearn.preprocessing import StandardScaler
from sklearn.utils import check_random_state

from course_lib.distances import metric_space
from course_lib.evaluation.diagnose.column_kinds import column_kinds
from course_lib.evaluation.diagnose.finding import Finding
from course_lib.evaluation.diagnose.sample import measured_rows
from course_lib.evaluation.mixed_columns import links_of
from course_lib.plotting import draw_intervals
from course_lib.samplers.checks import check_labels

MOST_ROWS = 3000
RECODINGS = 10
FEWEST_LINKS = 10  # of fewer links a share says little
# Names that mean nothing must lose no link when they are numbered anew; a tenth is far from none,
# and a single column of whole numbers that is a scale after all rarely reaches it.
LOST = 0.1


def nominal_columns(X, y, *, categorical_features=None, random_state=0):
    """Return whether names are used as numbers: how many links depend on how they were numbered.

    Text is numbered alphabetically, every column is standardised, and Tomek links are found: what a
    plain pipeline would do. Then the names are numbered anew at random. Columns that are one-hot
    encoded already are compared with leaving their zeros and ones unscaled. HEOM and HVDM show what
    distances made for names would find.

    Parameters
    ----------
    X : array or DataFrame, shape (n, d)
        Numbers, text and categories. Not modified.
    y : array-like, shape (n,)
        Labels of two classes or more.
    categorical_features : list of column names, optional
        The columns that hold names, where you know them (numbers of columns for an array). By
        default text and categories, and whole numbers that behave like codes; see `column_kinds`.
    random_state : int, RandomState or None, default 0
        Of the rows measured and of the new numberings.

    Returns
    -------
    finding : Finding
        "found" if at least `LOST` of the links hang on the numbering or on the scaling of one-hot
        columns.

    Raises
    ------
    ValueError
        Missing or infinite values, lengths that differ, fewer than two classes, an unknown column.

    Notes
    -----
    At most 3,000 rows are measured, 10 numberings each; seconds for any n.

    Examples
    --------
    >>> from course_lib.datasets import insurance_claims
    >>> finding = nominal_columns(*insurance_claims())
    >>> finding.status, finding.numbers["links"]
    ('found', 28)
    """
    table, y = _checked(X, y)
    rng = check_random_state(random_state)
    rows = measured_rows(y, MOST_ROWS, rng)
    table, y = table.iloc[rows].reset_index(drop=True), y[rows]
    kinds = column_kinds(table, y, random_state=rng)
    if categorical_features is not None:
        _name_columns(kinds, categorical_features, table)
    names = [*kinds.text, *kinds.codes]
    if not names and not kinds.one_hot and not kinds.undecided:
        sentence = f"None of {table.shape[1]} columns holds names."
        return _finding("not found", sentence, {"rows measured": len(y)})
    return _judged(kinds, _measured(table, y, kinds, names, rng))


def _checked(X, y):
    table = pd.DataFrame(X).reset_index(drop=True)
    y = check_labels(y, len(table))
    if not table.columns.is_unique:
        twice = table.columns[table.columns.duplicated()][0]
        raise ValueError(f"Two columns are called {twice!r}; give every column a name of its own.")
    for name, column in table.items():
        if not pd.api.types.is_numeric_dtype(column.dtype):
            numbers = pd.to_numeric(column.astype(object), errors="coerce")
            is_names = isinstance(column.dtype, pd.CategoricalDtype) or numbers.isna().any()
            table[name] = column if is_names else numbers
        values = table[name]
        is_number = pd.api.types.is_numeric_dtype(values.dtype)
        bad = ~np.isfinite(values.astype(float)) if is_number else values.isna()
        if bad.any():
            fix = "impute it" if is_number else "give missing values a name of their own"
            raise ValueError(
                f"Column {name!r} holds {values[bad].iloc[0]} in row {int(np.argmax(bad))}; a "
                f"distance needs a value: {fix} first."
            )
    return table, y


def _name_columns(kinds, categorical_features, table):
    unknown = [name for name in categorical_features if name not in table.columns]
    if unknown:
        raise ValueError(
            f"categorical_features names {unknown[0]!r}, which is no column; choose from "
            f"{list(table.columns)[:10]}."
        )
    named = [name for name in categorical_features if name not in kinds.text]
    kinds.codes, kinds.undecided = named, []
    kinds.one_hot = [group for group in kinds.one_hot if not set(group) & set(named)]


def _measured(table, y, kinds, names, rng):
    """Return counts and shares of links, as given and with names treated as names."""
    recoded = names or kinds.undecided
    as_given = links_of(_codes(table, kinds), y)
    numberings = [links_of(_codes(table, kinds, recoded, rng), y) for _ in range(RECODINGS)]
    lost = [_lost(as_given, other) for other in numberings] if recoded else [0.0]
    measured = {"recoded": lost, "links": len(as_given), "rows": len(y)}
    if kinds.one_hot:
        unscaled = [name for group in kinds.one_hot for name in group]
        measured["one-hot"] = _lost(as_given, links_of(_codes(table, kinds, left=unscaled), y))
    mixed, nominal = _mixed(table, kinds, recoded)
    for metric in ("heom", "hvdm"):
        space = metric_space(mixed, metric, y=y, categorical_features=nominal)
        measured[metric] = _lost(as_given, links_of(space, y))
    return measured


def _codes(table, kinds, recoded=(), rng=None, left=()):
    """Return all columns as standardised numbers: some recoded at random, some left as 0 and 1."""
    coded = {}
    for name, column in table.items():
        values = column.to_numpy()
        if name in kinds.text or name in recoded:
            levels, values = np.unique(values.astype(str) if name in kinds.text else values,
                                       return_inverse=True)  # fmt: skip
            values = rng.permutation(len(levels))[values] if name in recoded else values
        coded[name] = values == values.max() if name in left else values
    coded = pd.DataFrame(coded).astype(float)
    scaled = [name for name in coded if name not in left]
    if scaled:
        coded[scaled] = StandardScaler().fit_transform(coded[scaled].to_numpy())
    return metric_space(coded.to_numpy())


def _mixed(table, kinds, names):
    """Return the table with each one-hot group as one column, and which columns hold names."""
    groups = {f"one-hot {i}": group for i, group in enumerate(kinds.one_hot)}
    mixed = table.drop(columns=[name for group in groups.values() for name in group])
    nominal = [name in [*kinds.text, *names] for name in mixed] + [True] * len(groups)
    collapsed = {
        name: table[group].to_numpy(float).argmax(axis=1) for name, group in groups.items()
    }
    return mixed.assign(**collapsed), np.array(nominal)


def _lost(links, others):
    return 1 - len(links & others) / len(links) if links else 0.0


def _judged(kinds, measured):
    numbers = {
        "rows measured": measured["rows"],
        "columns of text": len(kinds.text),
        "columns of codes": len(kinds.codes),
        "columns that may be counts or codes": len(kinds.undecided),
        "one-hot groups": len(kinds.one_hot),
        "links": measured["links"],
        "share of links lost by numbering anew": float(np.mean(measured["recoded"])),
        "share of links that HEOM does not have": measured["heom"],
        "share of links that HVDM does not have": measured["hvdm"],
    }
    if "one-hot" in measured:
        numbers["share of links lost by leaving one-hot unscaled"] = measured["one-hot"]
    status, sentence = _verdict(kinds, numbers, measured)
    return _finding(status, sentence, numbers, lambda: _drawn(numbers, measured))


def _verdict(kinds, numbers, measured):
    links, recoded = measured["links"], numbers["share of links lost by numbering anew"]
    if links < FEWEST_LINKS:
        return "cannot tell", f"There are {links} links: too few to see whether they hang on names."
    names = [*kinds.text, *kinds.codes]
    if not names and not kinds.one_hot:
        sentence = (
            f"{_listed(kinds.undecided)} may hold counts or codes; if codes, {recoded:.0%} of "
            f"{links} links hang on their numbering. Name the codes in categorical_features=."
        )
        return ("cannot tell" if recoded >= LOST else "not found"), sentence
    parts = []
    if names:
        sentence = f"{recoded:.0%} of {links} links change when {_listed(names)} are numbered anew"
        parts.append(f"{sentence}, where none should")
    if kinds.one_hot:
        share = measured["one-hot"]
        parts.append(f"{share:.0%} of {links} links hang on standardising zeros and ones")
    found = max(recoded if names else 0.0, measured.get("one-hot", 0.0)) >= LOST
    return ("found" if found else "not found"), "; ".join(parts) + "."


def _listed(names):
    shown = ", ".join(map(str, names[:4]))
    return shown if len(names) <= 4 else f"{shown} and {len(names) - 4} more columns"


def _drawn(numbers, measured):
    recoded, links = measured["recoded"], measured["links"]
    lost = numbers["share of links lost by numbering anew"]
    values = {
        "numbered anew": lost,
        "not in HEOM": measured["heom"],
        "not in HVDM": measured["hvdm"],
    }
    title = f"Numbering anew loses {lost:.0%} of {links} links"
    if "one-hot" in measured:
        values["one-hot unscaled"] = measured["one-hot"]
        title += f", unscaling {measured['one-hot']:.0%}"
    middle = list(values.values())
    lows, highs = [min(recoded), *middle[1:]], [max(recoded), *middle[1:]]
    shown = dict(xlabel="share of the links, range over numberings", title=title)
    return draw_intervals(list(values), middle, lows, highs, **shown)


def _finding(status, sentence, numbers, draw=None):
    remedies = {
        "found": "Say which columns hold names: metric='heom' or 'hvdm' with "
        "categorical_features=, or one-hot columns left unscaled; SMOTENC instead of SMOTE. Then "
        "measure whether cleaning helps at all.",
        "not found": "Nothing to do.",
        "cannot tell": "Find out what the whole numbers stand for; no table says so itself.",
    }
    return Finding("nominal columns", "15", status, sentence, numbers, remedies[status], draw)
