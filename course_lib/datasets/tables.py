"""Loaders of the real tables: one function each, saying what is in it and what to beware of."""

import numpy as np
import pandas as pd

from course_lib.datasets.files import fetch
from course_lib.datasets.registry import TABLES


def _load(name, as_frame):
    table = TABLES[name]
    header = 0 if table.has_header else None
    frame = pd.read_csv(fetch(name), header=header, quotechar="'")
    y = (frame.iloc[:, -1] == table.minority_label).astype(np.int64)
    X = frame.iloc[:, :-1].astype(float)
    X.columns = table.features or [f"feature {i}" for i in range(X.shape[1])]
    return (X, y.rename("target")) if as_frame else (X.to_numpy(), y.to_numpy())


def load_mammography(*, as_frame=False):
    """Return the mammography table: 11,183 spots, 260 of them calcifications (2.3 %, 42:1).

    Six features, each with standard deviation 1. 3,335 rows repeat the features of an earlier row,
    and one place carries both labels. The address was recorded, not tried; licence not verified.

    Parameters
    ----------
    as_frame : bool, default False
        Whether `X` is a DataFrame and `y` a Series.

    Returns
    -------
    X : float array or DataFrame, shape (11183, 6)
    y : int array or Series, shape (11183,)
        1 = calcification, the minority; 0 otherwise.

    Raises
    ------
    ValueError, FileNotFoundError, ConnectionError
        See `fetch`.

    References
    ----------
    ``TABLES["mammography"].citation``
    """
    return _load("mammography", as_frame)


def load_oil_spill(*, as_frame=False):
    """Return the oil-spill table: 937 dark patches on radar images, 41 of them oil (4.4 %, 22:1).

    49 features in very different units (standard deviations up to 3.8 million); feature 0 numbers
    the patches of an image and one feature is constant. No duplicates. The address was recorded,
    not tried; licence not verified.

    Parameters
    ----------
    as_frame : bool, default False
        Whether `X` is a DataFrame and `y` a Series.

    Returns
    -------
    X : float array or DataFrame, shape (937, 49)
    y : int array or Series, shape (937,)
        1 = oil, the minority; 0 otherwise.

    Raises
    ------
    ValueError, FileNotFoundError, ConnectionError
        See `fetch`.

    References
    ----------
    ``TABLES["oil_spill"].citation``
    """
    return _load("oil_spill", as_frame)


def load_phoneme(*, as_frame=False):
    """Return the phoneme table: 5,404 vowels, 1,586 of them oral (29.3 %, 2.4:1), the others nasal.

    Five amplitudes of harmonics, divided by the total energy. 55 rows repeat an earlier one; no
    place carries both labels. The address was recorded, not tried; licence not verified.

    Parameters
    ----------
    as_frame : bool, default False
        Whether `X` is a DataFrame and `y` a Series.

    Returns
    -------
    X : float array or DataFrame, shape (5404, 5)
    y : int array or Series, shape (5404,)
        1 = oral, the minority; 0 = nasal.

    Raises
    ------
    ValueError, FileNotFoundError, ConnectionError
        See `fetch`.

    References
    ----------
    ``TABLES["phoneme"].citation``
    """
    return _load("phoneme", as_frame)


def load_pima(*, as_frame=False):
    """Return the Pima table: 768 women, 268 of them with diabetes (34.9 %, 1.9:1).

    Eight features in different units. Zeros stand for missing values where zero is impossible:
    glucose 5, blood pressure 35, skin thickness 227, insulin 374, body mass index 11; they are left
    as they are. No duplicates. The address was recorded, not tried; licence not verified.

    Parameters
    ----------
    as_frame : bool, default False
        Whether `X` is a DataFrame and `y` a Series.

    Returns
    -------
    X : float array or DataFrame, shape (768, 8)
    y : int array or Series, shape (768,)
        1 = tested positive, the minority; 0 otherwise.

    Raises
    ------
    ValueError, FileNotFoundError, ConnectionError
        See `fetch`.

    References
    ----------
    ``TABLES["pima"].citation``
    """
    return _load("pima", as_frame)


def load_haberman(*, as_frame=False):
    """Return Haberman's survival table: 306 operations, 81 followed by early death (2.8:1).

    Three integer features: age in years, year of operation − 1900, number of positive nodes. 23
    rows repeat the features of an earlier row and six places carry both labels, so ties and
    duplicates matter here. There is no download; the manual route is in the message. Licence not
    verified.

    Parameters
    ----------
    as_frame : bool, default False
        Whether `X` is a DataFrame and `y` a Series.

    Returns
    -------
    X : float array or DataFrame, shape (306, 3)
    y : int array or Series, shape (306,)
        1 = died within five years, the minority (26.5 %); 0 = survived.

    Raises
    ------
    ValueError, FileNotFoundError
        See `fetch`.

    References
    ----------
    ``TABLES["haberman"].citation``
    """
    return _load("haberman", as_frame)
