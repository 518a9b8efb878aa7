"""Exercises of lesson 24, in production."""

import numpy as np
import pandas as pd

from course_lib.exercises.answers import as_array, as_choice, as_int
from course_lib.exercises.exercise import Exercise, Misconception
from course_lib.exercises.judges import data_set, function, value
from course_lib.production.drift import stability_index

TITLE = "In production"

q1 = Exercise(
    key="24.1",
    title="Six calls, six codes",
    prompt=(
        "The registry is empty, `required_gain` is 0. Six calls follow, one after the other: "
        "(a) Monday's data; (b) the scheduler calls again, the same file; (c) a week later, new "
        "data, new minus serving is +0.010 [-0.004, +0.024]; (d) the scheduler calls again, the "
        "same file as in (c); (e) a week later, +0.030 [+0.002, +0.058]; (f) a file in which a "
        "label is `yes`. Give the six exit codes."
    ),
    stub="codes = ...",
    answer="codes",
    judge=value(as_array),
    hints=(
        "0 promoted, 10 up to date, 11 refused, 12 locked, 2 input at fault, 1 anything else.",
        "Two of the calls repeat one before them, and one of those two repeats a refusal: that one "
        "was registered as well.",
        "Only the lower end of an interval counts, and where nothing serves there is none.",
    ),
    solutions=(
        "codes = [0, 10, 11, 10, 0, 2]",
        """\
promoted, up_to_date, refused, bad = 0, 10, 11, 2
codes = np.array([promoted, up_to_date, refused, up_to_date, promoted, bad])""",
    ),
    why=(
        "A refused model is registered too, so its repetition finds it and is up to date. The "
        "first model is promoted unseen: there is nothing to compare it with."
    ),
    misconceptions=(
        Misconception(
            name="better on average is promoted",
            code="codes = [0, 10, 0, 10, 0, 2]",
            explanation="In (c) the mean is above 0, but the rule asks for more than the mean.",
            example="+0.010 [-0.020, +0.040]: it may as well be worse.",
        ),
        Misconception(
            name="a repetition repeats its code",
            code="codes = [0, 0, 11, 11, 0, 2]",
            explanation="The same data, configuration and code train nothing, and say so.",
            example="two calls, one model: the second has nothing to report but that.",
        ),
        Misconception(
            name="a refused run is tried again",
            code="codes = [0, 10, 11, 11, 0, 2]",
            explanation=(
                "A refused version stands in the registry like any other, with its outcome; the "
                "same call finds it there."
            ),
            example="version 5, refused: registered, not promoted.",
        ),
        Misconception(
            name="the first model is refused",
            code="codes = [11, 10, 11, 10, 0, 2]",
            explanation="Where nothing serves, no difference can be too small.",
            example="an empty registry has no champion.",
        ),
        Misconception(
            name="bad input is a failure",
            code="codes = [0, 10, 11, 10, 0, 1]",
            explanation=(
                "A fault of the file has a code of its own: trying again does not help, somebody "
                "has to look at the file."
            ),
            example="1 is for what nobody foresaw, such as a full disk.",
        ),
        Misconception(
            name="a refusal is a failure",
            code="codes = [0, 10, 1, 10, 0, 2]",
            explanation="The job did what it is for: it trained, compared and kept the better one.",
            example="a scheduler that alarms on every refusal is soon ignored.",
        ),
        Misconception(
            name="a repetition is locked out",
            code="codes = [0, 12, 11, 12, 0, 2]",
            explanation="The lock ends with the run that holds it; these calls come afterwards.",
            example="run 1 ends at 9:00, run 2 begins at 9:05: no two at once.",
        ),
        Misconception(
            name="a small gain is refused",
            code="codes = [0, 10, 11, 10, 11, 2]",
            explanation="In (e) the whole interval lies above the required gain, if barely.",
            example="[+0.001, +0.090]: the lower end is above 0.",
        ),
    ),
    otherwise="Go through the calls one by one and note what serves after each.",
)

