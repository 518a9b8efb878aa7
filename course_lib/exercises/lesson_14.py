"""Exercises of lesson 14: ties, duplicates and seeds."""

import numpy as np

from course_lib.exercises.answers import as_int, as_rows
from course_lib.exercises.exercise import Exercise, Misconception
from course_lib.exercises.judges import data_set, function, value
from course_lib.neighbors import nearest_neighbors
from course_lib.samplers import TomekLinks, tomek_links

TITLE = "ties, duplicates and seeds"

_LINE = """\
x = np.array([0, 0, 10, 11, 12, 20, 21, 22, 30, 30, 31, 40, 40, 40, 50, 52])
y = np.array([0, 1, 0, 1, 0, 0, 0, 1, 1, 1, 0, 0, 0, 1, 0, 1])
"""

q1 = Exercise(
    key="14.1",
    title="Linked by chance",
    prompt=(
        "Sixteen samples on a line, in six groups far from each other. Which rows are in a Tomek "
        "link in *some* orders of the rows but not in all of them? Ties go to the row that comes "
        "first. Predict; code may check."
    ),
    stub=f"{_LINE}chance_rows = ...",
    answer="chance_rows",
    judge=value(as_rows),
    hints=(
        "Take one group at a time and ask each sample for its nearest: is there only one?",
        "In the second group the middle sample is linked whatever it chooses. Who is its partner?",
        "Three samples in one place: the two that come first choose each other. Which pairs of "
        "them have different labels?",
    ),
    solutions=(
        f"""\
{_LINE}from course_lib.evaluation.stability import times_linked

times = times_linked(x[:, None], y, n_orders=100)
chance_rows = np.flatnonzero((times > 0) & (times < 100))""",
        "chance_rows = [2, 4, 6, 7, 11, 12, 13]",
    ),
    why=(
        "Twins of different labels, and pairs without a tie, are linked in every order. Where a "
        "sample is tied between two others, the order chooses its partner, and with it whether "
        "there is a link at all; of three in one place, whoever comes last is left out."
    ),
    misconceptions=(
        Misconception(
            name="the tied samples themselves",
            code="chance_rows = [3, 6, 11, 12, 13]",
            explanation=(
                "You named the samples that have two nearest ones. The question is who is in a "
                "link: a tied sample may be linked either way, while its partner changes."
            ),
            example="""\
position  10   11   12
class     0    1    0
the middle sample is linked in every order, the outer ones are not.""",
        ),
        Misconception(
            name="all members of a group with a tie",
            code="chance_rows = [2, 3, 4, 5, 6, 7, 11, 12, 13]",
            explanation=(
                "A tie in a group does not touch all its members: some are linked in every order, "
                "some in none."
            ),
            example="""\
position  20   21   22
class     0    0    1
the first sample can be chosen, but only by its own class: never a link.""",
        ),
        Misconception(
            name="a tie between classes is the only one that counts",
            code="chance_rows = [2, 4, 11, 12, 13]",
            explanation=(
                "You skipped a sample that is tied between its own class and the other. Which of "
                "them it chooses decides whether there is a link."
            ),
            example="""\
position  20   21   22
class     0    0    1
the middle sample chooses left (no link) or right (a link).""",
        ),
        Misconception(
            name="three in one place taken for twins",
            code="chance_rows = [2, 4, 6, 7]",
            explanation=(
                "Two rows in one place choose each other in every order. Three do not: each has "
                "two others at distance zero."
            ),
            example="""\
position  40   40   40
class     0    0    1
in this order the first two choose each other: no link. Reversed, there is one.""",
        ),
        Misconception(
            name="the minority sample among three is safe",
            code="chance_rows = [2, 4, 6, 7, 11, 12]",
            explanation="The lone label among three rows in one place can come last as well.",
            example="""\
order     a    b    c
class     0    0    1
a and b choose each other, c is left out.""",
        ),
        Misconception(
            name="twins",
            code="chance_rows = [0, 1, 2, 4, 6, 7, 11, 12, 13]",
            explanation=(
                "Two rows in one place, and nobody else as near, are no tie: each has one nearest "
                "row, whatever the order."
            ),
            example="position  0    0\nclass     0    1\na link in every order.",
        ),
        Misconception(
            name="rows linked in every order",
            code="chance_rows = [0, 1, 3, 14, 15]",
            explanation="These are in a link in *every* order. Asked are those that are in some.",
            example="position  50   52\nclass     0    1\nno tie, so no order matters.",
        ),
        Misconception(
            name="all rows that are ever linked",
            code="chance_rows = [0, 1, 2, 3, 4, 6, 7, 11, 12, 13, 14, 15]",
            explanation="Leave out those that are linked in every order.",
            example="position  50   52\nclass     0    1\nlinked in every order: not by chance.",
        ),
    ),
    otherwise="Go through the groups one by one, each in two orders.",
)

