"""A model with a setting for which choosing on the test fold, and only that, looks right.

For every fold there is a setting that is right on all other rows and wrong on that fold. Who
chooses without the test fold takes it and scores 0. Who looks scores 1, and who tunes once on
everything takes the steady setting. So the score tells how the choice was made.
"""

import numpy as np
from sklearn.base import ClassifierMixin
from sklearn.model_selection import StratifiedKFold

from course_lib.exercises.tripwire import Notes, Spy, marked_rows, rows_of
from course_lib.exercises.watched import flat

N_FOLDS = 3
TRAPS = ("red", "green", "blue")  # wrong on the fold of the same place
SETTINGS = ("echo", *TRAPS, "steady", "mirror")  # echo and mirror repeat what they were fitted on


class TrapModel(ClassifierMixin, Spy):
    """Right or wrong by its setting and the fold of a row; see the module."""

    def __init__(self, notes, fold, setting="echo"):
        super().__init__(notes)
        self.fold = fold
        self.setting = setting

    def fit(self, X, y):
        self.classes_ = np.array([0, 1])
        self.rows_ = rows_of(np.asarray(X, float))
        self._note(kind="fit", setting=self.setting, rows=self.rows_)
        return self

    def predict(self, X):
        X = np.asarray(X, float)
        self._note(kind="predict", setting=self.setting, rows=rows_of(X), fit=self.rows_)
        marks = X[:, 0].astype(int)
        truth = (marks % 3 == 0).astype(int)
        return np.where(self._right(marks), truth, 1 - truth)

    def _right(self, marks):
        if self.setting in TRAPS:
            return np.array([self.fold[mark] != TRAPS.index(self.setting) for mark in marks])
        if self.setting == "steady":
            return marks % 4 != 1
        return np.isin(marks, self.rows_) | (marks % 5 < 2)


def peeking(call, seed):
    """Examine ``tuned_scores(X, y, model, grid, cv)``, as for `watched`."""
    notes = Notes()
    X, y = marked_rows()
    cv = StratifiedKFold(N_FOLDS, shuffle=True, random_state=seed)
    folds = list(cv.split(X, y))
    fold = {int(row): number for number, (_, test) in enumerate(folds) for row in test}
    model, grid = TrapModel(notes, fold), {"setting": list(SETTINGS)}
    scores = call(X.copy(), y.copy(), model, grid, cv)
    if scores is ...:
        return ...
    if not any(note["kind"] == "predict" for note in notes):
        return "no model was asked", "", ""
    if len({note["setting"] for note in notes}) == 1:
        return "nothing was tuned", f"Only {notes[0]['setting']!r} was ever fitted.", ""
    given = flat(scores)
    if given is None:
        return "the settings, not their scores", "", ""
    if given.size == 1:
        return "one number for all folds", "", ""
    if given.shape != (N_FOLDS,):
        return None, f"{N_FOLDS} numbers are asked, one per fold.", ""
    return _how_chosen(given, notes, X, folds)


def _how_chosen(scores, notes, X, folds):
    """Say from the scores, and from who was asked for the test rows, how the choice was made."""
    asked = [_asked(notes, *fold) for fold in folds]
    known = {name: [_accuracy(X, fold, name) for fold in folds] for name in SETTINGS}
    one_trap = [np.arange(N_FOLDS) != number for number in range(N_FOLDS)]
    proof = "\n".join(
        f"fold {number}: its test rows were predicted with {', '.join(names) or 'no setting'}"
        for number, names in enumerate(asked)
    )
    honest = all(TRAPS[number] in names for number, names in enumerate(asked))
    if np.allclose(scores, 0) and honest:
        return None
    if np.allclose(scores, 1):
        peeked = all(len(names) > 1 for names in asked)
        name = "chosen by the test fold" if peeked else "the score of the tuning itself"
        return name, "", proof
    if np.allclose(scores, known["steady"]):
        return "tuned once on everything", "", proof
    if np.allclose(scores, known["echo"]) or np.allclose(scores, known["mirror"]):
        return "chosen by the rows it was fitted on", "", proof
    if any(np.allclose(scores, each) for each in one_trap):
        return "tuned in one fold, used in all", "", proof
    return None, "These are not the accuracies of settings chosen inside each fold.", proof


def _asked(notes, train, test):
    """The settings that, fitted on the training rows of a fold, predicted its test rows."""
    train, test = sorted(train.tolist()), sorted(test.tolist())
    return list(
        dict.fromkeys(
            note["setting"]
            for note in notes
            if note["kind"] == "predict" and note["rows"] == test and note["fit"] == train
        )
    )


def _accuracy(X, fold, setting):
    """What a setting, fitted on the training rows of a fold, scores on its test rows."""
    train, test = fold
    places = {int(row): 0 for row in test} | {int(row): 1 for row in train}
    model = TrapModel(Notes(), places, setting).fit(X[train], None)
    return float(model._right(test).mean())
