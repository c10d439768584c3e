from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from logtools.text.units import age, bytes_text


@pytest.mark.parametrize(
    ("size", "text"),
    [(0, "0 B"), (999, "999 B"), (1000, "1.0 kB"), (9949, "9.9 kB"), (9950, "10 kB"), (999_499, "999 kB"),
     (999_500, "1.0 MB"), (3_400_000_000, "3.4 GB"), (5e12, "5.0 TB")],
)  # fmt: skip
def test_bytes(size: int, text: str) -> None:
    assert bytes_text(size) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(-5, "just now"), (9, "just now"), (10, "10 s ago"), (59, "59 s ago"), (60, "1 min ago"), (3599, "59 min ago"),
     (3600, "1 h ago"), (86_399, "23 h ago"), (86_400, "1 d ago"), (863_999, "9 d ago"), (864_000, "2026-02-19")],
)  # fmt: skip
def test_age(seconds: int, text: str) -> None:
    now = datetime(2026, 3, 1, 12, tzinfo=UTC)
    assert age(now - timedelta(seconds=seconds), now) == text
