"""The resampling methods, one file per idea: the rule as a function, then a sampler around it."""

from course_lib.samplers.tomek_links import TomekLinks, gabriel_links, tomek_links

__all__ = ["TomekLinks", "gabriel_links", "tomek_links"]
