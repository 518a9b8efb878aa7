"""Exercises of lesson 12, cleaning again and again."""

import numpy as np

from course_lib.datasets import noise_island, receding_line
from course_lib.evaluation.cleaning_rounds import cleaning_rounds
from course_lib.exercises.answers import as_array, as_int
from course_lib.exercises.exercise import Exercise, Misconception
from course_lib.exercises.judges import data_set, function, value

TITLE = "Cleaning again and again"

_LINE = """\
x = np.array([0, 1, 2.5, 6, 20, 21.5, 23.5, 25])
y = np.array([1, 0, 0, 0, 0, 1, 0, 0])"""

q1 = Exercise(
    key="12.1",
    title="Round after round",
    prompt=(
        "Eight samples on a line; 1 is the minority. In every round the majority members of all "
        "Tomek links are removed, until a round removes nothing. How many samples does each round "
        "remove? Give a list such as `[3, 1]`, found by hand or by code."
    ),
    stub=f"{_LINE}\nremoved_per_round = ...",
    answer="removed_per_round",
    judge=value(as_array),
    hints=(
        "Each round works on the rows that are left: cross out, then let every sample choose anew.",
        "The two minority samples fare differently: for one, the next circles have each other.",
        "Three rounds remove something.",
    ),
    solutions=(
        f"""\
{_LINE}
kept = np.arange(8)
removed_per_round = []
while True:
    distances = abs(x[kept, None] - x[kept])
    np.fill_diagonal(distances, np.inf)
    nearest = distances.argmin(axis=1)
    mutual = nearest[nearest] == np.arange(len(kept))
    gone = mutual & (y[kept] == 0) & (y[kept[nearest]] == 1)
    if not gone.any():
        break
    removed_per_round.append(int(gone.sum()))
    kept = kept[~gone]""",
        "removed_per_round = np.array([2, 1, 1])",
    ),
    why=(
        "Rows 1 and 4 go first. Then row 0 is linked with row 2 and, in the third round, with row "
        "3; rows 6 and 7 have each other, so the other minority sample finds no partner."
    ),
    misconceptions=(
        Misconception(
            name="one round only",
            code="removed_per_round = [2]",
            explanation="That is the first round. Removing has freed partners: look again.",
            example="position  0  1  2.5  6\nclass     1  0  0    0",
        ),
        Misconception(
            name="stopped after two",
            code="removed_per_round = [2, 1]",
            explanation=(
                "Two rounds are right; then you stopped, although the second removed something."
            ),
            example="position  0  6  21.5\nclass     1  0  1\n0 and 6 choose each other.",
        ),
        Misconception(
            name="the empty round counted",
            code="removed_per_round = [2, 1, 1, 0]",
            explanation="The last round removes nothing; it says when to stop and is not counted.",
            example="position  0  1  5  6\nclass     1  0  0  0\none round: [1]",
        ),
        Misconception(
            name="both members removed",
            code="removed_per_round = [4]",
            explanation=(
                "You removed both members of each link. Here only the majority member goes."
            ),
            example="position  0  1  5\nclass     1  0  0\nthe sample at 0 stays.",
        ),
        Misconception(
            name="added up",
            code="removed_per_round = [2, 3, 4]",
            explanation="You added the rounds up; each number is to count its own round.",
            example="after 2 and then 1, the list is [2, 1].",
        ),
        Misconception(
            name="the samples left",
            code="removed_per_round = [6, 5, 4]",
            explanation="These are the samples that each round leaves; those removed are asked.",
            example="of 8 samples 6 are left: 2 were removed.",
        ),
        Misconception(
            name="all circles in the end",
            code="removed_per_round = [2, 2, 2]",
            explanation=(
                "You removed circles that are each other's nearest: a mutual pair of one class is "
                "no link, and keeps both from being one."
            ),
            example="position  21.5  23.5  25\nclass     1     0     0\n23.5 chooses 25.",
        ),
    ),
    otherwise="Write down who is left after each round, and every one's nearest neighbour.",
)

