"""Wrong labels put in on purpose, and how many of them Tomek links hold."""

import numpy as np
from sklearn.utils import check_random_state

from course_lib.evaluation.neighbor_evidence import neighbor_evidence
from course_lib.samplers import tomek_links


def plant_errors(y, n_errors=20, *, random_state=0):
    """Return labels in which some majority samples, drawn at random, say minority.

    Parameters
    ----------
    y : int array of shape (n,)
        0 = majority, 1 = minority.
    n_errors : int, default=20
    random_state : int, RandomState or None, default=0

    Returns
    -------
    labels : int array of shape (n,)
    error_rows : int array of shape (n_errors,)
        Increasing.

    Examples
    --------
    >>> labels, error_rows = plant_errors(np.array([0, 0, 0, 1]), 2)
    >>> labels[error_rows], labels.sum()
    (array([1, 1]), np.int64(3))
    """
    rng = check_random_state(random_state)
    error_rows = np.sort(rng.choice(np.flatnonzero(np.equal(y, 0)), n_errors, replace=False))
    labels = np.array(y)
    labels[error_rows] = 1
    return labels, error_rows


def error_finds(X, labels, error_rows, *, metric="euclidean"):
    """Return what Tomek links make of planted errors, and the neighbours behind it.

    Parameters
    ----------
    X : array or sparse matrix of shape (n, d)
        More than ten rows, in the same units for every feature: scale first.
    labels : int array of shape (n,)
        With the errors in them.
    error_rows : int array
        Rows whose label is wrong.
    metric : str, default="euclidean"
        As in :func:`course_lib.distances.metric_space`.

    Returns
    -------
    finds : dict of str to number
        ``largest hub``: of how many rows it is among the ten nearest; ``mutual``: the mutual share;
        ``found``: the share of errors in a link; ``links``: how many; ``links with error``: the
        share of them that hold an error, NaN without links.

    Examples
    --------
    >>> X = np.array([[0.0], [1.0], [3.0], [7.0], [7.5], *[[20.0 + 2**i] for i in range(6)]])
    >>> labels = np.array([1, 0, 0, 1, 0] + 6 * [0])
    >>> finds = error_finds(X, labels, [3])
    >>> finds["links"], float(finds["found"]), float(finds["links with error"])
    (2, 1.0, 0.5)
    """
    evidence = neighbor_evidence(X, metric=metric)
    links = tomek_links(X, labels, metric=metric)
    holds_error = np.isin(links, error_rows).any(axis=1)
    return {
        "largest hub": int(evidence.occurrences.max()),
        "mutual": evidence.mutual_share,
        "found": np.isin(error_rows, links).mean(),
        "links": len(links),
        "links with error": holds_error.mean() if len(links) else np.nan,
    }
