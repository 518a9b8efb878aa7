"""A rare disease from bundled data: draws at a set prevalence, and whom a method hurts.

Thinning leaves most malignant patients unused. They are the test: recall is measured on some two
hundred patients instead of four, and separately on those who look benign.
"""

import numpy as np
import pandas as pd
from sklearn.datasets import load_breast_cancer
from sklearn.metrics import roc_curve
from sklearn.preprocessing import StandardScaler
from sklearn.utils import check_random_state

from course_lib.evaluation.case_study import score_split
from course_lib.neighbors import nearest_neighbors
from course_lib.progress_bar import progress

N_BENIGN, N_MALIGNANT = 286, 15


def all_patients():
    """Return the 569 patients of the bundled breast-cancer data.

    Returns
    -------
    X : DataFrame of shape (569, 30)
        Indexed by patient; not scaled.
    y : int array of shape (569,)
        1 = malignant (212), the disease; 0 = benign.
    """
    X, target = load_breast_cancer(return_X_y=True, as_frame=True)
    return X, 1 - target.to_numpy()


def rare_disease_splits(y, n_splits, random_state=0):
    """Return splits whose training part has the disease in one patient of twenty.

    Parameters
    ----------
    y : int array of shape (n,)
        1 = malignant.
    n_splits : int
    random_state : int, RandomState or None, default=0

    Returns
    -------
    splits : list of (int array, int array)
        Training rows: 286 benign and 15 malignant patients at random, 4.98 %. Test rows: all the
        others, among them far more malignant patients than any clinic would see.
    """
    rng, splits = check_random_state(random_state), []
    for _ in range(n_splits):
        train = np.concatenate([
            rng.choice(np.flatnonzero(y == label), size, replace=False)
            for label, size in ((0, N_BENIGN), (1, N_MALIGNANT))
        ])  # fmt: skip
        splits.append((np.sort(train), np.setdiff1d(np.arange(len(y)), train)))
    return splits


def foreign_neighbors(X, y, k=5):
    """Return how many of each patient's `k` nearest neighbours have the other diagnosis.

    Parameters
    ----------
    X : array or DataFrame of shape (n, d)
        Standardised here.
    y : array of shape (n,)
    k : int, default=5

    Returns
    -------
    n_foreign : int array of shape (n,)
        0 for a typical patient; `k` for one who stands among the others.

    Examples
    --------
    >>> foreign_neighbors([[0.0], [1.0], [2.0], [3.0], [4.0]], np.array([0, 0, 1, 1, 0]), k=2)
    array([1, 1, 1, 1, 2])
    """
    Z = StandardScaler().fit_transform(X)
    return (y[nearest_neighbors(Z, k)[0]] != y[:, None]).sum(axis=1)


def removals(sampler, X, y, splits, n_foreign):
    """Count the patients that a cleaner removes, by diagnosis and by how typical they are.

    Parameters
    ----------
    sampler : cleaner with ``sample_indices_``
    X : array or DataFrame of shape (n, d)
        Standardised on every training part.
    y : int array of shape (n,)
        1 = malignant.
    splits : list of (int array, int array)
        Of which the training rows are cleaned.
    n_foreign : int array of shape (n,)
        As from :func:`foreign_neighbors`: a patient with three or more of five is *among the
        others*, one with none is *typical*.

    Returns
    -------
    counts : dict of str to int
        Over all splits: ``removed``; of them ``benign`` and ``malignant``; of these
        ``malignant among benign`` and ``typical benign``.
    """
    gone = []
    for train, _ in splits:
        sampler.fit_resample(StandardScaler().fit_transform(np.asarray(X)[train]), y[train])
        gone.append(np.delete(train, sampler.sample_indices_))
    gone = np.concatenate(gone)
    is_malignant = y[gone] == 1
    return {
        "removed": len(gone),
        "benign": int((~is_malignant).sum()),
        "malignant": int(is_malignant.sum()),
        "malignant among benign": int((is_malignant & (n_foreign[gone] >= 3)).sum()),
        "typical benign": int((~is_malignant & (n_foreign[gone] == 0)).sum()),
    }


def with_missed_diagnoses(y, split, n_missed, random_state=0, *, candidates=None):
    """Move malignant patients from the test part into training, with the label benign.

    Parameters
    ----------
    y : int array of shape (n,)
        1 = malignant.
    split : (int array, int array)
        Training and test rows.
    n_missed : int
    random_state : int, RandomState or None, default=0
    candidates : int array, optional
        Who may be missed; every malignant patient of the test part by default.

    Returns
    -------
    labels : int array of shape (n,)
        `y` with 0 for those missed.
    split : (int array, int array)
        In which those missed are trained on and not tested.
    missed_rows : int array of shape (n_missed,)
        Increasing.
    """
    train, test = split
    sick = test[y[test] == 1]
    if candidates is not None:
        sick = np.intersect1d(sick, candidates)
    missed_rows = np.sort(check_random_state(random_state).choice(sick, n_missed, replace=False))
    labels = np.array(y)
    labels[missed_rows] = 0
    return labels, (np.union1d(train, missed_rows), np.setdiff1d(test, missed_rows)), missed_rows


def missed_among_removed(sampler, X, cases):
    """Count what a cleaner removes where some diagnoses were missed.

    Parameters
    ----------
    sampler : cleaner with ``sample_indices_``
    X : array or DataFrame of shape (n, d)
    cases : list of (labels, (train, test), missed_rows)
        As from :func:`with_missed_diagnoses`.

    Returns
    -------
    counts : dict of str to int
        Over all cases: ``removed``, and of these ``missed diagnoses``.
    """
    counts = {"removed": 0, "missed diagnoses": 0}
    for labels, (train, _), missed_rows in cases:
        sampler.fit_resample(StandardScaler().fit_transform(np.asarray(X)[train]), labels[train])
        gone = np.delete(train, sampler.sample_indices_)
        counts["removed"] += len(gone)
        counts["missed diagnoses"] += int(np.isin(gone, missed_rows).sum())
    return counts


def compare_where_missed(methods, X, cases, scoring):
    """Fit and score methods where some diagnoses were missed in training, and none in the test.

    Parameters
    ----------
    methods, X, scoring
        As for :func:`course_lib.evaluation.case_study.compare_methods`.
    cases
        As for :func:`missed_among_removed`.

    Returns
    -------
    scores : DataFrame
        As from :func:`course_lib.evaluation.case_study.compare_methods`.
    """
    found = []
    for split, (labels, (train, test), _) in enumerate(progress(cases, "draws")):
        for row in score_split(methods, X, labels, train, test, scoring):
            found.append({"split": split, **row})
    return pd.DataFrame(found)


def recall_at_budget(called_back, patients=None):
    """Return a scorer: the recall where a given share of the healthy is called back too.

    Parameters
    ----------
    called_back : float
        Share of the majority that may be called minority, between 0 and 1.
    patients : collection, optional
        Count only minority rows with these labels in the index of the scored `X`.

    Returns
    -------
    scorer : callable
        ``scorer(estimator, X, y)``; between two thresholds the recall is drawn as a straight line.
        It asks for ``predict_proba`` and depends on the order of its answers only.
    """

    def score(estimator, X, y):
        counted = np.ones(len(y), bool) if patients is None else X.index.isin(patients) | (y == 0)
        probability = estimator.predict_proba(X)[:, list(estimator.classes_).index(1)]
        false_alarms, recall, _ = roc_curve(
            y[counted], probability[counted], drop_intermediate=False
        )
        return float(np.interp(called_back, false_alarms, recall))

    return score
