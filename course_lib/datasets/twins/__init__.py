"""Synthetic twins: tables that resemble a real one class by class and hold none of its rows."""

from course_lib.datasets.twins.fit import fit_twin
from course_lib.datasets.twins.parameters import TwinParameters, read_twin, write_twin
from course_lib.datasets.twins.sample import sample_twin
from course_lib.datasets.twins.shipped import european_cards_twin, providers_twin

__all__ = [
    "TwinParameters",
    "european_cards_twin",
    "fit_twin",
    "providers_twin",
    "read_twin",
    "sample_twin",
    "write_twin",
]
