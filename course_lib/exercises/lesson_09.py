"""Exercises of lesson 09, pipelines and leakage."""

import numpy as np
from sklearn.metrics import f1_score

from course_lib.config.reading import ConfigurationError, read_text
from course_lib.exercises.answers import Misread, as_number, as_rows
from course_lib.exercises.exercise import Exercise, Misconception
from course_lib.exercises.judges import data_set, value
from course_lib.exercises.tuning_trap import peeking
from course_lib.exercises.watched import leaked_folds, watched
from course_lib.samplers import tomek_links

TITLE = "Pipelines and leakage"

q1 = Exercise(
    key="09.1",
    title="Copies across the split",
    prompt=(
        "Rows 0 to 8 are data. A random over-sampler appended rows 9 to 14, *then* everything was "
        "split into three folds: `source` says which row each one repeats, `fold` where it is "
        "tested. Fold 0 is tested. Which rows of the test fold does the training part hold under "
        "another number?"
    ),
    stub="""\
source = np.array([0, 1, 2, 3, 4, 5, 6, 7, 8, 6, 6, 7, 7, 8, 8])
fold = np.array([0, 1, 2, 0, 1, 2, 0, 0, 1, 0, 0, 1, 2, 2, 0])
test_rows = ...""",
    answer="test_rows",
    judge=value(as_rows),
    hints=(
        "Begin with the rows of fold 0. For each, list all rows that have the same source.",
        "Is one of that family in fold 1 or 2? Then the model is tested on a row it has learnt.",
        "Two rows. One is an original, the other a copy; a third family stays together.",
    ),
    solutions=(
        """\
source = np.array([0, 1, 2, 3, 4, 5, 6, 7, 8, 6, 6, 7, 7, 8, 8])
fold = np.array([0, 1, 2, 0, 1, 2, 0, 0, 1, 0, 0, 1, 2, 2, 0])
learnt = source[fold != 0]
test_rows = [row for row in np.flatnonzero(fold == 0) if source[row] in learnt]""",
        """\
test_rows = [7, 14]""",
    ),
    why=(
        "Rows 7 and 14 have relatives in the training part. Rows 6, 9 and 10 are one family too, "
        "but chance put all three into fold 0: whether a row leaks depends on the draw."
    ),
    misconceptions=(
        Misconception(
            name="every row with a relative",
            code="test_rows = [6, 7, 9, 10, 14]",
            explanation=(
                "All of these have a relative somewhere. A leak needs one *on the other side*: in "
                "the training part."
            ),
            example="row     6  9  10\nfold    0  0   0\nall three are tested, none is learnt.",
        ),
        Misconception(
            name="originals only",
            code="test_rows = [7]",
            explanation=(
                "You looked for test rows whose *copy* is in the training part. A copy may also be "
                "tested while its original is learnt."
            ),
            example="row     8  14\nsource  8   8\nfold    1   0\nthe copy is tested.",
        ),
        Misconception(
            name="copies only",
            code="test_rows = [14]",
            explanation=(
                "You looked for copies whose original is in the training part. An original may "
                "also be tested while its copies are learnt."
            ),
            example="row     7  11\nsource  7   7\nfold    0   1\nthe original is tested.",
        ),
        Misconception(
            name="every copy that is tested",
            code="test_rows = [9, 10, 14]",
            explanation=(
                "These are the appended rows of fold 0. Being a copy is harmless where the whole "
                "family is on one side."
            ),
            example="row     6  9\nsource  6  6\nfold    0  0\nnothing of it is learnt.",
        ),
        Misconception(
            name="the whole test fold",
            code="test_rows = [0, 3, 6, 7, 9, 10, 14]",
            explanation="These are all rows of fold 0. Most have no relative in another fold.",
            example="row     0\nsource  0\nfold    0\nno other row has source 0.",
        ),
        Misconception(
            name="the rows on the training side",
            code="test_rows = [8, 11, 12, 13]",
            explanation="These are learnt. The question asks which *tested* rows they give away.",
            example="row     7  11\nfold    0   1\nrow 11 is learnt, row 7 is tested.",
        ),
        Misconception(
            name="every fold at once",
            code="test_rows = [7, 8, 11, 12, 13, 14]",
            explanation="Those leak in some fold. Asked are the rows tested in fold 0.",
            example="row     8\nfold    1\nit is not tested in fold 0.",
        ),
    ),
    otherwise="For each row of fold 0, look for the same source in folds 1 and 2.",
)

