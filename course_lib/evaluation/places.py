"""Rows that share a place: who they are, and three ways to leave one of them."""

import numpy as np
from sklearn.utils.validation import check_array

from course_lib.samplers.checks import check_labels

RULES = ("majority", "drop", "weights")


def label_counts(X, y):
    """Return how many rows of each label lie in each place.

    Parameters
    ----------
    X : array or DataFrame of numbers, shape (n, d)
        Two rows share a place if all their values are equal.
    y : array of shape (n,)
        Labels of two classes or more.

    Returns
    -------
    place : int array, shape (n,)
        Number of the place of each row.
    counts : int array, shape (n_places, n_labels)
        Rows per place and label, the labels in `np.unique` order.

    Raises
    ------
    ValueError
        NaN, infinity or text in `X`, lengths that differ, a single class.

    Examples
    --------
    >>> place, counts = label_counts([[5], [2], [5], [5]], ["no", "no", "yes", "no"])
    >>> place
    array([1, 0, 1, 1])
    >>> counts
    array([[1, 0],
           [2, 1]])
    """
    X = check_array(X, dtype=np.float64)
    labels, code = np.unique(check_labels(y, len(X)), return_inverse=True)
    _, place = np.unique(X + 0.0, axis=0, return_inverse=True)  # + 0.0: there is a minus zero
    counts = np.zeros((place.max() + 1, len(labels)), dtype=np.intp)
    np.add.at(counts, (place, code), 1)
    return place, counts


def twin_counts(X, y):
    """Return how many rows repeat another, and how many contradict one.

    Parameters
    ----------
    X, y
        As in :func:`label_counts`.

    Returns
    -------
    numbers : dict of str to number
        Rows that repeat the values of an earlier row; places with more than one label; rows in such
        places; and the share of the smallest class (of equal ones the first) that lies there.

    Examples
    --------
    >>> twin_counts([[5], [2], [5], [5]], ["no", "no", "yes", "no"])["rows in such places"]
    3
    """
    place, counts = label_counts(X, y)
    contested = (counts > 0).sum(axis=1) > 1
    smallest = counts.sum(axis=0).argmin()
    return {
        "rows that repeat an earlier row": len(place) - len(counts),
        "places with more than one label": int(contested.sum()),
        "rows in such places": int(counts[contested].sum()),
        "share of the smallest class in such places": float(
            counts[contested, smallest].sum() / counts[:, smallest].sum()
        ),
    }


def one_row_per_place(X, y, rule):
    """Return the rows to keep so that no two rows share a place, and how many each stands for.

    Parameters
    ----------
    X, y
        As in :func:`label_counts`.
    rule : {"majority", "drop", "weights"}
        "majority" keeps the commonest label of each place, of equally common ones the label that is
        rarer in `y`; "drop" keeps no row of a place with more than one label; "weights" keeps one
        row per place *and label*, so twins of different labels stay.

    Returns
    -------
    kept_rows : int array
        Increasing; of rows that are alike the lowest.
    weights : int array of the same shape
        Rows of `X` that the kept row stands for: under "majority" all rows of its place, under
        "weights" those of its label too. To be given to a model as ``sample_weight``.

    Raises
    ------
    ValueError
        An unknown rule, or bad data as in :func:`label_counts`.

    Examples
    --------
    >>> X, y = [[5], [2], [5], [5]], ["no", "no", "yes", "no"]
    >>> for rule in ("majority", "drop", "weights"):
    ...     rows, weights = one_row_per_place(X, y, rule)
    ...     print(rule, rows.tolist(), weights.tolist())
    majority [0, 1] [3, 1]
    drop [1] [1]
    weights [0, 1, 2] [2, 1, 1]
    """
    if rule not in RULES:
        raise ValueError(f"rule={rule!r} is unknown; choose one of {', '.join(map(repr, RULES))}.")
    place, counts = label_counts(X, y)
    code = np.unique(y, return_inverse=True)[1]
    weight = counts[place, code]
    if rule == "majority":
        weight = counts.sum(axis=1)[place]
        rarity = 1 / (1 + counts.sum(axis=0))  # below 1: decides between equal counts only
        weight = np.where(code == (counts + rarity).argmax(axis=1)[place], weight, 0)
    elif rule == "drop":
        weight = np.where((counts > 0).sum(axis=1)[place] == 1, weight, 0)
    _, first = np.unique(np.column_stack([place, code]), axis=0, return_index=True)
    kept_rows = np.sort(first[weight[first] > 0])
    return kept_rows, weight[kept_rows]
