"""Challenges: a goal to reach on a plane by dragging, adding, switching and deleting samples.

A lesson takes each one as an exercise of its own, such as ``q7``: ``plane = q7.plane()`` shows the
plane to start from, and ``q7.check(plane.X, plane.y)`` judges what has become of it.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from course_lib import datasets
from course_lib.exercises.answers import Misread, as_choice, as_data_set
from course_lib.exercises.exercise import Exercise, Misconception
from course_lib.exercises.judges import value
from course_lib.explore import Plane
from course_lib.neighbors import nearest_neighbors
from course_lib.samplers import (
    condensed_nearest_neighbour,
    edited_nearest_neighbours,
    interpolated,
    smote,
    tomek_links,
)

SEED = 0  # of SMOTE in the challenges, and the first one of the plane


@dataclass(frozen=True, kw_only=True, repr=False)
class Challenge(Exercise):
    """An exercise whose answer is a plane.

    Parameters
    ----------
    start : tuple
        ``(X, y)`` to begin with.
    overlay : str
        What the plane shows at first.
    """

    start: tuple
    overlay: str = "Tomek links"
    stub: str = "# ... change the plane above until the goal is met, then run this cell"
    answer: str = "plane.X, plane.y"

    def __post_init__(self):
        samples = "np.array({}), np.array({})".format(*(part.tolist() for part in self.start))
        setup = (
            f"import numpy as np\nfrom course_lib.explore import Plane\nplane = Plane({samples})"
        )
        object.__setattr__(self, "setup", setup)

    def plane(self):
        """Return the plane to start from, for the last line of a cell."""
        return Plane(*self.start, overlay=self.overlay)


def goal(find: Callable):
    """Return a judge of a plane.

    Parameters
    ----------
    find : callable
        ``find(X, y)`` returns None if the goal is met, else the name of a misconception and a
        sentence on this plane.

    Returns
    -------
    callable
        ``judge(exercise, answer) -> Verdict``.
    """

    def judge(exercise, answer):
        X, y = as_data_set(answer)
        if X.shape[1] != 2 or not np.isin(y, [0, 1]).all():
            raise Misread("not a plane", "Hand in `plane.X, plane.y` of the plane above.")
        if np.array_equal(X, exercise.start[0]) and np.array_equal(y, exercise.start[1]):
            return exercise.not_attempted()
        found = find(X, y)
        return exercise.correct() if found is None else exercise.wrong(*found)

    return judge


def two_classes(y):
    """Return True if both classes have a sample."""
    return len(np.unique(y)) == 2


def moved(X, y):
    """Return code that sets a plane's samples: what a learner's dragging amounts to."""
    rows = [[*place, label] for place, label in zip(np.round(X, 2).tolist(), y, strict=True)]
    return f"plane.samples = {rows}"


def on_a_line(places, labels):
    """Return code that puts samples on a line."""
    return moved(np.c_[places, np.ones(len(places))], labels)


FIRST = datasets.first_plane()


def first_with(changes, *, drop=(), add=()):
    """Return code that changes the first plane: rows to new places, rows dropped, samples added."""
    X, y = FIRST[0].copy(), FIRST[1].tolist()
    for row, place in changes.items():
        X[row] = place
    rows = [[*X[row].tolist(), y[row]] for row in range(len(y)) if row not in drop]
    return f"plane.samples = {[*rows, *map(list, add)]}"


def find_one_link(X, y):
    """Exactly one link, with the same number of samples of each class."""
    if not two_classes(y):
        return "one class is gone", "A link joins two classes."
    if np.bincount(y).tolist() != [14, 6]:
        return "samples added, deleted or switched", f"There are {np.bincount(y)} now."
    n = len(tomek_links(X, y))
    names = {0: "no link left", 2: "one link too many", 3: "as many links as before"}
    seen = "" if n < 4 else f"There are {n} links."
    return None if n == 1 else (names.get(n, "more links than before"), seen)


one_link = Challenge(
    key="00.2",
    title="Leave one link",
    prompt=(
        "The plane shows three Tomek links. Drag samples until exactly one is left. Delete, add "
        "and switch nothing: 14 circles and 6 triangles stay."
    ),
    start=FIRST,
    judge=goal(find_one_link),
    hints=(
        "A link goes when one of its two samples gets a nearer neighbour, of whichever class.",
        "Drag the lone triangle on the left to the other triangles, then look again.",
    ),
    solutions=(
        first_with({3: [8.4, 4.6], 14: [6.2, 5.7]}),
        first_with({3: [8.2, 2.2], 11: [4.6, 4.6]}),
    ),
    why="A link needs two samples that are each other’s nearest: a third one near either ends it.",
    misconceptions=(
        Misconception(
            name="one class is gone",
            code=first_with({}, drop=(3, 13, 15, 16, 18, 19)),
            explanation="Without a second class nothing can be linked; both have to stay.",
            example="14 circles, 0 triangles: no link",
        ),
        Misconception(
            name="samples added, deleted or switched",
            code=first_with({}, drop=(3, 11)),
            explanation="Deleting a member ends a link too, but here dragging has to do.",
            example="asked: 14 circles and 6 triangles",
        ),
        Misconception(
            name="no link left",
            code=first_with({3: [8.4, 4.6], 14: [6.2, 5.7], 11: [4.6, 4.6]}),
            explanation="All three are gone; one may stay.",
            example="links now: 0\nlinks asked: 1",
        ),
        Misconception(
            name="one link too many",
            code=first_with({3: [8.4, 4.6]}),
            explanation="Two are left. Either may be the next to go.",
            example="links now: 2\nlinks asked: 1",
        ),
        Misconception(
            name="as many links as before",
            code=first_with({6: [3.1, 0.5]}),
            explanation=(
                "A sample moved, and the links are as many as before: it is not the nearest of "
                "a member, or another pair became a link instead."
            ),
            example="links now: 3\nlinks asked: 1",
        ),
        Misconception(
            name="more links than before",
            code=first_with({16: [5.8, 2.1]}),
            explanation="A sample that comes near one of the other class can make a new link.",
            example="a triangle moved onto a circle: one link more",
        ),
    ),
)


def find_all_stored(X, y):
    """Hart's store, started with row 0, holds every one of at least eight samples."""
    if not two_classes(y):
        return "one class only", "Then the first sample answers for all."
    if len(np.unique(X, axis=0)) < len(X):
        return "two samples in one place", "Move them apart."
    if len(y) < 8:
        return "fewer than eight samples", f"There are {len(y)}."
    *_, store = condensed_nearest_neighbour(X, y, [0])
    outside = np.setdiff1d(np.arange(len(y)), store)
    if not len(outside):
        return None
    if len(store) <= 2:
        return "two samples suffice", ""
    name = "one sample stays outside" if len(outside) == 1 else "several samples stay outside"
    return name, f"Outside: rows {outside.tolist()[:12]}."


