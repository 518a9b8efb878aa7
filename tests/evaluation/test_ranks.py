"""Ranks over data sets, and what six of them can say at most."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from course_lib.evaluation import critical_difference, friedman, mean_ranks, wilcoxon_holm
from course_lib.evaluation.ranks import smallest_p


def test_the_best_has_rank_one_and_ties_share():
    """Ranks count from the highest score."""
    table = pd.DataFrame({"a": [0.9, 0.5], "b": [0.1, 0.5], "c": [0.5, 0.2]})
    assert mean_ranks(table).to_dict() == {"a": 1.25, "b": 2.25, "c": 2.5}
    assert mean_ranks(table).index[0] == "a"


@pytest.mark.parametrize(("k", "q"), [(2, 1.960), (3, 2.343), (5, 2.728), (10, 3.164)])
def test_the_critical_values_are_those_of_demsars_table(k, q):
    """Table 5a of Demšar (2006), to its three decimals."""
    assert critical_difference(k, 10) == pytest.approx(q * np.sqrt(k * (k + 1) / 60), abs=1e-3)


def test_more_data_sets_tell_more():
    """Four times the data sets halve the critical difference."""
    assert critical_difference(6, 24) == pytest.approx(critical_difference(6, 6) / 2)


def test_friedman_sees_a_constant_order_and_none_in_noise():
    """The same order on ten data sets is no accident; noise seldom looks like an order."""
    rng = np.random.default_rng(0)
    order = pd.DataFrame(rng.normal(size=(10, 1)) + np.arange(4), columns=list("abcd"))
    assert friedman(order) < 1e-5
    noise = [friedman(pd.DataFrame(rng.normal(size=(30, 4)))) for _ in range(300)]
    assert np.mean(np.array(noise) < 0.05) == pytest.approx(0.05, abs=0.03)


def test_holm_multiplies_by_what_is_left_and_never_falls():
    """Against a step-by-step account, and in the order of the methods."""
    rng = np.random.default_rng(1)
    table = pd.DataFrame(rng.normal(size=(12, 5)) + [0, 0.2, 2, 0, 1], columns=list("abcde"))
    tests = wilcoxon_holm(table, "a")
    assert list(tests.index) == list("bcde")
    running = 0.0
    for step, (_, row) in enumerate(tests.sort_values("p").iterrows()):
        running = max(running, min(1, row["p"] * (4 - step)))
        assert row["p, Holm"] == pytest.approx(running)


def test_a_method_that_always_wins_reaches_the_smallest_p():
    """Two signs out of 2^n: 1/32 for six data sets."""
    table = pd.DataFrame({"none": np.zeros(6), "new": np.arange(1, 7)})
    row = wilcoxon_holm(table, "none").loc["new"]
    assert (row["won"], row["lost"]) == (6, 0)
    assert row["p"] == smallest_p(6) == pytest.approx(1 / 32)


def test_six_data_sets_and_five_methods_can_never_be_significant():
    """Five times the smallest p is above 5 % up to seven data sets, below it from eight."""
    assert [5 * smallest_p(n) < 0.05 for n in (6, 7, 8)] == [False, False, True]
    assert stats.wilcoxon(np.arange(1, 9)).pvalue == pytest.approx(2 / 2**8)
