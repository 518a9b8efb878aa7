"""Exercises of lesson 05, SMOTE."""

import numpy as np

from course_lib.exercises import challenges
from course_lib.exercises.answers import as_array, as_int, as_rows
from course_lib.exercises.exercise import Exercise, Misconception
from course_lib.exercises.judges import data_set, function, value

TITLE = "SMOTE"

q1 = Exercise(
    key="05.1",
    title="Three samples by hand",
    prompt=(
        "All four samples are of one class. Three synthetic samples are drawn: their seed rows, "
        "neighbours and gaps are given. Where do they lie? Give one row per new sample, in this "
        "order, such as `[[1, 2], [3, 4], [5, 6]]`."
    ),
    stub="""\
X = np.array([[6, 4], [4, 3], [1, 8], [5, 0]])
seed_rows, neighbor_rows, gaps = [0, 2, 3], [1, 0, 1], [0.25, 0.6, 0.5]
new = ...""",
    answer="new",
    judge=value(as_array),
    hints=(
        "Take the first sample. How far is it from its seed row to its neighbour, feature by "
        "feature? A difference may be negative.",
        "Walk from the seed row: a quarter of that way in the first feature, a quarter of that way "
        "in the second.",
    ),
    solutions=(
        """\
X = np.array([[6, 4], [4, 3], [1, 8], [5, 0]])
seed_rows, neighbor_rows, gaps = [0, 2, 3], [1, 0, 1], [0.25, 0.6, 0.5]
new = X[seed_rows] + np.array(gaps)[:, None] * (X[neighbor_rows] - X[seed_rows])""",
        "new = [[5.5, 3.75], [4, 5.6], [4.5, 1.5]]",
    ),
    why=(
        "A gap of 0 is the seed row, a gap of 1 would be the neighbour, and every feature goes the "
        "same share of its way: the new sample lies on the segment."
    ),
    misconceptions=(
        Misconception(
            name="the gap counted from the neighbour",
            code="new = [[4.5, 3.25], [3, 6.4], [4.5, 1.5]]",
            explanation=(
                "You set out from the neighbour. The gap says how far the sample has moved *from "
                "the seed row*; only at one half do both readings meet."
            ),
            example="seed 0, neighbour 10, gap 0.2\nnew sample 2, not 8.",
        ),
        Misconception(
            name="away from the neighbour",
            code="new = [[6.5, 4.25], [-2, 10.4], [5.5, -1.5]]",
            explanation=(
                "Your difference is seed row minus neighbour, so the sample moves away. The "
                "formula in imbalanced-learn's docstring has this sign; its code has not."
            ),
            example="seed 0, neighbour 10, gap 0.2\nnew sample 2, not -2.",
        ),
        Misconception(
            name="half-way, whatever the gap",
            code="new = [[5, 3.5], [3.5, 6], [4.5, 1.5]]",
            explanation="Those are the midpoints. Each sample has a gap of its own.",
            example="seed 0, neighbour 10, gap 0.2\nnew sample 2, not 5.",
        ),
        Misconception(
            name="the gap added to every feature",
            code="new = [[6.25, 4.25], [1.6, 8.6], [5.5, 0.5]]",
            explanation="A gap is a share of the way to the neighbour, not a distance.",
            example="seed 0, neighbour 10, gap 0.2\nnew sample 2, not 0.2.",
        ),
        Misconception(
            name="the step without the seed row",
            code="new = [[-0.5, -0.25], [3, -2.4], [-0.5, 1.5]]",
            explanation="Those are the steps. Each is taken from its seed row: add it there.",
            example="seed 5, neighbour 15, gap 0.2\nthe step is 2, the new sample 7.",
        ),
        Misconception(
            name="a share of the neighbour instead of the difference",
            code="new = [[7, 4.75], [4.6, 10.4], [7, 1.5]]",
            explanation=(
                "You added a share of the neighbour's own values. What counts is the way *to* the "
                "neighbour: its values minus the seed row's."
            ),
            example="seed 5, neighbour 15, gap 0.2\nthe way is 10, the step 2, not 3.",
        ),
        Misconception(
            name="one feature moved only",
            code="new = [[5.5, 4], [4, 8], [4.5, 0]]",
            explanation="The second feature stayed with the seed row. All features move together.",
            example="seed (0, 0), neighbour (10, 10), gap 0.2\nnew sample (2, 2), not (2, 0).",
        ),
        Misconception(
            name="a step as long as the gap",
            code="""\
X = np.array([[6, 4], [4, 3], [1, 8], [5, 0]])
way = X[[1, 0, 1]] - X[[0, 2, 3]]
way = way / np.linalg.norm(way, axis=1, keepdims=True)
new = X[[0, 2, 3]] + np.array([[0.25], [0.6], [0.5]]) * way""",
            explanation=(
                "You walked a *distance* of that size towards the neighbour. A gap is a share of "
                "the whole way, however long it is."
            ),
            example="seed 0, neighbour 10, gap 0.2\nnew sample 2, not 0.2 along the way.",
        ),
        Misconception(
            name="fractions cut off",
            code="new = [[5, 3], [4, 5], [4, 1]]",
            explanation=(
                "You dropped the fractions. Samplers do that to whole numbers, with a loss; the "
                "definition does not."
            ),
            example="seed 4, neighbour 5, gap 0.5\nnew sample 4.5.",
        ),
    ),
    otherwise="Write the way from seed row to neighbour beside each sample, one feature at a time.",
)

