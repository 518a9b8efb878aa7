"""Exercises of lesson 20, gradient boosting on online payments."""

import numpy as np

from course_lib.exercises.answers import as_array, as_number, as_rows
from course_lib.exercises.exercise import Exercise, Misconception
from course_lib.exercises.judges import function, value

TITLE = "Gradient boosting on payments"

q1 = Exercise(
    key="20.1",
    title="How many alerts did they raise?",
    prompt=(
        "A report says: 3.5 % of the payments are frauds, the model finds 92 % of them, and 98 % "
        "of all payments are classified correctly. It does not say how many alerts that took. "
        "What is the largest share of all payments that can have raised one? Give it to four "
        "decimals, as a share (not in per cent)."
    ),
    stub="alert_rate = ...",
    answer="alert_rate",
    judge=value(as_number(4)),
    hints=(
        "Two kinds of payments raise an alert: frauds that are found, and honest ones.",
        "Two kinds of mistake share the 2 % that are not correct: missed frauds and false alarms. "
        "Which part of it do the missed frauds take?",
        "Of 10,000 payments 350 are frauds: 322 found, 28 missed. At most 200 are wrong.",
    ),
    solutions=(
        """\
found, missed = 0.92 * 0.035, 0.08 * 0.035
alert_rate = found + (0.02 - missed)""",
        "alert_rate = (322 + 200 - 28) / 10_000",
    ),
    why=(
        "322 alerts are right and at most 172 wrong, of 10,000 payments. So two figures that name "
        "no alert rate do bound one, *if* they hold for payments in their natural mixture."
    ),
    misconceptions=(
        Misconception(
            name="only the alerts that are right",
            code="alert_rate = 0.92 * 0.035",
            explanation="That is the least. Honest payments can raise alerts as well.",
            example="found 322, false alarms up to …",
        ),
        Misconception(
            name="only the false alarms",
            code="alert_rate = 0.02 - 0.08 * 0.035",
            explanation="These are the wrong alerts. The right ones were raised too.",
            example="alerts = frauds found + false alarms",
        ),
        Misconception(
            name="all mistakes taken for false alarms",
            code="alert_rate = 0.92 * 0.035 + 0.02",
            explanation="A missed fraud is a mistake too, and it raises no alert.",
            example="of 200 mistakes 28 are misses",
        ),
        Misconception(
            name="the mistakes",
            code="alert_rate = 0.02",
            explanation="That is the share of mistakes. Most alerts here are none.",
            example="a perfect model makes no mistake and raises an alert for every fraud",
        ),
        Misconception(
            name="the frauds",
            code="alert_rate = 0.035",
            explanation="A model may raise more alerts than there are frauds, or fewer.",
            example="350 frauds; an alert for everybody would be 10,000 alerts",
        ),
        Misconception(
            name="false alarms as a share of the honest",
            code="alert_rate = 0.92 * 0.035 + 0.02 * 0.965",
            explanation=(
                "The 2 % are a share of *all* payments, and misses are among them: it is not the "
                "false-alarm rate of the honest ones."
            ),
            example="98 % of all payments are correct, not 98 % of the honest",
        ),
        Misconception(
            name="in per cent",
            code="alert_rate = 4.94",
            explanation="A share lies between 0 and 1.",
            example="half of the payments: 0.5, not 50",
        ),
        Misconception(
            name="one rate times the other",
            code="alert_rate = 0.92 * 0.98",
            explanation="One is a share of the frauds, the other of all payments. Count payments.",
            example="of 10,000 payments: 350 frauds, 200 mistakes at most",
        ),
    ),
    otherwise="Count among 10,000 payments: frauds found, frauds missed, false alarms.",
)

_RANKED = """\
y = np.array([0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 0, 1, 0, 1, 0, 0, 0, 0, 1])
score = np.array([20, 97, 77, 91, 31, 8, 58, 88, 94, 77, 42, 15, 66, 27, 53, 36, 61, 56, 24, 39])
"""

