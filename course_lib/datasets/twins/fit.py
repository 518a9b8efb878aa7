"""Fit a twin: groups in each class, pooled quantiles of every feature, and a Gaussian copula."""

import numpy as np
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import StratifiedKFold
from threadpoolctl import threadpool_limits

from course_lib.datasets.twins.copula import latent_correlations, positive_definite
from course_lib.datasets.twins.marginals import fit_marginal
from course_lib.datasets.twins.parameters import MOST_VALUES, SMALLEST_GROUP, TwinParameters
from course_lib.progress_bar import progress

MOST_DECIMALS = 6
# Shares of a class at which its groups end: where the classes overlap they are small.
CUTS = {"majority": (0.7, 0.9, 0.97), "minority": (0.5, 0.75, 0.88)}


def fit_twin(X, y, *, target="y", minority_share=None, source=None):
    """Return the parameters from which a twin of the table can be sampled.

    Each class is cut into up to four groups, from its most typical records to those most like the
    other class: without groups a twin is far easier to classify than its original. Per group and
    feature values that ten records or more share are kept, and means of ten records or more, fifty
    numbers in all groups of a class together (:mod:`course_lib.datasets.twins.marginals`); per
    class the correlations of a Gaussian copula (:mod:`course_lib.datasets.twins.copula`), halfway
    between the class's own and those of both, or its noise would tell the classes apart; per
    feature to how many decimals its values are written.

    Parameters
    ----------
    X : DataFrame of numbers, shape (n, d)
        Nothing missing.
    y : array of shape (n,)
        Two labels; the rarer one, or of equally rare ones the greater, is the minority.
    target : str, default="y"
        What to call the labels.
    minority_share : float, optional
        Share of the minority when nobody asks for another; by default the table's.
    source : dict of str to str, optional
        What to note about where the table comes from.

    Returns
    -------
    parameters : TwinParameters

    Raises
    ------
    ValueError
        Text or missing values in `X`, other than two labels, or a class of fewer than 50 rows.

    Notes
    -----
    No stored number is a single record's value: what fewer than ten records of a group have in
    common is pooled with others or left out, and a feature in which fewer than ten differ from the
    rest counts as constant. A record is a row; ten rows of one person are ten records. This is
    *not* differential privacy: whoever knows every record but one of a pool can compute the last
    one from the mean, ten equal values are told as they are, and nobody has bounded what several
    such files together would tell.

    Means of skewed features can be far off, because few pools cover a long tail. A twin lacks what
    ties three or more features together beyond their pairs, curved dependence within a group, exact
    sums and maxima of other columns, repeated rows, order in time, and everything beyond the mean
    of the ten most extreme records of a group.

    Cost: five random forests on four fifths of the rows, then O(n d log n + d³).

    Examples
    --------
    >>> random_state = np.random.RandomState(0)
    >>> X = pd.DataFrame({"amount": random_state.exponential(80, 1000).round(2)})
    >>> twin = fit_twin(X, np.arange(1000) < 100)
    >>> twin.minority_share, twin.features[0].decimals
    (0.1, 2)
    >>> [group.records for group in twin.majority.groups]
    [630, 180, 90]
    """
    values, minority = _checked(X, y)
    decimals = [_decimals(column) for column in values.T]
    doubt = likeness_to_the_other_class(values, minority)
    parts = {}
    for name, rows in (("majority", ~minority), ("minority", minority)):
        rows = np.flatnonzero(rows)
        groups = cut(rows[np.argsort(doubt[rows], kind="stable")], CUTS[name])
        parts[name] = [(values[group], _marginals(values[group], len(groups))) for group in groups]
    return TwinParameters.model_validate(
        {
            "target": str(target),
            "minority_share": float(minority.mean()) if minority_share is None else minority_share,
            "features": [
                {"name": str(name), "decimals": places}
                for name, places in zip(pd.DataFrame(X).columns, decimals, strict=True)
            ],
            **_classes(parts, decimals),
            "source": source or {},
        }
    )


def likeness_to_the_other_class(values, minority):
    """Return the probability of the wrong class that random forests give to rows they did not see.

    Parameters
    ----------
    values : float array of shape (n, d)
    minority : bool array of shape (n,)

    Returns
    -------
    likeness : float array of shape (n,)
    """
    likeness = np.empty(len(values))
    folds = StratifiedKFold(5, shuffle=True, random_state=0).split(values, minority)
    for train, test in progress(list(folds), "forests"):
        with threadpool_limits(1):
            forest = RandomForestClassifier(100, min_samples_leaf=3, random_state=0)
            share = forest.fit(values[train], minority[train]).predict_proba(values[test])[:, 1]
        likeness[test] = np.where(minority[test], 1 - share, share)
    return likeness


def cut(rows, shares):
    """Return the rows in consecutive groups that end at the given shares, as far as these allow.

    Parameters
    ----------
    rows : int array of shape (n,)
    shares : tuple of float
        Ascending. The last are left out until the last group has fifty rows.

    Returns
    -------
    groups : list of int array

    Examples
    --------
    >>> [len(group) for group in cut(np.arange(400), (0.5, 0.75, 0.88))]
    [200, 100, 100]
    """
    shares = [share for share in shares if len(rows) - int(share * len(rows)) >= SMALLEST_GROUP]
    groups = np.split(rows, [int(share * len(rows)) for share in shares])
    return groups if min(map(len, groups)) >= SMALLEST_GROUP else [rows]


def _marginals(values, n_groups):
    return [fit_marginal(column, MOST_VALUES // n_groups) for column in values.T]


def _classes(parts, decimals):
    latent = {name: latent_correlations(groups, decimals) for name, groups in parts.items()}
    common = (latent["majority"] + latent["minority"]) / 2
    return {
        name: {
            "groups": [{"records": len(X), "marginals": marginals} for X, marginals in groups],
            "correlations": [
                row[:i].tolist()
                for i, row in enumerate(positive_definite((latent[name] + common) / 2).round(4))
            ],
        }
        for name, groups in parts.items()
    }


def _checked(X, y):
    """The values as floats, and which rows are the minority."""
    X, y = pd.DataFrame(X), np.asarray(y)
    if text := [name for name in X if not pd.api.types.is_numeric_dtype(X[name])]:
        raise ValueError(f"Column {text[0]!r} holds no numbers; a twin needs numbers, encode it.")
    values = X.to_numpy(np.float64)
    if not np.isfinite(values).all():
        raise ValueError("X has missing or infinite values; leave these rows or columns out.")
    if y.shape != (len(X),):
        raise ValueError(f"y has shape {y.shape}; a label for each of the {len(X)} rows is needed.")
    labels, counts = np.unique(y, return_counts=True)
    if len(labels) != 2:
        raise ValueError(f"y has {len(labels)} labels; a twin has two classes.")
    if counts.min() < SMALLEST_GROUP:
        raise ValueError(
            f"Label {labels[counts.argmin()]} has {counts.min()} rows; below {SMALLEST_GROUP} "
            "pooled values would describe persons, so no twin is fitted."
        )
    return values, y == labels[1 if counts[1] <= counts[0] else 0]


def _decimals(column):
    """The fewest decimals that write every value, or None where it takes more than six."""
    for places in range(MOST_DECIMALS + 1):
        if np.allclose(np.round(column, places), column, rtol=1e-12, atol=1e-9):
            return places
    return None
