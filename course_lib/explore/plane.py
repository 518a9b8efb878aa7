"""A plane whose samples you drag: ``Plane(X, y)`` in a notebook."""

import html
from pathlib import Path

import anywidget
import numpy as np
import traitlets

from course_lib import datasets
from course_lib.explore.overlays import OVERLAYS, balance, regions, stages_of
from course_lib.explore.picture import description, picture
from course_lib.samplers import tomek_links

MOST_SAMPLES = 2000


def hollow_boundary():
    """Return two classes with an empty strip between them: no boundary to clean."""
    X, y = datasets.overlapping_moons(60, 20, noise=0.1, random_state=0)
    return X + np.where(y == 1, 0.45, 0.0)[:, None] * [0.6, -1.0], y


def smote_bridge():
    """Return a minority in two groups with the majority between: SMOTE's segments cross it."""
    rng = np.random.RandomState(0)
    field = np.array([[x, y] for x in np.arange(3.0, 6.1, 0.6) for y in np.arange(0.5, 4.6, 0.6)])
    groups = [[1.0, 2.5]] * 3 + [[8.0, 2.5]] * 3
    X = np.vstack([field, groups]) + rng.normal(scale=0.15, size=(len(field) + 6, 2))
    return X.round(2), np.repeat([0, 1], [len(field), 6])


PRESETS = {
    "two moons": lambda: datasets.overlapping_moons(60, 15, noise=0.3, random_state=1),
    "noise island": datasets.noise_island,
    "ties and duplicates": datasets.tied_plane,
    "SMOTE bridge": smote_bridge,
    "hollow boundary": hollow_boundary,
}


class Plane(anywidget.AnyWidget):
    """Samples to drag, add, switch and delete, with one rule of the course drawn live over them.

    Parameters
    ----------
    X : array or DataFrame of shape (n, 2), optional
        Positions, the same unit on both axes; the moons by default.
    y : array of shape (n,), optional
        Labels 0 (blue circles) and 1 (vermillion triangles).
    overlay : str, default="Tomek links"
        One of ``"Tomek links"``, ``"Gabriel pairs"``, ``"ENN votes"``, ``"Hart’s store"``,
        ``"1-NN regions"``, ``"SMOTE"``, ``"SMOTETomek"`` and ``"SMOTEENN"``.
    overlays : list of str, optional
        Which of them can be chosen; all by default.
    seed : int, default=0
        Of SMOTE.

    Attributes
    ----------
    X : float array of shape (n, 2)
        The samples as they now are; new ones come last.
    y : int array of shape (n,)
    links : int array of shape (n_links, 2)
        Their Tomek links.
    stage : int
        Which step of the overlay is shown, from 0.

    Raises
    ------
    ValueError
        Other than two features, labels other than 0 and 1, NaN or infinity, more than 2,000
        samples, an unknown overlay.

    Notes
    -----
    Everything drawn over the samples is computed in Python by the functions that the lessons
    teach. A page that runs no Python shows a picture of the plane as it was first shown.

    Examples
    --------
    >>> plane = Plane([[0, 0], [1, 0], [3, 0]], [0, 1, 0])
    >>> plane.links
    array([[0, 1]])
    >>> plane.samples = [[0, 0, 0], [2.5, 0, 1], [3, 0, 0]]
    >>> plane.links
    array([[1, 2]])
    """

    _esm = Path(__file__).with_name("plane.js")
    _css = Path(__file__).with_name("plane.css")

    samples = traitlets.List().tag(sync=True)
    overlay = traitlets.Unicode("Tomek links").tag(sync=True)
    overlays = traitlets.List(traitlets.Unicode()).tag(sync=True)
    presets = traitlets.List(list(PRESETS)).tag(sync=True)
    extent = traitlets.List().tag(sync=True)
    stage = traitlets.Int(0).tag(sync=True)
    seed = traitlets.Int(0).tag(sync=True)
    focused = traitlets.Int(-1).tag(sync=True)
    version = traitlets.Int(0).tag(sync=True)
    answer = traitlets.Dict().tag(sync=True)

    def __init__(self, X=None, y=None, overlay="Tomek links", *, overlays=None, seed=0):
        names = list(OVERLAYS) if overlays is None else list(overlays)
        for name in (overlay, *names):
            if name not in OVERLAYS:
                raise ValueError(f"overlay {name!r} is unknown; choose one of {list(OVERLAYS)}.")
        if overlay not in names:
            names.insert(0, overlay)
        X, y = PRESETS["two moons"]() if X is None else (X, y)
        self._first = as_samples(X, y)
        super().__init__(overlay=overlay, overlays=names, seed=seed)
        self._show(self._first)
        self.on_msg(self._asked)
        self.observe(self._changed, ["samples", "overlay", "stage", "seed", "focused", "version"])
        self._changed()

    @property
    def X(self):
        return np.array([sample[:2] for sample in self.samples], dtype=float).reshape(-1, 2)

    @property
    def y(self):
        return np.array([sample[2] for sample in self.samples], dtype=int)

    @property
    def links(self):
        y = self.y
        return tomek_links(self.X, y) if len(set(y.tolist())) == 2 else np.empty((0, 2), dtype=int)

    @property
    def is_untouched(self):
        """Whether the samples still are those that the plane was made with."""
        return self.samples == self._first

    def reset(self, preset=None):
        """Put back the first samples, or those of a preset such as ``"noise island"``."""
        if preset is not None and preset not in PRESETS:
            raise ValueError(f"preset {preset!r} is unknown; choose one of {list(PRESETS)}.")
        self._show(self._first if preset is None else as_samples(*PRESETS[preset]()))

    def stages(self):
        """Return what the overlay shows, stage by stage; see `course_lib.explore.overlays`."""
        question = {"overlay": self.overlay, "seed": self.seed, "focused": self.focused}
        return stages_of(self.X, self.y, question)

    @traitlets.validate("samples")
    def _checked(self, proposal):
        samples = proposal["value"]
        return as_samples([row[:2] for row in samples], [row[2] for row in samples])

    def _show(self, samples):
        with self.hold_trait_notifications():
            self.extent = around(samples)
            self.samples, self.stage, self.focused = samples, 0, -1
            self.version += 1

    def _asked(self, _, content, buffers):
        if content.get("do") == "reset":
            self.reset(content.get("preset"))

    def _changed(self, _=None):
        # Called once for each of the traits that changed together: the first call answers.
        question = (self.version, self.overlay, self.stage, self.seed, self.focused)
        question = (*question, tuple(map(tuple, self.samples)))
        if question != getattr(self, "_answered", None):
            self._answered = question
            self.answer = self._answer()

    def _answer(self):
        stages, X, y = self.stages(), self.X, self.y
        stage = min(max(self.stage, 0), len(stages) - 1)
        shown = dict(stages[stage])
        if rows := shown.pop("regions_of", None):
            shown["regions"] = regions(X, y, np.array(rows), self.extent)
        return {
            **shown,
            "version": self.version,
            "overlay": self.overlay,
            "stage": stage,
            "stages": len(stages),
            "n": len(y),
            "balance": balance(y),
            "tomek": self.links.tolist(),
        }

    def _repr_mimebundle_(self, **options):
        live = super()._repr_mimebundle_(**options)
        live = live[0] if isinstance(live, tuple) else live or {}
        png, size = picture(self)
        text = description(self)
        # nbconvert shows the alternative text of an image element, not that of a PNG output.
        image = '<img alt="{}" width="{width}" height="{height}" src="data:image/png;base64,{}">'
        data = {
            **live,
            "text/html": image.format(html.escape(text), png, **size),
            "image/png": png,
            "text/plain": f"<Plane: {text}>",
        }
        return data, {"image/png": {**size, "alt": text}}

    def __repr__(self):
        return f"<Plane: {description(self)}>"