q2 = Exercise(
    key="12.2",
    title="The longest chain",
    prompt=(
        "One minority sample and ten majority samples on a line, placed as you like, no two "
        "distances equal. Majority members of Tomek links are removed until nothing moves or one "
        "class is left. What is the largest number of rounds that remove something?"
    ),
    stub="most_rounds = ...",
    answer="most_rounds",
    judge=value(as_int),
    hints=(
        "How many links can one minority sample be in at a time?",
        "The lesson's line has eight majority samples.",
    ),
    solutions=(
        "most_rounds = 10",
        """\
from course_lib.datasets import receding_line
from course_lib.evaluation.cleaning_rounds import cleaning_rounds

most_rounds = len(cleaning_rounds(*receding_line(10), "links")) - 1""",
    ),
    why=(
        "One minority sample is in at most one link, so a round takes at most one circle; and "
        "where the distances more than double, no circle ever prefers another circle. Ten rounds, "
        "and the majority is gone."
    ),
    misconceptions=(
        Misconception(
            name="one link, one round",
            code="most_rounds = 1",
            explanation="There is one link at a time, but removing its circle can make another.",
            example="position  0  1  2.1\nclass     1  0  0",
        ),
        Misconception(
            name="once left, once right",
            code="most_rounds = 2",
            explanation=(
                "On either side of the minority sample there can be more than one circle to come."
            ),
            example="position  0  1  2.1  4.4\nclass     1  0  0    0",
        ),
        Misconception(
            name="halved each time",
            code="most_rounds = 3",
            explanation="Nothing halves the rest: a round may take as little as one circle.",
            example="the lesson's line removes 1, 1, 1, ...",
        ),
        Misconception(
            name="circles go in pairs",
            code="most_rounds = 5",
            explanation="A link has one circle, so a round can take a single one.",
            example="position  0  1\nclass     1  0",
        ),
        Misconception(
            name="the last one is spared",
            code="most_rounds = 9",
            explanation=(
                "When one circle and one triangle are left, each is the other's nearest: a link."
            ),
            example="position  0  1\nclass     1  0",
        ),
        Misconception(
            name="the empty round counted",
            code="most_rounds = 11",
            explanation="Count the rounds that remove something.",
            example="position  0  1\nclass     1  0\none round, then one class is left.",
        ),
        Misconception(
            name="every pair",
            code="most_rounds = 45",
            explanation=(
                "That counts pairs of circles. A round needs a circle to remove: there are ten."
            ),
            example="3 circles: at most 3 rounds",
        ),
    ),
    otherwise="Every round that counts removes at least one of the ten.",
)

q3 = Exercise(
    key="12.3",
    title="How many rounds matter?",
    prompt=(
        "Edit the lesson's clouds by unanimity (`cleaning_rounds(X, y, 'editing, unanimity')`) "
        "until nothing moves. After how many rounds do all the **later** rounds *together* remove "
        "fewer than ten samples? Give the smallest such number."
    ),
    stub="""\
from course_lib.datasets import overlapping_clouds
from course_lib.evaluation.cleaning_rounds import cleaning_rounds

X, y = overlapping_clouds(900, 100, 2)
rounds = ...""",
    answer="rounds",
    judge=value(as_int),
    hints=(
        "`cleaning_rounds` returns the rows before the first round, then after each.",
        "Compare the number of rows after round r with the number at the very end.",
    ),
    solutions=(
        """\
from course_lib.datasets import overlapping_clouds
from course_lib.evaluation.cleaning_rounds import cleaning_rounds

X, y = overlapping_clouds(900, 100, 2)
sizes = [len(kept) for kept in cleaning_rounds(X, y, "editing, unanimity")]
rounds = next(r for r, size in enumerate(sizes) if size - sizes[-1] < 10)""",
        """\
from course_lib.datasets import overlapping_clouds
from course_lib.evaluation.cleaning_rounds import cleaning_rounds

X, y = overlapping_clouds(900, 100, 2)
sizes = np.array(list(map(len, cleaning_rounds(X, y, "editing, unanimity"))))
rounds = int(np.flatnonzero(sizes < sizes[-1] + 10)[0])""",
    ),
    why=(
        "The rounds take 124, 36, 9 and 2 samples. After two rounds eleven are still to come, "
        "after three only two."
    ),
    misconceptions=(
        Misconception(
            name="a single round looked at",
            code="rounds = 2",
            explanation=(
                "The next round alone takes fewer than ten, but all later ones together do not."
            ),
            example="later rounds 9 and 2: together 11",
        ),
        Misconception(
            name="one round",
            code="rounds = 1",
            explanation="After the first round the second still takes dozens.",
            example="sizes 1000, 876, 840, ...",
        ),
        Misconception(
            name="none",
            code="rounds = 0",
            explanation="Without any round everything is still to be removed.",
            example="sizes 1000, 876, ...",
        ),
        Misconception(
            name="all rounds",
            code="rounds = 4",
            explanation="After the last round nothing is to come; the smallest number is asked.",
            example="later rounds 2: fewer than ten already",
        ),
        Misconception(
            name="sets instead of rounds",
            code="rounds = 5",
            explanation=(
                "You counted the sets that `cleaning_rounds` returns; the first is before round 1."
            ),
            example="no round: one set, all rows",
        ),
        Misconception(
            name="samples instead of rounds",
            code="rounds = 171",
            explanation="That is how many samples all rounds remove; a number of rounds is asked.",
            example="rounds that take 5 and 1: two rounds, six samples",
        ),
        Misconception(
            name="the samples of the first round",
            code="rounds = 124",
            explanation="That is what the first round removes; a number of rounds is asked.",
            example="rounds that take 5 and 1: two rounds",
        ),
    ),
    otherwise="List the sizes after every round and subtract the last of them.",
)