q2 = Exercise(
    key="24.2",
    title="When does the model learn of it?",
    prompt=(
        "Fraud changes on day 56, a Monday like day 0. Every Monday, before the first payment, a "
        "model is trained that serves from that day on. Labels take a week: trained on day $d$, it "
        "learns from the days $d - 35$ to $d - 8$, both included. On which day begins the first "
        "model to serve that has learnt from at least one changed day?"
    ),
    stub="first_day = ...",
    answer="first_day",
    judge=value(as_int),
    hints=(
        "The last day it has learnt from must be 56 or later.",
        "Models are trained on days 56, 63, and so on. Which is the last day that each has learnt?",
    ),
    solutions=(
        "first_day = 70",
        "first_day = next(d for d in range(0, 365, 7) if d - 8 >= 56)",
    ),
    why=(
        "Two weeks after the change: one for the labels, and the model trained on day 63 has "
        "learnt until day 55. No sampler shortens that; faster labels would."
    ),
    misconceptions=(
        Misconception(
            name="on the day itself",
            code="first_day = 56",
            explanation="The model trained on that Monday knows labels of a week ago, at best.",
            example="trained on day 35: learnt from days 0 to 27.",
        ),
        Misconception(
            name="one day short",
            code="first_day = 63",
            explanation="That model has learnt until the day before the change.",
            example="trained on day 14: the last day learnt is 6, not 7.",
        ),
        Misconception(
            name="no Monday",
            code="first_day = 64",
            explanation="A model trained on that day would do, but there is none.",
            example="Mondays are the days 0, 7, 14: multiples of 7.",
        ),
        Misconception(
            name="a week for testing too",
            code="first_day = 77",
            explanation=(
                "You kept a test week between training and serving. Here the model goes without; "
                "the job keeps one, and waits for its labels too."
            ),
            example="train until day 41, delay until 48, test until 55, serve from 56.",
        ),
        Misconception(
            name="as the job does",
            code="first_day = 84",
            explanation=(
                "You kept a test week and waited for its labels, as the job does. Here a model "
                "serves from the day on which it is trained."
            ),
            example="trained on day 35: learnt from days 0 to 27, serves from day 35.",
        ),
        Misconception(
            name="all 28 days changed",
            code="first_day = 91",
            explanation="From then on nothing of the old pattern is learnt. One day is asked.",
            example="learnt from days 40 to 67: twelve of them are changed.",
        ),
        Misconception(
            name="how many days later",
            code="first_day = 14",
            explanation="That counts from the change. The day itself is asked, counted from day 0.",
            example="a week after day 7 is day 14.",
        ),
        Misconception(
            name="the number of the week",
            code="first_day = 10",
            explanation="You gave the week. Its first day is asked.",
            example="week 2 begins on day 14.",
        ),
    ),
    otherwise="Write down the last day learnt for the models of days 56, 63 and later.",
)


def _rule(body):
    """Return the code of an answer to 24.3."""
    lines = ["def outcome(differences, required_gain):", *(f"    {line}" for line in body)]
    return "\n".join(lines)


def _judging(condition, first="promoted"):
    """Return an answer that looks at the draws by `condition`, where there are any."""
    return _rule([
        "if len(differences) == 0:",
        f'    return "{first}"',
        f'return "promoted" if {condition} else "refused"',
    ])  # fmt: skip


_SKEWED = np.array([0.01] * 30 + [-0.05] * 11)
_STRAY = np.array([0.01] * 200 + [-0.5])
_FOUR_BELOW = np.array([-0.01] * 4 + [0.01] * 96)

