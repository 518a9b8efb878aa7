"""Exercises of lesson 18, the European cards."""

import numpy as np
from sklearn.metrics import f1_score

from course_lib.evaluation.amounts import share_saved
from course_lib.exercises.answers import as_number, as_rows
from course_lib.exercises.exercise import Exercise, Misconception
from course_lib.exercises.judges import data_set, function, value

TITLE = "European cards"

_EIGHT = """\
amount = np.array([0.76, 1.00, 5.00, 8.50, 40.00, 99.99, 345.00, 2000.00])
probability = np.array([1.00, 0.98, 1.00, 0.50, 0.20, 0.04, 0.02, 0.001])
"""

q1 = Exercise(
    key="18.1",
    title="Predict: whom to ring up",
    prompt=(
        "An alarm costs five euros, right or wrong; a fraud that nobody looks at costs its amount. "
        "Which of these eight payments should raise an alarm? Predict before you calculate; give "
        "row numbers. Where both ways cost the same, leave the customer in peace."
    ),
    stub=f"{_EIGHT}alarm_rows = ...",
    answer="alarm_rows",
    judge=value(as_rows),
    hints=(
        "What does silence cost on average, if a payment of 8.50 is a fraud with probability 0.5?",
        "Compare the probability times the amount with five euros, row by row.",
        "The first three are worth five euros at most, however certain. Mind the row where both "
        "sides are equal.",
    ),
    solutions=(
        f"{_EIGHT}alarm_rows = np.flatnonzero(probability * amount > 5)",
        "alarm_rows = [4, 6]",
    ),
    why=(
        "Two of eight: 40 euros at 0.20 and 345 euros at 0.02 are expected to lose 8.00 and 6.90. "
        "Two certain frauds are let pass because ringing up costs more than they take, and a third "
        "because it costs as much."
    ),
    misconceptions=(
        Misconception(
            name="a threshold of one half",
            code="alarm_rows = [0, 1, 2, 3]",
            explanation=(
                "You alarm where a fraud is as likely as not. That is right only where a miss and "
                "an alarm cost the same, and here each payment has its own price."
            ),
            example="amount 1, certain fraud: silence costs 1, the alarm 5",
        ),
        Misconception(
            name="above one half",
            code="alarm_rows = [0, 1, 2]",
            explanation="You looked at the probability only. The amount decides as well.",
            example="amount 2.00, certain fraud: silence costs 2, the alarm 5",
        ),
        Misconception(
            name="alarms at equality",
            code="alarm_rows = [2, 4, 6]",
            explanation="One of your rows costs five euros either way; the prompt says what then.",
            example="amount 10, probability 0.5: 5 against 5",
        ),
        Misconception(
            name="the amount alone",
            code="alarm_rows = [3, 4, 5, 6, 7]",
            explanation=(
                "You alarm wherever the amount exceeds the cost of an alarm. Nearly all of these "
                "would be legitimate: what counts is what is lost *on average*."
            ),
            example="amount 100, probability 0.01: silence costs 1 on average",
        ),
        Misconception(
            name="false alarms only",
            code="alarm_rows = [0, 1, 2, 3, 4, 6]",
            explanation=(
                "You charged for false alarms only. Here the call costs five euros also when it "
                "finds a fraud."
            ),
            example="amount 3, certain fraud: the call costs 5 and saves 3",
        ),
        Misconception(
            name="the dearest payments",
            code="alarm_rows = [6, 7]",
            explanation="The largest amounts are not the largest losses: multiply first.",
            example="amount 3000, probability 0.001: 3 on average",
        ),
        Misconception(
            name="the payments to be left in peace",
            code="alarm_rows = [0, 1, 2, 3, 5, 7]",
            explanation="These are the rows without an alarm. Asked are those with one.",
            example="amount 50, probability 0.5: 25 on average, an alarm",
        ),
        Misconception(
            name="positions counted from one",
            code="alarm_rows = [5, 7]",
            explanation="You counted from 1. The first payment is row 0.",
            example="[40.0, 2.0]: the payment of 40 is row 0",
        ),
    ),
    otherwise="Write probability times amount beside every row.",
)

