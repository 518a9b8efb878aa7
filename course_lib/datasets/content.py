"""The checksum of what a table says, however its file is written."""

import hashlib

import numpy as np
import pandas as pd


def content_digest(table):
    """Return the SHA-256 of a table's names and values, column by column in order of their names.

    Two files agree if they hold the same rows in the same order: CSV or Parquet, 32 bits or 64,
    ``1`` or ``1.0`` make no difference, nor does the order of the columns.

    Parameters
    ----------
    table : DataFrame
        Numbers, times, and names of any length; nothing missing.

    Returns
    -------
    digest : str of 64 hexadecimal digits

    Examples
    --------
    >>> one = pd.DataFrame({"age": [1, 2], "sex": ["f", "m"]})
    >>> other = pd.DataFrame({"sex": ["f", "m"], "age": [1.0, 2.0]})
    >>> content_digest(one) == content_digest(other)
    True
    """
    digest = hashlib.sha256()
    for name in sorted(table.columns):
        digest.update(f"{name}\n".encode())
        digest.update(_bytes(table[name]))
    return digest.hexdigest()


def _bytes(column):
    if pd.api.types.is_datetime64_any_dtype(column):
        return column.to_numpy("datetime64[s]").astype("<i8").tobytes()
    if pd.api.types.is_numeric_dtype(column):
        # A zero has a sign that no text file keeps.
        return (column.to_numpy("<f8") + 0.0).tobytes()
    return "\n".join(map(str, np.asarray(column))).encode()
