"""Real tables with names in their columns: what is in them and what to beware of."""

import numpy as np
import pandas as pd

from course_lib.datasets.batista_tables import BATISTA_TABLES
from course_lib.datasets.files import fetch, read_table
from course_lib.datasets.registry import TABLES

BATISTA = tuple(name.removeprefix("batista_") for name in BATISTA_TABLES)


def load_car_insurance():
    """Return the car-insurance table: 15,420 claims, 923 of them frauds (6.0 %, 16:1).

    24 columns hold names and seven hold numbers, of which ``RepNumber`` is none: it numbers sixteen
    representatives. Some names stand for intervals ("20000 to 29000", "3 years"); their order is
    not kept. ``Age`` is 0 in 320 rows, which stands for missing. ``PolicyNumber``, the number of
    the row, is left out. There is no download; licence not verified.

    Returns
    -------
    X : DataFrame, shape (15420, 31)
        Names as categories, numbers as they are.
    y : int array, shape (15420,)
        1 = fraud, the minority.

    Raises
    ------
    ValueError, FileNotFoundError
        See `fetch`.

    References
    ----------
    ``TABLES["car_insurance"].citation``
    """
    table = read_table(fetch("car_insurance"))
    y = table.pop("FraudFound_P").to_numpy(np.int64)
    return _names_as_categories(table.drop(columns="PolicyNumber")), y


def load_adult():
    """Return the training part of the adult table: 32,561 people, 7,841 earn over 50,000 dollars.

    Eight columns hold names, six numbers, of which ``fnlwgt`` is a weight of the survey and no
    property of a person, and ``education-num`` repeats ``education``. "?" stands for missing in
    three columns and is kept as a name of its own. 24.1 %, 3.2:1. There is no download; licence not
    verified.

    Returns
    -------
    X : DataFrame, shape (32561, 14)
        Names as categories, numbers as they are.
    y : int array, shape (32561,)
        1 = over 50,000 dollars, the minority.

    Raises
    ------
    ValueError, FileNotFoundError
        See `fetch`.

    References
    ----------
    ``TABLES["adult"].citation``
    """
    record = TABLES["adult"]
    table = pd.read_csv(
        fetch("adult"), header=None, names=[*record.features, "target"], skipinitialspace=True
    )
    y = (table.pop("target") == record.minority_label).to_numpy(np.int64)
    return _names_as_categories(table), y


def load_batista(name):
    """Return one of the fifteen problems of Batista, Prati and Monard (2004).

    Beware: Pima has 268 positives where the paper's share implies 267; Splice has 3,175 rows where
    it has 3,176 (15 ambiguous sequences are left out); the minority of New-thyroid is class 2, of
    Flag (17 rows) white in the bottom right corner, of Nursery very_recom and recommend. In Flag
    and German some integers are codes of names. Duplicates: both Letter problems 1,332 rows, both
    Splice problems 185, Haberman 23, Post-operative 16. There is no download; licences not
    verified.

    Parameters
    ----------
    name : str
        One of `BATISTA`, which is in order of falling minority share: 34.9 % to 2.5 %.

    Returns
    -------
    X : DataFrame, shape (90 to 20000, 3 to 60)
        Names as categories, numbers as they are.
    y : int array
        1 = minority.

    Raises
    ------
    ValueError, FileNotFoundError
        If the name is unknown; else see `fetch`.

    References
    ----------
    ``TABLES["batista_pima"].citation``
    """
    if name not in BATISTA:
        raise ValueError(f"name={name!r} is none of the fifteen: {', '.join(BATISTA)}.")
    table = read_table(fetch(f"batista_{name}"))
    y = table.pop("target").to_numpy(np.int64)
    return _names_as_categories(table), y


def _names_as_categories(table):
    names = table.columns[[not pd.api.types.is_numeric_dtype(kind) for kind in table.dtypes]]
    return table.astype(dict.fromkeys(names, "category"))
