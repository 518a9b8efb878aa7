"""Exercises of lesson 07, the family of samplers."""

import numpy as np

from course_lib.exercises.answers import as_int, as_rows
from course_lib.exercises.exercise import Exercise, Misconception
from course_lib.exercises.judges import data_set, function, value

TITLE = "The family"

q1 = Exercise(
    key="07.1",
    title="Who reaches the ratio?",
    prompt=(
        "A data set has 900 majority and 100 minority samples, all different. Each row of this "
        "table asks for a ratio, minority divided by majority. In which rows do the samples that "
        "come back have exactly that ratio?\n\n"
        "| row | call |\n"
        "| --: | :-- |\n"
        "| 0 | `RandomUnderSampler(sampling_strategy=0.25)` |\n"
        "| 1 | `RandomUnderSampler(sampling_strategy=0.05)` |\n"
        "| 2 | `NearMiss(version=2, sampling_strategy=0.5)` |\n"
        "| 3 | `NearMiss(version=3, sampling_strategy=0.25, n_neighbors_ver3=3)` |\n"
        "| 4 | `TomekLinks(sampling_strategy=0.25)` |\n"
        "| 5 | `RandomOverSampler(sampling_strategy=0.25)` |\n"
        "| 6 | `SMOTE(sampling_strategy=0.05)` |\n"
        "| 7 | `OneSidedSelection(sampling_strategy=0.25)` |\n\n"
        "Give a list of rows of the table. Predict; no data are needed."
    ),
    stub="reached = ...",
    answer="reached",
    judge=value(as_rows),
    hints=(
        "What is the ratio now? Does taking majority samples away raise or lower it? And adding "
        "minority samples?",
        "Two kinds of samplers take no ratio at all. Which samplers of the table stop when their "
        "rule says so, and not at a count?",
        "Row 3 wants 400 majority samples. Among how many, at most, does the third version choose "
        "if each of 100 minority samples names three?",
    ),
    solutions=(
        "reached = [0, 2, 5]",
        """\
now = 100 / 900
asked = {0: 0.25, 1: 0.05, 2: 0.5, 3: 0.25, 5: 0.25, 6: 0.05}
can_shrink_to = {0: 900, 1: 900, 2: 900, 3: 3 * 100}
reached = []
for row, ratio in asked.items():
    enough = row not in can_shrink_to or 100 / ratio <= can_shrink_to[row]
    if ratio >= now and enough:
        reached.append(row)""",
    ),
    why=(
        "The ratio is 1/9 before. Removing majority samples and adding minority samples both "
        "raise it, so 0.05 is out of reach of either. Version 3 of NearMiss has at most 300 "
        "candidates where 400 are asked for. Cleaners remove what their rule names and refuse a "
        "ratio."
    ),
    misconceptions=(
        Misconception(
            name="every call does as it is told",
            code="reached = [0, 1, 2, 3, 4, 5, 6, 7]",
            explanation="Several of these calls raise an error, and one returns too few rows.",
            example="900 : 100 is a ratio of 0.11\nremoving majority samples cannot give 0.05",
        ),
        Misconception(
            name="the direction was not looked at",
            code="reached = [0, 1, 2, 5, 6]",
            explanation=(
                "Under-sampling takes majority samples away and over-sampling adds minority "
                "samples. Which way does the ratio go in either case?"
            ),
            example="90 : 10    ratio 0.11\n40 : 10    ratio 0.25\n90 : 20    ratio 0.22",
        ),
        Misconception(
            name="NearMiss-3 always finds enough",
            code="reached = [0, 2, 3, 5]",
            explanation=(
                "The third version chooses among the nearest majority samples of each minority "
                "sample, and there may be fewer of those than it is asked to keep."
            ),
            example="2 minority samples, 3 neighbours each: 6 candidates at most",
        ),
        Misconception(
            name="under-samplers only",
            code="reached = [0, 2]",
            explanation="Adding minority samples changes the ratio too, and to any count.",
            example="90 : 10  plus 20 minority samples  90 : 30",
        ),
        Misconception(
            name="over-samplers only",
            code="reached = [5]",
            explanation="Taking majority samples away changes the ratio too, down to any count.",
            example="90 : 10  minus 60 majority samples  30 : 10",
        ),
        Misconception(
            name="under-sampling in both directions",
            code="reached = [0, 1, 2, 5]",
            explanation=(
                "You trust an under-sampler with a ratio below the present one. For that the "
                "majority would have to grow."
            ),
            example="asked 0.05 of 90 : 10\nthat takes 200 majority samples, and 90 exist",
        ),
        Misconception(
            name="over-sampling in both directions",
            code="reached = [0, 2, 5, 6]",
            explanation=(
                "You trust an over-sampler with a ratio below the present one. For that the "
                "minority would have to shrink."
            ),
            example="asked 0.05 of 90 : 10\nthat takes fewer than 5 minority samples, and 10 exist",
        ),
        Misconception(
            name="cleaners taken for under-samplers",
            code="reached = [0, 2, 4, 5, 7]",
            explanation=(
                "A cleaner removes the samples its rule names, however many; it has no number to "
                "stop at, and the library raises an error if it is given one."
            ),
            example="8 links between 270 and 30 samples: 262 : 30, whatever was asked",
        ),
        Misconception(
            name="the calls that fail",
            code="reached = [1, 3, 4, 6, 7]",
            explanation="Those do not reach the ratio; the question asks for those that do.",
            example="rows     0  1  2\nreached  0     2\nfailed      1",
        ),
    ),
    otherwise="For each row ask: may it take a ratio, and does its move raise the ratio?",
)

