"""Toy planes: small data sets that fit in one picture, each built to show one thing.

Every function returns ``(X, y)`` with the integer labels 0 = majority, 1 = minority and, where
there is one, 2 = a third class. The hand-placed planes never change; the random ones repeat for the
same ``random_state`` and are rounded, so that they are the same on every machine. With the default
seeds, only ``tied_plane`` and ``lattice_plane`` have tied nearest neighbours or coincident samples.
"""

import numpy as np
import pandas as pd
from sklearn.utils import check_random_state

MAJORITY, MINORITY, THIRD = 0, 1, 2


def first_plane():
    """Return 20 samples on which neighbours and links can be found by eye.

    The rows are numbered from left to right. Three pairs are Tomek links: two on the boundary,
    (11, 13) and (14, 15), and one around the lone minority sample, row 3, deep among the majority:
    (3, 5). Four more samples have a nearest neighbour of the other class that prefers somebody
    else: rows 2, 7, 17 and 18. Every second-nearest neighbour is at least 16 % farther away than
    the nearest, so no decision needs a ruler.

    Returns
    -------
    X : float array, shape (20, 2)
        Coordinates with one decimal, the same unit on both axes.
    y : int array, shape (20,)
        14 majority (0) and 6 minority (1) samples.

    Examples
    --------
    >>> X, y = first_plane()
    >>> X[3], y[3]
    (array([2.4, 2.7]), np.int64(1))
    """
    X = np.array([
        [0.8, 4.6], [1.3, 1.3], [1.4, 3.1], [2.4, 2.7], [2.5, 5.6], [2.6, 1.8], [3.0, 0.5],
        [3.3, 3.9], [4.1, 5.7], [4.7, 2.7], [4.9, 1.0], [5.3, 4.2], [5.6, 2.1], [5.9, 3.4],
        [6.8, 5.2], [6.9, 4.3], [7.3, 2.7], [7.6, 0.9], [7.9, 5.2], [8.3, 3.6],
    ])  # fmt: skip
    return X, _labels(len(X), minority_rows=[3, 13, 15, 16, 18, 19])


def gabriel_plane():
    """Return 14 samples with far more Gabriel pairs between the classes than Tomek links.

    Nine pairs of opposite class have an empty diametral sphere (no other sample inside the circle
    whose diameter joins the two), which is what Tomek's 1976 paper asks for; only two of them are
    mutual nearest neighbours, which is what a Tomek link means today.

    Returns
    -------
    X : float array, shape (14, 2)
        Coordinates with one decimal, the same unit on both axes; rows numbered from left to right.
    y : int array, shape (14,)
        9 majority (0) and 5 minority (1) samples.
    """
    X = np.array([
        [0.6, 1.2], [0.8, 3.5], [1.9, 1.7], [2.2, 4.6], [2.3, 0.8], [2.9, 3.6], [3.3, 1.4],
        [4.0, 2.6], [4.2, 4.7], [5.0, 4.9], [5.1, 2.9], [5.4, 1.4], [7.1, 2.3], [7.1, 3.9],
    ])  # fmt: skip
    return X, _labels(len(X), minority_rows=[8, 10, 11, 12, 13])


def weak_definition_line():
    """Return four samples on a line that refute a definition of Tomek links in circulation.

    A = 0 (majority), B = 1 (minority), C = 1.5 (majority), D = −5 (minority). A is nearer to B than
    to the other majority sample C, and B is nearer to A than to the other minority sample D; yet A
    and B are no link, because C is nearer to B than A is.

    Returns
    -------
    X : float array, shape (4, 1)
        Positions of A, B, C and D.
    y : int array, shape (4,)
        0, 1, 0, 1.
    """
    return np.array([[0.0], [1.0], [1.5], [-5.0]]), np.array([0, 1, 0, 1])


