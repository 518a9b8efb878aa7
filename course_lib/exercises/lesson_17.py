"""Exercises of lesson 17, card transactions in time."""

import numpy as np
from sklearn.metrics import roc_auc_score

from course_lib.evaluation.alerts import precision_at_k
from course_lib.exercises.answers import as_number, as_rows
from course_lib.exercises.exercise import Exercise, Misconception
from course_lib.exercises.judges import data_set, function, value

TITLE = "Card transactions in time"

_CARDS = """\
day = np.array([0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2])
card = np.array([7, 7, 5, 7, 5, 8, 6, 8, 6, 5, 5, 6])
fraud = np.array([0, 0, 0, 1, 0, 0, 1, 1, 0, 1, 0, 1])
score = np.array([0.78, 0.85, 0.92, 0.5, 0.43, 0.71, 0.64, 0.29, 0.15, 0.36, 0.57, 0.22])
"""

q1 = Exercise(
    key="17.1",
    title="Two cards a day",
    prompt=(
        "Two cards can be checked a day. What is the card precision at two, mean over the three "
        "days, to three decimals? A card's score is its highest of the day, it is compromised if "
        "it has a fraud on that day, and a card found compromised is blocked from the next day on."
    ),
    stub=f"{_CARDS}precision = ...",
    answer="precision",
    judge=value(as_number(3)),
    hints=(
        "Take day 0 alone. Which two cards have the highest scores, and which of them is found?",
        "Strike out the rows of every card found before you look at the next day. A card that was "
        "checked and found sound stays.",
        "A card can have several rows a day: the highest gives its score, and the fraud may be in "
        "any of them.",
    ),
    solutions=(
        f"""\
{_CARDS}blocked, shares = set(), []
for today in range(3):
    rows = [r for r in range(12) if day[r] == today and card[r] not in blocked]
    by_score = sorted(rows, key=lambda r: -score[r])
    checked = list(dict.fromkeys(card[r] for r in by_score))[:2]
    found = {{card[r] for r in rows if fraud[r] and card[r] in checked}}
    blocked |= found
    shares.append(len(found) / 2)
precision = np.mean(shares)""",
        "precision = (1 / 2 + 2 / 2 + 1 / 2) / 3",
    ),
    why=(
        "Day 0: cards 5 and 7 are checked, 7 is found. Day 1: cards 8 and 6 are checked, both are "
        "found. Day 2: 6 is blocked, so one card is left to check, and found; the budget was two."
    ),
    misconceptions=(
        Misconception(
            name="the last day's second check",
            code="precision = (1 / 2 + 2 / 2 + 2 / 2) / 3",
            explanation=(
                "On the last day you found two, or divided by one. A card found on an earlier day "
                "is gone, and the budget stays two where fewer cards are left."
            ),
            example="budget 2, one card left and found: 1/2",
        ),
        Misconception(
            name="every checked card blocked",
            code="precision = (1 / 2 + 2 / 2 + 0 / 2) / 3",
            explanation=(
                "You blocked a card that was checked and found sound. Only compromised ones go."
            ),
            example="day 0: card 1 checked, no fraud\nday 1: card 1 can still be found.",
        ),
        Misconception(
            name="the fraud must be on the highest row",
            code="precision = (0 / 2 + 1 / 2 + 0 / 2) / 3",
            explanation=(
                "A card is compromised if *any* of its rows of that day is a fraud; its score "
                "comes from the highest one."
            ),
            example="card 1: score 0.9 sound, score 0.3 fraud\nchecked and found.",
        ),
        Misconception(
            name="payments, not cards",
            code="precision = (0 / 2 + 1 / 2 + 1 / 2) / 3",
            explanation=(
                "You checked the two highest payments of a day. A card is checked once, with all "
                "its payments of the day."
            ),
            example="card 1: 0.9 and 0.8, card 2: 0.7\ntwo checks: cards 1 and 2",
        ),
        Misconception(
            name="divided by the compromised",
            code="precision = (1 / 1 + 2 / 2 + 1 / 1) / 3",
            explanation=(
                "You divided by the compromised cards of the day: that is the share found. "
                "Precision divides by the budget."
            ),
            example="2 checks, 1 compromised and found: 1/2, not 1.",
        ),
        Misconception(
            name="all days in one list",
            code="precision = 0 / 2",
            explanation=(
                "You took the two highest scores of all three days. The budget is two a day, and "
                "tomorrow's scores are not known today."
            ),
            example="days 0 and 1, one check each: two checks in all.",
        ),
        Misconception(
            name="a number of cards",
            code="precision = 4",
            explanation="That many cards are found in all. Precision is a share of the checks.",
            example="1 found in 4 checks: 0.25",
        ),
    ),
    otherwise="Go day by day: strike out the blocked cards, rank the others, check two.",
)

