"""Exercises of lesson 15, categories and mixed columns."""

import numpy as np

from course_lib.exercises.answers import as_array, as_number, as_pairs, as_rows
from course_lib.exercises.exercise import Exercise, Misconception
from course_lib.exercises.judges import data_set, function, value

TITLE = "Categories and mixed columns"

_CLAIMS = """\
amount = np.array([0, 2.5, 8.5, 9.5, 12.5, 13, 17.5, 18, 20])
city = np.array(["Leeds", "Bath", "Leeds", "Leeds", "York", "Truro", "Bath", "Leeds", "Bath"])
y = np.array([0, 1, 0, 0, 1, 0, 0, 1, 1])
"""

q1 = Exercise(
    key="15.1",
    title="HEOM links by hand",
    prompt=(
        "Nine claims, an amount in thousands of euros and a city; 1 is the minority. Which pairs "
        "of rows are Tomek links under HEOM? Give a list of pairs, such as `[(0, 8), (3, 4)]`, "
        "found by hand or by code."
    ),
    stub=f"{_CLAIMS}link_rows = ...",
    answer="link_rows",
    judge=value(as_pairs),
    hints=(
        "The amounts have a range of 20. Can an amount ever count as much as another city?",
        "Rows whose city occurs more than once choose within their city. York and Truro occur "
        "once each: whom do these two choose?",
        "There are two links, one of them between two cities.",
    ),
    solutions=(
        f"""\
{_CLAIMS}import pandas as pd
from course_lib.samplers import tomek_links

claims = pd.DataFrame({{"amount": amount, "city": city}})
link_rows = tomek_links(claims, y, metric="heom", categorical_features=["city"])""",
        "link_rows = [(4, 5), (6, 8)]",
    ),
    why=(
        "Another city adds 1, an amount at most (20 / 20)² = 1, and less for all but the extremes: "
        "so each row stays in its city where it can. Rows 4 and 5 are alone in theirs; every other "
        "row adds 1 for them, and the amount decides."
    ),
    misconceptions=(
        Misconception(
            name="the city was ignored, or weighs too little",
            code="link_rows = [(0, 1), (4, 5), (6, 7)]",
            explanation=(
                "These are the links by amount alone. With amounts up to 20 that have not been "
                "divided by their range, the city hardly counts either."
            ),
            example="amount  0      2.5\ncity    Leeds  Bath\nHEOM: root of (2.5/20)² + 1",
        ),
        Misconception(
            name="only within a city",
            code="link_rows = [(6, 8)]",
            explanation=(
                "Another city is far away, but not infinitely far. A row that is alone in its city "
                "has a nearest neighbour too."
            ),
            example="amount  12.5  13\ncity    York  Truro\nBoth are alone in their cities.",
        ),
        Misconception(
            name="the class was not looked at",
            code="link_rows = [(2, 3), (4, 5), (6, 8)]",
            explanation="All of these are mutual. A Tomek link also joins two classes.",
            example="row    2      3\ncity   Leeds  Leeds\nclass  0      0",
        ),
        Misconception(
            name="one direction only",
            code="link_rows = [(1, 6), (3, 7), (4, 5), (6, 8)]",
            explanation="A link is mutual: ask the second row whom it chooses.",
            example="row     1     6     8\namount  2.5   17.5  20\nrow 1 chooses 6, 6 chooses 8.",
        ),
        Misconception(
            name="nearest of the other class",
            code="link_rows = [(3, 7), (4, 5), (6, 8)]",
            explanation="These are each other's nearest *enemies*; a nearer friend breaks a link.",
            example="row     2    3    7\namount  8.5  9.5  18\nclass   0    0    1",
        ),
        Misconception(
            name="Euclid on standardised codes",
            code="link_rows = [(0, 1), (4, 5), (6, 8)]",
            explanation=(
                "Numbered by the alphabet, Bath and Leeds are one step apart and Bath and York "
                "three. To HEOM all cities are equally far from each other."
            ),
            example="Bath 0  Leeds 1  Truro 2  York 3\n|Bath - York| = 3 |Bath - Leeds|",
        ),
        Misconception(
            name="rows counted from 1",
            code="link_rows = [(5, 6), (7, 9)]",
            explanation="Each row number is one too large. The first row is row 0.",
            example="amount  0  2.5  8.5\nrow     0  1    2",
        ),
    ),
    otherwise="Begin with the rows that share a city, then look at the two that do not.",
)

