"""Count Tomek links on real tables, by the definition and by imbalanced-learn.

``python -m course_lib.experiments.real_links`` repeats the measurement on the tables that
`COURSE_DATA` or the download cache holds and stores it for the lessons.
"""

import numpy as np
from imblearn.under_sampling import TomekLinks as LibraryTomekLinks
from sklearn.preprocessing import StandardScaler

from course_lib import datasets
from course_lib.results import record
from course_lib.samplers import TomekLinks

LOADERS = {
    "haberman": datasets.load_haberman,
    "mammography": datasets.load_mammography,
    "phoneme": datasets.load_phoneme,
    "pima": datasets.load_pima,
}
ORDERS = list(range(20))


def rows_left(sampler, X, y):
    """Return the rows that a cleaner which removes both members of every link leaves."""
    sampler.set_params(sampling_strategy="all").fit_resample(X, y)
    return sampler.sample_indices_


def count_links(X, y):
    """Compare which rows the two samplers put into links.

    Parameters
    ----------
    X : array of shape (n, d)
    y : array of shape (n,)

    Returns
    -------
    counts : dict of str to number
        Rows; rows that repeat the features of an earlier row; links by the definition; links found
        by imbalanced-learn; rows that are in a link for one of the two only; and rows that are in a
        link in one order of the rows only, by the definition: the mean over 20 orders.
    """
    ours, library = rows_left(TomekLinks(), X, y), rows_left(LibraryTomekLinks(), X, y)
    moved = []
    for seed in ORDERS:
        order = np.random.RandomState(seed).permutation(len(y))
        moved.append(len(np.setxor1d(ours, order[rows_left(TomekLinks(), X[order], y[order])])))
    return {
        "rows": len(y),
        "repeated_rows": len(X) - len(np.unique(X, axis=0)),
        "links": (len(y) - len(ours)) // 2,
        "library_links": (len(y) - len(library)) // 2,
        "rows_that_differ": len(np.setxor1d(ours, library)),
        "rows_that_differ_by_order": float(np.mean(moved)),
    }


def standardised(load):
    """Return the table of a loader with every feature at mean 0 and standard deviation 1."""
    X, y = load()
    return StandardScaler().fit_transform(X), y


def main():
    """Measure every table as it is and standardised, and store the results."""
    checksums = {name: datasets.TABLES[name].sha256 for name in LOADERS}
    for result, prepare in (
        ("real_links", lambda load: load()),
        ("real_links_standardised", standardised),
    ):
        measured = {name: count_links(*prepare(load)) for name, load in LOADERS.items()}
        path = record(
            result,
            measured,
            command="python -m course_lib.experiments.real_links",
            data=checksums,
            seeds=ORDERS,
        )
        for name, counts in measured.items():
            print(name, counts)
        print(f"Stored in {path.name}.")


if __name__ == "__main__":
    main()
