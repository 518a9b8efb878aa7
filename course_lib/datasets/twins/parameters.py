"""The parameters of a twin: a small JSON file that says of every number how many records it pools.

What the file may hold is checked when it is read and when it is made: no value that stands for
fewer than ten records, at most fifty values per feature and class, correlations that a table can
have. A maximum of one record is refused, because its count says one.
"""

import itertools
import json
from pathlib import Path
from typing import Annotated

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

FEWEST_RECORDS = 10  # behind any stored number
MOST_VALUES = 50  # per feature and class
SMALLEST_GROUP = 50  # records

Pooled = tuple[
    Annotated[float, Field(allow_inf_nan=False)], Annotated[int, Field(ge=FEWEST_RECORDS)]
]
Correlation = Annotated[float, Field(ge=-1, le=1)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Marginal(_Strict):
    """How one feature is distributed in one group.

    Attributes
    ----------
    atoms : list of (float, int)
        A value that many records share, and how many do; ascending.
    pools : list of (float, int)
        The other records in ascending order, cut into pools: the mean of each, and its number of
        records.
    """

    atoms: list[Pooled]
    pools: list[Pooled]

    @model_validator(mode="after")
    def _check(self):
        if not self.n_values:
            raise ValueError("a feature needs a value")
        for values in (self.atoms, self.pools):
            if any(low >= high for (low, _), (high, _) in itertools.pairwise(values)):
                raise ValueError("values must ascend")
        return self

    @property
    def n_values(self):
        """How many values are stored."""
        return len(self.atoms) + len(self.pools)


class Group(_Strict):
    """Records of one class that resemble the other class about equally: one marginal per feature.

    ``records`` is their number.
    """

    records: int = Field(ge=SMALLEST_GROUP)
    marginals: list[Marginal]

    @model_validator(mode="after")
    def _check(self):
        for marginal in self.marginals:
            if sum(count for _, count in (*marginal.atoms, *marginal.pools)) > self.records:
                raise ValueError("a feature has more records than its group")
        return self


class TwinClass(_Strict):
    """One class.

    Attributes
    ----------
    groups : list of Group
        From the records most typical of the class to those most like the other class.
    correlations : list of list of float
        Of the copula that all groups share; the lower triangle without its diagonal, so that row i
        holds i numbers.
    """

    groups: list[Group] = Field(min_length=1)
    correlations: list[list[Correlation]]

    @model_validator(mode="after")
    def _check(self):
        d = len(self.correlations)
        if any(len(group.marginals) != d for group in self.groups):
            raise ValueError("every group needs one marginal per row of the correlations")
        for j in range(d):
            n_values = sum(group.marginals[j].n_values for group in self.groups)
            if n_values > MOST_VALUES:
                raise ValueError(
                    f"feature {j} has {n_values} values in a class; {MOST_VALUES} are the most"
                )
        if [len(row) for row in self.correlations] != list(range(d)):
            raise ValueError("row i of the correlations must hold i numbers")
        if np.linalg.eigvalsh(self.correlation_matrix())[0] <= 0:
            raise ValueError("the correlations are not positive definite")
        return self

    def correlation_matrix(self):
        """Return the correlations as a symmetric float array of shape (d, d)."""
        matrix = np.eye(len(self.correlations))
        for i, row in enumerate(self.correlations):
            matrix[i, :i] = matrix[:i, i] = row
        return matrix


class Feature(_Strict):
    """A column: its name, and to how many decimals its values are rounded (None: to none)."""

    name: str
    decimals: int | None = Field(ge=0, le=6)


class TwinParameters(_Strict):
    """Everything that a twin is sampled from.

    Attributes
    ----------
    target : str
        Name of the column of labels.
    minority_share : float
        Share of the minority unless another is asked for, above 0 and below 1.
    features : list of Feature
    majority, minority : TwinClass
    source : dict of str to str
        Whence the twin comes, in words.
    """

    target: str
    minority_share: float = Field(gt=0, lt=1)
    features: list[Feature] = Field(min_length=1)
    majority: TwinClass
    minority: TwinClass
    source: dict[str, str] = {}

    @model_validator(mode="after")
    def _check(self):
        names = [feature.name for feature in self.features]
        if len({*names, self.target}) <= len(names):
            raise ValueError("two columns have the same name")
        for part in (self.majority, self.minority):
            if len(part.correlations) != len(names):
                raise ValueError("each class needs one row of correlations per feature")
        return self


def read_twin(path):
    """Return the parameters of a twin from the file that :func:`write_twin` wrote.

    Parameters
    ----------
    path : str or Path

    Returns
    -------
    parameters : TwinParameters

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    ValueError
        If the file holds no twin, or one that breaks a rule of this module: the first fault, where
        it stands and what is allowed.
    """
    path = Path(path)
    if not path.is_file():
        raise FileNotFoundError(f"{path} is no file; name one that `twin fit` wrote.")
    try:
        return TwinParameters.model_validate_json(path.read_bytes())
    except ValidationError as error:
        fault = error.errors()[0]
        place = ".".join(map(str, fault["loc"])) or "as a whole"
        reason = fault["msg"].removeprefix("Value error, ")
        raise ValueError(f"{path} holds no twin ({place}): {reason}.") from None


def write_twin(parameters, path):
    """Write the parameters of a twin as JSON, a group's feature per line.

    Parameters
    ----------
    parameters : TwinParameters
    path : str or Path
        A file there is replaced.
    """
    text = json.dumps(parameters.model_dump(), separators=(",", ":"), ensure_ascii=False)
    for start in ('{"atoms"', '{"name"', '"majority"', '"minority"', '"correlations"', '"source"'):
        text = text.replace(start, "\n" + start)
    Path(path).write_text(text + "\n", encoding="utf-8")
