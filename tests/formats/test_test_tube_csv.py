"""Files of test-tube."""

from __future__ import annotations

from tests.formats.reading import case, kinds, notice_kinds, series


def test_test_tube() -> None:
    logs = case("test_tube")
    assert series(logs, "val_loss") == [(0, None, 0.75), (1, None, 0.5)]
    assert "created_at" not in {metric for metric, *_ in kinds(logs)}
    assert notice_kinds(logs) == {"foreign": 1, "text": 2}
