"""Each deliberate difference is one: ours agrees with the definition, imbalanced-learn does not."""

import warnings

import imblearn.over_sampling
import imblearn.under_sampling
import numpy as np
import pytest
from sklearn.neighbors import KNeighborsClassifier

import course_lib.samplers
from course_lib.distances import metric_space
from course_lib.samplers.differences import DIFFERENCES
from tests import naive
from tests.samplers import definitions

PACKAGES = imblearn.under_sampling, imblearn.over_sampling


@pytest.fixture(params=DIFFERENCES, ids=lambda row: f"{row.sampler}: {row.name}")
def difference(request):
    """Return one row of the table after the other."""
    return request.param


def drawn_seeds(y, classes, n_seeds, seed):
    """Draw seeds of each class in order from one stream, with replacement; each counts once."""
    rng = np.random.RandomState(seed)
    seeds = {}
    for label in sorted(classes):
        rows = definitions.rows_of(y, label)
        drawn = rng.randint(0, len(rows), size=n_seeds)
        seeds[label] = list(dict.fromkeys(rows[place] for place in drawn))
    return seeds


def defined(sampler, X, y, *, strategy="auto", k=3, kind="all", n_seeds=1, seed=None):
    """Return the rows a sampler of rows keeps by its definition, in the order it returns them."""
    space, rows = metric_space(X), range(len(y))
    classes = definitions.classes_named(strategy, y)
    if sampler == "TomekLinks":
        members = np.ravel(naive.tomek_links(space, y)).astype(int)
        return [row for row in rows if row not in members or y[row] not in classes]
    if sampler == "NeighbourhoodCleaningRule":
        gone = definitions.neighbourhoods(space, y, k)
        return [row for row in rows if row not in gone[0] + gone[1]]
    if sampler == "NearMiss":
        n_rows = len(definitions.rows_of(y, definitions.smallest(y)))
        kept = {
            label: definitions.near_misses(space, y, label, n_rows, k=k) for label in sorted(set(y))
        }
        return [row for label in kept for row in kept[label]]
    if sampler == "CondensedNearestNeighbour":
        seeds = drawn_seeds(y, classes, n_seeds, seed)
        start = [row for row in rows if y[row] not in classes] + sum(seeds.values(), [])
        may_go = [row for row in rows if y[row] in classes]
        kept = definitions.condensed(space, y, start, may_go)[-1]
    elif sampler == "OneSidedSelection":
        kept, links = definitions.one_sided(space, y, drawn_seeds(y, classes, n_seeds, seed))
        members = np.ravel(links).astype(int)
        kept = [row for row in kept if row not in members or y[row] not in classes]
    elif sampler == "EditedNearestNeighbours":
        kept = definitions.edited(space, y, k, kind, classes)
    elif sampler == "RepeatedEditedNearestNeighbours":
        kept, _ = definitions.repeatedly_edited(space, y, k, kind, strategy)
    elif sampler == "AllKNN":
        kept, _ = definitions.edited_with_every_k(space, y, k, kind, strategy)
    return definitions.by_class(y, kept)


SHORT = {
    "sampling_strategy": "strategy",
    "n_neighbors": "k",
    "kind_sel": "kind",
    "n_seeds_S": "n_seeds",
    "random_state": "seed",
}


def ours(sampler, **parameters):
    """Return our sampler of this name."""
    return getattr(course_lib.samplers, sampler)(**parameters)


def theirs(sampler, **parameters):
    """Return the library's sampler of this name."""
    return next(getattr(package, sampler) for package in PACKAGES if hasattr(package, sampler))(
        **parameters
    )


def outcome(sampler, X, y):
    """Return all there is to see of a run: rows, their numbers, warnings, or the error."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            X_new, y_new = sampler.fit_resample(X, y)
        except (TypeError, ValueError) as error:
            return type(error), str(error)
    rows = getattr(sampler, "sample_indices_", X[:0]).tolist()
    told = [str(warning.message) for warning in caught if warning.category is UserWarning]
    return X_new.tolist(), y_new.tolist(), rows, told


# --- every row of the table


def test_the_library_departs(difference):
    """On the data of a difference the two samplers do not do the same."""
    X, y = difference.data()
    assert outcome(ours(difference.sampler, **difference.parameters), X, y) != outcome(
        theirs(difference.sampler, **difference.parameters), X, y
    )


def test_the_definition_decides(difference):
    """On the data of a difference ours keeps or makes what the definition keeps or makes."""
    X, y = difference.data()
    parameters = difference.parameters
    result = outcome(ours(difference.sampler, **parameters), X, y)
    if difference.sampler != "SMOTE":
        short = {SHORT[name]: value for name, value in parameters.items()}
        rows = defined(difference.sampler, X, y.tolist(), **short)
        assert result == (X[rows].tolist(), y[rows].tolist(), rows, [])
    elif X.dtype != bool:
        rare = definitions.rows_of(y, definitions.smallest(y))
        made = definitions.synthetic(
            metric_space(X),
            X.astype(float),
            rare,
            len(y) - 2 * len(rare),
            parameters["k_neighbors"],
            parameters["random_state"],
        )
        assert result[0] == [*X.tolist(), *np.array(made).astype(X.dtype).tolist()]


def test_each_is_told(difference):
    """A lesson can print what either side does and why, as parts of a sentence."""
    for text in (difference.name, difference.library, difference.here, difference.reason):
        assert text[0].islower() and text[-1] not in ".;,"


def test_each_is_told_once():
    """No sampler has two differences of one name."""
    named = [(row.sampler, row.name) for row in DIFFERENCES]
    assert len(set(named)) == len(named)


# --- what some of them amount to


def named(name, sampler="TomekLinks"):
    """Return the difference with this name."""
    return next(row for row in DIFFERENCES if (row.sampler, row.name) == (sampler, name))


def by_both(row, X=None, y=None):
    """Return what ours and what the library's sampler does on the data of a difference."""
    X, y = row.data() if X is None else (X, y)
    return [outcome(make(row.sampler, **row.parameters), X, y) for make in (ours, theirs)]


