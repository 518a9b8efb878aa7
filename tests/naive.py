"""The definitions, word for word and slow: what every fast answer is held against."""

from fractions import Fraction

import numpy as np
from scipy import sparse


def euclidean(a, b):
    """The root of the sum of squared differences."""
    return np.sqrt(sum((s - t) ** 2 for s, t in zip(a, b, strict=True)))


def manhattan(a, b):
    """The sum of absolute differences."""
    return sum(abs(s - t) for s, t in zip(a, b, strict=True))


def chebyshev(a, b):
    """The largest absolute difference."""
    return max(abs(s - t) for s, t in zip(a, b, strict=True))


def minkowski(a, b, p):
    """The p-th root of the sum of absolute differences to the power p."""
    return sum(abs(s - t) ** p for s, t in zip(a, b, strict=True)) ** (1 / p)


def cosine(a, b):
    """One minus the cosine of the angle between two rows."""
    return 1 - np.dot(a, b) / np.sqrt(np.dot(a, a) * np.dot(b, b))


def mahalanobis(a, b, X):
    """The distance after the features' covariance is divided out."""
    difference = np.subtract(a, b)
    covariance = np.cov(np.asarray(X, dtype=float), rowvar=False).reshape(len(difference), -1)
    return np.sqrt(difference @ np.linalg.inv(covariance) @ difference)


def heom(a, b, X, is_nominal):
    """Wilson and Martinez, 1997: difference by range, 0 or 1 for categories."""
    total = 0
    for s, t, column, nominal in zip(a, b, zip(*X, strict=True), is_nominal, strict=True):
        spread = 1 if nominal else max(column) - min(column)
        difference = float(s != t) if nominal else s - t
        total += (difference / spread) ** 2 if spread else 0
    return np.sqrt(total)


def hvdm(a, b, X, y, is_nominal):
    """Wilson and Martinez, 1997: four standard deviations, class shares for categories."""
    total = 0
    for s, t, column, nominal in zip(a, b, zip(*X, strict=True), is_nominal, strict=True):
        if nominal:
            for label in set(y):
                shares = [
                    np.mean([c == label for c, value in zip(y, column, strict=True) if value == v])
                    for v in (s, t)
                ]
                total += (shares[0] - shares[1]) ** 2
        else:
            spread = 4 * np.std(column, ddof=1)
            total += ((s - t) / spread) ** 2 if spread else 0
    return np.sqrt(total)


def exact_power(a, b, metric):
    """The distance of two rows of numbers, squared if Euclidean, without any rounding."""
    differences = [abs(Fraction(s) - Fraction(t)) for s, t in zip(a, b, strict=True)]
    return {
        "euclidean": sum(difference**2 for difference in differences),
        "manhattan": sum(differences),
        "chebyshev": max(differences),
    }[metric]


def dense(X):
    """A sparse matrix as an array, an array as it is."""
    return X.toarray() if sparse.issparse(X) else np.asarray(X)


def neighbors(space, k=1, rows=None, among=None):
    """Measure every pair; order by distance, then by row number; leave out the row itself."""
    everything = range(len(space))
    rows = everything if rows is None else rows
    among = np.unique(everything if among is None else among)
    found = np.empty((len(rows), k), dtype=int)
    for place, row in enumerate(rows):
        others = among[among != row]
        powers = space.powers(np.full(len(others), row), others)
        found[place] = others[np.lexsort((others, powers))][:k]
    return found


def tomek_links(space, y, among=None):
    """Pairs of different label, each the other's nearest neighbour; ties to the lowest row."""
    rows = range(len(space)) if among is None else sorted(among)
    nearest = dict(zip(rows, neighbors(space, 1, rows, rows)[:, 0].tolist(), strict=True))
    return [
        [a, b]
        for a in rows
        for b in rows
        if a < b and y[a] != y[b] and nearest[a] == b and nearest[b] == a
    ]


def gabriel_links(X, y):
    """Pairs of different label with no sample strictly inside the sphere between them; exact."""
    points = [[Fraction(value) for value in row] for row in np.asarray(X, dtype=float).tolist()]

    def squared(a, b):
        return sum((s - t) ** 2 for s, t in zip(a, b, strict=True))

    links = []
    for a in range(len(points)):
        for b in range(a + 1, len(points)):
            middle = [(s + t) / 2 for s, t in zip(points[a], points[b], strict=True)]
            inside = squared(points[a], points[b]) / 4
            if y[a] != y[b] and all(squared(c, middle) >= inside for c in points):
                links.append([a, b])
    return links