q2 = Exercise(
    key="05.2",
    title="How many are added",
    prompt=(
        "A data set has 900 majority samples (class 0) and 100 minority samples (class 1). How "
        "many samples does SMOTE *add* with each of these? Predict the three whole numbers."
    ),
    stub="""\
strategies = [0.5, 1.0, {1: 250}]
added = ...""",
    answer="added",
    judge=value(as_array),
    hints=(
        "A number is the size of the minority over that of the majority *afterwards*.",
        "A dict gives sizes too: how many samples the class has in the end.",
    ),
    solutions=(
        """\
from course_lib.samplers import SMOTE

strategies = [0.5, 1.0, {1: 250}]
X, y = np.random.RandomState(0).normal(size=(1000, 2)), np.repeat([0, 1], [900, 100])
added = [len(SMOTE(sampling_strategy=each).fit_resample(X, y)[1]) - 1000 for each in strategies]""",
        "added = [350, 800, 150]",
    ),
    why=(
        "A ratio and a dict both speak of the class *afterwards*: 450 is half of 900, 900 is all "
        "of it, 250 is 250. The hundred that were there are not added."
    ),
    misconceptions=(
        Misconception(
            name="the size afterwards",
            code="added = [450, 900, 250]",
            explanation="Those are the sizes of the minority in the end. How many are *new*?",
            example="8 majority, 2 minority, ratio 1.0\n8 in the end, 6 added.",
        ),
        Misconception(
            name="the dict read as what to add",
            code="added = [350, 800, 250]",
            explanation="A dict names the size of a class in the end, not what is added to it.",
            example="2 minority, {1: 5}\n5 in the end, 3 added.",
        ),
        Misconception(
            name="half of what is missing",
            code="added = [400, 800, 150]",
            explanation=(
                "You took 0.5 as half of the way to balance. It is minority over majority "
                "afterwards."
            ),
            example="8 majority, 2 minority, ratio 0.5\n4 in the end, 2 added.",
        ),
        Misconception(
            name="a share of the minority's own size",
            code="added = [50, 100, 150]",
            explanation=(
                "You took the number as growth of the minority, as the paper's percentages are "
                "(100 % doubles it). Here it is minority over majority afterwards."
            ),
            example="8 majority, 2 minority, ratio 1.0\n8 in the end, 6 added.",
        ),
        Misconception(
            name="a share of all samples",
            code="added = [400, 900, 150]",
            explanation="The number compares the minority with the *majority*, not with all rows.",
            example="8 majority, 2 minority, ratio 0.5\n4 in the end: half of 8, not of 10.",
        ),
        Misconception(
            name="a ratio read as what to add",
            code="added = [450, 900, 150]",
            explanation=(
                "You gave half of the majority, and all of it, as *new* samples, and forgot the "
                "minority samples that are already there."
            ),
            example="8 majority, 2 minority, ratio 0.5\n4 in the end, 2 added.",
        ),
        Misconception(
            name="all rows counted",
            code="added = [1350, 1800, 1150]",
            explanation="Those are the rows of the whole result. How many are new?",
            example="8 majority, 2 minority, ratio 1.0\n16 rows in the end, 6 added.",
        ),
        Misconception(
            name="always to balance",
            code="added = [800, 800, 800]",
            explanation=(
                "SMOTE balances only if asked to: `auto`, the default, does. A number or a dict "
                "can stop earlier."
            ),
            example="8 majority, 2 minority, ratio 0.5\n4 in the end, 2 added.",
        ),
    ),
    otherwise="For each, write the size of the minority before and after.",
)

