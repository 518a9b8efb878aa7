"""The course's figures: the only package that imports matplotlib. It knows no sampler.

A ``draw_…`` function makes a whole figure from samples, labels, rows and pairs; an ``add_…``
function lays one thing over a figure. Each returns the figure, which a notebook shows once, where
it is the last expression of a cell.
"""

from course_lib.plotting.bars import draw_bars
from course_lib.plotting.before_after import draw_before_after
from course_lib.plotting.counts import draw_counts
from course_lib.plotting.critical_difference import draw_critical_difference
from course_lib.plotting.curves import draw_curves
from course_lib.plotting.figure import panels
from course_lib.plotting.growth import draw_growth
from course_lib.plotting.intervals import draw_intervals
from course_lib.plotting.links import (
    add_diametral_circles,
    add_links,
    add_neighbor_arrows,
    add_reach_circles,
    draw_links,
)
from course_lib.plotting.multiples import draw_multiples
from course_lib.plotting.operating_points import draw_operating_points
from course_lib.plotting.prevalence import draw_against_prevalence
from course_lib.plotting.regions import draw_regions
from course_lib.plotting.reliability import draw_reliability
from course_lib.plotting.row_numbers import add_row_numbers
from course_lib.plotting.samples import draw_samples
from course_lib.plotting.trends import draw_trends

__all__ = [
    "add_diametral_circles",
    "add_links",
    "add_neighbor_arrows",
    "add_reach_circles",
    "add_row_numbers",
    "draw_against_prevalence",
    "draw_bars",
    "draw_before_after",
    "draw_counts",
    "draw_critical_difference",
    "draw_curves",
    "draw_growth",
    "draw_intervals",
    "draw_links",
    "draw_multiples",
    "draw_operating_points",
    "draw_regions",
    "draw_reliability",
    "draw_samples",
    "draw_trends",
    "panels",
]
