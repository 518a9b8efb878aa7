"""Lesson 13: the classes themselves overlap, and no rule can tell them apart, cleaned or not."""

import numpy as np
from sklearn.ensemble import ExtraTreesClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict, train_test_split
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.utils import check_random_state
from sklearn.utils.validation import check_array
from threadpoolctl import threadpool_limits

from course_lib.evaluation.diagnose.finding import Finding
from course_lib.evaluation.irreducible import cover_hart_bounds
from course_lib.neighbors import nearest_neighbors
from course_lib.plotting import draw_intervals
from course_lib.samplers.checks import check_labels

# Where one sample in twenty is in the minority and a tenth of either class is misjudged, two
# alarms of three are false: from here on the overlap decides what can be had from the data.
LEAST_ERROR = 0.10
# Cover and Hart's bound is loose (0.13 where the truth is 0.16) and noisy, so half is asked of it.
LEAST_BOUND = 0.05
MOST_ROWS = 5_000  # three models in five folds take about four seconds in 30 features
FEWEST_ROWS = 30  # of each class: with fewer, one row is more than 3 % of its class
CLEANERS_REACH = 3  # the neighbours that editing and the cleaning rule ask
SIMPLER = 0.05  # by how much the straight line has to lose to be called too simple


def genuine_overlap(X, y, *, random_state=0):
    """Return whether a tenth of either class stays misjudged, whatever the rule.

    "found" if the best of three unlike models misjudges 0.10 of the classes or more, hardly less
    than on half of the rows, and Cover and Hart's lower bound reaches 0.05; "not found" if the best
    stays below 0.10. Otherwise, or with fewer than 30 rows in a class, "cannot tell".

    Parameters
    ----------
    X : array or DataFrame of numbers, shape (n, d)
        Features in any units: they are standardised here. Not modified.
    y : array of shape (n,)
        Labels of two classes or more.
    random_state : int, default=0
        How the folds fall, and which rows are measured where there are more than 5,000.

    Returns
    -------
    finding : Finding
        ``numbers`` holds the rows measured; the errors of the straight line (logistic regression),
        of neighbours (a vote) and of trees (extremely randomised), each out of fold, and the best
        one's on half of the rows; Cover and Hart's two bounds; between which values that puts the
        irreducible error; and which share of the best model's errors, and of all rows, lies within
        reach of its boundary. The figure shows the errors with two standard errors on either side,
        and the irreducible error.

    Raises
    ------
    ValueError
        NaN, infinity or text in `X`, lengths that differ, a single class.

    Notes
    -----
    All classes count alike: a row is given to the class whose probability is largest *against its
    share*, and an error is the mean over classes of the share misjudged. Where there are more than
    5,000 rows, as many of each class are drawn, not in proportion: a rare class is what the answer
    hangs on.

    An error is *within reach* of the boundary if the model judges one of the row's three nearest
    rows otherwise than the row: cleaning rules look no farther.

    Bias: "at most" is too high where all three models are wrong for the data, or the rows too few;
    then the error falls as rows are added, unless they are too few for any model to have begun.
    Cover and Hart's bounds hold for infinitely many rows; with few, in many features, both are too
    high, so "at least" is never more than the best model's error. Wrong labels and genuine overlap
    leave the same marks, and no `X` and `y` tell them apart.

    Examples
    --------
    >>> from course_lib.datasets import overlapping_clouds
    >>> genuine_overlap(*overlapping_clouds(300, 100, 2)).status
    'found'
    """
    X = check_array(X, dtype=np.float64)
    labels, y = np.unique(check_labels(y, len(X)), return_inverse=True)
    rows = _measured_rows(y, random_state)
    Z, y = StandardScaler().fit_transform(X[rows]), y[rows]
    if np.bincount(y).min() < FEWEST_ROWS:
        return _cannot_tell(labels, np.bincount(y))
    models = {name: _judged(model, Z, y, random_state) for name, model in _models(len(y)).items()}
    errors = {name: _error(judged, y) for name, judged in models.items()}
    best = min(errors, key=lambda name: errors[name][0])
    numbers = _measured(Z, y, models[best], errors, random_state)
    half = train_test_split(Z, y, train_size=0.5, stratify=y, random_state=random_state)[::2]
    on_half = _error(_judged(_models(len(y))[best], *half, random_state), half[1])
    numbers["error of the best model on half of the rows"] = on_half[0]
    status = _status(numbers, on_half[1])
    return Finding(
        "genuine overlap",
        "13",
        status,
        _sentence(numbers, best),
        numbers,
        _remedy(status, numbers, best),
        lambda: _figure(numbers, errors),
    )


