"""Exercises of lesson 23, the study of 2004 again."""

import numpy as np

from course_lib.exercises.answers import as_array, as_int, as_number
from course_lib.exercises.exercise import Exercise, Misconception
from course_lib.exercises.judges import function, value

TITLE = "The 2004 study again"

_AREAS = """\
areas = np.array(
    [
        [0.90, 0.90, 0.80, 0.70],
        [0.65, 0.70, 0.60, 0.70],
        [0.80, 0.85, 0.95, 0.75],
        [0.60, 0.50, 0.55, 0.40],
    ]
)
"""
_BY_SCIPY = "from scipy.stats import rankdata\n"

q1 = Exercise(
    key="23.1",
    title="Mean ranks by hand",
    prompt=(
        "Four problems (rows), four methods (columns), ROC AUC. Give the mean rank of every "
        "method as a list of four: 1 is the best, and equal areas share the mean of their ranks."
    ),
    stub=f"{_AREAS}mean_ranks = ...",
    answer="mean_ranks",
    judge=value(as_array),
    hints=(
        "Go row by row: the ranks of one problem add up to 10.",
        "In the first row two methods share the places 1 and 2: each gets 1.5.",
        "The second row has a tie at the top as well. Then take the mean of every column.",
    ),
    solutions=(
        f"{_AREAS}{_BY_SCIPY}mean_ranks = rankdata(-areas, axis=1).mean(axis=0)",
        "mean_ranks = [(1.5 + 3 + 3 + 1) / 4, (1.5 + 1.5 + 2 + 3) / 4, 2.5, 13.5 / 4]",
    ),
    why=(
        "Ranks per problem are 1.5 1.5 3 4, then 3 1.5 4 1.5, then 3 2 1 4 and 1 3 2 4. Means over "
        "problems of the areas themselves would call the first two methods equal: ranks forget by "
        "how much."
    ),
    misconceptions=(
        Misconception(
            name="the best has the highest rank",
            code=f"{_AREAS}{_BY_SCIPY}mean_ranks = rankdata(areas, axis=1).mean(axis=0)",
            explanation="You counted from the lowest area up. Rank 1 is the best.",
            example="areas 0.9 0.8 0.7\nranks 1 2 3",
        ),
        Misconception(
            name="ties by column",
            code="mean_ranks = [2, 2, 2.5, 3.5]",
            explanation=(
                "Of two equal areas you gave the first column the better rank. Then the order of "
                "the columns decides."
            ),
            example="areas 0.9 0.9 0.8\nranks 1.5 1.5 3, whatever the columns are called",
        ),
        Misconception(
            name="ties share the better rank",
            code=f"{_AREAS}{_BY_SCIPY}"
            'mean_ranks = rankdata(-areas, method="min", axis=1).mean(axis=0)',
            explanation="Equal areas both got the better rank, as in sport.",
            example="areas 0.9 0.9 0.8\nplaces 1 and 2 are shared: 1.5 each",
        ),
        Misconception(
            name="ties share the worse rank",
            code=f"{_AREAS}{_BY_SCIPY}"
            'mean_ranks = rankdata(-areas, method="max", axis=1).mean(axis=0)',
            explanation="Equal areas both got the worse rank; they share the mean of the two.",
            example="areas 0.9 0.9 0.8\nplaces 1 and 2 are shared, neither is 2",
        ),
        Misconception(
            name="no place left free after a tie",
            code=f"{_AREAS}{_BY_SCIPY}"
            'mean_ranks = rankdata(-areas, method="dense", axis=1).mean(axis=0)',
            explanation="After two that share first place you went on with 2; the next is third.",
            example="areas 0.9 0.9 0.8\nthe third has two better ones: rank 3",
        ),
        Misconception(
            name="ranks of the mean areas",
            code=f"{_AREAS}{_BY_SCIPY}mean_ranks = rankdata(-areas.mean(axis=0).round(9))",
            explanation=(
                "You took means first and ranked once. Rank inside every problem, then take means."
            ),
            example="areas 0.9 0.8 and 0.1 0.3\nmeans 0.50 0.55, mean ranks 1.5 1.5",
        ),
        Misconception(
            name="sums, not means",
            code="mean_ranks = [8.5, 8, 10, 13.5]",
            explanation="These are sums over the four problems.",
            example="ranks 1 and 2 on two problems: the mean is 1.5",
        ),
        Misconception(
            name="problems ranked against each other",
            code=f"{_AREAS}{_BY_SCIPY}mean_ranks = rankdata(-areas, axis=0).mean(axis=0)",
            explanation=(
                "You ranked down the columns: that says which problem is easy. Methods compete "
                "inside a row."
            ),
            example="down any column of four the ranks are 1 to 4: the mean is always 2.5",
        ),
    ),
    otherwise="Write four ranks beside every row; each row has to add up to 10.",
)