TWO_GROUPS = (
    np.array(
        [[1.0, 1], [1.6, 1.8], [1.2, 2.6], [2.2, 1.2], [6, 2], [6.8, 1.2], [7, 2.4], [6.2, 3]]
    ),
    np.repeat([0, 1], 4),
)
EIGHT = list(range(8))
TURNS = [0, 1] * 4

all_stored = Challenge(
    key="02.7",
    title="A set that cannot be condensed",
    prompt=(
        "Two groups condense to a handful of samples. Rearrange them, with at least eight samples "
        "in different places, so that Hart’s store, started with row 0, ends up holding *every* "
        "sample."
    ),
    start=TWO_GROUPS,
    overlay="Hart’s store",
    judge=goal(find_all_stored),
    hints=(
        "A sample joins if the nearest stored sample is of the other class when its turn comes.",
        "On a line, let the classes take turns.",
    ),
    solutions=(
        on_a_line(EIGHT, TURNS),
        on_a_line([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], [0, 1] * 5),
    ),
    why=(
        "Where the classes take turns, every sample is the first of its kind in its place: the "
        "store saves nothing, and it keeps noise for the same reason."
    ),
    misconceptions=(
        Misconception(
            name="one class only",
            code=on_a_line(EIGHT, [0] * 8),
            explanation="With one class a single stored sample classifies everything rightly.",
            example="classes 0 0 0 0: the store keeps row 0",
        ),
        Misconception(
            name="two samples in one place",
            code=on_a_line([0, 0, 2, 3, 4, 5, 6, 7], TURNS),
            explanation="Of samples in one place at most one is ever classified rightly.",
            example="places 0 and 0, classes 0 and 1",
        ),
        Misconception(
            name="fewer than eight samples",
            code=on_a_line([0, 1], [0, 1]),
            explanation="One sample of each class would always do; eight are asked.",
            example="2 samples, both stored",
        ),
        Misconception(
            name="two samples suffice",
            code=on_a_line([0, 1, 2, 3, 14, 15, 16, 17], [0] * 4 + [1] * 4),
            explanation="Groups far apart need one sample each: the opposite of what is asked.",
            example="classes 0 0 0 0      1 1 1 1\nstored  *            *",
        ),
        Misconception(
            name="one sample stays outside",
            code=on_a_line([0, 1, 2, 3, 4, 5, 6, 6.6], [0, 1, 0, 1, 0, 1, 0, 0]),
            explanation="All but one joined: that one’s nearest stored sample is of its class.",
            example="classes 0 1 0 1 0 0\nstored  * * * * *",
        ),
        Misconception(
            name="several samples stay outside",
            code=on_a_line(EIGHT, [0, 0, 0, 1, 0, 0, 1, 1]),
            explanation="Samples with a neighbour of their own class do not have to join.",
            example="classes 0 0 0 1 0 0\nstored  *     * *",
        ),
    ),
)


