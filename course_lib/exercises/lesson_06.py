"""Exercises of lesson 06, SMOTETomek and SMOTEENN."""

import numpy as np

from course_lib.exercises import challenges
from course_lib.exercises.answers import as_array, as_int, as_rows
from course_lib.exercises.exercise import Exercise, Misconception
from course_lib.exercises.judges import data_set, function, value
from course_lib.samplers import SMOTE, tomek_links

TITLE = "SMOTETomek and SMOTEENN"

q1 = Exercise(
    key="06.1",
    title="How many at most, now",
    prompt=(
        "A data set holds 1,000 samples of two classes, 30 of them in the minority. Before SMOTE "
        "it has at most 30 Tomek links (exercise 04.2). `SMOTE()` balances the classes. What is "
        "the largest number of links that the result can have? Suppose that no distances tie."
    ),
    stub="most_links = ...",
    answer="most_links",
    judge=value(as_int),
    hints=(
        "What are the sizes of the two classes after SMOTE?",
        "A sample is still in one link at most, and a link still needs a member of each class. "
        "Which class runs out first now?",
    ),
    solutions=("most_links = 970", "most_links = min(970, 30 + 940)"),
    why=(
        "Both classes now have 970 samples, so the bound that kept Tomek links from doing much is "
        "gone: in principle every sample could be in a link. That so few are is what has to be "
        "explained."
    ),
    misconceptions=(
        Misconception(
            name="the bound from before SMOTE",
            code="most_links = 30",
            explanation=(
                "That was the bound for the original data. Synthetic samples belong to the "
                "minority and can be members of links too."
            ),
            example="class     0  1      0  1 (synthetic)\nposition  0  0.1    5  5.1\ntwo links.",
        ),
        Misconception(
            name="synthetic samples only",
            code="most_links = 940",
            explanation=(
                "You counted the synthetic samples. The original minority samples stay, and can "
                "still be in links."
            ),
            example="class     0  1 (original)\nposition  0  0.1\na link as before.",
        ),
        Misconception(
            name="members, not links",
            code="most_links = 1940",
            explanation="You counted the samples that can be in a link; a link has two members.",
            example="class     0  1\nposition  0  0.1\ntwo members, one link.",
        ),
        Misconception(
            name="pairs within a class",
            code="most_links = 485",
            explanation="You paired a class with itself. A link joins two classes.",
            example="class     1  1\nposition  0  0.1\nmutual, but of one class: no link.",
        ),
        Misconception(
            name="half of the original samples",
            code="most_links = 500",
            explanation="You paired the 1,000 original samples; after SMOTE there are more.",
            example="2 majority and 1 minority sample become 2 and 2.",
        ),
        Misconception(
            name="a sample in several links",
            code="most_links = 940900",
            explanation=(
                "You paired everybody with everybody. A sample has one nearest neighbour, so it is "
                "in one link or in none, synthetic or not."
            ),
            example=(
                "class     0  1    0\nposition  0  1    2.5\nthe middle one is linked with one of "
                "them."
            ),
        ),
        Misconception(
            name="SMOTE leaves nothing to link",
            code="most_links = 0",
            explanation=(
                "Balanced does not mean separated: a synthetic sample can land beside a majority "
                "sample."
            ),
            example="class     0  1 (synthetic)\nposition  5  5.1\na link.",
        ),
    ),
    otherwise="Apply the bound of exercise 04.2 to the class sizes after SMOTE.",
)

