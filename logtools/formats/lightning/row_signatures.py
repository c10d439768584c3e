"""Signatures of rows: the cells that a row fills, which show the kind of the row.

A row never mixes train-step, train-epoch, validation, test and monitor columns. So its *signature*, the set of cells
that it fills and whether its epoch is blank, determines its kind. Even a long file has only a few signatures: the kind
is decided for each of them, and applied to all rows at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import polars as pl

from logtools.formats.lightning.axes import DEFAULT_LOG_INTERVAL, after_fit
from logtools.formats.lightning.row_order import add_order
from logtools.record import Record

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[Any]]

__all__ = ["Codes", "NamedCodes", "RowSignature", "code_rows", "row_signatures"]

#: By the code of a signature: the positions of the columns that it fills, and whether the epoch is blank.
Codes = dict[int, tuple[frozenset[int], bool]]
#: Code, whether it has a single row, all are in epoch 0, the first comes first in the file, all have text; evidence of
#: doubtful codes.
_Counted = tuple[int, bool, bool, bool, bool, tuple[tuple[str, bool], ...] | None]

_NOTHING = {"multiple": False, "at_end": False, "ahead": False}  # the evidence of a signature whose names decide
_WORD = 16  # number of columns whose masks are packed into one integer


class RowSignature(Record):
    """The rows of one file that fill the same cells, with evidence of their kind."""

    #: The code of the signature in the table.
    code: int
    #: Positions of the columns that the rows fill.
    columns: frozenset[int]
    #: Whether their epoch is blank.
    blank: bool
    #: Whether it is a single row.
    single: bool
    #: Whether any epoch has several of the rows (for blank rows: several between two rows with an epoch).
    multiple: bool
    #: Whether every row is at the last step of its epoch in the file, and these steps are evenly spaced.
    at_end: bool
    #: Whether every row has the same step as the next row with an epoch (blank rows only).
    ahead: bool
    #: Whether the first of the rows comes before any other row with an epoch.
    leading: bool
    #: Whether all rows are in epoch 0.
    first_epoch: bool
    #: Whether a row is at the step of a train step, or between two logged train steps, so that it is not a train step.
    apart: bool = False
    #: Whether every row comes after the other rows without a stage that end the same epoch.
    closing: bool = False
    #: Whether every row has text instead of a number, so that another program may have changed them.
    textual: bool = False


def code_rows(frame: pl.DataFrame, columns: Sequence[int]) -> tuple[pl.DataFrame, Codes]:
    """Number the signatures of the rows of a table with axes.

    Returns the frame with a column `code` (Int64: 0, 1, ...), and the meaning of each code. The masks of `_WORD`
    columns at a time are packed into integers, and the distinct values are renumbered after each word. So codes stay
    small integers, however many columns there are.
    """
    import numpy as np

    masks, members = _distinct_masks(frame, columns)
    masks.append(frame.get_column("epoch").is_null().to_numpy())
    code = np.zeros(frame.height, dtype=np.int64)
    meanings: list[list[int]] = [[]]  # by code: the masks that are true, so far
    for start in range(0, len(masks), _WORD):
        block = masks[start : start + _WORD]
        word = np.zeros(frame.height, dtype=np.uint16)
        for bit, mask in enumerate(block):
            word |= mask.astype(np.uint16) << np.uint16(bit)
        code, present = _dense(code << _WORD | word)
        held = [[start + bit for bit in range(len(block)) if value >> bit & 1] for value in present]
        meanings = [meanings[value >> _WORD] + bits for value, bits in zip(present, held, strict=True)]
    blank = len(masks) - 1
    codes: Codes = {}
    for number, held_masks in enumerate(meanings):
        filled = frozenset(i for mask in held_masks if mask != blank for i in members[mask])
        codes[number] = filled, blank in held_masks
    return frame.hstack([pl.Series("code", code, dtype=pl.Int64)]), codes


def _distinct_masks(frame: pl.DataFrame, columns: Sequence[int]) -> tuple[list[Array], list[list[int]]]:
    """Return the distinct masks of non-empty cells, each of shape (rows,), and the columns with each mask."""
    used = [i for i in columns if frame.get_column(f"c{i}").null_count() < frame.height]
    filled = frame.select_seq(pl.col(f"c{i}").is_not_null() for i in used)  # one query for all columns is faster
    masks: list[pl.Series] = []  # one bit per row, as polars stores them: most are only compared
    members: list[list[int]] = []
    alike: dict[int, list[int]] = {}  # by the number of empty cells
    for i, mask in zip(used, filled.iter_columns(), strict=True):
        candidates = alike.setdefault(frame.get_column(f"c{i}").null_count(), [])
        known = next((known for known in candidates if masks[known].equals(mask)), None)
        if known is None:
            candidates.append(len(masks))
            masks.append(mask)
            members.append([i])
        else:
            members[known].append(i)
    return [mask.to_numpy() for mask in masks], members


def _dense(values: Array) -> tuple[Array, list[int]]:
    """Replace non-negative integers of shape (rows,) by their ranks; return the ranks, and the value of each rank."""
    import numpy as np

    if not len(values):
        return values, []
    if values.max() < 1 << 20:
        present = np.flatnonzero(np.bincount(values))
        numbers = np.zeros(int(values.max()) + 1, dtype=np.int64)
        numbers[present] = np.arange(len(present))
        return numbers[values], present.tolist()
    present, dense = np.unique(values, return_inverse=True)
    return dense.reshape(values.shape), present.tolist()


@dataclass(frozen=True, kw_only=True)
class NamedCodes:
    """What the names decide about the signatures of a table: some of their codes."""

    #: Rows whose kind the names do not decide.
    doubtful: AbstractSet[int]
    #: Rows with names of the train stage.
    training: AbstractSet[int]
    #: Rows with an epoch whose names have no stage.
    unstaged: AbstractSet[int]
    #: Rows with an epoch and the step values of forks.
    forked: AbstractSet[int]


def row_signatures(
    frame: pl.DataFrame, codes: Codes, named: NamedCodes
) -> list[tuple[list[int], tuple[RowSignature, ...]]]:
    """Return the signatures of every file, as pairs (sources, signatures); files with equal signatures share a pair.

    Evidence that needs a pass over the rows is computed only for doubtful codes, and is False for others.
    """
    doubtful = named.doubtful
    filled = {code for code in doubtful if not codes[code][1]}
    found: dict[tuple[int, int], dict[str, bool]] = {}
    for evidence, asked in ((_filled_evidence, filled), (_blank_evidence, doubtful - filled)):
        for row in evidence(frame, asked, named.training).iter_rows(named=True) if asked else ():
            found[row.pop("source"), row.pop("code")] = row
    add_order(frame, found, filled & named.unstaged, training=named.training, forked=named.forked)
    textual = _textual(frame)
    shown = {key: tuple(marks.items()) for key, marks in found.items()}
    alike: dict[tuple[_Counted, ...], list[int]] = {}
    for source, rows in groupby(_counted(frame, codes), key=itemgetter(0)):
        counted = list(rows)
        start = min(first for *_, first in counted)
        marks = (
            (code, single, first_epoch, first == start, (source, code) in textual, shown.get((source, code)))
            for _, code, single, first_epoch, first in counted
        )
        alike.setdefault(tuple(marks), []).append(source)
    return [(sources, tuple(_signature(codes, doubtful, row) for row in rows)) for rows, sources in alike.items()]


def _signature(codes: Codes, doubtful: AbstractSet[int], counted: _Counted) -> RowSignature:
    code, single, first_epoch, leading, textual, shown = counted
    beyond = (("at_end", True),) if code in doubtful else ()  # all of its rows are after the training
    marks = _NOTHING | dict(beyond if shown is None else shown)
    columns, blank = codes[code]
    return RowSignature(
        code=code,
        columns=columns,
        blank=blank,
        single=single,
        first_epoch=first_epoch,
        leading=leading,
        textual=textual,
        **marks,
    )


def _counted(frame: pl.DataFrame, codes: Codes) -> Iterator[tuple[int, int, bool, bool, int]]:
    """Yield file, code, whether it has a single row, whether all rows are in epoch 0, and the position of the first."""
    import numpy as np

    source, code, row = (frame.get_column(name).to_numpy() for name in ("source", "code", "row"))
    later = (frame.get_column("epoch") > 0).arg_true().to_numpy()
    span = len(codes)
    key = source.astype(np.int64) * span + code
    counts = np.bincount(key)
    late = np.bincount(key[later], minlength=len(counts))
    first = np.zeros(len(counts), dtype=np.int64)
    first[key[::-1]] = row[::-1]  # reversed, so that the first row of each is kept
    there = np.flatnonzero(counts)
    counted = zip(
        (there // span).tolist(),
        (there % span).tolist(),
        (counts[there] == 1).tolist(),
        (late[there] == 0).tolist(),
        first[there].tolist(),
        strict=True,
    )
    return (each for each in counted if codes[each[1]][0])


def _filled_evidence(frame: pl.DataFrame, doubtful: AbstractSet[int], training: AbstractSet[int]) -> pl.DataFrame:
    """Return, for doubtful signatures with an epoch: several rows per epoch? all at the end of their epoch?"""
    filled = frame.lazy().filter(pl.col("epoch").is_not_null()).select("source", "segment", "epoch", "step", "code")
    filled = filled.filter(~after_fit() | pl.col("code").is_in(sorted(training)))
    first = (pl.int_range(pl.len()) == 0) & (pl.col("epoch") == 0) & (pl.col("epoch").max() > 0)
    before = first.over("source") & (pl.col("step") == 0)  # a `validate` before training, if there are several epochs
    chosen = filled.filter(~before.fill_null(value=False)).filter(pl.col("code").is_in(sorted(doubtful)))
    ends = filled.group_by("source", "segment", "epoch").agg(
        pl.col("step").max().alias("end"), pl.col("code").n_unique().alias("kinds")
    )
    epochs = chosen.group_by("source", "code", "segment", "epoch", maintain_order=True).agg(
        pl.len().alias("rows"), pl.col("step").last()
    )
    ratio = (pl.col("step") + 1) / (pl.col("epoch") + 1)
    inner = (pl.col("epoch") != pl.col("epoch").max()) | (pl.len() == 1)
    regular = ((ratio - ratio.first()).abs() * (pl.col("epoch") + 1) < 0.5) | ~inner
    at_interval = (pl.len() == 1) & (pl.col("kinds") == 1) & ((pl.col("step") + 1) % DEFAULT_LOG_INTERVAL == 0)
    return (
        epochs.join(ends, on=["source", "segment", "epoch"], how="left", maintain_order="left")
        .group_by("source", "code")
        .agg(
            (pl.col("rows").max() > 1).alias("multiple"),
            ((pl.col("step") == pl.col("end")) & ((pl.col("kinds") > 1) | regular) & ~at_interval)
            .all()
            .alias("at_end"),
        )
        .collect()
    )


def _textual(frame: pl.DataFrame) -> set[tuple[int, int]]:
    """Return the file and code of the signatures whose rows all have text."""
    if "text" not in frame.columns:
        return set()
    texts = frame.group_by("source", "code").agg(pl.col("text").all())
    return set(texts.filter("text").select("source", "code").iter_rows())


def _blank_evidence(frame: pl.DataFrame, doubtful: AbstractSet[int], _: AbstractSet[int]) -> pl.DataFrame:
    """Return, for doubtful signatures without an epoch: several in a row? the step of the next row with one?"""
    here = pl.col("epoch").is_not_null()
    after = pl.when(here).then(pl.col("step")).backward_fill().over("source")
    placed = frame.lazy().select(
        "source", "code", "step", here.cum_sum().alias("gap"), after.alias("after"), here.alias("here")
    )
    chosen = placed.filter(~pl.col("here"), pl.col("code").is_in(sorted(doubtful)))
    gaps = chosen.group_by("source", "code", "gap").agg(
        pl.len().alias("rows"), (pl.col("step") == pl.col("after")).min().alias("ahead")
    )
    return (
        gaps.group_by("source", "code")
        .agg((pl.col("rows").max() > 1).alias("multiple"), pl.col("ahead").min().fill_null(value=False))
        .collect()
    )
