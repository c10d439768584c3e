"""The dialect of a file, and registering dialects."""

from __future__ import annotations

from pathlib import Path

import pytest

from logtools.formats.base import FileIssue
from logtools.formats.lightning.column_names import Column, Header, read_header
from logtools.formats.lightning.dialects import Dialect, LightningCsv, dialect_of, register_dialect
from logtools.formats.lightning.row_kinds import RowKind
from logtools.formats.lightning.row_signatures import RowSignature
from tests.formats.reading import kinds, notice_kinds, read_text


def row(code: int, *columns: int, blank: bool = False, single: bool = False) -> RowSignature:
    """Return a signature; its other fields do not matter here."""
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
def test_the_most_specific_matching_dialect_is_used(
    names: tuple[str, ...], rows: tuple[RowSignature, ...], dialect: str, *, fills_epochs: bool
) -> None:
    header = read_header(names)
    found = dialect_of(header, rows, header.columns)
    assert type(found).__name__ == dialect
    assert found.fills_epochs(header, rows, header.columns) is fills_epochs
    assert set(found.kinds(header, rows, header.columns)) == {each.code for each in rows}
    assert (found.issue is None) == ("step" in names)


class Toy(LightningCsv):
    """Files with a column `fold`: all of their rows are validations."""

    issue = FileIssue(kind="foreign", count=1, message="was written by a toy")

    def matches(self, header: Header, rows: tuple[RowSignature, ...], columns: dict[int, Column]) -> bool:  # noqa: ARG002
        """Match by the column."""
        return "fold" in header.names

    def kinds(self, header: Header, rows: tuple[RowSignature, ...], columns: dict[int, Column]) -> dict[int, RowKind]:  # noqa: ARG002
        """Return epochs of a validation."""
        return {row.code: RowKind(stage="val", granularity="epoch") for row in rows}


def test_a_registered_dialect_takes_precedence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usual: list[Dialect] = [LightningCsv()]
    monkeypatch.setattr("logtools.formats.lightning.dialects._dialects", usual)
    register_dialect(Toy())
    read_text(tmp_path, "epoch,step,loss,fold\n0,49,0.5,1\n0,99,0.25,1\n", run="toy")
    logs = read_text(tmp_path, "epoch,step,loss\n0,49,0.5\n0,99,0.25\n", run="usual")
    assert kinds(logs["toy"]) == {("loss", "val", "epoch"), ("fold", "val", "epoch")}
    assert kinds(logs["usual"]) == {("loss", "train", "step")}
    assert notice_kinds(logs["toy"]) == {"foreign": 1}
    assert notice_kinds(logs["usual"]) == {}
