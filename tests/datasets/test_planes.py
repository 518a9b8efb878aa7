"""Each toy plane holds what its docstring promises, and is the same on every machine."""

import hashlib

import numpy as np
import pandas as pd
import pytest
from scipy.spatial.distance import cdist

from course_lib import datasets

HAND_PLACED = [
    datasets.first_plane,
    datasets.gabriel_plane,
    datasets.lattice_plane,
    datasets.tied_plane,
    datasets.weak_definition_line,
]
RANDOM = [
    datasets.overlapping_moons,
    datasets.noise_island,
    datasets.three_classes,
    datasets.age_and_income,
    datasets.minority_groups,
    datasets.ring_plane,
]
COUNTS = {
    "first_plane": [14, 6],
    "gabriel_plane": [9, 5],
    "lattice_plane": [72, 34, 14],
    "tied_plane": [11, 6],
    "weak_definition_line": [2, 2],
    "overlapping_moons": [270, 30],
    "noise_island": [118, 34],
    "three_classes": [36, 9, 20],
    "age_and_income": [75, 15],
    "minority_groups": [120, 24],
    "ring_plane": [900, 100],
}


def distances(X):
    """All pairwise distances, with infinity on the diagonal."""
    D = cdist(X, X)
    np.fill_diagonal(D, np.inf)
    return D


def mutual_pairs(X, y):
    """Tomek links by definition; ties go to the lowest row."""
    nearest = distances(X).argmin(axis=1)
    return {
        (i, int(j)) for i, j in enumerate(nearest) if i < j and nearest[j] == i and y[i] != y[j]
    }


def gabriel_pairs(X, y):
    """Pairs of opposite class with no other sample inside or on their diametral sphere."""
    squared = cdist(X, X, "sqeuclidean")
    others = np.arange(len(X))
    return {
        (i, j)
        for i in range(len(X))
        for j in range(i + 1, len(X))
        if y[i] != y[j]
        and all(squared[i, k] + squared[j, k] > squared[i, j] for k in others if k not in (i, j))
    }


@pytest.mark.parametrize("plane", HAND_PLACED + RANDOM, ids=lambda plane: plane.__name__)
class TestEveryPlane:
    def test_counts(self, plane):
        """The classes have the documented sizes; labels are integers, features finite floats."""
        X, y = plane()
        assert np.bincount(y).tolist() == COUNTS[plane.__name__]
        assert y.dtype.kind == "i"
        assert X.dtype == float
        assert X.shape[0] == len(y)
        assert np.isfinite(X).all()

    def test_fresh_arrays(self, plane):
        """Changing what one call returned does not change what the next returns."""
        X, y = plane()
        X[:], y[:] = 0, 0
        assert not np.array_equal(plane()[0], X)
        assert not np.array_equal(plane()[1], y)


@pytest.mark.parametrize("plane", RANDOM, ids=lambda plane: plane.__name__)
class TestRandomPlanes:
    def test_repeatable(self, plane):
        """The same seed gives the same plane, another seed another one."""
        np.testing.assert_array_equal(plane(random_state=3)[0], plane(random_state=3)[0])
        assert not np.array_equal(plane(random_state=3)[0], plane(random_state=4)[0])

    def test_same_on_every_machine(self, plane):
        """In units of the last decimal, the default plane has the recorded fingerprint."""
        X, y = plane()
        whole = np.column_stack([np.round(X * 10_000), y]).astype("<i8")
        np.testing.assert_allclose(X, whole[:, :-1] / 10_000, rtol=1e-15)
        assert hashlib.sha256(whole.tobytes()).hexdigest()[:12] == FINGERPRINTS[plane.__name__]

    def test_no_ties(self, plane):
        """With the default seed no sample has two nearest ones, and none share a place."""
        nearest_two = np.sort(distances(plane()[0]), axis=1)[:, :2]
        assert (nearest_two[:, 0] > 0).all()
        assert (nearest_two[:, 0] < nearest_two[:, 1]).all()


