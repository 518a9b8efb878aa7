"""Have the features moved? The population stability index, and when it says so by chance."""

import numpy as np
import pandas as pd


def stability_index(reference, current, bins=10):
    """Return the population stability index of every feature.

    A feature's values are cut at the deciles of the reference; with p and q the shares of current
    and reference in a bin, the index is the sum of (p - q) ln(p / q). Zero means the same shares.

    Parameters
    ----------
    reference, current : DataFrame of shape (n, d), (m, d)
        The same columns, in any units. None is missing.
    bins : int, default=10
        At most; a value that fills several deciles makes one bin.

    Returns
    -------
    index : Series of length d
        By feature. An empty bin counts as half a case: the logarithm of zero is not wanted.

    Notes
    -----
    Without any drift and with independent cases the index is near (bins - 1)(1/n + 1/m): for few
    cases it is large by chance. The limits in use, 0.1 and 0.25, know no n.

    References
    ----------
    B. Yurdakul and J. Naranjo, "Statistical properties of the population stability index",
    *Journal of Risk Model Validation* 14 (2020).

    Examples
    --------
    >>> old = pd.DataFrame({"a": [1, 1, 2, 2], "b": [1, 2, 3, 4]})
    >>> new = pd.DataFrame({"a": [1, 2, 1, 2], "b": [4, 4, 4, 4]})
    >>> stability_index(old, new, bins=2).round(2).to_dict()
    {'a': 0.0, 'b': 0.87}
    """
    found = {}
    for name in reference:
        edges = np.unique(np.quantile(reference[name], np.arange(1, bins) / bins))
        new, old = (_shares(table[name], edges) for table in (current, reference))
        found[name] = np.sum((new - old) * np.log(new / old))
    return pd.Series(found, dtype=float)


def _shares(values, edges):
    counts = np.bincount(np.searchsorted(edges, values), minlength=len(edges) + 1)
    return np.maximum(counts, 0.5) / len(values)
