"""SMOTE and then a cleaner: the combinations are their two steps, and what those steps can do."""

import imblearn.combine
import imblearn.over_sampling
import imblearn.under_sampling
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from imblearn.over_sampling import RandomOverSampler
from scipy import sparse
from sklearn.base import clone

from course_lib.samplers import (
    SMOTE,
    SMOTEENN,
    EditedNearestNeighbours,
    SMOTETomek,
    TomekLinks,
    tomek_links,
)
from tests.points import continuous, labelled, samples
from tests.samplers.containers import assert_same

# The combination, its cleaner by default, and the names of the parameter and of the attribute.
PAIRS = [
    (SMOTETomek, TomekLinks(sampling_strategy="all"), "tomek"),
    (SMOTEENN, EditedNearestNeighbours(sampling_strategy="all"), "enn"),
]


@pytest.fixture(params=PAIRS, ids=["SMOTETomek", "SMOTEENN"])
def pair(request):
    """Return one combination after the other."""
    return request.param


@pytest.fixture
def overlap():
    """Return two classes that overlap, one row in five of the smaller."""
    X, y = labelled(continuous, n=300, d=2, share=0.4)
    X[y == 1] += 1
    return X, y


def assert_equal_results(ours, theirs):
    """Assert that two results agree in every part."""
    for mine, other in zip(ours, theirs, strict=True):
        assert_same(mine, other)


# --- two steps


@given(
    samples=samples,
    strategy=st.sampled_from(["auto", "minority", "all"]),
    i=st.sampled_from([0, 1]),
)
def test_they_are_their_two_steps(samples, strategy, i):
    """On drawn samples, ties and twins included, the result is SMOTE's, cleaned."""
    X, y = samples
    assume(np.unique(y, return_counts=True)[1].min() > 5)
    Combination, cleaner, _ = PAIRS[i]
    combined = Combination(sampling_strategy=strategy, random_state=0).fit_resample(X, y)
    grown = SMOTE(sampling_strategy=strategy, random_state=0).fit_resample(X, y)
    assert_equal_results(combined, cleaner.fit_resample(*grown))


@pytest.mark.parametrize("metric", ["manhattan", "chebyshev", "minkowski", "cosine", "mahalanobis"])
def test_both_steps_use_the_metric(pair, metric, overlap):
    """A metric is the metric of both steps."""
    Combination, cleaner, _ = pair
    combined = Combination(random_state=0, metric=metric, p=3).fit_resample(*overlap)
    grown = SMOTE(random_state=0, metric=metric, p=3).fit_resample(*overlap)
    cleaner = clone(cleaner).set_params(metric=metric, p=3)
    assert_equal_results(combined, cleaner.fit_resample(*grown))


@pytest.mark.parametrize("contain", [np.array, sparse.csr_array, sparse.csc_matrix])
def test_sparse_tables_take_the_same_steps(pair, contain, overlap):
    """Sparse tables come back sparse, with the rows of dense ones."""
    Combination, _, _ = pair
    X, y = overlap
    X_new, y_new = Combination(random_state=0).fit_resample(contain(X), y)
    expected = Combination(random_state=0).fit_resample(X, y)
    assert type(X_new) is type(contain(X))
    np.testing.assert_allclose(X_new.toarray() if sparse.issparse(X_new) else X_new, expected[0])
    np.testing.assert_array_equal(y_new, expected[1])


def test_given_samplers_replace_the_default_ones(pair, overlap):
    """Given samplers are cloned and used; the outer seed and strategy then say nothing."""
    Combination, _, name = pair
    steps = SMOTE(sampling_strategy=0.7, k_neighbors=2, random_state=5), TomekLinks(max_iter=None)
    combination = Combination(
        sampling_strategy="all", random_state=0, smote=steps[0], **{name: steps[1]}
    )
    expected = steps[1].fit_resample(*steps[0].fit_resample(*overlap))
    assert_equal_results(combination.fit_resample(*overlap), expected)
    fitted = getattr(combination, f"{name}_")
    assert fitted is not steps[1] and fitted.max_iter is None
    assert combination.smote_ is not steps[0] and combination.smote_.k_neighbors == 2


def test_any_over_sampler_can_come_first(pair, overlap):
    """The first step need not be SMOTE: whatever has `fit_resample` will do."""
    Combination, cleaner, _ = pair
    combination = Combination(smote=RandomOverSampler(random_state=0))
    grown = RandomOverSampler(random_state=0).fit_resample(*overlap)
    assert_equal_results(combination.fit_resample(*overlap), cleaner.fit_resample(*grown))


def test_row_numbers_count_the_originals_first(overlap):
    """The evidence of the second step numbers the original rows, then the synthetic ones."""
    combination = SMOTETomek(random_state=0)
    combination.fit_resample(*overlap)
    grown = SMOTE(random_state=0).fit_resample(*overlap)
    np.testing.assert_array_equal(combination.tomek_.link_rows_, tomek_links(*grown))
    n_synthetic = sum(len(segments.gaps) for segments in combination.smote_.segments_.values())
    assert len(grown[1]) == len(overlap[1]) + n_synthetic
    assert (combination.tomek_.link_rows_ >= 300).any()


