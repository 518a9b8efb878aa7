"""Exercises of lesson 19, four classifiers."""

import numpy as np

from course_lib.evaluation.operating_points import found_among
from course_lib.exercises.answers import as_int, as_number, as_rows
from course_lib.exercises.exercise import Exercise, Misconception
from course_lib.exercises.judges import data_set, function, value

TITLE = "Four classifiers"

_SCORES = """\
fraud_rows = [0, 2, 5, 6, 9]
plain = np.array([61, 12, 30, 41, 5, 22, 35, 44, 9, 38, 2, 17, 11, 3, 7, 15]) / 100
smote = np.array([81, 55, 38, 74, 11, 58, 45, 71, 21, 42, 8, 52, 31, 5, 12, 33]) / 100
"""

q1 = Exercise(
    key="19.1",
    title="Equally many alarms",
    prompt=(
        "Sixteen claims, five of them frauds. `plain` are the scores of a model, `smote` those of "
        "the same model after SMOTE. SMOTE's model raises an alarm from 0.5 upwards. Give the "
        "plain model *as many alarms*, on its highest scores. How many more frauds does SMOTE's "
        "model find than the plain one, then? (Fewer is a negative number.)"
    ),
    stub=f"{_SCORES}more = ...",
    answer="more",
    judge=value(as_int),
    hints=(
        "How many alarms does SMOTE's model raise, and which rows are they?",
        "Six alarms. Which six rows have the highest scores of the plain model?",
        "Count the frauds in both sets of six rows, and subtract in the order that was asked.",
    ),
    solutions=(
        f"""\
{_SCORES}fraud = np.isin(np.arange(16), fraud_rows)
n_alarms = np.sum(smote >= 0.5)
highest = np.argsort(-plain)[:n_alarms]
more = fraud[smote >= 0.5].sum() - fraud[highest].sum()""",
        "more = len({0, 5}) - len({0, 2, 6, 9})",
    ),
    why=(
        "Six alarms each: SMOTE's model finds the frauds 0 and 5, the plain one 0, 2, 6 and 9. At "
        "0.5 the plain model raises one alarm only and looks worse, 1 against 2."
    ),
    misconceptions=(
        Misconception(
            name="each at its own 0.5",
            code="more = 1",
            explanation=(
                "You let both decide at 0.5. The plain model raises a single alarm there; give it "
                "as many as the other one has."
            ),
            example="six alarms against one:\nwho looks at more claims finds more frauds.",
        ),
        Misconception(
            name="the wrong way round",
            code="more = 2",
            explanation=(
                "The size is right. Asked is SMOTE's number minus the plain one's: below zero if "
                "SMOTE finds fewer."
            ),
            example="SMOTE 3, plain 7: -4.",
        ),
        Misconception(
            name="as many alarms as frauds",
            code="more = -1",
            explanation="You took five rows of each, as many as there are frauds.",
            example="SMOTE alarms in 9 rows, frauds: 4\nthe plain model gets 9 alarms, not 4.",
        ),
        Misconception(
            name="one alarm too many",
            code="more = -3",
            explanation="You gave the plain model one alarm more than the other has.",
            example="sorted scores 0.9 0.7 0.4, two alarms\ncut below 0.7, not below 0.4.",
        ),
        Misconception(
            name="a share",
            code="more = -0.4",
            explanation="That is the difference in recall. A number of frauds is asked.",
            example="3 against 4 of 8 frauds: -1, not -0.125.",
        ),
        Misconception(
            name="the plain model alone",
            code="more = 4",
            explanation="You counted what one of the two finds. Asked is a difference.",
            example="SMOTE 3, plain 7: -4, not 7.",
        ),
        Misconception(
            name="found by either",
            code="more = 5",
            explanation="You counted the frauds that at least one of the two finds.",
            example="{1, 2} and {2, 3}: each finds two, the difference is 0.",
        ),
    ),
    otherwise="Name the rows with an alarm for both models, equally many, and count frauds.",
)

