"""The benchmark measures both samplers and stores what it prints; its numbers are no promise."""

import functools

import pytest

from course_lib import benchmarks, results

EVERY_NAME = (
    benchmarks.CONDENSING,
    "TomekLinks",
    *benchmarks.FAMILY,
    *benchmarks.UNDER_SAMPLING,
    *benchmarks.LIBRARY_ONLY,
)


def test_a_part_is_printed_and_stored(tmp_path, monkeypatch, capsys):
    """A row per configuration goes to the screen and, with processor and threads, to a file."""
    monkeypatch.setattr(results, "FOLDER", tmp_path)
    sizes = [("TomekLinks", 200, 2, 0.1), ("SMOTE", 300, 10, 0.5)]
    part = ("speed", functools.partial(benchmarks.compare, sizes))
    monkeypatch.setattr(benchmarks, "PARTS", {"few": part})
    benchmarks.main()
    stored = results.recorded("speed")
    rows = stored["measured"]["table"]
    columns = ("sampler", "n", "d", "minority_share")
    assert [tuple(row[column] for column in columns) for row in rows] == sizes
    assert all(row["seconds_ours"] > 0 and row["ratio"] > 0 and row["peak_mib"] > 0 for row in rows)
    assert stored["measured"]["machine"]["cores"] >= 1
    assert (stored["seeds"], stored["command"]) == ([0], "python -m course_lib.benchmarks few")
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 1 + len(rows) + 1
    assert {len(line) for line in lines[:-1]} == {len(benchmarks.HEADER)}


def test_an_interrupted_run_goes_on_where_it_stopped(tmp_path, monkeypatch, capsys):
    """Every row is stored at once, and read back on the same machine instead of measured again."""
    monkeypatch.setattr(results, "FOLDER", tmp_path)
    sizes = [("TomekLinks", n, 2, 0.1) for n in (200, 300)]
    run = functools.partial(benchmarks.compare, sizes)
    monkeypatch.setattr(benchmarks, "PARTS", {"few": ("speed", run)})
    measure = benchmarks.measure
    monkeypatch.setattr(
        benchmarks, "measure", lambda name, n, *rest: measure(name, n, *rest) if n < 300 else 1 / 0
    )
    with pytest.raises(ZeroDivisionError):
        benchmarks.main()
    (first,) = results.recorded("speed")["measured"]["table"]
    monkeypatch.setattr(benchmarks, "measure", measure)
    benchmarks.main()
    again, added = results.recorded("speed")["measured"]["table"]
    assert again == first and added["n"] == 300
    assert list(benchmarks.measured_before("speed")) == sizes
    monkeypatch.setattr(benchmarks, "machine", lambda: "another")
    assert not benchmarks.measured_before("speed")


def test_growth_measures_a_shared_size_once():
    """Where two axes meet the row is the same, and what is known already is not measured."""
    sizes = {"n": [(200, 3, 0.2)], "d": [(200, 3, 0.2)]}
    (measured,) = benchmarks.growth({}, ["RandomUnderSampler"], sizes)
    one, two = measured["table"]
    assert {**one, "axis": "d"} == two
    known = {("RandomUnderSampler", 200, 3, 0.2): {**one, "seconds_ours": 5.0}}
    (measured,) = benchmarks.growth(known, ["RandomUnderSampler"], sizes)
    assert measured["table"][0]["seconds_ours"] == 5.0


def test_an_unknown_part_is_refused_before_anything_runs(monkeypatch):
    """A mistyped part costs no hour: the known ones are named at once."""
    monkeypatch.setattr(benchmarks, "seconds", None)
    with pytest.raises(
        SystemExit, match=r"'grwth'; choose among family, condensing, growth, links"
    ):
        benchmarks.main(["links", "grwth"])


def test_the_library_s_slowest_run_is_not_repeated(monkeypatch):
    """A slow library is timed once, ours three times all the same."""
    times = {"imblearn": 9.0, "course_lib": 1.5}
    monkeypatch.setattr(
        benchmarks, "seconds", lambda sampler, X, y: times[sampler.__module__.partition(".")[0]]
    )
    row = benchmarks.measure("TomekLinks", 100, 2, 0.1)
    assert (row["turns_ours"], row["turns_library"], row["ratio"]) == (3, 1, 6)
    row = benchmarks.measure("TomekLinks", 100, 2, 0.1, with_library=False)
    assert (row["turns_ours"], row["turns_library"], row["ratio"]) == (3, 0, None)
    times["course_lib"] = 2.5
    row = benchmarks.measure("TomekLinks", 100, 2, 0.1)
    assert (row["turns_ours"], row["turns_library"], row["ratio"]) == (1, 1, 3.6)


