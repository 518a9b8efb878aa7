"""Exercises of lesson 08, measuring it right."""

import numpy as np
from sklearn.metrics import average_precision_score, roc_auc_score

from course_lib.exercises.answers import as_array, as_int, as_number
from course_lib.exercises.exercise import Exercise, Misconception
from course_lib.exercises.judges import data_set, function, value

TITLE = "Measuring it right"

q1 = Exercise(
    key="08.1",
    title="Four counts",
    prompt=(
        'A sample is called "minority" if its score *reaches* the threshold of 0.4. Give the '
        "counts as `[TP, FP, FN, TN]`; 1 is the minority, the positive class."
    ),
    stub="""\
y = np.array([0, 1, 0, 0, 1, 0, 1, 0, 0, 1, 0, 0])
score = np.array([0.1, 0.4, 0.3, 0.45, 0.8, 0.2, 0.35, 0.4, 0.05, 0.9, 0.15, 0.25])
counts = ...""",
    answer="counts",
    judge=value(as_array),
    hints=(
        "Mark the alarms first: which rows have a score of 0.4 or more? Mind the equal ones.",
        "Five alarms. How many of them have label 1? That is TP; the rest of the alarms are FP.",
        "Every label 1 without an alarm is FN. The four counts add up to 12.",
    ),
    solutions=(
        """\
y = np.array([0, 1, 0, 0, 1, 0, 1, 0, 0, 1, 0, 0])
score = np.array([0.1, 0.4, 0.3, 0.45, 0.8, 0.2, 0.35, 0.4, 0.05, 0.9, 0.15, 0.25])
alarm = score >= 0.4
right, wrong = sum(alarm & (y == 1)), sum(alarm & (y == 0))
counts = [right, wrong, sum(y == 1) - right, sum(y == 0) - wrong]""",
        "counts = [3, 2, 1, 6]",
    ),
    why="Five alarms, three of them right; one positive (0.35) is missed, six negatives are left.",
    misconceptions=(
        Misconception(
            name="above, not reached",
            code="counts = [2, 1, 2, 7]",
            explanation="Two samples score exactly 0.4, and a score that *reaches* it is an alarm.",
            example="score 0.4, threshold 0.4: an alarm.",
        ),
        Misconception(
            name="the order of scikit-learn's matrix",
            code="counts = [6, 2, 1, 3]",
            explanation="`confusion_matrix(...).ravel()` gives TN first and TP last.",
            example="asked:         [TP, FP, FN, TN]\nscikit-learn:  [TN, FP, FN, TP]",
        ),
        Misconception(
            name="FP and FN exchanged",
            code="counts = [3, 1, 2, 6]",
            explanation=(
                "The second letter is what was *said*, the first whether that was right: a false "
                "positive was called positive and is none."
            ),
            example="label 0, alarm      FP\nlabel 1, no alarm   FN",
        ),
        Misconception(
            name="the threshold of predict",
            code="counts = [2, 0, 2, 8]",
            explanation="These are the counts at 0.5. The threshold here is lower.",
            example="score 0.45: an alarm at 0.4, none at 0.5.",
        ),
        Misconception(
            name="the majority as the positive class",
            code="counts = [6, 1, 2, 3]",
            explanation="Positive means minority: the class one looks for, not the common one.",
            example="label 1, alarm   TP",
        ),
        Misconception(
            name="margins, not cells",
            code="counts = [5, 7, 4, 8]",
            explanation=(
                "These are alarms, silences, positives and negatives. Each of the four counts asks "
                "for two things at once."
            ),
            example="alarms = TP + FP, positives = TP + FN",
        ),
        Misconception(
            name="shares, not counts",
            code="counts = np.array([3, 2, 1, 6]) / 12",
            explanation="You divided by the number of samples. Counts are whole numbers.",
            example="3 of 12 samples: the count is 3.",
        ),
    ),
    otherwise="Sort the samples by score, draw a line at 0.4, and count labels on both sides.",
)

