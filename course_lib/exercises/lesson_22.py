"""Exercises of lesson 22, a rare disease."""

import numpy as np

from course_lib.exercises.answers import as_number, as_rows
from course_lib.exercises.exercise import Exercise, Misconception
from course_lib.exercises.judges import data_set, function, value
from course_lib.samplers import edited_nearest_neighbours, tomek_links

TITLE = "A rare disease"

q1 = Exercise(
    key="22.1",
    title="Who can lose patients?",
    prompt=(
        "A training table holds 286 benign and 15 malignant patients. After which of these can "
        "*fewer than 15 malignant patients* be left?\n\n"
        "| row | sampler |\n"
        "| --: | :-- |\n"
        "| 0 | `TomekLinks()` |\n"
        '| 1 | `TomekLinks(sampling_strategy="all")` |\n'
        "| 2 | `EditedNearestNeighbours()` |\n"
        '| 3 | `EditedNearestNeighbours(kind_sel="mode", sampling_strategy="all")` |\n'
        "| 4 | `NeighbourhoodCleaningRule()` |\n"
        "| 5 | `RandomUnderSampler()` |\n"
        "| 6 | `SMOTETomek()` |\n"
        "| 7 | `SMOTEENN()` |\n\n"
        "Count the 15 real patients, not synthetic ones. Give a list of rows of the table."
    ),
    stub="loses = ...",
    answer="loses",
    judge=value(as_rows),
    hints=(
        "Ask of each: which classes may lose rows by default? For cleaners and under-samplers it "
        "is all but the smallest.",
        'What does `"all"` change? And with which strategy do the two combinations clean?',
        "Four of the eight clean every class.",
    ),
    solutions=(
        "loses = [1, 3, 6, 7]",
        """\
cleans_every_class = {"links, all": 1, "Wilson": 3, "SMOTETomek": 6, "SMOTEENN": 7}
loses = list(cleans_every_class.values())""",
    ),
    why=(
        "Alone, cleaners spare the smallest class; the combinations clean with "
        '`sampling_strategy="all"`, and after SMOTE no class is the smallest anyway. That '
        "SMOTETomek removed nobody in the lesson is a fact about these data, not a promise."
    ),
    misconceptions=(
        Misconception(
            name="the combinations spare the sick",
            code="loses = [1, 3]",
            explanation=(
                "Both combinations clean every class after SMOTE, real patients as well as "
                "synthetic ones."
            ),
            example="SMOTETomek()\ncleans with TomekLinks(sampling_strategy='all').",
        ),
        Misconception(
            name="every cleaner takes both sides",
            code="loses = [0, 1, 2, 3, 4, 6, 7]",
            explanation=(
                "The default of a cleaner alone is `auto`: the smallest class loses nobody. Of a "
                "link only the benign member goes."
            ),
            example="benign - malignant, a link\nTomekLinks() removes the benign one.",
        ),
        Misconception(
            name="what was seen in the lesson",
            code="loses = [1, 3, 7]",
            explanation=(
                "SMOTETomek removed nobody in these draws, because SMOTE left no link with a real "
                "patient in it. Where links are left, both members go."
            ),
            example="question: what *can* happen, not what did.",
        ),
        Misconception(
            name="under-sampling loses the sick",
            code="loses = [1, 3, 5, 6, 7]",
            explanation="Random under-sampling shrinks the larger class to the smaller one's size.",
            example="286 and 15 become 15 and 15.",
        ),
        Misconception(
            name="the neighbourhood rule loses the sick",
            code="loses = [1, 3, 4, 6, 7]",
            explanation=(
                "Where neighbours contradict a minority sample, the neighbourhood cleaning rule "
                "removes those neighbours, not the sample."
            ),
            example="malignant among three benign\nthe three go, she stays.",
        ),
        Misconception(
            name="editing always takes both sides",
            code="loses = [1, 2, 3, 6, 7]",
            explanation=(
                "Wilson edits every class; the class `EditedNearestNeighbours` as it comes edits "
                "all but the smallest."
            ),
            example="malignant among three benign\nEditedNearestNeighbours() keeps her.",
        ),
        Misconception(
            name="nobody loses them",
            code="loses = []",
            explanation="Some of these clean every class, because they are told to or by default.",
            example="sampling_strategy='all' has no smallest class to spare.",
        ),
        Misconception(
            name="the rows that spare them",
            code="loses = [0, 2, 4, 5]",
            explanation="In these rows nobody malignant *can* go. The others are asked.",
            example="TomekLinks() spares the smallest class.",
        ),
    ),
    otherwise="For each row ask: which classes does it clean, by its own default or as written?",
)

_BY_HAND = """\
sick = np.array([0.95, 0.80, 0.68, 0.64, 0.60, 0.55, 0.52, 0.30, 0.10, 0.03])
healthy = np.array([0.90, 0.70, 0.66, 0.62, 0.57, 0.40, 0.35, 0.20, 0.15, 0.12, 0.05, 0.02])"""

