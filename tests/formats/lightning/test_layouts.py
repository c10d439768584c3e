"""Columns whose meaning the rows decide: an index column, and `/epoch_N`."""

from __future__ import annotations

from tests.formats.reading import case, kinds, notice_kinds, series


def test_index_column() -> None:
    """The column that numbers the rows is not a metric; everything else is as Lightning wrote it."""
    logs = case("index_column")
    assert kinds(logs) == {("train_loss", "train", "step"), ("val_loss", "val", "epoch")}
    assert series(logs, "val_loss") == [(0, 1, 0.75)]
    assert notice_kinds(logs) == {"index": 1}


def test_one_column_per_epoch() -> None:
    """`val_loss_step/epoch_0` and `/epoch_1` are one series, each value in the epoch it was measured in."""
    logs = case("one_column_per_epoch")
    steps = series(logs, "val_loss", granularity="step")
    assert [(epoch, step) for epoch, step, _ in steps] == [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2)]
    assert series(logs, "val_loss", granularity="epoch") == [(0, 3, 8.727646827697754), (1, 7, 4.899878025054932)]
    assert {metric for metric, *_ in kinds(logs)} == {
        "train_acc",
        "train_eponly",
        "train_loss",
        "val_ep",
        "val_loss",
        "val_st",
    }


def test_user_name_with_epoch_number() -> None:
    logs = case("user_name_with_epoch_number")
    assert series(logs, "x/epoch_3") == [(0, 3, 1.0), (1, 7, 2.0)]
    assert {granularity for *_, granularity in kinds(logs)} == {"epoch"}
