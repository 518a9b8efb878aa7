"""Three windows in time: rows to learn from, rows whose labels come too late, rows to test on."""

from typing import NamedTuple

import numpy as np
import pandas as pd


class Windows(NamedTuple):
    """Masks over the rows, and the first and last day of each window.

    Attributes
    ----------
    train, test : bool array of shape (n,)
    train_days, test_days : tuple of Timestamp
        First and last day, both included.
    """

    train: np.ndarray
    test: np.ndarray
    train_days: tuple
    test_days: tuple


def time_windows(time, settings, until=None):
    """Return which rows are learnt from and which are tested, whole days counted back from the end.

    Parameters
    ----------
    time : Series of datetime64, length n
        In any order.
    settings : Retraining
        With the lengths of training, delay and test.
    until : datetime, optional
        The last day of the test, of which the labels have to be known; by default the last one that
        the table has.

    Returns
    -------
    windows : Windows
        The delay lies between the two and belongs to neither: its labels may be known by now, but a
        model that serves from the first day of the test on would not have had them.

    Examples
    --------
    Ten rows, one a day; two days are tested, one is the delay, four are learnt from:

    >>> from course_lib.config.retraining import Retraining
    >>> days = dict(train_days=4, delay_days=1, test_days=2)
    >>> settings = Retraining(time="t", target="y", features=["x"], **days)
    >>> time = pd.Series(pd.date_range("2024-01-01", periods=10))
    >>> windows = time_windows(time, settings)
    >>> np.flatnonzero(windows.train), np.flatnonzero(windows.test)
    (array([3, 4, 5, 6]), array([8, 9]))
    """
    day = time.dt.normalize()
    last = day.max() if until is None else pd.Timestamp(until)
    one = pd.Timedelta(days=1)
    test_days = last - (settings.test_days - 1) * one, last
    train_end = test_days[0] - (settings.delay_days + 1) * one
    train_days = train_end - (settings.train_days - 1) * one, train_end
    train, test = (day.between(*days).to_numpy() for days in (train_days, test_days))
    return Windows(train, test, train_days, test_days)
