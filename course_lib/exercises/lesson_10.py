"""Exercises of lesson 10, unscaled features."""

import numpy as np

from course_lib.exercises.answers import as_array, as_int, as_number, as_pairs
from course_lib.exercises.exercise import Exercise, Misconception
from course_lib.exercises.judges import data_set, function, value

TITLE = "Unscaled features"

_CUSTOMERS = """\
age = np.array([50, 57, 43, 44, 22, 54, 58, 23])
income = np.array([53, 45, 29, 48, 41, 23, 31, 44])
y = np.array([0, 1, 0, 0, 1, 1, 0, 0])"""

q1 = Exercise(
    key="10.1",
    title="Links in thousands",
    prompt=(
        "Eight customers: `age` in years, `income` in **thousands** of euros, and the class. Which "
        "pairs of rows are Tomek links in these units? Give a list of pairs, found by hand or by "
        "code. (Then ask yourself which pair it would be in euros.)"
    ),
    stub=f"{_CUSTOMERS}\nlink_rows = ...",
    answer="link_rows",
    judge=value(as_pairs),
    hints=(
        "In these units a year weighs as much as a thousand euros: add the squared differences.",
        "Customers of nearly equal income *and* age are candidates; start with rows 4 and 7.",
        "There are two links, and a third mutual pair whose classes are equal.",
    ),
    solutions=(
        f"""\
{_CUSTOMERS}
X = np.column_stack([age, income]).astype(float)
distances = np.linalg.norm(X[:, None] - X, axis=2)
np.fill_diagonal(distances, np.inf)
nearest = distances.argmin(axis=1)
link_rows = [
    (i, j) for i, j in enumerate(nearest) if i < j and nearest[j] == i and y[i] != y[j]
]""",
        "link_rows = [(5, 6), (4, 7)]",
    ),
    why=(
        "Rows 4 and 7 differ by 1 year and 3 thousand, rows 5 and 6 by 4 years and 8 thousand; "
        "each is the other's nearest, and the classes differ. In euros only income counts, and the "
        "one "
        "link is rows 1 and 7: 34 years apart, 1,000 euros apart."
    ),
    misconceptions=(
        Misconception(
            name="income alone",
            code="link_rows = [(1, 7)]",
            explanation=(
                "That is the link in euros, where age has next to no weight. Here the incomes are "
                "written in thousands."
            ),
            example="row     1   7\nage     57  23\nincome  45  44\n34 years apart.",
        ),
        Misconception(
            name="age alone",
            code="link_rows = [(1, 6), (4, 7)]",
            explanation="These pairs are nearest by age. Income has its say in these units too.",
            example="row     1   6\nage     57  58\nincome  45  31\n14 thousand euros apart.",
        ),
        Misconception(
            name="one direction only",
            code="link_rows = [(0, 1), (2, 5), (4, 7), (5, 6)]",
            explanation=(
                "In each of these pairs one has the other as its nearest. A link is mutual: the "
                "other has to choose it as well."
            ),
            example="position  0    3    5\nclass     1    0    1\n0 chooses 3, but 3 chooses 5.",
        ),
        Misconception(
            name="the class was not looked at",
            code="link_rows = [(0, 3), (4, 7), (5, 6)]",
            explanation=(
                "All of these are mutual nearest neighbours. A link also joins two classes."
            ),
            example="row    0  3\nclass  0  0",
        ),
        Misconception(
            name="nearest among the other class only",
            code="link_rows = [(0, 1), (4, 7), (5, 6)]",
            explanation=(
                "You searched the other class only. A nearer sample of the same class breaks a "
                "link too."
            ),
            example="row     0   1   3\nage     50  57  44\nincome  53  45  48\nclass   0   1   0",
        ),
        Misconception(
            name="only the closest pair",
            code="link_rows = [(4, 7)]",
            explanation="That is a link, but every customer is asked: there can be several.",
            example="position  0  1     10  12\nclass     1  0     1   0\ntwo links",
        ),
        Misconception(
            name="rows counted from 1",
            code="link_rows = [(5, 8), (6, 7)]",
            explanation="The first row is row 0.",
            example="row  0   1   2\nage  50  57  43",
        ),
    ),
    otherwise="Write down each customer's nearest, with both differences squared and added.",
)

