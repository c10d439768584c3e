"""Flag observations that are in the file but are redundant: duplicate, stale, sanity-check and non-numeric values.

Lightning wrote some values twice (0.10), repeated values of one dataloader in the rows of the next (1.1 to 1.5), and
logged its sanity check like a validation (up to 1.0). A value is flagged only if it proves to be one of these.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import polars as pl

from logtools.formats.base import FileIssue
from logtools.formats.csv.parse import Texts
from logtools.formats.lightning.row_decisions import RowDecisions
from logtools.formats.lightning.row_signatures import Codes
from logtools.text.numbers import count

__all__ = ["flag_issues", "flags", "rows_at"]

_ROWS = 36  # bits for the index of a row
_MESSAGES = {
    "duplicate": "{n} that Lightning wrote twice ignored (the second of each)",
    "stale": "{n} of one dataloader that Lightning repeated in rows of the next ignored",
    "sanity": "{n} of the sanity check before training ignored",
    "text": "{n} ignored",
}


def flags(part: pl.DataFrame, decision: RowDecisions, codes: Codes, texts: Texts) -> dict[int, pl.Expr]:
    """Return, for each column that may have flagged observations, the expression that flags them."""
    found: dict[int, list[pl.Expr]] = {i: [pl.when(rows_at(cells)).then(pl.lit("text"))] for i, cells in texts.items()}
    used = [codes[code][0] for code in decision.kinds]
    halves: dict[tuple[str, int | None], list[int]] = {}
    for i, column in decision.columns.items():
        if column.fork:
            halves.setdefault((column.metric, column.dataloader), []).append(i)
    for i, column in decision.columns.items():
        twins = [] if column.fork else halves.get((column.metric, column.dataloader), [])
        if twins and (duplicate := _duplicate(i, twins, used)) is not None:
            found.setdefault(i, []).append(duplicate)
        if column.dataloader is not None and (stale := _stale(i, decision, codes)) is not None:
            found.setdefault(i, []).append(stale)
    if "early" in part.columns and part.get_column("early").any():
        steps = [code for code, kind in decision.kinds.items() if kind.stage == "val" and kind.granularity == "step"]
        for i in {i for code in steps for i in codes[code][0]}:
            early = pl.when(pl.col("early") & pl.col("code").is_in(steps)).then(pl.lit("sanity"))
            found.setdefault(i, []).append(early)
    return {i: pl.coalesce(expressions) for i, expressions in found.items()}


def flag_issues(frame: pl.DataFrame) -> Iterator[tuple[int, FileIssue]]:
    """Yield an issue for each kind of flag in each source."""
    if not frame.get_column("flag").count():
        return
    flagged = frame.select("source", "flag").drop_nulls()
    for source, flag, cells in flagged.group_by("source", "flag").len().sort("source", "flag").iter_rows():
        values = count(cells, "non-numeric value" if flag == "text" else "value")
        yield source, FileIssue(kind=flag, count=cells, message=_MESSAGES[flag].format(n=values))


def rows_at(cells: Sequence[tuple[int, int]]) -> pl.Expr:
    """Return a mask of the rows of a table whose (source, row) is in `cells`."""
    places = pl.Series([source << _ROWS | row for source, row in cells], dtype=pl.Int64)
    return (pl.col("source").cast(pl.Int64) * (1 << _ROWS) + pl.col("row")).is_in(places.implode())


def _duplicate(i: int, halves: list[int], used: list[frozenset[int]]) -> pl.Expr | None:
    """Return the flag for duplicates: 0.10 writes a forked metric a second time with its bare name."""
    beside = [j for j in halves if any({i, j} <= filled for filled in used)]
    if not beside:
        return None
    same = pl.any_horizontal(pl.col(f"c{i}").eq_missing(pl.col(f"c{j}")) for j in beside)
    return pl.when(same).then(pl.lit("duplicate"))


def _stale(i: int, decision: RowDecisions, codes: Codes) -> pl.Expr | None:
    """Return the flag for stale values: 1.1 to 1.5 repeat values of earlier dataloaders in the steps of a later one."""
    number = decision.columns[i].dataloader or 0
    repeating = [
        code
        for code, kind in decision.kinds.items()
        if i in codes[code][0] and codes[code][1] and kind.granularity == "step"
        if any((decision.columns[j].dataloader or 0) > number for j in codes[code][0])
    ]
    if not repeating:
        return None
    value = pl.col(f"c{i}")
    before = value.forward_fill().shift(1).over("source")
    return pl.when(pl.col("code").is_in(repeating) & value.eq_missing(before)).then(pl.lit("stale"))
