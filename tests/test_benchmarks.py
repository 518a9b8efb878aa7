"""The benchmark measures both samplers and stores what it prints; its numbers are no promise."""

from course_lib import benchmarks, results


def test_the_table_is_printed_and_stored(tmp_path, monkeypatch, capsys):
    """A row per configuration goes to the screen and, with processor and threads, to a file."""
    monkeypatch.setattr(results, "FOLDER", tmp_path)
    benchmarks.main([(200, 2, 0.1), (300, 10, 0.5)], name="speed")
    stored = results.recorded("speed")
    rows = stored["measured"]["table"]
    assert [(row["n"], row["d"], row["minority_share"]) for row in rows] == [
        (200, 2, 0.1),
        (300, 10, 0.5),
    ]
    assert all(row["seconds_ours"] > 0 and row["ratio"] > 0 and row["peak_mib"] > 0 for row in rows)
    assert stored["measured"]["machine"]["cores"] >= 1
    assert stored["seeds"] == [benchmarks.SEED]
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 1 + len(rows) + 1
    assert {len(line) for line in lines[:-1]} == {len(benchmarks.HEADER)}


def test_the_library_s_slowest_run_is_not_repeated(monkeypatch):
    """A slow library is timed once, ours three times all the same."""
    calls = []
    monkeypatch.setattr(
        benchmarks, "seconds", lambda sampler, X, y: calls.append(sampler.__module__) or 9.0
    )
    row = benchmarks.measure(100, 2, 0.1)
    assert sum(module.startswith("imblearn") for module in calls) == row["turns_library"] == 1
    assert row["turns_ours"] == 3 and row["ratio"] == 1
    row = benchmarks.measure(100, 2, 0.1, known=18.0)
    assert sum(module.startswith("imblearn") for module in calls) == 1
    assert row["turns_library"] == 0 and row["ratio"] == 2


def test_every_size_of_the_course_is_measured():
    """The sizes that the course speaks of come first, none twice."""
    assert benchmarks.CONFIGURATIONS[:3] == [
        (100_000, 30, 0.01),
        (100_000, 10, 0.01),
        (10_000, 20, 0.05),
    ]
    assert len(set(benchmarks.CONFIGURATIONS)) == len(benchmarks.CONFIGURATIONS)
