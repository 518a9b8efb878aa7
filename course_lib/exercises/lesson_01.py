"""Exercises of lesson 01, nearest neighbours."""

import contextlib
import io

import numpy as np

from course_lib.exercises.answers import Misread, as_array, as_rows
from course_lib.exercises.exercise import Exercise, Misconception
from course_lib.exercises.judges import data_set, function, value
from course_lib.neighbors import nearest_neighbors

TITLE = "Nearest neighbours"


def _list_of(number, count):
    """Return a reader of `count` row numbers, which may stand in one column."""
    asked = f"A list of {number} row numbers is asked."

    def read(answer):
        try:
            array = as_array(answer)
        except Misread as mistake:
            sentence = mistake.sentence.replace("An array of numbers is asked.", asked)
            raise Misread(mistake.name, sentence) from None
        array = array[:, 0] if array.shape == (count, 1) else array
        if array.shape != (count,):
            raise Misread("not one row number each", f"{asked} This has shape {array.shape}.")
        return array

    return read


def _named_by(symptom, judge):
    """Return `judge`, which names a wrong answer without a name by ``symptom(answer)``."""

    def naming(exercise, answer):
        verdict = judge(exercise, answer)
        if verdict.status != "wrong" or verdict.misconception is not None:
            return verdict
        name = symptom(answer)
        return verdict if name is None else exercise.wrong(name, block=verdict.block)

    return naming


def _is_itself(neighbor_rows):
    return neighbor_rows == np.arange(len(neighbor_rows))[:, None]


q1 = Exercise(
    key="01.1",
    title="What changes who is near?",
    prompt=(
        "`X` holds 50 samples with three features in different units, and near means Euclidean "
        "distance. Each row of this table does one thing to the data or the distance:\n\n"
        "| row | what is done |\n"
        "| --: | :-- |\n"
        "| 0 | 100 is added to every value of column 0, in exact arithmetic |\n"
        "| 1 | every column is multiplied by 10 |\n"
        "| 2 | column 0 alone is multiplied by 10 |\n"
        "| 3 | the columns are put in another order |\n"
        "| 4 | column 0 changes its sign |\n"
        "| 5 | a copy of column 0 is added as a fourth column |\n"
        "| 6 | a column of ones is added |\n"
        "| 7 | the square root of the distance is left out |\n"
        "| 8 | every column is divided by its own standard deviation |\n\n"
        "Which rows of the table can give a sample another nearest neighbour? Predict, then check. "
        "Give a list of row numbers."
    ),
    stub="changing_rows = ...",
    answer="changing_rows",
    judge=value(as_rows),
    hints=(
        "Write the squared distance of two samples as a sum of three squared differences. Which "
        "terms does each row of the table touch?",
        "Nobody changes neighbours if all distances stay the same, or if all grow by one factor.",
        "Three rows of the table give the columns new weights.",
    ),
    solutions=(
        """\
rng = np.random.default_rng(0)
X = rng.normal(size=(50, 3)) * [1, 5, 25]

def nearest(X, root=np.sqrt):
    distances = root(((X[:, None] - X) ** 2).sum(axis=2))
    np.fill_diagonal(distances, np.inf)
    return distances.argmin(axis=1)

first = X[:, :1]
after = [nearest(X + [100, 0, 0]), nearest(X * 10), nearest(X * [10, 1, 1]), nearest(X[:, ::-1]),
         nearest(X * [-1, 1, 1]), nearest(np.hstack([X, first])),
         nearest(np.hstack([X, np.ones((50, 1))])), nearest(X, root=np.positive),
         nearest(X / X.std(axis=0))]
changing_rows = [row for row, other in enumerate(after) if (other != nearest(X)).any()]""",
        "changing_rows = [2, 5, 8]",
    ),
    why=(
        "Only the *relative* weights of the columns decide. A change of unit, a copy of a column "
        "and standardising all set new weights. A common factor, an offset, a sign, an order, a "
        "constant or the root changes no order of distances."
    ),
    misconceptions=(
        Misconception(
            name="an offset counted as a change",
            code="changing_rows = [0, 2, 5, 8]",
            explanation=(
                "You counted row 0. What is added to both samples vanishes when they are "
                "subtracted."
            ),
            example="positions  3    5      difference 2\nafterwards 103  105    difference 2",
        ),
        Misconception(
            name="a common factor counted as a change",
            code="changing_rows = [1, 2, 5, 8]",
            explanation=(
                "You counted row 1. All distances grow by the same factor: their order stays."
            ),
            example="distances  2   3\ntimes 10   20  30",
        ),
        Misconception(
            name="the order of the columns counted",
            code="changing_rows = [2, 3, 5, 8]",
            explanation="You counted row 3. The same squares are added up, in another order.",
            example="3² + 4² = 4² + 3²",
        ),
        Misconception(
            name="a change of sign counted",
            code="changing_rows = [2, 4, 5, 8]",
            explanation=(
                "You counted row 4. The differences in column 0 change their sign, not their "
                "square."
            ),
            example=(
                "positions  3   5     squared difference 4\nmirrored   -3  -5    squared "
                "difference 4"
            ),
        ),
        Misconception(
            name="a constant column counted",
            code="changing_rows = [2, 5, 6, 8]",
            explanation="You counted row 6. Every difference in that column is 0.",
            example="(1 - 1)² = 0 is added to every squared distance.",
        ),
        Misconception(
            name="the missing root counted",
            code="changing_rows = [2, 5, 7, 8]",
            explanation=(
                "You counted row 7. The nearest stays nearest when all distances are squared."
            ),
            example="distances  2  3\nsquares    4  9",
        ),
        Misconception(
            name="the copied column overlooked",
            code="changing_rows = [2, 8]",
            explanation="You left out row 5. A column that stands there twice counts twice.",
            example="""\
differences       (3, 0)     (0, 4)     nearer: the first
first one copied  (3, 0, 3)  (0, 4, 0)
squares           18         16         nearer: the second""",
        ),
        Misconception(
            name="standardising overlooked",
            code="changing_rows = [2, 5]",
            explanation="You left out row 8. Each column is divided by a number of its own.",
            example="""\
differences          (3, 0)  (0, 4)    nearer: the first
divided by (1, 2)    (3, 0)  (0, 2)    nearer: the second""",
        ),
        Misconception(
            name="only the explicit change of unit",
            code="changing_rows = [2]",
            explanation=(
                "Row 2 is right. Two more rows of the table change the columns' weights "
                "unannounced."
            ),
            example="""\
differences      (3, 0)  (0, 4)    nearer: the first
other weights    (6, 0)  (0, 4)    nearer: the second""",
        ),
        Misconception(
            name="the question was turned round",
            code="changing_rows = [0, 1, 3, 4, 6, 7]",
            explanation=(
                "These are the rows that leave every neighbour as it is. The others are asked."
            ),
            example="adding 100 to both samples changes no difference.",
        ),
    ),
    otherwise="Ask of each row: does it change the weight of one column against another?",
)

