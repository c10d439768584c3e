"""Metrics that Lightning's own callbacks log: learning rate, device statistics, throughput, gradient norms."""

from __future__ import annotations

import re

__all__ = ["DEVICE", "LEARNING_RATE", "is_monitor"]

LEARNING_RATE = re.compile(r"lr-\w|.*/lr-\w")
DEVICE = re.compile(r"DeviceStatsMonitor\.on_(train|validation|test|predict)_|gpu_id: \d+/")
_THROUGHPUT = re.compile(
    r"(train|validate|test|predict)[|/](device/)?"
    r"(batches|samples|items|flops|mfu|epoch|time)(_per_sec|_per_second)?|(train|validate|test|predict)[|/]device/.+"
)
_GRADIENT = re.compile(r"grad_[\d.]+(inf)?_norm[_/].+")


def is_monitor(name: str) -> bool:
    """Return whether one of Lightning's own callbacks logs a metric of this name."""
    patterns = (LEARNING_RATE, DEVICE, _GRADIENT)
    return any(pattern.match(name) for pattern in patterns) or bool(_THROUGHPUT.fullmatch(name))
