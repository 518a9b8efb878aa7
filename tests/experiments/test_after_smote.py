"""What cleaning removes after SMOTE is counted as the samplers remove it."""

import pytest
from sklearn.preprocessing import scale

from course_lib.datasets import TABLES, overlapping_moons
from course_lib.experiments.after_smote import (
    LOADERS,
    cleaned_after_smote,
    recorded_shares,
    shares_removed,
)
from course_lib.results import recorded
from course_lib.samplers import SMOTEENN, EditedNearestNeighbours, SMOTETomek, tomek_links

VOTE = EditedNearestNeighbours(sampling_strategy="all", kind_sel="mode")


@pytest.fixture(scope="module")
def moons():
    """Return two moons that overlap."""
    return overlapping_moons()


@pytest.fixture(scope="module")
def counts(moons):
    """Return what is removed from them, for three seeds."""
    return cleaned_after_smote(*moons, range(3))


@pytest.mark.parametrize("seed", range(3))
def test_the_counts_are_what_the_samplers_remove(moons, counts, seed):
    """Sizes before and after, and what each combination takes, are those of the samplers."""
    row = counts.iloc[seed]
    combined = SMOTETomek(random_state=seed)
    left = [
        len(sampler.fit_resample(*moons)[1])
        for sampler in (
            combined,
            SMOTEENN(random_state=seed),
            SMOTEENN(random_state=seed, enn=VOTE),
        )
    ]
    removed = [2 * row["links"], row["unanimity"], row["vote"]]
    assert [row["grown"] - size for size in left] == removed
    assert row["links"] == len(combined.tomek_.link_rows_)
    assert row["links_before"] == len(tomek_links(*moons))


def test_the_members_of_links_are_original_or_synthetic(counts):
    """Each link has a majority member and another one, original or synthetic."""
    assert (counts["majority"] == counts["links"]).all()
    assert (counts["minority"] + counts["synthetic"] == counts["links"]).all()
    assert (counts["links_kept"] <= counts[["links", "links_before"]].min(axis=1)).all()


def test_shares_are_of_the_grown_data(counts):
    """Six links among 540 samples are twelve samples, 2.2 %."""
    row = shares_removed(counts.iloc[:1])
    assert (row["after SMOTE"], row["links after"], row["SMOTETomek"]) == ("540", "6.0", "2.2%")


def test_every_recorded_table_has_a_row():
    """The recorded table has a row for each real table."""
    assert list(recorded_shares().index) == list(LOADERS)


def test_the_record_names_the_tables_it_was_measured_on():
    """Its checksums are those of the registered tables."""
    checksums = {name: TABLES[name].sha256 for name in LOADERS}
    assert recorded("cleaned_after_smote")["data_sha256"] == checksums


@pytest.mark.real_data
@pytest.mark.parametrize("name", LOADERS)
def test_a_new_count_agrees_with_the_record(name):
    """Counted again on the real table, the means are the recorded ones."""
    X, y = LOADERS[name]()
    content = recorded("cleaned_after_smote")
    again = cleaned_after_smote(scale(X), y, content["seeds"]).mean()
    assert again.to_dict() == pytest.approx(content["measured"][name])