def tied_plane():
    """Return 17 samples on an integer lattice, where ties and duplicates decide.

    ===========  ==========================================================================
    rows         what they show
    ===========  ==========================================================================
    0, 1         one place, opposite labels
    2, 3, 4      3 lies exactly between 2 and 4
    5, 6, 7      5 and 6 share a place and a label; 7 is nearest to both
    8, 9, 10     three samples in one place, the middle one of the other class
    11 to 14     a unit square with alternating labels: every sample has two nearest ones
    15, 16       two majority samples at ease
    ===========  ==========================================================================

    Returns
    -------
    X : float array, shape (17, 2)
        Whole numbers, the same unit on both axes.
    y : int array, shape (17,)
        11 majority (0) and 6 minority (1) samples.
    """
    X = np.array([
        [0, 0], [0, 0], [3, 0], [4, 0], [5, 0], [0, 3], [0, 3], [1, 3], [3, 3], [3, 3], [3, 3],
        [5, 3], [6, 3], [5, 4], [6, 4], [7, 0], [7, 1],
    ], dtype=float)  # fmt: skip
    return X, _labels(len(X), minority_rows=[1, 3, 7, 9, 11, 14])


def overlapping_moons(n_majority=270, n_minority=30, *, noise=0.3, random_state=3):
    """Return two interleaved half-moons whose edges overlap, 9:1 by default.

    The larger set for "before and after": a curved boundary, links along it, and room for a
    cleaning rule to do harm. By default eight pairs are Tomek links.

    Parameters
    ----------
    n_majority, n_minority : int, default 270 and 30
        Samples per class.
    noise : float, default 0.3
        Standard deviation of the normal noise added to each coordinate; the moons have radius 1.
    random_state : int, RandomState or None, default 3
        Seed of the positions.

    Returns
    -------
    X : float array, shape (n_majority + n_minority, 2)
        Coordinates with four decimals, the same unit on both axes; rows in random order.
    y : int array, shape (n_majority + n_minority,)
    """
    rng = check_random_state(random_state)
    upper, lower = (np.pi * rng.uniform(size=n) for n in (n_majority, n_minority))
    X = np.r_[
        np.c_[np.cos(upper), np.sin(upper)],
        np.c_[1 - np.cos(lower), 0.5 - np.sin(lower)],
    ]
    X += rng.normal(scale=noise, size=X.shape)
    return _shuffled(X, [n_majority, n_minority], rng, decimals=4)


def noise_island(random_state=0):
    """Return a majority field with a minority region, a minority island and four lone samples.

    The majority covers the left of the plane, 20 minority samples the right. Ten more minority
    samples form an island inside the majority (a small disjunct: rare, but no error) and four lie
    there alone (label noise). Each lone sample is a Tomek link with its majority neighbour, far
    from the boundary, whatever the seed. Rows 138 to 147 are the island, rows 148 to 151 the lone
    samples.

    Parameters
    ----------
    random_state : int, RandomState or None, default 0
        Seed of the positions.

    Returns
    -------
    X : float array, shape (152, 2)
        Coordinates with two decimals, the same unit on both axes.
    y : int array, shape (152,)
        118 majority (0) and 34 minority (1) samples.
    """
    rng = check_random_state(random_state)
    across, up = np.meshgrid(np.arange(0.25, 6.5, 0.5), np.arange(0.25, 5, 0.5))
    cells, island_center = np.c_[across.ravel(), up.ravel()], np.array([2.0, 3.5])
    cells = cells[np.linalg.norm(cells - island_center, axis=1) > 0.9]
    # Majority samples stay 0.3 apart and a lone sample lies 0.2 from one of them: hence a link.
    field = cells + rng.uniform(-0.1, 0.1, size=cells.shape)
    lone = field[[16, 47, 53, 90]] + 0.14
    region = rng.uniform([5.9, 0.3], [7.7, 4.7], size=(20, 2))
    island = island_center + rng.normal(scale=0.26, size=(10, 2))
    X = np.round(np.r_[field, region, island, lone], 2)
    return X, np.repeat([MAJORITY, MINORITY], [len(field), 34])


def three_classes(random_state=6):
    """Return three overlapping clouds of 36, 9 and 20 samples, with links between all of them.

    With the default seed there are two links between majority and minority, three between majority
    and third class and one between minority and third class: "remove the majority member" is no
    longer one rule.

    Parameters
    ----------
    random_state : int, RandomState or None, default 6
        Seed of the positions.

    Returns
    -------
    X : float array, shape (65, 2)
        Coordinates with two decimals, the same unit on both axes; rows in random order.
    y : int array, shape (65,)
        36 majority (0), 9 minority (1) and 20 samples of a third class (2).
    """
    rng = check_random_state(random_state)
    counts = [36, 9, 20]
    centers = np.repeat([[2.0, 2.0], [4.6, 2.2], [3.4, 4.3]], counts, axis=0)
    X = centers + rng.normal(scale=0.95, size=centers.shape)
    return _shuffled(X, counts, rng, decimals=2)


