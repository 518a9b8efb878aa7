"""What decisions are worth when an accusation of the innocent has a price: net benefit."""

import numpy as np
import pandas as pd
from sklearn.metrics import precision_recall_curve


def net_benefit(y, decision, threshold):
    """Return the right alarms less the priced wrong ones, per 1,000 cases.

    Who acts from a probability of `threshold` upwards is ready to accuse ``(1 - threshold) /
    threshold`` innocents for one case found; a wrong alarm then costs ``threshold / (1 -
    threshold)`` right ones. Doing nothing is worth 0.

    Parameters
    ----------
    y : int or bool array of shape (n,)
        1 = positive.
    decision : int or bool array of shape (n,)
        1 = alarm.
    threshold : float
        Above 0 and below 1.

    Returns
    -------
    benefit : float
        In right alarms per 1,000 cases; below 0 where doing nothing is better.

    Raises
    ------
    ValueError
        A threshold that is no price.

    References
    ----------
    A. J. Vickers and E. B. Elkin, "Decision curve analysis: a novel method for evaluating
    prediction models", *Medical Decision Making* 26 (2006) 565-574.

    Examples
    --------
    Three right alarms and one wrong one among eight; at 3/4 a wrong one costs three right ones:

    >>> y, decision = [1, 1, 1, 1, 0, 0, 0, 0], [1, 1, 1, 0, 1, 0, 0, 0]
    >>> net_benefit(y, decision, 0.5), net_benefit(y, decision, 0.75)
    (250.0, 0.0)
    """
    if not 0 < threshold < 1:
        raise ValueError(f"threshold={threshold!r} must lie above 0 and below 1, as a probability.")
    y, decision = np.asarray(y, dtype=bool), np.asarray(decision, dtype=bool)
    wrong = np.mean(~y & decision) * threshold / (1 - threshold)
    return float(1000 * (np.mean(y & decision) - wrong))


def decision_curve(y, probabilities, thresholds):
    """Return the net benefit of acting on each model's probabilities, threshold by threshold.

    Parameters
    ----------
    y : int array of shape (n,)
        1 = positive.
    probabilities : dict of str to float array of shape (n,)
        By model.
    thresholds : sequence of float
        Both the threshold used and the price that it stands for.

    Returns
    -------
    curve : DataFrame
        A row per threshold, a column per model and one, ``everybody``, for alarms in all cases.

    Examples
    --------
    >>> decision_curve([1, 0, 0, 0], {"model": np.array([0.6, 0.7, 0.1, 0.1])}, [0.2, 0.5])
         model  everybody
    0.2  187.5       62.5
    0.5    0.0     -500.0
    """
    acts = probabilities | {"everybody": np.ones(len(y))}
    return pd.DataFrame(
        {
            name: [net_benefit(y, probability >= least, least) for least in thresholds]
            for name, probability in acts.items()
        },
        index=thresholds,
    )


def precision_at_recall(y, score, levels):
    """Return the precision at the highest threshold that finds a given share of the positives.

    Parameters
    ----------
    y : int array of shape (n,)
        1 = positive.
    score : float array of shape (n,)
        The higher, the earlier.
    levels : sequence of float
        Shares of the positives to be found, above 0 and at most 1.

    Returns
    -------
    precision : float array, one entry per level

    Examples
    --------
    >>> print(precision_at_recall([1, 0, 1, 0], [0.9, 0.8, 0.7, 0.1], [0.5, 1]).round(2))
    [1.   0.67]
    """
    precision, recall, _ = precision_recall_curve(y, score)
    # Recall falls with the threshold; its last entry, 0, belongs to no threshold.
    return np.array([precision[np.flatnonzero(recall >= level)[-1]] for level in levels])