q2 = Exercise(
    key="19.2",
    title="What follows?",
    prompt=(
        "1,000 claims, 100 of them frauds. An SVM raises 7 alarms, 5 of them right. After "
        "SMOTETomek it raises 210, 45 of them right: recall went from 0.05 to 0.45, and misses per "
        "false alarm (FN/FP) from 47.5 to 0.33. The 210 highest scores of the SVM *without* "
        "resampling hold 45 frauds too. Which statements follow from these figures?\n\n"
        "| row | statement |\n"
        "| --: | :-- |\n"
        "| 0 | at the default thresholds it finds 40 more frauds after SMOTETomek |\n"
        "| 1 | SMOTETomek has made the SVM order the claims better |\n"
        "| 2 | precision fell |\n"
        "| 3 | removing Tomek links has raised the recall |\n"
        "| 4 | a lower threshold alone gives the same recall with as many alarms |\n"
        "| 5 | without resampling some number of alarms gives FN/FP = 1 |\n"
        "| 6 | of two models the one with the lower FN/FP is better |\n"
        "| 7 | if a miss costs ten false alarms, the default threshold costs less after SMOTETomek "
        "|\n\n"
        "Give a list of rows of the table."
    ),
    stub="follows = ...",
    answer="follows",
    judge=value(as_rows),
    hints=(
        "Compare like with like: which statements speak of the default threshold, which of the "
        "order of the claims?",
        "FN is 100 minus the frauds found, FP the alarms minus the frauds found. What if there "
        "are 100 alarms?",
        "For row 7 add up 10 FN + FP before and after.",
    ),
    solutions=(
        "follows = [0, 2, 4, 5, 7]",
        """\
does_not = {1: "same order at 210", 3: "SMOTE or links? not told apart", 6: "more alarms lower it"}
follows = sorted(set(range(8)) - set(does_not))""",
    ),
    why=(
        "Recall and FN/FP moved because there are 210 alarms in place of 7; precision fell from "
        "0.71 to 0.21. With 100 alarms on 100 frauds FN = FP, whatever the model. The bill fell "
        "from 952 to 715, and a threshold at 210 alarms would have cost the same."
    ),
    misconceptions=(
        Misconception(
            name="better ordered",
            code="follows = [0, 1, 2, 4, 5, 7]",
            explanation=(
                "Equally many of the highest scores hold equally many frauds: at that place both "
                "orders are as good."
            ),
            example="alarms 210, frauds among them 45\nbefore and after.",
        ),
        Misconception(
            name="the links did it",
            code="follows = [0, 2, 3, 4, 5, 7]",
            explanation=(
                "SMOTETomek does two things, and the figures do not part them. It takes a third "
                "run, with SMOTE alone."
            ),
            example="SMOTE adds 800 rows, the links take 8.",
        ),
        Misconception(
            name="a lower ratio is better",
            code="follows = [0, 2, 4, 5, 6, 7]",
            explanation="The ratio falls with every alarm, right or wrong.",
            example="alarm on everybody: FN = 0, FP = 900\nFN/FP = 0.",
        ),
        Misconception(
            name="precision forgotten",
            code="follows = [0, 4, 5, 7]",
            explanation="Divide right alarms by all alarms, before and after.",
            example="2 of 3 right, then 9 of 30: 0.67 and 0.30.",
        ),
        Misconception(
            name="the ratio cannot be moved",
            code="follows = [0, 2, 4, 7]",
            explanation=(
                "FN − FP is the number of frauds minus the number of alarms: each is the same "
                "number less the frauds found. You can choose the number of alarms."
            ),
            example="frauds 3, alarms 3, found 1\nFN = 2, FP = 2.",
        ),
        Misconception(
            name="the bill not added up",
            code="follows = [0, 2, 4, 5]",
            explanation=(
                "Add up what misses and false alarms cost in both cases. More false alarms can be "
                "worth their money."
            ),
            example="90 misses and no false alarm: 900\n50 misses and 100 false alarms: 600.",
        ),
        Misconception(
            name="the claim as it is quoted",
            code="follows = [0, 1, 3, 6]",
            explanation=(
                "Recall went up and FN/FP went down: that much is in the figures. That the model, "
                "or the cleaning, got better is not."
            ),
            example="a lower threshold alone: recall up, FN/FP down.",
        ),
        Misconception(
            name="the threshold is no substitute",
            code="follows = [0, 2, 5, 7]",
            explanation=(
                "Where would you put the threshold to get 210 alarms from the first SVM, and how "
                "many frauds are above it?"
            ),
            example="its 210 highest scores hold 45 frauds.",
        ),
    ),
    otherwise="Ask of each statement: default threshold, or equally many alarms?",
)

