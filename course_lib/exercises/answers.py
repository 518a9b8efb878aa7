"""Answers as learners type them, read into one plain form each, or named as a mistake of form.

A reader takes any object and returns a value that can be compared, or raises `Misread` with the
name of the mistake and a sentence that says what to hand in instead.
"""

import reprlib

import numpy as np

LONGEST = 100_000  # more numbers than any answer needs; beyond it nothing is sorted or compared


class Misread(ValueError):
    """An answer in the wrong form.

    Parameters
    ----------
    name : str
        The mistake in a few words, shown in bold.
    sentence : str
        What is asked instead, as Markdown.
    block : str, optional
        The input that shows it, as plain lines.
    """

    status = "wrong"

    def __init__(self, name, sentence, block=""):
        super().__init__(name, sentence)
        self.name = name
        self.sentence = sentence
        self.block = block

    def on(self, block):
        """Return the mistake with the input that shows it."""
        self.block = block
        return self


class _Brief(reprlib.Repr):
    """`repr` without addresses or long arrays; floats to six digits, whole ones in full."""

    def __init__(self):
        super().__init__()
        self.maxlist, self.maxtuple, self.maxset, self.maxlevel = 30, 12, 12, 4

    def repr_float(self, x, level):
        return f"{x:.0f}" if x == round(x, 0) and abs(x) < 1e15 else f"{x:.6g}"

    def repr_ndarray(self, x, level):
        return self.repr1(x.tolist(), level) if x.size <= 60 else f"<array of shape {x.shape}>"

    def repr_instance(self, x, level):
        return self.repr1(x.item(), level) if isinstance(x, np.generic) else f"<{type(x).__name__}>"


def brief(value):
    """Return a short text for any value, the same in every run.

    Examples
    --------
    >>> brief([(np.int64(3), 0.1 + 0.2)]), brief(object()), brief(np.zeros((1000, 2)))
    ('[(3, 0.3)]', '<object>', '<array of shape (1000, 2)>')
    """
    return _Brief().repr(value).replace("`", "'")


def _numbers(answer, asked):
    """Return `answer` as an array of finite numbers or booleans; `asked` says what was wanted."""
    if type(answer).__module__.partition(".")[0] == "pandas" and hasattr(answer, "to_numpy"):
        answer = answer.to_numpy()
    if isinstance(answer, str):
        raise Misread("a string", f"{asked} Leave out the quotation marks.")
    if not isinstance(answer, (int, float, list, tuple, range, np.ndarray, np.number, np.bool_)):
        kind = type(answer).__name__
        raise Misread("the wrong type", f"{asked} This is of type `{kind}`.")
    try:
        array = np.asarray(answer)
    except ValueError:
        raise Misread("lists of different lengths", asked) from None
    if array.size > LONGEST:
        raise Misread("far too long", f"{asked} This holds {array.size:,} numbers.")
    if array.dtype.kind not in "biuf":
        raise Misread("not numbers", asked)
    if not np.isfinite(array).all():
        raise Misread("NaN or infinity", f"{asked} Every number has to be finite.")
    return array


def _row_numbers(answer, asked):
    """Return `answer` as an integer array of row numbers, of whatever shape."""
    array = _numbers(answer, asked)
    if array.dtype == bool:
        raise Misread(
            "a mask, not row numbers",
            f"{asked} `np.flatnonzero(mask)` gives the rows where a mask is true.",
        )
    if (array != np.round(array)).any() or (array >= 2**53).any():
        raise Misread("not row numbers", f"{asked} Row numbers are whole, and smaller than `n`.")
    if (array < 0).any():
        raise Misread("a negative row number", f"{asked} The first row is row 0.")
    return array.astype(int)


def as_int(answer):
    """Return the answer as an `int`; whole floats and NumPy integers count."""
    asked = "One whole number is asked."
    array = _numbers(answer, asked)
    if array.ndim > 0:
        raise Misread("a list, not a number", asked)
    if array.dtype == bool or array != np.round(array):
        raise Misread("not a whole number", asked)
    return int(array)


