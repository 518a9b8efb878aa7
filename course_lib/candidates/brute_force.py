"""Candidates from scikit-learn's compiled brute force, for many features and some thousand rows."""

import numpy as np
from scipy import sparse
from sklearn.neighbors import NearestNeighbors

from course_lib.candidates.bounds import BoundSearch, Product, squared_norms

# Measured with `make bench`: for fewer pairs than these, and among more rows, bounds are faster.
FEWEST_PAIRS, MOST_ROWS = 2**15, 4096
QUERY_BLOCK = 8192


def suits_brute_force(space, among):
    """True for squared differences of dense rows, and some thousand rows to choose among."""
    is_dense = not sparse.issparse(space.coordinates)
    return is_dense and space.order == 2 and space.nominal is None and len(among) <= MOST_ROWS


class BruteForce:
    """All distances to the rows of `among`; see :func:`course_lib.candidates.candidate_search`.

    scikit-learn computes ``|a|^2 - 2ab + |b|^2`` in float64, which on rows shifted and scaled as in
    :class:`course_lib.candidates.bounds.Product` misses the exact square by less than the margin
    given there. Where the k-th neighbour may be tied within it, the bounds search again.
    """

    rules_out = False

    def __init__(self, space, among):
        self.among, self.bounds = among, BoundSearch(space, among)
        self.product = Product(space, among, np.float64)
        self.model = None

    def _prepare(self):
        points = self.product.points(self.among)
        self.largest = squared_norms(points).max(initial=0)
        self.model = NearestNeighbors(algorithm="brute").fit(points)

    def propose(self, rows, k):
        """Yield ``(block, query, row)`` for each block of query rows, then for its unsure rows."""
        if len(rows) * len(self.among) < FEWEST_PAIRS:
            yield from self.bounds.propose(rows, k)
            return
        if self.model is None:
            self._prepare()
        for start in range(0, len(rows), QUERY_BLOCK):
            block = np.arange(start, min(start + QUERY_BLOCK, len(rows)))
            is_sure, found = self._nearest(rows[block], k)
            sure, unsure = block[is_sure], block[~is_sure]
            query = np.repeat(np.arange(len(sure)), found.shape[1])
            candidate = self.among[found[is_sure].ravel()]
            is_other = candidate != rows[sure][query]
            yield sure, query[is_other], candidate[is_other]
            for part, query, candidate in self.bounds.propose(rows[unsure], k):
                yield unsure[part], query, candidate

    def not_crowded(self, rows, k, powers):
        """Return every position: few rows are searched as fast as ruled out."""
        return np.arange(len(rows))

    def _nearest(self, block, k):
        """Return which rows of a block are sure of their neighbours, and the places of these."""
        # The row itself, k neighbours, and one more to show whether the k-th may be tied.
        n_asked = min(k + 2, len(self.among))
        points = self.product.points(block)
        distances, found = self.model.kneighbors(points, n_asked)
        if n_asked == len(self.among):
            return np.ones(len(block), dtype=bool), found
        error = self.product.margin * (squared_norms(points) + self.largest)
        gap = distances[:, -1] ** 2 - distances[:, -2] ** 2
        # Where it does show that, the last one has done its work.
        return gap > 2 * (error + self.product.underflow), found[:, :-1]
