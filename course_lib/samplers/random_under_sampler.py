"""Random under-sampling: draw as many rows of a class as are asked for."""

from typing import ClassVar

import numpy as np
from imblearn.under_sampling.base import BaseUnderSampler
from imblearn.utils import check_target_type
from imblearn.utils._validation import _check_X
from sklearn.utils import _safe_indexing, check_random_state
from sklearn.utils.validation import validate_data

from course_lib.samplers.checks import check_classes


def random_rows(y, counts, *, random_state=None, replacement=False):
    """Return rows drawn at random, so many of each class.

    Parameters
    ----------
    y : array of shape (n,)
    counts : dict of label to int
        How many rows to draw of each class; classes that are not named stay whole.
    random_state : int, RandomState or None, default=None
        An integer gives the rows that imbalanced-learn draws.
    replacement : bool, default=False
        Whether a row may be drawn more than once.

    Returns
    -------
    rows : int array
        Class by class in `np.unique` order, in the order drawn.

    Raises
    ------
    ValueError
        A class that no row has, or more rows than a class has, without replacement.

    Examples
    --------
    >>> random_rows(np.array([0, 0, 0, 1]), {0: 1}, random_state=0)
    array([2, 3])
    """
    y = np.asarray(y)
    check_classes(counts, y)
    rng = check_random_state(random_state)
    drawn = []
    for label in np.unique(y):
        rows = np.flatnonzero(y == label)
        if label in counts:
            wanted = counts[label]
            if wanted > len(rows) and not replacement:
                raise ValueError(
                    f"{wanted} rows of class {label} were asked for and it has {len(rows)}; ask "
                    "for fewer, or draw with replacement=True."
                )
            rows = rows[rng.choice(len(rows), size=wanted, replace=replacement)]
        drawn.append(rows)
    return np.concatenate(drawn)


class RandomUnderSampler(BaseUnderSampler):
    """Draw rows at random, as a drop-in for imbalanced-learn's sampler of the same name.

    Parameters
    ----------
    sampling_strategy : float, str, dict or callable, default="auto"
        How many rows each class keeps: a share of minority over majority (two classes), a name as
        in imbalanced-learn, counts by label, or a function of `y` that returns such counts.
    random_state : int, RandomState or None, default=None
    replacement : bool, default=False

    Attributes
    ----------
    sampling_strategy_ : dict
        Rows to keep by class.
    sample_indices_ : int array of shape (n_kept,)
        As from :func:`random_rows`.

    Examples
    --------
    >>> X, y = [["a"], ["b"], ["c"], ["d"]], [0, 0, 0, 1]
    >>> RandomUnderSampler(random_state=0).fit_resample(X, y)[1]
    [0, 1]
    """

    _parameter_constraints: ClassVar[dict] = {
        **BaseUnderSampler._parameter_constraints,
        "replacement": ["boolean"],
        "random_state": ["random_state"],
    }

    def __init__(self, *, sampling_strategy="auto", random_state=None, replacement=False):
        super().__init__(sampling_strategy=sampling_strategy)
        self.random_state = random_state
        self.replacement = replacement

    def _check_X_y(self, X, y):
        # Whatever the columns hold: no value is looked at.
        y, binarize_y = check_target_type(y, indicate_one_vs_all=True)
        X = _check_X(X)
        validate_data(self, X=X, y=y, reset=True, skip_check_array=True)
        return X, y, binarize_y

    def _fit_resample(self, X, y):
        self.sample_indices_ = random_rows(
            y,
            self.sampling_strategy_,
            random_state=self.random_state,
            replacement=self.replacement,
        )
        return _safe_indexing(X, self.sample_indices_), _safe_indexing(y, self.sample_indices_)

    def __sklearn_tags__(self):
        tags = super().__sklearn_tags__()
        tags.input_tags.allow_nan = True
        tags.input_tags.string = True
        tags.sampler_tags.sample_indices = True
        return tags