def as_number(decimals):
    """Return a reader of one number, rounded to `decimals` places before it is compared."""

    def read(answer):
        asked = f"One number is asked, to {decimals} decimals."
        array = _numbers(answer, asked)
        if array.ndim > 0:
            raise Misread("a list, not a number", asked)
        if array.dtype == bool:
            raise Misread("true or false, not a number", asked)
        return round(float(array), decimals)

    return read


def as_choice(*options):
    """Return a reader of one of the strings `options`; case and outer spaces do not matter."""
    known = {option.lower(): option for option in options}

    def read(answer):
        asked = f"One of {', '.join(f'`{option!r}`' for option in options)} is asked."
        if not isinstance(answer, str):
            raise Misread("not a string", asked)
        if answer.strip().lower() not in known:
            raise Misread("not one of the choices", asked)
        return known[answer.strip().lower()]

    return read


def as_rows(answer):
    """Return a set of row numbers as a sorted list; their order does not matter.

    Examples
    --------
    >>> as_rows(np.array([4.0, 1.0])), as_rows({1, 4})
    ([1, 4], [1, 4])
    """
    asked = "A list of row numbers is asked, such as `[0, 3]`."
    rows = _row_numbers(list(answer) if isinstance(answer, (set, frozenset)) else answer, asked)
    if rows.ndim != 1:
        raise Misread("not a flat list", f"{asked} This has shape {rows.shape}.")
    if len(np.unique(rows)) < len(rows):
        raise Misread("a row given twice", f"{asked} Name each row once.")
    return np.sort(rows).tolist()


def as_pairs(answer):
    """Return pairs of rows as a sorted list, the lower row first; order never matters.

    Examples
    --------
    >>> as_pairs([(4, 1), (0, 2)]), as_pairs([{1, 4}, {0, 2}])
    ([(0, 2), (1, 4)], [(0, 2), (1, 4)])
    """
    asked = "A list of pairs of row numbers is asked, such as `[(0, 3), (1, 5)]`."
    if isinstance(answer, (set, frozenset)):
        answer = list(answer)
    if isinstance(answer, (list, tuple)):
        answer = [list(pair) if isinstance(pair, (set, frozenset)) else pair for pair in answer]
    rows = _row_numbers(answer, asked)
    if rows.size == 0:
        return []
    if rows.ndim == 2 and rows.shape[0] == 2 and rows.shape[1] > 2:
        raise Misread("pairs in columns", f"{asked} This has shape {rows.shape}: transpose it.")
    if rows.ndim != 2 or rows.shape[1] != 2:
        raise Misread("not pairs", f"{asked} This has shape {rows.shape}.")
    if (rows[:, 0] == rows[:, 1]).any():
        raise Misread("a row paired with itself", asked)
    pairs = [tuple(pair) for pair in np.sort(rows, axis=1).tolist()]
    if len(set(pairs)) < len(pairs):
        raise Misread("a pair given twice", f"{asked} `(0, 3)` and `(3, 0)` are one pair.")
    return sorted(pairs)


def as_array(answer):
    """Return an array of numbers or booleans; its order and its shape matter."""
    return _numbers(answer, "An array of numbers is asked.")


def as_data_set(answer):
    """Return ``(X, y)``: float samples of shape (n, d) and labels of shape (n,)."""
    asked = "Samples and labels are asked: `X` with one row per sample, `y` with one label per row."
    if not isinstance(answer, (tuple, list)) or len(answer) != 2:
        raise Misread("not a pair of X and y", asked)
    X = _numbers(answer[0], asked).astype(float)
    if X.ndim != 2 or X.size == 0:
        raise Misread("X is not two-dimensional", f"{asked} This `X` has shape {X.shape}.")
    labels = list(answer[1]) if isinstance(answer[1], (list, tuple, np.ndarray)) else answer[1]
    strings = isinstance(labels, list) and all(isinstance(label, str) for label in labels)
    y = np.array(labels) if strings else _numbers(labels, asked)
    if y.ndim != 1:
        raise Misread("y is not one-dimensional", f"{asked} This `y` has shape {y.shape}.")
    if len(X) != len(y):
        raise Misread("X and y of different lengths", f"{asked} Here: {len(X)} and {len(y)}.")
    return X, y
