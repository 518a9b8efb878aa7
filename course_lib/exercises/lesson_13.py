"""Exercises of lesson 13, genuine overlap."""

import numpy as np

from course_lib.exercises.answers import as_array, as_number, as_rows
from course_lib.exercises.exercise import Exercise, Misconception
from course_lib.exercises.judges import data_set, function, value
from course_lib.neighbors import nearest_neighbors
from course_lib.samplers import EditedNearestNeighbours

TITLE = "Genuine overlap"

q1 = Exercise(
    key="13.1",
    title="The Bayes error by hand",
    prompt=(
        "A feature takes five values only. `majority` and `minority` say how many of 1,000 samples "
        "of each class have each value. What is the Bayes error, the smallest share of samples "
        "that a rule of this feature can misjudge? Give it to three decimals."
    ),
    stub="""\
majority = np.array([500, 210, 100, 50, 20])
minority = np.array([5, 30, 20, 25, 40])
bayes_error = ...""",
    answer="bayes_error",
    judge=value(as_number(3)),
    hints=(
        "A rule gives one answer per value. Which answer is best for the samples that share the "
        "last value?",
        "At each value the best rule answers with the larger class. Whom does it misjudge there?",
        "Add up those misjudged over the five values, then make it a share of all samples.",
    ),
    solutions=(
        """\
majority = np.array([500, 210, 100, 50, 20])
minority = np.array([5, 30, 20, 25, 40])
bayes_error = np.minimum(majority, minority).sum() / 1000""",
        "bayes_error = (5 + 30 + 20 + 25 + 20) / 1000",
    ),
    why=(
        "At every value the smaller class is misjudged by the best rule: 5 + 30 + 20 + 25 + 20 of "
        "1,000. Calling everything majority errs on 120, hardly more: with rare classes the "
        "plain error says little."
    ),
    misconceptions=(
        Misconception(
            name="everything called majority",
            code="bayes_error = 0.12",
            explanation=(
                "That is the share of the minority, the error of a rule that always answers "
                "majority. At one value the other answer is better."
            ),
            example="value      x\nmajority   1\nminority   3\nthe best answer: minority, 1 error.",
        ),
        Misconception(
            name="the nearest neighbour's error",
            code="""\
majority = np.array([500, 210, 100, 50, 20])
minority = np.array([5, 30, 20, 25, 40])
bayes_error = (2 * majority * minority / (majority + minority)).sum() / 1000""",
            explanation=(
                "You added up 2p(1 − p): how often two samples of one value differ. That is the "
                "error of copying a neighbour; the best rule always answers with the larger class."
            ),
            example="majority 3, minority 1\ncopying errs on 2 x 3/4 x 1/4, the best rule on 1/4.",
        ),
        Misconception(
            name="both classes counted alike",
            code="""\
majority = np.array([500, 210, 100, 50, 20])
minority = np.array([5, 30, 20, 25, 40])
bayes_error = np.minimum(majority / majority.sum(), minority / minority.sum()).sum() / 2""",
            explanation=(
                "You divided each class by its own size first. That is the *balanced* error; here "
                "every sample counts the same."
            ),
            example="majority 90 and 0, minority 5 and 5\nsmallest share misjudged: 5 of 100.",
        ),
        Misconception(
            name="the mean over the values",
            code="""\
majority = np.array([500, 210, 100, 50, 20])
minority = np.array([5, 30, 20, 25, 40])
bayes_error = (np.minimum(majority, minority) / (majority + minority)).mean()""",
            explanation=(
                "You took the error at each value and averaged the five. A value that half of the "
                "samples have counts for half."
            ),
            example="values  a: 98 and 0, b: 1 and 1\nerrors 0 and 1/2, but 1 of 100 misjudged.",
        ),
        Misconception(
            name="a number of samples",
            code="bayes_error = 100",
            explanation="That is how many are misjudged. Give their share of the 1,000.",
            example="3 of 12 misjudged: 0.25",
        ),
        Misconception(
            name="the share judged rightly",
            code="bayes_error = 0.9",
            explanation="That share is judged rightly by the best rule. The error is the rest.",
            example="9 of 12 right: error 0.25",
        ),
        Misconception(
            name="the bound for the neighbour",
            code="bayes_error = 2 * 0.1 * (1 - 0.1)",
            explanation=(
                "This is what Cover and Hart allow the nearest neighbour at most. The counts give "
                "the Bayes error itself."
            ),
            example="Bayes error 0.25: the neighbour errs on at most 2 x 0.25 x 0.75.",
        ),
        Misconception(
            name="minority wherever it is over-represented",
            code="bayes_error = (5 + 210 + 100 + 50 + 20) / 1000",
            explanation=(
                "You answered minority where its share exceeds its share in all data. That suits "
                "classes that count alike; for plain counting it has to be the larger one there."
            ),
            example="majority 100, minority 20\nanswer minority: 100 errors, majority: 20.",
        ),
    ),
    otherwise="Ask at each value: which answer, and how many does it get wrong?",
)

