"""Loaders of the fraud tables: what is in them, and which numbers they cannot give."""

import numpy as np
import pandas as pd
from sklearn.datasets import fetch_openml

from course_lib.datasets.files import fetch, read_table

CARDS_ROWS, CARDS_FRAUDS, CARDS_FRAUD_AMOUNT = 284_807, 492, 60_127.97
_SAMPLED_LEGITIMATE = 29_400


def load_handbook_transactions():
    """Return three weeks of the handbook's simulated cards: 201,295 payments, 1,792 of them frauds.

    2018-07-25 to 2018-08-14 of its transformed data, values unchanged: time, customer, terminal,
    amount, the simulator's scenario (1 large amount, 2 compromised terminal, 3 compromised
    customer), and windows of 1, 7 and 30 days per customer and, seven days late, per terminal.
    There is no download; GPL-3.0, recalled and not verified.

    Returns
    -------
    transactions : DataFrame, shape (201295, 23)
        In order of time; ``TX_FRAUD`` is 1 for frauds.

    Raises
    ------
    ValueError, FileNotFoundError
        See `fetch`.

    References
    ----------
    ``TABLES["handbook_transactions"].citation``
    """
    return read_table(fetch("handbook_transactions"))


def load_european_cards_sample():
    """Return a biased sample of the European cards: all 492 frauds, 29,400 of 284,315 other rows.

    Joined from public extracts, not drawn at random: 3,515 legitimate rows stem from the first
    3,000 seconds. Link counts, recall and ROC AUC can be read off it; precision and average
    precision only with the weights, and they remain estimates, never the full table's. 54 rows
    repeat an earlier one. There is no download; Open Database Licence, recalled and not verified.

    Returns
    -------
    X : DataFrame, shape (29892, 30)
        ``Time`` in seconds from the first transaction, the principal components ``V1`` to ``V28``,
        ``Amount`` in euros.
    y : int array, shape (29892,)
        1 = fraud (1.65 %; in the full table 0.173 %).
    weights : float array, shape (29892,)
        How many rows of the full table each row stands for: 1 for frauds, 9.67 for others.

    Raises
    ------
    ValueError, FileNotFoundError
        See `fetch`.

    References
    ----------
    ``TABLES["european_cards_sample"].citation``
    """
    X = read_table(fetch("european_cards_sample"))
    y = X.pop("Class").to_numpy(np.int64)
    weight = (CARDS_ROWS - CARDS_FRAUDS) / _SAMPLED_LEGITIMATE
    return X, y, np.where(y == 1, 1.0, weight)


def load_european_cards(*, cache_dir=None):
    """Return the European cards, downloaded from OpenML (100 MB) once: 284,807 rows, 492 frauds.

    Two days of September 2013. Many files of this name are fabricated; so the numbers of rows and
    frauds and the sum of the frauds' amounts are compared with the true table's. scikit-learn
    shows no progress, and the download takes minutes. Neither the address nor the licence (Open
    Database Licence, recalled) was tried by the authors.

    Parameters
    ----------
    cache_dir : path, optional
        Where scikit-learn keeps the download; by default its own folder.

    Returns
    -------
    X : DataFrame, shape (284807, 29)
        The principal components ``V1`` to ``V28``, ``Amount`` in euros.
    y : int array, shape (284807,)
        1 = fraud, the minority (0.173 %, 578:1).

    Raises
    ------
    ConnectionError
        If OpenML cannot be reached; the message names the manual route.
    ValueError
        If another table came.

    References
    ----------
    ``TABLES["european_cards_sample"].citation``
    """
    print("Asking OpenML for table 1597 (about 100 MB, once).", flush=True)
    try:
        table = fetch_openml(
            data_id=1597, as_frame=True, parser="pandas", data_home=cache_dir
        ).frame
    except OSError as error:
        raise ConnectionError(
            f"OpenML could not be reached ({type(error).__name__}): get creditcard.csv, 'Credit "
            "Card Fraud Detection' on Kaggle, and pass pandas.read_csv of it to `european_cards`."
        ) from None
    return european_cards(table)


def european_cards(table):
    """Split the European cards, however they were got, into features and class, after a check.

    Parameters
    ----------
    table : DataFrame, shape (284807, 30 or 31)
        With or without ``Time``; the class may be a number or a text such as ``"'1'"``.

    Returns
    -------
    X, y
        As from :func:`load_european_cards`.

    Raises
    ------
    ValueError
        If a column lacks, or the numbers are not those of the true table.
    """
    features = [*(f"V{i}" for i in range(1, 29)), "Amount"]
    lacking = [name for name in [*features, "Class"] if name not in table.columns]
    if lacking:
        raise ValueError(f"These are not the European cards: column {lacking[0]!r} is lacking.")
    labels = table["Class"].astype(str).str.strip("'\"")
    X, y = table[features].astype(float), pd.to_numeric(labels).to_numpy(np.int64)
    found = (len(y), int((y == 1).sum()), round(float(X.loc[y == 1, "Amount"].sum()), 2))
    expected = (CARDS_ROWS, CARDS_FRAUDS, CARDS_FRAUD_AMOUNT)
    if found != expected:
        told = [
            "{:,} rows, {:,} frauds over {:,.2f} euros".format(*each) for each in (found, expected)
        ]
        raise ValueError(
            f"These are not the European cards: {told[0]}, where the true table has {told[1]}."
        )
    return X, y


def load_providers():
    """Return the provider table: 5,410 health-care providers, 506 of them flagged (9.4 %, 9.7:1).

    Per provider 68 aggregates of 40,474 inpatient and 517,737 outpatient claims: counts, numbers of
    distinct patients and physicians, sums, means, standard deviations and maxima of amounts in
    dollars, durations in days, ages, shares of chronic conditions; 0 where a provider has no claim
    of the kind. In very different units. The label says "potential fraud": it is no verdict of a
    court. There is no download; licence not verified.

    Returns
    -------
    X : DataFrame, shape (5410, 68)
    y : int array, shape (5410,)
        1 = flagged, the minority.

    Raises
    ------
    ValueError, FileNotFoundError
        See `fetch`.

    References
    ----------
    ``TABLES["providers"].citation``
    """
    table = read_table(fetch("providers"))
    y = table.pop("PotentialFraud").to_numpy(np.int64)
    return table.drop(columns="Provider").astype(float), y