q2 = Exercise(
    key="20.2",
    title="By hand",
    prompt=(
        "Twenty payments, eight of them frauds, with scores from 0 to 100. What is the detection "
        "rate at an alert rate of 25 %, to three decimals? Of equal scores the lowest row comes "
        "first."
    ),
    stub=f"{_RANKED}rate = ...",
    answer="rate",
    judge=value(as_number(3)),
    hints=(
        "How many alerts are 25 % of 20 payments?",
        "Take that many of the highest scores. Mind that one score occurs twice.",
        "Count the frauds among them, and divide by the number of all frauds.",
    ),
    solutions=(
        f"""\
{_RANKED}alerts = np.argsort(-score, kind="stable")[:5]
rate = y[alerts].sum() / y.sum()""",
        "rate = 3 / 8",
    ),
    why=(
        "Five alerts: 97, 94, 91, 88, and of the two with 77 the lower row, which is "
        "honest. Three of eight frauds; no threshold was named, and none is needed."
    ),
    misconceptions=(
        Misconception(
            name="precision of the alerts",
            code="rate = 3 / 5",
            explanation="You divided by the alerts. A detection rate is a share of the *frauds*.",
            example="1 alert, right, of 2 frauds: precision 1, detection 1/2",
        ),
        Misconception(
            name="the tie the other way",
            code="rate = 4 / 8",
            explanation="Of two equal scores the lower row gets the last alert.",
            example="score 70 70, one alert: row 0",
        ),
        Misconception(
            name="the threshold of predict",
            code=f"{_RANKED}rate = y[score >= 50].sum() / y.sum()",
            explanation=(
                "You alerted every score of 50 or more: eleven payments, twice what was allowed."
            ),
            example="an alert rate is a number of alerts, not a height of the score",
        ),
        Misconception(
            name="as many alerts as frauds",
            code=f"{_RANKED}rate = y[np.argsort(-score)[:8]].sum() / y.sum()",
            explanation="You raised one alert per fraud. An alert rate is a share of all payments.",
            example="10 payments, alert rate 20 %: 2 alerts, however many frauds",
        ),
        Misconception(
            name="a share of all payments",
            code="rate = 3 / 20",
            explanation="You divided by all payments. Only frauds can be detected.",
            example="every fraud found: rate 1, however rare frauds are",
        ),
        Misconception(
            name="from the lowest score up",
            code=f"{_RANKED}rate = y[np.argsort(score)[:5]].sum() / y.sum()",
            explanation="You alerted the five that are least suspicious.",
            example="the highest scores come first",
        ),
        Misconception(
            name="false alarms",
            code="rate = 2 / 12",
            explanation="That is the share of the honest payments that raised an alert.",
            example="detection asks about frauds only",
        ),
    ),
    otherwise="Write the five highest scores with their labels in a column.",
)

