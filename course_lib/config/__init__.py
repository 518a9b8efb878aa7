"""A run as one YAML file: validated, turned into a pipeline, scored, reported.

``read`` gives a `Configuration` or a `ConfigurationError` that names file, line, key, value and
what is allowed; ``pipeline`` builds the estimator, ``run`` scores it fold by fold, ``report`` says
the result in text. ``python -m course_lib run configuration.yaml --data table.csv --target y`` does
all of it.
"""

from course_lib.config.pipeline import pipeline
from course_lib.config.reading import EXAMPLE, ConfigurationError, read, read_text
from course_lib.config.reporting import as_yaml, report
from course_lib.config.retraining import RETRAINING_EXAMPLE, RetrainingConfiguration
from course_lib.config.running import run
from course_lib.config.schema import Configuration

__all__ = [
    "EXAMPLE",
    "RETRAINING_EXAMPLE",
    "Configuration",
    "ConfigurationError",
    "RetrainingConfiguration",
    "as_yaml",
    "pipeline",
    "read",
    "read_text",
    "report",
    "run",
]
