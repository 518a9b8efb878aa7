"""Batista, Prati and Monard's study of 2004 again: fifteen problems, ten methods, CART for C4.5."""

from course_lib.experiments.batista.measuring import (
    CLASS_WEIGHTS,
    CONTEXT,
    FOREST,
    TREES,
)
from course_lib.experiments.batista.methods import METHODS, NO_RESAMPLING, OVER, UNDER
from course_lib.experiments.batista.reading import (
    SHARED,
    fold_scores,
    mean_areas,
    problem_counts,
    recomputed,
    training_counts,
)

__all__ = [
    "CLASS_WEIGHTS",
    "CONTEXT",
    "FOREST",
    "METHODS",
    "NO_RESAMPLING",
    "OVER",
    "SHARED",
    "TREES",
    "UNDER",
    "fold_scores",
    "mean_areas",
    "problem_counts",
    "recomputed",
    "training_counts",
]
