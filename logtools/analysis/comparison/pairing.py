"""Pair the runs of two groups by their seed, so that the effect of the seed cancels out in the differences.

Runs are paired if the two sides share at least two seeds, and at least half of the seeds of the smaller side. If a
shared seed occurs twice on a side, no runs are paired.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Pairing", "pair"]


@dataclass(frozen=True, kw_only=True)
class Pairing:
    """The runs of two sides that have the same seed."""

    #: The two values of each shared seed, in the order of the first side; empty if not paired.
    pairs: tuple[tuple[float, float], ...] = ()
    #: Seeds that only one side has, in order; empty if not paired.
    unpaired: tuple[str, ...] = ()
    #: Why runs with seeds are not paired; None if they are paired, or share no seed.
    reason: str | None = None


def pair(one: Sequence[tuple[str | None, float]], other: Sequence[tuple[str | None, float]]) -> Pairing:
    """Pair the (seed, value) tuples of two sides by their seed."""
    counts = [Counter(seed for seed, _ in side if seed is not None) for side in (one, other)]
    shared = [seed for seed in counts[0] if seed in counts[1]]
    if not shared:
        return Pairing()
    twice = [seed for seed in shared if counts[0][seed] > 1 or counts[1][seed] > 1]
    if twice:
        return Pairing(reason=f"not paired: several runs have seed {twice[0]}")
    if len(shared) < max(2, min(len(one), len(other)) / 2):
        return Pairing(reason=f"not paired: too few shared seeds ({len(shared)})")
    first, second = dict(one), dict(other)
    unpaired = [seed or "none" for seed, _ in (*one, *other) if seed not in set(shared)]
    return Pairing(pairs=tuple((first[seed], second[seed]) for seed in shared), unpaired=tuple(dict.fromkeys(unpaired)))
