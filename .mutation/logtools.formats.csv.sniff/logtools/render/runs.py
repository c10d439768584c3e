"""Build the table of runs that `logtools ls` prints."""

from __future__ import annotations

from datetime import datetime

import polars as pl

from logtools.render.table import Column, Table, add_notice_marks
from logtools.text.units import age, bytes_text

__all__ = ["table"]


def table(runs: pl.DataFrame, *, now: datetime) -> Table:
    """Return a table of runs (schema.RUNS), in which `!` marks runs with a notice."""
    columns = [
        Column(title="run", cells=runs["run"].to_list()),
        _integers(runs, "epoch", order=1),
        _integers(runs, "step", order=2),
        _integers(runs, "metric_count", title="metrics", order=5),
        Column(title="size", cells=[bytes_text(size) for size in runs["size"]], right=True, order=6),
        Column(title="changed", cells=[age(changed, now) for changed in runs["changed"]], right=True, order=3),
        Column(title="state", cells=runs["state"].cast(pl.String).to_list(), order=4),
    ]
    noticed = [i for i, notice in enumerate(runs["notice"]) if notice is not None]
    return add_notice_marks(Table(frame=runs, columns=columns), noticed)


def _integers(runs: pl.DataFrame, name: str, *, order: int, title: str | None = None) -> Column:
    cells = ["-" if value is None else str(value) for value in runs[name]]
    return Column(title=title or name, cells=cells, right=True, order=order)
