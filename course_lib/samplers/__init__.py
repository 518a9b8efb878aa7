"""The resampling methods, one file per idea: the rule as a function, then a sampler around it."""

from course_lib.samplers.combine import SMOTEENN, SMOTETomek
from course_lib.samplers.condensed_nearest_neighbour import (
    CondensedNearestNeighbour,
    condensed_nearest_neighbour,
)
from course_lib.samplers.edited_nearest_neighbours import (
    AllKNN,
    EditedNearestNeighbours,
    RepeatedEditedNearestNeighbours,
    edited_nearest_neighbours,
)
from course_lib.samplers.near_miss import NearMiss, near_miss
from course_lib.samplers.neighbourhood_cleaning_rule import (
    NeighbourhoodCleaningRule,
    neighbourhood_cleaning_rule,
)
from course_lib.samplers.one_sided_selection import OneSidedSelection, one_sided_selection
from course_lib.samplers.random_under_sampler import RandomUnderSampler, random_rows
from course_lib.samplers.smote import SMOTE, interpolated, smote
from course_lib.samplers.tomek_links import TomekLinks, gabriel_links, tomek_links

__all__ = [
    "SMOTE",
    "SMOTEENN",
    "AllKNN",
    "CondensedNearestNeighbour",
    "EditedNearestNeighbours",
    "NearMiss",
    "NeighbourhoodCleaningRule",
    "OneSidedSelection",
    "RandomUnderSampler",
    "RepeatedEditedNearestNeighbours",
    "SMOTETomek",
    "TomekLinks",
    "condensed_nearest_neighbour",
    "edited_nearest_neighbours",
    "gabriel_links",
    "interpolated",
    "near_miss",
    "neighbourhood_cleaning_rule",
    "one_sided_selection",
    "random_rows",
    "smote",
    "tomek_links",
]
