"""Exercises of lesson 11, high dimension."""

import numpy as np

from course_lib.exercises.answers import as_int, as_number, as_pairs, as_rows
from course_lib.exercises.exercise import Exercise, Misconception
from course_lib.exercises.judges import data_set, function, value

TITLE = "Failure: high dimension"

q1 = Exercise(
    key="11.1",
    title="What a hub can hold",
    prompt=(
        "Twelve rows in fifty columns. `nearest` says for every row which row is its nearest "
        "neighbour, `y` holds the classes. Row 4 is a hub. Which pairs are Tomek links? Give a "
        "list of pairs of rows; paper is enough."
    ),
    stub="""\
nearest = np.array([4, 4, 4, 9, 8, 7, 4, 5, 4, 3, 4, 5])
y = np.array([1, 0, 1, 0, 0, 1, 1, 0, 1, 0, 0, 1])
link_rows = ...""",
    answer="link_rows",
    judge=value(as_pairs),
    hints=(
        "Row 4 is chosen by six rows. Whom does row 4 choose?",
        "Three pairs choose each other. Look at their classes.",
    ),
    solutions=(
        """\
nearest = np.array([4, 4, 4, 9, 8, 7, 4, 5, 4, 3, 4, 5])
y = np.array([1, 0, 1, 0, 0, 1, 1, 0, 1, 0, 0, 1])
rows = np.arange(12)
is_link = (nearest[nearest] == rows) & (y[nearest] != y) & (rows < nearest)
link_rows = np.column_stack([rows, nearest])[is_link]""",
        "link_rows = [(4, 8), (5, 7)]",
    ),
    why=(
        "However many rows choose a hub, it answers one of them: here six choose row 4, and five "
        "of these six can be in no link at all. Rows 3 and 9 are mutual but of one class."
    ),
    misconceptions=(
        Misconception(
            name="one direction only",
            code="link_rows = [(0, 4), (2, 4), (4, 6), (4, 8), (5, 7)]",
            explanation=(
                "These are all rows whose nearest is of the other class. Ask the chosen row whom "
                "it chooses."
            ),
            example="nearest[0] is 4, but nearest[4] is 8: rows 0 and 4 are no link.",
        ),
        Misconception(
            name="the class was not looked at",
            code="link_rows = [(3, 9), (4, 8), (5, 7)]",
            explanation="All of these are mutual; a Tomek link also joins two different classes.",
            example="nearest  [1, 0]\ny        [0, 0]\nmutual, but no link",
        ),
        Misconception(
            name="a hub answers everybody",
            code="link_rows = [(0, 4), (1, 4), (2, 4), (4, 6), (4, 8), (4, 10)]",
            explanation="You paired the hub with every row that chooses it. It has one nearest.",
            example="nearest  [1, 2, 1]\nrow 1 is chosen twice and answers row 2 only",
        ),
        Misconception(
            name="a hub answers every row of the other class",
            code="link_rows = [(0, 4), (2, 4), (4, 6), (4, 8)]",
            explanation=(
                "You paired the hub with every row of the other class that chooses it, and left "
                "out what happens away from the hub."
            ),
            example="nearest  [1, 2, 1]\ny        [1, 0, 1]\none link: rows 1 and 2",
        ),
        Misconception(
            name="the hub was left out",
            code="link_rows = [(5, 7)]",
            explanation="A hub may be in a link too: it has a nearest neighbour like any row.",
            example="nearest  [1, 2, 1]\ny        [0, 0, 1]\nrow 1 is chosen twice and in one link",
        ),
        Misconception(
            name="only the hub was looked at",
            code="link_rows = [(4, 8)]",
            explanation="That is a link. Rows that have nothing to do with the hub make links too.",
            example="nearest  [1, 2, 1, 4, 3]\nrows 3 and 4 are mutual without row 1",
        ),
        Misconception(
            name="mutual pairs of one class",
            code="link_rows = [(3, 9)]",
            explanation="This pair is mutual and of *one* class, the opposite of what is asked.",
            example="y  [0, 0]   no link\ny  [0, 1]   a link, if mutual",
        ),
        Misconception(
            name="rows counted from 1",
            code="link_rows = [(5, 9), (6, 8)]",
            explanation="Each row number is one too large. The first row is row 0.",
            example="nearest  [1, 0]\nrows 0 and 1 choose each other",
        ),
    ),
    otherwise="Go through the rows in order; write down i with its nearest if that answers.",
)

