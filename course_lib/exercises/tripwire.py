"""Marked rows, and a scaler, a sampler and a model that write down which of them they meet.

A learner's function is given all three. Their notes prove what reached the model: whether rows it
was asked for had a part in scaling, resampling or fitting it.
"""

import numpy as np
from sklearn.base import BaseEstimator, ClassifierMixin, TransformerMixin

MARK, SCALED_BY, MADE_BY = range(3)  # the columns of X; the last is noise


class Notes(list):
    """What the spies write down. A copy is the same list, so clones write here too."""

    def __deepcopy__(self, memo):
        return self


class Spy(BaseEstimator):
    """An estimator that shares its notes with its clones."""

    def __init__(self, notes):
        self.notes = notes

    def _note(self, **what):
        self.notes.append(what)
        return len(self.notes)  # names this note, and is above 0

    def __sklearn_is_fitted__(self):
        return True


class SpyScaler(TransformerMixin, Spy):
    """Changes no value, but notes the rows it is fitted on and signs the rows it has scaled."""

    def fit(self, X, y=None):
        X = np.asarray(X, float)
        self.number_ = self._note(kind="scaler", rows=rows_of(X), new=_any_new(X))
        return self

    def transform(self, X):
        X = np.array(X, float)
        X[:, SCALED_BY] = self.number_
        return X


class SpySampler(Spy):
    """Repeats every minority row once; what it has made carries its signature."""

    def fit_resample(self, X, y):
        X, y = np.asarray(X, float), np.asarray(y)
        number = self._note(kind="sampler", rows=rows_of(X), scaled_by=_scalers(X))
        extra = X[y == 1]
        extra[:, MADE_BY] = number
        return np.concatenate([X, extra]), np.concatenate([y, y[y == 1]])


class SpyModel(ClassifierMixin, Spy):
    """Right on every row that it, its scaler or its sampler has met, wrong on other planted rows.

    So every leak raises the score.
    """

    def fit(self, X, y):
        X = np.asarray(X, float)
        made = sorted({int(number) for number in X[:, MADE_BY] if number > 0})
        self.classes_ = np.array([0, 1])
        self.fit_ = {"rows": rows_of(X), "scaled_by": _scalers(X), "made_by": made}
        self._note(kind="fit", **self.fit_)
        return self

    def predict(self, X):
        X = np.asarray(X, float)
        helpers = {*self.fit_["scaled_by"], *self.fit_["made_by"], *_scalers(X)} - {0}
        met = set(self.fit_["rows"]).union(*(self.notes[number - 1]["rows"] for number in helpers))
        noted = {"rows": rows_of(X), "scaled_by": _scalers(X), "new": _any_new(X)}
        self._note(kind="predict", fit=self.fit_, **noted)
        return decisions(X, met)

    def predict_proba(self, X):
        decision = self.predict(X)
        return np.column_stack([1 - decision, decision]).astype(float)


def decisions(X, met=()):
    """Return what the spying model says of rows when it has met the marks `met`."""
    truth = (X[:, MARK].astype(int) % 3 == 0).astype(int)
    wrong = (X[:, -1] < 0) & ~np.isin(X[:, MARK], list(met))
    return np.where(wrong, 1 - truth, truth)


def rows_of(X):
    """Return the marks in `X`, each once, increasing."""
    return sorted({int(mark) for mark in X[:, MARK]})


def _any_new(X):
    return bool((X[:, MADE_BY] > 0).any())


def _scalers(X):
    return sorted({int(number) for number in X[:, SCALED_BY]})


def marked_rows(n=48):
    """Return rows that carry their own number, and labels; one in four is planted."""
    noise = np.where(np.arange(n) % 4 == 0, -1.0, 1.0) * np.linspace(0.5, 1.5, n)
    X = np.column_stack([np.arange(n), np.zeros(n), np.zeros(n), noise])
    return X, decisions(np.abs(X))


def leak(notes, train, test):
    """Return the name of the fault that the notes prove for one fold, and the proof; else None.

    Parameters
    ----------
    notes : Notes
        Of a run with the three spies.
    train, test : arrays of int
        The fold's rows, which are their marks as well.

    Returns
    -------
    found : tuple of (str, str) or None
        None if a model was fitted on the training rows, scaled by a scaler of the training rows and
        then resampled, and was asked for the test rows, scaled by the same scaler.
    """
    train, test = sorted(train.tolist()), sorted(test.tolist())
    asked = [note for note in notes if note["kind"] == "predict"]
    here = [note for note in asked if test in (note["rows"], note["fit"]["rows"])] or asked
    found = [_leak(notes, note, train, test) or _fault(notes, note, train, test) for note in here]
    return None if None in found else found[-1]


def _leak(notes, asked, train, test):
    """Go through what a prediction may have learnt from test rows, the gravest first."""
    fit, everything = asked["fit"], sorted([*train, *test])
    learnt_rows_asked = asked["rows"] == fit["rows"]
    for note in _signed(notes, fit["made_by"]):
        met = set(note["rows"]) & set(asked["rows"])
        if note["rows"] == everything or (met and not learnt_rows_asked):
            return "resampled before the split", _proof("the sampler", note["rows"], test)
    if fit["rows"] == test and asked["rows"] == train:
        return "training and test rows exchanged", _proof("the model", fit["rows"], test)
    if fit["rows"] == everything:
        return "the model was fitted on everything", _proof("the model", fit["rows"], test)
    if set(fit["rows"]) & set(asked["rows"]):
        return "scored on the training rows", _proof("the model", fit["rows"], asked["rows"])
    if asked["new"]:
        return "the test fold was resampled too", "The rows predicted include copies."
    for note in _signed(notes, fit["scaled_by"]):
        if set(note["rows"]) & set(asked["rows"]):
            return "the scaler was fitted on everything", _proof("the scaler", note["rows"], test)
    return None


def _fault(notes, asked, train, test):
    """What leaks nothing and yet is not what was asked."""
    fit = asked["fit"]
    if not fit["made_by"]:
        return "the resampled rows were not used", "The model was fitted on rows of the data alone."
    unscaled = any(note["scaled_by"] == [0] for note in _signed(notes, fit["made_by"]))
    if unscaled or any(note["new"] for note in _signed(notes, fit["scaled_by"])):
        return "resampled before scaling", "The sampler was given rows that no scaler had touched."
    if fit["scaled_by"] != asked["scaled_by"]:
        if asked["scaled_by"] == [0]:
            return "the test fold was not scaled", "The rows predicted were touched by no scaler."
        other = notes[asked["scaled_by"][-1] - 1]["rows"]
        return "another scaler for the test fold", _proof("its scaler", other, test)
    if asked["rows"] != test or fit["rows"] != train:
        return "other folds than those of cv", _proof("the model", fit["rows"], test)
    return None


def _signed(notes, numbers):
    return [notes[number - 1] for number in numbers if number]


def _proof(who, rows, test):
    """Lines that show which test rows someone has met."""
    met = sorted(set(rows) & set(test))
    return f"test rows:            {_few(test)}\nmet by {who + ':':<15}{_few(met)}"


def _few(rows):
    shown = ", ".join(map(str, rows[:8]))
    return f"{shown}, ..." if len(rows) > 8 else shown or "none"
