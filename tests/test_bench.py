"""The benchmark: its logs match their layouts, and all tools read the same values.

No durations are asserted.
"""

from __future__ import annotations

import csv
import os
import struct
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from polars.testing import assert_frame_equal

import logtools as lt
from scripts.benchmark import bound, report, rivals, walk
from scripts.benchmark.events import convert
from scripts.benchmark.layouts import LAYOUTS, Layout, small
from scripts.benchmark.makers import make
from scripts.benchmark.measure import Command, Result, Run, take_turns
from scripts.benchmark.tasks import TASKS, commands

ROOT = Path(__file__).parents[1]
MEBIBYTE = 1 << 20


@pytest.fixture(scope="module", params=["sweep", "many", "big", "wide", "runs1000"])
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Layout, Path]:
    """Return a shortened layout, and the folder of its runs."""
    layout = small(LAYOUTS[request.param])
    return layout, make(layout, tmp_path_factory.mktemp(request.param))


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> tuple[Layout, Path]:
    """Return a shortened layout with few columns, and the folder of its runs."""
    layout = replace(small(LAYOUTS["many"]), runs=2)
    return layout, make(layout, tmp_path_factory.mktemp("few"))


def in_any_order(frame: pl.DataFrame) -> pl.DataFrame:
    """Return a frame in a fixed order of rows and columns."""
    plain = frame.with_columns(pl.col(pl.Categorical).cast(pl.String), pl.col(pl.Enum).cast(pl.String))
    return plain.select(sorted(plain.columns)).sort(pl.all())


def test_the_sizes_match_the_tables() -> None:
    shapes = {name: (layout.runs, layout.rows, len(layout.header)) for name, layout in LAYOUTS.items()}
    assert shapes["sweep"][::2] == (1_000, 17)
    assert shapes["many"][:2] == (200, 2_021)
    assert shapes["big"] == (1, 1_000_101, 11)
    assert shapes["wide"][2] == 500
    assert [shapes[f"runs{count}"][0] for count in (10, 100, 1_000, 10_000)] == [10, 100, 1_000, 10_000]


def test_files_have_the_rows_of_their_layout(made: tuple[Layout, Path]) -> None:
    layout, runs = made
    files = list(runs.glob("*/metrics.csv"))
    assert len(files) == layout.runs
    values = 0
    for file in files:
        text = file.read_bytes().decode()
        assert text.count("\r\n") == text.count("\n") == layout.rows + 1
        rows = list(csv.DictReader(text.splitlines()))
        assert tuple(rows[0]) == layout.header == tuple(sorted(layout.header))
        filled = [{name for name, cell in row.items() if cell} - {"epoch", "step"} for row in rows]
        values += sum(map(len, filled))
        kinds = [{metric.row for metric in layout.metrics if metric.column in names} for names in filled]
        assert all(len(kind) == 1 for kind in kinds), "a row never mixes kinds"
        assert [kind == {"lr"} for kind in kinds] == [not row["epoch"] for row in rows]
        assert kinds[:2] == [{"lr"}, {"step"}]
        assert kinds[-3:] == [{"val"}, {"epoch"}, {"test"}]
        assert int(rows[-1]["step"]) == int(rows[-2]["step"]) + 1
    assert values == layout.observations


def test_logs_are_created_once_and_again_for_another_layout(tmp_path: Path) -> None:
    layout = small(LAYOUTS["many"])
    file = make(layout, tmp_path) / "version_0" / "metrics.csv"
    os.utime(file, (1, 1))
    make(layout, tmp_path)
    assert file.stat().st_mtime == 1
    make(replace(layout, epochs=layout.epochs + 1), tmp_path)
    assert file.stat().st_mtime > 1


def test_logtools_reads_the_same_values_as_the_baseline(made: tuple[Layout, Path]) -> None:
    layout, runs = made
    logs = lt.read(runs)
    assert logs.metrics().height == layout.observations
    assert_frame_equal(in_any_order(logs.metrics()), in_any_order(bound.metrics(layout, runs)))
    assert logs.notices.is_empty()


def test_logtools_gives_the_same_summary_as_the_baseline(made: tuple[Layout, Path]) -> None:
    layout, runs = made
    summary = lt.read(runs).summary().drop("label", "level", "noise")  # the baseline does without
    assert_frame_equal(in_any_order(summary), in_any_order(bound.summary(layout, runs)))


