"""Where a row stands: its epoch, its step, its segment; and which cells it fills.

A row never mixes train-step, train-epoch, validation, test and monitor columns, so the set of cells a row fills (its
*pattern*, together with whether its epoch is blank) is what tells its kind. A file has a handful of patterns, however
long it is: everything that has to be decided is decided on those few, and applied to all rows at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, Final

import polars as pl

from logtools.formats.names import Header

if TYPE_CHECKING:
    import numpy as np

    Positions = np.ndarray[Any, np.dtype[Any]]

__all__ = ["USUAL_BEAT", "Codes", "Pattern", "after_fit", "fill_epochs", "patterns", "place"]

#: What each pattern number means: the positions of the columns it fills, and whether the epoch is blank.
Codes = dict[int, tuple[frozenset[int], bool]]

#: The default of log_every_n_steps.
USUAL_BEAT: Final = 50
#: Types for so many bits: the fewer, the faster.
_WIDTHS: Final = ((8, pl.UInt8), (16, pl.UInt16), (32, pl.UInt32), (63, pl.Int64))
_WORD = 62  # columns a word of Int64: one bit more says that the epoch is blank, and the sign stays free


@dataclass(frozen=True, kw_only=True)
class Pattern:
    """The rows of one file that fill the same cells, with the evidence they give of what they are."""

    #: The pattern's number in the table.
    code: int
    #: Positions of the columns the rows fill.
    columns: frozenset[int]
    #: Whether their epoch is blank.
    blank: bool
    #: Whether it is a single row.
    single: bool
    #: Whether some epoch holds several of the rows (of blank rows: several between two rows with an epoch).
    multiple: bool
    #: Whether every row stands at the last step its epoch has in the file, at the regular distance of epoch ends.
    at_end: bool
    #: Whether every row has the step of the next row with an epoch (blank rows only).
    ahead: bool
    #: Whether the first of the rows comes before any other row with an epoch.
    leading: bool
    #: Whether the rows name no epoch but the first (0).
    first_epoch: bool


def place(frame: pl.DataFrame, header: Header) -> tuple[pl.DataFrame, Codes, int]:
    """Give every row of a wide table its place.

    Returns the frame with columns `epoch` and `step` (Int64, null where blank or no whole number), `segment` (Int16)
    and `code` (Int64: the row's pattern); what each code means: the columns filled, and whether the epoch is blank; and
    how many axis cells were no whole numbers.
    """
    epoch, odd_epochs = _whole(frame, header.epoch)
    step, odd_steps = _whole(frame, header.step)
    placed = frame.with_columns(epoch.alias("epoch"), step.alias("step"))
    placed, codes = _coded(placed, sorted(header.columns))
    return placed.with_columns(_segments(placed)), codes, odd_epochs + odd_steps


def _whole(frame: pl.DataFrame, position: int | None) -> tuple[pl.Series, int]:
    """Return an axis as whole numbers, and how many of its cells are none."""
    if position is None:
        return pl.repeat(None, frame.height, dtype=pl.Int64, eager=True), 0
    axis = frame.get_column(f"c{position}")
    whole = axis.cast(pl.Int64, strict=False)
    odd = (axis != whole.cast(pl.Float64)).fill_null(value=True) & axis.is_not_null()
    count = int(odd.sum())
    if count:
        whole = frame.select(pl.when(~odd).then(whole)).to_series()
    return whole, count


def _coded(frame: pl.DataFrame, columns: list[int]) -> tuple[pl.DataFrame, Codes]:
    chunks = [columns[i : i + _WORD] for i in range(0, len(columns), _WORD)] or [[]]
    if len(chunks) == 1:
        coded = frame.with_columns(_word(chunks[0], blank=True).alias("code"))
        meanings = {code: (code,) for code in coded.get_column("code").unique().to_list()}
    else:
        names = [f"word{i}" for i in range(len(chunks))]
        words = [
            _word(chunk, blank=not i).alias(name) for i, (chunk, name) in enumerate(zip(chunks, names, strict=True))
        ]
        coded = frame.with_columns(words)
        distinct = coded.select(names).unique(maintain_order=True).with_row_index("code")
        distinct = distinct.with_columns(pl.col("code").cast(pl.Int64))
        coded = coded.join(distinct, on=names, maintain_order="left").drop(names)
        meanings = {row[0]: row[1:] for row in distinct.iter_rows()}
    return coded, {code: _meaning(parts, chunks) for code, parts in meanings.items()}


def _word(columns: list[int], *, blank: bool) -> pl.Expr:
    """Write which columns a row fills as the bits of one number, the next bit whether its epoch is blank."""
    marks = [pl.col(f"c{i}").is_not_null() for i in columns] + ([pl.col("epoch").is_null()] if blank else [])
    dtype = next(dtype for bits, dtype in _WIDTHS if len(marks) <= bits)
    bits = [mark.cast(dtype) * pl.lit(1 << bit, dtype=dtype) for bit, mark in enumerate(marks)]
    return reduce(or_, bits).cast(pl.Int64)


def _meaning(words: tuple[int, ...], chunks: list[list[int]]) -> tuple[frozenset[int], bool]:
    filled = (i for word, chunk in zip(words, chunks, strict=True) for bit, i in enumerate(chunk) if word >> bit & 1)
    return frozenset(filled), bool(words[0] >> len(chunks[0]) & 1)


def _segments(frame: pl.DataFrame) -> pl.Series:
    """Count the restarts: among the rows with an epoch, a step that falls begins a new segment.

    Rows without an epoch get null here (where there is more than one segment): `fill_epochs` places them.
    """
    here = pl.col("epoch").is_not_null()
    filled = frame.lazy().filter(here).select("source", "step")
    same = pl.col("source") == pl.col("source").shift(1)
    falls = filled.select(((pl.col("step") < pl.col("step").shift(1)) & same).fill_null(value=False)).collect()
    zero = pl.repeat(0, frame.height, dtype=pl.Int16, eager=True).alias("segment")
    if not falls.to_series().any():
        return zero
    numbered = frame.select("source", here.alias("here")).with_row_index("at").filter("here")
    numbered = numbered.with_columns(fall=falls.to_series())
    segment = numbered.select(pl.col("fall").cum_sum().over("source").clip(0, 32767).cast(pl.Int16)).to_series()
    unknown = pl.repeat(None, frame.height, dtype=pl.Int16, eager=True).alias("segment")
    return unknown.scatter(numbered.get_column("at"), segment)


def fill_epochs(frame: pl.DataFrame, *, steps: set[int], monitors: set[int]) -> pl.DataFrame:
    """Give rows without an epoch that of the row they belong to; and the segment, likewise.

    A monitor row (its code in `monitors`) is written just before the row of its step, so it belongs to the next row
    with an epoch. An evaluation row belongs to the next one too, which closes its validation, unless that is a train
    step (its code in `steps`): then there was nothing to close it, and it belongs to the previous one. Where there is
    none such either, it stands before all training: column `early` (Boolean, if any) says so, as sanity checks do.
    """
    import numpy as np

    filled = frame.get_column("epoch").is_not_null().to_numpy()
    if filled.all():
        return frame
    source, code = (frame.get_column(name).to_numpy() for name in ("source", "code"))
    blank, known = np.flatnonzero(~filled), np.flatnonzero(filled)
    behind = np.searchsorted(known, blank)
    padded = np.concatenate(([-1], known, [-1]))
    previous, following = (np.where(_own(source, at, blank), at, -1) for at in (padded[behind], padded[behind + 1]))
    before_step = (following >= 0) & np.isin(code[following], list(steps))
    monitored = np.isin(code[blank], list(monitors))
    belongs = np.where(before_step & (previous >= 0) | (following < 0), previous, following)
    belongs = np.where(monitored, following, belongs)
    early = before_step & (previous < 0) & ~monitored
    epoch = _taken(frame.get_column("epoch"), blank, belongs)
    segment = frame.get_column("segment")
    if segment.has_nulls():
        nearest = np.where(belongs >= 0, belongs, previous)
        segment = _taken(segment, blank, nearest).fill_null(0)
    columns = [epoch, segment]
    if early.any():
        whole = np.zeros(frame.height, dtype=bool)
        whole[blank] = early
        columns.append(pl.Series("early", whole))
    return frame.with_columns(columns)


def _own(source: Positions, at: Positions, rows: Positions) -> Positions:
    """Tell which references lead to a row of the same file; -1 leads nowhere."""
    own: Positions = (at >= 0) & (source[at] == source[rows])
    return own


def _taken(column: pl.Series, rows: Positions, at: Positions) -> pl.Series:
    """Put the values at other rows into some rows of a column; null where -1 leads nowhere."""
    indices = pl.Series(at)
    values = column.gather(indices.set(indices < 0, None))
    return column.scatter(pl.Series(rows), values)


def patterns(frame: pl.DataFrame, codes: Codes, doubtful: set[int]) -> list[tuple[list[int], tuple[Pattern, ...]]]:
    """Describe the patterns of every file; files with the same patterns and evidence stand together.

    The evidence that costs a look at the rows (`multiple`, `at_end`, `ahead`) is gathered for the `doubtful` codes
    alone and False elsewhere. Returns pairs of (sources, patterns).
    """
    counted = _counted(frame, codes)
    filled = {code for code in doubtful if not codes[code][1]}
    for evidence, asked, told in (
        (_filled_evidence, filled, ("multiple", "at_end")),
        (_blank_evidence, doubtful - filled, ("several", "ahead")),
    ):
        if asked:
            counted = counted.join(evidence(frame, asked), on=["source", "code"], how="left")
        else:
            counted = counted.with_columns(pl.lit(None, dtype=pl.Boolean).alias(name) for name in told)
    flags = ("single", "multiple", "at_end", "ahead", "leading", "first_epoch")
    packed = pl.sum_horizontal(
        pl.col(flag).fill_null(value=False).cast(pl.Int64) * (1 << i) for i, flag in enumerate(flags)
    )
    beyond = pl.col("code").is_in(sorted(doubtful)) & pl.col("at_end").is_null() & pl.col("several").is_null()
    counted = counted.with_columns(
        pl.col("multiple").fill_null(pl.col("several")), pl.when(beyond).then(True).otherwise("at_end").alias("at_end")
    )
    table = counted.lazy().select("source", "code", packed.alias("flags")).sort("source", "code")
    signed = table.group_by("source", maintain_order=True).agg("code", "flags")
    alike = signed.group_by("code", "flags", maintain_order=True).agg("source").collect()
    return [
        (
            sources,
            tuple(
                Pattern(
                    code=code,
                    columns=codes[code][0],
                    blank=codes[code][1],
                    **{flag: bool(bits >> i & 1) for i, flag in enumerate(flags)},
                )
                for code, bits in zip(group, signs, strict=True)
            ),
        )
        for group, signs, sources in alike.iter_rows()
    ]


def _counted(frame: pl.DataFrame, codes: Codes) -> pl.DataFrame:
    """Return a row per file and pattern that fills any cell; one packed key groups faster than two columns."""
    span = max(codes, default=0) + 1
    packed = (pl.col("source").cast(pl.Int64) * span + pl.col("code")).alias("key")
    by = ["key"] if span < 1 << 31 else ["source", "code"]
    counted = (
        frame.lazy()
        .select("source", "code", "epoch", "row", packed)
        .group_by(by, maintain_order=True)
        .agg(
            *(pl.col(name).first() for name in ("source", "code") if name not in by),
            pl.len().eq(1).alias("single"),
            (pl.col("epoch").max().fill_null(0) == 0).alias("first_epoch"),
            pl.col("row").first().alias("first"),
        )
        .filter(pl.col("code").is_in([code for code, (columns, _) in codes.items() if columns]))
        .with_columns((pl.col("first") == pl.col("first").min().over("source")).alias("leading"))
    )
    return counted.collect()


def _filled_evidence(frame: pl.DataFrame, doubtful: set[int]) -> pl.DataFrame:
    """Per file and doubtful pattern of rows with an epoch: several rows an epoch? all at the end of their epoch?"""
    filled = frame.lazy().filter(pl.col("epoch").is_not_null()).select("source", "segment", "epoch", "step", "code")
    filled = filled.filter(~after_fit())
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
    on_beat = (pl.len() == 1) & (pl.col("kinds") == 1) & ((pl.col("step") + 1) % USUAL_BEAT == 0)
    return (
        epochs.join(ends, on=["source", "segment", "epoch"], how="left", maintain_order="left")
        .group_by("source", "code")
        .agg(
            (pl.col("rows").max() > 1).alias("multiple"),
            ((pl.col("step") == pl.col("end")) & ((pl.col("kinds") > 1) | regular) & ~on_beat).all().alias("at_end"),
        )
        .collect()
    )


def after_fit() -> pl.Expr:
    """Tell the rows one step beyond all others with an epoch: a test or validation after the training."""
    step = pl.when(pl.col("epoch").is_not_null()).then("step")
    last = step.max().over("source")
    before = step.filter(step < last).max().over("source")
    return ((step == last) & (last == before + 1)).fill_null(value=False)


def _blank_evidence(frame: pl.DataFrame, doubtful: set[int]) -> pl.DataFrame:
    """Per file and doubtful pattern of rows without an epoch: several in a row? the step of the next row with one?"""
    here = pl.col("epoch").is_not_null()
    after = pl.when(here).then(pl.col("step")).backward_fill()
    placed = frame.lazy().select(
        "source", "code", "step", here.cum_sum().alias("gap"), after.alias("after"), here.alias("here")
    )
    chosen = placed.filter(~pl.col("here"), pl.col("code").is_in(sorted(doubtful)))
    gaps = chosen.group_by("source", "code", "gap").agg(
        pl.len().alias("rows"), (pl.col("step") == pl.col("after")).all().alias("ahead")
    )
    return (
        gaps.group_by("source", "code")
        .agg((pl.col("rows").max() > 1).alias("several"), pl.col("ahead").all().fill_null(value=False))
        .collect()
    )
