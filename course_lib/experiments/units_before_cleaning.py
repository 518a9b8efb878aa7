"""What the units of the features change: the neighbours, the links, and scores after cleaning.

``python -m course_lib.experiments.units_before_cleaning`` measures the real tables that
`COURSE_DATA` or the download cache holds, and 20 seeds of cleaning in raw and in standardised units
on four data sets behind two models, and stores both for lesson 10. It takes about five minutes and
goes on where it was interrupted.
"""

import numpy as np
import pandas as pd
from sklearn.base import BaseEstimator, clone
from sklearn.datasets import load_wine
from sklearn.metrics import balanced_accuracy_score
from sklearn.preprocessing import MinMaxScaler, QuantileTransformer, RobustScaler, StandardScaler

from course_lib import datasets
from course_lib.distances import metric_space
from course_lib.evaluation.diagnose import unscaled_features
from course_lib.evaluation.paired import METRIC_NAMES, paired_differences, seed_scores
from course_lib.evaluation.protocol import MODELS, NO_RESAMPLING, SEEDS
from course_lib.experiments.resume import measured_so_far
from course_lib.neighbors import nearest_neighbors
from course_lib.progress_bar import progress
from course_lib.results import record, recorded
from course_lib.samplers import EditedNearestNeighbours, TomekLinks, tomek_links

NAME = "units_before_cleaning"
MODEL_NAMES = ("logistic regression", "nearest neighbours")
TABLES = {
    "haberman": datasets.load_haberman,
    "mammography": datasets.load_mammography,
    "oil_spill": datasets.load_oil_spill,
    "phoneme": datasets.load_phoneme,
    "pima": datasets.load_pima,
}


def in_every_scale(X):
    """Return the same samples as they are and after each remedy.

    Parameters
    ----------
    X : float array of shape (n, d)

    Returns
    -------
    spaces : dict of str to array or MetricSpace
        What the neighbour search takes, by name: ``"raw"``, four scalers of scikit-learn, and
        ``"Mahalanobis"``, which is left out where the covariance has no inverse.
    """
    scalers = {
        "StandardScaler": StandardScaler(),
        "MinMaxScaler": MinMaxScaler(),
        "RobustScaler": RobustScaler(),
        # The ranks of all rows: by default larger tables are represented by 10,000 drawn at random.
        "QuantileTransformer": QuantileTransformer(n_quantiles=min(len(X), 1000), subsample=None),
    }
    spaces = {"raw": X, **{name: scaler.fit_transform(X) for name, scaler in scalers.items()}}
    try:
        spaces["Mahalanobis"] = metric_space(X, "mahalanobis")
    except ValueError:  # a constant feature, or one that follows from the others
        pass
    return spaces


def compare_scales(X, y):
    """Return, for each way to scale, its links and neighbours beside those of StandardScaler.

    Parameters
    ----------
    X : float array of shape (n, d)
    y : array of shape (n,)

    Returns
    -------
    table : DataFrame
        A row per way to scale: ``links``; ``shared``, those that StandardScaler gives too;
        ``same neighbour``, the share of samples whose nearest neighbour is the same as after
        StandardScaler; ``1-NN``, the balanced accuracy of the nearest neighbour with every sample
        left out once.

    Examples
    --------
    >>> compare_scales(*datasets.age_and_income()).loc[["raw", "MinMaxScaler"], ["links", "shared"]]
                  links  shared
    raw               6       0
    MinMaxScaler      5       5
    """
    spaces = in_every_scale(X)
    links = {name: set(map(tuple, tomek_links(data, y).tolist())) for name, data in spaces.items()}
    neighbor = {name: nearest_neighbors(data)[0][:, 0] for name, data in spaces.items()}
    rows = {
        name: {
            "links": len(links[name]),
            "shared": len(links[name] & links["StandardScaler"]),
            "same neighbour": np.mean(neighbor[name] == neighbor["StandardScaler"]),
            "1-NN": balanced_accuracy_score(y, y[neighbor[name]]),
        }
        for name in spaces
    }
    return pd.DataFrame(rows.values(), index=list(rows))


