"""Propose every pair, a few query rows at a time."""

import numpy as np

# Pairs listed at a time; row numbers, distances and their order take about 40 bytes each.
PAIRS = 2**20


class EveryPair:
    """The search that leaves nothing out and needs no bound: n_among candidates per row."""

    rules_out = False

    def __init__(self, among):
        self.among = among

    def propose(self, rows, k):
        """Yield ``(block, query, row)``; see :func:`course_lib.candidates.candidate_search`."""
        step = max(1, PAIRS // len(self.among))
        for start in range(0, len(rows), step):
            block = rows[start : start + step]
            query, column = np.divmod(np.arange(len(block) * len(self.among)), len(self.among))
            is_other = block[query] != self.among[column]
            yield slice(start, start + len(block)), query[is_other], self.among[column[is_other]]

    def not_crowded(self, rows, k, powers):
        """Return every position: without bounds nothing can be ruled out."""
        return np.arange(len(rows))
