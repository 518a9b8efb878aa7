"""Decisions in euros, where every row has its own price: which alarm is worth its cost."""

import numpy as np


def worth_an_alarm(probability, amount, handling):
    """Return which payments cost less to look at than they are expected to lose.

    An alarm costs `handling`, right or wrong; silence costs the amount if it was a fraud. So an
    alarm pays where ``probability * amount > handling``: every payment has its own threshold,
    ``handling / amount``.

    Parameters
    ----------
    probability : float array of shape (n,)
        Of a fraud, at the share of frauds where the rule is used.
    amount : float array of shape (n,)
        In euros, 0 or more.
    handling : float
        Euros per alarm, above 0.

    Returns
    -------
    alarm : bool array of shape (n,)
        At equality no alarm. A payment of `handling` euros or less never raises one.

    References
    ----------
    C. Elkan, "The foundations of cost-sensitive learning", *IJCAI* (2001) 973-978; A. Correa
    Bahnsen, A. Stojanovic, D. Aouada and B. Ottersten, "Cost sensitive credit card fraud detection
    using Bayes minimum risk", *ICMLA* (2013) 333-338.

    Examples
    --------
    A likely fraud of four euros is let pass, an unlikely one of a thousand is not:

    >>> worth_an_alarm([0.9, 0.02], [4, 1000], handling=5)
    array([False,  True])
    """
    return np.asarray(probability) * np.asarray(amount) > handling


def share_saved(y, amount, alarm, *, handling, weights=None):
    """Return what alarms save of all that the frauds would have taken, their own cost paid.

    Parameters
    ----------
    y : int or bool array of shape (n,)
        1 = fraud; the frauds' amounts sum to more than 0.
    amount : float array of shape (n,)
        Euros; an alarm saves the whole amount of a fraud.
    alarm : bool array of shape (n,)
    handling : float
        Euros per alarm, right or wrong.
    weights : float array of shape (n,), optional
        How many payments a row stands for; by default one.

    Returns
    -------
    share : float
        1 at best, 0 for no alarm at all; negative where the alarms cost more than they save.

    Raises
    ------
    ValueError
        If the frauds took nothing.

    Examples
    --------
    Of two frauds the larger is found, with one false alarm beside it: 80 of 100 euros are saved,
    and two alarms cost 10.

    >>> share_saved([1, 1, 0], [80, 20, 50], [True, False, True], handling=5)
    0.7
    """
    y, alarm = np.asarray(y, dtype=bool), np.asarray(alarm, dtype=bool)
    weights = np.ones(len(y)) if weights is None else np.asarray(weights)
    lost = weights * np.where(y, amount, 0.0)
    if not lost.sum() > 0:
        raise ValueError("The frauds took nothing, so there is nothing to save a share of.")
    return float((lost[alarm].sum() - handling * weights[alarm].sum()) / lost.sum())
