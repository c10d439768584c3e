"""Which cells a row fills, and what that shows about the kind of the row.

A row never mixes train-step, train-epoch, validation, test and monitor columns. So its *signature*, the set of cells
that it fills and whether its epoch is blank, decides its kind. A file has a handful of signatures, however long it is:
everything is decided for those few, and applied to all rows at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import polars as pl

from logtools.formats.lightning.axes import DEFAULT_LOG_INTERVAL, after_fit

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, np.dtype[Any]]

__all__ = ["Codes", "RowSignature", "code_rows", "row_signatures"]

#: By the code of a signature: the positions of the columns it fills, and whether the epoch is blank.
Codes = dict[int, tuple[frozenset[int], bool]]

_NOTHING = {"multiple": False, "at_end": False, "ahead": False}  # the evidence of a signature that needs none
_WORD = 16  # columns whose masks are packed into one integer at a time


@dataclass(frozen=True, kw_only=True)
class RowSignature:
    """The rows of one file that fill the same cells, and what shows their kind."""

    #: The code of the signature in the table.
    code: int
    #: Positions of the columns the rows fill.
    columns: frozenset[int]
    #: Whether their epoch is blank.
    blank: bool
    #: Whether it is a single row.
    single: bool
    #: Whether some epoch holds several of the rows (of blank rows: several between two rows with an epoch).
    multiple: bool
    #: Whether every row is at the last step its epoch has in the file, at the regular distance of epoch ends.
    at_end: bool
    #: Whether every row has the step of the next row with an epoch (blank rows only).
    ahead: bool
    #: Whether the first of the rows comes before any other row with an epoch.
    leading: bool
    #: Whether the rows name no epoch but the first (0).
    first_epoch: bool


def code_rows(frame: pl.DataFrame, columns: Sequence[int]) -> tuple[pl.DataFrame, Codes]:
    """Number the signatures of the rows of a table with axes.

    Returns the frame with a column `code` (Int64: 0, 1, ...), and the meaning of each code. The masks of the columns
    are packed `_WORD` at a time into integers, which are numbered anew after each word: so codes stay small integers,
    however many columns there are.
    """
    import numpy as np

    masks, members = _distinct_masks(frame, columns)
    masks.append(frame.get_column("epoch").is_null().to_numpy())
    code = np.zeros(frame.height, dtype=np.int64)
    meanings: list[list[int]] = [[]]  # by code so far: the masks that are true
    for start in range(0, len(masks), _WORD):
        some = masks[start : start + _WORD]
        word = np.zeros(frame.height, dtype=np.uint16)
        for bit, mask in enumerate(some):
            word |= mask.astype(np.uint16) << np.uint16(bit)
        code, present = _dense(code << _WORD | word)
        held = [[start + bit for bit in range(len(some)) if value >> bit & 1] for value in present]
        meanings = [meanings[value >> _WORD] + bits for value, bits in zip(present, held, strict=True)]
    blank = len(masks) - 1
    codes: Codes = {}
    for number, held_masks in enumerate(meanings):
        filled = frozenset(i for mask in held_masks if mask != blank for i in members[mask])
        codes[number] = filled, blank in held_masks
    return frame.hstack([pl.Series("code", code, dtype=pl.Int64)]), codes


def _distinct_masks(frame: pl.DataFrame, columns: Sequence[int]) -> tuple[list[Array], list[list[int]]]:
    """Return the distinct masks of filled rows, each of shape (rows,), and the columns that have each mask."""
    used = [i for i in columns if frame.get_column(f"c{i}").null_count() < frame.height]
    filled = frame.select_seq(pl.col(f"c{i}").is_not_null() for i in used)  # a query for each would cost more
    masks: list[pl.Series] = []  # a bit a row, as polars holds them: most are compared and never looked into
    members: list[list[int]] = []
    alike: dict[int, list[int]] = {}  # by how many cells are empty
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
    """Replace integers of shape (rows,), at least 0, by their ranks; return these, and the value of each rank."""
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


def row_signatures(
    frame: pl.DataFrame, codes: Codes, doubtful: set[int], *, training: set[int]
) -> list[tuple[list[int], tuple[RowSignature, ...]]]:
    """Return the signatures of every file; files with equal signatures are listed together.

    What costs a look at the rows (`multiple`, `at_end`, `ahead`) is gathered for the `doubtful` codes
    alone and False elsewhere; `training` are those with train names. Returns pairs (sources, signatures).
    """
    filled = {code for code in doubtful if not codes[code][1]}
    shown: dict[tuple[int, int], dict[str, bool]] = {}
    for evidence, asked in ((_filled_evidence, filled), (_blank_evidence, doubtful - filled)):
        for row in evidence(frame, asked, training).iter_rows(named=True) if asked else ():
            shown[row.pop("source"), row.pop("code")] = row
    alike: dict[tuple[RowSignature, ...], list[int]] = {}
    for source, rows in groupby(_counted(frame, codes), key=itemgetter(0)):
        counted = list(rows)
        start = min(first for *_, first in counted)
        found = []
        for _, code, single, first_epoch, first in counted:
            beyond = {"at_end": True} if code in doubtful else {}  # all of its rows are beyond the training
            seen = _NOTHING | shown.get((source, code), beyond)
            columns, blank = codes[code]
            known = {"single": single, "first_epoch": first_epoch, "leading": first == start}
            found.append(RowSignature(code=code, columns=columns, blank=blank, **known, **seen))
        alike.setdefault(tuple(found), []).append(source)
    return [(sources, signatures) for signatures, sources in alike.items()]


def _counted(frame: pl.DataFrame, codes: Codes) -> Iterator[tuple[int, int, bool, bool, int]]:
    """Yield file, code, whether that is a single row, whether it is in epoch 0 only, and its first row in the file."""
    import numpy as np

    source, code, row = (frame.get_column(name).to_numpy() for name in ("source", "code", "row"))
    later = (frame.get_column("epoch") > 0).arg_true().to_numpy()
    span = len(codes)
    key = source.astype(np.int64) * span + code
    counts = np.bincount(key)
    late = np.bincount(key[later], minlength=len(counts))
    first = np.zeros(len(counts), dtype=np.int64)
    first[key[::-1]] = row[::-1]  # the first row of each is written last
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


def _filled_evidence(frame: pl.DataFrame, doubtful: set[int], training: set[int]) -> pl.DataFrame:
    """Per file and doubtful signature of rows with an epoch: several rows an epoch? all at the end of their epoch?"""
    filled = frame.lazy().filter(pl.col("epoch").is_not_null()).select("source", "segment", "epoch", "step", "code")
    filled = filled.filter(~after_fit() | pl.col("code").is_in(sorted(training)))
    chosen = filled.filter(pl.col("code").is_in(sorted(doubtful)))
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


def _blank_evidence(frame: pl.DataFrame, doubtful: set[int], _: set[int]) -> pl.DataFrame:
    """Per file and doubtful signature of rows without an epoch: several in a row? the step of the next row with one?"""
    here = pl.col("epoch").is_not_null()
    after = pl.when(here).then(pl.col("step")).backward_fill().over("source")
    placed = frame.lazy().select(
        "source", "code", "step", here.cum_sum().alias("gap"), after.alias("after"), here.alias("here")
    )
    chosen = placed.filter(~pl.col("here"), pl.col("code").is_in(sorted(doubtful)))
    gaps = chosen.group_by("source", "code", "gap").agg(
        pl.len().alias("rows"), (pl.col("step") == pl.col("after")).all().alias("ahead")
    )
    return (
        gaps.group_by("source", "code")
        .agg((pl.col("rows").max() > 1).alias("multiple"), pl.col("ahead").all().fill_null(value=False))
        .collect()
    )
