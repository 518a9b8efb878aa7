"""What can be watched of a model in use: its alerts at once, its hits when the labels come."""

import pandas as pd


def weekly_report(time, score, threshold, y, delay_days=7, today=None):
    """Return alerts per week, and how many were right as far as the labels are known.

    Parameters
    ----------
    time : Series of datetime64, length n
    score : float array of shape (n,)
    threshold : float
        A case is flagged if its score reaches it.
    y : int array of shape (n,)
        The labels that will be known in the end.
    delay_days : int, default=7
    today : datetime, optional
        Labels of the last `delay_days` days before it are not known; by default the day after the
        last case.

    Returns
    -------
    weeks : DataFrame
        By first day of the week (Monday): ``cases``, ``alert rate``, ``precision`` of the alerts
        and ``recall``. Both are NaN in a week whose labels are not complete, or without an alert or
        a positive.

    Examples
    --------
    >>> time = pd.Series(pd.to_datetime(["2024-01-01", "2024-01-02", "2024-01-08", "2024-01-09"]))
    >>> report = weekly_report(time, [0.9, 0.2, 0.8, 0.7], 0.5, [1, 1, 0, 1], delay_days=2)
    >>> report.to_dict("list")
    {'cases': [2, 2], 'alert rate': [0.5, 1.0], 'precision': [1.0, nan], 'recall': [0.5, nan]}
    """
    day = time.dt.normalize().reset_index(drop=True)
    cases = pd.DataFrame({"y": y, "flagged": pd.Series(score) >= threshold})
    cases["hit"] = cases["flagged"] & (cases["y"] == 1)
    weeks = cases.groupby(day - pd.to_timedelta(day.dt.day_of_week, unit="D"))
    sums = weeks.sum()
    end = day.max() + pd.Timedelta(days=1) if today is None else pd.Timestamp(today)
    known = sums.index + pd.Timedelta(days=7 + delay_days) <= end
    report = pd.DataFrame({
        "cases": weeks.size(),
        "alert rate": weeks["flagged"].mean(),
        "precision": (sums["hit"] / sums["flagged"]).where(known),
        "recall": (sums["hit"] / sums["y"]).where(known),
    })  # fmt: skip
    return report.rename_axis("week")
