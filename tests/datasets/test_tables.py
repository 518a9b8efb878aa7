"""The real tables: what the registry records, how they are read, and what is in them."""

import gzip
import hashlib
import os
from functools import partial
from types import SimpleNamespace
from urllib.error import URLError

import numpy as np
import pandas as pd
import pytest

from course_lib import datasets
from course_lib.datasets import TABLES, fetch, fraud_tables

SINGLE = [name for name in TABLES if not name.startswith("batista_")]
LOADERS = {name: getattr(datasets, f"load_{name}") for name in SINGLE}
LOADERS |= {f"batista_{name}": partial(datasets.load_batista, name) for name in datasets.BATISTA}
# Rows, features, positives: as in the study's table of data sets but for what the loader says.
SHAPES = {
    "mammography": (11_183, 6, 260),
    "oil_spill": (937, 49, 41),
    "phoneme": (5_404, 5, 1_586),
    "pima": (768, 8, 268),
    "haberman": (306, 3, 81),
    "car_insurance": (15_420, 31, 923),
    "adult": (32_561, 14, 7_841),
    "european_cards_sample": (29_892, 30, 492),
    "providers": (5_410, 68, 506),
    "batista_pima": (768, 8, 268),
    "batista_german": (1_000, 20, 300),
    "batista_post_operative": (90, 8, 24),
    "batista_haberman": (306, 3, 81),
    "batista_splice_ie": (3_175, 60, 765),
    "batista_splice_ei": (3_175, 60, 762),
    "batista_vehicle": (846, 18, 199),
    "batista_letter_vowel": (20_000, 16, 3_878),
    "batista_new_thyroid": (215, 5, 35),
    "batista_ecoli": (336, 7, 35),
    "batista_satimage": (6_435, 36, 626),
    "batista_flag": (194, 28, 17),
    "batista_glass": (214, 9, 17),
    "batista_letter_a": (20_000, 16, 789),
    "batista_nursery": (12_960, 8, 330),
}
REPEATED_FEATURES = {
    "mammography": 3335,
    "oil_spill": 0,
    "phoneme": 55,
    "pima": 0,
    "haberman": 23,
    "car_insurance": 0,
    "adult": 25,
    "european_cards_sample": 54,
    "batista_haberman": 23,
    "batista_post_operative": 16,
    "batista_splice_ie": 185,
    "batista_splice_ei": 185,
    "batista_letter_vowel": 1332,
    "batista_letter_a": 1332,
    "batista_glass": 1,
}


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_registry_is_complete(table):
    """Every table has a checksum, a citation, a manual route, and says what its licence is."""
    assert len(bytes.fromhex(table.sha256)) == 32
    assert table.citation
    assert table.by_hand
    assert "not verified" in table.licence
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


def test_every_table_has_a_loader_and_known_contents():
    """Only the handbook's stream has no features and class, and a test of its own."""
    assert set(LOADERS) == set(TABLES)
    assert set(SHAPES) == set(TABLES) - {"handbook_transactions"}


def test_the_fifteen_come_in_order_of_falling_share():
    """The names of the study's problems are those that the loader takes, and no other."""
    assert len(datasets.BATISTA) == 15
    shares = [
        SHAPES[f"batista_{name}"][2] / SHAPES[f"batista_{name}"][0] for name in datasets.BATISTA
    ]
    assert shares == sorted(shares, reverse=True)
    with pytest.raises(ValueError, match="'wine' is none of the fifteen: pima, german"):
        datasets.load_batista("wine")


def cards(n_rows=284_807, frauds=(541, 623), amount=60_127.97):
    """A table that passes for the European cards, if the numbers are right."""
    table = pd.DataFrame(0.0, index=range(n_rows), columns=[f"V{i}" for i in range(1, 29)])
    labels = np.zeros(n_rows, int)
    labels[list(frauds) + list(range(1000, 1490))] = 1
    return table.assign(Amount=np.where(labels == 1, amount / labels.sum(), 9.9), Class=labels)