_RANKED = """\
y = np.array([1, 0, 1, 1, 0, 0, 0, 1, 0, 0])
score = np.array([0.97, 0.91, 0.84, 0.72, 0.65, 0.51, 0.44, 0.38, 0.21, 0.09])
"""

q2 = Exercise(
    key="08.2",
    title="Average precision by hand",
    prompt=(
        "The scores fall from row to row. What is the average precision, to three decimals? It "
        "can be done on paper."
    ),
    stub=f"{_RANKED}average_precision = ...",
    answer="average_precision",
    judge=value(as_number(3)),
    hints=(
        "Go down the list. At each *positive*, ask: of the samples so far, what share is positive?",
        "There are four positives, so there are four such shares. The first is 1.",
        "The second positive stands in third place, so its share is 2/3. Take the mean of all "
        "four.",
    ),
    solutions=(
        f"""\
{_RANKED}share = np.cumsum(y) / np.arange(1, len(y) + 1)
average_precision = share[y == 1].mean()""",
        "average_precision = (1 / 1 + 2 / 3 + 3 / 4 + 4 / 8) / 4",
    ),
    why=(
        "The positives stand in places 1, 3, 4 and 8, where 1, 2, 3 and 4 positives have been "
        "found. The mean of these precisions is the area under the precision–recall steps."
    ),
    misconceptions=(
        Misconception(
            name="ROC AUC",
            code="average_precision = 0.75",
            explanation="That is the share of pairs ranked rightly, the other summary.",
            example="y by falling score  0 1 0 0\nAUC 2/3, average precision 1/2",
        ),
        Misconception(
            name="trapezoids under the curve",
            code=f"""\
{_RANKED}from sklearn.metrics import auc, precision_recall_curve
precision, recall, _ = precision_recall_curve(y, score)
average_precision = auc(recall, precision)""",
            explanation=(
                "You joined the points by straight lines. Between two thresholds there is no "
                "decision to be had on that line: precision does not change linearly with recall, "
                "and average precision uses steps."
            ),
            example="y by falling score  1 0 1\nsteps 5/6, trapezoids 19/24",
        ),
        Misconception(
            name="mean over all thresholds",
            code=f"{_RANKED}average_precision = (np.cumsum(y) / np.arange(1, 11)).mean()",
            explanation=(
                "You averaged over all samples. Only the rows where a positive is found count: "
                "elsewhere recall does not move, and the step has no width."
            ),
            example="y by falling score  1 0 0 0\nfound at once: 1, not the mean of four",
        ),
        Misconception(
            name="from the lowest score up",
            code=f"{_RANKED}y = y[::-1]\n"
            "average_precision = (np.cumsum(y) / np.arange(1, 11))[y == 1].mean()",
            explanation="You started at the lowest score. The most suspicious sample comes first.",
            example="y by falling score  1 0 0 0\nfound in place 1, not in place 4",
        ),
        Misconception(
            name="one over the rank",
            code="average_precision = (1 / 1 + 1 / 3 + 1 / 4 + 1 / 8) / 4",
            explanation=(
                "Above each share stands the number of positives found *so far*, not always one."
            ),
            example="y by falling score  1 1\nthe second positive: 2/2, not 1/2",
        ),
        Misconception(
            name="only where the last one is found",
            code="average_precision = 4 / 8",
            explanation="That is the precision at full recall, the last of the four terms.",
            example="y by falling score  1 0 1\n1 at the first, 2/3 at the last: the mean is 5/6",
        ),
        Misconception(
            name="divided by all samples",
            code="average_precision = (1 / 1 + 2 / 3 + 3 / 4 + 4 / 8) / 10",
            explanation="The sum is right; the mean is over positives, because recall is.",
            example="y by falling score  1 0 0 0\n1/1, not 1/4",
        ),
        Misconception(
            name="the prevalence",
            code="average_precision = 4 / 10",
            explanation="That is what guessing would give on average in a long list.",
            example="y by falling score  1 0\nthis ranking is perfect: 1, not 1/2",
        ),
    ),
    otherwise="Write the running share of positives beside the list, then look at positives only.",
)