_TABLE = """\
x = np.array([4, 4, 4, 7, 7, 9, 9, 5, 2, 2, 9])
y = np.array([1, 0, 0, 0, 1, 0, 0, 1, 0, 0, 1])
"""

q2 = Exercise(
    key="14.2",
    title="One row per place",
    prompt=(
        "Keep one row per place, of its commonest label; of equally common labels, the one that is "
        "rarer in the whole of `y`; of rows that are alike, the lowest. Which rows stay?"
    ),
    stub=f"{_TABLE}kept_rows = ...",
    answer="kept_rows",
    judge=value(as_rows),
    hints=(
        "There are five places: write down the labels found in each.",
        "Which label is rarer in all of `y`? It decides the one place with equal counts.",
    ),
    solutions=(
        f"""\
{_TABLE}from course_lib.evaluation.places import one_row_per_place

kept_rows, _ = one_row_per_place(x[:, None], y, "majority")""",
        "kept_rows = [1, 4, 5, 7, 8]",
    ),
    why=(
        "Places 4 and 9 go to label 0, two rows to one; place 7 is even and goes to the rarer "
        "label, 1. Two of four minority rows are outvoted: this rule moves the classes' shares."
    ),
    misconceptions=(
        Misconception(
            name="the first row of each place",
            code="kept_rows = [0, 3, 5, 7, 8]",
            explanation=(
                "This is what a plain `drop_duplicates` on the features keeps: the label is then "
                "decided by the order of the file."
            ),
            example="value  4  4  4\nlabel  1  0  0\nlabel 0 is commonest: its first row.",
        ),
        Misconception(
            name="an even place to the larger class",
            code="kept_rows = [1, 3, 5, 7, 8]",
            explanation="Where two labels are equally common, the one rarer in `y` is kept.",
            example="value  7  7\nlabel  0  1\nas many of each; which label is rarer in all of y?",
        ),
        Misconception(
            name="an even place dropped",
            code="kept_rows = [1, 5, 7, 8]",
            explanation="A place with equal counts keeps a row too.",
            example="value  7  7\nlabel  0  1\none of the two stays.",
        ),
        Misconception(
            name="every contested place dropped",
            code="kept_rows = [7, 8]",
            explanation=(
                "You dropped all places with more than one label, another of the lesson's rules."
            ),
            example="value  4  4  4\nlabel  1  0  0\ntwo to one: a row stays.",
        ),
        Misconception(
            name="one row per place and label",
            code="kept_rows = [0, 1, 3, 4, 5, 7, 8, 10]",
            explanation='That is the rule "weights": it lets twins with different labels stand.',
            example="value  4  4  4\nlabel  1  0  0\none row stays, not two.",
        ),
        Misconception(
            name="the minority always wins",
            code="kept_rows = [0, 4, 7, 8, 10]",
            explanation="The rarer label decides only where counts are equal.",
            example="value  9  9  9\nlabel  0  0  1\ntwo to one for label 0.",
        ),
        Misconception(
            name="all rows of the commonest label",
            code="kept_rows = [1, 2, 4, 5, 6, 7, 8, 9]",
            explanation="The labels are right, but copies are left: one row per place.",
            example="value  2  2\nlabel  0  0\nthe lower row stays, the other goes.",
        ),
        Misconception(
            name="the last of equal rows",
            code="kept_rows = [2, 4, 6, 7, 9]",
            explanation="Of rows that are alike, keep the lowest.",
            example="row    8  9\nvalue  2  2\nlabel  0  0\nrow 8 stays.",
        ),
    ),
    otherwise="List the labels found in each place first.",
)

