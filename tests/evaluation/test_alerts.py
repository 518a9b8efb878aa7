"""What a budget of alerts finds: per list, per share, and per card and day."""

import numpy as np
import pytest

from course_lib.evaluation.alerts import (
    card_precision_at_k,
    card_precision_by_day,
    detection_rate,
    precision_at_k,
)


def naive_card_precision(day, card, y, score, k):
    """Return card precision at k word for word: cards as sets, days one after the other."""
    blocked, shares = set(), []
    for today in sorted(set(day)):
        best, compromised = {}, set()
        for row in range(len(day)):
            if day[row] == today and card[row] not in blocked:
                best[card[row]] = max(best.get(card[row], -np.inf), score[row])
                if y[row]:
                    compromised.add(card[row])
        checked = sorted(best, key=lambda each: -best[each])[:k]  # dicts remember who came first
        found = [each for each in checked if each in compromised]
        blocked.update(found)
        shares.append(len(found) / k)
    return np.array(shares)


def transactions(rng, n=200):
    """Return shuffled days, cards, labels and scores, scores with many ties."""
    day, card = rng.integers(3, 8, n), rng.integers(100, 130, n)
    return day, card, rng.random(n) < 0.2, rng.integers(0, 6, n) / 5


def test_precision_at_k_is_the_share_of_positives_among_the_first_k():
    """Of the three highest scores two belong to positives."""
    y, score = np.array([0, 1, 0, 1, 1]), np.array([0.1, 0.9, 0.8, 0.7, 0.3])
    assert precision_at_k(y, score, 3) == pytest.approx(2 / 3)
    assert precision_at_k(y, score, 5) == y.mean()


def test_of_equal_scores_the_lowest_row_comes_first():
    """With one alert and all scores equal, the first row is the one that is checked."""
    assert precision_at_k([1, 0, 0], np.zeros(3), 1) == 1
    assert precision_at_k([0, 0, 1], np.zeros(3), 1) == 0
    assert detection_rate([0, 1, 0, 1], np.ones(4), 0.5) == 0.5


def test_detection_rate_counts_positives_found_among_all_positives():
    """One per cent of 200 rows are two alerts; they find two of four positives."""
    score = np.arange(200.0)
    y = np.isin(np.arange(200), [199, 198, 5, 6])
    assert detection_rate(y, score, 0.01) == 0.5
    assert detection_rate(y, score, 1) == 1


def test_precision_and_detection_count_the_same_finds():
    """Found positives are k times the precision and all positives times the detection rate."""
    rng = np.random.default_rng(0)
    y, score = rng.random(1000) < 0.05, rng.random(1000).round(2)
    for k in (1, 29, 290, 1000):
        found = detection_rate(y, score, k / 1000) * y.sum()
        assert found == pytest.approx(k * precision_at_k(y, score, k))


def test_there_is_at_least_one_alert():
    """A rate that rounds to no alert still gives one."""
    assert detection_rate([0, 1, 0], [0, 1, 0], 0.01) == 1


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("k", [1, 5, 40])
def test_card_precision_equals_the_word_for_word_definition(seed, k):
    """The quick version and sets of cards agree on shuffled days with ties."""
    data = transactions(np.random.default_rng(seed))
    quick, slow = card_precision_by_day(*data, k), naive_card_precision(*data, k)
    np.testing.assert_allclose(quick, slow)
    assert card_precision_at_k(*data, k) == pytest.approx(slow.mean())


def test_a_card_found_is_not_found_again():
    """One compromised card on three days is worth one find, not three."""
    day, card = np.array([0, 1, 2]), np.array([5, 5, 5])
    np.testing.assert_allclose(
        card_precision_by_day(day, card, np.ones(3), np.ones(3), 1), [1, 0, 0]
    )


def test_a_compromised_card_that_was_not_checked_stays_in():
    """A card missed on the first day can be found on the second."""
    day, card = np.array([0, 0, 1]), np.array([1, 2, 2])
    shares = card_precision_by_day(day, card, [0, 1, 1], [0.9, 0.1, 0.5], 1)
    np.testing.assert_allclose(shares, [0, 1])


def test_two_frauds_on_one_card_are_one_compromised_card():
    """Cards are counted, not transactions."""
    assert card_precision_at_k([0, 0], [1, 1], [1, 1], [0.9, 0.8], 2) == 0.5


def test_the_fraud_need_not_be_the_transaction_with_the_highest_score():
    """A card is compromised if any transaction of that day is a fraud."""
    assert card_precision_at_k([0, 0], [1, 1], [1, 0], [0.1, 0.8], 1) == 1


def test_the_order_of_the_rows_does_not_matter_without_ties():
    """Shuffling the transactions changes nothing if no two scores are equal."""
    rng = np.random.default_rng(1)
    day, card, y, _ = transactions(rng)
    score, order = rng.permutation(len(y)) / len(y), rng.permutation(len(y))
    data = (day, card, y, score)
    shuffled = [values[order] for values in data]
    assert card_precision_at_k(*data, 5) == card_precision_at_k(*shuffled, 5)


def test_a_budget_has_to_be_possible():
    """No alerts, more alerts than rows and half an alert are refused."""
    for k in (0, 4, 1.5):
        with pytest.raises(ValueError, match="whole number from 1 to 3"):
            precision_at_k([0, 1, 0], [1, 2, 3], k)
    with pytest.raises(ValueError, match="at least 1"):
        card_precision_at_k([0], [0], [0], [0.5], 0)
    for rate in (0, 1.1):
        with pytest.raises(ValueError, match="above 0"):
            detection_rate([0, 1], [0, 1], rate)


def test_what_cannot_be_ranked_is_refused():
    """Unknown labels, NaN, different lengths, no positive and no rows each get a sentence."""
    with pytest.raises(ValueError, match="only 0 and 1"):
        precision_at_k([0, 2], [0.1, 0.2], 1)
    with pytest.raises(ValueError, match="NaN"):
        precision_at_k([0, 1], [0.1, np.nan], 1)
    with pytest.raises(ValueError, match="shapes"):
        precision_at_k([0, 1], [0.1], 1)
    with pytest.raises(ValueError, match="no positive"):
        detection_rate([0, 0], [0.1, 0.2], 0.5)
    with pytest.raises(ValueError, match="one entry per transaction"):
        card_precision_at_k([0], [0, 1], [0, 1], [0.1, 0.2], 1)
    with pytest.raises(ValueError, match="no transactions"):
        card_precision_at_k([], [], [], [], 1)
