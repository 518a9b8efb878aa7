"""A delimited text file read record by record in bounded memory, refused at the first fault.

pandas alone would fill short rows with missing values, hold a line of any length in memory, and
report faults in the words of its tokenizer. So every byte passes through here before pandas sees
the file.
"""

import codecs
import contextlib
import csv
import gzip
import re
import zlib
from collections import Counter
from pathlib import Path

LONGEST_RECORD = 2**20  # bytes, of a line or of the lines that one pair of quotes spans
MOST_BYTES, MOST_VALUES = 2**30, 50_000_000  # what the rest can hold in two gibibytes of memory
DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab"}
GZIP = b"\x1f\x8b"
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)  # begin those of UTF-32 too
OTHER_FORMATS = {
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"%PDF": "a PDF document",
    b"PK\x03\x04": "a zip archive or an Excel workbook",
    b"\xd0\xcf\x11\xe0": "an old Excel workbook",
    b"PAR1": "a Parquet file",
    b"ARROW1": "an Arrow file",
    b"\x89HDF": "an HDF5 file",
    b"SQLite format 3": "an SQLite database",
    b"BZh": "a bzip2 archive",
    b"\xfd7zXZ": "an xz archive",
    b"\x28\xb5\x2f\xfd": "a zstd archive",
    b"<!doctype": "a web page",
    b"<html": "a web page",
    b"<?xml": "an XML file",
    b"{": "a JSON file",
    b"[": "a JSON file",
    b"@relation": "an ARFF file",
}


def check_is_text(path):
    """Raise unless the path is a file that begins like text; see `records` for what."""
    if not path.exists():
        raise FileNotFoundError(f"{path} does not exist: check its name and the folder.")
    if path.is_dir():
        raise ValueError(f"{path} is a folder: name a CSV file.")
    if not path.is_file():  # read twice, which a pipe does not allow
        raise ValueError(f"{path} is no regular file: save what it holds as CSV and name that.")
    with opened(path) as stream:
        head = stream.read(4096)
    if not head.removeprefix(codecs.BOM_UTF8).strip():
        raise ValueError(f"{path} is empty: it needs a line of column names and lines of values.")
    first = head.removeprefix(codecs.BOM_UTF8).lstrip().lower()
    for magic, kind in OTHER_FORMATS.items():
        if first.startswith(magic.lower()):
            raise ValueError(f"{path} is {kind}, not CSV: export the table as CSV and try again.")
    every_second = max(head[::2].count(0), head[1::2].count(0))
    if head.startswith(UTF_16) or every_second > len(head) / 4:
        raise ValueError(f"{path} is encoded in UTF-16, not UTF-8: {_as_utf_8(path, 'UTF-16')}.")


def _as_utf_8(path, encoding):
    return (
        f"save it as 'CSV UTF-8' in your spreadsheet, or run "
        f"iconv -f {encoding} -t UTF-8 {path.name} > utf8.csv"
    )


@contextlib.contextmanager
def opened(path):
    """Open the file, or what a gzip archive holds, for reading bytes; faults name the path."""
    try:
        with open(path, "rb") as file:
            packed = file.peek(2)[:2] == GZIP
            with gzip.open(file) if packed else file as stream:
                yield stream
    except (gzip.BadGzipFile, EOFError, zlib.error):
        raise ValueError(f"{path} is a damaged gzip archive: make or download it again.") from None
    except OSError as error:
        raise OSError(f"{path} cannot be read: {error.strerror or error}.") from None


def records(path, delimiter):
    """Yield each record with the number of the line it begins in; blank lines are passed over.

    Parameters
    ----------
    path : Path
        Text in UTF-8, or a gzip archive of it. Quotes are ``"``, doubled inside quotes.
    delimiter : str
        One character.

    Yields
    ------
    line : int
        Counted from 1.
    values : list of str

    Raises
    ------
    ValueError
        A record longer than a mebibyte, bytes that are not UTF-8, NUL bytes, quotes that do not
        close or that text follows, or a damaged archive: named with the line.
    """
    with opened(path) as stream:
        lines = _Lines(path, stream)
        spaces = delimiter != " "
        reader = csv.reader(lines, delimiter=delimiter, skipinitialspace=spaces, strict=True)
        while True:
            first, lines.pending = lines.number + 1, 0
            try:
                values = next(reader, None)
            except csv.Error as error:
                raise ValueError(_explained(path, first, lines.number, str(error))) from None
            if values is None:
                return
            if values:
                yield first, values


