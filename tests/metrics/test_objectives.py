"""Objectives are told from scores by their names."""

from __future__ import annotations

import pytest

from logtools.metrics.objectives import is_objective


@pytest.mark.parametrize(
    ("name", "expected"),
    [("loss", True), ("lossD", True), ("valElbo", True), ("episode/return", True), ("fid", False), ("closs_up", True),
     ("val_acc", False), ("recall", False)],
)  # fmt: skip
def test_losses_and_rewards_are_objectives(name: str, *, expected: bool) -> None:
    assert is_objective(name) == expected
