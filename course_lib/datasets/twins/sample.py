"""Sample a twin at any size and imbalance."""

from numbers import Integral, Real

import numpy as np
import pandas as pd
from sklearn.utils import check_random_state

from course_lib.datasets.twins.copula import draw


def sample_twin(parameters, n_samples, minority_share=None, random_state=None):
    """Return rows drawn from a twin.

    Parameters
    ----------
    parameters : TwinParameters
        From :func:`fit_twin` or :func:`read_twin`.
    n_samples : int
        Rows of both classes together.
    minority_share : float, optional
        Share of the minority; by default the one in `parameters`.
    random_state : int, RandomState or None

    Returns
    -------
    X : DataFrame of floats, shape (n_samples, d)
    y : int array of shape (n_samples,)
        1 = minority, ``round(n_samples * minority_share)`` rows in random places.

    Raises
    ------
    ValueError
        If the share is out of range, or either class would have no row.

    Notes
    -----
    Cost: O(n d²). 284,807 rows of the European cards take a few seconds.

    Examples
    --------
    >>> from course_lib.datasets import european_cards_twin
    >>> X, y = european_cards_twin(n_samples=1000, minority_share=0.05, random_state=0)
    >>> X.shape, y.sum()
    ((1000, 30), np.int64(50))
    """
    share = parameters.minority_share if minority_share is None else minority_share
    n_minority = _minority_size(n_samples, share)
    random_state = check_random_state(random_state)
    decimals = [feature.decimals for feature in parameters.features]
    parts = [
        draw(
            part.correlation_matrix(),
            group.marginals,
            decimals,
            random_state.standard_normal((size, len(decimals))),
        )
        for part, n in (
            (parameters.majority, n_samples - n_minority),
            (parameters.minority, n_minority),
        )
        for group, size in zip(part.groups, _sizes(part.groups, n, random_state), strict=True)
    ]
    order = random_state.permutation(n_samples)
    names = [feature.name for feature in parameters.features]
    y = (order >= n_samples - n_minority).astype(np.int64)
    return pd.DataFrame(np.concatenate(parts)[order], columns=names), y


def _sizes(groups, n, random_state):
    """How many rows each group gets, at random."""
    records = np.array([group.records for group in groups])
    return random_state.multinomial(n, records / records.sum())


def _minority_size(n_samples, share):
    if not isinstance(n_samples, Integral) or n_samples < 2:
        raise ValueError(f"n_samples={n_samples!r} must be a whole number of 2 or more.")
    if not isinstance(share, Real) or not 0 < share < 1:
        raise ValueError(f"minority_share={share!r} must lie between 0 and 1; 0.05 is 5 %.")
    n_minority = round(n_samples * share)
    if not 0 < n_minority < n_samples:
        raise ValueError(
            f"minority_share={share!r} of {n_samples:,} rows leaves one class without a row; "
            "choose more rows or another share."
        )
    return n_minority
