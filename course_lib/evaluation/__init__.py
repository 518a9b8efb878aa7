"""What resampling changes, measured: always inside the fold, always against not resampling."""

from course_lib.evaluation.curves import counts_by_threshold, precision_at, thinned_summaries
from course_lib.evaluation.paired import (
    METRIC_NAMES,
    best_f1_threshold,
    paired_differences,
    seed_scores,
)
from course_lib.evaluation.ranks import (
    critical_difference,
    friedman,
    mean_ranks,
    smallest_p,
    wilcoxon_holm,
)
from course_lib.evaluation.recorded import recompute, recorded_scores, results_table
from course_lib.evaluation.seeds import paired_and_unpaired, seeds_needed
from course_lib.evaluation.threshold import cost_of_peeking, tuned_threshold

__all__ = [
    "METRIC_NAMES",
    "best_f1_threshold",
    "cost_of_peeking",
    "counts_by_threshold",
    "critical_difference",
    "friedman",
    "mean_ranks",
    "paired_and_unpaired",
    "paired_differences",
    "precision_at",
    "recompute",
    "recorded_scores",
    "results_table",
    "seed_scores",
    "seeds_needed",
    "smallest_p",
    "thinned_summaries",
    "tuned_threshold",
    "wilcoxon_holm",
]