_PARENTS = """\
amounts = [10, 14, 11, 12]  # the seed row, then its three neighbours
cities = ["Bath", "Leeds", "York", "York"]
"""

q2 = Exercise(
    key="15.2",
    title="Half Bath, half Leeds",
    prompt=(
        "A fraud over 10 in Bath is the seed row; its `k` = 3 neighbours follow. SMOTE draws the "
        "*first* of them and a gap of 0.25. Write down the new row as four numbers: amount, "
        "`city_Bath`, `city_Leeds`, `city_York`. The first list is what SMOTE makes of the one-hot "
        "columns, the second what SMOTENC makes, its name written as one-hot too."
    ),
    stub=f"{_PARENTS}new_rows = [..., ...]",
    answer="new_rows",
    judge=value(as_array),
    hints=(
        "Numbers: seed + gap × (neighbour − seed), in both lists. SMOTE does the same with the "
        "zeros and ones.",
        "SMOTENC gives each name by a vote of all `k` neighbours, whichever of them was drawn.",
    ),
    solutions=(
        "new_rows = [[11, 0.75, 0.25, 0], [11, 0, 0, 1]]",
        """\
seed, drawn = np.array([10, 1, 0, 0]), np.array([14, 0, 1, 0])
smote = seed + 0.25 * (drawn - seed)
new_rows = [smote, [smote[0], *np.eye(3)[2]]]""",
    ),
    why=(
        "SMOTE's row lies three quarters in Bath and one quarter in Leeds: no such city. SMOTENC's "
        "lies in York, where neither of its parents lives: legal, and made of three rows at once."
    ),
    misconceptions=(
        Misconception(
            name="the seed row's own city",
            code="new_rows = [[11, 0.75, 0.25, 0], [11, 1, 0, 0]]",
            explanation="The seed row has no vote: SMOTENC asks its `k` neighbours.",
            example="seed        Bath\nneighbours  York York York\nnew row     York",
        ),
        Misconception(
            name="the drawn neighbour's city",
            code="new_rows = [[11, 0.75, 0.25, 0], [11, 0, 1, 0]]",
            explanation="The neighbour drawn gives the numbers only; names come from a vote.",
            example="neighbours  Ely (drawn)  York  York\nnew row     York",
        ),
        Misconception(
            name="SMOTENC interpolates names too",
            code="new_rows = [[11, 0.75, 0.25, 0], [11, 0.75, 0.25, 0]]",
            explanation="That is what SMOTENC was made to avoid: it gives every row one name.",
            example="city_Bath 0.75  city_Leeds 0.25\nWhich city is that?",
        ),
        Misconception(
            name="shares of the vote",
            code="new_rows = [[11, 0.75, 0.25, 0], [11, 0, 1 / 3, 2 / 3]]",
            explanation="The vote decides on one name; its shares are not kept.",
            example="votes  Ely 1  York 2\nname   York",
        ),
        Misconception(
            name="measured from the wrong end",
            code="new_rows = [[13, 0.25, 0.75, 0], [13, 0, 0, 1]]",
            explanation="The gap runs from the seed row: at 0 the new row is the seed row.",
            example="seed 0, neighbour 4, gap 0.25\nnew  0 + 0.25 * (4 - 0)",
        ),
        Misconception(
            name="one-hot columns rounded",
            code="new_rows = [[11, 1, 0, 0], [11, 0, 0, 1]]",
            explanation="SMOTE knows nothing of names and rounds nothing.",
            example="zeros and ones in, fractions out",
        ),
        Misconception(
            name="the mean of all neighbours",
            code="new_rows = [[11, 0.75, 0.25, 0], [12.333333333333334, 0, 0, 1]]",
            explanation="Only names are voted on. The numbers lie between seed and drawn row.",
            example="seed 0, drawn 4, others 1 and 9, gap 0.5\nnew  2",
        ),
        Misconception(
            name="the two lists swapped",
            code="new_rows = [[11, 0, 0, 1], [11, 0.75, 0.25, 0]]",
            explanation="SMOTE on one-hot columns comes first, SMOTENC second.",
            example="[what SMOTE makes, what SMOTENC makes]",
        ),
    ),
    otherwise="Amount, city_Bath, city_Leeds, city_York: four numbers, twice.",
)

