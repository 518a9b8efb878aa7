"""Five ways to make distances of names: which of them depend on how names are numbered."""

import numpy as np
import pandas as pd
import pytest

from course_lib.datasets import few_claims, insurance_claims
from course_lib.evaluation.mixed_columns import (
    as_codes,
    as_one_hot,
    decoded,
    encodings,
    is_nominal,
    links_lost,
    links_of,
    renumbered,
    unseen_pairs,
)
from course_lib.samplers import tomek_links

X, y = insurance_claims(300)


def test_renumbering_changes_no_value():
    """The names stay, their order does not."""
    other = renumbered(X, np.random.default_rng(0))
    assert (other.astype(str) == X.astype(str)).all(axis=None)
    assert list(other["city"].cat.categories) != list(X["city"].cat.categories)


def test_codes_follow_the_order_of_the_categories():
    """With two names in another order the codes change places."""
    table = pd.DataFrame({"city": pd.Categorical(["Bath", "York"], ["York", "Bath"])})
    assert as_codes(table)["city"].tolist() == [1, -1]


def test_one_hot():
    """Any two names are the root of 2 apart unscaled; standardised, the rare ones farther."""
    table = pd.DataFrame({"city": pd.Categorical(["a"] * 8 + ["b"] * 8 + ["c"])})
    plain, scaled = (as_one_hot(table, standardised=flag).to_numpy() for flag in (False, True))
    for columns, ratio in ((plain, 1), (scaled, 1.66)):
        common, rare = (np.linalg.norm(columns[0] - columns[row]) for row in (8, 16))
        assert rare / common == pytest.approx(ratio, abs=0.01)
    assert np.linalg.norm(plain[0] - plain[8]) == pytest.approx(2**0.5)


def test_decoded_is_the_way_back():
    """Codes become the names they stand for; what lies between goes to the nearer one."""
    codes = as_codes(X)
    back = decoded(codes, X)
    assert (back["garage"] == X["garage"]).all()
    step = np.diff(np.unique(codes["city"])).min()
    shifted = codes.assign(city=codes["city"] + 0.4 * step)
    assert (decoded(shifted, X)["city"] == X["city"]).all()


def test_a_table_of_one_kind():
    """Numbers alone and names alone are encoded too."""
    assert as_one_hot(X[["amount", "age"]]).shape == (300, 2)
    assert as_one_hot(X[["fault"]]).shape == (300, 2)
    assert is_nominal(X).tolist() == [False, False, True, True, True, True]


def test_only_codes_depend_on_the_numbering():
    """Numbering anew costs codes a good part of their links, the other four none."""
    table = links_lost(X, y)
    assert table.loc["codes", "lost"] > 0.2
    assert (table["lost"].drop("codes") == 0).all()
    assert table.loc["HEOM", "in HEOM"] == 1


def test_the_links_of_few_claims_are_those_documented():
    """All three links change when one city moves to the front; HEOM's are within a city."""
    few, labels = few_claims()
    front = few["city"].cat.reorder_categories(["York", "Bath", "Leeds", "Truro"])
    for city, links in (
        (few["city"], [[1, 2], [3, 4], [9, 10]]),
        (front, [[2, 4], [3, 5], [10, 11]]),
    ):
        assert tomek_links(few.assign(city=city.cat.codes), labels).tolist() == links
    assert links_of(encodings(few, labels)["HEOM"], labels) == {(1, 3), (2, 4), (7, 8)}


def test_an_identity_leaves_hvdm_without_links():
    """A name of its own for every row is the label: enemies are never near."""
    table = X.assign(policy=pd.Categorical([str(row) for row in range(len(X))]))
    spaces = encodings(table, y)
    assert links_of(spaces["HVDM"], y) == set()
    assert links_of(spaces["HEOM"], y) == links_of(encodings(X, y)["HEOM"], y)


def test_unseen_pairs():
    """Real rows have no unseen pair; a garage moved to another city is one."""
    assert unseen_pairs(X, X, "city", "garage") == 0
    moved = X.assign(city=np.roll(X["city"], 1))
    assert 0 < unseen_pairs(X, moved, "city", "garage") < 1