q2 = Exercise(
    key="10.2",
    title="Who decides?",
    prompt=(
        "Three features have the standard deviations 3, 4 and 12, in their own units. What share "
        "of the mean squared distance does the third carry? Two decimals."
    ),
    stub="share = ...",
    answer="share",
    judge=value(as_number(2)),
    hints=(
        "Averaged over all pairs, a feature contributes twice its variance.",
        "The three variances are 9, 16 and 144. Divide.",
    ),
    solutions=(
        "share = 12**2 / (3**2 + 4**2 + 12**2)",
        "deviations = np.array([3, 4, 12])\nvariances = deviations**2\n"
        "share = round(variances.max() / variances.sum(), 2)",
    ),
    why=(
        "Distances add up *squares*: 144 of 169. A standard deviation three times as large weighs "
        "nine times as much."
    ),
    misconceptions=(
        Misconception(
            name="standard deviations added",
            code="share = 12 / 19",
            explanation=(
                "You divided by the sum of the standard deviations. Squares are what adds up."
            ),
            example="deviations  1  2\nvariances   1  4\nthe second carries 4 of 5.",
        ),
        Misconception(
            name="length divided by length",
            code="share = 12 / 13",
            explanation=(
                "13 is the root of the sum of squares, a length. The share asked for is of the "
                "*squared* distance."
            ),
            example="deviations  3  4\nlength 5, squared 25; the second carries 16 of 25.",
        ),
        Misconception(
            name="every feature alike",
            code="share = 1 / 3",
            explanation="That is the share after standardising; here features keep their units.",
            example="deviations  1  1\neach carries half.",
        ),
        Misconception(
            name="the other two",
            code="share = 25 / 169",
            explanation="This is what the other two carry together.",
            example="deviations  1  2\nthe first carries 1 of 5, the second the rest.",
        ),
        Misconception(
            name="a percentage",
            code="share = 100 * 144 / 169",
            explanation="A share lies between 0 and 1.",
            example="a quarter is 0.25, not 25.",
        ),
        Misconception(
            name="squared twice",
            code="share = 12**4 / (3**4 + 4**4 + 12**4)",
            explanation=("You squared the variances again. A variance is a mean square already."),
            example="deviations  1  2\nvariances   1  4\nnot 1 and 16.",
        ),
        Misconception(
            name="compared with the next only",
            code="share = 144 / 160",
            explanation="You left out one feature. All three have their part in the sum.",
            example="deviations  1  1  2\nthe third carries 4 of 6.",
        ),
    ),
    otherwise="Square the three numbers first, then ask what part of their sum is the last.",
)

q3 = Exercise(
    key="10.3",
    title="Choose the unit",
    prompt=(
        "`X` holds the lesson's customers, age in years and income in euros. If one *unit of "
        "income* were worth `euros` euros (so that incomes are divided by it), age and income "
        "would carry equal shares of the squared distance. Which whole number comes nearest?"
    ),
    stub="""\
from course_lib.datasets import age_and_income

X, y = age_and_income()
euros = ...""",
    answer="euros",
    judge=value(as_int),
    hints=(
        "Equal shares means equal variances once incomes have been divided.",
        "Dividing a feature by a number divides its variance by the square of that number.",
        "Which measure of spread is divided by the number itself?",
    ),
    solutions=(
        """\
from course_lib.datasets import age_and_income

X, y = age_and_income()
age, income = X.std(axis=0)
euros = round(income / age)""",
        """\
from course_lib.datasets import age_and_income

X, y = age_and_income()
euros = int(np.round(np.sqrt(np.var(X[:, 1]) / np.var(X[:, 0]))))""",
    ),
    why=(
        "The ratio of the standard deviations: one year then weighs as much as 1,449 euros. That "
        "is what standardising does, up to a factor that is common to both features and changes no "
        "neighbour."
    ),
    misconceptions=(
        Misconception(
            name="ratio of the variances",
            code="euros = 2098339",
            explanation=(
                "That is how many times the variance is larger. Dividing by a number divides the "
                "variance by its square."
            ),
            example="values 0 10, variance 25\ndivided by 10: values 0 1, variance 0.25",
        ),
        Misconception(
            name="ratio of the ranges",
            code="euros = 1079",
            explanation=(
                "That makes the *ranges* equal, which is min–max scaling. Shares of the squared "
                "distance go by the variance."
            ),
            example="values 0 0 0 9 and values 0 9 0 9: one range, two variances",
        ),
        Misconception(
            name="ratio of the means",
            code="euros = 1003",
            explanation=(
                "A distance takes differences, and in a difference the mean cancels: it has no "
                "influence."
            ),
            example="values 1 2 and values 1001 1002: the same differences",
        ),
        Misconception(
            name="ratio of the medians",
            code="euros = 982",
            explanation="A median is a place, not a spread; differences do not see it.",
            example="values 1 2 3 and values 101 102 103: the same differences",
        ),
        Misconception(
            name="ratio of the interquartile ranges",
            code="euros = 2088",
            explanation=(
                "That makes the interquartile ranges equal, which is robust scaling. Equal shares "
                "need equal variances."
            ),
            example="two spreads can have one interquartile range and two variances",
        ),
        Misconception(
            name="the standard deviation of income",
            code="euros = 15606",
            explanation=(
                "Then income has variance 1, but age still has its own. Both have to be equal."
            ),
            example="deviations  10 and 1,000\nincome needs 10 as well, not 1.",
        ),
        Misconception(
            name="a thousand, because it reads well",
            code="euros = 1000",
            explanation="Thousands of euros are a habit of ours; the data have their own spread.",
            example="share of age at 1,000 euros: less than a third",
        ),
        Misconception(
            name="the wrong way round",
            code="euros = 0",
            explanation=(
                "You divided the spread of age by that of income, which rounds to nothing."
            ),
            example="deviations  10 and 1,000\n1,000 / 10, not 10 / 1,000",
        ),
    ),
    otherwise="Compare the variances after dividing: `(X / [1, euros]).var(axis=0)`.",
)