q3 = Exercise(
    key="20.3",
    title="What can move it?",
    prompt=(
        "Which of these steps *can* change the detection rate at an alert rate of 2 %? Give their "
        "numbers.\n\n"
        "0. The threshold goes from 0.5 to 0.1.\n"
        "1. The model is fitted with `scale_pos_weight=27`.\n"
        "2. Every probability p becomes p / (p + 27 (1 − p)), to undo the weights.\n"
        "3. The training payments pass through SMOTE.\n"
        "4. Every score is replaced by its rank among the scores; none are tied.\n"
        "5. Recent counts take the place of device numbers.\n"
        "6. Half of the honest *training* payments are removed at random.\n"
        "7. Half of the honest *test* payments are removed at random."
    ),
    stub="moves = ...",
    answer="moves",
    judge=value(as_rows),
    hints=(
        "The alerts are the top of an order. Which steps can put one payment before another?",
        "A new fit can give any new order. A rising function of the old score gives the old one.",
        "One step changes neither model nor order, but of how many payments 2 % are taken.",
    ),
    solutions=(
        """\
keeps_the_order = {0, 2, 4}
moves = [step for step in range(8) if step not in keeps_the_order]""",
        "moves = [1, 3, 5, 6, 7]",
    ),
    why=(
        "A threshold, an undoing of weights and ranks keep the order: same alerts. A new fit may "
        "order anew. And in a test set with half of the honest payments, 2 % are about half as "
        "many alerts, for just as many frauds."
    ),
    misconceptions=(
        Misconception(
            name="the threshold counted in",
            code="moves = [0, 1, 3, 5, 6, 7]",
            explanation="A threshold chooses how many alerts there are. Here that is fixed.",
            example="scores 0.9 0.3 0.2, one alert: the 0.9, at any threshold",
        ),
        Misconception(
            name="undoing the weights counted in",
            code="moves = [1, 2, 3, 5, 6, 7]",
            explanation="The correction lowers every probability and keeps their order.",
            example="0.9 and 0.5 become 0.25 and 0.036: still in this order",
        ),
        Misconception(
            name="ranks counted in",
            code="moves = [1, 3, 4, 5, 6, 7]",
            explanation="Ranks *are* the order.",
            example="scores 0.9 0.3 0.2, ranks 3 2 1",
        ),
        Misconception(
            name="everything that changes a probability",
            code="moves = [1, 2, 3, 4, 5, 6, 7]",
            explanation="A probability may change without any payment overtaking another.",
            example="0.9 0.3 0.2 and 0.5 0.1 0.0 raise the same first alert",
        ),
        Misconception(
            name="the class weight left out",
            code="moves = [3, 5, 6, 7]",
            explanation=(
                "A class weight is used *while* trees are grown: other splits win, and other "
                "payments come first. It is no threshold."
            ),
            example="fitted anew: nothing forces the old order",
        ),
        Misconception(
            name="the test set left out",
            code="moves = [1, 3, 5, 6]",
            explanation=(
                "The order stays, but an alert *rate* is a share of the test set. Ask how many "
                "alerts it allows then."
            ),
            example="1,000 payments: 20 alerts; 500 payments: 10",
        ),
        Misconception(
            name="samplers only",
            code="moves = [3, 6]",
            explanation="Resampling is one way to a new fit. There are others in the list.",
            example="another feature, another weight: another model",
        ),
        Misconception(
            name="those that change nothing",
            code="moves = [0, 2, 4]",
            explanation="You named the steps that keep the order. Asked are the others.",
            example="same order, same alerts",
        ),
    ),
    otherwise="Ask of each step: can a payment overtake another, or the number of alerts change?",
)

_A = (np.array([0.0, 5.0, 20.0, 21.0, 30.0]), np.array([7.0, 7.0, 7.0, 0.0, 7.0]), 14.0)
_B = (
    np.array([1.0, 1.0, 2.0, 4.0, 4.0, 6.0, 9.0, 9.5]),
    np.array([3.0, 3.0, 8.0, 3.0, 0.0, 8.0, 0.0, 3.0]),
    3.0,
)
_C = (np.array([0.0, 2.0, 4.0, 6.0]), np.array([5.0, 5.0, 5.0, 5.0]), 4.0)
_D = (np.array([0.0, 1.0, 2.0]), np.array([0.0, 0.0, 0.0]), 10.0)
_E = (np.arange(30) / 2, np.array([1.0, 2.0, 0.0] * 10), 2.0)


def _recent(condition, unknown="counts[device == 0] = -1\n    "):
    """Return the code of a solution to 20.4, or of one that has another condition."""
    return f"""\
def recent(day, device, window):
    counts = np.zeros(len(day))
    for i in range(len(day)):
        for j in range(len(day)):
            if {condition}:
                counts[i] += 1
    {unknown}return counts"""


_SAME, _EARLIER, _NEAR = "device[j] == device[i] != 0", "j < i", "day[i] - day[j] <= window"

