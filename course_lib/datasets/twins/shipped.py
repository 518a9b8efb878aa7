"""The two twins that the course ships, and the tables from which they were fitted."""

from pathlib import Path

import numpy as np

from course_lib.datasets.fraud_tables import load_european_cards_sample, load_providers
from course_lib.datasets.registry import TABLES
from course_lib.datasets.twins.parameters import read_twin
from course_lib.datasets.twins.sample import sample_twin

FOLDER = Path(__file__).parents[3] / "data" / "twins"
CARDS_SHARE = 492 / 284_807
_HEAD_ENDS, _ONE_IN = 4462, 11


def european_cards_twin(n_samples=20_000, minority_share=None, random_state=0):
    """Return card payments that resemble the European cards: none of them took place.

    The columns are those of `load_european_cards_sample`. ``Time`` is a feature like any other:
    rows come in no order, and nobody's payments follow each other. The twin was fitted on all 492
    frauds and 24,923 legitimate rows, see `cards_to_fit`. How far it resembles the table is
    recorded (``recorded("twin_fidelity")``): it has fewer Tomek links than the table, hardly a
    repeated row, and legitimate amounts of 130 euros on average where the table has 90.

    Parameters
    ----------
    n_samples : int, default=20_000
        The table has 284,807.
    minority_share : float, optional
        By default the table's, 492 / 284,807 = 0.173 %.
    random_state : int, RandomState or None, default=0

    Returns
    -------
    X : DataFrame of floats, shape (n_samples, 30)
        ``Time`` in seconds, ``V1`` to ``V28``, ``Amount`` in euros.
    y : int array of shape (n_samples,)
        1 = fraud.

    Raises
    ------
    ValueError
        See :func:`sample_twin`.

    References
    ----------
    ``TABLES["european_cards_sample"].citation``

    Examples
    --------
    >>> X, y = european_cards_twin(n_samples=1000, minority_share=0.05)
    >>> X.shape, y.sum()
    ((1000, 30), np.int64(50))
    """
    twin = read_twin(FOLDER / "european_cards.json")
    return sample_twin(twin, n_samples, minority_share, random_state)


def providers_twin(n_samples=5410, minority_share=None, random_state=0):
    """Return aggregates that resemble those of `load_providers`: no such provider exists.

    The columns are the same 68. What is exact among the table's columns (a total is a sum, a
    maximum no less than its mean, all inpatient columns 0 together) holds only roughly in the twin.
    How far it resembles the table is recorded (``recorded("twin_fidelity")``): it has fewer Tomek
    links than the table and is easier for a random forest.

    Parameters
    ----------
    n_samples : int, default=5410
        As many as the table has.
    minority_share : float, optional
        By default the table's, 9.35 %.
    random_state : int, RandomState or None, default=0

    Returns
    -------
    X : DataFrame of floats, shape (n_samples, 68)
    y : int array of shape (n_samples,)
        1 = flagged as potential fraud.

    Raises
    ------
    ValueError
        See :func:`sample_twin`.

    Examples
    --------
    >>> X, y = providers_twin()
    >>> X.shape, y.sum()
    ((5410, 68), np.int64(506))
    """
    twin = read_twin(FOLDER / "providers.json")
    return sample_twin(twin, n_samples, minority_share, random_state)


def cards_to_fit():
    """Return the sample of the European cards without most of its head.

    Of its legitimate rows the first ones, up to second 4,462, are *all* that the full table has:
    4,918 legitimate rows precede the fraud of that second in the full table's labels, about as many
    as here. Of the later ones the sample has one in eleven or twelve. So every eleventh of the
    first is taken, and ``Time`` can stay.

    Returns
    -------
    X : DataFrame, shape (25415, 30)
    y : int array of shape (25415,)
    """
    X, y, _ = load_european_cards_sample()
    head = np.flatnonzero((X["Time"] <= _HEAD_ENDS) & (y == 0))
    rows = np.setdiff1d(np.arange(len(y)), np.setdiff1d(head, head[::_ONE_IN]))
    return X.iloc[rows].reset_index(drop=True), y[rows]


# Per twin: how to get its table, the table's entry in `TABLES`, its target, the share to sample at.
SHIPPED = {
    "european_cards": (cards_to_fit, TABLES["european_cards_sample"], "Class", CARDS_SHARE),
    "providers": (load_providers, TABLES["providers"], "PotentialFraud", None),
}
