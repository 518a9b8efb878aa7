"""Blocks of a search side by side: one thread per core, each with a matrix library of its own."""

import os
from concurrent.futures import ThreadPoolExecutor
from functools import cache

from threadpoolctl import ThreadpoolController

# Fewer pairs of rows are measured in less time than threads spend waiting for each other.
FEWEST_PAIRS = 2**23


def in_threads(function, blocks, n_pairs):
    """Yield ``function(block)`` for each block, in order, computed on all cores.

    NumPy lets other threads run while it works, so whole blocks are computed side by side. The
    matrix library is held to one thread meanwhile: its own threads wait for each other after every
    product, which on a busy machine makes small products many times slower.

    Parameters
    ----------
    function : callable
        Called with one block; it must not change what other calls read.
    blocks : sequence
    n_pairs : int
        Pairs of rows in all blocks together; few are not worth a thread.

    Yields
    ------
    result
        What `function` returned, in the order of the blocks.
    """
    with _controller().limit(limits=1, user_api="blas"):
        if len(blocks) < 3 or n_pairs < FEWEST_PAIRS:
            yield from map(function, blocks)
            return
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            yield from pool.map(function, blocks)


@cache
def _controller():
    # Finding the loaded libraries takes longer than a small search.
    return ThreadpoolController()
