"""A plane to touch: drag samples and watch the rules of the course at work."""

from course_lib.explore.plane import PRESETS, Plane

__all__ = ["PRESETS", "Plane"]