_LINE = np.array([6, 0, 13, 6, 3, 10, 16, 21])


def _what_is_wrong_on_the_line(answer):
    """Name what is wrong where the only trouble is with twins or ties."""
    rows = np.asarray(answer).reshape(8)
    if not np.isin(rows, np.arange(8)).all():
        return None
    rows = rows.astype(int)
    distances = abs(_LINE[:, None] - _LINE).astype(float)
    chosen = distances[np.arange(8), rows]
    np.fill_diagonal(distances, np.inf)
    if (chosen != distances.min(axis=1)).any():
        return None
    itself = _is_itself(rows[:, None]).any()
    return "a twin chose itself" if itself else "one tie went to another row"


q2 = Exercise(
    key="01.2",
    title="Neighbours on a line",
    prompt=(
        "Eight samples lie on a line, at the positions `x`. Which row is nearest to each row? Use "
        "the two rules of this course: a row is not its own neighbour, by its number, and ties go "
        "to the lowest row. Give a list of eight row numbers."
    ),
    stub="""\
x = np.array([6, 0, 13, 6, 3, 10, 16, 21])
nearest_on_line = ...""",
    answer="nearest_on_line",
    judge=_named_by(_what_is_wrong_on_the_line, value(_list_of("eight", 8))),
    hints=(
        "Draw the line and write the row numbers, not the positions, beside the marks. Two rows "
        "share a mark.",
        "Row 0 has a neighbour at distance 0. It is not row 0.",
        "Rows 2 and 4 have a tie: they lie exactly between others.",
    ),
    solutions=(
        """\
x = np.array([6, 0, 13, 6, 3, 10, 16, 21])
distances = abs(x[:, None] - x).astype(float)
np.fill_diagonal(distances, np.inf)
nearest_on_line = distances.argmin(axis=1)""",
        "nearest_on_line = [3, 4, 5, 0, 0, 2, 2, 6]",
    ),
    why=(
        "Rows 0 and 3 share a place and are each other's nearest. Row 2 lies between rows 5 and 6, "
        "row 4 between row 1 and the two at 6: the lowest row wins. Row 6 chooses row 2, but row 2 "
        "chooses row 5: nearest is not mutual."
    ),
    misconceptions=(
        Misconception(
            name="each row chose itself",
            code="nearest_on_line = [0, 1, 2, 3, 4, 5, 6, 7]",
            explanation=(
                "A row is at distance 0 from itself, which says nothing. Leave it out, by its "
                "number."
            ),
            example="position  0  1\nrow       0  1\nrow 0 chooses row 1.",
        ),
        Misconception(
            name="twins were skipped",
            code="nearest_on_line = [4, 4, 5, 4, 0, 2, 2, 6]",
            explanation=(
                "You left out every distance of 0. Only the row itself is left out; another row in "
                "the same place is as near as a neighbour can be."
            ),
            example="position  0  0  1\nrow       0  1  2\nrow 0 chooses row 1.",
        ),
        Misconception(
            name="a twin chose itself",
            code="""\
from sklearn.neighbors import NearestNeighbors

x = np.array([[6, 0, 13, 6, 3, 10, 16, 21]]).T
nearest_on_line = NearestNeighbors(n_neighbors=2).fit(x).kneighbors(x)[1][:, 1]""",
            explanation=(
                "A row that shares its place with another has chosen itself. Dropping the first of "
                "two neighbours as the row itself drops its twin as often; leave the row out by "
                "its number."
            ),
            example="position  0  0  1\nrow       0  1  2\nrows 0 and 1 choose each other.",
        ),
        Misconception(
            name="one tie went to another row",
            code="nearest_on_line = [3, 4, 6, 0, 0, 2, 2, 6]",
            explanation=(
                "Every row you name is as near as can be, but where several are equally near, one "
                "choice is not the lowest row number."
            ),
            example=(
                "position  5  0  5  10\nrow       0  1  2  3\nrows 0 and 2 are equally near to "
                "rows 1 and 3: both choose row 0."
            ),
        ),
        Misconception(
            name="a tie went to the highest row",
            code="nearest_on_line = [3, 4, 6, 0, 3, 2, 2, 6]",
            explanation="Among equally near rows the lowest row number is taken.",
            example=(
                "position  1  0  2\nrow       0  1  2\nrow 0 lies between both and chooses row 1."
            ),
        ),
        Misconception(
            name="positions, not row numbers",
            code="nearest_on_line = [6, 3, 10, 6, 6, 13, 13, 16]",
            explanation="These are the places of the neighbours. Give the rows that stand there.",
            example="position  6  0  13\nrow       0  1  2",
        ),
        Misconception(
            name="distances, not row numbers",
            code="nearest_on_line = [0, 3, 3, 0, 3, 3, 3, 5]",
            explanation="This is how far the nearest neighbour is. The question asks who it is.",
            example="position  0  3\nrow       0  1\nrow 0 chooses row 1, at distance 3.",
        ),
        Misconception(
            name="rows counted from 1",
            code="nearest_on_line = [4, 5, 6, 1, 1, 3, 3, 7]",
            explanation="Each row number is one too large. The first row is row 0.",
            example="position  6  0  13\nrow       0  1  2",
        ),
        Misconception(
            name="the neighbour in the table",
            code="nearest_on_line = [1, 0, 1, 2, 3, 4, 5, 6]",
            explanation=(
                "You took the row that stands beside it in `x`. The order of a table says nothing "
                "about distance."
            ),
            example="position  0  9  1\nrow       0  1  2\nrow 0 chooses row 2.",
        ),
        Misconception(
            name="the samples were paired off",
            code="nearest_on_line = [3, 4, 5, 0, 1, 2, 7, 6]",
            explanation=(
                "You gave each row a partner of its own. Several rows may choose the same "
                "neighbour, and being chosen obliges nobody."
            ),
            example=(
                "position  0  1  3\nrow       0  1  2\nrow 2 chooses row 1, row 1 chooses row 0."
            ),
        ),
        Misconception(
            name="looking in one direction",
            code="nearest_on_line = [3, 4, 6, 5, 0, 2, 7, 6]",
            explanation=(
                "You took the next sample to the right. Look to both sides and take the nearer."
            ),
            example="position  0  1  9\nrow       0  1  2\nrow 1 chooses row 0.",
        ),
    ),
    otherwise=(
        "Go through the rows one by one and write down the distance to the left and to the right."
    ),
)