q2 = Exercise(
    key="22.2",
    title="Recall within a budget, by hand",
    prompt=(
        "A model gives these probabilities to ten malignant and twelve benign patients. The clinic "
        "can call back *three of the twelve* benign ones, and lowers the threshold as far as that "
        "allows. Which share of the malignant patients is called back? Give it to two decimals."
    ),
    stub=f"{_BY_HAND}\nrecall = ...",
    answer="recall",
    judge=value(as_number(2)),
    hints=(
        "The benign patients set the threshold. Sort them: at which probability would a fourth be "
        "called back?",
        "The threshold may come down to just above 0.62.",
        "Count the malignant patients above it, and divide by all the malignant ones.",
    ),
    solutions=(
        f"{_BY_HAND}\nfourth = np.sort(healthy)[-4]\nrecall = np.mean(sick > fourth)",
        "recall = 4 / 10",
    ),
    why=(
        "The healthy set the threshold, the sick are counted above it. Only the *order* of the "
        "probabilities matters: neither class weights nor SMOTE gain anything by moving all of "
        "them up."
    ),
    misconceptions=(
        Misconception(
            name="the default threshold",
            code=f"{_BY_HAND}\nrecall = np.mean(sick >= 0.5)",
            explanation="At one half five benign patients would be called back, not three.",
            example="healthy 0.7 0.6 0.1, one may be called\nthreshold above 0.6, not 0.5.",
        ),
        Misconception(
            name="one too many",
            code=f"{_BY_HAND}\nrecall = np.mean(sick > np.sort(healthy)[-5])",
            explanation="You stopped above the fifth benign patient, so a fourth is called back.",
            example="healthy 0.7 0.6 0.1, one may be called\nabove 0.6, not above 0.1.",
        ),
        Misconception(
            name="one too few",
            code=f"{_BY_HAND}\nrecall = np.mean(sick > np.sort(healthy)[-3])",
            explanation=(
                "You stopped above the third benign patient. She may be called back as well: stop "
                "above the fourth."
            ),
            example="healthy 0.7 0.6 0.1, one may be called\nabove 0.6, not above 0.7.",
        ),
        Misconception(
            name="nobody healthy called",
            code=f"{_BY_HAND}\nrecall = np.mean(sick > healthy.max())",
            explanation="You spent none of the budget: only who ranks above all the benign.",
            example="sick 0.8 0.5, healthy 0.6 0.1, one may be called\nboth are found.",
        ),
        Misconception(
            name="precision",
            code="recall = 4 / 7",
            explanation="You divided by all who are called back. Recall divides by all the sick.",
            example="two of four sick called, and one healthy\nprecision 2/3, recall 1/2.",
        ),
        Misconception(
            name="the share missed",
            code="recall = 1 - 4 / 10",
            explanation="That share is *not* called back.",
            example="two of five sick called: recall 0.4.",
        ),
        Misconception(
            name="the share of everybody called",
            code="recall = 7 / 22",
            explanation="You counted everybody. Of the malignant patients alone a share is asked.",
            example="two of four sick called, and one of six healthy\nrecall 1/2.",
        ),
        Misconception(
            name="a number of patients",
            code="recall = 4",
            explanation="So many are called back. Give their share of the ten.",
            example="two of four sick called: 0.5.",
        ),
    ),
    otherwise="Find the threshold among the healthy first, then count the sick above it.",
)

_P = np.array([0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2])
_Y = np.array([1, 0, 1, 1, 0, 0, 1, 0])
_TIED_P = np.array([0.9, 0.5, 0.5, 0.5, 0.5, 0.1])
_TIED_Y = np.array([1, 1, 1, 0, 0, 0])

