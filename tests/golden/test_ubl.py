"""Neighbours and links are those that UBL, an R package, finds; README.md describes the files."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from course_lib.distances import MIXED_METRICS
from course_lib.neighbors import nearest_neighbors
from course_lib.samplers import TomekLinks, tomek_links

FOLDER = Path(__file__).parent / "ubl"
DISTANCES = ["Chebyshev", "Euclidean", "HEOM", "HVDM", "Manhattan"]
NUMERIC = ["cancer220", "iris114", "lattice120", "wine178"]
NOMINAL = ["channel", "country", "card"]
NEIGHBORS = [(name, distance) for name in NUMERIC for distance in DISTANCES]
NEIGHBORS += [("mixed150", "HEOM"), ("mixed150", "HVDM")]
REMOVED = pd.read_csv(FOLDER / "golden_tomek.csv", keep_default_na=False)


def samples(name):
    """Return the table and the labels of an input."""
    table = pd.read_csv(FOLDER / f"input_{name}.csv", dtype=str)
    numeric = table.columns.difference(["y", *NOMINAL])
    # Python's own conversion reads every digit.
    table[numeric] = table[numeric].map(float)
    return table.drop(columns="y"), table["y"].to_numpy(dtype=str)


def parameters(table, distance):
    """Return our parameters for one of UBL's distances."""
    metric = distance.lower()
    if metric not in MIXED_METRICS:
        return {"metric": metric}
    return {"metric": metric, "categorical_features": table.columns.isin(NOMINAL)}


def test_every_file_is_here():
    """There is a file of neighbours for each input and distance, and links for each of them."""
    files = {f"nn_{name}_{distance}.csv" for name, distance in NEIGHBORS}
    assert {path.name for path in FOLDER.glob("nn_*.csv")} == files
    assert set(zip(REMOVED["dataset"], REMOVED["dist"], strict=True)) == set(NEIGHBORS)


@pytest.mark.parametrize(("name", "distance"), NEIGHBORS)
def test_nearest_neighbors(name, distance):
    """Every row's nearest neighbour is UBL's, where distances tie as well."""
    table, y = samples(name)
    expected = pd.read_csv(FOLDER / f"nn_{name}_{distance}.csv")
    assert expected["row0"].tolist() == list(range(len(y)))
    found, _ = nearest_neighbors(table, y=y, **parameters(table, distance))
    assert found[:, 0].tolist() == expected["nn0"].tolist()


def test_the_lattice_is_full_of_ties():
    """On the lattice most rows have two nearest neighbours, so the rule for ties is tested."""
    table, _ = samples("lattice120")
    _, lengths = nearest_neighbors(table, 2)
    assert (lengths[:, 0] == lengths[:, 1]).mean() > 0.5


def rows_removed(links, y, rem, classes):
    """Apply UBL's removal rules to links."""
    sizes = dict(zip(*np.unique(y, return_counts=True), strict=True))
    if rem == "maj":
        links = [[max(link, key=lambda row: (sizes[y[row]], -row))] for link in links.tolist()]
    members = np.ravel(links).astype(int)
    return sorted(members[np.isin(y[members], classes)].tolist())


@pytest.mark.parametrize(
    ("name", "distance", "rem", "class_name", "removed"),
    REMOVED[["dataset", "dist", "rem", "Cl", "removed_idx0"]].to_numpy().tolist(),
)
def test_rows_removed(name, distance, rem, class_name, removed):
    """For every input, distance, removal rule and choice of classes the same rows are removed."""
    table, y = samples(name)
    classes = np.unique(y) if class_name == "all" else [class_name]
    links = tomek_links(table, y, **parameters(table, distance))
    removed = [int(row) for row in removed.split(";") if row]
    assert rows_removed(links, y, rem, classes) == removed
    if rem == "both":
        strategy = "all" if class_name == "all" else classes
        sampler = TomekLinks(sampling_strategy=strategy, **parameters(table, distance))
        sampler.fit_resample(table, y)
        assert np.setdiff1d(np.arange(len(y)), sampler.sample_indices_).tolist() == removed


def test_counts():
    """The counts that UBL printed are those of the rows it named."""
    named = REMOVED["removed_idx0"].map(lambda text: len(text.split(";")) if text else 0)
    assert named.tolist() == REMOVED["n_removed"].tolist()
    assert REMOVED["n_in"].tolist() == [len(samples(name)[1]) for name in REMOVED["dataset"]]