q2 = Exercise(
    key="18.2",
    title="F1 from a tenth of the majority",
    prompt=(
        "A test set holds all frauds of its part of the table, 100, but only one legitimate "
        "payment in ten, 6,000. Alarms: 80 frauds and 4 legitimate rows. Estimate F1 on "
        "the whole table, to three decimals. It can be done on paper."
    ),
    stub="f1 = ...",
    answer="f1",
    judge=value(as_number(3)),
    hints=(
        "For how many payments of the whole table does each of the 4 rows stand?",
        "80 alarms are right, 20 frauds are missed, and about 40 legitimate payments are alarmed.",
        "F1 is 2 TP over 2 TP + FP + FN.",
    ),
    solutions=(
        """\
precision, recall = 80 / (80 + 40), 80 / 100
f1 = 2 * precision * recall / (precision + recall)""",
        "f1 = 160 / (160 + 40 + 20)",
    ),
    why=(
        "Recall is 0.8 either way; precision falls from 0.95 to 0.67. A single legitimate row more "
        "or less moves this F1 by about 0.03, so one test set of this size is no ground for the "
        "second decimal."
    ),
    misconceptions=(
        Misconception(
            name="the sample taken for the table",
            code="f1 = 160 / (160 + 4 + 20)",
            explanation=(
                "You counted every row once. Nine in ten legitimate payments are missing, and with "
                "them nine in ten false alarms."
            ),
            example="1 false alarm in a tenth of the rows: about 10 in all of them",
        ),
        Misconception(
            name="right alarms counted once",
            code="f1 = 80 / (80 + 40 + 20)",
            explanation=(
                "You divided the right alarms by all alarms and misses together. In F1 they count "
                "twice, above and below: it is a mean of precision and recall."
            ),
            example="TP 1, FP 1, FN 0: precision 1/2, recall 1, F1 2/3 and not 1/2",
        ),
        Misconception(
            name="precision",
            code="f1 = 80 / 120",
            explanation="That is the share of alarms that are right. F1 also asks for recall.",
            example="precision 1, recall 0.5: F1 is 2/3",
        ),
        Misconception(
            name="recall",
            code="f1 = 80 / 100",
            explanation="That is the share of frauds found, the one figure that needs no weights.",
            example="precision 0.5, recall 1: F1 is 2/3",
        ),
        Misconception(
            name="the plain mean",
            code="f1 = (80 / 120 + 80 / 100) / 2",
            explanation="F1 is the harmonic mean: it lies nearer to the smaller of the two.",
            example="precision 0, recall 1: F1 is 0, not 1/2",
        ),
        Misconception(
            name="divided by ten",
            code="f1 = 160 / (160 + 0.4 + 20)",
            explanation=(
                "You made the false alarms rarer. A row that stands for ten payments counts more."
            ),
            example="the whole table has more legitimate payments than the sample, not fewer",
        ),
        Misconception(
            name="weighted by the imbalance",
            code="f1 = 160 / (160 + 4 * 600 + 20)",
            explanation=(
                "You weighted by how many legitimate payments there are per fraud. What counts is "
                "how many payments each row *stands for*."
            ),
            example="a sample of one in ten: weight 10, whatever the share of frauds",
        ),
        Misconception(
            name="misses times ten",
            code="f1 = 160 / (160 + 4 + 200)",
            explanation="You weighted the missed frauds. They are the class that is complete.",
            example="20 of 100 frauds missed here: 20 of 100 in the whole table",
        ),
    ),
    otherwise="Write TP, FP and FN of the whole table first.",
)

_CALL = "y, probability, amount, handling"

