"""Exercises of lesson 03, edited nearest neighbours."""

import numpy as np

from course_lib.datasets import first_plane, three_classes, tied_plane
from course_lib.exercises import challenges
from course_lib.exercises.answers import as_int, as_rows
from course_lib.exercises.exercise import Exercise, Misconception
from course_lib.exercises.judges import data_set, function, value
from course_lib.samplers import edited_nearest_neighbours

TITLE = "Edited nearest neighbours"

q1 = Exercise(
    key="03.1",
    title="Wilson's rule on a line",
    prompt=(
        "Eleven samples lie on a line. `x` holds their positions, `y` their classes: 1 is the "
        "minority. Which rows does Wilson's rule remove (three neighbours, majority vote, every "
        "class)? Give a list of row numbers, found by hand or by code."
    ),
    stub="""\
x = np.array([1, 7, 10, 11, 14, 20, 23, 27, 29, 36, 37])
y = np.array([0, 0, 0, 1, 0, 1, 1, 1, 0, 0, 0])
removed_rows = ...""",
    answer="removed_rows",
    judge=value(as_rows),
    hints=(
        "Take row 4. Which three rows are nearest to it, and what are their classes?",
        "A sample goes if two or three of its three neighbours are of the other class. It does not "
        "vote itself.",
        "Three rows go: one of the minority, two of the majority.",
    ),
    solutions=(
        """\
x = np.array([1, 7, 10, 11, 14, 20, 23, 27, 29, 36, 37])
y = np.array([0, 0, 0, 1, 0, 1, 1, 1, 0, 0, 0])
distances = abs(x[:, None] - x).astype(float)
np.fill_diagonal(distances, np.inf)
judges = distances.argsort(axis=1)[:, :3]
removed_rows = np.flatnonzero((y[judges] != y[:, None]).sum(axis=1) >= 2)""",
        "removed_rows = [3, 4, 8]",
    ),
    why=(
        "Row 3 is alone among zeros, rows 4 and 8 have two ones among their three nearest. All are "
        "judged on the unedited line: row 3 still votes on row 4, and goes."
    ),
    misconceptions=(
        Misconception(
            name="one contradiction is enough",
            code="removed_rows = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]",
            explanation=(
                "Every row has some neighbour of the other class among its three. Wilson asks for "
                "a majority of them."
            ),
            example="votes    0 0 1\nclass    0\none of three contradicts: the sample stays.",
        ),
        Misconception(
            name="the minority is spared",
            code="removed_rows = [4, 8]",
            explanation=(
                "You removed majority samples only. Wilson judges every class; sparing the "
                "smallest is a library's default."
            ),
            example="votes    0 0 0\nclass    1\nthe sample goes.",
        ),
        Misconception(
            name="the majority is spared",
            code="removed_rows = [3]",
            explanation="You judged the minority only. Every class is judged.",
            example="votes    1 1 0\nclass    0\nthe sample goes.",
        ),
        Misconception(
            name="the sample votes too",
            code="removed_rows = [3, 8]",
            explanation=(
                "You let each sample vote on itself, with two neighbours. Nobody is their own "
                "neighbour: three others vote."
            ),
            example="""\
row       3    4    5    6
position  11   14   20   23
the three judges of row 4 are others, row 4 is none of them.""",
        ),
        Misconception(
            name="one neighbour",
            code="removed_rows = [2, 3, 4, 7, 8]",
            explanation="You asked the nearest neighbour only. Three vote.",
            example="""\
row       1    2    3
position  7    10   11
row 2 has a stranger nearest, but two more neighbours to ask.""",
        ),
        Misconception(
            name="five neighbours",
            code="removed_rows = [3, 4, 7, 8, 9, 10]",
            explanation="You asked five neighbours; three vote.",
            example="votes    1 1 0\nclass    1\nwhat the fourth and fifth say does not count.",
        ),
        Misconception(
            name="one after the other",
            code="removed_rows = [3, 8, 9, 10]",
            explanation=(
                "You took rows away while judging, so they were missing among the judges of later "
                "rows. All are judged first; then all that lost go at once."
            ),
            example="""\
row       2    3    4
position  10   11   14
row 3 loses, and still votes on row 4.""",
        ),
        Misconception(
            name="repeated until nothing changes",
            code="removed_rows = [3, 4, 8, 9, 10]",
            explanation="You edited again what was left. Wilson edits once.",
            example="One round: judge all on the unedited data, remove, stop.",
        ),
        Misconception(
            name="between two strangers",
            code="removed_rows = [3, 4]",
            explanation=(
                "You looked at the sample on either side. The three nearest may all lie on one "
                "side."
            ),
            example="""\
row       8    9    10
position  29   36   37
row 8 is judged by the nearest three, wherever they lie.""",
        ),
        Misconception(
            name="Tomek links",
            code="removed_rows = [2, 3, 7, 8]",
            explanation=(
                "These rows form mutual pairs of two classes: Tomek links, lesson 04. Editing asks "
                "for a vote."
            ),
            example="position  10  11\nclass      0   1\na pair; being outvoted is another matter.",
        ),
        Misconception(
            name="the rows kept",
            code="removed_rows = [0, 1, 2, 5, 6, 7, 9, 10]",
            explanation="Those stay. Which are missing?",
            example="rows  0  1  2\nkept  [0, 1]\nremoved  [2]",
        ),
        Misconception(
            name="rows counted from 1",
            code="removed_rows = [4, 5, 9]",
            explanation="Each row number is one too large. The first row is row 0.",
            example="position  1    7    10\nrow       0    1    2",
        ),
        Misconception(
            name="positions, not row numbers",
            code="removed_rows = [11, 14, 29]",
            explanation=(
                "These are the places on the line. Give row numbers: where the sample stands in "
                "`x`, not what `x` holds there."
            ),
            example="position  1    7    10\nrow       0    1    2",
        ),
    ),
    otherwise="For every row, write down the classes of its three nearest rows.",
)