def test_they_name_no_rows(pair, overlap):
    """Most rows of the result are no rows of the input, so there are no `sample_indices_`."""
    combination = pair[0](random_state=0)
    combination.fit_resample(*overlap)
    assert not hasattr(combination, "sample_indices_")


def test_the_library_s_steps_can_be_given(pair, overlap):
    """With the library's own samplers as steps, ours and its combination return the same."""
    Combination, _, name = pair
    cleaners = {"tomek": "TomekLinks", "enn": "EditedNearestNeighbours"}
    cleaner = getattr(imblearn.under_sampling, cleaners[name])()
    steps = {"smote": imblearn.over_sampling.SMOTE(random_state=3), name: cleaner}
    theirs = getattr(imblearn.combine, Combination.__name__)(**steps)
    assert_equal_results(Combination(**steps).fit_resample(*overlap), theirs.fit_resample(*overlap))


# --- what they do


def test_both_members_of_a_link_go(overlap):
    """By default both members of every link go, minority or not: the library's choice."""
    X, y = SMOTE(random_state=0).fit_resample(*overlap)
    _, y_new = SMOTETomek(random_state=0).fit_resample(*overlap)
    lost = np.bincount(y) - np.bincount(y_new)
    assert lost[0] == lost[1] == len(tomek_links(X, y)) > 0


def test_original_rows_can_go_too(overlap):
    """Cleaning does not spare the original minority: some of it is removed."""
    X, y = overlap
    combination = SMOTEENN(random_state=0)
    combination.fit_resample(X, y)
    kept = combination.enn_.sample_indices_
    assert not np.isin(np.flatnonzero(y == 1), kept).all()


def test_the_default_of_smoteenn_is_not_batista_s(overlap):
    """Batista, Prati and Monard edited by majority vote; the default asks for unanimity."""
    by_vote = EditedNearestNeighbours(sampling_strategy="all", kind_sel="mode")
    _, voted = SMOTEENN(random_state=0, enn=by_vote).fit_resample(*overlap)
    _, unanimous = SMOTEENN(random_state=0).fit_resample(*overlap)
    assert len(unanimous) < len(voted) - 20


# --- what does not hold


def test_smotetomek_does_not_always_balance():
    """Of two equal classes each loses one per link; of three, classes lose as many as they meet."""
    X, _ = labelled(continuous, n=200, d=2)
    y = np.random.default_rng(0).permutation(np.repeat([0, 1, 2], [120, 50, 30]))
    X[:, 0] += 1.5 * y
    y_new = SMOTETomek(random_state=0).fit_resample(X, y)[1]
    assert len(set(np.bincount(y_new))) > 1
    part = SMOTETomek(sampling_strategy={2: 40}, random_state=0).fit_resample(X, y)[1]
    assert np.bincount(part)[0] > 2 * np.bincount(part)[2]
    of_majority = SMOTETomek(tomek=TomekLinks(), random_state=0)
    assert len(set(np.bincount(of_majority.fit_resample(X, y > 0)[1]))) == 2


def test_smoteenn_does_not_balance():
    """Editing takes as much of each class as it finds: what SMOTE made equal, it makes unequal."""
    X, y = labelled(continuous, n=300, d=2, share=0.3)
    X[y == 1] /= 3
    balanced = np.bincount(SMOTE(random_state=0).fit_resample(X, y)[1])
    edited = np.bincount(SMOTEENN(random_state=0).fit_resample(X, y)[1])
    assert balanced[0] == balanced[1]
    assert abs(edited[0] - edited[1]) > 10


def test_cleaning_before_is_not_cleaning_after(pair, overlap):
    """Swapping the steps gives other rows: before, links are fewer and nothing synthetic goes."""
    Combination, cleaner, _ = pair
    after = Combination(random_state=0).fit_resample(*overlap)
    before = SMOTE(random_state=0).fit_resample(*cleaner.fit_resample(*overlap))
    assert after[0].shape != before[0].shape
    assert len(set(np.bincount(before[1]))) == 1


def test_cleaning_once_leaves_links(overlap):
    """The cleaned set has links of its own: one round is not the end."""
    assert len(tomek_links(*SMOTETomek(random_state=0).fit_resample(*overlap)))


# --- what is refused


def test_bad_steps_are_refused(pair):
    """A step that cannot resample is refused by name."""
    Combination, _, name = pair
    for parameter in ("smote", name):
        with pytest.raises(ValueError, match=f"'{parameter}' parameter of .* Got 3"):
            Combination(**{parameter: 3}).fit_resample(np.eye(9), [0, 1, 1] * 3)


def test_errors_of_the_steps_come_through(pair):
    """A class too small for SMOTE is refused in SMOTE's own words."""
    X, y = np.eye(30), np.repeat([0, 1], [25, 5])
    with pytest.raises(ValueError, match="k_neighbors=5 needs at least 6 samples in a class"):
        pair[0]().fit_resample(X, y)


@pytest.mark.parametrize("metric", ["heom", "hvdm"])
def test_metrics_of_categories_are_refused(pair, metric):
    """SMOTE cannot interpolate categories, so neither combination offers their metrics."""
    with pytest.raises(ValueError, match=f"'metric' parameter of .* Got '{metric}'"):
        pair[0](metric=metric).fit_resample(np.eye(30), np.repeat([0, 1], [20, 10]))
