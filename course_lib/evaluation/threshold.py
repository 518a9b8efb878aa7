"""Where to put the threshold, found inside the training data; and what it costs to peek."""

import pandas as pd
from sklearn.base import clone
from sklearn.metrics import f1_score
from sklearn.model_selection import StratifiedKFold, cross_val_predict, train_test_split
from threadpoolctl import threadpool_limits

from course_lib.evaluation.paired import best_f1_threshold


def tuned_threshold(model, X, y, random_state=0):
    """Return the threshold that is best for F1 inside the training data.

    Five inner folds give every training sample a probability from a model that has not seen it;
    the threshold is the best for those. :class:`sklearn.model_selection.TunedThresholdClassifierCV`
    does the same for any metric, among a hundred thresholds.

    Parameters
    ----------
    model : classifier with ``predict_proba``, or a pipeline with scaler and sampler before it
        Cloned for every fold.
    X : array of shape (n, d)
        The training data, and nothing else.
    y : int array of shape (n,)
        1 = minority.
    random_state : int, default=0
        Of the inner folds.

    Returns
    -------
    threshold : float
        To be compared with ``>=``.
    """
    folds = StratifiedKFold(5, shuffle=True, random_state=random_state)
    inside = cross_val_predict(model, X, y, cv=folds, method="predict_proba")[:, 1]
    return best_f1_threshold(y, inside)


def cost_of_peeking(draw, fresh, model, seeds):
    """Compare what a threshold promises on the test samples with what it keeps on fresh ones.

    Parameters
    ----------
    draw : callable
        ``draw(seed)`` returns ``X, y`` with labels 0 and 1; a stratified fifth is the test part.
    fresh : tuple of arrays
        ``X, y``: many samples from the same source, standing for all later ones.
    model : classifier with ``predict_proba``
        Or a pipeline; cloned for every fit.
    seeds : iterable of int
        One draw and one split each.

    Returns
    -------
    scores : DataFrame
        One row per seed and way to the threshold: ``seed``, ``threshold from`` ("0.5", "inner
        folds", "test samples"), and F1 as ``reported`` on the test samples and as ``kept`` on the
        fresh ones.
    """
    rows = []
    # Fits this small lose more to several threads than they gain.
    with threadpool_limits(1):
        for seed in seeds:
            for source, reported, kept in _promises(draw(seed), fresh, model, seed):
                row = {"seed": seed, "threshold from": source, "reported": reported, "kept": kept}
                rows.append(row)
    return pd.DataFrame(rows)


def _promises(data, fresh, model, seed):
    """Yield each way to a threshold with its F1 on the test samples and on the fresh ones."""
    X, X_test, y, y_test = train_test_split(
        *data, test_size=0.2, stratify=data[1], random_state=seed
    )
    fitted = clone(model).fit(X, y)
    told, later = (fitted.predict_proba(samples)[:, 1] for samples in (X_test, fresh[0]))
    cuts = {
        "0.5": 0.5,
        "inner folds": tuned_threshold(model, X, y, seed),
        "test samples": best_f1_threshold(y_test, told),
    }
    for source, cut in cuts.items():
        reported = f1_score(y_test, told >= cut, zero_division=0)
        yield source, reported, f1_score(fresh[1], later >= cut, zero_division=0)
