"""What a retraining job may be told beyond a run: where time, labels and features stand, and when.

``read(path, RetrainingConfiguration)`` reads it; ``data/configurations/retraining.yaml`` explains
every key.
"""

from pathlib import Path

from pydantic import Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from course_lib.config.schema import Configuration, Section

RETRAINING_EXAMPLE = Path(__file__).parents[2] / "data" / "configurations" / "retraining.yaml"
_COLUMN = "the name of a column"
_DAYS = "a whole number of days, at least 1"


class Retraining(Section):
    """How a table in time becomes training and test rows, and what a new model has to show.

    Attributes
    ----------
    time, target : str
        Columns: when a case happened, and its label, 1 for what is looked for.
    features : list of str
        Columns that the model may use; named one by one, so that a new column of the table does
        not become a feature by itself.
    train_days, delay_days, test_days : int, default 28, 7, 7
        Lengths of three windows, one after the other. Nothing of the delay is used: on the
        first day of the test those labels are not known yet. The test has its own: the job runs
        when they have come.
    alert_rate : float, default 0.01
        Share of cases that may be flagged; the threshold follows from it.
    required_gain : float, default 0.0
        By how much the new model has to be better, as the lower end of a 95 % interval: 0 promotes
        what is clearly better, -0.02 also what is worse by 0.02 at most.
    """

    time: str = Field(min_length=1, description=_COLUMN)
    target: str = Field(min_length=1, description=_COLUMN)
    features: list[str] = Field(min_length=1, description="a list of columns, at least one")
    train_days: int = Field(28, ge=1, le=36500, description=_DAYS)
    delay_days: int = Field(7, ge=0, le=36500, description="a whole number of days, at least 0")
    test_days: int = Field(7, ge=1, le=36500, description=_DAYS)
    alert_rate: float = Field(0.01, gt=0, lt=1, description="a number above 0 and below 1")
    required_gain: float = Field(0.0, ge=-1, le=1, description="a number from -1 to 1")

    @field_validator("features")
    @classmethod
    def _each_once_and_no_label(cls, features, info: ValidationInfo):
        taken = [info.data.get("time"), info.data.get("target")]
        if len(set(features)) < len(features) or set(features) & set(taken):
            raise PydanticCustomError(
                "allowed", "every column once, neither the time nor the target among them"
            )
        return features


class RetrainingConfiguration(Configuration):
    """A run, and how it is repeated over time.

    Attributes
    ----------
    retraining : Retraining
        Its ``time``, ``target`` and ``features`` have no default.

    Examples
    --------
    >>> told = {"time": "day", "target": "fraud", "features": ["amount"]}
    >>> RetrainingConfiguration(retraining=told).retraining.delay_days
    7
    """

    retraining: Retraining = Field(
        description="the keys time, target, features, train_days, delay_days, test_days, "
        "alert_rate, required_gain"
    )