q2 = Exercise(
    key="13.2",
    title="Which alarms pay?",
    prompt=(
        "Eight cases with their probabilities `p` of fraud. Every alarm costs 2 euros, because "
        "somebody has to look, right or wrong. A fraud without an alarm costs 10 euros, a fraud "
        "with one is stopped. In which rows is an alarm cheaper on average than none? (Change the "
        "threshold: it is not the lesson's formula to the letter.)"
    ),
    stub="""\
p = np.array([0.02, 0.12, 0.18, 0.22, 0.35, 0.55, 0.70, 0.90])
alarm_rows = ...""",
    answer="alarm_rows",
    judge=value(as_rows),
    hints=(
        "Write down what a case with probability p costs on average with an alarm, and what it "
        "costs without.",
        "With an alarm the cost is the same whatever the case is. Without one it grows with p.",
        "The two are equal where 10 p reaches the price of looking.",
    ),
    solutions=(
        """\
p = np.array([0.02, 0.12, 0.18, 0.22, 0.35, 0.55, 0.70, 0.90])
alarm_rows = np.flatnonzero(10 * p > 2)""",
        "alarm_rows = [3, 4, 5, 6, 7]",
    ),
    why=(
        "An alarm costs 2 whatever the case is, none costs 10 p on average: alarms pay from "
        "p* = 0.2. Elkan's formula in full takes the cost of a right alarm off that of a miss: "
        "2 / (2 + 10 − 2)."
    ),
    misconceptions=(
        Misconception(
            name="a right alarm taken as free",
            code="alarm_rows = [2, 3, 4, 5, 6, 7]",
            explanation=(
                "Your threshold is 2 / (2 + 10), which holds where right decisions cost nothing. "
                "Here somebody looks at a right alarm as well."
            ),
            example="p = 0.18\nwith an alarm 2, without 1.8: none is cheaper.",
        ),
        Misconception(
            name="one half",
            code="alarm_rows = [5, 6, 7]",
            explanation=(
                "You gave the cases that are more likely fraud than not. A miss costs more than "
                "an alarm, so alarms pay earlier."
            ),
            example="p = 0.4\nwith an alarm 2, without 4.",
        ),
        Misconception(
            name="the costs the wrong way round",
            code="alarm_rows = [7]",
            explanation=(
                "Your threshold is 10 / 12. The dearer a miss, the *lower* the threshold has to be."
            ),
            example="p = 0.7\nwith an alarm 2, without 7.",
        ),
        Misconception(
            name="an alarm for everybody",
            code="alarm_rows = [0, 1, 2, 3, 4, 5, 6, 7]",
            explanation="A miss is dear, but where fraud is unlikely looking is dearer.",
            example="p = 0.02\nwith an alarm 2, without 0.2.",
        ),
        Misconception(
            name="the rows without an alarm",
            code="alarm_rows = [0, 1, 2]",
            explanation="These are the rows where *no* alarm is cheaper.",
            example="p = 0.02\nwithout an alarm 0.2, with one 2.",
        ),
        Misconception(
            name="the price of looking forgotten",
            code="alarm_rows = [1, 2, 3, 4, 5, 6, 7]",
            explanation=(
                "Your threshold is one tenth: you compared the loss of 10 p with 1 euro, but an "
                "alarm costs more."
            ),
            example="p = 0.12\nwithout an alarm 1.2, with one 2.",
        ),
        Misconception(
            name="rows counted from 1",
            code="alarm_rows = [4, 5, 6, 7, 8]",
            explanation="Each row number is one too large. The first row is row 0.",
            example="p    0.02  0.12\nrow  0     1",
        ),
    ),
    otherwise="For each case compare 2 euros with 10 p.",
)

