"""Turn the cells of a `metrics.csv` table into observations.

Every non-empty metric cell is one observation, labelled by the name of its column and the kind of its row. A table can
have many files with the same header. The result for a file depends only on its own rows and the evidence of the tree.
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from logtools.formats.base import FileIssue, Observations
from logtools.formats.csv.parse import Table
from logtools.formats.lightning.axes import add_axes, fill_epochs
from logtools.formats.lightning.column_names import Header, read_header
from logtools.formats.lightning.evidence import LightningEvidence
from logtools.formats.lightning.layouts import layouts
from logtools.formats.lightning.mixed_trainings import mixed_issues
from logtools.formats.lightning.quality_flags import flag_issues, rows_at
from logtools.formats.lightning.row_decisions import DecidedRows, decide_rows
from logtools.formats.lightning.unpivot import Piece, concat_pieces, unpivot
from logtools.metrics.stage import StageRules
from logtools.text.lists import listing
from logtools.text.numbers import count

__all__ = ["observe", "placed_files"]


def observe(table: Table, evidence: LightningEvidence) -> Observations:
    """Return an observation for every non-empty metric cell of a table."""
    pieces: list[Piece] = []
    issues: dict[int, list[FileIssue]] = {source: list(known) for source, known in table.issues.items()}
    for rows, header in _decided(table, evidence, issues):
        frame = _with_epochs(rows)
        pieces.extend(unpivot(frame, rows.decisions, rows.codes, table.texts))
        for source, issue in mixed_issues(frame, rows.decisions):
            issues.setdefault(source, []).append(issue)
        for issue in _issues(rows, header):
            for source in rows.sources:
                issues.setdefault(source, []).append(issue)
    frame = concat_pieces(pieces)
    for source, issue in flag_issues(frame):
        issues.setdefault(source, []).append(issue)
    return Observations(frame=frame, labels=tuple(labels for labels, _ in pieces), issues=issues)


def _decided(
    table: Table, evidence: LightningEvidence, issues: dict[int, list[FileIssue]]
) -> Iterator[tuple[DecidedRows, Header]]:
    for placed, header in placed_files(table, issues, evidence.stages):
        for rows in decide_rows(placed, header, evidence):
            yield rows, header


def placed_files(
    table: Table, issues: dict[int, list[FileIssue]], stages: StageRules | None
) -> Iterator[tuple[pl.DataFrame, Header]]:
    """Add the axes to every row; yield the files of each layout. Issues of axis cells are added to `issues`."""
    if not table.header:
        return
    header = read_header(table.header, stages=stages)
    placed, odd = add_axes(_marked_texts(table), header)
    for source, cells in odd.items():
        message = f"{count(cells, 'non-integer epoch or step value')} treated as missing"
        issues.setdefault(source, []).append(FileIssue(kind="axis", count=cells, message=message))
    for sources, layout in layouts(placed, header):
        yield (placed if sources is None else placed.filter(pl.col("source").is_in(sources))), layout


def _marked_texts(table: Table) -> pl.DataFrame:
    """Fill cells that contain text with NaN, so that they count as non-empty; they are flagged later.

    The column `text` (Boolean, added if needed) marks their rows.
    """
    if not table.texts:
        return table.frame
    marked = [
        pl.when(rows_at(cells)).then(float("nan")).otherwise(f"c{i}").alias(f"c{i}") for i, cells in table.texts.items()
    ]
    rows = rows_at(list({cell for cells in table.texts.values() for cell in cells}))
    return table.frame.with_columns(*marked, rows.alias("text"))


def _with_epochs(rows: DecidedRows) -> pl.DataFrame:
    """Fill in missing epochs and segments."""
    if not rows.decisions.fills_epochs:
        return rows.frame.with_columns(pl.col("segment").fill_null(0))
    kinds = rows.decisions.kinds
    monitors = {code for code, kind in kinds.items() if kind.monitor}
    train = {code for code, kind in kinds.items() if kind.stage in {"train", None} and kind.granularity == "step"}
    return fill_epochs(rows.frame, steps=train - monitors, monitors=monitors)


def _issues(rows: DecidedRows, header: Header) -> Iterator[FileIssue]:
    decisions = rows.decisions
    if len(header.columns) + (header.step is not None) + (header.epoch is not None) < len(header.names):
        message = "first column only numbers the rows; ignored"
        yield FileIssue(kind="index", count=1, message=message)
    if decisions.dialect.issue:
        yield decisions.dialect.issue
    if decisions.guessed:
        message = f"{listing(decisions.guessed)}: no sibling column; assumed Lightning's suffix"
        yield FileIssue(kind="suffix", count=len(decisions.guessed), message=message)
    by_stage: dict[str, set[int]] = {}
    for code, kind in decisions.kinds.items():
        if kind.guessed and kind.stage:
            by_stage.setdefault(kind.stage, set()).update(rows.codes[code][0])
    for stage, columns in by_stage.items():
        names = listing([header.names[i] for i in sorted(columns) if decisions.columns[i].stage is None])
        yield FileIssue(kind="stage", count=len(columns), message=f"{names}: no stage in the name; assumed {stage}")