q4 = Exercise(
    key="20.4",
    title="Write recent counts",
    prompt=(
        "Write `recent(day, device, window)`: for each payment the number of *earlier* payments of "
        "the same device that lie at most `window` days back. Rows are in order of time; of two "
        "payments on the same `day` the one in the lower row is the earlier. Where the device is "
        "not known (0) the answer is −1."
    ),
    stub="""\
def recent(day, device, window):
    counts = ...
    return counts""",
    answer="recent",
    judge=function(as_array, _A, _B, _C, _D, _E),
    hints=(
        "Two loops will do: for each row i, look at every row j before it.",
        "Three conditions make row j count: earlier, same device, not too long ago.",
        "Payments without a device come last: whatever the loops gave them, they get −1.",
    ),
    solutions=(
        """\
def recent(day, device, window):
    counts = []
    for i in range(len(day)):
        near = (device[:i] == device[i]) & (day[i] - day[:i] <= window)
        counts.append(-1 if device[i] == 0 else near.sum())
    return np.array(counts)""",
        """\
def recent(day, device, window):
    rows = np.arange(len(day))
    ago = np.subtract.outer(day, day)
    same = np.equal.outer(device, device) & np.less.outer(-rows, -rows)
    return np.where(device == 0, -1, (same & (ago <= window)).sum(axis=1))""",
    ),
    why=(
        "No label and no later payment is used, so the column can be computed at the moment of the "
        "payment, for devices never seen in training too."
    ),
    misconceptions=(
        Misconception(
            name="the payment itself",
            code=_recent(f"{_SAME} and j <= i and {_NEAR}"),
            explanation="Each payment counts itself. Only earlier ones are asked.",
            example=(np.array([0.0, 1.0]), np.array([4.0, 4.0]), 5.0),
        ),
        Misconception(
            name="later payments",
            code=_recent(f"{_SAME} and j != i and abs(day[i] - day[j]) <= window"),
            explanation=(
                "You look into the future too: at the moment of a payment nobody knows what the "
                "device will do next week. That is a leak."
            ),
            example=(np.array([0.0, 1.0, 3.0]), np.array([4.0, 4.0, 4.0]), 5.0),
        ),
        Misconception(
            name="no window",
            code=_recent(f"{_SAME} and {_EARLIER}"),
            explanation="You count everything since the beginning; such a count grows for ever.",
            example=(np.array([0.0, 50.0]), np.array([4.0, 4.0]), 5.0),
        ),
        Misconception(
            name="any device",
            code=_recent(f"{_EARLIER} and {_NEAR}"),
            explanation="You count payments of every device.",
            example=(np.array([0.0, 1.0]), np.array([4.0, 6.0]), 5.0),
        ),
        Misconception(
            name="the unknown as one device",
            code=_recent(
                f"device[j] == device[i] and {_EARLIER} and {_NEAR}",
                unknown="",
            ),
            explanation=(
                "Payments without a known device are not all made by one device. They get −1."
            ),
            example=(np.array([0.0, 1.0]), np.array([0.0, 0.0]), 5.0),
        ),
        Misconception(
            name="unknown as zero",
            code=_recent(f"{_SAME} and {_EARLIER} and {_NEAR}", unknown=""),
            explanation=(
                "Not known and not seen before are two different things; a zero says the second."
            ),
            example=(np.array([0.0, 1.0]), np.array([4.0, 0.0]), 5.0),
        ),
        Misconception(
            name="less than the window",
            code=_recent(f"{_SAME} and {_EARLIER} and day[i] - day[j] < window"),
            explanation="A payment exactly `window` days back still counts: at most.",
            example=(np.array([0.0, 5.0]), np.array([4.0, 4.0]), 5.0),
        ),
        Misconception(
            name="rows, not days",
            code=_recent(f"{_SAME} and {_EARLIER} and i - j <= window"),
            explanation="You went `window` rows back. The window is in days.",
            example=(np.array([0.0, 9.0]), np.array([4.0, 4.0]), 5.0),
        ),
        Misconception(
            name="an earlier day, not an earlier row",
            code=_recent(f"{_SAME} and day[j] < day[i] and {_NEAR}"),
            explanation="Of two payments on the same day the one in the lower row is the earlier.",
            example=(np.array([1.0, 1.0]), np.array([4.0, 4.0]), 5.0),
        ),
    ),
    otherwise="Try it on three payments of one device and one without a device.",
)
