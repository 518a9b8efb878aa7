"""Which columns of a table hold names, though they may be written as numbers."""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from sklearn.feature_selection import f_classif
from sklearn.utils import check_random_state

MOST_LEVELS = 30  # whole numbers with more values than this are read as a scale
FEWEST_LEVELS = 5  # fewer can be put into too few orders to tell a scale from a numbering
ROWS_PER_LEVEL = 5  # levels with fewer rows say nothing about their neighbours
DIFFERENT = 0.01  # error rate of "the levels differ in some other column"
SHUFFLES = 199
# Levels next to each other on a scale resemble each other. If at least this share of all orders
# of the levels is as smooth as the numbers are, the numbers are no scale. A numbering at random
# passes as a scale this often; so do scales fail where the effect is weak: see the tests.
ORDER = 0.1


@dataclass
class ColumnKinds:
    """Names of columns by what they hold; what is not named holds numbers.

    Attributes
    ----------
    text : list
        Text, categories.
    codes : list
        Whole numbers whose order means nothing.
    undecided : list
        Whole numbers with few values: counts or codes, the data cannot tell.
    one_hot : list of list
        Columns that stand side by side, have two values each, and of which exactly one is "on" in
        every row.
    """

    text: list = field(default_factory=list)
    codes: list = field(default_factory=list)
    undecided: list = field(default_factory=list)
    one_hot: list = field(default_factory=list)


def column_kinds(table, y, *, random_state=0):
    """Return which columns hold names, as far as the data can tell.

    Parameters
    ----------
    table : DataFrame of shape (n, d)
        Numbers, text and categories.
    y : array of shape (n,)
        Labels.
    random_state : int, RandomState or None, default 0
        Of the orders that are tried.

    Returns
    -------
    kinds : ColumnKinds

    Notes
    -----
    A column of whole numbers with 5 to 30 values is called a code if its levels differ in the label
    or in another number, and the levels next to each other do not resemble each other more than in
    a random order. Where the levels differ in nothing, or there are only three or four, it stays
    undecided. A drop-first encoding is not recognised as one-hot.
    """
    kinds = ColumnKinds()
    is_number = [pd.api.types.is_numeric_dtype(kind) for kind in table.dtypes]
    kinds.text = [name for name, number in zip(table, is_number, strict=True) if not number]
    numbers = table.loc[:, is_number].astype(float)
    kinds.one_hot = _one_hot_groups(numbers)
    numbers = numbers.drop(columns=[name for group in kinds.one_hot for name in group])
    few = [name for name in numbers if _has_few_equal_steps(numbers[name])]
    labels = pd.get_dummies(pd.Series(np.asarray(y), index=table.index)).to_numpy(float)
    others = np.hstack([numbers.drop(columns=few).to_numpy(), labels])
    rng = check_random_state(random_state)
    for name in few:
        share = _share_as_smooth(numbers[name].to_numpy(), others, rng)
        if np.isnan(share):
            kinds.undecided.append(name)
        elif share >= ORDER:
            kinds.codes.append(name)
    return kinds


def _has_few_equal_steps(column):
    """Whole numbers, or what standardising has made of them: multiples of one step."""
    values = np.unique(column)
    if not 3 <= len(values) <= MOST_LEVELS:
        return False
    steps = (values - values[0]) / np.diff(values).min()
    return np.allclose(steps, np.rint(steps), atol=1e-6)


def _one_hot_groups(numbers):
    """Return runs of neighbouring two-valued columns of which one is on in every row."""
    groups, run, on = [], [], 0
    for name in numbers:
        column = numbers[name].to_numpy()
        is_on = column == column.max()
        if len(np.unique(column)) != 2 or (run and (on & is_on).any()):
            run, on = [], 0
        if len(np.unique(column)) == 2:
            run, on = [*run, name], on | is_on
        if len(run) >= 3 and on.all():
            groups.append(run)
            run, on = [], 0
    return groups


def _share_as_smooth(codes, others, rng):
    """Return the share of random orders of the levels that are as smooth as the codes; or NaN."""
    levels, level, counts = np.unique(codes, return_inverse=True, return_counts=True)
    common = counts >= ROWS_PER_LEVEL
    rows = common[level]
    if common.sum() < FEWEST_LEVELS:
        return np.nan
    level = np.unique(level[rows], return_inverse=True)[1]
    others = others[rows]
    others = others[:, others.std(axis=0) > 0]
    if not others.shape[1]:
        return np.nan
    with np.errstate(divide="ignore", invalid="ignore"):
        p_values = f_classif(others, level)[1]
    differs = p_values * others.shape[1] < DIFFERENT
    if not differs.any():
        return np.nan
    means = pd.DataFrame(others[:, differs] / others[:, differs].std(axis=0)).groupby(level).mean()
    orders = [np.arange(len(means)), *(rng.permutation(len(means)) for _ in range(SHUFFLES))]
    steps = [np.square(np.diff(means.to_numpy()[order], axis=0)).sum() for order in orders]
    return float(np.mean(np.array(steps[1:]) <= steps[0] * (1 + 1e-9)))
