"""What lesson 24 shows of weekly retraining is what the experiment measures."""

import numpy as np

from course_lib.experiments import weekly_retraining


def test_the_first_week_is_as_recorded():
    """Every arm of one seed, measured again."""
    table = weekly_retraining.recorded_weeks()
    stored = table[(table["drift"] == "none") & (table["seed"] == 3) & (table["week"] == 0)]
    again = weekly_retraining.weeks("none", 3, n_weeks=1)
    assert stored["arm"].to_list() == again["arm"].to_list()
    numbers = again.select_dtypes("number").columns
    np.testing.assert_allclose(stored[numbers].astype(float), again[numbers], atol=1e-3)


def test_every_arm_stands_in_every_week_of_every_seed():
    """Two kinds of drift, twenty seeds, six weeks, six arms."""
    table = weekly_retraining.recorded_weeks()
    assert len(table) == 2 * 20 * 6 * 6
    means = weekly_retraining.arm_means(table, "average precision", "none")
    assert means.shape == (20, 6)
    assert means.notna().all(axis=None)
