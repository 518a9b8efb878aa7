"""The shell around a rule: what neighbours objects ask for, and what a subclass gets for free."""

import numpy as np
import pandas as pd
import pytest
from imblearn.under_sampling.base import BaseCleaningSampler
from sklearn.neighbors import KNeighborsClassifier, NearestNeighbors

from course_lib.samplers.shell import METRIC_CONSTRAINTS, MetricSampler, neighbors_asked


class EveryOther(MetricSampler, BaseCleaningSampler):
    """Keep every other row, from the last one on."""

    _parameter_constraints = {**BaseCleaningSampler._parameter_constraints, **METRIC_CONSTRAINTS}

    def __init__(
        self,
        *,
        sampling_strategy="auto",
        n_jobs=None,
        metric="euclidean",
        p=2,
        categorical_features=None,
    ):
        super().__init__(sampling_strategy=sampling_strategy)
        self.n_jobs, self.metric, self.p = n_jobs, metric, p
        self.categorical_features = categorical_features

    def _rows_kept(self, space, y):
        self.space_ = space
        return np.arange(len(y))[::-2]


# --- neighbours asked for


@pytest.mark.parametrize(
    ("asked", "itself", "k"),
    [
        (3, 1, 3),
        (np.int64(3), 0, 3),
        (NearestNeighbors(n_neighbors=4), 1, 3),
        (NearestNeighbors(n_neighbors=4), 0, 4),
        (KNeighborsClassifier(4), 0, 4),
        (NearestNeighbors(n_neighbors=2, metric="euclidean"), 1, 1),
        (NearestNeighbors(n_neighbors=2, algorithm="brute", n_jobs=2), 1, 1),
    ],
)
def test_numbers_and_objects(asked, itself, k):
    """A number is meant as it is; an object may count the row itself, in any way of searching."""
    found = neighbors_asked(asked, itself)
    assert found == k and type(found) is int


@pytest.mark.parametrize(
    "asked",
    [
        NearestNeighbors(metric="manhattan"),
        NearestNeighbors(p=1),
        KNeighborsClassifier(metric="cosine"),
        "three",
    ],
)
def test_a_search_of_one_s_own_is_refused(asked):
    """An object with another metric would search otherwise: it is refused, and the fix named."""
    with pytest.raises(TypeError, match="search of its own; give the number .* and metric="):
        neighbors_asked(asked)


# --- what a subclass gets


def test_a_rule_is_all_it_takes():
    """A subclass says which rows are kept, in which order; the rest is given."""
    X, y = np.arange(10.0).reshape(5, 2), np.array([0, 0, 1, 0, 1])
    sampler = EveryOther(metric="manhattan")
    X_kept, y_kept = sampler.fit_resample(X, y)
    assert sampler.sample_indices_.tolist() == [4, 2, 0]
    assert X_kept.tolist() == X[[4, 2, 0]].tolist() and y_kept.tolist() == [1, 1, 0]
    assert sampler.space_.metric == "manhattan"
    assert sampler.__sklearn_tags__().sampler_tags.sample_indices


def test_the_index_of_a_table_is_new():
    """Tables come back numbered afresh, with or without a metric for categories."""
    table = pd.DataFrame({"a": [1.0, 2, 3, 4], "b": [1, 0, 1, 1]}, index=list("wxyz"))
    y = pd.Series([0, 0, 1, 1], index=table.index)
    for parameters in ({}, {"metric": "heom", "categorical_features": ["b"]}):
        kept, labels = EveryOther(**parameters).fit_resample(table, y)
        pd.testing.assert_frame_equal(kept, table.iloc[[3, 1]].reset_index(drop=True))
        assert labels.tolist() == [1, 0]
