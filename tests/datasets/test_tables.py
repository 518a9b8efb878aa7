"""The real tables: what the registry records, how they are read, and what is in them."""

import gzip
import hashlib
import os

import numpy as np
import pandas as pd
import pytest

from course_lib import datasets
from course_lib.datasets import TABLES, fetch

LOADERS = {name: getattr(datasets, f"load_{name}") for name in TABLES}
SHAPES = {
    "mammography": (11_183, 6, 260),
    "oil_spill": (937, 49, 41),
    "phoneme": (5_404, 5, 1_586),
    "pima": (768, 8, 268),
    "haberman": (306, 3, 81),
    "car_insurance": (15_420, 31, 923),
    "adult": (32_561, 14, 7_841),
}
REPEATED_FEATURES = {
    "mammography": 3335,
    "oil_spill": 0,
    "phoneme": 55,
    "pima": 0,
    "haberman": 23,
    "car_insurance": 0,
    "adult": 25,
}


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_registry_is_complete(table):
    """Every table has a checksum, a citation, a manual route, and says what its licence is."""
    assert len(bytes.fromhex(table.sha256)) == 32
    assert table.citation
    assert table.by_hand
    assert table.licence == "licence not verified"
    assert table.address is None or table.address.startswith("https://")


@pytest.fixture
def put_file(tmp_path, monkeypatch):
    """Put bytes in the place of a table's file, and their checksum into the registry."""

    def put(name, content):
        changed = {**vars(TABLES[name]), "sha256": hashlib.sha256(content).hexdigest()}
        monkeypatch.setitem(TABLES, name, type(TABLES[name])(**changed))
        monkeypatch.setenv("COURSE_DATA", str(tmp_path))
        path = tmp_path / f"{TABLES[name].path}.gz"
        path.parent.mkdir(parents=True)
        path.write_bytes(gzip.compress(content))

    return put


class TestReading:
    def test_quoted_labels(self, put_file):
        """Labels in quotes are read; 1 is the minority, everything else 0."""
        put_file("mammography", b"0.1,-2,0,0,0,0,'-1'\n1,2,3,4,5,6,'1'\n")
        X, y = datasets.load_mammography()
        assert y.tolist() == [0, 1]
        assert X.dtype == float
        assert y.dtype == np.int64
        assert X[0, :2].tolist() == [0.1, -2.0]

    def test_header(self, put_file):
        """A header line names the columns and is not a sample."""
        put_file("haberman", b"age,year,nodes,target\n30,64,1,0\n78,65,1,1\n")
        X, y = datasets.load_haberman()
        assert X.tolist() == [[30, 64, 1], [78, 65, 1]]
        assert y.tolist() == [0, 1]

    def test_frame(self, put_file):
        """As a frame the features are named, and numbered where the source names none."""
        put_file("mammography", b"0.1,-2,0,0,0,0,'-1'\n1,2,3,4,5,6,'1'\n")
        X, y = datasets.load_mammography(as_frame=True)
        assert isinstance(X, pd.DataFrame)
        assert list(X.columns) == [f"feature {i}" for i in range(6)]
        assert y.name == "target"

    def test_names_become_categories(self, put_file):
        """In the mixed tables text is a category and numbers stay numbers; "?" is a name."""
        rest = b"HS, 9, a, b, c, d, Male, 0, 0, 40, Cuba"
        put_file("adult", b"39, ?, 7, %s, <=50K\n52, Private, 1, %s, >50K\n\n" % (rest, rest))
        X, y = datasets.load_adult()
        assert y.tolist() == [0, 1]
        assert list(X["workclass"].cat.categories) == ["?", "Private"]
        assert X["age"].tolist() == [39, 52]

    def test_the_class_may_stand_inside(self, put_file):
        """The claims' class is taken out by its name, and the number of the row goes."""
        put_file("car_insurance", b"Make,FraudFound_P,PolicyNumber,Age\nnone,0,1,21\nVW,1,2,0\n")
        X, y = datasets.load_car_insurance()
        assert y.tolist() == [0, 1]
        assert list(X.columns) == ["Make", "Age"]
        assert list(X["Make"].cat.categories) == ["VW", "none"]

    def test_exact_decimals(self, put_file):
        """Numbers are read to the last bit."""
        put_file("mammography", b"0.23001961,5.0725783,-0.27606055,0.1,0.7,1e-7,'1'\n")
        X, _ = datasets.load_mammography()
        assert X[0].tolist() == [0.23001961, 5.0725783, -0.27606055, 0.1, 0.7, 1e-7]


@pytest.mark.real_data
@pytest.mark.parametrize("name", TABLES)
class TestRealTables:
    def test_checksum(self, name):
        """The file in the folder is the recorded one, and comes from that folder."""
        assert str(fetch(name)).startswith(os.environ["COURSE_DATA"])

    def test_contents(self, name):
        """Rows, features, positives and repetitions are as documented; no value is missing."""
        X, y = LOADERS[name]()
        assert (*X.shape, y.sum()) == SHAPES[name]
        assert set(y) == {0, 1}
        table = pd.DataFrame(X)
        assert np.isfinite(table.select_dtypes("number")).all(axis=None)
        assert not table.isna().any(axis=None)
        assert table.duplicated().sum() == REPEATED_FEATURES[name]


@pytest.mark.real_data
class TestTraps:
    def test_pima_zeros(self):
        """Impossible zeros stand for missing values in five of Pima's features."""
        X, _ = datasets.load_pima(as_frame=True)
        suspects = ["glucose", "blood pressure", "skin thickness", "insulin", "body mass index"]
        assert (X[suspects] == 0).sum().tolist() == [5, 35, 227, 374, 11]

    @pytest.mark.parametrize(("name", "n_places"), [("mammography", 1), ("haberman", 6)])
    def test_both_labels(self, name, n_places):
        """Some places carry both labels."""
        X, y = LOADERS[name](as_frame=True)
        n_labels = y.groupby([X[column] for column in X]).nunique()
        assert (n_labels == 2).sum() == n_places

    def test_car_insurance(self):
        """320 ages are 0, and sixteen representatives are numbered."""
        X, _ = datasets.load_car_insurance()
        assert (X["Age"] == 0).sum() == 320
        assert X["RepNumber"].nunique() == 16

    def test_adult(self):
        """Missing values in three columns are written as a name."""
        X, _ = datasets.load_adult()
        unknown = (X == "?").sum()
        assert list(unknown.index[unknown > 0]) == ["workclass", "occupation", "native-country"]

    def test_oil_spill_constant(self):
        """One feature of the oil spills is constant."""
        X, _ = datasets.load_oil_spill()
        assert (np.ptp(X, axis=0) == 0).sum() == 1
