"""Lesson 14: the answer hangs on the order of the rows, on twins that disagree, or on a seed."""

import numpy as np
from sklearn.preprocessing import StandardScaler
from sklearn.utils import check_random_state
from sklearn.utils.validation import check_array

from course_lib.evaluation.diagnose.finding import Finding
from course_lib.evaluation.diagnose.sample import measured_rows
from course_lib.evaluation.places import twin_counts
from course_lib.evaluation.stability import smote_seed_scores, tied_share, times_linked
from course_lib.plotting import draw_bars
from course_lib.samplers.checks import check_labels

MOST_ROWS = 10_000  # ten orders and ten seeds take about three seconds in 30 features
ASKED_ROWS = 1_000  # a share of ties within 0.03
FEWEST_ROWS = 20  # below, a single link is a tenth of all
FEWEST_OF_CLASS = 10  # two for each of five folds, eight to interpolate between
ORDERS = SEEDS = 10

CONTRADICTED = 0.05  # of the smallest class: as sure as most people want their labels to be
# Zero without ties. Mammography, where 3,335 repeated rows change nothing to speak of, has 0.09.
BY_CHANCE = 0.10  # of the rows linked in an average order
# Samplers are compared by differences of one or two hundredths of F1 (lesson 07). On 60 clouds with
# 100 minority rows the largest standard deviation was 0.0115: see the tests.
SEED_SPREAD = 0.012


def ties_and_duplicates(X, y, *, random_state=0):
    """Return whether links and scores hang on the order of the rows, on twins, or on a seed.

    "found" if one of three is true: a twentieth of the smallest class shares its place with another
    label; a tenth of the rows that an average order of the rows puts into Tomek links are not
    linked in every order; or F1 has a standard deviation of 0.012 over the seeds of SMOTE.

    Parameters
    ----------
    X : array or DataFrame of numbers, shape (n, d)
        Features in any units: they are standardised here. Not modified.
    y : array of shape (n,)
        Labels of two classes or more.
    random_state : int, RandomState or None, default 0
        Of the orders, and of the rows measured where there are more than 10,000.

    Returns
    -------
    finding : Finding
        ``numbers`` holds what `twin_counts` counts; the share of rows with a tied nearest
        neighbour; the rows measured; how many of those were linked ever, always and on average, in
        ten random orders with a nudge of a billionth of a standard deviation, which shows ties that
        rounding hides; and, where the smallest class has ten rows, F1 of that class without
        resampling, and its mean, minimum, maximum and standard deviation over ten seeds of SMOTE.
        The figure shows in how many orders the linked rows were linked.

    Raises
    ------
    ValueError
        NaN, infinity or text in `X`, lengths that differ, a single class.

    Notes
    -----
    Twins are counted among all rows, and ties among all for 1,000 random ones. Orders and seeds are
    tried on at most 10,000 rows, which keep their class shares. A thinned table has lost twins and
    ties, so the orders then say too little; and its minority is smaller, so the seeds say too much
    and are left out of the verdict.

    Examples
    --------
    >>> from course_lib.datasets import lattice_plane
    >>> finding = ties_and_duplicates(*lattice_plane())
    >>> finding.status, finding.numbers["places with more than one label"]
    ('found', 23)
    """
    X = check_array(X, dtype=np.float64)
    y = check_labels(y, len(X))
    numbers = {"rows": len(X), **twin_counts(X, y)}
    varies = np.ptp(X, axis=0) > 0
    if len(X) < FEWEST_ROWS or not varies.any():
        return _cannot_tell(numbers, varies)
    Z, rng = StandardScaler().fit_transform(X[:, varies]), check_random_state(random_state)
    asked = rng.choice(len(Z), min(ASKED_ROWS, len(Z)), replace=False)
    numbers["share of rows with a tied nearest neighbour"] = tied_share(Z, asked)
    rows = measured_rows(y, max(MOST_ROWS, 2 * len(np.unique(y))), rng)
    times = times_linked(Z[rows], y[rows], n_orders=ORDERS, random_state=rng)
    numbers |= {
        "rows measured": len(rows),
        "rows linked in some order": int((times > 0).sum()),
        "rows linked in every order": int((times == ORDERS).sum()),
        "rows linked in an average order": float(times.sum() / ORDERS),
        **_seed_numbers(X[rows][:, varies], y[rows]),
    }
    causes = _causes(numbers)
    status = "found" if causes else "not found" if _seeds_tried(numbers) else "cannot tell"
    remedy = " ".join(causes) or "Nothing needs doing for the sake of ties, twins or seeds."
    sentence = _sentence(numbers)
    return Finding(
        "ties and duplicates", "14", status, sentence, numbers, remedy, lambda: _figure(times)
    )


