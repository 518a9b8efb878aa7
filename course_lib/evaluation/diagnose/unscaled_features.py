"""Lesson 10: a few wide features decide every distance, and others whom a sample is linked to."""

import numpy as np
from sklearn.metrics import balanced_accuracy_score
from sklearn.utils.validation import check_array

from course_lib.evaluation.diagnose.finding import Finding
from course_lib.evaluation.diagnose.sample import measured_rows
from course_lib.neighbors import nearest_neighbors
from course_lib.plotting import draw_bars
from course_lib.samplers import tomek_links
from course_lib.samplers.checks import check_labels

MOST_ROWS = 10_000  # two searches take about a second in 30 features
FEWEST_ROWS = 20  # below, one neighbour more or less is more than a twentieth of all
SHOWN_FEATURES = 10

# Found takes both: a sample's neighbour changes easily where features are many, so the second alone
# says little. At a share of 0.99 Pima's insulin, 88 % of the squared distance, went unnoticed; at
# 0.95 clouds whose features share a unit were accused five times as often. The tests count both.
CARRIED = 0.97
FEW_FEATURES = 0.5  # of the features, or fewer, carry this much of the squared distance
MARGIN = 0.02  # a smaller difference of accuracies is left to chance
FEW_NEIGHBORS = 0.5  # of the samples, or fewer, keep their nearest neighbour


def unscaled_features(X, y, *, random_state=0):
    """Return whether a few wide features decide who is near whom.

    "found" if half of the features or fewer carry 97 % of the squared distance, and half of the
    samples or fewer have the same nearest neighbour once every feature is standardised. Constant
    features do not count.

    Parameters
    ----------
    X : array or DataFrame of numbers, shape (n, d)
        Features in their own units. Not modified.
    y : array of shape (n,)
        Labels of two classes or more.
    random_state : int, RandomState or None, default=0
        Which rows are measured where there are more than 10,000.

    Returns
    -------
    finding : Finding
        ``numbers`` holds the rows measured; how many features carry 97 % of the squared distance,
        and the share of the widest one; the Tomek links on raw values, on standardised values and
        in both; the share of samples that keep their nearest neighbour; and the balanced accuracy
        of the nearest neighbour, every sample left out once, on raw and on standardised values. The
        figure shows the shares of the widest features.

    Raises
    ------
    ValueError
        NaN, infinity or text in `X`, lengths that differ, a single class.

    Notes
    -----
    The mean squared distance between two rows is twice the sum of the variances, so a feature's
    share of it is its share of that sum. The finding says that units decide, not that scaling is
    right: where all features share one unit (pixels, say), a feature that hardly varies may have
    hardly anything to say, and the two accuracies are the place to look. Cost: two searches among
    at most 10,000 rows.

    Examples
    --------
    >>> from course_lib.datasets import age_and_income
    >>> finding = unscaled_features(*age_and_income())
    >>> finding.status, finding.numbers["Tomek links in both"]
    ('found', 0)
    """
    names = [str(name) for name in getattr(X, "columns", range(np.shape(X)[-1]))]
    X = check_array(X, dtype=np.float64)
    y = check_labels(y, len(X))
    rows = measured_rows(y, max(MOST_ROWS, 2 * len(np.unique(y))), random_state)
    varies = np.ptp(X[rows], axis=0) > 0
    X, y = X[rows][:, varies], y[rows]
    names = [name for name, kept in zip(names, varies, strict=True) if kept]
    if len(names) < 2 or len(X) < FEWEST_ROWS:
        return _cannot_tell(len(names), len(X))
    numbers, shares = _measured(X, y)
    few = numbers["features that carry 97 % of the squared distance"] <= FEW_FEATURES * len(names)
    moved = numbers["share of samples that keep their nearest neighbour"] <= FEW_NEIGHBORS
    return Finding(
        "unscaled features",
        "10",
        "found" if few and moved else "not found",
        _sentence(numbers, names[shares.argmax()], len(names)),
        numbers,
        _remedy(numbers) if few and moved else "Nothing needs doing for the sake of distances.",
        lambda: _figure(names, shares),
    )


def _cannot_tell(n_features, n_rows):
    if n_features < 2:
        sentence = (
            f"{n_features} feature varies; a unit cannot change who is nearest among fewer than 2."
        )
    else:
        sentence = f"{n_rows} rows are too few to compare neighbours; {FEWEST_ROWS} are needed."
    numbers = {"rows measured": n_rows, "features that vary": n_features}
    return Finding("unscaled features", "10", "cannot tell", sentence, numbers)


def _measured(X, y):
    """Return the numbers and, per feature, its share of the squared distance."""
    # Divided by the largest value first, or squares of huge numbers overflow.
    spread = (X / np.abs(X).max()).std(axis=0)
    shares = spread**2 / (spread**2).sum()
    scaled = (X - X.mean(axis=0)) / X.std(axis=0)
    raw_links, links = (set(map(tuple, tomek_links(data, y).tolist())) for data in (X, scaled))
    raw_neighbor, neighbor = (nearest_neighbors(data)[0][:, 0] for data in (X, scaled))
    carriers = np.searchsorted(np.cumsum(np.sort(shares)[::-1]), CARRIED) + 1
    return {
        "rows measured": len(y),
        "features that vary": X.shape[1],
        "features that carry 97 % of the squared distance": int(carriers),
        "share of the squared distance that the widest feature carries": float(shares.max()),
        "Tomek links, raw": len(raw_links),
        "Tomek links, standardised": len(links),
        "Tomek links in both": len(raw_links & links),
        "share of samples that keep their nearest neighbour": float(
            np.mean(raw_neighbor == neighbor)
        ),
        "balanced accuracy of the nearest neighbour, raw": _accuracy(y, raw_neighbor),
        "balanced accuracy of the nearest neighbour, standardised": _accuracy(y, neighbor),
    }, shares


def _accuracy(y, neighbor):
    return float(balanced_accuracy_score(y, y[neighbor]))


def _sentence(numbers, widest, n_features):
    carriers = numbers["features that carry 97 % of the squared distance"]
    share = numbers["share of the squared distance that the widest feature carries"]
    kept = numbers["share of samples that keep their nearest neighbour"]
    return (
        f"{carriers} of {n_features} features carry 97 % of the squared distance "
        f"({widest}: {share:.1%}); after standardising, {kept:.0%} of the samples have the same "
        f"nearest neighbour, and {numbers['Tomek links in both']} of "
        f"{numbers['Tomek links, raw']} Tomek links are still links."
    )


def _remedy(numbers):
    raw = numbers["balanced accuracy of the nearest neighbour, raw"]
    scaled = numbers["balanced accuracy of the nearest neighbour, standardised"]
    accuracies = f"balanced accuracy of the nearest neighbour: {raw:.2f} raw, {scaled:.2f} scaled"
    if scaled < raw - MARGIN:
        advice = (
            "Look before scaling, for here it costs accuracy: drop features that say nothing, or "
            "scale only those that differ in unit"
        )
    elif scaled > raw + MARGIN:
        advice = "Standardise inside the training fold, before any neighbour is searched"
    else:
        advice = (
            "Standardise inside the training fold unless the features share one unit; accuracy "
            "does not decide here"
        )
    return f"{advice} ({accuracies})."


def _figure(names, shares):
    widest = np.argsort(-shares, kind="stable")[:SHOWN_FEATURES]
    return draw_bars(
        [names[feature] for feature in widest],
        shares[widest],
        xlabel="share of the squared distance",
        reference=1 / len(names),
        reference_label="every feature alike",
        title=f"Who decides the distances? The widest of {len(names)} features",
    )
