"""Reading the first and last bytes of a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.formats.reading import case, read_text, rows


def test_zero_bytes() -> None:
    """A run without data is still a run."""
    logs = case("zero_bytes")
    assert logs.ids == ("run",)
    assert rows(logs.runs, "state", "epoch", "step", "metric_count", "size") == [("empty", None, None, 0, 0)]
    assert rows(logs.hparams(), "run", "lr") == [("run", 0.1)]
    for frame in (logs.metrics(), logs.epochs(), logs.steps(), logs.summary()):
        assert frame.is_empty()


def test_header_only() -> None:
    logs = case("header_only")
    assert logs.metrics().is_empty()
    assert rows(logs.runs, "state", "metric_count") == [("empty", 1)]
    assert logs.notices.is_empty()


@pytest.mark.parametrize("size", [*range(16_380, 16_420), 32_760, 32_768, 32_780])
def test_a_file_with_rows_is_never_called_empty(tmp_path: Path, size: int) -> None:
    row = "0,9,0.123456\n"
    head = "epoch,step,val_loss\n"
    count, rest = divmod(size - len(head), len(row))
    text = head + row * (count - 1) + f"0,9,0.{'1' * (rest + 6)}\n"
    assert len(text) == size
    assert rows(read_text(tmp_path, text).runs, "epoch", "step") == [(0, 9)]
    assert read_text(tmp_path, text).runs["state"].to_list() != ["empty"]


def test_a_file_of_very_long_rows_is_not_called_empty(tmp_path: Path) -> None:
    names = ",".join(f"metric_{i}" for i in range(2_000))
    row = ",".join("0.123456789" for _ in range(2_000))
    logs = read_text(tmp_path, f"epoch,step,{names}\n" + f"0,9,{row}\n" * 3)
    assert logs.runs["state"].to_list() != ["empty"]
