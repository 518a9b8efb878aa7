"""Simulated online payments whose true fraud probability is known; like no real shop's."""

import numpy as np
import pandas as pd
from scipy.special import expit

DAYS, BURST = 90, 12  # the days covered, and for how many of them a thief uses a device
# By name: the share of the payments, and the effect on the log odds of a fraud.
NAMES = {
    "product": {
        "download": (0.22, 0.0),
        "electronics": (0.16, 0.8),
        "gift card": (0.08, 1.6),
        "household": (0.36, -0.8),
        "travel": (0.18, 0.0),
    },
    "card": {
        "charge": (0.05, 0.0),
        "credit": (0.4, 0.5),
        "debit": (0.48, -0.5),
        "prepaid": (0.07, 1.8),
    },
    "email": {
        "broad": (0.42, 0.0),
        "fast": (0.2, -0.4),
        "grand": (0.14, 0.0),
        "meadow": (0.1, 1.0),
        "office": (0.09, -1.2),
        "passing": (0.05, 2.2),
    },
}
MEDIAN_EUROS = {"download": 15, "electronics": 180, "gift card": 60, "household": 45, "travel": 260}
# How often a value is missing, and the effect on the log odds of a fraud where it is.
MISSING = {"email": (0.15, 1.0), "distance": (0.55, 1.2), "account_age": (0.3, 1.5)}
SIGNALS = {"signal_1": 0.5, "signal_2": -0.5, "signal_3": 0.3, "signal_4": 0.0}
THIEVES_DEVICE, DROP_ADDRESS, BASE = 4.5, 3.5, -7.35


def online_payments(n=20_000, *, random_state=0, return_probability=False):
    """Return simulated payments in order of time, about one in 28 a fraud.

    The log odds of a fraud are a sum of effects of the columns, of what is missing in them, of
    products of some, and of the device and the address where those are known to belong to thieves.
    `NAMES` and `MISSING` hold effects. It claims no likeness to any real set of payments.

    Parameters
    ----------
    n : int, default 20,000
        Number of payments, over 90 days.
    random_state : int, default 0
        A seed draws payments, devices and addresses; the effects stay.
    return_probability : bool, default False
        Whether to return as well how probable a fraud was.

    Returns
    -------
    X : DataFrame, shape (n, 16)
        ``day`` (0 to 90, rising; for splitting), ``hour``, ``product``, ``card`` and ``email`` as
        categories, ``amount`` in euros, ``distance`` in km between card holder and delivery,
        ``account_age`` in days, ``payments_24h`` with the same card, ``signal_1`` to ``signal_4``
        without a unit (three payments in ten lack all four); and from a table of identities that
        holds one payment in four, ``device_kind``, ``device`` and ``address``, the last two by
        numbers that mean nothing. A missing value is NaN. Not scaled.
    y : int array, shape (n,)
        1 = fraud, the minority.
    probability : float array, shape (n,)
        Only if `return_probability`: of a fraud, given `X` and which devices and addresses are
        thieves'. No score can rank better on average; one that meets a device for the first time
        cannot do as well.

    Notes
    -----
    Of the identities known, one device in 12 and one address in 16 are thieves'. Such a device
    appears for about 12 days and is then gone; such an address is used all the time. An honest
    device or address has honest use only, and may recur on any day. Cost: linear in n.

    Examples
    --------
    >>> X, y = online_payments(1000)
    >>> X["device"].notna().sum(), y.sum()
    (np.int64(248), np.int64(31))
    """
    rng = np.random.default_rng(random_state)
    X = _complete_columns(n, rng)
    for name, (share, _) in MISSING.items():
        X[name] = X[name].mask(rng.uniform(size=n) < share)
    X.loc[rng.uniform(size=n) < 0.3, list(SIGNALS)] = np.nan
    effect = _add_identities(X, rng)
    probability = expit(BASE + effect + _effect_of_names(X) + _effect_of_numbers(X))
    y = (rng.uniform(size=n) < probability).astype(int)
    return (X, y, probability) if return_probability else (X, y)


def _complete_columns(n, rng):
    """Return the columns of the payments themselves, before values go missing."""
    day = np.sort(rng.uniform(0, DAYS, n))
    X = pd.DataFrame({"day": day, "hour": (24 * day % 24).astype(int)})
    for column, names in NAMES.items():
        codes = rng.choice(len(names), n, p=[share for share, _ in names.values()])
        X[column] = pd.Categorical.from_codes(codes, list(names))
    median = X["product"].map(MEDIAN_EUROS).astype(float)
    X["amount"] = np.ceil(median * np.exp(0.8 * rng.normal(size=n)))
    X["distance"] = np.round(np.exp(3 + 1.6 * rng.normal(size=n)))
    X["account_age"] = np.round(rng.exponential(400, n))
    X["payments_24h"] = rng.geometric(0.7, n) - 1
    for name in SIGNALS:
        X[name] = rng.normal(size=n).round(2)
    return X


def _add_identities(X, rng):
    """Add the columns of identities; return the effect of thieves' devices and addresses."""
    n, day = len(X), X["day"].to_numpy()
    known = rng.uniform(size=n) < 0.25
    kind = np.where(rng.uniform(size=n) < 0.6, "mobile", "desktop")
    X["device_kind"] = pd.Categorical(np.where(known, kind, None))
    days_each = DAYS * 400 / n  # a new device of thieves as often as 100 payments have an identity
    in_turn = np.floor((day + BURST * rng.uniform(size=n)) / days_each)
    anywhere = rng.integers(0, max(n // 2000, 1), n)
    effect = np.zeros(n)
    for name, share, thieves, size in [
        ("device", 1 / 12, in_turn, THIEVES_DEVICE), ("address", 1 / 16, anywhere, DROP_ADDRESS)
    ]:  # fmt: skip
        bad = known & (rng.uniform(size=n) < share)
        honest = np.floor(n / 10 * rng.uniform(size=n) ** 2)
        used, codes = np.unique(np.where(bad, -1 - thieves, honest)[known], return_inverse=True)
        X[name] = np.nan
        X.loc[known, name] = 1000.0 + rng.permutation(len(used))[codes]
        effect += size * bad
    return effect


def _effect_of_names(X):
    effect = np.zeros(len(X))
    for column, names in NAMES.items():
        sizes = X[column].map({name: size for name, (_, size) in names.items()}).astype(float)
        effect += sizes.fillna(MISSING.get(column, (0, 0))[1]).to_numpy()
    gift, prepaid = X["product"] == "gift card", X["card"] == "prepaid"
    return (effect + 1.0 * (gift & prepaid) + 0.8 * (X["hour"] < 6)).to_numpy()


def _effect_of_numbers(X):
    """Return the effect of amounts, distances, ages, counts and signals, and of their gaps."""
    new, far = 1.2 - 0.7 * np.log1p(X["account_age"] / 20), 0.5 * np.log1p(X["distance"] / 30) - 0.4
    new, far = new.fillna(MISSING["account_age"][1]), far.fillna(MISSING["distance"][1])
    signals = sum(size * X[name].fillna(0) for name, size in SIGNALS.items())
    busy = 0.6 * X["payments_24h"].clip(upper=5)
    dear = 0.5 * np.log(X["amount"] / 60)
    return (new + far + 0.4 * new * (far > 0) + signals + busy + dear).to_numpy()