q2 = Exercise(
    key="06.2",
    title="Grow, then link",
    prompt=(
        "Eight samples lie on a line; 1 is the minority. SMOTE adds three: the first lies "
        "`gaps[0]` of the way from row `seed_rows[0]` to row `neighbor_rows[0]`, and so on. They "
        "become rows 8, 9 and 10. Which rows does `SMOTETomek` then remove with its default?"
    ),
    stub="""\
x = np.array([0, 1.2, 4, 6.1, 8, 11, 11.5, 14])
y = np.array([1, 0, 1, 0, 1, 0, 0, 0])
seed_rows, neighbor_rows, gaps = [0, 4, 2], [2, 2, 0], [0.1, 0.5, 0.65]
removed_rows = ...""",
    answer="removed_rows",
    judge=value(as_rows),
    hints=(
        "Place the three first: the first lies 0.1 of the way from 0 to 4.",
        "Now find the links among all eleven. Does row 0 still choose row 1?",
        "Two pairs are mutual and of different classes. Both hold a synthetic row.",
    ),
    solutions=(
        """\
x = np.array([0, 1.2, 4, 6.1, 8, 11, 11.5, 14])
y = np.array([1, 0, 1, 0, 1, 0, 0, 0])
seed_rows, neighbor_rows, gaps = [0, 4, 2], [2, 2, 0], [0.1, 0.5, 0.65]
from course_lib.samplers import tomek_links

grown = np.append(x, x[seed_rows] + gaps * (x[neighbor_rows] - x[seed_rows]))
removed_rows = tomek_links(grown[:, None], np.append(y, [1, 1, 1])).ravel()""",
        "removed_rows = [1, 3, 9, 10]",
    ),
    why=(
        "The new samples lie at 0.4, 6.0 and 1.4. Both old links, (0, 1) and (3, 4), are gone: "
        "somebody nearer has come. The new links are (1, 10) and (3, 9), and both members go: two "
        "of the three samples that SMOTE has just made."
    ),
    misconceptions=(
        Misconception(
            name="links from before SMOTE",
            code="removed_rows = [0, 1, 3, 4]",
            explanation=(
                "These are the members of the links among the eight originals. SMOTETomek searches "
                "after SMOTE, when some of them have a nearer neighbour."
            ),
            example="position  0  0.4 (synthetic)  1.2\nrow 0 no longer chooses row 1.",
        ),
        Misconception(
            name="links from before and after",
            code="removed_rows = [0, 1, 3, 4, 9, 10]",
            explanation=(
                "You searched twice and removed the members of all links. There is one search, "
                "after SMOTE."
            ),
            example="position  0  0.4 (synthetic)  1.2\nthe pair (0, 1.2) is a link no more.",
        ),
        Misconception(
            name="majority members only",
            code="removed_rows = [1, 3]",
            explanation=(
                "That is what `TomekLinks()` by itself would do. Inside SMOTETomek both members go."
            ),
            example="class     0    1 (synthetic)\nposition  6.1  6\nboth go.",
        ),
        Misconception(
            name="synthetic members only",
            code="removed_rows = [9, 10]",
            explanation="Nobody asks which rows are synthetic. Both members go, whatever they are.",
            example="class     0    1 (synthetic)\nposition  6.1  6\nboth go.",
        ),
        Misconception(
            name="one direction only",
            code="removed_rows = [1, 3, 4, 9, 10]",
            explanation=(
                "You took both rows wherever one of them chooses the other as its nearest. The "
                "choice has to be returned."
            ),
            example="position  6 (synthetic)  6.1  8\nthe row at 8 chooses 6.1, which prefers 6.",
        ),
        Misconception(
            name="gaps measured from the neighbour",
            code="removed_rows = [0, 1, 3, 9]",
            explanation=(
                "Your synthetic samples start at the neighbour. The gap counts from the seed row."
            ),
            example="seed row at 0, neighbour at 4, gap 0.1: 0.4, not 3.6.",
        ),
        Misconception(
            name="rows counted from 1",
            code="removed_rows = [2, 4, 10, 11]",
            explanation="Each row number is one too large. The first row is row 0.",
            example="position  0    1.2  4\nrow       0    1    2",
        ),
        Misconception(
            name="the rows kept",
            code="removed_rows = [0, 2, 4, 5, 6, 7, 8]",
            explanation="Those stay. Which are missing?",
            example="rows  0  1  2\nkept  [2]\nremoved  [0, 1]",
        ),
    ),
    otherwise="Place the synthetic rows, then ask each of the eleven for its nearest.",
)

