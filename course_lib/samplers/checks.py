"""What every rule asks of labels, and how a sampler lets a table with categories pass."""

import numpy as np
import pandas as pd
from imblearn.utils import check_target_type
from scipy import sparse
from sklearn.utils import column_or_1d
from sklearn.utils.validation import validate_data


def check_labels(y, n_samples):
    """Return `y` as an array of `n_samples` labels of at least two classes.

    Parameters
    ----------
    y : array-like of shape (n_samples,)
    n_samples : int

    Returns
    -------
    y : ndarray of shape (n_samples,)

    Raises
    ------
    ValueError
        Another length, a missing label, or fewer than two classes.
    """
    if not (isinstance(y, np.ndarray) and y.ndim == 1):  # a sampler has checked its own already
        y = column_or_1d(y)
    if len(y) != n_samples:
        raise ValueError(f"X has {n_samples} rows and y has {len(y)}; give one label per row.")
    if pd.isna(y).any():
        raise ValueError(
            f"y has no label in row {np.flatnonzero(pd.isna(y))[0]}; drop such rows first."
        )
    if len(y) and (y == y[0]).all():
        raise ValueError(
            f"y holds one class only ({y[0]}); a rule about neighbours of another class needs two."
        )
    return y


def check_classes(classes, y):
    """Raise `ValueError` naming the first of `classes` that no row has.

    Parameters
    ----------
    classes : iterable of labels
    y : array of shape (n,)
    """
    labels = np.unique(y).tolist()
    for label in classes:
        if label not in labels:
            raise ValueError(f"No row has the class {label!r}; choose among {labels}.")


def check_mixed_X_y(sampler, X, y):
    """Replace `BaseSampler._check_X_y` where columns may hold categories.

    Parameters
    ----------
    sampler : BaseSampler
        Its ``n_features_in_`` and ``feature_names_in_`` are set.
    X : array or DataFrame of shape (n, d)
        Numbers and categories; the metric checks them later, column by column.
    y : array-like of shape (n,)

    Returns
    -------
    X, y, binarize_y
        As imbalanced-learn's bases expect; `X` keeps its own type.

    Raises
    ------
    TypeError
        A sparse `X`.
    ValueError
        An `X` that is not two-dimensional.
    """
    if sparse.issparse(X):
        raise TypeError("A table with categories cannot be sparse; convert with X.toarray().")
    y, binarize_y = check_target_type(y, indicate_one_vs_all=True)
    if not isinstance(X, pd.DataFrame):
        X = np.asarray(X)
    if X.ndim != 2:
        raise ValueError(
            f"X has shape {X.shape}; give one row per sample and one column per feature."
        )
    validate_data(sampler, X=X, y=y, reset=True, skip_check_array=True)
    return X, column_or_1d(y), binarize_y