def kept_by_both(row, X=None, y=None):
    """Return the rows kept by ours and by the library's sampler."""
    return [result[2] for result in by_both(row, X, y)]


@pytest.mark.parametrize("sampler", ["TomekLinks", "EditedNearestNeighbours"])
def test_the_library_keeps_coincident_rows(sampler):
    """Two rows in one place, one of each class: the library sees no conflict."""
    name = "coincident rows" + (" of different classes" if sampler == "TomekLinks" else "")
    kept, library = kept_by_both(named(name, sampler))
    assert library == [0, 1] and len(kept) < 2


def test_the_library_s_ties_depend_on_constant_columns():
    """With fifteen constant columns more, the library keeps other rows; ours do not."""
    row = named("equal distances")
    X, y = row.data()
    wider = np.hstack([X, np.ones((len(X), 15))])
    mine, library = zip(kept_by_both(row), kept_by_both(row, wider, y), strict=True)
    assert mine[0] == mine[1]
    assert library[0] != library[1]


@pytest.mark.parametrize("sampler", ["TomekLinks", "EditedNearestNeighbours"])
def test_the_library_loses_distances_far_from_zero(sampler):
    """With the offset taken away again, the library keeps the rows that ours kept all along."""
    row = named("values far from zero", sampler)
    X, y = row.data()
    kept, library = kept_by_both(row)
    assert len(kept) < len(library)
    assert kept_by_both(row, X - 1e8, y) == [kept, kept]


def test_the_library_s_condensed_set_misjudges_its_own_rows():
    """Five rows on a line: one is misjudged by what the library keeps, none by what ours keeps."""
    row = named("one store for all classes", "CondensedNearestNeighbour")
    X, y = row.data()
    wrong = [
        np.flatnonzero(KNeighborsClassifier(1).fit(X[kept], y[kept]).predict(X) != y).tolist()
        for kept in kept_by_both(row)
    ]
    assert wrong == [[], [4]]


def test_the_library_collapses_a_class():
    """Fifty ones before fifty zeros: the library's condensing leaves a single one."""
    X, y = np.random.default_rng(0).normal(size=(100, 2)), np.repeat([1, 0], 50)
    row = named("classes of equal size", "CondensedNearestNeighbour")
    counts = [np.bincount(y[kept]).tolist() for kept in kept_by_both(row, X, y)]
    assert counts[1] == [50, 1]
    assert counts[0][0] == 50 and counts[0][1] > 10


@pytest.mark.parametrize("sampler", ["CondensedNearestNeighbour", "OneSidedSelection"])
def test_the_library_returns_rows_twice(sampler):
    """A seed drawn twice is returned twice."""
    kept, library = kept_by_both(named("seeds drawn twice", sampler))
    assert len(set(library)) < len(library)
    assert len(set(kept)) == len(kept)


def test_the_library_returns_other_rows_than_it_names():
    """Both return all three rows; the library's numbers name them in another order."""
    row = named("row numbers returned", "RepeatedEditedNearestNeighbours")
    X, _ = row.data()
    mine, library = by_both(row)
    assert mine[0] == library[0]
    assert X[mine[2]].tolist() == mine[0] != X[library[2]].tolist()


@pytest.mark.parametrize(
    "sampler",
    [row.sampler for row in DIFFERENCES if row.name == "votes on names and truth values"],
)
def test_the_library_cannot_vote_on_names(sampler):
    """Where the labels are names or truth values, the library raises TypeError."""
    row = named("votes on names and truth values", sampler)
    X, y = row.data()
    for labels in (y, y == "yes", y.astype(object)):
        mine, library = by_both(row, X, labels)
        assert library[0] is TypeError
        assert mine[2] == by_both(row)[0][2] and len(mine[2]) < len(y)


def test_the_library_truncates_without_a_word():
    """Both make the same whole numbers; ours warns and says what to do."""
    mine, library = by_both(named("whole numbers", "SMOTE"))
    assert mine[:3] == library[:3]
    assert not library[3]
    assert "pass X.astype(float) to keep" in mine[3][0]


def test_the_library_s_small_whole_numbers_wrap_around():
    """From -100 to 100 is more than int8 holds: the library steps elsewhere."""
    row = named("whole numbers whose difference does not fit", "SMOTE")
    X, y = row.data()
    mine, library = by_both(row)
    wide = by_both(row, X.astype(np.int64), y)
    assert mine[0] == wide[0][0] == wide[1][0]
    assert library[0] != mine[0]


def test_both_refuse_truth_values_only():
    """Neither interpolates truth values; ours says which samplers take categories."""
    mine, library = by_both(named("truth values only", "SMOTE"))
    assert mine[0] is library[0] is TypeError
    assert "use SMOTEN or SMOTENC" in mine[1] and "SMOTEN" not in library[1]


# --- what is no difference


def test_twins_within_a_class_change_nothing_in_smote():
    """A twin taken for the row itself lies in its place, so the library's samples are the same."""
    for seed in range(20):
        rng = np.random.default_rng(seed)
        X, y = rng.normal(size=(6, 2))[rng.integers(0, 6, 30)], np.repeat([0, 1], [20, 10])
        parameters = {"random_state": seed, "k_neighbors": 1 + seed % 5}
        mine, library = (outcome(make("SMOTE", **parameters), X, y) for make in (ours, theirs))
        assert mine == library
