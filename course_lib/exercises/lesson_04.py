"""Exercises of lesson 04, Tomek links."""

import numpy as np

from course_lib.datasets import first_plane, tied_plane
from course_lib.exercises import challenges
from course_lib.exercises.answers import as_int, as_pairs, as_rows
from course_lib.exercises.exercise import Exercise, Misconception
from course_lib.exercises.judges import data_set, function, value

TITLE = "Tomek links"

q1 = Exercise(
    key="04.1",
    title="Links on a line",
    prompt=(
        "Ten samples lie on a line. `x` holds their positions, `y` their classes: 1 is the "
        "minority. Which pairs of rows are Tomek links? Give a list of pairs, such as "
        "`[(0, 9), (3, 4)]`, found by hand or by code."
    ),
    stub="""\
x = np.array([0, 3, 5, 8, 12, 15, 16, 19, 21, 26])
y = np.array([1, 0, 1, 0, 1, 0, 0, 1, 0, 0])
link_rows = ...""",
    answer="link_rows",
    judge=value(as_pairs),
    hints=(
        "Begin with one row: which row is nearest to row 0, and which is nearest to *that* row?",
        "Write the nearest row of every row in a list. A pair is mutual when each of its rows "
        "stands in the other's place.",
        "Three pairs are mutual. One of them has two samples of the same class.",
    ),
    solutions=(
        """\
x = np.array([0, 3, 5, 8, 12, 15, 16, 19, 21, 26])
y = np.array([1, 0, 1, 0, 1, 0, 0, 1, 0, 0])
distances = abs(x[:, None] - x).astype(float)
np.fill_diagonal(distances, np.inf)
nearest = distances.argmin(axis=1)
link_rows = [
    (i, j) for i, j in enumerate(nearest) if i < j and nearest[j] == i and y[i] != y[j]
]""",
        """\
link_rows = [(1, 2), (7, 8)]""",
    ),
    why=(
        "A link needs both: each of the two is the other's nearest sample among *all* samples, "
        "and their classes differ. Rows 5 and 6 are mutual but of one class."
    ),
    misconceptions=(
        Misconception(
            name="one direction only",
            code="link_rows = [(0, 1), (1, 2), (2, 3), (4, 5), (7, 8)]",
            explanation=(
                "These are all pairs in which one row has the other, of the other class, as its "
                "nearest. A link is mutual: the second has to choose the first as well."
            ),
            example="""\
row       0    1    2
position  0    3    5
row 0 chooses row 1, but row 1 chooses row 2: rows 0 and 1 are no link.""",
        ),
        Misconception(
            name="only the minority's side was asked",
            code="link_rows = [(0, 1), (1, 2), (4, 5), (7, 8)]",
            explanation=(
                "From each minority sample you took its nearest sample if that is a majority "
                "sample. Ask that majority sample too whom it has as its nearest."
            ),
            example="""\
row       4    5    6
position  12   15   16
class     1    0    0
row 4 chooses row 5, but row 5 chooses row 6: rows 4 and 5 are no link.""",
        ),
        Misconception(
            name="the class was not looked at",
            code="link_rows = [(1, 2), (5, 6), (7, 8)]",
            explanation=(
                "All of these are mutual nearest neighbours. A Tomek link also joins two "
                "*different* classes."
            ),
            example="""\
position  15   16
class     0    0
mutual, but of one class: no link.""",
        ),
        Misconception(
            name="nearest among the other class only",
            code="link_rows = [(1, 2), (4, 5), (7, 8)]",
            explanation=(
                "These pairs are each other's nearest sample *of the other class*. A nearer "
                "sample of the same class breaks a link too."
            ),
            example="""\
row       4    5    6
position  12   15   16
class     1    0    0
row 6 lies nearer to row 5 than row 4 does: rows 4 and 5 are no link.""",
        ),
        Misconception(
            name="nearest among the own class only",
            code="link_rows = [(0, 1), (1, 2), (2, 3), (3, 4), (7, 8)]",
            explanation=(
                "These pairs lie closer together than either lies to the rest of its *own* class, "
                "a definition often quoted and too weak: a third sample of the other class may "
                "lie closer still."
            ),
            example="""\
row       0    1    2
position  0    3    5
class     1    0    1
row 0 is far from its own class, yet row 1 has row 2 nearer: rows 0 and 1 are no link.""",
        ),
        Misconception(
            name="side by side taken for nearest",
            code="link_rows = [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (6, 7), (7, 8)]",
            explanation=(
                "These are all pairs that stand next to each other and differ in class. On a line "
                "a sample has two such places; only the nearer one can hold a link."
            ),
            example="""\
row       6    7    8
position  16   19   21
class     0    1    0
row 7 stands between both, but row 8 is nearer: rows 6 and 7 are no link.""",
        ),
        Misconception(
            name="only the closest pair",
            code="link_rows = [(1, 2)]",
            explanation=(
                "This pair is a link, but the rule asks every sample for its own nearest "
                "neighbour: there can be several links, at different distances."
            ),
            example="""\
position  0    1         10   12
class     1    0         1    0
two links, of length 1 and of length 2.""",
        ),
        Misconception(
            name="rows counted from 1",
            code="link_rows = [(2, 3), (8, 9)]",
            explanation="Each row number is one too large. The first row is row 0.",
            example="""\
position  0    3    5
row       0    1    2""",
        ),
        Misconception(
            name="positions, not row numbers",
            code="link_rows = [(3, 5), (19, 21)]",
            explanation=(
                "These are the places on the line. Give row numbers: where the sample stands in "
                "`x`, not what `x` holds there."
            ),
            example="""\
position  0    3    5
row       0    1    2""",
        ),
    ),
    otherwise="For every pair, ask both rows for their nearest row.",
)


