"""A YAML file read into a `Configuration`, or every fault in it named with its line."""

import difflib
import json
import re
import typing
from pathlib import Path

from pydantic import BaseModel, ValidationError

from course_lib.config.models import MODELS
from course_lib.config.schema import Configuration
from course_lib.config.yaml_text import Fault, parse

LARGEST = 2**16  # bytes
EXAMPLE = Path(__file__).parents[2] / "data" / "configurations" / "smote_tomek.yaml"


class ConfigurationError(ValueError):
    """What is wrong with a configuration, one line per fault."""


def read(path, schema=Configuration):
    """Return the configuration that a YAML file holds.

    Parameters
    ----------
    path : str or Path
        YAML 1.2 in UTF-8, at most 64 KiB.
    schema : subclass of Configuration, default Configuration
        For a job with further keys.

    Returns
    -------
    configuration : Configuration

    Raises
    ------
    ConfigurationError
        A file that cannot be read, that is not YAML, or that says what no configuration may say:
        unknown or repeated keys, values of a wrong type or out of range. Every fault has a line of
        its own with file, line, key, value and what is allowed.
    """
    path = Path(path)
    try:
        return read_text(_text(path), path, schema)
    except Fault as fault:
        raise ConfigurationError(_message(path, fault.faults)) from None


def read_text(text, name="the text", schema=Configuration):
    """Return the configuration that a YAML text holds; errors call it `name`. See :func:`read`."""
    try:
        data, lines = parse(text)
        return schema.model_validate(data)
    except Fault as fault:
        raise ConfigurationError(_message(name, fault.faults)) from None
    except ValidationError as error:
        faults = [
            (_line(lines, place), sentence)
            for each in error.errors()
            for place, sentence in _explained(each, schema)
        ]
        raise ConfigurationError(_message(name, sorted(faults))) from None


def _text(path):
    if path.is_dir():
        raise Fault((0, "is a folder; name a YAML file"))
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise Fault((0, "does not exist; check its name and the folder")) from None
    except OSError as error:
        raise Fault((0, f"cannot be read: {error.strerror or error}")) from None
    if len(data) > LARGEST:
        raise Fault((0, "is larger than 64 KiB; is it a configuration?"))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line, byte = data[: error.start].count(b"\n") + 1, data[error.start]
        raise Fault((line, f"byte 0x{byte:02X} is not UTF-8; save the file as UTF-8")) from None


def _message(path, faults):
    return "\n".join(
        f"{path}, line {line}: {sentence}." if line else f"{path} {sentence}."
        for line, sentence in faults
    )


def _line(lines, place):
    """The line of a key; of what encloses it, where the key itself is missing."""
    while place and place not in lines:
        place = place[:-1]
    return lines.get(place, 1)


def _explained(error, schema):
    """Yield ``(path of the key, sentence)`` for what pydantic found."""
    place, kind, value = error["loc"], error["type"], error["input"]
    if kind == "parameters":
        model, faults = error["ctx"]["model"], error["ctx"]["faults"]
        for parameter, given, allowed in faults:
            here = (*place, parameter)
            known = sorted(MODELS[model]().get_params())
            yield here, _unknown(here, known) if allowed is None else _wrong(here, given, allowed)
    elif kind in ("extra_forbidden", "invalid_key"):
        yield place, _unknown(place, list(_section(schema, place[:-1]).model_fields))
    elif kind == "missing":
        yield place, f"the key {_dotted(place)} is missing"
    elif kind == "literal_error":
        yield place, _wrong(place, value, error["ctx"]["expected"], _options(error))
    else:
        allowed = error["msg"] if kind == "allowed" else _description(schema, place)
        yield place, _wrong(place, value, allowed or error["msg"])


def _options(error):
    return re.findall(r"'([^']*)'", error["ctx"]["expected"])


def _unknown(place, known):
    key = str(place[-1])
    return f"{_dotted(place)} is an unknown key;{_near(key, known)} allowed: {', '.join(known)}"


def _wrong(place, value, allowed, options=()):
    near = _near(value, options) if isinstance(value, str) else ""
    return f"{_dotted(place)} is {_shown(value)};{near} allowed: {allowed}"


def _near(word, known):
    by_lower = {each.lower(): each for each in known}
    found = difflib.get_close_matches(word.lower(), by_lower, n=1)
    return f" did you mean {by_lower[found[0]]}?" if found else ""


def _dotted(place):
    parts = [f"[{part}]" if isinstance(part, int) else f".{part}" for part in place]
    return "".join(parts).removeprefix(".")[:100]


def _shown(value):
    """The value as YAML would write it, not more than a line of it."""
    if value is None:
        return "empty"
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _section(schema, place):
    """The model that validates what stands at `place`."""
    for name in place:
        annotation = schema.model_fields[name].annotation
        schema = next(filter(_is_model, [annotation, *typing.get_args(annotation)]))
    return schema


def _is_model(kind):
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _description(schema, place):
    names = [part for part in place if isinstance(part, str)]
    return _section(schema, names[:-1]).model_fields[names[-1]].description