q2 = Exercise(
    key="07.2",
    title="Near misses on a line",
    prompt=(
        "Twelve samples lie on a line; 1 is the minority. "
        "`NearMiss(version=1, n_neighbors=2, sampling_strategy={0: 3})` keeps three of the eight "
        "majority samples. Which rows are those three? By hand or by code."
    ),
    stub="""\
x = np.array([1, 2, 9, 11, 13, 15, 16, 19, 24, 27, 28, 36])
y = np.array([0, 1, 0, 0, 1, 0, 1, 0, 0, 1, 0, 0])
kept_rows = ...""",
    answer="kept_rows",
    judge=value(as_rows),
    hints=(
        "For each majority sample, find its *two* nearest minority samples.",
        "Add the two distances. The sample at 24, for instance, has 3 and 8.",
        "The sums of the eight, from left to right, begin with 13 and 11. Three are below 10.",
    ),
    solutions=(
        """\
x = np.array([1, 2, 9, 11, 13, 15, 16, 19, 24, 27, 28, 36])
y = np.array([0, 1, 0, 0, 1, 0, 1, 0, 0, 1, 0, 0])
majority = np.flatnonzero(y == 0)
distances = np.sort(abs(x[majority, None] - x[y == 1]), axis=1)
kept_rows = majority[distances[:, :2].sum(axis=1).argsort(kind="stable")[:3]]""",
        "kept_rows = [3, 5, 7]",
    ),
    why=(
        "The sums of the two least distances are 13, 11, 7, 3, 9, 11, 13 and 29. The three "
        "smallest belong to the samples at 11, 15 and 19: all around the pair at 13 and 16. What "
        "lies beside a *single* minority sample, at 1 or at 28, goes."
    ),
    misconceptions=(
        Misconception(
            name="the nearest one only",
            code="kept_rows = [0, 5, 10]",
            explanation=(
                "You compared the distances to the single nearest minority sample; "
                "`n_neighbors=2` asks for the mean over the nearest two."
            ),
            example="the sample at 1: the nearest is 1 away, the second 12, mean 6.5",
        ),
        Misconception(
            name="the farthest two",
            code="kept_rows = [2, 3, 5]",
            explanation="You took the two *farthest* minority samples: that is version 2.",
            example="the sample at 9: 7, 4, 7 and 18 away\nnearest two 4 + 7, farthest two 7 + 18",
        ),
        Misconception(
            name="the greatest mean",
            code="kept_rows = [0, 10, 11]",
            explanation="Those have the greatest mean distances. Near misses are *near*.",
            example="the sample at 36: 9 + 20, far from the minority",
        ),
        Misconception(
            name="the rows removed",
            code="kept_rows = [0, 2, 8, 10, 11]",
            explanation="Those five go. The question asks for the three that stay.",
            example="majority rows 8, kept 3, removed 5",
        ),
        Misconception(
            name="positions within the class",
            code="kept_rows = [2, 3, 4]",
            explanation=(
                "You numbered the majority samples among themselves. Row numbers count all samples."
            ),
            example="row       0  1  2  3\nclass     0  1  0  0\nposition  0     1  2",
        ),
        Misconception(
            name="places on the line, not row numbers",
            code="kept_rows = [11, 15, 19]",
            explanation="These are values of `x`. Give the rows in which they stand.",
            example="row  0  1  2\nx    1  2  9",
        ),
        Misconception(
            name="every row of the result",
            code="kept_rows = [1, 3, 4, 5, 6, 7, 9]",
            explanation="The minority stays too, but only the majority samples were asked for.",
            example="of rows 0, 1 and 2 only row 1 is a minority sample",
        ),
        Misconception(
            name="a neighbour for each minority sample",
            code="kept_rows = [0, 3, 5, 10]",
            explanation=(
                "You let every minority sample name its nearest majority sample, which is how "
                "version 3 begins. In version 1 the majority samples are ranked."
            ),
            example="the minority sample at 27 names 28, whose own mean is (1 + 12) / 2",
        ),
        Misconception(
            name="rows counted from 1",
            code="kept_rows = [4, 6, 8]",
            explanation="Each row number is one too large. The first row is row 0.",
            example="row  0  1  2\nx    1  2  9",
        ),
    ),
    otherwise="Write the two least distances to the minority beside every majority sample.",
)

