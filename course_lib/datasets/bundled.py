"""Real data that scikit-learn bundles, thinned until one class is rare."""

from numbers import Real

import numpy as np
from sklearn.datasets import load_breast_cancer
from sklearn.utils import check_random_state


def load_breast_cancer_thinned(
    minority_share=0.05, random_state=0, *, as_frame=False, return_rows=False
):
    """Return the breast-cancer data with malignant cases thinned at random to a given share.

    All 357 benign cases stay; of the 212 malignant ones, as many are drawn without replacement as
    come nearest to the share. The default keeps 19: 376 rows, 5.05 % malignant, an imbalance ratio
    of 18.8:1. The features are not scaled: the worst area reaches 1,740, the fractal dimension
    error 0.03.

    Parameters
    ----------
    minority_share : float, default 0.05
        Share of malignant rows in the result, above 0 and at most 212/569 (0.3726, nothing
        thinned).
    random_state : int, RandomState or None, default 0
        Which malignant cases stay.
    as_frame : bool, default False
        Whether `X` is a DataFrame that names the features, and `y` a Series.
    return_rows : bool, default False
        Whether to return as well which rows of scikit-learn's 569 were kept.

    Returns
    -------
    X : float array or DataFrame, shape (n, 30)
        Ten measurements of cell nuclei, each as mean, standard error and worst value, in the order
        of the original.
    y : int array or Series, shape (n,)
        1 = malignant, the minority (0 in scikit-learn's own labels); 0 = benign.
    rows : int array, shape (n,)
        Only if `return_rows`: ascending rows of ``load_breast_cancer()``; the others were left out.

    Raises
    ------
    ValueError
        If the share is out of range or so small that no malignant case would be left.

    References
    ----------
    W. N. Street, W. H. Wolberg and O. L. Mangasarian (1993), "Nuclear feature extraction for breast
    tumor diagnosis". Wisconsin Diagnostic Breast Cancer, as bundled with scikit-learn.

    Examples
    --------
    >>> X, y = load_breast_cancer_thinned()
    >>> X.shape, y.sum()
    ((376, 30), np.int64(19))
    """
    X, target = load_breast_cancer(return_X_y=True, as_frame=as_frame)
    y = 1 - target
    benign, malignant = np.flatnonzero(y == 0), np.flatnonzero(y == 1)
    n_kept = _minority_size(minority_share, len(benign), len(malignant))
    kept = check_random_state(random_state).choice(malignant, size=n_kept, replace=False)
    rows = np.sort(np.r_[benign, kept])
    if as_frame:
        X, y = X.iloc[rows].reset_index(drop=True), y.iloc[rows].reset_index(drop=True)
    else:
        X, y = X[rows], y[rows]
    return (X, y, rows) if return_rows else (X, y)


def _minority_size(share, n_majority, n_minority):
    largest = n_minority / (n_majority + n_minority)
    if not isinstance(share, Real) or not 0 < share <= largest:
        raise ValueError(
            f"minority_share={share!r} must be above 0 and at most {largest:.4f}, the share of "
            f"malignant cases before thinning; choose a share in that range."
        )
    size = round(n_majority * share / (1 - share))
    if size == 0:
        raise ValueError(
            f"minority_share={share!r} would leave no malignant case beside {n_majority} benign "
            f"ones; choose at least {1 / (n_majority + 1):.4f}."
        )
    return size
