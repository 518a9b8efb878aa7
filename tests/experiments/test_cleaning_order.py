"""Cleaning before SMOTE is cleaning, then SMOTE, in the protocol like any sampler."""

import numpy as np
import pandas as pd
import pytest

from course_lib.datasets import overlapping_moons
from course_lib.evaluation import METRIC_NAMES
from course_lib.experiments.cleaning_order import (
    LINKS,
    ORDERS,
    SEEDS,
    CleanThenSmote,
    order_scores,
)
from course_lib.results import recorded
from course_lib.samplers import SMOTE, EditedNearestNeighbours


def test_it_is_its_two_steps():
    """The cleaner works on the original samples, and SMOTE on what it leaves."""
    data = overlapping_moons()
    found = CleanThenSmote(LINKS, random_state=3).fit_resample(*data)
    expected = SMOTE(random_state=3).fit_resample(*LINKS.fit_resample(*data))
    for mine, other in zip(found, expected, strict=True):
        np.testing.assert_array_equal(mine, other)


def test_it_balances_exactly():
    """Nothing is removed after SMOTE, so the classes stay equal."""
    data = overlapping_moons()
    _, y = CleanThenSmote(EditedNearestNeighbours(), random_state=0).fit_resample(*data)
    assert len(set(np.bincount(y))) == 1


def test_every_order_of_every_seed_is_recorded():
    """At least 30 seeds, and a score for each metric, order, model and data set."""
    assert len(SEEDS) >= 30
    for models in recorded("cleaning_order")["measured"].values():
        for orders in models.values():
            assert list(orders) == list(ORDERS)
            for scores in orders.values():
                assert {metric: len(values) for metric, values in scores.items()} == dict.fromkeys(
                    METRIC_NAMES, len(SEEDS)
                )


@pytest.mark.parametrize("model", ["logistic regression", "decision tree"])
def test_a_new_measurement_agrees_with_the_record(model):
    """Measured again, the first seed on the patients scores as recorded."""
    live = order_scores("patients", model, [0]).set_index("method")[list(METRIC_NAMES)]
    stored = recorded("cleaning_order")["measured"]["patients"][model]
    stored = pd.DataFrame({order: {m: v[0] for m, v in s.items()} for order, s in stored.items()})
    np.testing.assert_allclose(live.to_numpy(), stored.T.loc[live.index].to_numpy(), atol=1e-5)
