"""Exercises of lesson 02, condensed nearest neighbour."""

import imblearn.under_sampling
import numpy as np

from course_lib.datasets import first_plane, three_classes
from course_lib.exercises import challenges
from course_lib.exercises.answers import as_rows
from course_lib.exercises.exercise import Exercise, Misconception
from course_lib.exercises.judges import data_set, function, value
from course_lib.neighbors import nearest_neighbors
from course_lib.samplers import condensed_nearest_neighbour

TITLE = "Condensed nearest neighbour"


def _plain_trouble(X, y, most):
    """Name what keeps a small data set from showing anything, or return None."""
    labels = np.unique(y)
    if len(labels) == 1:
        return "one class only", "All your labels are equal."
    if len(labels) > 2:
        return "more than two classes", f"Your labels have {len(labels)} values."
    if len(y) > most:
        return "too many samples", f"You used {len(y)}."
    distances = np.linalg.norm(X[:, None] - X, axis=2)[np.triu_indices(len(y), 1)]
    if not distances.all():
        return "coincident samples", ""
    if len(np.unique(np.round(distances, 9))) < len(distances):
        return "equal distances", ""
    return None


def _last_store(X, y):
    *_, store = condensed_nearest_neighbour(X, y, [0])
    return set(store.tolist())


def _order_hardly_matters(X, y):
    """Read the rows forwards and backwards and compare the sizes of the stores."""
    if trouble := _plain_trouble(X, y, most=6):
        return trouble
    last = len(y) - 1
    forwards = _last_store(X, y)
    backwards = {last - row for row in _last_store(X[::-1], y[::-1])}
    sizes = f"First to last it stores {len(forwards)} rows, last to first {len(backwards)}."
    if forwards == backwards:
        return "the same store both ways", sizes
    if len(forwards) == len(backwards):
        return "other rows, but as many", sizes
    return ("one row of difference", sizes) if abs(len(forwards) - len(backwards)) == 1 else None


def _library_is_right(X, y):
    """Let the library condense and look for a row that what it keeps misjudges."""
    if trouble := _plain_trouble(X, y, most=4):
        return trouble
    counts = np.unique(y, return_counts=True)[1]
    if counts[0] == counts[1]:
        return "classes of equal size", f"Yours have {counts[0]} each."
    library = imblearn.under_sampling.CondensedNearestNeighbour(random_state=0)
    library.fit_resample(X, y)
    kept = library.sample_indices_
    outside = np.setdiff1d(np.arange(len(y)), kept)
    if len(outside):
        nearest = nearest_neighbors(X, rows=outside, among=np.unique(kept))[0][:, 0]
        if (y[nearest] != y[outside]).any():
            return None
    majority = y == np.unique(y)[counts.argmax()]
    if majority[: counts.max()].all():
        return "the majority stands first", ""
    return "no mistake comes of it", f"It keeps the rows {sorted(kept.tolist())}."


_STUB = """\
x = np.array([33, 0, 22, 16, 3, 10, 31, 9, 18, 1, 27])
y = np.array([0, 1, 0, 1, 1, 0, 0, 0, 0, 1, 0])
store_rows = ..."""

