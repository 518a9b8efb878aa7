"""C4.5's pruning for scikit-learn's trees: cut where a pessimist expects no more errors."""

import numpy as np
from scipy.stats import beta

CONFIDENCE = 0.25


def pessimistic_errors(samples, errors):
    """Return how many of as many new samples a pessimist expects a leaf to misjudge.

    Parameters
    ----------
    samples, errors : float arrays of shape (n,)
        Training samples in each leaf, and those of them that it misjudges.

    Returns
    -------
    expected : float array of shape (n,)
        `samples` times the error rate at which so few errors would still come up in one of four
        draws: the upper end of a one-sided 75 % interval of a binomial share.

    References
    ----------
    J. R. Quinlan (1993), *C4.5: Programs for Machine Learning*, chapter 4.

    Examples
    --------
    Six samples without an error are expected to give one and a quarter.

    >>> pessimistic_errors(np.array([6.0, 6.0]), np.array([0.0, 6.0])).round(2)
    array([1.24, 6.  ])
    """
    right = samples - errors
    rate = np.ones(len(samples))
    mixed = right > 1e-9  # weights leave rounding behind
    rate[mixed] = beta.ppf(1 - CONFIDENCE, errors[mixed] + 1, right[mixed])
    return samples * rate


def pruned_ends(tree):
    """Return at which node of a tree a sample ends after pruning, for every node it may be in.

    A split goes if its node, as a leaf, is expected to err no more often than the leaves that are
    left below it. The largest branch is not raised into its parent's place, as C4.5 may do.

    Parameters
    ----------
    tree : fitted DecisionTreeClassifier
        Of one output; it is not changed.

    Returns
    -------
    ends : int array of shape (n_nodes,)
        ``ends[tree.apply(X)]`` are the pruned tree's leaves.

    Notes
    -----
    One pass up and one down: linear in the nodes.
    """
    nodes = tree.tree_
    samples = nodes.weighted_n_node_samples
    right = samples * nodes.value[:, 0, :].max(axis=1)
    expected = pessimistic_errors(samples, samples - right)
    is_leaf = nodes.children_left < 0
    for node in np.flatnonzero(~is_leaf)[::-1]:  # children have higher numbers than their parent
        below = expected[nodes.children_left[node]] + expected[nodes.children_right[node]]
        is_leaf[node] = expected[node] <= below
        expected[node] = min(expected[node], below)
    ends = np.arange(nodes.node_count)
    for node in np.flatnonzero(nodes.children_left >= 0):
        if is_leaf[node] or ends[node] != node:
            ends[[nodes.children_left[node], nodes.children_right[node]]] = ends[node]
    return ends