q2 = Exercise(
    key="04.2",
    title="How many at most",
    prompt=(
        "A data set holds 1,000 samples of two classes, 30 of them in the minority. No two "
        "distances "
        "are equal. What is the largest number of Tomek links it can have?"
    ),
    stub="most_links = ...",
    answer="most_links",
    judge=value(as_int),
    hints=(
        "How many links can one sample be in, if it has only one nearest neighbour?",
        "Every link needs one member of each class. Which class runs out first?",
    ),
    solutions=("most_links = 30", "most_links = min(30, 1000 - 30)"),
    why=(
        "A sample has one nearest neighbour, so it is in at most one link: links are a matching. "
        "Each uses up one minority sample. At least 940 of 970 majority samples stay: Tomek links "
        "cannot balance these classes."
    ),
    misconceptions=(
        Misconception(
            name="pairs within the minority",
            code="most_links = 15",
            explanation="You paired the minority among themselves. A link joins two classes.",
            example="position  0  1\nclass     1  1\nmutual, but of one class: no link.",
        ),
        Misconception(
            name="members, not links",
            code="most_links = 60",
            explanation="You counted the samples that are in a link. The question asks for links.",
            example="position  0  1\nclass     0  1\none link, two members.",
        ),
        Misconception(
            name="any two samples",
            code="most_links = 500",
            explanation=(
                "You halved the number of samples. Most of those pairs would lie within the "
                "majority."
            ),
            example="position  0  1  5  6\nclass     0  1  0  0\ntwo pairs, one link.",
        ),
        Misconception(
            name="every majority sample in a link",
            code="most_links = 970",
            explanation=(
                "Each link needs a minority sample of its own: a sample has one nearest neighbour, "
                "so it cannot be the partner of two."
            ),
            example=(
                "position  0  1    2.5\nclass     0  1    0\n"
                "both outer samples have row 1 as their nearest, but row 1 chooses one of them."
            ),
        ),
        Misconception(
            name="a sample in several links",
            code="most_links = 29100",
            explanation=(
                "You paired every minority sample with every majority sample. A sample has one "
                "nearest neighbour, so it is in one link or in none."
            ),
            example=(
                "position  0  1    2.5\nclass     0  1    0\n"
                "row 1 could be paired with both, and is linked with row 0 only."
            ),
        ),
        Misconception(
            name="one sample must stay free",
            code="most_links = 29",
            explanation="Nothing keeps a whole class from being linked, sample by sample.",
            example=(
                "position  0  1    10  11\nclass     0  1     0   1\ntwo minority samples, two "
                "links."
            ),
        ),
    ),
    otherwise="Ask how many links a single sample can be in.",
)