class _Lines:
    """The lines of a stream as text; remembers its place, and what the record takes so far."""

    def __init__(self, path, stream):
        self.path, self.stream = path, stream
        self.number = self.pending = self.total = 0

    def __iter__(self):
        return self

    def __next__(self):
        line = self.stream.readline(LONGEST_RECORD + 1)
        if not line:
            raise StopIteration
        self.number += 1
        self.pending += len(line)
        self.total += len(line)
        if self.pending > LONGEST_RECORD:
            raise ValueError(self._too_long(len(line)))
        if self.total > MOST_BYTES:
            raise ValueError(
                f"{self.path} holds more than {MOST_BYTES:,} bytes of text: diagnose a random "
                "sample of its lines, with the first one kept."
            )
        if b"\0" in line:
            raise ValueError(
                f"{self.path}, line {self.number} holds a NUL byte: the file is damaged or not "
                "CSV; export it again."
            )
        return self._decoded(line)

    def _decoded(self, line):
        try:
            return line.decode("utf-8-sig" if self.number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            raise ValueError(
                f"{self.path}, line {self.number}: byte 0x{line[error.start]:02X} is not UTF-8, "
                "the file is probably in Latin-1 or Windows-1252: "
                f"{_as_utf_8(self.path, 'WINDOWS-1252')}."
            ) from None

    def _too_long(self, n_bytes):
        if n_bytes > LONGEST_RECORD:
            return (
                f"{self.path}, line {self.number} is longer than {LONGEST_RECORD:,} bytes: is it "
                "CSV with line ends?"
            )
        return (
            f"{self.path}, line {self.number}: a quote opened more than {LONGEST_RECORD:,} bytes "
            'earlier is still open; close it, or write "" for a quote inside quotes.'
        )


def _explained(path, first, last, error):
    """What the csv module complains about, with the remedy."""
    if "new-line" in error:
        return (
            f"{path}, line {first}: lines end in a bare carriage return; save the file with line "
            "ends of Unix or Windows."
        )
    if "field limit" in error:
        return (
            f"{path}, line {first}: a value is longer than {csv.field_size_limit():,} characters; "
            "is a quote never closed?"
        )
    if "end of data" in error:
        return f"{path}, line {first}: a quote opened in this record is never closed; close it."
    return (
        f"{path}, line {first}{f' to {last}' if last > first else ''}: text follows a closing "
        'quote; write "" for a quote inside quotes.'
    )


def header(path, delimiter=None):
    """Return the delimiter and the column names, from the first record.

    Parameters
    ----------
    path : str or Path
    delimiter : str, optional
        One character; without it the comma, semicolon or tab that splits the first record into
        the most columns.

    Returns
    -------
    delimiter : str
    names : list of str
        Stripped, all different. An empty name becomes "column 3", by its number.

    Raises
    ------
    ValueError
        Fewer than two columns, or a name that occurs twice; and see `records`.
    """
    path = Path(path)
    check_is_text(path)
    delimiter = _most_frequent_delimiter(path) if delimiter is None else _checked(delimiter)
    _, cells = next(records(path, delimiter), (1, [""]))
    cells = [name.strip() for name in cells]
    if len(cells) < 2:
        raise ValueError(
            f"{path}, line 1 has one column, {short(cells[0])}, and no "
            f"{DELIMITERS.get(delimiter, repr(delimiter))} to split it: name the delimiter of the "
            "file (--delimiter)."
        )
    names = [name or f"column {number}" for number, name in enumerate(cells, 1)]
    name, times = Counter(names).most_common(1)[0]
    if times > 1:
        raise ValueError(
            f"{path}, line 1 has the name {short(name)} {times} times: give every column a name "
            "of its own."
        )
    return delimiter, names


def _checked(delimiter):
    if (
        len(delimiter) != 1
        or not delimiter.isascii()
        or delimiter.isalnum()
        or delimiter in '"\r\n'
    ):
        raise ValueError(
            f"delimiter={delimiter!r} cannot split values: give one character, such as ';' or '|'."
        )
    return delimiter


def _most_frequent_delimiter(path):
    """The delimiter that occurs most often outside quotes in the first line that is not blank."""
    with opened(path) as stream:
        line = next(filter(str.strip, _Lines(path, stream)), "")
    unquoted = re.sub(r'"[^"]*("|$)', "", line)
    return max(DELIMITERS, key=unquoted.count)


def short(value):
    """The value in quotes, not more than a line of it."""
    return repr(value if len(value) <= 60 else f"{value[:57]}…")


def check_size(path, delimiter, names):
    """Read the whole file and raise unless every record has a value for every name, and fits.

    Parameters
    ----------
    path : Path
    delimiter : str
    names : list of str

    Raises
    ------
    ValueError
        No record but the first, one with more or fewer values than names, or more than
        `MOST_VALUES` values or `MOST_BYTES` bytes; and see `records`.
    """
    n_records = -1  # the names
    for line, values in records(path, delimiter):
        n_records += 1
        if len(values) != len(names):
            raise ValueError(
                f"{path}, line {line} has {_counted(len(values), 'value')}, line 1 has "
                f"{len(names)} names: correct the line, or name the delimiter of the file."
            )
        if n_records * len(names) > MOST_VALUES:
            raise ValueError(
                f"{path} holds more than {MOST_VALUES:,} values: diagnose a random sample of its "
                "lines, with the first one kept."
            )
    if n_records == 0:
        raise ValueError(f"{path} holds column names only: it needs lines of values below them.")


def _counted(n, noun):
    return f"{n:,} {noun}{'s' if n != 1 else ''}"