q3 = Exercise(
    key="05.3",
    title="In reach",
    prompt=(
        "Samples on a line; class 1 is to grow, with `k_neighbors=2`. Which majority *rows* lie on "
        "a segment that SMOTE can draw, strictly between a seed row and its neighbour?"
    ),
    stub="""\
x = np.array([-2, 0, 1, 4, 7, 10, 11, 12, 12.5, 17, 20, 24, 26, 30, 31, 32, 33.5, 34.5, 37])
y = np.array([0, 1, 1, 0, 0, 1, 1, 0, 1, 0, 0, 0, 0, 1, 1, 0, 1, 1, 0])
reached_rows = ...""",
    answer="reached_rows",
    judge=value(as_rows),
    hints=(
        "Write the positions of class 1 alone, and beside each its two nearest in that list.",
        "The group on the left has two samples. Where is the second neighbour of each?",
        "It is enough that one of the two names the other. Does any sample of the middle group "
        "name one of another group?",
    ),
    solutions=(
        """\
x = np.array([-2, 0, 1, 4, 7, 10, 11, 12, 12.5, 17, 20, 24, 26, 30, 31, 32, 33.5, 34.5, 37])
y = np.array([0, 1, 1, 0, 0, 1, 1, 0, 1, 0, 0, 0, 0, 1, 1, 0, 1, 1, 0])
from course_lib.neighbors import nearest_neighbors

seeds = np.flatnonzero(y == 1)
ends = [sorted(x[[a, b]]) for a, two in zip(seeds, nearest_neighbors(x[:, None], 2, rows=seeds,
        among=seeds)[0]) for b in two]
reached_rows = [row for row in np.flatnonzero(y == 0) if any(a < x[row] < b for a, b in ends)]""",
        "reached_rows = [3, 4, 7, 15]",
    ),
    why=(
        "The group of two has to look for its second neighbour in the next group, and its segments "
        "run across two majority samples. The groups of three and four find both neighbours at "
        "home. Nobody asks whether the choice is mutual."
    ),
    misconceptions=(
        Misconception(
            name="one neighbour only",
            code="reached_rows = [7]",
            explanation="With two neighbours each, a sample has two segments. Draw the second.",
            example="class 1 at 0, 1 and 10, k_neighbors=2\nthe sample at 1 names 0 and 10.",
        ),
        Misconception(
            name="choices asked to be mutual",
            code="reached_rows = [7, 15]",
            explanation=(
                "You left out the pairs in which only one names the other. A Tomek link is mutual; "
                "a segment of SMOTE is not."
            ),
            example=(
                "class 1 at 0, 1, 10, 11 and 12, k_neighbors=2\n"
                "1 names 10; 10 names 11 and 12; a sample may still land between 1 and 10."
            ),
        ),
        Misconception(
            name="all between the outermost samples",
            code="reached_rows = [3, 4, 7, 9, 10, 11, 12, 15]",
            explanation=(
                "Those lie between the first and the last sample of the class. A segment ends at "
                "one of the two nearest: not every gap is crossed."
            ),
            example=(
                "class 1 at 0, 1, 2 and 50, 51, 52, k_neighbors=2\nnothing lands between 2 and 50."
            ),
        ),
        Misconception(
            name="only where groups are joined",
            code="reached_rows = [3, 4]",
            explanation=(
                "Those are crossed on the way to another group. Samples that stand inside a group "
                "are on a segment too."
            ),
            example="class 1 at 0, 2 and 3, majority at 1\nthe segment from 0 to 2 runs over 1.",
        ),
        Misconception(
            name="inside the groups, and one end of the way",
            code="reached_rows = [3, 7, 15]",
            explanation="A segment is crossed from end to end: all that lies between is in reach.",
            example="class 1 at 0 and 10, majority at 4 and 7\nboth lie on the segment.",
        ),
        Misconception(
            name="neighbours of any class",
            code="reached_rows = []",
            explanation=(
                "If a majority sample were allowed as a neighbour, no majority sample would stand "
                "between. Neighbours are sought within the class."
            ),
            example="class 1 at 0 and 10, majority at 4\nthe neighbour of 0 is 10.",
        ),
        Misconception(
            name="rows of the class itself",
            code="reached_rows = [1, 2, 5, 6, 8, 13, 14, 16, 17]",
            explanation="Those are the samples of class 1. Which rows of class 0 lie between them?",
            example="class 1 at 0 and 10, majority at 4\nthe answer is the row of the 4.",
        ),
        Misconception(
            name="rows counted from 1",
            code="reached_rows = [4, 5, 8, 16]",
            explanation="Each row number is one too large. The first row is row 0.",
            example="position  -2   0   1\nrow        0   1   2",
        ),
        Misconception(
            name="positions, not row numbers",
            code="reached_rows = [4, 7, 12, 32]",
            explanation="These are places on the line. Give row numbers.",
            example="position  -2   0   1\nrow        0   1   2",
        ),
        Misconception(
            name="majority samples out of reach",
            code="reached_rows = [0, 9, 10, 11, 12, 18]",
            explanation="Those no segment can cross. The others are asked.",
            example="class 1 at 0 and 10, majority at 4 and 12\n4 is in reach, 12 is not.",
        ),
    ),
    otherwise="Draw each segment as two positions, seed row and neighbour, and look between them.",
)