q3 = Exercise(
    key="04.3",
    title="Three classes, default strategy",
    prompt=(
        "Three classes lie on a line. Which *rows* does `TomekLinks()` remove with its default, "
        '`sampling_strategy="auto"`? Predict first, then check by code if you like.'
    ),
    stub="""\
x = np.array([0, 1, 4, 5, 9, 10, 14, 15, 19, 20.5, 23])
y = np.array([0, 1, 2, 0, 1, 2, 0, 0, 1, 1, 0])
removed_rows = ...""",
    answer="removed_rows",
    judge=value(as_rows),
    hints=(
        "First the links, whatever the strategy: three pairs are mutual and of different classes.",
        "`auto` means `not minority`: every class may lose rows except the smallest.",
        "One of the three links joins the two larger classes. Neither of its members is protected.",
    ),
    solutions=(
        """\
x = np.array([0, 1, 4, 5, 9, 10, 14, 15, 19, 20.5, 23])
y = np.array([0, 1, 2, 0, 1, 2, 0, 0, 1, 1, 0])
from course_lib.samplers import TomekLinks

cleaner = TomekLinks()
cleaner.fit_resample(x[:, None], y)
removed_rows = np.setdiff1d(np.arange(len(y)), cleaner.sample_indices_)""",
        "removed_rows = [0, 1, 3, 4]",
    ),
    why=(
        "Only the smallest class, 2, is protected. The link between the classes 0 and 1 therefore "
        "loses *both* members; the links with class 2 lose the other one."
    ),
    misconceptions=(
        Misconception(
            name="only the largest class loses rows",
            code="removed_rows = [0, 3]",
            explanation='That is `"majority"`. `"auto"` protects only the smallest.',
            example="classes   0 (5 rows)  1 (4 rows)  2 (2 rows)\nauto removes from 0 and from 1.",
        ),
        Misconception(
            name="the larger class of each pair",
            code="removed_rows = [0, 3, 4]",
            explanation=(
                'You compared the two classes of each link, as UBL does with `rem="maj"`. Here '
                "one list of classes holds for all links."
            ),
            example="position  0  1\nclass     0  1      smallest class: 2\nboth members go.",
        ),
        Misconception(
            name="both members of every link",
            code="removed_rows = [0, 1, 2, 3, 4, 5]",
            explanation='That is `"all"`. By default the smallest class stays whole.',
            example="position  4  5\nclass     2  0      smallest class: 2\nonly the second goes.",
        ),
        Misconception(
            name="the smallest class loses rows",
            code="removed_rows = [2, 5]",
            explanation="You removed the minority members; the default protects exactly those.",
            example="position  4  5\nclass     2  0      smallest class: 2\nthe second goes.",
        ),
        Misconception(
            name="everything but the largest class",
            code="removed_rows = [1, 2, 4, 5]",
            explanation='That is `sampling_strategy="not majority"`; `auto` is `"not minority"`.',
            example="classes   0 (5 rows)  1 (4 rows)  2 (2 rows)\nauto removes from 0 and from 1.",
        ),
        Misconception(
            name="mutual pairs of one class",
            code="removed_rows = [0, 1, 3, 4, 6, 7, 8, 9]",
            explanation=(
                "Two of your pairs are mutual nearest neighbours of one class: those are no links."
            ),
            example="position  14  15\nclass      0   0\nmutual, no link.",
        ),
        Misconception(
            name="the rows kept",
            code="removed_rows = [2, 5, 6, 7, 8, 9, 10]",
            explanation="Those stay: `sample_indices_` names the rows kept. Which are missing?",
            example="rows  0  1  2\nkept  [2]\nremoved  [0, 1]",
        ),
        Misconception(
            name="binary thinking: links with the smallest class only",
            code="removed_rows = [3, 4]",
            explanation=(
                "A link may join any two classes. Links between the larger ones are found and "
                "cleaned too."
            ),
            example="position  0  1\nclass     0  1      smallest class: 2\na link like any other.",
        ),
    ),
    otherwise=(
        "Find the links first, then ask which of their members belong to a class that may lose "
        "rows."
    ),
)