q3 = Exercise(
    key="08.3",
    title="The same model at work",
    prompt=(
        "In a test set, half of it positive, a model finds 70 % of the positives and raises an "
        "alarm for 4 % of the negatives. At work 2 % are positive; nothing else differs. What will "
        "the precision be there, to three decimals? Predict before you calculate."
    ),
    stub="precision = ...",
    answer="precision",
    judge=value(as_number(3)),
    hints=(
        "Recall and false alarms divide within one class each: they stay as they are.",
        "Imagine 10,000 samples at work: how many are positive, how many of those raise an alarm?",
        "Then the negatives: 9,800 of them, and 4 % of those raise an alarm.",
    ),
    solutions=(
        """\
right = 0.70 * 0.02
wrong = 0.04 * 0.98
precision = right / (right + wrong)""",
        "precision = 140 / (140 + 392)",
    ),
    why=(
        "Of 10,000 samples 200 are positive: 140 right alarms. The 9,800 negatives give 392 wrong "
        "ones. Three alarms in four are false, although ROC AUC is what it was."
    ),
    misconceptions=(
        Misconception(
            name="precision of the test set",
            code="precision = 0.70 / (0.70 + 0.04)",
            explanation="That holds where half are positive. Precision divides across classes.",
            example="positives 1 in 2 or 1 in 50: the same recall, far more false alarms",
        ),
        Misconception(
            name="scaled with the prevalence",
            code="precision = 0.70 / (0.70 + 0.04) * 0.02 / 0.5",
            explanation="Precision does not fall in proportion: right alarms stand below as well.",
            example="a model without any false alarm keeps precision 1 at every prevalence",
        ),
        Misconception(
            name="recall",
            code="precision = 0.70",
            explanation="That is the share of positives found, not the share of alarms right.",
            example="everybody alarmed: recall 1, precision = prevalence",
        ),
        Misconception(
            name="one minus false alarms",
            code="precision = 1 - 0.04",
            explanation="That is the share of negatives left in peace, the specificity.",
            example="96 % of the negatives in peace says nothing of how many alarms are right",
        ),
        Misconception(
            name="the prevalence",
            code="precision = 0.02",
            explanation="That is what guessing would reach; this model does better.",
            example="alarms at random are right as often as a sample is positive",
        ),
        Misconception(
            name="odds, not a share",
            code="precision = (0.70 * 0.02) / 0.04",
            explanation=(
                "You divided right alarms by something else than all alarms. Count both kinds, "
                "each with its own class size."
            ),
            example="alarms = those among positives + those among negatives",
        ),
        Misconception(
            name="right alarms of all samples",
            code="precision = 0.70 * 0.02",
            explanation="That is the share of right alarms among all *samples*.",
            example="140 of 10,000 samples; how many alarms are there?",
        ),
        Misconception(
            name="classes exchanged",
            code="precision = 0.70 * 0.98 / (0.70 * 0.98 + 0.04 * 0.02)",
            explanation="You took the positives for 98 %. They are the rare ones.",
            example="2 % positive: 200 of 10,000",
        ),
    ),
    otherwise="Count alarms among 10,000 samples, class by class.",
)