q4 = Exercise(
    key="05.4",
    title="How far may k go",
    prompt=(
        "Class 1 has a group of four and a group of seven; the majority lies between them. Change "
        "`k_neighbors` from 1 upwards. What is the *largest* value with which no synthetic sample "
        "can leave its group? `smote(x[:, None], rows, 1000, k_neighbors=k)` returns seed rows "
        "and neighbours, if you want to look."
    ),
    stub="""\
x = np.r_[0, 1, 2.2, 3, 8:20, 30, 31, 32.5, 33.1, 34, 35.2, 36]
y = np.repeat([1, 0, 1], [4, 12, 7])
largest_k = ...""",
    answer="largest_k",
    judge=value(as_int),
    hints=(
        "How many *other* samples does a sample of the smaller group find in its group?",
        "One neighbour more than that has to come from the other group, however far it is.",
    ),
    solutions=(
        """\
x = np.r_[0, 1, 2.2, 3, 8:20, 30, 31, 32.5, 33.1, 34, 35.2, 36]
y = np.repeat([1, 0, 1], [4, 12, 7])
from course_lib.samplers import smote

def leaves(k):
    drawn = smote(x[:, None], np.flatnonzero(y == 1), 1000, k_neighbors=k, random_state=0)
    return ((drawn.seed_rows < 4) != (drawn.neighbor_rows < 4)).any()

largest_k = max(k for k in range(1, 11) if not leaves(k))""",
        "largest_k = 3",
    ),
    why=(
        "A group of four offers each member three neighbours. From the fourth on, the segment runs "
        "across the majority. The default of five needs groups of six."
    ),
    misconceptions=(
        Misconception(
            name="a sample counted among its own neighbours",
            code="largest_k = 4",
            explanation=(
                "That is the size of the smaller group. A sample is not its own neighbour, so one "
                "fewer is to be found there."
            ),
            example="a group of two\neach has one neighbour in it.",
        ),
        Misconception(
            name="the larger group asked",
            code="largest_k = 6",
            explanation="The larger group can bear that. Its segments are not the only ones.",
            example="groups of two and of five, k_neighbors=4\nthe group of two reaches across.",
        ),
        Misconception(
            name="the size of the larger group",
            code="largest_k = 7",
            explanation="With that many, even the larger group would have to look elsewhere.",
            example="a group of five\neach has four neighbours in it.",
        ),
        Misconception(
            name="the default trusted",
            code="largest_k = 5",
            explanation="Five is the default, not a limit. Count what each group can offer.",
            example="a group of two, k_neighbors=5\nfour of the five neighbours are elsewhere.",
        ),
        Misconception(
            name="the whole class taken for one group",
            code="largest_k = 10",
            explanation=(
                "That is the largest value SMOTE accepts here, class size minus one. It accepts "
                "more than is good."
            ),
            example="groups of two and of two, k_neighbors=3\naccepted, and across the majority.",
        ),
        Misconception(
            name="the class size",
            code="largest_k = 11",
            explanation="SMOTE refuses that: a class of n offers n − 1 neighbours.",
            example="a class of three, k_neighbors=3\nrefused.",
        ),
        Misconception(
            name="more careful than needed",
            code="largest_k = 1",
            explanation="That is safe here, and so are larger values. The largest is asked.",
            example="a group of three, k_neighbors=2\nboth neighbours are at home.",
        ),
        Misconception(
            name="one too few",
            code="largest_k = 2",
            explanation="Safe, but the smaller group has one more neighbour to offer.",
            example="a group of two\neach has one neighbour in it, not none.",
        ),
    ),
    otherwise="Count the members of each group, and of those how many can be neighbours.",
)