q3 = Exercise(
    key="07.3",
    title="One-sided, by hand",
    prompt=(
        "One-sided selection on a line; 1 is the minority, and the majority sample drawn as seed "
        "is row 1. Which rows are gone after both steps?"
    ),
    stub="""\
x = np.array([0, 4, 13, 18, 24, 32, 35, 37, 42, 46, 52, 62])
y = np.array([0, 0, 0, 0, 1, 1, 0, 0, 0, 1, 0, 0])
seed_row = 1
removed_rows = ...""",
    answer="removed_rows",
    judge=value(as_rows),
    hints=(
        "Step 1: the judges are the three minority samples and the seed, four samples in all. "
        "Which majority samples do they call majority? Those are redundant and go.",
        "Everything on the far side of the minority is nearer to a triangle than to the seed, so "
        "it is misjudged and stays.",
        "Step 2 looks for links among the rows *left*. The sample at 18 has lost its neighbour.",
    ),
    solutions=(
        """\
x = np.array([0, 4, 13, 18, 24, 32, 35, 37, 42, 46, 52, 62])
y = np.array([0, 0, 0, 0, 1, 1, 0, 0, 0, 1, 0, 0])
seed_row = 1
from course_lib.samplers import one_sided_selection

selected, links = one_sided_selection(x[:, None].astype(float), y, {0: [seed_row]})
linked = [row for link in links for row in link if y[row] == 0]
removed_rows = np.setdiff1d(np.arange(len(x)), np.setdiff1d(selected, linked))""",
        "removed_rows = [0, 2, 3, 8]",
    ),
    why=(
        "Step 1 drops rows 0 and 2, which the seed gets right. Among the rest, 18 and 24 are now a "
        "link, and 42 and 46 are one: rows 3 and 8 go. With another seed another side is thinned."
    ),
    misconceptions=(
        Misconception(
            name="links among all rows",
            code="removed_rows = [0, 2, 8]",
            explanation=(
                "You looked for links in the original data. They are found among the rows that "
                "step 1 left, and there a sample may have got another neighbour."
            ),
            example="13 and 18 are neighbours; when 13 has gone, 18 has 24 as its nearest",
        ),
        Misconception(
            name="step 1 only",
            code="removed_rows = [0, 2]",
            explanation="Those are the redundant ones. The links among the rest go as well.",
            example="42 and 46 choose each other and differ in class",
        ),
        Misconception(
            name="Tomek links only",
            code="removed_rows = [8]",
            explanation="That is what Tomek links remove by themselves. Step 1 comes before them.",
            example="the sample at 0 is nearest to the seed at 4: redundant",
        ),
        Misconception(
            name="both members of a link go",
            code="removed_rows = [0, 2, 3, 4, 8, 9]",
            explanation="The selection is *one-sided*: only majority samples may go.",
            example="position  42  46\nclass      0   1\nonly the first goes",
        ),
        Misconception(
            name="the minority member goes",
            code="removed_rows = [0, 2, 4, 9]",
            explanation="You removed the minority members of the links; those always stay.",
            example="position  42  46\nclass      0   1\nonly the first goes",
        ),
        Misconception(
            name="the misjudged go",
            code="removed_rows = [3, 6, 7, 8, 10, 11]",
            explanation=(
                "You removed what the judges get wrong, as editing does. This is condensing: the "
                "wrong ones are needed, and what is judged right is redundant."
            ),
            example="the sample at 62 is nearest to 46, of the other class: it stays",
        ),
        Misconception(
            name="the seed goes",
            code="removed_rows = [0, 1, 2, 3, 8]",
            explanation="The seed belongs to the result: it stands for what it made redundant.",
            example="judges   4 24 32 46\nall four stay after step 1",
        ),
        Misconception(
            name="the store grows on the way",
            code="removed_rows = [0, 2, 3, 6, 7, 8, 11]",
            explanation=(
                "You added each misjudged sample to the judges at once, as Hart's rule does. Here "
                "the same few judge everybody, in one pass."
            ),
            example="37 is judged by 32, not by 35, although 35 was misjudged before it",
        ),
        Misconception(
            name="one direction is enough for a link",
            code="removed_rows = [0, 2, 3, 6, 8, 10]",
            explanation="You removed majority samples that choose or are chosen. A link is mutual.",
            example="32 chooses 35, but 35 chooses 37: no link",
        ),
        Misconception(
            name="the rows kept",
            code="removed_rows = [1, 4, 5, 6, 7, 9, 10, 11]",
            explanation="Those stay: `sample_indices_` names the rows kept. Which are missing?",
            example="rows  0  1  2\nkept  [1]\nremoved  [0, 2]",
        ),
    ),
    otherwise="Let the same four judge every majority sample, cross out, then look for links.",
)

