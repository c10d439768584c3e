"""One name in several stages."""

from __future__ import annotations

from pathlib import Path

from tests.formats.reading import case, kinds, read_text, series


def test_bare_names_get_their_stage_from_their_rows(tmp_path: Path) -> None:
    """Training, validation and test log plain `loss` without forks: three series under one header."""
    text = "epoch,loss,step\n"
    for epoch in range(3):
        text += "".join(f"{epoch},{b}.5,{100 * epoch + 10 * b + 9}\n" for b in range(10))
        text += f"{epoch},0.125,{100 * epoch + 99}\n"
    text += "3,0.0625,300\n"
    logs = read_text(tmp_path, text)
    assert kinds(logs) == {("loss", "train", "step"), ("loss", "val", "epoch"), ("loss", "test", "epoch")}
    assert series(logs, "loss", stage="val") == [(epoch, 100 * epoch + 99, 0.125) for epoch in range(3)]
    assert series(logs, "loss", stage="test") == [(3, 300, 0.0625)]


def test_same_name_in_every_stage() -> None:
    """One header `loss` holds a validation and a test series, beside the forked training one."""
    logs = case("same_name_in_every_stage")
    assert kinds(logs) == {
        ("loss", "train", "step"),
        ("loss", "train", "epoch"),
        ("loss", "val", "epoch"),
        ("loss", "test", "epoch"),
    }
    assert series(logs, "loss", stage="val") == [(0, 3, 8.727646827697754), (1, 7, 4.899878025054932)]
    assert series(logs, "loss", stage="test") == [(2, 8, 1.7160606384277344)]
    assert set(logs.summary().get_column("label")) == {"train_loss", "val_loss", "test_loss"}
    assert set(logs.epochs().columns[-2:]) == {"train_loss", "val_loss"}
