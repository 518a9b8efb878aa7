"""Count Tomek links on real tables, by the definition and by imbalanced-learn.

``python -m course_lib.evaluation.real_links`` repeats the measurement on the tables that
`COURSE_DATA` or the download cache holds and stores it for lesson 04.
"""

import numpy as np
from imblearn.under_sampling import TomekLinks as LibraryTomekLinks

from course_lib import datasets
from course_lib.results import record
from course_lib.samplers import TomekLinks

LOADERS = {
    "haberman": datasets.load_haberman,
    "mammography": datasets.load_mammography,
    "phoneme": datasets.load_phoneme,
    "pima": datasets.load_pima,
}


def count_links(X, y):
    """Compare which rows the two samplers put into links.

    Parameters
    ----------
    X : array of shape (n, d)
    y : array of shape (n,)

    Returns
    -------
    counts : dict of str to int
        Rows, rows that repeat the features of an earlier row, links by the definition, links found
        by imbalanced-learn, and rows that are in a link for one of the two only.
    """
    ours = TomekLinks(sampling_strategy="all")
    ours.fit_resample(X, y)
    library = LibraryTomekLinks(sampling_strategy="all")
    library.fit_resample(X, y)
    return {
        "rows": len(y),
        "repeated_rows": len(X) - len(np.unique(X, axis=0)),
        "links": len(ours.link_rows_),
        "library_links": (len(y) - len(library.sample_indices_)) // 2,
        "rows_that_differ": len(np.setxor1d(ours.sample_indices_, library.sample_indices_)),
    }


def main():
    """Measure every table and store the result."""
    measured = {name: count_links(*load()) for name, load in LOADERS.items()}
    path = record(
        "real_links",
        measured,
        command="python -m course_lib.evaluation.real_links",
        data={name: datasets.TABLES[name].sha256 for name in LOADERS},
    )
    for name, counts in measured.items():
        print(name, counts)
    print(f"Stored in {path.name}.")


if __name__ == "__main__":
    main()
