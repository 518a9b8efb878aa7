"""Data for the course: toy planes, bundled data made rare, and real tables from outside.

The only package that reads `data/`. It knows no sampler. Every function returns ``(X, y)`` with
y = 1 for the minority and y = 0 for the majority.
"""

from course_lib.datasets.bundled import load_breast_cancer_thinned
from course_lib.datasets.card_features import card_features
from course_lib.datasets.card_transactions import card_transactions
from course_lib.datasets.claims import few_claims, insurance_claims
from course_lib.datasets.clouds import overlapping_clouds
from course_lib.datasets.drifting_cards import drifting_cards
from course_lib.datasets.files import fetch, keep_file
from course_lib.datasets.fraud_tables import (
    european_cards,
    load_european_cards,
    load_european_cards_sample,
    load_handbook_transactions,
    load_providers,
)
from course_lib.datasets.many_columns import mixed_columns, topic_counts, with_noise_columns
from course_lib.datasets.mixed_tables import (
    BATISTA,
    load_adult,
    load_batista,
    load_car_insurance,
)
from course_lib.datasets.payments import online_payments
from course_lib.datasets.planes import (
    age_and_income,
    first_plane,
    gabriel_plane,
    lattice_plane,
    minority_groups,
    noise_island,
    overlapping_moons,
    receding_line,
    ring_plane,
    scored_line,
    three_classes,
    tied_plane,
    weak_definition_line,
)
from course_lib.datasets.provider_claims import provider_claims
from course_lib.datasets.registry import TABLES
from course_lib.datasets.tables import (
    load_haberman,
    load_mammography,
    load_oil_spill,
    load_phoneme,
    load_pima,
)
from course_lib.datasets.twins import (
    european_cards_twin,
    fit_twin,
    providers_twin,
    read_twin,
    sample_twin,
    write_twin,
)

__all__ = [
    "BATISTA",
    "TABLES",
    "age_and_income",
    "card_features",
    "card_transactions",
    "drifting_cards",
    "european_cards",
    "european_cards_twin",
    "fetch",
    "few_claims",
    "first_plane",
    "fit_twin",
    "gabriel_plane",
    "insurance_claims",
    "keep_file",
    "lattice_plane",
    "load_adult",
    "load_batista",
    "load_breast_cancer_thinned",
    "load_car_insurance",
    "load_european_cards",
    "load_european_cards_sample",
    "load_haberman",
    "load_handbook_transactions",
    "load_mammography",
    "load_oil_spill",
    "load_phoneme",
    "load_pima",
    "load_providers",
    "minority_groups",
    "mixed_columns",
    "noise_island",
    "online_payments",
    "overlapping_clouds",
    "overlapping_moons",
    "provider_claims",
    "providers_twin",
    "read_twin",
    "receding_line",
    "ring_plane",
    "sample_twin",
    "scored_line",
    "three_classes",
    "tied_plane",
    "topic_counts",
    "weak_definition_line",
    "with_noise_columns",
    "write_twin",
]
