"""`metrics.csv` of a logger without a trainer, such as Fabric's: hardly a row has an epoch, and names have no stage."""

from __future__ import annotations

from logtools.formats.lightning.column_names import Column, Header
from logtools.formats.lightning.row_kinds import RowKind, fork_of_row, is_monitor_row, stage_of_row
from logtools.formats.lightning.row_signatures import RowSignature

__all__ = ["FabricCsv"]


class FabricCsv:
    """Each row is a step of its own: no row decides about another."""

    issue = None

    def matches(self, header: Header, rows: tuple[RowSignature, ...], columns: dict[int, Column]) -> bool:
        """Match files without epochs, or with at most single rows that have one beside nameless ones that do not."""
        if header.epoch is None:
            return True
        nameless = [row for row in rows if stage_of_row(columns[i] for i in row.columns) is None]
        return any(row.blank for row in nameless) and all(row.blank or row.single for row in rows)

    def kinds(
        self,
        header: Header,  # noqa: ARG002 - the protocol's
        rows: tuple[RowSignature, ...],
        columns: dict[int, Column],
    ) -> dict[int, RowKind]:
        """Return steps, or the half of the fork for forked columns."""
        return {row.code: _kind(row, columns) for row in rows}

    def fills_epochs(self, header: Header, rows: tuple[RowSignature, ...], columns: dict[int, Column]) -> bool:  # noqa: ARG002
        """Return that no epochs are invented."""
        return False


def _kind(row: RowSignature, columns: dict[int, Column]) -> RowKind:
    stage = stage_of_row(columns[i] for i in row.columns)
    if is_monitor_row(row, columns):
        return RowKind(stage=stage, granularity="step", monitor=True)
    return RowKind(stage=stage, granularity=fork_of_row(row, columns) or "step")
