"""Runs are paired by the seeds that both sides have."""

from __future__ import annotations

from logtools.analysis.comparison.pairing import Pairing, pair


def side(*seeds: str | None) -> list[tuple[str | None, float]]:
    return [(seed, float(i)) for i, seed in enumerate(seeds)]


def test_values_of_matching_seeds_are_pairs_in_the_order_of_the_first_side() -> None:
    assert pair(side("1", "2", "3"), side("3", "1", "2")) == Pairing(pairs=((0.0, 1.0), (1.0, 2.0), (2.0, 0.0)))


def test_one_shared_seed_is_not_enough() -> None:
    found = pair(side("1"), side("1"))
    assert (found.pairs, found.reason) == ((), "not paired: too few shared seeds (1)")
    assert pair(side("1", "2"), side("1", "3")).pairs == ()


def test_half_of_the_seeds_of_the_smaller_side_are_enough() -> None:
    shared = side("1", "2", "a", "b")
    assert len(pair(shared, side("1", "2", "c", "d", "e", "f")).pairs) == 2
    assert pair([*shared, ("z", 0.0)], side("1", "2", "c", "d", "e", "f")).pairs == ()


def test_seeds_of_one_side_are_named() -> None:
    assert pair(side("1", "2", "x"), side("y", "2", "1", None)).unpaired == ("x", "y", "none")


def test_a_seed_that_occurs_twice_pairs_nothing() -> None:
    found = pair(side("1", "2", "2"), side("1", "2"))
    assert (found.pairs, found.reason) == ((), "not paired: several runs have seed 2")
    assert len(pair(side("1", "2", "9", "9"), side("1", "2")).pairs) == 2


def test_without_a_shared_seed_there_is_no_reason_to_give() -> None:
    assert pair(side("1"), side("2")) == pair(side(None), side(None)) == Pairing()