_Y = np.array([1, 0, 0, 1, 0, 1, 0, 0])
_FINE = np.array([0.9, 0.8, 0.3, 0.7, 0.6, 0.1, 0.4, 0.2])
_TIED = np.array([2.0, 1.0, 1.0, 1.0, -1.0, -1.0, -1.0, -1.0])
_FOUR = np.array([False, True, True, False, False, True, True, False])
_NONE, _ALL = np.zeros(8, bool), np.ones(8, bool)

q3 = Exercise(
    key="19.3",
    title="Write the fair comparison",
    prompt=(
        "Write `same_alarms(y, score, alarm)`. `y` is 1 for a fraud and 0 otherwise, `alarm` "
        "(booleans) is what *another* model decides about the same claims, and `score` ranks them. "
        "Return how many frauds stand among the highest scores, as many of them as the other model "
        "raises alarms. Where the last alarms fall among equal scores, count what drawing among "
        "these finds on average."
    ),
    stub="""\
def same_alarms(y, score, alarm):
    found = ...
    return found""",
    answer="same_alarms",
    judge=function(
        as_number(6),
        (_Y, _FINE, _FOUR),
        (_Y, _TIED, _FOUR),
        (_Y, _TIED, np.roll(_ALL & (_Y == 1), 2)),
        (_Y, _FINE, _NONE),
        (_Y, _FINE, _ALL),
        (_Y, _TIED, _ALL),
        (_Y, np.zeros(8), _FOUR),
        (_Y[::-1].copy(), 10 * _FINE - 20, _FOUR),
        (np.array([0, 0, 0, 1]), np.array([1, 5, 5, 5]), np.array([True, True, False, False])),
    ),
    hints=(
        "The number of alarms is all you need from the other model.",
        "The score of the last alarm is a cut: whoever is above it is in, and those who tie with "
        "it share the alarms that are left.",
        "Of the tied ones each fraud counts by the share of them that gets an alarm. And what if "
        "there is no alarm at all?",
    ),
    solutions=(
        """\
def same_alarms(y, score, alarm):
    left, found = int(alarm.sum()), 0.0
    for level in np.unique(score)[::-1]:
        members = y[score == level]
        taken = min(left, len(members))
        found, left = found + taken * members.mean(), left - taken
    return found""",
        """\
def same_alarms(y, score, alarm):
    n_alarms = np.count_nonzero(alarm)
    if n_alarms == 0:
        return 0
    cut = np.sort(score)[len(score) - n_alarms]
    above, tied = score > cut, score == cut
    return y[above].sum() + (n_alarms - above.sum()) * y[tied].sum() / tied.sum()""",
    ),
    why=(
        "Only the number of alarms comes from the other model, and only the order from the scores; "
        "ties share what is left. The lesson's `found_among` does the same."
    ),
    misconceptions=(
        Misconception(
            name="ties by row number",
            code="""\
def same_alarms(y, score, alarm):
    return y[np.argsort(-score, kind="stable")[: alarm.sum()]].sum()""",
            explanation=(
                "Among equal scores you take the first rows. Rules give the same score to hundreds "
                "of claims, and their row order means nothing."
            ),
            example=(np.array([1, 0]), np.array([3.0, 3.0]), np.array([False, True])),
        ),
        Misconception(
            name="all ties are in",
            code="""\
def same_alarms(y, score, alarm):
    if not alarm.any():
        return 0
    return y[score >= np.sort(score)[len(score) - alarm.sum()]].sum()""",
            explanation="You give an alarm to everyone who ties with the last: too many alarms.",
            example=(np.array([1, 1]), np.array([3.0, 3.0]), np.array([False, True])),
        ),
        Misconception(
            name="no tie is in",
            code="""\
def same_alarms(y, score, alarm):
    if not alarm.any():
        return 0
    return y[score > np.sort(score)[len(score) - alarm.sum()]].sum()""",
            explanation="You leave out everyone who ties with the last alarm, even the last alone.",
            example=(np.array([1, 0]), np.array([4.0, 3.0]), np.array([False, True])),
        ),
        Misconception(
            name="a threshold of one half",
            code="""\
def same_alarms(y, score, alarm):
    return y[score >= 0.5].sum()""",
            explanation=(
                "You count alarms at 0.5. How many there are has to follow from the other model, "
                "and scores need not lie between 0 and 1."
            ),
            example=(np.array([1, 0]), np.array([0.2, 0.1]), np.array([False, True])),
        ),
        Misconception(
            name="the other model's own",
            code="""\
def same_alarms(y, score, alarm):
    return y[alarm].sum()""",
            explanation=(
                "You count what the other model finds. Take only the number of its alarms, and "
                "give them to the highest scores."
            ),
            example=(np.array([1, 0]), np.array([0.9, 0.1]), np.array([False, True])),
        ),
        Misconception(
            name="as many alarms as frauds",
            code="""\
def same_alarms(y, score, alarm):
    return y[np.argsort(-score, kind="stable")[: y.sum()]].sum()""",
            explanation="You raise as many alarms as there are frauds. Nobody knows that number.",
            example=(
                np.array([1, 1, 0]),
                np.array([3.0, 2.0, 1.0]),
                np.array([False, True, False]),
            ),
        ),
        Misconception(
            name="the lowest scores",
            code="""\
def same_alarms(y, score, alarm):
    return y[np.argsort(score, kind="stable")[: alarm.sum()]].sum()""",
            explanation="You raise the alarms where the scores are lowest. High means suspicious.",
            example=(np.array([0, 1]), np.array([0.1, 0.9]), np.array([True, False])),
        ),
        Misconception(
            name="a recall",
            code="""\
def same_alarms(y, score, alarm):
    left, found = int(alarm.sum()), 0.0
    for level in np.unique(score)[::-1]:
        members = y[score == level]
        taken = min(left, len(members))
        found, left = found + taken * members.mean(), left - taken
    return found / y.sum()""",
            explanation="You divide by the number of frauds. Their number found is asked.",
            example=(np.array([1, 1]), np.array([0.9, 0.1]), np.array([True, False])),
        ),
        Misconception(
            name="no alarm at all",
            code="""\
def same_alarms(y, score, alarm):
    n_alarms = alarm.sum()
    cut = np.sort(score)[-n_alarms]
    above, tied = score > cut, score == cut
    return y[above].sum() + (n_alarms - above.sum()) * y[tied].mean()""",
            explanation=(
                "Without an alarm nothing is found. Your function takes the place `-0`, which is "
                "the first and not the last."
            ),
            example=(np.array([1, 0]), np.array([0.9, 0.1]), np.array([False, False])),
        ),
    ),
    otherwise="Try it on scores without ties first, then on scores that are all equal.",
)