def find_minority_edited_away(X, y):
    """Wilson's editing removes all of at least four minority samples and no majority sample."""
    n_majority, n_minority = np.bincount(y, minlength=2)
    if n_majority <= n_minority:
        return (
            "triangles are not the minority",
            f"There are {n_majority} circles, {n_minority} triangles.",
        )
    if n_minority < 4:
        return "fewer than four triangles", f"There are {n_minority}."
    kept_mask = edited_nearest_neighbours(X, y, 3)
    left, lost = kept_mask[y == 1].sum(), np.count_nonzero(~kept_mask[y == 0])
    if left == n_minority:
        return "no triangle goes", ""
    if left:
        name = "one triangle stays" if left == 1 else "several triangles stay"
        return name, f"Rows {np.flatnonzero(kept_mask & (y == 1)).tolist()[:12]} stay."
    return ("circles go too", f"{lost} of them.") if lost else None


def ring_of_circles(*places):
    """Return a majority field with triangles at some places and a hole around none of them."""
    field = [[float(x), float(up)] for x in range(8) for up in range(5)]
    X = np.array(field + [list(place) for place in places])
    return X, np.repeat([0, 1], [len(field), len(places)])


FAR_APART = [(1.5, 1.5), (1.5, 3.5), (5.5, 1.5), (5.5, 3.5)]