q2 = Exercise(
    key="03.2",
    title="What the default removes",
    prompt=(
        "Which rows does `EditedNearestNeighbours()` remove with nothing between its brackets? "
        "Predict first, then check by code if you like."
    ),
    stub="""\
x = np.array([3, 4, 7, 12, 14, 15, 19, 21, 25, 34, 38])
y = np.array([0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 1])
removed_rows = ...""",
    answer="removed_rows",
    judge=value(as_rows),
    hints=(
        "Three parameters decide: `n_neighbors=3`, `kind_sel` and `sampling_strategy`. What are "
        "the defaults of the last two?",
        'With `kind_sel="all"` one foreign neighbour among three is enough.',
        '`sampling_strategy="auto"` spares the smallest class. Four rows go.',
    ),
    solutions=(
        """\
x = np.array([3, 4, 7, 12, 14, 15, 19, 21, 25, 34, 38])
y = np.array([0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 1])
from course_lib.samplers import EditedNearestNeighbours

sampler = EditedNearestNeighbours()
sampler.fit_resample(x[:, None], y)
removed_rows = np.setdiff1d(np.arange(len(y)), sampler.sample_indices_)""",
        "removed_rows = [3, 6, 7, 9]",
    ),
    why=(
        "Every zero with at least one 1 among its three nearest goes, and no 1 goes, not even the "
        "one at 38, which stands alone."
    ),
    misconceptions=(
        Misconception(
            name="Wilson's rule",
            code="removed_rows = [3, 4, 5, 6, 10]",
            explanation=(
                "That is a majority vote on every class, what the paper says. The default asks "
                "otherwise, and not everyone."
            ),
            example="votes    1 0 0\nclass    0\nWilson keeps this sample, the default does not.",
        ),
        Misconception(
            name="a majority against it",
            code="removed_rows = [3, 6]",
            explanation=(
                "You spared the minority, but asked for two votes of three. By default one is "
                "enough."
            ),
            example="votes    1 0 0\nclass    0\nthe sample goes.",
        ),
        Misconception(
            name="every class is judged",
            code="removed_rows = [3, 4, 5, 6, 7, 9, 10]",
            explanation="The vote is right, but by default the smallest class loses nothing.",
            example="votes    0 0 0\nclass    1\nthe sample stays.",
        ),
        Misconception(
            name="the minority is edited",
            code="removed_rows = [4, 5, 10]",
            explanation=(
                "You removed minority samples with a foreign neighbour; the default spares exactly "
                "those."
            ),
            example="votes    0 0 0\nclass    1\nthe sample stays.",
        ),
        Misconception(
            name="asked from the wrong side",
            code="removed_rows = [3, 6, 7, 8, 9]",
            explanation=(
                "You removed the neighbours of minority samples. A row is judged by *its own* "
                "three neighbours, and being near somebody is not mutual."
            ),
            example="""\
row       7    8    9    10
position  21   25   34   38
row 8 is among the nearest of row 10, but row 10 is not among the nearest of row 8.""",
        ),
        Misconception(
            name="one neighbour",
            code="removed_rows = [3, 9]",
            explanation="You asked the nearest neighbour only. Three are asked.",
            example="""\
row       5    6    7
position  15   19   21
row 6 has row 7 nearest, and two more neighbours.""",
        ),
        Misconception(
            name="Tomek links",
            code="removed_rows = [9]",
            explanation=(
                "You removed the majority member of a mutual pair: that is `TomekLinks`, lesson 04."
            ),
            example="position  34  38\nclass      0   1\na link; other rows go as well.",
        ),
        Misconception(
            name="the row votes too",
            code="removed_rows = [3, 6, 9]",
            explanation=(
                "You counted each row among its own three judges, so only two others were asked."
            ),
            example="""\
row       5    6    7    8
position  15   19   21   25
three others judge row 7.""",
        ),
        Misconception(
            name="the whole majority",
            code="removed_rows = [0, 1, 2, 3, 6, 7, 8, 9]",
            explanation="A majority sample whose three neighbours are of its class stays.",
            example="votes    0 0 0\nclass    0\nthe sample stays.",
        ),
        Misconception(
            name="the rows kept",
            code="removed_rows = [0, 1, 2, 4, 5, 8, 10]",
            explanation="Those stay: `sample_indices_` names the rows kept. Which are missing?",
            example="rows  0  1  2\nkept  [0, 1]\nremoved  [2]",
        ),
        Misconception(
            name="rows counted from 1",
            code="removed_rows = [4, 7, 8, 10]",
            explanation="Each row number is one too large. The first row is row 0.",
            example="position  3    4    7\nrow       0    1    2",
        ),
        Misconception(
            name="positions, not row numbers",
            code="removed_rows = [12, 19, 21, 34]",
            explanation="These are places on the line. Row numbers are asked.",
            example="position  3    4    7\nrow       0    1    2",
        ),
    ),
    otherwise="Go through the zeros only, and look for a 1 among the three nearest of each.",
)

