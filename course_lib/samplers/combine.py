"""Combinations: SMOTE first, then a cleaning rule on what it made."""

from typing import ClassVar

from imblearn.base import BaseSampler
from imblearn.over_sampling.base import BaseOverSampler
from imblearn.utils import check_target_type
from sklearn.base import clone
from sklearn.utils._param_validation import HasMethods, StrOptions
from sklearn.utils.validation import check_X_y

from course_lib.samplers.edited_nearest_neighbours import EditedNearestNeighbours
from course_lib.samplers.shell import METRIC_CONSTRAINTS
from course_lib.samplers.smote import METRICS_OF_NUMBERS, SMOTE
from course_lib.samplers.tomek_links import TomekLinks


class _SmoteThenClean(BaseSampler):
    _sampling_type = "over-sampling"

    _parameter_constraints: ClassVar[dict] = {
        **BaseOverSampler._parameter_constraints,
        "smote": [HasMethods(["fit_resample"]), None],
        "n_jobs": METRIC_CONSTRAINTS["n_jobs"],
        "metric": [StrOptions(set(METRICS_OF_NUMBERS))],
        "p": METRIC_CONSTRAINTS["p"],
    }

    def _smote_then(self, cleaner, X, y):
        y = check_target_type(y)
        X, y = check_X_y(X, y, accept_sparse=["csr", "csc"])
        # As in imbalanced-learn: two samplers act, and neither strategy is the whole's.
        self.sampling_strategy_ = self.sampling_strategy
        self.smote_ = (
            clone(self.smote)
            if self.smote is not None
            else SMOTE(
                sampling_strategy=self.sampling_strategy,
                random_state=self.random_state,
                metric=self.metric,
                p=self.p,
            )
        )
        return cleaner.fit_resample(*self.smote_.fit_resample(X, y))


class SMOTETomek(_SmoteThenClean):
    """SMOTE, then Tomek links, as a drop-in for imbalanced-learn's sampler of the same name.

    Parameters
    ----------
    sampling_strategy, random_state
        Passed on to SMOTE; ignored when `smote` is given, as in the library.
    smote : sampler or None, default=None
        Replaces the default ``SMOTE()``.
    tomek : sampler or None, default=None
        Replaces the default ``TomekLinks(sampling_strategy="all")``, which removes *both* members.
    n_jobs : int, default=None
        Passed on to the default cleaner.
    metric, p
        Passed on to the default samplers; see :func:`course_lib.distances.metric_space`.

    Attributes
    ----------
    smote_, tomek_ : samplers
        Fitted; their evidence is ``smote_.segments_`` and ``tomek_.link_rows_``, whose row numbers
        count the original rows first, then the synthetic ones.

    References
    ----------
    G. Batista, A. Bazzan and M. C. Monard, "Balancing training data for automated annotation of
    keywords: a case study", WOB (2003) 10-18; G. Batista, R. Prati and M. C. Monard, "A study of
    the behavior of several methods for balancing machine learning training data", ACM SIGKDD
    Explorations 6 (2004) 20-29.
    """

    _parameter_constraints: ClassVar[dict] = {
        **_SmoteThenClean._parameter_constraints,
        "tomek": [HasMethods(["fit_resample"]), None],
    }

    def __init__(
        self,
        *,
        sampling_strategy="auto",
        random_state=None,
        smote=None,
        tomek=None,
        n_jobs=None,
        metric="euclidean",
        p=2,
    ):
        super().__init__(sampling_strategy=sampling_strategy)
        self.random_state = random_state
        self.smote = smote
        self.tomek = tomek
        self.n_jobs = n_jobs
        self.metric = metric
        self.p = p

    def _fit_resample(self, X, y):
        self.tomek_ = (
            clone(self.tomek)
            if self.tomek is not None
            else TomekLinks(
                sampling_strategy="all", n_jobs=self.n_jobs, metric=self.metric, p=self.p
            )
        )
        return self._smote_then(self.tomek_, X, y)


class SMOTEENN(_SmoteThenClean):
    """SMOTE, then editing, as a drop-in for imbalanced-learn's sampler of the same name.

    Parameters
    ----------
    sampling_strategy, random_state, smote, n_jobs, metric, p
        As in :class:`SMOTETomek`.
    enn : sampler or None, default=None
        Replaces the default ``EditedNearestNeighbours(sampling_strategy="all")``, which asks for
        unanimity; Batista, Prati and Monard used the majority vote, ``kind_sel="mode"``.

    Attributes
    ----------
    smote_, enn_ : samplers
        Fitted; row numbers count the original rows first, then the synthetic ones.

    References
    ----------
    G. Batista, R. Prati and M. C. Monard (2004), as for :class:`SMOTETomek`.
    """

    _parameter_constraints: ClassVar[dict] = {
        **_SmoteThenClean._parameter_constraints,
        "enn": [HasMethods(["fit_resample"]), None],
    }

    def __init__(
        self,
        *,
        sampling_strategy="auto",
        random_state=None,
        smote=None,
        enn=None,
        n_jobs=None,
        metric="euclidean",
        p=2,
    ):
        super().__init__(sampling_strategy=sampling_strategy)
        self.random_state = random_state
        self.smote = smote
        self.enn = enn
        self.n_jobs = n_jobs
        self.metric = metric
        self.p = p

    def _fit_resample(self, X, y):
        self.enn_ = (
            clone(self.enn)
            if self.enn is not None
            else EditedNearestNeighbours(
                sampling_strategy="all", n_jobs=self.n_jobs, metric=self.metric, p=self.p
            )
        )
        return self._smote_then(self.enn_, X, y)
