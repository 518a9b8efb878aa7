"""What the course compares: which methods, behind which models, on which data.

Each lesson adds its methods; the order is that of the lessons.
"""

import imblearn.over_sampling
import imblearn.under_sampling
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import KNeighborsClassifier
from sklearn.tree import DecisionTreeClassifier

from course_lib import datasets, samplers

SEEDS = list(range(20))
NO_RESAMPLING = "no resampling"

# What the library alone has stands here as the library's.
METHODS_BY_LESSON = {
    "02": {"CondensedNearestNeighbour": samplers.CondensedNearestNeighbour()},
    "03": {
        "EditedNearestNeighbours": samplers.EditedNearestNeighbours(),
        "Wilson's editing": samplers.EditedNearestNeighbours(
            kind_sel="mode", sampling_strategy="all"
        ),
        "RepeatedEditedNearestNeighbours": samplers.RepeatedEditedNearestNeighbours(),
        "AllKNN": samplers.AllKNN(),
    },
    "04": {"TomekLinks": samplers.TomekLinks()},
    "05": {
        "RandomOverSampler": imblearn.over_sampling.RandomOverSampler(),
        "SMOTE": samplers.SMOTE(),
    },
    "06": {"SMOTETomek": samplers.SMOTETomek(), "SMOTEENN": samplers.SMOTEENN()},
    "07": {
        "OneSidedSelection": samplers.OneSidedSelection(),
        "NeighbourhoodCleaningRule": samplers.NeighbourhoodCleaningRule(),
        "RandomUnderSampler": samplers.RandomUnderSampler(),
        "NearMiss-1": samplers.NearMiss(version=1),
        "NearMiss-2": samplers.NearMiss(version=2),
        "NearMiss-3": samplers.NearMiss(version=3),
        "ClusterCentroids": imblearn.under_sampling.ClusterCentroids(),
        "BorderlineSMOTE": imblearn.over_sampling.BorderlineSMOTE(),
        "SVMSMOTE": imblearn.over_sampling.SVMSMOTE(),
    },
}

MODELS = {
    "logistic regression": LogisticRegression(),
    "nearest neighbours": KNeighborsClassifier(5),
    "decision tree": DecisionTreeClassifier(min_samples_leaf=5, random_state=0),
}


def _moons(seed):
    return datasets.overlapping_moons(900, 100, random_state=seed)


def _clouds(seed):
    return datasets.overlapping_clouds(random_state=seed)


def _patients(seed):
    return datasets.load_breast_cancer_thinned(random_state=seed)


# Simulated data are drawn anew for every seed, the patients thinned anew.
DRAWS = {"moons": _moons, "clouds": _clouds, "patients": _patients}

# Real tables are the same for every seed, which shuffles the folds only.
TABLES = {
    "haberman": datasets.load_haberman,
    "pima": datasets.load_pima,
    "phoneme": datasets.load_phoneme,
}


def methods(lesson=None):
    """Return the methods taught up to a lesson, such as ``"03"``, or all; no resampling first."""
    taught = {NO_RESAMPLING: None}
    for number, added in METHODS_BY_LESSON.items():
        if lesson is None or number <= lesson:
            taught |= added
    return taught
