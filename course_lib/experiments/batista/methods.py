"""The ten methods of 2004 on tables that may hold names, with HVDM for every question of nearness.

What the study's authors ran was their own code. Here each method is made of the rules of this
course; where our memory of the paper decided something, the docstring says "recalled".
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from imblearn.over_sampling import RandomOverSampler

from course_lib.distances import metric_space
from course_lib.neighbors import nearest_neighbors
from course_lib.samplers import (
    condensed_nearest_neighbour,
    edited_nearest_neighbours,
    interpolated,
    neighbourhood_cleaning_rule,
    random_rows,
    smote,
    tomek_links,
)
from course_lib.samplers.condensed_nearest_neighbour import draw_seeds
from course_lib.samplers.edited_nearest_neighbours import most_frequent

NO_RESAMPLING = "original data"
K_SMOTE = 5


@dataclass(frozen=True)
class LabelledTable:
    """Numbers and codes of names in one array, beside labels 0 and 1 (minority).

    Attributes
    ----------
    X : float array of shape (n, d)
    y : int array of shape (n,)
    nominal : bool array of shape (d,)
        The columns that hold codes.
    """

    X: np.ndarray
    y: np.ndarray
    nominal: np.ndarray

    @cached_property
    def space(self):
        """The table as HVDM sees it: its own spreads, its own class shares per name."""
        return metric_space(self.X, "hvdm", y=self.y, categorical_features=self.nominal)

    def rows_of(self, label):
        """Return the row numbers of one class."""
        return np.flatnonzero(self.y == label)

    def take(self, rows):
        """Return the table of some rows, in that order."""
        return LabelledTable(self.X[rows], self.y[rows], self.nominal)

    def grown(self, X, label):
        """Return the table with the rows `X` of one class below."""
        y = np.r_[self.y, np.full(len(X), label)]
        return LabelledTable(np.vstack([self.X, X]), y, self.nominal)


def random_under_sampling(table, seed):
    """Draw as many majority rows as there are minority rows."""
    return table.take(random_rows(table.y, {0: len(table.rows_of(1))}, random_state=seed))


def random_over_sampling(table, seed):
    """Repeat random minority rows until the classes are equal."""
    sampler = RandomOverSampler(random_state=seed)
    sampler.fit_resample(table.X, table.y)
    return table.take(sampler.sample_indices_)


def tomek(table, seed):
    """Remove the majority member of every Tomek link."""
    return table.take(_without_linked(table, np.arange(len(table.y)), 0))


def condensed(table, seed):
    """Keep the minority, a random majority row, and what Hart's passes add."""
    return table.take(_store(table, table.rows_of(0), seed))


def one_sided(table, seed):
    """Remove linked majority rows, then condense (recalled; Kubat and Matwin condense first)."""
    kept = _without_linked(table, np.arange(len(table.y)), 0)
    return table.take(_store(table, kept[table.y[kept] == 0], seed))


def condensed_then_tomek(table, seed):
    """Condense, then remove the majority member of every link among what is left."""
    return table.take(_without_linked(table, _store(table, table.rows_of(0), seed), 0))


def neighbourhood_cleaning(table, seed):
    """Remove majority rows that are outvoted, or that outvote a minority row."""
    edited, surrounding = neighbourhood_cleaning_rule(table.space, table.y, classes=[0])
    return table.take(np.setdiff1d(np.arange(len(table.y)), np.r_[edited, surrounding]))


def synthetic(table, seed):
    """Grow the minority by SMOTE; a name is the most frequent among the seed row's neighbours.

    The vote is SMOTE-NC's (Chawla et al., 2002, section 6); of equally frequent names the first.
    How the study grew columns of names we do not know.
    """
    minority = table.rows_of(1)
    n_new = len(table.y) - 2 * len(minority)
    segments = smote(table.space, minority, n_new, k_neighbors=K_SMOTE, random_state=seed)
    X_new = interpolated(table.X, segments)
    if table.nominal.any():
        seeds, place = np.unique(segments.seed_rows, return_inverse=True)
        near = nearest_neighbors(table.space, K_SMOTE, rows=seeds, among=minority)[0]
        for column in np.flatnonzero(table.nominal):
            codes = table.X[:, column].astype(int)
            X_new[:, column] = most_frequent(codes[near], codes.max() + 1)[place]
    return table.grown(X_new, 1)


def synthetic_then_tomek(table, seed):
    """SMOTE, then remove both members of every link."""
    grown = synthetic(table, seed)
    return grown.take(_without_linked(grown, np.arange(len(grown.y)), (0, 1)))


def synthetic_then_edited(table, seed):
    """SMOTE, then Wilson's editing of both classes by the majority of three neighbours."""
    grown = synthetic(table, seed)
    few, twin = first_twins(grown.space, 4)
    kept = edited_nearest_neighbours(grown.space, grown.y, among=few)
    # The fourth row of a place has the first three as neighbours, and so have all after it.
    later = np.setdiff1d(np.arange(len(grown.y)), few)
    kept[later] = kept[twin[later]] == (grown.y[later] == grown.y[twin[later]])
    return grown.take(np.flatnonzero(kept))


def first_twins(space, n):
    """Return the first rows at every place: no others are among anybody's `n` - 1 nearest.

    SMOTE on names repeats the same few rows thousands of times, and every search lists all ties.

    Parameters
    ----------
    space : MetricSpace of n_rows rows
    n : int

    Returns
    -------
    few : int array
        Row numbers, increasing: at most `n` at one place.
    twin : int array of shape (n_rows,)
        For every row the last of `few` at its place.
    """
    place = np.unique(space.coordinates, axis=0, return_inverse=True)[1].ravel()
    order = np.argsort(place, kind="stable")
    starts = np.flatnonzero(np.r_[True, np.diff(place[order]) > 0])
    sizes = np.diff(np.r_[starts, len(order)])
    number = np.arange(len(order)) - np.repeat(starts, sizes)
    last = order[starts + np.minimum(sizes, n) - 1]
    return np.sort(order[number < n]), last[place]


def _store(table, candidates, seed):
    """Return minority rows and the condensed store of those majority rows that may join."""
    start = np.r_[table.rows_of(1), draw_seeds(table.take(candidates).y, [0], 1, seed)[0]]
    start[-1] = candidates[start[-1]]
    *_, store = condensed_nearest_neighbour(table.space, table.y, start, rows=candidates)
    return np.sort(store)


def _without_linked(table, among, labels):
    # A third row at one place cannot be linked: the first two are each other's nearest.
    few = among[first_twins(table.space.take(among), 2)[0]]
    members = tomek_links(table.space, table.y, among=few).ravel()
    return np.setdiff1d(among, members[np.isin(table.y[members], labels)])


METHODS = {
    NO_RESAMPLING: lambda table, seed: table,
    "random under": random_under_sampling,
    "Tomek links": tomek,
    "CNN": condensed,
    "OSS": one_sided,
    "CNN + Tomek": condensed_then_tomek,
    "NCL": neighbourhood_cleaning,
    "random over": random_over_sampling,
    "SMOTE": synthetic,
    "SMOTE + Tomek": synthetic_then_tomek,
    "SMOTE + ENN": synthetic_then_edited,
}
UNDER = ("random under", "Tomek links", "CNN", "OSS", "CNN + Tomek", "NCL")
OVER = ("random over", "SMOTE", "SMOTE + Tomek", "SMOTE + ENN")