q4 = Exercise(
    key="07.4",
    title="Enough candidates",
    prompt=(
        "Four minority and eight majority samples. `NearMiss(version=3)` is asked for four "
        "majority samples and finds three. What is the smallest `n_neighbors_ver3` for which it "
        "finds four? Leave `n_neighbors=3`."
    ),
    stub="""\
x = np.array([0, 90, 150, 200, 215, 227, 241, 360, 470, 600, 750, 910])
y = np.array([0, 0, 0, 1, 1, 1, 1, 0, 0, 0, 0, 0])
smallest = ...""",
    answer="smallest",
    judge=value(as_int),
    hints=(
        "The candidates are the nearest `n_neighbors_ver3` majority samples of every minority "
        "sample, each counted once.",
        "The four minority samples stand close together. How many *different* majority samples do "
        "they name if each names three?",
        "Who is the fourth nearest majority sample of the one at 200, and of the one at 241?",
    ),
    solutions=(
        """\
x = np.array([0, 90, 150, 200, 215, 227, 241, 360, 470, 600, 750, 910])
y = np.array([0, 0, 0, 1, 1, 1, 1, 0, 0, 0, 0, 0])
order = abs(x[y == 1, None] - x[y == 0]).argsort(axis=1)
smallest = next(k for k in range(1, 9) if len(np.unique(order[:, :k])) >= 4)""",
        "smallest = 4",
    ),
    why=(
        "Named once or four times, a sample is one candidate. Up to three neighbours the four name "
        "150, 90 and 360 and nobody else; with four, 0 and 470 join them. Where the minority "
        "stands close together, the default runs short."
    ),
    misconceptions=(
        Misconception(
            name="every minority sample names another",
            code="smallest = 1",
            explanation=(
                "Four minority samples name four neighbours, but they may all name the same one."
            ),
            example="200, 215, 227 and 241 all have 150 as their nearest majority sample",
        ),
        Misconception(
            name="two names each",
            code="smallest = 2",
            explanation="Eight names are given, but count the different samples among them.",
            example="200 names 150 and 90\n241 names 150 and 360\nthree samples",
        ),
        Misconception(
            name="the default",
            code="smallest = 3",
            explanation="Three is the default, and the default found three samples.",
            example="200 names 150, 90, 360\n241 names 150, 360, 90\nthe same three",
        ),
        Misconception(
            name="the row itself counts",
            code="smallest = 5",
            explanation=(
                "You allowed for the row itself among its neighbours. A minority sample is no "
                "majority sample, so it cannot be among them."
            ),
            example="the neighbours of 200 here: 150, 90, 360, 0, ...\n200 itself is not one",
        ),
        Misconception(
            name="all of the majority",
            code="smallest = 8",
            explanation="Then every majority sample is a candidate. Fewer are enough.",
            example="candidates wanted: 4\nmajority samples: 8",
        ),
        Misconception(
            name="no value is enough",
            code="smallest = 0",
            explanation=(
                "The candidates do grow: with as many neighbours as there are majority samples, "
                "all are candidates."
            ),
            example="n_neighbors_ver3=8: 8 candidates",
        ),
        Misconception(
            name="candidates, not neighbours",
            code="smallest = 16",
            explanation="You multiplied. The parameter counts neighbours of one minority sample.",
            example="4 minority samples with 4 neighbours each: n_neighbors_ver3=4",
        ),
    ),
    otherwise="List the nearest majority samples of the first and of the last minority sample.",
)


