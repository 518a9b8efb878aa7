"""A CSV file as features and labels, with every row and column that is left out named."""

import difflib
import warnings
from pathlib import Path

import numpy as np
import pandas as pd

from course_lib.evaluation.diagnose.csv_file import check_size, header, opened, records, short

MISSING = ("", "NA", "N/A", "n/a", "<NA>", "NaN", "nan", "NULL", "null", "?")
# Below this share of numbers a column is one of categories; above it, text in it is a mistake.
MOSTLY = 0.5
MOST_CODES = 10  # different numbers among which text is one more category: "1", "2", "3", "more"
# A number to be predicted has about as many values as rows; a class has rows to learn it from.
MOST_CLASSES, ROWS_PER_CLASS = 100, 5
LARGEST = 1e100  # squares and sums of them stay finite


def read_table(path, target, *, delimiter=None):
    """Return the features and the labels of a CSV file, complete: no value of them is missing.

    Distances need every value, so rows with a missing one are left out, and so are columns that
    hold none or one value, are missing in more than half of the rows, or cannot be categories
    because text differs in most rows. Nothing goes silently: each is a warning. A column is one of
    numbers where at least half of its values are numbers; then any text in it is an error, unless
    the numbers are ten or fewer, as in "1", "2", "more".

    Parameters
    ----------
    path : str or Path
        A text file in UTF-8, or a gzip archive of one, with the column names in its first line;
        at most 50 million values and a gibibyte.
    target : str or int
        Name of the column of labels, or its number counted from 1.
    delimiter : str, optional
        One character; by default the comma, semicolon or tab that occurs in the first line.

    Returns
    -------
    X : DataFrame, shape (n, d)
        In the file's order of columns; numbers as int64 or float64, categories as text. Its index
        is the row's number in the file counted from 0, the header not counted.
    y : Series, shape (n,)
        The labels of the same rows: int64 or float64 if all are numbers, else text.

    Raises
    ------
    ValueError, OSError
        In one sentence that names the file, the line, the value, the rule and the fix.

    Warns
    -----
    UserWarning
        For everything that was left out, and for columns that look like identifiers.

    Notes
    -----
    The file is read twice, once to check it. Missing is an empty value, NA, N/A, NaN, NULL or "?".

    Examples
    --------
    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp(), "spots.csv")
    >>> size = path.write_text("area;shade;spot\\n3.5;2;no\\n4.5;4;no\\n7;3;yes\\n")
    >>> X, y = read_table(path, target="spot")
    >>> X
       area  shade
    0   3.5      2
    1   4.5      4
    2   7.0      3
    >>> y.to_list()
    ['no', 'no', 'yes']
    """
    path = Path(path)
    delimiter, names = header(path, delimiter)
    target = _target_name(path, names, target)
    check_size(path, delimiter, names)
    frame = _parsed(path, delimiter, names, target)
    notes = []
    frame = _labelled_rows(path, frame, target, notes)
    y = _labels(path, frame.pop(target))
    X = _features(path, delimiter, frame, notes)
    X, y = _complete_rows(path, X, y, notes)
    _check_classes(path, y)
    X = _informative_columns(path, X, notes)
    for note in notes:
        warnings.warn(note, stacklevel=2)
    return X, y


def _target_name(path, names, target):
    """The name of the column that `target` names or counts."""
    if str(target) in names:
        return str(target)
    try:
        number = int(target)
    except ValueError:
        number = None
    if number is not None and 1 <= number <= len(names):
        return names[number - 1]
    close = difflib.get_close_matches(str(target), names, n=1, cutoff=0.6)
    some = ", ".join(map(short, names[:12])) + (", …" if len(names) > 12 else "")
    hint = f"did you mean {short(close[0])}? " if close else ""
    raise ValueError(
        f"{path} has no column {short(str(target))}: {hint}choose a name, or a number from 1 to "
        f"{len(names)}, of the columns {some}."
    )


def _parsed(path, delimiter, names, target):
    """The table as pandas reads it: labels as text, infinity still in it."""
    with opened(path) as stream:
        return pd.read_csv(
            stream,
            sep=delimiter,
            header=0,
            names=names,
            index_col=False,
            dtype={target: str},
            na_values=list(MISSING),
            keep_default_na=False,
            skipinitialspace=delimiter != " ",
            encoding="utf-8-sig",
            low_memory=False,  # else the type of a column is decided anew every few thousand rows
        )


def _labelled_rows(path, frame, target, notes):
    """The rows that have a label."""
    label = frame[target].str.strip()
    missing = label.isna() | (label == "")
    if missing.all():
        raise ValueError(f"{path}: no row has a value in {short(target)}; choose another target.")
    if missing.any():
        notes.append(
            f"{missing.sum():,} of {len(frame):,} rows have no label in {short(target)} and were "
            "left out."
        )
    return frame.assign(**{target: label})[~missing]


def _labels(path, column):
    """Labels as whole numbers, else numbers, else text."""
    numbers = pd.to_numeric(column, errors="coerce")
    if numbers.isna().any():
        return column
    if np.isinf(numbers).any():
        raise ValueError(
            f"{path}: the target {short(column.name)} holds an infinite label; name it."
        )
    return numbers.astype(np.int64) if (numbers % 1 == 0).all() else numbers.astype(float)


