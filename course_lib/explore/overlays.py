"""What each overlay of the plane shows: computed by the course's own rules, drawn elsewhere.

An overlay is a list of stages. A stage is a dict of things to draw over the samples, by row number;
what a stage does not show is left out:

- ``title``: what the stage shows, with its counts;
- ``links``, ``dashed``, ``threads``: pairs of rows joined by a black, dashed or grey line;
- ``removed``, ``gone``: rows crossed out, and rows no longer there;
- ``stored``: rows with a ring; ``circles``: centre and radius;
- ``regions_of``: rows whose nearest decides the colour of the ground;
- ``new``: synthetic samples ``[x, y, label, seed row, neighbour row]``, which count as rows after
  the samples.
"""

import numpy as np

from course_lib.neighbors import nearest_neighbors
from course_lib.samplers import (
    condensed_nearest_neighbour,
    edited_nearest_neighbours,
    gabriel_links,
    interpolated,
    smote,
    tomek_links,
)

CELLS_ACROSS = 120
VOTERS = 3


def counted(n, noun):
    """Return a number with its noun: ``"1 link"``, ``"2 links"``."""
    return f"{n} {noun}{'' if n == 1 else 's'}"


def joined(pairs):
    """Return pairs of rows as plain lists, for JavaScript."""
    return np.asarray(pairs, dtype=int).reshape(-1, 2).tolist()


def minority_label(y):
    """Return the label of the smallest class, of equally small ones the first, as samplers do."""
    labels, counts = np.unique(y, return_counts=True)
    return labels[counts.argmin()]


def tomek(X, y, question):
    """Tomek links and the members of the larger class, which go; then what is left."""
    pairs = tomek_links(X, y)
    ends = pairs.ravel()
    removed = np.sort(ends[y[ends] != minority_label(y)])
    left = np.setdiff1d(np.arange(len(y)), removed)
    again = len(tomek_links(X[left], y[left])) if _has_two_classes(y[left]) else 0
    return [
        {
            "title": f"{counted(len(pairs), 'Tomek link')}; the crossed-out member goes",
            "links": joined(pairs),
            "removed": removed.tolist(),
        },
        {
            "title": f"{counted(len(removed), 'sample')} removed; "
            f"{counted(again, 'link')} among the rest",
            "gone": removed.tolist(),
        },
    ]


def gabriel(X, y, question):
    """Pairs of opposite class whose diametral circle is empty, beside the Tomek links."""
    pairs, links = gabriel_links(X, y), tomek_links(X, y)
    centers = X[pairs].mean(axis=1)
    radii = np.linalg.norm(X[pairs[:, 0]] - X[pairs[:, 1]], axis=1) / 2
    title = f"{counted(len(pairs), 'Gabriel pair')} (dashed), {len(links)} of them Tomek links"
    circles = [] if len(pairs) > 40 else np.column_stack([centers, radii]).round(4).tolist()
    return [{"title": title, "dashed": joined(pairs), "links": joined(links), "circles": circles}]


def votes(X, y, question):
    """Wilson's editing: who is outvoted, and the three neighbours of the sample in focus."""
    kept_mask = edited_nearest_neighbours(X, y, VOTERS)
    removed, row = np.flatnonzero(~kept_mask).tolist(), question["focused"]
    title, threads = f"{counted(len(removed), 'sample')} outvoted by three neighbours", []
    if 0 <= row < len(y):
        neighbors = nearest_neighbors(X, VOTERS, rows=[row])[0][0]
        threads = [[row, int(neighbor)] for neighbor in neighbors]
        against = np.count_nonzero(y[neighbors] != y[row])
        title += f"; of row {row}’s, {against} of {VOTERS} are against it"
    rest = f"{counted(len(removed), 'sample')} removed, {kept_mask.sum()} left"
    return [
        {"title": title, "removed": removed, "threads": threads},
        {"title": rest, "gone": removed},
    ]


def store(X, y, question):
    """Hart's store from the first sample on, one stage for every sample that joins."""
    passes = list(condensed_nearest_neighbour(X, y, [0]))
    rows = passes[-1].tolist()
    joined_in = np.searchsorted([len(found) for found in passes], np.arange(1, len(rows) + 1)) + 1
    stages = [
        {"title": f"pass {number}: row {row} joins; {counted(size, 'sample')} stored"}
        | {"stored": rows[:size], "regions_of": rows[:size]}
        for size, (row, number) in enumerate(zip(rows, joined_in, strict=True), 1)
    ]
    stages[0]["title"] = "the store starts with row 0"
    stages[-1]["title"] += f" of {len(y)}, and pass {len(passes)} adds none"
    return stages


def nearest_regions(X, y, question):
    """The class of the nearest sample everywhere."""
    return [{"title": "class of the nearest sample", "regions_of": list(range(len(y)))}]


def synthetic(X, y, question):
    """The minority, then SMOTE's new samples on their segments until the classes are equal."""
    return [{"title": f"before: {balance(y)}"}, _grown(X, y, question["seed"])]


