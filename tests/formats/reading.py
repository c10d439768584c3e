"""Helpers for tests of formats: read a case or a few lines of text, and look up the results."""

from __future__ import annotations

from pathlib import Path

import polars as pl

import logtools as lt

__all__ = ["CASES", "FIXTURES", "LIGHTNING", "case", "kinds", "notice_kinds", "read_text", "rows", "series", "value_at"]

FIXTURES = Path(__file__).parents[2] / "fixtures"
CASES = FIXTURES / "cases"
LIGHTNING = FIXTURES / "lightning"

Logs = lt.Logs[pl.DataFrame]


def case(name: str) -> Logs:
    """Read one case from `fixtures/cases`."""
    return lt.read(CASES / name)


def read_text(folder: Path, text: str | bytes, *, hparams: str | bytes | None = None, run: str = "run") -> Logs:
    """Write a metrics.csv (and hparams.yaml) with this text, and read the folder."""
    (folder / run).mkdir(parents=True, exist_ok=True)
    (folder / run / "metrics.csv").write_bytes(text.encode() if isinstance(text, str) else text)
    if hparams is not None:
        (folder / run / "hparams.yaml").write_bytes(hparams.encode() if isinstance(hparams, str) else hparams)
    return lt.read(folder)


def rows(frame: pl.DataFrame, *columns: str) -> list[tuple[object, ...]]:
    """Return some columns of a frame, one tuple per row, with categories as strings."""
    texts = [pl.col(name).cast(pl.String) if _is_text(frame.schema[name]) else pl.col(name) for name in columns]
    return frame.select(texts).rows()


def _is_text(dtype: pl.DataType) -> bool:
    return isinstance(dtype, pl.Categorical | pl.Enum)


def series(  # noqa: PLR0913 - one argument per column
    logs: Logs,
    metric: str,
    *,
    stage: str | None = None,
    granularity: str | None = None,
    dataloader: int | None = None,
    segment: int | None = None,
) -> list[tuple[object, ...]]:
    """Return (epoch, step, value) of a metric's observations, in file order; arguments that are not None filter."""
    wanted = {"stage": stage, "granularity": granularity, "dataloader": dataloader, "segment": segment}
    frame = logs.metrics().filter(pl.col("metric").cast(pl.String) == metric)
    for name, value in wanted.items():
        if value is not None:
            frame = frame.filter(pl.col(name).cast(pl.String) == str(value))
    return rows(frame, "epoch", "step", "value")


def kinds(logs: Logs, *columns: str) -> set[tuple[object, ...]]:
    """Return the distinct kinds of observations: metric, stage and granularity, or the given columns."""
    return set(rows(logs.metrics(), *(columns or ("metric", "stage", "granularity"))))


def value_at(frame: pl.DataFrame, column: str, **where: int) -> object:
    """Return the value of a column in the only row with these numbers."""
    found = frame.filter(*(pl.col(name) == number for name, number in where.items()))
    return found.get_column(column).item()


def notice_kinds(logs: Logs) -> dict[str, int]:
    """Return the kinds of notices with their counts; fail if a run has two of the same kind."""
    observations_and_issues = logs.notices
    assert observations_and_issues.select("run", "kind").is_duplicated().sum() == 0
    return dict(observations_and_issues.select("kind", "count").rows())
