"""Show in a lesson the code that runs, so that what is read is what is tested."""

import ast
import inspect
import textwrap


class Source:
    """The source of a function or class without its docstring, displayed as Python code."""

    def __init__(self, thing):
        text = textwrap.dedent(inspect.getsource(thing))
        lines = text.splitlines()
        first = ast.parse(text).body[0].body[0]
        if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
            del lines[first.lineno - 1 : first.end_lineno]
        self.text = "\n".join(lines)

    def _repr_markdown_(self):
        return f"```python\n{self.text}\n```"

    def __repr__(self):
        return self.text


def show_source(thing):
    """Return the source of a function or class, without its docstring, to display in a notebook.

    Parameters
    ----------
    thing : function or class
        Anything that :func:`inspect.getsource` can read. ``help(thing)`` shows the docstring.

    Returns
    -------
    source : Source

    Examples
    --------
    >>> show_source(show_source)
    def show_source(thing):
        return Source(thing)
    """
    return Source(thing)