minority_edited_away = Challenge(
    key="03.7",
    title="Edit a class away",
    prompt=(
        "Wilson’s rule asks three neighbours and takes the majority vote, for every class. Arrange "
        "at least four triangles so that it removes *every* triangle and *no* circle. Triangles "
        "have to stay the smaller class."
    ),
    start=ring_of_circles((3.3, 2.2), (3.6, 2.4), (3.4, 2.7), (3.7, 2.1)),
    overlay="ENN votes",
    judge=goal(find_minority_edited_away),
    hints=(
        "A triangle stays as soon as two of its three nearest are triangles.",
        "Spread them: each alone among circles, and no circle near two of them.",
    ),
    solutions=(
        moved(*ring_of_circles(*FAR_APART)),
        moved(*ring_of_circles((0.5, 0.5), (6.5, 0.5), (0.5, 3.5), (6.5, 3.5), (3.5, 1.5))),
    ),
    why=(
        "Each triangle alone is outvoted, whatever it is worth: editing cannot tell a rare case "
        "from an error. Lessons 12 and 22 meet this again."
    ),
    misconceptions=(
        Misconception(
            name="triangles are not the minority",
            code=moved(*ring_of_circles(*[(0.1 * i, 7.0) for i in range(45)])),
            explanation="Triangles have to be fewer than circles.",
            example="40 circles, 45 triangles",
        ),
        Misconception(
            name="fewer than four triangles",
            code=moved(*ring_of_circles((1.5, 1.5), (5.5, 3.5))),
            explanation="Deleting triangles is not editing them away: four have to be there.",
            example="2 triangles, both outvoted",
        ),
        Misconception(
            name="no triangle goes",
            code=moved(*ring_of_circles((3.3, 7.2), (3.6, 7.4), (3.4, 7.7), (3.7, 7.1))),
            explanation="In a group of four each has two triangles among its three nearest.",
            example="^ ^\n^ ^   all stay",
        ),
        Misconception(
            name="one triangle stays",
            code=moved(*ring_of_circles((0.5, 0.5), (3.5, 2.5), (2.9, 2.5), (4.1, 2.5))),
            explanation="All but one are outvoted; look whose neighbours it has.",
            example="a triangle beside two others stays",
        ),
        Misconception(
            name="several triangles stay",
            code=moved(*ring_of_circles((1.5, 1.5), (3.4, 7.4), (3.5, 7.5), (3.6, 7.4))),
            explanation="Three triangles close together protect each other.",
            example="^ ^ ^   two votes of three for each",
        ),
        Misconception(
            name="circles go too",
            code=moved(
                *ring_of_circles((1.5, 1.5), (0.2, 0.3), (0.3, 0.2), (5.5, 3.5), (5.5, 1.5))
            ),
            explanation="A circle with two triangles among its three nearest is outvoted as well.",
            example="o between ^ and ^, and nobody else near: it goes",
        ),
    ),
)


def find_three_links(X, y):
    """Three links with six samples."""
    if len(y) != 6:
        return ("more than six samples" if len(y) > 6 else "fewer than six samples"), ""
    counts = np.bincount(y, minlength=2)
    if not counts.all():
        return "one class only", ""
    if counts[0] != 3:
        return "not three of each class", f"There are {counts[0]} circles, {counts[1]} triangles."
    n = len(tomek_links(X, y))
    return None if n == 3 else ({0: "no link", 1: "one link", 2: "two links"}[n], "")


SIX = on_a_line([0, 1, 4, 5, 8, 9], [0, 1, 1, 0, 0, 1])