q3 = Exercise(
    key="18.3",
    title="Euros saved",
    prompt=(
        "Write `saved(y, probability, amount, handling)`: what the rule of this lesson saves, in "
        "euros. Alarms are raised where probability times amount exceeds `handling`. An alarm on "
        "a fraud (`y` 1) saves its amount; every alarm costs `handling`. No alarm saves nothing."
    ),
    stub="""\
def saved(y, probability, amount, handling):
    euros = ...
    return euros""",
    answer="saved",
    judge=function(
        as_number(2),
        (np.array([1, 0]), np.array([0.9, 0.2]), np.array([50.0, 40.0]), 5.0),
        (np.array([0, 0, 0]), np.array([0.9, 0.2, 0.0]), np.array([50.0, 40.0, 0.0]), 5.0),
        (np.array([1, 1]), np.array([0.1, 0.1]), np.array([4.0, 3.0]), 5.0),
        (
            np.array([1, 0, 1, 1, 0, 1]),
            np.array([0.5, 0.3, 0.02, 1.0, 0.9, 0.7]),
            np.array([10.0, 100.0, 900.0, 3.0, 6.0, 20.0]),
            5.0,
        ),
        (np.array([1, 0, 1]), np.array([0.5, 0.5, 0.4]), np.array([30.0, 30.0, 30.0]), 13.0),
    ),
    hints=(
        "First a mask: which payments raise an alarm? At equality there is none.",
        "What comes in: the amounts of rows that are alarmed *and* frauds.",
        "What goes out: the number of alarms times their cost. Misses do not enter: silence is "
        "the zero from which savings are counted.",
    ),
    solutions=(
        """\
def saved(y, probability, amount, handling):
    alarm = probability * amount > handling
    return amount[alarm & (y == 1)].sum() - handling * alarm.sum()""",
        """\
def saved(y, probability, amount, handling):
    total = 0.0
    for fraud, p, euros in zip(y, probability, amount):
        if p * euros > handling:
            total += (euros if fraud else 0) - handling
    return total""",
    ),
    why=(
        "Every payment has its own threshold, the cost of an alarm over the amount, so no "
        "resampling and no single threshold can stand for it. The rule needs probabilities that "
        "mean what they say."
    ),
    misconceptions=(
        Misconception(
            name="an alarm at equality",
            code="""\
def saved(y, probability, amount, handling):
    alarm = probability * amount >= handling
    return amount[alarm & (y == 1)].sum() - handling * alarm.sum()""",
            explanation="Where both sides are equal there is no alarm: the loss must *exceed*.",
            example=(np.array([1]), np.array([0.5]), np.array([10.0]), 5.0),
        ),
        Misconception(
            name="right alarms for free",
            code="""\
def saved(y, probability, amount, handling):
    alarm = probability * amount > handling
    return amount[alarm & (y == 1)].sum() - handling * (alarm & (y == 0)).sum()""",
            explanation="You paid for false alarms only. A call costs the same when it is right.",
            example=(np.array([1]), np.array([1.0]), np.array([50.0]), 5.0),
        ),
        Misconception(
            name="misses subtracted",
            code="""\
def saved(y, probability, amount, handling):
    alarm, fraud = probability * amount > handling, y == 1
    found, missed = amount[alarm & fraud].sum(), amount[~alarm & fraud].sum()
    return found - missed - handling * alarm.sum()""",
            explanation=(
                "You subtracted what was missed as well. Savings are counted from silence, where "
                "that money is lost anyway."
            ),
            example=(np.array([1]), np.array([0.0]), np.array([20.0]), 5.0),
        ),
        Misconception(
            name="one threshold for all",
            code="""\
def saved(y, probability, amount, handling):
    alarm = probability >= 0.5
    return amount[alarm & (y == 1)].sum() - handling * alarm.sum()""",
            explanation="You decided by probability alone. The amount belongs to the decision.",
            example=(np.array([1]), np.array([0.1]), np.array([100.0]), 5.0),
        ),
        Misconception(
            name="false alarms bring in money",
            code="""\
def saved(y, probability, amount, handling):
    alarm = probability * amount > handling
    return amount[alarm].sum() - handling * alarm.sum()""",
            explanation="You added amounts of legitimate payments: nobody would have lost them.",
            example=(np.array([0]), np.array([0.5]), np.array([40.0]), 5.0),
        ),
        Misconception(
            name="handling as a threshold only",
            code="""\
def saved(y, probability, amount, handling):
    alarm = probability * amount > handling
    return amount[alarm & (y == 1)].sum()""",
            explanation="You used the cost to decide and then forgot to pay it.",
            example=(np.array([1, 0]), np.array([0.9, 0.9]), np.array([20.0, 20.0]), 5.0),
        ),
        Misconception(
            name="expected, not actual, savings",
            code="""\
def saved(y, probability, amount, handling):
    alarm = probability * amount > handling
    return (probability * amount)[alarm].sum() - handling * alarm.sum()""",
            explanation=(
                "You summed what the model *expects*. What is saved is decided by `y`, not by the "
                "model's opinion of itself."
            ),
            example=(np.array([0]), np.array([1.0]), np.array([60.0]), 5.0),
        ),
        Misconception(
            name="a share, not euros",
            code="""\
def saved(y, probability, amount, handling):
    alarm = probability * amount > handling
    gain = amount[alarm & (y == 1)].sum() - handling * alarm.sum()
    return gain / max(amount[y == 1].sum(), 1)""",
            explanation="You divided by what the frauds took. Asked are euros.",
            example=(np.array([1]), np.array([1.0]), np.array([100.0]), 5.0),
        ),
        Misconception(
            name="every amount against the cost",
            code="""\
def saved(y, probability, amount, handling):
    alarm = amount > handling
    return amount[alarm & (y == 1)].sum() - handling * alarm.sum()""",
            explanation="You alarm on every larger payment, however unlikely a fraud.",
            example=(np.array([0]), np.array([0.01]), np.array([80.0]), 5.0),
        ),
    ),
    otherwise="Work out the mask of the alarms on two rows by hand.",
)

