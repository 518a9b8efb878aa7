"""The recorded answers of other implementations are those that are stored or were given."""

import hashlib

import numpy as np
import pandas as pd
import pytest

from course_lib.experiments.five_implementations import (
    BUNDLED,
    GOLDEN,
    INPUTS,
    QUESTIONS,
    answers,
    fixed_input,
    golden_rows,
    ubl_answers,
)
from course_lib.results import recorded
from course_lib.samplers import edited_nearest_neighbours, tomek_links

MEASURED = recorded("five_implementations")["measured"]


@pytest.mark.parametrize("name", INPUTS)
def test_an_input_is_the_one_ubl_was_given(name):
    """Rows, order and classes are those of the stored input, whose checksum is recorded."""
    content = (GOLDEN / f"input_{name}.csv").read_bytes()
    checksum = recorded("five_implementations")["data_sha256"][name]
    assert hashlib.sha256(content).hexdigest() == checksum
    stored = pd.read_csv(GOLDEN / f"input_{name}.csv")
    labels = stored.pop("y")
    X, y = fixed_input(name)
    np.testing.assert_allclose(X, stored.to_numpy(float), rtol=1e-12)
    assert y.tolist() == np.unique(labels, return_inverse=True)[1].tolist()


@pytest.mark.parametrize("name", BUNDLED)
def test_the_row_numbers_are_recorded(name):
    """A bundled input is recorded as rows of scikit-learn's table, none of them twice."""
    assert golden_rows(name) == MEASURED["rows"][name]
    assert len(set(MEASURED["rows"][name])) == len(MEASURED["rows"][name])


@pytest.mark.parametrize("name", INPUTS)
def test_ubl_s_answers_are_recorded(name):
    """What stands under UBL is what is stored with the tests."""
    assert MEASURED["UBL"][name] == ubl_answers(name)


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("name", INPUTS)
def test_everybody_answers(name, question):
    """Four implementations name rows of the table, increasing and each once."""
    n = len(fixed_input(name)[1])
    given = answers(name, question)
    assert list(given) == ["course_lib", "imbalanced-learn", "smote_variants", "UBL"]
    for rows in given.values():
        assert rows == sorted(set(rows)) and set(rows) <= set(range(n))


@pytest.mark.parametrize("name", INPUTS)
def test_ours_are_the_links_of_the_definition_and_ubl_s(name):
    """Of both members, course_lib removes all there are, and so does UBL."""
    given = answers(name, "links, both members")
    assert given["course_lib"] == sorted(tomek_links(*fixed_input(name)).ravel().tolist())
    assert given["UBL"] == given["course_lib"]


@pytest.mark.parametrize("name", ["iris114", "wine178", "cancer220"])
def test_smote_variants_edits_by_majority_vote(name):
    """Where no two rows coincide in conflict, its editing is Wilson's, which ours can be asked."""
    X, y = fixed_input(name)
    removed = np.flatnonzero(~edited_nearest_neighbours(X, y, kind_sel="mode")).tolist()
    assert answers(name, "editing, all classes")["smote_variants"] == removed