class TestEuropeanCards:
    def test_the_class_may_be_text(self):
        """OpenML writes the class as text; Time is left out where it is there."""
        table = cards()
        for labels in (table["Class"], table["Class"].map({0: "'0'", 1: "'1'"})):
            X, y = datasets.european_cards(table.assign(Time=7, Class=labels))
            assert X.shape == (284_807, 29)
            assert y.sum() == 492

    @pytest.mark.parametrize(
        ("table", "told"),
        [
            (cards(amount=60_127.5), "60,127.50 euros, where the true table has 284,807 rows"),
            (cards(n_rows=284_806), "284,806 rows, 492 frauds"),
            (cards(frauds=(541,)), "491 frauds"),
            (cards().drop(columns="V7"), "column 'V7' is lacking"),
        ],
        ids=["amount", "rows", "frauds", "column"],
    )
    def test_fabricated(self, table, told):
        """A table of that name with other numbers is refused."""
        with pytest.raises(ValueError, match=told):
            datasets.european_cards(table)

    def test_download(self, monkeypatch, capsys):
        """What OpenML sends is checked and split; the wait is announced."""
        asked = []

        def fetch_openml(**arguments):
            asked.append(arguments)
            return SimpleNamespace(frame=cards())

        monkeypatch.setattr(fraud_tables, "fetch_openml", fetch_openml)
        X, y = datasets.load_european_cards()
        assert (X.shape, y.sum()) == ((284_807, 29), 492)
        assert asked[0]["data_id"] == 1597
        assert "100 MB" in capsys.readouterr().out

    def test_offline(self, monkeypatch):
        """Without a network one sentence names the manual route."""

        def fetch_openml(**arguments):
            raise URLError("no route to host")

        monkeypatch.setattr(fraud_tables, "fetch_openml", fetch_openml)
        with pytest.raises(ConnectionError, match=r"\(URLError\): get creditcard\.csv.*Kaggle"):
            datasets.load_european_cards()


@pytest.mark.real_data
class TestRealTables:
    @pytest.mark.parametrize("name", TABLES)
    def test_checksum(self, name):
        """The file in the folder is the recorded one, and comes from that folder."""
        assert str(fetch(name)).startswith(os.environ["COURSE_DATA"])

    @pytest.mark.parametrize("name", SHAPES)
    def test_contents(self, name):
        """Rows, features, positives and repetitions are as documented; no value is missing."""
        X, y, *_ = LOADERS[name]()
        assert (*X.shape, y.sum()) == SHAPES[name]
        assert set(y) == {0, 1}
        table = pd.DataFrame(X)
        assert np.isfinite(table.select_dtypes("number")).all(axis=None)
        assert not table.isna().any(axis=None)
        assert table.duplicated().sum() == REPEATED_FEATURES.get(name, 0)


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

    def test_handbook(self):
        """Three weeks in order of time, with 1,792 frauds of three kinds."""
        table = datasets.load_handbook_transactions()
        assert table.shape == (201_295, 23)
        assert table["TX_DATETIME"].is_monotonic_increasing
        assert str(table["TX_DATETIME"].iloc[0].date()) == "2018-07-25"
        assert str(table["TX_DATETIME"].iloc[-1].date()) == "2018-08-14"
        assert table["TX_FRAUD"].sum() == 1_792
        assert set(table["TX_FRAUD_SCENARIO"]) == {0, 1, 2, 3}

    def test_cards_weights(self):
        """The weights restore the size of the full table; the frauds' amounts are all there."""
        X, y, weights = datasets.load_european_cards_sample()
        assert weights.sum() == pytest.approx(284_807)
        assert X.loc[y == 1, "Amount"].sum() == pytest.approx(60_127.97)
        assert ((y == 0) & (X["Time"] < 3000)).sum() == 3_515

    def test_oil_spill_constant(self):
        """One feature of the oil spills is constant."""
        X, _ = datasets.load_oil_spill()
        assert (np.ptp(X, axis=0) == 0).sum() == 1