three_links = Challenge(
    key="04.7",
    title="Three links with six samples",
    prompt=(
        "Make exactly three Tomek links with exactly six samples. What has to be true of the "
        "classes?"
    ),
    start=(
        np.array([[1.0, 1], [2, 2.6], [3.2, 1.2], [4.6, 2.4], [6.4, 1.2], [7, 2.8]]),
        np.array([0, 0, 0, 0, 1, 1]),
    ),
    judge=goal(find_three_links),
    hints=(
        "No sample is in two links, so three links need six members.",
        "Three of each class, in pairs, the pairs far apart.",
    ),
    solutions=(SIX, moved([[0, 0], [1, 0], [0, 5], [1, 5], [6, 2], [6, 3]], [0, 1, 0, 1, 0, 1])),
    why="Links share no member, so there are at most as many as the smaller class has samples.",
    misconceptions=(
        Misconception(
            name="more than six samples",
            code=on_a_line([0, 1, 4, 5, 8, 9, 15], [0, 1, 1, 0, 0, 1, 0]),
            explanation="Exactly six: delete what is too much.",
            example="asked: 6 samples",
        ),
        Misconception(
            name="fewer than six samples",
            code=on_a_line([0, 1, 4, 5], [0, 1, 1, 0]),
            explanation="Exactly six: click on an empty place to add one.",
            example="asked: 6 samples",
        ),
        Misconception(
            name="one class only",
            code=on_a_line([0, 1, 4, 5, 8, 9], [0] * 6),
            explanation="A link joins two classes.",
            example="o-o is no link, o-^ can be one",
        ),
        Misconception(
            name="not three of each class",
            code=on_a_line([0, 1, 4, 5, 8, 9], [0, 1, 1, 0, 0, 0]),
            explanation="Each link takes one member of each class, and no sample is in two links.",
            example="4 circles, 2 triangles: 2 links at most",
        ),
        Misconception(
            name="no link",
            code=on_a_line([0, 1, 2, 20, 21, 22], [0, 0, 0, 1, 1, 1]),
            explanation="Here every sample has its own class as nearest neighbour.",
            example="o o o      ^ ^ ^",
        ),
        Misconception(
            name="one link",
            code=on_a_line([0, 1, 2.2, 3.1, 4.3, 5.3], [0, 0, 0, 1, 1, 1]),
            explanation="Only where the classes meet is there a link: make them meet three times.",
            example="o o o-^ ^ ^",
        ),
        Misconception(
            name="two links",
            code=on_a_line([0, 1, 4, 5, 8, 14], [0, 1, 1, 0, 0, 1]),
            explanation="Two pairs are mutual; of the third, one has somebody nearer.",
            example="o-^   ^-o   o . . . ^",
        ),
    ),
)


WHY_NOT = (
    "A  because a link joins opposite classes only\n"
    "B  because each sample has one nearest neighbour, and a link is the wish of both\n"
    "C  because two distances are never equal\n"
    "D  because there are fewer triangles than circles\n"
    "E  because the minority member stays\n"
    "F  because a nearest neighbour always answers\n"
    "G  it can be: a triangle between two circles at equal distance is in two links"
)
CHOICES = {
    "A": ("opposite classes", "That limits with whom a sample is linked, not how often."),
    "C": ("distances do tie", "They do on whole numbers. What then decides?"),
    "D": ("counts of the classes", "With equal classes it is no different: try."),
    "E": ("what is removed", "Which member goes is decided after the links are found."),
    "F": ("mutual by itself", "Often it does not: that is why *mutual* is in the definition."),
    "G": (
        "a tie makes two links",
        "Put it on the plane: of equal distances the lowest row number counts, so the triangle "
        "has one neighbour and one link. Definitions that skip this allow two; lesson 14 counts "
        "what comes of it.",
    ),
}

two_links = Exercise(
    key="04.8",
    title="One sample in two links?",
    prompt=(
        "Try on the plane above to make one sample a member of two links. If you think that it "
        "cannot be, hand in the letter of the reason that holds in this course."
        f"\n\n```\n{WHY_NOT}\n```"
    ),
    stub="reason = ...",
    answer="reason",
    judge=value(as_choice(*"ABCDEFG")),
    hints=(
        "Add circles at exactly equal distances from one triangle: arrow keys move by equal steps.",
        "For two links it would have to be the nearest of two, and have two nearest itself.",
    ),
    solutions=("reason = 'B'", 'reason = "BB"[0]'),
    why=(
        "Every sample names one neighbour, the lowest row among equally near ones, and a link "
        "needs both to name each other: a sample is in one link at most, ties or not."
    ),
    misconceptions=tuple(
        Misconception(
            name=name,
            code=f"reason = {letter!r}",
            explanation=explanation,
            example=next(line for line in WHY_NOT.splitlines() if line.startswith(letter)),
        )
        for letter, (name, explanation) in CHOICES.items()
    ),
)


