"""Nothing is lost and nothing is invented: observations are the non-empty metric cells, as the csv module sees them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import logtools as lt

LOGS = Path(__file__).parents[1] / "fixtures" / "logs"
RUNS = sorted(path.parent.relative_to(LOGS).as_posix() for path in LOGS.rglob("metrics.csv"))


def cells(file: Path) -> list[tuple[str, int, float]]:
    """Return (column, row, value) of every non-empty cell that is not an axis, without any part of logtools."""
    with file.open(newline="", encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    return sorted(
        (column, number, float(cell))
        for number, row in enumerate(rows)
        for column, cell in row.items()
        if cell and column not in {"epoch", "step"}
    )


@pytest.mark.parametrize("run", RUNS)
def test_every_non_empty_metric_cell_is_exactly_one_observation(run: str) -> None:
    frame = lt.read(LOGS)[run].metrics(provenance=True)
    assert sorted(frame.select("column", "row", "value").iter_rows()) == cells(LOGS / run / "metrics.csv")


def test_read_together_runs_give_what_they_give_alone() -> None:
    together = lt.read(LOGS).metrics(provenance=True)
    counted = dict(together.get_column("run").value_counts().iter_rows())
    assert counted == {run: len(cells(LOGS / run / "metrics.csv")) for run in RUNS}
