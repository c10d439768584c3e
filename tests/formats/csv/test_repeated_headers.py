"""Repeated headers in the middle of a file: the rows after a header are read by it."""

from __future__ import annotations

from pathlib import Path

from tests.formats.reading import notice_kinds, read_text, rows


def values(folder: Path, text: str) -> list[tuple[object, ...]]:
    frame = read_text(folder, text).metrics().sort("step", "metric")
    return [(str(metric), step, value) for metric, step, value in rows(frame, "metric", "step", "value")]


def test_concatenated_files_with_the_same_header(tmp_path: Path) -> None:
    part = "epoch,step,val_loss\n0,9,1.0\n1,19,0.5\n"
    logs = read_text(tmp_path, part + part)
    assert logs.metrics()["value"].to_list() == [1.0, 0.5, 1.0, 0.5]
    assert notice_kinds(logs) == {"header-again": 1}


def test_a_repeated_header_can_have_another_order(tmp_path: Path) -> None:
    text = "epoch,step,val_loss\n0,9,1.0\nstep,val_acc,epoch,val_loss\n19,0.7,1,0.5\n29,,2,0.4\n"
    assert values(tmp_path, text) == [
        ("val_loss", 9, 1.0), ("val_acc", 19, 0.7), ("val_loss", 19, 0.5), ("val_loss", 29, 0.4),
    ]  # fmt: skip


def test_a_preview_uses_the_last_header(tmp_path: Path) -> None:
    text = "epoch,step,val_loss\n0,9,1.0\nval_loss,val_acc,epoch,step\n0.5,0.7,1,19\n"
    assert rows(read_text(tmp_path, text).runs, "epoch", "step", "metric_count") == [(1, 19, 2)]


def test_text_in_a_row_is_not_a_header(tmp_path: Path) -> None:
    logs = read_text(tmp_path, "epoch,step,val_loss\n0,9,1.0\nepoch,step,0.5\n")
    assert "header-again" not in notice_kinds(logs)
