"""The fifteen problems as tables, and two that everybody has, to check the same code on."""

from course_lib import datasets
from course_lib.experiments.batista.measuring import labelled_table

# Whole numbers that are names: the file says so nowhere, its description does.
NAMES_IN_DIGITS = {"flag": ("landmass", "zone", "language", "religion")}
CHECKS = ("patients", "claims")


def problem(name):
    """Return one problem as a `LabelledTable`.

    Parameters
    ----------
    name : str
        One of ``datasets.BATISTA``; or of `CHECKS`, which need no file: ``"patients"`` is
        ``load_breast_cancer_thinned()``, numbers alone, and ``"claims"`` is
        ``insurance_claims(400)``, with names in two columns.

    Returns
    -------
    table : LabelledTable

    Raises
    ------
    ValueError, FileNotFoundError
        As from :func:`course_lib.datasets.load_batista`.
    """
    if name in CHECKS:
        X, y = _check(name)
    else:
        X, y = datasets.load_batista(name)
    return labelled_table(X.astype(dict.fromkeys(NAMES_IN_DIGITS.get(name, ()), "category")), y)


def _check(name):
    if name == "patients":
        return datasets.load_breast_cancer_thinned(as_frame=True)
    return datasets.insurance_claims(400)


def repeats(name, n_rows):
    """Return how many cross-validations a problem gets: five; two from 2,000 rows, one from 10,000.

    The checks get one.
    """
    if name in CHECKS or n_rows >= 10_000:
        return 1
    return 2 if n_rows >= 2_000 else 5
