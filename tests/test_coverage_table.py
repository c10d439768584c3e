"""The tables in docs/statistics.md are those of scripts/coverage.py, and show that few claims are false."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from scripts.coverage import PAGE, TABLES
from scripts.simulations.tables import filled, measured, simulated

ROOT = Path(__file__).parents[1]


def documented(name: str) -> list[list[str]]:
    """Return the rows of a documented table, the heads first."""
    lines = [line for line in simulated(PAGE.read_text(encoding="utf-8"))[name].splitlines() if line[:1] == "|"]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [rows[0], *rows[2:]]


def column(name: str, head: str) -> list[float]:
    """Return the numbers of a column of a documented table."""
    heads, *rows = documented(name)
    return [float(row[heads.index(head)]) for row in rows]


def test_every_table_is_documented() -> None:
    assert set(simulated(PAGE.read_text(encoding="utf-8"))) == set(TABLES)


@pytest.mark.parametrize("name", TABLES)
def test_a_documented_table_has_the_heads_and_situations_of_the_simulation(name: str) -> None:
    heads, *rows = documented(name)
    table = TABLES[name]
    assert heads == list(table.heads)
    assert f"({table.experiments:,} experiments per cell)" in simulated(PAGE.read_text(encoding="utf-8"))[name]
    measures = len(table.rows[0].situation)
    assert [tuple(row[:measures]) for row in rows] == [row.situation for row in table.rows]
    assert all(cell == "-" or float(cell) >= 0 for row in rows for cell in row[measures:])


@pytest.mark.parametrize(("name", "situation"), [("mean", "3"), ("two groups", "2, 10")])
def test_documented_numbers_are_reproduced(name: str, situation: str) -> None:
    table = TABLES[name]
    row = next(row for row in table.rows if row.situation[0] == situation)
    found = [*row.situation, *row.measure(table.experiments, 0)]
    assert found in documented(name)


@pytest.mark.parametrize("name", TABLES)
def test_a_simulation_gives_a_cell_for_each_head(name: str) -> None:
    table = TABLES[name]
    row = table.rows[0]
    assert len(row.situation) + len(row.measure(3, 5)) == len(table.heads)


def test_other_seeds_give_other_numbers() -> None:
    row = TABLES["another run"].rows[0]
    assert row.measure(20, 0) == row.measure(20, 0) != row.measure(20, 1)


def test_the_script_prints_chosen_tables() -> None:
    command = [sys.executable, "scripts/coverage.py", "--only", "another run", "--rounds", "2", "--jobs", "1"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    name, _, head, *_ = result.stdout.splitlines()
    assert name == "another run:"
    assert head == f"| {' | '.join(TABLES['another run'].heads)} |"


def test_only_documented_numbers_are_written() -> None:
    command = [sys.executable, "scripts/coverage.py", "--write", "--seed", "1"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 2
    assert "--write needs the default --rounds and --seed" in result.stderr


def test_a_measured_table_replaces_the_documented_one() -> None:
    ((table, text),) = measured([TABLES["another run"]], experiments=2)
    page = PAGE.read_text(encoding="utf-8")
    changed = filled(page, {table.name: text})
    assert simulated(changed) == simulated(page) | {table.name: text}
    assert filled(changed, simulated(page)) == page


def test_the_interval_for_normal_values_has_nominal_coverage() -> None:
    assert all(abs(covered - 95) < 1 for covered in column("mean", "t, normal"))


def test_noise_of_curves_makes_no_more_false_claims_than_it_may() -> None:
    heads, *rows = documented("claims")
    false = [row for row in rows if row[0] not in {"10 : 20 epochs", "plateau 1.5 better"}]
    assert max(float(row[heads.index("best alone")]) for row in false) > 90
    assert max(float(row[heads.index("best and level (compare)")]) for row in false) <= 5


#: The largest rate of a table with a nominal rate of 5: 0.7 is one standard error of 1,000 experiments.
LIMITS = [
    ("two groups", "logtools, equal spreads", 5.5),
    ("two groups", "first 2.1 times", 7.0),
    ("two groups", "first 3 times", 7.0),
    ("two groups with seeds", "correlation 0.5", 6.0),
    ("two groups with seeds", "correlation 0.8", 6.0),
    ("family", "equal spreads", 7.0),
    ("family", "seeds, correlation 0.5", 7.0),
    ("family", "baseline given, seeds", 7.0),
    ("family", "spreads 0.7 to 1.5", 8.0),
    ("one other group", "equal spreads", 7.0),
    ("one other group", "first 2 times", 8.5),
    ("unusual runs", "each run copied", 7.0),
    ("unusual runs", "each seed run twice", 7.0),
    ("unusual runs", "half of the seeds shared", 7.0),
    ("gate errors", "false PASS, equal spreads", 6.5),
    ("gate errors", "false PASS, 3 : 1", 6.5),
    ("gate errors", "false PASS, 1 : 3", 6.5),
    ("gate errors", "false FAIL, equal spreads", 6.5),
    ("gate errors", "false FAIL, 3 : 1", 6.5),
    ("gate errors", "false FAIL, 1 : 3", 6.5),
    ("gate relative", "loss, n = 10", 6.5),
    ("gate relative", "score, n = 3", 6.5),
]


@pytest.mark.parametrize(("name", "head", "limit"), LIMITS)
def test_false_claims_are_rare(name: str, head: str, limit: float) -> None:
    heads, *rows = documented(name)
    several = [row for row in rows if not row[0].startswith("1, ")]  # a single run is assumed to vary like the others
    assert max(float(row[heads.index(head)]) for row in several) <= limit


@pytest.mark.parametrize("head", ["intervals cover", "intervals cover, seeds"])
def test_simultaneous_intervals_cover_the_true_differences(head: str) -> None:
    assert min(column("power", head)) >= 93


def test_a_group_that_is_better_than_eleven_others_is_found() -> None:
    heads, *rows = documented("power")
    (row,) = (dict(zip(heads, row, strict=True)) for row in rows if row[:3] == ["12", "3", "3"])
    assert float(row["Welch + Holm"]) < 5
    assert float(row["logtools"]) >= 50
    assert float(row["logtools, seeds"]) >= 85


def test_the_expected_shortfall_is_near_the_true_one() -> None:
    pairs = zip(column("another run", "best - true"), column("another run", "expected by compare"), strict=True)
    assert all(found == pytest.approx(true, rel=0.25) for true, found in pairs)
