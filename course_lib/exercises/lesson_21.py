"""Exercises of lesson 21, health-insurance providers."""

import numpy as np

from course_lib.exercises.answers import as_array, as_number
from course_lib.exercises.exercise import Exercise, Misconception
from course_lib.exercises.judges import data_set, function, value
from course_lib.samplers import tomek_links

TITLE = "Health-insurance providers"

q1 = Exercise(
    key="21.1",
    title="An F1 from elsewhere",
    prompt=(
        "A model finds 80 % of the flagged providers and accuses 6 % of the others. On a test set "
        "of which half is flagged its F1 is 0.86. At work 9 % are flagged, and nothing else "
        "differs. What is its F1 (of the flagged) there, to three decimals? Predict before you "
        "calculate."
    ),
    stub="f1 = ...",
    answer="f1",
    judge=value(as_number(3)),
    hints=(
        "Recall stays, precision does not: imagine 10,000 providers, 900 of them flagged.",
        "How many of the 900 are found, and how many of the 9,100 others are accused?",
        "F1 is twice the right alarms, divided by all alarms plus all flagged.",
    ),
    solutions=(
        """\
right, wrong = 0.80 * 0.09, 0.06 * 0.91
precision, recall = right / (right + wrong), 0.80
f1 = 2 * precision * recall / (precision + recall)""",
        "f1 = 2 * 720 / (720 + 546 + 900)",
    ),
    why=(
        "Of 10,000 providers 720 are accused rightly and 546 wrongly, so precision is 0.57 where "
        "the test set promised 0.93. The same model, the same decisions: 0.665 instead of 0.860."
    ),
    misconceptions=(
        Misconception(
            name="half of them flagged",
            code="f1 = 0.86",
            explanation=(
                "That is the F1 of the balanced test set. Precision counts wrong alarms among the "
                "others, and at work there are ten times as many others."
            ),
            example="flagged : others = 1 : 1   wrong alarms 6 per 100 flagged\n"
            "flagged : others = 1 : 10  wrong alarms 60 per 100 flagged",
        ),
        Misconception(
            name="precision alone",
            code="f1 = 720 / 1266",
            explanation="That is the share of the alarms that are right. F1 asks for recall too.",
            example="precision 0.5, recall 1: F1 is 2/3.",
        ),
        Misconception(
            name="the plain mean",
            code="f1 = (720 / 1266 + 0.8) / 2",
            explanation="You took the arithmetic mean of precision and recall; F1 is the harmonic.",
            example="precision 0, recall 1: the plain mean is 1/2, F1 is 0.",
        ),
        Misconception(
            name="accuracy",
            code="f1 = 0.8 * 0.09 + 0.94 * 0.91",
            explanation=(
                "That is the share of right decisions, most of them about the others. F1 does not "
                "count who was rightly left in peace."
            ),
            example="nobody accused, 9 % flagged: accuracy 0.91, F1 0.",
        ),
        Misconception(
            name="recall",
            code="f1 = 0.8",
            explanation="That is the share of the flagged that is found, whatever it costs others.",
            example="everybody accused: recall 1, F1 far below.",
        ),
        Misconception(
            name="classes exchanged",
            code="f1 = 2 * 0.8 * 0.91 / (0.8 * 0.91 + 0.06 * 0.09 + 0.91)",
            explanation="You took nine in ten for flagged. They are the rare ones.",
            example="9 % flagged: 900 of 10,000.",
        ),
        Misconception(
            name="the mean over both classes",
            code="""\
others = 2 * 8554 / (8554 + 8734 + 9100)
f1 = (2 * 720 / (720 + 546 + 900) + others) / 2""",
            explanation=(
                "You averaged the F1 of the flagged with that of the others, which is high for "
                "any model that mostly says no."
            ),
            example="nobody accused: 0 for the flagged, 0.95 for the others, mean 0.48.",
        ),
        Misconception(
            name="without the two",
            code="f1 = 720 / (720 + 546 + 900)",
            explanation="Half is missing: a perfect model would reach only one half.",
            example="all found, none wrongly: F1 is 1.",
        ),
        Misconception(
            name="shrunk with the prevalence",
            code="f1 = 0.86 * 0.09 / 0.5",
            explanation="F1 does not fall in proportion: recall stays where it was.",
            example="a model without a wrong alarm keeps its F1 at every prevalence.",
        ),
    ),
    otherwise="Count alarms among 10,000 providers, class by class.",
)

