"""What is known of a card transaction when it is made: counts, means and risks over past days."""

import numpy as np
import pandas as pd

DAY = 86_400  # seconds
NIGHT_ENDS = 7 * 3600


def card_features(transactions, *, windows=(1, 7, 30), delay=7):
    """Return what was known of each transaction at its time.

    At time t, with windows and delay in days,

    - ``customer_count_wd`` and ``customer_mean_wd``: how many transactions the customer made in
      (t - w, t], this one among them, and their mean amount;
    - ``terminal_count_wd`` and ``terminal_risk_wd``: how many were made at the terminal in
      (t - delay - w, t - delay], and which share of those were frauds, 0 where there were none.
      A label becomes known only after the delay, so later ones are left out;
    - ``weekend`` (day 0 is a Monday) and ``night`` (before 7 in the morning), 0 or 1.

    Parameters
    ----------
    transactions : DataFrame of n rows, in any order
        With ``time`` in whole seconds from a midnight, ``customer``, ``terminal``, ``amount`` and
        ``fraud``, as from :func:`card_transactions`.
    windows : tuple of int
        Days, each at least 1 and named once.
    delay : int
        Days until a label is known, at least 0.

    Returns
    -------
    features : DataFrame
        ``amount``, ``weekend``, ``night``, then the four above for every window; with the index of
        `transactions`. Euros, shares and counts: scale before you measure distances.

    Raises
    ------
    ValueError
        A missing column, a time that is not a whole number of at least 0, or a bad parameter.

    Notes
    -----
    Within the first ``delay + max(windows)`` days the windows reach back before the first
    transaction. Cost: one sort per key and two binary searches per row and window, O(n log n).

    Examples
    --------
    A customer pays 10 at noon of days 0 and 1 and 40 an hour later; the first was a fraud:

    >>> noon = 43_200
    >>> paid = pd.DataFrame({"time": [noon, noon + DAY, noon + DAY + 3600], "customer": 5,
    ...                      "terminal": 9, "amount": [10.0, 10.0, 40.0], "fraud": [1, 0, 0]})
    >>> card_features(paid, windows=(1,), delay=1).iloc[:, 3:]
       customer_count_1d  customer_mean_1d  terminal_count_1d  terminal_risk_1d
    0                  1              10.0                  0               0.0
    1                  1              10.0                  1               1.0
    2                  2              25.0                  1               1.0
    """
    _check(transactions, windows, delay)
    time = transactions["time"].to_numpy(np.int64)
    amount = transactions["amount"].to_numpy(float)
    features = {
        "amount": amount,
        "weekend": (time // DAY % 7 >= 5).astype(np.int64),
        "night": (time % DAY < NIGHT_ENDS).astype(np.int64),
    }
    paid = _Past(transactions["customer"], time, amount)
    for days in windows:
        count, total = paid.between(days * DAY, 0)
        features[f"customer_count_{days}d"] = count
        features[f"customer_mean_{days}d"] = total / count
    frauds = _Past(transactions["terminal"], time, transactions["fraud"].to_numpy(np.int64))
    for days in windows:
        count, total = frauds.between((days + delay) * DAY, delay * DAY)
        features[f"terminal_count_{days}d"] = count
        features[f"terminal_risk_{days}d"] = total / np.maximum(count, 1)
    return pd.DataFrame(features, index=transactions.index)


class _Past:
    """Counts and sums over the past of every row, among the rows with its key."""

    def __init__(self, keys, time, values):
        code = np.unique(keys.to_numpy(), return_inverse=True)[1].reshape(-1)
        self.order = np.lexsort((time, code))
        self.code, self.time = code[self.order].astype(np.int64), time[self.order]
        self.total = np.concatenate([[0], np.cumsum(values[self.order])])

    def between(self, longest, shortest):
        """Return count and sum of the rows whose age lies in [shortest, longest), in seconds."""
        # One rising number says key and time; the gap between keys is longer than any window.
        place = self.code * (self.time.max(initial=0) + longest + 1) + self.time
        start = np.searchsorted(place, place - longest, side="right")
        end = np.searchsorted(place, place - shortest, side="right")
        count, total = np.empty_like(start), np.empty_like(self.total[1:])
        count[self.order], total[self.order] = end - start, self.total[end] - self.total[start]
        return count, total


def _check(transactions, windows, delay):
    missing = {"time", "customer", "terminal", "amount", "fraud"} - set(transactions)
    if missing:
        raise ValueError(f"transactions lack {sorted(missing)}; card_transactions shows the form.")
    time = transactions["time"]
    if not pd.api.types.is_integer_dtype(time) or (time < 0).any():
        raise ValueError("time must hold whole seconds from a midnight, none below 0.")
    whole = [isinstance(days, (int, np.integer)) for days in (*windows, delay)]
    if not windows or not all(whole) or min(windows) < 1 or len(set(windows)) < len(windows):
        raise ValueError(f"windows={windows!r} must name whole days of at least 1, each once.")
    if delay < 0:
        raise ValueError(f"delay={delay!r} must be a whole number of days of at least 0.")
