"""Card transactions as a model in use sees them: for weeks as they were, then something changes."""

import pandas as pd

from course_lib.datasets.card_features import card_features
from course_lib.datasets.card_transactions import card_transactions

MONDAY = pd.Timestamp("2024-01-01")
KINDS = ("none", "pattern", "volume")
FACTOR = 5.0  # by which a fraudster multiplies the amounts of a compromised customer


def drifting_cards(drift="none", change_day=56, *, n_customers=300, n_days=91, random_state=None):
    """Return card transactions with features, in which one thing changes on one day.

    - ``"none"``: nothing changes.
    - ``"pattern"``: until then no card is compromised and terminals are, from then on the other way
      round. Amounts above 220 are fraud all the time, and legitimate payments stay what they were.
    - ``"volume"``: until then half of the customers pay, from then on all, each as before.

    Parameters
    ----------
    drift : {"none", "pattern", "volume"}
    change_day : int
        Counted from 0.
    n_customers, n_days : int
        With two terminals for every customer.
    random_state : int, RandomState or None
        The same one gives the same customers, terminals and payments in all three.

    Returns
    -------
    cases : DataFrame
        ``time`` from 2024-01-01, a Monday; the features of :func:`card_features` for windows of one
        and seven days, whose first 14 days are incomplete; ``fraud``, 1 = fraud.

    Raises
    ------
    ValueError
        Another kind of drift.

    Examples
    --------
    >>> cases = drifting_cards("volume", 3, n_customers=20, n_days=6, random_state=0)
    >>> cases["time"].dt.day.value_counts(sort=False).to_list()
    [24, 14, 8, 48, 50, 37]
    """
    if drift not in KINDS:
        raise ValueError(f"drift={drift!r} must be one of {', '.join(map(repr, KINDS))}.")
    rates = dict(terminal_rate=4e-4, customer_rate=2e-3, radius=8)
    world = card_transactions(
        n_customers, 2 * n_customers, n_days, **rates, random_state=random_state
    )
    later = world["day"] >= change_day
    if drift == "pattern":
        _spare(world, (world["scenario"] == 3) & ~later)
        world.loc[(world["scenario"] == 2) & later, "fraud"] = 0
    if drift == "volume":
        world = world[later | (world["customer"] % 2 == 0)].reset_index(drop=True)
    cases = card_features(world, windows=(1, 7))
    cases.insert(0, "time", MONDAY + pd.to_timedelta(world["time"], unit="s"))
    return cases.assign(fraud=world["fraud"])


def _spare(world, rows):
    """Undo the abuse of a customer's payments: these were legitimate and of the old amount."""
    world.loc[rows, "amount"] = (world.loc[rows, "amount"] / FACTOR).round(2)
    world.loc[rows, "fraud"] = 0
