"""`metrics.csv`: wide cells to observations.

Every non-empty metric cell is one observation, labelled with what its column's name and its row's kind tell. A table
may hold many files of one header; files on which the same decisions fall are labelled together, column by column.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from logtools.formats.base import FileIssue, Observations
from logtools.formats.csv.parse import Table
from logtools.formats.lightning.axes import after_fit, fill_epochs, place
from logtools.formats.lightning.column_names import Header, read_header
from logtools.formats.lightning.evidence import LightningEvidence
from logtools.formats.lightning.quality_flags import flag_issues, standing_at
from logtools.formats.lightning.row_kinds import RowDecisions, RowKind, ambiguous, decide, training
from logtools.formats.lightning.row_signatures import Codes, code_rows, row_signatures
from logtools.formats.lightning.shared_columns import split_stages
from logtools.formats.lightning.unpivot import Piece, concat_pieces, unpivot

__all__ = ["observe"]


def observe(table: Table, evidence: LightningEvidence) -> Observations:
    """Label every filled metric cell of a table."""
    if not table.header:
        return Observations(issues=table.issues)
    frame = _marked_texts(table)
    header = _without_index(read_header(table.header), frame)
    placed, odd = place(frame, header)
    placed, codes = code_rows(placed, sorted(header.columns))
    header = _folded(header, codes)
    pieces: list[Piece] = []
    issues = [*_odd_files(placed, header, odd)]
    placed, validations = split_stages(placed, codes, _unnamed(header, codes))
    forks = evidence.forks if any(column.lone for column in header.columns.values()) else frozenset[str]()
    for sources, decision in _decisions(placed, codes, header, forks, validations):
        part = placed if sources is None else placed.filter(pl.col("source").is_in(sources))
        part = _with_tests(part, decision, codes)
        if decision.trained:
            part = fill_epochs(part, steps=_codes_of(decision, step=True), monitors=_codes_of(decision, step=False))
        else:
            part = part.with_columns(pl.col("segment").fill_null(0))
        pieces.extend(unpivot(part, decision, codes, table.texts))
        if decision.guessed:
            issues.extend((source, _suffixes(decision)) for source in _sources(part))
    whole = concat_pieces(pieces)
    issues.extend(flag_issues(whole))
    by_source = {source: list(some) for source, some in table.issues.items()}
    for source, issue in issues:
        by_source.setdefault(source, []).append(issue)
    return Observations(frame=whole, labels=tuple(labels for labels, _ in pieces), issues=by_source)


def _unnamed(header: Header, codes: Codes) -> set[int]:
    """Return the doubtful patterns whose names tell no stage."""
    stages = {i for i, column in header.columns.items() if column.stage}
    return {code for code in ambiguous(header, codes) if not codes[code][0] & stages}


def _codes_of(decision: RowDecisions, *, step: bool) -> set[int]:
    """Return the patterns of train steps, or else those of monitors."""
    if step:
        return {
            c
            for c, k in decision.kinds.items()
            if k.stage in {"train", None} and k.granularity == "step" and not k.monitor
        }
    return {code for code, kind in decision.kinds.items() if kind.monitor}


def _without_index(header: Header, frame: pl.DataFrame) -> Header:
    """Leave out a first column that only numbers the rows, as a pandas dump has."""
    if header.names[0] not in {"", "Unnamed: 0", "index"} or frame.height < 2:
        return header
    if not frame.select((pl.col("c0") == pl.col("row")).fill_null(value=False).all()).item():
        return header
    return replace(header, columns={i: column for i, column in header.columns.items() if i})


def _odd_files(placed: pl.DataFrame, header: Header, odd: dict[int, int]) -> Iterator[tuple[int, FileIssue]]:
    """Report, per source, steps that are no whole numbers, an index column, and a missing step column."""
    for source, count in odd.items():
        message = f"has {count} epochs or steps that are no whole numbers: they were read as missing"
        yield source, FileIssue(kind="axis", count=count, message=message)
    if len(header.columns) + (header.step is not None) + (header.epoch is not None) < len(header.names):
        message = "has a first column that numbers its rows, which was left out: a copy made by another program"
        yield from ((source, FileIssue(kind="index", count=1, message=message)) for source in _sources(placed))
    if header.step is None:
        message = "has no step column: not written by Lightning's CSVLogger, read as far as it makes sense"
        yield from ((source, FileIssue(kind="foreign", count=1, message=message)) for source in _sources(placed))


def _suffixes(decision: RowDecisions) -> FileIssue:
    names = ", ".join(decision.guessed)
    message = f"has {names} without a sibling: the suffix was taken as Lightning's"
    return FileIssue(kind="suffix", count=len(decision.guessed), message=message)


def _sources(frame: pl.DataFrame) -> tuple[int, ...]:
    return tuple(frame.get_column("source").unique().sort().to_list())


def _marked_texts(table: Table) -> pl.DataFrame:
    """Let cells that hold text count as filled: they get NaN here, and are flagged later."""
    return table.frame.with_columns(
        pl.when(standing_at(cells)).then(float("nan")).otherwise(f"c{i}").alias(f"c{i}")
        for i, cells in table.texts.items()
    )


def _folded(header: Header, codes: Codes) -> Header:
    """Take `/epoch_N` as Lightning's where no row with such a column has an epoch (its evaluation steps up to 1.3)."""
    again = read_header(header.names, folded=True)
    folded = {i for i, column in again.columns.items() if column.fold is not None}
    if not folded or any(not blank for filled, blank in codes.values() if filled & folded):
        return header
    return again


