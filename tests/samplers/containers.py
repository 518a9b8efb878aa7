"""The kinds of tables and labels that samplers take, and how to tell that one was not touched."""

import numpy as np
import pandas as pd
from scipy import sparse


def frame(X):
    """Return a table whose columns have names and, for the first, a kind of their own."""
    names = [f"feature {number}" for number in range(X.shape[1])]
    table = pd.DataFrame(X, columns=names, index=np.arange(len(X))[::-1] + 100)
    return table.astype({names[0]: np.float32})


def frozen(X):
    """Return a read-only copy."""
    X = X.copy()
    X.flags.writeable = False
    return X


def backwards(X):
    """Return a sparse matrix that stores the entries of each row in falling order of columns."""
    X = sparse.csr_matrix(X)
    for start, stop in zip(X.indptr, X.indptr[1:], strict=False):
        X.indices[start:stop] = X.indices[start:stop][::-1]
        X.data[start:stop] = X.data[start:stop][::-1]
    X.has_sorted_indices = False
    return X


TABLES = {
    "array": np.array,
    "float32": lambda X: X.astype(np.float32),
    "whole numbers": lambda X: np.round(X * 1e6).astype(np.int64),
    "Fortran": np.asfortranarray,
    "strided": lambda X: np.repeat(X, 2, axis=1)[:, ::2],
    "read-only": frozen,
    "lists": lambda X: X.tolist(),
    "DataFrame": frame,
    "csr_matrix": sparse.csr_matrix,
    "csr_array": sparse.csr_array,
    "csc_matrix": sparse.csc_matrix,
    "csc_array": sparse.csc_array,
    "csr_matrix, unsorted": backwards,
    "csr_matrix, float32": lambda X: sparse.csr_matrix(X.astype(np.float32)),
}
NAMES = np.array(["low", "middle", "high", "rare"])
LABELS = {
    "numbers": np.array,
    "names": lambda y: NAMES[y],
    "objects": lambda y: NAMES[y].astype(object),
    "floats": lambda y: y.astype(float),
    "lists": lambda y: y.tolist(),
    "Series": lambda y: pd.Series(y, name="class", index=np.arange(len(y))[::-1] + 100),
    "categorical": lambda y: pd.Series(pd.Categorical(NAMES[y], categories=NAMES), name="class"),
    "one column": lambda y: pd.DataFrame({"class": NAMES[y]}),
}


def contents(table):
    """Return everything a table or label container stores, bytes for numbers, to compare later."""
    if sparse.issparse(table):
        parts = table.data, table.indices, table.indptr
        return type(table), table.shape, [(part.dtype, part.tobytes()) for part in parts]
    if isinstance(table, pd.DataFrame | pd.Series):
        values = table.to_numpy().tolist()
        return type(table), repr(table.axes), str(getattr(table, "dtypes", None)), repr(values)
    if isinstance(table, np.ndarray):
        flags = table.flags.c_contiguous, table.flags.writeable, table.strides
        stored = repr(table.tolist()) if table.dtype == object else table.tobytes()
        return table.dtype, table.shape, flags, stored
    return repr(table)


def assert_same(ours, theirs):
    """Assert that two results agree in values, kind, dtype, names, index and shape."""
    assert type(ours) is type(theirs)
    if sparse.issparse(theirs):
        assert ours.dtype == theirs.dtype
        np.testing.assert_array_equal(ours.toarray(), theirs.toarray(), strict=True)
    elif isinstance(theirs, pd.DataFrame):
        pd.testing.assert_frame_equal(ours, theirs)
    elif isinstance(theirs, pd.Series):
        pd.testing.assert_series_equal(ours, theirs)
    elif isinstance(theirs, np.ndarray):
        np.testing.assert_array_equal(ours, theirs, strict=True)
    else:
        assert ours == theirs