q4 = Exercise(
    key="04.4",
    title="Until nothing moves",
    prompt=(
        "Remove the majority member of every link, search again among the rows that are left, and "
        "go "
        "on until a round removes nothing. Which rows have gone by then? Give their numbers in the "
        "*original* data."
    ),
    stub="""\
x = np.array([0, 1, 2.5, 4.8, 7, 12, 13, 15.5, 17])
y = np.array([0, 1, 0, 0, 0, 0, 1, 0, 0])
removed_rows = ...""",
    answer="removed_rows",
    judge=value(as_rows),
    hints=(
        "Round one: two links. Cross out their majority members and look at the line again.",
        "After round one, who is nearest to row 1 now, and does that row choose row 1?",
        "A round with one more link follows; after it, both minority samples have neighbours that "
        "prefer someone else.",
    ),
    solutions=(
        """\
x = np.array([0, 1, 2.5, 4.8, 7, 12, 13, 15.5, 17])
y = np.array([0, 1, 0, 0, 0, 0, 1, 0, 0])
from course_lib.samplers import TomekLinks

cleaner = TomekLinks(max_iter=None)
cleaner.fit_resample(x[:, None], y)
removed_rows = sorted(set(range(len(x))) - set(cleaner.sample_indices_))""",
        "removed_rows = [0, 2, 5]",
    ),
    why=(
        "Removing row 0 makes row 2 the nearest neighbour of row 1, and row 1 is the nearest of "
        "row 2: "
        "a link that did not exist before. One round of cleaning is not a fixed point."
    ),
    misconceptions=(
        Misconception(
            name="one round only",
            code="removed_rows = [0, 5]",
            explanation=(
                "Those go in the first round. Removing them changes who is nearest to whom."
            ),
            example=(
                "position  0  1  2.5\nclass     0  1  0\nafter row 0 has gone, rows 1 and 2 are a "
                "link."
            ),
        ),
        Misconception(
            name="positions in the reduced data",
            code="removed_rows = [0, 1, 5]",
            explanation=(
                "A row's place among the rows left is not its number in the original data. "
                "imbalanced-learn's condensing mixes the two."
            ),
            example="rows left   1  2  3  4\nplace       0  1  2  3\nthe row in place 1 is row 2.",
        ),
        Misconception(
            name="both members go",
            code="removed_rows = [0, 1, 5, 6]",
            explanation=(
                "Here only the majority member goes, so the minority stays and can be linked again."
            ),
            example="position  0  1  2.5\nclass     0  1  0\nrow 0 goes, row 1 stays.",
        ),
        Misconception(
            name="the minority goes",
            code="removed_rows = [1, 6]",
            explanation="You removed the minority members, the ones this rule is meant to keep.",
            example="position  0  1\nclass     0  1\nrow 0 goes.",
        ),
        Misconception(
            name="one direction is enough",
            code="removed_rows = [0, 2, 3, 4, 5, 7, 8]",
            explanation=(
                "You kept removing whatever lies nearest to a minority sample. A link needs the "
                "other "
                "direction too, and that is what stops the rule."
            ),
            example=(
                "position  13  15.5  17\nclass      1   0     0\n"
                "the sample at 13 chooses 15.5, but 15.5 chooses 17: no link."
            ),
        ),
        Misconception(
            name="the rows kept",
            code="removed_rows = [1, 3, 4, 6, 7, 8]",
            explanation="Those stay: `sample_indices_` names the rows kept. Which are missing?",
            example="rows  0  1  2\nkept  [2]\nremoved  [0, 1]",
        ),
        Misconception(
            name="both sides at once",
            code="removed_rows = [0, 2, 5, 7]",
            explanation=(
                "You removed the majority neighbours on both sides of each minority sample."
            ),
            example=(
                "position  13  15.5  17\nclass      1   0     0\n"
                "the sample at 13 chooses 15.5, but 15.5 chooses 17: no link."
            ),
        ),
    ),
    otherwise="Cross out what goes in a round, then ask every remaining row for its nearest again.",
)


