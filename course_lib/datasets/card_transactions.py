"""A simulated world of payment cards: who pays where, when and how much, and three kinds of fraud.

The idea of such a world is that of Le Borgne and others (2022), whose three published weeks are the
measure of this one; the code is not theirs. Nothing here is fitted to real cards.
"""

import numpy as np
import pandas as pd
from scipy.spatial import KDTree
from scipy.stats import truncnorm
from sklearn.utils import check_random_state

DAY = 86_400  # seconds
SIDE = 100.0  # of the square in which everybody lives
NOON, SPREAD = DAY / 2, 20_000.0  # seconds, of the hours at which people pay
TERMINAL_DAYS, CUSTOMER_DAYS = 28, 14  # how long a terminal or a customer stays compromised
FRAUD_SHARE, FRAUD_FACTOR = 1 / 3, 5.0  # of a compromised customer's payments, and of their amounts


def card_transactions(
    n_customers=5000,
    n_terminals=10_000,
    n_days=183,
    *,
    radius=5.0,
    large_amount=220.0,
    terminal_rate=2e-4,
    customer_rate=6e-4,
    random_state=None,
):
    """Return simulated card transactions in order of time, each with its true label.

    Customers and terminals lie at random in a square of side 100. A customer has a mean amount
    (uniform, 5 to 100), a mean number of payments a day (uniform, 0 to 4) and the terminals within
    `radius`, or the nearest one. Payments a day are Poisson, amounts normal with half their mean as
    the spread (a negative one is drawn again, uniformly up to twice the mean), the hour is normal
    around noon, the terminal any in reach.

    There are three scenarios of fraud, of which the last that applies is noted:

    1. every amount above `large_amount`;
    2. every payment at a compromised terminal, for 28 days;
    3. a third of the payments of a compromised customer, for 14 days, with five times the amount.

    Parameters
    ----------
    n_customers, n_terminals, n_days : int
        At least 1 each. On average 2 transactions per customer and day.
    radius : float
        Above 0, in the unit of the square.
    large_amount : float
        Above 0.
    terminal_rate, customer_rate : float
        Probability that a terminal or a customer becomes compromised on a given day, 0 to 1.
    random_state : int, RandomState or None

    Returns
    -------
    transactions : DataFrame
        ``time`` in whole seconds from the first midnight, ``day`` from 0, ``customer``,
        ``terminal``, ``amount`` in euros and whole cents, ``fraud`` (1 = fraud) and ``scenario``
        (0 = legitimate). Equal times keep the order of their customers.

    Raises
    ------
    ValueError
        A parameter out of its range; the message names it.

    Notes
    -----
    Cost: linear in transactions, with one value for every customer and day and one for every
    terminal and day; a million transactions take seconds. Habits never change, every fraud is
    labelled, and nobody reacts to being caught.

    References
    ----------
    Y.-A. Le Borgne, W. Siblini, B. Lebichot and G. Bontempi, *Reproducible Machine Learning for
    Credit Card Fraud Detection - Practical Handbook* (2022), chapter 3.

    Examples
    --------
    >>> world = card_transactions(20, 40, 10, random_state=0)
    >>> world.columns.tolist()
    ['time', 'day', 'customer', 'terminal', 'amount', 'fraud', 'scenario']
    >>> bool(world["time"].is_monotonic_increasing)
    True
    """
    _check(
        {"n_customers": n_customers, "n_terminals": n_terminals, "n_days": n_days},
        {"radius": radius, "large_amount": large_amount},
        {"terminal_rate": terminal_rate, "customer_rate": customer_rate},
    )
    random = check_random_state(random_state)
    paid = _payments(random, n_customers, n_terminals, n_days, radius)
    at_terminal = _compromised(random, n_terminals, n_days, terminal_rate, TERMINAL_DAYS)
    at_customer = _compromised(random, n_customers, n_days, customer_rate, CUSTOMER_DAYS)
    abused = at_customer[paid["customer"], paid["day"]]
    abused &= random.uniform(size=len(paid)) < FRAUD_SHARE
    scenario = np.where(paid["amount"] > large_amount, 1, 0)
    scenario[at_terminal[paid["terminal"], paid["day"]]] = 2
    scenario[abused] = 3
    amount = np.where(abused, FRAUD_FACTOR * paid["amount"], paid["amount"]).round(2)
    return paid.assign(amount=amount, fraud=(scenario > 0).astype(np.int64), scenario=scenario)


def _payments(random, n_customers, n_terminals, n_days, radius):
    """Return time, day, customer, terminal and amount of every payment, in order of time."""
    homes = random.uniform(0, SIDE, (n_customers, 2))
    reached, first, count = _in_reach(homes, random.uniform(0, SIDE, (n_terminals, 2)), radius)
    mean_amount = random.uniform(5, 100, n_customers)
    per_day = random.poisson(random.uniform(0, 4, n_customers)[:, None], (n_customers, n_days))
    customer = np.repeat(np.arange(n_customers), per_day.sum(axis=1))
    day = np.repeat(np.tile(np.arange(n_days), n_customers), per_day.ravel())
    n = len(customer)
    choice = (random.uniform(size=n) * count[customer]).astype(np.int64)
    ends = np.array([-NOON, NOON]) / SPREAD
    second = truncnorm.ppf(random.uniform(size=n), *ends, loc=NOON, scale=SPREAD)
    paid = pd.DataFrame({
        "time": day * DAY + np.minimum(second.astype(np.int64), DAY - 1),
        "day": day,
        "customer": customer,
        "terminal": reached[first[customer] + choice],
        "amount": _amounts(random, mean_amount[customer]),
    })  # fmt: skip
    return paid.sort_values("time", kind="stable", ignore_index=True)


def _in_reach(homes, places, radius):
    """Return the terminals of all customers, one list after the other, with starts and lengths."""
    tree = KDTree(places)
    near = tree.query_ball_point(homes, radius, return_sorted=True)
    nearest = tree.query(homes)[1]
    near = [rows or [row] for rows, row in zip(near, nearest, strict=True)]
    count = np.array([len(rows) for rows in near])
    return np.concatenate(near).astype(np.int64), np.cumsum(count) - count, count


def _amounts(random, mean):
    """Return amounts in whole cents, none negative."""
    amount = random.normal(mean, mean / 2)
    again = random.uniform(0, 2 * mean)
    return np.where(amount < 0, again, amount).round(2)


def _compromised(random, n, n_days, rate, length):
    """Return an (n, n_days) array: True from each start on, for `length` days."""
    started = np.cumsum(random.uniform(size=(n, n_days)) < rate, axis=1, dtype=np.int32)
    ended = np.zeros_like(started)
    ended[:, length:] = started[:, :-length]
    return started > ended


def _check(counts, sizes, rates):
    for name, value in counts.items():
        if not isinstance(value, (int, np.integer)) or value < 1:
            raise ValueError(f"{name}={value!r} must be a whole number of at least 1.")
    for name, value in sizes.items():
        if not value > 0:
            raise ValueError(f"{name}={value!r} must be above 0.")
    for name, value in rates.items():
        if not 0 <= value <= 1:
            raise ValueError(f"{name}={value!r} is a probability per day: from 0 to 1.")
