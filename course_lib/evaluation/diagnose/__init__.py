"""Failure modes, detected in one's own data: each function takes any ``(X, y)``."""

from course_lib.evaluation.diagnose.finding import Finding

__all__ = ["Finding"]
