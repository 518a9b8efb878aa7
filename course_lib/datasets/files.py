"""Bring a real table onto this machine, and be sure that it is the recorded one.

A table comes from the folder named by the environment variable ``COURSE_DATA``, else from the cache
of earlier downloads, else from its recorded address; whichever it is, the checksum must agree.
Nothing is downloaded on import, only when `fetch` or a loader is called.
"""

import gzip
import hashlib
import os
import shutil
import zlib
from pathlib import Path

import pandas as pd
import pooch

from course_lib.datasets.content import content_digest
from course_lib.datasets.registry import TABLES


def fetch(name, *, cache_dir=None):
    """Return the path of a table's file after checking its checksum, downloading it if need be.

    The first of these that exists is taken, plain or gzipped: the file below the folder named by
    ``COURSE_DATA``; the file in the cache; a download from the recorded address into the cache,
    with a progress bar. A file that fails the check is never passed over for the next one.

    Parameters
    ----------
    name : str
        A key of `TABLES`.
    cache_dir : path, optional
        Folder of downloaded tables; by default the user's cache folder of this course.

    Returns
    -------
    pathlib.Path
        A file with the recorded checksum: of its uncompressed bytes, or of its content where
        readers have to make the file themselves.

    Raises
    ------
    ValueError
        If the name is unknown or a checksum does not agree.
    FileNotFoundError
        If ``COURSE_DATA`` names no folder, or the table is absent and has no address.
    ConnectionError
        If the download fails. Like the two before, it says where to get the file and where to put
        it.
    """
    _check_name(name)
    table, cache = TABLES[name], _cache(cache_dir)
    for place in _places(table, cache):
        if place.exists():
            return _checked(place, table, cache)
    if table.address is None:
        raise FileNotFoundError(f"{name} cannot be downloaded: {_by_hand(table, cache)}.")
    return _download(name, table, cache)


def keep_file(name, path, *, cache_dir=None):
    """Check a file that you got yourself and copy it to where `fetch` finds it.

    For tables behind a login, or made by hand from their source.

    Parameters
    ----------
    name : str
        A key of `TABLES`.
    path : path
        The file, plain or gzipped (then its name ends in ``.gz``).
    cache_dir : path, optional
        As for `fetch`.

    Returns
    -------
    pathlib.Path
        The copy.

    Raises
    ------
    ValueError
        If the name is unknown or the file is not the recorded table.
    FileNotFoundError
        If there is no such file.
    """
    _check_name(name)
    table, cache, path = TABLES[name], _cache(cache_dir), Path(path).expanduser()
    if not path.is_file():
        raise FileNotFoundError(f"{path} is not a file; give the path of the table you saved.")
    found = _digest(path, table)
    if found != table.sha256:
        raise ValueError(f"{path} is not the recorded {name} (SHA-256 {found}, expected "
                         f"{table.sha256}): get {table.by_hand}.")  # fmt: skip
    cache.mkdir(parents=True, exist_ok=True)
    kept = cache / (Path(table.path).name + (".gz" if path.suffix == ".gz" else ""))
    return Path(shutil.copyfile(path, kept))


def read_table(path):
    """Return the table in a Parquet or CSV file, in which no text stands for a missing value.

    Parameters
    ----------
    path : path
        Such as from `fetch`: plain or gzipped.

    Returns
    -------
    table : DataFrame
    """
    if Path(path).suffix == ".parquet":
        return pd.read_parquet(path)
    return pd.read_csv(path, keep_default_na=False)


def _check_name(name):
    if name not in TABLES:
        raise ValueError(f"Unknown table {name!r}; choose one of {', '.join(sorted(TABLES))}.")


def _cache(cache_dir):
    return Path(cache_dir or pooch.os_cache("tomek-links-measured"))


def _places(table, cache):
    folders = [cache / Path(table.path).name]
    if os.environ.get("COURSE_DATA"):
        course_data = Path(os.environ["COURSE_DATA"])
        if not course_data.is_dir():
            raise FileNotFoundError(
                f"COURSE_DATA={str(course_data)!r} is not a folder; name one that holds "
                f"{table.path}, or unset the variable."
            )
        folders.insert(0, course_data / table.path)
    return [place.with_name(place.name + ending) for place in folders for ending in ("", ".gz")]


def _checked(path, table, cache):
    found = _digest(path, table)
    if found != table.sha256:
        raise ValueError(
            f"{path} is not the recorded table (SHA-256 {found}, expected {table.sha256}): remove "
            f"it, then {_by_hand(table, cache)}."
        )
    return path


def _digest(path, table):
    """The checksum that `table` records of the file at `path`, or why it has none."""
    try:
        if table.of_content:
            return content_digest(read_table(path))
        return hashlib.sha256(_uncompressed(path)).hexdigest()
    except (gzip.BadGzipFile, EOFError, zlib.error):
        return "none, the archive is damaged"
    except (ValueError, OSError):  # what pandas and Arrow make of a file that is no table
        return "none, the file cannot be read as a table"


def _uncompressed(path):
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


def _by_hand(table, cache):
    return (
        f"get {table.by_hand}, and save it as {cache / Path(table.path).name}, or as {table.path} "
        f"in the folder named by COURSE_DATA"
    )


def _download(name, table, cache):
    file_name, bar = Path(table.path).name, _ProgressBar(name)
    try:
        downloaded = pooch.retrieve(
            table.address, known_hash=table.sha256, fname=file_name, path=cache, progressbar=bar
        )
    except ValueError:
        raise ValueError(
            f"{table.address} no longer holds the recorded table (its SHA-256 is not "
            f"{table.sha256}), nothing was kept: {_by_hand(table, cache)}."
        ) from None
    except OSError as error:  # every exception of requests is one
        raise ConnectionError(
            f"{name} could not be downloaded ({type(error).__name__}): {_by_hand(table, cache)}."
        ) from None
    return Path(downloaded)


class _ProgressBar:
    """The four names that pooch asks of a progress bar, in one line of text."""

    def __init__(self, name):
        self.name, self.total, self.done = name, 0, 0

    def update(self, n_bytes):
        self.done += n_bytes
        share = min(self.done / self.total, 1) if self.total else 0
        print(f"\r{self.name} [{'#' * int(30 * share):<30}] {share:4.0%}", end="", flush=True)

    def reset(self):
        self.done = 0

    def close(self):
        print()