q2 = Exercise(
    key="11.2",
    title="How many errors are found",
    prompt=(
        "A table has 5,000 rows, one in twenty of the minority. Its mutual share is 0.24, and a "
        "share of 0.44 of the rows is somebody's nearest neighbour. Deep inside the majority, "
        "apart from one another, 50 samples carry the minority's label by mistake. About how many "
        "of the 50 are in a Tomek link? Give a whole number."
    ),
    stub="errors_found = ...",
    answer="errors_found",
    judge=value(as_int),
    hints=(
        "Whoever is nearest to such an error is of the other class. What else does a link need?",
        "A label does not move a sample: an error is in a mutual pair as often as any row.",
    ),
    solutions=("errors_found = 12", "errors_found = round(50 * 0.24)"),
    why=(
        "An error among the majority has a neighbour of the other class for certain, so it is in a "
        "link if its neighbour chooses it back, and that is what the mutual share counts: a "
        "quarter of 50, roughly."
    ),
    misconceptions=(
        Misconception(
            name="every lone sample makes a link",
            code="errors_found = 50",
            explanation=(
                "Lesson 04's lone samples were placed close to one other sample each. In general "
                "the neighbour of an error may prefer somebody else."
            ),
            example="position  0  1  1.5\nclass     1  0  0\nrow 0 is alone, and in no link",
        ),
        Misconception(
            name="those that are missed",
            code="errors_found = 38",
            explanation="That many are in no link. The question asks for the others.",
            example="of 10 errors 3 are in a link and 7 are not",
        ),
        Misconception(
            name="chosen is not answered",
            code="errors_found = 22",
            explanation=(
                "You took the share of rows that somebody chooses. It is a ceiling: the row that "
                "chooses an error need not be the one the error chooses."
            ),
            example="nearest  [1, 2, 3, 2]\nrow 1 is chosen, and in no mutual pair",
        ),
        Misconception(
            name="pairs in place of rows",
            code="errors_found = 6",
            explanation=(
                "You halved the share, as if it counted pairs. It counts rows, and the partner of "
                "an error is no error."
            ),
            example="4 rows, 1 mutual pair: the mutual share is 2/4",
        ),
        Misconception(
            name="all rows in mutual pairs",
            code="errors_found = 1200",
            explanation="That many of all the rows are in mutual pairs; only 50 rows are errors.",
            example="100 rows, 5 errors: at most 5 errors are found",
        ),
        Misconception(
            name="none at all",
            code="errors_found = 0",
            explanation="A small mutual share makes finds rare, not impossible.",
            example="mutual share 0.1: one error in ten is found",
        ),
        Misconception(
            name="the share of the minority",
            code="errors_found = 3",
            explanation=(
                "You multiplied by the share of the minority. The errors lie among the majority, "
                "so their neighbours are of the other class whatever that share is."
            ),
            example="an error's neighbours: circle, circle, circle",
        ),
    ),
    otherwise="Two things make a link: other classes, and a choice that is returned.",
)

