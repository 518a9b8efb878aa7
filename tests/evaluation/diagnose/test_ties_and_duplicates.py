"""Twins, ties and lucky seeds are found where they are, and only there."""

import numpy as np
import pandas as pd
import pytest

from course_lib import datasets
from course_lib.evaluation.diagnose.ties_and_duplicates import MOST_ROWS, ties_and_duplicates
from course_lib.plotting.figure import Picture

DISAGREE, CHANCE, SEEDS = "same values carry", "Clean only rows", "Report the mean"


def clean(seed):
    """Return continuous clouds with 100 minority samples: light or heavy tails, or correlated."""
    rng = np.random.RandomState(seed)
    n_features = rng.randint(2, 31)
    X, y = datasets.overlapping_clouds(900, 100, n_features, random_state=seed)
    if seed % 3 == 1:
        X = X + rng.standard_t(3, size=X.shape)
    if seed % 3 == 2:
        X = X @ rng.normal(size=(n_features, n_features))
    return X, y


def test_silent_on_clean_data():
    """On 20 data sets without ties and with enough rows it never speaks up (measured: 0 of 60)."""
    found = [ties_and_duplicates(*clean(seed)).status for seed in range(20)]
    assert found == ["not found"] * 20


def test_fires_on_moons_in_tenths():
    """On 20 of 20 draws in tenths the order decides links, and twins disagree (measured: 40)."""
    for seed in range(20):
        X, y = datasets.overlapping_moons(900, 100, random_state=seed)
        finding = ties_and_duplicates(X.round(1), y)
        assert finding.status == "found"
        assert DISAGREE in finding.remedy
        assert CHANCE in finding.remedy


def test_fires_on_a_handful_of_rare_rows():
    """With 12 rare rows of 120, the seed is blamed on most of 20 draws (measured: 18)."""
    remedies = [
        ties_and_duplicates(*datasets.overlapping_clouds(108, 12, 3, random_state=seed)).remedy
        for seed in range(20)
    ]
    assert sum(SEEDS in remedy for remedy in remedies) >= 15


def test_a_single_cause_is_named_alone():
    """Twins that disagree in otherwise continuous data: steady links, no word about order."""
    X, y = clean(0)
    X, y = np.r_[X, X[y == 1][:20]], np.r_[y, np.zeros(20, int)]
    finding = ties_and_duplicates(X, y)
    assert finding.numbers["places with more than one label"] == 20
    assert DISAGREE in finding.remedy
    assert CHANCE not in finding.remedy


def test_units_change_nothing():
    """A unit changes nothing: values are standardised."""
    X, y = datasets.overlapping_moons(900, 100)
    findings = [ties_and_duplicates(X.round(1) * unit, y) for unit in ([1, 1], [1, 128])]
    assert CHANCE in findings[0].remedy
    assert findings[0].numbers == pytest.approx(findings[1].numbers)


def test_numbers_of_the_lattice():
    """The 120 samples on 64 places: 64 repeat an earlier one, 23 places are contested."""
    numbers = ties_and_duplicates(*datasets.lattice_plane()).numbers
    assert numbers["rows that repeat an earlier row"] == 64
    assert numbers["places with more than one label"] == 23
    assert numbers["rows linked in every order"] < numbers["rows linked in an average order"]
    assert numbers["rows linked in an average order"] < numbers["rows linked in some order"]


def test_a_large_table_is_sampled():
    """Of 30,000 rows 10,000 are measured; twins are counted among all."""
    X = np.random.RandomState(0).normal(size=(30_000, 2))
    finding = ties_and_duplicates(X, (np.arange(30_000) % 1000 == 0).astype(int))
    assert finding.numbers["rows measured"] == MOST_ROWS
    assert finding.numbers["rows"] == 30_000


def test_the_seeds_of_a_sample_are_not_judged(monkeypatch):
    """The seed is blamed on 120 rows, and not where 120 rows are a sample of more."""
    monkeypatch.setitem(ties_and_duplicates.__globals__, "MOST_ROWS", 120)
    small = ties_and_duplicates(*datasets.overlapping_clouds(108, 12, 3, random_state=0))
    sampled = ties_and_duplicates(*datasets.overlapping_clouds(1080, 120, 3, random_state=0))
    for finding in (small, sampled):
        assert finding.numbers["rows measured"] == 120
        assert finding.numbers["F1 with SMOTE, standard deviation"] >= 0.012
    assert SEEDS in small.remedy
    assert SEEDS not in sampled.remedy


@pytest.mark.parametrize(
    ("X", "y", "reason"),
    [
        (np.random.RandomState(0).normal(size=(6, 3)), [0, 1] * 3, "6 rows are too few"),
        (np.ones((40, 2)), [0, 1] * 20, "No feature varies"),
        (np.random.RandomState(0).normal(size=(40, 2)), [1] * 4 + [0] * 36, "4 rows is too small"),
    ],
)
def test_where_the_data_cannot_tell(X, y, reason):
    """Six rows, a single place, or four minority rows: "cannot tell", and why."""
    finding = ties_and_duplicates(X, y)
    assert finding.status == "cannot tell"
    assert reason in finding.sentence


def test_many_classes_names_and_input_unchanged():
    """Three classes with names in a DataFrame work, and nothing is changed."""
    X, y = datasets.lattice_plane()
    X, names = pd.DataFrame(X, index=np.arange(120)[::-1]), np.array(["a", "b", "c"])[y]
    before = X.copy()
    finding = ties_and_duplicates(X, names)
    assert isinstance(finding.figure, Picture)
    assert finding.numbers == ties_and_duplicates(X.to_numpy(), y).numbers
    pd.testing.assert_frame_equal(X, before)


@pytest.mark.parametrize(
    ("X", "y", "message"),
    [
        ([[1.0, np.nan]] * 30, [0, 1] * 15, "NaN"),
        ([["a", "b"]] * 30, [0, 1] * 15, "could not convert"),
        (np.ones((30, 2)), [0] * 30, "one class only"),
        (np.ones((30, 2)), [0, 1], "give one label per row"),
    ],
)
def test_bad_input_is_refused(X, y, message):
    """NaN, text, one class and other lengths are refused."""
    with pytest.raises(ValueError, match=message):
        ties_and_duplicates(X, y)