q3 = Exercise(
    key="14.3",
    title="How many seeds",
    prompt=(
        "Over the seeds of SMOTE, F1 has a standard deviation of 0.02. You average it over several "
        "seeds. What is the smallest number of seeds for which the 95 % interval of that mean, "
        "1.96 standard errors to either side, reaches no farther than 0.005 to either side?"
    ),
    stub="n_seeds = ...",
    answer="n_seeds",
    judge=value(as_int),
    hints=(
        "The standard error of a mean of n independent values is their standard deviation divided "
        "by the square root of n.",
        "Solve for the square root of n first, then square, then round up.",
    ),
    solutions=(
        """\
n_seeds = 1
while 1.96 * 0.02 / np.sqrt(n_seeds) > 0.005:
    n_seeds += 1""",
        "n_seeds = 62",
    ),
    why=(
        "1.96 · 0.02 / 0.005 is 7.84, and its square 61.5: an interval half as wide takes four "
        "times the seeds. And all of them speak of this one data set only."
    ),
    misconceptions=(
        Misconception(
            name="rounded down",
            code="n_seeds = 61",
            explanation="With this number the interval is still a little too wide: round up.",
            example="needed   4.2\n4 seeds: too few\n5 seeds: enough",
        ),
        Misconception(
            name="the square was forgotten",
            code="n_seeds = 8",
            explanation="The error shrinks with the *square root* of the number of seeds.",
            example="seeds           1      4      16\nstandard error  0.02   0.01   0.005",
        ),
        Misconception(
            name="one standard error",
            code="n_seeds = 16",
            explanation=(
                "With so many the *standard error* is 0.005. The interval reaches 1.96 times as "
                "far."
            ),
            example="standard error  0.005\n95 % interval   0.0098 to either side",
        ),
        Misconception(
            name="neither factor nor square",
            code="n_seeds = 4",
            explanation="You divided one by the other; two things are missing, 1.96 and a square.",
            example="seeds           1      4\nstandard error  0.02   0.01",
        ),
        Misconception(
            name="the whole width",
            code="n_seeds = 246",
            explanation="You asked 0.005 of the whole interval; asked is the half to either side.",
            example="interval  0.500 to 0.510\nto either side  0.005",
        ),
        Misconception(
            name="two instead of 1.96",
            code="n_seeds = 64",
            explanation="A good rule of thumb, but asked is the smallest number with 1.96.",
            example="2 · 0.02 / 8 = 0.005, and 1.96 · 0.02 / 8 is below that.",
        ),
        Misconception(
            name="one seed is enough",
            code="n_seeds = 1",
            explanation=(
                "With one seed the interval is 1.96 standard deviations to either side, wider "
                "than most differences between samplers."
            ),
            example="seeds  1\ninterval  0.0392 to either side",
        ),
    ),
    otherwise="Write the half-width as a function of the number of seeds.",
)


def _removed(X, y):
    cleaner = TomekLinks()
    cleaner.fit_resample(X, y)
    return set(np.setdiff1d(np.arange(len(y)), cleaner.sample_indices_).tolist())


def _find_order_dependence(X, y):
    """Judge whether TomekLinks() removes other samples when the rows are reversed."""
    n = len(y)
    if n > 6:
        return "more than six samples", f"These are {n}."
    if len(np.unique(y)) < 2:
        return "one class only", "Without a second class nothing is removed in any order."
    if len(np.unique(X, axis=0)) < n:
        return "two samples in one place", "Do it without twins: every place once."
    links = [tomek_links(X, y).tolist()]
    links.append([sorted((n - 1 - a, n - 1 - b)) for a, b in tomek_links(X[::-1], y[::-1])])
    if links == [[], []]:
        return "no link in either order", "Nothing is removed at all."
    gone = _removed(X, y), {n - 1 - row for row in _removed(X[::-1], y[::-1])}
    if gone[0] != gone[1]:
        return None
    first, second = nearest_neighbors(X, 2)[1].T if n > 2 else (np.zeros(1), np.ones(1))
    if (first < second).all():
        return "no tie", f"Every sample has one nearest; both orders remove {sorted(gone[0])}."
    if sorted(links[0]) != sorted(links[1]):
        return "another partner, the same row", f"Both orders remove {sorted(gone[0])}."
    return "a tie that decides nothing", f"Both orders remove {sorted(gone[0])}."