q2 = Exercise(
    key="21.2",
    title="What an accusation costs",
    prompt=(
        "Of 2,000 providers 180 are flagged. A list accuses 140; 100 of these are flagged. The "
        "investigators accept *one* wrong accusation for *two* frauds found. What is the net "
        "benefit per 1,000 providers, to one decimal?"
    ),
    stub="benefit = ...",
    answer="benefit",
    judge=value(as_number(1)),
    hints=(
        "One wrong accusation may cost as much as two frauds found are worth. Which threshold is "
        "that?",
        "Right alarms count 1 each. What does each of the wrong ones take away?",
        "Then the difference, per 1,000 of all providers.",
    ),
    solutions=(
        """\
threshold = 2 / 3
right, wrong = 100, 140 - 100
benefit = 1000 * (right - wrong * threshold / (1 - threshold)) / 2000""",
        "benefit = (100 - 2 * 40) / 2",
    ),
    why=(
        "Forty wrong accusations cost as much as eighty frauds found are worth; twenty are left, "
        "ten per 1,000. With 50 wrong ones nobody should have been accused at all. The missed do "
        "not appear: against accusing nobody they change nothing."
    ),
    misconceptions=(
        Misconception(
            name="the price upside down",
            code="benefit = (100 - 40 / 2) / 2",
            explanation=(
                "You let a wrong accusation cost half a fraud. Whoever accepts only one for two "
                "frauds holds it to be the dearer of the two."
            ),
            example="2 right, 1 wrong: just worth it, so the benefit is 0.",
        ),
        Misconception(
            name="one for one",
            code="benefit = (100 - 40) / 2",
            explanation="That is the price at a threshold of one half. Here innocents cost more.",
            example="2 right, 1 wrong: just worth it, so the benefit is 0.",
        ),
        Misconception(
            name="wrong accusations for nothing",
            code="benefit = 100 / 2",
            explanation="You counted the frauds found only: accusing everybody would be best.",
            example="everybody accused: all found, and every innocent as well.",
        ),
        Misconception(
            name="the missed taken off",
            code="benefit = (100 - 2 * 40 - 80) / 2",
            explanation=(
                "You took off the missed as well. They are already absent from the frauds found; "
                "counted again, doing nothing would not be worth 0."
            ),
            example="nobody accused: nothing found, nobody wronged, benefit 0.",
        ),
        Misconception(
            name="a count",
            code="benefit = 20",
            explanation="That is the benefit of the whole list. Give it per 1,000 providers.",
            example="50 of 5,000: 10 per 1,000.",
        ),
        Misconception(
            name="a share",
            code="benefit = 0.01",
            explanation="You gave a share of all providers. Per 1,000 is asked.",
            example="a share of 0.05: 50 per 1,000.",
        ),
        Misconception(
            name="per 1,000 accused",
            code="benefit = 1000 * 20 / 140",
            explanation="You divided by those accused. The benefit is per 1,000 of *all* of them.",
            example="1 right alarm in 1,000 providers: benefit 1, however short the list.",
        ),
        Misconception(
            name="per 1,000 flagged",
            code="benefit = 1000 * 20 / 180",
            explanation="You divided by the flagged. The benefit is per 1,000 of *all* providers.",
            example="1 right alarm in 1,000 providers: benefit 1, however few are flagged.",
        ),
        Misconception(
            name="all accused taken for wrong",
            code="benefit = (100 - 2 * 140) / 2",
            explanation="You priced all 140 accused. Those of them who are flagged cost nothing.",
            example="3 accused, 2 of them flagged: one wrong accusation.",
        ),
    ),
    otherwise="Right alarms less the priced wrong ones, then per 1,000 providers.",
)