q3 = Exercise(
    key="13.3",
    title="What raises the ceiling?",
    prompt=(
        "Two classes overlap in ten measured columns. Which of these steps raise what the *best "
        "possible* rule of the columns reaches on new cases?\n\n"
        "| row | step |\n"
        "| --: | :-- |\n"
        "| 0 | remove both members of every Tomek link |\n"
        "| 1 | SMOTE to 1:1 |\n"
        "| 2 | collect ten times as many cases in the same way |\n"
        "| 3 | add the product of two columns as a column |\n"
        "| 4 | measure a noisy column a second time, with new noise, and keep both |\n"
        "| 5 | boosted trees in place of a straight line |\n"
        "| 6 | the threshold that costs imply |\n"
        "| 7 | add a column from elsewhere, almost worthless alone, independent of the others "
        "within either class |\n"
        "| 8 | standardise every column |\n"
        "| 9 | have labels that were written down wrong corrected, now and in future |\n\n"
        "Give a list of rows of the table."
    ),
    stub="raises = ...",
    answer="raises",
    judge=value(as_rows),
    hints=(
        "The best possible rule knows p(x) already. What could it learn from more rows, or from "
        "a better model?",
        "It also knows every function of the columns there are. Which steps bring information "
        "from outside the table?",
        "Three steps change p(x) itself: two through x, one through the labels.",
    ),
    solutions=(
        "raises = [4, 7, 9]",
        """\
from_outside = {4: "a new measurement", 7: "a new column", 9: "better labels"}
raises = sorted(from_outside)""",
    ),
    why=(
        "The ceiling depends on p(x) alone. New information moves it: a second measurement "
        "averages noise away, an independent column adds its bit, corrected labels remove noise. "
        "Rows, models and thresholds help to *reach* the ceiling; copies and functions of "
        "columns add nothing to it."
    ),
    misconceptions=(
        Misconception(
            name="more rows of the same kind",
            code="raises = [2, 4, 7, 9]",
            explanation=(
                "More rows help a model to come near the best rule. The best rule needs none: it "
                "knows p(x)."
            ),
            example="two clouds two units apart\n100 rows or 100,000: Bayes error 0.159.",
        ),
        Misconception(
            name="a function of the columns",
            code="raises = [3, 4, 7, 9]",
            explanation=(
                "A product of columns may help a straight line. The best rule already decides by "
                "any function of the columns it likes."
            ),
            example="x and x² hold what x holds.",
        ),
        Misconception(
            name="a better model",
            code="raises = [4, 5, 7, 9]",
            explanation=(
                "A better model comes nearer to the ceiling and leaves it where it is: the "
                "ceiling is over all models."
            ),
            example="clouds: the straight line *is* the best rule.",
        ),
        Misconception(
            name="a weak column is no use",
            code="raises = [4, 9]",
            explanation=(
                "Almost worthless alone is not worthless beside others: what it says, the others "
                "do not know. The lesson's added column was such a one."
            ),
            example="distance 2, and one column of distance 1\ntogether 2.24.",
        ),
        Misconception(
            name="measuring again is a copy",
            code="raises = [7, 9]",
            explanation=(
                "A copy would add nothing. A second measurement has noise of its own, and the "
                "mean of both has less of it."
            ),
            example="noise 1 and noise 1, averaged: noise 0.71.",
        ),
        Misconception(
            name="labels forgotten",
            code="raises = [4, 7]",
            explanation=(
                "Wrong labels are part of p(x) as it is observed: with a tenth of them flipped no "
                "rule agrees with more than nine tenths."
            ),
            example="classes a mile apart, a tenth of labels wrong\nBayes error 0.1; corrected 0.",
        ),
        Misconception(
            name="resampling",
            code="raises = [0, 1]",
            explanation=(
                "Cleaning and SMOTE change the rows a model learns from. New cases still come "
                "from the same clouds."
            ),
            example="cleaned until nothing is wrong; on new samples the same score.",
        ),
        Misconception(
            name="everything that often helps",
            code="raises = [2, 3, 4, 5, 6, 7, 8, 9]",
            explanation=(
                "Each of these may improve *your* score. The question is about the best possible "
                "rule, which needs no more rows, no scaling and no help in choosing."
            ),
            example="your model 0.20, Bayes error 0.16\nscaling may take you from 0.20 to 0.17.",
        ),
        Misconception(
            name="the threshold counted in",
            code="raises = [4, 6, 7, 9]",
            explanation=(
                "The best rule decides at the right threshold already. Yours may gain by it; the "
                "ceiling does not."
            ),
            example="least cost = cost of p(x) at p*: the threshold is in it.",
        ),
    ),
    otherwise="Ask of each step: does it bring information that the columns did not hold?",
)