q2 = Exercise(
    key="09.2",
    title="A guess, after balancing",
    prompt=(
        "A model that has learnt nothing gives every row a random score. The data have 1,000 rows, "
        "50 of them in the minority. SMOTE makes the classes equal *before* the split. What "
        "average precision does cross-validation report, on average over draws and to two "
        "decimals?"
    ),
    stub="average_precision = ...",
    answer="average_precision",
    judge=value(as_number(2)),
    hints=(
        "What is the average precision of random scores, in terms of the rows that are tested?",
        "Which share of the *tested* rows is in the minority once the classes are equal?",
    ),
    solutions=("average_precision = 0.5", "average_precision = 950 / (950 + 950)"),
    why=(
        "Random scores have a precision near the share of the minority among the rows tested. "
        "SMOTE raised that share from 0.05 to 0.50, so a model without any knowledge appears ten "
        "times as good."
    ),
    misconceptions=(
        Misconception(
            name="the share before resampling",
            code="average_precision = 0.05",
            explanation=(
                "That is what an honest test would report. Here the test folds hold synthetic "
                "rows as well."
            ),
            example="tested: 1 minority and 1 majority row\nhalf of the tested are minority.",
        ),
        Misconception(
            name="the share of the majority",
            code="average_precision = 0.95",
            explanation="That share would be the accuracy of never raising an alarm, before SMOTE.",
            example="10 rows, 9 of the majority: accuracy of 'never' 9/10.",
        ),
        Misconception(
            name="a leak is not knowledge of everything",
            code="average_precision = 1.0",
            explanation="Synthetic rows help a model that learns. This one gives random scores.",
            example="random scores rank the tested rows at random.",
        ),
        Misconception(
            name="nothing learnt, nothing scored",
            code="average_precision = 0.0",
            explanation="Random alarms hit the minority as often as it occurs, not never.",
            example="4 alarms at random, half the rows minority: about 2 hits.",
        ),
        Misconception(
            name="precision times recall",
            code="average_precision = 0.25",
            explanation=(
                "You multiplied two halves. Average precision is a mean of precisions, over all "
                "recalls."
            ),
            example="a precision of p at every recall has the mean p.",
        ),
        Misconception(
            name="the gain, not the score",
            code="average_precision = 0.45",
            explanation="That is what balancing adds. Asked is what the report shows.",
            example="before 0.2, after 0.6: the report shows the second number.",
        ),
        Misconception(
            name="the area under the ROC curve of all rows",
            code="average_precision = 0.03",
            explanation="You halved the original share. Precision depends on the rows *tested*.",
            example="2 of 4 tested rows are minority, whatever the share was before.",
        ),
    ),
    otherwise="Ask for the share of the minority among the rows that are tested.",
)


def _as_configuration(answer):
    """Read YAML text into what it configures, however it is written."""
    if not isinstance(answer, str):
        raise Misread("not a text", 'Hand in the YAML as one string between `"""` and `"""`.')
    try:
        configuration = read_text(answer, "your text")
    except ConfigurationError as error:
        asked = "This is no valid configuration; the reason stands below."
        lines = str(error).replace("```", "'''").splitlines()[:6]
        raise Misread(
            "not a valid configuration", asked, "\n".join(x[:160] for x in lines)
        ) from None
    content = configuration.model_dump(exclude={"metrics"})
    return {**content, "primary": configuration.metrics.primary}


def _yaml(**changed):
    """Return the code of a YAML answer; what is None is left out."""
    parts = {"scaler": "robust", "ratio": "0.5", "k": "3", "smote_seed": "7", "tomek": "all",
             "trees": "50", "folds": "4", "cv_seed": None, "primary": "F1"} | changed  # fmt: skip
    lines = [
        ("scaler", f"scaler: {parts['scaler']}"),
        ("ratio", "smote:"),
        ("ratio", f"  ratio: {parts['ratio']}"),
        ("k", f"  k: {parts['k']}"),
        ("smote_seed", f"  seed: {parts['smote_seed']}"),
        ("tomek", "tomek:"),
        ("tomek", f"  strategy: {parts['tomek']}"),
        ("folds", "model:"),
        ("folds", "  name: random forest"),
        ("trees", "  parameters:"),
        ("trees", f"    n_estimators: {parts['trees']}"),
        ("folds", "cross_validation:"),
        ("folds", f"  folds: {parts['folds']}"),
        ("cv_seed", f"  seed: {parts['cv_seed']}"),
        ("primary", "metrics:"),
        ("primary", f"  primary: {parts['primary']}"),
    ]
    kept = [line for key, line in lines if parts[key] is not None]
    return 'text = """\n' + "\n".join(kept) + '\n"""'