def test_the_baseline_gives_the_same_result_in_one_part_and_in_many(
    made: tuple[Layout, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    layout, runs = made
    metrics, summary = bound.metrics(layout, runs), bound.summary(layout, runs)
    monkeypatch.setattr(bound, "_TOGETHER", 1)
    assert_frame_equal(in_any_order(metrics), in_any_order(bound.metrics(layout, runs)))
    assert_frame_equal(in_any_order(summary), in_any_order(bound.summary(layout, runs)))


def test_logtools_lists_the_same_runs_as_the_baseline(made: tuple[Layout, Path]) -> None:
    _, runs = made
    listed = lt.read(runs).runs.select("run", "state", "epoch", "step", "metric_count", "size").rows()
    walked = [row[:-1] for row in walk.rows(str(runs))]
    assert listed == walked


def test_hand_written_code_finds_the_same_values(made: tuple[Layout, Path]) -> None:
    _, runs = made
    expected = sorted(lt.read(runs).metrics().get_column("value"))
    assert sorted(rivals.polars_metrics(runs).get_column("value")) == expected
    pytest.importorskip("pandas")
    # pandas 2 parses some numbers to the neighbouring float
    np.testing.assert_allclose(sorted(rivals.pandas_metrics(runs)["value"]), expected, rtol=1e-15)


def test_all_plotting_tools_read_or_draw_the_files(few: tuple[Layout, Path]) -> None:
    layout, runs = few
    task = replace(TASKS["plot-many"], contenders=("bound", "logtools", "pandas"))
    results = take_turns(commands(task, layout, runs, None), rounds=1, tell=lambda _: None)
    assert [(result.name, result.error) for result in results if result.error] == []
    for name in ("logtools", "pandas") if len(results) == 3 else ("logtools",):
        assert (runs.parent / f"{name}.png").read_bytes().startswith(b"\x89PNG")


def test_event_files_have_one_valid_record_per_value(few: tuple[Layout, Path], tmp_path: Path) -> None:
    layout, runs = few
    records = 0
    for file in convert(runs, tmp_path).glob("*/events*"):
        data = file.read_bytes()
        while data:
            (length,) = struct.unpack_from("<Q", data)
            assert struct.unpack_from("<I", data, 8)[0] == masked(data[:8])
            record = data[12 : 12 + length]
            assert struct.unpack_from("<I", data, 12 + length)[0] == masked(record)
            data = data[16 + length :]
            records += 1
        records -= 1  # the first record contains only the version
    assert records == layout.observations


def masked(data: bytes) -> int:
    """Return TensorBoard's checksum, bit by bit."""
    crc = 0xFFFFFFFF
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0x82F63B78 if crc & 1 else 0)
    crc ^= 0xFFFFFFFF
    return ((crc >> 15 | crc << 17) + 0xA282EAD8) & 0xFFFFFFFF


def test_tbparse_reads_the_same_values(few: tuple[Layout, Path], tmp_path: Path) -> None:
    pytest.importorskip("tbparse")
    _, runs = few
    read = sorted(rivals.tbparse_metrics(convert(runs, tmp_path))["value"])
    assert read == pytest.approx(sorted(lt.read(runs).metrics().get_column("value")))


def test_tools_run_in_turns_and_report_time_and_memory(few: tuple[Layout, Path]) -> None:
    layout, runs = few
    task = replace(TASKS["metrics-big"], contenders=("bound", "logtools"))
    order: list[str] = []
    results = take_turns(commands(task, layout, runs, None), rounds=2, tell=order.append)
    assert [line.split(":")[0].split()[-1] for line in order] == ["bound", "logtools"] * 2
    for result in results:
        assert not result.error
        assert len(result.runs) == 2
        assert 0 < result.median("wall") < 60
        assert result.median("memory") > 20 * MEBIBYTE


def test_a_tool_that_fails_is_reported_and_not_run_again() -> None:
    arguments = (sys.executable, "-c", "raise SystemExit('no such thing')")
    broken = Command(arguments=arguments, folder=ROOT, prints_duration=False)
    (result,) = take_turns({"pandas": broken}, rounds=3, tell=lambda _: None)
    assert result.error == "failed: no such thing"
    assert len(result.runs) == 1
    assert "failed: no such thing" in report.table([result], markdown=False)


def result(name: str, *walls: float, memory: int = 100 * 10**6) -> Result:
    """Return the result of a tool with these durations, one per round."""
    return Result(name=name, runs=tuple(Run(wall=wall, cpu=wall, memory=memory) for wall in walls))


def test_ratios_are_medians_over_the_rounds_that_both_ran_in() -> None:
    assert result("logtools", 2.0, 30.0, 3.0).ratio(result("bound", 1.0, 10.0, 2.0)) == 2.0
    assert result("pandas", 8.0).ratio(result("bound", 1.0, 100.0)) == 8.0


def test_the_table_has_a_row_per_tool_with_ratios_to_the_first() -> None:
    rows = report.table([result("bound", 2.0), result("logtools", 3.0, memory=150 * 10**6)], markdown=True).splitlines()
    assert rows[2] == "| baseline | 2.00 s | 1.00 | 2.00 s | 1.00 | 100 MB | 1.00 | 1 |"
    assert rows[3] == "| logtools | 3.00 s | 1.50 | 3.00 s | 1.50 | 150 MB | 1.50 | 1 |"


@pytest.mark.parametrize(
    ("task", "walls", "memory", "expected"),
    [
        ("metrics-sweep", {"bound": 1.0, "logtools": 1.2, "pandas": 5.0}, 120, ["met", "met", "met"]),
        ("metrics-sweep", {"bound": 1.0, "logtools": 1.4, "pandas": 5.0}, 140, ["MISSED", "MISSED", "MISSED"]),
        ("compare-sweep", {"bound": 1.0, "logtools": 1.3}, 199, ["met", "met"]),
        ("compare-sweep", {"bound": 1.0, "logtools": 1.4}, 200, ["MISSED", "MISSED"]),
        ("compare-many", {"bound": 1.0, "logtools": 1.2, "ltui": 1.3}, 100, ["met", "met"]),
        ("compare-big", {"bound": 1.0, "logtools": 1.2, "ltui": 1.1}, 100, ["met", "MISSED"]),
        ("ls-runs10000", {"bound": 1.0, "logtools": 2.1}, 100, ["MISSED"]),
    ],
)
def test_goals_are_met_or_missed_by_the_measurements(
    task: str, walls: dict[str, float], memory: int, expected: list[str]
) -> None:
    results = {name: result(name, wall) for name, wall in walls.items()}
    results["logtools"] = result("logtools", walls["logtools"], memory=memory * 10**6)
    assert [verdict.split(":")[0] for verdict in report.aims(TASKS[task], results)] == expected


@pytest.mark.parametrize(("last", "expected"), [(10.9, "met"), (20.0, "MISSED")])
def test_growth_compares_the_cost_per_additional_run(last: float, expected: str) -> None:
    seconds = {10: 1.0, 100: 1.09, 1_000: 1.99, 10_000: last}
    measured = [(count, {"logtools": result("logtools", wall)}) for count, wall in seconds.items()]
    table, verdicts = report.growth(measured, markdown=False)
    assert "1.00 ms" in table
    assert verdicts[0].startswith(expected)


def test_the_overview_has_all_logs_of_a_kind_side_by_side() -> None:
    measured = {
        name: (TASKS[name], LAYOUTS[TASKS[name].logs], {r.name: r for r in results})
        for name, results in {
            "metrics-sweep": [result("bound", 2.0), result("logtools", 3.0, memory=150 * 10**6)],
            "metrics-big": [result("bound", 1.0), result("pandas", 4.0)],
            "plot-big": [result("bound", 1.0), result("logtools", 1.5)],
        }.items()
    }
    lines = [line for text in report.overview(measured, markdown=True) for line in text.split("\n")]
    assert [line.count("|") for line in lines if line.startswith("| logtools")] == [4, 3]
    assert "| logtools | 3.00 s (1.50 x), 150 MB |  |" in lines
    assert "| pandas: read_csv, melt, dropna, concat |  | 4.00 s (4.00 x), 100 MB |" in lines
    assert sum(line.startswith("`") for line in lines) == 2
