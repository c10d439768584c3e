"""Pair the runs of two groups by their seed, so that the effect of the seed cancels out in the differences.

Runs are paired if both sides have the same seeds, at least two, each once. If they share only some seeds, no runs are
paired: the test then uses all runs, and no run whose value is in the mean is left out of the test.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from logtools.record import Record

__all__ = ["Pairing", "pair"]


class Pairing(Record):
    """The runs of two sides that have the same seed."""

    #: The two values of each seed, in the order of the first side; empty if not paired.
    pairs: tuple[tuple[float, float], ...] = ()
    #: Why runs with shared seeds are not paired; None if they are paired, or share no seed.
    reason: str | None = None


def pair(one: Sequence[tuple[str | None, float]], other: Sequence[tuple[str | None, float]]) -> Pairing:
    """Pair the (seed, value) tuples of two sides by their seed."""
    counts = [Counter(seed for seed, _ in side) for side in (one, other)]
    shared = [seed for seed in counts[0] if seed is not None and seed in counts[1]]
    if not shared:
        return Pairing()
    twice = [seed for seed in shared if counts[0][seed] > 1 or counts[1][seed] > 1]
    if twice:
        return Pairing(reason=f"not paired: several runs have seed {twice[0]}")
    if len(shared) < 2:
        return Pairing(reason="not paired: only one shared seed")
    if not len(shared) == len(one) == len(other):
        return Pairing(reason=f"not paired: only {len(shared)} seeds are shared")
    second = dict(other)
    return Pairing(pairs=tuple((value, second[seed]) for seed, value in one))