q3 = Exercise(
    key="06.3",
    title="Unanimity or majority",
    prompt=(
        "SMOTE is done; twelve samples lie on a line, six of each class. Which rows does the "
        "default of `SMOTEENN` remove that the majority vote of the 2004 study would have *kept*?"
    ),
    stub="""\
x = np.array([0, 0.7, 1.6, 2.7, 3.9, 5.3, 6.9, 8.7, 10.7, 12.9, 15.3, 17.9])
y = np.array([0, 0, 0, 0, 0, 1, 1, 0, 1, 1, 1, 1])
rows_lost_to_unanimity = ...""",
    answer="rows_lost_to_unanimity",
    judge=value(as_rows),
    hints=(
        "Write down the three nearest of every row, the row itself left out. Far inside a class "
        "there is nothing to do.",
        "How many of the three are of the other class? One is enough for the default, the vote "
        "needs two.",
        "You are looking for the rows with exactly one foreign neighbour. There are three.",
    ),
    solutions=(
        """\
x = np.array([0, 0.7, 1.6, 2.7, 3.9, 5.3, 6.9, 8.7, 10.7, 12.9, 15.3, 17.9])
y = np.array([0, 0, 0, 0, 0, 1, 1, 0, 1, 1, 1, 1])
distances = abs(x[:, None] - x)
np.fill_diagonal(distances, np.inf)
foreign = (y[distances.argsort(axis=1)[:, :3]] != y[:, None]).sum(axis=1)
rows_lost_to_unanimity = np.flatnonzero(foreign == 1)""",
        """\
x = np.array([0, 0.7, 1.6, 2.7, 3.9, 5.3, 6.9, 8.7, 10.7, 12.9, 15.3, 17.9])
y = np.array([0, 0, 0, 0, 0, 1, 1, 0, 1, 1, 1, 1])
from course_lib.samplers import edited_nearest_neighbours

by_all = edited_nearest_neighbours(x[:, None], y, kind_sel="all")
by_vote = edited_nearest_neighbours(x[:, None], y, kind_sel="mode")
rows_lost_to_unanimity = np.flatnonzero(by_vote & ~by_all)""",
    ),
    why=(
        "With one foreign neighbour of three, rows 4, 8 and 9 lose under unanimity and win the "
        "vote. Rows 5, 6 and 7 have two or three and go either way."
    ),
    misconceptions=(
        Misconception(
            name="all that the default removes",
            code="rows_lost_to_unanimity = [4, 5, 6, 7, 8, 9]",
            explanation="Some of these lose the majority vote as well; leave them out.",
            example="a sample of class 1 with neighbours 0, 0, 1 goes under both rules.",
        ),
        Misconception(
            name="what the vote removes",
            code="rows_lost_to_unanimity = [5, 6, 7]",
            explanation="These have two or three foreign neighbours. Who has exactly one?",
            example="a sample of class 1 with neighbours 0, 1, 1 wins the vote.",
        ),
        Misconception(
            name="class 0 only",
            code="rows_lost_to_unanimity = [4]",
            explanation="Inside SMOTEENN both classes are edited: `sampling_strategy` is `all`.",
            example="a sample of class 1 with neighbours 0, 1, 1 goes under unanimity too.",
        ),
        Misconception(
            name="class 1 only",
            code="rows_lost_to_unanimity = [8, 9]",
            explanation="The class without synthetic rows is edited just as well.",
            example="a sample of class 0 with neighbours 0, 1, 0 goes under unanimity too.",
        ),
        Misconception(
            name="one neighbour asked",
            code="rows_lost_to_unanimity = [8]",
            explanation="You asked the nearest neighbour only; three are asked.",
            example=(
                "nearest three of class 0, 1, 0 around a sample of class 0: one of them disagrees."
            ),
        ),
        Misconception(
            name="the row counted among its own neighbours",
            code="rows_lost_to_unanimity = [4, 5, 6, 8]",
            explanation="You let each row be the first of its own three neighbours.",
            example="position  0  1  3  7\nthe three nearest of 0 are 1, 3 and 7, not 0, 1 and 3.",
        ),
        Misconception(
            name="rows that nobody removes",
            code="rows_lost_to_unanimity = [0, 1, 2, 3, 10, 11]",
            explanation="Around these all three neighbours agree, so both rules keep them.",
            example="a sample of class 0 with neighbours 0, 0, 0 is never edited away.",
        ),
        Misconception(
            name="rows counted from 1",
            code="rows_lost_to_unanimity = [5, 9, 10]",
            explanation="Each row number is one too large. The first row is row 0.",
            example="position  0    0.7  1.6\nrow       0    1    2",
        ),
    ),
    otherwise="For every row, count the foreign ones among its three nearest.",
)