_DAYS = np.array([0, 1, 3, 4, 6, 7, 9, 10])
_FRAUDS = np.array([0, 1, 1, 0, 1, 1, 0, 1])


def _risk(condition, result="frauds[known].mean() if known.any() else 0.0"):
    return f"""\
def risk(days, frauds, today, window, delay):
    known = {condition}
    return {result}"""


_RIGHT = "(days > today - delay - window) & (days <= today - delay)"

q2 = Exercise(
    key="17.2",
    title="What a terminal's past says",
    prompt=(
        "Write `risk(days, frauds, today, window, delay)` for one terminal: `days` holds the day "
        "of each of its payments, `frauds` is 1 where the payment was a fraud; both are arrays, in "
        "any order. Labels are known after `delay` days. Return the share of frauds among the "
        "payments of the `window` days that end `delay` days before today, that day included; 0 "
        "if there are none. Example: today 20, window 7, delay 7 asks for days 7 to 13."
    ),
    stub="""\
def risk(days, frauds, today, window, delay):
    share = ...
    return share""",
    answer="risk",
    judge=function(
        as_number(6),
        (_DAYS, _FRAUDS, 10, 3, 2),
        (_DAYS, _FRAUDS, 10, 1, 1),
        (_DAYS, _FRAUDS, 10, 4, 6),
        (_DAYS[::-1], _FRAUDS[::-1], 9, 7, 2),
        (_DAYS, _FRAUDS, 30, 5, 7),
        (_DAYS, _FRAUDS, 11, 30, 4),
        (np.array([5, 5, 5]), np.array([1, 0, 0]), 6, 2, 0),
        (np.array([], dtype=int), np.array([], dtype=int), 6, 2, 0),
    ),
    hints=(
        "Which is the last day whose labels are known today? Which is the first of the window?",
        "The window has `window` days. If its last day is L, its first is L − window + 1.",
        "Make a mask of the payments between the two; mind the case that it is empty.",
    ),
    solutions=(
        _risk(_RIGHT),
        """\
def risk(days, frauds, today, window, delay):
    last = today - delay
    labels = [f for d, f in zip(days, frauds) if last - window + 1 <= d <= last]
    return sum(labels) / max(len(labels), 1)""",
    ),
    why=(
        "The window is pushed back by the delay, not shortened by it: what happened since is real, "
        "but nobody knows it yet."
    ),
    misconceptions=(
        Misconception(
            name="labels known at once",
            code=_risk("(days > today - window) & (days <= today)"),
            explanation=(
                "You forgot the delay. Such a feature even counts today's own label, and no "
                "validation in order of time would notice."
            ),
            example=(np.array([3, 10]), np.array([0, 1]), 10, 2, 7),
        ),
        Misconception(
            name="the window shortened by the delay",
            code=_risk("(days > today - window) & (days <= today - delay)"),
            explanation=(
                "You cut the unknown days off the window. With a window of 7 and a delay of 7 "
                "nothing would be left; the whole window moves back."
            ),
            example=(np.array([6, 9]), np.array([1, 0]), 10, 3, 2),
        ),
        Misconception(
            name="the last known day left out",
            code=_risk("(days >= today - delay - window) & (days < today - delay)"),
            explanation="Your window lies one day too early: the day `delay` days ago is known.",
            example=(np.array([3, 4]), np.array([0, 1]), 6, 1, 2),
        ),
        Misconception(
            name="a day too long",
            code=_risk("(days >= today - delay - window) & (days <= today - delay)"),
            explanation="Your window has one day more than `window`.",
            example=(np.array([3, 4]), np.array([0, 1]), 6, 1, 2),
        ),
        Misconception(
            name="a day too short",
            code=_risk("(days > today - delay - window) & (days < today - delay)"),
            explanation="Your window has one day less than `window`: both ends are left out.",
            example=(np.array([3, 4]), np.array([0, 1]), 6, 2, 2),
        ),
        Misconception(
            name="a number, not a share",
            code=_risk(_RIGHT, "frauds[known].sum()"),
            explanation="You counted frauds. A busy terminal has more of everything.",
            example=(np.array([3, 3]), np.array([1, 0]), 4, 2, 1),
        ),
        Misconception(
            name="divided by all payments",
            code=_risk(_RIGHT, "frauds[known].sum() / max(len(days), 1)"),
            explanation="You divided by every payment of the terminal, not by those of the window.",
            example=(np.array([1, 8]), np.array([0, 1]), 9, 2, 1),
        ),
        Misconception(
            name="no window at all",
            code=_risk("days <= today - delay"),
            explanation="You took the whole known past. Compromised terminals recover.",
            example=(np.array([0, 8]), np.array([1, 0]), 9, 2, 1),
        ),
        Misconception(
            name="nothing known is no number",
            code=_risk(_RIGHT, "frauds[known].mean() if known.any() else np.nan"),
            explanation="Where the window is empty, 0 is asked: few models take NaN.",
            example=(np.array([5]), np.array([1]), 6, 1, 3),
        ),
    ),
    otherwise="Write down the first and the last day of the window for the example in the prompt.",
)