def _decisions(
    placed: pl.DataFrame, codes: Codes, header: Header, forks: frozenset[str], validations: dict[int, int]
) -> Iterator[tuple[list[int] | None, RowDecisions]]:
    """Yield the files on which the same decisions fall together (None: all of them), with those decisions."""
    found = [
        (sources, rows, decide(header, rows, forks=forks, validations=validations))
        for sources, rows in row_signatures(placed, codes, ambiguous(header, codes), training=training(header, codes))
    ]
    firm = {row.code: decision.kinds[row.code] for _, rows, decision in found for row in rows if not row.single}
    merged: list[tuple[list[int], RowDecisions]] = []
    for sources, rows, decision in found:
        # a single row tells little of its kind: what the same cells are in sibling runs tells more
        decision.kinds.update({row.code: firm[row.code] for row in rows if row.single and row.code in firm})
        for i, (others, other) in enumerate(merged):
            if _agree(decision, other):
                merged[i] = (others + sources, replace(other, kinds=other.kinds | decision.kinds))
                break
        else:
            merged.append((sources, decision))
    if len(merged) == 1:
        yield None, merged[0][1]
    else:
        yield from merged


def _agree(one: RowDecisions, other: RowDecisions) -> bool:
    if (one.columns, one.guessed, one.trained) != (other.columns, other.guessed, other.trained):
        return False
    return all(other.kinds.get(code, kind) == kind for code, kind in one.kinds.items())


def _with_tests(part: pl.DataFrame, decision: RowDecisions, codes: Codes) -> pl.DataFrame:
    """Tell a test after the training from validations that log the same bare names: it stands one step further."""
    unnamed = [
        code for code, kind in decision.kinds.items() if kind.stage == "val" and not kind.named and not codes[code][1]
    ]
    steps = [
        code
        for code, kind in decision.kinds.items()
        if kind.stage == "train" and not kind.monitor and not codes[code][1]
    ]
    if not unnamed or not steps:
        return part
    last = pl.col("step").filter(pl.col("code").is_in(steps)).max().over("source")
    beyond = pl.col("code").is_in(unnamed) & (pl.col("step") > last) & after_fit()
    if not part.select(beyond.any()).item():
        return part
    fresh = {code: max(codes) + 1 + i for i, code in enumerate(unnamed)}
    for code, new in fresh.items():
        codes[new] = codes[code]
        decision.kinds[new] = RowKind(stage="test", granularity="epoch", named=False)
    return part.with_columns(pl.when(beyond).then(pl.col("code").replace(fresh)).otherwise("code").alias("code"))
