"""What resampling changes, measured: always inside the fold, always against not resampling."""

from course_lib.evaluation.paired import METRIC_NAMES, paired_differences, seed_scores

__all__ = ["METRIC_NAMES", "paired_differences", "seed_scores"]