def _nearest(X):
    distances = np.linalg.norm(X[:, None] - X, axis=2)
    np.fill_diagonal(distances, np.inf)
    return distances.argmin(axis=1)


def _has_ties(X):
    distances = np.sort(np.linalg.norm(X[:, None] - X, axis=2), axis=1)
    return bool(np.any(distances[:, 1] >= distances[:, 2] * (1 - 1e-9)))


def _remedy_unbroken(X, y):
    """Look for data on which standardising ruins the nearest neighbour."""
    if X.shape[1] != 2:
        return "not two features", f"Your `X` has {X.shape[1]}."
    if len(X) > 12:
        return "too many samples", f"You used {len(X)}."
    if len(np.unique(y)) != 2:
        return "not two classes", f"Your labels have {len(np.unique(y))} values."
    if len(X) < 4 or np.abs(X).max() > 1e9:
        return None, "Use four samples at least, and numbers below a thousand million."
    if (np.ptp(X, axis=0) <= 1e-9 * np.abs(X).max()).any():
        return "a constant feature", ""
    Z = (X - X.mean(axis=0)) / X.std(axis=0)
    if _has_ties(X) or _has_ties(Z):
        return "equal distances", ""
    if (y[_nearest(X)] != y).any():
        return "raw is wrong already", f"Raw, {np.sum(y[_nearest(X)] != y)} sample(s) err."
    if (_nearest(X) == _nearest(Z)).all():
        return "standardising moves nobody's neighbour", ""
    wrong = np.sum(y[_nearest(Z)] != y)
    if 2 * wrong <= len(y):
        return "not enough harm", f"Standardised, {wrong} of {len(y)} err."
    return None


