"""Simulated claims of providers: flags by lot, fingerprints by design."""

import numpy as np
import pandas as pd

from course_lib.datasets import provider_claims

X, y = provider_claims(300, random_state=1)


def test_a_fifth_of_the_providers_is_flagged_on_all_their_claims():
    """The flag belongs to the provider: it is the same on each of its claims."""
    flags = pd.Series(y).groupby(X["provider"])
    assert (flags.nunique() == 1).all()
    assert flags.max().sum() == 60


def test_every_provider_has_claims_in_one_piece():
    """Numbers from 0 without a gap, two to 400 claims each, together in the table."""
    counts = X["provider"].value_counts()
    assert sorted(counts.index) == list(range(300))
    assert counts.between(2, 400).all()
    assert X["provider"].is_monotonic_increasing
    assert counts.max() > 10 * counts.median()


def test_a_physician_works_for_one_provider():
    """A physician's number is a fingerprint; a provider has one to three of them."""
    assert (X.groupby("physician")["provider"].nunique() == 1).all()
    staff = X.groupby("provider")["physician"].nunique()
    assert staff.max() == 3
    assert staff.min() == 1


def test_the_flag_depends_on_nothing():
    """Over many tables flagged providers have the amounts and claims that others have."""
    gaps = []
    for seed in range(40):
        claims, flag = provider_claims(random_state=seed)
        each = claims.assign(flag=flag, amount=np.log(claims["amount"])).groupby("provider")
        table = each.agg(n=("amount", "size"), amount=("amount", "mean"), flag=("flag", "max"))
        means = table.assign(n=np.log(table["n"])).groupby("flag").mean()
        gaps.append(means.loc[1] - means.loc[0])
    gaps = pd.DataFrame(gaps)
    assert (abs(gaps.mean()) < 3 * gaps.sem()).all()


def test_the_same_seed_gives_the_same_claims():
    """Repeatable, and another seed gives other claims."""
    again, flags = provider_claims(300, random_state=1)
    pd.testing.assert_frame_equal(again, X)
    assert (flags == y).all()
    assert len(provider_claims(300, random_state=2)[1]) != len(y)