q4 = Exercise(
    key="08.4",
    title="How many seeds",
    prompt=(
        "Over seeds, the paired differences of a sampler have a standard deviation of 0.03. How "
        "many seeds are needed at least until the *half-width* of Student's 95 % interval for "
        "their mean, $t_{0.975,\\,n-1}\\; s / \\sqrt{n}$, is at most 0.01? "
        "`stats.t.ppf(q, degrees)` is at hand."
    ),
    setup="import numpy as np\nfrom scipy import stats",
    stub="n_seeds = ...",
    answer="n_seeds",
    judge=value(as_int),
    hints=(
        "With 1.96 for t, n would have to be at least (1.96 · 0.03 / 0.01)². t is a little larger.",
        "Try n = 30, 31, … and compute the half-width for each; t has n − 1 degrees of freedom.",
    ),
    solutions=(
        """\
n_seeds = 2
while stats.t.ppf(0.975, n_seeds - 1) * 0.03 / np.sqrt(n_seeds) > 0.01:
    n_seeds += 1""",
        """\
n = np.arange(2, 200)
n_seeds = n[stats.t.ppf(0.975, n - 1) * 0.03 / np.sqrt(n) <= 0.01][0]""",
    ),
    why=(
        "About four times the square of spread over effect, and a few more. Half the effect needs "
        "four times the seeds; pairing that halves the spread needs a quarter of them."
    ),
    misconceptions=(
        Misconception(
            name="normal, not Student's",
            code="n_seeds = 35",
            explanation="1.96 is the factor for a known spread. Yours is estimated from the seeds.",
            example="5 seeds: t is 2.78, not 1.96",
        ),
        Misconception(
            name="t about 2",
            code="n_seeds = 36",
            explanation="With 2 for t the half-width comes out a little too short.",
            example="t with 35 degrees of freedom is 2.03",
        ),
        Misconception(
            name="one seed short",
            code="n_seeds = 37",
            explanation="With 37 it is 0.010002. (Or were your degrees of freedom n, not n - 1?)",
            example="at most 0.01 means that 0.010002 is too wide",
        ),
        Misconception(
            name="the whole width",
            code="n_seeds = 141",
            explanation="You asked the whole interval to be 0.01 wide; its half is asked.",
            example="0.02 ± 0.01 has half-width 0.01 and width 0.02",
        ),
        Misconception(
            name="one side only",
            code="n_seeds = 27",
            explanation="With 0.95 in place of 0.975 the interval covers 90 %.",
            example="95 % in the middle leaves 2.5 % on either side",
        ),
        Misconception(
            name="the standard error alone",
            code="n_seeds = 9",
            explanation="You made the standard error 0.01. The half-width is about twice that.",
            example="mean ± one standard error covers about two thirds",
        ),
        Misconception(
            name="no square",
            code="n_seeds = 6",
            explanation="The half-width falls with the *square root* of the number of seeds.",
            example="four times the seeds: half the width",
        ),
        Misconception(
            name="unpaired",
            code="n_seeds = 71",
            explanation=(
                "You doubled the variance, as for two independent means. These are differences "
                "already."
            ),
            example="s is the spread of the differences, not that of either method",
        ),
    ),
    otherwise="Write the half-width as a function of n and look where it crosses 0.01.",
)


def _two_rankings(X, y):
    """Say what is missing to two scores of which one wins by AUC and the other by precision."""
    form = _form(X, y)
    if form is not None:
        return form
    first, second = X.T
    aucs = [roc_auc_score(y, score) for score in (first, second)]
    precisions = [average_precision_score(y, score) for score in (first, second)]
    seen = (
        f"ROC AUC {aucs[0]:.3f} and {aucs[1]:.3f}, average precision {precisions[0]:.3f} and "
        f"{precisions[1]:.3f}."
    )
    auc_wins, precision_wins = aucs[0] > aucs[1] + 1e-9, precisions[1] > precisions[0] + 1e-9
    if auc_wins and precision_wins:
        return None
    if aucs[1] > aucs[0] + 1e-9 and precisions[0] > precisions[1] + 1e-9:
        return "the columns are exchanged", seen
    if auc_wins:
        return "the first column wins by both", seen
    return "the first column does not win by ROC AUC", seen


def _form(X, y):
    if X.shape[1] != 2:
        return "not two scores", f"`X` has {X.shape[1]} columns."
    if len(X) > 20:
        return "too many samples", f"There are {len(X)}."
    if sorted(set(y.tolist())) != [0, 1]:
        return "labels are not 0 and 1", ""
    if any(len(np.unique(score)) < len(score) for score in X.T):
        return "tied scores", ""
    return None


