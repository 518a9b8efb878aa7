"""One-sided selection: one step of condensing, then Tomek links."""

from typing import ClassVar

import numpy as np

from course_lib.distances import MetricSpace, metric_space
from course_lib.neighbors import NeighborSearch, row_numbers
from course_lib.samplers.checks import check_classes, check_labels
from course_lib.samplers.condensed_nearest_neighbour import CondensedNearestNeighbour, draw_seeds
from course_lib.samplers.edited_nearest_neighbours import most_frequent
from course_lib.samplers.shell import neighbors_asked
from course_lib.samplers.tomek_links import tomek_links


def one_sided_selection(
    X, y, seed_rows, *, n_neighbors=1, metric="euclidean", p=2, categorical_features=None
):
    """Return the rows that survive selection, and the Tomek links among them.

    1. Of each class in `seed_rows`, keep its seeds and the rows that the smallest class and those
       seeds together classify wrongly. Keep the other classes whole.
    2. Find the Tomek links among the rows kept; of these the members in the classes of step 1 go.

    Parameters
    ----------
    X : array, DataFrame or sparse matrix of shape (n, d), or MetricSpace
        Samples, in the same units for every feature: scale first.
    y : array of shape (n,)
        Labels of two or more classes.
    seed_rows : dict of label to int array
        The classes that may lose rows, and the rows of each to start from.
    n_neighbors : int, default=1
        How many neighbours vote in step 1.
    metric, p, categorical_features
        As in :func:`course_lib.distances.metric_space`.

    Returns
    -------
    selected_rows : int array
        After step 1: class by class in `np.unique` order, seeds first.
    link_rows : int array of shape (n_links, 2)
        The links of step 2, as from :func:`course_lib.samplers.tomek_links.tomek_links`.

    Raises
    ------
    ValueError
        Fewer than two classes, lengths that differ, NaN or infinity; seeds that are not rows of
        their class.

    Notes
    -----
    Cost: one search of the larger classes among the smallest, n x n_min x d, and the links. Step 1
    is a single pass of Hart's rule that adds nothing to the store on the way, so it depends on the
    seeds and not on the order of the rows. The smallest class is the first in `np.unique` order
    among equals.

    References
    ----------
    M. Kubat and S. Matwin, "Addressing the curse of imbalanced training sets: one-sided selection",
    ICML (1997) 179-186.

    Examples
    --------
    >>> X, y = [[0.0], [1.0], [2.0], [6.0], [7.0], [9.0]], [0, 0, 0, 0, 1, 1]
    >>> selected, links = one_sided_selection(X, y, {0: [0]})
    >>> selected, links
    (array([0, 3, 4, 5]), array([[3, 4]]))
    """
    if not isinstance(X, MetricSpace):
        X = metric_space(X, metric, p=p, y=y, categorical_features=categorical_features)
    y = check_labels(y, len(X))
    check_classes(seed_rows, y)
    labels, codes, counts = np.unique(y, return_inverse=True, return_counts=True)
    smallest = np.flatnonzero(codes == counts.argmin())
    selected = []
    for code, label in enumerate(labels):
        rows = np.flatnonzero(codes == code)
        if label in seed_rows:
            seeds = _seeds_of_class(seed_rows[label], rows, label, len(y))
            judges = np.union1d(smallest, seeds)
            wrong = _outvoted(X, codes, np.setdiff1d(rows, judges), judges, n_neighbors)
            rows = np.r_[seeds, wrong]
        selected.append(rows)
    selected = np.concatenate(selected)
    return selected, tomek_links(X, y, among=selected)


def _seeds_of_class(seeds, rows, label, n):
    seeds = row_numbers(seeds, n, f"seed_rows[{label}]")
    if len(np.unique(seeds)) < len(seeds) or not np.isin(seeds, rows).all():
        raise ValueError(
            f"seed_rows[{label}]={seeds.tolist()[:9]} must name rows of that class, each once."
        )
    return seeds


def _outvoted(space, codes, rows, judges, k):
    """Return those of `rows` that their `k` nearest `judges` give another class."""
    if not len(rows):
        return rows
    votes = codes[NeighborSearch(space, judges).nearest(k, rows)[0]]
    return rows[most_frequent(votes, codes.max() + 1) != codes[rows]]


class OneSidedSelection(CondensedNearestNeighbour):
    """Select one-sidedly, as a drop-in for imbalanced-learn's sampler of the same name.

    Parameters
    ----------
    sampling_strategy, random_state, n_neighbors, n_seeds_S, n_jobs, metric, p, categorical_features
        As in :class:`CondensedNearestNeighbour`.

    Attributes
    ----------
    sampling_strategy_ : dict
        The classes that may lose rows (keys).
    sample_indices_ : int array of shape (n_kept,)
        Class by class in `np.unique` order; within a class that may lose rows its seeds first.
    selected_rows_ : int array
        Rows kept before the links were removed.
    link_rows_ : int array of shape (n_links, 2)
        The links among them.

    Examples
    --------
    >>> X, y = [[0.0], [1.0], [2.0], [6.0], [7.0], [9.0]], [0, 0, 0, 0, 1, 1]
    >>> OneSidedSelection(random_state=0).fit_resample(X, y)[0]
    [[0.0], [7.0], [9.0]]
    """

    _parameter_constraints: ClassVar[dict] = CondensedNearestNeighbour._parameter_constraints

    def _rows_kept(self, space, y):
        seeds = draw_seeds(y, self.sampling_strategy_, self.n_seeds_S, self.random_state)
        k = 1 if self.n_neighbors is None else neighbors_asked(self.n_neighbors, itself=0)
        self.selected_rows_, self.link_rows_ = one_sided_selection(space, y, seeds, n_neighbors=k)
        members = self.link_rows_.ravel()
        removed = members[np.isin(y[members], list(self.sampling_strategy_))]
        return self.selected_rows_[~np.isin(self.selected_rows_, removed)]