def synthetic_places(X, y):
    """Return where SMOTE, seed 0, puts its samples to make the classes equal, k at most five."""
    rows = np.flatnonzero(y == 1)
    n_new = len(y) - 2 * len(rows)
    return interpolated(
        X, smote(X, rows, n_new, k_neighbors=min(5, len(rows) - 1), random_state=SEED)
    )


def cannot_grow(y):
    """Return why SMOTE has nothing to do on a plane, or None."""
    n_majority, n_minority = np.bincount(y, minlength=2)
    if not n_majority or not n_minority:
        return "one class only", ""
    if n_minority == 1:
        return "a lone triangle", "SMOTE needs two to draw a segment."
    if n_majority <= n_minority:
        return "nothing to add", f"There are {n_majority} circles and {n_minority} triangles."
    return None


def find_bridge(X, y):
    """A synthetic sample amid circles although every triangle is nearest to a triangle."""
    if problem := cannot_grow(y):
        return problem
    nearest = nearest_neighbors(X, 1)[0][:, 0]
    astray = np.flatnonzero((y == 1) & (y[nearest] == 0))
    if len(astray):
        name = (
            "every triangle among circles" if len(astray) == (y == 1).sum() else "a stray triangle"
        )
        return name, f"Nearest to a circle: rows {astray.tolist()[:12]}."
    new = synthetic_places(X, y)
    everything = np.vstack([X, new])
    around = nearest_neighbors(
        everything, min(3, len(y)), rows=len(y) + np.arange(len(new)), among=np.arange(len(y))
    )[0]
    return None if (y[around] == 0).all(axis=1).any() else ("no synthetic sample amid circles", "")


def wall(left, right, *, columns=3):
    """Return a wall of circles with triangles on both sides of it."""
    circles = [[4 + 0.7 * i, 0.6 * j] for i in range(columns) for j in range(7)]
    X = np.array([*circles, *left, *right], dtype=float)
    return X, np.repeat([0, 1], [len(circles), len(left) + len(right)])


LEFT, RIGHT = [(1, 1.6), (1.2, 2), (0.9, 2.2)], [(8.6, 1.6), (8.8, 2), (8.5, 2.2)]

bridge = Challenge(
    key="05.7",
    title="A bridge through the majority",
    prompt=(
        "Make SMOTE (seed 0, up to five neighbours) put a synthetic sample where its three nearest "
        "original samples are all circles, although the nearest neighbour of every *original* "
        "triangle is a triangle."
    ),
    start=wall([*LEFT, (0.8, 1.2), (1.4, 1.3), (1.5, 1.8)], []),
    overlay="SMOTE",
    judge=goal(find_bridge),
    hints=(
        "New samples lie on segments between triangles. Where would a segment have to run?",
        "Two small groups: with more neighbours asked than a group has, segments leave it.",
    ),
    solutions=(moved(*wall(LEFT, RIGHT)), moved(*wall(LEFT[:2], RIGHT[:2]))),
    why=(
        "Nothing looks wrong before: every triangle is among its own. k larger than a group is "
        "what draws segments across the majority."
    ),
    misconceptions=(
        Misconception(
            name="one class only",
            code=moved(*wall([], [])),
            explanation="Without triangles there is nothing to interpolate.",
            example="21 circles, 0 triangles",
        ),
        Misconception(
            name="a lone triangle",
            code=moved(*wall(LEFT[:1], [])),
            explanation="A segment has two ends.",
            example="21 circles, 1 triangle",
        ),
        Misconception(
            name="nothing to add",
            code=moved(*wall([(0.2 * i, 2) for i in range(8)], [], columns=1)),
            explanation="SMOTE stops when the classes are equal.",
            example="7 circles, 8 triangles: nothing is drawn",
        ),
        Misconception(
            name="every triangle among circles",
            code=moved(*wall([(4.3, 0.3)], [(5.1, 3.3)])),
            explanation="Then the new samples are no worse than the old. Keep the old in company.",
            example="o ^ o      o ^ o",
        ),
        Misconception(
            name="a stray triangle",
            code=moved(*wall(LEFT, [(5.1, 1.5)])),
            explanation="One triangle already lies among circles; it would explain the rest.",
            example="^ ^ ^      o ^ o",
        ),
        Misconception(
            name="no synthetic sample amid circles",
            code=moved(*wall([*LEFT, (1.0, 1.2)], [])),
            explanation="All segments stay inside the group of triangles.",
            example="^-^      o o o\n ^",
        ),
    ),
)