q4 = Exercise(
    key="14.4",
    title="Break it without twins",
    prompt=(
        "Build a data set of at most six samples, no two in one place, on which the course's "
        "`TomekLinks()` removes other *samples* when the rows are reversed."
    ),
    stub="X = ...\ny = ...",
    answer="X, y",
    judge=data_set(_find_order_dependence),
    hints=(
        "Three samples on a line are enough, if one of them has two nearest ones.",
        "The tied sample should be the one that stays, so that its partner is the one removed.",
    ),
    solutions=(
        "X = np.array([[0.0], [1.0], [2.0]])\ny = np.array([0, 1, 0])",
        """\
X = np.array([[0, 0], [1, 0], [0, 1], [5, 5], [9, 9]])
y = np.array([1, 0, 0, 0, 0])""",
    ),
    why=(
        "The minority sample has two nearest ones; whichever comes first becomes its partner and "
        "is removed. The rule is well defined for every order, and still not a fact about the data."
    ),
    misconceptions=(
        Misconception(
            name="no tie",
            code="X = np.array([[0], [1], [2.5]])\ny = np.array([0, 1, 0])",
            explanation="Without a tie the order of the rows decides nothing.",
            example="position  0  1  2.5\nclass     0  1  0\nrow 0 goes in every order.",
        ),
        Misconception(
            name="two samples in one place",
            code="X = np.array([[0], [0], [0]])\ny = np.array([0, 0, 1])",
            explanation="Three in one place do depend on the order, but here twins are forbidden.",
            example="position  0  0\nmove one of them a little.",
        ),
        Misconception(
            name="another partner, the same row",
            code="X = np.array([[0], [1], [2], [50], [60]])\ny = np.array([1, 0, 1, 0, 0])",
            explanation=(
                "The link changes, but not what is removed: the tied sample itself is the one that "
                "goes, whoever its partner is."
            ),
            example="position  0  1  2\nclass     1  0  1\nrow 1 goes if 0 is the majority.",
        ),
        Misconception(
            name="a tie that decides nothing",
            code="X = np.array([[0], [1], [2], [10], [11]])\ny = np.array([0, 0, 0, 1, 0])",
            explanation="There is a tie, but all samples in it are of one class.",
            example="position  0  1  2\nclass     0  0  0\na tie, and no link either way.",
        ),
        Misconception(
            name="no link in either order",
            code="X = np.array([[0], [1], [2], [10], [11]])\ny = np.array([0, 0, 0, 1, 1])",
            explanation="No sample has one of the other class for its nearest.",
            example="position  10  11\nclass      1   1\nmutual, but of one class: no link.",
        ),
        Misconception(
            name="one class only",
            code="X = np.array([[0], [1], [2]])\ny = np.array([0, 0, 0])",
            explanation="A link joins two classes.",
            example="position  0  1  2\nclass     0  0  0",
        ),
        Misconception(
            name="more than six samples",
            code="X = np.arange(7)[:, None]\ny = np.array([0, 1, 0, 1, 0, 1, 0])",
            explanation="A large lattice does it, but a few samples are enough.",
            example="three samples will do.",
        ),
    ),
    otherwise="Which sample is tied, and which one is removed?",
)

_ANY_ORDER = np.array([[0.0], [1.0], [2.0]]), np.array([0, 1, 0])
_GROUPS = (
    np.array([[0], [0], [10], [11], [12], [20], [21], [22], [40], [40], [40], [50], [52.5]]),
    np.array([0, 1, 0, 1, 0, 0, 0, 1, 0, 0, 1, 0, 1]),
)


def _orders(n, seeds):
    return [np.random.RandomState(seed).permutation(n).tolist() for seed in seeds]


_PAIR = np.array([[0.0], [5.0], [6.0]]), np.array([0, 0, 1])

_RIGHT = """\
def always_linked(X, y, orders):
    linked = []
    for order in orders:
        order = np.array(order)
        linked.append(set(order[tomek_links(X[order], y[order])].ravel().tolist()))
    rows = set.intersection(*linked)
    return sorted(rows)"""