q5 = Exercise(
    key="08.5",
    title="Two summaries, two winners",
    prompt=(
        "Build at most 20 samples with labels `y` (0 and 1) and *two* scores each, the columns of "
        "`X`, so that the first score has the higher ROC AUC and the second the higher average "
        "precision. No two scores within a column may be equal."
    ),
    stub="""\
X = ...
y = ...""",
    answer="X, y",
    judge=data_set(_two_rankings),
    hints=(
        "Average precision lives at the top of the list, ROC AUC everywhere alike.",
        "Let the second score put one positive first and the other one last.",
        "Let the first score put both positives a few places below the top. A dozen negatives "
        "leave room.",
    ),
    solutions=(
        """\
y = np.array([1, 1, 0, 0, 0, 0, 0, 0, 0, 0])
X = np.array([
    [0.70, 0.99], [0.60, 0.01], [0.90, 0.90], [0.80, 0.80], [0.50, 0.70],
    [0.40, 0.60], [0.30, 0.50], [0.20, 0.40], [0.10, 0.30], [0.05, 0.20],
])""",
        """\
y = [0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0]
first = 12.0 - np.arange(12)
second = first.copy()
second[3], second[4] = 13, -1
X = np.column_stack([first, second])""",
    ),
    why=(
        "One positive at the very top lifts average precision by half; one at the bottom costs "
        "ROC AUC a whole row of pairs. Which of the two models is better depends on how far down "
        "the list anybody will look."
    ),
    misconceptions=(
        Misconception(
            name="the columns are exchanged",
            code="""\
y = np.array([1, 1, 0, 0, 0, 0, 0, 0, 0, 0])
X = np.array([
    [0.99, 0.70], [0.01, 0.60], [0.90, 0.90], [0.80, 0.80], [0.70, 0.50],
    [0.60, 0.40], [0.50, 0.30], [0.40, 0.20], [0.30, 0.10], [0.20, 0.05],
])""",
            explanation="The two disagree as asked, but the other way round.",
            example="first column: ROC AUC    second column: average precision",
        ),
        Misconception(
            name="the first column wins by both",
            code="y = [1, 0, 0, 0]\nX = [[0.9, 0.5], [0.8, 0.9], [0.7, 0.2], [0.1, 0.1]]",
            explanation=(
                "The first ranking is better everywhere. With a single positive the two summaries "
                "always agree: both depend on its place alone."
            ),
            example="one positive in place r: average precision 1/r, ROC AUC falls with r too",
        ),
        Misconception(
            name="the first column does not win by ROC AUC",
            code="y = [1, 0, 0, 0]\nX = [[0.5, 0.9], [0.8, 0.6], [0.7, 0.2], [0.1, 0.1]]",
            explanation="Count pairs: in how many does the positive stand above the negative?",
            example="y by falling score  0 1 0 0\ntwo of three pairs: ROC AUC 2/3",
        ),
        Misconception(
            name="too many samples",
            code="y = [1] + [0] * 24\nX = np.column_stack([np.arange(25.0), -np.arange(25.0)])",
            explanation="Twenty samples are enough; ten will do.",
            example="two positives and eight negatives",
        ),
        Misconception(
            name="tied scores",
            code="y = [1, 1, 0, 0]\nX = [[0.5, 0.9], [0.5, 0.1], [0.5, 0.5], [0.1, 0.4]]",
            explanation="Samples with one score have no order; give each a score of its own.",
            example="scores 0.5 and 0.5: which of the two comes first?",
        ),
        Misconception(
            name="labels are not 0 and 1",
            code="y = [1, 1, 1, 1]\nX = [[0.9, 0.1], [0.8, 0.2], [0.7, 0.3], [0.6, 0.4]]",
            explanation="Both classes have to occur, as 0 and 1, or there are no pairs to count.",
            example="y = [1, 0]",
        ),
        Misconception(
            name="not two scores",
            code="y = [1, 0]\nX = [[0.9], [0.1]]",
            explanation="Give two columns: the same samples, scored by two models.",
            example="X = [[0.9, 0.2], [0.1, 0.4]]",
        ),
    ),
    otherwise="Write both summaries for both columns and see which comparison fails.",
)

