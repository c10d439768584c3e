"""Metrics that Lightning's callbacks log."""

from __future__ import annotations

import pytest

import logtools as lt
from tests.formats.reading import LIGHTNING, kinds


@pytest.mark.parametrize("version", ["1.8.6", "2.1.4", "2.6.6"])
def test_device_statistics_are_no_training_metrics(version: str) -> None:
    """A monitor's rows stand on the axis of the stage it watches, and rank nothing."""
    logs = lt.read(LIGHTNING / version / "device_stats")
    monitored = {stage for metric, stage, _ in kinds(logs) if str(metric).startswith("DeviceStatsMonitor.on_train")}
    assert monitored == {"train"}
    ranking = logs.compare().ranking
    assert ranking is not None
    assert ranking.label == "val_loss"