q3 = Exercise(
    key="17.3",
    title="What nobody knew that day",
    prompt=(
        "A detector learns from one week, waits seven days for labels, and is judged on the week "
        "after that. Which of these steps use something that was not known on the day of the "
        "decision?\n\n"
        "| row | step |\n"
        "| --: | :-- |\n"
        "| 0 | the customer's mean amount of the last 30 days, this payment included |\n"
        "| 1 | the terminal's share of frauds in the last seven days |\n"
        "| 2 | how many payments the terminal saw in the last day |\n"
        "| 3 | mean and spread for scaling, from training and test weeks together |\n"
        "| 4 | editing (ENN) of the training week |\n"
        "| 5 | Tomek links removed from the whole table, then the split |\n"
        "| 6 | cards left out whose frauds were reported more than seven days ago |\n"
        "| 7 | cards left out that have had any fraud before that day |\n"
        "| 8 | five shuffled folds over all three weeks |\n"
        "| 9 | SMOTE of the training week, with the labels of its last day |\n\n"
        "Give a list of rows of the table."
    ),
    stub="unknown = ...",
    answer="unknown",
    judge=value(as_rows),
    hints=(
        "Amounts and counts are known at once. Labels are known seven days later.",
        "For each step name the youngest label and the latest row it touches.",
        "Five steps look ahead: two through a young label, three through rows of the test week.",
    ),
    solutions=(
        "unknown = [1, 3, 5, 7, 8]",
        """\
young_labels, later_rows = [1, 7], [3, 5, 8]
unknown = sorted(young_labels + later_rows)""",
    ),
    why=(
        "Steps 1 and 7 ask for labels that are not in yet; 3, 5 and 8 let rows of the test week, "
        "or later ones, into training. What touches the training week alone is harmless: after the "
        "delay all its labels are known."
    ),
    misconceptions=(
        Misconception(
            name="anything of today is forbidden",
            code="unknown = [0, 1, 2, 3, 5, 7, 8]",
            explanation=(
                "The amount and the place of this payment are known when it is made; only its "
                "label is not."
            ),
            example="10:00 payment of 40 euros\n10:00 known: 40 euros; a week later: fraud or not",
        ),
        Misconception(
            name="only the shuffle looks ahead",
            code="unknown = [8]",
            explanation=(
                "Shuffling is the famous one. A feature can look ahead inside a perfect order of "
                "time, and so can scaling, cleaning and the choice of rows."
            ),
            example="day 10: share of frauds on days 3 to 10\nlabels of days 4 to 10: not in yet.",
        ),
        Misconception(
            name="cleaning is always a leak",
            code="unknown = [1, 3, 4, 5, 7, 8, 9]",
            explanation=(
                "Editing and SMOTE of the training rows alone touch nothing else. The leak is "
                "cleaning *before* the split."
            ),
            example="training rows 0 to 9 edited, test rows 10 to 19 untouched: no leak.",
        ),
        Misconception(
            name="the young labels passed over",
            code="unknown = [3, 5, 8]",
            explanation="You found the rows of the future, not the labels of the present.",
            example="fraud on Monday, reported on Friday\non Tuesday it is a payment like others.",
        ),
        Misconception(
            name="scaling is harmless",
            code="unknown = [1, 5, 7, 8]",
            explanation=(
                "Mean and spread of rows to come are knowledge too, if mostly of small effect."
            ),
            example="week 1 mean 10, week 3 mean 50\nscaled together: week 1 knows of the rise.",
        ),
        Misconception(
            name="blocking cards is always fair",
            code="unknown = [1, 3, 5, 8]",
            explanation=(
                "Blocking needs a reported fraud. One of the two rules on cards blocks before the "
                "report."
            ),
            example="fraud on Monday, reported the Monday after\nblocked on Tuesday: by whom?",
        ),
        Misconception(
            name="blocking cards is never fair",
            code="unknown = [1, 3, 5, 6, 7, 8]",
            explanation=(
                "A card reported in time is blocked in time: leaving it out is what happens in "
                "life, and keeping it in counts finds that are none."
            ),
            example="reported on day 3, blocked on day 3\nday 4: no row of that card.",
        ),
        Misconception(
            name="the last day's labels",
            code="unknown = [1, 3, 5, 7, 8, 9]",
            explanation=(
                "That is what the wait is for: seven days after the training week its last labels "
                "are in."
            ),
            example="training days 0 to 6, labels of day 6 on day 13, first decision on day 14",
        ),
        Misconception(
            name="the steps that are harmless",
            code="unknown = [0, 2, 4, 6, 9]",
            explanation="You gave the steps that use only what was known.",
            example="asked: the steps that look ahead.",
        ),
    ),
    otherwise="Ask of each step: whose label, from which day; which rows, from which week?",
)