q3 = Exercise(
    key="11.3",
    title="What holds",
    prompt=(
        "Which of these statements hold? Give a list of rows of the table.\n\n"
        "| row | statement |\n"
        "| --: | :-- |\n"
        "| 0 | With more columns there are more Tomek links. |\n"
        "| 1 | With more independent columns of one kind the mutual share falls. |\n"
        "| 2 | A row that is the nearest of 60 others is in at most one link. |\n"
        "| 3 | A table of 64 columns has an intrinsic dimension near 64. |\n"
        "| 4 | Once the mutual share is above one half, neighbours know the class. |\n"
        "| 5 | An F test per column finds the two columns of a ring around a disc. |\n"
        "| 6 | A single irrelevant column can replace most of the links. |\n"
        "| 7 | PCA finds two telling columns among 48 of noise, all standardised. |"
    ),
    stub="true_rows = ...",
    answer="true_rows",
    judge=value(as_rows),
    hints=(
        "For each statement there is a table or a figure in the lesson. Three hold.",
        "PCA looks for spread, the F test for unequal means, and neither for anything else.",
    ),
    solutions=(
        "true_rows = [1, 2, 6]",
        """\
wrong = {0: "see the four kinds", 3: "see the digits", 4: "see PCA on noise",
         5: "equal means", 7: "equal spread"}
true_rows = [row for row in range(8) if row not in wrong]""",
    ),
    why=(
        "The mechanism is true: hubs grow, a hub answers one row, pairs become rare. The laws "
        "about counts are not, and neither many pairs nor few columns prove that neighbours know "
        "a class."
    ),
    misconceptions=(
        Misconception(
            name="a law about counts",
            code="true_rows = [0, 1, 2, 6]",
            explanation="Look at the first table again: three of four kinds *lose* links.",
            example="links = rows / 2 x mutual share x unlike share\nthe first share falls",
        ),
        Misconception(
            name="columns taken for dimensions",
            code="true_rows = [1, 2, 3, 6]",
            explanation="Columns that move together count once. See the digits.",
            example="columns: height in cm, height in inches\ndimension: 1",
        ),
        Misconception(
            name="pairs taken for meaning",
            code="true_rows = [1, 2, 4, 6]",
            explanation="Two components of pure noise make pairs as often as any other plane.",
            example="noise in 2 columns: mutual share 0.62, and no class in sight",
        ),
        Misconception(
            name="the F test sees means only",
            code="true_rows = [1, 2, 5, 6]",
            explanation="Ring and disc have the same mean in both columns.",
            example="ring  -1  1   mean 0\ndisc   0  0   mean 0",
        ),
        Misconception(
            name="PCA does not know the class",
            code="true_rows = [1, 2, 6, 7]",
            explanation="Where all columns are equally spread, no direction stands out.",
            example="50 independent columns, each of variance 1: every direction has variance 1",
        ),
        Misconception(
            name="a hub answers many",
            code="true_rows = [1, 6]",
            explanation="You left out the hub. It has one nearest neighbour like any other row.",
            example="nearest  [1, 2, 1]\nrow 1 is chosen twice, and in one pair",
        ),
        Misconception(
            name="one column is harmless",
            code="true_rows = [1, 2]",
            explanation=(
                "You trust a single column. Compare its spread with the distance of two nearest "
                "neighbours."
            ),
            example="nearest neighbour at 0.05, column of spread 1: the column decides",
        ),
        Misconception(
            name="the false ones",
            code="true_rows = [0, 3, 4, 5, 7]",
            explanation="Those are the statements that do not hold.",
            example="asked for  true\ngiven      false",
        ),
    ),
    otherwise="Find for each statement the table that decides it.",
)