q3 = Exercise(
    key="03.3",
    title="How many judges an island survives",
    prompt=(
        "Six minority samples lie close together. Everything else, several hundred samples, is "
        "majority and lies far away. Wilson's rule with `n_neighbors=3` keeps all six. What is the "
        "largest *odd* `n_neighbors` with which it still does?"
    ),
    stub="largest_k = ...",
    answer="largest_k",
    judge=value(as_int),
    hints=(
        "Ask one of the six. How many votes for its own class can there be at most?",
        "All further votes come from the majority. The sample stays as long as its own side is "
        "ahead.",
    ),
    solutions=(
        """\
own = 6 - 1
largest_k = max(k for k in range(1, 100, 2) if min(own, k) > k / 2)""",
        "largest_k = 9",
    ),
    why=(
        "A sample has no vote of its own, so five friends vote, then strangers. Five against four "
        "is a majority; with eleven votes it is five against six, and all six go at once. An "
        "island of m samples survives up to k = 2m - 3."
    ),
    misconceptions=(
        Misconception(
            name="every vote has to be its own",
            code="largest_k = 5",
            explanation=(
                "With this all votes come from the island. That is unanimity; Wilson asks for a "
                "majority only."
            ),
            example="votes    1 1 0\nclass    1\ntwo of three agree: the sample stays.",
        ),
        Misconception(
            name="the sample votes for itself",
            code="largest_k = 11",
            explanation="You counted six votes from the island. Nobody is their own neighbour.",
            example="island   1 1\nvotes    1 0 0\nof two samples, each has one friend.",
        ),
        Misconception(
            name="an even number",
            code="largest_k = 10",
            explanation="An odd number is asked; with an even one a vote can be tied.",
            example="votes    1 1 0 0\na tie, which a rule about labels decides.",
        ),
        Misconception(
            name="the size of the island",
            code="largest_k = 6",
            explanation=(
                "You gave the number of samples. How many of them vote, and how many strangers "
                "can they outvote?"
            ),
            example="island   1 1 1\nvotes    1 1 0\nthree samples survive three votes.",
        ),
        Misconception(
            name="twice the island",
            code="largest_k = 12",
            explanation=(
                "Half of twelve votes would have to come from the island, which has fewer to give, "
                "and half is a tie at best."
            ),
            example="island   1 1\nvotes    1 0 0 0\none friend of four.",
        ),
        Misconception(
            name="the default",
            code="largest_k = 3",
            explanation="That is the number the question begins with. More is possible.",
            example="votes    1 1 1 1 0\nfour of five agree: the sample stays.",
        ),
        Misconception(
            name="stopped one step early",
            code="largest_k = 7",
            explanation="With seven votes the island wins by five to two. There is room.",
            example="votes    1 1 0\na lead of one is enough.",
        ),
        Misconception(
            name="six against seven",
            code="largest_k = 13",
            explanation=(
                "Even if the sample could vote for itself, six votes of thirteen are no majority."
            ),
            example="votes    1 0 0\none of three: the sample goes.",
        ),
    ),
    otherwise="Count the votes for one sample of the island: friends first, then strangers.",
)