def _seems_separable(X, y):
    """Look for data whose conflicts are invisible after editing."""
    labels, codes = np.unique(y, return_inverse=True)
    if len(labels) == 1:
        return "one class only", "All your labels are equal."
    if len(labels) > 2:
        return "more than two classes", f"Your labels have {len(labels)} values."
    if len(y) > 16:
        return "too many samples", f"You used {len(y)}."
    if len(y) < 4:
        return "too few for three neighbours", f"You used {len(y)}."
    _, place = np.unique(X, axis=0, return_inverse=True)
    lost = sum(np.bincount(codes[place == p], minlength=2).min() for p in range(place.max() + 1))
    if lost == 0:
        return "no place holds both classes", ""
    if 4 * lost < len(y):
        return "too little of it", f"The best rule misjudges {lost} of your {len(y)}."
    X_kept, y_kept = EditedNearestNeighbours(sampling_strategy="all").fit_resample(X, codes)
    counts = np.bincount(y_kept, minlength=2)
    if counts.min() < 2:
        return "a class is cleaned away", f"Editing leaves {counts[0]} and {counts[1]}."
    if (y_kept[nearest_neighbors(X_kept)[0][:, 0]] != y_kept).any():
        return "a contradiction is left", ""
    return None


_CLUSTERS = "X = [[0.0]] * 4 + [[9.0]] * 4"