def _parted_by_logarithms(X, y):
    """Look for data whose links as they are and among logarithms have no pair in common."""
    n_classes = len(np.unique(y))
    if n_classes == 1:
        return "one class only", "All your labels are equal."
    if n_classes > 2:
        return "more than two classes", f"Your labels have {n_classes} values."
    if len(y) > 8:
        return "too many samples", f"You used {len(y)}."
    if X.min() < 0:
        return "a negative amount", f"Your smallest value is {X.min():g}."
    raw, logs = (set(map(tuple, np.sort(tomek_links(Z, y)).tolist())) for Z in (X, np.log1p(X)))
    if not raw:
        return "no link as it is", ""
    if not logs:
        return "no link among the logarithms", ""
    if raw & logs:
        return "a link stays", f"The pair of rows {sorted(raw & logs)[0]} is a link in both."
    return None


q3 = Exercise(
    key="21.3",
    title="Break it: the logarithm chooses",
    prompt=(
        "Build a data set of at most 8 samples in two classes, no value negative, that has a Tomek "
        "link as it is and one after `np.log1p`, but *no pair* that is a link in both. One column "
        "and three samples are enough."
    ),
    stub="""\
X = ...
y = ...""",
    answer="X, y",
    judge=data_set(_parted_by_logarithms),
    hints=(
        "On a line the logarithm keeps the order but shrinks gaps, those among large values most.",
        "Take three samples in a row, the middle one of the other class. Whose neighbour is it?",
        "Make the right gap a little wider than the left one, so that only the logarithm makes it "
        "the narrower.",
    ),
    solutions=(
        "X = [[0.0], [1.0], [2.5]]\ny = [0, 1, 0]",
        """\
X = np.array([[100.0, 7.0], [300.0, 7.0], [520.0, 7.0], [9000.0, 7.0]])
y = np.array([1, 0, 1, 1])""",
    ),
    why=(
        "In dollars the middle sample stands nearer to the left, in logarithms nearer to the "
        "right. Neither is wrong: a link belongs to a unit of measurement as much as to the data."
    ),
    misconceptions=(
        Misconception(
            name="one class only",
            code="X = [[0.0], [1.0], [2.5]]\ny = [0, 0, 0]",
            explanation="A link joins two classes; with one class there is none.",
            example="amount  0  1\nclass   0  1",
        ),
        Misconception(
            name="more than two classes",
            code="X = [[0.0], [1.0], [2.5]]\ny = [0, 1, 2]",
            explanation="Two classes are asked, and enough.",
            example="amount  0  1\nclass   0  1",
        ),
        Misconception(
            name="too many samples",
            code="X = [[0.0], [1.0], [2.5]] + [[float(x)] for x in range(100, 106)]\n"
            "y = [0, 1] + [0] * 7",
            explanation="At most eight samples: remove those that play no part.",
            example="three samples have two neighbouring pairs.",
        ),
        Misconception(
            name="a negative amount",
            code="X = [[-0.5], [1.0], [2.5]]\ny = [0, 1, 0]",
            explanation="Counts and sums of money are not negative; of −1 there is no logarithm.",
            example="log(1 + x) begins at x = 0.",
        ),
        Misconception(
            name="no link as it is",
            code="X = [[0.0], [1.0], [3.0], [4.0]]\ny = [0, 0, 1, 1]",
            explanation="Without logarithms your data have no link: nobody's nearest is foreign.",
            example="amount  0  1\nclass   0  1\neach is the other's nearest.",
        ),
        Misconception(
            name="no link among the logarithms",
            code="X = [[0.0], [1.0], [2.5], [2.6]]\ny = [0, 1, 0, 0]",
            explanation=(
                "As they are your data have a link. Among the logarithms no foreign pair chooses "
                "each other any more: somebody stands nearer."
            ),
            example="logarithm  0.0  0.7  1.25  1.28\nthe last two choose each other.",
        ),
        Misconception(
            name="a link stays",
            code="X = [[0.0], [1.0], [10.0]]\ny = [0, 1, 0]",
            explanation=(
                "A pair that is a link as it is remains one among the logarithms. Its gap has to "
                "become the wider of two."
            ),
            example="amount     0    1    10\nlogarithm  0.0  0.7  2.4",
        ),
    ),
    otherwise="Write both rows of numbers down, and see who is whose nearest.",
)