q3 = Exercise(
    key="09.3",
    title="A run as a file",
    prompt=(
        "Write the YAML of this run as one string. Features are scaled by median and quartiles; "
        "SMOTE, seeded with 7 and with 3 neighbours, adds samples until there are two majority "
        "samples for each minority sample; of every Tomek link both members go; a random forest of "
        "50 trees follows; four folds, shuffled with the default seed; F1 decides. Everything else "
        "is left at its default."
    ),
    stub="text = ...",
    answer="text",
    judge=value(_as_configuration),
    hints=(
        "`data/configurations/smote_tomek.yaml` shows every key; the lesson prints it.",
        "`ratio` is minority ÷ majority, and scikit-learn calls the number of trees "
        "`n_estimators`; it stands below `parameters`, below `model`.",
        "SMOTE's seed and the seed of the folds are two keys, in two sections.",
    ),
    solutions=(
        _yaml(),
        '''\
text = """
scaler: robust
smote: {ratio: 0.5, k: 3, seed: 7}
tomek: {strategy: all}
model: {name: random forest, parameters: {n_estimators: 50}}
cross_validation: {folds: 4}
metrics: {primary: F1}
"""''',
    ),
    why=(
        "The file names the whole run: the same data and versions give the same scores to anyone "
        "who has it. What it leaves out has the default that the report prints."
    ),
    misconceptions=(
        Misconception(
            name="the share, not the ratio",
            code=_yaml(ratio="0.3333333333333333"),
            explanation=(
                "Two to one is a *share* of one third for the minority. The key asks for minority "
                "÷ majority."
            ),
            example="majority 100, minority 25\nshare 25/125, but minority / majority = 25/100",
        ),
        Misconception(
            name="balanced",
            code=_yaml(ratio="1.0"),
            explanation="That gives as many minority as majority samples, the default.",
            example="majority 100, minority 100: minority / majority = 1",
        ),
        Misconception(
            name="one member of each link",
            code=_yaml(tomek="majority"),
            explanation="Your file removes the majority member of every link only.",
            example="a link has two members, one in each class.",
        ),
        Misconception(
            name="the default number of neighbours",
            code=_yaml(k=None),
            explanation="Your file does not say how many neighbours SMOTE has; the default is 5.",
            example="a key that is missing has its default.",
        ),
        Misconception(
            name="the seed of the folds",
            code=_yaml(smote_seed=None, cv_seed="7"),
            explanation="You seeded the shuffling of the rows. The 7 belongs to SMOTE.",
            example="two seeds: one draws samples, one shuffles rows.",
        ),
        Misconception(
            name="mean and standard deviation",
            code=_yaml(scaler="standard"),
            explanation="That scaler uses mean and standard deviation, which outliers move.",
            example="values 1, 2, 3, 1000: mean 251.5, median 2.5",
        ),
        Misconception(
            name="the default number of folds",
            code=_yaml(folds="5"),
            explanation="Your file splits into five folds.",
            example="with n folds, a share of 1/n of the rows is tested at a time.",
        ),
        Misconception(
            name="the default number of trees",
            code=_yaml(trees=None),
            explanation="Your forest has scikit-learn's default, 100 trees.",
            example="a parameter that is missing has scikit-learn's default.",
        ),
        Misconception(
            name="the default metric decides",
            code=_yaml(primary=None),
            explanation="Your file leaves the decision to average precision.",
            example="the primary metric decides, the further ones are reported.",
        ),
    ),
    otherwise="Compare each key with the description; `config.read` would say what is not allowed.",
)


def _nearest_label(X, y, row, among):
    distances = np.linalg.norm(X[among] - X[row], axis=1)
    return y[among[np.argmin(distances)]]


def _majority_cleaned(X, y, rows):
    """Return the rows that are left when the majority members of links among them have gone."""
    links = rows[tomek_links(X[rows], y[rows])].ravel()
    return np.setdiff1d(rows, links[y[links] == 0])


