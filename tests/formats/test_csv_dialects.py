"""Who wrote a file."""

from __future__ import annotations

import pytest

from logtools.formats.csv_dialects import dialect_of
from logtools.formats.lightning.column_names import read_header
from logtools.formats.lightning.row_signatures import RowSignature


def row(code: int, *columns: int, blank: bool = False, single: bool = False) -> RowSignature:
    """Return a signature whose other marks do not matter here."""
    return RowSignature(
        code=code,
        columns=frozenset(columns),
        blank=blank,
        single=single,
        multiple=False,
        at_end=False,
        ahead=False,
        leading=False,
        first_epoch=True,
    )


@pytest.mark.parametrize(
    ("names", "rows", "dialect", "fills_epochs"),
    [
        (("epoch", "step", "train_loss"), (row(0, 2),), "LightningCsv", True),
        (("epoch", "step", "loss"), (row(0, 2),), "LightningCsv", True),
        (("epoch", "step", "val_loss"), (row(0, 2, blank=True),), "LightningCsv", True),
        (("step", "loss"), (row(0, 1, blank=True),), "FabricCsv", False),
        (("epoch", "step", "loss"), (row(0, 2, blank=True),), "FabricCsv", False),
        (("epoch", "step", "loss"), (row(0, 2, blank=True), row(1, 2, single=True)), "FabricCsv", False),
        (("epoch", "step", "loss"), (row(0, 2, blank=True), row(1, 2)), "LightningCsv", True),
        (("epoch", "loss", "val_loss"), (row(0, 1, 2),), "KerasCsv", True),
        (("loss", "val_loss"), (row(0, 0, 1, blank=True),), "KerasCsv", False),
        (("epoch", "loss", "created_at"), (row(0, 1, 2),), "TestTubeCsv", True),
        (("epoch", "step", "created_at"), (row(0, 2),), "LightningCsv", True),
    ],
)
def test_the_most_specific_dialect_that_matches_reads_a_file(
    names: tuple[str, ...], rows: tuple[RowSignature, ...], dialect: str, *, fills_epochs: bool
) -> None:
    header = read_header(names)
    found = dialect_of(header, rows, header.columns)
    assert type(found).__name__ == dialect
    assert found.fills_epochs(header, rows, header.columns) is fills_epochs
    assert set(found.kinds(header, rows, header.columns)) == {each.code for each in rows}
    assert (found.issue is None) == ("step" in names)
