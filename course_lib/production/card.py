"""A model card: what a model is, what it was shown, what it can do, and what nobody knows."""

import textwrap

from course_lib.config.reporting import as_yaml, fingerprint

LIMITS = (
    "The intervals speak of other cases from the same days, each independent of the others; not "
    "of next month.",
    "The threshold keeps to the alert rate while scores are spread as in training.",
    "Labels of the delay were not used; fraud that nobody found counts as none.",
    "Rows that cleaning removed, rows that SMOTE made and the random state behind them are not "
    "kept: data, configuration and code version make them again.",
    "The model file is a pickle: whoever can write to the registry can run code where it is "
    "loaded.",
)


def model_card(number, told):
    """Return the card of a version, as Markdown.

    Parameters
    ----------
    number : int
        Of the version.
    told : Result
        What the job found; see :mod:`course_lib.production.job`.

    Returns
    -------
    card : str
    """
    parts = [
        f"# Model card: version {number}, {told.outcome}",
        told.reason,
        f"## Data\n\n{_data(told)}",
        f"## Training\n\n{_training(told)}",
        f"## Test\n\n{_scores(told)}",
        f"## Limits\n\n{_bullets(LIMITS)}",
        f"## Configuration {fingerprint(told.configuration)}\n\n"
        f"```yaml\n{as_yaml(told.configuration)}```",
        f"## Made with\n\n{textwrap.fill(told.made_with, 88, break_on_hyphens=False)}",
    ]
    return "\n\n".join(parts) + "\n"


def _data(told):
    windows, y = told.windows, told.table.y
    lines = []
    for name, rows, days in (
        ("Learnt from", windows.train, windows.train_days),
        ("Tested on", windows.test, windows.test_days),
    ):
        first, last = (f"{day:%Y-%m-%d}" for day in days)
        lines.append(
            f"{name} {first} to {last}: {rows.sum():,} cases, {y[rows].sum():,} of them positive."
        )
    return _bullets([f"File with SHA-256 {told.table.sha256}.", *lines])


def _training(told):
    fitted, rate = told.fitted, told.configuration.retraining.alert_rate
    return _bullets(
        [
            f"Cleaning removed {fitted.removed:,} of {fitted.rows + fitted.added:,} rows, "
            f"{fitted.added:,} of them made by SMOTE.",
            f"A case is flagged from a score of {fitted.threshold:.4g}: {rate:.1%} of the training "
            "cases, scored by models that had not learnt them.",
        ]
    )


def _scores(told):
    models = list(dict.fromkeys(told.scores.index.get_level_values(0)))
    lines = ["| metric | " + " | ".join(models) + " |", "|---" * (len(models) + 1) + "|"]
    for metric in told.configuration.metrics.names:
        cells = [_cell(told.scores.loc[(name, metric)], " - " in name) for name in models]
        lines.append(f"| {metric} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _cell(found, signed):
    sign = "+" if signed else ""
    return f"{found.value:{sign}.3f} [{found.low:{sign}.3f}, {found.high:{sign}.3f}]"


def _bullets(sentences):
    return "\n".join(
        textwrap.fill(f"- {each}", 88, subsequent_indent="  ", break_on_hyphens=False)
        for each in sentences
    )
