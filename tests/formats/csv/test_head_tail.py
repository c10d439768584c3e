"""What the first and last bytes of a file show."""

from __future__ import annotations

from tests.formats.reading import case, rows


def test_zero_bytes() -> None:
    """An empty run is a run."""
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
