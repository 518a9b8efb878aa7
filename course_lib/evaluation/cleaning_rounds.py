"""Clean until nothing moves: which rows each round leaves, rule by rule."""

import numpy as np

from course_lib.distances import metric_space
from course_lib.samplers import edited_nearest_neighbours, tomek_links
from course_lib.samplers.checks import check_labels

# Of what: links or three votes; who may go: all but the smallest class, or every class.
RULES = {
    "links": ("links", False),
    "links, both members": ("links", True),
    "editing, unanimity": ("all", False),
    "editing, vote": ("mode", True),
    "editing, unanimity, every class": ("all", True),
}


def cleaning_rounds(X, y, rule, *, most_rounds=None):
    """Return the rows that are left before the first round and after each one.

    Parameters
    ----------
    X : array of shape (n, d)
        Samples, in the same units for every feature: scale first.
    y : array of shape (n,)
        Labels of two classes or more.
    rule : {"links", "links, both members", "editing, unanimity", "editing, vote", \
"editing, unanimity, every class"}
        What a round removes. "links": the members of Tomek links that are not of the smallest
        class, or both members. Editing with three neighbours: unless all agree with the row
        ("unanimity"), or if most disagree ("vote", Wilson's rule); unanimity spares the smallest
        class unless it says otherwise. "links" and "editing, unanimity" are imbalanced-learn's
        defaults.
    most_rounds : int, optional
        By default rounds go on until one removes nothing.

    Returns
    -------
    kept_rows : list of int arrays
        Increasing row numbers: first all, then what each round leaves that removes any. Rounds also
        end where one class is left, or too few rows for three votes.

    Raises
    ------
    ValueError
        An unknown rule, or what the rule itself refuses.

    Examples
    --------
    Removing 0 makes 1 and 2.5 a link.

    >>> kept = cleaning_rounds([[0], [1], [2.5], [6], [7]], [0, 1, 0, 0, 0], "links")
    >>> [rows.tolist() for rows in kept]
    [[0, 1, 2, 3, 4], [1, 2, 3, 4], [1, 3, 4]]
    """
    if rule not in RULES:
        raise ValueError(f"rule={rule!r} is not known; choose among {', '.join(RULES)}.")
    space = metric_space(X)
    y = check_labels(y, len(space))
    labels, counts = np.unique(y, return_counts=True)
    classes = [label for label in labels if RULES[rule][1] or label != labels[counts.argmin()]]
    kept_rows = [np.arange(len(y))]
    while most_rounds is None or len(kept_rows) <= most_rounds:
        kept = kept_rows[-1]
        if len(np.unique(y[kept])) < 2 or (RULES[rule][0] != "links" and len(kept) < 4):
            break
        left = _left(space, y, kept, RULES[rule][0], classes)
        if len(left) == len(kept):
            break
        kept_rows.append(left)
    return kept_rows


def _left(space, y, kept, kind, classes):
    """Return the rows that one round leaves of `kept`."""
    if kind == "links":
        members = tomek_links(space, y, among=kept).ravel()
        gone = members[np.isin(y[members], classes)]
        return np.setdiff1d(kept, gone, assume_unique=True)
    present = [label for label in classes if (y[kept] == label).any()]
    mask = edited_nearest_neighbours(space, y, kind_sel=kind, classes=present, among=kept)
    return np.flatnonzero(mask)
