"""Candidates from a k-d tree, for few features."""

import numpy as np
from scipy import sparse
from scipy.spatial import cKDTree

from course_lib.candidates.every_pair import PAIRS

# Measured with `make bench`: beyond this many features the matrix product overtakes the tree.
MOST_FEATURES = 6
QUERY_BLOCK = 2**16


def suits_tree(space):
    """True where a tree pays: few dense features whose plain norm the tree knows."""
    is_dense = not sparse.issparse(space.coordinates)
    return is_dense and space.is_plain and space.coordinates.shape[1] <= MOST_FEATURES


class TreeSearch:
    """A k-d tree over the rows of `among`; see :func:`course_lib.candidates.candidate_search`."""

    rules_out = False

    def __init__(self, space, among):
        self.space, self.all_rows = space, among
        self._plant(among, twins=np.inf)

    def _plant(self, among, twins):
        self.among, self.twins = among, twins
        self.tree = cKDTree(self.space.coordinates[among], balanced_tree=False, compact_nodes=False)

    def propose(self, rows, k):
        """Yield ``(block, query, row)`` for each block of query rows."""
        if self.twins <= k:
            self._plant(self.all_rows, twins=np.inf)
        step = max(1, min(QUERY_BLOCK, PAIRS // (k + 2)))
        for start in range(0, len(rows), step):
            yield from self._pieces(rows, start, min(start + step, len(rows)), k)

    def not_crowded(self, rows, k, powers):
        """Return every position: a tree finds neighbours as fast as it could rule them out."""
        return np.arange(len(rows))

    def _pieces(self, rows, start, stop, k):
        block = rows[start:stop]
        pairs = self._near(block, k)
        if pairs is None:
            middle = (start + stop) // 2
            yield from self._pieces(rows, start, middle, k)
            yield from self._pieces(rows, middle, stop, k)
            return
        query, column = pairs
        is_other = block[query] != self.among[column]
        yield slice(start, stop), query[is_other], self.among[column[is_other]]

    def _near(self, block, k):
        """Pair the places in a block with places in `among`; None if ties make too many pairs."""
        # The row itself, k neighbours, and one more to show whether the k-th may be tied.
        n_asked = min(k + 2, len(self.among))
        reach, found = self._ask(block, n_asked)
        if n_asked == k + 2 and np.isinf(self.twins) and not reach[:, -1].all():
            self._plant(_without_surplus_twins(self.space, self.all_rows, k), twins=k + 1)
            n_asked = min(k + 2, len(self.among))
            reach, found = self._ask(block, n_asked)
        if n_asked == len(self.among):
            return np.repeat(np.arange(len(block)), n_asked), found.ravel()
        # Of the first k + 1 at most one is the row itself, so the k-th neighbour is within their
        # reach. The tree too subtracts first: the two differ by rounding in the sum and the root.
        limit = reach[:, k] * (1 + 3 * self.space.rounding)
        is_sure = reach[:, -1] > limit
        # Where the last one asked for is beyond the limit it has done its work.
        sure = np.repeat(np.flatnonzero(is_sure), k + 1), found[is_sure, :-1].ravel()
        if is_sure.all():
            return sure
        tied = self._within(block, np.flatnonzero(~is_sure), limit)
        return None if tied is None else [np.r_[pair] for pair in zip(sure, tied, strict=True)]

    def _within(self, block, places, limit):
        """Pair places in a block with all places in `among` within their limits; None if many."""
        ball = self.space.coordinates[block[places]], limit[places], self.space.order
        n_within = self.tree.query_ball_point(*ball, return_length=True)
        if n_within.sum() > PAIRS and len(block) > 1:
            return None
        within = self.tree.query_ball_point(*ball)
        n_each = [len(columns) for columns in within]
        return np.repeat(places, n_each), np.concatenate(within).astype(np.intp)

    def _ask(self, block, n_asked):
        points, which = self.space.coordinates[block], list(range(1, n_asked + 1))
        return self.tree.query(
            points, which, p=self.space.order, workers=-1 if len(block) > 999 else 1
        )


def _without_surplus_twins(space, among, k):
    """Keep the lowest k + 1 rows of every group of coincident rows: no other can be needed."""
    _, group = np.unique(space.coordinates[among], axis=0, return_inverse=True)
    by_group = np.argsort(group.ravel(), kind="stable")
    sizes = np.bincount(group.ravel())
    place_in_group = np.arange(len(among)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return np.sort(among[by_group[place_in_group <= k]])