def _flattered(X, y):
    """Look for two rankings of which the worse has the better recall and FN/FP at one half."""
    if set(np.unique(y).tolist()) != {0, 1}:
        return "the labels", f"Yours are {np.unique(y).tolist()[:5]}."
    if X.shape[1] != 2:
        return "not two columns", f"Your `X` has {X.shape[1]}."
    if len(y) > 12:
        return "too many claims", f"You used {len(y)}."
    alarms = X >= 0.5
    found, n_alarms = y @ alarms, alarms.sum(axis=0)
    if found[1] <= found[0]:
        return "recall does not rise", f"The columns find {found[0]} and {found[1]} at 0.5."
    misses, false = y.sum() - found, n_alarms - found
    if false[0] == 0 or false[1] == 0:
        return "no false alarm", f"False alarms: {false[0]} and {false[1]}."
    if misses[1] * false[0] >= misses[0] * false[1]:
        return "FN/FP does not fall", f"FN: {misses}, FP: {false}."
    plain = found_among(y, X[:, 0], n_alarms[1])
    if plain <= found[1]:
        seen = f"With {n_alarms[1]} alarms the first finds {plain:g}, the second {found[1]}."
        return "the second ranks as well", seen
    return None


_SIX_ROWS = "y = [1, 1, 0, 0, 0, 0]"