q1 = Exercise(
    key="02.1",
    title="The store on a line",
    prompt=(
        "Eleven samples lie on a line. `x` holds their positions, `y` their classes: 1 is the "
        "minority. Run Hart's rule by hand, from row 0 and in the order of the rows, until a pass "
        "adds nothing. Which rows are in the store? Give a list of row numbers."
    ),
    stub=_STUB,
    answer="store_rows",
    judge=value(as_rows),
    hints=(
        "Draw the line, and write row numbers beside the marks. The store begins with row 0, at "
        "33. What does it say of row 1?",
        "In the first pass two rows join. The second pass asks the same rows again, with the "
        "store as it is by then.",
        "Two more rows join in the second pass, and none in the third.",
    ),
    solutions=(
        """\
x = np.array([33, 0, 22, 16, 3, 10, 31, 9, 18, 1, 27])
y = np.array([0, 1, 0, 1, 1, 0, 0, 0, 0, 1, 0])
from course_lib.samplers import condensed_nearest_neighbour

*_, store_rows = condensed_nearest_neighbour(x[:, None], y, [0])""",
        "store_rows = [0, 1, 3, 5, 8]",
    ),
    why=(
        "Rows 1 and 5 join in the first pass. Now row 5, at 10, is nearer to row 3 than row 1 is, "
        "so row 3 joins in the second pass, and because of row 3 also row 8. The third pass "
        "finds nothing: five of eleven rows classify all."
    ),
    misconceptions=(
        Misconception(
            name="one pass only",
            code="store_rows = [0, 1, 5]",
            explanation=(
                "Those are stored after the first pass. Rows that were right then can be wrong "
                "now, so another pass follows."
            ),
            example="""\
position  0  16  33  10      in the order of the rows
class     1   1   0   0
the row at 16 is right in the first pass, and wrong once 10 is stored.""",
        ),
        Misconception(
            name="a whole pass judged by one store",
            code="store_rows = [0, 1, 2, 3, 4, 5, 7, 8, 9]",
            explanation=(
                "You judged a whole pass by the store it began with. A wrong row joins at once, "
                "and then judges the rows after it."
            ),
            example="""\
position  33  0  3
class      0  1  1
the row at 0 joins; the row at 3 is then right and stays outside.""",
        ),
        Misconception(
            name="started over after every row",
            code="store_rows = [0, 1, 2, 3, 5, 8]",
            explanation=(
                "Whenever a row joined you began again with the first row. A pass goes on to its "
                "end, and rows that come later join before earlier rows are asked again."
            ),
            example="a pass asks rows 1, 2, 3 … 10 once each, in this order.",
        ),
        Misconception(
            name="left to right, not in the order of the rows",
            code="store_rows = [1, 3, 7, 8]",
            explanation=(
                "You went along the line. The rule goes through the rows as they stand in `x`, "
                "and another order gives another store."
            ),
            example="position  33  0  22\nrow       0   1  2",
        ),
        Misconception(
            name="from the last row",
            code="store_rows = [3, 7, 8, 9, 10]",
            explanation="You began with the last row. Begin with row 0.",
            example="position  33  0  22\nrow       0   1  2",
        ),
        Misconception(
            name="the start was forgotten",
            code="store_rows = [1, 3, 5, 8]",
            explanation="You left out the row that was in the store from the beginning.",
            example="position  33  0\nclass      0  1\nboth are stored: row 0 first.",
        ),
        Misconception(
            name="the rows outside",
            code="store_rows = [2, 4, 6, 7, 9, 10]",
            explanation=(
                "These are the rows that Hart's paper puts into the *grab bag*: they stay outside."
            ),
            example="rows     0  1  2\nstore    [0, 1]\noutside  [2]",
        ),
        Misconception(
            name="the whole minority at the start",
            code="store_rows = [0, 1, 2, 3, 4, 5, 8, 9]",
            explanation=(
                "This is the variant for imbalanced data. Hart's own rule starts from one row, "
                "and the minority has to join like any other class."
            ),
            example="""\
position  33  0  3
class      0  1  1
the row at 3 is right once 0 is stored, and stays outside.""",
        ),
        Misconception(
            name="judged by all rows",
            code="store_rows = [3, 8]",
            explanation=(
                "These rows have a nearest neighbour of the other class among *all* rows. The "
                "rule asks the rows stored so far."
            ),
            example="""\
position  33  0  1
class      0  1  1
row 1 has row 2 beside it, but the store holds row 0 alone: row 1 joins.""",
        ),
        Misconception(
            name="every row beside a row of another class",
            code="store_rows = [3, 4, 5, 7, 8]",
            explanation=(
                "These are the rows whose neighbour on the left or on the right has another "
                "class. Condensing keeps most of a border, but it is run row by row and knows "
                "nothing of sides."
            ),
            example="""\
position  33  0  10  9
class      0  1   0  0
the row at 10 joins; the row at 9, nearer to the border, is then right.""",
        ),
        Misconception(
            name="rows counted from 1",
            code="store_rows = [1, 2, 4, 6, 9]",
            explanation="Each row number is one too large. The first row is row 0.",
            example="position  33  0  22\nrow       0   1  2",
        ),
        Misconception(
            name="positions, not row numbers",
            code="store_rows = [0, 10, 16, 18, 33]",
            explanation=(
                "These are the places on the line. Give row numbers: where the sample stands in "
                "`x`, not what `x` holds there."
            ),
            example="position  33  0  22\nrow       0   1  2",
        ),
    ),
    otherwise="Ask of each row in turn: which *stored* row is nearest, and of which class is it?",
)