q3 = Exercise(
    key="01.3",
    title="One row, four metrics",
    prompt=(
        'Who is nearest to row 0? Change one parameter, `metric=`, through `"euclidean"`, '
        '`"manhattan"`, `"chebyshev"` and `"cosine"`, by code or by hand. Give a list of '
        "four row numbers, in that order."
    ),
    stub="""\
X_five = np.array([[10, 16], [5, 8], [8, 10], [15, 11], [3, 16]])
nearest_by_metric = ...""",
    answer="nearest_by_metric",
    judge=value(_list_of("four", 4)),
    hints=(
        "Write the differences to row 0 first: row 1 differs by 5 and by 8.",
        "Euclid squares and adds, Manhattan adds, Chebyshev keeps the larger difference alone.",
        "For the cosine draw an arrow from the origin to each sample. One arrow points exactly "
        "where row 0's does.",
    ),
    solutions=(
        """\
X_five = np.array([[10, 16], [5, 8], [8, 10], [15, 11], [3, 16]])
from course_lib.neighbors import nearest_neighbors

metrics = ["euclidean", "manhattan", "chebyshev", "cosine"]
nearest_by_metric = [
    nearest_neighbors(X_five, rows=[0], metric=metric)[0][0, 0] for metric in metrics
]""",
        "nearest_by_metric = [2, 4, 3, 1]",
    ),
    why=(
        "Four metrics, four neighbours. Row 4 differs in one feature only, which Manhattan "
        "rewards; row 3 differs in both by the same amount, which Chebyshev counts once; row 1 is "
        "row 0 at half the size, which the cosine cannot see."
    ),
    misconceptions=(
        Misconception(
            name="one neighbour for all metrics",
            code="nearest_by_metric = [2, 2, 2, 2]",
            explanation=(
                "You gave one row for all. Metrics do not only change how long a distance is, they "
                "change which of two distances is longer."
            ),
            example=(
                "differences  (3, 3)  (5, 0)\nEuclid       4.24    5.00\nManhattan    6       5"
            ),
        ),
        Misconception(
            name="row 0 itself",
            code="nearest_by_metric = [0, 0, 0, 0]",
            explanation="Row 0 is at distance 0 from itself under every metric. Leave it out.",
            example="position  0  1\nrow       0  1\nrow 0 chooses row 1.",
        ),
        Misconception(
            name="Manhattan and Chebyshev swapped",
            code="nearest_by_metric = [2, 3, 4, 1]",
            explanation="Manhattan adds the differences up; Chebyshev takes the largest of them.",
            example="difference  (3, 4)\nManhattan   7\nChebyshev   4",
        ),
        Misconception(
            name="Chebyshev with the smallest difference",
            code="nearest_by_metric = [2, 4, 4, 1]",
            explanation="You took the smaller of the two differences. Chebyshev takes the larger.",
            example="difference  (0, 7)\nChebyshev   7, not 0",
        ),
        Misconception(
            name="the cosine taken for a length",
            code="nearest_by_metric = [2, 4, 3, 2]",
            explanation=(
                "Under the cosine only the direction from the origin counts. A sample twice as "
                "long in the same direction is at distance 0."
            ),
            example="sample (1, 1): (5, 5) is at distance 0, (1, 2) is not.",
        ),
        Misconception(
            name="the widest angle",
            code="nearest_by_metric = [2, 4, 3, 3]",
            explanation=(
                "You took the smallest cosine. A small angle has a *large* cosine; the distance is "
                "one minus it."
            ),
            example="angle     0  90 degrees\ncosine    1  0\ndistance  0  1",
        ),
        Misconception(
            name="places among the others",
            code="nearest_by_metric = [1, 3, 2, 0]",
            explanation=(
                "You left row 0 out and counted the rest from 0. A place among the others is not a "
                "row number of `X_five`."
            ),
            example="row            0  1  2\nwithout row 0     0  1",
        ),
        Misconception(
            name="farthest, not nearest",
            code="nearest_by_metric = [1, 1, 1, 3]",
            explanation="These rows have the largest distance to row 0.",
            example="distances  2  3\nnearest    the first",
        ),
    ),
    otherwise=(
        "Write the two differences to row 0 beside each row, then apply one metric at a time."
    ),
)


