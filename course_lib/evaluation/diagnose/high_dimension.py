"""Lesson 11: in many dimensions a few rows are everybody's neighbour, and pairs become rare."""

import numpy as np
from sklearn.utils import check_random_state
from sklearn.utils.validation import check_array

from course_lib.evaluation.diagnose.finding import Finding
from course_lib.evaluation.diagnose.sample import measured_rows
from course_lib.evaluation.neighbor_evidence import neighbor_evidence
from course_lib.plotting import draw_counts
from course_lib.samplers import tomek_links
from course_lib.samplers.checks import check_labels

MOST_ROWS = 5_000  # the search takes two seconds in 100 features
FEWEST_ROWS = 100  # below, the mutual share is known to 0.05 at best
FEW, DRAWS = 2, 5  # columns of the comparison, and how often they are drawn
NEIGHBORS = 10

# Without hubs half of all rows are in a mutual pair even in infinitely many dimensions, against
# 0.62 in the plane; below half of the plane's share it is hubs that prevent the pairs. Independent
# normal columns get there at about 18. The tests count false alarms on 24 kinds of clean data.
MUTUAL_RATIO = 0.5
# The lowest row wins a tie, so tied rows look like hubs; lattices of few values do.
MOST_TIED = 0.2
# Where links are four fifths of what shuffled labels give, neighbours hardly know the class; with
# fewer than five to expect nothing can be said.
BY_CHANCE, FEWEST_EXPECTED = 0.8, 5


def high_dimension(X, y, *, random_state=0):
    """Return whether dimension has made mutual neighbours, and with them links, rare.

    "found" if the share of rows that are in a pair of mutual nearest neighbours is less than half
    of what it is in two columns with the same marginals. Every column is standardised first;
    constant columns and repeated rows do not count.

    Parameters
    ----------
    X : array or DataFrame of numbers, shape (n, d)
        Not modified.
    y : array of shape (n,)
        Labels of two classes or more.
    random_state : int, RandomState or None, default=0
        Which rows are measured where there are more than 5,000, and the columns to compare with.

    Returns
    -------
    finding : Finding
        ``numbers`` holds the rows and columns measured; the intrinsic dimension (a two-neighbour
        estimate, too low above ten); the contrast, mean distance divided by the median distance to
        the nearest row; the mutual share, here and in two columns; how often the largest hub is
        among the ten nearest of another row (ten on average); the share of rows that are nobody's
        nearest; the Tomek links, and what shuffled labels would give. The figure counts how often
        each row is among the ten nearest.

    Raises
    ------
    ValueError
        NaN, infinity or text in `X`, lengths that differ, a single class.

    Notes
    -----
    "cannot tell" under 100 different rows, under two columns that vary, or where more than a fifth
    of the rows tie between two nearest neighbours. The status looks at geometry alone. One
    irrelevant column spoils links without any sign of it; compare the links with those of shuffled
    labels, and lesson 13. Cost: one search among at most 5,000 rows in d columns, five in two.

    Examples
    --------
    >>> from course_lib.datasets import overlapping_moons, with_noise_columns
    >>> X, y = overlapping_moons()
    >>> high_dimension(X, y).status, high_dimension(with_noise_columns(X, 48), y).status
    ('not found', 'found')
    """
    X = check_array(X, dtype=np.float64)
    y = check_labels(y, len(X))
    rng = check_random_state(random_state)
    X, y = _prepared(X, y, rng)
    if len(X) < FEWEST_ROWS or X.shape[1] < FEW or len(np.unique(y)) < 2:
        return _cannot_tell(*X.shape)
    evidence = neighbor_evidence(X, NEIGHBORS)
    # Standardising rounds, so equal steps differ in the last digits.
    tied = np.mean(evidence.distances[:, 0] >= (1 - 1e-9) * evidence.distances[:, 1])
    if tied > MOST_TIED:
        return _too_many_ties(*X.shape, float(tied))
    numbers = _measured(X, y, evidence, rng)
    few = numbers["mutual share in 2 columns"]
    found = numbers["mutual share"] < MUTUAL_RATIO * few
    return Finding(
        "high dimension",
        "11",
        "found" if found else "not found",
        _sentence(numbers),
        numbers,
        _remedy(numbers, found),
        lambda: _figure(evidence, X.shape[1]),
    )