q4 = Exercise(
    key="13.4",
    title="Break it: separable on paper",
    prompt=(
        "Build a data set of at most 16 samples in two classes of which *no rule of the features* "
        "can judge more than three quarters rightly, and which looks perfect after editing: "
        '`EditedNearestNeighbours(sampling_strategy="all")` (three neighbours, one foreign '
        "neighbour removes a row) leaves at least two samples of either class, and each of those "
        "left has its nearest neighbour in its own class."
    ),
    stub="""\
X = ...
y = ...""",
    answer="X, y",
    judge=data_set(_seems_separable),
    hints=(
        "When can no rule at all be right about two samples? A rule sees only where they are.",
        "Put circles and triangles into one and the same place: at least a quarter of your "
        "samples are then misjudged by any rule.",
        "A cluster survives if each of its samples has three neighbours of its own class: four "
        "in one place are enough. Take one such cluster per class, far away.",
    ),
    solutions=(
        "X = [[0.0]] * 4 + [[9.0]] * 4 + [[4.0]] * 8\ny = [0] * 4 + [1] * 4 + [0, 1] * 4",
        """\
crowd, calm = np.full((10, 2), 5.0), np.array([[5.0, 50.0]])
X = np.vstack([crowd, calm + np.array([[0, 0], [0, 1], [1, 0], [1, 1], [2, 0]])])
y = np.array([0] * 5 + [1] * 5 + [1] * 5)""",
    ),
    why=(
        "In a place that holds both classes any answer is wrong for one of them: that is overlap "
        "at its barest. Editing removes the contradicted samples, so nothing contradicts what is "
        "left; the next sample may fall into the same place."
    ),
    misconceptions=(
        Misconception(
            name="one class only",
            code=f"{_CLUSTERS}\ny = [0] * 8",
            explanation="With one class there is nothing to misjudge.",
            example="place  0  0\nclass  0  1",
        ),
        Misconception(
            name="more than two classes",
            code=f"{_CLUSTERS} + [[4.0]] * 4\ny = [0] * 4 + [1] * 4 + [0, 1, 2, 2]",
            explanation="Two classes are asked, and enough.",
            example="place  0  0\nclass  0  1",
        ),
        Misconception(
            name="too many samples",
            code=f"{_CLUSTERS} + [[4.0]] * 12\ny = [0] * 4 + [1] * 4 + [0, 1] * 6",
            explanation="At most 16 samples: remove those that play no part.",
            example="four per cluster leave eight for the crowd.",
        ),
        Misconception(
            name="too few for three neighbours",
            code="X = [[0.0], [0.0]]\ny = [0, 1]",
            explanation="Editing asks three neighbours, so it needs four samples at least.",
            example="place  0  0  0  0\nclass  0  1  0  1",
        ),
        Misconception(
            name="no place holds both classes",
            code="X = [[0.0], [0.1], [0.2], [0.3], [5.0], [5.1], [5.2], [5.3], [2.0], [2.1], "
            "[2.2], [2.3]]\ny = [0] * 4 + [1] * 4 + [0, 1] * 2",
            explanation=(
                "However close your samples are, some rule of the features separates these "
                "twelve or so: it can name every place. Only samples in the *same* place are "
                "beyond every rule."
            ),
            example="place  2.0  2.1\nclass  0    1\nthe rule 'above 2.05' is right about both.",
        ),
        Misconception(
            name="too little of it",
            code=f"{_CLUSTERS} + [[4.0]] * 4\ny = [0] * 4 + [1] * 4 + [0, 1] * 2",
            explanation=(
                "In each place count the smaller class: that is what the best rule misjudges. It "
                "has to be a quarter of all your samples."
            ),
            example="place  0  0  0  0\nclass  0  0  0  1\none of four.",
        ),
        Misconception(
            name="a class is cleaned away",
            code="X = [[0.0]] * 8\ny = [0, 1] * 4",
            explanation=(
                "Editing removes a whole class here, or all but one of it. Give each class "
                "samples that nobody contradicts."
            ),
            example="place  0  0  0  0\nclass  0  1  0  1\neach has a foreign neighbour; all go.",
        ),
        Misconception(
            name="a contradiction is left",
            code="X = [[0.0], [2.0], [2.1], [2.2]] + [[3.0]] * 8 + [[3.8], [3.9], [4.0], [6.0]]\n"
            "y = [1] * 4 + [0] * 4 + [1] * 8",
            explanation=(
                "After editing a sample is left whose nearest neighbour is of the other class: its "
                "own neighbours went. Leave clusters that keep each other company."
            ),
            example="place  0  2  3\nclass  1  1  0\nif the one at 2 goes, 0 and 3 are neighbours.",
        ),
    ),
    otherwise="Check the quarter first, then who survives editing.",
)

_SIX = np.array([[0.0], [1.0], [2.0], [2.4], [4.0], [5.2]])
_NINE = np.array([[0.0], [1.0], [2.5], [3.0], [4.5], [6.1], [6.4], [8.0], [9.1]])
_TWINS = np.array([[0.0], [0.0], [5.0], [6.0], [9.0], [9.0], [20.0], [21.5]])