FINGERPRINTS = {
    "overlapping_moons": "9c4e21f3cb4a",
    "noise_island": "9c0a3f5a24ed",
    "three_classes": "a825df35eebf",
    "age_and_income": "22a4aeea9564",
    "minority_groups": "b76712ff2695",
    "ring_plane": "f1d9f4e40403",
}


class TestFirstPlane:
    def test_links(self):
        """Three links: one around the lone minority sample, two on the boundary."""
        assert mutual_pairs(*datasets.first_plane()) == {(3, 5), (11, 13), (14, 15)}

    def test_one_sided(self):
        """Rows 2, 7, 17 and 18 have a foreign nearest neighbour that is nearer to somebody else."""
        X, y = datasets.first_plane()
        nearest = distances(X).argmin(axis=1)
        in_a_link = {row for pair in mutual_pairs(X, y) for row in pair}
        foreign = set(np.flatnonzero(y != y[nearest]).tolist())
        assert foreign - in_a_link == {2, 7, 17, 18}

    def test_lone_sample(self):
        """Row 3 is the only minority sample among its seven nearest."""
        X, y = datasets.first_plane()
        assert y[3] == 1
        assert y[np.argsort(distances(X)[3])[:7]].sum() == 0

    def test_by_eye(self):
        """No second neighbour is less than 16 % farther than the first; rows run left to right."""
        X, _ = datasets.first_plane()
        nearest_two = np.sort(distances(X), axis=1)[:, :2]
        assert (nearest_two[:, 1] / nearest_two[:, 0]).min() > 1.16
        assert (np.diff(X[:, 0]) > 0).all()


class TestGabrielPlane:
    def test_more_pairs_than_links(self):
        """Nine pairs have an empty diametral sphere, two of them are Tomek links."""
        X, y = datasets.gabriel_plane()
        assert len(gabriel_pairs(X, y)) == 9
        assert len(mutual_pairs(X, y)) == 2
        assert mutual_pairs(X, y) < gabriel_pairs(X, y)


class TestWeakDefinitionLine:
    def test_refutes_the_weak_definition(self):
        """A and B are nearer to each other than to their own class, and are no link."""
        X, y = datasets.weak_definition_line()
        D = distances(X)
        a, b, c, d = range(4)
        assert D[a, b] < D[a, c]
        assert D[a, b] < D[b, d]
        assert mutual_pairs(X, y) == {(b, c)}


class TestTiedPlane:
    def test_lattice(self):
        """Every coordinate is a whole number."""
        X, _ = datasets.tied_plane()
        assert (X == np.round(X)).all()

    def test_coincident_opposite_labels(self):
        """Rows 0 and 1, and rows 8 and 9, share a place and not a label."""
        X, y = datasets.tied_plane()
        for i, j in [(0, 1), (8, 9)]:
            assert (X[i] == X[j]).all()
            assert y[i] != y[j]

    def test_order_dependence(self):
        """Turned upside down, the same samples have other links."""
        X, y = datasets.tied_plane()
        n = len(y)
        turned = {tuple(sorted((n - 1 - i, n - 1 - j))) for i, j in mutual_pairs(X[::-1], y[::-1])}
        assert turned != mutual_pairs(X, y)


class TestOverlappingMoons:
    def test_links(self):
        """By default eight links, so that before and after can be told apart."""
        assert len(mutual_pairs(*datasets.overlapping_moons())) == 8

    def test_sizes(self):
        """The class sizes are as asked."""
        assert np.bincount(datasets.overlapping_moons(50, 7)[1]).tolist() == [50, 7]


class TestNoiseIsland:
    @pytest.mark.parametrize("seed", range(5))
    def test_lone_samples_are_links(self, seed):
        """Whatever the seed, each of the last four rows is in a link with a majority sample."""
        X, y = datasets.noise_island(seed)
        partners = {j: i for i, j in mutual_pairs(X, y) if j >= 148}
        assert sorted(partners) == [148, 149, 150, 151]
        assert (y[list(partners.values())] == 0).all()

    def test_island(self):
        """The nearest neighbour of every island sample is on the island."""
        X, _ = datasets.noise_island()
        assert np.isin(distances(X).argmin(axis=1)[138:148], range(138, 148)).all()


