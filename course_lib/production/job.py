"""The retraining job: split in time, fit, compare with who serves, register, promote or refuse."""

import hashlib
import json
import platform
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from course_lib import __version__
from course_lib.config import Configuration
from course_lib.config.reporting import as_yaml
from course_lib.production.card import model_card
from course_lib.production.comparison import intervals
from course_lib.production.fitting import Fitted, fit, ranking_score
from course_lib.production.promotion import PROMOTED, decide
from course_lib.production.registry import Registry, Version
from course_lib.production.table import Table, read_cases
from course_lib.production.windows import Windows, time_windows

UP_TO_DATE = "up to date"
NEW, OLD = "new", "serving"
PACKAGE = Path(__file__).parents[1]
# What a model depends on; a change in a lesson's exercise makes no new model.
PARTS = ("candidates", "config", "distances.py", "neighbors.py", "production", "samplers")


class Result(NamedTuple):
    """What a job found, and why it decided as it did."""

    configuration: Configuration
    table: Table
    windows: Windows
    fitted: Fitted
    scores: pd.DataFrame
    outcome: str
    reason: str
    made_with: str


class Report(NamedTuple):
    """How a job ended.

    Attributes
    ----------
    outcome : {"promoted", "refused", "up to date"}
    version : Version
        The new one, or the one that the same input had made before.
    sentence : str
    """

    outcome: str
    version: Version
    sentence: str


def retrain(configuration, data, folder, until=None):
    """Run the job once; whatever calls it may call it again.

    Parameters
    ----------
    configuration : RetrainingConfiguration
    data : str or Path
        CSV or Parquet; see :func:`course_lib.production.table.read_cases`.
    folder : str or Path
        Of the registry; made where it does not exist.
    until : datetime, optional
        The last day to be tested on; by default the last of the data. Its labels have to be known:
        where they come a week late, the job can run a week after it.

    Returns
    -------
    report : Report

    Raises
    ------
    ValueError, OSError
        Data that the configuration cannot be run on, in one sentence; nothing is registered.
    Locked
        Another run works on the registry.
    """
    table = read_cases(data, configuration.retraining)
    windows = time_windows(table.time, configuration.retraining, until)
    _check(table, windows)
    key = _key(configuration, table, windows)
    with Registry(folder).locked() as registry:
        for version in registry.versions():
            if version.tags["key"] == key:
                return Report(UP_TO_DATE, version, _same(version))
        result = _run(configuration, table, windows, data, registry.serving())
        version = _register(registry, key, result)
        return Report(result.outcome, version, f"Version {version.number}: {result.reason}")


def _run(configuration, table, windows, data, serving):
    """Fit the new model and judge it beside the one that serves, if any does."""
    if serving is not None:
        old = _scores_of(serving, configuration, table, windows, data)
    fitted = fit(configuration, table.X[windows.train], table.y[windows.train])
    new = ranking_score(fitted.model, table.X[windows.test])
    models = {} if serving is None else {OLD: old}
    models[NEW] = new, new >= fitted.threshold
    scores = intervals(table.y[windows.test], models)
    outcome, reason = _judged(scores, configuration, serving)
    made = _made_with()
    return Result(configuration, table, windows, fitted, scores, outcome, reason, made)


def _scores_of(serving, configuration, table, windows, data):
    """Return scores and decisions of the serving model, on rows that it has not learnt."""
    settings = serving.configuration().retraining
    if settings.target != configuration.retraining.target:
        raise ValueError(
            f"The serving version {serving.number} predicts {settings.target}, this one would "
            f"predict {configuration.retraining.target}; use a registry for each."
        )
    first = windows.test_days[0]
    if pd.Timestamp(serving.tags["train until"]) >= first:
        raise ValueError(
            f"The serving version {serving.number} was trained until {serving.tags['train until']}"
            f", and the test would begin on {first:%Y-%m-%d}: it knows test rows. Use later data."
        )
    same = settings.features == configuration.retraining.features
    X = table.X if same else read_cases(data, settings).X
    found = ranking_score(serving.model(), X[windows.test])
    return found, found >= float(serving.tags["threshold"])


def _judged(scores, configuration, serving):
    """Return the outcome, and the sentence that says why."""
    metric, least = configuration.metrics.primary, configuration.retraining.required_gain
    if serving is None:
        value = scores.loc[(NEW, metric)].value
        return decide(None, least), f"promoted, {metric} {value:.3f}; nothing served before."
    change = scores.loc[(f"{NEW} - {OLD}", metric)]
    outcome = decide(change.low, least)
    return outcome, (
        f"{outcome}, {metric} {change.value:+.3f} [{change.low:+.3f}, {change.high:+.3f}] against "
        f"version {serving.number}; the lower end has to lie above {least:+.3f}."
    )


def _register(registry, key, result):
    windows = result.windows
    tags = {
        "outcome": result.outcome,
        "threshold": repr(result.fitted.threshold),
        "data": result.table.sha256,
        "train until": f"{windows.train_days[1]:%Y-%m-%d}",
        "test until": f"{windows.test_days[1]:%Y-%m-%d}",
    }
    own = result.scores.loc[NEW]
    metrics = {f"{name} {end}": own.loc[name, end] for name in own.index for end in own}
    return registry.add(
        key,
        lambda number: model_card(number, result),
        model=result.fitted.model,
        configuration_yaml=as_yaml(result.configuration),
        tags=tags,
        metrics=metrics,
        promote=result.outcome == PROMOTED,
    )


def _check(table, windows):
    """Refuse a window with unknown labels, or of one kind: nothing can be measured there."""
    for name, rows, days in (
        ("training", windows.train, windows.train_days),
        ("test", windows.test, windows.test_days),
    ):
        first, last = (f"{day:%Y-%m-%d}" for day in days)
        unknown, positive = (int(np.sum(table.y[rows] == label)) for label in (-1, 1))
        if unknown:
            raise ValueError(
                f"The {name} window, {first} to {last}, has {unknown:,} cases without a label; "
                "labels come late: name an earlier day with --until."
            )
        if positive in (0, rows.sum()):
            raise ValueError(
                f"The {name} window, {first} to {last}, has {rows.sum():,} cases, {positive:,} of "
                "them positive; it needs both kinds. Use more days or other data."
            )


def _key(configuration, table, windows):
    """Return what changes whenever data, configuration, day or code do."""
    parts = [table.sha256, as_yaml(configuration), str(windows.test_days[1]), _code()]
    parts += [metadata.version(name) for name in ("imbalanced-learn", "numpy", "scikit-learn")]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _code():
    """Return twelve hexadecimal digits of the source that makes a model; no git is needed."""
    files = [PACKAGE / part for part in PARTS if part.endswith(".py")]
    for folder in (PACKAGE / part for part in PARTS if not part.endswith(".py")):
        files += sorted(folder.glob("*.py"))
    sources = [file.read_bytes().replace(b"\r\n", b"\n") for file in files]
    return hashlib.sha256(b"\0".join(sources)).hexdigest()[:12]


def _made_with():
    names = ("imbalanced-learn", "numpy", "pandas", "scikit-learn")
    versions = [f"{name} {metadata.version(name)}" for name in names]
    own = f"course_lib {__version__} (source {_code()}), Python {platform.python_version()}"
    return f"{own}, {', '.join(versions)}."


def _same(version):
    return (
        f"Nothing to do: the same data, configuration and code made version {version.number} "
        f"({version.tags['outcome']})."
    )