q4 = Exercise(
    key="06.4",
    title="Two strategies, one obeyed",
    prompt=(
        "900 majority and 100 minority samples go into\n\n"
        "```python\n"
        "SMOTETomek(\n"
        "    sampling_strategy=0.5,\n"
        "    random_state=1,\n"
        "    smote=SMOTE(sampling_strategy=0.8, random_state=7),\n"
        ")\n"
        "```\n\n"
        "After SMOTE there are 40 Tomek links. How many majority and how many minority samples "
        "come back? Predict, without running it."
    ),
    stub="counts = ...  # [majority, minority]",
    answer="counts",
    judge=value(as_array),
    hints=(
        "Which of the two strategies reaches a sampler that grows the minority?",
        "A number as strategy is minority ÷ majority after growing.",
        "The cleaner is the default one: what does it do with the two members of a link?",
    ),
    solutions=("counts = [900 - 40, 720 - 40]", "counts = np.array([860, 680])"),
    why=(
        "A given `smote=` brings its own strategy and seed, and the outer ones are ignored: "
        "$0.8 · 900 = 720$. Then each link loses both members."
    ),
    misconceptions=(
        Misconception(
            name="the outer strategy",
            code="counts = [860, 410]",
            explanation=(
                "You grew the minority by the outer strategy. It is handed to the *default* SMOTE "
                "only; a given one is used as it is."
            ),
            example="SMOTETomek(random_state=1, smote=SMOTE(random_state=7)) draws with seed 7.",
        ),
        Misconception(
            name="majority members only",
            code="counts = [860, 720]",
            explanation="You removed one member of each link; SMOTETomek's default removes both.",
            example="1 link: one row fewer in each class.",
        ),
        Misconception(
            name="minority members only",
            code="counts = [900, 680]",
            explanation="You spared the majority; SMOTETomek's default removes both members.",
            example="1 link: one row fewer in each class.",
        ),
        Misconception(
            name="the 40 shared out",
            code="counts = [880, 700]",
            explanation="You removed 40 samples. There are 40 links, with two members each.",
            example="1 link: two rows fewer in all.",
        ),
        Misconception(
            name="each link counted twice",
            code="counts = [820, 640]",
            explanation="You removed two samples per link from *each* class.",
            example="1 link: one row fewer in each class.",
        ),
        Misconception(
            name="nothing cleaned",
            code="counts = [900, 720]",
            explanation="These are the counts after SMOTE. Cleaning comes on top.",
            example="1 link: one row fewer in each class.",
        ),
        Misconception(
            name="as many new ones",
            code="counts = [860, 780]",
            explanation=(
                "You *added* 0.8 times the majority. The strategy is the ratio that is reached, "
                "originals included."
            ),
            example="100 : 10 with strategy 0.5 becomes 100 : 50, not 100 : 60.",
        ),
        Misconception(
            name="balanced in the end",
            code="counts = [860, 860]",
            explanation="Neither strategy asks for equal classes, and cleaning does not make them.",
            example="100 : 10 with strategy 0.5 becomes 100 : 50.",
        ),
        Misconception(
            name="minority named first",
            code="counts = [680, 860]",
            explanation="The right numbers in the wrong order: the majority comes first.",
            example="counts = [majority, minority]",
        ),
    ),
    otherwise="Two steps: how large does SMOTE make the minority, and what do 40 links cost?",
)


def _nothing_new(X, y):
    """Look for a data set without links in which SMOTE makes some."""
    labels, sizes = np.unique(y, return_counts=True)
    if len(labels) == 1:
        return "one class only", "All your labels are equal."
    if len(labels) > 2:
        return "more than two classes", f"Your labels have {len(labels)} values."
    if len(y) > 12:
        return "too many samples", f"You used {len(y)}."
    if sizes[0] == sizes[1]:
        return "nothing to grow", f"Both classes have {sizes[0]}."
    if sizes.min() < 2:
        return "a minority of one", ""
    links = tomek_links(X, y).tolist()
    if links:
        return "a link from the start", f"Rows {links[0][0]} and {links[0][1]} are one."
    grown = SMOTE(k_neighbors=1, random_state=0).fit_resample(X, y)
    return None if len(tomek_links(*grown)) else ("no link after SMOTE either", "")