q2 = Exercise(
    key="23.2",
    title="How many problems it takes",
    prompt=(
        "Eleven methods on fifteen problems: mean ranks must differ by "
        "`critical_difference(11, 15)`, about 3.9. On how many problems at least would those "
        "eleven have to be compared for a critical difference of at most 1? Predict before you "
        "calculate."
    ),
    setup="import numpy as np\nfrom course_lib.evaluation import critical_difference",
    stub="n_problems = ...",
    answer="n_problems",
    judge=value(as_int),
    hints=(
        "In $q \\sqrt{k (k + 1) / (6 n)}$ only $n$ changes. What does four times $n$ do?",
        "The critical difference has to shrink to about a quarter, and it goes with one over the "
        "square root of $n$: about sixteen times as many problems.",
        "Use the unrounded `critical_difference(11, 15)`, and round up.",
    ),
    solutions=(
        """\
n_problems = 15
while critical_difference(11, n_problems) > 1:
    n_problems += 1""",
        "n_problems = int(np.ceil(15 * critical_difference(11, 15) ** 2))",
    ),
    why=(
        "Fifteen times the square of 3.9. Most tables of results have ten to thirty data sets: "
        "with eleven methods they can only tell the best from the worst."
    ),
    misconceptions=(
        Misconception(
            name="in proportion",
            code="n_problems = 59",
            explanation="The difference falls with the *square root* of the number of problems.",
            example="four times the problems: half the critical difference",
        ),
        Misconception(
            name="four times",
            code="n_problems = 60",
            explanation="Four times as many problems halve the critical difference, no more.",
            example="15 problems 3.9, 60 problems 1.95",
        ),
        Misconception(
            name="one short",
            code="n_problems = 227",
            explanation="With 227 it is still a little above 1: round up.",
            example="at most 1 means that 1.002 is too much",
        ),
        Misconception(
            name="3.9, rounded first",
            code="n_problems = 229",
            explanation="You squared the rounded 3.9. Calculate with all decimals.",
            example="3.9 squared is 15.21; the unrounded value is a little smaller",
        ),
        Misconception(
            name="two methods only",
            code="n_problems = 4",
            explanation=(
                "That holds where two methods are compared and nothing else. Eleven methods make "
                "55 pairs, and the critical value pays for all of them."
            ),
            example="critical value q: 1.96 for 2 methods, 3.22 for 11",
        ),
        Misconception(
            name="ten methods",
            code="n_problems = 184",
            explanation="Doing nothing is compared too: eleven columns, not ten.",
            example="ten methods and the original data: k = 11",
        ),
        Misconception(
            name="the factor, not the number",
            code="n_problems = 16",
            explanation="That is by which factor the number has to grow.",
            example="15 problems, twice as many: 30",
        ),
        Misconception(
            name="further problems",
            code="n_problems = 213",
            explanation="These are the ones to add; asked is how many there are then.",
            example="15 known and 10 new: 25",
        ),
    ),
    otherwise="Try `critical_difference(11, n)` for growing n.",
)


def _half(error, factor="stats.t.ppf(0.975, m - 1)"):
    return f"""\
def half_width(differences, n_train, n_test):
    m = len(differences)
    return {factor} * {error}"""


_SMALL = (np.array([0.0, 0.02, 0.04]), 90, 10)