def _definition_broken(X, y):
    """Look for a pair of mutual nearest enemies that is no Tomek link."""
    n = len(y)
    if len(np.unique(y)) == 1:
        return "one class only", "All your labels are equal."
    if len(np.unique(y)) > 2:
        return "more than two classes", f"Your labels have {len(np.unique(y))} values."
    if n > 5:
        return "too many samples", f"You used {n}."
    if n == 2:
        return "two samples cannot show it", ""
    distances = np.linalg.norm(X[:, None] - X[None], axis=2)
    off_diagonal = distances[np.triu_indices(n, 1)]
    if not off_diagonal.all():
        return "coincident samples", ""
    if len(np.unique(np.round(off_diagonal, 9))) < len(off_diagonal):
        return "equal distances", ""
    np.fill_diagonal(distances, np.inf)
    nearest = distances.argmin(axis=1)
    enemy = np.where(y[:, None] != y[None], distances, np.inf).argmin(axis=1)
    pairs = [row for row in range(n) if enemy[enemy[row]] == row]
    if all(nearest[row] == enemy[row] for row in pairs):
        return "the pair is a Tomek link after all", ""
    return None


q5 = Exercise(
    key="04.5",
    title="Break a popular definition",
    prompt=(
        "*A and B, of different classes, are a Tomek link if A is nearer to B than to any other "
        "sample of B's class, and B is nearer to A than to any other sample of A's class.* Build a "
        "data set of at most five samples on which this definition finds a pair that is no Tomek "
        "link. No two distances may be equal."
    ),
    stub="""\
X = ...
y = ...""",
    answer="X, y",
    judge=data_set(_definition_broken),
    hints=(
        "The definition never asks how near a sample of A's *own* class lies to A.",
        "Put a third sample where A prefers it to B. Which class must it have, so that the "
        "definition "
        "does not notice?",
        "On a line three samples are enough: the third sits beside A, on the side away from B.",
    ),
    solutions=(
        "X = [[0.0], [1.0], [-0.5]]\ny = [0, 1, 0]",
        "X = np.array([[2.0, 0.0], [0.0, 0.0], [2.0, 0.7]])\ny = np.array([1, 0, 1])",
    ),
    why=(
        "Two of your samples are each other's nearest *enemies*, which is all the definition asks, "
        "and one of them has a sample of its own class nearer still: no link. A Tomek link "
        "compares "
        "with *all* samples. Three samples are enough."
    ),
    misconceptions=(
        Misconception(
            name="one class only",
            code="X = [[0.0], [1.0], [3.0]]\ny = [0, 0, 0]",
            explanation="A link joins two classes; with one there is nothing to find.",
            example="position  0  1\nclass     0  0",
        ),
        Misconception(
            name="more than two classes",
            code="X = [[0.0], [1.0], [3.0]]\ny = [0, 1, 2]",
            explanation="The definition speaks of two classes; two are enough to break it.",
            example="position  0  1\nclass     0  1",
        ),
        Misconception(
            name="too many samples",
            code="X = [[0.0], [1.0], [-0.5], [10.0], [20.0], [40.0]]\ny = [0, 1, 0, 0, 0, 0]",
            explanation="At most five samples: remove those that play no part.",
            example="A counter-example is worth most when nothing can be taken away from it.",
        ),
        Misconception(
            name="two samples cannot show it",
            code="X = [[0.0], [1.0]]\ny = [0, 1]",
            explanation="Alone, two samples of different classes are always a Tomek link.",
            example="position  0  1\nclass     0  1\neach has only the other.",
        ),
        Misconception(
            name="coincident samples",
            code="X = [[0.0], [1.0], [1.0]]\ny = [0, 1, 1]",
            explanation="Two samples in one place hide which of them is meant. Move one.",
            example="position  1  1",
        ),
        Misconception(
            name="equal distances",
            code="X = [[0.0], [1.0], [-1.0]]\ny = [0, 1, 0]",
            explanation="With a tie, the answer hangs on a tie rule and not on the definition.",
            example="position  -1  0  1\nthe sample at 0 is equally far from both.",
        ),
        Misconception(
            name="the pair is a Tomek link after all",
            code="X = [[0.0], [1.0], [5.0]]\ny = [0, 1, 0]",
            explanation=(
                "Every pair this definition finds in your data is also mutual among all samples. "
                "Someone has to come between the two. (The lesson's line breaks another one, which "
                "looks at one's *own* class.)"
            ),
            example="position  0  1    5\nclass     0  1    0\nrows 0 and 1 choose each other.",
        ),
    ),
    otherwise="List each sample's nearest enemy and its nearest neighbour, and compare.",
)

