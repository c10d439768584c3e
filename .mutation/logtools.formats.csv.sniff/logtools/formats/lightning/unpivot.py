"""Unpivot a wide table, column by column, and label the cells.

Rows whose signatures share no columns are separated first. In each of these parts, most columns are filled in every
row, and need no filter.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import polars as pl

from logtools import schema
from logtools.formats.base import OBSERVED, SeriesLabels
from logtools.formats.csv.parse import Texts
from logtools.formats.lightning.axes import among
from logtools.formats.lightning.column_names import Column
from logtools.formats.lightning.quality_flags import flags
from logtools.formats.lightning.row_decisions import RowDecisions
from logtools.formats.lightning.row_kinds import RowKind
from logtools.formats.lightning.row_signatures import Codes
from logtools.metrics.stage import quantity_of

if TYPE_CHECKING:
    import numpy as np

__all__ = ["Piece", "concat_pieces", "unpivot"]

_CARRIED = ("source", "segment", "epoch", "step", "row")
#: Observations of one column and kind in file order: columns OBSERVED without `label`, and `flag` only if needed.
Piece = tuple[SeriesLabels, pl.DataFrame]


def unpivot(part: pl.DataFrame, decision: RowDecisions, codes: Codes, texts: Texts) -> Iterator[Piece]:
    """Split a table into pieces, one per column and kind of row; the pieces of a series are adjacent."""
    flagged = flags(part, decision, codes, texts)
    part = part.with_columns(expression.cast(schema.FLAG).alias(f"f{i}") for i, expression in flagged.items())
    found: dict[int, list[Piece]] = {}
    for group in _related({code: codes[code][0] for code in decision.kinds}):
        found |= _related_pieces(part, group, decision, codes, frozenset(flagged))
    series: dict[tuple[object, ...], list[Piece]] = {}
    for i in decision.columns:
        for piece in found.get(i, []):
            series.setdefault(piece[0].series, []).append(piece)
    for pieces in series.values():
        yield from pieces


def _related(signatures: dict[int, frozenset[int]]) -> list[list[int]]:
    """Group the signatures that share columns."""
    groups: list[tuple[set[int], list[int]]] = []
    for code, columns in signatures.items():
        touching = [group for group in groups if group[0] & columns]
        groups = [group for group in groups if not group[0] & columns]
        union = set(columns).union(*(group[0] for group in touching))
        groups.append((union, [*(each for group in touching for each in group[1]), code]))
    return [related for columns, related in groups if columns]


def _related_pieces(
    part: pl.DataFrame, group: Sequence[int], decision: RowDecisions, codes: Codes, flagged: frozenset[int]
) -> dict[int, list[Piece]]:
    """Split the rows of a group of signatures into pieces, for each column that they fill."""
    chosen = pl.Series(among(part.get_column("code").to_numpy(), group))

    def taken(name: str) -> pl.Series:
        # in one chunk: otherwise every later operation copies what the pieces share
        return part.get_column(name).filter(chosen).rechunk()

    carried, numbers = [taken(name) for name in _CARRIED], taken("code")
    found: dict[int, list[Piece]] = {}
    for i in sorted(frozenset[int]().union(*(codes[code][0] for code in group))):
        own = [*carried, taken(f"c{i}").alias("value")]
        if i in flagged:
            own.append(taken(f"f{i}").alias("flag"))
        kinds = {code: decision.kinds[code] for code in group if i in codes[code][0]}
        every, column = len(kinds) == len(group), decision.columns[i]
        by_label = _by_label(kinds, i, column)
        found[i] = list(_column_pieces(pl.DataFrame(own), numbers, column, by_label, every=every))
    return found


def _column_pieces(
    rows: pl.DataFrame,
    numbers: pl.Series,
    column: Column,
    by_label: dict[tuple[str | None, str], list[int]],
    *,
    every: bool,
) -> Iterator[Piece]:
    """Split one column by label.

    `by_label` are the codes with each label, `numbers` those of the rows; `every` is whether all rows fill the column.
    """
    for (stage, granularity), labelled in by_label.items():
        if every and len(by_label) == 1:
            frame = rows
        else:
            chosen = rows.get_column("value").is_not_null()
            if len(by_label) > 1:
                chosen &= numbers.is_in(labelled)
            frame = rows.filter(chosen)
        yield _labels(column, stage, granularity), frame


def concat_pieces(pieces: Sequence[Piece]) -> pl.DataFrame:
    """Concatenate pieces; sort the rows of a series with several pieces into file order."""
    import numpy as np

    frames = [pl.DataFrame(schema={name: kind for name, kind in OBSERVED.items() if name != "label"})]
    labels: list[np.ndarray[Any, Any]] = [np.empty(0, dtype=np.uint32)]
    numbered = ((labels.series, n, frame) for n, (labels, frame) in enumerate(pieces))
    for _, members in groupby(numbered, key=itemgetter(0)):
        group = list(members)
        numbers = np.array([n for _, n, _ in group], dtype=np.uint32)
        label = np.repeat(numbers, [frame.height for *_, frame in group])
        frame = group[0][2]
        if len(group) > 1:
            frame = pl.concat([frame for *_, frame in group], how="diagonal")
            order = frame.select(pl.arg_sort_by("source", "row", maintain_order=True)).to_series()
            frame, label = frame[order], label[order.to_numpy()]
        frames.append(frame)
        labels.append(label)
    everything = pl.concat(frames, how="diagonal")
    everything = everything.hstack([pl.Series("label", np.concatenate(labels))])
    text = (pl.col("flag") == "text").fill_null(value=False)
    if not everything["flag"].count():
        return everything
    return everything.with_columns(pl.when(~text).then("value").alias("value"))


def _by_label(kinds: dict[int, RowKind], i: int, column: Column) -> dict[tuple[str | None, str], list[int]]:
    """Group the codes by stage (the stage in the name of column `i` precedes that of the row) and granularity."""
    labels: dict[tuple[str | None, str], list[int]] = {}
    for code, kind in kinds.items():
        granularity = "run" if i in kind.final else kind.granularity
        labels.setdefault((column.stage or kind.stage, granularity), []).append(code)
    return labels


def _labels(column: Column, stage: str | None, granularity: str) -> SeriesLabels:
    return SeriesLabels(
        column=column.header,
        metric=column.metric,
        quantity=quantity_of(column.metric),
        stage=stage,
        granularity=granularity,
        dataloader=column.dataloader,
    )
