"""Measure by simulation how often comparisons of many groups make false claims, and how much they find.

Experiments are drawn from populations with known means, and passed to the functions that `Logs.compare` uses.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import polars as pl
from scipy import stats

from logtools.analysis.comparison.group_differences import GroupTest, compare_groups
from logtools.analysis.comparison.subset_selection import may_be_best
from scripts.simulations.populations import POPULATIONS, Floats, Groups, percent
from scripts.simulations.tables import Row, Table

__all__ = ["TABLES"]

_RULES = GroupTest(direction="max", confidence=0.95)
_SIZES = (2, 3, 4, 5, 6, 7, 8, 9, 10, 20)
_OTHER = (
    (3, 3, 3), (10, 10, 10), (3,) * 6, (10,) * 6, (1, 5, 5), (2, 3, 3), (2, 5, 5), (2, 10, 10), (3, 10, 10),
    (5, 10, 10), (10, 2, 2), (10, 3, 3), (2, *(5,) * 5), (2, *(10,) * 5), (10, *(3,) * 5),
)  # fmt: skip
_ALIKE = Groups()
_SEEDED = Groups(correlation=0.5)
_UNLIKE = {
    "spreads 0.7 to 1.5": Groups(spreads=(0.7, 1.5)),
    "1 to 3": Groups(spreads=(1.0, 3.0)),
}


@dataclass(frozen=True, kw_only=True)
class Answers:
    """What `Logs.compare` says of many experiments: one entry per experiment."""

    #: Whether a group differs significantly from the best one.
    claims: list[bool]
    #: The share of the other groups that are significantly worse than the best one.
    worse: list[float]
    #: Whether all simultaneous intervals contain the true differences.
    covered: list[bool]
    #: Whether the first group may be the best, and the share of the others that may not.
    first_kept: list[bool]
    others_left_out: list[float]


def _answers(
    groups: Groups, sizes: Sequence[int], experiments: int, key: tuple[int, ...], *, given: bool = False
) -> Answers:
    """Compare groups with the best one, or with the last one if the baseline is `given`."""
    found = Answers(claims=[], worse=[], covered=[], first_kept=[], others_left_out=[])
    names = [str(i) for i in range(len(sizes))]
    blocks = [str(j) if groups.correlation else None for n in sizes for j in range(n)]
    rows = pl.DataFrame({"group": np.repeat(names, sizes), "block": pl.Series(blocks, dtype=pl.String)})
    table = pl.DataFrame({"group": names, "n": sizes, "diverged": [0] * len(sizes)})
    true = np.zeros(len(sizes))
    true[0] = groups.better
    for values in zip(*groups.draw(np.random.default_rng(key), sizes, experiments), strict=True):
        baseline = len(sizes) - 1 if given else int(np.argmax([each.mean() for each in values]))
        samples = rows.hstack([pl.Series("value", np.concatenate(values))])
        tests = compare_groups(samples, table, _RULES, baseline=names[baseline], given=given)
        conclusions = tests["conclusion"].to_list()
        difference = np.delete(true - true[baseline], baseline)
        kept = may_be_best(samples, table, _RULES)
        found.claims.append(any(each != "not significant" for each in conclusions))
        found.worse.append(conclusions.count("worse") / len(conclusions))
        low, high = tests["ci_low"].to_numpy(), tests["ci_high"].to_numpy()
        found.covered.append(bool(np.all((low <= difference) & (difference <= high))))
        found.first_kept.append(bool(kept[0]))
        found.others_left_out.append(kept[1:].count(False) / (len(kept) - 1))
    return found


def _families(groups: int, n: int, experiments: int, seed: int) -> list[str]:
    sizes = [n] * groups
    drawn = (_ALIKE, *_UNLIKE.values(), _SEEDED)
    found = [_answers(each, sizes, experiments, (seed, 7, groups, n, i)) for i, each in enumerate(drawn)]
    given = _answers(_SEEDED, sizes, experiments, (seed, 8, groups, n), given=True)
    kept = (found[0], found[-1])
    return [percent(each.claims) for each in (*found, given)] + [percent(each.first_kept) for each in kept]


def _one_other(sizes: tuple[int, ...], experiments: int, seed: int) -> list[str]:
    drawn = [Groups(first=first) for first in (1.0, 2.0, 3.0, 1 / 3)] + [_SEEDED]
    found = [_answers(each, sizes, experiments, (seed, 9, *sizes, i)) for i, each in enumerate(drawn)]
    given = _answers(_ALIKE, sizes, experiments, (seed, 10, *sizes), given=True)
    return [percent(each.claims) for each in (*found, given)] + [percent(found[0].first_kept)]


def _populations(groups: int, n: int, experiments: int, seed: int) -> list[str]:
    drawn = [Groups(population=name) for name in POPULATIONS]
    found = [_answers(each, [n] * groups, experiments, (seed, 11, groups, n, i)) for i, each in enumerate(drawn)]
    return [percent(each.claims) for each in found]


def _power(groups: int, n: int, better: float, experiments: int, seed: int) -> list[str]:
    alone, seeded = Groups(better=better), Groups(better=better, correlation=0.5)
    found = [
        _answers(each, [n] * groups, experiments, (seed, 12, groups, n, i)) for i, each in enumerate((alone, seeded))
    ]
    classic = _welch_and_tukey(alone.draw(np.random.default_rng((seed, 13, groups, n)), [n] * groups, experiments))
    shares = (
        [each.worse for each in found] + [each.others_left_out for each in found] + [each.covered for each in found]
    )
    return [*classic, *map(percent, shares)]


def _welch_and_tukey(drawn: Sequence[Floats]) -> list[str]:
    """Return the share of groups that Welch's tests with Holm's correction over all pairs, and Tukey's find worse."""
    groups, n = len(drawn), drawn[0].shape[1]
    critical = stats.studentized_range.ppf(0.95, groups, groups * (n - 1)) / np.sqrt(2)
    welch, tukey = [], []
    for values in np.stack(drawn, axis=1):
        best = int(values.mean(axis=1).argmax())
        others = np.delete(values, best, axis=0)
        p = np.sort(stats.ttest_ind(others, values[best], axis=1, equal_var=False).pvalue)
        steps = p * (groups * (groups - 1) / 2 - np.arange(len(p)))
        welch.append(float(np.mean(np.maximum.accumulate(steps) < 0.05)))
        error = np.sqrt(values.var(axis=1, ddof=1).mean() * 2 / n)
        tukey.append(float(np.mean((values[best].mean() - others.mean(axis=1)) / error > critical)))
    return [percent(welch), percent(tukey)]