q2 = Exercise(
    key="02.2",
    title="Another start",
    prompt=(
        "The same eleven samples. Change what the store starts with: the whole minority and "
        "majority row 0. Only majority rows may join. Which rows are in the last store? By hand, "
        "or by the parameters `store_rows=` and `rows=` of `condensed_nearest_neighbour`."
    ),
    stub=_STUB,
    answer="store_rows",
    judge=value(as_rows),
    hints=(
        "Write down the start first: five rows.",
        "Then one pass through the majority rows in order. Row 2, at 22: is 16 nearer, or 33?",
        "Three rows join in the first pass. When one class alone can join, what is right stays "
        "right: the second pass adds nothing.",
    ),
    solutions=(
        """\
x = np.array([33, 0, 22, 16, 3, 10, 31, 9, 18, 1, 27])
y = np.array([0, 1, 0, 1, 1, 0, 0, 0, 0, 1, 0])
from course_lib.samplers import condensed_nearest_neighbour

start = np.r_[np.flatnonzero(y == 1), 0]
*_, store_rows = condensed_nearest_neighbour(
    x[:, None], y, start, rows=np.flatnonzero(y == 0)
)""",
        "store_rows = sorted({1, 3, 4, 9} | {0} | {2, 5, 8})",
    ),
    why=(
        "The minority is whole, so more of the majority is needed to hold it in check: row 2 "
        "joins, which Hart's start could do without. Four majority rows of seven stay, beside "
        "all four of the minority."
    ),
    misconceptions=(
        Misconception(
            name="Hart's own start",
            code="store_rows = [0, 1, 3, 5, 8]",
            explanation="This is the store from row 0 alone. Here the minority is whole.",
            example="start from row 0   [0]\nstart asked        [1, 3, 4, 9, 0]",
        ),
        Misconception(
            name="the start and nothing else",
            code="store_rows = [0, 1, 3, 4, 9]",
            explanation="This is the start. Which majority rows does it classify wrongly?",
            example="position  0  1  33  10\nclass     1  1  0   0\nthe row at 10 has to join.",
        ),
        Misconception(
            name="majority rows only",
            code="store_rows = [0, 2, 5, 8]",
            explanation="These majority rows are right. The minority is in the store too.",
            example="position  0  33\nclass     1  0\nstore     both",
        ),
        Misconception(
            name="majority row 0 was forgotten",
            code="store_rows = [1, 2, 3, 4, 5, 8, 9]",
            explanation="Row 0 was in the store from the beginning, and no row ever leaves it.",
            example="position  33  0\nclass      0  1\nboth are stored.",
        ),
        Misconception(
            name="a whole pass judged by one store",
            code="store_rows = [0, 1, 2, 3, 4, 5, 7, 8, 9]",
            explanation=(
                "You judged the whole pass by the start. A row that joins speaks for the rows "
                "after it."
            ),
            example="""\
position  0  33  10  9      in the order of the rows
class     1  0   0   0
the row at 10 joins; the row at 9 is then right and stays outside.""",
        ),
        Misconception(
            name="majority rows beside the minority",
            code="store_rows = [0, 1, 3, 4, 8, 9]",
            explanation=(
                "You added the majority rows whose nearest neighbour among *all* rows is of the "
                "minority. Majority rows outside the store do not count as neighbours."
            ),
            example="""\
position  0  33  10  9
class     1  0   0   0
the row at 10 has 9 beside it, but 9 is not stored: 10 joins.""",
        ),
        Misconception(
            name="the rows outside",
            code="store_rows = [6, 7, 10]",
            explanation="These rows stay outside. The rows kept are asked.",
            example="rows     0  1  2\nstore    [0, 1]\noutside  [2]",
        ),
        Misconception(
            name="every row beside a row of another class",
            code="store_rows = [3, 4, 5, 7, 8]",
            explanation=(
                "These are the rows whose neighbour on the left or on the right has another "
                "class. Begin with the start, and ask the store."
            ),
            example="start  [1, 3, 4, 9, 0]\nall of these are kept, wherever they lie.",
        ),
        Misconception(
            name="rows counted from 1",
            code="store_rows = [1, 2, 3, 4, 5, 6, 9, 10]",
            explanation="Each row number is one too large. The first row is row 0.",
            example="position  33  0  22\nrow       0   1  2",
        ),
    ),
    otherwise="Begin with the start, then ask of each majority row which stored row is nearest.",
)