def _measured_rows(y, random_state):
    """All rows, or as many of each class as make up the most that is measured."""
    if len(y) <= MOST_ROWS:
        return np.arange(len(y))
    rng, counts = check_random_state(random_state), np.bincount(y)
    sizes = np.minimum(counts, MOST_ROWS // len(counts))
    drawn = [rng.choice(np.flatnonzero(y == c), n, replace=False) for c, n in enumerate(sizes)]
    return np.sort(np.concatenate(drawn))


def _models(n):
    return {
        "the straight line": LogisticRegression(max_iter=1000),
        "neighbours": KNeighborsClassifier(max(3, int(np.sqrt(n) / 2))),
        "trees": ExtraTreesClassifier(100, min_samples_leaf=3, random_state=0),
    }


def _judged(model, Z, y, random_state):
    """Return for every row the class that the model fitted to other folds gives it to."""
    folds = StratifiedKFold(5, shuffle=True, random_state=random_state)
    # One thread: a fit this small loses more to several than it gains.
    with threadpool_limits(1):
        pipeline = make_pipeline(StandardScaler(), model)
        probability = cross_val_predict(pipeline, Z, y, cv=folds, method="predict_proba")
    return np.argmax(probability / np.bincount(y), axis=1)


def _error(judged, y):
    """Return the mean over classes of the share misjudged, and its standard error."""
    counts = np.bincount(y)
    shares = np.bincount(y, judged != y) / counts
    return float(shares.mean()), float(
        np.sqrt((shares * (1 - shares) / counts).sum()) / len(counts)
    )


def _measured(Z, y, judged, errors, random_state):
    near = (judged[nearest_neighbors(Z, CLEANERS_REACH)[0]] != judged[:, None]).any(axis=1)
    wrong, least = judged != y, min(error for error, _ in errors.values())
    low, high = cover_hart_bounds(Z, y, random_state=random_state)
    return {
        "rows measured": len(y),
        "rows of the smallest class measured": int(np.bincount(y).min()),
        **{f"error of {name}": error for name, (error, _) in errors.items()},
        "Cover and Hart's upper bound": high,
        "Cover and Hart's lower bound": low,
        "irreducible error, at least": min(low, least),
        "irreducible error, at most": least,
        "errors of the best model": int(wrong.sum()),
        "share of errors within reach of the boundary": float(near[wrong].mean())
        if any(wrong)
        else 0.0,
        "share of rows within reach of the boundary": float(near.mean()),
    }


def _status(numbers, deviation):
    error = numbers["irreducible error, at most"]
    if error < LEAST_ERROR:
        return "not found"
    still_falling = numbers["error of the best model on half of the rows"] - error > 2 * deviation
    bounded = numbers["irreducible error, at least"] >= LEAST_BOUND
    return "found" if bounded and not still_falling else "cannot tell"


def _cannot_tell(labels, counts):
    sentence = (
        f"Class {labels[counts.argmin()]!s} has {counts.min()} rows, too few to say how often the "
        f"best rule errs on it; {FEWEST_ROWS} are needed."
    )
    numbers = {
        "rows measured": int(counts.sum()),
        "rows of the smallest class measured": int(counts.min()),
    }
    return Finding("genuine overlap", "13", "cannot tell", sentence, numbers)


def _sentence(numbers, best):
    bound, most = numbers["Cover and Hart's lower bound"], numbers["irreducible error, at most"]
    near = numbers["share of errors within reach of the boundary"]
    rows = numbers["share of rows within reach of the boundary"]
    below = (
        f"the irreducible error lies between {bound:.1%} and that, as far as these rows can say"
        if bound < most
        else f"the neighbours' lower bound, {bound:.1%}, is no lower and says nothing here"
    )
    return (
        f"With all classes counted alike, the best of three models ({best}) misjudges {most:.1%}; "
        f"{below}. {near:.0%} of the errors, and {rows:.0%} of all rows, are within reach of the "
        f"boundary."
    )


def _remedy(status, numbers, best):
    gain = numbers["error of the straight line"] - numbers["irreducible error, at most"]
    simple = f" A straight line loses {gain:.1%} against {best}: choose the model first."
    return {
        "found": "Look for a feature that tells the classes apart, and until then choose the "
        "threshold by what errors cost; no cleaning gets below the irreducible error. Have some "
        "labels checked: wrong ones look the same.",
        "cannot tell": "Try a better model or more rows before blaming the classes: the error is "
        "still falling, or the nearest neighbours leave room below it.",
        "not found": "Nothing needs doing for the sake of overlap.",
    }[status] + (simple if gain >= SIMPLER else "")


def _figure(numbers, errors):
    least, most = (numbers[f"irreducible error, at {end}"] for end in ("least", "most"))
    names = [*errors, "irreducible: from, to"]
    ends = [(max(error - 2 * sd, 0), error, error + 2 * sd) for error, sd in errors.values()]
    lows, values, highs = zip(*ends, (least, most, most), strict=True)
    return draw_intervals(
        names,
        values,
        lows,
        highs,
        xlabel="share misjudged, all classes counted alike",
        reference=LEAST_ERROR,
        title=f"The best of three models misjudges {most:.0%}",
    )
