"""What should not matter is measured: order, last digit, seed."""

import numpy as np
from sklearn.metrics import accuracy_score, f1_score
from sklearn.preprocessing import StandardScaler

from course_lib import datasets
from course_lib.evaluation.stability import smote_seed_scores, tied_share, times_linked
from course_lib.samplers import tomek_links


def test_without_ties_every_row_is_linked_always_or_never():
    """On continuous data each count is 0 or n_orders, and names the rows of the links."""
    X, y = datasets.overlapping_moons()
    times = times_linked(X, y, n_orders=5)
    assert set(times.tolist()) == {0, 5}
    assert np.flatnonzero(times).tolist() == np.unique(tomek_links(X, y)).tolist()


def test_twins_of_two_labels_are_linked_in_every_order():
    """A coincident pair is steady, nudged or not."""
    X, y = np.repeat(np.arange(10.0), 2)[:, None], np.tile([0, 1], 10)
    for nudge in (0, 1e-9):
        assert (times_linked(X, y, nudge=nudge) == 20).all()


def test_a_tied_row_is_steady_and_its_partners_are_not():
    """The middle of three is linked in every order, with either neighbour."""
    times = times_linked([[0], [1], [2]], [0, 1, 0], nudge=0)
    assert times[1] == times[0] + times[2] == 20
    assert 0 < times[0] < 20


def test_three_twins_leave_out_who_comes_last():
    """Of three rows in one place the lone label is linked in two orders of three."""
    times = times_linked(np.zeros((3, 1)), [0, 0, 1], n_orders=600, nudge=0)
    assert abs(times[2] / 600 - 2 / 3) < 0.06


def test_the_nudge_shows_ties_that_rounding_hides():
    """Standardised lattice data seem steadier than they are."""
    X, y = datasets.overlapping_moons(900, 100)
    Z = StandardScaler().fit_transform(X.round(1))
    plain, nudged = (times_linked(Z, y, nudge=nudge) for nudge in (0, 1e-9))
    assert np.sum(plain == 20) > np.sum(nudged == 20)


def test_rows_are_counted_once_and_in_their_original_numbers():
    """Whatever find returns is translated back and counted once per order."""

    def third_value(X, y):
        return np.array([np.flatnonzero(X[:, 0] == 3), np.flatnonzero(X[:, 0] == 3)])

    times = times_linked(np.arange(6.0)[:, None], [0, 1] * 3, find=third_value, nudge=0)
    assert times.tolist() == [0, 0, 0, 20, 0, 0]


def test_tied_share_by_hand():
    """Twins are no tie, three in one place are, and a billionth is nothing."""
    assert tied_share([[0.0], [0.0], [5.0], [9.0]]) == 0
    assert tied_share([[0.0], [0.0], [0.0], [9.0]]) == 1
    assert tied_share([[0.0], [1.0], [2.0 + 1e-12], [5.0]]) == 0.25
    assert tied_share([[0.0], [1.0], [2.0 + 1e-6], [5.0]]) == 0
    assert tied_share([[0.0], [1.0], [2.0], [5.0]], rows=[1]) == 1


def test_one_seed_is_one_score():
    """The same seed gives the same score, in any company; None does not resample."""
    X, y = datasets.overlapping_moons(90, 10, random_state=1002)
    scores = smote_seed_scores(X, y, [None, 0, 1, 0])
    assert scores[1] == scores[3]
    assert scores[0] == smote_seed_scores(X, y, [None])[0]
    assert len(set(smote_seed_scores(X, y, range(10)).tolist())) > 1


def test_the_score_can_be_chosen():
    """Another score of the same predictions is another number."""
    X, y = datasets.overlapping_moons()
    chosen = smote_seed_scores(X, y, [None], score=accuracy_score)
    assert chosen[0] > smote_seed_scores(X, y, [None], score=f1_score)[0]


def test_a_tiny_minority_lowers_k():
    """Five minority rows leave four per fold, and three neighbours."""
    X, y = datasets.overlapping_moons(60, 5)
    assert np.isfinite(smote_seed_scores(X, y, [0])).all()
