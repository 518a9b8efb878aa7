"""Count twins, ties and links that hang on the order of the rows in real tables, and the spread of
F1 over the seeds of SMOTE.

``python -m course_lib.experiments.ties_and_seeds`` repeats the measurement on the tables that
`COURSE_DATA` or the download cache holds and stores it for the lessons. Two minutes.
"""

import numpy as np
import pandas as pd
from imblearn.under_sampling import TomekLinks as LibraryTomekLinks
from sklearn.preprocessing import StandardScaler

from course_lib import datasets
from course_lib.evaluation.places import twin_counts
from course_lib.evaluation.stability import NUDGE, smote_seed_scores, tied_share, times_linked
from course_lib.experiments.real_links import rows_left
from course_lib.progress_bar import progress
from course_lib.results import record, recorded
from course_lib.samplers import TomekLinks

LOADERS = {
    "haberman": datasets.load_haberman,
    "pima": datasets.load_pima,
    "oil_spill": datasets.load_oil_spill,
    "phoneme": datasets.load_phoneme,
    "mammography": datasets.load_mammography,
    "car_insurance": datasets.load_car_insurance,
    "adult": datasets.load_adult,
}
NO_MEASURE = {"car_insurance": ["RepNumber"], "adult": ["fnlwgt"]}  # numbers that measure nothing
SMALL = ("haberman", "pima", "oil_spill", "phoneme", "mammography")
ORDERS = 20
SEEDS = list(range(100))


def twins(name):
    """Return the twins of a table: by all columns, without `NO_MEASURE`, and by its numbers alone.

    Parameters
    ----------
    name : str
        A table of `LOADERS`.

    Returns
    -------
    counts : dict of str to dict
        What `twin_counts` counts, by the columns that are compared.
    """
    X, y = LOADERS[name]()
    X = pd.DataFrame(X)
    measures = X.drop(columns=NO_MEASURE.get(name, []))
    numbers = measures.select_dtypes("number")
    kinds = {"all columns": X, "without numbers that measure nothing": measures}
    kinds["measurements alone"] = numbers
    return {kind: twin_counts(_as_codes(table), y) for kind, table in kinds.items()}


def _as_codes(table):
    """Return names as numbers, good for telling equal from unequal and for nothing else."""
    is_name = [not pd.api.types.is_numeric_dtype(kind) for kind in table.dtypes]
    codes = {name: table[name].cat.codes for name in table.columns[is_name]}
    return table.assign(**codes)


def measurements(name, *, scaled):
    """Return the numbers of a table that measure something, standardised or not, and its labels."""
    X, y = LOADERS[name]()
    X = pd.DataFrame(X).drop(columns=NO_MEASURE.get(name, [])).select_dtypes("number")
    X = X.to_numpy(float)
    return (StandardScaler().fit_transform(X) if scaled else X), y


def ties(X, y):
    """Return the tied share, the links, and how many linked rows hang on order or last digit.

    Parameters
    ----------
    X : array of shape (n, d)
    y : array of shape (n,)

    Returns
    -------
    numbers : dict of str to number
    """
    ours, library = rows_left(TomekLinks(), X, y), rows_left(LibraryTomekLinks(), X, y)
    numbers = {
        "rows": len(y),
        "tied share": tied_share(X),
        "links": (len(y) - len(ours)) // 2,
        "library's links": (len(y) - len(library)) // 2,
        "rows that differ": len(np.setxor1d(ours, library)),
    }
    for name, nudge in (("in some order", 0), ("in some order, nudged", NUDGE)):
        times = times_linked(X, y, n_orders=ORDERS, nudge=nudge)
        numbers[f"linked {name}"] = int((times > 0).sum())
        numbers[f"linked {name.replace('some', 'every')}"] = int((times == ORDERS).sum())
        numbers[f"linked {name.replace('some', 'an average')}"] = float(times.sum() / ORDERS)
    return numbers


def recorded_ties():
    """Return what is recorded of the ties, a row per standardised table.

    Returns
    -------
    table : DataFrame
        Rows; rows in places with several labels; the share of rows with a tied nearest neighbour;
        links by the definition and by imbalanced-learn; and of the rows linked in twenty nudged
        orders, how many always are and how many in an average order.
    """
    measured = recorded("ties_and_seeds")["measured"]
    table = pd.DataFrame(measured["standardised"]).T
    twins = pd.DataFrame(
        {name: kinds["measurements alone"] for name, kinds in measured["twins"].items()}
    )
    columns = {
        "rows": table["rows"],
        "contested": twins.loc["rows in such places"],
        "links": table["links"],
        "library's links": table["library's links"],
        "steady": table["linked in every order, nudged"],
        "average": table["linked in an average order, nudged"].round(),
    }
    return (
        pd.DataFrame(columns).astype(int).assign(tied=table["tied share"].round(3)).loc[table.index]
    )


def main():
    """Measure every table and store the results."""
    measured = {"twins": {}, "raw": {}, "standardised": {}, "F1": {}}
    for name in progress(LOADERS, "tables"):
        measured["twins"][name] = twins(name)
        measured["raw"][name] = ties(*measurements(name, scaled=False))
        measured["standardised"][name] = ties(*measurements(name, scaled=True))
        if name in SMALL:
            scores = smote_seed_scores(*measurements(name, scaled=False), [None, *SEEDS])
            measured["F1"][name] = scores.round(6).tolist()
    path = record(
        "ties_and_seeds",
        measured,
        command="python -m course_lib.experiments.ties_and_seeds",
        data={name: datasets.TABLES[name].sha256 for name in LOADERS},
        seeds=SEEDS,
    )
    print(f"Stored in {path.name}.")


if __name__ == "__main__":
    main()
