"""The source shown in a lesson is the source that runs, without its docstring."""

from course_lib.samplers import tomek_links
from course_lib.source import show_source


def documented(x):
    """Say something long."""
    # A reason.
    return x + 1


def bare(x):
    return x + 1


def test_the_docstring_is_left_out_and_comments_stay():
    """What remains is signature, comments and code."""
    assert show_source(documented).text == "def documented(x):\n    # A reason.\n    return x + 1"


def test_a_function_without_a_docstring_is_shown_whole():
    """Nothing is lost where there is nothing to leave out."""
    assert show_source(bare).text == "def bare(x):\n    return x + 1"


def test_the_shown_rule_is_the_rule_that_runs():
    """Run from its shown source, the rule gives the same links."""
    namespace = dict(tomek_links.__globals__)
    exec(show_source(tomek_links).text, namespace)
    data = [[0], [1], [2.5], [6], [7]], [0, 1, 0, 0, 0]
    assert namespace["tomek_links"](*data).tolist() == tomek_links(*data).tolist() == [[0, 1]]


def test_it_displays_as_a_python_block_and_as_plain_text():
    """A notebook shows highlighted code, a terminal the text itself."""
    shown = show_source(bare)
    assert shown._repr_markdown_() == f"```python\n{shown.text}\n```"
    assert repr(shown) == shown.text
