"""What `read_table` makes of a file, what it says it left out, and every file it refuses."""

import gzip
import subprocess
import sys
import warnings

import numpy as np
import pandas as pd
import pytest

from course_lib.evaluation.diagnose import csv_file
from course_lib.evaluation.diagnose.table import read_table

HEAD = "age,city,fraud\n"
ROWS = [f"{20 + i // 2}.5,{'ABC'[i % 3]},{int(i % 4 == 0)}" for i in range(24)]


@pytest.fixture
def write(tmp_path):
    """Return a function that writes a file of bytes or text and returns its path."""

    def write(content, name="table.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def table(rows=ROWS, head=HEAD, end="\n"):
    """Return the text of a small table."""
    return head + "".join(row + end for row in rows)


def noted(path, target="fraud", **options):
    """Return features, labels and the sentences of the warnings."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        X, y = read_table(path, target, **options)
    return X, y, [str(warning.message) for warning in caught]


def test_features_and_labels_come_out_as_they_stand_in_the_file(write):
    """Numbers are numbers, text is text, and nothing is said about a clean table."""
    X, y, notes = noted(write(table()))
    assert list(X) == ["age", "city"] and y.name == "fraud"
    assert X["age"].tolist() == [20 + i // 2 + 0.5 for i in range(24)]
    assert X["city"].tolist() == list("ABC") * 8
    assert y.tolist() == [1, 0, 0, 0] * 6 and y.dtype == np.int64
    assert notes == []


def test_a_frame_survives_the_way_through_a_file(write, rng):
    """What pandas writes is read back exactly, to the last bit."""
    frame = pd.DataFrame(rng.standard_normal((100, 3)) * 1e9, columns=list("abc"))
    frame["y"] = np.arange(100) % 2
    X, y, notes = noted(write(frame.to_csv(index=False)), "y")
    pd.testing.assert_frame_equal(X, frame[list("abc")], check_exact=True)
    assert notes == []


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_found_in_the_first_line(write, delimiter):
    """Comma, semicolon and tab need no option."""
    X, _, _ = noted(write(table().replace(",", delimiter)))
    assert X.shape == (24, 2)


def test_any_other_delimiter_can_be_named(write):
    """``delimiter="|"`` overrides what would be found."""
    path = write(table().replace(",", "|"))
    assert noted(path, delimiter="|")[0].shape == (24, 2)
    with pytest.raises(ValueError, match="line 1 has one column, 'age|city|fraud', and no comma"):
        read_table(path, "fraud")


def test_a_name_may_hold_the_delimiter_in_quotes(write):
    """Quoted names and values follow the rules of CSV, line breaks included."""
    rows = [f'{i % 7},"{"ab"[i % 2]}, ""c""\nd",{i % 2}' for i in range(30)]
    X, _, _ = noted(write(table(rows, '"a; b",text,fraud\n')))
    assert list(X) == ["a; b", "text"]
    assert X["text"].unique().tolist() == ['a, "c"\nd', 'b, "c"\nd']


@pytest.mark.parametrize("name", ["table.csv.gz", "table"])
def test_a_gzip_archive_is_known_by_its_bytes(write, name):
    """Whatever its name, a gzipped table is unpacked."""
    assert noted(write(gzip.compress(table().encode()), name))[0].shape == (24, 2)


@pytest.mark.parametrize("head, end", [("\ufeff" + HEAD, "\r\n"), (HEAD, "\n\n")])
def test_byte_order_mark_line_ends_of_windows_and_blank_lines_are_no_values(write, head, end):
    """What Excel saves as "CSV UTF-8" reads as any other file."""
    X, y, notes = noted(write(table(head=head, end=end)))
    assert list(X) == ["age", "city"] and len(y) == 24 and notes == []


def test_the_target_is_a_name_or_a_number_counted_from_one(write):
    """A column that is called like a number is meant by its name."""
    path = write(table())
    for target in ("fraud", 3, "3"):
        assert noted(path, target)[1].name == "fraud"
    path = write(table(head="0,1,2\n", rows=[f"{i % 2},{i % 5},{i % 3}" for i in range(30)]))
    assert noted(path, "1")[1].name == "1"


def test_labels_are_stripped_text_unless_all_are_numbers(write):
    """ "yes " and "yes" are one class; 1 and 1.0 are one class."""
    rows = [f"{i % 7},{i % 5},{['yes', ' yes ', 'no'][i % 3]}" for i in range(30)]
    assert sorted(noted(write(table(rows)))[1].unique()) == ["no", "yes"]
    rows = [f"{i % 7},{i % 5},{['1', '1.0', '0'][i % 3]}" for i in range(30)]
    assert sorted(noted(write(table(rows)))[1].unique()) == [0, 1]


def test_true_and_false_are_numbers_as_features_and_text_as_labels(write):
    """A flag has two values that a distance can use."""
    X, y, _ = noted(write(table([f"{i % 3 == 0},{i % 5},{i % 2 == 0}" for i in range(30)])))
    assert X["age"].tolist() == [int(i % 3 == 0) for i in range(30)]
    assert set(y) == {"True", "False"}


def test_the_index_names_the_rows_of_the_file(write):
    """After rows were left out, the index still says where the others stood."""
    rows = [*ROWS]
    rows[3] = ",A,0"
    X, y, _ = noted(write(table(rows)))
    assert X.index.tolist() == y.index.tolist() == [i for i in range(24) if i != 3]


# ---- what is left out, and said ------------------------------------------------------------------


def test_rows_without_a_label_are_left_out_and_counted(write):
    """An empty label, spaces and "?" are no labels."""
    rows = [*ROWS, "1,A,", "2,B,  ", "3,C,?"]
    X, _, notes = noted(write(table(rows)))
    assert len(X) == 24
    assert notes == ["3 of 27 rows have no label in 'fraud' and were left out."]


@pytest.mark.parametrize("value", ["", "NA", "NaN", "?", "null"])
def test_rows_with_a_missing_value_are_left_out_and_counted_by_label(write, value):
    """The sentence says how many of which class, and which column is to blame."""
    rows = [*ROWS, f"{value},A,1", f"{value},B,1", f"2,{value},0"]
    X, _, notes = noted(write(table(rows)))
    assert len(X) == 24 and not X.isna().any(axis=None)
    assert notes == [
        "3 of 27 rows have a missing value and were left out (2 of label 1, 1 of label 0); most "
        "are missing in 'age' (7%)."
    ]


def test_none_is_a_category(write):
    """ "None" can be a legitimate category or label; only the listed marks are missing."""
    rows = [f"{i % 7},{['None', 'A'][i % 2]},{['None', 'x'][i // 2 % 2]}" for i in range(30)]
    X, y, notes = noted(write(table(rows)))
    assert set(X["city"]) == {"None", "A"} and set(y) == {"None", "x"} and notes == []


def test_text_among_few_numbers_makes_them_categories_and_is_said(write):
    """One, two, three and more children: numbers with a name among them are names."""
    rows = [f"{i % 7},{['1', '2', '3', 'more'][i % 4]},{i // 4 % 2}" for i in range(32)]
    X, _, notes = noted(write(table(rows)))
    assert X["city"].tolist()[:4] == ["1", "2", "3", "more"]
    assert notes == [
        "Column 'city' was taken as categories: 'more' is no number, and its other values are few."
    ]


def test_a_column_that_is_mostly_missing_goes_instead_of_the_rows(write):
    """Otherwise one empty column would leave no row."""
    rows = [f"{i % 7},{'' if i % 5 else 1},{i % 2}" for i in range(30)]
    X, _, notes = noted(write(table(rows)))
    assert X.shape == (30, 1)
    assert notes == ["Column 'city' was left out: 80% of its values are missing."]


def test_a_constant_column_is_left_out(write):
    """It changes no distance."""
    X, _, notes = noted(write(table([f"{i % 7},5,{i % 2}" for i in range(30)])))
    assert list(X) == ["age"]
    assert notes == ["Column 'city' was left out: all its values are the same."]


def test_a_column_without_spread_is_left_out(write):
    """Numbers whose squares are zero are alike for every distance."""
    _, _, notes = noted(write(table([f"{i % 7},{i % 3}e-300,{i % 2}" for i in range(30)])))
    assert notes == ["Column 'city' was left out: its values are too close to 0 to square."]


def test_a_counter_of_rows_is_left_out(write):
    """The index that pandas writes has no name and counts the rows."""
    rows = [f"{i + 1},{i % 7},{i % 2 if i % 9 else ''}" for i in range(30)]
    X, _, notes = noted(write(table(rows, ",city,fraud\n")))
    assert list(X) == ["city"] and len(X) == 26
    assert notes[1] == "Column 'column 1' was left out: it counts the rows."


def test_a_different_whole_number_in_every_row_is_warned_of_and_kept(write):
    """It may be an identifier, it may be a price: the file cannot tell."""
    rows = [f"{i * 7919 % 1009},{i % 7},{i % 2}" for i in range(30)]
    X, _, notes = noted(write(table(rows)))
    assert list(X) == ["age", "city"]
    (note,) = notes
    assert note.startswith("Column 'age' has another whole number in every row")


def test_free_text_is_left_out(write):
    """Names and dates are neither numbers nor categories."""
    X, _, notes = noted(write(table([f"{i % 7},user{i}@x.org,{i % 2}" for i in range(30)])))
    assert list(X) == ["age"]
    assert notes[0].startswith("Column 'city' was left out: it is text that differs in most rows")


# ---- files that are refused ----------------------------------------------------------------------

WITH_QUOTE = table([*ROWS[:5], '1,"A,0', *ROWS])
REFUSED = {
    "empty": (b"", "is empty: it needs a line of column names"),
    "only blank lines": (b"\n \n\n", "is empty"),
    "only a byte order mark": (b"\xef\xbb\xbf", "is empty"),
    "only a header": (HEAD, "holds column names only"),
    "one column": ("fraud\n1\n0\n", "line 1 has one column, 'fraud'"),
    "a name twice": (table(head="age,age,fraud\n"), "line 1 has the name 'age' 2 times"),
    "a short row": (table([*ROWS[:4], "1,A", *ROWS]), "line 6 has 2 values, line 1 has 3 names"),
    "a long row": (table([*ROWS, "1,A,0,7"]), "line 26 has 4 values, line 1 has 3 names"),
    "a quote never closed": (WITH_QUOTE, "line 7: a quote opened in this record is never closed"),
    "text after a quote": (table([*ROWS, '"A"B,1,0']), "line 26: text follows a closing quote"),
    "NUL bytes": (table([*ROWS, "1,\0,0"]), "line 26 holds a NUL byte"),
    "Latin-1": (
        table([*ROWS, "1,é,0"]).encode("latin-1"),
        "line 26: byte 0xE9 is not UTF-8.*iconv",
    ),
    "UTF-16": (table().encode("utf-16"), "encoded in UTF-16, not UTF-8.*iconv -f UTF-16"),
    "UTF-16, unmarked": (table().encode("utf-16-le"), "encoded in UTF-16"),
    "UTF-32": (table().encode("utf-32"), "encoded in UTF-16"),
    "old Macintosh": (table(end="\r", head="a,b,fraud\r"), "lines end in a bare carriage return"),
    "a PNG": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "is a PNG image, not CSV"),
    "a workbook": (b"PK\x03\x04\x14\0", "is a zip archive or an Excel workbook"),
    "Parquet": (b"PAR1\x15\x04", "is a Parquet file"),
    "a web page": (b"<!DOCTYPE html><html>", "is a web page"),
    "JSON": (b'[{"a": 1}]', "is a JSON file"),
    "ARFF": (b"@RELATION spots\n", "is an ARFF file"),
    "gzip, cut short": (gzip.compress(table().encode())[:-9], "is a damaged gzip archive"),
    "gzip, garbled": (b"\x1f\x8b\x08\0" + b"x" * 99, "is a damaged gzip archive"),
    "one label": (table([f"{i},{i % 3},7" for i in range(30)]), "has one label, '7', in all 30"),
    "no label": (table([f"{i},{i % 3}," for i in range(30)]), "no row has a value in 'fraud'"),
    "a label a row": (
        table([f"{i % 3},{i % 7},{i}" for i in range(30)]),
        "has 30 different labels in 30 rows",
    ),
    "a number as target": (
        table([f"{i % 3},{i % 7},{i % 900 / 7}" for i in range(9000)]),
        "has 900 different labels in 9,000 rows",
    ),
    "an infinite label": (table([*ROWS, "1,A,inf"]), "'fraud' holds an infinite label"),
    "text among numbers": (
        table([*ROWS[:9], "about 30,A,0", *ROWS]),
        "line 11, column 'age': 'about 30' is no number",
    ),
    "a decimal comma": (
        table(head="age;city;fraud\n", rows=[f"{i % 7},5;A;{i % 2}" for i in range(30)]),
        "line 2, column 'age': '0,5' has a comma",
    ),
    "separated thousands": (
        table([f'"{i % 7 + 1},000.5",{i % 3},{i % 2}' for i in range(30)]),
        "line 2, column 'age': '1,000.5' has a comma",
    ),
    "infinity": (table([*ROWS, "inf,A,0"]), "line 26, column 'age': the value is infinite"),
    "a value without a square": (
        table([*ROWS, "-1e200,A,0"]),
        "line 26, column 'age': .* 1e\\+100",
    ),
    "overflow": (table([*ROWS, "1e999,A,0"]), "line 26, column 'age': the value is infinite"),
    "no numbers": (
        table([f"{'ab'[i % 2]},{'cd'[i % 2]},{i % 2}" for i in range(30)]),
        "no column besides the target holds different numbers",
    ),
    "a value missing in every row": (
        table([f"{i if i % 2 else ''},{'' if i % 2 else i},{i % 3 % 2}" for i in range(30)]),
        "every row has a missing value",
    ),
    "the other label only in incomplete rows": (
        table([*(f"{i % 7},{i % 3},0" for i in range(30)), "1,,1"]),
        "has one label, '0', in all 30 rows",
    ),
}


@pytest.mark.parametrize("fault", REFUSED)
def test_a_bad_file_is_refused_in_one_line_that_names_it(write, fault):
    """The sentence begins with the file, names the place and the rule, and says what to do."""
    content, match = REFUSED[fault]
    path = write(content)
    with pytest.raises(ValueError, match=match) as refused:
        read_table(path, "fraud")
    sentence = str(refused.value)
    assert sentence.startswith(str(path)) and sentence.endswith(".") and "\n" not in sentence


def test_lines_are_counted_through_quoted_line_breaks(write):
    """A fault is found in the line that an editor shows."""
    rows = ['1,"two\nlines",0', *ROWS, "x,A,0"]
    with pytest.raises(ValueError, match="line 28, column 'age': 'x' is no number"):
        read_table(write(table(rows)), "fraud")


def test_a_missing_file_and_a_folder_are_named(tmp_path):
    """Neither is a traceback of the system."""
    with pytest.raises(FileNotFoundError, match="none.csv does not exist: check its name"):
        read_table(tmp_path / "none.csv", "y")
    with pytest.raises(ValueError, match="is a folder: name a CSV file"):
        read_table(tmp_path, "y")


def test_a_missing_target_lists_the_columns_and_the_nearest_name(write):
    """A typing error is recognised."""
    path = write(table())
    with pytest.raises(ValueError, match="no column 'frod': did you mean 'fraud'"):
        read_table(path, "frod")
    for target in ("4", "0", "-1", "2.0"):
        with pytest.raises(ValueError, match="a number from 1 to 3, of the columns 'age', 'city'"):
            read_table(path, target)


def test_a_file_too_large_for_memory_is_refused_while_it_is_read(write, monkeypatch):
    """Both limits stop the reading, before pandas holds anything."""
    path = write(table())
    monkeypatch.setattr(csv_file, "MOST_VALUES", 60)
    with pytest.raises(ValueError, match="more than 60 values: diagnose a random sample"):
        read_table(path, "fraud")
    monkeypatch.setattr(csv_file, "MOST_BYTES", 100)
    with pytest.raises(ValueError, match="more than 100 bytes of text"):
        read_table(path, "fraud")


def peak_memory(path):
    """Return the refusal of a file and the mebibytes that reading it took on top of the imports."""
    program = (
        "import resource, sys\n"
        "from course_lib.evaluation.diagnose.table import read_table\n"
        "peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024\n"
        "before = peak()\n"
        "try: read_table(sys.argv[1], 'fraud')\n"
        "except ValueError as error: print(error, peak() - before, sep='\\n')"
    )
    command = [sys.executable, "-c", program, path]
    answer = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    sentence, mebibytes = answer.splitlines()
    return sentence, int(mebibytes) / (1024 if sys.platform == "darwin" else 1)


@pytest.mark.parametrize(
    "start, match",
    [
        (b"", "line 1 is longer than 1,048,576 bytes"),
        (table().encode(), "line 26 is longer than 1,048,576 bytes"),
        (table([*ROWS, '"']).encode(), "line 27 is longer than 1,048,576 bytes"),
    ],
)
def test_a_line_without_an_end_takes_no_memory(tmp_path, start, match):
    """200 MB without a line end are refused after the first mebibyte of them."""
    path = tmp_path / "endless.csv"
    with open(path, "wb") as file:
        file.write(start)
        for _ in range(200):
            file.write(b"7" * 1_000_000)
    sentence, mebibytes = peak_memory(path)
    assert match in sentence
    assert mebibytes < 40


def test_quotes_that_stay_open_over_many_lines_take_no_memory(tmp_path):
    """The record that would swallow the rest of the file is refused, with the line it began in."""
    path = tmp_path / "open.csv"
    path.write_text(table([*ROWS, '1,"A,0']) + "1,2,3\n" * 10_000_000)
    sentence, mebibytes = peak_memory(path)
    assert (
        "line 26: a value is longer than 131,072 characters; is a quote never closed?" in sentence
    )
    assert mebibytes < 40


def test_an_archive_that_unpacks_to_much_more_takes_no_memory(tmp_path):
    """A gigabyte of one character in a megabyte of archive is one line that is too long."""
    path = tmp_path / "bomb.csv.gz"
    with gzip.open(path, "wb", compresslevel=1) as file:
        for _ in range(300):
            file.write(b"7" * 1_000_000)
    sentence, mebibytes = peak_memory(path)
    assert "line 1 is longer than" in sentence
    assert mebibytes < 40


def test_a_fault_of_the_system_names_the_file(write, monkeypatch):
    """A file that may not be read is an OSError with a sentence."""
    path = write(table())

    def forbidden(*_):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("builtins.open", forbidden)
    with pytest.raises(OSError, match="table.csv cannot be read: Permission denied."):
        read_table(path, "fraud")
