"""RIPPER, the rule learner, as a classifier that pipelines and cross-validation can hold."""

import random

import numpy as np
import pandas as pd
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.utils.validation import check_is_fitted
from wittgenstein import RIPPER


class RuleInduction(ClassifierMixin, BaseEstimator):
    """Rules such as "amount above 3,000 and city Derby" for the minority; else the majority.

    The rules are those of :class:`wittgenstein.RIPPER` with its own defaults: grow a rule on two
    thirds of the samples, prune it on the rest, go on until more rules cost more bits than they
    save, then revise every rule twice. This shell adds what scikit-learn expects of a classifier
    (the library's `fit` returns nothing, and its `get_params` leaves a parameter out), leaves
    Python's own random numbers as they were, and asks each rule once about all samples, where the
    library asks every rule about every sample.

    Parameters
    ----------
    random_state : int, default=0
        Which samples grow rules and which prune them.

    Attributes
    ----------
    classes_ : array of shape (2,)
        The majority of the first kind: rules are learnt for ``classes_[1]``.
    rules_ : list of str
        One rule per entry, conditions joined by " and "; a sample of the minority fulfils one.

    Notes
    -----
    `predict_proba` tells few values apart: one for all samples that no rule covers, and one for
    every combination of rules. Samples without a rule are all tied, so no threshold reaches
    further than the rules do. Cost of `fit`: every column is cut into ten ranges first, and every
    range is a set of rows; it grows with columns, rows and above all with the number of rules.

    References
    ----------
    W. W. Cohen, "Fast effective rule induction", *ICML* (1995) 115-123.

    Examples
    --------
    >>> X = np.arange(40.0).reshape(-1, 1)
    >>> model = RuleInduction().fit(X, (X[:, 0] > 29).astype(int))
    >>> model.predict([[3.0], [35.0]])
    array([0, 1])
    """

    def __init__(self, random_state=0):
        self.random_state = random_state

    def fit(self, X, y):
        """Learn rules for the second class of `y` in sorted order.

        Parameters
        ----------
        X : DataFrame or array of shape (n, d)
            Numbers. Column names appear in `rules_`.
        y : array of shape (n,)
            Two classes.

        Returns
        -------
        self

        Raises
        ------
        ValueError
            If `y` does not hold exactly two classes.
        """
        self.classes_, codes = np.unique(y, return_inverse=True)
        if len(self.classes_) != 2:
            raise ValueError(f"y holds {len(self.classes_)} classes; rules need exactly two.")
        frame = _named(X)
        self.n_features_in_ = frame.shape[1]
        self.ripper_ = RIPPER(random_state=self.random_state)
        before = random.getstate()  # the library seeds Python's own generator
        try:
            self.ripper_.fit(frame, codes, pos_class=1)
        finally:
            random.setstate(before)
        self.rules_ = [" and ".join(map(str, rule.conds)) for rule in self.ripper_.ruleset_.rules]
        return self

    def predict(self, X):
        """Return ``classes_[1]`` for every sample that fulfils a rule.

        Parameters
        ----------
        X : DataFrame or array of shape (n, d)

        Returns
        -------
        labels : array of shape (n,)
        """
        return self.classes_[self._fulfilled(X).any(axis=1).astype(int)]

    def predict_proba(self, X):
        """Return the smoothed class shares of the training samples that share a sample's rules.

        Parameters
        ----------
        X : DataFrame or array of shape (n, d)

        Returns
        -------
        probability : float array of shape (n, 2)
            As from the library, in the order of `classes_`.
        """
        fulfilled, rules = self._fulfilled(X), self.ripper_.ruleset_
        counts = np.array([rule.smoothed_class_freqs_ for rule in rules.rules]).reshape(-1, 2)
        pooled = fulfilled @ counts
        pooled[~fulfilled.any(axis=1)] = rules.smoothed_uncovered_class_freqs_
        return pooled / pooled.sum(axis=1, keepdims=True)

    def _fulfilled(self, X):
        """Return which samples fulfil which rules, as booleans of shape (n, n_rules)."""
        check_is_fitted(self)
        frame, rules = _named(X), self.ripper_.ruleset_.rules
        used = frame[self.ripper_.selected_features_]
        ranges = self.ripper_.bin_transformer_.transform(used) if len(used.columns) else used
        fulfilled = np.zeros((len(frame), len(rules)), dtype=bool)
        for place, rule in enumerate(rules):
            fulfilled[rule.covers(ranges).index, place] = True
        return fulfilled


def _named(X):
    """Return `X` as a DataFrame whose rows are numbered from 0."""
    if isinstance(X, pd.DataFrame):
        return X.reset_index(drop=True)
    X = np.asarray(X)
    return pd.DataFrame(X, columns=[f"x{column}" for column in range(X.shape[1])])
