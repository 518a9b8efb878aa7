"""C4.5's pruning on scikit-learn's trees."""

import numpy as np
import pytest
from scipy.stats import binom
from sklearn.tree import DecisionTreeClassifier

from course_lib.datasets import overlapping_clouds
from course_lib.experiments.batista.pruning import pessimistic_errors, pruned_ends


@pytest.mark.parametrize(("samples", "errors"), [(6, 0), (9, 0), (16, 1), (100, 37)])
def test_so_few_errors_would_come_up_in_one_draw_of_four(samples, errors):
    """The definition: at the pessimist's rate, that many errors or fewer have a chance of 25 %."""
    rate = pessimistic_errors(np.array([samples * 1.0]), np.array([errors * 1.0]))[0] / samples
    assert binom.cdf(errors, samples, rate) == pytest.approx(0.25)


def test_quinlans_numbers():
    """Quinlan (1993): six right of six give a rate of 0.206, nine of nine 0.143, one 0.750."""
    samples = np.array([6.0, 9.0, 1.0])
    rates = pessimistic_errors(samples, np.zeros(3)) / samples
    assert rates.round(3).tolist() == [0.206, 0.143, 0.750]


def test_a_split_that_separates_stays_and_one_that_does_not_goes():
    """Ten against ten keep their split; in pure noise nothing is left of the tree."""
    X = np.arange(20.0)[:, None]
    tree = DecisionTreeClassifier(random_state=0).fit(X, np.repeat([0, 1], 10))
    assert pruned_ends(tree).tolist() == [0, 1, 2]
    rng = np.random.default_rng(0)
    noise = DecisionTreeClassifier(random_state=0).fit(X, rng.permutation(np.arange(20) % 10 == 0))
    assert noise.get_n_leaves() > 2
    assert not pruned_ends(noise).any()


def test_a_pruned_tree_is_the_top_of_the_tree():
    """Every node ends at itself or an ancestor, and what ends nowhere else has an end that stays.

    With or without class weights, no split is left that a leaf would beat.
    """
    X, y = overlapping_clouds(200, 60, random_state=1)
    for weights in (None, "balanced"):
        tree = DecisionTreeClassifier(random_state=0, class_weight=weights).fit(X, y)
        ends, path = pruned_ends(tree), tree.decision_path(X).toarray()
        places = tree.apply(X)
        assert path[np.arange(len(X)), ends[places]].all()
        assert (ends[ends] == ends).all()
        assert 1 < len(np.unique(ends[places])) < tree.get_n_leaves()
        _assert_no_leaf_would_be_better(tree.tree_, ends)


def _assert_no_leaf_would_be_better(nodes, ends):
    errors = nodes.weighted_n_node_samples * nodes.value[:, 0].min(axis=1)
    expected = pessimistic_errors(nodes.weighted_n_node_samples, errors)

    def cost(node):
        if nodes.children_left[node] < 0 or ends[nodes.children_left[node]] == node:
            return expected[node]
        below = cost(nodes.children_left[node]) + cost(nodes.children_right[node])
        assert below < expected[node] + 1e-9
        return below

    cost(0)
