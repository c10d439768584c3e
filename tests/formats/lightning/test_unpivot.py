"""Unpivoting cells to observations, series by series."""

from __future__ import annotations

from pathlib import Path

from logtools.formats.base import Observations
from tests.formats.observing import CSV, Tree
from tests.formats.reading import read_text, rows

# `acc` has two columns in one series: up to 1.3, Lightning added /epoch_0 and /epoch_1
SPLIT = b"epoch,step,acc_step/epoch_0,acc_step/epoch_1,loss\n,0,1,,\n,1,2,,\n0,3,,,.5\n,0,,3,\n,1,,4,\n1,7,,,.25\n"


def observed(*files: bytes) -> Observations:
    """Read files in one call."""
    (found,) = CSV.observe(iter(files), CSV.collect_evidence(Tree(files)))
    return found


def test_columns_of_the_same_series_are_joined_in_file_order() -> None:
    found = observed(SPLIT, SPLIT)
    names = [found.labels[label].metric for label in found.frame.get_column("label")]
    values = list(zip(names, found.frame.get_column("source"), found.frame.get_column("value"), strict=True))
    assert [value for value in values if value[0] == "acc"] == [
        ("acc", source, number) for source in (0, 1) for number in (1.0, 2.0, 3.0, 4.0)
    ]
    assert {labels.column for labels in found.labels} == {"acc_step/epoch_0", "acc_step/epoch_1", "loss"}


def test_a_column_with_two_kinds_of_rows_gives_two_series(tmp_path: Path) -> None:
    text = "epoch,step,train_loss_step,train_loss_epoch,acc\n"
    for epoch in (0, 1):
        text += f"{epoch},{2 * epoch},1,,.1\n{epoch},{2 * epoch + 1},2,,.2\n{epoch},{2 * epoch + 1},,1.5,.15\n"
    frame = read_text(tmp_path, text).metrics().filter(metric="acc")
    assert rows(frame, "granularity", "step", "value") == [
        ("step", 0, 0.1),
        ("step", 1, 0.2),
        ("step", 2, 0.1),
        ("step", 3, 0.2),
        ("epoch", 1, 0.15),
        ("epoch", 3, 0.15),
    ]


def test_a_file_without_values_has_no_observations() -> None:
    found = observed(b"epoch,step,loss\n", b"epoch,step,loss\n0,1,\n")
    assert found.frame.is_empty()
    assert found.labels == ()
    assert found.files == (0, 1)
