"""What "near" means: every distance of the course as one exact difference of two rows.

A metric is turned once, by :func:`metric_space`, into coordinates. From then on each distance is
the same short computation, :meth:`MetricSpace.powers`: subtract two rows in float64, scale, add up.
Searches may propose neighbours by any fast means; this subtraction decides.
"""

from dataclasses import dataclass, replace
from numbers import Integral, Real

import numpy as np
import pandas as pd
from scipy import sparse
from sklearn.utils.validation import check_array

METRICS = (
    "euclidean",
    "manhattan",
    "chebyshev",
    "minkowski",
    "cosine",
    "mahalanobis",
    "heom",
    "hvdm",
)
MIXED_METRICS = ("heom", "hvdm")
# Differences held in memory at a time: 32 MiB of float64.
CHUNK = 2**22
LARGEST = 1e150


@dataclass(frozen=True)
class MetricSpace:
    """Rows in coordinates in which a metric is a plain p-norm of differences.

    Attributes
    ----------
    coordinates : ndarray of shape (n, m), float64, or csr_array of shape (n, m)
        One row per sample. For HVDM a nominal column becomes one column per class.
    order : float
        The p of the norm: 1, 2, any p >= 1, or infinity.
    scale : ndarray of shape (m,), float64, or None
        Each difference is divided by it (HEOM: range; HVDM: four standard deviations).
    nominal : ndarray of shape (m,), bool, or None
        Columns of category codes, whose difference counts 0 or 1 (HEOM).
    metric : str
        The name the user gave; only :meth:`lengths` asks for it.
    """

    coordinates: np.ndarray | sparse.csr_array
    order: float
    metric: str
    scale: np.ndarray | None = None
    nominal: np.ndarray | None = None

    def __len__(self):
        return self.coordinates.shape[0]

    def take(self, rows):
        """Return the space of some rows, numbered afresh; scales stay those of all rows."""
        return replace(self, coordinates=self.coordinates[rows])

    @property
    def is_plain(self):
        """True if a distance is the p-norm of the stored rows as they are, without a scale."""
        return self.scale is None and self.nominal is None

    def powers(self, rows, other_rows):
        """Distance of each pair of rows, before the p-th root: exact enough to decide ties.

        Parameters
        ----------
        rows, other_rows : int arrays of shape (n_pairs,)

        Returns
        -------
        powers : ndarray of shape (n_pairs,), float64
            Sum of ``|difference| ** p`` (the maximum for p = infinity). The same pair gives the
            same bits in either order and in any company. Cost: n_pairs x m, in bounded memory.
        """
        powers = np.empty(len(rows))
        step = max(1, CHUNK // max(1, self.coordinates.shape[1]))
        for start in range(0, len(rows), step):
            part = slice(start, start + step)
            powers[part] = self._powers(rows[part], other_rows[part])
        return powers

    def _powers(self, rows, other_rows):
        difference = self.coordinates[rows]
        if sparse.issparse(difference):
            difference = (difference - self.coordinates[other_rows]).toarray()
        else:
            difference -= self.coordinates[other_rows]
        if self.nominal is not None:
            difference[:, self.nominal] = difference[:, self.nominal] != 0
        if self.scale is not None:
            difference /= self.scale
        if self.order == 2:
            return np.square(difference, out=difference).sum(axis=1)
        np.abs(difference, out=difference)
        if np.isinf(self.order):
            return difference.max(axis=1)
        if self.order == 1:
            return difference.sum(axis=1)
        return np.power(difference, self.order, out=difference).sum(axis=1)

    def root(self, powers):
        """Undo the power: the p-th root."""
        return powers if self.order in (1, np.inf) else powers ** (1 / self.order)

    @property
    def rounding(self):
        """Share of a distance by which two ways of summing the same differences can disagree."""
        order = 1 if np.isinf(self.order) else self.order
        return 4 * (self.coordinates.shape[1] + order + 8) * np.finfo(np.float64).eps

    def lengths(self, powers):
        """Turn powers into the distances a user expects, in the metric's own units."""
        # For rows of length 1, |u - v|^2 / 2 = 1 - cos.
        return powers / 2 if self.metric == "cosine" else self.root(powers)


def metric_space(X, metric="euclidean", *, p=2, y=None, categorical_features=None):
    """Return the coordinates in which `metric` is a p-norm of differences.

    Parameters
    ----------
    X : array, DataFrame or sparse matrix of shape (n, d)
        Numbers, in the same units for every feature (scale first); with ``"heom"`` and ``"hvdm"``
        the columns of `categorical_features` may hold anything hashable.
    metric : str
        ``"euclidean"``, ``"manhattan"``, ``"chebyshev"``, ``"minkowski"``, ``"cosine"`` (1 - cosine
        of the angle), ``"mahalanobis"`` (covariance of `X` itself), ``"heom"`` or ``"hvdm"``
        (Wilson and Martinez, 1997).
    p : float, default=2
        Order of ``"minkowski"``; at least 1.
    y : array of shape (n,), optional
        Labels; only ``"hvdm"`` reads them.
    categorical_features : "auto", bool mask, or array of column numbers or names, optional
        Nominal columns for ``"heom"`` and ``"hvdm"``; ``"auto"`` takes the categorical columns of a
        DataFrame. As in imbalanced-learn's SMOTENC.

    Returns
    -------
    space : MetricSpace

    Raises
    ------
    ValueError
        Unknown metric, p below 1, NaN or infinity, a zero row under ``"cosine"``, features that
        determine one another under ``"mahalanobis"``, a missing category or missing labels.
    TypeError
        A sparse `X` with ``"heom"`` or ``"hvdm"``.

    Notes
    -----
    HEOM: numeric difference divided by the column's range, nominal 0 or 1; root of the sum of
    squares. HVDM: numeric difference divided by four standard deviations (n - 1); nominal: the root
    of the sum over classes of (P(class | a) - P(class | b))^2. A constant column has no range and
    counts nothing.

    Examples
    --------
    >>> space = metric_space([[0, 0], [3, 4]], "manhattan")
    >>> space.lengths(space.powers([0], [1]))
    array([7.])
    """
    _check_metric(metric, p, X, categorical_features)
    if metric in MIXED_METRICS:
        return _mixed_space(X, metric, y, categorical_features)
    orders = {"euclidean": 2, "manhattan": 1, "chebyshev": np.inf, "minkowski": p}
    X = _checked(X, metric, orders.get(metric, 2))
    if metric in orders:
        return MetricSpace(X, orders[metric], metric)
    if metric == "cosine":
        return MetricSpace(_unit_rows(X), 2, metric)
    return MetricSpace(_whitened(X.toarray() if sparse.issparse(X) else X), 2, metric)


def _check_metric(metric, p, X, categorical_features):
    if metric not in METRICS:
        raise ValueError(f"metric={metric!r} is not known; choose one of {', '.join(METRICS)}.")
    if metric == "minkowski" and not (isinstance(p, Real) and p >= 1):
        raise ValueError(
            f"p={p!r} does not give a distance; the Minkowski order must be at least 1."
        )
    if metric in MIXED_METRICS and sparse.issparse(X):
        raise TypeError(f"metric={metric!r} needs a dense table; convert with X.toarray().")
    if metric in MIXED_METRICS and categorical_features is None:
        raise ValueError(
            f"metric={metric!r} needs categorical_features= (column numbers, names, a mask or "
            f"'auto'); "
            "for numbers alone use metric='euclidean'."
        )
    if metric not in MIXED_METRICS and categorical_features is not None:
        raise ValueError(
            f"categorical_features= is read by metric='heom' and 'hvdm' only, not by {metric!r}."
        )


def check_numeric(X, metric):
    """Raise `ValueError` naming the first column of `X` that holds something other than numbers.

    Parameters
    ----------
    X : array-like, DataFrame or sparse matrix
    metric : str
        Named in the message.
    """
    if isinstance(X, pd.DataFrame):
        columns = X.items()
    elif isinstance(X, np.ndarray) and X.ndim == 2 and X.dtype.kind in "OUS":
        columns = enumerate(X.T)
    else:
        return
    for name, column in columns:
        column = pd.Series(column)
        if column.dtype.kind in "biuf" or pd.api.types.is_bool_dtype(column):
            continue
        is_number = pd.to_numeric(column, errors="coerce").notna() & (column.dtype.kind not in "mM")
        wrong = column[~is_number & column.notna()]
        if len(wrong):
            raise ValueError(
                f"Column {name!r} holds {wrong.iloc[0]!r}, and metric={metric!r} measures numbers "
                f"only; "
                "encode the column, or name it in categorical_features= with metric='heom' or "
                "'hvdm'."
            )


def _checked(X, metric, order=2):
    check_numeric(X, metric)
    # One memory order, because sums over rows are rounded in the order of memory.
    X = check_array(
        X, accept_sparse="csr", dtype=[np.float64, np.float32], order="C", ensure_all_finite=False
    )
    # float32 to float64 is exact: what the stored numbers distinguish stays distinguished.
    X = X.astype(np.float64, copy=False)
    if sparse.issparse(X):
        # Asking for its maximum would sort and merge the entries of the caller's own matrix.
        X = sparse.csr_array(X, copy=True)
        X.sum_duplicates()
    _refuse_beyond_float64(X, order)
    return X


def _refuse_beyond_float64(X, order):
    largest = max(X.max(), -X.min())
    if not np.isfinite(largest):
        row, column = _first_not_finite(X)
        raise ValueError(
            f"X holds {X[row, column]} in row {row}, column {column}; a distance needs finite "
            "numbers: impute or drop such values first."
        )
    if largest > LARGEST or (2 < order < np.inf and largest > 10 ** (300 / order) / 2):
        raise ValueError(
            f"X holds {largest:.3g}, which to the power {max(2, order)} is beyond float64; "
            "divide by a constant."
        )
    if 0 < largest < 1 / LARGEST:
        raise ValueError(
            f"X holds nothing larger than {largest:.3g}, whose square float64 takes for 0; "
            "multiply by a constant."
        )


def _first_not_finite(X):
    if not sparse.issparse(X):
        return np.argwhere(~np.isfinite(X))[0]
    cells = X.tocoo()
    return [axis[~np.isfinite(cells.data)][0] for axis in cells.coords]


def _unit_rows(X):
    norms = np.sqrt(X.multiply(X).sum(axis=1)) if sparse.issparse(X) else np.linalg.norm(X, axis=1)
    norms = np.asarray(norms).ravel()
    if not norms.all():
        raise ValueError(
            f"Row {np.flatnonzero(norms == 0)[0]} holds only zeros and has no direction; "
            "remove such rows before using metric='cosine'."
        )
    return (
        sparse.csr_array(X.multiply(1 / norms[:, None]))
        if sparse.issparse(X)
        else X / norms[:, None]
    )


def _whitened(X):
    """Rotate and scale so that Euclidean distance is Mahalanobis distance (n d^2 + d^3)."""
    spread = X.std(axis=0)
    is_regular = len(X) > 1 and spread.all()
    if is_regular:
        # In common units first, or columns of very different size would look dependent.
        X = (X - X.mean(axis=0)) / spread
        values, vectors = np.linalg.eigh(np.atleast_2d(np.cov(X, rowvar=False)))
        is_regular = values[0] > values[-1] * 1e-13
    if not is_regular:
        raise ValueError(
            "metric='mahalanobis' needs an invertible covariance: some feature is constant or "
            "follows "
            "from the others, or there are fewer rows than features; drop such columns or use PCA."
        )
    return X @ (vectors / np.sqrt(values))


def _mixed_space(X, metric, y, categorical_features):
    table = pd.DataFrame(X).reset_index(drop=True)
    is_nominal = nominal_columns(table, categorical_features)
    numbers = table.loc[:, ~is_nominal]
    if numbers.shape[1]:
        numbers = _checked(numbers, metric)
    codes = np.column_stack(
        [_codes(table.iloc[:, column]) for column in np.flatnonzero(is_nominal)]
        or [np.empty((len(table), 0))]
    )
    numbers = np.asarray(numbers, dtype=np.float64).reshape(len(table), -1)
    if metric == "heom":
        spread = np.ptp(numbers, axis=0)
        others, nominal = codes, True
    else:
        spread = 4 * numbers.std(axis=0, ddof=1)
        others, nominal = _class_profiles(codes, y), False
    spread[spread == 0] = np.inf  # a constant column: every difference is 0 and must stay 0
    widths = numbers.shape[1], others.shape[1]
    return MetricSpace(
        np.hstack([numbers, others]),
        2,
        metric,
        scale=np.concatenate([spread, np.ones(widths[1])]),
        nominal=np.repeat([False, nominal], widths) if nominal else None,
    )


def nominal_columns(table, categorical_features):
    """Return a bool mask over the columns of a DataFrame: which ones hold categories.

    Parameters
    ----------
    table : DataFrame of shape (n, d)
    categorical_features : "auto", bool mask, or array of column numbers or names

    Returns
    -------
    is_nominal : ndarray of shape (d,), bool
    """
    if isinstance(categorical_features, str) and categorical_features == "auto":
        return np.array([isinstance(kind, pd.CategoricalDtype) for kind in table.dtypes])
    wanted = np.atleast_1d(np.asarray(categorical_features))
    width = table.shape[1]
    if wanted.dtype == bool:
        if wanted.shape != (width,):
            raise ValueError(
                f"categorical_features has {wanted.size} entries for {width} columns; "
                "a mask needs one True or False per column."
            )
        return wanted
    mask = np.zeros(width, dtype=bool)
    for column in wanted.tolist():
        if isinstance(column, Integral) and -width <= column < width:
            mask[column] = True
        elif isinstance(column, str) and column in table.columns:
            mask[table.columns.get_loc(column)] = True
        else:
            raise ValueError(
                f"categorical_features names {column!r}, which is neither a column number below "
                f"{width} nor a column name; columns are {list(table.columns)[:10]}."
            )
    return mask


def _codes(column):
    codes, _ = pd.factorize(column)
    if (codes < 0).any():
        raise ValueError(
            f"Column {column.name!r} has a missing category in row {np.flatnonzero(codes < 0)[0]}; "
            "give missing values a category of their own first."
        )
    return codes.astype(np.float64)


def _class_profiles(codes, y):
    """Replace each category by the class shares among the rows that have it."""
    if y is None:
        raise ValueError("metric='hvdm' compares class shares per category: it needs y.")
    if len(y) != len(codes):
        raise ValueError(f"X has {len(codes)} rows and y has {len(y)}; give one label per row.")
    in_class = np.asarray(pd.get_dummies(pd.Series(np.asarray(y))), dtype=np.float64)
    profiles = [np.empty((len(codes), 0))]
    for column in codes.T.astype(int):
        share = np.zeros((column.max() + 1, in_class.shape[1]))
        np.add.at(share, column, in_class)
        profiles.append((share / np.bincount(column)[:, None])[column])
    return np.hstack(profiles)