q3 = Exercise(
    key="02.3",
    title="What the store promises",
    prompt=(
        "Hart's rule runs with one neighbour from row 0, on data without ties and without "
        "coincident rows. Which of these statements hold for *every* such data set? Predict, then "
        "check. Give a list of row numbers of this table.\n\n"
        "| row | statement |\n"
        "| --: | :-- |\n"
        "| 0 | In another order of the rows the store has as many rows. |\n"
        "| 1 | The store classifies every training row as labelled. |\n"
        "| 2 | No stored row can be left out without a mistake on some training row. |\n"
        "| 3 | A row that has joined stays to the end. |\n"
        "| 4 | A row that is classified rightly when its turn comes never joins. |\n"
        "| 5 | The two rows of different classes that lie closest together are both stored. |\n"
        "| 6 | A class with a single row has that row in the store. |\n"
        "| 7 | A new sample gets the class of its nearest row among *all* training rows. |\n"
        "| 8 | The last pass adds no row. |"
    ),
    stub="true_rows = ...",
    answer="true_rows",
    judge=value(as_rows),
    hints=(
        "Four statements hold. Three of them follow from how the rule stops.",
        "For the others look for a counter-example on a line; three samples, such as `[0, 2.5, "
        "3.1]` with the classes `[0, 0, 1]`, are enough for three of them.",
        "Row 5: two classes that meet, and the store was filled by rows that came earlier.",
    ),
    solutions=(
        "true_rows = [1, 3, 6, 8]",
        """\
from course_lib.neighbors import nearest_neighbors
from course_lib.samplers import condensed_nearest_neighbour


def misjudged(X, y, store):
    rows = np.setdiff1d(np.arange(len(y)), store)
    return rows[y[nearest_neighbors(X, rows=rows, among=store)[0][:, 0]] != y[rows]]


holds = np.ones(9, dtype=bool)
for seed in range(200):
    rng = np.random.default_rng(seed)
    X, y = rng.normal(size=(15, 2)), np.r_[0, 1, 2, rng.integers(0, 2, 12)]
    first, *stores = [[0], *condensed_nearest_neighbour(X, y, [0])]
    store, order = stores[-1], rng.permutation(15)
    *_, other = condensed_nearest_neighbour(X[order], y[order], [0])
    D = np.where(y[:, None] != y, np.linalg.norm(X[:, None] - X, axis=2), np.inf)
    new = np.r_[X, rng.normal(size=(50, 2))]
    of_all, of_store = (nearest_neighbors(new, rows=np.arange(15, 65), among=rows)[0][:, 0]
                        for rows in (np.arange(15), store))
    one_less = [len(misjudged(X, y, np.delete(store, i))) > 0 for i in range(len(store))]
    holds &= [
        len(other) == len(store),
        len(misjudged(X, y, store)) == 0,
        all(one_less),
        all(np.isin(small, large).all() for small, large in zip(stores, stores[1:])),
        len(stores[0]) == len(store),
        np.isin(np.unravel_index(D.argmin(), D.shape), store).all(),
        2 in store,
        (y[of_all] == y[of_store]).all(),
        len(stores[-1]) == len([first, *stores][-2]),
    ]
true_rows = np.flatnonzero(holds)""",
    ),
    why=(
        "The rule stops when every row outside is classified rightly (1, 8), nothing ever leaves "
        "the store (3), and a row that is alone in its class is wrong until it is stored (6). Size "
        "and rows depend on the order; rows that joined early may be superfluous later; a right "
        "row can become wrong when others join; the closest pair may find both its sides "
        "represented already; and what holds for the training rows says nothing about new ones."
    ),
    misconceptions=(
        Misconception(
            name="the order does not matter",
            code="true_rows = [0, 1, 3, 6, 8]",
            explanation="You counted row 0. Each row is judged by the store *as it then is*.",
            example="""\
position          0  2.5  3.1
class             0  0    1
first to last     three rows stored
last to first     two rows stored""",
        ),
        Misconception(
            name="the store taken for the smallest",
            code="true_rows = [1, 2, 3, 6, 8]",
            explanation=(
                "You counted row 2. A row that was needed when it joined may be superfluous when "
                "others have joined. Nothing is ever taken out again."
            ),
            example="""\
position  0  2.5  3.1
class     0  0    1
all three are stored; without row 0 every row is still classified rightly.""",
        ),
        Misconception(
            name="right once, right for ever",
            code="true_rows = [1, 3, 4, 6, 8]",
            explanation=(
                "You counted row 4. A row of another class may join later, nearer than the stored "
                "row that was right. That is why there are several passes."
            ),
            example="""\
position  0  2.5  3.1
class     0  0    1
row 1 is right while row 0 is alone, wrong once row 2 has joined.""",
        ),
        Misconception(
            name="the border is always kept",
            code="true_rows = [1, 3, 5, 6, 8]",
            explanation=(
                "You counted row 5. Where rows of both classes close by were stored earlier, both "
                "of the pair are right and stay outside."
            ),
            example="""\
row       0     1    2  3
position  -1.1  2.2  0  1
class     0     1    0  1
rows 0 and 1 are stored; rows 2 and 3, the closest pair, are both right.""",
        ),
        Misconception(
            name="the same answers for new samples",
            code="true_rows = [1, 3, 6, 7, 8]",
            explanation=(
                "You counted row 7. The store agrees with the *labels* of the training rows. "
                "Between them the border moves."
            ),
            example="""\
position  0  1    6
class     0  0    1
stored    0       6
a new sample at 3.2 is nearest to 1 of all rows, nearest to 6 of the store.""",
        ),
        Misconception(
            name="consistency overlooked",
            code="true_rows = [3, 6, 8]",
            explanation=(
                "You left out row 1. A pass that adds nothing has found every row outside the "
                "store right, and a stored row is nearest to itself."
            ),
            example="position  0  2.5  3.1\nclass     0  0    1\nthe last pass judges every row.",
        ),
        Misconception(
            name="rows thought to leave the store",
            code="true_rows = [1, 6, 8]",
            explanation="You left out row 3. The rule has no step that takes a row out.",
            example="stores of successive passes: [0, 2], [0, 2, 1], [0, 2, 1]",
        ),
        Misconception(
            name="the lone row overlooked",
            code="true_rows = [1, 3, 8]",
            explanation=(
                "You left out row 6. As long as no row of its class is stored, such a row is wrong."
            ),
            example="position  0  1  2\nclass     0  1  0\nrow 1 has to be stored.",
        ),
        Misconception(
            name="how the rule stops",
            code="true_rows = [1, 3, 6]",
            explanation="You left out row 8. A pass that adds a row is followed by another.",
            example="rows joined per pass: 3, 1, 0",
        ),
        Misconception(
            name="the question was turned round",
            code="true_rows = [0, 2, 4, 5, 7]",
            explanation="These are the statements that some data set refutes.",
            example="position  0  2.5  3.1\nclass     0  0    1",
        ),
    ),
    otherwise="Try each statement on three samples on a line, forwards and backwards.",
)