def _disagrees(X, y):
    """Look for two rankings that ROC AUC and a budget of two alerts put in opposite orders."""
    if set(np.unique(y).tolist()) != {0, 1}:
        return "labels other than 0 and 1", f"Your labels are {np.unique(y)[:4].tolist()}."
    if X.shape[1] != 2:
        return "not two columns", f"You gave {X.shape[1]}."
    if len(y) > 12:
        return "too many rows", f"You used {len(y)}."
    if len(y) < 2 or any(len(np.unique(column)) < len(y) for column in X.T):
        return "equal scores", ""
    areas = [roc_auc_score(y, column) for column in X.T]
    precisions = [precision_at_k(y, column, 2) for column in X.T]
    told = f"ROC AUC {areas[0]:.2f} and {areas[1]:.2f}, at two {precisions[0]} and {precisions[1]}."
    if areas[0] < areas[1] and precisions[0] > precisions[1]:
        return "the columns exchanged", told
    if areas[0] <= areas[1]:
        return "the first does not rank better", told
    if precisions[0] >= precisions[1]:
        return "the budget does not mind", told
    return None


_EIGHT = "y = [1, 1, 0, 0, 0, 0, 0, 0]"
_MIDDLE, _ENDS = "[6, 5, 8, 7, 4, 3, 2, 1]", "[8, 1, 7, 6, 5, 4, 3, 2]"

