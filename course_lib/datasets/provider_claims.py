"""Claims of health-care providers whose flags were drawn by lot: there is nothing to learn."""

import numpy as np
import pandas as pd


def provider_claims(n_providers=200, *, random_state=0):
    """Return simulated claims of providers, a fifth of which are flagged by lot.

    Every provider has a style of its own: a usual amount, usual patients, a usual stay, and one to
    three physicians who work for nobody else. The flag depends on none of that, so whatever a model
    seems to know of it was copied from other claims of the same provider.

    Parameters
    ----------
    n_providers : int, default 200
    random_state : int, default 0

    Returns
    -------
    X : DataFrame, shape (n_claims, 5)
        ``provider``, a number from 0; ``amount`` in dollars; ``days`` of the stay; ``patient_age``
        in years; ``physician``, a number of five digits. A provider has 2 to 400 claims, half of
        the providers about 12 or fewer. In order of the providers.
    y : int array, shape (n_claims,)
        1 = the provider is flagged.

    Examples
    --------
    >>> X, y = provider_claims()
    >>> X["provider"].nunique(), X.loc[y == 1, "provider"].nunique()
    (200, 40)
    """
    rng = np.random.default_rng(random_state)
    n_claims = np.clip(rng.lognormal(2.5, 1, n_providers).round(), 2, 400).astype(int)
    provider = np.repeat(np.arange(n_providers), n_claims)
    usual = {
        "amount": rng.normal(6.5, 1, n_providers),
        "days": rng.lognormal(1, 0.6, n_providers),
        "patient_age": rng.normal(72, 6, n_providers),
    }
    physicians = rng.choice(np.arange(10_000, 100_000), (n_providers, 3), replace=False)
    staff = rng.integers(1, 4, n_providers)
    flagged = np.zeros(n_providers, dtype=int)
    flagged[rng.choice(n_providers, n_providers // 5, replace=False)] = 1
    X = pd.DataFrame({
        "provider": provider,
        "amount": np.exp(rng.normal(usual["amount"][provider], 0.7)).round(2),
        "days": rng.poisson(usual["days"][provider]),
        "patient_age": rng.normal(usual["patient_age"][provider], 6).round(),
        "physician": physicians[provider, rng.integers(0, staff[provider])],
    })  # fmt: skip
    return X, flagged[provider]
