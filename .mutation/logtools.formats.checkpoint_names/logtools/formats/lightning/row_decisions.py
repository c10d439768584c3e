"""Decide the kinds of the rows and columns of each file.

Each file is decided by its own rows and the evidence of the tree. Files with equal decisions are then processed
together, which is only faster.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import polars as pl

from logtools.formats.lightning.axes import after_fit
from logtools.formats.lightning.column_names import Column, Header
from logtools.formats.lightning.dialects import Dialect, dialect_of
from logtools.formats.lightning.evidence import LightningEvidence, RowKey, row_key
from logtools.formats.lightning.final_evaluations import split_final_evaluations
from logtools.formats.lightning.lone_suffixes import decide_columns
from logtools.formats.lightning.row_kinds import RowKind, ambiguous, training, unstaged
from logtools.formats.lightning.row_signatures import Codes, RowSignature, code_rows, row_signatures
from logtools.formats.lightning.shared_columns import split_stages, split_validation_means
from logtools.record import Record

__all__ = ["DecidedRows", "RowDecisions", "decide_rows", "firm_kinds"]


class RowDecisions(Record):
    """The decisions about the columns and rows of one file."""

    #: The metric columns by position, with lone suffixes decided.
    columns: dict[int, Column]
    #: The kind of the rows with each signature, by its code.
    kinds: dict[int, RowKind]
    #: Column names whose lone suffix is a guess (Lightning's), for a notice.
    guessed: tuple[str, ...]
    #: The dialect of the file.
    dialect: Dialect
    #: Whether rows without an epoch get that of another row.
    fills_epochs: bool


@dataclass(frozen=True, kw_only=True, eq=False)
class DecidedRows:
    """The rows of files with equal decisions."""

    #: The files.
    sources: tuple[int, ...]
    #: The rows, with a column `code`.
    frame: pl.DataFrame
    #: The meaning of each code.
    codes: Codes
    #: The decisions.
    decisions: RowDecisions


@dataclass(frozen=True, kw_only=True, eq=False)
class _Signed:
    """A table with axes whose rows are coded, and the signatures of its files."""

    frame: pl.DataFrame
    codes: Codes
    #: Codes of validations that were split from training rows.
    validations: frozenset[int]
    #: Codes of rows whose kind or stage the names do not decide.
    undecided: set[int]
    #: Pairs of files and the signatures that they share.
    files: list[tuple[list[int], tuple[RowSignature, ...]]]


def decide_rows(placed: pl.DataFrame, header: Header, evidence: LightningEvidence) -> Iterator[DecidedRows]:
    """Decide the rows of a table with axes; yield groups of files with equal decisions."""
    signed = _signed(placed, header)
    merged: list[tuple[list[int], RowDecisions]] = []
    for sources, rows in signed.files:
        decisions = _with_siblings(_decide(header, rows, signed, evidence), header, rows, signed, evidence)
        for i, (others, other) in enumerate(merged):
            if _agree(decisions, other):
                merged[i] = (others + sources, replace(other, kinds=other.kinds | decisions.kinds))
                break
        else:
            merged.append((sources, decisions))
    for sources, decisions in merged:
        part = signed.frame if len(merged) == 1 else signed.frame.filter(pl.col("source").is_in(sources))
        found = DecidedRows(sources=tuple(sources), frame=part, codes=signed.codes, decisions=decisions)
        yield _with_final_evaluations(_with_tests(found))


def firm_kinds(
    placed: pl.DataFrame, header: Header, evidence: LightningEvidence
) -> Iterator[tuple[RowKey, RowKind, int]]:
    """Yield the kinds that are proven by several rows of a file but not by names, with the number of such files."""
    signed = _signed(placed, header)
    for sources, rows in signed.files:
        kinds = _decide(header, rows, signed, evidence).kinds
        for row in rows:
            if row.code in signed.undecided and not row.single:
                yield row_key(header.names, row.columns, blank=row.blank), kinds[row.code], len(sources)


def _signed(placed: pl.DataFrame, header: Header) -> _Signed:
    frame, codes = code_rows(placed, sorted(header.columns))
    doubtful, nameless = ambiguous(header, codes), unstaged(header, codes)
    staged = {i for i, column in header.columns.items() if column.stage}
    frame, split, validations = split_stages(frame, codes, {c for c in doubtful if not codes[c][0] & staged})
    frame, split, means = split_validation_means(frame, split, header)
    validations |= means
    files = row_signatures(frame, split, ambiguous(header, split), training=training(header, split))
    return _Signed(frame=frame, codes=split, validations=validations, undecided=doubtful | nameless, files=files)


def _decide(
    header: Header, rows: tuple[RowSignature, ...], signed: _Signed, evidence: LightningEvidence
) -> RowDecisions:
    own = tuple(row for row in rows if row.code not in signed.validations)
    forks = evidence.forks if any(column.lone for column in header.columns.values()) else frozenset[str]()
    columns, guessed = decide_columns(header.columns, own, forks)
    dialect = dialect_of(header, own, columns)
    kinds = dialect.kinds(header, own, columns)
    split = [row.code for row in rows if row.code in signed.validations]
    kinds |= {code: RowKind(stage="val", granularity="epoch", named=False) for code in split}
    fills_epochs = dialect.fills_epochs(header, own, columns)
    return RowDecisions(columns=columns, kinds=kinds, guessed=guessed, dialect=dialect, fills_epochs=fills_epochs)


def _with_siblings(
    decisions: RowDecisions,
    header: Header,
    rows: tuple[RowSignature, ...],
    signed: _Signed,
    evidence: LightningEvidence,
) -> RowDecisions:
    """Give single rows the kind of such rows in other files: a single row is ambiguous."""
    single = [row for row in rows if row.single and row.code in signed.undecided]
    if not single:
        return decisions
    proven = evidence.kinds_of(header.names)
    keys = {row.code: row_key(header.names, row.columns, blank=row.blank) for row in single}
    kinds = {code: proven[key] for code, key in keys.items() if key in proven}
    return replace(decisions, kinds=decisions.kinds | kinds) if kinds else decisions


def _agree(one: RowDecisions, other: RowDecisions) -> bool:
    if replace(one, kinds={}) != replace(other, kinds={}):
        return False
    return all(other.kinds.get(code, kind) == kind for code, kind in one.kinds.items())


def _with_tests(rows: DecidedRows) -> DecidedRows:
    """Separate a test after training from validations that log the same bare names: it is one step later."""
    kinds, codes = rows.decisions.kinds, rows.codes
    unnamed = [c for c, kind in kinds.items() if kind.stage == "val" and not kind.named and not codes[c][1]]
    steps = [c for c, kind in kinds.items() if kind.stage == "train" and not kind.monitor and not codes[c][1]]
    if not unnamed or not steps:
        return rows
    last = pl.col("step").filter(pl.col("code").is_in(steps)).max().over("source")
    beyond = pl.col("code").is_in(unnamed) & (pl.col("step") > last) & after_fit()
    if not rows.frame.select(beyond.any()).item():
        return rows
    fresh = {code: max(codes) + 1 + i for i, code in enumerate(unnamed)}
    tests = dict.fromkeys(fresh.values(), RowKind(stage="test", granularity="epoch", named=False))
    code = pl.when(beyond).then(pl.col("code").replace(fresh)).otherwise("code").alias("code")
    return replace(
        rows,
        frame=rows.frame.with_columns(code),
        codes=codes | {new: codes[code] for code, new in fresh.items()},
        decisions=replace(rows.decisions, kinds=kinds | tests),
    )


def _with_final_evaluations(rows: DecidedRows) -> DecidedRows:
    """Separate evaluations after the training from those of its epochs."""
    columns, kinds = rows.decisions.columns, rows.decisions.kinds
    filled = {code: kind for code, kind in kinds.items() if not rows.codes[code][1] and not kind.monitor}
    training = {code for code, kind in filled.items() if kind.stage == "train"}
    by_epoch = {code for code, kind in filled.items() if kind.granularity == "epoch"}
    unsure = {code for code in training & by_epoch if not kinds[code].named}
    frame, fresh = split_final_evaluations(
        rows.frame,
        training=training,
        unsure=unsure,
        evaluations={
            code: frozenset((i, columns[i].stage or kinds[code].stage) for i in rows.codes[code][0])
            for code in by_epoch - training | unsure
        },
        unused=max(rows.codes, default=0) + 1,
    )
    if not fresh:
        return rows
    final = {new: replace(kinds[old], final=again) for new, (old, again) in fresh.items()}
    return replace(
        rows,
        frame=frame,
        codes=rows.codes | {new: rows.codes[old] for new, (old, _) in fresh.items()},
        decisions=replace(rows.decisions, kinds=kinds | final),
    )