_SAMPLE_TABLE = """\
X = np.array([[900, 0, 1], [8, 1, 0], [9, 1, 0], [7, 1, 0], [30, 0, 0]])
y = np.array([1, 1, 1, 1, 0])
"""


def _find_disagreement(X, y):
    """Judge a table of payments: amount, alarm of A, alarm of B."""
    if X.shape[1] != 3:
        return "not three columns", f"This `X` has {X.shape[1]} columns."
    if set(np.unique(y)) != {0, 1}:
        return "one class only", ""
    if (X[:, 0] < 0).any():
        return "a negative amount", ""
    if not np.isin(X[:, 1:], [0, 1]).all():
        return "scores, not alarms", ""
    amount, alarms, fraud = X[:, 0], X[:, 1:].T == 1, y == 1
    if not amount[fraud].sum() > 0:
        return None, "The frauds took nothing here."
    f1 = [f1_score(fraud, alarm, zero_division=0) for alarm in alarms]
    euros = [share_saved(fraud, amount, alarm, handling=5) for alarm in alarms]
    euros = [share * amount[fraud].sum() for share in euros]
    told = f"A has F1 {f1[0]:.2f} and saves {euros[0]:.2f} euros, B {f1[1]:.2f} and {euros[1]:.2f}."
    if (alarms[0] == alarms[1]).all():
        return "the same alarms twice", told
    if np.isclose(*f1):
        return "equal F1", told
    if np.isclose(*euros):
        return "equal savings", told
    if f1[0] < f1[1]:
        return ("the roles exchanged" if euros[0] > euros[1] else "B better in both"), told
    return None if euros[0] < euros[1] else ("A better in both", told)