q3 = Exercise(
    key="23.3",
    title="Folds that share their rows",
    prompt=(
        "Write `half_width(differences, n_train, n_test)`: half the 95 % interval of a mean "
        "difference over folds of one table, with Nadeau and Bengio's correction. The variance of "
        "the mean is $s^2 (1 / m + n_\\mathrm{test} / n_\\mathrm{train})$ with the usual "
        "$s^2$ of the $m$ differences (divisor $m - 1$), the factor Student's with $m - 1$ degrees "
        "of freedom."
    ),
    setup="import numpy as np\nfrom scipy import stats",
    stub="""\
def half_width(differences, n_train, n_test):
    half = ...
    return half""",
    answer="half_width",
    judge=function(
        as_number(6),
        _SMALL,
        (np.array([0.01, -0.02, 0.03, 0.0, 0.05]), 400, 100),
        (np.array([0.1, 0.1, -0.05, 0.2, 0.0, 0.07, -0.1, 0.03, 0.02, 0.11]), 193, 21),
    ),
    hints=(
        "`np.var(differences, ddof=1)` is the variance of the differences, not yet of their mean.",
        "For independent differences the variance would be divided by m, that is times 1 / m. Add "
        "the ratio of the fold sizes to that factor.",
        "Take the root, and multiply by `stats.t.ppf(0.975, m - 1)`.",
    ),
    solutions=(
        """\
def half_width(differences, n_train, n_test):
    m = len(differences)
    variance = np.var(differences, ddof=1) * (1 / m + n_test / n_train)
    return stats.t.ppf(0.975, m - 1) * np.sqrt(variance)""",
        """\
def half_width(differences, n_train, n_test):
    m = len(differences)
    wider = np.sqrt(1 + m * n_test / n_train)
    return stats.t.ppf(0.975, m - 1) * stats.sem(differences) * wider""",
    ),
    why=(
        "More folds shrink the first term and not the second. With test folds a ninth as large as "
        "training folds, fifty differences give a half-width 2.6 times that of independent ones."
    ),
    misconceptions=(
        Misconception(
            name="as if independent",
            code=_half("stats.sem(differences)"),
            explanation="The folds share training rows; without the second term the interval is "
            "too short.",
            example=_SMALL,
        ),
        Misconception(
            name="test rows over all rows",
            code=_half(
                "np.sqrt(np.var(differences, ddof=1) * (1 / m + n_test / (n_train + n_test)))"
            ),
            explanation="The ratio is test rows over *training* rows, 1/9 in ten folds, not 1/10.",
            example=_SMALL,
        ),
        Misconception(
            name="training rows over test rows",
            code=_half("np.sqrt(np.var(differences, ddof=1) * (1 / m + n_train / n_test))"),
            explanation="The ratio is upside down: larger test folds share less.",
            example=_SMALL,
        ),
        Misconception(
            name="divisor m",
            code=_half("np.sqrt(np.var(differences) * (1 / m + n_test / n_train))"),
            explanation="NumPy's `var` divides by m unless told otherwise.",
            example=_SMALL,
        ),
        Misconception(
            name="normal, not Student's",
            code=_half(
                "np.sqrt(np.var(differences, ddof=1) * (1 / m + n_test / n_train))", "1.959964"
            ),
            explanation="The spread is estimated from m differences; that is Student's factor.",
            example=_SMALL,
        ),
        Misconception(
            name="one side only",
            code=_half(
                "np.sqrt(np.var(differences, ddof=1) * (1 / m + n_test / n_train))",
                "stats.t.ppf(0.95, m - 1)",
            ),
            explanation="With 0.95 the interval covers 90 %; 2.5 % lie on either side.",
            example=_SMALL,
        ),
        Misconception(
            name="m degrees of freedom",
            code=_half(
                "np.sqrt(np.var(differences, ddof=1) * (1 / m + n_test / n_train))",
                "stats.t.ppf(0.975, m)",
            ),
            explanation="One degree of freedom went into the mean: m - 1 are left.",
            example=_SMALL,
        ),
        Misconception(
            name="no root",
            code=_half("np.var(differences, ddof=1) * (1 / m + n_test / n_train)"),
            explanation="That is the factor times a variance; the standard error is its root.",
            example=_SMALL,
        ),
        Misconception(
            name="the whole interval",
            code=_half(
                "np.sqrt(np.var(differences, ddof=1) * (1 / m + n_test / n_train))",
                "2 * stats.t.ppf(0.975, m - 1)",
            ),
            explanation="That is the width from end to end; half of it is asked.",
            example=_SMALL,
        ),
        Misconception(
            name="the spread of one fold",
            code=_half("np.sqrt(np.var(differences, ddof=1) * (1 + n_test / n_train))"),
            explanation="The mean of m differences varies less than one of them: 1 / m, not 1.",
            example=_SMALL,
        ),
        Misconception(
            name="only what is shared",
            code=_half("np.sqrt(np.var(differences, ddof=1) * n_test / n_train)"),
            explanation="The first term, 1 / m, is missing: the noise that folds do not share.",
            example=_SMALL,
        ),
    ),
    otherwise="Compare with s²/m first, then add the second term.",
)
