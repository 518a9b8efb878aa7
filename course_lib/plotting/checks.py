"""What the drawing functions ask of their input, refused in one sentence."""

import numpy as np


def check_plane(X):
    """Return the samples as a float array (n, 1) or (n, 2), and the axis names of a DataFrame."""
    points = np.array(X, dtype=float)  # a copy: artists may keep what they are given
    if points.ndim != 2 or points.shape[1] not in (1, 2):
        raise ValueError(
            f"X has shape {points.shape}; a picture needs a row per sample and one or two columns."
        )
    if len(points) == 0:
        raise ValueError("X has no rows; there is nothing to draw.")
    if not np.isfinite(points).all():
        raise ValueError("X contains NaN or infinity, which have no place in a picture.")
    names = [str(name) for name in X.columns] if hasattr(X, "columns") else ["", ""]
    return points, names


def on_plane(X):
    """Return the coordinates (n, 2) at which the samples are drawn: one feature lies on a line."""
    points, _ = check_plane(X)
    return points if points.shape[1] == 2 else np.column_stack([points, np.zeros(len(points))])


def check_labels(y, n):
    """Return the labels as an array (n,)."""
    labels = np.array(y)
    if labels.shape != (n,):
        raise ValueError(f"y has shape {labels.shape}, but X has {n} rows; give one label per row.")
    return labels


def check_rows(rows, n, name):
    """Return row numbers of X as an integer array (n_rows,)."""
    rows = np.asarray(rows)
    if rows.dtype == bool:
        raise TypeError(f"{name} is a mask, but row numbers are needed; use np.flatnonzero(mask).")
    rows = rows.astype(int) if rows.size == 0 else rows
    if rows.ndim != 1 or rows.dtype.kind not in "iu":
        raise TypeError(f"{name} must be a flat sequence of row numbers, not {rows!r}.")
    _refuse_outside(rows, n, name)
    return rows


def check_pairs(pairs, n):
    """Return pairs of row numbers of X as an integer array (n_pairs, 2)."""
    pairs = np.asarray(pairs)
    pairs = pairs.reshape(-1, 2).astype(int) if pairs.size == 0 else pairs
    if pairs.ndim != 2 or pairs.shape[1] != 2 or pairs.dtype.kind not in "iu":
        raise ValueError(
            f"pairs has shape {pairs.shape} and dtype {pairs.dtype}; it must hold two row numbers "
            f"per pair."
        )
    _refuse_outside(pairs, n, "pairs")
    return pairs


def _refuse_outside(rows, n, name):
    outside = rows[(rows < 0) | (rows >= n)]
    if outside.size:
        raise ValueError(f"{name} contains {outside.flat[0]}, but X has rows 0 to {n - 1}.")