def _unit_is_harmless(X, y):
    """Name what keeps a new unit of column 0 from giving every row a foreign neighbour."""
    n, d = X.shape
    if n > 6:
        return "too many samples", f"You used {n}."
    if len(np.unique(y)) != 2:
        return "not two classes", f"Different labels in yours: {len(np.unique(y))}."
    if min(np.unique(y, return_counts=True)[1]) == 1:
        return "a class of one", ""
    if d == 1:
        return "a single feature", ""
    if d > 2:
        return "more than two columns", f"Yours has {d}."
    if np.ptp(X[:, 0]) == 0:
        return "nothing in column 0 to convert", ""
    kilometres = np.column_stack([X[:, 0] / 1000, X[:, 1:]])
    for unit, table in {"metres": X, "kilometres": kilometres}.items():
        tied = _tied_across_classes(table, y)
        if len(tied):
            return "a tie across the classes", f"In {unit}: rows {tied}."
    own_before, own_after = (y[_nearest(table)] == y for table in (X, kilometres))
    if not own_before.all():
        return "wrong from the start", f"In metres: rows {np.flatnonzero(~own_before)}."
    if len(np.unique(X, axis=0)) < n:
        return "coincident samples of one class", ""
    if own_after.all():
        return "the change of unit changed no class", ""
    if own_after.any():
        return "some rows survive", f"In kilometres: rows {np.flatnonzero(own_after)}."
    return None


