"""`metrics.csv` of a logger without a trainer, such as Fabric's: few rows have an epoch, and names have no stage."""

from __future__ import annotations

from logtools.formats.lightning.column_names import Column, Header
from logtools.formats.lightning.row_kinds import RowKind, fork_of_row, is_monitor_row, stage_of_row
from logtools.formats.lightning.row_signatures import RowSignature

__all__ = ["FabricCsv"]


class FabricCsv:
    """Each row is a separate step, and is interpreted without the other rows."""

    issue = None

    def matches(self, header: Header, rows: tuple[RowSignature, ...], columns: dict[int, Column]) -> bool:
        """Match files in which no row has an epoch, or only single rows, and the others have names without a stage."""
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
        """Return steps, or for forked columns the granularity of the fork."""
        return {row.code: _kind(row, columns) for row in rows}

    def fills_epochs(self, header: Header, rows: tuple[RowSignature, ...], columns: dict[int, Column]) -> bool:  # noqa: ARG002
        """Return False: no epochs are filled in."""
        return False


def _kind(row: RowSignature, columns: dict[int, Column]) -> RowKind:
    stage = stage_of_row(columns[i] for i in row.columns)
    if is_monitor_row(row, columns):
        return RowKind(stage=stage, granularity="step", monitor=True)
    return RowKind(stage=stage, granularity=fork_of_row(row, columns) or "step")