def _prepared(X, y, rng):
    """The rows to measure, different from one another, and standardised columns that vary."""
    rows = measured_rows(y, max(MOST_ROWS, 2 * len(np.unique(y))), rng)
    X, y = X[rows], y[rows]
    first = np.sort(np.unique(X, axis=0, return_index=True)[1])
    X, y = X[first], y[first]
    X = X[:, np.ptp(X, axis=0) > 0]
    # Divided by the largest value first, or squares of huge numbers overflow.
    X = X / np.abs(X).max(axis=0)
    return (X - X.mean(axis=0)) / X.std(axis=0), y


def _measured(X, y, evidence, rng):
    n = len(X)
    counts = np.unique(y, return_counts=True)[1]
    unlike = 1 - np.sum(counts * (counts - 1)) / (n * (n - 1))
    return {
        "rows measured": n,
        "columns that vary": X.shape[1],
        "intrinsic dimension": evidence.intrinsic_dimension,
        "mean distance / nearest distance": evidence.contrast,
        "mutual share": evidence.mutual_share,
        "mutual share in 2 columns": float(np.mean([_in_few(X, rng) for _ in range(DRAWS)])),
        "rows that have the largest hub among their 10 nearest": int(evidence.occurrences.max()),
        "share of rows that are nobody's nearest": float(np.mean(evidence.choosers == 0)),
        "Tomek links": len(tomek_links(X, y)),
        "Tomek links expected of shuffled labels": float(n * evidence.mutual_share / 2 * unlike),
    }


def _in_few(X, rng):
    """The mutual share in two columns drawn at random, each shuffled: the same marginals."""
    columns = rng.choice(X.shape[1], size=FEW, replace=False)
    shuffled = np.column_stack([rng.permutation(X[:, column]) for column in columns])
    # Rows that coincide are put a hair apart, or the lowest of them would be a hub.
    return neighbor_evidence(shuffled + 1e-6 * rng.normal(size=shuffled.shape), 1).mutual_share


def _cannot_tell(n_rows, n_columns):
    if n_columns < FEW:
        sentence = f"{n_columns} column varies; a question of dimension needs at least {FEW}."
    else:
        sentence = f"{n_rows} different rows are too few; {FEWEST_ROWS} of two classes are needed."
    numbers = {"rows measured": n_rows, "columns that vary": n_columns}
    return Finding("high dimension", "11", "cannot tell", sentence, numbers)


def _too_many_ties(n_rows, n_columns, tied):
    sentence = (
        f"{tied:.0%} of the rows have two nearest neighbours at the same distance, so the order of "
        f"the rows decides who is whose neighbour (lesson 14)."
    )
    numbers = {"rows measured": n_rows, "columns that vary": n_columns, "share of tied rows": tied}
    return Finding("high dimension", "11", "cannot tell", sentence, numbers)


def _by_chance(numbers):
    expected = numbers["Tomek links expected of shuffled labels"]
    return expected >= FEWEST_EXPECTED and numbers["Tomek links"] >= BY_CHANCE * expected


def _sentence(numbers):
    hub = numbers["rows that have the largest hub among their 10 nearest"]
    return (
        f"{numbers['mutual share']:.0%} of the rows are in a pair of mutual nearest neighbours, "
        f"against {numbers['mutual share in 2 columns']:.0%} in two such columns; "
        f"{numbers['columns that vary']} columns behave like "
        f"{numbers['intrinsic dimension']:.0f}, the largest hub is among the ten nearest of {hub} "
        f"rows, and there are {numbers['Tomek links']} links where shuffled labels would give "
        f"{numbers['Tomek links expected of shuffled labels']:.0f}."
    )


def _remedy(numbers, found):
    if _by_chance(numbers):
        return (
            "Links join what shuffled labels would join: neighbours hardly know the class. Look "
            "for columns that do (a test per column, a model's importances) before cleaning, and "
            "for genuine overlap (lesson 13)."
        )
    if not found:
        return "Nothing needs doing for the sake of dimension."
    return (
        "Links find about this share of isolated label errors and no more. Select columns by the "
        "labels of the training fold, or reduce them (PCA, truncated SVD for counts), and keep "
        "the change only if a cross-validated score gains from it."
    )


def _figure(evidence, n_columns):
    return draw_counts(
        evidence.occurrences,
        label="rows",
        xlabel="times among the ten nearest of another row",
        reference=NEIGHBORS,
        reference_label="mean",
        title=f"Who is a neighbour in {n_columns} columns?",
    )
