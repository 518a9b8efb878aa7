"""A bar for work that takes more than a few seconds."""

import sys

from IPython import get_ipython
from IPython.display import display
from ipywidgets import IntProgress


def progress(steps, label):
    """Yield the steps one by one; meanwhile a bar shows how many are done.

    In a notebook the bar is a widget that disappears at the end and leaves nothing in the stored
    output. In a terminal it is one line on standard error; where there is neither, nothing is
    shown.

    Parameters
    ----------
    steps : sequence
    label : str
        What is going on, in a few words.

    Yields
    ------
    step

    Examples
    --------
    >>> [seed**2 for seed in progress(range(3), "squares")]
    [0, 1, 4]
    """
    show = _in_notebook if hasattr(get_ipython(), "kernel") else _in_terminal
    yield from show(list(steps), label)


def _in_notebook(steps, label):
    bar = IntProgress(max=len(steps), description=label, style={"description_width": "initial"})
    # Without the text that stands for a widget in a stored notebook.
    display({**bar._repr_mimebundle_(), "text/plain": ""}, raw=True)
    try:
        for step in steps:
            yield step
            bar.value += 1
    finally:
        bar.close()


def _in_terminal(steps, label):
    for done, step in enumerate(steps):
        if sys.stderr.isatty():
            print(f"\r{label}: {done} of {len(steps)}", end="", file=sys.stderr, flush=True)
        yield step
    if sys.stderr.isatty():
        print(f"\r{label}: {len(steps)} of {len(steps)}", file=sys.stderr)