q3 = Exercise(
    key="22.3",
    title="Write recall within a budget",
    prompt=(
        "Write `recall_within(share, y, p)`: `y` holds 1 for malignant and 0 for benign (both "
        "occur), `p` probabilities. Everybody with `p` at or above a threshold is called back; of "
        "all thresholds, also one so high that nobody is called, return the largest recall for "
        "which *at most* `share` of the benign patients are called back. Equal probabilities are "
        "called back together. (The lesson's scorer draws a line between two thresholds; this one "
        "does not.)"
    ),
    stub="""\
def recall_within(share, y, p):
    recall = ...
    return recall""",
    answer="recall_within",
    judge=function(
        as_number(6),
        (0.25, _Y, _P),
        (0.5, _Y, _P),
        (0.0, _Y, _P),
        (1.0, _Y, _P),
        (0.3, _Y, _P),
        (0.34, _TIED_Y, _TIED_P),
        (0.7, _TIED_Y, _TIED_P),
        (0.0, np.array([0, 1]), np.array([0.9, 0.1])),
        (
            0.2,
            np.array([0, 0, 0, 0, 0, 1, 1, 1]),
            np.array([0.9, 0.3, 0.2, 0.15, 0.1, 0.45, 0.2, 0.95]),
        ),
        (0.29, np.r_[np.zeros(100, int), 1, 1], np.r_[np.arange(100) / 100, 0.71, 0.705]),
    ),
    hints=(
        "Which thresholds are worth trying? Only those at which somebody is added.",
        "For each threshold compute two means of `p >= threshold`: over the benign, over the "
        "malignant.",
        "Keep the largest recall whose share of benign patients is small enough; begin with 0, "
        "where nobody is called.",
    ),
    solutions=(
        """\
def recall_within(share, y, p):
    best = 0.0
    for threshold in np.unique(p):
        called = p >= threshold
        if called[y == 0].mean() <= share:
            best = max(best, called[y == 1].mean())
    return best""",
        """\
def recall_within(share, y, p):
    healthy = np.sort(p[y == 0])[::-1]
    first_too_many = int(share * len(healthy) + 1e-9)
    limit = np.append(healthy, -np.inf)[first_too_many]
    return np.mean(p[y == 1] > limit)""",
    ),
    why=(
        "Six lines, and a metric that says what the clinic asked: how many of the sick do we find "
        "with the places we have? It depends on the order of `p` alone."
    ),
    misconceptions=(
        Misconception(
            name="a share of everybody",
            code="""\
def recall_within(share, y, p):
    best = 0.0
    for threshold in np.unique(p):
        called = p >= threshold
        if called.mean() <= share:
            best = max(best, called[y == 1].mean())
    return best""",
            explanation="The budget counts benign patients only; you counted everybody called.",
            example=(0.5, np.array([1, 1, 0]), np.array([0.9, 0.8, 0.1])),
        ),
        Misconception(
            name="less than the budget",
            code="""\
def recall_within(share, y, p):
    best = 0.0
    for threshold in np.unique(p):
        called = p >= threshold
        if called[y == 0].mean() < share:
            best = max(best, called[y == 1].mean())
    return best""",
            explanation="The budget may be spent to the last place: at most, not less than.",
            example=(0.5, np.array([0, 1, 0]), np.array([0.9, 0.8, 0.1])),
        ),
        Misconception(
            name="the threshold of one half",
            code="""\
def recall_within(share, y, p):
    return np.mean(p[y == 1] >= 0.5)""",
            explanation="You ignored the budget: it sets the threshold.",
            example=(0.0, np.array([1, 0, 1]), np.array([0.9, 0.8, 0.7])),
        ),
        Misconception(
            name="ties called one by one",
            code="""\
def recall_within(share, y, p):
    healthy = np.sort(p[y == 0])[::-1]
    limit = np.append(healthy, -np.inf)[int(share * len(healthy) + 1e-9)]
    return np.mean(p[y == 1] >= limit)""",
            explanation=(
                "A sick patient with the *same* probability as the first healthy one too many "
                "cannot be called without her."
            ),
            example=(0.0, np.array([1, 0, 0]), np.array([0.5, 0.5, 0.1])),
        ),
        Misconception(
            name="precision",
            code="""\
def recall_within(share, y, p):
    best = 0.0
    for threshold in np.unique(p):
        called = p >= threshold
        if called[y == 0].mean() <= share:
            best = max(best, y[called].mean())
    return best""",
            explanation="You return the share of the sick among those called back.",
            example=(0.0, np.array([1, 0, 1]), np.array([0.9, 0.5, 0.1])),
        ),
        Misconception(
            name="a number of patients",
            code="""\
def recall_within(share, y, p):
    best = 0.0
    for threshold in np.unique(p):
        called = p >= threshold
        if called[y == 0].mean() <= share:
            best = max(best, called[y == 1].sum())
    return best""",
            explanation="You count the sick who are found; divide by how many there are.",
            example=(0.0, np.array([1, 1, 0]), np.array([0.9, 0.8, 0.1])),
        ),
        Misconception(
            name="the lowest ranks first",
            code="""\
def recall_within(share, y, p):
    best = 0.0
    for threshold in np.unique(p):
        called = p <= threshold
        if called[y == 0].mean() <= share:
            best = max(best, called[y == 1].mean())
    return best""",
            explanation="You call back from below. A high probability means: probably sick.",
            example=(0.0, np.array([0, 1]), np.array([0.2, 0.9])),
        ),
        Misconception(
            name="a line between thresholds",
            code="""\
def recall_within(share, y, p):
    thresholds = np.r_[np.inf, np.unique(p)[::-1]]
    healthy = [np.mean(p[y == 0] >= threshold) for threshold in thresholds]
    sick = [np.mean(p[y == 1] >= threshold) for threshold in thresholds]
    return np.interp(share, healthy, sick)""",
            explanation=(
                "Half a patient cannot be called back: between two thresholds the lower recall "
                "is what you get here."
            ),
            example=(0.5, np.array([0, 1]), np.array([0.5, 0.5])),
        ),
    ),
    otherwise="Try every threshold, check the benign, keep the best recall.",
)


