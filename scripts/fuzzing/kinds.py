"""All kinds of attacks, by name."""

from __future__ import annotations

from random import Random
from typing import Final

from scripts.fuzzing import files, hyperparameters, names, tables
from scripts.fuzzing.trees import Attack

__all__ = ["KINDS", "drawn"]

KINDS: Final[dict[str, Attack]] = {
    attack.__name__: attack for module in (files, hyperparameters, names, tables) for attack in module.ATTACKS
}


def drawn(random: Random) -> list[str]:
    """Draw one to three kinds."""
    return random.sample(sorted(KINDS), random.choice([1, 1, 1, 2, 3]))
