"""Whether an answer survives what should not matter: the order of the rows, the last digit, a
seed."""

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import StratifiedKFold
from sklearn.preprocessing import StandardScaler
from sklearn.utils import check_random_state
from threadpoolctl import threadpool_limits

from course_lib.neighbors import nearest_neighbors
from course_lib.samplers import SMOTE, tomek_links

NUDGE = 1e-9  # of a standard deviation: no measurement is that precise
TIED = 1e-9  # lengths that differ by less than this share count as equal
FOLDS, MOST_NEIGHBORS = 5, 5
MOST_NEWTON = 200  # features


def tied_share(X, rows=None):
    """Return the share of rows whose two nearest rows are equally near, up to a billionth.

    A twin is no tie: of two rows in one place each has the other at distance zero and the rest
    farther off. Three rows in one place are tied.

    Parameters
    ----------
    X : array, shape (n, d)
        At least three rows; scale first.
    rows : int array, optional
        The rows to ask; all by default.

    Returns
    -------
    share : float

    Examples
    --------
    Row 1 lies half way between rows 0 and 2.

    >>> tied_share([[0.0], [1.0], [2.0], [5.0]])
    0.25
    """
    first, second = nearest_neighbors(X, 2, rows=rows)[1].T
    return float(np.mean(second - first <= TIED * second))


def times_linked(X, y, *, n_orders=20, nudge=NUDGE, find=tomek_links, random_state=0):
    """Return in how many random orders of the rows each row is in a Tomek link.

    Parameters
    ----------
    X : array, shape (n, d)
        Numbers; scale first.
    y : array of shape (n,)
        Labels of two classes or more.
    n_orders : int, default 20
    nudge : float, default 1e-9
        Normal noise added to every value, in standard deviations of its feature. It shows the ties
        that rounding hides; 0 leaves the values alone.
    find : callable, default `tomek_links`
        ``find(X, y)`` returns row numbers, in any shape: each is counted once.
    random_state : int, RandomState or None, default 0
        Of the orders and the noise.

    Returns
    -------
    times : int array, shape (n,)
        0 to `n_orders`. A row with a number in between is linked by chance.

    Notes
    -----
    `n_orders` times the cost of `find`.

    Examples
    --------
    Rows 0 and 1 are twins of different labels: always a link. Row 3 is tied between rows 2 and 4:
    which of them it is linked with is decided by the order.

    >>> times_linked([[0], [0], [5], [6], [7]], [0, 1, 0, 1, 0]).tolist()
    [20, 20, 12, 20, 8]
    """
    X, y, rng = np.asarray(X, dtype=float), np.asarray(y), check_random_state(random_state)
    times = np.zeros(len(y), dtype=int)
    noise = nudge * X.std(axis=0)
    for _ in range(n_orders):
        order = rng.permutation(len(y))
        moved = X[order] + noise * rng.normal(size=X.shape)
        times[order[np.unique(find(moved, y[order])).astype(int)]] += 1
    return times


def smote_seed_scores(X, y, seeds, *, score=f1_score):
    """Return the out-of-fold score of logistic regression after SMOTE, seed by seed.

    Only SMOTE draws anew: the five folds are the same throughout, and scaler and SMOTE are fitted
    inside each.

    Parameters
    ----------
    X : array, shape (n, d)
    y : array of 0 and 1, shape (n,)
        1 is the minority, with at least five rows.
    seeds : sequence of int or None
        None stands for no resampling.
    score : callable, default `f1_score`
        ``score(y, predicted)`` of the labels predicted for all rows.

    Returns
    -------
    scores : float array, shape (len(seeds),)
    """
    X, y = np.asarray(X, dtype=float), np.asarray(y)
    predicted = np.empty((len(seeds), len(y)), dtype=int)
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=0)
    # Newton's steps are fast but cubic in the features.
    solver = "newton-cholesky" if X.shape[1] <= MOST_NEWTON else "lbfgs"
    with threadpool_limits(1):  # a fit this small loses more to several than it gains
        for fit_rows, new_rows in folds.split(X, y):
            scaler = StandardScaler().fit(X[fit_rows])
            fit = scaler.transform(X[fit_rows]), y[fit_rows]
            for place, seed in enumerate(seeds):
                model = LogisticRegression(solver=solver).fit(*_grown(*fit, seed))
                predicted[place, new_rows] = model.predict(scaler.transform(X[new_rows]))
    return np.array([score(y, row) for row in predicted])


def _grown(X, y, seed):
    if seed is None:
        return X, y
    k = min(MOST_NEIGHBORS, y.sum() - 1)
    return SMOTE(k_neighbors=k, random_state=seed).fit_resample(X, y)