q4 = Exercise(
    key="02.4",
    title="Break it: the order",
    prompt=(
        "Build a data set of two classes and at most six samples on which Hart's rule, reading "
        "from the first row to the last, ends with *at least two rows more or fewer* than reading "
        "from the last to the first. Each time it starts from the first row it reads. No two "
        "distances may be equal, and no two samples may share a place."
    ),
    stub="""\
X = ...
y = ...""",
    answer="X, y",
    judge=data_set(_order_hardly_matters),
    hints=(
        "A row far from the border is stored if it comes first, and is superfluous once rows at "
        "the border are stored.",
        "Let one direction begin with rows far inside, one of each class, the other direction "
        "with rows at the border.",
        "Four samples on a line are enough: two far ends first, then two in the middle, close "
        "together, each a little nearer to the wrong end or to the other one of them.",
    ),
    solutions=(
        "X = [[0.0], [10.0], [5.1], [5.3]]\ny = [0, 1, 0, 1]",
        "X = np.array([[5.3, 0.0], [5.1, 0.5], [10.0, 0.0], [0.0, 0.0]])\n"
        'y = np.array(["b", "a", "b", "a"])',
    ),
    why=(
        "The far ends are stored because they come first, and then fail to represent the middle. "
        "Read the other way round, the middle is stored first and the ends are right from the "
        "start: the rule never takes back what it has stored."
    ),
    misconceptions=(
        Misconception(
            name="one class only",
            code="X = [[0.0], [1.0], [3.0]]\ny = [0, 0, 0]",
            explanation="With one class the first row classifies everything, in any order.",
            example="position  0  1  3\nclass     0  0  0\nstored: one row.",
        ),
        Misconception(
            name="more than two classes",
            code="X = [[0.0], [1.0], [3.0]]\ny = [0, 1, 2]",
            explanation="Two classes are asked, and two are enough.",
            example="position  0  1\nclass     0  1",
        ),
        Misconception(
            name="too many samples",
            code="X = [[0.0], [1.0], [3.0], [7.0], [15.0], [31.0], [63.0]]\n"
            "y = [0, 0, 0, 0, 0, 0, 1]",
            explanation="At most six samples: leave out those that change nothing.",
            example="A counter-example is worth most when nothing can be taken away from it.",
        ),
        Misconception(
            name="coincident samples",
            code="X = [[0.0], [0.0], [3.0]]\ny = [0, 1, 1]",
            explanation="Two samples in one place hide which of them was stored. Move one.",
            example="position  0  0\nclass     0  1",
        ),
        Misconception(
            name="equal distances",
            code="X = [[0.0], [1.0], [2.0]]\ny = [0, 0, 1]",
            explanation=(
                "With equal distances the answer hangs on the tie rule. It should hang on the "
                "order alone."
            ),
            example="position  0  1  2\nthe sample at 1 is as near to 0 as to 2.",
        ),
        Misconception(
            name="the same store both ways",
            code="X = [[0.0], [1.0]]\ny = [0, 1]",
            explanation="Read either way, the rule stores the very same samples.",
            example="position  0  1\nclass     0  1\nboth are stored, in any order.",
        ),
        Misconception(
            name="other rows, but as many",
            code="X = [[0.0], [1.0], [5.0], [6.3]]\ny = [0, 0, 1, 1]",
            explanation=(
                "The two stores hold different rows, and as many. One direction has to store rows "
                "that turn out to be superfluous."
            ),
            example="""\
position  0  1  5  6.3
class     0  0  1  1
first to last 0 and 5 are stored, last to first 6.3 and 1.""",
        ),
        Misconception(
            name="one row of difference",
            code="X = [[0.0], [2.5], [3.1]]\ny = [0, 0, 1]",
            explanation=(
                "One class has a row that is stored only because it comes first. Do the same to "
                "the other class."
            ),
            example="""\
position  0  2.5  3.1
class     0  0    1
first to last all three are stored, last to first 3.1 and 2.5.""",
        ),
    ),
    otherwise="Run the rule by hand in both directions.",
)

