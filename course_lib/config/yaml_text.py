"""YAML text as plain data with the line of every key, refused where it is ambiguous."""

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent
from ruamel.yaml.nodes import MappingNode, SequenceNode
from ruamel.yaml.reader import ReaderError

DEEPEST = 20  # levels; Python gives up at about a thousand


class Fault(Exception):
    """What is wrong with a file: ``(line, sentence)`` pairs; line 0 means the file as a whole."""

    def __init__(self, *faults):
        super().__init__(faults)
        self.faults = list(faults)


def parse(text):
    """Return what a YAML text says, and where.

    Parameters
    ----------
    text : str
        One mapping. Aliases, tags that build Python objects, and keys given twice are refused.

    Returns
    -------
    data : dict
    lines : dict of tuple to int
        The line, counted from 1, of each key and each item of a list, by its path.

    Raises
    ------
    Fault

    Examples
    --------
    >>> data, lines = parse("smote:\\n  k: 3\\n")
    >>> data, lines["smote", "k"]
    ({'smote': {'k': 3}}, 2)
    """
    try:
        _check_structure(text)
        node = _yaml().compose(text)
        if node is None:
            raise Fault((0, "is empty; write at least one key, such as scaler: standard"))
        if not isinstance(node, MappingNode):
            line = node.start_mark.line + 1
            raise Fault((line, "no key; write keys and values, such as scaler: standard"))
        lines, twice = {}, []
        _locate(node, (), lines, twice)
        if twice:
            raise Fault(*twice)
        return _yaml().load(text), lines
    except MarkedYAMLError as error:
        raise Fault(_syntax(error)) from None
    except ReaderError as error:
        line = text[: error.position].count("\n") + 1
        raise Fault(
            (line, f"not YAML: the character {chr(error.character)!r} is not allowed")
        ) from None
    except (YAMLError, ValueError, TypeError) as error:  # such as a date that does not exist
        raise Fault((0, f"is not YAML: {' '.join(str(error).split())[:200]}")) from None


def _yaml():
    yaml = YAML(typ="safe", pure=True)
    yaml.allow_duplicate_keys = True  # found below, all at once
    return yaml


def _check_structure(text):
    """Refuse what would be expanded without end, before anything is built."""
    depth = 0
    for event in _yaml().parse(text):
        line = event.start_mark.line + 1
        if isinstance(event, AliasEvent):
            raise Fault((line, f"the alias *{event.anchor} is not read; write its value out"))
        depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        if depth > DEEPEST:
            raise Fault((line, f"nested deeper than {DEEPEST} levels"))


def _locate(node, path, lines, twice):
    """Note the line of everything under `node`, and keys that its mapping holds twice."""
    if isinstance(node, SequenceNode):
        for place, item in enumerate(node.value):
            lines[*path, place] = item.start_mark.line + 1
            _locate(item, (*path, place), lines, twice)
    if isinstance(node, MappingNode):
        for key, value in node.value:
            here, line = (*path, _key(key)), key.start_mark.line + 1
            if here in lines:
                name = ".".join(map(str, here))
                twice.append(
                    (line, f"{name} is given twice, first in line {lines[here]}; keep one")
                )
            lines.setdefault(here, line)
            _locate(value, here, lines, twice)


def _key(node):
    """Return a key as it is loaded: text, or a whole number."""
    text = str(node.value)
    return int(text) if node.tag.endswith(":int") and text.isdecimal() else text


def _syntax(error):
    mark = error.problem_mark or error.context_mark
    parts = [error.context] if str(error.problem).startswith("but ") else []
    problem = " ".join(" ".join([*parts, str(error.problem)]).split())
    if "\\t" in problem or "'\t'" in problem:
        problem = "a tab; indent with spaces"
    return (mark.line + 1 if mark else 0), f"not YAML: {problem}"
