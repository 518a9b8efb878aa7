"""A model in use: retrained by one command, registered, compared, promoted or refused, watched.

MLflow is imported where the registry is first opened: it takes seconds.
"""

from course_lib.production.comparison import intervals
from course_lib.production.drift import stability_index
from course_lib.production.fitting import fit, ranking_score, serving
from course_lib.production.job import retrain
from course_lib.production.promotion import decide
from course_lib.production.registry import Locked, Registry
from course_lib.production.table import read_cases
from course_lib.production.watch import weekly_report
from course_lib.production.windows import time_windows

__all__ = [
    "Locked",
    "Registry",
    "decide",
    "fit",
    "intervals",
    "ranking_score",
    "read_cases",
    "retrain",
    "serving",
    "stability_index",
    "time_windows",
    "weekly_report",
]