q5 = Exercise(
    key="06.5",
    title="Links from nowhere",
    prompt=(
        "Build a data set of at most twelve samples and two classes that has *no* Tomek link, but "
        "from which `SMOTETomek(smote=SMOTE(k_neighbors=1, random_state=0))` removes at least one "
        "row: the links it cleans away are its own work."
    ),
    stub="""\
X = ...
y = ...""",
    answer="X, y",
    judge=data_set(_nothing_new),
    hints=(
        "A synthetic sample lies on the segment between a minority sample and its nearest fellow. "
        "What could stand on that segment?",
        "Majority samples between two minority samples. How do they avoid being in a link before "
        "SMOTE? By having somebody nearer, of their own class.",
        "On a line: a minority sample at either end, several majority samples in pairs in between. "
        "The more the majority exceeds the minority, the more samples SMOTE makes.",
    ),
    solutions=(
        """\
x = np.array([0, 20, 2, 3, 6, 7.2, 10, 11.3, 14, 15.5])
X, y = x[:, None], np.array([1, 1, 0, 0, 0, 0, 0, 0, 0, 0])""",
        """\
X = [[0, 0], [9, 0]] + [[1.6 + 0.8 * i, 0.2 * (i % 3)] for i in range(8)]
y = [1, 1] + [0] * 8""",
    ),
    why=(
        "SMOTE does not look at the majority: between two distant minority samples it walks right "
        "through it, and whatever it drops there is likely to be in a link. Cleaning afterwards "
        "takes these samples out again, each with a majority sample that nobody had minded."
    ),
    misconceptions=(
        Misconception(
            name="one class only",
            code="X = [[0.0], [1.0], [3.0]]\ny = [0, 0, 0]",
            explanation="SMOTE needs a smaller class to grow.",
            example="class  0  0  0  1  1",
        ),
        Misconception(
            name="more than two classes",
            code="X = [[0.0], [1.0], [3.0]]\ny = [0, 1, 2]",
            explanation="Two classes are asked, and are enough.",
            example="class  0  0  0  1  1",
        ),
        Misconception(
            name="too many samples",
            code="X = np.arange(13.0)[:, None] ** 2\ny = [1, 1] + [0] * 11",
            explanation="At most twelve: remove those that play no part.",
            example="A counter-example is worth most when nothing can be taken away from it.",
        ),
        Misconception(
            name="nothing to grow",
            code="X = [[0.0], [1.0], [5.0], [7.0]]\ny = [0, 0, 1, 1]",
            explanation="With classes of equal size SMOTE makes no sample.",
            example="class  0  0  0  1  1   SMOTE adds one of class 1",
        ),
        Misconception(
            name="a minority of one",
            code="X = [[0.0], [1.0], [5.0], [7.0]]\ny = [0, 0, 0, 1]",
            explanation=(
                "SMOTE interpolates between two samples of the minority; one alone has no "
                "neighbour in its class."
            ),
            example="class     1  1\nposition  0  9\nthe least that SMOTE can start from.",
        ),
        Misconception(
            name="a link from the start",
            code="X = [[0.0], [1.0], [3.0], [6.0], [9.0]]\ny = [1, 0, 0, 0, 1]",
            explanation=(
                "Your data have a Tomek link before SMOTE. Give its majority member a fellow that "
                "is nearer."
            ),
            example="class     1  0  0\nposition  0  2  3\nno link: the sample at 2 prefers 3.",
        ),
        Misconception(
            name="no link after SMOTE either",
            code="X = [[0.0], [1.0], [2.1], [3.3], [9.0], [9.5]]\ny = [0, 0, 0, 0, 1, 1]",
            explanation=(
                "SMOTE made samples, but none of them ended up in a link: no majority sample lies "
                "where they fall, or all have a fellow nearer."
            ),
            example="class     1  0  0  1\nposition  0  4  6  10\nSMOTE lands between 0 and 10.",
        ),
    ),
    otherwise="Print `tomek_links(X, y)` before SMOTE and after it.",
)

_X = np.array([[0.0, 0.0], [4.0, 0.0], [2.0, 0.5], [2.0, 3.0], [2.2, 3.0], [8.0, 8.0]])
_Y = np.array([1, 1, 0, 0, 0, 0])
_LINE = np.array([0.0, 1.2, 4.0, 6.1, 8.0, 11.0, 11.5, 14.0])[:, None]
_LINE_Y = np.array([1, 0, 1, 0, 1, 0, 0, 0])

_TIED = np.array([[0.0], [4.0], [1.0], [3.0], [9.0], [9.5]])
_TIED_Y = np.array([1, 1, 0, 0, 0, 0])


def _rows(*rows):
    return np.array(rows, dtype=int)