q3 = Exercise(
    key="24.3",
    title="Promote or refuse",
    prompt=(
        'Write `outcome(differences, required_gain)`, which returns `"promoted"` or `"refused"`. '
        "`differences` holds new minus serving for many draws of the test cases, as an array; it "
        "is empty where nothing serves yet, and then the new model is promoted. Otherwise the "
        "lower end of the 95 % interval, the quantile at 0.025, has to lie above `required_gain`."
    ),
    stub="""\
def outcome(differences, required_gain):
    result = ...
    return result""",
    answer="outcome",
    judge=function(
        as_choice("promoted", "refused"),
        (np.linspace(0.01, 0.05, 41), 0.0),
        (np.linspace(-0.05, 0.05, 41), 0.0),
        (np.linspace(-0.015, 0.05, 41), -0.02),
        (_SKEWED, 0.0),
        (np.array([]), 0.5),
    ),
    hints=(
        "`np.quantile` fails on an empty array: look at that case first.",
        "A required gain of -0.02 lets a model pass that may be worse by 0.02; the same comparison "
        "serves for both signs.",
    ),
    solutions=(
        _rule(
            [
                "if len(differences) == 0:",
                '    return "promoted"',
                "low = np.quantile(differences, 0.025)",
                'return "promoted" if low > required_gain else "refused"',
            ]
        ),
        _rule(
            [
                "empty = len(differences) == 0",
                "better = empty or np.percentile(differences, 2.5) > required_gain",
                'return ["refused", "promoted"][int(better)]',
            ]
        ),
    ),
    why="One number decides, and the configuration says which: the file is the place to argue.",
    misconceptions=(
        Misconception(
            name="the mean decides",
            code=_judging("np.mean(differences) > required_gain"),
            explanation="Better on average is what half of all models are that are no better.",
            example=(np.linspace(-0.01, 0.03, 41), 0.0),
        ),
        Misconception(
            name="the median decides",
            code=_judging("np.median(differences) > required_gain"),
            explanation="Half of the draws above the limit leave every other draw below it.",
            example=(_SKEWED, 0.0),
        ),
        Misconception(
            name="the upper end",
            code=_judging("np.quantile(differences, 0.975) > required_gain"),
            explanation="That promotes whatever is not clearly worse.",
            example=(np.linspace(-0.03, 0.01, 41), 0.0),
        ),
        Misconception(
            name="the required gain is ignored",
            code=_judging("np.quantile(differences, 0.025) > 0"),
            explanation="Your rule asks for any gain; the configuration asks for its own.",
            example=(np.linspace(0.005, 0.03, 41), 0.02),
        ),
        Misconception(
            name="the sign of the required gain",
            code=_judging("np.quantile(differences, 0.025) > -required_gain"),
            explanation="A negative gain is a loss that is allowed; you turned it into a demand.",
            example=(np.linspace(0.005, 0.015, 41), -0.02),
        ),
        Misconception(
            name="the first model is refused",
            code=_judging("np.quantile(differences, 0.025) > required_gain", first="refused"),
            explanation="With that nothing would ever serve.",
            example=(np.array([]), 0.0),
        ),
        Misconception(
            name="the lowest draw",
            code=_judging("np.min(differences) > required_gain"),
            explanation="One stray draw in hundreds decides; more draws make the rule stricter.",
            example=(_STRAY, 0.0),
        ),
        Misconception(
            name="the quantile at 0.05",
            code=_judging("np.quantile(differences, 0.05) > required_gain"),
            explanation="That is the lower end of a 90 % interval.",
            example=(_FOUR_BELOW, 0.0),
        ),
        Misconception(
            name="equal is enough",
            code=_judging("np.quantile(differences, 0.025) >= required_gain"),
            explanation=(
                "Two models with the same scores differ by exactly 0 in every draw; your rule "
                "exchanges them."
            ),
            example=(np.zeros(40), 0.0),
        ),
        Misconception(
            name="any clear difference",
            code=_judging(
                "np.quantile(differences, 0.025) > required_gain"
                " or np.quantile(differences, 0.975) < required_gain"
            ),
            explanation="An interval wholly below the limit is a model that is clearly worse.",
            example=(np.linspace(-0.05, -0.01, 41), 0.0),
        ),
    ),
    otherwise="Work out the lower end for this input, and compare it with the required gain.",
)

LEAST, MOST, LIMIT, RATIO = 20, 1000, 0.1, 10


def _unseen_drift(X, y):
    """Look for two windows whose means differ much and whose index does not."""
    if X.shape[1] != 1:
        return "more than one feature", f"Your X has {X.shape[1]} columns."
    if not np.isin(y, [0, 1]).all():
        return "labels other than 0 and 1", ""
    old, new = (pd.DataFrame({"amount": X[y == window, 0]}) for window in (0, 1))
    if min(len(old), len(new)) == 0:
        return "one window only", ""
    if min(len(old), len(new)) < LEAST:
        return "too few rows", f"Your windows have {len(old)} and {len(new)}."
    if len(y) > MOST:
        return "too many rows", f"You used {len(y)}."
    if (X < 0).any():
        return "a negative amount", ""
    before, now = old["amount"].mean(), new["amount"].mean()
    if not 0 < RATIO * before <= now:
        return "nothing has moved", f"The means are {before:.4g} and {now:.4g}."
    index = stability_index(old, new)["amount"]
    return None if index < LIMIT else ("the index sees it", f"It is {index:.3f}.")