q4 = Exercise(
    key="10.4",
    title="Break the remedy",
    prompt=(
        "Build a data set of at most twelve samples, two features and two classes on which "
        "scaling does harm: on raw values every sample's nearest neighbour has its own class, and "
        "after standardising **more than half** of the samples have a nearest neighbour of the "
        "other class. No sample may have two equally near nearest ones."
    ),
    stub="""\
X = ...
y = ...""",
    answer="X, y",
    judge=data_set(_remedy_unbroken),
    hints=(
        "Let the class hang on a wide feature, and let a narrow second feature say nothing about "
        "it.",
        "Standardising lifts the narrow feature. If samples of different class agree in it, they "
        "become neighbours.",
        "With two groups the classes stay about two standard deviations apart. A far-away pair in "
        "the wide feature inflates its standard deviation and presses the others together.",
    ),
    solutions=(
        """\
X = [[0, 0], [0, 0.1], [1, 0.001], [1, 0.102], [100, 0], [100, 0.103]]
y = [0, 0, 1, 1, 1, 1]""",
        """\
wide = np.array([0, 0, 0, 5, 5, 5, 900, 901])
narrow = np.array([0, 1, 2.1, 0.01, 1.02, 2.13, 0, 0.5])
X = np.column_stack([wide, narrow])
y = np.array([1, 1, 1, 0, 0, 0, 0, 0])""",
    ),
    why=(
        "The wide feature carried the class, the narrow one nothing; standardising gave both the "
        "same say. Scaling states a belief, that all features matter alike, and here it is false."
    ),
    misconceptions=(
        Misconception(
            name="not two features",
            code="X = [[0.0], [1.0], [10.0], [11.5]]\ny = [0, 0, 1, 1]",
            explanation=(
                "One feature keeps its neighbours whatever its unit, and three are more than "
                "asked: use two."
            ),
            example="positions 0 1 3 and 0 10 30: the same neighbours",
        ),
        Misconception(
            name="too many samples",
            code="X = [[i, i * i] for i in range(13)]\ny = [0] * 6 + [1] * 7",
            explanation="At most twelve samples: remove those that play no part.",
            example="A counter-example is worth most when nothing can be taken away from it.",
        ),
        Misconception(
            name="not two classes",
            code="X = [[0, 0], [1, 0.1], [5, 0.3], [9, 0]]\ny = [0, 0, 0, 0]",
            explanation="Exactly two classes are asked.",
            example="position  0  1\nclass     0  1",
        ),
        Misconception(
            name="a constant feature",
            code="X = [[0, 1], [1, 1], [10, 1], [11.5, 1]]\ny = [0, 0, 1, 1]",
            explanation="A feature without any spread cannot be standardised; let it vary.",
            example="values 1 1 1: standard deviation 0",
        ),
        Misconception(
            name="equal distances",
            code="X = [[0, 0], [1, 0], [0, 1], [1, 1]]\ny = [0, 0, 1, 1]",
            explanation=(
                "A sample has two equally near nearest ones, so a tie rule would decide. Move it a "
                "little."
            ),
            example="position  -1  0  1\nthe sample at 0 is equally far from both.",
        ),
        Misconception(
            name="raw is wrong already",
            code="X = [[0, 0], [1, 0.1], [10, 0.3], [11.5, 0]]\ny = [0, 1, 0, 1]",
            explanation=(
                "On raw values some sample's nearest neighbour is of the other class. Begin with "
                "two groups that lie well apart."
            ),
            example="position  0  1\nclass     0  1",
        ),
        Misconception(
            name="standardising moves nobody's neighbour",
            code="X = [[0, 0], [1, 1.1], [10, 10], [11.5, 11]]\ny = [0, 0, 1, 1]",
            explanation=(
                "Every sample keeps its nearest neighbour. The two features have to differ in "
                "spread, and to disagree."
            ),
            example="spreads 5 and 5: standardising divides both alike",
        ),
        Misconception(
            name="not enough harm",
            code=(
                "X = [[0, 0], [0, 0.1], [1, 0.001], [1, 0.102], [100, 0], [100, 0.103], "
                "[300, 0], [300, 0.104]]\ny = [0, 0, 1, 1, 1, 1, 1, 1]"
            ),
            explanation=(
                "Standardising changes neighbours, but half of the samples or more still find "
                "their own class."
            ),
            example="of four samples at least three have to err",
        ),
    ),
    otherwise="Print the nearest neighbour's class for raw and for standardised values.",
)

_TRAIN = np.array([[0.0, 10.0, 5.0], [2.0, 30.0, 5.0], [4.0, 80.0, 5.0], [6.0, 0.0, 5.0]])
_TEST = np.array([[1.0, 20.0, 5.0], [9.0, -40.0, 5.0]])

