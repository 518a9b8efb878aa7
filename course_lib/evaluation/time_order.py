"""Validation in order of time, when labels come late and a card found to be compromised is gone."""

import numpy as np


def delayed_split(transactions, first_day, *, train_days=7, delay=7, test_days=7):
    """Return training and test rows as a fraud detector meets them.

    It learns from `train_days` days, waits `delay` days for the last of their labels, and is judged
    on the days after that. On each of those days the customers whose frauds have become known
    since `first_day`, more than `delay` days earlier, have had their cards blocked: their rows are
    left out.

    Parameters
    ----------
    transactions : DataFrame
        With ``day``, ``customer`` and ``fraud``.
    first_day : int
        The first day to learn from.
    train_days, test_days : int
        At least 1.
    delay : int
        Days until a label is known, at least 0.

    Returns
    -------
    train_rows, test_rows : int arrays
        Row numbers, ascending within each day.

    Raises
    ------
    ValueError
        A length below its least, or days that hold no transaction to learn from or be judged on.

    Examples
    --------
    Customer 1's fraud of day 0 is known on day 2, one day after its label's delay, not before:

    >>> import pandas as pd
    >>> paid = pd.DataFrame({"day": [0, 0, 1, 2, 2], "customer": [1, 2, 1, 1, 2],
    ...                      "fraud": [1, 0, 0, 1, 0]})
    >>> delayed_split(paid, 0, train_days=1, delay=1, test_days=1)
    (array([0, 1]), array([4]))
    """
    if train_days < 1 or test_days < 1 or delay < 0:
        raise ValueError(
            f"train_days={train_days} and test_days={test_days} must be at least 1, delay={delay} "
            "at least 0."
        )
    day, customer, fraud = (transactions[name].to_numpy() for name in ("day", "customer", "fraud"))
    train = np.flatnonzero((day >= first_day) & (day < first_day + train_days))
    first_test = first_day + train_days + delay
    test = []
    for today in range(first_test, first_test + test_days):
        known = customer[(fraud == 1) & (day >= first_day) & (day < today - delay)]
        test.append(np.flatnonzero((day == today) & ~np.isin(customer, known)))
    test = np.concatenate(test)
    if not len(train) or not len(test):
        raise ValueError(
            f"Days {first_day} to {first_test + test_days - 1} are asked, but transactions have "
            f"days {day.min()} to {day.max()}."
        )
    return train, test


def validation_ladder(transactions, first_day, random_state, *, days=7, delay=7):
    """Return four ways to split off `days` test days, each more honest than the one before.

    Parameters
    ----------
    transactions : DataFrame
        With ``day``, ``customer`` and ``fraud``.
    first_day : int
        The first day that the last two ways learn from.
    random_state : int
        Of the shuffle.
    days, delay : int
        Length of training and test, and of the wait for labels.

    Returns
    -------
    splits : dict of str to (int array, int array)
        Training and test rows. "shuffled": the test days and the `days` before them, halved at
        random. "in order": learn from the days just before. "labels late": from days `delay`
        earlier. "known cards gone": as :func:`delayed_split`.
    """
    day = transactions["day"].to_numpy()
    first_test = first_day + days + delay
    test = np.flatnonzero((day >= first_test) & (day < first_test + days))
    just_before = np.flatnonzero((day >= first_test - days) & (day < first_test))
    pool = np.random.default_rng(random_state).permutation(np.concatenate([just_before, test]))
    half = len(just_before)
    train, honest = delayed_split(
        transactions, first_day, train_days=days, delay=delay, test_days=days
    )
    return {
        "shuffled": (np.sort(pool[:half]), np.sort(pool[half:])),
        "in order": (just_before, test),
        "labels late": (train, test),
        "known cards gone": (train, honest),
    }
