"""What was recorded on the fifteen problems, as tables."""

import pandas as pd

from course_lib.datasets import BATISTA
from course_lib.experiments.batista.measuring import TREES, measure
from course_lib.experiments.batista.problems import problem
from course_lib.results import recorded

NAME = "batista"
SHARED = 1 / 9  # test rows over training rows in ten folds


def mean_areas(reading="unpruned"):
    """Return every method's mean ROC AUC on each of the fifteen problems.

    Parameters
    ----------
    reading : {"unpruned", "pruned", "unpruned, Laplace", "pruned, Laplace"}
        How the tree is read. A forest has one reading, which stands under each.

    Returns
    -------
    table : DataFrame of shape (15, 13)
        Rows in the order of ``datasets.BATISTA``, columns the eleven methods and the context.
    """
    stored = recorded(NAME)["measured"]
    rows = {
        name: {
            method: pd.Series(found["auc"].get(reading, found["auc"].get("forest"))).mean()
            for method, found in stored[name]["methods"].items()
        }
        for name in BATISTA
        if name in stored
    }
    return pd.DataFrame(rows).T


def problem_counts():
    """Return rows, minority rows and cross-validations of every problem, the checks included."""
    stored = recorded(NAME)["measured"]
    return pd.DataFrame({name: {key: stored[name][key] for key in ("rows", "minority", "repeats")}
                         for name in stored}).T  # fmt: skip


def training_counts(name):
    """Return what each method makes of the training rows of one problem: means over folds.

    Parameters
    ----------
    name : str
        A problem or a check.

    Returns
    -------
    table : DataFrame
        A row per method: ``rows``, ``added``, ``removed``, and the tree's ``leaves``, unpruned and
        ``pruned leaves``.
    """
    methods = recorded(NAME)["measured"][name]["methods"]
    table = pd.DataFrame(methods).T[["rows", "added", "removed"]].astype(float)
    leaves = {method: found["leaves"] or [None, None] for method, found in methods.items()}
    return table.join(pd.DataFrame(leaves, index=["leaves", "pruned leaves"]).T.astype(float))


def fold_scores(name):
    """Return the recorded ROC AUC of every fold, in the form of `case_study.compare_methods`.

    Parameters
    ----------
    name : str
        A problem or a check.

    Returns
    -------
    scores : DataFrame
        A row per method and fold: ``split``, ``method``, the number of training ``rows``, how many
        were ``added`` and ``removed`` (all three means over folds), and one column per reading of
        the tree.
    """
    return _as_scores(recorded(NAME)["measured"][name]["methods"])


def recomputed(name, methods):
    """Measure some methods on one problem now, in the form of :func:`fold_scores`.

    Parameters
    ----------
    name : str
    methods : sequence of str

    Returns
    -------
    scores : DataFrame
    """
    repeats = recorded(NAME)["measured"][name]["repeats"]
    return _as_scores({method: measure(problem(name), method, repeats) for method in methods})


def _as_scores(methods):
    parts = []
    for method, found in methods.items():
        areas = {name: found["auc"].get(name, found["auc"].get("forest")) for name in TREES}
        counts = {key: found[key] for key in ("added", "removed")}
        given = found["rows"] - found["added"] + found["removed"]
        part = pd.DataFrame({"method": method, "rows": given, **counts, **areas})
        parts.append(part.rename_axis("split").reset_index())
    return pd.concat(parts, ignore_index=True)
