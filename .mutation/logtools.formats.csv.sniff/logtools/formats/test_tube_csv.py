"""`metrics.csv` of test-tube, the logger of Lightning before 0.8 (2019-20): `created_at` and no steps."""

from __future__ import annotations

from logtools.formats.base import FileIssue
from logtools.formats.keras_csv import KerasCsv
from logtools.formats.lightning.column_names import Column, Header
from logtools.formats.lightning.row_signatures import RowSignature

__all__ = ["TestTubeCsv"]


class TestTubeCsv(KerasCsv):
    """Its rows are read like those of any file without steps; `created_at` is text, not a metric."""

    __test__ = False  # pytest must not collect this class: "Test" is part of the logger's name

    issue: FileIssue | None = FileIssue(kind="foreign", count=1, message="has no step column: written by test-tube")

    def matches(self, header: Header, rows: tuple[RowSignature, ...], columns: dict[int, Column]) -> bool:
        """Match files with `created_at` and without a step column."""
        return super().matches(header, rows, columns) and "created_at" in header.names