q6 = Exercise(
    key="06.6",
    title="Write SMOTETomek",
    prompt=(
        "Write `my_removed(X, y, seed_rows, neighbor_rows, gaps)`: `X` is an array of shape "
        "(n, d), `y` the labels of two or more classes; the other three, of equal length, say what "
        "SMOTE makes: a sample on the segment from `X[seed_row]` to `X[neighbor_row]`, `gap` of "
        "the way along, with the label of its seed row. Return the rows that SMOTETomek removes "
        "with its default, where the synthetic rows are numbered from n on, in order. Distances "
        "are Euclidean, ties go to the lowest row. `course_lib.samplers.tomek_links` may be used."
    ),
    stub="""\
def my_removed(X, y, seed_rows, neighbor_rows, gaps):
    removed_rows = ...
    return removed_rows""",
    answer="my_removed",
    judge=function(
        as_rows,
        (_X, _Y, _rows(0), _rows(1), np.array([0.5])),
        (_LINE, _LINE_Y, _rows(0, 4, 2), _rows(2, 2, 0), np.array([0.1, 0.5, 0.65])),
        (_LINE, np.where(_LINE_Y == 1, "b", "a"), _rows(4, 2), _rows(2, 4), np.array([0.5, 0.1])),
        (
            np.array([[0.0], [6.0], [2.9], [12.0], [18.0], [15.2], [40.0], [41.0]]),
            np.array([1, 1, 0, 2, 2, 0, 0, 0]),
            _rows(0, 3),
            _rows(1, 4),
            np.array([0.5, 0.5]),
        ),
        (_LINE, _LINE_Y, _rows(), _rows(), np.array([])),
        (_TIED, _TIED_Y, _rows(0), _rows(1), np.array([0.5])),
        (_LINE, _LINE_Y, _rows(4), _rows(2), np.array([0.0])),
        (_LINE - 1e6, _LINE_Y, _rows(2, 0), _rows(0, 2), np.array([0.25, 0.75])),
    ),
    hints=(
        "First the samples: `X[seed_rows]` is an array of seed samples, one per row. What has to "
        "happen to `gaps` before it can be multiplied with an array of shape (m, d)?",
        "Put the new samples *below* the old ones and their labels behind the old labels, so that "
        "they are numbered from n on.",
        "The rows are the members of the links among all of them.",
    ),
    solutions=(
        """\
def my_removed(X, y, seed_rows, neighbor_rows, gaps):
    from course_lib.samplers import tomek_links

    steps = gaps[:, None] * (X[neighbor_rows] - X[seed_rows])
    grown = np.vstack([X, X[seed_rows] + steps])
    return tomek_links(grown, np.append(y, y[seed_rows])).ravel()""",
        """\
def my_removed(X, y, seed_rows, neighbor_rows, gaps):
    points, labels = [*X], [*y]
    for seed, neighbor, gap in zip(seed_rows, neighbor_rows, gaps):
        points.append(X[seed] + gap * (X[neighbor] - X[seed]))
        labels.append(y[seed])
    points = np.array(points)
    distances = np.sqrt(((points[:, None] - points) ** 2).sum(axis=2))
    np.fill_diagonal(distances, np.inf)
    nearest = distances.argmin(axis=1)
    return [i for i, j in enumerate(nearest) if nearest[j] == i and labels[i] != labels[j]]""",
    ),
    why=(
        "Interpolate, append, search once among all rows, and give back both members of every "
        "link: SMOTETomek is no more than that."
    ),
    misconceptions=(
        Misconception(
            name="cleaned before SMOTE",
            code="""\
def my_removed(X, y, seed_rows, neighbor_rows, gaps):
    from course_lib.samplers import tomek_links
    return tomek_links(X, y).ravel()""",
            explanation=(
                "You search the original rows only. SMOTETomek searches among these and the "
                "synthetic ones."
            ),
            example=(_X, _Y, _rows(0), _rows(1), np.array([0.5])),
        ),
        Misconception(
            name="majority members only",
            code="""\
def my_removed(X, y, seed_rows, neighbor_rows, gaps):
    from course_lib.samplers import tomek_links
    grown = np.vstack([X, X[seed_rows] + gaps[:, None] * (X[neighbor_rows] - X[seed_rows])])
    rows = tomek_links(grown, np.append(y, y[seed_rows])).ravel()
    labels, counts = np.unique(y, return_counts=True)
    return rows[np.append(y, y[seed_rows])[rows] == labels[counts.argmax()]]""",
            explanation="You keep the minority members of the links; the default removes both.",
            example=(_X, _Y, _rows(0), _rows(1), np.array([0.5])),
        ),
        Misconception(
            name="original rows spared",
            code="""\
def my_removed(X, y, seed_rows, neighbor_rows, gaps):
    from course_lib.samplers import tomek_links
    grown = np.vstack([X, X[seed_rows] + gaps[:, None] * (X[neighbor_rows] - X[seed_rows])])
    rows = tomek_links(grown, np.append(y, y[seed_rows])).ravel()
    return rows[rows >= len(X)]""",
            explanation=(
                "You give back the synthetic members only. Cleaning does not know which rows are "
                "synthetic."
            ),
            example=(_X, _Y, _rows(0), _rows(1), np.array([0.5])),
        ),
        Misconception(
            name="synthetic rows spared",
            code="""\
def my_removed(X, y, seed_rows, neighbor_rows, gaps):
    from course_lib.samplers import tomek_links
    grown = np.vstack([X, X[seed_rows] + gaps[:, None] * (X[neighbor_rows] - X[seed_rows])])
    rows = tomek_links(grown, np.append(y, y[seed_rows])).ravel()
    return rows[rows < len(X)]""",
            explanation="You keep the synthetic members of the links. They go like any other row.",
            example=(_LINE, _LINE_Y, _rows(4), _rows(2), np.array([0.5])),
        ),
        Misconception(
            name="gap measured from the neighbour",
            code="""\
def my_removed(X, y, seed_rows, neighbor_rows, gaps):
    from course_lib.samplers import tomek_links
    grown = np.vstack([X, X[neighbor_rows] + gaps[:, None] * (X[seed_rows] - X[neighbor_rows])])
    return tomek_links(grown, np.append(y, y[seed_rows])).ravel()""",
            explanation="Your samples start at the neighbour. The gap counts from the seed row.",
            example=(_LINE, _LINE_Y, _rows(0), _rows(2), np.array([0.1])),
        ),
        Misconception(
            name="a multiple of the neighbour added",
            code="""\
def my_removed(X, y, seed_rows, neighbor_rows, gaps):
    from course_lib.samplers import tomek_links
    grown = np.vstack([X, X[seed_rows] + gaps[:, None] * X[neighbor_rows]])
    return tomek_links(grown, np.append(y, y[seed_rows])).ravel()""",
            explanation=(
                "You add `gap * X[neighbor]`, which leaves the segment. The step goes from the "
                "seed row *towards* the neighbour: a difference."
            ),
            example=(_LINE, _LINE_Y, _rows(4), _rows(2), np.array([0.5])),
        ),
        Misconception(
            name="synthetic rows numbered first",
            code="""\
def my_removed(X, y, seed_rows, neighbor_rows, gaps):
    from course_lib.samplers import tomek_links
    grown = np.vstack([X[seed_rows] + gaps[:, None] * (X[neighbor_rows] - X[seed_rows]), X])
    return tomek_links(grown, np.append(y[seed_rows], y)).ravel()""",
            explanation=(
                "You put the synthetic rows above the originals, so every number is shifted. "
                "Originals keep their numbers; synthetic rows follow from n on."
            ),
            example=(_LINE, _LINE_Y, _rows(0), _rows(2), np.array([0.1])),
        ),
        Misconception(
            name="every synthetic row labelled 1",
            code="""\
def my_removed(X, y, seed_rows, neighbor_rows, gaps):
    from course_lib.samplers import tomek_links
    grown = np.vstack([X, X[seed_rows] + gaps[:, None] * (X[neighbor_rows] - X[seed_rows])])
    return tomek_links(grown, np.append(y, np.ones(len(gaps), dtype=y.dtype))).ravel()""",
            explanation=(
                "You give every synthetic sample the label 1. It has the label of its seed row, "
                "which may be another."
            ),
            example=(
                np.array([[0.0], [1.0], [3.0], [9.0], [10.5]]),
                np.array([0, 0, 1, 1, 1]),
                _rows(0),
                _rows(1),
                np.array([0.8]),
            ),
        ),
        Misconception(
            name="every synthetic row of the smallest class",
            code="""\
def my_removed(X, y, seed_rows, neighbor_rows, gaps):
    from course_lib.samplers import tomek_links
    labels, counts = np.unique(y, return_counts=True)
    made = np.full(len(gaps), labels[counts.argmin()])
    grown = np.vstack([X, X[seed_rows] + gaps[:, None] * (X[neighbor_rows] - X[seed_rows])])
    return tomek_links(grown, np.append(y, made)).ravel()""",
            explanation=(
                "You give every synthetic sample the label of the smallest class. Of three classes "
                "SMOTE grows two; each new sample has the label of its seed row."
            ),
            example=(
                np.array([[0.0], [6.0], [20.0], [26.0], [33.0], [50.0], [51.0], [53.0], [56.0]]),
                np.array([1, 1, 2, 2, 2, 0, 0, 0, 0]),
                _rows(2),
                _rows(3),
                np.array([0.1]),
            ),
        ),
        Misconception(
            name="ties to the highest row",
            code="""\
def my_removed(X, y, seed_rows, neighbor_rows, gaps):
    grown = np.vstack([X, X[seed_rows] + gaps[:, None] * (X[neighbor_rows] - X[seed_rows])])
    labels = np.append(y, y[seed_rows])
    distances = np.linalg.norm(grown[:, None] - grown, axis=2)
    np.fill_diagonal(distances, np.inf)
    nearest = len(grown) - 1 - distances[:, ::-1].argmin(axis=1)
    return [i for i, j in enumerate(nearest) if nearest[j] == i and labels[i] != labels[j]]""",
            explanation="Of equally near rows you take the last; the lowest row is asked.",
            example=(_TIED, _TIED_Y, _rows(0), _rows(1), np.array([0.5])),
        ),
        Misconception(
            name="one direction only",
            code="""\
def my_removed(X, y, seed_rows, neighbor_rows, gaps):
    grown = np.vstack([X, X[seed_rows] + gaps[:, None] * (X[neighbor_rows] - X[seed_rows])])
    labels = np.append(y, y[seed_rows])
    distances = np.linalg.norm(grown[:, None] - grown, axis=2)
    np.fill_diagonal(distances, np.inf)
    return np.flatnonzero(labels[distances.argmin(axis=1)] != labels)""",
            explanation=(
                "You remove every row whose nearest neighbour is of another class. In a link the "
                "choice is returned."
            ),
            example=(_LINE, _LINE_Y, _rows(4), _rows(2), np.array([0.5])),
        ),
        Misconception(
            name="the first column is not always the row itself",
            code="""\
def my_removed(X, y, seed_rows, neighbor_rows, gaps):
    grown = np.vstack([X, X[seed_rows] + gaps[:, None] * (X[neighbor_rows] - X[seed_rows])])
    labels = np.append(y, y[seed_rows])
    distances = np.linalg.norm(grown[:, None] - grown, axis=2)
    nearest = distances.argsort(axis=1, kind="stable")[:, 1]
    return [i for i, j in enumerate(nearest) if nearest[j] == i and labels[i] != labels[j]]""",
            explanation=(
                "You drop the first column as the row itself. Where a sample falls on another, the "
                "first column is the lower of the two rows."
            ),
            example=(
                np.array([[0.0], [4.0], [2.0], [2.9], [9.0]]),
                np.array([1, 1, 0, 0, 0]),
                _rows(0),
                _rows(1),
                np.array([0.5]),
            ),
        ),
        Misconception(
            name="one gap for all",
            code="""\
def my_removed(X, y, seed_rows, neighbor_rows, gaps):
    from course_lib.samplers import tomek_links
    gap = gaps[0] if len(gaps) else 0
    grown = np.vstack([X, X[seed_rows] + gap * (X[neighbor_rows] - X[seed_rows])])
    return tomek_links(grown, np.append(y, y[seed_rows])).ravel()""",
            explanation="You use the first gap for every sample. Each has its own.",
            example=(_LINE, _LINE_Y, _rows(0, 4), _rows(2, 2), np.array([0.1, 0.5])),
        ),
        Misconception(
            name="only links with a synthetic row",
            code="""\
def my_removed(X, y, seed_rows, neighbor_rows, gaps):
    from course_lib.samplers import tomek_links
    grown = np.vstack([X, X[seed_rows] + gaps[:, None] * (X[neighbor_rows] - X[seed_rows])])
    links = tomek_links(grown, np.append(y, y[seed_rows]))
    return links[links[:, 1] >= len(X)].ravel()""",
            explanation=(
                "You keep the links between two original rows. All links that are there after "
                "SMOTE are cleaned, old ones too."
            ),
            example=(_LINE, _LINE_Y, _rows(2), _rows(4), np.array([0.1])),
        ),
    ),
    otherwise="Three steps: interpolate, append, search among all rows.",
)

q7 = challenges.link_from_smote
