"""Each deliberate difference is one: ours agrees with the definition, imbalanced-learn does not."""

import imblearn.under_sampling
import numpy as np
import pytest

import course_lib.samplers
from course_lib.distances import metric_space
from course_lib.samplers.differences import DIFFERENCES
from tests import naive

# The definition of each sampler as a function of X and y that returns the rows kept.
DEFINITIONS = {
    "TomekLinks": lambda X, y: np.setdiff1d(
        np.arange(len(y)),
        [row for link in naive.tomek_links(metric_space(X), y) for row in link],
    )
}


@pytest.fixture(params=DIFFERENCES, ids=lambda row: f"{row.sampler}: {row.name}")
def difference(request):
    """Return one row of the table after the other."""
    return request.param


def rows_kept(package, name, X, y):
    """Return the rows that a package's sampler keeps of every class."""
    sampler = getattr(package, name)(sampling_strategy="all")
    sampler.fit_resample(X, y)
    return sampler.sample_indices_


def test_the_definition_decides(difference):
    """On the data of a difference ours keeps what the definition keeps; the library does not."""
    X, y = difference.data()
    defined = DEFINITIONS[difference.sampler](X, y).tolist()
    assert rows_kept(course_lib.samplers, difference.sampler, X, y).tolist() == defined
    assert rows_kept(imblearn.under_sampling, difference.sampler, X, y).tolist() != defined


def test_each_is_told(difference):
    """A lesson can print what either side does and why, as parts of a sentence."""
    for text in (difference.name, difference.library, difference.here, difference.reason):
        assert text[0].islower() and text[-1] not in ".;,"


def named(name):
    """Return the data of the difference with this name."""
    return next(row for row in DIFFERENCES if row.name == name).data()


def kept_by_both(X, y):
    """Return the rows kept by our TomekLinks and by the library's."""
    return [
        rows_kept(p, "TomekLinks", X, y).tolist()
        for p in (course_lib.samplers, imblearn.under_sampling)
    ]


def test_the_library_finds_no_link_between_twins():
    """Two rows in one place, one of each class: ours are a link, the library keeps both."""
    assert kept_by_both(*named("coincident rows of different classes")) == [[], [0, 1]]


def test_the_library_s_ties_depend_on_constant_columns():
    """With fifteen constant columns more, the library keeps other rows; ours do not."""
    X, y = named("equal distances")
    wider = np.hstack([X, np.ones((len(X), 15))])
    ours, theirs = zip(kept_by_both(X, y), kept_by_both(wider, y), strict=True)
    assert ours[0] == ours[1]
    assert theirs[0] != theirs[1]


def test_the_library_loses_distances_far_from_zero():
    """With the offset taken away again, the library keeps the rows that ours kept all along."""
    X, y = named("values far from zero")
    ours, theirs = kept_by_both(X, y)
    assert len(ours) < len(theirs) == len(y)
    assert kept_by_both(X - 1e8, y) == [ours, ours]