q5 = Exercise(
    key="14.5",
    title="Linked in every order",
    prompt=(
        "Write the stable core. `orders` is a list of orders of the rows, each a list of all row "
        "numbers. Return the numbers, in the *original* data, of the rows that are in a Tomek link "
        "in every one of these orders. `tomek_links(X, y)` returns pairs of row numbers of what it "
        "is given."
    ),
    setup="import numpy as np\nfrom course_lib.samplers import tomek_links",
    stub="""\
def always_linked(X, y, orders):
    rows = ...
    return rows""",
    answer="always_linked",
    judge=function(
        as_rows,
        (*_ANY_ORDER, [[0, 1, 2], [2, 1, 0]]),
        (*_PAIR, [[2, 0, 1]]),
        (*_GROUPS, _orders(13, range(6))),
    ),
    hints=(
        "Take `X[order]` and `y[order]`; row 0 of these is row `order[0]` of the data.",
        "`order[links]` turns places in the shuffled data into original rows, if `order` is an "
        "array.",
        "Keep a set of rows per order; at the end take what is in all of them.",
    ),
    solutions=(
        _RIGHT,
        """\
def always_linked(X, y, orders):
    times = np.zeros(len(y), dtype=int)
    for order in orders:
        for pair in tomek_links(X[order], y[order]):
            for place in pair:
                times[order[place]] += 1
    return np.flatnonzero(times == len(orders))""",
    ),
    why=(
        "A row counts if it is linked each time, with whichever partner. What is left does not "
        "depend on the order of the file, up to the luck of the orders tried."
    ),
    misconceptions=(
        Misconception(
            name="places in the shuffled data",
            code=_RIGHT.replace(
                "order[tomek_links(X[order], y[order])]", "tomek_links(X[order], y[order])"
            ),
            explanation=(
                "`tomek_links` numbers the rows it is given. Turn its answer back into rows of the "
                "original data before you compare orders."
            ),
            example=(*_PAIR, [[2, 0, 1], [1, 2, 0]]),
        ),
        Misconception(
            name="the order turned the wrong way round",
            code=_RIGHT.replace("order[tomek", "np.argsort(order)[tomek"),
            explanation=(
                "You used the inverse of the order. The row in place p of the shuffled data is "
                "`order[p]`."
            ),
            example=(*_PAIR, [[1, 2, 0]]),
        ),
        Misconception(
            name="the labels were not shuffled",
            code=_RIGHT.replace("y[order])]", "y)]"),
            explanation="Samples and labels have to be put into the new order together.",
            example=(*_PAIR, [[1, 2, 0], [0, 1, 2]]),
        ),
        Misconception(
            name="linked in some order",
            code=_RIGHT.replace("intersection", "union"),
            explanation="These rows are linked in at least one order. Asked is: in every one.",
            example=(*_ANY_ORDER, [[0, 1, 2], [2, 1, 0], [1, 0, 2]]),
        ),
        Misconception(
            name="the same pair in every order",
            code="""\
def always_linked(X, y, orders):
    linked = []
    for order in orders:
        order = np.array(order)
        pairs = order[tomek_links(X[order], y[order])].tolist()
        linked.append({frozenset(pair) for pair in pairs})
    return sorted({row for pair in set.intersection(*linked) for row in pair})""",
            explanation=(
                "You kept the pairs that never change. A row whose partner changes is linked in "
                "every order too."
            ),
            example=(*_ANY_ORDER, [[2, 1, 0], [0, 1, 2]]),
        ),
        Misconception(
            name="in more than half of the orders",
            code="""\
def always_linked(X, y, orders):
    times = np.zeros(len(y), dtype=int)
    for order in orders:
        times[np.array(order)[tomek_links(X[order], y[order]).ravel()]] += 1
    return np.flatnonzero(times > len(orders) / 2)""",
            explanation="A majority of the orders is not every order.",
            example=(*_ANY_ORDER, [[0, 1, 2], [2, 1, 0], [0, 2, 1]]),
        ),
        Misconception(
            name="the order of the file only",
            code="""\
def always_linked(X, y, orders):
    return sorted(tomek_links(X, y).ravel().tolist())""",
            explanation="You never used `orders`.",
            example=(*_ANY_ORDER, [[2, 1, 0], [1, 2, 0]]),
        ),
    ),
    otherwise="Try it by hand on three samples in two orders.",
)