def _second_no_larger(X, y):
    """Look for data whose second round of links removes at least twice what the first did."""
    labels, counts = np.unique(y, return_counts=True)
    if len(labels) != 2:
        return "not two classes", f"Your labels have {len(labels)} values."
    if len(X) > 12:
        return "too many samples", f"You used {len(X)}."
    if counts[0] == counts[1]:
        return "no minority", f"Both classes have {counts[0]} samples."
    distances = np.linalg.norm(X[:, None] - X[None], axis=2)[np.triu_indices(len(X), 1)]
    if len(np.unique(np.round(distances, 9))) < len(distances):
        return "equal distances", ""
    removed = -np.diff([len(kept) for kept in cleaning_rounds(X, y, "links")])
    if len(removed) == 0:
        return "no link at all", ""
    if len(removed) == 1:
        return "one round is enough", f"It removes {removed[0]}."
    if removed[1] < 2 * removed[0]:
        return "the second round is too small", f"The rounds remove {removed.tolist()}."
    return None


q4 = Exercise(
    key="12.4",
    title="Break the hope that it fades",
    prompt=(
        "In the lesson later rounds take less and less. Build a data set of at most twelve samples "
        "and two classes on which the **second** round of removing the majority members of Tomek "
        "links takes at least *twice* as many as the first. No two distances may be equal, and the "
        "classes must differ in size."
    ),
    stub="""\
X = ...
y = ...""",
    answer="X, y",
    judge=data_set(_second_no_larger),
    hints=(
        "A majority sample can be the nearest of several minority samples, but be linked with one.",
        "Put it between two minority samples, and give each of those a majority sample behind it.",
        "The ones behind must be farther away, and have nobody nearer than their minority sample.",
    ),
    solutions=(
        "X = [[0.0], [-1.0], [1.1], [-2.3], [2.55]]\ny = [0, 1, 1, 0, 0]",
        """\
X = np.array([[0, 0], [0, 2], [2.1, 0], [0, 4.4], [4.6, 0]])
y = np.array([0, 1, 1, 0, 0])""",
    ),
    why=(
        "The sample in the middle held several minority samples at once and was linked with one of "
        "them. Its removal set both free. One round is no estimate of the next."
    ),
    misconceptions=(
        Misconception(
            name="not two classes",
            code="X = [[0.0], [1.0], [3.0]]\ny = [0, 0, 0]",
            explanation="Exactly two classes are asked.",
            example="position  0  1\nclass     0  1",
        ),
        Misconception(
            name="too many samples",
            code="X = [[float(2.1**i)] for i in range(13)]\ny = [1] + [0] * 12",
            explanation="At most twelve samples: remove those that play no part.",
            example="Five are enough.",
        ),
        Misconception(
            name="no minority",
            code="X = [[0.0], [1.0], [3.0], [7.5]]\ny = [0, 1, 0, 1]",
            explanation="The classes are equally large, so it is open who is to be removed.",
            example="class  0  0  1",
        ),
        Misconception(
            name="equal distances",
            code="X = [[0.0], [-1.0], [1.0], [-3.0], [3.0]]\ny = [0, 1, 1, 0, 0]",
            explanation="With a tie, the answer hangs on a tie rule. Move a sample a little.",
            example="position  -1  0  1\nthe sample at 0 is equally far from both.",
        ),
        Misconception(
            name="no link at all",
            code="X = [[0.0], [1.0], [10.0], [11.5], [13.2]]\ny = [1, 1, 0, 0, 0]",
            explanation="No two samples of different class choose each other.",
            example="position  0  1  10  11.5\nclass     1  1  0   0",
        ),
        Misconception(
            name="one round is enough",
            code="X = [[0.0], [1.0], [5.0], [6.5]]\ny = [1, 0, 0, 0]",
            explanation="After the first round no link is left.",
            example="position  0  5  6.5\nclass     1  0  0",
        ),
        Misconception(
            name="the second round is too small",
            code="X = [[0.0], [1.0], [2.1], [4.5]]\ny = [1, 0, 0, 0]",
            explanation=(
                "The second round removes something, but not twice as much as the first: a chain "
                "takes one at a time. Let one removal free *two* minority samples."
            ),
            example="position  0  1  2.1  4.5\nclass     1  0  0    0",
        ),
    ),
    otherwise="Run `cleaning_rounds(X, y, 'links')` and compare the sizes.",
)