def _no_bridge(X, y):
    """Look for a minority at ease whose segments, with k = 2, cross majority territory."""
    labels = np.unique(y).tolist()
    if len(labels) == 1:
        return "one class only", "All your labels are equal."
    if len(labels) > 2:
        return "more than two classes", f"Your labels have {len(labels)} values."
    if labels != [0, 1]:
        return "labels other than 0 and 1", ""
    minority, majority = (np.flatnonzero(y == label) for label in (1, 0))
    if len(y) > 10:
        return "too many samples", f"You used {len(y)}."
    if len(minority) < 3:
        return "too few for two neighbours", f"Class 1 has {len(minority)}."
    if len(minority) >= len(majority):
        seen = f"Class 1 has {len(minority)} samples, class 0 has {len(majority)}."
        return "class 1 is not the minority", seen
    distances = np.linalg.norm(X[:, None] - X[None], axis=2)
    np.fill_diagonal(distances, np.inf)
    to_majority = distances[np.ix_(minority, majority)].min(axis=1)
    within = distances[np.ix_(minority, minority)]
    beside = minority[to_majority <= within.min(axis=1)]
    if len(beside):
        return "a minority sample beside the majority", f"Look at row {beside[0]}."
    two = within.argsort(axis=1, kind="stable")[:, :2]
    middles = (X[minority][:, None] + X[minority][two]).reshape(-1, X.shape[1]) / 2
    nearest = [
        np.linalg.norm(middles[:, None] - X[rows], axis=2).min(axis=1)
        for rows in (majority, minority)
    ]
    if not (nearest[0] < nearest[1]).any():
        return "every sample lands at home", ""
    return None


q5 = Exercise(
    key="05.5",
    title="Break it without noise",
    prompt=(
        "Noise is the easy way to break SMOTE. Build a data set without any: at most ten samples, "
        "class 1 the smaller of the classes 0 and 1, and *every* sample of class 1 has another of "
        "class 1 as its nearest sample. Still, with `k_neighbors=2` and a gap of one half, some "
        "synthetic sample must lie nearest to a majority sample."
    ),
    stub="""\
X = ...
y = ...""",
    answer="X, y",
    judge=data_set(_no_bridge),
    hints=(
        "In how large a group of the minority does every member find two neighbours?",
        "Use smaller groups, more than one. Where is the second neighbour of each member?",
        "Put the majority half-way between the groups, far enough from both that no minority "
        "sample is nearer to it than to its companion.",
    ),
    solutions=(
        "X = [[0.0], [1.0], [10.0], [11.0], [4.0], [5.0], [5.5], [6.0], [7.0]]\n"
        "y = [1, 1, 1, 1, 0, 0, 0, 0, 0]",
        """\
around = np.array([[4.0, 0.5], [5.0, 1.0], [5.0, 0.0], [6.0, -0.5], [5.0, -1.0]])
X = np.vstack([[[0, 0], [0, 1], [10, 0], [10, 1]], around])
y = np.repeat([1, 0], [4, 5])""",
    ),
    why=(
        "In a group of two, the second neighbour is in the other group, and the segment crosses "
        "whatever lies between. No cleaning of noise would have helped: there is none. Such small "
        "groups of a class are called small disjuncts."
    ),
    misconceptions=(
        Misconception(
            name="one class only",
            code="X = [[0.0], [1.0], [3.0]]\ny = [1, 1, 1]",
            explanation="Without a majority there is no territory to land in.",
            example="position  0  1\nclass     1  1",
        ),
        Misconception(
            name="more than two classes",
            code="X = [[0.0], [1.0], [3.0]]\ny = [0, 1, 2]",
            explanation="Two classes are enough, 0 and 1.",
            example="position  0  1\nclass     0  1",
        ),
        Misconception(
            name="labels other than 0 and 1",
            code="X = [[0.0], [1.0], [3.0]]\ny = [1, 1, 2]",
            explanation="Call the majority 0 and the minority 1.",
            example="position  0  1\nclass     0  1",
        ),
        Misconception(
            name="too many samples",
            code="X = np.arange(12.0)[:, None]\ny = [1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0]",
            explanation="At most ten samples: leave out those that play no part.",
            example="A counter-example is worth most when nothing can be taken away from it.",
        ),
        Misconception(
            name="too few for two neighbours",
            code="X = [[0.0], [4.0], [1.0], [2.0], [3.0]]\ny = [1, 1, 0, 0, 0]",
            explanation="With `k_neighbors=2` SMOTE needs three samples of the class at least.",
            example="a class of two, k_neighbors=2\nrefused.",
        ),
        Misconception(
            name="class 1 is not the minority",
            code="X = [[0.0], [1.0], [10.0], [11.0], [5.0]]\ny = [1, 1, 1, 1, 0]",
            explanation="Class 1 is the one that grows: it has to be the smaller one.",
            example="4 of class 1, 5 of class 0",
        ),
        Misconception(
            name="a minority sample beside the majority",
            code=(
                "X = [[0.0], [1.0], [2.0], [5.0], [4.9], [5.1], [5.2], [5.3], [5.4]]\n"
                "y = [1, 1, 1, 1, 0, 0, 0, 0, 0]"
            ),
            explanation=(
                "A sample of class 1 has a majority sample at least as near as its nearest "
                "companion: that is the easy way, noise. Give every one a companion nearer by."
            ),
            example="position  0  1  5  5.2\nclass     1  1  1  0\nthe sample at 5 is alone.",
        ),
        Misconception(
            name="every sample lands at home",
            code=(
                "X = [[0.0], [1.0], [2.0], [5.0], [6.0], [7.0], [8.0]]\ny = [1, 1, 1, 0, 0, 0, 0]"
            ),
            explanation=(
                "Every segment of yours has its midpoint nearest to a sample of class 1. Someone "
                "has to find a neighbour on the other side of the majority."
            ),
            example="class 1 at 0, 1, 2\neach finds two neighbours without leaving its group.",
        ),
    ),
    otherwise="Write down the two nearest companions of every minority sample.",
)