def _cannot_tell(numbers, varies):
    few = f"{numbers['rows']} rows are too few to shuffle; {FEWEST_ROWS} are needed."
    sentence = few if varies.any() else "No feature varies, so all rows share one place."
    return Finding("ties and duplicates", "14", "cannot tell", sentence, numbers)


def _seed_numbers(X, y):
    labels, counts = np.unique(y, return_counts=True)
    if counts.min() < FEWEST_OF_CLASS:
        return {"rows of the smallest class measured": int(counts.min())}
    is_smallest = (y == labels[counts.argmin()]).astype(int)
    without, *scores = smote_seed_scores(X, is_smallest, [None, *range(SEEDS)])
    return {
        "rows of the smallest class measured": int(counts.min()),
        "F1 without resampling": float(without),
        "F1 with SMOTE, mean over seeds": float(np.mean(scores)),
        "F1 with SMOTE, lowest": float(np.min(scores)),
        "F1 with SMOTE, highest": float(np.max(scores)),
        "F1 with SMOTE, standard deviation": float(np.std(scores, ddof=1)),
    }


def _seeds_tried(numbers):
    return "F1 without resampling" in numbers


def _share_by_chance(numbers):
    average = numbers["rows linked in an average order"]
    return 1 - numbers["rows linked in every order"] / average if average else 0.0


def _causes(numbers):
    """Return a remedy for each of the three that was found."""
    causes = []
    if numbers["share of the smallest class in such places"] >= CONTRADICTED:
        causes.append(
            "Find out why the same values carry different labels (a record that was updated, a "
            "column left out, a wrong label) before any cleaner decides it; do not drop them."
        )
    if _share_by_chance(numbers) >= BY_CHANCE:
        causes.append(
            "Clean only rows that are linked in every one of many shuffles, or do not clean: the "
            "others are chosen by the order of the file or by the last digit."
        )
    whole = numbers["rows"] == numbers["rows measured"]
    spread = numbers.get("F1 with SMOTE, standard deviation", 0)
    if whole and spread >= SEED_SPREAD:
        causes.append(
            "Report the mean and the spread over at least ten seeds of SMOTE, never one seed, and "
            "never the best."
        )
    return causes


def _sentence(numbers):
    parts = (
        f"{numbers['rows that repeat an earlier row']:,} of {numbers['rows']:,} rows repeat an "
        f"earlier one; {numbers['share of the smallest class in such places']:.1%} of the smallest "
        f"class share a place with another label. "
        f"{numbers['share of rows with a tied nearest neighbour']:.1%} of the rows have a tied "
        f"nearest neighbour; an order of the rows links "
        f"{numbers['rows linked in an average order']:,.0f} of them on average, "
        f"{numbers['rows linked in every order']:,} in all of {ORDERS} orders."
    )
    if not _seeds_tried(numbers):
        few = numbers["rows of the smallest class measured"]
        return f"{parts} A smallest class of {few} rows is too small to try seeds on."
    return (
        f"{parts} Over {SEEDS} seeds of SMOTE, F1 lies between "
        f"{numbers['F1 with SMOTE, lowest']:.3f} and {numbers['F1 with SMOTE, highest']:.3f} "
        f"({numbers['F1 without resampling']:.3f} without it)."
    )


def _figure(times):
    ever = np.sum(times > 0)
    always = np.sum(times == ORDERS)
    half = np.sum((times > ORDERS / 2) & (times < ORDERS))
    return draw_bars(
        [f"all {ORDERS} orders", "more than half", "half or fewer"],
        [always, half, ever - always - half],
        xlabel="rows that are in a link",
        title=f"{always} of {ever} linked rows are linked in every order",
    )