def _nearest(X):
    return nearest_neighbors(X)[0][:, 0]


def _tied_across_classes(X, y):
    """Return the rows whose nearest samples, equally near up to rounding, are of both classes."""
    neighbor_rows, distances = nearest_neighbors(X, len(X) - 1)
    tied = np.isclose(distances, distances[:, :1], rtol=1e-9, atol=0)
    own = y[neighbor_rows] == y[:, None]
    return np.flatnonzero((tied & own).any(axis=1) & (tied & ~own).any(axis=1))


q4 = Exercise(
    key="01.4",
    title="Break it with a unit",
    prompt=(
        "Column 0 is a length in metres. Build at most six samples with two columns, of two "
        "classes, such that every row's nearest neighbour is of its *own* class, and after writing "
        "column 0 in kilometres (dividing it by 1,000) every row's nearest neighbour is of the "
        "*other* class. Column 1 stays as it is; distances are Euclidean."
    ),
    stub="""\
X_unit = ...
y_unit = ...""",
    answer="X_unit, y_unit",
    judge=data_set(_unit_is_harmless),
    hints=(
        "Before the change, column 0 has to decide; afterwards column 1.",
        "Four samples are enough: two per class. Let column 0 tell the classes apart by hundreds "
        "of metres, and the two samples of a class lie a few metres apart.",
        "In column 1 give each sample a value close to that of one sample of the other class, and "
        "far from its own class.",
    ),
    solutions=(
        "X_unit = [[0, 0], [10, 50], [900, 1], [910, 51]]\ny_unit = [0, 0, 1, 1]",
        """\
metres = np.array([100.0, 500.0, 105.0, 505.0])
kilograms = np.array([60.0, 61.0, 80.0, 81.0])
X_unit = np.column_stack([metres, kilograms])
y_unit = np.array(["a", "b", "a", "b"])""",
    ),
    why=(
        "In metres the first column outweighs the second, in kilometres the second outweighs the "
        "first. No sample moved: nothing but the unit turned every answer of the rule from right "
        "to wrong."
    ),
    misconceptions=(
        Misconception(
            name="not two classes",
            code="X_unit = [[0, 0], [10, 50], [900, 1], [910, 51]]\ny_unit = [0, 0, 0, 0]",
            explanation="Two classes are needed, so that a neighbour can be of the other one.",
            example="class  0  0  1  1",
        ),
        Misconception(
            name="a class of one",
            code="X_unit = [[0, 0], [10, 50], [900, 1]]\ny_unit = [0, 0, 1]",
            explanation=(
                "A sample alone in its class can have no nearest neighbour of its own class."
            ),
            example="class  0  0  1\nrow 2 has nobody of class 1 beside it.",
        ),
        Misconception(
            name="too many samples",
            code=(
                "X_unit = [[0, 0], [10, 50], [900, 1], [910, 51], [1800, 2], [1810, 52], "
                "[2700, 3], [2710, 53]]\ny_unit = [0, 0, 1, 1, 0, 0, 1, 1]"
            ),
            explanation="At most six samples: remove those that play no part.",
            example="A counter-example is worth most when nothing can be taken away from it.",
        ),
        Misconception(
            name="a single feature",
            code="X_unit = [[0], [10], [900], [910]]\ny_unit = [0, 0, 1, 1]",
            explanation=(
                "With one column a new unit multiplies every distance by the same factor, and "
                "nobody changes neighbours. The trouble needs a second column."
            ),
            example=(
                "metres      0  10    900\nkilometres  0  0.01  0.9\nrow 0 chooses row 1 in both."
            ),
        ),
        Misconception(
            name="more than two columns",
            code=(
                "X_unit = [[0, 0, 1], [10, 50, 1], [900, 1, 1], [910, 51, 1]]\n"
                "y_unit = [0, 0, 1, 1]"
            ),
            explanation="Two columns are asked: one that changes its unit and one that does not.",
            example="metres    0  10  900  910\ncolumn 1  …  …   …    …",
        ),
        Misconception(
            name="a tie across the classes",
            code="X_unit = [[0, 0], [2000, 1], [4000, 0], [6000, 1]]\ny_unit = [0, 0, 1, 1]",
            explanation=(
                "Some row has a nearest sample of either class at the same distance: there the "
                "tie rule decides, not the unit. Move one of them."
            ),
            example=(
                "metres  0  2000  4000\nclass   0  0     1\nrow 1 is equally far from both others."
            ),
        ),
        Misconception(
            name="nothing in column 0 to convert",
            code="X_unit = [[5, 0], [5, 1], [5, 50], [5, 51]]\ny_unit = [0, 0, 1, 1]",
            explanation="All values of column 0 are equal: in any unit their differences are 0.",
            example="metres      5      5\nkilometres  0.005  0.005",
        ),
        Misconception(
            name="wrong from the start",
            code="X_unit = [[0, 0], [10, 5000], [900, 1], [910, 5001]]\ny_unit = [0, 0, 1, 1]",
            explanation=(
                "Already in metres some rows have a nearest neighbour of the other class: column 1 "
                "outweighs column 0 too early."
            ),
            example=(
                "differences  (10, 5000) own class\n             (900, 1)   other class, and nearer"
            ),
        ),
        Misconception(
            name="coincident samples of one class",
            code="X_unit = [[0, 0], [0, 0], [900, 1], [900, 1]]\ny_unit = [0, 0, 1, 1]",
            explanation="Two samples of a class in one place are at distance 0 in every unit.",
            example="metres      900  900\nkilometres  0.9  0.9",
        ),
        Misconception(
            name="the change of unit changed no class",
            code="X_unit = [[0, 0], [10, 1], [900, 50], [910, 51]]\ny_unit = [0, 0, 1, 1]",
            explanation=(
                "Afterwards every nearest neighbour is still of the row's own class: column 1 "
                "tells the classes apart as well as column 0 does."
            ),
            example=(
                "kilometres  0  0.01  0.9\ncolumn 1    0  1     50\nrow 0 chooses row 1 as before."
            ),
        ),
        Misconception(
            name="some rows survive",
            code=(
                "X_unit = [[0, 0], [10, 50], [900, 1], [910, 60], [920, 61]]\n"
                "y_unit = [0, 0, 1, 1, 1]"
            ),
            explanation=(
                "Some rows still have a nearest neighbour of their own class after the change. "
                "Each row needs one of the other class closer by in column 1."
            ),
            example=(
                "kilometres  0.01  0.91  0.92\ncolumn 1    50    60    61\nclass       0     1     "
                "1"
            ),
        ),
    ),
    otherwise="Compute the distances twice, in metres and in kilometres.",
)

