"""Metrics of Lightning's callbacks are recognised."""

from __future__ import annotations

import pytest

import logtools as lt
from logtools.metrics.monitors import is_monitor
from tests.formats.reading import LIGHTNING, kinds


@pytest.mark.parametrize("version", ["1.8.6", "2.1.4", "2.6.6"])
def test_device_statistics_are_not_training_metrics(version: str) -> None:
    """The rows of a monitor have the stage that it monitors, and are not used for ranking."""
    logs = lt.read(LIGHTNING / version / "device_stats")
    monitored = {stage for metric, stage, _ in kinds(logs) if str(metric).startswith("DeviceStatsMonitor.on_train")}
    assert monitored == {"train"}
    ranking = logs.compare().ranking
    assert ranking is not None
    assert ranking.label == "val_loss"


@pytest.mark.parametrize(
    ("name", "monitor"),
    [
        ("lr-Adam", True),
        ("lr-SGD/pg1-momentum", True),
        ("optimizer/lr-Adam", True),
        ("DeviceStatsMonitor.on_train_batch_start/cpu_percent", True),
        ("gpu_id: 0/utilization.gpu (%)", True),
        ("train|batches_per_sec", True),
        ("validate/device/flops_per_sec", True),
        ("grad_2.0_norm_total", True),
        ("lr", False),
        ("train/batches_lost", False),
        ("train/time_to_target", False),
        ("grad_norm", False),
        ("train_loss", False),
    ],
)
def test_names_of_lightnings_callbacks_are_monitors(name: str, monitor: bool) -> None:  # noqa: FBT001 - a parameter
    assert is_monitor(name) is monitor