q6 = Exercise(
    key="08.6",
    title="Put the prior back",
    prompt=(
        "Write `corrected(p, share_trained, share)`. `p` is an array of probabilities of the "
        "minority, from a model whose training data held the share `share_trained` of it after "
        "resampling; in truth its share is `share`. Return the corrected probabilities: odds times "
        "the true odds, divided by the odds trained on. A 0 stays 0 and a 1 stays 1."
    ),
    stub="""\
def corrected(p, share_trained, share):
    probability = ...
    return probability""",
    answer="corrected",
    judge=function(
        as_array,
        (np.array([0.5]), 0.5, 0.05),
        (np.array([0.2, 0.5, 0.9]), 0.5, 0.1),
        (np.array([0.3, 0.7]), 0.2, 0.02),
        (np.array([0.0, 1.0, 0.4]), 0.5, 0.01),
        (np.array([0.1, 0.6]), 0.25, 0.25),
    ),
    hints=(
        "Both classes were reweighted: the minority by share / share_trained. By what the "
        "majority?",
        "Weigh p by the first factor and 1 − p by the second, then make the two add up to 1.",
        "Without dividing by 1 − p anywhere, 0 and 1 take care of themselves.",
    ),
    solutions=(
        """\
def corrected(p, share_trained, share):
    minority = p * share / share_trained
    majority = (1 - p) * (1 - share) / (1 - share_trained)
    return minority / (minority + majority)""",
        """\
def corrected(p, share_trained, share):
    factor = share * (1 - share_trained) / (share_trained * (1 - share))
    return factor * p / (1 + (factor - 1) * p)""",
    ),
    why=(
        "Bayes' rule: resampling multiplied the odds of every sample by the same factor, and you "
        "divide by it. That is exact only if the samples of each class are still drawn as before."
    ),
    misconceptions=(
        Misconception(
            name="scaled, not renormalised",
            code="""\
def corrected(p, share_trained, share):
    return p * share / share_trained""",
            explanation="You scaled and did not renormalise: a 1 would become less than 1.",
            example=(np.array([1.0]), 0.5, 0.1),
        ),
        Misconception(
            name="the wrong way round",
            code="""\
def corrected(p, share_trained, share):
    minority = p * share_trained / share
    majority = (1 - p) * (1 - share_trained) / (1 - share)
    return minority / (minority + majority)""",
            explanation="You moved from the true share to the trained one, the other way.",
            example=(np.array([0.5]), 0.5, 0.1),
        ),
        Misconception(
            name="the majority kept its weight",
            code="""\
def corrected(p, share_trained, share):
    minority = p * share / share_trained
    return minority / (minority + 1 - p)""",
            explanation="You reweighted the minority alone; the majority changed its share too.",
            example=(np.array([0.5]), 0.5, 0.2),
        ),
        Misconception(
            name="trained on one half, always",
            code="""\
def corrected(p, share_trained, share):
    minority = p * share
    return minority / (minority + (1 - p) * (1 - share))""",
            explanation="Your function never looks at `share_trained`; it need not be one half.",
            example=(np.array([0.5]), 0.2, 0.1),
        ),
        Misconception(
            name="odds, not a probability",
            code="""\
def corrected(p, share_trained, share):
    minority = p * share / share_trained
    majority = (1 - p) * (1 - share) / (1 - share_trained)
    with np.errstate(divide="ignore"):
        return np.minimum(minority / majority, 1e6)""",
            explanation="You return odds. Odds of 1 are a probability of one half.",
            example=(np.array([0.5]), 0.5, 0.5),
        ),
        Misconception(
            name="the difference subtracted",
            code="""\
def corrected(p, share_trained, share):
    return np.clip(p - (share_trained - share), 0, 1)""",
            explanation=(
                "Subtracting the difference of the shares sets all small probabilities to zero "
                "and moves certainties."
            ),
            example=(np.array([1.0]), 0.5, 0.1),
        ),
        Misconception(
            name="divided by zero",
            code="""\
def corrected(p, share_trained, share):
    with np.errstate(all="ignore"):
        odds = p / (1 - p) * share / (1 - share) * (1 - share_trained) / share_trained
        return odds / (1 + odds)""",
            explanation="A probability of 1 has infinite odds, and infinity by infinity is NaN.",
            example=(np.array([1.0]), 0.5, 0.1),
        ),
        Misconception(
            name="clipped certainties",
            code="""\
def corrected(p, share_trained, share):
    p = np.clip(p, 0.001, 0.999)
    minority = p * share / share_trained
    majority = (1 - p) * (1 - share) / (1 - share_trained)
    return minority / (minority + majority)""",
            explanation="Clipping `p` keeps the division safe but changes 0 and 1; they stay.",
            example=(np.array([1.0]), 0.5, 0.1),
        ),
    ),
    otherwise="Try p = 0.5 after balancing: the true share has to come out.",
)