def _cleaning_not_flattering(X, y):
    """Look for data that a cleaner makes perfect before the split, and not inside it."""
    if len(y) > 12:
        return "too many samples", f"You used {len(y)}."
    if not np.isin(y, [0, 1]).all() or len(np.unique(y)) > 2:
        return "labels other than 0 and 1", ""
    if len(np.unique(y)) == 1:
        return "one class only", ""
    if np.bincount(y.astype(int)).min() < 2:
        return "a class of one sample", ""
    if len(np.unique(X, axis=0)) < len(X):
        return "coincident samples", ""
    rows, y = np.arange(len(y)), y.astype(int)
    if len(tomek_links(X, y)) == 0:
        return "nothing to clean", ""
    kept = _majority_cleaned(X, y, rows)
    if len(np.unique(y[kept])) < 2:
        return "nothing left of the majority", ""
    leaked = [_nearest_label(X, y, row, kept[kept != row]) for row in kept]
    if f1_score(y[kept], leaked) < 1:
        return (
            "still wrong after cleaning",
            f"F1 before the split: {f1_score(y[kept], leaked):.2f}.",
        )
    honest = [_nearest_label(X, y, row, _majority_cleaned(X, y, rows[rows != row])) for row in rows]
    if f1_score(y, honest) == 1:
        return None, "The honest F1 is 1 as well."
    return None


q4 = Exercise(
    key="09.4",
    title="Clean first, be perfect",
    prompt=(
        "Build a data set of at most 12 samples, labels 0 and 1, at least two of each, on which "
        "cleaning before the split flatters: remove the members with label 0 of all Tomek links, "
        "*then* let each sample that is left be classified by its nearest other sample: F1 is "
        "exactly 1. If instead each *original* sample is left out in turn and the cleaning is done "
        "on the others, F1 is lower."
    ),
    stub="X = ...\ny = ...",
    answer="X, y",
    judge=data_set(_cleaning_not_flattering),
    hints=(
        "Two groups far apart are classified without an error. What has to be added so that a link "
        "is found?",
        "The cleaner must remove the very sample that would be misclassified, so that nobody tests "
        "it.",
        "One sample of label 0 inside the group of label 1, mutual nearest neighbours with one of "
        "them.",
    ),
    solutions=(
        "X = [[0.0], [1.0], [2.5], [9.0], [10.0], [10.4], [11.5]]\ny = [0, 0, 0, 1, 1, 0, 1]",
        "X = [[0, 0], [0, 1], [9, 9], [9, 10.5], [9.2, 9.1]]\ny = np.array([0, 0, 1, 1, 0])",
    ),
    why=(
        "The cleaner removed the sample that cannot be classified, and with it the test of it. "
        "Inside the fold the sample stays in the test set and is counted."
    ),
    misconceptions=(
        Misconception(
            name="one class only",
            code="X = [[0.0], [1.0], [3.0]]\ny = [0, 0, 0]",
            explanation="Without two classes there is no link and no F1.",
            example="position  0  1\nclass     0  0",
        ),
        Misconception(
            name="labels other than 0 and 1",
            code="X = [[0.0], [1.0], [3.0], [4.5]]\ny = [1, 1, 2, 2]",
            explanation="Call the class that is cleaned 0, and the other 1.",
            example="position  0  1\nclass     0  1",
        ),
        Misconception(
            name="too many samples",
            code="X = [[float(x) ** 1.1] for x in range(13)]\ny = [0] * 8 + [1] * 5",
            explanation="At most 12: remove those that play no part.",
            example="A counter-example is worth most when nothing can be taken away from it.",
        ),
        Misconception(
            name="a class of one sample",
            code="X = [[0.0], [1.0], [5.0]]\ny = [0, 0, 1]",
            explanation="A sample that is alone in its class has no one to be recognised by.",
            example="position  0  1  5\nclass     0  0  1\nthe nearest to 5 is of class 0.",
        ),
        Misconception(
            name="coincident samples",
            code="X = [[0.0], [1.0], [9.0], [10.0], [10.0]]\ny = [0, 0, 1, 1, 0]",
            explanation="Two samples in one place make the nearest a matter of order. Move one.",
            example="position  10  10",
        ),
        Misconception(
            name="nothing to clean",
            code="X = [[0.0], [1.0], [9.0], [10.5]]\ny = [0, 0, 1, 1]",
            explanation="There is no Tomek link in your data, so both ways see the same samples.",
            example="position  0  1    9  10.5\nclass     0  0    1  1\nno pair joins the classes.",
        ),
        Misconception(
            name="nothing left of the majority",
            code="X = [[0.0], [0.4], [9.0], [9.4]]\ny = [0, 1, 0, 1]",
            explanation="Your links take every sample of label 0.",
            example="position  0  0.4\nclass     0  1\none link, and no 0 is left.",
        ),
        Misconception(
            name="still wrong after cleaning",
            code="X = [[0.0], [1.0], [9.0], [10.0], [10.4], [11.0]]\ny = [0, 0, 1, 1, 0, 0]",
            explanation="Of the samples that are left, one still has a nearest of the other class.",
            example="position  10  10.4  11\nclass      1   0     0\ntwo intruders side by side.",
        ),
    ),
    otherwise="Work out both ways by hand: who is removed, who is tested, who is nearest.",
)