q4 = Exercise(
    key="11.4",
    title="How much noise is little",
    prompt=(
        "A third column of noise is added to a standardised plane, multiplied by `spread`. Of the "
        "values 1, 0.3, 0.1, 0.03, 0.01 and 0.003, which is the largest that leaves at least nine "
        "in ten of the plane's Tomek links, as pairs of rows?"
    ),
    setup="""\
import numpy as np
from course_lib import datasets
from course_lib.samplers import tomek_links""",
    stub="""\
X, y = datasets.overlapping_moons(900, 100, random_state=0)
plane = X / X.std(axis=0)
noise = np.random.default_rng(0).normal(size=1000)
spread = ...""",
    answer="spread",
    judge=value(as_number(4)),
    hints=(
        "`np.column_stack([plane, 0.3 * noise])` is the plane with such a column.",
        "Turn both sets of links into sets of tuples and count what they share.",
    ),
    solutions=(
        """\
X, y = datasets.overlapping_moons(900, 100, random_state=0)
plane = X / X.std(axis=0)
noise = np.random.default_rng(0).normal(size=1000)
pairs = lambda Z: set(map(tuple, tomek_links(Z, y).tolist()))
left = {s: len(pairs(plane) & pairs(np.column_stack([plane, s * noise])))
        for s in (1, 0.3, 0.1, 0.03, 0.01, 0.003)}
spread = max(s for s, count in left.items() if count >= 0.9 * len(pairs(plane)))""",
        "spread = 1 / 100",
    ),
    why=(
        "A column matters by its spread against the distance of nearest neighbours, a few "
        "hundredths here, and not against the spread of the other columns. Standardising gives "
        "an irrelevant column a spread of 1."
    ),
    misconceptions=(
        Misconception(
            name="links counted, not compared",
            code="spread = 1",
            explanation=(
                "The *number* of links hardly changes even then. Compare which pairs they are."
            ),
            example="before  (0, 1) (4, 7)\nafter   (0, 3) (5, 7)\ntwo links each, none in both",
        ),
        Misconception(
            name="small against the other columns",
            code="spread = 0.3",
            explanation=(
                "A third of the other columns' spread is still many times the distance of nearest "
                "neighbours."
            ),
            example="neighbours at distance 0.04\na column that differs by 0.3 decides",
        ),
        Misconception(
            name="a tenth taken for nothing",
            code="spread = 0.1",
            explanation="At a tenth of their spread the column changes far more than a tenth.",
            example="20 links, 11 of them left: that is 55 in a hundred",
        ),
        Misconception(
            name="most is not nine in ten",
            code="spread = 0.03",
            explanation="Most of the links stay, but fewer than nine in ten.",
            example="20 links, 17 of them left: 85 in a hundred",
        ),
        Misconception(
            name="the smallest of all",
            code="spread = 0.003",
            explanation="That one is safe. The *largest* safe value is asked.",
            example="safe: 2, 3, 5\nthe largest of them is 5",
        ),
        Misconception(
            name="only no noise is safe",
            code="spread = 0",
            explanation="Choose one of the six values; a little noise leaves the links alone.",
            example="0 is the limit, not one of the values",
        ),
        Misconception(
            name="the share of links left",
            code="spread = 0.9",
            explanation="That is the share that has to be left. The spread is asked.",
            example="spread 5 leaves a share of 0.2: the answer would be 5",
        ),
    ),
    otherwise="Count the links that are in both sets, for each of the six values.",
)


def _no_hub(X, y):
    """Look for a row that is strictly nearest to six rows of the other class."""
    labels = np.unique(y)
    if len(labels) != 2:
        return "not two classes", f"Your labels have {len(labels)} value{'s' * (len(labels) > 1)}."
    if len(X) > 12:
        return "too many samples", f"You used {len(X)}."
    if len(X) < 7:
        return "too few samples", f"You used {len(X)}."
    distances = np.linalg.norm(X[:, None] - X[None], axis=2)
    np.fill_diagonal(distances, np.inf)
    ordered = np.sort(distances, axis=1)
    if not ordered[:, 0].all():
        return "coincident samples", ""
    if (ordered[:, 1] - ordered[:, 0] <= 1e-9 * ordered[:, 1]).any():
        return "equal distances", ""
    nearest = distances.argmin(axis=1)
    chosen = np.bincount(nearest, minlength=len(X))
    foreign = np.bincount(nearest[y[nearest] != y], minlength=len(X))
    if foreign.max() >= 6:
        return None
    if chosen.max() >= 6:
        return "a hub among its own class", ""
    name = "no room in so few columns" if X.shape[1] < 3 else "not chosen often enough"
    return name, f"Your best row is the nearest of {chosen.max()}."


