"""Cases in time from a CSV or Parquet file, or one sentence on what is wrong with it."""

import hashlib
import warnings
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd


class Table(NamedTuple):
    """What a retraining job reads: when, what, and with which label.

    Attributes
    ----------
    time : Series of datetime64
    X : DataFrame of float
    y : int array
        -1 where the label is not known yet.
    sha256 : str
        Of the file's bytes.
    """

    time: pd.Series
    X: pd.DataFrame
    y: np.ndarray
    sha256: str


def read_cases(path, settings):
    """Return the cases of a table, complete and of the right kinds.

    Parameters
    ----------
    path : str or Path
        CSV in UTF-8, plain or compressed, with the column names in its first line; or Parquet,
        where the name ends in ".parquet".
    settings : Retraining
        Names of the columns for time, target and features; others are not read.

    Returns
    -------
    table : Table

    Raises
    ------
    ValueError, OSError
        In one sentence: a file that cannot be read, a missing column, a time that is none, a
        feature that is missing or no number, a label that is neither 0 nor 1.
    """
    path = Path(path)
    if path.is_dir() or not path.exists():
        fault = "is a folder" if path.is_dir() else "does not exist"
        raise ValueError(f"{path} {fault}; name a CSV or Parquet file.")
    frame = _columns(path, [settings.time, settings.target, *settings.features])
    if frame.empty:
        raise ValueError(f"{path} has no rows.")
    return Table(
        _times(frame[settings.time], path),
        _numbers(frame[settings.features], path),
        _labels(frame[settings.target], path),
        hashlib.sha256(path.read_bytes()).hexdigest(),
    )


def _columns(path, names):
    """Return these columns of the file, or say which it lacks."""
    try:
        if path.suffix == ".parquet":
            frame = pd.read_parquet(path)
        else:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", pd.errors.DtypeWarning)  # mixed columns: below
                frame = pd.read_csv(path)
    except (ValueError, OSError) as error:  # pyarrow's and pandas' own errors are of these kinds
        reason = " ".join(str(error).split())[:200]
        raise ValueError(f"{path} cannot be read: {reason}.") from None
    lacking = [name for name in names if name not in frame]
    if lacking:
        shown = ", ".join(map(str, frame.columns[:10]))
        raise ValueError(f"{path} has no column {', '.join(lacking)}; it has {shown}.")
    return frame[names]


def _times(column, path):
    if pd.api.types.is_numeric_dtype(column):
        raise ValueError(
            f"{path}: the column {column.name} holds numbers; write times such as 2024-05-31."
        )
    times = pd.to_datetime(column, errors="coerce", format="ISO8601", utc=True)
    wrong = np.flatnonzero(times.isna())
    if len(wrong):
        raise ValueError(
            f"{_at(path, column, wrong[0])} is no time; write it such as 2024-05-31 or "
            "2024-05-31 17:05."
        )
    return times.dt.tz_localize(None)


def _numbers(frame, path):
    numbers = frame.apply(pd.to_numeric, errors="coerce").astype(float)
    wrong = np.argwhere(~np.isfinite(numbers.to_numpy()))
    if len(wrong):
        row, column = wrong[0]
        raise ValueError(
            f"{_at(path, frame.iloc[:, column], row)} is no finite number; fill it in or remove "
            "the row."
        )
    return numbers


def _labels(column, path):
    labels = pd.to_numeric(column, errors="coerce").to_numpy(float, na_value=np.nan)
    unknown = column.isna().to_numpy()
    wrong = np.flatnonzero(~np.isin(labels, [0, 1]) & ~unknown)
    if len(wrong):
        raise ValueError(
            f"{_at(path, column, wrong[0])} is neither 0 nor 1; 1 is what is looked for."
        )
    return np.where(unknown, -1, labels).astype(int)


def _at(path, column, row):
    """Return which value is meant, and where it stands."""
    value = column.iloc[row]
    shown = repr(value) if isinstance(value, str) else f"{value}"
    return f"{path}: {shown} in the column {column.name}, row {row + 1},"