_PREAMBLE = """\
from imblearn.pipeline import make_pipeline
from sklearn.base import clone
from sklearn.metrics import f1_score
from sklearn.model_selection import cross_val_score

"""


def _loop(before="", fold="", result="np.array(scores)"):
    """Return the code of a manual loop; `fold` is what happens in each fold."""
    lines = ["def my_scores(X, y, scaler, sampler, model, cv):"]
    lines += [f"    {line}" for line in before.splitlines()]
    lines += ["    scores = []", "    for train, test in cv.split(X, y):"]
    lines += [f"        {line}" for line in fold.splitlines()]
    return _PREAMBLE + "\n".join([*lines, f"    return {result}"])


_HONEST = """\
Z = scaler.fit_transform(X[train])
Z_test = scaler.transform(X[test])
Z, y_train = sampler.fit_resample(Z, y[train])
model.fit(Z, y_train)
scores.append(f1_score(y[test], model.predict(Z_test)))"""


def _instead(*changes):
    """Return the honest fold with some lines replaced; the same line twice is a fault of ours."""
    fold = _HONEST
    for old, new in changes:
        assert fold.count(old) == 1
        fold = fold.replace(old, new)
    return fold


q5 = Exercise(
    key="09.5",
    title="The tripwire",
    prompt=(
        "Write `my_scores(X, y, scaler, sampler, model, cv)`: for each fold of `cv.split(X, y)` "
        "scale, then resample, then fit, and return the F1 of the model on the test fold; one "
        "number per fold, in the order of the folds. Any honest way counts: a loop, a pipeline, "
        "`cross_val_score`. The check hands in marked rows, and a scaler, a sampler and a model "
        "that write down which of them they meet."
    ),
    stub="""\
def my_scores(X, y, scaler, sampler, model, cv):
    scores = ...
    return scores""",
    answer="my_scores",
    judge=watched(["X", "y", "scaler", "sampler", "model", "cv"], leaked_folds),
    hints=(
        "Whatever has `fit` in its name may see training rows only. Go through your lines and ask "
        "which rows each one sees.",
        "The shortest way has two steps: imbalanced-learn's pipeline of the three, then "
        "scikit-learn's scores over folds. Which `scoring` is asked?",
        "In a loop, test rows meet exactly two calls: the scaler's `transform`, the model's "
        "`predict`.",
    ),
    solutions=(
        _PREAMBLE + "def my_scores(X, y, scaler, sampler, model, cv):\n"
        "    steps = make_pipeline(scaler, sampler, model)\n"
        '    return cross_val_score(steps, X, y, cv=cv, scoring="f1")',
        _loop(fold=_HONEST),
    ),
    why=(
        "The notes show it: scaler and sampler were given the training rows of each fold, the "
        "model learnt from what they made, and the test rows met `transform` and `predict` alone."
    ),
    misconceptions=(
        Misconception(
            name="resampled before the split",
            code=_PREAMBLE + "def my_scores(X, y, scaler, sampler, model, cv):\n"
            "    everything = sampler.fit_resample(scaler.fit_transform(X), y)\n"
            '    return cross_val_score(model, *everything, cv=cv, scoring="f1")',
            explanation=(
                "The sampler was given all rows, test rows included, and the model learnt from "
                "what it made of them."
            ),
            example="copy of row 7 in the training part, row 7 in the test fold",
        ),
        Misconception(
            name="the scaler was fitted on everything",
            code=_loop(
                "Z_all = scaler.fit_transform(X)",
                _instead(
                    ("Z = scaler.fit_transform(X[train])\n", ""),
                    ("Z_test = scaler.transform(X[test])\n", ""),
                    ("fit_resample(Z, y", "fit_resample(Z_all[train], y"),
                    ("predict(Z_test)", "predict(Z_all[test])"),
                ),
            ),
            explanation=(
                "Mean and spread were computed with the test rows. The effect is small, most "
                "often; the mistake is the same."
            ),
            example="one test row of 1000000 moves the mean of all training rows",
        ),
        Misconception(
            name="the test fold was resampled too",
            code=_loop(
                "",
                _instead(
                    (
                        "scores.append(f1_score(y[test], model.predict(Z_test)))",
                        "Z_test, y_test = sampler.fit_resample(Z_test, y[test])\n"
                        "scores.append(f1_score(y_test, model.predict(Z_test)))",
                    )
                ),
            ),
            explanation=(
                "What is predicted in use comes at its natural rarity. A resampled test fold "
                "measures another population."
            ),
            example="tested: 12 rows of the data and 4 copies",
        ),
        Misconception(
            name="another scaler for the test fold",
            code=_loop(
                "", _instead(("scaler.transform(X[test])", "clone(scaler).fit_transform(X[test])"))
            ),
            explanation=(
                "The test rows were scaled by a scaler fitted on themselves: the same value then "
                "means something else to the model, and a single new row cannot be scaled at all."
            ),
            example="training mean 10, test mean 12: the value 12 becomes 0 and not 2",
        ),
        Misconception(
            name="the test fold was not scaled",
            code=_loop("", _instead(("scaler.transform(X[test])", "X[test]"))),
            explanation="The model learnt on scaled values and was asked on raw ones.",
            example="learnt: -1.2, 0.3; asked: 41250",
        ),
        Misconception(
            name="scored on the training rows",
            code=_loop(
                "",
                _instead(
                    ("scaler.transform(X[test])", "scaler.transform(X[train])"),
                    ("y[test]", "y[train]"),
                ),
            ),
            explanation="The model was asked for rows that it had learnt.",
            example="learnt: rows 0, 1, 2; asked: rows 0, 1, 2",
        ),
        Misconception(
            name="the model was fitted on everything",
            code=_loop(
                "Z, y_all = sampler.fit_resample(scaler.fit_transform(X[::-1])[1:], y[::-1][1:])\n"
                "model.fit(scaler.transform(X), y)",
                "scores.append(f1_score(y[test], model.predict(scaler.transform(X[test]))))",
            ),
            explanation="One model for all folds, fitted on all rows: no fold tests it.",
            example="learnt: rows 0, 1, 2, 3; asked: row 3",
        ),
        Misconception(
            name="training and test rows exchanged",
            code=_loop("", _HONEST).replace("for train, test in", "for test, train in"),
            explanation=(
                "`cv.split` gives the training rows first. You fitted on the small part and were "
                "tested on the large one."
            ),
            example="for train, test in cv.split(X, y)",
        ),
        Misconception(
            name="resampled before scaling",
            code=_loop(
                "",
                "grown, y_train = sampler.fit_resample(X[train], y[train])\n"
                "model.fit(scaler.fit_transform(grown), y_train)\n"
                "scores.append(f1_score(y[test], model.predict(scaler.transform(X[test]))))",
            ),
            explanation=(
                "Nothing leaks, but the order asked is another: a sampler that measures distances "
                "should see scaled values."
            ),
            example="age 30 and 60, income 30000 and 30010: whose neighbour is whose?",
        ),
        Misconception(
            name="the resampled rows were not used",
            code=_loop(
                "",
                _instead(
                    ("model.fit(Z, y_train)", "model.fit(scaler.transform(X[train]), y[train])")
                ),
            ),
            explanation="The sampler ran, and its result went nowhere.",
            example="sampler.fit_resample(Z, y) returns; it changes nothing in place.",
        ),
        Misconception(
            name="the sampler was left out",
            code=_PREAMBLE + "def my_scores(X, y, scaler, sampler, model, cv):\n"
            '    return cross_val_score(make_pipeline(scaler, model), X, y, cv=cv, scoring="f1")',
            explanation="The sampler that was handed in has met no row.",
            example="scaler, sampler, model: three steps",
        ),
        Misconception(
            name="the scaler was left out",
            code=_PREAMBLE + "def my_scores(X, y, scaler, sampler, model, cv):\n"
            '    return cross_val_score(make_pipeline(sampler, model), X, y, cv=cv, scoring="f1")',
            explanation="The scaler that was handed in has met no row.",
            example="scaler, sampler, model: a step is missing",
        ),
        Misconception(
            name="the model was never asked",
            code=_loop("", _instead(("model.predict(Z_test)", "y[test]"))),
            explanation="Your scores were computed without a prediction for any test row.",
            example="f1 of the labels with themselves is 1",
        ),
        Misconception(
            name="accuracy, not F1",
            code=_PREAMBLE + "def my_scores(X, y, scaler, sampler, model, cv):\n"
            "    steps = make_pipeline(scaler, sampler, model)\n"
            "    return cross_val_score(steps, X, y, cv=cv)",
            explanation="Nothing leaked, but without `scoring` a classifier reports its accuracy.",
            example="labels     0 0 0 1\npredicted  0 0 0 0\naccuracy 3/4, F1 0",
        ),
        Misconception(
            name="other folds than those of cv",
            code=_loop("from sklearn.model_selection import KFold", _HONEST).replace(
                "cv.split(X, y)", "KFold(4).split(X, y)"
            ),
            explanation="Your folds are not those of `cv`: scores on other folds compare badly.",
            example="cv tests rows 3, 8, 9; yours tests rows 0, 1, 2",
        ),
        Misconception(
            name="one number for all folds",
            code=_loop(fold=_HONEST, result="np.mean(scores)"),
            explanation="The spread over the folds is part of the result: hand in each score.",
            example="0.2 and 1.0 have the mean of 0.6 and 0.6",
        ),
    ),
    otherwise="Write beside each line which rows it sees: training, test or both.",
)


