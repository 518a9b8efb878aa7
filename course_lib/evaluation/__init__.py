"""What resampling changes, measured: always inside the fold, always against not resampling."""

from course_lib.evaluation.paired import (
    METRIC_NAMES,
    best_f1_threshold,
    paired_differences,
    seed_scores,
)
from course_lib.evaluation.recorded import recompute, recorded_scores, results_table

__all__ = [
    "METRIC_NAMES",
    "best_f1_threshold",
    "paired_differences",
    "recompute",
    "recorded_scores",
    "results_table",
    "seed_scores",
]