q4 = Exercise(
    key="18.4",
    title="F1 and euros disagree",
    prompt=(
        "Build payments for which system A has the higher F1 and system B saves more euros. `X` "
        "has three columns: the amount, and the alarms of A and of B as 0 or 1. `y` is 1 for a "
        "fraud; both classes occur. Every alarm costs five euros, an alarm on a fraud saves its "
        "amount. Four rows are enough."
    ),
    stub="""\
X = ...
y = ...""",
    answer="X, y",
    judge=data_set(_find_disagreement),
    hints=(
        "F1 counts heads. Which frauds would you let A find, and which one B?",
        "Two frauds of eight euros bring A six; one fraud of hundreds brings B more.",
        "A finds several small frauds, B the one large one, and a legitimate row nobody alarms.",
    ),
    solutions=(
        _SAMPLE_TABLE,
        """\
X = [[500.0, 0, 1], [6.0, 1, 0], [6.0, 1, 0], [20.0, 0, 1]]
y = [1, 1, 1, 0]""",
    ),
    why=(
        "F1 counts a fraud of eight euros like one of nine hundred. Whoever selects a model by F1 "
        "has declared that they cost the same."
    ),
    misconceptions=(
        Misconception(
            name="A better in both",
            code="""\
X = np.array([[900, 1, 0], [8, 1, 0], [9, 0, 1], [30, 0, 0]])
y = np.array([1, 1, 1, 0])""",
            explanation="A finds more frauds *and* the money. Give the large one to B.",
            example="two frauds, 10 and 900: finding either counts the same in F1",
        ),
        Misconception(
            name="the roles exchanged",
            code="""\
X = np.array([[900, 1, 0], [8, 0, 1], [9, 0, 1], [7, 0, 1], [30, 0, 0]])
y = np.array([1, 1, 1, 1, 0])""",
            explanation="They disagree, but the other way round: A is to have the higher F1.",
            example="column 1 holds the alarms of A, column 2 those of B",
        ),
        Misconception(
            name="B better in both",
            code="""\
X = np.array([[900, 0, 1], [8, 1, 0], [30, 1, 0]])
y = np.array([1, 1, 0])""",
            explanation="B also has the higher F1. A needs more right alarms, or fewer false ones.",
            example="one fraud found and a false alarm, against one found and none",
        ),
        Misconception(
            name="equal F1",
            code="""\
X = np.array([[900, 0, 1], [8, 1, 0], [30, 0, 0]])
y = np.array([1, 1, 0])""",
            explanation="Both have the same F1: one fraud each, no false alarm. A has to lead.",
            example="a false alarm of B lowers its F1, and costs only five euros",
        ),
        Misconception(
            name="equal savings",
            code="""\
X = np.array([[15, 0, 1], [10, 1, 0], [10, 1, 0], [30, 0, 0]])
y = np.array([1, 1, 1, 0])""",
            explanation="Both save the same, once the alarms are paid for. B has to lead.",
            example="two frauds of 10: 20 - 10; one of 15: 15 - 5",
        ),
        Misconception(
            name="the same alarms twice",
            code="""\
X = np.array([[900, 1, 1], [8, 1, 1], [30, 0, 0]])
y = np.array([1, 1, 0])""",
            explanation="A and B alarm on the same rows, so they cannot disagree.",
            example="alarms of A 1 0, alarms of B 0 1",
        ),
        Misconception(
            name="scores, not alarms",
            code="""\
X = np.array([[900, 0.2, 0.9], [8, 0.8, 0.1], [9, 0.7, 0.3], [30, 0.1, 0.1]])
y = np.array([1, 1, 1, 0])""",
            explanation="The last two columns hold decisions: 1 for an alarm, 0 for none.",
            example="0.8 at a threshold of one half: 1",
        ),
        Misconception(
            name="one class only",
            code="""\
X = np.array([[900, 0, 1], [8, 1, 0], [9, 1, 0]])
y = np.array([1, 1, 1])""",
            explanation="`y` needs frauds (1) and legitimate payments (0), and nothing else.",
            example="y = [1, 1, 0]",
        ),
        Misconception(
            name="a negative amount",
            code="""\
X = np.array([[900, 0, 1], [-8, 1, 0], [9, 1, 0], [30, 0, 0]])
y = np.array([1, 1, 1, 0])""",
            explanation="An amount below zero is no payment.",
            example="amounts are euros, 0 or more",
        ),
        Misconception(
            name="not three columns",
            code="""\
X = np.array([[0, 1], [1, 0], [1, 0], [0, 0]])
y = np.array([1, 1, 1, 0])""",
            explanation="`X` has three columns: amount, alarm of A, alarm of B.",
            example="[amount, alarm of A, alarm of B]",
        ),
    ),
    otherwise="Compute F1 and euros of both by hand.",
)
