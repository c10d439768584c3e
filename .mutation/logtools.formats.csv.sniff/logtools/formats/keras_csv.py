"""`metrics.csv` without a step column: from Keras, YOLO or by hand. One row has all values of an epoch."""

from __future__ import annotations

from logtools.formats.base import FileIssue
from logtools.formats.fabric_csv import FabricCsv
from logtools.formats.lightning.column_names import Column, Header
from logtools.formats.lightning.row_kinds import RowKind, row_kinds
from logtools.formats.lightning.row_signatures import RowSignature

__all__ = ["KerasCsv"]

_WITHOUT_EPOCHS = FabricCsv()


class KerasCsv:
    """A column without a stage in its name is from training if other columns of its row have another stage."""

    issue: FileIssue | None = FileIssue(
        kind="foreign",
        count=1,
        message="has no step column, so Lightning's CSVLogger did not write it",
    )

    def matches(self, header: Header, rows: tuple[RowSignature, ...], columns: dict[int, Column]) -> bool:  # noqa: ARG002
        """Match files without a step column."""
        return header.step is None

    def kinds(self, header: Header, rows: tuple[RowSignature, ...], columns: dict[int, Column]) -> dict[int, RowKind]:
        """Return train or no stage; the granularity is decided as in other files."""
        if self.fills_epochs(header, rows, columns):
            kinds = row_kinds(rows, columns)
        else:
            kinds = _WITHOUT_EPOCHS.kinds(header, rows, columns)
        return {row.code: _kind(row, columns, kinds[row.code]) for row in rows}

    def fills_epochs(self, header: Header, rows: tuple[RowSignature, ...], columns: dict[int, Column]) -> bool:
        """Return whether the rows have epochs."""
        return not _WITHOUT_EPOCHS.matches(header, rows, columns)


def _kind(row: RowSignature, columns: dict[int, Column], kind: RowKind) -> RowKind:
    staged = any(columns[i].stage not in {"train", None} for i in row.columns)
    return RowKind(stage="train" if staged else None, granularity=kind.granularity)
