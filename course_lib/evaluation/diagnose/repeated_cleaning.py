"""Lesson 12: cleaning until nothing moves goes on eating after its first round."""

import numpy as np
from sklearn.utils.validation import check_array

from course_lib.evaluation.cleaning_rounds import cleaning_rounds
from course_lib.evaluation.diagnose.finding import Finding
from course_lib.evaluation.diagnose.sample import measured_rows
from course_lib.neighbors import nearest_neighbors
from course_lib.plotting import draw_trends
from course_lib.samplers.checks import check_labels

MOST_ROWS = 5_000
FEWEST_ROWS, FEWEST_OF_CLASS = 30, 5

# Every rule that is repeated finds stragglers. Among classes that touch without overlapping much,
# the rounds after the first take at most a few samples in a hundred; the tests count how often.
LATER_SHARE = 0.05  # of a class, taken by the rounds after the first
FEWEST_LATER = 10  # samples; in a small class a few stragglers are a large share
RULES = {"Tomek links": "links", "editing": "editing, unanimity"}


def repeated_cleaning(X, y, *, random_state=0):
    """Return what Tomek links and editing remove, round after round, until nothing moves.

    Both as imbalanced-learn has them: links lose the members outside the smallest class, and
    editing removes from every class but the smallest whatever does not agree with its three
    neighbours. "found" if with either rule the rounds after the first take five hundredths of a
    class or more, and at least ten samples.

    Parameters
    ----------
    X : array or DataFrame of numbers, shape (n, d)
        In any units: features are standardised first. Not modified.
    y : array of shape (n,)
        Labels of two classes or more.
    random_state : int, RandomState or None, default=0
        Which rows are measured where there are more than 5,000.

    Returns
    -------
    finding : Finding
        ``numbers`` holds the rows measured and, for each rule: the rounds that removed anything,
        what the first and all later rounds removed, the largest share of a class that the later
        ones and all of them took, and the contested samples that are left. Contested are samples
        with more than one class among their five nearest neighbours and themselves: where their
        share falls to nothing, the boundary is hollow. The figure shows the removals per round.

    Raises
    ------
    ValueError
        NaN, infinity or text in `X`, lengths that differ, a single class.

    Notes
    -----
    Of a sample of the rows fewer are removed than of all, because neighbours lie farther apart; the
    shares, not the counts, speak for the table. Cost: a few searches per round among at most 5,000
    rows.

    Examples
    --------
    One minority sample, and a majority that recedes from it: every round takes one row.

    >>> from course_lib.datasets import receding_line
    >>> X, y = receding_line(26)
    >>> X, y = np.r_[X, [[-1e10], [-1e10 - 1], [-1e10 - 3], [-1e10 - 7]]], np.r_[y, 1, 1, 1, 1]
    >>> finding = repeated_cleaning(X, y)
    >>> finding.status, finding.numbers["Tomek links: rounds"]
    ('found', 26)
    """
    X = check_array(X, dtype=np.float64)
    y = check_labels(y, len(X))
    rows = measured_rows(y, max(MOST_ROWS, 2 * len(np.unique(y))), random_state)
    X, y = X[rows], y[rows]
    counts = np.unique(y, return_counts=True)[1]
    if len(y) < FEWEST_ROWS or counts.min() < FEWEST_OF_CLASS:
        return _cannot_tell(len(y), counts.min())
    spread = X.std(axis=0)
    X = (X - X.mean(axis=0)) / np.where(spread > 0, spread, 1)
    kept_rows = {name: cleaning_rounds(X, y, rule) for name, rule in RULES.items()}
    numbers = {"rows measured": len(y), "contested share, before": _contested(X, y)}
    for name, kept in kept_rows.items():
        numbers |= {f"{name}: {what}": value for what, value in _measured(X, y, kept).items()}
    worst = max(RULES, key=lambda name: numbers[f"{name}: later rounds, share of a class"])
    found = (
        numbers[f"{worst}: later rounds, share of a class"] >= LATER_SHARE
        and numbers[f"{worst}: removed by later rounds"] >= FEWEST_LATER
    )
    return Finding(
        "repeated cleaning",
        "12",
        "found" if found else "not found",
        _sentence(numbers, worst),
        numbers,
        _remedy(numbers, worst, found),
        lambda: _figure(kept_rows),
    )


def _cannot_tell(n_rows, smallest):
    sentence = (
        f"{n_rows} rows, {smallest} of the smallest class: shares of a class mean little below "
        f"{FEWEST_ROWS} rows and {FEWEST_OF_CLASS} of each class."
    )
    return Finding(
        "repeated cleaning", "12", "cannot tell", sentence, {"rows measured": int(n_rows)}
    )


def _measured(X, y, kept_rows):
    """Return the numbers of one rule."""
    sizes = [len(kept) for kept in kept_rows]
    first, last = kept_rows[min(1, len(kept_rows) - 1)], kept_rows[-1]
    return {
        "rounds": len(sizes) - 1,
        "removed by the first round": sizes[0] - len(first),
        "removed by later rounds": len(first) - len(last),
        "later rounds, share of a class": _largest_loss(y, first, last),
        "all rounds, share of a class": _largest_loss(y, kept_rows[0], last),
        "contested share, after": _contested(X[last], y[last]),
    }


def _largest_loss(y, before, after):
    """Return the largest share of any class's rows that is in `before` and not in `after`."""
    labels, counts = np.unique(y, return_counts=True)
    lost = np.setdiff1d(before, after)
    return float(max(np.mean(y[lost] == label) * len(lost) / count if len(lost) else 0.0
                     for label, count in zip(labels, counts, strict=True)))  # fmt: skip


def _contested(X, y):
    """Return the share of samples that have another class among their five nearest neighbours."""
    if len(y) < 2:
        return 0.0
    neighbors = nearest_neighbors(X, min(5, len(y) - 1))[0]
    return float(np.mean((y[neighbors] != y[:, None]).any(axis=1)))


def _sentence(numbers, rule):
    of_rule = {what: numbers[f"{rule}: {what}"] for what in (
        "rounds", "removed by the first round", "removed by later rounds",
        "all rounds, share of a class", "contested share, after")}  # fmt: skip
    return (
        f"{rule.capitalize()}, repeated until nothing moves, removes "
        f"{of_rule['removed by the first round']:,} samples in the first round and "
        f"{of_rule['removed by later rounds']:,} in the later ones ({of_rule['rounds']} rounds), "
        f"up to {of_rule['all rounds, share of a class']:.1%} of a class; contested samples go "
        f"from {numbers['contested share, before']:.1%} to "
        f"{of_rule['contested share, after']:.1%}."
    )


def _remedy(numbers, rule, found):
    if found:
        return (
            "Stop after one round, or choose the number of rounds inside the cross-validation; do "
            "not repeat until nothing moves."
        )
    if numbers[f"{rule}: all rounds, share of a class"] >= 2 * LATER_SHARE:
        return "Repeating adds little; what is lost goes in the first round: see lessons 03 and 13."
    return "Repeating adds next to nothing here; one round is as good."


def _figure(kept_rows):
    longest = max(len(kept) for kept in kept_rows.values())
    removed = {
        name: np.pad(-np.diff([len(rows) for rows in kept]), (0, longest - len(kept)))
        for name, kept in kept_rows.items()
    }
    rounds = np.arange(1, longest) if longest > 1 else np.array([1])
    removed = {name: each if longest > 1 else np.zeros(1) for name, each in removed.items()}
    return draw_trends(
        rounds,
        removed,
        xlabel="round",
        ylabel="samples removed",
        title="What each round removes, until nothing moves",
    )