def then_links(X, y, question):
    """SMOTETomek in two steps: grow the minority, then remove both members of every link."""
    stages = synthetic(X, y, question)
    all_X, all_y = _with_new(X, y, stages[1]["new"])
    pairs = tomek_links(all_X, all_y)
    cleaned = np.sort(pairs.ravel()).tolist()
    title = f"{counted(len(pairs), 'link')} after SMOTE: both members go"
    crossed = {**stages[1], "title": title, "links": joined(pairs), "removed": cleaned}
    return [*stages, crossed, _without(stages[1], cleaned, all_y)]


def then_editing(X, y, question):
    """SMOTEENN in two steps: grow the minority, then remove whatever has a foreign neighbour."""
    stages = synthetic(X, y, question)
    all_X, all_y = _with_new(X, y, stages[1]["new"])
    kept_mask = edited_nearest_neighbours(all_X, all_y, VOTERS, kind_sel="all")
    cleaned = np.flatnonzero(~kept_mask).tolist()
    title = f"{counted(len(cleaned), 'sample')} with a neighbour of the other class: they go"
    crossed = {**stages[1], "title": title, "removed": cleaned}
    return [*stages, crossed, _without(stages[1], cleaned, all_y)]


OVERLAYS = {
    "Tomek links": tomek,
    "Gabriel pairs": gabriel,
    "ENN votes": votes,
    "Hart’s store": store,
    "1-NN regions": nearest_regions,
    "SMOTE": synthetic,
    "SMOTETomek": then_links,
    "SMOTEENN": then_editing,
}


def stages_of(X, y, question):
    """Return the stages of the overlay asked for, or one that says why there is none.

    Parameters
    ----------
    X : float array of shape (n, 2)
    y : int array of shape (n,)
    question : dict
        ``overlay``, a name of `OVERLAYS`; ``stage``; ``seed`` of SMOTE; ``focused``, a row or -1.

    Returns
    -------
    stages : list of dict
    """
    if not _has_two_classes(y):
        return [{"title": "a second class is needed: add a sample of the other class"}]
    try:
        return OVERLAYS[question["overlay"]](X, y, question)
    except ValueError as error:  # too few samples for the rule: its own words say how many
        return [{"title": f"{question['overlay']} cannot be shown: {error}"}]


def regions(X, y, rows, extent):
    """Return which class the nearest of some rows has, cell by cell over the visible plane.

    Parameters
    ----------
    X, y
        The samples.
    rows : int array
        Rows that may answer.
    extent : tuple
        Left, right, bottom and top.

    Returns
    -------
    regions : dict
        ``across`` and ``up``, cells; ``labels``, one digit per cell, row by row from the bottom.
    """
    left, right, bottom, top = extent
    up = max(1, round(CELLS_ACROSS * (top - bottom) / (right - left)))
    x = left + (np.arange(CELLS_ACROSS) + 0.5) * (right - left) / CELLS_ACROSS
    height = bottom + (np.arange(up) + 0.5) * (top - bottom) / up
    cells = np.stack(np.meshgrid(x, height), axis=-1).reshape(-1, 2)
    rows = np.sort(rows)
    places = len(rows) + np.arange(len(cells))
    everything = np.vstack([X[rows], cells])
    nearest = nearest_neighbors(everything, 1, rows=places, among=np.arange(len(rows)))[0][:, 0]
    labels = "".join(map(str, y[rows][nearest]))
    return {"across": CELLS_ACROSS, "up": up, "labels": labels}


def balance(y):
    """Return the counts and the imbalance ratio as a reader says them."""
    labels, counts = np.unique(y, return_counts=True)
    of_each = ", ".join(f"{n} of class {label}" for label, n in zip(labels, counts, strict=True))
    return f"{of_each}; {counts.max() / counts.min():.3g}:1" if len(y) else "no samples"


def _has_two_classes(y):
    return len(np.unique(y)) > 1


def _grown(X, y, seed):
    """Return SMOTE's samples as a stage: enough to equal the majority, at most five neighbours."""
    rows = np.flatnonzero(y == minority_label(y))
    n_new = len(y) - 2 * len(rows)
    if n_new <= 0:
        return {"title": "the classes are equal: SMOTE adds nothing", "new": []}
    k = min(5, len(rows) - 1)
    if k == 0:
        raise ValueError("a single minority sample has no neighbour of its class; add another.")
    segments = smote(X, rows, n_new, k_neighbors=k, random_state=seed)
    places = interpolated(X, segments)
    label = int(y[rows[0]])
    new = [
        [*map(float, place), label, int(start), int(end)]
        for place, start, end in zip(
            places, segments.seed_rows, segments.neighbor_rows, strict=True
        )
    ]
    return {"title": f"after SMOTE: {counted(n_new, 'synthetic sample')}, k = {k}", "new": new}


def _with_new(X, y, new):
    places = np.array([sample[:2] for sample in new], dtype=float).reshape(-1, 2)
    labels = np.array([sample[2] for sample in new], dtype=int)
    return np.vstack([X, places]), np.concatenate([y, labels])


def _without(grown, cleaned, y):
    """Return the last stage of a combination: the rest, with its counts."""
    left = np.delete(y, cleaned)
    return {**grown, "title": f"after cleaning: {balance(left)}", "gone": cleaned}
