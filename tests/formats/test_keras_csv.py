"""Files without a step column."""

from __future__ import annotations

from tests.formats.reading import case, kinds, notice_kinds, series


def test_keras() -> None:
    logs = case("keras")
    assert kinds(logs, "metric", "stage", "granularity") == {
        ("loss", "train", "epoch"),
        ("accuracy", "train", "epoch"),
        ("val_loss", "val", "epoch"),
        ("val_accuracy", "val", "epoch"),
    }
    epochs = logs.epochs()
    assert epochs.get_column("epoch").to_list() == [0, 1]
    assert epochs.get_column("val_loss").to_list() == [1.0, 0.875]
    assert notice_kinds(logs) == {"foreign": 1}


def test_yolo() -> None:
    """All columns are aligned with blanks, which are not part of the names."""
    logs = case("yolo")
    frame = logs.metrics(provenance=True)
    assert set(frame.get_column("epoch")) == {1, 2}
    assert frame.height == 8
    assert series(logs, "train/box_loss") == [(1, None, 1.2345), (2, None, 1.1234)]
    assert ("train/box_loss", "box_loss", "train", "epoch") in kinds(logs, "metric", "quantity", "stage", "granularity")
    assert notice_kinds(logs) == {"foreign": 1}