q3 = Exercise(
    key="15.3",
    title="How far away is a rare name?",
    prompt=(
        "A column is one-hot encoded and every one of the new columns is *standardised*. One half "
        "of all rows are in York, one in a hundred is in Ripon. All else equal, what is the "
        "Euclidean distance between a claim from York and one from Ripon? Give two decimals."
    ),
    stub="york, ripon = 0.5, 0.01\ndistance = ...",
    answer="distance",
    judge=value(as_number(2)),
    hints=(
        "A column of zeros and ones with share p of ones has the variance p (1 − p).",
        "The two rows differ in two columns, in each by 1 before standardising. After it, by 1 "
        "divided by the standard deviation.",
    ),
    solutions=(
        """\
york, ripon = 0.5, 0.01
distance = (1 / (york * (1 - york)) + 1 / (ripon * (1 - ripon))) ** 0.5""",
        """\
variances = [p * (1 - p) for p in (0.5, 0.01)]
distance = np.linalg.norm(1 / np.sqrt(variances))""",
    ),
    why=(
        "Unscaled it would be √2 = 1.41, for any two names. Standardising divides by the standard "
        "deviation, and a rare column hardly varies: the rarer a name, the farther it is from all "
        "others."
    ),
    misconceptions=(
        Misconception(
            name="not standardised",
            code="distance = 2**0.5",
            explanation="That is the distance between unscaled zeros and ones, for any two names.",
            example="before scaling  (1, 0) and (0, 1)",
        ),
        Misconception(
            name="the square of the distance",
            code="distance = 1 / 0.25 + 1 / 0.0099",
            explanation="You added the squares. The root is still to be taken.",
            example="3² + 4² = 25, distance 5",
        ),
        Misconception(
            name="only the rare column",
            code="distance = (1 / 0.0099) ** 0.5",
            explanation="The rows differ in two columns: in York's as well.",
            example="York   (1, 0)\nRipon  (0, 1)",
        ),
        Misconception(
            name="share in place of variance",
            code="distance = (1 / 0.5 + 1 / 0.01) ** 0.5",
            explanation="You divided by p. The variance of zeros and ones is smaller than that.",
            example="p = 0.5: zeros and ones at 0.5 from their mean, variance 0.25",
        ),
        Misconception(
            name="divided by the variance",
            code="distance = ((1 / 0.25) ** 2 + (1 / 0.0099) ** 2) ** 0.5",
            explanation="Divide by the root of the variance: the standard deviation.",
            example="variance 0.25, standard deviation 0.5",
        ),
        Misconception(
            name="added, as in Manhattan distance",
            code="distance = 1 / 0.25**0.5 + 1 / 0.0099**0.5",
            explanation="You added the two differences; Euclid adds their squares.",
            example="differences 3 and 4: Euclid 5, Manhattan 7",
        ),
        Misconception(
            name="multiplied instead of divided",
            code="distance = (0.25 + 0.0099) ** 0.5",
            explanation="You multiplied by the standard deviations; that makes rare names *near*.",
            example="z = (x - mean) / standard deviation",
        ),
    ),
    otherwise="Two columns differ; each difference is 1 divided by a standard deviation.",
)


_COLUMNS = """\
columns = ["amount", "age", "city", "garage", "cover", "fault"]
"""