class TestThreeClasses:
    def test_links_between_all_classes(self):
        """Two links majority-minority, three majority-third, one minority-third."""
        X, y = datasets.three_classes()
        kinds = sorted(tuple(sorted((int(y[i]), int(y[j])))) for i, j in mutual_pairs(X, y))
        assert kinds == [(0, 1)] * 2 + [(0, 2)] * 3 + [(1, 2)]


class TestAgeAndIncome:
    def test_scaling_changes_every_link(self):
        """Six links unscaled, five standardised, none in common."""
        X, y = datasets.age_and_income()
        unscaled = mutual_pairs(X, y)
        scaled = mutual_pairs((X - X.mean(axis=0)) / X.std(axis=0), y)
        assert (len(unscaled), len(scaled), len(unscaled & scaled)) == (6, 5, 0)

    def test_frame(self):
        """As a frame the columns carry their units and the values are the same."""
        X, _ = datasets.age_and_income(as_frame=True)
        assert isinstance(X, pd.DataFrame)
        assert list(X.columns) == ["age (years)", "income (euros)"]
        np.testing.assert_array_equal(X.to_numpy(), datasets.age_and_income()[0])


class TestMinorityGroups:
    @pytest.mark.parametrize("size", [2, 4, 8, 24])
    @pytest.mark.parametrize("seed", range(5))
    def test_no_noise(self, size, seed):
        """Whatever the seed, the nearest neighbour of a minority sample is of its own group."""
        X, y = datasets.minority_groups(size, random_state=seed)
        minority = np.flatnonzero(y == 1)
        nearest = distances(X)[minority].argmin(axis=1)
        group = np.arange(24) // size
        assert np.isin(nearest, minority).all()
        np.testing.assert_array_equal(group[nearest - minority[0]], group)

    def test_groups_lie_apart(self):
        """A group is narrower than the way to the nearest majority sample, and that to the next."""
        X, y = datasets.minority_groups()
        D = cdist(X, X)
        for group in np.split(np.flatnonzero(y == 1), 6):
            others = np.setdiff1d(np.arange(len(X)), group)
            assert D[np.ix_(group, group)].max() < D[np.ix_(group, others)].min()

    @pytest.mark.parametrize("size", [1, 5, 48])
    def test_refused(self, size):
        """A size that makes groups of one, or leaves a rest, is refused."""
        with pytest.raises(ValueError, match=f"24 samples do not make groups of {size}: choose"):
            datasets.minority_groups(size)


class TestScoredLine:
    def test_half(self):
        """At 0.5 three alarms are right, three are wrong and two positives are missed."""
        X, y = datasets.scored_line()
        alarms = X[:, 0] >= 0.5
        assert (y[alarms].sum(), (1 - y[alarms]).sum(), y[~alarms].sum()) == (3, 3, 2)

    def test_rising(self):
        """Scores rise from row to row, so no two are equal."""
        assert (np.diff(datasets.scored_line()[0][:, 0]) > 0).all()


class TestRecedingLine:
    @pytest.mark.parametrize("n_majority", [1, 8, 26])
    def test_each_round_has_one_link(self, n_majority):
        """The minority sample and the nearest majority sample left are a link, until none is."""
        X, y = datasets.receding_line(n_majority)
        assert y.tolist() == [1] + [0] * n_majority
        for nearest in range(1, n_majority + 1):
            left = np.r_[0, np.arange(nearest, n_majority + 1)]
            assert mutual_pairs(X[left], y[left]) == {(0, 1)}


def test_ring_plane_differs_in_no_mean():
    """Both classes have their mean in the centre, and the distance from it tells them apart."""
    for seed in range(5):
        X, y = datasets.ring_plane(random_state=seed)
        assert np.bincount(y).tolist() == [900, 100]
        assert abs(X[y == 0].mean(axis=0) - X[y == 1].mean(axis=0)).max() < 0.2
        radius = np.linalg.norm(X, axis=1)
        assert np.mean((radius < 0.65) == (y == 1)) > 0.98