_TWINS = np.array([[0.0, 0.0], [4.0, 0.0], [0.0, 0.0], [9.0, 9.0], [0.0, 0.0]])
_LATTICE = np.array([[1.0, 1.0], [0.0, 1.0], [2.0, 1.0], [1.0, 0.0], [1.0, 2.0], [3.0, 3.0]])
_PLANE = np.array([[0.0, 0.0], [3.0, 0.0], [2.0, 2.0], [7.0, 1.0], [7.0, 3.5], [1.0, 6.0]])
_GRID = np.array([[7.0 * i % 10, j] for i in range(10) for j in range(10)])
_SMALL_GRID = np.array([[float(i), float(j)] for i in range(5) for j in range(5)])
_WIDE = np.array([[0.0, 0.0], [3e9, 1e9], [1e9, 6e9], [9e9, 2e9]])


def _what_goes_wrong(nearest):
    """Name a search by the cases it fails on: large distances, coincident rows, or ties."""
    cases = [(_PLANE, 3), (_WIDE, 2), (_TWINS, 2), (_LATTICE, 4), (_GRID, 4)]
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            found = [as_array(nearest(X.copy(), k)) for X, k in cases]
    except Exception:  # it fails on a case beyond the one that is shown: no name for that
        return None
    if any(rows.shape != (len(X), k) for (X, k), rows in zip(cases, found, strict=True)):
        return None
    near = [_as_near(X, k, rows) for (X, k), rows in zip(cases, found, strict=True)]
    if not near[0]:
        return None
    if _is_itself(found[1]).any():
        return "a diagonal that is too small"
    if _is_itself(found[2]).any():
        return "the first column is not always the row itself"
    return "an unstable sort" if all(near) else None