def age_and_income(random_state=0, *, as_frame=False):
    """Return 90 customers described in years and in euros, for the lesson on scaling.

    The class depends on age, whereas an unscaled distance sees income alone: ten euros weigh as
    much as ten years. With the default seed the data have six Tomek links, the standardised data
    five, and none is in both sets.

    Parameters
    ----------
    random_state : int, RandomState or None, default 0
        Seed of the values.
    as_frame : bool, default False
        Whether `X` is a DataFrame with the columns ``age (years)`` and ``income (euros)``.

    Returns
    -------
    X : float array or DataFrame, shape (90, 2)
        Age in years with one decimal; income in whole euros a year. No two incomes are equal.
    y : int array, shape (90,)
        75 majority (0), about 48 years old, and 15 minority (1), about 29.
    """
    rng = check_random_state(random_state)
    counts = [75, 15]
    age = np.repeat([48.0, 29.0], counts) + rng.normal(scale=8, size=90)
    income = rng.permutation(np.arange(18_000, 72_000, 600)) + rng.randint(0, 600, size=90)
    X, y = _shuffled(np.c_[age, income], counts, rng, decimals=1)
    return (pd.DataFrame(X, columns=["age (years)", "income (euros)"]) if as_frame else X), y


def lattice_plane():
    """Return 120 samples on 8 x 8 places of a lattice: ties and coincident rows everywhere.

    The input "lattice120" of ``tests/golden``, on which other implementations' answers are stored;
    for most samples several others are equally near. Unlike in the other planes, the classes are
    numbered by size.

    Returns
    -------
    X : float array, shape (120, 2)
        Whole numbers from 0 to 7, the same unit on both axes; rows in random order.
    y : int array, shape (120,)
        72, 34 and 14 samples of the classes 0, 1 and 2.
    """
    across = (
        "242124246311137402001524327451160140054016061457511641236736"
        "433374220470631701466242515354426551254231647214720537145326"
    )
    up = (
        "153542450024343110115623362241624143062641545703201135325531"
        "035601476715145142775330306264526716613305122623372107747176"
    )
    labels = (
        "121000000000111002000200000202000120001101100120000100001220"
        "010000000001001010111000011021010110010102201101210000210100"
    )
    across, up, y = (np.array(list(digits), dtype=int) for digits in (across, up, labels))
    return np.c_[across, up].astype(float), y


def minority_groups(group_size=4, n_minority=24, *, random_state=0):
    """Return a majority field with the minority in small groups: small disjuncts, and no noise.

    Each group sits in a clearing of the field, so that the nearest neighbour of every minority
    sample is of its own group, whatever the seed and the size of the groups.

    Parameters
    ----------
    group_size : int, default 4
        Samples per group; a divisor of `n_minority` that leaves one to twelve groups.
    n_minority : int, default 24
        Minority samples in all.
    random_state : int, RandomState or None, default 0
        Seed of the positions.

    Returns
    -------
    X : float array, shape (n, 2)
        Coordinates with three decimals, the same unit on both axes; the majority first, then group
        after group.
    y : int array, shape (n,)
        At most 192 majority samples, fewer the more groups there are, and `n_minority` minority
        samples.

    Raises
    ------
    ValueError
        A size that makes groups of one, does not divide `n_minority` or makes over twelve groups.
    """
    n_groups, rest = divmod(n_minority, group_size)
    if group_size < 2 or rest or not 1 <= n_groups <= 12:
        raise ValueError(
            f"{n_minority} samples do not make groups of {group_size}: choose a divisor above 1 "
            f"that makes one to twelve groups."
        )
    rng = check_random_state(random_state)
    places = np.stack(np.meshgrid(np.arange(1, 8, 2), np.arange(1, 6, 2)), axis=-1).reshape(-1, 2)
    centers = places[rng.permutation(12)[:n_groups]]
    cells = np.stack(np.meshgrid(np.arange(0.25, 8, 0.5), np.arange(0.25, 6, 0.5)), axis=-1)
    distances = np.linalg.norm(cells.reshape(-1, 1, 2) - centers, axis=2)
    # Within a group at most 0.43, to the field at least 0.8 - 0.15 - 0.22.
    field = cells.reshape(-1, 2)[distances.min(axis=1) > 0.8]
    field = field + rng.uniform(-0.1, 0.1, size=field.shape)
    groups = np.repeat(centers, group_size, axis=0)
    groups = groups + rng.uniform(-0.15, 0.15, size=groups.shape)
    X = np.round(np.r_[field, groups], 3)
    return X, np.repeat([MAJORITY, MINORITY], [len(field), n_minority])


