"""What a run found, as text: against the same run without resampling, and where it came from."""

import hashlib
import importlib.metadata
import io
import platform
import textwrap

import numpy as np
from ruamel.yaml import YAML

from course_lib import __version__
from course_lib.config.pipeline import pipeline
from course_lib.config.running import minority_as_1, run
from course_lib.results import PACKAGES


def as_yaml(configuration):
    """Return the configuration as YAML with every default written out.

    Examples
    --------
    >>> from course_lib.config import Configuration
    >>> print(as_yaml(Configuration()).splitlines()[1])
    scaler: standard
    """
    content = {
        key: "none" if value is None else value for key, value in configuration.model_dump().items()
    }
    if "metrics" in content:
        content["metrics"]["further"] = configuration.metrics.names[1:]
    stream, yaml = io.StringIO(), YAML()
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.dump(content, stream)
    return stream.getvalue()


def fingerprint(configuration):
    """Return twelve hexadecimal digits that change whenever a value of the configuration does.

    Examples
    --------
    >>> from course_lib.config import Configuration
    >>> fingerprint(Configuration()) == fingerprint(Configuration(scaler="standard"))
    True
    >>> fingerprint(Configuration()) == fingerprint(Configuration(scaler="robust"))
    False
    """
    return hashlib.sha256(as_yaml(configuration).encode()).hexdigest()[:12]


def report(configuration, X, y):
    """Run a configuration with and without its resampling on the same folds, and say the result.

    Parameters
    ----------
    configuration : Configuration
    X, y
        As for :func:`course_lib.config.run`.

    Returns
    -------
    text : str
        Data, steps, a line per metric, the configuration with every default, and the versions that
        produced it. The last paragraph alone depends on the installation.

    Raises
    ------
    ValueError
        As from :func:`course_lib.config.run`.
    """
    scores = run(configuration, X, y)
    resampled = configuration.smote or configuration.tomek
    plain = run(configuration.without_resampling(), X, y) if resampled else None
    return "\n\n".join(
        [
            _data(X, y),
            f"Steps in every training fold: {_steps(configuration)}",
            _table(scores, plain),
            _verdict(scores, plain),
            f"Configuration {fingerprint(configuration)}\n{_indented(as_yaml(configuration))}",
            _versions(),
        ]
    )


def _data(X, y):
    numbers, minority = minority_as_1(y)
    rare = int(numbers.sum())
    ratio = (len(numbers) - rare) / rare
    return (
        f"{len(numbers):,} rows, {np.shape(X)[1]} features; minority {minority!r}: {rare:,} rows, "
        f"{rare / len(numbers):.1%}, {ratio:.1f}:1"
    )


def _steps(configuration):
    return ", ".join(type(step).__name__ for _, step in pipeline(configuration).steps)


def _table(scores, plain):
    heads = ["mean", "lowest", "highest"] + ([] if plain is None else ["without", "change"])
    lines = ["Per test fold          " + "".join(f"{head:>9}" for head in heads)]
    for name, values in scores.items():
        cells = [f"{values.mean():9.3f}", f"{values.min():9.3f}", f"{values.max():9.3f}"]
        if plain is not None:
            before = plain[name].mean()
            cells += [f"{before:9.3f}", f"{values.mean() - before:+9.3f}"]
        lines.append(f"  {name:<21}" + "".join(cells))
    return "\n".join(lines)


def _verdict(scores, plain):
    primary = scores.columns[0]
    if plain is None:
        return f"Decided by: {primary}. No resampling is configured."
    change = scores[primary] - plain[primary]
    better = int(np.sum(change > 0))
    return textwrap.fill(
        f"Decided by: {primary}. Resampling changed it by {change.mean():+.3f} on average, and "
        f"raised it in {better} of {len(change)} folds. Folds share rows: that is no test of "
        "significance.",
        88,
        break_on_hyphens=False,
    )


def _indented(text):
    return "\n".join(f"  {line}".rstrip() for line in text.splitlines())


def _versions():
    versions = [f"{package} {importlib.metadata.version(package)}" for package in PACKAGES]
    own = [f"course_lib {__version__}", f"Python {platform.python_version()}"]
    return textwrap.fill(f"Made with {', '.join([*own, *versions])}", 88, break_on_hyphens=False)