def as_samples(X, y):
    """Return samples as the widget holds them, ``[[x, y, label], ...]``, or say what is wrong.

    Parameters
    ----------
    X : array-like of shape (n, 2)
    y : array-like of shape (n,)

    Returns
    -------
    samples : list of list

    Raises
    ------
    ValueError
    """
    X, labels = np.asarray(X, dtype=float), np.asarray(y)
    X = X if len(X) else X.reshape(0, 2)
    if X.ndim != 2 or X.shape[1] != 2:
        raise ValueError(f"X has the shape {X.shape}; a plane shows (n, 2): two features.")
    if labels.shape != (len(X),):
        raise ValueError(
            f"X has {len(X)} rows and y the shape {labels.shape}; give one label each."
        )
    if len(X) > MOST_SAMPLES:
        raise ValueError(f"{len(X)} samples are too many to drag; show {MOST_SAMPLES:,} at most.")
    if not np.isfinite(X).all():
        raise ValueError(f"Row {np.argwhere(~np.isfinite(X))[0][0]} is not a place: {X.tolist()}.")
    if not np.isin(labels, [0, 1]).all():
        wrong = labels[~np.isin(labels, [0, 1])][0]
        raise ValueError(f"y holds {wrong!r}; label the samples 0 (majority) and 1 (minority).")
    return [[float(a), float(b), int(label)] for (a, b), label in zip(X, labels, strict=True)]


def around(samples):
    """Return left, right, bottom and top of a plane with room around the samples."""
    X = np.array([sample[:2] for sample in samples] or [[0.0, 0.0]])
    center, reach = (X.min(axis=0) + X.max(axis=0)) / 2, np.ptp(X, axis=0) / 2 * 1.1
    # At least three to two and at most two to one, or tall sets and lines would not fit a page.
    width = max(reach[0], 1.5 * reach[1], 0.5 * (not reach.any()))
    height = max(reach[1], width / 2)
    return [
        float(edge)
        for edge in (center[0] - width, center[0] + width, center[1] - height, center[1] + height)
    ]
