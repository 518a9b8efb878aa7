"""Tables with names in their columns: five ways to make distances of them, and what each does."""

import numpy as np
import pandas as pd
from sklearn.preprocessing import StandardScaler

from course_lib.distances import metric_space
from course_lib.samplers import tomek_links


def renumbered(X, rng):
    """Return the table with the categories of every column in a random order: the same names.

    Parameters
    ----------
    X : DataFrame of shape (n, d)
        Names in columns of dtype category.
    rng : numpy Generator

    Returns
    -------
    X : DataFrame of shape (n, d)
        No value differs; only the numbers do that `as_codes` gives them.
    """
    orders = {name: rng.permutation(X[name].cat.categories) for name in X.columns[is_nominal(X)]}
    return X.assign(**{name: X[name].cat.reorder_categories(orders[name]) for name in orders})


def as_codes(X):
    """Return a table of numbers in which every category is a whole number, all standardised.

    Parameters
    ----------
    X : DataFrame of shape (n, d)
        Names in columns of dtype category, numbered from 0 in the order of the categories: by
        default that of the alphabet, as in scikit-learn's `OrdinalEncoder`.

    Returns
    -------
    Z : DataFrame of shape (n, d)
        Every column with mean 0 and standard deviation 1.

    Examples
    --------
    >>> as_codes(pd.DataFrame({"city": pd.Categorical(["Bath", "York", "Bath", "York"])}))
       city
    0  -1.0
    1   1.0
    2  -1.0
    3   1.0
    """
    codes = {name: X[name].cat.codes for name in X.columns[is_nominal(X)]}
    return _standardised(X.assign(**codes))


def decoded(codes, X):
    """Turn standardised codes back into names, each into the nearest.

    Parameters
    ----------
    codes : DataFrame of shape (m, d)
        Such as SMOTE makes of ``as_codes(X)``.
    X : DataFrame of shape (n, d)
        The table whose categories are meant.

    Returns
    -------
    table : DataFrame of shape (m, d)
        Names as categories; numbers stay standardised.
    """
    table = codes.copy()
    for name in X.columns[is_nominal(X)]:
        known = X[name].cat.codes.to_numpy()
        levels = np.rint(codes[name] * known.std() + known.mean()).astype(int)
        table[name] = pd.Categorical.from_codes(levels, dtype=X[name].dtype)
    return table


def as_one_hot(X, *, standardised=False):
    """Return a table of numbers with a column of zeros and ones for every category.

    Parameters
    ----------
    X : DataFrame of shape (n, d)
        Names in columns of dtype category.
    standardised : bool, default=False
        Whether these columns are standardised too; the columns of numbers always are.

    Returns
    -------
    Z : DataFrame of shape (n, number of numeric columns + number of categories)
        Columns of categories are called as pandas calls them, ``city_Bath``.
    """
    names = list(X.columns[is_nominal(X)])
    columns = pd.get_dummies(X, columns=names, dtype=float)
    scaled = columns.columns if standardised else X.columns.drop(names)
    return columns.assign(**_standardised(columns[scaled]))


def encodings(X, y):
    """Return what five ways of reading the same table call near.

    Parameters
    ----------
    X : DataFrame of shape (n, d)
        Names in columns of dtype category.
    y : array of shape (n,)
        Labels; HVDM reads them.

    Returns
    -------
    spaces : dict of str to MetricSpace
        For `tomek_links`, `edited_nearest_neighbours` and `nearest_neighbors`.
    """
    return {
        "codes": metric_space(as_codes(X)),
        "one-hot": metric_space(as_one_hot(X)),
        "one-hot, standardised": metric_space(as_one_hot(X, standardised=True)),
        "HEOM": metric_space(X, "heom", categorical_features="auto"),
        "HVDM": metric_space(X, "hvdm", y=y, categorical_features="auto"),
    }


def is_nominal(X):
    """Return a bool array: which columns of a DataFrame are of dtype category."""
    return np.array([isinstance(kind, pd.CategoricalDtype) for kind in X.dtypes], dtype=bool)


def links_of(space, y):
    """Return the Tomek links of a space as a set of pairs, to be compared with another's.

    Parameters
    ----------
    space : MetricSpace
        As from :func:`encodings`.
    y : array of shape (n,)

    Returns
    -------
    links : set of (int, int)
    """
    return set(map(tuple, tomek_links(space, y).tolist()))


def links_lost(X, y):
    """Return how many links each encoding finds, and how many of them numbering anew changes.

    Parameters
    ----------
    X, y
        As for :func:`encodings`.

    Returns
    -------
    table : DataFrame
        A row per encoding: ``links``; the mean share ``lost`` and the ends ``least`` and ``most``
        over 20 numberings; the share ``in HEOM`` of its links that HEOM finds too.
    """
    spaces = encodings(X, y)
    links = {name: links_of(space, y) for name, space in spaces.items()}
    numberings = [encodings(renumbered(X, np.random.default_rng(seed)), y) for seed in range(20)]
    found = {}
    for name, own in links.items():
        lost = [1 - len(own & links_of(spaces[name], y)) / len(own) for spaces in numberings]
        found[name] = {
            "links": len(own),
            "lost": np.mean(lost),
            "least": min(lost),
            "most": max(lost),
            "in HEOM": len(own & links["HEOM"]) / len(own),
        }
    return pd.DataFrame(found).T


def unseen_pairs(X, new, one, other):
    """Return the share of new rows whose names in two columns no row of `X` has together.

    Parameters
    ----------
    X, new : DataFrame
    one, other : str
        Names of columns.

    Returns
    -------
    share : float

    Examples
    --------
    >>> X = pd.DataFrame({"city": ["Bath", "York"], "garage": ["Bath A", "York A"]})
    >>> unseen_pairs(X, X.assign(city="Bath"), "city", "garage")
    0.5
    """
    known = set(zip(X[one], X[other], strict=True))
    return float(np.mean([pair not in known for pair in zip(new[one], new[other], strict=True)]))


def _standardised(table):
    if not table.shape[1]:
        return table
    scaled = StandardScaler().fit_transform(table.astype(float))
    return pd.DataFrame(scaled, index=table.index, columns=table.columns)