_INSIDE_Y, _INSIDE_P = np.array([0, 0, 1, 0, 1, 1]), np.array([0.1, 0.2, 0.3, 0.4, 0.45, 0.9])
_TEST_Y, _TEST_P = np.array([0, 1, 0, 1, 0]), np.array([0.1, 0.2, 0.35, 0.48, 0.3])
# Thresholds 0.3 and 0.9 are equally good inside, and the higher one comes first.
_UNSORTED_Y, _UNSORTED_P = np.array([1, 0, 0, 1, 0]), np.array([0.9, 0.5, 0.4, 0.3, 0.1])
_F1 = """\
def f1(y, said):
    found = np.sum(said & (y == 1))
    return 2 * found / max(np.sum(said) + np.sum(y == 1), 1)
"""


def _function(*body):
    """Return code of an `honest_f1` with the helper `f1` inside it."""
    lines = [*_F1.splitlines(), *body]
    head = "def honest_f1(y_inside, p_inside, y_test, p_test):"
    return "\n".join([head, *(f"    {line}" if line else "" for line in lines)])


q7 = Exercise(
    key="08.7",
    title="No peeking",
    prompt=(
        "Write `honest_f1(y_inside, p_inside, y_test, p_test)`: choose the threshold on the inside "
        "of the training data, then return F1 on the test samples. Thresholds to try are the "
        "values of `p_inside`; a probability that reaches the threshold is an alarm; of equally "
        "good thresholds take the lowest. F1 is $2TP / (2TP + FP + FN)$, and 0 without any alarm. "
        "There is always a positive inside."
    ),
    stub="""\
def honest_f1(y_inside, p_inside, y_test, p_test):
    score = ...
    return score""",
    answer="honest_f1",
    judge=function(
        as_number(6),
        (_INSIDE_Y, _INSIDE_P, _TEST_Y, _TEST_P),
        (np.array([0, 1]), np.array([0.2, 0.6]), np.array([1, 0, 1]), np.array([0.6, 0.1, 0.5])),
        (np.array([0, 1]), np.array([0.2, 0.6]), np.array([1, 0]), np.array([0.3, 0.1])),
        (np.array([1, 0, 0]), np.array([0.4, 0.4, 0.4]), np.array([1, 0]), np.array([0.9, 0.4])),
        (
            np.array([1, 0, 1, 0, 0]),
            np.array([0.9, 0.8, 0.7, 0.2, 0.1]),
            np.array([1, 0, 1]),
            np.array([0.8, 0.75, 0.1]),
        ),
        (_UNSORTED_Y, _UNSORTED_P, np.array([1, 0]), np.array([0.6, 0.2])),
        (np.array([0, 1]), np.array([0.2, 0.6]), np.array([0, 0]), np.array([0.3, 0.1])),
    ),
    hints=(
        "The test arrays have no say in the choice: only one line of your function uses them.",
        "Loop over `np.unique(p_inside)`, which is sorted, and keep the first of the best.",
        "`max(candidates, key=...)` keeps the first of equal ones.",
    ),
    solutions=(
        _function(
            "",
            "cut = max(np.unique(p_inside), key=lambda cut: f1(y_inside, p_inside >= cut))",
            "return f1(y_test, p_test >= cut)",
        ),
        """\
from sklearn.metrics import f1_score

def honest_f1(y_inside, p_inside, y_test, p_test):
    cuts = np.unique(p_inside)
    inside = [f1_score(y_inside, p_inside >= cut, zero_division=0) for cut in cuts]
    return f1_score(y_test, p_test >= cuts[np.argmax(inside)], zero_division=0)""",
    ),
    why=(
        "The threshold is a parameter of the model. It is fitted on training data, and the test "
        "samples are asked once."
    ),
    misconceptions=(
        Misconception(
            name="peeking",
            code=_function(
                "", "return max(f1(y_test, p_test >= cut) for cut in np.unique(p_test))"
            ),
            explanation="You chose the threshold on the test samples: the F1 nobody will get.",
            example=(
                np.array([0, 1]),
                np.array([0.2, 0.6]),
                np.array([0, 1, 1]),
                np.array([0.7, 0.5, 0.8]),
            ),
        ),
        Misconception(
            name="peeking with inside thresholds",
            code=_function(
                "", "return max(f1(y_test, p_test >= cut) for cut in np.unique(p_inside))"
            ),
            explanation=(
                "The thresholds come from inside, but the best of them is picked by its F1 on the "
                "test samples. That is peeking too."
            ),
            example=(
                np.array([0, 1]),
                np.array([0.2, 0.6]),
                np.array([0, 1, 1]),
                np.array([0.1, 0.3, 0.8]),
            ),
        ),
        Misconception(
            name="0.5",
            code=_function("", "return f1(y_test, p_test >= 0.5)"),
            explanation="You kept the default threshold; it is to be chosen inside.",
            example=(
                np.array([0, 1]),
                np.array([0.1, 0.3]),
                np.array([1, 0]),
                np.array([0.4, 0.2]),
            ),
        ),
        Misconception(
            name="above, not reached",
            code=_function(
                "",
                "cut = max(np.unique(p_inside), key=lambda cut: f1(y_inside, p_inside > cut))",
                "return f1(y_test, p_test > cut)",
            ),
            explanation="A probability that equals the threshold is an alarm: `>=`.",
            example=(
                np.array([0, 1]),
                np.array([0.2, 0.6]),
                np.array([1, 0]),
                np.array([0.6, 0.4]),
            ),
        ),
        Misconception(
            name="the highest of the best",
            code=_function(
                "",
                "cuts = np.unique(p_inside)[::-1]",
                "cut = max(cuts, key=lambda cut: f1(y_inside, p_inside >= cut))",
                "return f1(y_test, p_test >= cut)",
            ),
            explanation="Several thresholds are equally good inside; the lowest is asked.",
            example=(
                np.array([0, 1, 0, 0, 1]),
                np.array([0.1, 0.3, 0.4, 0.5, 0.9]),
                np.array([1, 0]),
                np.array([0.6, 0.2]),
            ),
        ),
        Misconception(
            name="tuned for accuracy",
            code=_function(
                "",
                "cuts = np.unique(p_inside)",
                "cut = max(cuts, key=lambda cut: np.mean((p_inside >= cut) == y_inside))",
                "return f1(y_test, p_test >= cut)",
            ),
            explanation="You maximise accuracy inside, which likes silence where few are positive.",
            example=(
                np.array([0, 1, 1, 0, 0, 0, 1]),
                np.array([0.1, 0.3, 0.35, 0.4, 0.5, 0.6, 0.9]),
                np.array([1, 0]),
                np.array([0.6, 0.2]),
            ),
        ),
        Misconception(
            name="the F1 inside",
            code=_function(
                "", "return max(f1(y_inside, p_inside >= cut) for cut in np.unique(p_inside))"
            ),
            explanation="You return the F1 the threshold was chosen by. It flatters as well.",
            example=(
                np.array([0, 1]),
                np.array([0.2, 0.6]),
                np.array([1, 0]),
                np.array([0.1, 0.3]),
            ),
        ),
        Misconception(
            name="the prevalence as threshold",
            code=_function("", "return f1(y_test, p_test >= np.mean(y_inside))"),
            explanation="You cut at the share of positives, which is best for something else.",
            example=(
                np.array([0, 1]),
                np.array([0.2, 0.9]),
                np.array([1, 0]),
                np.array([0.95, 0.6]),
            ),
        ),
    ),
    otherwise="Choose on one pair of arrays, score on the other.",
)
