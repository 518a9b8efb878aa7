"""Failure modes, detected in one's own data: each function takes any ``(X, y)``."""

from course_lib.evaluation.diagnose.finding import Finding
from course_lib.evaluation.diagnose.genuine_overlap import genuine_overlap
from course_lib.evaluation.diagnose.high_dimension import high_dimension
from course_lib.evaluation.diagnose.nominal_columns import nominal_columns
from course_lib.evaluation.diagnose.repeated_cleaning import repeated_cleaning
from course_lib.evaluation.diagnose.ties_and_duplicates import ties_and_duplicates
from course_lib.evaluation.diagnose.unscaled_features import unscaled_features

__all__ = [
    "Finding",
    "unscaled_features",
    "high_dimension",
    "repeated_cleaning",
    "genuine_overlap",
    "ties_and_duplicates",
    "nominal_columns",
]
