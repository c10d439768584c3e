"""Runs are paired by the seeds that both sides have."""

from __future__ import annotations

from logtools.analysis.comparison.pairing import Pairing, pair


def side(*seeds: str | None) -> list[tuple[str | None, float]]:
    return [(seed, float(i)) for i, seed in enumerate(seeds)]


def test_values_of_matching_seeds_are_pairs_in_the_order_of_the_first_side() -> None:
    assert pair(side("1", "2", "3"), side("3", "1", "2")) == Pairing(pairs=((0.0, 1.0), (1.0, 2.0), (2.0, 0.0)))


def test_one_shared_seed_is_not_enough() -> None:
    found = pair(side("1"), side("1"))
    assert (found.pairs, found.reason) == ((), "not paired: only one shared seed")
    assert pair(side("1", "2"), side("1", "3")).pairs == ()


def test_partly_shared_seeds_pair_nothing() -> None:
    found = pair(side("1", "2", "x"), side("y", "2", "1"))
    assert (found.pairs, found.reason) == ((), "not paired: only 2 seeds are shared")
    assert pair(side("1", "2"), side("1", "2", None)).pairs == ()
    assert pair(side("1", "2", "3"), side("1", "2")).pairs == ()


def test_a_seed_that_occurs_twice_pairs_nothing() -> None:
    found = pair(side("1", "2", "2"), side("1", "2"))
    assert (found.pairs, found.reason) == ((), "not paired: several runs have seed 2")


def test_without_a_shared_seed_there_is_no_reason_to_give() -> None:
    assert pair(side("1"), side("2")) == pair(side(None), side(None)) == Pairing()