q4 = Exercise(
    key="15.4",
    title="The shortest list",
    prompt=(
        "The lesson's claims were stored with whole numbers from 0 in place of names: 12 cities, "
        "24 garages, 3 covers, 2 faults. You call "
        '`TomekLinks(metric="heom", categorical_features=named)`. Give the *shortest* list of '
        "column numbers for which every distance is the same as with the names."
    ),
    stub=f"{_COLUMNS}named = ...",
    answer="named",
    judge=value(as_rows),
    hints=(
        "A column that is not named counts as a number: its difference is divided by its range.",
        "For which column of codes can that quotient be nothing but 0 and 1?",
    ),
    solutions=(
        f"""\
{_COLUMNS}from course_lib.datasets import insurance_claims

claims, _ = insurance_claims()
is_name = claims.dtypes == "category"
named = np.flatnonzero(is_name & (claims.nunique() > 2))""",
        "named = [2, 3, 4]",
    ),
    why=(
        "Codes 0 and 1 have the range 1, so HEOM's difference is 0 or 1 whether the column is "
        "named or not. From three names on, the code in the middle would lie half-way."
    ),
    misconceptions=(
        Misconception(
            name="one column too many",
            code="named = [2, 3, 4, 5]",
            explanation="That gives the right distances, but one of these need not be named.",
            example="codes  0  1\nrange  1\ndifference / range is 0 or 1",
        ),
        Misconception(
            name="three are not two",
            code="named = [2, 3]",
            explanation="With three codes the middle one lies half-way between the others.",
            example="codes  0  1  2\nrange  2\n|0 - 1| / 2 is neither 0 nor 1",
        ),
        Misconception(
            name="the garage says it all",
            code="named = [3, 4]",
            explanation=(
                "The garage implies the city, but the city is a column of its own and its codes "
                "are subtracted like numbers unless it is named."
            ),
            example="city    Bath    York\ngarage  Bath A  York A\nboth columns differ, both count",
        ),
        Misconception(
            name="the columns of numbers",
            code="named = [0, 1]",
            explanation="You named the numbers. Named are the columns whose values are names.",
            example="amount 1213 and 1214 would be as different as 1 and 1000",
        ),
        Misconception(
            name="all columns",
            code="named = [0, 1, 2, 3, 4, 5]",
            explanation="Then amount and age count only as equal or different.",
            example="amount 1213 and 1214 would be as different as 1 and 1000",
        ),
        Misconception(
            name="auto finds them",
            code="named = []",
            explanation="Nothing is named, and HEOM subtracts the codes of cities.",
            example="city 0, 1 and 11: |0 - 1| / 11 and |0 - 11| / 11",
        ),
        Misconception(
            name="columns counted from 1",
            code="named = [3, 4, 5]",
            explanation="Each number is one too large: the amount is column 0.",
            example="amount  age  city\n0       1    2",
        ),
    ),
    otherwise="Go column by column: is difference / range the same as equal or different?",
)


def _links(X, y):
    distances = np.linalg.norm(X[:, None] - X, axis=2)
    off_diagonal = distances[np.triu_indices(len(y), 1)]
    np.fill_diagonal(distances, np.inf)
    nearest = distances.argmin(axis=1)
    tied = len(np.unique(np.round(off_diagonal, 9))) < len(off_diagonal)
    found = {(i, j) for i, j in enumerate(nearest) if i < j and nearest[j] == i and y[i] != y[j]}
    return found, tied


def _numbering_matters(X, y):
    """Look for samples whose Tomek links change altogether when codes 1 and 2 are swapped."""
    if X.shape[1] != 2:
        return "not two columns", f"Your `X` has {X.shape[1]}."
    if len(np.unique(y)) == 1:
        return "one class only", ""
    if len(y) > 5:
        return "too many samples", f"You used {len(y)}."
    codes = X[:, 1]
    if not np.isin(codes, [0, 1, 2]).all():
        return "codes other than 0, 1, 2", ""
    if not {1, 2} <= set(codes):
        return "swapping changes nothing", ""
    swapped = np.column_stack([X[:, 0], np.array([0, 2, 1])[codes.astype(int)]])
    (before, tied), (after, tied_after) = _links(X, y), _links(swapped, y)
    if tied or tied_after:
        return "equal distances", ""
    if not before or not after:
        return "no link under one numbering", f"Links before: {len(before)}, after: {len(after)}."
    if before == after:
        return "the same links", ""
    if before & after:
        return "a link survives", f"{len(before & after)} of {len(before)} are left."
    return None