_CHAIN = (np.array([[0.0], [1.0], [2.5], [6.0], [7.0]]), np.array([0, 1, 0, 0, 0]))
_ISLAND = noise_island()

q5 = Exercise(
    key="12.5",
    title="Write the loop",
    prompt=(
        "Write `my_rounds(X, y)`: `X` is an array, `y` holds 0 (majority) and 1. Remove the "
        "majority members of all Tomek links, round after round, until a round finds no link or no "
        "row of class 0 is left. Return the list of how many rows each round removed. "
        "`tomek_links` is imported; it returns pairs of row numbers *of the array it is given*, "
        "and raises an error where there is one class only."
    ),
    setup="import numpy as np\n\nfrom course_lib.samplers import tomek_links",
    stub="""\
def my_rounds(X, y):
    removed_per_round = ...
    return removed_per_round""",
    answer="my_rounds",
    judge=function(
        as_array,
        _CHAIN,
        (np.array([[0.0], [1.0], [10.0], [11.0]]), np.array([0, 0, 1, 1])),
        receding_line(3),
        (np.array([[0.0], [-1.0], [1.1], [-2.3], [2.55]]), np.array([0, 1, 1, 0, 0])),
        (_ISLAND[0][::-1], _ISLAND[1][::-1]),
    ),
    hints=(
        "Keep the row numbers that are left in an array `kept`, and call `tomek_links` on "
        "`X[kept]` and `y[kept]`.",
        "What it returns are places within `kept`: `kept[links]` are row numbers of `X`.",
        "Stop when there is no link; before asking, make sure both classes are still there.",
    ),
    solutions=(
        """\
def my_rounds(X, y):
    kept = np.arange(len(y))
    removed_per_round = []
    while (y[kept] == 0).any():
        members = kept[tomek_links(X[kept], y[kept]).ravel()]
        gone = members[y[members] == 0]
        if len(gone) == 0:
            break
        removed_per_round.append(len(gone))
        kept = np.setdiff1d(kept, gone)
    return removed_per_round""",
        """\
def my_rounds(X, y):
    if not (y == 0).any():
        return []
    links = tomek_links(X, y)
    if not len(links):
        return []
    stays = np.ones(len(y), dtype=bool)
    stays[links] = False
    stays |= y == 1
    return [len(links)] + my_rounds(X[stays], y[stays])""",
    ),
    why=(
        "Every round asks for the links *anew*, among the rows left; positions within those are "
        "turned into row numbers before they are used."
    ),
    misconceptions=(
        Misconception(
            name="one round only",
            code="""\
def my_rounds(X, y):
    links = tomek_links(X, y)
    return [len(links)] if len(links) else []""",
            explanation="You stop after the first round; removing can make new links.",
            example=receding_line(2),
        ),
        Misconception(
            name="positions taken for row numbers",
            code="""\
def my_rounds(X, y):
    kept, removed = np.arange(len(y)), []
    while (y[kept] == 0).any() and (y[kept] == 1).any():
        members = tomek_links(X[kept], y[kept]).ravel()
        gone = np.intersect1d(members[y[members] == 0], kept)
        if len(gone) == 0:
            break
        removed.append(len(gone))
        kept = np.setdiff1d(kept, gone)
    return removed""",
            explanation=(
                "`tomek_links` numbers the rows of the array it is given. You use these numbers as "
                "row numbers of `X`, which is right in the first round only."
            ),
            example=receding_line(4),
        ),
        Misconception(
            name="both members removed",
            code="""\
def my_rounds(X, y):
    removed = []
    while len(set(y.tolist())) == 2:
        links = tomek_links(X, y)
        if not len(links):
            break
        removed.append(2 * len(links))
        X, y = np.delete(X, links, axis=0), np.delete(y, links)
    return removed""",
            explanation="Both members of a link go; only the majority member should.",
            example=(np.array([[0.0], [1.0], [5.0]]), np.array([1, 0, 0])),
        ),
        Misconception(
            name="the minority member removed",
            code="""\
def my_rounds(X, y):
    removed = []
    while len(set(y.tolist())) == 2:
        links = tomek_links(X, y)
        if not len(links):
            break
        removed.append(len(links))
        gone = links[y[links] == 1]
        X, y = np.delete(X, gone, axis=0), np.delete(y, gone)
    return removed""",
            explanation="The minority member goes in your function; the majority member should.",
            example=receding_line(2),
        ),
        Misconception(
            name="the empty round counted",
            code="""\
def my_rounds(X, y):
    removed = []
    while (y == 0).any():
        links = tomek_links(X, y)
        removed.append(len(links))
        if not len(links):
            break
        gone = links[y[links] == 0]
        X, y = np.delete(X, gone, axis=0), np.delete(y, gone)
    return removed""",
            explanation="A round that removes nothing is in your list; it only says when to stop.",
            example=(np.array([[0.0], [1.0], [10.0], [11.0]]), np.array([0, 0, 1, 1])),
        ),
        Misconception(
            name="added up",
            code="""\
def my_rounds(X, y):
    removed, total = [], 0
    while (y == 0).any():
        links = tomek_links(X, y)
        if not len(links):
            break
        total += len(links)
        removed.append(total)
        gone = links[y[links] == 0]
        X, y = np.delete(X, gone, axis=0), np.delete(y, gone)
    return removed""",
            explanation="Your list adds the rounds up; each number is to count its own round.",
            example=receding_line(2),
        ),
        Misconception(
            name="the rows left",
            code="""\
def my_rounds(X, y):
    left = []
    while (y == 0).any():
        links = tomek_links(X, y)
        if not len(links):
            break
        gone = links[y[links] == 0]
        X, y = np.delete(X, gone, axis=0), np.delete(y, gone)
        left.append(len(y))
    return left""",
            explanation="You count the rows that each round leaves; those removed are asked.",
            example=(np.array([[0.0], [1.0], [5.0], [6.0]]), np.array([1, 0, 0, 0])),
        ),
        Misconception(
            name="one link at a time",
            code="""\
def my_rounds(X, y):
    removed = []
    while (y == 0).any():
        links = tomek_links(X, y)
        if not len(links):
            break
        gone = links[0][y[links[0]] == 0]
        removed.append(1)
        X, y = np.delete(X, gone, axis=0), np.delete(y, gone)
    return removed""",
            explanation="A round removes the majority members of *all* its links at once.",
            example=(np.array([[0.0], [1.0], [10.0], [11.5], [30.0]]), np.array([1, 0, 1, 0, 0])),
        ),
    ),
    otherwise="Check the row numbers in the second round: are they those of `X`?",
)