def ring_plane(n_majority=900, n_minority=100, *, random_state=0):
    """Return a minority in the middle of a ring of the majority: neither axis tells them apart.

    Both classes have their mean in the centre, so a test of means finds nothing on either axis; the
    distance from the centre tells nearly everything.

    Parameters
    ----------
    n_majority, n_minority : int, default 900 and 100
        Samples per class.
    random_state : int, RandomState or None, default 0
        Seed of the positions.

    Returns
    -------
    X : float array, shape (n_majority + n_minority, 2)
        Coordinates with four decimals, the same unit on both axes; rows in random order.
    y : int array, shape (n_majority + n_minority,)
    """
    rng = check_random_state(random_state)
    counts = [n_majority, n_minority]
    radius = np.repeat([1.0, 0.3], counts) + rng.normal(scale=0.12, size=sum(counts))
    angle = 2 * np.pi * rng.uniform(size=sum(counts))
    X = radius[:, None] * np.c_[np.cos(angle), np.sin(angle)]
    return _shuffled(X, counts, rng, decimals=4)


def scored_line():
    """Return 16 samples on a line of scores, 5 of them minority, in rising order.

    The position is what a model gave the sample: the higher, the more like the minority. No two
    scores are equal. At 0.5 there are six alarms, three of them right, and two missed.

    Returns
    -------
    X : float array, shape (16, 1)
        Scores between 0 and 1 with two decimals; rows numbered from left to right.
    y : int array, shape (16,)
        11 majority (0) and 5 minority (1) samples.

    Examples
    --------
    >>> X, y = scored_line()
    >>> np.bincount(y[X[:, 0] >= 0.5]).tolist()
    [3, 3]
    """
    X = np.array([[
        0.04, 0.09, 0.13, 0.18, 0.22, 0.27, 0.31, 0.36,
        0.42, 0.47, 0.55, 0.61, 0.68, 0.76, 0.85, 0.93,
    ]]).T  # fmt: skip
    return X, _labels(len(X), minority_rows=[5, 9, 12, 14, 15])


def receding_line(n_majority=8):
    """Return one minority sample and a majority whose distance to it more than doubles each time.

    The nearest majority sample and the minority sample are a Tomek link. Once it is removed the
    next one is, and so on: cleaning until nothing moves takes one row per round and the whole
    majority in the end.

    Parameters
    ----------
    n_majority : int, default 8
        Majority samples, at positions 1, 2.1, 2.1 squared and so on, rounded to three decimals.

    Returns
    -------
    X : float array, shape (n_majority + 1, 1)
        Row 0 is the minority sample, at 0; the others by distance.
    y : int array, shape (n_majority + 1,)
        1 for row 0, 0 otherwise.

    Examples
    --------
    >>> X, y = receding_line(3)
    >>> X[:, 0], y
    (array([0.  , 1.  , 2.1 , 4.41]), array([1, 0, 0, 0]))
    """
    X = np.round(np.r_[0, 2.1 ** np.arange(n_majority)], 3)[:, None]
    return X, _labels(len(X), minority_rows=[0])


def _labels(n, minority_rows):
    y = np.full(n, MAJORITY)
    y[minority_rows] = MINORITY
    return y


def _shuffled(X, counts, rng, decimals):
    # Rounding hides the last digits of sin, cos and log, which differ between platforms.
    y = np.repeat(np.arange(len(counts)), counts)
    order = rng.permutation(len(y))
    return np.round(X, decimals)[order], y[order]
