"""Our world of cards beside the handbook's: names, windows, and what the comparison says."""

import numpy as np
import pytest

from course_lib.experiments import card_simulation
from course_lib.experiments.card_simulation import (
    distances,
    handbook_weeks,
    simulated_weeks,
    summary,
    tree_scores,
    window_agreement,
)
from course_lib.results import recorded

SMALL = {"n_customers": 300, "n_terminals": 600}


@pytest.fixture(scope="module")
def weeks():
    """Return three weeks of a small world."""
    return simulated_weeks(0, **SMALL)


def test_three_weeks_are_left_after_the_warm_up(weeks):
    """Days count from 0 to 20, and the longest window is filled from the first day on."""
    transactions, features = weeks
    assert sorted(transactions["day"].unique()) == list(range(21))
    assert (transactions["day"] == transactions["time"] // 86_400).all()
    assert features.index.equals(transactions.index)
    first = features.loc[transactions["day"] == 0, "terminal_count_30d"].mean()
    last = features.loc[transactions["day"] == 20, "terminal_count_30d"].mean()
    assert first == pytest.approx(last, rel=0.1)


def test_the_delay_reaches_the_risks_and_nothing_else(weeks):
    """With another delay only the terminals' columns change."""
    early = simulated_weeks(0, **SMALL, delay=1)[1]
    changed = [name for name in early if not early[name].equals(weeks[1][name])]
    assert changed and all(name.startswith("terminal") for name in changed)


def test_the_summary_counts(weeks):
    """Shares are those of the scenarios, transactions are per day."""
    transactions, features = weeks
    found = summary(transactions, features)
    assert found["transactions a day"] == pytest.approx(len(transactions) / 21)
    fraud = sum(found[f"share of scenario {number}"] for number in (1, 2, 3))
    assert fraud == pytest.approx(transactions["fraud"].mean())
    assert found["legitimate amount, 50%"] == transactions.query("fraud == 0")["amount"].median()


def test_a_world_is_at_distance_zero_from_itself(weeks):
    """Kolmogorov's distance is 0 to itself, and large where amounts are doubled."""
    transactions, _ = weeks
    assert set(distances(transactions, transactions).values()) == {0.0}
    doubled = transactions.assign(amount=2 * transactions["amount"])
    assert distances(transactions, doubled)["amounts, legitimate"] > 0.2


def test_windows_recomputed_from_three_weeks_agree(weeks):
    """Wherever a window and its delay lie within three weeks it can be recomputed from them."""
    agreement = window_agreement(*weeks)
    assert len(agreement) == 8
    assert (agreement["differ"] == 0).all() and (agreement["compared"] > 1000).all()


def test_the_record_holds_what_the_lesson_shows():
    """Ten worlds beside the handbook, with the command and the checksum of the real table."""
    stored = recorded("card_simulation")
    assert stored["seeds"] == card_simulation.SEEDS
    assert "handbook_transactions" in stored["data_sha256"]
    for part in ("simulated", "to real", "to another"):
        assert len(stored["measured"][part]) == len(card_simulation.SEEDS)


@pytest.mark.real_data
def test_the_handbooks_tree_is_reproduced():
    """A tree of depth 2 on the handbook's weeks: ROC AUC 0.763, average precision 0.496."""
    scores = tree_scores(*handbook_weeks())
    assert scores["training rows"] == 67_240 and scores["training frauds"] == 598
    assert scores["test rows"] == 58_264 and scores["test frauds"] == 385
    assert round(scores["ROC AUC"], 3) == 0.763
    assert round(scores["average precision"], 3) == 0.496
    stored = recorded("card_simulation")["measured"]["handbook"]
    for name, value in scores.items():
        assert value == pytest.approx(stored[name], abs=1e-5)


@pytest.mark.real_data
def test_our_windows_are_the_handbooks_own_columns():
    """Recomputed, the terminals' columns are theirs; a few customers pay twice in one second."""
    agreement = window_agreement(*handbook_weeks())
    terminals = agreement.index.str.startswith("terminal")
    assert (agreement.loc[terminals, "differ"] == 0).all()
    assert (agreement["differ"] < 1e-4 * agreement["compared"]).all()
    assert np.all(agreement["compared"] > 60_000)
