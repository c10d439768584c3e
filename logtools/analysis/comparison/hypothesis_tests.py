"""Each group against one of them, the baseline: how large the difference is, and whether it could be chance.

Runs of equal seed are paired where there are enough of them; then the differences of the pairs are tested, else the two
means. Where a run diverged there is no mean to test: such runs count as worse than all others, and ranks (or, in pairs,
signs) are tested. When the baseline is not given it is the best group, picked by the very results that are tested;
the p-values are then corrected as if every group had been compared with every other.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal

import polars as pl

from logtools import schema
from logtools.analysis.comparison.pairing import Pairing, pair
from logtools.analysis.comparison.statistics import (
    Estimate,
    holm,
    mean,
    paired,
    probability_of_improvement,
    rank_test,
    sign_test,
    smallest_p,
    welch,
)

__all__ = ["METHODS", "compare_groups", "compare_sides", "family"]

Direction = Literal["min", "max"]
#: The tests by the short names that stand in `method`.
METHODS = {
    "paired t": "Student's t-test and interval of the differences between runs of equal seed",
    "Welch's t": "Welch's t-test and interval of the difference between two means, variances not taken to be equal",
    "sign test": "exact sign test of runs of equal seed; a diverged run is worse than all others",
    "rank test": "permutation test of mean ranks; a diverged run ranks behind all others",
}
Side = Sequence[tuple[str | None, float]]


def family(groups: pl.DataFrame, *, given: bool) -> int:
    """Return how many comparisons are made among groups (schema.COMPARISON_GROUPS) that have two runs with a value.

    With a given baseline each other is compared with it; one picked by its results stands for comparing all with all.
    """
    testable = groups.filter(pl.col("n") + pl.col("diverged") > 1).height
    return max(testable - 1, 0) if given else testable * (testable - 1) // 2


def compare_groups(  # noqa: PLR0913 - two frames, and how they are compared
    runs: pl.DataFrame, groups: pl.DataFrame, *, baseline: str, given: bool, direction: Direction, confidence: float
) -> pl.DataFrame:
    """Return a row a group other than the baseline: schema.COMPARISON_DIFFERENCES.

    `runs` has the columns group, repeat and value; `groups` is schema.COMPARISON_GROUPS and gives the order.
    """
    sides: dict[str, list[tuple[str | None, float]]] = {name: [] for name in groups.get_column("group")}
    for name, seed, value in runs.select("group", "replicate", "value").iter_rows():
        if value is not None:
            sides[name].append((seed, value))
    others = [name for name in sides if name != baseline]
    rows = [
        {"group": name, "baseline": baseline, **compare_sides(sides[name], sides[baseline], direction, confidence)}
        for name in others
    ]
    corrected = _corrected(rows, family(groups, given=given))
    for row, p in zip(rows, corrected, strict=True):
        better = row.pop("better")
        decided = p is not None and better is not None and p < 1 - confidence
        row |= {"p_adjusted": p, "conclusion": ("better" if better else "worse") if decided else "not significant"}
    return pl.DataFrame(rows, schema=schema.COMPARISON_DIFFERENCES)


def _corrected(rows: Sequence[dict[str, object]], comparisons: int) -> list[float | None]:
    tested = [i for i, row in enumerate(rows) if row["p"] is not None]
    corrected: list[float | None] = [None] * len(rows)
    for i, p in zip(tested, holm([float(str(rows[i]["p"])) for i in tested], comparisons=comparisons), strict=True):
        corrected[i] = p
    return corrected


def compare_sides(one: Side, other: Side, direction: Direction, confidence: float) -> dict[str, object]:
    """Compare the (seed, value) of two groups: columns n to reason of schema.COMPARISON_DIFFERENCES, and `better`.

    `better` is the side on which the evidence lies: whether the one group is the better one; None for neither.
    """
    pairing = _useful(pair(one, other), confidence)
    values = [a for a, _ in pairing.pairs] or [value for _, value in one]
    against = [b for _, b in pairing.pairs] or [value for _, value in other]
    row: dict[str, object] = {"n": len(values), "n_baseline": len(against), "p": None, "better": None}
    row |= {"pairs": len(pairing.pairs) or None, "unpaired": ", ".join(pairing.alone) or None}
    if not values or not against:
        return row | {"reason": "no run logged a value on one side"}
    row["p_better"] = probability_of_improvement([v for _, v in one], [v for _, v in other], direction=direction)
    test = _test(values, against, pairing, direction, confidence)
    return row | test | {"reason": _together(test["reason"], pairing.reason)}


def _useful(pairing: Pairing, confidence: float) -> Pairing:
    """Give up pairs that only a sign test could be made of, where they are too few for it to tell anything."""
    one, other = [a for a, _ in pairing.pairs], [b for _, b in pairing.pairs]
    if not one or smallest_p(len(one), None) < 1 - confidence:
        return pairing
    if all(map(math.isfinite, (*one, *other))) and paired(one, other, confidence=confidence).p is not None:
        return pairing
    return Pairing(reason=f"not paired: a sign test of {len(one)} pairs could tell nothing")


def _test(
    one: list[float], other: list[float], pairing: Pairing, direction: Direction, confidence: float
) -> dict[str, object]:
    """Test values that are matched, if there are pairs, or apart."""
    chance = probability_of_improvement(one, other, direction=direction)
    if pairing.pairs:
        chance = mean([probability_of_improvement([a], [b], direction=direction) for a, b in pairing.pairs])
    leaning = None if chance == 0.5 else chance > 0.5
    ranks = ("sign test", sign_test) if pairing.pairs else ("rank test", rank_test)
    if not all(map(math.isfinite, (*one, *other))):
        finite = [list(filter(math.isfinite, side)) for side in (one, other)]
        difference = mean(finite[0]) - mean(finite[1]) if all(finite) else None
        told: dict[str, object] = {"difference": difference, "better": leaning, "reason": "a run diverged"}
        enough = min(len(one), len(other)) > 1
        return told | ({"p": ranks[1](one, other, direction=direction), "method": ranks[0]} if enough else {})
    estimate: Estimate = (paired if pairing.pairs else welch)(one, other, confidence=confidence)
    found: dict[str, object] = {"difference": estimate.value, "reason": estimate.reason}
    if estimate.p is not None:
        better = (estimate.value > 0) == (direction == "max") if estimate.value else None
        interval = {"ci_low": estimate.low, "ci_high": estimate.high, "p": estimate.p}
        return found | interval | {"better": better, "method": "paired t" if pairing.pairs else "Welch's t"}
    if min(len(one), len(other)) > 1:
        return found | {"p": ranks[1](one, other, direction=direction), "better": leaning, "method": ranks[0]}
    return found


def _together(*reasons: object) -> str | None:
    return "; ".join(str(reason) for reason in reasons if reason) or None
