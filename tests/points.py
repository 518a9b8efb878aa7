"""Point sets on which a neighbour search can go wrong, and strategies that draw such sets."""

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp


def continuous(rng, n, d):
    """Normal values: no two distances are equal."""
    return rng.normal(size=(n, d))


def lattice(rng, n, d):
    """Whole numbers 0 to 3: most distances are tied."""
    return rng.integers(0, 4, size=(n, d)).astype(float)


def tenths(rng, n, d):
    """Decimal fractions 0.0 to 0.3: tied on paper, not always in float64."""
    return rng.integers(0, 4, size=(n, d)) / 10


def duplicates(rng, n, d):
    """A few rows, each repeated many times."""
    return rng.normal(size=(max(2, n // 20), d))[rng.integers(0, max(2, n // 20), size=n)]


def heavy_tails(rng, n, d):
    """Values over a dozen orders of magnitude."""
    return rng.standard_cauchy(size=(n, d)) ** 3


def offset(rng, n, d):
    """Normal values far from zero."""
    return rng.normal(size=(n, d)) + 1e8


def scales(rng, n, d):
    """Columns in units from a millionth to a million."""
    return rng.normal(size=(n, d)) * 10.0 ** rng.permutation(np.linspace(-6, 6, d))


def outlier(rng, n, d):
    """Normal values, and one row so far away that float32 squares of the others are 0 beside it."""
    X = rng.normal(size=(n, d))
    X[rng.integers(n)] = 1e25
    return X


def two_clusters(rng, n, d):
    """Two clusters so tight and so far apart that only float64 tells their rows apart."""
    return rng.normal(size=(n, d)) * 1e-4 + rng.integers(0, 2, size=(n, 1))


def one_hot(rng, n, d):
    """A single 1 in every row: every two rows that differ are equally far apart."""
    return np.eye(d)[rng.integers(0, d, size=n)]


def simplex(rng, n, d):
    """A row for each unit vector, in as many columns as rows: every distance is the same."""
    return np.eye(n)


def constant(rng, n, d):
    """The same row again and again."""
    return np.full((n, d), 0.1)


def faint(rng, n, d):
    """Return differences whose squares float64 takes for 0, or nearly, beside a constant."""
    X = 1e-162 * rng.normal(size=(n, d))
    X[:, 0] = 1
    return X


POINT_SETS = {
    make.__name__: make
    for make in (
        continuous,
        lattice,
        tenths,
        duplicates,
        heavy_tails,
        offset,
        scales,
        outlier,
        two_clusters,
        one_hot,
        simplex,
        constant,
        faint,
    )
}


PLAIN_METRICS = ["euclidean", "manhattan", "chebyshev", "minkowski", "cosine", "mahalanobis"]
# Sets on which no covariance can be inverted.
FLAT = (duplicates, outlier, one_hot, simplex, constant, faint)
MEASURABLE = [
    (name, metric)
    for name, make in POINT_SETS.items()
    for metric in PLAIN_METRICS
    if not (metric == "mahalanobis" and make in FLAT)
]


def points_for(name, metric, rng, n, d):
    """Return a named set on which the metric is defined: cosine needs rows that are not zero."""
    X = POINT_SETS[name](rng, n, d)
    if metric == "cosine":
        X[~X.any(axis=1)] = 1
    return X


def labelled(make, *, n=60, d=2, classes=2, share=0.3, seed=0):
    """Return X from one of the sets above and random labels, every class present."""
    rng = np.random.default_rng(seed)
    X = make(rng, n, d)
    y = np.where(rng.random(len(X)) < share, rng.integers(0, classes, len(X)), 0)
    y[rng.permutation(len(X))[:classes]] = np.arange(classes)
    return X, y


@st.composite
def lattice_samples(draw, most_rows=24, most_columns=3, classes=3):
    """Draw whole-number points, full of ties and duplicates, with labels of two or more classes."""
    shape = draw(st.tuples(st.integers(2, most_rows), st.integers(1, most_columns)))
    X = draw(hnp.arrays(np.int64, shape, elements=st.integers(0, 4))).astype(float)
    labels = st.integers(0, draw(st.integers(1, classes - 1)))
    y = draw(hnp.arrays(np.int64, shape[0], elements=labels).filter(lambda y: len(set(y)) > 1))
    return X, y


@st.composite
def continuous_samples(draw, most_rows=60, most_columns=10, classes=4):
    """Draw normal points, free of ties, with labels of two or more classes."""
    seed, n = draw(st.integers(0, 2**32 - 1)), draw(st.integers(4, most_rows))
    d, classes = draw(st.integers(1, most_columns)), draw(st.integers(2, classes))
    return labelled(continuous, n=n, d=d, classes=classes, share=draw(st.floats(0, 1)), seed=seed)


samples = st.one_of(lattice_samples(), continuous_samples())