_LINE = np.array([[0.0], [1.0], [5.0], [0.4], [9.0], [6.5]])
_PLANE = np.array([[0, 0], [3, 0], [2, 2], [9, 9], [9, 10.5], [30, 0], [1, 1], [2.5, 0.5]])
_TWINS = np.array([[0.0, 0.0], [4.0, 0.0], [0.0, 0.0], [0.0, 3.0], [1.0, 1.0]])
_TIED = np.array([[7.0], [0.0], [1.0], [2.0], [3.0]])
_WHOLE = np.array([[0, 0], [3, 1], [10, 7], [4, 4]])
_FAR = np.array([[2.0**30, 0.0], [2.0**30, 3.0], [2.0**30, 4.0], [2.0**30, 4.5]])
_HEAD = "def my_smote(X, class_rows, k, pairs, gaps):\n"
_DISTANCES = """\
    of_class = X[class_rows]
    distances = np.linalg.norm(of_class[:, None] - of_class[None], axis=2)
    np.fill_diagonal(distances, np.inf)
"""
_ORDER = """\
    order = distances.argsort(axis=1, kind="stable")
    place, which = np.array(pairs) // k, np.array(pairs) % k
    seeds, neighbors = of_class[place], of_class[order[place, which]]
"""
_STEP = "    return seeds + np.array(gaps)[:, None] * (neighbors - seeds)"