def _edited_away(X, y):
    """Look for a minority that editing removes whole, where there is no link."""
    labels, codes = np.unique(y, return_inverse=True)
    if len(labels) == 1:
        return "one class only", "All your labels are equal."
    if len(labels) > 2:
        return "more than two classes", f"Your labels have {len(labels)} values."
    if not 4 <= len(y) <= 12:
        return "not 4 to 12 patients", f"You used {len(y)}."
    counts = np.bincount(codes)
    if counts[0] == counts[1]:
        return "no minority", f"You have {counts[0]} of either class."
    rare = counts.argmin()
    if len(links := tomek_links(X, codes)):
        return "a link", f"Rows {links[0][0]} and {links[0][1]} are one."
    kept = edited_nearest_neighbours(X, codes)
    if survivors := np.flatnonzero(kept & (codes == rare)).tolist():
        return "a survivor", f"Editing keeps row {survivors[0]}."
    return None


q4 = Exercise(
    key="22.4",
    title="Break it: no link, and no patient left",
    prompt=(
        "Build 4 to 12 patients in two classes, one of them the smaller, such that there is *no "
        "Tomek link at all*, and Wilson's editing of every class (three neighbours, the majority "
        "of votes) removes the *whole* minority. Label the classes as you like."
    ),
    stub="""\
X = ...
y = ...""",
    answer="X, y",
    judge=data_set(_edited_away),
    hints=(
        "A lone patient among others is easily in a link. Who has to be her nearest neighbour, so "
        "that she is in none?",
        "Two sick patients who are each other's nearest neighbour are in no link. Of three votes "
        "each then has one.",
        "The other two votes must come from the benign: put two or more of them nearby, but "
        "farther than the two are from each other.",
    ),
    solutions=(
        "X = [[0.0], [1.0], [3.0], [4.0], [5.0], [6.0]]\ny = [1, 1, 0, 0, 0, 0]",
        """\
sick = np.array([[0.0, 0.0], [0.0, 0.5]])
benign = np.array([[2.0, 0.0], [2.0, 1.0], [-2.0, 0.0], [-2.0, 1.0], [0.0, 3.0], [0.0, 3.5]])
X = np.vstack([sick, benign])
y = np.array(["malignant"] * 2 + ["benign"] * 6)""",
    ),
    why=(
        "Two patients who resemble each other and nobody else are a link for no one, and are "
        "outvoted two to one. A link asks about the nearest, Wilson about three: with a disease "
        "this rare, two of them are often healthy."
    ),
    misconceptions=(
        Misconception(
            name="one class only",
            code="X = [[0.0], [1.0], [2.0], [3.0]]\ny = [0, 0, 0, 0]",
            explanation="Without a minority nobody can lose one.",
            example="class  1  1  0  0  0",
        ),
        Misconception(
            name="more than two classes",
            code="X = [[0.0], [1.0], [3.0], [4.0], [5.0]]\ny = [1, 1, 0, 0, 2]",
            explanation="Two classes are asked.",
            example="class  1  1  0  0  0",
        ),
        Misconception(
            name="not 4 to 12 patients",
            code="X = [[0.0], [1.0], [3.0]] + [[4.0 + i] for i in range(12)]\n"
            "y = [1, 1] + [0] * 13",
            explanation="Fewer than four cannot have three neighbours each, and twelve are enough.",
            example="class  1  1  0  0  0  0",
        ),
        Misconception(
            name="no minority",
            code="X = [[0.0], [1.0], [3.0], [4.0]]\ny = [1, 1, 0, 0]",
            explanation="One class has to be the smaller.",
            example="class  1  1  0  0  0",
        ),
        Misconception(
            name="a link",
            code="X = [[0.0], [1.0], [2.5], [4.5], [7.0]]\ny = [1, 0, 0, 0, 0]",
            explanation=(
                "Editing removes the lone patient, but she and her nearest neighbour are a link. "
                "Give her company."
            ),
            example="x      0  1  2.5\nclass  1  0  0\n0 and 1 are a link",
        ),
        Misconception(
            name="a survivor",
            code="X = [[0.0], [0.4], [0.9], [5.0], [5.5], [6.1], [7.0]]\ny = [1, 1, 1, 0, 0, 0, 0]",
            explanation=(
                "Three alike keep each other: each has two votes of three from her own class."
            ),
            example="x      0  0.4  0.9  5\nclass  1  1    1    0",
        ),
    ),
    otherwise="Give every minority sample a nearest neighbour of her own class: no link is left.",
)
