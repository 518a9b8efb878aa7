"""A configuration as imbalanced-learn's pipeline."""

from imblearn.pipeline import Pipeline
from sklearn.preprocessing import MinMaxScaler, RobustScaler, StandardScaler

from course_lib.config.models import build_model
from course_lib.samplers import SMOTE, TomekLinks

SCALERS = {"standard": StandardScaler, "robust": RobustScaler, "min-max": MinMaxScaler}


def pipeline(configuration):
    """Return scaler, SMOTE, Tomek links and model, as far as they are configured, not fitted.

    Parameters
    ----------
    configuration : Configuration

    Returns
    -------
    pipeline : imblearn.pipeline.Pipeline
        Its steps are called ``scaler``, ``smote``, ``tomek`` and ``model``. Scaler and samplers act
        in ``fit`` only; rows that are predicted are scaled, never resampled. Fit it on labels 0 and
        1, the minority: where SMOTE makes the classes equal, the label 0 counts as the majority.

    Examples
    --------
    >>> from course_lib.config import Configuration
    >>> list(pipeline(Configuration(smote={"k": 3})).named_steps)
    ['scaler', 'smote', 'model']
    """
    steps = []
    if configuration.scaler != "none":
        steps.append(("scaler", SCALERS[configuration.scaler]()))
    if configuration.smote:
        smote = configuration.smote
        steps.append(("smote", SMOTE(sampling_strategy=smote.ratio, k_neighbors=smote.k,
                                     random_state=smote.seed)))  # fmt: skip
    if configuration.tomek:
        # "majority" by label: after SMOTE the counts may be equal, and then none is the larger.
        members = {"majority": [0], "all": "all"}[configuration.tomek.strategy]
        steps.append(("tomek", TomekLinks(sampling_strategy=members)))
    model = configuration.model
    return Pipeline([*steps, ("model", build_model(model.name, model.parameters))])