_MIXED = (
    np.array([7, 2, 7, 2, 2, 9]),
    np.array([50.0, 10.0, 20.0, 40.0, 10.0, 5.0]),
    np.array([0, 1, 0, 1, 1, 0]),
)

q4 = Exercise(
    key="21.4",
    title="From claims to providers",
    prompt=(
        "Write `to_providers(provider, amount, y)`. Claim by claim you get the number of its "
        "provider (in any order, numbers may be missing in between), its amount in dollars "
        "(negative where money was paid back) and the flag of its provider. Return an array with "
        "one row per provider that occurs, lowest number first, and four columns: how many "
        "claims, sum and maximum of the amounts, flag."
    ),
    stub="""\
def to_providers(provider, amount, y):
    table = ...
    return table""",
    answer="to_providers",
    judge=function(
        as_array,
        (np.array([0, 0, 1]), np.array([3.0, 4.0, 5.0]), np.array([1, 1, 0])),
        _MIXED,
        (np.array([4, 4]), np.array([-30.0, -10.0]), np.array([1, 1])),
        (np.array([3, 1, 3, 1]), np.array([8.0, -2.0, 8.0, -1.0]), np.array([0, 1, 0, 1])),
        (np.array([11, 5, 11, 8]), np.array([0.0, 2.5, 0.0, 6.0]), np.array([1, 0, 1, 1])),
    ),
    hints=(
        "`np.unique(provider)` names the providers that occur, in the right order.",
        "For one of them, a mask says which claims are its own. What are the four numbers?",
        "The flag is the same on all claims of a provider: take it from any of them.",
    ),
    solutions=(
        """\
def to_providers(provider, amount, y):
    rows = []
    for name in np.unique(provider):
        own = provider == name
        rows.append([own.sum(), amount[own].sum(), amount[own].max(), y[own][0]])
    return np.array(rows)""",
        """\
def to_providers(provider, amount, y):
    import pandas as pd

    claims = pd.DataFrame({"provider": provider, "amount": amount, "y": y})
    groups = claims.groupby("provider")
    return groups.agg(n=("y", "size"), total=("amount", "sum"), most=("amount", "max"),
                      flag=("y", "first")).to_numpy()""",
    ),
    why=(
        "Once the table has a row per provider, no split can put one provider on both sides, and "
        "an alarm is a file that somebody opens. What the four columns forget is gone: the order "
        "of the claims, the physicians, the patients."
    ),
    misconceptions=(
        Misconception(
            name="providers without claims",
            code="""\
def to_providers(provider, amount, y):
    rows = []
    for name in range(provider.max() + 1):
        own = provider == name
        most = amount[own].max() if own.any() else 0
        rows.append([own.sum(), amount[own].sum(), most, y[own].max() if own.any() else 0])
    return np.array(rows)""",
            explanation="You made a row for every number up to the largest, also those missing.",
            example=(np.array([1, 3]), np.array([5.0, 6.0]), np.array([0, 1])),
        ),
        Misconception(
            name="the order of appearance",
            code="""\
def to_providers(provider, amount, y):
    rows = []
    for name in dict.fromkeys(provider.tolist()):
        own = provider == name
        rows.append([own.sum(), amount[own].sum(), amount[own].max(), y[own][0]])
    return np.array(rows)""",
            explanation="Your rows stand in the order in which providers appear.",
            example=(np.array([2, 1]), np.array([5.0, 6.0]), np.array([0, 1])),
        ),
        Misconception(
            name="neighbouring claims only",
            code="""\
def to_providers(provider, amount, y):
    starts = np.flatnonzero(np.diff(provider, prepend=-1))
    rows = []
    for own in np.split(np.arange(len(provider)), starts[1:]):
        rows.append([len(own), amount[own].sum(), amount[own].max(), y[own[0]]])
    return np.array(rows)""",
            explanation="A provider whose claims do not stand together becomes several rows.",
            example=(np.array([0, 1, 0]), np.array([1.0, 2.0, 3.0]), np.array([1, 0, 1])),
        ),
        Misconception(
            name="a maximum that begins at zero",
            code="""\
def to_providers(provider, amount, y):
    rows = []
    for name in np.unique(provider):
        own = provider == name
        most = 0.0
        for value in amount[own]:
            most = max(most, value)
        rows.append([own.sum(), amount[own].sum(), most, y[own][0]])
    return np.array(rows)""",
            explanation="Where every amount is negative, your maximum is 0.",
            example=(np.array([0]), np.array([-5.0]), np.array([1])),
        ),
        Misconception(
            name="the mean in place of the sum",
            code="""\
def to_providers(provider, amount, y):
    rows = []
    for name in np.unique(provider):
        own = provider == name
        rows.append([own.sum(), amount[own].mean(), amount[own].max(), y[own][0]])
    return np.array(rows)""",
            explanation="Your second column is the mean amount.",
            example=(np.array([0, 0]), np.array([2.0, 4.0]), np.array([1, 1])),
        ),
        Misconception(
            name="flags added up",
            code="""\
def to_providers(provider, amount, y):
    rows = []
    for name in np.unique(provider):
        own = provider == name
        rows.append([own.sum(), amount[own].sum(), amount[own].max(), y[own].sum()])
    return np.array(rows)""",
            explanation="A flagged provider of two claims has the flag 2 in your table.",
            example=(np.array([0, 0]), np.array([2.0, 4.0]), np.array([1, 1])),
        ),
        Misconception(
            name="equal amounts counted once",
            code="""\
def to_providers(provider, amount, y):
    rows = []
    for name in np.unique(provider):
        own = np.unique(amount[provider == name])
        rows.append([len(own), own.sum(), own.max(), y[provider == name][0]])
    return np.array(rows)""",
            explanation="Two claims of the same amount are two claims.",
            example=(np.array([0, 0]), np.array([3.0, 3.0]), np.array([0, 0])),
        ),
        Misconception(
            name="a column for the number",
            code="""\
def to_providers(provider, amount, y):
    rows = []
    for name in np.unique(provider):
        own = provider == name
        rows.append([name, own.sum(), amount[own].sum(), amount[own].max(), y[own][0]])
    return np.array(rows)""",
            explanation=(
                "You put the provider's number first. As a feature it would be a fingerprint, and "
                "it is not among the four columns."
            ),
            example=(np.array([0]), np.array([3.0]), np.array([0])),
        ),
        Misconception(
            name="columns and rows exchanged",
            code="""\
def to_providers(provider, amount, y):
    rows = []
    for name in np.unique(provider):
        own = provider == name
        rows.append([own.sum(), amount[own].sum(), amount[own].max(), y[own][0]])
    return np.array(rows).T""",
            explanation="Your table has a column per provider. One *row* per provider is asked.",
            example=(np.array([0, 1]), np.array([3.0, 4.0]), np.array([0, 1])),
        ),
    ),
    otherwise="Try it on three claims of two providers first.",
)
