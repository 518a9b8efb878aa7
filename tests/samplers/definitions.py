"""The samplers' rules, word for word and slow: what every fast answer is held against."""

from collections import Counter

import numpy as np

from tests.naive import neighbors, tomek_links


def vote(labels):
    """Return the most frequent label; of equally frequent ones the smallest."""
    counts = Counter(labels)
    return min(label for label in counts if counts[label] == max(counts.values()))


def smallest(y):
    """Return the label with the fewest rows; of several the first in order."""
    return min(set(y), key=lambda label: (list(y).count(label), label))


def largest(y):
    """Return the label with the most rows; of several the first in order."""
    return min(set(y), key=lambda label: (-list(y).count(label), label))


def classes_named(strategy, y):
    """Return the classes that a cleaner's strategy lets lose rows."""
    spared = {
        "auto": {smallest(y)},
        "not minority": {smallest(y)},
        "majority": set(y) - {largest(y)},
        "not majority": {largest(y)},
        "all": set(),
    }
    return set(y) - spared[strategy] if isinstance(strategy, str) else set(strategy)


def rows_of(y, label):
    """Return the rows of a class, increasing."""
    return [row for row in range(len(y)) if y[row] == label]


def by_class(y, rows):
    """Order rows by label, rows of one class as they come."""
    return sorted(rows, key=lambda row: y[row])


def judgement(space, y, row, judges, k):
    """Return the label that the k nearest of the judges give a row."""
    return vote([y[judge] for judge in neighbors(space, k, [row], judges)[0]])


def condensed(space, y, start, rows=None, k=1):
    """Hart, 1968: go through the rows, store what the store gets wrong, until a pass adds none."""
    rows = range(len(y)) if rows is None else rows
    store, stores = list(start), []
    while not stores or len(stores[-1]) > len(stores[-2] if len(stores) > 1 else start):
        for row in sorted(rows):
            if row not in store and judgement(space, y, row, store, k) != y[row]:
                store.append(row)
        stores.append(list(store))
    return stores


def edited(space, y, k=3, kind="mode", classes=None, among=None):
    """Wilson, 1972: return the rows with which their k nearest neighbours agree."""
    among = list(range(len(y)) if among is None else among)
    if len(among) <= k:
        raise ValueError("too few neighbours")
    kept = []
    for row in among:
        votes = [y[other] for other in neighbors(space, k, [row], among)[0]]
        agrees = vote(votes) == y[row] if kind == "mode" else set(votes) == {y[row]}
        if agrees or (classes is not None and y[row] not in classes):
            kept.append(row)
    return kept


def overtaken(y, kept):
    """Return True if a class is gone, or another is now smaller than the smallest was."""
    before, after = Counter(y), Counter(y[row] for row in kept)
    others = set(y) - {smallest(y)}
    return len(after) < len(before) or any(after[label] < min(before.values()) for label in others)


def repeatedly_edited(space, y, k=3, kind="all", strategy="auto", max_iter=100):
    """Tomek, 1976: edit what is left, until nothing changes or a class is overtaken."""
    kept, removed = list(range(len(y))), []
    while len(removed) < max_iter:
        left = [y[row] for row in kept]
        after = edited(space, y, k, kind, classes_named(strategy, left), kept)
        removed.append(len(kept) - len(after))
        kept = after
        if not removed[-1] or overtaken(y, kept):
            break
    return kept, removed


def edited_with_every_k(space, y, k=3, kind="all", strategy="auto", allow_minority=False):
    """As the library has it: edit with one neighbour, what is left with two, and so on."""
    kept, removed = list(range(len(y))), []
    for n_neighbors in range(1, k + 1):
        left = [y[row] for row in kept]
        after = edited(space, y, n_neighbors, kind, classes_named(strategy, left), kept)
        removed.append(len(kept) - len(after))
        kept = after
        is_gone = len({y[row] for row in kept}) < len(set(y))
        if is_gone or (overtaken(y, kept) and not allow_minority):
            break
    return kept, removed


def flagged_with_every_k(space, y, k=3):
    """As Tomek's paper has it: every k judges the original data; who fails any of them goes."""
    kept = [set(edited(space, y, n_neighbors)) for n_neighbors in range(1, k + 1)]
    return sorted(set.intersection(*kept))


def one_sided(space, y, seeds, k=1):
    """Kubat and Matwin, 1997: what minority and seeds get wrong, and the links among it."""
    rare, selected = rows_of(y, smallest(y)), []
    for label in sorted(set(y)):
        rows = rows_of(y, label)
        if label in seeds:
            judges = rare + [row for row in seeds[label] if row not in rare]
            outside = [row for row in rows if row not in judges]
            wrong = [row for row in outside if judgement(space, y, row, judges, k) != label]
            rows = [*seeds[label], *wrong]
        selected += rows
    return selected, tomek_links(space, y, selected)


def neighbourhoods(space, y, k=3, classes=None, threshold=0.5):
    """Laurikkala, 2001: A1, outvoted rows; A2, neighbours of outvoted rows of the smallest."""
    rare = smallest(y)
    classes = set(y) - {rare} if classes is None else classes
    first = sorted(set(range(len(y))) - set(edited(space, y, k, "mode", classes)))
    large = {label for label in classes if list(y).count(label) > threshold * list(y).count(rare)}
    second = set()
    for row in rows_of(y, rare):
        around = neighbors(space, k, [row])[0].tolist()
        # The row has a vote of its own.
        if vote([rare] + [y[other] for other in around[: k - 1]]) != rare:
            second |= {other for other in around if y[other] in large}
    return first, sorted(second)


def near_misses(space, y, label, n_rows, version=1, k=3, k_first=3):
    """Zhang and Mani, 2003: rows of a class nearest to the minority; 3: farthest of the near."""
    rare, rows = rows_of(y, smallest(y)), rows_of(y, label)

    def lengths(row):
        return sorted(space.lengths(space.powers(np.full(len(rare), row), np.array(rare))))

    if version == 3:
        # A row that is in the class itself counts as its own nearest.
        near = [
            [row, *neighbors(space, len(rows) - 1, [row], rows)[0]][:k_first]
            if row in rows
            else neighbors(space, k_first, [row], rows)[0]
            for row in rare
        ]
        rows = sorted({int(row) for some in near for row in some})
    chosen = slice(-k, None) if version == 2 else slice(k)
    scores = {row: sum(lengths(row)[chosen]) * (-1 if version == 3 else 1) for row in rows}
    return sorted(rows, key=scores.get)[:n_rows]


def synthetic(space, X, rows, n_new, k, seed):
    """SMOTE as imbalanced-learn draws it: a pair (row, neighbour) and a gap for each sample."""
    pairs = [
        (row, other) for row in rows for other in neighbors(space, k, [row], np.array(rows))[0]
    ]
    rng = np.random.RandomState(seed)
    chosen = [pairs[number] for number in rng.randint(0, len(pairs), size=n_new)]
    gaps = rng.uniform(size=n_new).tolist()
    return [
        [a + gap * (b - a) for a, b in zip(X[row], X[other], strict=True)]
        for (row, other), gap in zip(chosen, gaps, strict=True)
    ]