_LINE = np.array([[0.0], [1.0], [2.5], [6.0], [7.0]])
_PLANE = np.array([[0.0, 0.0], [3.0, 0.0], [2.0, 2.0], [9.0, 9.0], [9.0, 10.5], [30.0, 0.0]])

q6 = Exercise(
    key="04.6",
    title="Write the rule",
    prompt=(
        "Write `my_links(X, y)`: `X` is an array of shape (n, d), `y` an array of labels of two or "
        "more "
        "classes. Return the Tomek links as pairs of row numbers, each pair once. Distances are "
        "Euclidean; a row is never its own neighbour, by its number; ties go to the lowest row."
    ),
    stub="""\
def my_links(X, y):
    link_rows = ...
    return link_rows""",
    answer="my_links",
    judge=function(
        as_pairs,
        (np.array([[0.0], [1.0], [5.0]]), np.array([0, 1, 0])),
        (_LINE, np.array([0, 1, 0, 0, 0])),
        (_LINE, np.array(["a", "b", "a", "c", "b"])),
        (_PLANE, np.array([0, 1, 0, 1, 0, 0])),
        (np.array([[0.0], [1.0], [3.0], [4.0]]), np.array([0, 0, 1, 1])),
        tied_plane(),
        (1e5 * first_plane()[0], first_plane()[1]),
        (np.array([[0.0], [3.0], [4.0]]) + 2.0**30, np.array([0, 0, 1])),
    ),
    hints=(
        "Start with the n × n matrix of distances. What must stand on its diagonal so that no row "
        "chooses itself?",
        "`argmin` along each row of that matrix gives every row's choice, and takes the first of "
        "equal "
        "ones.",
        "Keep row i with its choice j if j's choice is i, the labels differ, and i < j.",
    ),
    solutions=(
        """\
def my_links(X, y):
    distances = np.linalg.norm(X[:, None] - X[None], axis=2)
    np.fill_diagonal(distances, np.inf)
    nearest = distances.argmin(axis=1)
    rows = np.arange(len(X))
    is_link = (nearest[nearest] == rows) & (y[nearest] != y) & (rows < nearest)
    return np.column_stack([rows, nearest])[is_link]""",
        """\
def my_links(X, y):
    def nearest(i):
        others = [j for j in range(len(X)) if j != i]
        return min(others, key=lambda j: (((X[i] - X[j]) ** 2).sum(), j))

    return [
        (i, nearest(i))
        for i in range(len(X))
        if i < nearest(i) and nearest(nearest(i)) == i and y[i] != y[nearest(i)]
    ]""",
    ),
    why=(
        "One matrix, one `argmin`, three conditions: mutual, of different classes, each pair once. "
        "The "
        "infinite diagonal excludes a row by its number, so coincident rows can find each other."
    ),
    misconceptions=(
        Misconception(
            name="one direction only",
            code="""\
def my_links(X, y):
    distances = np.linalg.norm(X[:, None] - X[None], axis=2)
    np.fill_diagonal(distances, np.inf)
    nearest = distances.argmin(axis=1)
    return sorted({(min(i, j), max(i, j)) for i, j in enumerate(nearest) if y[i] != y[j]})""",
            explanation="You never ask whether the nearest neighbour chooses the row in return.",
            example=(np.array([[0.0], [1.0], [2.5]]), np.array([0, 1, 0])),
        ),
        Misconception(
            name="the class was not looked at",
            code="""\
def my_links(X, y):
    distances = np.linalg.norm(X[:, None] - X[None], axis=2)
    np.fill_diagonal(distances, np.inf)
    nearest = distances.argmin(axis=1)
    return [(i, j) for i, j in enumerate(nearest) if i < j and nearest[j] == i]""",
            explanation="Mutual nearest neighbours of one class are no link: compare the labels.",
            example=(np.array([[0.0], [1.0], [9.0]]), np.array([0, 0, 1])),
        ),
        Misconception(
            name="nearest among the other class only",
            code="""\
def my_links(X, y):
    distances = np.linalg.norm(X[:, None] - X[None], axis=2)
    distances[y[:, None] == y[None]] = np.inf
    nearest = distances.argmin(axis=1)
    return [(i, j) for i, j in enumerate(nearest) if i < j and nearest[j] == i and y[i] != y[j]]""",
            explanation=(
                "You search the other class only. A nearer sample of the same class breaks a link "
                "too."
            ),
            example=(np.array([[0.0], [1.0], [-0.5]]), np.array([0, 1, 0])),
        ),
        Misconception(
            name="the first column is not always the row itself",
            code="""\
def my_links(X, y):
    distances = np.linalg.norm(X[:, None] - X[None], axis=2)
    nearest = distances.argsort(axis=1, kind="stable")[:, 1]
    return [(i, j) for i, j in enumerate(nearest) if i < j and nearest[j] == i and y[i] != y[j]]""",
            explanation=(
                "You dropped the first column as the row itself. Among coincident rows the first "
                "column "
                "is the lowest row, and that may be another. imbalanced-learn has this fault."
            ),
            example=(
                np.array([[0.0, 0.0], [0.0, 0.0], [1.0, 0.0], [1.0, 0.0], [5.0, 5.0]]),
                np.array([0, 1, 0, 1, 0]),
            ),
        ),
        Misconception(
            name="two classes called 0 and 1",
            code="""\
def my_links(X, y):
    distances = np.linalg.norm(X[:, None] - X[None], axis=2)
    np.fill_diagonal(distances, np.inf)
    nearest = distances.argmin(axis=1)
    pairs = {(min(i, j), max(i, j)) for i, j in enumerate(nearest)
             if nearest[j] == i and y[i] == 1 and y[j] == 0}
    return sorted(pairs)""",
            explanation=(
                "Your function expects the labels 0 and 1; labels may be strings, or three of them."
            ),
            example=(np.array([[0.0], [1.0], [5.0]]), np.array(["a", "b", "a"])),
        ),
        Misconception(
            name="Manhattan distance",
            code="""\
def my_links(X, y):
    distances = abs(X[:, None] - X[None]).sum(axis=2)
    np.fill_diagonal(distances, np.inf)
    nearest = distances.argmin(axis=1)
    return [(i, j) for i, j in enumerate(nearest) if i < j and nearest[j] == i and y[i] != y[j]]""",
            explanation=(
                "You add up absolute differences; the question asks for Euclidean distance."
            ),
            example=(np.array([[0.0, 0.0], [3.0, 0.0], [2.0, 2.0]]), np.array([0, 1, 1])),
        ),
        Misconception(
            name="a tie makes no link",
            code="""\
def my_links(X, y):
    distances = np.linalg.norm(X[:, None] - X[None], axis=2)
    np.fill_diagonal(distances, np.inf)
    least = distances.min(axis=1)
    alone = (distances == least[:, None]).sum(axis=1) == 1
    nearest = distances.argmin(axis=1)
    return [(i, j) for i, j in enumerate(nearest)
            if i < j and nearest[j] == i and alone[i] and alone[j] and y[i] != y[j]]""",
            explanation=(
                "You ask for a strictly nearest neighbour. Here ties go to the lowest row, so a "
                "tied sample still has one neighbour."
            ),
            example=(np.array([[0.0], [1.0], [2.0]]), np.array([0, 1, 0])),
        ),
        Misconception(
            name="ties to the highest row",
            code="""\
def my_links(X, y):
    distances = np.linalg.norm(X[:, None] - X[None], axis=2)
    np.fill_diagonal(distances, np.inf)
    nearest = len(X) - 1 - distances[:, ::-1].argmin(axis=1)
    return [(i, j) for i, j in enumerate(nearest) if i < j and nearest[j] == i and y[i] != y[j]]""",
            explanation="Of equally near rows you take the last; the lowest row is asked.",
            example=(np.array([[0.0], [1.0], [2.0]]), np.array([0, 1, 0])),
        ),
        Misconception(
            name="a diagonal that is too small",
            code="""\
def my_links(X, y):
    distances = np.linalg.norm(X[:, None] - X[None], axis=2)
    np.fill_diagonal(distances, 9999)
    nearest = distances.argmin(axis=1)
    return [(i, j) for i, j in enumerate(nearest) if i < j and nearest[j] == i and y[i] != y[j]]""",
            explanation=(
                "Where all others are farther away than the number on your diagonal, a row chooses "
                "itself. Only infinity is larger than every distance."
            ),
            example=(np.array([[0.0], [20000.0]]), np.array([0, 1])),
        ),
        Misconception(
            name="squares that lose the digits",
            code="""\
def my_links(X, y):
    squares = (X**2).sum(axis=1)
    distances = squares[:, None] - 2 * X @ X.T + squares
    np.fill_diagonal(distances, np.inf)
    nearest = distances.argmin(axis=1)
    return [(i, j) for i, j in enumerate(nearest) if i < j and nearest[j] == i and y[i] != y[j]]""",
            explanation=(
                "`|a|² - 2ab + |b|²` subtracts large squares from each other. Far from zero "
                "nothing "
                "of a small distance is left; subtract the coordinates first."
            ),
            example=(np.array([[0.0], [3.0], [4.0]]) + 2.0**30, np.array([0, 0, 1])),
        ),
        Misconception(
            name="a diagonal of zeros",
            code="""\
def my_links(X, y):
    distances = np.linalg.norm(X[:, None] - X[None], axis=2)
    nearest = distances.argmin(axis=1)
    return [(i, j) for i, j in enumerate(nearest) if i < j and nearest[j] == i and y[i] != y[j]]""",
            explanation="Every row finds itself at distance 0, so no row ever chooses another.",
            example=(np.array([[0.0], [1.0]]), np.array([0, 1])),
        ),
    ),
    otherwise="Check three things: mutual, different classes, each pair once.",
)

q7 = challenges.three_links
q8 = challenges.two_links