q4 = Exercise(
    key="24.4",
    title="Past the monitor",
    prompt=(
        "Build one feature, an amount of at least 0, for two windows: `X` has one column, `y` is 0 "
        "for rows of the training window and 1 for rows of this week; at least 20 rows in each, at "
        "most 1,000 in all. This week's mean amount is at least ten times the old one, and yet the "
        "stability index (deciles of the training window) stays below 0.1."
    ),
    stub="X = ...\ny = ...",
    answer="X, y",
    judge=data_set(_unseen_drift),
    hints=(
        "The index counts how many rows fall into each bin. What does it not see?",
        "How far up does the highest bin reach?",
        "Leave nine tenths of the rows as they are.",
    ),
    solutions=(
        """\
old = np.arange(1.0, 101.0)
new = np.where(old > 95, 1000 * old, old)
X = np.concatenate([old, new])[:, None]
y = np.repeat([0, 1], 100)""",
        """\
amounts = np.sort(np.random.default_rng(0).exponential(50, 200))
later = [*amounts[:190], *(amounts[190:] * 500)]
X = np.array([*amounts, *later]).reshape(-1, 1)
y = [0] * 200 + [1] * 200""",
    ),
    why=(
        "The highest bin has no upper end, and the index counts only who is in it. A twentieth of "
        "the payments, a thousand times as large, stays where it was: in the top tenth."
    ),
    misconceptions=(
        Misconception(
            name="the index sees it",
            code="old = np.arange(1.0, 101.0)\nX = np.concatenate([old, 10 * old])[:, None]\n"
            "y = np.repeat([0, 1], 100)",
            explanation="Your change moves rows from bin to bin, which the index counts.",
            example="old  1 2 3 4\nnew 10 20 30 40\nall of the new lie in the highest bin.",
        ),
        Misconception(
            name="nothing has moved",
            code="X = np.tile(np.arange(1.0, 101.0), 2)[:, None]\ny = np.repeat([0, 1], 100)",
            explanation="The index is small, but so is the change of the mean.",
            example="old mean 50, new mean 60: not ten times.",
        ),
        Misconception(
            name="one window only",
            code="X = np.arange(1.0, 101.0)[:, None]\ny = np.zeros(100)",
            explanation="Two windows are compared: label 0 for the old rows, 1 for the new.",
            example="y = 0 0 0 0: nothing to compare with.",
        ),
        Misconception(
            name="too few rows",
            code="X = [[1.0], [2.0], [1.0], [2000.0]]\ny = [0, 0, 1, 1]",
            explanation="With so few rows there is no decile to speak of; 20 in each, please.",
            example="4 rows, 10 bins.",
        ),
        Misconception(
            name="too many rows",
            code="X = np.ones((1200, 1))\ny = np.repeat([0, 1], 600)",
            explanation="A thousand rows are more than enough.",
            example="20 rows in each window can do it.",
        ),
        Misconception(
            name="a negative amount",
            code="X = np.linspace(-1, 1, 100)[:, None]\ny = np.repeat([0, 1], 50)",
            explanation="With negative amounts a mean can be made as small as one likes.",
            example="-1 and 1.001: mean 0.0005",
        ),
        Misconception(
            name="more than one feature",
            code="X = np.ones((100, 2))\ny = np.repeat([0, 1], 50)",
            explanation="One feature, so that the monitor has nothing else to look at.",
            example="X of shape (n, 1)",
        ),
        Misconception(
            name="labels other than 0 and 1",
            code="X = np.ones((100, 1))\ny = np.repeat([1, 2], 50)",
            explanation="The label says the window: 0 for training, 1 for this week.",
            example="y = 0 0 1 1",
        ),
    ),
    otherwise="Compare how many rows of each window lie in each tenth, then the means.",
)