class CleanInUnits(BaseEstimator):
    """Clean standardised samples as if they still had their units.

    The protocol hands standardised samples to every sampler; this one multiplies them by the units
    to decide who goes, and returns those who stay as they came. So the model sees the same scale
    whatever the cleaner saw.

    Parameters
    ----------
    cleaner : sampler with ``sample_indices_``
    units : float array of shape (d,)
        The standard deviation of each feature in its own unit.

    Examples
    --------
    >>> X, y = datasets.age_and_income()
    >>> in_euros = CleanInUnits(TomekLinks(), units=X.std(axis=0))
    >>> Z = StandardScaler().fit_transform(X)
    >>> len(in_euros.fit_resample(Z, y)[1]), len(TomekLinks().fit_resample(Z, y)[1])
    (84, 85)
    """

    def __init__(self, cleaner, units):
        self.cleaner = cleaner
        self.units = units

    def fit_resample(self, X, y):
        """Return the samples and labels that stay."""
        cleaner = clone(self.cleaner)
        cleaner.fit_resample(X * self.units, y)
        return X[cleaner.sample_indices_], y[cleaner.sample_indices_]


def _wine(_):
    X, y = load_wine(return_X_y=True)
    return X, (y == 2).astype(int)


DRAWS = {
    "patients": lambda seed: datasets.load_breast_cancer_thinned(random_state=seed),
    "wine": _wine,
    "oil_spill": lambda _: datasets.load_oil_spill(),
    "pima": lambda _: datasets.load_pima(),
}


def scores_by_units(data_set, model, seeds=SEEDS):
    """Return the scores of cleaning in raw and in standardised units, and of not cleaning.

    Parameters
    ----------
    data_set : {"patients", "wine", "oil_spill", "pima"}
        Patients are thinned anew for every seed; the others are the same, in other folds. Of the
        wines the third cultivar is the minority (48 of 178).
    model : {"logistic regression", "nearest neighbours"}
        It always sees standardised features.
    seeds : sequence of int, default=SEEDS

    Returns
    -------
    scores : DataFrame
        As from :func:`course_lib.evaluation.seed_scores`.
    """
    units = DRAWS[data_set](0)[0].std(axis=0)
    cleaners = {"links": TomekLinks(), "editing": EditedNearestNeighbours()}
    samplers = {NO_RESAMPLING: None}
    for name, cleaner in cleaners.items():
        samplers[f"{name}, raw"] = CleanInUnits(cleaner, units)
        samplers[f"{name}, standardised"] = cleaner
    return seed_scores(DRAWS[data_set], MODELS[model], samplers, seeds)


def recorded_by_units(data_set, model):
    """Return the recorded scores, as :func:`scores_by_units` does."""
    methods = recorded(NAME)["measured"]["scores"][data_set][model]
    tables = [
        pd.DataFrame({"seed": SEEDS, "method": name, **kept}) for name, kept in methods.items()
    ]
    return pd.concat(tables, ignore_index=True)


def unit_differences(cleaner):
    """Return what standardising before a cleaner changes, on every data set behind every model.

    Parameters
    ----------
    cleaner : {"links", "editing"}

    Returns
    -------
    table : DataFrame
        ``data_set``, ``model``, and the columns of
        :func:`course_lib.evaluation.paired_differences`, a row per metric.
    """
    tables = []
    for data_set in DRAWS:
        for model in MODEL_NAMES:
            scores = recorded_by_units(data_set, model)
            pair = scores[scores["method"].str.startswith(cleaner)]
            table = paired_differences(pair, f"{cleaner}, raw")
            tables.append(table.assign(data_set=data_set, model=model))
    return pd.concat(tables, ignore_index=True)


def main():
    """Measure what is not stored yet, and store it."""
    used = {"oil_spill", "pima", *TABLES}
    provenance = {
        "command": f"python -m course_lib.experiments.{NAME}",
        "seeds": SEEDS,
        "data": {name: datasets.TABLES[name].sha256 for name in sorted(used)},
    }
    stored = measured_so_far(NAME, **provenance) or {"tables": {}, "scales": {}, "scores": {}}
    for name, load in TABLES.items():
        finding = unscaled_features(*load(as_frame=True))
        stored["tables"][name] = {"status": finding.status, **finding.numbers}
        stored["scales"][name] = compare_scales(*load()).to_dict("index")
    tasks = [(data_set, model) for data_set in DRAWS for model in MODEL_NAMES]
    for data_set, model in progress(tasks, "cleaning in raw and in standardised units"):
        done = stored["scores"].setdefault(data_set, {})
        if model not in done:
            scores = scores_by_units(data_set, model).round(5)
            done[model] = {
                method: of_method[list(METRIC_NAMES)].to_dict("list")
                for method, of_method in scores.groupby("method", sort=False)
            }
        record(NAME, stored, **provenance)


if __name__ == "__main__":
    main()
