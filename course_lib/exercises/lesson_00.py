"""Exercise of lesson 00, start here: one question to try check, hint and solution on."""

from course_lib.exercises import challenges
from course_lib.exercises.answers import as_number
from course_lib.exercises.exercise import Exercise, Misconception
from course_lib.exercises.judges import value

TITLE = "Start here"

q1 = Exercise(
    key="00.1",
    title="The accuracy of saying no",
    prompt=(
        "Of 5,000 patients, 50 have a disease. A model calls everybody healthy. What is its "
        "*balanced* accuracy, the mean of the share of the ill that it finds and the share of the "
        "healthy that it rightly calls healthy? Give a share between 0 and 1."
    ),
    stub="balanced_accuracy = ...",
    answer="balanced_accuracy",
    judge=value(as_number(3)),
    hints=(
        "Work out the two shares one after the other. How many of the 50 does the model find?",
        "The share of the ill found is 0. The share of the healthy rightly called healthy is 1.",
    ),
    solutions=(
        "balanced_accuracy = (0 / 50 + 4950 / 4950) / 2",
        "balanced_accuracy = 0.5",
    ),
    why=(
        "None of the ill are found and all of the healthy are called healthy: (0 + 1) / 2. "
        "Whatever "
        "the "
        "imbalance ratio, a model that never says yes stays at one half."
    ),
    misconceptions=(
        Misconception(
            name="plain accuracy",
            code="balanced_accuracy = 4950 / 5000",
            explanation=(
                "That is the share of all patients judged rightly, in which the healthy outvote "
                "the ill. "
                "Take the two classes separately, then the mean."
            ),
            example=(
                "3 healthy, 1 ill, all called healthy\naccuracy             3 of 4\nfound among "
                "the "
                "ill  0 of 1"
            ),
        ),
        Misconception(
            name="the error, not the accuracy",
            code="balanced_accuracy = 50 / 5000",
            explanation="That is the share of patients judged wrongly.",
            example="3 healthy, 1 ill, all called healthy\njudged wrongly  1 of 4",
        ),
        Misconception(
            name="the ill only",
            code="balanced_accuracy = 0",
            explanation=(
                "That is recall, the share of the ill found: one of the two shares to average."
            ),
            example="found among the ill  0 of 1\ncalled healthy       3 of 3\nnow take the mean.",
        ),
        Misconception(
            name="the healthy only",
            code="balanced_accuracy = 1",
            explanation=(
                "That is the share of the healthy rightly called so: one of the two to average."
            ),
            example="found among the ill  0 of 1\ncalled healthy       3 of 3\nnow take the mean.",
        ),
        Misconception(
            name="per cent, not a share",
            code="balanced_accuracy = 50",
            explanation="The number is right as a percentage; a share lies between 0 and 1.",
            example="a quarter is 0.25, not 25.",
        ),
        Misconception(
            name="the healthy divided by all patients",
            code="balanced_accuracy = 4950 / 5000 / 2",
            explanation=(
                "The share of the healthy is taken among the healthy: divide each class by its own "
                "size before taking the mean."
            ),
            example="3 healthy, 1 ill, all called healthy\nthe healthy: 3 of 3, not 3 of 4.",
        ),
    ),
    otherwise="Two shares, each within its own class, and their mean.",
)

q2 = challenges.one_link