q6 = Exercise(
    key="05.6",
    title="Write the rule",
    prompt=(
        "Write `my_smote(X, class_rows, k, pairs, gaps)`, which makes the new rows once the draws "
        "are given. `X` is an array of shape (n, d), perhaps of whole numbers; the result keeps "
        "fractions. `class_rows` are the rows of the class, increasing. `pairs` are whole numbers: "
        "`pair // k` is the seed row's place in `class_rows`, `pair % k` which of its `k` nearest "
        "within the class is meant, 0 for the nearest. `gaps` has one number per pair. Distances "
        "are Euclidean; a row is never its own neighbour, by its number; ties go to the lowest row."
    ),
    stub="""\
def my_smote(X, class_rows, k, pairs, gaps):
    X_new = ...
    return X_new""",
    answer="my_smote",
    judge=function(
        as_array,
        (_LINE, [0, 1, 2], 1, [0, 2], [0.5, 0.25]),
        (_LINE, [1, 2, 4, 5], 2, [0, 3, 5, 6, 6], [0.0, 0.9, 0.3, 0.6, 0.1]),
        (_PLANE, [1, 2, 5, 6, 7], 4, [0, 5, 10, 15, 19, 3], [0.2, 0.4, 0.6, 0.8, 0.99, 0.5]),
        (_PLANE[::-1].copy(), [0, 2, 3, 7], 3, list(range(12)), [0.3] * 12),
        (_TWINS, [0, 1, 2, 3], 3, list(range(12)), [0.5, 0.1, 0.7] * 4),
        (_TIED, [1, 2, 3, 4], 2, list(range(8)), [0.25] * 8),
        (_WHOLE, [0, 1, 3], 2, [0, 1, 2, 3, 4, 5], [0.5, 0.3, 0.1, 0.9, 0.7, 0.2]),
        (np.array([[2.0], [40000.0]]), [0, 1], 1, [0, 1], [0.5, 0.25]),
        (np.array([[0.0, 0.0], [3.0, 0.0], [2.5, 2.5]]), [0, 1, 2], 1, [0, 1, 2], [0.5] * 3),
        (_FAR, [0, 1, 2, 3], 2, list(range(8)), [0.25, 0.5] * 4),
    ),
    hints=(
        "First the class alone: `X[class_rows]`, its matrix of distances, infinity on the "
        "diagonal.",
        "A stable `argsort` along each row of that matrix puts the nearest first and keeps the "
        "lower row ahead in a tie.",
        "The columns of that order are places within the class. Use them on the class, not on `X`.",
        "From the seed, go the gap's share of the way to the neighbour. The gaps need a second "
        "axis to multiply whole rows.",
    ),
    solutions=(
        _HEAD + _DISTANCES + _ORDER + _STEP,
        """\
def my_smote(X, class_rows, k, pairs, gaps):
    new = []
    for pair, gap in zip(pairs, gaps):
        seed = class_rows[pair // k]
        others = [row for row in class_rows if row != seed]
        others.sort(key=lambda row: (np.linalg.norm(X[row] - X[seed]), row))
        new.append((1 - gap) * X[seed] + gap * X[others[pair % k]])
    return np.array(new)""",
    ),
    why=(
        "Neighbours within the class, a seed row and one of them, a share of the way between: that "
        "is all of SMOTE. The rest is drawing `pairs` and `gaps`."
    ),
    misconceptions=(
        Misconception(
            name="neighbours of any class",
            code="""\
def my_smote(X, class_rows, k, pairs, gaps):
    distances = np.linalg.norm(X[:, None] - X[None], axis=2)
    np.fill_diagonal(distances, np.inf)
    order = distances.argsort(axis=1, kind="stable")
    place, which = np.array(pairs) // k, np.array(pairs) % k
    rows = np.array(class_rows)[place]
    return X[rows] + np.array(gaps)[:, None] * (X[order[rows, which]] - X[rows])""",
            explanation="You search all rows. The neighbours of SMOTE are of the same class.",
            example=(np.array([[0.0], [8.0], [1.0]]), [0, 1], 1, [0], [0.5]),
        ),
        Misconception(
            name="the row is its own nearest",
            code=_HEAD + _DISTANCES.replace("np.inf", "0") + _ORDER + _STEP,
            explanation=(
                "Every sample finds itself at distance 0, so the first of its neighbours is itself "
                "and the new sample a copy."
            ),
            example=(np.array([[0.0], [8.0], [9.0]]), [0, 1], 1, [0], [0.5]),
        ),
        Misconception(
            name="places in the class taken for rows",
            code=(
                _HEAD
                + _DISTANCES
                + _ORDER.replace(
                    "of_class[place], of_class[order[place, which]]",
                    "X[place], X[order[place, which]]",
                )
                + _STEP
            ),
            explanation=(
                "Your neighbours are counted within the class, and then looked up in all of `X`. "
                "Mixing the two is the classic bug of this field."
            ),
            example=(np.array([[9.0], [0.0], [4.0]]), [1, 2], 1, [0], [0.5]),
        ),
        Misconception(
            name="pair split the other way round",
            code=(
                _HEAD
                + _DISTANCES
                + _ORDER.replace(
                    "np.array(pairs) // k, np.array(pairs) % k",
                    "np.array(pairs) % len(class_rows), np.array(pairs) // len(class_rows)",
                )
                + _STEP
            ),
            explanation=(
                "You take the rows in turn and the neighbours in blocks. The quotient by `k` is "
                "the seed row's place, the remainder the neighbour."
            ),
            example=(np.array([[0.0], [1.0], [5.0]]), [0, 1, 2], 2, [1], [0.5]),
        ),
        Misconception(
            name="the gap counted from the neighbour",
            code=_HEAD
            + _DISTANCES
            + _ORDER
            + "    return neighbors + np.array(gaps)[:, None] * (seeds - neighbors)",
            explanation="A gap of 0 is the seed row. You set out from the neighbour.",
            example=(np.array([[0.0], [8.0], [9.0]]), [0, 1], 1, [0], [0.25]),
        ),
        Misconception(
            name="away from the neighbour",
            code=_HEAD
            + _DISTANCES
            + _ORDER
            + _STEP.replace("neighbors - seeds", "seeds - neighbors"),
            explanation=(
                "Your difference has the wrong sign, so the new sample moves away from the "
                "neighbour, as the formula in imbalanced-learn's docstring (not its code) does."
            ),
            example=(np.array([[0.0], [8.0], [9.0]]), [0, 1], 1, [0], [0.25]),
        ),
        Misconception(
            name="half-way, whatever the gap",
            code=_HEAD + _DISTANCES + _ORDER + "    return (seeds + neighbors) / 2",
            explanation="You return midpoints. Each pair has a gap.",
            example=(np.array([[0.0], [8.0], [9.0]]), [0, 1], 1, [0], [0.25]),
        ),
        Misconception(
            name="always the nearest",
            code=_HEAD + _DISTANCES + _ORDER.replace("[place, which]", "[place, 0]") + _STEP,
            explanation="You never use the remainder: which of the `k` neighbours is meant?",
            example=(np.array([[0.0], [1.0], [5.0]]), [0, 1, 2], 2, [1], [0.5]),
        ),
        Misconception(
            name="ties to the highest row",
            code=(
                _HEAD
                + _DISTANCES
                + "    n = len(of_class)\n"
                + _ORDER.replace(
                    'distances.argsort(axis=1, kind="stable")',
                    'n - 1 - distances[:, ::-1].argsort(axis=1, kind="stable")',
                )
                + _STEP
            ),
            explanation="Of equally near rows you take the higher first; the lowest row is asked.",
            example=(np.array([[0.0], [1.0], [2.0]]), [0, 1, 2], 2, [2], [0.5]),
        ),
        Misconception(
            name="fractions cut off",
            code=_HEAD
            + _DISTANCES
            + _ORDER
            + _STEP.replace("return ", "new = ")
            + ("\n    return new.astype(X.dtype)"),
            explanation=(
                "Where `X` holds whole numbers, your result has its kind and loses the fractions. "
                "Samplers do that, with a warning; here fractions are kept."
            ),
            example=(np.array([[0, 0], [1, 3], [9, 9]]), [0, 1], 1, [0], [0.5]),
        ),
        Misconception(
            name="Manhattan distance",
            code=(
                _HEAD
                + _DISTANCES.replace(
                    "np.linalg.norm(of_class[:, None] - of_class[None], axis=2)",
                    "abs(of_class[:, None] - of_class[None]).sum(axis=2).astype(float)",
                )
                + _ORDER
                + _STEP
            ),
            explanation="You add up absolute differences; Euclidean distance is asked.",
            example=(np.array([[0.0, 0.0], [3.0, 0.0], [2.0, 2.0]]), [0, 1, 2], 1, [0], [0.5]),
        ),
        Misconception(
            name="squares that lose the digits",
            code=(
                _HEAD
                + _DISTANCES.replace(
                    "distances = np.linalg.norm(of_class[:, None] - of_class[None], axis=2)",
                    "squares = (of_class.astype(float) ** 2).sum(axis=1)\n"
                    "    distances = squares[:, None] - 2.0 * of_class @ of_class.T + squares",
                )
                + _ORDER
                + _STEP
            ),
            explanation=(
                "`|a|² - 2ab + |b|²` subtracts large squares from each other. Far from zero "
                "nothing of a small distance is left; subtract the coordinates first."
            ),
            example=(_FAR, [0, 1, 2, 3], 1, [2], [0.5]),
        ),
        Misconception(
            name="a diagonal that is too small",
            code=_HEAD + _DISTANCES.replace("np.inf", "9999") + _ORDER + _STEP,
            explanation=(
                "Where the others are farther away than the number on your diagonal, a sample "
                "names itself. Only infinity is larger than every distance."
            ),
            example=(np.array([[0.0], [20000.0]]), [0, 1], 1, [0], [0.5]),
        ),
    ),
    otherwise="Check the neighbours first, with gaps of 1: they should come out themselves.",
)

q7 = challenges.bridge
