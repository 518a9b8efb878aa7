"""The plane as a still picture, for pages that run no Python."""

import numpy as np

from course_lib.explore.overlays import balance, counted
from course_lib.plotting import add_links, draw_regions, draw_samples


def description(plane):
    """Return the state of a plane as a sentence: counts, links, and what the overlay says."""
    stages = plane.stages()
    title = stages[min(plane.stage, len(stages) - 1)]["title"]
    links = "" if plane.overlay == "Tomek links" else f"; {counted(len(plane.links), 'Tomek link')}"
    return f"{balance(plane.y)}{links}. {plane.overlay}: {title}."


def picture(plane):
    """Return the plane as it is drawn now.

    Parameters
    ----------
    plane : Plane

    Returns
    -------
    png : str
        Base64.
    size : dict
        ``width`` and ``height`` in pixels of a screen.
    """
    data, metadata = _drawn(plane)._repr_mimebundle_()
    return data["image/png"], metadata["image/png"]


def _drawn(plane):
    stages = plane.stages()
    stage = stages[min(plane.stage, len(stages) - 1)]
    new = stage.get("new", [])
    X = np.vstack([plane.X, np.array([sample[:2] for sample in new]).reshape(-1, 2)])
    y = np.concatenate([plane.y, np.array([sample[2] for sample in new], dtype=int)])
    kept = np.setdiff1d(np.arange(len(y)), stage.get("gone", []))
    place = np.full(len(y), -1)
    place[kept] = np.arange(len(kept))
    if not len(kept):
        kept = np.arange(len(y))
    options = {
        "removed_rows": place[stage.get("removed", [])],
        "synthetic_rows": place[np.intersect1d(kept, np.arange(len(plane.samples), len(y)))],
        "minority": 1 if 1 in y[kept] else None,
        "title": f"{plane.overlay}: {stage['title']}",
    }
    if rows := stage.get("regions_of"):
        figure = draw_regions(X[kept], y[kept], store_rows=rows, **options)
    else:
        figure = draw_samples(X[kept], y[kept], **options)
    if stage.get("dashed"):
        add_links(figure, X[kept], place[stage["dashed"]], label="Gabriel pair", dashed=True)
    if stage.get("links"):
        add_links(figure, X[kept], place[stage["links"]], label="Tomek link")
    return figure