def find_link_from_smote(X, y):
    """No link before SMOTE, at least one after."""
    if problem := cannot_grow(y):
        return problem
    n = len(tomek_links(X, y))
    if n:
        return ("a link before SMOTE" if n == 1 else "links before SMOTE"), f"There are {n}."
    new = synthetic_places(X, y)
    grown = np.vstack([X, new]), np.concatenate([y, np.ones(len(new), dtype=int)])
    return None if len(tomek_links(*grown)) else ("no link after SMOTE", "")


def pairs_across(*places):
    """Return majority pairs on a line with a gap, and triangles at some places."""
    circles = [[x, up] for x in (3.0, 4.0, 5.0, 6.0) for up in (1.0, 1.5, 2.0)]
    X = np.array([*circles, *places], dtype=float)
    return X, np.repeat([0, 1], [len(circles), len(places)])


COMPANY = [(0, 1.4), (0.3, 1.6), (9, 1.4), (8.7, 1.6)]

link_from_smote = Challenge(
    key="06.7",
    title="A link that SMOTE makes",
    prompt=(
        "Arrange samples without a single Tomek link so that SMOTE (seed 0, up to five neighbours) "
        "creates at least one. Step through SMOTETomek to see who then goes."
    ),
    start=pairs_across((0, 1.4), (0.3, 1.6), (0.1, 1.9), (0.4, 1.2)),
    overlay="SMOTETomek",
    judge=goal(find_link_from_smote),
    hints=(
        "A new link always has a synthetic member. It must be the nearest of a circle.",
        "Let segments run through the circles, as in lesson 05, but keep triangles in pairs.",
    ),
    solutions=(
        moved(*pairs_across(*COMPANY)),
        moved(*pairs_across((0, 1.1), (0.3, 1.0), (9, 1.9), (8.8, 2.1))),
    ),
    why=(
        "A sample added can end links between old samples and never makes one, so every new link "
        "has a synthetic member. SMOTETomek removes that member and the circle beside it."
    ),
    misconceptions=(
        Misconception(
            name="one class only",
            code=moved(*pairs_across()),
            explanation="Without triangles SMOTE has nothing to grow.",
            example="12 circles, 0 triangles",
        ),
        Misconception(
            name="a lone triangle",
            code=moved(*pairs_across((0, 1.4))),
            explanation="SMOTE needs a neighbour of the same class.",
            example="12 circles, 1 triangle",
        ),
        Misconception(
            name="nothing to add",
            code=moved(*pairs_across(*[(-1 - 0.1 * i, 1) for i in range(12)])),
            explanation="Equal classes: no synthetic sample, hence no new link.",
            example="12 circles, 12 triangles",
        ),
        Misconception(
            name="a link before SMOTE",
            code=moved(*pairs_across(*COMPANY, (6.3, 1.5))),
            explanation="One pair is a link before anything is added; move one of the two away.",
            example="before: o-^",
        ),
        Misconception(
            name="links before SMOTE",
            code=moved(*pairs_across(*COMPANY, (6.3, 1.0), (6.3, 2.0))),
            explanation="Several pairs are links before anything is added.",
            example="before: o-^  o-^",
        ),
        Misconception(
            name="no link after SMOTE",
            code=moved(*pairs_across((0, 1.4), (0.3, 1.6), (0.1, 1.8), (0.4, 1.1))),
            explanation="The synthetic samples stay with the triangles, and circles keep circles.",
            example="^^^^        o o o",
        ),
    ),
)