def _as_near(X, k, neighbor_rows):
    """Return True if the rows found are as near as the k nearest, whoever wins a tie."""
    if not np.isin(neighbor_rows, np.arange(len(X))).all():
        return False
    found = np.linalg.norm(X[:, None] - X[neighbor_rows.astype(int)], axis=2)
    return np.allclose(found, nearest_neighbors(X, k)[1])


q5 = Exercise(
    key="01.5",
    title="Write the search",
    prompt=(
        "Write `nearest(X, k)`: for an array `X` of shape (n, d), return the row numbers of each "
        "row's `k` nearest neighbours, an array of shape (n, k), nearest first. Distances are "
        "Euclidean; a row is never its own neighbour, by its number; equal distances go to the "
        "lowest row."
    ),
    stub="""\
def nearest(X, k):
    neighbor_rows = ...
    return neighbor_rows""",
    answer="nearest",
    judge=_named_by(
        _what_goes_wrong,
        function(
            as_array,
            (np.array([[0.0], [1.0], [3.0]]), 1),
            (np.array([[0.0], [1.0], [3.0]]), 2),
            (_PLANE, 3),
            (_TWINS, 2),
            (_LATTICE, 4),
            (_WIDE, 2),
            (_GRID, 4),
        ),
    ),
    hints=(
        "Subtract every row from every row: `X[:, None] - X` has shape (n, n, d). Square, and add "
        "up along the last axis.",
        "What has to stand on the diagonal of the n × n distances, so that no row comes first in "
        "its own list?",
        '`argsort(axis=1, kind="stable")` keeps equal distances in the order of their columns, '
        "and a column's number is a row of `X`.",
    ),
    solutions=(
        """\
def nearest(X, k):
    distances = ((X[:, None] - X) ** 2).sum(axis=2)
    np.fill_diagonal(distances, np.inf)
    return distances.argsort(axis=1, kind="stable")[:, :k]""",
        """\
def nearest(X, k):
    neighbor_rows = []
    for row in range(len(X)):
        others = [other for other in range(len(X)) if other != row]
        others.sort(key=lambda other: (np.linalg.norm(X[row] - X[other]), other))
        neighbor_rows.append(others[:k])
    return np.array(neighbor_rows)""",
    ),
    why=(
        "The infinite diagonal excludes a row by its number, whatever lies in the same place. A "
        "stable sort leaves ties in the order of the rows. The root is not needed: it changes no "
        "order."
    ),
    misconceptions=(
        Misconception(
            name="the first column is not always the row itself",
            code="""\
def nearest(X, k):
    distances = ((X[:, None] - X) ** 2).sum(axis=2)
    return distances.argsort(axis=1, kind="stable")[:, 1 : k + 1]""",
            explanation=(
                "You sorted everything and dropped the first column as the row itself. Among "
                "coincident rows the first column may be another row; then the row finds itself."
            ),
            example=(np.array([[0.0], [0.0], [3.0]]), 1),
        ),
        Misconception(
            name="a library's first column dropped",
            code="""\
from sklearn.neighbors import NearestNeighbors

def nearest(X, k):
    return NearestNeighbors(n_neighbors=k + 1).fit(X).kneighbors(X)[1][:, 1:]""",
            explanation=(
                "You asked a library for one neighbour more and dropped the first column as the "
                "row itself. With coincident rows that column may hold a twin; besides, among ties "
                "the library takes whichever row its search meets."
            ),
            example=(np.array([[0.0, 0.0], [0.0, 0.0], [1.0, 0.0], [1.0, 0.0], [5.0, 5.0]]), 1),
        ),
        Misconception(
            name="an unstable sort",
            code="""\
def nearest(X, k):
    distances = ((X[:, None] - X) ** 2).sum(axis=2)
    np.fill_diagonal(distances, np.inf)
    return distances.argsort(axis=1)[:, :k]""",
            explanation=(
                "The distances are right, but equal ones come in no fixed order. By default "
                "`argsort` may swap equal values; below 17 rows it often does not, so small tests "
                "pass. Ask for a sort that keeps their order."
            ),
            example=(_SMALL_GRID, 2),
        ),
        Misconception(
            name="a diagonal that is too small",
            code="""\
def nearest(X, k):
    distances = ((X[:, None] - X) ** 2).sum(axis=2)
    np.fill_diagonal(distances, 9999)
    return distances.argsort(axis=1, kind="stable")[:, :k]""",
            explanation=(
                "The number on the diagonal is meant to be larger than every distance, and is not "
                "here: the row finds itself. One value is larger than any number."
            ),
            example=(np.array([[0.0], [2e5], [5e5]]), 1),
        ),
        Misconception(
            name="the row itself is in the list",
            code="""\
def nearest(X, k):
    distances = ((X[:, None] - X) ** 2).sum(axis=2)
    return distances.argsort(axis=1, kind="stable")[:, :k]""",
            explanation="Every row is at distance 0 from itself and comes first in its own list.",
            example=(np.array([[0.0], [1.0]]), 1),
        ),
        Misconception(
            name="twins were skipped",
            code="""\
def nearest(X, k):
    distances = ((X[:, None] - X) ** 2).sum(axis=2)
    distances[distances == 0] = np.inf
    return distances.argsort(axis=1, kind="stable")[:, :k]""",
            explanation=(
                "You excluded every distance of 0. That throws out coincident rows as well as the "
                "row itself; exclude by row number."
            ),
            example=(np.array([[5.0], [0.0], [5.0]]), 1),
        ),
        Misconception(
            name="a tie went to the highest row",
            code="""\
def nearest(X, k):
    distances = ((X[:, None] - X) ** 2).sum(axis=2)
    np.fill_diagonal(distances, np.inf)
    last_first = distances[:, ::-1].argsort(axis=1, kind="stable")[:, :k]
    return len(X) - 1 - last_first""",
            explanation=(
                "Among equal distances you take the highest row number; the lowest is asked."
            ),
            example=(np.array([[1.0], [0.0], [2.0]]), 1),
        ),
        Misconception(
            name="Manhattan distance",
            code="""\
def nearest(X, k):
    distances = abs(X[:, None] - X).sum(axis=2)
    np.fill_diagonal(distances, np.inf)
    return distances.argsort(axis=1, kind="stable")[:, :k]""",
            explanation=(
                "You add up absolute differences; the question asks for Euclidean distance."
            ),
            example=(np.array([[0.0, 0.0], [5.0, 0.0], [3.0, 3.0]]), 1),
        ),
        Misconception(
            name="positions among the others, not row numbers",
            code="""\
def nearest(X, k):
    neighbors = []
    for row in range(len(X)):
        others = np.delete(X, row, axis=0)
        distances = ((others - X[row]) ** 2).sum(axis=1)
        neighbors.append(distances.argsort(kind="stable")[:k])
    return np.array(neighbors)""",
            explanation=(
                "You took the row out and numbered the rest anew: every row after it has moved up "
                "by one. Turn positions back into row numbers at once."
            ),
            example=(np.array([[0.0], [1.0]]), 1),
        ),
        Misconception(
            name="the k nearest, but in no order",
            code="""\
def nearest(X, k):
    distances = ((X[:, None] - X) ** 2).sum(axis=2)
    np.fill_diagonal(distances, np.inf)
    return np.sort(distances.argsort(axis=1, kind="stable")[:, :k], axis=1)""",
            explanation="The right rows, ordered by their number. The nearest has to come first.",
            example=(np.array([[0.0], [2.0], [1.0]]), 2),
        ),
        Misconception(
            name="the product of large numbers lost the digits",
            code="""\
def nearest(X, k):
    squares = (X**2).sum(axis=1)
    distances = squares[:, None] - 2 * X @ X.T + squares
    np.fill_diagonal(distances, np.inf)
    return distances.argsort(axis=1, kind="stable")[:, :k]""",
            explanation=(
                "|x|² − 2xy + |y|² is right on paper. Far from the origin it subtracts large, "
                "nearly equal numbers, and the difference is lost. Subtract the rows first."
            ),
            example=(np.array([[1e9, 0.0], [1e9, 3.0], [1e9, 1.0]]), 1),
        ),
        Misconception(
            name="farthest first",
            code="""\
def nearest(X, k):
    distances = ((X[:, None] - X) ** 2).sum(axis=2)
    np.fill_diagonal(distances, -np.inf)
    return (-distances).argsort(axis=1, kind="stable")[:, :k]""",
            explanation="You sorted from the largest distance down.",
            example=(np.array([[0.0], [1.0], [3.0]]), 1),
        ),
        Misconception(
            name="one neighbour, whatever k",
            code="""\
def nearest(X, k):
    distances = ((X[:, None] - X) ** 2).sum(axis=2)
    np.fill_diagonal(distances, np.inf)
    return distances.argmin(axis=1)[:, None]""",
            explanation="Your function never looks at `k`.",
            example=(np.array([[0.0], [1.0], [3.0]]), 2),
        ),
    ),
    otherwise="Check three things: the row itself, ties, and the order of the k.",
)