q5 = Exercise(
    key="10.5",
    title="Write the scaler",
    prompt=(
        "Write `standardise(train, test)` for two arrays of shape (n, d) and (m, d). Return `test` "
        "as scikit-learn's `StandardScaler` would, fitted on `train`: subtract the mean, divide by "
        "the standard deviation (of the population, `np.std` as it comes). A feature that is "
        "constant in `train` is centred and not divided."
    ),
    stub="""\
def standardise(train, test):
    scaled = ...
    return scaled""",
    answer="standardise",
    judge=function(
        as_array,
        (_TRAIN[:, :2], _TEST[:, :2]),
        (_TRAIN, _TEST),
        (np.array([[1.0], [3.0]]), np.array([[1.0], [3.0], [5.0]])),
        (np.array([[2.0, 1.0], [2.0, 3.0]]), np.array([[7.0, 1.0]])),
        (np.array([[1, 0], [3, 8]]), np.array([[2, 2]])),
    ),
    hints=(
        "`train.mean(axis=0)` has one mean per feature. Nothing may be learned from `test`.",
        "Where the standard deviation is 0, divide by 1 instead; `np.where` chooses.",
    ),
    solutions=(
        """\
def standardise(train, test):
    spread = train.std(axis=0)
    return (test - train.mean(axis=0)) / np.where(spread > 0, spread, 1)""",
        """\
def standardise(train, test):
    columns = []
    for known, new in zip(train.T, test.T):
        deviation = np.sqrt(np.mean((known - known.mean()) ** 2)) or 1.0
        columns.append((new - known.mean()) / deviation)
    return np.column_stack(columns)""",
    ),
    why=(
        "Means and spreads come from the training rows alone; a test row is measured with their "
        "ruler, and may lie far outside it."
    ),
    misconceptions=(
        Misconception(
            name="learned from the test rows",
            code="""\
def standardise(train, test):
    spread = test.std(axis=0)
    return (test - test.mean(axis=0)) / np.where(spread > 0, spread, 1)""",
            explanation=(
                "You scale the test rows by their own mean and spread. Then a single new row would "
                "always become 0."
            ),
            example=(np.array([[0.0], [2.0]]), np.array([[5.0]])),
        ),
        Misconception(
            name="learned from both",
            code="""\
def standardise(train, test):
    both = np.vstack([train, test])
    spread = both.std(axis=0)
    return (test - both.mean(axis=0)) / np.where(spread > 0, spread, 1)""",
            explanation="Mean and spread come from both sets: the test rows have leaked.",
            example=(np.array([[0.0], [2.0]]), np.array([[7.0]])),
        ),
        Misconception(
            name="the train rows returned",
            code="""\
def standardise(train, test):
    spread = train.std(axis=0)
    return (train - train.mean(axis=0)) / np.where(spread > 0, spread, 1)""",
            explanation="You return the scaled training rows; the test rows are asked.",
            example=(np.array([[0.0], [2.0]]), np.array([[4.0]])),
        ),
        Misconception(
            name="divided by n − 1",
            code="""\
def standardise(train, test):
    spread = train.std(axis=0, ddof=1)
    return (test - train.mean(axis=0)) / np.where(spread > 0, spread, 1)""",
            explanation="The spread of the population is asked, which divides by n.",
            example=(np.array([[0.0], [2.0]]), np.array([[3.0]])),
        ),
        Misconception(
            name="divided by the variance",
            code="""\
def standardise(train, test):
    spread = train.var(axis=0)
    return (test - train.mean(axis=0)) / np.where(spread > 0, spread, 1)""",
            explanation="A variance has the squared unit; the unit would not cancel.",
            example=(np.array([[0.0], [4.0]]), np.array([[6.0]])),
        ),
        Misconception(
            name="one mean for the whole table",
            code="""\
def standardise(train, test):
    return (test - train.mean()) / (train.std() or 1)""",
            explanation=(
                "You took one mean and one spread over all features. Each feature needs its own: "
                "`axis=0`."
            ),
            example=(np.array([[0.0, 10.0], [2.0, 30.0]]), np.array([[1.0, 20.0]])),
        ),
        Misconception(
            name="a constant column divided by zero",
            code="""\
def standardise(train, test):
    with np.errstate(all="ignore"):
        return (test - train.mean(axis=0)) / train.std(axis=0)""",
            explanation=(
                "Where a feature is constant in the training rows its spread is 0, and you divide "
                "by it."
            ),
            example=(np.array([[2.0, 1.0], [2.0, 3.0]]), np.array([[2.0, 1.0]])),
        ),
        Misconception(
            name="a constant column left uncentred",
            code="""\
def standardise(train, test):
    spread = train.std(axis=0)
    centre = np.where(spread > 0, train.mean(axis=0), 0)
    return (test - centre) / np.where(spread > 0, spread, 1)""",
            explanation="A constant feature is not divided, but it is centred like the others.",
            example=(np.array([[2.0], [2.0]]), np.array([[3.0]])),
        ),
        Misconception(
            name="range instead of spread",
            code="""\
def standardise(train, test):
    width = np.ptp(train, axis=0)
    return (test - train.min(axis=0)) / np.where(width > 0, width, 1)""",
            explanation="That is min–max scaling: minimum and range in place of mean and spread.",
            example=(np.array([[0.0], [2.0]]), np.array([[1.0]])),
        ),
        Misconception(
            name="not centred",
            code="""\
def standardise(train, test):
    spread = train.std(axis=0)
    return test / np.where(spread > 0, spread, 1)""",
            explanation=(
                "Neighbours would not mind, but `StandardScaler` also subtracts the mean."
            ),
            example=(np.array([[0.0], [2.0]]), np.array([[2.0]])),
        ),
    ),
    otherwise="Check one feature by hand: mean, then spread, both of the training rows.",
)