def _tuned(fold, result="scores", before=""):
    """Return the code of a function that tunes; `fold` is what happens in each fold."""
    lines = ["def tuned_scores(X, y, model, grid, cv):"]
    lines += [f"    {line}" for line in before.splitlines()]
    lines += ["    scores = []", "    for train, test in cv.split(X, y):"]
    lines += [f"        {line}" for line in fold.splitlines()]
    head = "from sklearn.base import clone\n"
    head += "from sklearn.model_selection import GridSearchCV, cross_val_score\n\n"
    return head + "\n".join([*lines, f"    return {result}"])


def _every_setting(rows):
    return (
        "tried = []\n"
        'for setting in grid["setting"]:\n'
        "    one = clone(model).set_params(setting=setting).fit(X[train], y[train])\n"
        f"    tried.append(one.score(X[{rows}], y[{rows}]))\n"
    )


q6 = Exercise(
    key="09.6",
    title="Tune without peeking",
    prompt=(
        "Write `tuned_scores(X, y, model, grid, cv)`: for each fold of `cv.split(X, y)` choose the "
        "best setting of `grid` and return the accuracy of the chosen model on the test fold; one "
        "number per fold. `grid` is as `GridSearchCV` takes it, here "
        '`{"setting": [...]}`. The choice must not depend on the test fold. Which accuracy is '
        "good? The check has settings that betray how they were chosen."
    ),
    stub="""\
def tuned_scores(X, y, model, grid, cv):
    scores = ...
    return scores""",
    answer="tuned_scores",
    judge=watched(["X", "y", "model", "grid", "cv"], peeking),
    hints=(
        "A setting is a thing learnt from data, like a coefficient. Which rows may it be learnt "
        "from?",
        "Inside every training fold, split again: a second cross-validation chooses, and the test "
        "fold is not part of it.",
        "A `GridSearchCV` is an estimator with `fit` and `score`. What can be done with any "
        "estimator?",
    ),
    solutions=(
        """\
from sklearn.model_selection import GridSearchCV, cross_val_score


def tuned_scores(X, y, model, grid, cv):
    return cross_val_score(GridSearchCV(model, grid, cv=3), X, y, cv=cv)""",
        """\
import numpy as np
from sklearn.base import clone
from sklearn.model_selection import cross_val_score


def tuned_scores(X, y, model, grid, cv):
    scores = []
    for train, test in cv.split(X, y):
        models = [clone(model).set_params(setting=setting) for setting in grid["setting"]]
        inside = [cross_val_score(one, X[train], y[train], cv=4).mean() for one in models]
        best = models[np.argmax(inside)].fit(X[train], y[train])
        scores.append(best.score(X[test], y[test]))
    return np.array(scores)""",
    ),
    why=(
        "Your scores are 0, and that is the proof: for every fold one setting is right on all "
        "other rows and wrong on that fold. Only who has not looked walks into it. Such data are "
        "rare; the dependence they reveal is not."
    ),
    misconceptions=(
        Misconception(
            name="chosen by the test fold",
            code=_tuned(_every_setting("test") + "scores.append(max(tried))"),
            explanation=(
                "Several settings were asked for the test rows and the best answer was reported: "
                "the largest of some noisy numbers, not the score of a model."
            ),
            example="ten guesses at a coin: the best guesser is right more often than half",
        ),
        Misconception(
            name="tuned once on everything",
            code=_tuned(
                "",
                "cross_val_score(search.best_estimator_, X, y, cv=cv)",
                "search = GridSearchCV(model, grid, cv=3).fit(X, y)",
            ).replace("    scores = []\n    for train, test in cv.split(X, y):\n", ""),
            explanation=(
                "One setting was chosen with all rows, test rows included, and then "
                "cross-validated as if it had been given."
            ),
            example="the setting has seen every fold before it is tested on it",
        ),
        Misconception(
            name="the score of the tuning itself",
            code=_tuned(
                "search = GridSearchCV(model, grid, cv=3).fit(X[train], y[train])\n"
                "scores.append(search.best_score_)"
            ),
            explanation=(
                "You report the score by which the setting won. The winner's score is too high, "
                "because winning selects luck."
            ),
            example="best_score_ is about the rows of the choice",
        ),
        Misconception(
            name="chosen by the rows it was fitted on",
            code=_tuned(
                _every_setting("train")
                + "number = tried.index(max(tried))\n"
                + 'chosen = clone(model).set_params(setting=grid["setting"][number])\n'
                + "scores.append(chosen.fit(X[train], y[train]).score(X[test], y[test]))"
            ),
            explanation=(
                "No test row was used, but a model that repeats what it has learnt by heart looks "
                "perfect on the rows it was fitted on. Choose by rows held out."
            ),
            example="1-NN is always right on its own training rows",
        ),
        Misconception(
            name="no model was asked",
            code=_tuned("scores.append(float(np.mean(y[test] == 0)))"),
            explanation="Your scores were computed without any prediction.",
            example="the share of the majority is nobody's accuracy but a constant's",
        ),
        Misconception(
            name="nothing was tuned",
            code=_tuned("", "cross_val_score(model, X, y, cv=cv)").replace(
                "    scores = []\n    for train, test in cv.split(X, y):\n", ""
            ),
            explanation="The grid has several settings; one was tried.",
            example='grid = {"setting": ["a", "b"]}: two candidates',
        ),
        Misconception(
            name="tuned in one fold, used in all",
            code=_tuned(
                "chosen = search.best_estimator_.fit(X[train], y[train])\n"
                "scores.append(chosen.score(X[test], y[test]))",
                before="first, _ = next(cv.split(X, y))\n"
                "search = GridSearchCV(model, grid, cv=3).fit(X[first], y[first])",
            ),
            explanation=(
                "The setting was chosen in the first training part and used in all folds. That "
                "part holds the test rows of the others."
            ),
            example="fold 1 is tested, and was among the rows that chose",
        ),
        Misconception(
            name="one number for all folds",
            code=_tuned(
                "", "cross_val_score(GridSearchCV(model, grid, cv=3), X, y, cv=cv).mean()"
            ).replace("    scores = []\n    for train, test in cv.split(X, y):\n", ""),
            explanation="Hand in the score of every fold; their spread belongs to the result.",
            example="0.2 and 1.0 have the mean of 0.6 and 0.6",
        ),
        Misconception(
            name="the settings, not their scores",
            code=_tuned(
                "search = GridSearchCV(model, grid, cv=3).fit(X[train], y[train])\n"
                'scores.append(search.best_params_["setting"])'
            ),
            explanation="You return which setting won in each fold; asked is its test score.",
            example='["a", "b"] are settings, [0.5, 1.0] are scores',
        ),
    ),
    otherwise="Ask of each row of a test fold: has it taken part in the choice?",
)