q4 = Exercise(
    key="03.4",
    title="Until nothing changes",
    prompt=(
        "Apply Wilson's rule, apply it again to what is left, and so on until a round removes "
        "nothing. Which rows have gone by then? Give their numbers in the *original* data."
    ),
    stub="""\
x = np.array([2, 4, 11, 16, 29, 32, 36, 37, 39, 44, 47])
y = np.array([1, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1])
removed_rows = ...""",
    answer="removed_rows",
    judge=value(as_rows),
    hints=(
        "Round one: three rows go. Cross them out and look at the line again.",
        "Each removal brings new judges. Ask the rows beside the gap who their three nearest are "
        "now.",
        "Two more rounds remove one row each, both from the same side of the gap.",
    ),
    solutions=(
        """\
x = np.array([2, 4, 11, 16, 29, 32, 36, 37, 39, 44, 47])
y = np.array([1, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1])
from course_lib.samplers import edited_nearest_neighbours

rows, n_before = np.arange(len(x)), None
while len(rows) != n_before:
    n_before = len(rows)
    rows = rows[edited_nearest_neighbours(x[rows, None], y[rows])]
removed_rows = np.setdiff1d(np.arange(len(x)), rows)""",
        "removed_rows = [0, 4, 5, 6, 7]",
    ),
    why=(
        "Rows 6 and 7 contradict each other's side and go with row 0. That leaves row 5 with two "
        "ones among its three nearest, and then row 4. Editing once is no fixed point. "
        "(`RepeatedEditedNearestNeighbours` would stop before row 4, because a class has become "
        "smaller than the smallest was.)"
    ),
    misconceptions=(
        Misconception(
            name="one round only",
            code="removed_rows = [0, 6, 7]",
            explanation="Those go in the first round. Their removal changes who judges whom.",
            example="""\
row       4    5    8    9
position  29   32   39   44
with rows 6 and 7 gone, these stand beside each other.""",
        ),
        Misconception(
            name="two rounds only",
            code="removed_rows = [0, 5, 6, 7]",
            explanation=(
                "The second round removed something, so a third has to be tried. (The library's "
                "sampler stops here too: class 0 has fallen below the size that the smallest class "
                "had at first.)"
            ),
            example="removed  3, 1, ...\nonly a round that removes nothing is the last.",
        ),
        Misconception(
            name="positions in the reduced data",
            code="removed_rows = [0, 3, 4, 6, 7]",
            explanation=(
                "A row's place among the rows left is not its number in the original data. Keep "
                "the numbers beside the samples."
            ),
            example="rows left   1  2  3  4\nplace       0  1  2  3\nthe row in place 3 is row 4.",
        ),
        Misconception(
            name="one after the other",
            code="removed_rows = [0, 6]",
            explanation=(
                "You took rows away while judging. In each round all are judged first, then all "
                "that lost go at once."
            ),
            example="row 6 loses, and still votes on row 7 in that round.",
        ),
        Misconception(
            name="one neighbour",
            code="removed_rows = [0, 1, 6, 7]",
            explanation="You asked the nearest neighbour only. Three vote in every round.",
            example="""\
row       0    1    2    3
position  2    4    11   16
row 1 has a stranger nearest and two friends after it.""",
        ),
        Misconception(
            name="only the class 0 is judged",
            code="removed_rows = [4, 5, 6]",
            explanation="You let one class lose rows. Wilson's rule judges every class.",
            example="votes    0 0 0\nclass    1\nthe sample goes.",
        ),
        Misconception(
            name="one contradiction is enough",
            code="removed_rows = [0, 1, 2, 4, 5, 6, 7, 8]",
            explanation="You asked for unanimity. Two votes of three are needed to remove a row.",
            example="votes    1 0 0\nclass    0\nthe sample stays.",
        ),
        Misconception(
            name="the rows kept",
            code="removed_rows = [1, 2, 3, 8, 9, 10]",
            explanation="Those stay. Which are missing?",
            example="rows  0  1  2\nkept  [1, 2]\nremoved  [0]",
        ),
        Misconception(
            name="rows counted from 1",
            code="removed_rows = [1, 5, 6, 7, 8]",
            explanation="Each row number is one too large. The first row is row 0.",
            example="position  2    4    11\nrow       0    1    2",
        ),
    ),
    otherwise="Cross out what goes in a round, then let every row left ask its judges again.",
)


def _class_kept(X, y):
    """Look for a class that Wilson's rule removes though its samples have each other nearest."""
    n, labels = len(y), np.unique(y)
    if len(labels) == 1:
        return "one class only", "All your labels are equal."
    if len(labels) > 2:
        return "more than two classes", f"Your labels have {len(labels)} values."
    if n > 8:
        return "too many samples", f"You used {n}."
    if n < 4:
        return "too few to vote", f"You used {n}."
    distances = np.linalg.norm(X[:, None] - X[None], axis=2)
    off_diagonal = distances[np.triu_indices(n, 1)]
    if not off_diagonal.all():
        return "coincident samples", ""
    if len(np.unique(np.round(off_diagonal, 9))) < len(off_diagonal):
        return "equal distances", ""
    np.fill_diagonal(distances, np.inf)
    nearest = distances.argmin(axis=1)
    kept_mask = edited_nearest_neighbours(X, y)
    gone = [label for label in labels if not kept_mask[y == label].any()]
    if not gone:
        return "both classes live on", f"{kept_mask.sum()} of your {n} samples stay."
    if any((y[nearest[y == label]] == label).all() for label in gone):
        return None
    if min(np.sum(y == label) for label in gone) == 1:
        return "a sample alone", ""
    return "somebody's nearest is a stranger", ""


