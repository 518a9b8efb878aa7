"""The learner's copies of the notebooks: made, kept up to date, restored.

A learner works in ``workspace/``, which git ignores, and never in ``notebooks/``. The rule for
every file, judged by the sources of a notebook's cells and not by its outputs:

1. no copy yet: copy it;
2. the original changed since it was copied and the copy did not: update the copy;
3. both changed: keep the copy and say how to get the new version.
"""

import hashlib
import json
import os
import shutil
from datetime import datetime
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
ORIGINALS = CHECKOUT / "notebooks"
WORKSPACE = CHECKOUT / "workspace"
RECORD = ".originals.json"


def fingerprint(path):
    """Digest of what counts as the content of a file.

    Parameters
    ----------
    path : path-like
        A notebook, or a file that a notebook needs beside it.

    Returns
    -------
    str
        SHA-256. Of a notebook, over the type and source of every cell that is not empty:
        running a notebook changes its outputs, and running its last cell adds an empty one.
        Of any other file, and of a notebook that is not valid JSON, over its bytes.
    """
    content = Path(path).read_bytes()
    if Path(path).suffix == ".ipynb":
        try:
            cells = json.loads(content)["cells"]
            sources = [[cell["cell_type"], "".join(cell["source"])] for cell in cells]
        except (ValueError, KeyError, TypeError):
            pass
        else:
            kept = [[kind, source] for kind, source in sources if source.strip()]
            content = json.dumps(kept).encode()
    return hashlib.sha256(content).hexdigest()


def prepare(originals=ORIGINALS, workspace=WORKSPACE):
    """Bring the learner's copies up to date with the originals.

    Parameters
    ----------
    originals : path-like, default=the checkout's ``notebooks/``
        Folder of the committed notebooks and of the files they need beside them.
    workspace : path-like, default=the checkout's ``workspace/``
        Folder of the copies; made if missing.

    Returns
    -------
    list of str
        One sentence per file that was updated or that changed on both sides; a file copied for
        the first time is not worth one.

    Raises
    ------
    FileNotFoundError
        If there is no notebook in `originals`.
    """
    originals, workspace = Path(originals), Path(workspace)
    if not any(originals.glob("*.ipynb")):
        raise FileNotFoundError(
            f"There are no notebooks in {originals}: run this from a checkout of the course."
        )
    record = _read_record(workspace)
    sentences = []
    for original in _files(originals):
        name = original.relative_to(originals).as_posix()
        copy = workspace / name
        new = fingerprint(original)
        mine = fingerprint(copy) if copy.exists() else None
        if mine is not None and mine not in (new, record.get(name)):
            if record.get(name) != new:
                sentences.append(_how_to_update(name))
            continue
        if mine != new:
            _copy(original, copy)
            if mine is not None:
                sentences.append(f"{name}: updated, you had not changed it.")
        record[name] = new
    _write_record(workspace, record)
    return sentences


def reset(lesson, originals=ORIGINALS, workspace=WORKSPACE):
    """Restore one notebook; the learner's copy is kept.

    Parameters
    ----------
    lesson : str
        Number of the notebook as in its name, ``"04"`` or ``"4"``.
    originals, workspace : path-like
        As for `prepare`.

    Returns
    -------
    restored : pathlib.Path
        The fresh copy.
    backup : pathlib.Path or None
        What the learner had, now under ``backup/`` in the workspace with the time in its name;
        None if there was no copy.

    Raises
    ------
    ValueError
        If no notebook has that number; the message names those there are.
    """
    originals, workspace = Path(originals), Path(workspace)
    numbered = {path.name[:2]: path for path in sorted(originals.glob("[0-9][0-9]_*.ipynb"))}
    number = f"0{lesson}" if len(lesson) == 1 else lesson
    if number not in numbered:
        raise ValueError(
            f"There is no notebook {lesson!r}: choose one of {', '.join(numbered) or '(none)'}."
        )
    original = numbered[number]
    copy = workspace / original.name
    backup = None
    if copy.exists():
        # Microseconds: two resets within a second must not overwrite each other's backup.
        time = datetime.now().strftime("%Y-%m-%d_%H-%M-%S-%f")
        backup = workspace / "backup" / f"{copy.stem}_{time}.ipynb"
        backup.parent.mkdir(exist_ok=True)
        copy.rename(backup)
    _copy(original, copy)
    _write_record(workspace, _read_record(workspace) | {original.name: fingerprint(original)})
    return copy, backup


def _files(folder):
    """Every file under a folder, hidden files and folders left out, in order."""
    for path in sorted(folder.rglob("*")):
        names = path.relative_to(folder).parts
        if path.is_file() and not any(name.startswith((".", "__")) for name in names):
            yield path


def _copy(original, copy):
    """Copy a file in one step, so that an interruption leaves the old one or the new one."""
    copy.parent.mkdir(parents=True, exist_ok=True)
    beside = copy.with_name(f".{copy.name}.new")
    shutil.copyfile(original, beside)
    os.replace(beside, copy)


def _read_record(workspace):
    """Fingerprint of each original when it was last copied, by name; empty if lost."""
    try:
        record = json.loads((workspace / RECORD).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return record if isinstance(record, dict) else {}


def _write_record(workspace, record):
    """Store the record in one step."""
    beside = workspace / f"{RECORD}.new"
    beside.write_text(json.dumps(record, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    os.replace(beside, workspace / RECORD)


def _how_to_update(name):
    """The sentence for a file that changed on both sides."""
    if name.endswith(".ipynb"):
        return (
            f"{name}: there is a new version and you changed yours, which is kept; "
            f"`python -m course_lib reset {name[:2]}` fetches the new one and keeps yours as a "
            "backup."
        )
    return (
        f"{name}: there is a new version and you changed yours, which is kept; delete "
        f"workspace/{name} to fetch the new one."
    )