q5 = Exercise(
    key="11.5",
    title="Build a hub",
    prompt=(
        "Build a data set of at most twelve samples of two classes in which one sample is the "
        "nearest neighbour of at least six samples of the other class, in as many columns as you "
        "need. No sample may have two nearest neighbours at the same distance. (Six misplaced "
        "neighbours, and at most one of them can be in a link.)"
    ),
    stub="""\
X = ...
y = ...""",
    answer="X, y",
    judge=data_set(_no_hub),
    hints=(
        "Put the hub at the origin. Each of the others has to be nearer to it than to one another: "
        "as seen from the hub, more than 60 degrees apart.",
        "Six such directions do not fit into 360 degrees. How many directions at right angles or "
        "opposite to one another are there in three columns?",
        "Let the distances from the origin differ a little, or the hub itself has a tie.",
    ),
    solutions=(
        """\
X = [[0, 0, 0], [1, 0, 0], [-1.1, 0, 0], [0, 1.2, 0], [0, -1.3, 0], [0, 0, 1.4], [0, 0, -1.5]]
y = [0, 1, 1, 1, 1, 1, 1]""",
        """\
X = np.vstack([np.zeros(6), np.diag([1.0, 1.1, 1.2, 1.3, 1.4, 1.5])])
y = np.array(["b", "a", "a", "a", "a", "a", "a"])""",
    ),
    why=(
        "In the plane a sample is the nearest of five others at most; every further column makes "
        "room for more, and with it for larger hubs. Of all that choose it, the hub answers one."
    ),
    misconceptions=(
        Misconception(
            name="not two classes",
            code="X = [[0, 0], [1, 0], [3, 1]]\ny = [0, 0, 0]",
            explanation="The hub is of one class and the six that choose it of the other.",
            example="class  0  1  1  1  1  1  1",
        ),
        Misconception(
            name="too many samples",
            code="X = [[float(i**2)] for i in range(13)]\ny = [0] + [1] * 12",
            explanation="At most twelve samples: one hub and those that choose it are enough.",
            example="1 hub + 6 samples = 7",
        ),
        Misconception(
            name="too few samples",
            code="X = [[0.0], [1.0], [-1.1]]\ny = [0, 1, 1]",
            explanation="A hub of six has six samples beside itself.",
            example="1 hub + 6 samples = 7",
        ),
        Misconception(
            name="coincident samples",
            code="X = [[0.0]] * 2 + [[float(3**i)] for i in range(6)]\ny = [0] + [1] * 7",
            explanation="Two samples in one place are each other's nearest. Move one.",
            example="position  0  0  1\nrow 0 and row 1 have no distance",
        ),
        Misconception(
            name="equal distances",
            code="""\
angles = np.arange(6) * np.pi / 3
X = np.vstack([[0, 0], np.column_stack([np.cos(angles), np.sin(angles)])])
y = [0, 1, 1, 1, 1, 1, 1]""",
            explanation=(
                "Some sample has two nearest neighbours at the same distance, so a tie rule would "
                "decide. In a regular hexagon the corners are as far from each other as from the "
                "centre."
            ),
            example="position  -1  0  1\nthe sample at 0 is equally far from both",
        ),
        Misconception(
            name="no room in so few columns",
            code="""\
angles = np.arange(6) * np.pi / 3
X = np.vstack([[0, 0], (np.linspace(1, 1.3, 6) * [np.cos(angles), np.sin(angles)]).T])
y = [0, 1, 1, 1, 1, 1, 1]""",
            explanation=(
                "On a line a sample is the nearest of two others at most, in the plane of five: "
                "two that choose it are more than 60 degrees apart."
            ),
            example="position  -1  0  1.1  2\nthe sample at 0 cannot be the nearest of 2",
        ),
        Misconception(
            name="a hub among its own class",
            code="""\
X = np.vstack([np.zeros(6), np.diag([1.0, 1.1, 1.2, 1.3, 1.4, 1.5]), np.full(6, 50.0)])
y = [0, 0, 0, 0, 0, 0, 0, 1]""",
            explanation="Six or more choose this sample, but not six of the other class.",
            example="hub 0, chosen by 0 0 0 0 0 1",
        ),
        Misconception(
            name="not chosen often enough",
            code="""\
X = np.vstack([np.zeros(6), np.diag([1.0, 9.0, 9.5, 10.0, 10.5, 11.0]), np.full(6, 5.0)])
X[2:7, 0] = 9
y = [0, 1, 1, 1, 1, 1, 1, 1]""",
            explanation="There is room in these columns, but no sample is the nearest of six.",
            example="row 1 is nearer to row 2 than to the hub: it does not choose the hub",
        ),
    ),
    otherwise="List for every sample which one is its nearest, and count.",
)