def _own_vote_shown(X, y):
    """Look for samples that step 2 clears if a row has no vote in its own case, and not if it has.

    Three neighbours vote; in the library's reading the row itself and two neighbours.
    """
    n = len(y)
    labels, counts = np.unique(y, return_counts=True)
    if len(labels) == 1:
        return "one class only", "All your labels are equal."
    if len(labels) > 2:
        return "more than two classes", f"Your labels have {len(labels)} values."
    if n > 10:
        return "too many samples", f"You used {n}."
    if n < 5:
        return "too few samples", f"You used {n}."
    if counts[0] == counts[1]:
        return "classes of equal size", ""
    distances = np.linalg.norm(X[:, None] - X[None], axis=2)
    off_diagonal = distances[np.triu_indices(n, 1)]
    if not off_diagonal.all():
        return "coincident samples", ""
    if len(np.unique(np.round(off_diagonal, 9))) < len(off_diagonal):
        return "equal distances", ""
    np.fill_diagonal(distances, np.inf)
    around = distances.argsort(axis=1)[:, :3]
    is_rare = y == labels[counts.argmin()]
    foreign = is_rare[around] != is_rare[:, None]
    edited = set(np.flatnonzero((foreign.sum(axis=1) >= 2) & ~is_rare))
    outvoted = {
        "three": is_rare & (foreign.sum(axis=1) >= 2),
        "itself": is_rare & foreign[:, :2].all(axis=1),
    }
    cleared = {
        who: {row for row in np.unique(around[rows]) if not is_rare[row]}
        for who, rows in outvoted.items()
    }
    if not outvoted["three"].any():
        return "nobody is outvoted", ""
    if (outvoted["three"] == outvoted["itself"]).all():
        return "outvoted either way", ""
    if cleared["three"] | edited == cleared["itself"] | edited:
        return "the same rows go in the end", ""
    return None


q5 = Exercise(
    key="07.5",
    title="Whose vote?",
    prompt=(
        "imbalanced-learn's neighbourhood cleaning rule gives a minority sample a vote in its own "
        "case: it and its *two* nearest decide whether it is misjudged. In Laurikkala's paper its "
        "*three* nearest decide, without it. Build a data set of two classes and at most ten "
        "samples on which the two readings remove different rows. The classes must differ in size, "
        "and no two distances may be equal."
    ),
    stub="""\
X = ...
y = ...""",
    answer="X, y",
    judge=data_set(_own_vote_shown),
    hints=(
        "The two readings differ for a minority sample with two of three neighbours against it, "
        "one of the nearest two being on its side.",
        "Put two minority samples side by side at the end of a line of majority samples.",
        "The cleared neighbours must not be rows that editing, step 1, removes anyway: let the "
        "majority samples stand close to each other.",
    ),
    solutions=(
        "X = [[0.0], [1.0], [2.6], [3.7], [5.4], [7.9]]\ny = [1, 1, 0, 0, 0, 0]",
        """\
X = np.array([[0.0, 0.0], [0.0, 1.0], [3.0, 0.3], [3.4, 1.1], [4.3, 0.0], [4.9, 2.0]])
y = np.array(["rare", "rare", "common", "common", "common", "common"])""",
    ),
    why=(
        "Each of your minority samples that matter has a friend among its two nearest: with its "
        "own vote that makes two against one, without it one against two. In the library's "
        "reading a pair of minority samples defends itself; in the paper's it is cleared around."
    ),
    misconceptions=(
        Misconception(
            name="one class only",
            code="X = [[0.0], [1.0], [2.6], [3.7], [5.4]]\ny = [0, 0, 0, 0, 0]",
            explanation="With one class nobody can be misjudged.",
            example="class  0  0  0  0",
        ),
        Misconception(
            name="more than two classes",
            code="X = [[0.0], [1.0], [2.6], [3.7], [5.4], [7.9]]\ny = [1, 1, 0, 0, 2, 0]",
            explanation="Two classes are asked; they are enough.",
            example="class  1  1  0  0  0  0",
        ),
        Misconception(
            name="too many samples",
            code="X = (np.arange(12.0) ** 1.7)[:, None]\ny = [1, 1] + [0] * 10",
            explanation="At most ten samples: remove those that play no part.",
            example="A counter-example is worth most when nothing can be taken away from it.",
        ),
        Misconception(
            name="too few samples",
            code="X = [[0.0], [1.0], [2.6], [3.7]]\ny = [1, 0, 0, 0]",
            explanation="Three neighbours and a pair that defends itself need at least five.",
            example="position  0  1  2.6  3.7\nfor each sample, all others are its neighbours",
        ),
        Misconception(
            name="classes of equal size",
            code="X = [[0.0], [1.0], [7.9], [2.6], [3.7], [5.4]]\ny = [1, 1, 1, 0, 0, 0]",
            explanation=(
                "Which class is the minority then depends on the label or on the order of the rows."
            ),
            example="class  1  1  1  0  0  0\nthree against three",
        ),
        Misconception(
            name="coincident samples",
            code="X = [[0.0], [0.0], [2.6], [3.7], [5.4], [7.9]]\ny = [1, 1, 0, 0, 0, 0]",
            explanation="Two samples in one place hide which of them is the neighbour. Move one.",
            example="position  0  0",
        ),
        Misconception(
            name="equal distances",
            code="X = [[0.0], [1.0], [2.0], [3.7], [5.4], [7.9]]\ny = [1, 1, 0, 0, 0, 0]",
            explanation="With a tie, the answer hangs on a tie rule and not on who votes.",
            example="position  0  1  2\nthe sample at 1 is equally far from both",
        ),
        Misconception(
            name="nobody is outvoted",
            code="X = [[0.0], [1.0], [2.6], [3.7], [9.4], [10.6], [13.9], [20.3], [30.3]]\n"
            "y = [1, 1, 1, 1, 0, 0, 0, 0, 0]",
            explanation=(
                "No minority sample has two of its three neighbours against it, so step 2 has "
                "nothing to do in either reading."
            ),
            example="position  0  1  2.6  3.7\nclass     1  1  1    1\nfour defend themselves",
        ),
        Misconception(
            name="outvoted either way",
            code="X = [[0.0], [1.0], [2.6], [3.7], [5.4], [7.9]]\ny = [1, 0, 0, 0, 0, 0]",
            explanation=(
                "Your minority samples are outvoted in both readings, or in neither: a lone "
                "one loses whether it votes or not."
            ),
            example="position  0  1    2.6\nclass     1  0    0\ntwo against one",
        ),
        Misconception(
            name="the same rows go in the end",
            code="X = [[0.0], [1.0], [2.6], [6.1], [11.4], [13.7], [17.8]]\n"
            "y = [0, 1, 1, 0, 0, 0, 0]",
            explanation=(
                "The votes differ in your data, but the rows that step 2 takes in one reading go "
                "in the other too, in step 1 or around another sample."
            ),
            example="position  0  1  2.6\nclass     0  1  1\nthe first row is edited away anyway",
        ),
    ),
    otherwise="For each minority sample list its three nearest and count the votes twice.",
)

