"""What resampling does to probabilities, and what the correction for the moved prior repairs.

``python -m course_lib.experiments.calibration`` measures every way on every data set behind every
model, which takes a few minutes, and stores the scores for lesson 08. It goes on where it was
interrupted and leaves out real tables that cannot be had.
"""

import sys

import numpy as np
import pandas as pd
from sklearn.base import clone
from sklearn.metrics import brier_score_loss, log_loss
from sklearn.model_selection import StratifiedKFold
from sklearn.preprocessing import StandardScaler
from threadpoolctl import threadpool_limits

from course_lib import samplers
from course_lib.evaluation.protocol import MODELS, NO_RESAMPLING, SEEDS
from course_lib.experiments.resume import checksums, draws, measured_so_far
from course_lib.progress_bar import progress
from course_lib.results import record, recorded

COMMAND = "python -m course_lib.experiments.calibration"
WAYS = {
    NO_RESAMPLING: None,
    "class weights": None,
    "RandomUnderSampler": samplers.RandomUnderSampler(),
    "SMOTE": samplers.SMOTE(),
    "SMOTETomek": samplers.SMOTETomek(),
}
PRIORS = ("as trained", "corrected")
LOSSES = ("log loss", "Brier", "mean probability")


def correct_prior(probability, share_trained, share):
    """Return probabilities as a model would give them had it been trained at the true share.

    Bayes' rule: the odds are multiplied by the odds of the true share and divided by those of the
    share in the training data. Exact where resampling changes how *many* samples a class has and
    not where they lie; SMOTE and cleaning change both.

    Parameters
    ----------
    probability : float or array
        Of the minority, from a model trained after resampling.
    share_trained : float
        The minority's share in what the model was trained on; one half for balanced class weights.
    share : float
        The minority's share where the model will be used.

    Returns
    -------
    corrected : float or array
        In the same order as before: nothing that only ranks can change.

    References
    ----------
    C. Elkan (2001), "The foundations of cost-sensitive learning"; M. Saerens, P. Latinne and C.
    Decaestecker (2002), "Adjusting the outputs of a classifier to new a priori probabilities"; A.
    Dal Pozzolo and others (2015), "Calibrating probability with undersampling for unbalanced
    classification".

    Examples
    --------
    >>> round(correct_prior(0.5, 0.5, 0.05), 3), round(correct_prior(0.9, 0.5, 0.05), 3)
    (0.05, 0.321)
    """
    minority = probability * share / share_trained
    majority = (1 - probability) * (1 - share) / (1 - share_trained)
    return minority / (minority + majority)


def out_of_fold(X, y, model, way, seed):
    """Return every sample's probability from the fold that did not train on it, raw and corrected.

    Parameters
    ----------
    X : array of shape (n, d)
    y : int array of shape (n,)
        1 = minority.
    model : classifier with ``predict_proba``
        Trained on features standardised within the fold.
    way : str
        One of `WAYS`; class weights need a model that has them.
    seed : int
        Of the five folds, and of the sampler.

    Returns
    -------
    raw, corrected : float arrays of shape (n,)
        The same where nothing was resampled.
    """
    raw, corrected = np.empty(len(y)), np.empty(len(y))
    folds = StratifiedKFold(5, shuffle=True, random_state=seed)
    with threadpool_limits(1):  # fits this small lose more to several threads than they gain
        for train, test in folds.split(X, y):
            scaler = StandardScaler().fit(X[train])
            Z, Z_test = scaler.transform(X[train]), scaler.transform(X[test])
            fitted, share_trained = _trained(Z, y[train], model, way, seed)
            raw[test] = fitted.predict_proba(Z_test)[:, 1]
            corrected[test] = correct_prior(raw[test], share_trained, y[train].mean())
    return raw, corrected


def _trained(Z, y, model, way, seed):
    """Return the fitted model and the share of the minority that it was given."""
    if way == "class weights":
        return clone(model).set_params(class_weight="balanced").fit(Z, y), 0.5
    if WAYS[way] is not None:
        Z, y = clone(WAYS[way]).set_params(random_state=seed).fit_resample(Z, y)
    return clone(model).fit(Z, y), y.mean()


def loss_scores(draw, model, ways, seeds):
    """Return what wrong probabilities cost, before and after the correction.

    Parameters
    ----------
    draw : callable
        ``draw(seed)`` returns ``X, y``.
    model : classifier with ``predict_proba``
    ways : sequence of str
        Some of `WAYS`.
    seeds : iterable of int

    Returns
    -------
    losses : DataFrame
        One row per seed, way and ``prior`` ("as trained" or "corrected"): ``log loss`` and
        ``Brier``, the lower the better, and ``mean probability``, over out-of-fold probabilities.
        The way "share for all" tells every sample the share of the minority.
    """
    rows = []
    for seed in seeds:
        X, y = draw(seed)
        told = {("share for all", "as trained"): np.full(len(y), y.mean())}
        for way in ways:
            pair = out_of_fold(X, y, model, way, seed)
            told |= dict(zip([(way, prior) for prior in PRIORS], pair, strict=True))
        for (way, prior), probability in told.items():
            losses = log_loss(y, probability), brier_score_loss(y, probability)
            values = dict(zip(LOSSES, (*losses, probability.mean()), strict=True))
            rows.append({"seed": seed, "way": way, "prior": prior, **values})
    return pd.DataFrame(rows)


def recorded_losses(data_set, model):
    """Return the recorded losses, as :func:`loss_scores` does, for all of `SEEDS`."""
    measured = recorded("calibration")["measured"][data_set][model]
    tables = [
        pd.DataFrame({"seed": SEEDS, "way": way, "prior": prior, **losses})
        for way, priors in measured.items()
        for prior, losses in priors.items()
    ]
    return pd.concat(tables, ignore_index=True)


def main():
    """Measure what is not stored yet, and store the losses."""
    provenance = {"command": COMMAND, "seeds": SEEDS, "data": checksums()}
    stored = measured_so_far("calibration", **provenance)
    found, missing = draws()
    for name, reason in missing.items():
        print(f"{name}: left out. {reason}", file=sys.stderr)
    tasks = [(data_set, model) for data_set in found for model in MODELS]
    for data_set, model in progress(tasks, "probabilities"):
        if model not in stored.setdefault(data_set, {}):
            losses = loss_scores(found[data_set], MODELS[model], _ways(MODELS[model]), SEEDS)
            stored[data_set][model] = _by_way(losses.round(5))
            record("calibration", stored, **provenance)


def _ways(model):
    weighted = "class_weight" in model.get_params()
    return [way for way in WAYS if weighted or way != "class weights"]


def _by_way(losses):
    nested = {}
    for (way, prior), table in losses.groupby(["way", "prior"], sort=False):
        nested.setdefault(way, {})[prior] = table[list(LOSSES)].to_dict("list")
    return nested


if __name__ == "__main__":
    main()