q5 = Exercise(
    key="03.5",
    title="Break it",
    prompt=(
        "Build a data set of at most eight samples and two classes from which Wilson's rule "
        "(three neighbours, majority vote, every class) removes *one class altogether*, although "
        "the nearest neighbour of each of its samples is of its own class. No two distances may be "
        "equal."
    ),
    stub="""\
X = ...
y = ...""",
    answer="X, y",
    judge=data_set(_class_kept),
    hints=(
        "If each sample has a friend as its nearest neighbour, one vote of three is safe. Who "
        "casts the other two?",
        "How small must a group be, so that two of the three votes come from outside?",
        "Put two samples of one class side by side and the other class around them.",
    ),
    solutions=(
        "X = [[0.0], [0.1], [1.0], [2.2], [3.6]]\ny = [1, 1, 0, 0, 0]",
        """\
X = np.array([[0.0, 0.0], [0.3, 0.1], [2.0, 0.0], [-2.5, 1.0], [0.7, 3.1], [4.0, 5.0]])
y = np.array(["rare", "rare", "common", "common", "common", "common"])""",
    ),
    why=(
        "Two samples have one friend each, so two of three votes come from outside. Wilson's rule "
        "cannot tell a rare group of two from an error, whatever it is a group of."
    ),
    misconceptions=(
        Misconception(
            name="one class only",
            code="X = [[0.0], [0.1], [1.0], [2.2]]\ny = [0, 0, 0, 0]",
            explanation="Where all agree nobody is contradicted; a second class is needed.",
            example="votes    0 0 0\nclass    0",
        ),
        Misconception(
            name="more than two classes",
            code="X = [[0.0], [0.1], [1.0], [2.2], [3.6]]\ny = [1, 1, 0, 0, 2]",
            explanation="Two classes are asked, and two are enough.",
            example="position  0  0.1  1\nclass     1  1    0",
        ),
        Misconception(
            name="too many samples",
            code=(
                "X = [[0.0], [0.1], [1.0], [2.2], [3.6], [5.3], [7.4], [9.9], [12.9]]\n"
                "y = [1, 1, 0, 0, 0, 0, 0, 0, 0]"
            ),
            explanation="At most eight samples: remove those that play no part.",
            example="A counter-example is worth most when nothing can be taken away from it.",
        ),
        Misconception(
            name="too few to vote",
            code="X = [[0.0], [0.1], [1.0]]\ny = [1, 1, 0]",
            explanation="Three neighbours vote, and nobody is their own: four samples at least.",
            example="rows  0  1  2\nrow 0 has two neighbours, not three.",
        ),
        Misconception(
            name="coincident samples",
            code="X = [[0.0], [0.0], [1.0], [2.2], [3.6]]\ny = [1, 1, 0, 0, 0]",
            explanation="Two of your samples lie in one place. Move one: near is enough.",
            example="position  0  0",
        ),
        Misconception(
            name="equal distances",
            code="X = [[0.0], [1.0], [2.0], [4.0], [8.0]]\ny = [1, 1, 0, 0, 0]",
            explanation="With a tie, the answer hangs on a tie rule and not on the vote.",
            example="position  0  1  2\nthe sample at 1 is equally far from both.",
        ),
        Misconception(
            name="both classes live on",
            code="X = [[0.0], [0.1], [0.3], [5.0], [6.2], [8.0]]\ny = [1, 1, 1, 0, 0, 0]",
            explanation=(
                "No class disappears from your data. A group of three is large enough to hold its "
                "ground: each has two votes of three."
            ),
            example="island   1 1 1\nvotes    1 1 0\nall three stay.",
        ),
        Misconception(
            name="a sample alone",
            code="X = [[0.0], [1.0], [2.2], [3.6]]\ny = [1, 0, 0, 0]",
            explanation=(
                "A class disappears, but it has one sample, whose nearest neighbour cannot be of "
                "its class. That is what editing is for."
            ),
            example="position  0  1  2.2  3.6\nclass     1  0  0    0",
        ),
        Misconception(
            name="somebody's nearest is a stranger",
            code=(
                "X = [[0.0], [1.0], [2.2], [10.0], [11.3], [13.0], [14.9]]\n"
                "y = [1, 0, 0, 1, 0, 0, 0]"
            ),
            explanation=(
                "A class disappears, but one of its samples has a stranger nearest, so its removal "
                "is no surprise. Move its samples together."
            ),
            example="position  0  1  2.2\nclass     1  0  0\na stranger is nearest to 0.",
        ),
    ),
    otherwise="Count the three votes of every sample of the class that should go.",
)

_LINE = np.array([[0.0], [1.0], [2.0], [3.0], [10.0], [11.0], [12.0], [13.0]])
_FOUR = np.array([[0.0], [1.0], [2.1], [3.3]])
_SIX = np.array([[0.0], [1.0], [2.1], [3.3], [4.6], [6.0]])
_SHUFFLED = np.random.RandomState(0).permutation(20)