q5 = Exercise(
    key="13.5",
    title="Write the bounds",
    prompt=(
        "Write `bounds(X, y)`: `X` is an array of shape (n, d), `y` holds labels of M classes, "
        "M two or more, all of equal size. With R the share of rows whose nearest neighbour "
        "(Euclidean; never the row itself, by its number; ties to the lowest row) has another "
        "label, return `low, high` with high = R and, where g = (M − 1) / M is what guessing "
        "misjudges, low = g (1 − √(1 − R / g)). Where R is larger than g, low is g."
    ),
    stub="""\
def bounds(X, y):
    low, high = ..., ...
    return low, high""",
    answer="bounds",
    judge=function(
        as_array,
        (_SIX, np.array([0, 0, 0, 1, 1, 1])),
        (_SIX, np.array(["a", "a", "b", "b", "c", "c"])),
        (_NINE, np.array([0, 0, 1, 1, 0, 2, 1, 2, 2])),
        (_TWINS, np.array([0, 1, 0, 1, 0, 0, 1, 1])),
        (np.array([[0.0], [1.0], [2.0], [3.5]]), np.array([1, 0, 1, 0])),
        (_SIX, np.array([0, 1, 0, 1, 0, 1])),
        (np.array([[0.0, 0.0], [3.0, 0.0], [2.0, 2.0], [9.0, 9.0]]), np.array([0, 1, 0, 1])),
        (_NINE[:8] + 2.0**30, np.array([0, 0, 1, 1, 0, 0, 1, 1])),
    ),
    hints=(
        "Begin with the matrix of distances. What has to stand on its diagonal?",
        "R is the mean of a comparison: label of the nearest row against the row's own.",
        "The number of classes comes from the labels. Before taking the root, see that nothing "
        "negative is under it.",
    ),
    solutions=(
        """\
def bounds(X, y):
    D = np.linalg.norm(X[:, None] - X, axis=2)
    np.fill_diagonal(D, np.inf)
    high = np.mean(y[D.argmin(axis=1)] != y)
    guessing = 1 - 1 / len(np.unique(y))
    low = guessing * (1 - np.sqrt(max(0, 1 - high / guessing)))
    return low, high""",
        """\
def bounds(X, y):
    def other(i):
        rows = [j for j in range(len(X)) if j != i]
        return y[min(rows, key=lambda j: (((X[i] - X[j]) ** 2).sum(), j))] != y[i]

    n_classes = len(set(y.tolist()))
    g = (n_classes - 1) / n_classes
    R = sum(other(i) for i in range(len(X))) / len(X)
    return [g - (g * max(g - R, 0)) ** 0.5, R]""",
    ),
    why=(
        "Half a dozen lines estimate what no rule can beat. The bounds are exact for infinitely "
        "many rows: in few rows and many columns both come out too high."
    ),
    misconceptions=(
        Misconception(
            name="every row is its own neighbour",
            code="""\
def bounds(X, y):
    D = np.linalg.norm(X[:, None] - X, axis=2)
    high = np.mean(y[D.argmin(axis=1)] != y)
    g = 1 - 1 / len(np.unique(y))
    return g * (1 - np.sqrt(max(0, 1 - high / g))), high""",
            explanation="Every row finds itself at distance 0, so nearly nothing is misjudged.",
            example=(np.array([[0.0], [1.0]]), np.array([0, 1])),
        ),
        Misconception(
            name="always two classes",
            code="""\
def bounds(X, y):
    D = np.linalg.norm(X[:, None] - X, axis=2)
    np.fill_diagonal(D, np.inf)
    high = np.mean(y[D.argmin(axis=1)] != y)
    return (1 - np.sqrt(max(0, 1 - 2 * high))) / 2, high""",
            explanation="With three classes guessing misjudges two thirds, not one half.",
            example=(_NINE, np.array([0, 0, 1, 1, 0, 2, 1, 2, 2])),
        ),
        Misconception(
            name="half of R as the lower bound",
            code="""\
def bounds(X, y):
    D = np.linalg.norm(X[:, None] - X, axis=2)
    np.fill_diagonal(D, np.inf)
    high = np.mean(y[D.argmin(axis=1)] != y)
    return high / 2, high""",
            explanation=(
                "R / 2 is a lower bound as well, but a weaker one: the root makes it as large as "
                "it may be."
            ),
            example=(_SIX, np.array([0, 0, 0, 1, 1, 1])),
        ),
        Misconception(
            name="high before low",
            code="""\
def bounds(X, y):
    D = np.linalg.norm(X[:, None] - X, axis=2)
    np.fill_diagonal(D, np.inf)
    high = np.mean(y[D.argmin(axis=1)] != y)
    g = 1 - 1 / len(np.unique(y))
    return high, g * (1 - np.sqrt(max(0, 1 - high / g)))""",
            explanation="You return the upper bound first; `low, high` is asked.",
            example=(_SIX, np.array([1, 1, 1, 0, 0, 0])),
        ),
        Misconception(
            name="the root of a negative number",
            code="""\
def bounds(X, y):
    D = np.linalg.norm(X[:, None] - X, axis=2)
    np.fill_diagonal(D, np.inf)
    high = np.mean(y[D.argmin(axis=1)] != y)
    g = 1 - 1 / len(np.unique(y))
    with np.errstate(invalid="ignore"):
        return g * (1 - np.sqrt(1 - high / g)), high""",
            explanation=(
                "Where neighbours differ more often than guesses do, 1 − R / g is negative. The "
                "lower bound is then g."
            ),
            example=(np.array([[0.0], [1.0], [2.0], [3.5]]), np.array([0, 1, 0, 1])),
        ),
        Misconception(
            name="the share judged rightly as high",
            code="""\
def bounds(X, y):
    D = np.linalg.norm(X[:, None] - X, axis=2)
    np.fill_diagonal(D, np.inf)
    high = np.mean(y[D.argmin(axis=1)] == y)
    g = 1 - 1 / len(np.unique(y))
    return g * (1 - np.sqrt(max(0, 1 - high / g))), high""",
            explanation="You counted the rows whose neighbour *agrees*.",
            example=(_SIX, np.array([0, 1, 1, 0, 0, 1])),
        ),
        Misconception(
            name="the first column is not always the row itself",
            code="""\
def bounds(X, y):
    D = np.linalg.norm(X[:, None] - X, axis=2)
    nearest = D.argsort(axis=1, kind="stable")[:, 1]
    high = np.mean(y[nearest] != y)
    g = 1 - 1 / len(np.unique(y))
    return g * (1 - np.sqrt(max(0, 1 - high / g))), high""",
            explanation=(
                "You dropped the nearest row as the row itself. Of two rows in one place it may be "
                "the other, and the row is left as its own neighbour."
            ),
            example=(np.array([[0.0], [0.0], [5.0], [6.0]]), np.array([0, 1, 0, 1])),
        ),
        Misconception(
            name="rows in the same place left out",
            code="""\
def bounds(X, y):
    D = np.linalg.norm(X[:, None] - X, axis=2)
    D[D == 0] = np.inf
    high = np.mean(y[D.argmin(axis=1)] != y)
    g = 1 - 1 / len(np.unique(y))
    return g * (1 - np.sqrt(max(0, 1 - high / g))), high""",
            explanation=(
                "You exclude every row at distance 0. Only the row itself is excluded; a twin with "
                "the other label is overlap in its purest form."
            ),
            example=(
                np.array([[0.0], [0.0], [5.0], [5.0], [5.5], [7.0]]),
                np.array([0, 1, 0, 0, 1, 1]),
            ),
        ),
        Misconception(
            name="mutual pairs only",
            code="""\
def bounds(X, y):
    D = np.linalg.norm(X[:, None] - X, axis=2)
    np.fill_diagonal(D, np.inf)
    nearest = D.argmin(axis=1)
    mutual = nearest[nearest] == np.arange(len(X))
    high = np.mean((y[nearest] != y) & mutual)
    g = 1 - 1 / len(np.unique(y))
    return g * (1 - np.sqrt(max(0, 1 - high / g))), high""",
            explanation=(
                "You counted members of Tomek links. Here every row asks its nearest neighbour, "
                "whether it is chosen in return or not."
            ),
            example=(np.array([[0.0], [1.0], [1.5], [9.0]]), np.array([0, 1, 0, 1])),
        ),
        Misconception(
            name="counts, not shares",
            code="""\
def bounds(X, y):
    D = np.linalg.norm(X[:, None] - X, axis=2)
    np.fill_diagonal(D, np.inf)
    high = np.sum(y[D.argmin(axis=1)] != y)
    g = 1 - 1 / len(np.unique(y))
    return g * (1 - np.sqrt(max(0, 1 - high / g))), high""",
            explanation="R is a share of the rows, not their number.",
            example=(_SIX, np.array([1, 1, 1, 0, 0, 0])),
        ),
    ),
    otherwise="Check R first, by hand on four rows, then the formula.",
)
