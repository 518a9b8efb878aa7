"""Breast cancer, thinned: what stays, what goes, and what cannot be asked."""

import numpy as np
import pandas as pd
import pytest
from sklearn.datasets import load_breast_cancer

from course_lib.datasets import load_breast_cancer_thinned


def test_default():
    """By default 357 benign and 19 malignant rows, 5.05 % malignant, 30 features."""
    X, y = load_breast_cancer_thinned()
    assert X.shape == (376, 30)
    assert np.bincount(y).tolist() == [357, 19]
    assert round(100 * y.mean(), 2) == 5.05


def test_rows():
    """The returned rows ascend, and point to the same samples in scikit-learn's own table."""
    X, y, rows = load_breast_cancer_thinned(return_rows=True)
    full_X, full_target = load_breast_cancer(return_X_y=True)
    assert (np.diff(rows) > 0).all()
    np.testing.assert_array_equal(X, full_X[rows])
    np.testing.assert_array_equal(y, 1 - full_target[rows])
    assert np.isin(np.flatnonzero(full_target == 1), rows).all()


def test_seed():
    """The seed decides which malignant cases stay, not how many."""
    rows = [load_breast_cancer_thinned(random_state=s, return_rows=True)[2] for s in (0, 0, 1)]
    np.testing.assert_array_equal(rows[0], rows[1])
    assert not np.array_equal(rows[0], rows[2])
    assert len(rows[0]) == len(rows[2])


def test_frame():
    """As a frame the features are named and the index is fresh; the values are the same."""
    X, y = load_breast_cancer_thinned(as_frame=True)
    assert isinstance(X, pd.DataFrame)
    assert X.columns[0] == "mean radius"
    assert X.index.equals(pd.RangeIndex(376))
    assert y.index.equals(X.index)
    np.testing.assert_array_equal(X.to_numpy(), load_breast_cancer_thinned()[0])


def test_nothing_thinned():
    """The largest possible share gives all 569 rows."""
    assert len(load_breast_cancer_thinned(212 / 569)[1]) == 569


@pytest.mark.parametrize("share", [0, -0.1, 0.4, 1, float("nan"), "5 %", None])
def test_impossible_share(share):
    """A share outside the possible range is refused, with the range."""
    with pytest.raises(ValueError, match=r"minority_share=.* above 0 and at most 0\.3726"):
        load_breast_cancer_thinned(share)


def test_share_too_small():
    """A share that would leave no malignant case is refused, with the smallest possible one."""
    with pytest.raises(ValueError, match=r"no malignant case .* at least 0\.0028"):
        load_breast_cancer_thinned(0.001)
    assert load_breast_cancer_thinned(0.0028)[1].sum() == 1