q6 = Exercise(
    key="03.6",
    title="Write the rule",
    prompt=(
        "Write `my_editing(X, y, k)`: the row numbers that Wilson's rule removes if `k` neighbours "
        "vote. `X` is an array of shape (n, d), `y` an array of labels of two or more classes. A "
        "sample goes if the most frequent label among its `k` nearest neighbours is not its own. "
        "All are judged on the unedited data. Distances are Euclidean; a row is never its own "
        "neighbour, by its number; equal distances go to the lowest row, equally frequent labels "
        "to the smallest."
    ),
    stub="""\
def my_editing(X, y, k):
    removed_rows = ...
    return removed_rows""",
    answer="my_editing",
    judge=function(
        as_rows,
        (_LINE, np.array([0, 0, 1, 0, 1, 1, 1, 1]), 3),
        (_LINE, np.array([0, 0, 0, 0, 1, 1, 1, 1]), 3),
        (_SIX, np.array(["b", "a", "b", "b", "a", "a"]), 2),
        (_SIX, np.array([7, 5, 5, 7, 5, 7]), 4),
        (_SIX, np.array(["a", "a", "c", "b", "b", "c"]), 5),
        (_FOUR, np.array([True, False, True, True]), 3),
        (_FOUR[:2], np.array([0, 1]), 1),
        (*tied_plane(), 3),
        (*tied_plane(), 4),
        (first_plane()[0][_SHUFFLED], first_plane()[1][_SHUFFLED], 3),
        (1e5 * first_plane()[0], first_plane()[1], 1),
        (np.array([[0.0], [3.0], [4.0], [9.0]]) + 2.0**30, np.array([0, 0, 1, 1]), 1),
        (*three_classes(), 3),
    ),
    hints=(
        "Start with the n × n matrix of distances. What must stand on its diagonal so that no row "
        "judges itself?",
        '`argsort(axis=1, kind="stable")` puts each row\'s neighbours in order, equal distances by '
        "row number. The first `k` columns are the judges.",
        "`np.unique(votes, return_counts=True)` returns the labels in order with their counts, and "
        "`argmax` takes the first of equal counts.",
    ),
    solutions=(
        """\
def my_editing(X, y, k):
    distances = np.linalg.norm(X[:, None] - X[None], axis=2)
    np.fill_diagonal(distances, np.inf)
    judges = distances.argsort(axis=1, kind="stable")[:, :k]
    removed_rows = []
    for row, votes in enumerate(y[judges]):
        labels, counts = np.unique(votes, return_counts=True)
        if labels[counts.argmax()] != y[row]:
            removed_rows.append(row)
    return removed_rows""",
        """\
def my_editing(X, y, k):
    def verdict(row):
        others = [j for j in range(len(X)) if j != row]
        others.sort(key=lambda j: (((X[row] - X[j]) ** 2).sum(), j))
        votes = [y[j] for j in others[:k]]
        return min(set(votes), key=lambda label: (-votes.count(label), label))

    return [row for row in range(len(X)) if verdict(row) != y[row]]""",
    ),
    why=(
        "One matrix with an infinite diagonal, one stable sort, one vote per row. Because all rows "
        "are judged before any goes, their order does not matter unless distances are equal."
    ),
    misconceptions=(
        Misconception(
            name="the row votes too",
            code="""\
def my_editing(X, y, k):
    distances = np.linalg.norm(X[:, None] - X[None], axis=2)
    np.fill_diagonal(distances, -1)
    judges = distances.argsort(axis=1, kind="stable")[:, :k]
    removed_rows = []
    for row, votes in enumerate(y[judges]):
        labels, counts = np.unique(votes, return_counts=True)
        if labels[counts.argmax()] != y[row]:
            removed_rows.append(row)
    return removed_rows""",
            explanation="Each row is among its own judges, so only k - 1 others vote.",
            example=(_FOUR, np.array([0, 1, 0, 1]), 1),
        ),
        Misconception(
            name="the first column is not always the row itself",
            code="""\
def my_editing(X, y, k):
    distances = np.linalg.norm(X[:, None] - X[None], axis=2)
    judges = distances.argsort(axis=1, kind="stable")[:, 1 : k + 1]
    removed_rows = []
    for row, votes in enumerate(y[judges]):
        labels, counts = np.unique(votes, return_counts=True)
        if labels[counts.argmax()] != y[row]:
            removed_rows.append(row)
    return removed_rows""",
            explanation=(
                "You dropped the first column as the row itself. Among coincident rows it is the "
                "lowest of them, and that may be another. imbalanced-learn has this fault."
            ),
            example=(np.array([[0.0], [0.0], [5.0]]), np.array([0, 1, 1]), 1),
        ),
        Misconception(
            name="coincident rows left out",
            code="""\
def my_editing(X, y, k):
    distances = np.linalg.norm(X[:, None] - X[None], axis=2)
    distances[distances == 0] = np.inf
    judges = distances.argsort(axis=1, kind="stable")[:, :k]
    removed_rows = []
    for row, votes in enumerate(y[judges]):
        labels, counts = np.unique(votes, return_counts=True)
        if labels[counts.argmax()] != y[row]:
            removed_rows.append(row)
    return removed_rows""",
            explanation=(
                "You left out every row at distance zero. A twin is a neighbour like any other; "
                "only the row itself is excluded."
            ),
            example=(np.array([[0.0], [0.0], [5.0], [6.0]]), np.array([0, 0, 1, 1]), 1),
        ),
        Misconception(
            name="one contradiction is enough",
            code="""\
def my_editing(X, y, k):
    distances = np.linalg.norm(X[:, None] - X[None], axis=2)
    np.fill_diagonal(distances, np.inf)
    judges = distances.argsort(axis=1, kind="stable")[:, :k]
    return np.flatnonzero((y[judges] != y[:, None]).any(axis=1))""",
            explanation=(
                "You remove a row as soon as one neighbour differs. That is the library's default "
                "vote, unanimity; Wilson asks for the most frequent label."
            ),
            example=(_FOUR, np.array([0, 0, 0, 1]), 3),
        ),
        Misconception(
            name="the smallest class is spared",
            code="""\
def my_editing(X, y, k):
    distances = np.linalg.norm(X[:, None] - X[None], axis=2)
    np.fill_diagonal(distances, np.inf)
    judges = distances.argsort(axis=1, kind="stable")[:, :k]
    names, sizes = np.unique(y, return_counts=True)
    removed_rows = []
    for row, votes in enumerate(y[judges]):
        labels, counts = np.unique(votes, return_counts=True)
        if labels[counts.argmax()] != y[row] and y[row] != names[sizes.argmin()]:
            removed_rows.append(row)
    return removed_rows""",
            explanation=(
                'Your smallest class never loses a row. That is `sampling_strategy="auto"`; '
                "Wilson's rule judges every class alike."
            ),
            example=(_FOUR, np.array([0, 1, 0, 0]), 3),
        ),
        Misconception(
            name="contradictions counted, not votes",
            code="""\
def my_editing(X, y, k):
    distances = np.linalg.norm(X[:, None] - X[None], axis=2)
    np.fill_diagonal(distances, np.inf)
    judges = distances.argsort(axis=1, kind="stable")[:, :k]
    return np.flatnonzero((y[judges] != y[:, None]).sum(axis=1) > k / 2)""",
            explanation=(
                "You remove a row that more than half of its judges contradict. Where three "
                "classes vote, or k is even, that is not the same as losing the vote."
            ),
            example=(_FOUR, np.array(["a", "a", "b", "c"]), 3),
        ),
        Misconception(
            name="a tie keeps the row",
            code="""\
def my_editing(X, y, k):
    distances = np.linalg.norm(X[:, None] - X[None], axis=2)
    np.fill_diagonal(distances, np.inf)
    judges = distances.argsort(axis=1, kind="stable")[:, :k]
    removed_rows = []
    for row, votes in enumerate(y[judges]):
        labels, counts = np.unique(votes, return_counts=True)
        if y[row] not in labels[counts == counts.max()]:
            removed_rows.append(row)
    return removed_rows""",
            explanation=(
                "You keep a row whose label shares the first place. A tie goes to the smallest "
                "label, whoever asks."
            ),
            example=(_FOUR[:3], np.array([1, 1, 0]), 2),
        ),
        Misconception(
            name="a tie removes the row",
            code="""\
def my_editing(X, y, k):
    distances = np.linalg.norm(X[:, None] - X[None], axis=2)
    np.fill_diagonal(distances, np.inf)
    judges = distances.argsort(axis=1, kind="stable")[:, :k]
    removed_rows = []
    for row, votes in enumerate(y[judges]):
        labels, counts = np.unique(votes, return_counts=True)
        if [y[row]] != labels[counts == counts.max()].tolist():
            removed_rows.append(row)
    return removed_rows""",
            explanation=(
                "You keep a row only if its label wins alone. A tie goes to the smallest label, "
                "and that may be the row's own."
            ),
            example=(_FOUR[:3], np.array([0, 0, 1]), 2),
        ),
        Misconception(
            name="a tie goes to the nearest",
            code="""\
def my_editing(X, y, k):
    from collections import Counter

    distances = np.linalg.norm(X[:, None] - X[None], axis=2)
    np.fill_diagonal(distances, np.inf)
    judges = distances.argsort(axis=1, kind="stable")[:, :k]
    removed_rows = []
    for row, votes in enumerate(y[judges].tolist()):
        if Counter(votes).most_common(1)[0][0] != y[row]:
            removed_rows.append(row)
    return removed_rows""",
            explanation=(
                "`Counter.most_common` gives the label it met first, hence the nearest "
                "neighbour's. A tie goes to the smallest label here."
            ),
            example=(np.array([[0.0], [1.0], [2.1], [3.0]]), np.array([1, 1, 0, 0]), 2),
        ),
        Misconception(
            name="a tie goes to the largest label",
            code="""\
def my_editing(X, y, k):
    distances = np.linalg.norm(X[:, None] - X[None], axis=2)
    np.fill_diagonal(distances, np.inf)
    judges = distances.argsort(axis=1, kind="stable")[:, :k]
    removed_rows = []
    for row, votes in enumerate(y[judges]):
        labels, counts = np.unique(votes, return_counts=True)
        if labels[counts == counts.max()][-1] != y[row]:
            removed_rows.append(row)
    return removed_rows""",
            explanation="Of equally frequent labels you take the last in order, not the first.",
            example=(_FOUR[:3], np.array([1, 0, 1]), 2),
        ),
        Misconception(
            name="always three",
            code="""\
def my_editing(X, y, k):
    distances = np.linalg.norm(X[:, None] - X[None], axis=2)
    np.fill_diagonal(distances, np.inf)
    judges = distances.argsort(axis=1, kind="stable")[:, :3]
    removed_rows = []
    for row, votes in enumerate(y[judges]):
        labels, counts = np.unique(votes, return_counts=True)
        if labels[counts.argmax()] != y[row]:
            removed_rows.append(row)
    return removed_rows""",
            explanation="Three neighbours vote in your function, whatever `k` is.",
            example=(_FOUR, np.array([0, 0, 1, 1]), 1),
        ),
        Misconception(
            name="two classes called 0 and 1",
            code="""\
def my_editing(X, y, k):
    distances = np.linalg.norm(X[:, None] - X[None], axis=2)
    np.fill_diagonal(distances, np.inf)
    judges = distances.argsort(axis=1, kind="stable")[:, :k]
    return np.flatnonzero((y[judges].mean(axis=1) > 0.5) != (y == 1))""",
            explanation=(
                "Your function takes the mean of the labels. Labels may be names, or three of them."
            ),
            example=(_FOUR, np.array(["b", "a", "b", "b"]), 3),
        ),
        Misconception(
            name="a vote that knows numbers only",
            code="""\
def my_editing(X, y, k):
    distances = np.linalg.norm(X[:, None] - X[None], axis=2)
    np.fill_diagonal(distances, np.inf)
    judges = distances.argsort(axis=1, kind="stable")[:, :k]
    removed_rows = []
    for row, votes in enumerate(y[judges]):
        if np.bincount(votes.astype(int)).argmax() != y[row]:
            removed_rows.append(row)
    return removed_rows""",
            explanation=(
                "`np.bincount` counts whole numbers, and names are none. imbalanced-learn's "
                'vote stops with `kind_sel="mode"` on names too.'
            ),
            example=(_FOUR, np.array(["no", "yes", "no", "no"]), 3),
        ),
        Misconception(
            name="one after the other",
            code="""\
def my_editing(X, y, k):
    left = list(range(len(X)))
    for row in range(len(X)):
        others = [j for j in left if j != row]
        others.sort(key=lambda j: (((X[row] - X[j]) ** 2).sum(), j))
        votes = [y[j] for j in others[:k]]
        if min(set(votes), key=lambda label: (-votes.count(label), label)) != y[row]:
            left.remove(row)
    return sorted(set(range(len(X))) - set(left))""",
            explanation=(
                "Rows you have removed no longer vote on those that follow, so the answer depends "
                "on the order. Judge all on the unedited data."
            ),
            example=(_FOUR[:3], np.array([0, 1, 0]), 1),
        ),
        Misconception(
            name="repeated until nothing changes",
            code="""\
def my_editing(X, y, k):
    left = np.arange(len(X))
    while len(left) > k:
        distances = np.linalg.norm(X[left][:, None] - X[left][None], axis=2)
        np.fill_diagonal(distances, np.inf)
        judges = left[distances.argsort(axis=1, kind="stable")[:, :k]]
        stays = np.ones(len(left), dtype=bool)
        for place, votes in enumerate(y[judges]):
            labels, counts = np.unique(votes, return_counts=True)
            stays[place] = labels[counts.argmax()] == y[left[place]]
        if stays.all():
            break
        left = left[stays]
    return np.setdiff1d(np.arange(len(X)), left)""",
            explanation="Wilson edits once. Repeating it is Tomek's rule of 1976.",
            example=(_FOUR, np.array([0, 0, 1, 1]), 1),
        ),
        Misconception(
            name="Manhattan distance",
            code="""\
def my_editing(X, y, k):
    distances = abs(X[:, None] - X[None]).sum(axis=2).astype(float)
    np.fill_diagonal(distances, np.inf)
    judges = distances.argsort(axis=1, kind="stable")[:, :k]
    removed_rows = []
    for row, votes in enumerate(y[judges]):
        labels, counts = np.unique(votes, return_counts=True)
        if labels[counts.argmax()] != y[row]:
            removed_rows.append(row)
    return removed_rows""",
            explanation=(
                "You add up absolute differences; the question asks for Euclidean distance."
            ),
            example=(np.array([[0.0, 0.0], [3.0, 0.0], [2.0, 2.0]]), np.array([0, 0, 1]), 1),
        ),
        Misconception(
            name="ties to the highest row",
            code="""\
def my_editing(X, y, k):
    distances = np.linalg.norm(X[:, None] - X[None], axis=2)
    np.fill_diagonal(distances, np.inf)
    judges = len(X) - 1 - distances[:, ::-1].argsort(axis=1, kind="stable")[:, :k]
    removed_rows = []
    for row, votes in enumerate(y[judges]):
        labels, counts = np.unique(votes, return_counts=True)
        if labels[counts.argmax()] != y[row]:
            removed_rows.append(row)
    return removed_rows""",
            explanation="Of equally near rows you take the last; the lowest row is asked.",
            example=(np.array([[0.0], [1.0], [2.0]]), np.array([0, 1, 1]), 1),
        ),
        Misconception(
            name="a diagonal that is too small",
            code="""\
def my_editing(X, y, k):
    distances = np.linalg.norm(X[:, None] - X[None], axis=2)
    np.fill_diagonal(distances, 9999)
    judges = distances.argsort(axis=1, kind="stable")[:, :k]
    removed_rows = []
    for row, votes in enumerate(y[judges]):
        labels, counts = np.unique(votes, return_counts=True)
        if labels[counts.argmax()] != y[row]:
            removed_rows.append(row)
    return removed_rows""",
            explanation=(
                "Where all others are farther away than the number on your diagonal, a row judges "
                "itself. Only infinity is larger than every distance."
            ),
            example=(np.array([[0.0], [20000.0]]), np.array([0, 1]), 1),
        ),
        Misconception(
            name="squares that lose the digits",
            code="""\
def my_editing(X, y, k):
    squares = (X**2).sum(axis=1)
    distances = squares[:, None] - 2 * X @ X.T + squares
    np.fill_diagonal(distances, np.inf)
    judges = distances.argsort(axis=1, kind="stable")[:, :k]
    removed_rows = []
    for row, votes in enumerate(y[judges]):
        labels, counts = np.unique(votes, return_counts=True)
        if labels[counts.argmax()] != y[row]:
            removed_rows.append(row)
    return removed_rows""",
            explanation=(
                "`|a|² - 2ab + |b|²` subtracts large squares from each other. Far from zero "
                "nothing of a small distance is left; subtract the coordinates first."
            ),
            example=(
                np.array([[0.0], [3.0], [4.0], [9.0]]) + 2.0**30,
                np.array([0, 0, 1, 1]),
                1,
            ),
        ),
        Misconception(
            name="the rows kept",
            code="""\
def my_editing(X, y, k):
    distances = np.linalg.norm(X[:, None] - X[None], axis=2)
    np.fill_diagonal(distances, np.inf)
    judges = distances.argsort(axis=1, kind="stable")[:, :k]
    kept_rows = []
    for row, votes in enumerate(y[judges]):
        labels, counts = np.unique(votes, return_counts=True)
        if labels[counts.argmax()] == y[row]:
            kept_rows.append(row)
    return kept_rows""",
            explanation="You return the rows that stay; those that go are asked.",
            example=(_FOUR, np.array([0, 0, 1, 1]), 3),
        ),
    ),
    otherwise="For every row: who are its k judges, and what do most of them say?",
)

q7 = challenges.minority_edited_away