q4 = Exercise(
    key="19.4",
    title="Break it: better figures, worse model",
    prompt=(
        "Build at most 12 claims: `y` is 1 for a fraud, and the two columns of `X` are the scores "
        "of a model before and after some treatment. Both decide at 0.5 (an alarm from there "
        "upwards), and each raises at least one false alarm. The treatment is to *look* good: "
        "recall rises and FN/FP falls. And it is to be bad: given as many alarms as the second, "
        "the first column finds *more* frauds than the second."
    ),
    stub="""\
X = ...
y = ...""",
    answer="X, y",
    judge=data_set(_flattered),
    hints=(
        "Let the first column be a good order with its scores pressed together below 0.5.",
        "The second needs more alarms at 0.5 than the first. Which of them are right is yours to "
        "spoil.",
        "Three frauds, say. First column: one false alarm above 0.5, then all frauds. Second: "
        "four alarms, one of them right.",
    ),
    solutions=(
        """\
X = [[0.4, 0.9], [0.3, 0.2], [0.3, 0.1], [0.6, 0.8], [0.1, 0.7], [0.1, 0.6]]
y = [1, 1, 1, 0, 0, 0]""",
        """\
before = np.array([0.9, 0.45, 0.44, 0.43, 0.42, 0.8, 0.1, 0.1, 0.1, 0.1])
after = np.array([0.9, 0.8, 0.1, 0.1, 0.1, 0.7, 0.6, 0.6, 0.6, 0.1])
X, y = np.column_stack([before, after]), (np.arange(10) < 5).astype(int)""",
    ),
    why=(
        "The first column orders better and is timid at 0.5; the second is bold. Recall and FN/FP "
        "reward boldness. Compare at equally many alarms."
    ),
    misconceptions=(
        Misconception(
            name="the labels",
            code="X = [[0.4, 0.9], [0.6, 0.8]]\ny = [1, 1]",
            explanation="Frauds are 1 and all others 0, and both occur.",
            example="y = [1, 0, 0]",
        ),
        Misconception(
            name="not two columns",
            code="X = [[0.4], [0.6]]\ny = [1, 0]",
            explanation="`X` has one column of scores before and one after, and a row per claim.",
            example="X = [[0.4, 0.9], [0.6, 0.8]]",
        ),
        Misconception(
            name="too many claims",
            code="X = [[0.4, 0.9]] * 13\ny = [1] * 6 + [0] * 7",
            explanation="At most 12 claims: fewer are enough.",
            example="six will do.",
        ),
        Misconception(
            name="recall does not rise",
            code=f"X = [[0.9, 0.1], [0.8, 0.2]] + [[0.6, 0.6]] * 4\n{_SIX_ROWS}",
            explanation="At 0.5 the second column has to find more frauds than the first.",
            example="score of a fraud   before 0.4, after 0.9",
        ),
        Misconception(
            name="no false alarm",
            code=f"X = [[0.4, 0.9], [0.3, 0.1]] + [[0.2, 0.6]] * 4\n{_SIX_ROWS}",
            explanation=(
                "Both columns need a false alarm at 0.5, or FN/FP is divided by zero. Put an "
                "honest claim on top of the first column."
            ),
            example="score of an honest claim   before 0.6",
        ),
        Misconception(
            name="FN/FP does not fall",
            code="X = [[0.4, 0.9], [0.3, 0.1], [0.2, 0.1]] + [[0.6, 0.6]] + [[0.6, 0.1]] * 3\n"
            "y = [1, 1, 1, 0, 0, 0, 0]",
            explanation=(
                "Misses per false alarm have to be fewer in the second column. False alarms are "
                "welcome there: they lower the ratio."
            ),
            example="FN 3, FP 1: 3\nFN 2, FP 3: 0.67",
        ),
        Misconception(
            name="the second ranks as well",
            code=f"X = [[0.6, 0.9], [0.3, 0.8]] + [[0.7, 0.7], [0.2, 0.6], [0.1, 0.2], [0.1, 0.1]]"
            f"\n{_SIX_ROWS}",
            explanation=(
                "Given as many alarms as the second column raises, the first finds no more than "
                "it. Spoil the second column's order."
            ),
            example="four alarms: the first finds 3, the second 1.",
        ),
    ),
    otherwise="Check recall and FN/FP at 0.5 first, then equally many alarms.",
)