TABLES = (
    Table(
        name="family",
        heads=(
            "groups", "n each", "equal spreads", *_UNLIKE, "seeds, correlation 0.5", "baseline given, seeds",
            "first kept, equal spreads", "first kept, seeds",
        ),
        rows=tuple(
            Row(situation=(str(groups), str(n)), measure=partial(_families, groups, n))
            for groups in (3, 6, 12) for n in _SIZES
        ),
        experiments=1_000,
    ),
    Table(
        name="one other group",
        heads=(
            "n", "equal spreads", "first 2 times", "first 3 times", "first 1/3", "seeds, correlation 0.5",
            "baseline given", "first kept",
        ),
        rows=tuple(
            Row(situation=(", ".join(map(str, sizes)),), measure=partial(_one_other, sizes))
            for sizes in _OTHER
        ),
        experiments=1_000,
    ),
    Table(
        name="populations of groups",
        heads=("groups", "n each", *POPULATIONS),
        rows=tuple(
            Row(situation=(str(groups), str(n)), measure=partial(_populations, groups, n))
            for groups in (3, 6, 12) for n in (3, 10)
        ),
        experiments=1_000,
    ),
    Table(
        name="power",
        heads=(
            "groups", "n each", "better by", "Welch + Holm", "Tukey", "logtools", "logtools, seeds", "not best",
            "not best, seeds", "intervals cover", "intervals cover, seeds",
        ),
        rows=tuple(
            Row(situation=(str(groups), str(n), f"{better:g}"), measure=partial(_power, groups, n, better))
            for groups, n, better in ((3, 3, 3.0), (6, 3, 3.0), (6, 5, 2.0), (12, 3, 3.0), (12, 5, 2.0), (12, 10, 1.5))
        ),
        experiments=1_000,
    ),
)  # fmt: skip