@pytest.mark.parametrize("name", EVERY_NAME)
def test_both_sides_of_a_name_are_the_same_method(name):
    """Ours and the library's have the same class name and, where they have them, seed and version;
    what the library alone has is measured alone."""
    library, ours = benchmarks.library_sampler(name), benchmarks.our_sampler(name)
    assert type(library).__module__.startswith("imblearn")
    assert (ours is None) == (name in benchmarks.LIBRARY_ONLY)
    for sampler in filter(None, (ours, library)):
        assert type(sampler).__name__ == name.partition("-")[0]
        parameters = sampler.get_params()
        assert parameters.get("random_state", benchmarks.SEED) == benchmarks.SEED
        assert str(parameters.get("version", "")) == name.partition("-")[2]


def test_the_samples_have_the_size_and_the_share_asked_for():
    """Rows, features and exactly the share of minority rows."""
    X, y = benchmarks.samples(2_000, 16, 0.05)
    assert X.shape == (2_000, 16) and y.sum() == 100


@pytest.mark.parametrize("power", [0, 1, 2])
def test_the_exponent_of_a_power_is_that_power(power):
    """Times that grow with the square have exponent 2; the small sizes, which overheads rule, do
    not count."""
    table = [
        {"n": n, "seconds_ours": max(n**power, 500), "seconds_library": None}
        for n in (1, 1_000, 2_000, 4_000)
    ]
    expected = pytest.approx(power, abs=1e-9)
    assert benchmarks.exponent(table, "n") == expected
    assert benchmarks.exponent(table, "n", "library") is None


def test_growth_leaves_a_slow_library_out_and_says_so(monkeypatch, capsys):
    """Past the limit only ours goes on, and a dash stands where nothing was measured."""
    monkeypatch.setattr(benchmarks, "TOO_SLOW", 0.0)
    sizes = {"n": [(n, 3, 0.2) for n in (100, 200, 400)]}
    (measured,) = benchmarks.growth({}, ["TomekLinks"], sizes)
    assert [row["turns_library"] > 0 for row in measured["table"]] == [True, False, False]
    assert all(row["axis"] == "n" and row["seconds_ours"] > 0 for row in measured["table"])
    (row,) = measured["exponents"]
    assert row["ours"] is not None and row["library"] is None
    assert capsys.readouterr().out.rstrip().endswith("-")


def test_what_only_the_library_has_ends_where_it_is_too_slow(monkeypatch):
    """Beyond the limit there is nothing left to time, and the axis ends."""
    monkeypatch.setattr(benchmarks, "TOO_SLOW", 0.0)
    sizes = {"n": [(n, 3, 0.2) for n in (100, 200)], "d": [(100, d, 0.2) for d in (2, 3)]}
    (measured,) = benchmarks.growth({}, ["RandomOverSampler"], sizes)
    assert [row["axis"] for row in measured["table"]] == ["n", "d"]
    assert all(row["seconds_ours"] is None for row in measured["table"])


def test_every_size_the_course_speaks_of_is_measured():
    """Condensing at 20,000 rows, the family from 1,000 to 100,000 rows and 2 to 50 features; none
    twice."""
    assert (benchmarks.CONDENSING, 20_000, 10, 0.05) in benchmarks.CONDENSING_SIZES
    for sampler in benchmarks.FAMILY:
        sizes = [size[1:3] for size in benchmarks.FAMILY_SIZES if size[0] == sampler]
        assert {(1_000, 2), (1_000, 50), (100_000, 2), (100_000, 50)} <= set(sizes)
    assert ("TomekLinks", 100_000, 30, 0.01) in benchmarks.LINKS
    for sizes in (benchmarks.LINKS, benchmarks.FAMILY_SIZES):
        assert len(set(sizes)) == len(sizes)
