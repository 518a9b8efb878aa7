"""Find fast what `neighbors` then decides exactly.

Every way proposes, for a block of query rows, a list of rows that provably contains the k nearest
*and every row tied with the k-th*. How many more it lists is a matter of speed, never of the
answer:

- `tree`, few features: a k-d tree, asked again at the distance of the k-th neighbour where it may
  be tied;
- `bounds`, many features: lower and upper bounds on every pair, from one matrix product
  for Euclidean distances and from SciPy's compiled scan for other norms;
- every pair, for the rest, and wherever the bounds tell too little apart.
"""

from course_lib.candidates.bounds import BoundSearch, suits_bounds
from course_lib.candidates.every_pair import EveryPair
from course_lib.candidates.tree import TreeSearch, suits_tree


def candidate_search(space, among):
    """Choose the fastest search for a data set.

    Parameters
    ----------
    space : MetricSpace
    among : int array of shape (n_among,)
        Rows that may be neighbours, increasing, without repeats.

    Returns
    -------
    search : object with a method ``propose(rows, k)``
        It yields ``(block, query, row)`` until every query row has had its turn: positions in
        `rows` (a slice or an int array), and two arrays that pair ``rows[block][query]`` with its
        candidate ``row``. No row is its own candidate; pairs come in any order.
        ``not_crowded(rows, k, powers)`` returns the positions in `rows` for which it cannot prove
        that k neighbours lie nearer than the given distances; ``rules_out`` says whether it tries,
        which only pays where searching is slow.
    """
    if suits_tree(space):
        return TreeSearch(space, among)
    return BoundSearch(space, among) if suits_bounds(space) else EveryPair(among)
