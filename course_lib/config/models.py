"""The classifiers that a configuration may name, and what is wrong with parameters for them."""

from sklearn.ensemble import HistGradientBoostingClassifier, RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import KNeighborsClassifier
from sklearn.svm import SVC
from sklearn.tree import DecisionTreeClassifier
from sklearn.utils._param_validation import InvalidParameterError, validate_parameter_constraints

MODELS = {
    "logistic regression": LogisticRegression,
    "nearest neighbours": KNeighborsClassifier,
    "decision tree": DecisionTreeClassifier,
    "random forest": RandomForestClassifier,
    "gradient boosting": HistGradientBoostingClassifier,
    "support vector machine": SVC,
}


def build_model(name, parameters):
    """Return the classifier; one that draws at random is seeded with 0 unless told otherwise.

    Parameters
    ----------
    name : str
        One of `MODELS`.
    parameters : dict
        Of the scikit-learn class.

    Returns
    -------
    classifier

    Examples
    --------
    >>> build_model("random forest", {"n_estimators": 50})
    RandomForestClassifier(n_estimators=50, random_state=0)
    """
    known = MODELS[name]().get_params()
    seed = {"random_state": 0} if "random_state" in known else {}
    return MODELS[name](**(seed | parameters))


def parameter_faults(name, parameters):
    """Return what the model would not accept: ``(parameter, value, what is allowed)`` each.

    The third is None for a parameter that the model does not have.
    """
    known, faults = MODELS[name]().get_params(), []
    for parameter, value in parameters.items():
        if parameter not in known:
            faults.append((parameter, value, None))
            continue
        constraints = {
            parameter: MODELS[name]._parameter_constraints.get(parameter, "no_validation")
        }
        try:
            validate_parameter_constraints(constraints, {parameter: value}, MODELS[name].__name__)
        except InvalidParameterError as error:
            allowed = str(error).partition(" must be ")[2].partition(". Got ")[0]
            allowed = allowed.replace("None", "null")  # as YAML writes it
            faults.append((parameter, value, allowed))
    return faults
