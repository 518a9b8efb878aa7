"""What a configuration may say: the keys, their types, their defaults.

A field's description finishes the error message "... allowed: ...". Where the values can be listed,
the type lists them and there is no description. Another job extends this one by a subclass with
further fields, given to :func:`course_lib.config.read` as its schema.
"""

from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    field_validator,
)
from pydantic_core import PydanticCustomError

from course_lib.config.models import MODELS, parameter_faults

NONE = "none"
Seed = Annotated[int, Field(ge=0, lt=2**32, description="a whole number from 0 to 4294967295")]
Metric = Literal["F1", "precision", "recall", "ROC AUC", "average precision"]
METRICS: tuple[str, ...] = Metric.__args__


def _none_leaves_out(value):
    """Read the word none as None; an empty value is more likely to be forgotten than meant."""
    if value is None:
        raise PydanticCustomError("empty", "the value is empty")
    return None if value == NONE else value


class Section(BaseModel):
    """Keys that are known, values of exactly the type asked, nothing changed afterwards."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, allow_inf_nan=False)


class Smote(Section):
    """SMOTE: synthetic minority samples until the classes have a given ratio.

    Attributes
    ----------
    ratio : float, default 1.0
        Minority ÷ majority afterwards.
    k : int, default 5
        Neighbours towards which SMOTE may go.
    seed : int, default 0
    """

    ratio: float = Field(1.0, gt=0, le=1, description="a number above 0, at most 1")
    k: int = Field(5, ge=1, description="a whole number, at least 1")
    seed: Seed = 0


class Tomek(Section):
    """Removal of Tomek links, after SMOTE if there is any.

    Attributes
    ----------
    strategy : {"majority", "all"}, default "majority"
        Whether the majority member of each link goes, or both.
    """

    strategy: Literal["majority", "all"] = "majority"


class Model(Section):
    """The classifier.

    Attributes
    ----------
    name : str, default "logistic regression"
        One of `course_lib.config.models.MODELS`.
    parameters : dict, default {}
        Given to scikit-learn's class, which also says which values are allowed.
    """

    name: Literal[tuple(MODELS)] = "logistic regression"
    parameters: dict[Any, Any] = Field(
        {}, description="keys and values for the model, or {} for its defaults"
    )

    @field_validator("parameters")
    @classmethod
    def _known_to_the_model(cls, parameters, info: ValidationInfo):
        faults = parameter_faults(info.data["name"], parameters) if "name" in info.data else []
        if faults:  # carried to `reading`, which reports each at its own line
            details = {"model": info.data["name"], "faults": faults}
            raise PydanticCustomError("parameters", "wrong parameters", details)
        return parameters


class CrossValidation(Section):
    """How the rows are split.

    Attributes
    ----------
    strategy : {"stratified", "time order"}, default "stratified"
        "stratified": shuffled, the share of the minority the same in every fold. "time order": the
        rows stand in the order of time, and every fold is tested on rows later than all it is
        fitted on.
    folds : int, default 5
    repeats : int, default 1
        How often the rows are shuffled and split anew; "time order" does not shuffle.
    seed : int, default 0
        Of the shuffling.
    """

    strategy: Literal["stratified", "time order"] = "stratified"
    folds: int = Field(5, ge=2, le=1000, description="a whole number from 2 to 1000")
    repeats: int = Field(1, ge=1, le=1000, description="a whole number from 1 to 1000")
    seed: Seed = 0

    @field_validator("repeats")
    @classmethod
    def _time_does_not_repeat(cls, repeats, info: ValidationInfo):
        if repeats > 1 and info.data.get("strategy") == "time order":
            raise PydanticCustomError("allowed", "1, as rows in time order are not shuffled")
        return repeats


class Metrics(Section):
    """What is measured on each test fold.

    Attributes
    ----------
    primary : str, default "average precision"
        The one that decides.
    further : list of str, default all others
    """

    primary: Metric = "average precision"
    further: list[Metric] = Field(
        None, validate_default=False, description=f"a list of {', '.join(METRICS)}"
    )

    @field_validator("further")
    @classmethod
    def _each_once(cls, further, info: ValidationInfo):
        repeated = [name for place, name in enumerate(further) if name in further[:place]]
        if repeated or info.data.get("primary") in further:
            raise PydanticCustomError("allowed", "every metric once, the primary one not repeated")
        return further

    @property
    def names(self):
        """All metrics, the primary one first."""
        others = [name for name in METRICS if name != self.primary]
        return [self.primary, *(others if self.further is None else self.further)]


def _section(allowed):
    return {"description": f"none, or the keys {allowed}"}


class Configuration(Section):
    """A whole run. What the file does not mention has its default; SMOTE and Tomek links are none.

    Attributes
    ----------
    version : 1
        Of this format, so that a later one can be told apart.
    scaler : {"standard", "robust", "min-max", "none"}, default "standard"
    smote : Smote or None, default None
    tomek : Tomek or None, default None
    model : Model
    cross_validation : CrossValidation
    metrics : Metrics

    Examples
    --------
    >>> configuration = Configuration(smote={"k": 3}, model={"name": "random forest"})
    >>> configuration.smote
    Smote(ratio=1.0, k=3, seed=0)
    >>> configuration.without_resampling().smote is None
    True
    """

    version: int = Field(1, ge=1, le=1, description="1")
    scaler: Literal["standard", "robust", "min-max", "none"] = "standard"
    smote: Annotated[Smote | None, BeforeValidator(_none_leaves_out)] = Field(
        None, **_section("ratio, k, seed")
    )
    tomek: Annotated[Tomek | None, BeforeValidator(_none_leaves_out)] = Field(
        None, **_section("strategy")
    )
    model: Model = Field(Model(), description="the keys name, parameters")
    cross_validation: CrossValidation = Field(
        CrossValidation(), description="the keys strategy, folds, repeats, seed"
    )
    metrics: Metrics = Field(Metrics(), description="the keys primary, further")

    def without_resampling(self):
        """Return the same configuration with neither SMOTE nor Tomek links: the baseline."""
        return self.model_copy(update={"smote": None, "tomek": None})
