"""From the counts of one threshold to the curves of all, and what rarity does to their summaries.

scikit-learn draws the curves; see :func:`sklearn.metrics.roc_curve` and
:func:`sklearn.metrics.precision_recall_curve`.
"""

import numpy as np
import pandas as pd
from sklearn.metrics import (
    average_precision_score,
    confusion_matrix_at_thresholds,
    roc_auc_score,
)


def counts_by_threshold(y, score):
    """Return the confusion matrix at every threshold, with the three rates that curves are made of.

    Parameters
    ----------
    y : int array of shape (n,)
        1 = minority; both classes occur.
    score : float array of shape (n,)
        The higher, the more like the minority; "minority" is said where it reaches the threshold.

    Returns
    -------
    table : DataFrame
        One row per distinct score, falling: ``TP``, ``FP``, ``FN``, ``TN``, ``recall`` (TP of all
        positives), ``false alarms`` (FP of all negatives) and ``precision`` (TP of all alarms).
        The index is the threshold.

    Examples
    --------
    >>> table = counts_by_threshold([0, 1, 0, 1], [0.1, 0.4, 0.4, 0.9])
    >>> print(table[["TP", "FP", "precision"]].round(2).to_string(index_names=False))
         TP  FP  precision
    0.9   1   0       1.00
    0.4   2   1       0.67
    0.1   2   2       0.50
    """
    tn, fp, fn, tp, thresholds = confusion_matrix_at_thresholds(y, score)
    columns = {"TP": tp, "FP": fp, "FN": fn, "TN": tn}
    table = pd.DataFrame(columns, index=pd.Index(thresholds, name="threshold")).astype(int)
    return table.assign(
        recall=tp / (tp + fn), **{"false alarms": fp / (fp + tn)}, precision=tp / (tp + fp)
    )


def precision_at(recall, false_alarms, prevalence):
    """Return the precision of one point of a ROC curve where the minority has a given share.

    Parameters
    ----------
    recall, false_alarms : float or array
        Shares of the positives and of the negatives that raise an alarm; neither knows how rare
        the positives are. Not both zero.
    prevalence : float or array
        The share of positives.

    Returns
    -------
    precision : float or array

    Examples
    --------
    >>> round(precision_at(0.8, 0.1, 0.5), 3), round(precision_at(0.8, 0.1, 0.01), 3)
    (0.889, 0.075)
    """
    found = recall * prevalence
    return found / (found + false_alarms * (1 - prevalence))


def thinned_summaries(y, score, shares, n_draws, random_state=0):
    """Return ROC AUC and average precision of the same scores while positives are thrown away.

    Parameters
    ----------
    y : int array of shape (n,)
        1 = the class to thin.
    score : float array of shape (n,)
    shares : sequence of float
        Of positives, each at most the share in `y`; all negatives stay.
    n_draws : int
        Random choices of the positives that stay, for every share.
    random_state : int, default=0

    Returns
    -------
    summaries : DataFrame
        One row per share and draw: ``share``, ``ROC AUC``, ``average precision``.

    Raises
    ------
    ValueError
        A share that would need more positives than there are, or none.
    """
    y, score = np.asarray(y), np.asarray(score)
    rng = np.random.default_rng(random_state)
    positives, negatives = np.flatnonzero(y == 1), np.flatnonzero(y == 0)
    rows = []
    for share in shares:
        n_kept = round(len(negatives) * share / (1 - share))
        if not 1 <= n_kept <= len(positives):
            raise ValueError(
                f"A share of {share:g} takes {n_kept} positives beside {len(negatives)} negatives; "
                f"there are {len(positives)}."
            )
        for _ in range(n_draws):
            kept = np.r_[rng.choice(positives, n_kept, replace=False), negatives]
            auc = roc_auc_score(y[kept], score[kept])
            precision = average_precision_score(y[kept], score[kept])
            rows.append({"share": share, "ROC AUC": auc, "average precision": precision})
    return pd.DataFrame(rows)