q5 = Exercise(
    key="15.5",
    title="Break Euclid on codes",
    prompt=(
        "Build at most five samples: the first column an amount, the second a code 0, 1 or 2 that "
        "stands for a city; two classes. Euclidean distance, nothing scaled. When the codes 1 and "
        "2 change places, *every* Tomek link must be lost and there must be others. No two "
        "distances may be equal, before or after."
    ),
    stub="X = ...\ny = ...",
    answer="X, y",
    judge=data_set(_numbering_matters),
    hints=(
        "A pair with the codes 0 and 1 is one step apart, and two steps after the swap.",
        "Keep the amounts close together, so that the codes decide. Three samples, one per code, "
        "are enough.",
        "The sample with code 0 should choose the one with code 1 before the swap and the one "
        "with code 2 after it, and be of another class than both.",
    ),
    solutions=(
        "X = [[0.0, 0], [0.1, 1], [-0.2, 2]]\ny = [1, 0, 0]",
        "X = np.array([[5.0, 1], [5.1, 0], [5.3, 2], [20.0, 0]])\ny = np.array([0, 1, 0, 0])",
    ),
    why=(
        "Nothing happened to any claim, and all the links have changed. Under HEOM, or with "
        "unscaled one-hot columns, your data have the same links under both numberings."
    ),
    misconceptions=(
        Misconception(
            name="one class only",
            code="X = [[0.0, 0], [0.1, 1], [-0.2, 2]]\ny = [0, 0, 0]",
            explanation="A link joins two classes; with one there is nothing to lose.",
            example="class  0  0",
        ),
        Misconception(
            name="not two columns",
            code="X = [[0], [1], [2]]\ny = [1, 0, 0]",
            explanation="Two columns are asked: an amount and a code.",
            example="amount  code\n0.3     1",
        ),
        Misconception(
            name="too many samples",
            code=(
                "X = [[0.0, 0], [0.1, 1], [-0.2, 2], [30, 0], [70, 1], [99, 2]]\n"
                "y = [1, 0, 0, 0, 0, 0]"
            ),
            explanation="At most five samples: leave out those that play no part.",
            example="Three are enough.",
        ),
        Misconception(
            name="codes other than 0, 1, 2",
            code="X = [[0, 0.0], [1, 0.3], [2, 0.1]]\ny = [1, 0, 0]",
            explanation="The *second* column holds the codes: 0, 1 or 2 and nothing else.",
            example="amount  code\n0.3     1",
        ),
        Misconception(
            name="swapping changes nothing",
            code="X = [[0.0, 0], [0.1, 1], [-0.2, 0]]\ny = [1, 0, 0]",
            explanation="Both codes, 1 and 2, have to occur, or it is no swap of two cities.",
            example="codes  0 1 0  become  0 2 0",
        ),
        Misconception(
            name="equal distances",
            code="X = [[0.0, 0], [0.0, 1], [0.0, 2]]\ny = [1, 0, 0]",
            explanation="With a tie the answer hangs on the tie rule and not on the numbering.",
            example="codes 0 1 2: code 1 is equally far from 0 and from 2",
        ),
        Misconception(
            name="the same links",
            code="X = [[0.0, 0], [0.1, 1], [50.0, 2]]\ny = [1, 0, 0]",
            explanation=(
                "The links are the same under both numberings: your amounts decide. Bring them "
                "closer together."
            ),
            example="amounts  0  0.1  50\nA step of the code is 1: nothing beside 50.",
        ),
        Misconception(
            name="no link under one numbering",
            code="X = [[0.0, 0], [0.1, 1], [-0.2, 2]]\ny = [0, 1, 0]",
            explanation="Under one of the two numberings there is no link at all; both need one.",
            example="mutual, but of one class: no link",
        ),
        Misconception(
            name="a link survives",
            code="X = [[0.0, 0], [0.1, 1], [-0.2, 2], [40.0, 0], [40.7, 0]]\ny = [1, 0, 0, 1, 0]",
            explanation="One pair is a link under both numberings. Leave it out, or move it.",
            example="amounts  40  40.7\ncodes    0   0\nNo numbering parts these two.",
        ),
    ),
    otherwise="Write down the links under both numberings and compare.",
)

_NAMES = np.array(["a", "a", "b", "b", "b", "c"])
_THREE = np.array(["x", "y", "x", "x", "z", "z"])