q4 = Exercise(
    key="17.4",
    title="Break it: better, and worth less",
    prompt=(
        "Two detectors score the same payments: `X` has one column of scores for each, `y` is 1 "
        "for frauds. Build at most 12 rows in which the *first* detector has the higher ROC AUC "
        "and the lower precision at two alerts. No two scores of one detector may be equal."
    ),
    stub="""\
X = ...
y = ...""",
    answer="X, y",
    judge=data_set(_disagrees),
    hints=(
        "ROC AUC looks at every pair; the budget looks at the top two alone.",
        "Let the first detector put two sound payments on top and all frauds right behind them.",
        "Let the second put one fraud on top, and another one last.",
    ),
    solutions=(
        f"X = np.column_stack([{_MIDDLE}, {_ENDS}])\n{_EIGHT}",
        """\
frauds = [[0.8, 0.9], [0.7, 0.1]]
sound = [[0.95, 0.2], [0.9, 0.3], [0.1, 0.4], [0.2, 0.5], [0.3, 0.6], [0.4, 0.7]]
X = np.array(frauds + sound)
y = np.repeat([1, 0], [2, 6])""",
    ),
    why=(
        "The first detector loses the two places that are checked and wins nearly all other pairs. "
        "That is how a method can raise ROC AUC, lower average precision, and find fewer frauds "
        "for the same money."
    ),
    misconceptions=(
        Misconception(
            name="labels other than 0 and 1",
            code=f"X = np.column_stack([{_MIDDLE}, {_ENDS}])\ny = [0] * 8",
            explanation="Both kinds are needed: frauds are 1, other payments 0.",
            example="y  1 0 0",
        ),
        Misconception(
            name="not two columns",
            code=f"X = np.array([{_MIDDLE}, {_ENDS}])[:, :8].reshape(8, -1)[:, :1]\n{_EIGHT}",
            explanation="One column of scores per detector, one row per payment.",
            example="X  [[0.9, 0.1], [0.2, 0.7]]\ny  [1, 0]",
        ),
        Misconception(
            name="too many rows",
            code="X = np.column_stack([np.arange(20), np.arange(20)[::-1]])\ny = [1, 0] * 10",
            explanation="At most 12 rows; six are enough.",
            example="two frauds, four others",
        ),
        Misconception(
            name="equal scores",
            code=f"X = np.column_stack([[5, 5, 8, 7, 4, 3, 2, 1], {_ENDS}])\n{_EIGHT}",
            explanation="Some scores of a column are equal; who comes first would be a matter of "
            "row numbers.",
            example="scores 0.5 and 0.5: which of them is checked?",
        ),
        Misconception(
            name="the columns exchanged",
            code=f"X = np.column_stack([{_ENDS}, {_MIDDLE}])\n{_EIGHT}",
            explanation="Your *second* detector has the higher ROC AUC and the lower precision.",
            example="asked: first column better in ROC AUC, worse at two",
        ),
        Misconception(
            name="the first does not rank better",
            code=f"X = np.column_stack([[2, 1, 8, 7, 6, 5, 4, 3], {_ENDS}])\n{_EIGHT}",
            explanation=(
                "The first detector is worse or equal in ROC AUC. Put its frauds high up, just "
                "not into the first two places."
            ),
            example="places of two frauds among eight: 3 and 4",
        ),
        Misconception(
            name="the budget does not mind",
            code=f"X = np.column_stack([[8, 7, 6, 5, 4, 3, 2, 1], {_ENDS}])\n{_EIGHT}",
            explanation=(
                "At two alerts the first detector is as good or better. Who ranks every fraud on "
                "top cannot lose: its two first places must go to sound payments."
            ),
            example="first two places sound: precision 0",
        ),
    ),
    otherwise="Draw two lists of places, one per detector, and mark the frauds.",
)