_LINE = (np.array([[0.0], [10.0], [3.0], [12.0], [8.0], [1.0]]), np.array([0, 1, 0, 1, 0, 0]))
_PLANE = np.array([
    [4.0, 4.0], [9.0, 0.0], [0.0, 0.0], [1.0, 6.0], [6.0, 6.5], [3.0, 1.0], [7.0, 3.0], [2.0, 8.0],
    [8.5, 8.0], [5.0, 0.5],
])  # fmt: skip
_RARE = np.array([1, 0, 0, 1, 0, 0, 1, 0, 0, 0])

q6 = Exercise(
    key="07.6",
    title="Write NearMiss-1",
    prompt=(
        "Write `near_misses(X, y, n_rows, k)`: `X` is an array of shape (n, d), `y` holds labels "
        "of two classes of different size. Return the `n_rows` rows of the larger class whose "
        "mean Euclidean distance to their `k` nearest samples of the smaller class is least. Of "
        "equally good rows, the lowest row numbers. The order in the list does not matter."
    ),
    stub="""\
def near_misses(X, y, n_rows, k):
    kept_rows = ...
    return kept_rows""",
    answer="near_misses",
    judge=function(
        as_rows,
        (*_LINE, 2, 1),
        (*_LINE, 2, 2),
        (_LINE[0], 1 - _LINE[1], 2, 2),
        (_LINE[0], np.array(["common", "rare"])[_LINE[1]], 3, 1),
        (_PLANE, _RARE, 3, 2),
        (_PLANE, _RARE, 4, 3),
        (_PLANE[::-1], _RARE[::-1], 3, 2),
        (_PLANE, _RARE, 7, 1),
        (
            np.array([[-1.0], [5.0], [1.0], [0.0], [-2.0], [2.0]]),
            np.array([0, 0, 0, 1, 0, 0]),
            3,
            1,
        ),
    ),
    hints=(
        "Find the two labels and their counts with `np.unique(y, return_counts=True)`, and the row "
        "numbers of each class with `np.flatnonzero`.",
        "One matrix, majority rows by minority rows. Sort each of its lines: the first `k` columns "
        "are what you need.",
        "A stable `argsort` of the means gives *positions* among the majority, lowest first on "
        "ties. Which array turns positions into row numbers?",
    ),
    solutions=(
        """\
def near_misses(X, y, n_rows, k):
    labels, counts = np.unique(y, return_counts=True)
    rare = np.flatnonzero(y == labels[counts.argmin()])
    common = np.flatnonzero(y == labels[counts.argmax()])
    distances = np.sort(np.linalg.norm(X[common, None] - X[rare], axis=2), axis=1)
    return common[np.argsort(distances[:, :k].mean(axis=1), kind="stable")[:n_rows]]""",
        """\
def near_misses(X, y, n_rows, k):
    ones = [i for i in range(len(y)) if y[i] == y[0]]
    others = [i for i in range(len(y)) if y[i] != y[0]]
    rare, common = sorted([ones, others], key=len)

    def mean(i):
        return sum(sorted(((X[i] - X[j]) ** 2).sum() ** 0.5 for j in rare)[:k])

    return sorted(common, key=lambda i: (mean(i), i))[:n_rows]""",
    ),
    why=(
        "A matrix of majority by minority, sorted along each line, its first k columns averaged, "
        "and the positions turned back into row numbers."
    ),
    misconceptions=(
        Misconception(
            name="positions within the class",
            code="""\
def near_misses(X, y, n_rows, k):
    labels, counts = np.unique(y, return_counts=True)
    rare, common = X[y == labels[counts.argmin()]], X[y == labels[counts.argmax()]]
    distances = np.sort(np.linalg.norm(common[:, None] - rare, axis=2), axis=1)
    return np.argsort(distances[:, :k].mean(axis=1), kind="stable")[:n_rows]""",
            explanation=(
                "`argsort` on a class numbers the samples of that class. Turn the positions back "
                "into rows of `X`."
            ),
            example=(np.array([[0.0], [1.0], [5.0]]), np.array([1, 0, 0]), 1, 1),
        ),
        Misconception(
            name="the nearest one, whatever k",
            code="""\
def near_misses(X, y, n_rows, k):
    labels, counts = np.unique(y, return_counts=True)
    rare = np.flatnonzero(y == labels[counts.argmin()])
    common = np.flatnonzero(y == labels[counts.argmax()])
    distances = np.linalg.norm(X[common, None] - X[rare], axis=2)
    return common[np.argsort(distances.min(axis=1), kind="stable")[:n_rows]]""",
            explanation="You look at one minority sample each, whatever `k` says.",
            example=(
                np.array([[0.0], [4.0], [-1.0], [6.0], [2.5]]),
                np.array([1, 1, 0, 0, 0]),
                1,
                2,
            ),
        ),
        Misconception(
            name="the mean over the whole minority",
            code="""\
def near_misses(X, y, n_rows, k):
    labels, counts = np.unique(y, return_counts=True)
    rare = np.flatnonzero(y == labels[counts.argmin()])
    common = np.flatnonzero(y == labels[counts.argmax()])
    distances = np.linalg.norm(X[common, None] - X[rare], axis=2)
    return common[np.argsort(distances.mean(axis=1), kind="stable")[:n_rows]]""",
            explanation="You average over all minority samples; the `k` nearest are asked.",
            example=(
                np.array([[0.0], [10.0], [11.0], [-1.0], [5.0], [6.0], [30.0]]),
                np.array([1, 1, 1, 0, 0, 0, 0]),
                1,
                1,
            ),
        ),
        Misconception(
            name="the k farthest",
            code="""\
def near_misses(X, y, n_rows, k):
    labels, counts = np.unique(y, return_counts=True)
    rare = np.flatnonzero(y == labels[counts.argmin()])
    common = np.flatnonzero(y == labels[counts.argmax()])
    distances = np.sort(np.linalg.norm(X[common, None] - X[rare], axis=2), axis=1)
    return common[np.argsort(distances[:, -k:].mean(axis=1), kind="stable")[:n_rows]]""",
            explanation="Those are the `k` farthest minority samples: version 2.",
            example=(
                np.array([[0.0], [10.0], [-1.0], [5.0], [20.0]]),
                np.array([1, 1, 0, 0, 0]),
                1,
                1,
            ),
        ),
        Misconception(
            name="the greatest mean",
            code="""\
def near_misses(X, y, n_rows, k):
    labels, counts = np.unique(y, return_counts=True)
    rare = np.flatnonzero(y == labels[counts.argmin()])
    common = np.flatnonzero(y == labels[counts.argmax()])
    distances = np.sort(np.linalg.norm(X[common, None] - X[rare], axis=2), axis=1)
    return common[np.argsort(-distances[:, :k].mean(axis=1), kind="stable")[:n_rows]]""",
            explanation="You keep the samples farthest from the minority.",
            example=(np.array([[0.0], [1.0], [9.0]]), np.array([1, 0, 0]), 1, 1),
        ),
        Misconception(
            name="neighbours of any class",
            code="""\
def near_misses(X, y, n_rows, k):
    labels, counts = np.unique(y, return_counts=True)
    common = np.flatnonzero(y == labels[counts.argmax()])
    distances = np.sort(np.linalg.norm(X[common, None] - X, axis=2), axis=1)
    return common[np.argsort(distances[:, 1 : k + 1].mean(axis=1), kind="stable")[:n_rows]]""",
            explanation="You average over the nearest samples of *any* class.",
            example=(
                np.array([[0.0], [3.0], [20.0], [21.0]]),
                np.array([1, 0, 0, 0]),
                1,
                1,
            ),
        ),
        Misconception(
            name="the minority is chosen from",
            code="""\
def near_misses(X, y, n_rows, k):
    labels, counts = np.unique(y, return_counts=True)
    rare = np.flatnonzero(y == labels[counts.argmax()])
    common = np.flatnonzero(y == labels[counts.argmin()])
    distances = np.sort(np.linalg.norm(X[common, None] - X[rare], axis=2), axis=1)
    return common[np.argsort(distances[:, :k].mean(axis=1), kind="stable")[:n_rows]]""",
            explanation="You choose among the *smaller* class, which is to stay whole.",
            example=(np.array([[0.0], [1.0], [9.0]]), np.array([1, 0, 0]), 1, 1),
        ),
        Misconception(
            name="the minority as well",
            code="""\
def near_misses(X, y, n_rows, k):
    labels, counts = np.unique(y, return_counts=True)
    rare = np.flatnonzero(y == labels[counts.argmin()])
    common = np.flatnonzero(y == labels[counts.argmax()])
    distances = np.sort(np.linalg.norm(X[common, None] - X[rare], axis=2), axis=1)
    kept = common[np.argsort(distances[:, :k].mean(axis=1), kind="stable")[:n_rows]]
    return np.concatenate([kept, rare])""",
            explanation="You return the minority too; only rows of the larger class are asked.",
            example=(np.array([[0.0], [1.0], [9.0]]), np.array([1, 0, 0]), 1, 1),
        ),
        Misconception(
            name="two classes called 0 and 1",
            code="""\
def near_misses(X, y, n_rows, k):
    rare, common = np.flatnonzero(y == 1), np.flatnonzero(y == 0)
    distances = np.sort(np.linalg.norm(X[common, None] - X[rare], axis=2), axis=1)
    return common[np.argsort(distances[:, :k].sum(axis=1), kind="stable")[:n_rows]]""",
            explanation=(
                "Your function takes label 1 for the minority. Labels may be words, and the "
                "smaller class may be 0."
            ),
            example=(np.array([[0.0], [1.0], [9.0]]), np.array([0, 1, 1]), 1, 1),
        ),
        Misconception(
            name="Manhattan distance",
            code="""\
def near_misses(X, y, n_rows, k):
    labels, counts = np.unique(y, return_counts=True)
    rare = np.flatnonzero(y == labels[counts.argmin()])
    common = np.flatnonzero(y == labels[counts.argmax()])
    distances = np.sort(abs(X[common, None] - X[rare]).sum(axis=2), axis=1)
    return common[np.argsort(distances[:, :k].mean(axis=1), kind="stable")[:n_rows]]""",
            explanation="You add up absolute differences; Euclidean distance is asked.",
            example=(
                np.array([[0.0, 0.0], [2.0, 2.0], [3.0, 0.0]]),
                np.array([1, 0, 0]),
                1,
                1,
            ),
        ),
        Misconception(
            name="squares averaged",
            code="""\
def near_misses(X, y, n_rows, k):
    labels, counts = np.unique(y, return_counts=True)
    rare = np.flatnonzero(y == labels[counts.argmin()])
    common = np.flatnonzero(y == labels[counts.argmax()])
    distances = np.sort(((X[common, None] - X[rare]) ** 2).sum(axis=2), axis=1)
    return common[np.argsort(distances[:, :k].mean(axis=1), kind="stable")[:n_rows]]""",
            explanation=(
                "You average squared distances. Take the root first: squares rank two samples "
                "otherwise as soon as `k` is more than 1."
            ),
            example=(
                np.array([[0.0], [8.0], [30], [39], [0.5], [34.5], [100], [200], [300]]),
                np.array([1, 1, 1, 1, 0, 0, 0, 0, 0]),
                1,
                2,
            ),
        ),
        Misconception(
            name="ties to the highest row",
            code="""\
def near_misses(X, y, n_rows, k):
    labels, counts = np.unique(y, return_counts=True)
    rare = np.flatnonzero(y == labels[counts.argmin()])
    common = np.flatnonzero(y == labels[counts.argmax()])[::-1]
    distances = np.sort(np.linalg.norm(X[common, None] - X[rare], axis=2), axis=1)
    return common[np.argsort(distances[:, :k].mean(axis=1), kind="stable")[:n_rows]]""",
            explanation="Of equally good rows you keep the last; the lowest are asked.",
            example=(np.array([[0.0], [1.0], [-1.0]]), np.array([1, 0, 0]), 1, 1),
        ),
    ),
    otherwise="Check three things: who is ranked, by which k distances, and which numbers return.",
)