q5 = Exercise(
    key="02.5",
    title="Break it: the library",
    prompt=(
        "Build a data set of two classes and at most *four* samples on which imbalanced-learn's "
        "`CondensedNearestNeighbour(random_state=0)` keeps too little: some sample's nearest kept "
        "sample has another class. Majority and minority must differ in size, no two distances "
        "may be equal, and no two samples may share a place. With this seed the library starts "
        "from the minority and the first majority row."
    ),
    stub="""\
X = ...
y = ...""",
    answer="X, y",
    judge=data_set(_library_is_right),
    hints=(
        "The library skips a majority row whose place *within its class* equals the row number "
        "*in the data* of a majority row it has kept.",
        "Where the majority stands first, both numbers are the same, and nothing goes wrong. What "
        "must stand first?",
        "Let row 0 be the minority. The library then keeps row 1 and skips the majority row in "
        "place 1, which is row 2. Put row 2 where it is classified wrongly.",
    ),
    solutions=(
        "X = [[0.0], [10.0], [1.0]]\ny = [1, 0, 0]",
        "X = np.array([[0.0, 0.0], [7.0, 0.0], [0.0, 1.5], [3.0, 9.0]])\n"
        "y = np.array([1, 0, 0, 0])",
    ),
    why=(
        "Row 0 is the minority, so every majority row stands one place earlier in its class than "
        "in the data. The library keeps row 1 and takes that 1 for a place: the row in place 1 is "
        "never judged, although its nearest kept sample is of the other class."
    ),
    misconceptions=(
        Misconception(
            name="one class only",
            code="X = [[0.0], [1.0], [3.0]]\ny = [0, 0, 0]",
            explanation="Condensing needs two classes; the library refuses one.",
            example="position  0  1\nclass     0  0",
        ),
        Misconception(
            name="more than two classes",
            code="X = [[0.0], [1.0], [3.0], [7.0]]\ny = [0, 1, 2, 2]",
            explanation="Two classes are asked, and two are enough.",
            example="position  0  1\nclass     0  1",
        ),
        Misconception(
            name="too many samples",
            code="X = [[0.0], [1.0], [2.1], [3.3], [4.6]]\ny = [0, 1, 0, 1, 0]",
            explanation=(
                "At most four samples: the lesson's five show the fault, but not in its smallest "
                "form."
            ),
            example="A counter-example is worth most when nothing can be taken away from it.",
        ),
        Misconception(
            name="coincident samples",
            code="X = [[0.0], [10.0], [0.0]]\ny = [1, 0, 0]",
            explanation="Two samples in one place cannot both be classified rightly. Move one.",
            example="position  0  0\nclass     0  1",
        ),
        Misconception(
            name="equal distances",
            code="X = [[0.0], [2.0], [1.0]]\ny = [1, 0, 0]",
            explanation=(
                "With equal distances it is the tie that decides, not the library's bookkeeping."
            ),
            example="position  0  1  2\nthe sample at 1 is as near to 0 as to 2.",
        ),
        Misconception(
            name="classes of equal size",
            code="X = [[0.0], [10.0], [1.0], [12.5]]\ny = [1, 0, 0, 1]",
            explanation=(
                "Where the classes are of equal size the library has another fault, which class "
                "it takes for the minority. Make one class larger."
            ),
            example="class  1  0  0  1\ntwo samples each.",
        ),
        Misconception(
            name="the majority stands first",
            code="X = [[0.0], [9.0], [3.5], [10.5]]\ny = [0, 0, 0, 1]",
            explanation=(
                "Sorted like this, a majority row has the same number in its class as in the "
                "data. The library confuses the two, and it makes no difference."
            ),
            example="class            0  0  1\nrow in the data  0  1  2\nplace in class   0  1  0",
        ),
        Misconception(
            name="no mistake comes of it",
            code="X = [[0.0], [10.0], [8.0]]\ny = [1, 0, 0]",
            explanation=(
                "Every sample's nearest kept sample has its class. The library skips a row only "
                "to its harm if that row would have been wrong."
            ),
            example="""\
position  0  10  8
class     1  0   0
row 2 is never judged, but row 1, which is kept, is nearer to it than row 0.""",
        ),
    ),
    otherwise="Write the two numbers of each majority row side by side: in the data, in its class.",
)

_STRETCH = np.array([[0.0], [3.0], [4.0], [9.0]])
_LATTICE = np.array([[2.0, 2.0], [0.0, 1.0], [1.0, 1.0], [2.0, 1.0], [0.0, 2.0], [1.0, 0.0],
                     [2.0, 0.0], [0.0, 0.0], [1.0, 2.0]])  # fmt: skip
_LEFT_TO_RIGHT = first_plane()
_SHUFFLED = np.random.RandomState(5).permutation(20)
# Six passes add rows, one after the other because of the one before.
_DEEP = np.array([90, 86, 21, 3, 84, 65, 44, 23, 17, 71, 61, 31])[:, None].astype(float)
_NOISE = np.random.RandomState(0).normal(size=(40, 3))


