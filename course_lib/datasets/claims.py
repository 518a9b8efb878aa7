"""Car-insurance claims with names in their columns, small and simulated: the truth is known."""

import numpy as np
import pandas as pd
from scipy.special import expit

# Share of the claims and log odds ratio of a fraud, by city; the alphabet knows neither.
CITIES = {
    "Bath": (0.10, 0.0),
    "Derby": (0.05, 2.0),
    "Exeter": (0.14, 0.0),
    "Leeds": (0.16, -0.5),
    "Lincoln": (0.02, 0.0),
    "Norwich": (0.08, 2.0),
    "Oxford": (0.12, -0.5),
    "Preston": (0.03, 0.0),
    "Ripon": (0.01, 2.0),
    "Truro": (0.01, 0.0),
    "Wells": (0.09, 2.0),
    "York": (0.19, -0.5),
}
COVERS = {"all risks": (0.3, 1.0), "collision": (0.4, 0.0), "liability": (0.3, 0.0)}
FAULTS = {"policy holder": (0.7, 0.0), "third party": (0.3, -1.5)}


def insurance_claims(n=1000, *, random_state=0, return_probability=False):
    """Return simulated claims: two columns of numbers, four of names, about one in ten a fraud.

    The log odds of a fraud are the sum of an effect of the amount (1 per standard deviation of its
    logarithm), of the city (2 in Derby, Norwich, Ripon and Wells, -0.5 in Leeds, Oxford and York),
    of the cover (1 for all risks) and of the fault (-1.5 for the third party). Age has no effect.
    Each city has two garages, which no other city has, and of which either is as likely: given the
    city the garage says nothing.

    Parameters
    ----------
    n : int, default 1000
        Number of claims.
    random_state : int, default 0
    return_probability : bool, default False
        Whether to return as well how probable a fraud was.

    Returns
    -------
    X : DataFrame, shape (n, 6)
        ``amount`` in euros and ``age`` in years, not scaled; ``city`` (12 names), ``garage`` (24),
        ``cover`` (3) and ``fault`` (2) as categories in alphabetical order. Two cities have one
        claim in a hundred each.
    y : int array, shape (n,)
        1 = fraud, the minority.
    probability : float array, shape (n,)
        Only if `return_probability`: of a fraud, given all columns; no score can rank better.

    Examples
    --------
    >>> X, y = insurance_claims()
    >>> X.loc[0, ["city", "garage", "cover"]].tolist(), y.sum()
    (['Exeter', 'Exeter A', 'liability'], np.int64(91))
    """
    rng = np.random.default_rng(random_state)
    size, age = rng.normal(size=n), rng.integers(18, 81, n)
    drawn = {
        name: rng.choice(list(effects), n, p=[share for share, _ in effects.values()])
        for name, effects in {"city": CITIES, "cover": COVERS, "fault": FAULTS}.items()
    }
    garage = np.char.add(np.char.add(drawn["city"], " "), rng.choice(["A", "B"], n))
    effects = {name: effect for name, (_, effect) in (CITIES | COVERS | FAULTS).items()}
    odds = size - 3.2 + sum(np.vectorize(effects.get)(names) for names in drawn.values())
    names = {"city": drawn["city"], "garage": garage} | drawn
    X = pd.DataFrame({"amount": np.round(np.exp(7 + 0.8 * size)).astype(int), "age": age} | names)
    y = (rng.uniform(size=n) < expit(odds)).astype(int)
    X = X.astype(dict.fromkeys(names, "category"))
    return (X, y, expit(odds)) if return_probability else (X, y)


def few_claims():
    """Return twelve claims from four cities, few enough to find links by hand.

    With the cities numbered 0 to 3 in the order of the alphabet, unscaled, three pairs are Tomek
    links; with York in front three others. HEOM finds (1, 3), (2, 4) and (7, 8).

    Returns
    -------
    X : DataFrame, shape (12, 2)
        ``amount`` in thousands of euros, and ``city`` as a category: Bath, Leeds, Truro, York.
    y : int array, shape (12,)
        1 = fraud (five rows).
    """
    amounts = [0.6, 1.2, 1.6, 2.5, 2.8, 3.1, 4.7, 5.0, 7.0, 7.4, 7.6, 8.4]
    city = ["Bath", "Truro", "York", "Truro", "York", "Leeds", "Leeds", "Bath", "Bath", "York",
            "Truro", "Leeds"]  # fmt: skip
    X = pd.DataFrame({"amount": amounts, "city": pd.Categorical(city)})
    return X, np.array([0, 0, 1, 1, 0, 0, 0, 0, 1, 1, 0, 1])