_LINE = np.array([[0.0], [1.0], [2.5], [6.0], [7.0]])
_PLANE = np.array([[0.0, 0.0], [3.0, 0.0], [2.0, 2.0], [9.0, 9.0], [9.0, 10.5], [30.0, 0.0]])
_WIDE = np.random.default_rng(0).normal(size=(60, 25)).round(3)

q6 = Exercise(
    key="11.6",
    title="Write the mutual share",
    prompt=(
        "Write `my_share(X)`: for an array of shape (n, d), the share of rows that are the nearest "
        "neighbour of their own nearest neighbour. Distances are Euclidean; a row is never its own "
        "neighbour, by its number; ties go to the lowest row."
    ),
    stub="""\
def my_share(X):
    share = ...
    return share""",
    answer="my_share",
    judge=function(
        as_number(4),
        (np.array([[0.0], [1.0], [3.0]]),),
        (_LINE,),
        (_PLANE,),
        (_WIDE,),
        (_WIDE * [[10.0] + 24 * [1.0]],),
        (np.array([[0.0], [20000.0]]),),
        (np.array([[0.0], [3.0], [4.0], [9.0], [12.0]]) + 2.0**30,),
        (np.array([[0.0, 0.0], [0.0, 0.0], [0.0, 0.0], [1.0, 0.0], [1.0, 0.0]]),),
    ),
    hints=(
        "A matrix of distances with infinity on its diagonal, and `argmin` along each row, give "
        "every row's choice.",
        "If `nearest` holds the choices, `nearest[nearest]` holds the choices of the chosen.",
    ),
    solutions=(
        """\
def my_share(X):
    distances = np.linalg.norm(X[:, None] - X[None], axis=2)
    np.fill_diagonal(distances, np.inf)
    nearest = distances.argmin(axis=1)
    return np.mean(nearest[nearest] == np.arange(len(X)))""",
        """\
def my_share(X):
    def choice(a):
        others = [b for b in range(len(X)) if b != a]
        return min(others, key=lambda b: (((X[a] - X[b]) ** 2).sum(), b))

    return sum(choice(choice(a)) == a for a in range(len(X))) / len(X)""",
    ),
    why=(
        "One matrix, one `argmin`, one comparison; no labels anywhere. Times half the rows this is "
        "the number of pairs that can be links."
    ),
    misconceptions=(
        Misconception(
            name="pairs in place of rows",
            code="""\
def my_share(X):
    distances = np.linalg.norm(X[:, None] - X[None], axis=2)
    np.fill_diagonal(distances, np.inf)
    nearest = distances.argmin(axis=1)
    return np.mean((nearest[nearest] == np.arange(len(X))) & (nearest > np.arange(len(X))))""",
            explanation="You count each mutual pair once; both of its rows count.",
            example=(np.array([[0.0], [1.0]]),),
        ),
        Misconception(
            name="chosen is not chosen back",
            code="""\
def my_share(X):
    distances = np.linalg.norm(X[:, None] - X[None], axis=2)
    np.fill_diagonal(distances, np.inf)
    return len(np.unique(distances.argmin(axis=1))) / len(X)""",
            explanation=(
                "That is the share of rows that anybody chooses. A row may be chosen by one and "
                "choose another."
            ),
            example=(np.array([[0.0], [1.0], [1.9], [2.7]]),),
        ),
        Misconception(
            name="the diagonal was left at zero",
            code="""\
def my_share(X):
    distances = np.linalg.norm(X[:, None] - X[None], axis=2)
    nearest = distances.argmin(axis=1)
    return np.mean(nearest[nearest] == np.arange(len(X)))""",
            explanation="Every row finds itself at distance 0 and answers itself.",
            example=(np.array([[0.0], [1.0], [2.5]]),),
        ),
        Misconception(
            name="the first column is not always the row itself",
            code="""\
def my_share(X):
    distances = np.linalg.norm(X[:, None] - X[None], axis=2)
    nearest = distances.argsort(axis=1, kind="stable")[:, 1]
    return np.mean(nearest[nearest] == np.arange(len(X)))""",
            explanation=(
                "You dropped the first of the sorted rows as the row itself. Among coincident rows "
                "the first may be another."
            ),
            example=(np.array([[0.0], [0.0], [0.0], [5.0]]),),
        ),
        Misconception(
            name="Manhattan distance",
            code="""\
def my_share(X):
    distances = abs(X[:, None] - X[None]).sum(axis=2)
    np.fill_diagonal(distances, np.inf)
    nearest = distances.argmin(axis=1)
    return np.mean(nearest[nearest] == np.arange(len(X)))""",
            explanation="You add up absolute differences; Euclidean distance is asked.",
            example=(np.array([[0.0, 0.0], [3.0, 0.0], [2.0, 2.0], [2.0, 4.95]]),),
        ),
        Misconception(
            name="in each other's two nearest",
            code="""\
def my_share(X):
    distances = np.linalg.norm(X[:, None] - X[None], axis=2)
    np.fill_diagonal(distances, np.inf)
    near = distances.argsort(axis=1, kind="stable")[:, :2]
    return np.mean([any(a in near[b] for b in near[a]) for a in range(len(X))])""",
            explanation="You let each row choose two. One is asked, and one answer.",
            example=(np.array([[0.0], [1.0], [2.5]]),),
        ),
        Misconception(
            name="standardised first",
            code="""\
def my_share(X):
    Z = X / np.where(X.std(axis=0) > 0, X.std(axis=0), 1)
    distances = np.linalg.norm(Z[:, None] - Z[None], axis=2)
    np.fill_diagonal(distances, np.inf)
    nearest = distances.argmin(axis=1)
    return np.mean(nearest[nearest] == np.arange(len(X)))""",
            explanation=(
                "You scale the columns. That is right for real data and is a decision of its own; "
                "here the columns are taken as they are."
            ),
            example=(np.array([[5.0, 20.0], [4.0, 60.0], [4.0, 50.0], [7.0, 0.0]]),),
        ),
        Misconception(
            name="squares that lose the digits",
            code="""\
def my_share(X):
    squares = (X**2).sum(axis=1)
    distances = squares[:, None] - 2 * X @ X.T + squares
    np.fill_diagonal(distances, np.inf)
    nearest = distances.argmin(axis=1)
    return np.mean(nearest[nearest] == np.arange(len(X)))""",
            explanation=(
                "`|a|² - 2ab + |b|²` subtracts large squares from each other. Far from zero "
                "nothing of a small distance is left; subtract the coordinates first."
            ),
            example=(np.array([[0.0], [3.0], [4.0], [9.0], [12.0]]) + 2.0**30,),
        ),
        Misconception(
            name="a diagonal that is too small",
            code="""\
def my_share(X):
    distances = np.linalg.norm(X[:, None] - X[None], axis=2)
    np.fill_diagonal(distances, 9999)
    nearest = distances.argmin(axis=1)
    return np.mean((nearest[nearest] == np.arange(len(X))) & (nearest != np.arange(len(X))))""",
            explanation=(
                "Where all others are farther away than the number on your diagonal, a row chooses "
                "itself. Only infinity is larger than every distance."
            ),
            example=(np.array([[0.0], [20000.0]]),),
        ),
        Misconception(
            name="a tie makes no pair",
            code="""\
def my_share(X):
    distances = np.linalg.norm(X[:, None] - X[None], axis=2)
    np.fill_diagonal(distances, np.inf)
    least = distances.min(axis=1)
    alone = (distances == least[:, None]).sum(axis=1) == 1
    nearest = distances.argmin(axis=1)
    mutual = (nearest[nearest] == np.arange(len(X))) & alone & alone[nearest]
    return np.mean(mutual)""",
            explanation="Here ties go to the lowest row, so a tied row still has one neighbour.",
            example=(np.array([[0.0], [1.0], [2.0]]),),
        ),
    ),
    otherwise="Check a line of three samples by hand.",
)