q6 = Exercise(
    key="02.6",
    title="Write the rule",
    prompt=(
        "Write `my_store(X, y)`: `X` is an array of shape (n, d), `y` an array of labels of two or "
        "more classes, and no two rows coincide. Return the row numbers of Hart's last store, "
        "starting from row 0, in any order. Distances are Euclidean; of stored rows equally near, "
        "the lowest row number decides."
    ),
    stub="""\
def my_store(X, y):
    store_rows = ...
    return store_rows""",
    answer="my_store",
    judge=function(
        as_rows,
        (np.array([[0.0], [1.0], [5.0]]), np.array([0, 0, 1])),
        (_STRETCH, np.array([0, 0, 1, 1])),
        (_STRETCH, np.array(["b", "b", "a", "c"])),
        (np.array([[3.0], [0.0]]), np.array([1, 0])),
        (_LATTICE, np.array([0, 0, 1, 0, 1, 1, 0, 0, 1])),
        _LEFT_TO_RIGHT,
        (_LEFT_TO_RIGHT[0][_SHUFFLED], _LEFT_TO_RIGHT[1][_SHUFFLED]),
        three_classes(),
        (_NOISE, (_NOISE[:, 0] > 0.5).astype(int)),
        (_NOISE, np.random.RandomState(1).randint(0, 3, size=40)),
        (_DEEP, np.array([1, 1, 1, 1, 0, 0, 0, 0, 0, 1, 1, 1])),
        (_STRETCH + 2.0**30, np.array([0, 0, 1, 1])),
    ),
    hints=(
        "Two loops: the outer one repeats passes, the inner one goes through the rows in order. "
        "When does the outer one end?",
        "Inside, skip rows that are stored. For another, find its nearest *stored* row and compare "
        "the labels; a row that is wrong joins before the next row is looked at.",
        "Keep the stored rows sorted when you look for the nearest, so that the first of equal "
        "distances is the lowest row. A pass that leaves the store as long as it was is the last.",
    ),
    solutions=(
        """\
def my_store(X, y):
    store_rows, size = [0], 0
    while size < len(store_rows):
        size = len(store_rows)
        for row in range(len(X)):
            candidates = sorted(store_rows)
            distances = np.linalg.norm(X[candidates] - X[row], axis=1)
            nearest = candidates[distances.argmin()]
            if row not in store_rows and y[nearest] != y[row]:
                store_rows.append(row)
    return store_rows""",
        """\
def my_store(X, y):
    D = np.sqrt(((X[:, None] - X) ** 2).sum(axis=2))
    stored = np.arange(len(X)) == 0
    grew = True
    while grew:
        grew = False
        for row in np.flatnonzero(~stored):
            nearest = np.where(stored, D[row], np.inf).argmin()
            if y[nearest] != y[row]:
                stored[row] = grew = True
    return np.flatnonzero(stored)""",
    ),
    why=(
        "Two loops and one comparison. The store is asked *as it then is*, so a row that joins "
        "changes the verdict on the rows after it in the same pass, and on the rows before it in "
        "the next: hence the outer loop."
    ),
    misconceptions=(
        Misconception(
            name="one pass only",
            code="""\
def my_store(X, y):
    store = [0]
    for row in range(1, len(X)):
        nearest = min(store, key=lambda kept: (((X[row] - X[kept]) ** 2).sum(), kept))
        if y[nearest] != y[row]:
            store.append(row)
    return store""",
            explanation=(
                "You stop after one pass. A row that was right when its turn came can be wrong "
                "now, because other rows have joined since."
            ),
            example=(np.array([[0.0], [3.0], [4.0]]), np.array([0, 0, 1])),
        ),
        Misconception(
            name="two passes only",
            code="""\
def my_store(X, y):
    store = [0]
    for _ in range(2):
        for row in range(1, len(X)):
            nearest = min(store, key=lambda kept: (((X[row] - X[kept]) ** 2).sum(), kept))
            if row not in store and y[nearest] != y[row]:
                store.append(row)
    return store""",
            explanation=(
                "You stop after two passes. Each pass that adds a row can make another row wrong: "
                "go on until one adds nothing, however many that takes."
            ),
            example=(
                np.array([[2.0], [3.0], [20.0], [5.0], [19.0], [10.0], [6.0]]),
                np.array([1, 0, 0, 1, 1, 0, 0]),
            ),
        ),
        Misconception(
            name="a whole pass judged by one store",
            code="""\
def my_store(X, y):
    store = [0]
    while True:
        near = [min(store, key=lambda kept: (((x - X[kept]) ** 2).sum(), kept)) for x in X]
        wrong = [row for row in range(len(X)) if y[near[row]] != y[row]]
        if not wrong:
            return store
        store += wrong""",
            explanation=(
                "You judge a whole pass by the store it began with. A wrong row joins at once, "
                "and the rows after it may then be right."
            ),
            example=(np.array([[0.0], [3.0], [4.0]]), np.array([0, 1, 1])),
        ),
        Misconception(
            name="started over after every row",
            code="""\
def my_store(X, y):
    store = [0]
    while True:
        near = [min(store, key=lambda kept: (((x - X[kept]) ** 2).sum(), kept)) for x in X]
        wrong = [row for row in range(len(X)) if y[near[row]] != y[row]]
        if not wrong:
            return store
        store.append(wrong[0])""",
            explanation=(
                "After each row that joins you begin again with the first row. A pass goes on to "
                "its end."
            ),
            example=(np.array([[8.0], [0.0], [6.0], [3.0]]), np.array([1, 1, 0, 1])),
        ),
        Misconception(
            name="ties to the row that joined first",
            code="""\
def my_store(X, y):
    store, size = [0], 0
    while size < len(store):
        size = len(store)
        for row in range(len(X)):
            nearest = min(store, key=lambda kept: ((X[row] - X[kept]) ** 2).sum())
            if row not in store and y[nearest] != y[row]:
                store.append(row)
    return store""",
            explanation=(
                "Of equally near stored rows you take the one that joined first, or the first in "
                "your list. The lowest row number is asked."
            ),
            example=(np.array([[4.0], [0.0], [1.0], [2.0]]), np.array([1, 1, 1, 0])),
        ),
        Misconception(
            name="ties to the highest row",
            code="""\
def my_store(X, y):
    store, size = [0], 0
    while size < len(store):
        size = len(store)
        for row in range(len(X)):
            nearest = min(store, key=lambda kept: (((X[row] - X[kept]) ** 2).sum(), -kept))
            if row not in store and y[nearest] != y[row]:
                store.append(row)
    return store""",
            explanation="Of equally near stored rows you take the last; the lowest is asked.",
            example=(np.array([[0.0], [1.0], [2.0]]), np.array([0, 0, 1])),
        ),
        Misconception(
            name="the rows outside",
            code="""\
def my_store(X, y):
    store, size = [0], 0
    while size < len(store):
        size = len(store)
        for row in range(len(X)):
            nearest = min(store, key=lambda kept: (((X[row] - X[kept]) ** 2).sum(), kept))
            if row not in store and y[nearest] != y[row]:
                store.append(row)
    return np.setdiff1d(np.arange(len(X)), store)""",
            explanation="You return the rows that are left out. The rows kept are asked.",
            example=(np.array([[0.0], [1.0], [5.0]]), np.array([0, 0, 1])),
        ),
        Misconception(
            name="places taken for row numbers",
            code="""\
def my_store(X, y):
    store, size = [0], 0
    while size < len(store):
        size = len(store)
        outside = np.setdiff1d(np.arange(len(X)), store)
        for place in range(len(outside)):
            nearest = min(
                store, key=lambda kept: (((X[outside[place]] - X[kept]) ** 2).sum(), kept)
            )
            if y[nearest] != y[outside[place]] and place not in store:
                store.append(place)
    return store""",
            explanation=(
                "You loop over the rows outside and store a row's *place* among them instead of "
                "its number in `X`. imbalanced-learn mixes the two as well."
            ),
            example=(np.array([[0.0], [1.0], [5.0]]), np.array([0, 0, 1])),
        ),
        Misconception(
            name="one row of each class at the start",
            code="""\
def my_store(X, y):
    store, size = np.unique(y, return_index=True)[1].tolist(), 0
    while size < len(store):
        size = len(store)
        for row in range(len(X)):
            nearest = min(store, key=lambda kept: (((X[row] - X[kept]) ** 2).sum(), kept))
            if row not in store and y[nearest] != y[row]:
                store.append(row)
    return store""",
            explanation="You start with a row of each class. Hart starts with row 0 alone.",
            example=(np.array([[0.0], [3.0], [1.0], [6.0]]), np.array([0, 0, 1, 0])),
        ),
        Misconception(
            name="the whole minority at the start",
            code="""\
def my_store(X, y):
    labels, counts = np.unique(y, return_counts=True)
    store = np.flatnonzero(y == labels[counts.argmin()]).tolist()
    store, size = store + [0] * (0 not in store), 0
    while size < len(store):
        size = len(store)
        for row in range(len(X)):
            nearest = min(store, key=lambda kept: (((X[row] - X[kept]) ** 2).sum(), kept))
            if row not in store and y[nearest] != y[row]:
                store.append(row)
    return store""",
            explanation=(
                "You start with every row of the smallest class: that is the variant for "
                "imbalanced data. Hart starts with row 0 alone."
            ),
            example=(
                np.array([[0.0], [1.0], [2.0], [8.0], [9.0]]),
                np.array([0, 0, 0, 1, 1]),
            ),
        ),
        Misconception(
            name="judged by all rows",
            code="""\
def my_store(X, y):
    D = np.linalg.norm(X[:, None] - X, axis=2)
    np.fill_diagonal(D, np.inf)
    return sorted({0, *np.flatnonzero(y[D.argmin(axis=1)] != y)})""",
            explanation=(
                "You keep the rows whose nearest neighbour *among all rows* is of another class. "
                "Ask the store, which has one row at first."
            ),
            example=(np.array([[0.0], [1.0], [8.0], [9.0]]), np.array([0, 0, 1, 1])),
        ),
        Misconception(
            name="two classes called 0 and 1",
            code="""\
def my_store(X, y):
    store, size = [0], 0
    while size < len(store):
        size = len(store)
        for row in range(len(X)):
            nearest = min(store, key=lambda kept: (((X[row] - X[kept]) ** 2).sum(), kept))
            if row not in store and (y[nearest], y[row]) in [(0, 1), (1, 0)]:
                store.append(row)
    return store""",
            explanation=(
                "Your function expects the labels 0 and 1; labels may be strings, or three of them."
            ),
            example=(np.array([[0.0], [1.0], [5.0]]), np.array(["a", "b", "a"])),
        ),
        Misconception(
            name="Manhattan distance",
            code="""\
def my_store(X, y):
    store, size = [0], 0
    while size < len(store):
        size = len(store)
        for row in range(len(X)):
            nearest = min(store, key=lambda kept: (abs(X[row] - X[kept]).sum(), kept))
            if row not in store and y[nearest] != y[row]:
                store.append(row)
    return store""",
            explanation=(
                "You add up absolute differences; the question asks for Euclidean distance."
            ),
            example=(np.array([[2.0, 1.0], [3.0, 4.0], [5.0, 2.0]]), np.array([1, 0, 1])),
        ),
        Misconception(
            name="squares that lose the digits",
            code="""\
def my_store(X, y):
    squares = (X**2).sum(axis=1)
    D = squares[:, None] - 2 * X @ X.T + squares
    store, size = [0], 0
    while size < len(store):
        size = len(store)
        for row in range(len(X)):
            nearest = min(store, key=lambda kept: (D[row, kept], kept))
            if row not in store and y[nearest] != y[row]:
                store.append(row)
    return store""",
            explanation=(
                "`|a|² - 2ab + |b|²` subtracts large squares from each other. Far from zero "
                "nothing of a small distance is left; subtract the coordinates first."
            ),
            example=(_STRETCH + 2.0**30, np.array([0, 0, 1, 1])),
        ),
    ),
    otherwise="Check three things: who judges, when a row joins, and when the passes end.",
)

q7 = challenges.all_stored