def _check_classes(path, y):
    """Raise unless `y` can be a class."""
    n_labels = y.nunique()
    if n_labels < 2:
        raise ValueError(
            f"{path}: the target {short(y.name)} has one label, {short(str(y.iloc[0]))}, in all "
            f"{len(y):,} rows; two classes are needed."
        )
    if n_labels > min(MOST_CLASSES, max(2, len(y) / ROWS_PER_CLASS)):
        raise ValueError(
            f"{path}: the target {short(y.name)} has {n_labels:,} different labels in {len(y):,} "
            f"rows; a class needs {ROWS_PER_CLASS} rows on average, and at most {MOST_CLASSES} "
            "classes are compared: choose another column, or cut its numbers into classes."
        )


def _features(path, delimiter, frame, notes):
    """The columns as numbers or text; raises where text stands among numbers."""
    columns = {}
    for name, column in frame.items():
        share = column.isna().mean()
        if share > 0.5:
            notes.append(
                f"Column {short(name)} was left out: {share:.0%} of its values are missing."
            )
        else:
            columns[name] = _typed(path, delimiter, column, notes)
    return pd.DataFrame(columns, index=frame.index)


def _typed(path, delimiter, column, notes):
    """One column as numbers if most of its values are, else as text."""
    if pd.api.types.is_bool_dtype(column):
        return column.astype(np.int64)
    numbers = column
    if not pd.api.types.is_numeric_dtype(column):
        numbers = pd.to_numeric(column, errors="coerce")
        if numbers.notna().sum() < MOSTLY * column.notna().sum():
            return _text(path, delimiter, column)
        if (numbers.isna() & column.notna()).any():
            return _mixed(path, delimiter, column, numbers, notes)
    too_large = numbers.abs() > LARGEST
    if too_large.any():
        raise ValueError(
            f"{_place(path, delimiter, too_large.idxmax())}, column {short(column.name)}: the "
            f"value is infinite or beyond {LARGEST:g}, and distances need squares; correct it, or "
            "leave it empty if it is missing."
        )
    return numbers


def _mixed(path, delimiter, column, numbers, notes):
    """A column of categories some of which are numbers; raises if it is one of numbers."""
    row = (numbers.isna() & column.notna()).idxmax()
    text = short(str(column[row]))
    if numbers.nunique() > MOST_CODES:
        raise ValueError(
            f"{_place(path, delimiter, row)}, column {short(column.name)}: {text} is no number, as "
            "most values of the column are; correct it, or leave it empty if it is missing."
        )
    notes.append(
        f"Column {short(column.name)} was taken as categories: {text} is no number, and its other "
        "values are few."
    )
    return column.str.strip()


def _text(path, delimiter, column):
    """A column of categories; raises if it holds numbers written in another way."""
    numbers = column.str.fullmatch(r"\s*[-+]?\d[\d.\s]*,[\d.,\s]*\d\s*").fillna(False)
    if numbers.mean() >= MOSTLY:
        row = numbers.idxmax()
        raise ValueError(
            f"{_place(path, delimiter, row)}, column {short(column.name)}: {short(column[row])} "
            "has a comma; write numbers with a decimal point and without separators."
        )
    return column.str.strip()


def _place(path, delimiter, row):
    """The file and the line of a row; reads the file again."""
    for number, (line, _) in enumerate(records(path, delimiter), -1):
        if number == row:
            return f"{path}, line {line}"
    return str(path)


def _complete_rows(path, X, y, notes):
    """The rows in which nothing is missing."""
    missing = X.isna()
    incomplete = missing.any(axis=1)
    if incomplete.all():
        raise ValueError(
            f"{path}: every row has a missing value; remove the columns that miss most, such as "
            f"{short(missing.mean().idxmax())}, or fill them in."
        )
    if incomplete.any():
        worst = missing.mean().idxmax()
        lost = ", ".join(
            f"{count:,} of label {label}"
            for label, count in y[incomplete].value_counts().head(5).items()
        )
        notes.append(
            f"{incomplete.sum():,} of {len(X):,} rows have a missing value and were left out "
            f"({lost}); most are missing in {short(worst)} ({missing[worst].mean():.0%})."
        )
    return X[~incomplete], y[~incomplete]


def _informative_columns(path, X, notes):
    """The columns that can say something about distance."""
    kept = [name for name in X if not (note := _useless(X[name])) or notes.append(note)]
    if not any(pd.api.types.is_numeric_dtype(X[name]) for name in kept):
        raise ValueError(
            f"{path}: no column besides the target holds different numbers; distances need "
            "numbers, so encode its categories or choose another table."
        )
    for name in kept:
        if _differs_everywhere(X[name]):
            notes.append(
                f"Column {short(name)} has another whole number in every row: if it names the "
                "rows, remove it, it makes every distance meaningless."
            )
    return X[kept]


def _useless(column):
    """Why a column was left out; empty if it was not."""
    is_number = pd.api.types.is_numeric_dtype(column)
    if column.nunique() == 1:
        return f"Column {short(column.name)} was left out: all its values are the same."
    if is_number and column.std() == 0:
        return f"Column {short(column.name)} was left out: its values are too close to 0 to square."
    if not is_number:
        if column.nunique() > max(20, len(column) / 2):
            return (
                f"Column {short(column.name)} was left out: it is text that differs in most rows, "
                "so neither a number nor a category."
            )
    # The index is the row's number in the file, so rows left out leave no gap.
    elif len(column) > 20 and np.ptp(column - column.index) == 0:
        return f"Column {short(column.name)} was left out: it counts the rows."
    return ""


def _differs_everywhere(column):
    """Whether the column may be an identifier."""
    return (
        pd.api.types.is_numeric_dtype(column)
        and len(column) > 20
        and column.is_unique
        and (column % 1 == 0).all()
    )
