"""Run notebooks again and store their outputs: ``python -m tests.execute_notebooks 00 04``.

What is stored depends on nothing but the notebook and the locked packages: no times, no version of
Python, ids that stay, execution counts from 1. A notebook with an error is not stored.
"""

import hashlib
import json
import os
import sys
import tempfile
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from traitlets.config import Config

from tests.checks import numbered_notebooks

KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
# Without its kernel a widget is an error; where a picture stands beside it, the picture is stored.
LIVE = "application/vnd.jupyter.widget-view+json"
# Left in a cell's metadata by JupyterLab and others; each records a session, not the notebook.
VOLATILE = ["ExecuteTime", "collapsed", "execution", "scrolled", "trusted", "vscode"]


def normalize(notebook):
    """Remove from a notebook, in place, whatever one session or one computer left in it.

    Parameters
    ----------
    notebook : dict
        The notebook as parsed from its JSON. A cell without an id, or with one that an earlier
        cell has, gets one made from its position and source; other ids stay.

    Returns
    -------
    dict
        `notebook`.
    """
    notebook["nbformat"], notebook["nbformat_minor"] = 4, 5
    notebook["metadata"]["kernelspec"] = dict(KERNEL)
    notebook["metadata"]["language_info"] = {"name": "python"}
    notebook["metadata"].pop("widgets", None)
    seen = set()
    for position, cell in enumerate(notebook["cells"]):
        if cell.get("id") in seen | {None}:
            source = f"{position} {''.join(cell['source'])}"
            cell["id"] = hashlib.sha256(source.encode()).hexdigest()[:8]
        seen.add(cell["id"])
        for key in VOLATILE:
            cell["metadata"].pop(key, None)
        for output in cell.get("outputs", []):
            if "image/png" in output.get("data", {}):
                output["data"].pop(LIVE, None)
    return notebook


def execute(path):
    """Run one notebook in its own folder and store it.

    Parameters
    ----------
    path : pathlib.Path
        The notebook; overwritten only if every cell ran.

    Raises
    ------
    nbclient.exceptions.CellExecutionError
        If a cell fails that is not tagged ``raises-exception``.
    """
    # Parsed as JSON first: nbformat would give cells without an id a random one.
    raw = normalize(json.loads(path.read_text(encoding="utf-8")))
    notebook = nbformat.reads(json.dumps(raw), as_version=4)
    NotebookClient(
        notebook,
        timeout=120,
        kernel_name="python3",
        coalesce_streams=True,
        # Else every kernel warns in the terminal that others on this computer could listen.
        config=Config({"KernelManager": {"transport_encryption": "auto"}}),
        resources={"metadata": {"path": str(path.parent)}},
    ).execute()
    normalize(notebook)
    nbformat.validate(notebook)
    beside = path.with_suffix(".ipynb.new")
    nbformat.write(notebook, beside)
    os.replace(beside, path)


def main(numbers):
    """Execute the notebooks with these numbers, or all; returns the number of failures."""
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        os.environ["COURSE_PROGRESS"] = os.path.join(folder, "progress.jsonl")
        os.environ["IPYTHONDIR"] = os.path.join(folder, "ipython")
        os.environ["JUPYTER_PREFER_ENV_PATH"] = "1"
        for path in numbered_notebooks(numbers):
            started = time.monotonic()
            try:
                execute(Path(path))
            except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
                failed += 1
                print(f"{path.name}: not stored, a cell failed\n{error}", file=sys.stderr)
            else:
                print(f"{path.name}: stored after {time.monotonic() - started:.1f} s", flush=True)
    return failed


if __name__ == "__main__":
    sys.exit(min(main(sys.argv[1:]), 1))
