"""The recorded link counts of four real tables are what a new count gives."""

import numpy as np
import pytest

from course_lib.datasets import TABLES
from course_lib.experiments.real_links import LOADERS, count_links, standardised
from course_lib.results import recorded


def test_counts_on_a_set_where_definition_and_library_differ():
    """Two coincident pairs are two links of four rows for us and none for the library."""
    X = np.array([[0.0, 0.0], [0.0, 0.0], [1.0, 0.0], [1.0, 0.0], [5.0, 5.0]])
    counts = count_links(X, np.array([0, 1, 0, 1, 0]))
    assert counts == {
        "rows": 5,
        "repeated_rows": 2,
        "links": 2,
        "library_links": 0,
        "rows_that_differ": 4,
        "rows_that_differ_by_order": 0.0,
    }


def test_the_record_names_the_tables_it_was_measured_on():
    """Its checksums are those of the registered tables."""
    for result in ("real_links", "real_links_standardised"):
        checksums = recorded(result)["data_sha256"]
        assert checksums == {name: TABLES[name].sha256 for name in LOADERS}


@pytest.mark.real_data
@pytest.mark.parametrize("name", LOADERS)
def test_a_new_count_agrees_with_the_record(name):
    """Counted again on the real table, raw and standardised, every number is the recorded one."""
    load = LOADERS[name]
    assert count_links(*load()) == recorded("real_links")["measured"][name]
    again = count_links(*standardised(load))
    assert again == recorded("real_links_standardised")["measured"][name]
