"""What a fixed budget of alerts finds: so many a day, or a share of everything that comes in."""

import numpy as np


def precision_at_k(y, score, k):
    """Return the share of positives among the k highest scores.

    Parameters
    ----------
    y : int or bool array of shape (n,)
        1 = positive.
    score : float array of shape (n,)
        The higher, the earlier; of equal scores the lowest row number comes first.
    k : int
        The budget, 1 to n.

    Returns
    -------
    precision : float

    Raises
    ------
    ValueError
        A budget outside 1 to n, labels other than 0 and 1, a score that is not a number, or arrays
        of different lengths.

    Examples
    --------
    >>> precision_at_k([1, 0, 1, 0], [0.9, 0.8, 0.4, 0.1], k=2)
    0.5
    """
    y, score = _checked(y, score)
    _check_budget(k, len(y))
    return float(y[_alerts(score, k)].mean())


def detection_rate(y, score, alert_rate):
    """Return the share of all positives that stand among the highest scores.

    Parameters
    ----------
    y : int or bool array of shape (n,)
        1 = positive; at least one.
    score : float array of shape (n,)
        The higher, the earlier; of equal scores the lowest row number comes first.
    alert_rate : float
        The share of the n rows that raises an alert, above 0 and at most 1; the number of alerts is
        ``alert_rate * n`` rounded, and at least one.

    Returns
    -------
    rate : float

    Raises
    ------
    ValueError
        A rate outside (0, 1], no positive, and as for :func:`precision_at_k`.

    Examples
    --------
    Two alerts of ten rows find one of the two positives:

    >>> y = [1, 0, 0, 1, 0, 0, 0, 0, 0, 0]
    >>> detection_rate(y, [0.9, 0.8, 0.7, 0.6, 0, 0, 0, 0, 0, 0], alert_rate=0.2)
    0.5
    """
    y, score = _checked(y, score)
    if not 0 < alert_rate <= 1:
        raise ValueError(f"alert_rate={alert_rate!r} must lie above 0 and at most at 1, as 0.01.")
    if not y.any():
        raise ValueError("y holds no positive: there is nothing to detect.")
    alerts = _alerts(score, max(1, round(alert_rate * len(y))))
    return float(y[alerts].sum() / y.sum())


def card_precision_at_k(day, card, y, score, k):
    """Return the share of compromised cards among the k cards checked on a day, mean over days.

    On each day a card's score is its highest of that day, and it counts as compromised if it has a
    fraud on that day. The k cards with the highest scores are checked; those found compromised are
    blocked, and are left out on all later days.

    Parameters
    ----------
    day : int array of shape (n,)
        The day of each transaction; days are taken in rising order.
    card : array of shape (n,)
        Whose transaction it is.
    y : int or bool array of shape (n,)
        1 = fraud.
    score : float array of shape (n,)
        Of each transaction; of cards with equal scores the one whose first transaction of the day
        has the lowest row number comes first.
    k : int
        Cards checked a day, at least 1. The number found is divided by k also on a day with fewer
        than k cards.

    Returns
    -------
    precision : float

    Raises
    ------
    ValueError
        No rows, a budget below 1, and as for :func:`precision_at_k`.

    References
    ----------
    Y.-A. Le Borgne, W. Siblini, B. Lebichot and G. Bontempi, *Reproducible Machine Learning for
    Credit Card Fraud Detection - Practical Handbook* (2022): the measure, not its code.

    Examples
    --------
    Card 7 is found on day 0 and is left out on day 1, where card 8 takes its place:

    >>> card_precision_at_k([0, 0, 1, 1], [7, 8, 7, 8], [1, 0, 1, 0], [0.9, 0.1, 0.9, 0.1], k=1)
    0.5
    """
    return float(card_precision_by_day(day, card, y, score, k).mean())


def card_precision_by_day(day, card, y, score, k):
    """Return :func:`card_precision_at_k` of every day, in rising order of the days.

    Returns
    -------
    precision : float array of shape (n_days,)
    """
    y, score = _checked(y, score)
    day, card = (_column(values, len(y)) for values in (day, card))
    if len(y) == 0:
        raise ValueError("There are no transactions, so no day has an alert.")
    _check_budget(k)
    codes = np.unique(card, return_inverse=True)[1].reshape(-1)
    blocked = np.zeros(codes.max() + 1, dtype=bool)
    found = []
    for today in np.unique(day):
        rows = np.flatnonzero((day == today) & ~blocked[codes])
        caught = _caught(codes[rows], y[rows], score[rows], k)
        blocked[caught] = True
        found.append(len(caught) / k)
    return np.array(found)


def _caught(cards, y, score, k):
    """Return the compromised ones among the k cards with the highest scores of one day."""
    order = np.argsort(-score, kind="stable")
    _, first = np.unique(cards[order], return_index=True)  # a card's place is that of its best row
    best = cards[order[first]]
    opening = np.unique(cards, return_index=True)[1]
    by_score = np.lexsort((opening, -score[order[first]]))[:k]
    return best[by_score][np.isin(best[by_score], cards[y])]


def _alerts(score, k):
    return np.argsort(-score, kind="stable")[:k]


def _checked(y, score):
    """Return labels as booleans and scores as floats, or say what is wrong with them."""
    y, score = np.asarray(y), np.asarray(score, dtype=float)
    if y.ndim != 1 or y.shape != score.shape:
        raise ValueError(f"y and score have shapes {y.shape} and {score.shape}; one row each.")
    if not np.isin(y, [0, 1]).all():
        raise ValueError(f"y holds {np.unique(y)[:5].tolist()}; only 0 and 1 (positive) are known.")
    if np.isnan(score).any():
        raise ValueError("score holds NaN: a row without a score has no place in the order.")
    return y.astype(bool), score


def _column(values, n):
    values = np.asarray(values)
    if values.shape != (n,):
        raise ValueError(f"day and card need one entry per transaction ({n}), not {values.shape}.")
    return values


def _check_budget(k, most=None):
    if not isinstance(k, (int, np.integer)) or k < 1 or (most is not None and k > most):
        limit = "at least 1" if most is None else f"from 1 to {most}, the number of rows"
        raise ValueError(f"k={k!r} must be a whole number {limit}.")
