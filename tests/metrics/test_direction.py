"""Directions are inferred from names in torchmetrics, Lightning examples and public logs."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from logtools.metrics.direction import MAX_WORDS, MIN_WORDS, infer

with (Path(__file__).parent / "direction_names.csv").open(newline="") as file:
    NAMES = {row["name"]: row["direction"] or None for row in csv.DictReader(file)}


@pytest.mark.parametrize("direction", ["min", "max", None])
def test_the_direction_is_inferred_from_the_name(direction: str | None) -> None:
    names = [name for name, right in NAMES.items() if right == direction]
    assert len(names) > 60
    assert {name: infer(name) for name in names} == dict.fromkeys(names, direction)


def test_no_word_has_two_directions() -> None:
    assert not MIN_WORDS & MAX_WORDS


def test_the_last_word_with_a_direction_decides() -> None:
    assert (infer("accuracy_mse"), infer("mse_accuracy")) == ("min", "max")


@pytest.mark.parametrize("prefix", ["train_", "val/", "test-", "Validation "])
def test_the_stage_does_not_matter(prefix: str) -> None:
    names = [name for name, right in NAMES.items() if right and not name.startswith("negative")]
    assert {name: infer(f"{prefix}{name}") for name in names} == {name: NAMES[name] for name in names}