q6 = Exercise(
    key="15.6",
    title="What the labels say about a name",
    prompt=(
        "Write `name_distances(names, y)`: `names` and `y` are arrays of length n. Return the n × "
        "n array of HVDM's distance in this one column: the root of the sum, over all classes c, "
        "of (P(c | a) − P(c | b))², where P(c | a) is the share of class c among the rows with the "
        "name a."
    ),
    stub="""\
def name_distances(names, y):
    distances = ...
    return distances""",
    answer="name_distances",
    judge=function(
        as_array,
        (np.array(["a", "b"]), np.array([0, 1])),
        (_NAMES, np.array([0, 1, 0, 0, 1, 1])),
        (_NAMES, _THREE),
        (np.array([7, 7, 3, 3, 3, 9]), np.array([True, False, True, True, True, False])),
    ),
    hints=(
        "For every row and every class: among the rows with the same name, which share has that "
        "class? That gives an array of shape (n, number of classes).",
        "`(names[:, None] == names)` is an n × n array of equal names; its rows, divided by their "
        "sums, average over the rows with the same name.",
        "The answer is the Euclidean distance between the rows of that array of shares.",
    ),
    solutions=(
        """\
def name_distances(names, y):
    same = names[:, None] == names
    in_class = y[:, None] == np.unique(y)
    shares = same @ in_class.astype(float) / same.sum(axis=1, keepdims=True)
    return np.linalg.norm(shares[:, None] - shares, axis=2)""",
        """\
def name_distances(names, y):
    classes = sorted(set(y.tolist()))
    share = {
        name: [sum(y[names == name] == c) / sum(names == name) for c in classes] for name in names
    }
    return np.array(
        [[sum((p - q) ** 2 for p, q in zip(share[a], share[b])) ** 0.5 for a in names]
         for b in names]
    )""",
    ),
    why=(
        "Two names are near if they go with the same labels, whatever they are called. A name that "
        "one row alone has is its label: an identity turns this distance into the answer."
    ),
    misconceptions=(
        Misconception(
            name="equal or not (HEOM)",
            code="""\
def name_distances(names, y):
    return (names[:, None] != names).astype(float)""",
            explanation="That is HEOM's distance. HVDM asks what the labels say about two names.",
            example=(np.array(["a", "a", "b", "b"]), np.array([0, 1, 0, 1])),
        ),
        Misconception(
            name="one class only",
            code="""\
def name_distances(names, y):
    same = names[:, None] == names
    shares = same @ (y == y.max()).astype(float) / same.sum(axis=1)
    return abs(shares[:, None] - shares)""",
            explanation="You compared the share of one class; the sum runs over all classes.",
            example=(np.array(["a", "b"]), np.array([0, 1])),
        ),
        Misconception(
            name="no root",
            code="""\
def name_distances(names, y):
    same = names[:, None] == names
    shares = same @ (y[:, None] == np.unique(y)).astype(float) / same.sum(axis=1, keepdims=True)
    return ((shares[:, None] - shares) ** 2).sum(axis=2)""",
            explanation="You returned the sum of squares; its root is asked.",
            example=(np.array(["a", "b", "b"]), np.array([0, 1, 0])),
        ),
        Misconception(
            name="absolute differences",
            code="""\
def name_distances(names, y):
    same = names[:, None] == names
    shares = same @ (y[:, None] == np.unique(y)).astype(float) / same.sum(axis=1, keepdims=True)
    return abs(shares[:, None] - shares).sum(axis=2)""",
            explanation="You added absolute differences: another form of the value difference.",
            example=(np.array(["a", "b", "b"]), np.array([0, 1, 0])),
        ),
        Misconception(
            name="shares of the name within the class",
            code="""\
def name_distances(names, y):
    same = names[:, None] == names
    in_class = (y[:, None] == np.unique(y)).astype(float)
    shares = same @ in_class / in_class.sum(axis=0)
    return np.linalg.norm(shares[:, None] - shares, axis=2)""",
            explanation=(
                "You divided by the size of the class: P(name | class). Asked is P(class | name), "
                "divided by the number of rows with the name."
            ),
            example=(np.array(["a", "b", "b"]), np.array([0, 0, 1])),
        ),
        Misconception(
            name="counts, not shares",
            code="""\
def name_distances(names, y):
    same = names[:, None] == names
    counts = same @ (y[:, None] == np.unique(y)).astype(float)
    return np.linalg.norm(counts[:, None] - counts, axis=2)""",
            explanation="You compared counts, so a common name is far from every rare one.",
            example=(np.array(["a", "b", "b"]), np.array([0, 0, 0])),
        ),
        Misconception(
            name="classes called 0 and 1",
            code="""\
def name_distances(names, y):
    same = names[:, None] == names
    in_class = np.column_stack([y == 0, y == 1]).astype(float)
    shares = same @ in_class / same.sum(axis=1, keepdims=True)
    return np.linalg.norm(shares[:, None] - shares, axis=2)""",
            explanation="Your function expects the labels 0 and 1; they may be called anything.",
            example=(np.array(["a", "b"]), np.array(["no", "yes"])),
        ),
    ),
    otherwise="First the share of each class by name, then the distance between those shares.",
)
