"""A judge of functions that are given spies: what they return counts, and what the spies noted."""

import contextlib
import io

import joblib
import numpy as np
from sklearn.metrics import accuracy_score, f1_score
from sklearn.model_selection import StratifiedKFold

from course_lib.exercises.answers import Misread
from course_lib.exercises.judges import _demand_function, _Raised, _same_code
from course_lib.exercises.tripwire import (
    Notes,
    SpyModel,
    SpySampler,
    SpyScaler,
    decisions,
    leak,
    marked_rows,
)

LEFT_OUT = {
    "scaler": "the scaler was left out",
    "sampler": "the sampler was left out",
    "predict": "the model was never asked",
}


def watched(names, examine, seeds=(0, 1)):
    """Return a judge that runs a function under watch, once per seed.

    Parameters
    ----------
    names : list of str
        The arguments it is called with.
    examine : callable
        ``examine(call, seed)`` calls ``call(*arguments)`` once and returns None, or the name of a
        misconception (or None), a sentence, and lines that prove it.
    seeds : sequence of int

    Returns
    -------
    callable
        ``judge(exercise, answer) -> Verdict``.
    """

    def judge(exercise, answer):
        _demand_function(exercise, answer, names)
        if _same_code(answer, exercise.run(exercise.stub)):
            return exercise.not_attempted()
        for seed in seeds:
            found = examine(lambda *arguments: _called(answer, arguments), seed)
            if found is ...:
                return exercise.not_attempted()
            if found is not None:
                return exercise.wrong(*found)
        return exercise.correct()

    return judge


def _called(function, arguments):
    """Return what the function returns; its prints are swallowed, its workers are this process."""
    try:
        with contextlib.redirect_stdout(io.StringIO()), joblib.parallel_config("sequential"):
            returned = function(*arguments)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        raise _Raised(error, function) from None
    if returned is None:
        text = "Your function returns `None`. Is a `return` missing?"
        raise Misread("nothing returned", text)
    return returned


def leaked_folds(call, seed):
    """Examine ``my_scores(X, y, scaler, sampler, model, cv)``, as for :func:`watched`."""
    notes = Notes()
    X, y = marked_rows()
    cv = StratifiedKFold(4 - seed % 2, shuffle=True, random_state=seed)
    given = X.copy(), y.copy(), SpyScaler(notes), SpySampler(notes), SpyModel(notes), cv
    scores = call(*given)
    if scores is ...:
        return ...
    for kind, name in LEFT_OUT.items():
        if not any(note["kind"] == kind for note in notes):
            return name, "", ""
    folds = list(cv.split(X, y))
    for number, (train, test) in enumerate(folds):
        if (found := leak(notes, train, test)) is not None:
            name, proof = found
            return name, f"Fold {number} of {len(folds)} proves it.", proof
    return _other_scores(scores, [(y[test], decisions(X[test])) for _, test in folds])


def _other_scores(scores, folds):
    """Nothing leaked: are these the F1 scores of the folds?"""
    f1, accuracy = (
        [metric(truth, decision) for truth, decision in folds]
        for metric in (f1_score, accuracy_score)
    )
    given = flat(scores)
    if given is not None and given.size == 1 and len(f1) > 1:
        return "one number for all folds", "", ""
    if given is None or given.shape != (len(f1),):
        return None, f"{len(f1)} numbers are asked, one per fold.", ""
    if np.allclose(given, f1):
        return None
    if np.allclose(given, accuracy):
        return "accuracy, not F1", "", ""
    return None, "Nothing leaked, but these are not the F1 scores of the test folds.", ""


def flat(scores):
    """Return what was handed in as an array of numbers, or None."""
    try:
        return np.asarray(scores, float)
    except (TypeError, ValueError):
        return None
