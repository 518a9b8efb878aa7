"""Ask five implementations which rows Tomek links and editing remove from the same four tables.

``python -m course_lib.experiments.five_implementations [PYTHON]`` stores the answers of the two
that the course does not install. Those of UBL, an R package, are read from ``tests/golden/ubl``;
smote_variants is asked in the environment of the interpreter `PYTHON`, and where none is given
its stored answers stay.
"""

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import imblearn.under_sampling
import numpy as np
import pandas as pd
from sklearn.datasets import load_breast_cancer, load_iris, load_wine

from course_lib import samplers
from course_lib.datasets import lattice_plane
from course_lib.results import record, recorded

RESULT = "five_implementations"
INPUTS = ("iris114", "wine178", "cancer220", "lattice120")
QUESTIONS = ("links, both members", "links, by default", "editing, all classes")

GOLDEN = Path(__file__).parents[2] / "tests" / "golden" / "ubl"
BUNDLED = {"iris114": load_iris, "wine178": load_wine, "cancer220": load_breast_cancer}

# What the other interpreter runs. Its filters return samples without their numbers, so the rows
# are read off the call that deletes them.
ASK_SMOTE_VARIANTS = """
import importlib.metadata, json, sys
from unittest import mock
import numpy as np
from smote_variants import noise_removal
filters = [
    noise_removal.TomekLinkRemoval(strategy="remove_both"),
    noise_removal.TomekLinkRemoval(),
    noise_removal.EditedNearestNeighbors(),
]
answers = {}
for name, (X, y) in json.loads(sys.argv[1]).items():
    answers[name] = []
    for noise_filter in filters:
        with mock.patch.object(np, "delete", side_effect=np.delete) as delete:
            noise_filter.remove_noise(np.array(X, dtype=float), np.array(y))
        answers[name].append(sorted(map(int, delete.call_args.args[1])))
packages = ("smote_variants", "scikit-learn", "numpy")
versions = {package: importlib.metadata.version(package) for package in packages}
print(json.dumps({"answers": answers, "versions": versions}))
"""


def fixed_input(name):
    """Return one of the tables on which UBL's answers are stored, in the order of their rows.

    Parameters
    ----------
    name : {"iris114", "wine178", "cancer220", "lattice120"}
        Rows of scikit-learn's iris, wine or breast-cancer data (its first eight columns), or a
        plane of whole numbers full of ties and coincident rows.

    Returns
    -------
    X : float array of shape (n, d)
        As measured: not scaled.
    y : int array of shape (n,)
        Two or three classes; cancer: 0 = benign, 1 = malignant.
    """
    if name == "lattice120":
        return lattice_plane()
    X, y = _bundled(name)
    rows = recorded(RESULT)["measured"]["rows"][name]
    return X[rows], y[rows]


def _bundled(name):
    X, y = BUNDLED[name](return_X_y=True)
    return (X[:, :8], 1 - y) if name == "cancer220" else (X, y)


def answers(name, question):
    """Return which rows each of four implementations removes from a table.

    Parameters
    ----------
    name : str
        A table of :func:`fixed_input`.
    question : {"links, both members", "links, by default", "editing, all classes"}
        Removing both members of every Tomek link; removing by Tomek links with no parameter set;
        editing every class by three neighbours, with the vote that is the implementation's
        default.

    Returns
    -------
    removed : dict of str to list of int
        Increasing row numbers, by implementation: course_lib and imbalanced-learn now,
        smote_variants and UBL as recorded.
    """
    X, y = fixed_input(name)
    removed = {}
    for label, home in (("course_lib", samplers), ("imbalanced-learn", imblearn.under_sampling)):
        sampler = _asked(home, question)
        sampler.fit_resample(X, y)
        removed[label] = np.setdiff1d(np.arange(len(y)), sampler.sample_indices_).tolist()
    stored = recorded(RESULT)["measured"]
    return removed | {label: stored[label][name][question] for label in ("smote_variants", "UBL")}


def _asked(home, question):
    if question == "editing, all classes":
        return home.EditedNearestNeighbours(sampling_strategy="all")
    return home.TomekLinks(sampling_strategy="all" if "both" in question else "auto")


def ubl_answers(name):
    """Return UBL's stored answers about one table, by question: by default it removes both."""
    removed = {}
    for question in QUESTIONS:
        file = "golden_enn_k3.csv" if "editing" in question else "golden_tomek.csv"
        table = pd.read_csv(GOLDEN / file, keep_default_na=False).query("Cl == 'all'")
        if "links" in question:
            table = table.query("dist == 'Euclidean' and rem == 'both'")
        (rows,) = table.loc[table["dataset"] == name, "removed_idx0"]
        removed[question] = [int(row) for row in rows.split(";") if row]
    return removed


def golden_rows(name):
    """Return, for each row of a stored input, the row of scikit-learn's table that it is."""
    stored = pd.read_csv(GOLDEN / f"input_{name}.csv")
    labels = np.unique(stored.pop("y"), return_inverse=True)[1]
    X, y = _bundled(name)
    rows, taken = [], set()
    for values, label in zip(stored.to_numpy(float), labels, strict=True):
        same = np.flatnonzero((abs(X - values) < 1e-9).all(axis=1) & (y == label))
        rows.append(next(int(row) for row in same if row not in taken))
        taken.add(rows[-1])
    return rows


def ask_smote_variants(python):
    """Return what smote_variants removes, by table and question, and the versions that did so.

    Parameters
    ----------
    python : str
        An interpreter whose environment has smote_variants.
    """
    tables = {name: [part.tolist() for part in fixed_input(name)] for name in INPUTS}
    command = [python, "-c", ASK_SMOTE_VARIANTS, json.dumps(tables)]
    told = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    told = json.loads(told.splitlines()[-1])
    by_question = {
        name: dict(zip(QUESTIONS, removed, strict=True))
        for name, removed in told["answers"].items()
    }
    return {"smote_variants": by_question, "smote_variants_versions": told["versions"]}


def main(python=None):
    """Store row numbers of the inputs and the answers of UBL and smote_variants."""
    measured = {
        "rows": {name: golden_rows(name) for name in BUNDLED},
        "UBL": {name: ubl_answers(name) for name in INPUTS},
        "UBL_versions": {"UBL": "0.0.7", "R": "4.2.2"},
    }
    inputs = {name: (GOLDEN / f"input_{name}.csv").read_bytes() for name in INPUTS}
    provenance = {
        "command": "python -m course_lib.experiments.five_implementations PYTHON",
        "data": {name: hashlib.sha256(content).hexdigest() for name, content in inputs.items()},
    }
    if python is None:
        before = recorded(RESULT)["measured"]
        measured |= {key: before[key] for key in ("smote_variants", "smote_variants_versions")}
    else:
        record(RESULT, measured, **provenance)  # the inputs are needed to ask
        measured |= ask_smote_variants(python)
    print(f"Stored in {record(RESULT, measured, **provenance).name}.")


if __name__ == "__main__":
    main(*sys.argv[1:])
