"""Count what the cleaning half of SMOTETomek and SMOTEENN removes, and whose rows those are.

``python -m course_lib.experiments.after_smote`` repeats the measurement on the real tables
that `COURSE_DATA` or the download cache holds and stores it for lesson 06.
"""

import numpy as np
import pandas as pd
from sklearn.preprocessing import StandardScaler

from course_lib import datasets
from course_lib.results import record, recorded
from course_lib.samplers import SMOTE, edited_nearest_neighbours, tomek_links

LOADERS = {
    "haberman": datasets.load_haberman,
    "mammography": datasets.load_mammography,
    "oil_spill": datasets.load_oil_spill,
    "phoneme": datasets.load_phoneme,
    "pima": datasets.load_pima,
}
SEEDS = list(range(10))


def cleaned_after_smote(X, y, seeds):
    """Return what each cleaning rule removes from data that SMOTE has balanced, seed by seed.

    Parameters
    ----------
    X : float array of shape (n, d)
        Samples, in the same units for every feature: scale first.
    y : int array of shape (n,)
        Labels 0 and 1, the minority.
    seeds : iterable of int
        One run of SMOTE each, with its default five neighbours.

    Returns
    -------
    counts : DataFrame
        One row per seed. ``rows`` and ``grown`` are the sizes before and after SMOTE;
        ``links_before`` and ``links`` the Tomek links in either, and ``links_kept`` those links of
        the original data that are still links; ``majority``, ``minority`` and ``synthetic`` the
        original and the synthetic rows in a link, all of which SMOTETomek removes by default;
        ``unanimity`` and ``vote`` the rows that editing with three neighbours removes from every
        class, by SMOTEENN's default and by majority vote.

    Examples
    --------
    >>> from course_lib.datasets import overlapping_moons
    >>> cleaned_after_smote(*overlapping_moons(), [0])[["grown", "links_before", "links"]]
       grown  links_before  links
    0    540             8      6
    """
    links_before = tomek_links(X, y)
    counts = []
    for seed in seeds:
        X_grown, y_grown = SMOTE(random_state=seed).fit_resample(X, y)
        links = tomek_links(X_grown, y_grown)
        edited = {
            rule: edited_nearest_neighbours(X_grown, y_grown, kind_sel=kind)
            for rule, kind in (("unanimity", "all"), ("vote", "mode"))
        }
        kept = set(map(tuple, links.tolist())) & set(map(tuple, links_before.tolist()))
        original = links[links < len(y)]
        counts.append(
            {
                "rows": len(y),
                "grown": len(y_grown),
                "links_before": len(links_before),
                "links": len(links),
                "links_kept": len(kept),
                "majority": np.sum(y[original] == 0),
                "minority": np.sum(y[original] == 1),
                "synthetic": np.sum(links >= len(y)),
                **{rule: np.sum(~kept_mask) for rule, kept_mask in edited.items()},
            }
        )
    return pd.DataFrame(counts)


def shares_removed(counts):
    """Return the means of counts as sizes, links and percentages of the grown data.

    Parameters
    ----------
    counts : DataFrame or dict
        As from :func:`cleaned_after_smote`, or the means of its columns.

    Returns
    -------
    shares : dict of str to str
        What a row of lesson 06's table shows.
    """
    mean = {name: np.mean(values) for name, values in counts.items()}
    percent = {
        "SMOTETomek": 2 * mean["links"],
        "SMOTEENN, vote": mean["vote"],
        "SMOTEENN": mean["unanimity"],
    }
    return {
        "rows": f"{mean['rows']:,.0f}",
        "after SMOTE": f"{mean['grown']:,.0f}",
        "links before": f"{mean['links_before']:.0f}",
        "still links": f"{mean['links_kept']:.1f}",
        "links after": f"{mean['links']:.1f}",
        **{name: f"{removed / mean['grown']:.1%}" for name, removed in percent.items()},
    }


def recorded_shares():
    """Return the table of shares that is recorded for the real tables."""
    measured = recorded("cleaned_after_smote")["measured"]
    return pd.DataFrame({name: shares_removed(counts) for name, counts in measured.items()}).T


def main():
    """Measure every table, standardised, and store the means over the seeds."""
    measured = {}
    for name, load in LOADERS.items():
        X, y = load()
        counts = cleaned_after_smote(StandardScaler().fit_transform(X), y, SEEDS)
        measured[name] = counts.mean().to_dict()
        print(name, measured[name])
    path = record(
        "cleaned_after_smote",
        measured,
        command="python -m course_lib.experiments.after_smote",
        data={name: datasets.TABLES[name].sha256 for name in LOADERS},
        seeds=SEEDS,
    )
    print(f"Stored in {path.name}.")


if __name__ == "__main__":
    main()
