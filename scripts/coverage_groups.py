"""Measure by simulation how often comparisons of groups make false claims, and how much they find.

`scripts/coverage.py` prints the tables. Experiments are drawn from normal populations with known means, and passed to
the functions that `Logs.compare` uses.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy import stats

from logtools.analysis.comparison.group_differences import GroupTest, compare_groups, compare_sides
from logtools.analysis.comparison.replicates import independent_values
from logtools.analysis.comparison.subset_selection import may_be_best

__all__ = ["ALIKE", "GRADED", "SEEDED", "Answers", "Population", "families", "folds", "power", "two_groups", "unusual"]

Floats = NDArray[np.float64]

EXPERIMENTS = 1_000
_RULES = GroupTest(direction="max", confidence=0.95)


@dataclass(frozen=True, kw_only=True)
class Population:
    """Groups of normal values."""

    #: The standard deviation of the first and the last group; those between are graded.
    spreads: tuple[float, float] = (1.0, 1.0)
    #: The correlation of runs with the same seed.
    correlation: float = 0.0
    #: How much better the first group is.
    better: float = 0.0

    def draw(self, rng: np.random.Generator, groups: int, n: int) -> Floats:
        """Return values: one row per group, one column per seed."""
        seeds = rng.normal(size=n) * np.sqrt(self.correlation)
        values = seeds + rng.normal(size=(groups, n)) * np.sqrt(1 - self.correlation)
        values *= np.linspace(*self.spreads, groups)[:, None]
        values[0] += self.better
        return np.asarray(values)


ALIKE = Population()
GRADED = Population(spreads=(0.7, 1.5))
SEEDED = Population(correlation=0.5)


@dataclass(frozen=True, kw_only=True)
class Answers:
    """What `Logs.compare` says of many experiments, in percent."""

    #: Experiments in which a group differs significantly from the best one.
    any_claim: float
    #: Mean share of the other groups that are significantly worse than the best one.
    worse: float
    #: Experiments in which all simultaneous intervals contain the true differences.
    covered: float
    #: Experiments in which the first group may be the best, and mean share of the others that may not.
    first_kept: float
    others_left_out: float


def answers(population: Population, groups: int, n: int, *, seed: int, given: bool = False) -> Answers:
    """Compare groups with the best one, or with the last one if the baseline is `given`."""
    rng = np.random.default_rng((6, groups, n, seed))
    found = []
    for _ in range(EXPERIMENTS):
        values = population.draw(rng, groups, n)
        samples, table = _frames(values, seeded=population.correlation > 0)
        baseline = str(groups - 1 if given else int(values.mean(axis=1).argmax()))
        rows = compare_groups(samples, table, _RULES, baseline=baseline, given=given)
        truth = population.better * ((rows["group"] == "0").cast(pl.Float64) - (1.0 if baseline == "0" else 0.0))
        held = ((rows["ci_low"] <= truth) & (rows["ci_high"] >= truth)).all()
        claims = rows["conclusion"] != "not significant"
        kept = np.array(may_be_best(samples, table, _RULES), dtype=bool)
        found.append((claims.any(), (rows["conclusion"] == "worse").mean(), held, kept[0], 1 - kept[1:].mean()))
    shares = 100 * np.array(found, dtype=np.float64).mean(axis=0)
    return Answers(
        any_claim=shares[0], worse=shares[1], covered=shares[2], first_kept=shares[3], others_left_out=shares[4]
    )


def _frames(values: Floats, *, seeded: bool) -> tuple[pl.DataFrame, pl.DataFrame]:
    groups, n = values.shape
    names = [str(i) for i in range(groups)]
    blocks = [str(j) for j in range(n)] * groups if seeded else [None] * values.size
    samples = pl.DataFrame(
        {"group": np.repeat(names, n), "block": pl.Series(blocks, dtype=pl.String), "value": values.ravel()}
    )
    return samples, pl.DataFrame({"group": names, "n": [n] * groups, "diverged": [0] * groups})


def families() -> tuple[list[str], list[list[str]]]:
    """Return the table of false claims and coverage for equal groups."""
    rows = []
    for groups in (3, 6, 12):
        for n in (2, 3, 5, 10):
            found = [answers(each, groups, n, seed=0) for each in (ALIKE, GRADED, SEEDED)]
            given = answers(SEEDED, groups, n, seed=1, given=True)
            claims = [each.any_claim for each in (*found, given)]
            rows.append([str(groups), str(n), *_written([*claims, found[0].covered, found[2].first_kept])])
    heads = ["groups", "n each", "equal spreads", "spreads 0.7 to 1.5", "seeds, correlation 0.5",
             "baseline given, seeds",
             "intervals cover, equal spreads", "best group kept, seeds"]  # fmt: skip
    return heads, rows


def power() -> tuple[list[str], list[list[str]]]:
    """Return the table of the share of groups that are found to be worse, if one is better than all others."""
    rows = []
    for groups, n, better in ((3, 3, 3.0), (6, 3, 3.0), (6, 5, 2.0), (12, 3, 3.0), (12, 5, 2.0)):
        alone, seeded = Population(better=better), Population(better=better, correlation=0.5)
        found = [answers(each, groups, n, seed=2) for each in (alone, seeded)]
        others = _welch_and_tukey(alone, groups, n)
        cells = [*others, found[0].worse, found[1].worse, found[0].others_left_out, found[1].others_left_out]
        rows.append([str(groups), str(n), f"{better:g}", *_written(cells)])
    heads = ["groups", "n each", "better by", "Welch + Holm", "Tukey", "logtools", "logtools, seeds",
             "not best", "not best, seeds"]  # fmt: skip
    return heads, rows


def _welch_and_tukey(population: Population, groups: int, n: int) -> tuple[float, float]:
    """Return the share of groups that Welch's tests with Holm's correction over all pairs, and Tukey's find worse."""
    rng = np.random.default_rng((6, groups, n, 3))
    critical = stats.studentized_range.ppf(0.95, groups, groups * (n - 1)) / np.sqrt(2)
    welch, tukey = [], []
    for _ in range(EXPERIMENTS):
        values = population.draw(rng, groups, n)
        best = int(values.mean(axis=1).argmax())
        others = np.delete(values, best, axis=0)
        p = np.sort(stats.ttest_ind(others, values[best], axis=1, equal_var=False).pvalue)
        steps = p * (groups * (groups - 1) / 2 - np.arange(len(p)))
        welch.append(np.mean(np.maximum.accumulate(steps) < 0.05))
        error = np.sqrt(values.var(axis=1, ddof=1).mean() * 2 / n)
        tukey.append(np.mean((values[best].mean() - others.mean(axis=1)) / error > critical))
    return 100 * float(np.mean(welch)), 100 * float(np.mean(tukey))


def two_groups() -> tuple[list[str], list[list[str]]]:
    """Return the table of false claims for two equal groups: unequal numbers of runs, and seeds that some share."""
    rows = []
    sizes = ((2, 2, 0), (2, 5, 0), (2, 10, 0), (3, 10, 0), (5, 5, 0), (10, 10, 0), (20, 20, 0),
             (4, 4, 2), (6, 6, 3), (10, 10, 5), (3, 10, 3), (3, 3, 3), (10, 10, 10))  # fmt: skip
    for n, m, shared in sizes:
        cells = [_false_claims(n, m, shared, spread=spread, correlation=0.0) for spread in (1.0, 3.0)]
        cells += [_false_claims(n, m, shared, spread=1.0, correlation=r) for r in (0.5, 0.8)] if shared else []
        welch = _false_claims(n, m, 0, spread=1.0, correlation=0.0, welch=True)
        written = [*_written(cells), *["-"] * (4 - len(cells))]
        rows.append([f"{n}, {m}", str(shared), *_written([welch]), *written])
    heads = ["n", "shared seeds", "Welch, equal spreads", "logtools, equal spreads", "spreads 3 : 1",
             "correlation 0.5", "correlation 0.8"]  # fmt: skip
    return heads, rows


def _false_claims(n: int, m: int, shared: int, *, spread: float, correlation: float, welch: bool = False) -> float:  # noqa: PLR0913 - a situation
    rng = np.random.default_rng((7, n, m, shared))
    claims = []
    for _ in range(2 * EXPERIMENTS):
        seeds = rng.normal(size=n + m) * np.sqrt(correlation)
        other_seeds = np.concatenate([seeds[:shared], seeds[n : n + m - shared]])
        one = spread * (seeds[:n] + rng.normal(size=n) * np.sqrt(1 - correlation))
        other = other_seeds + rng.normal(size=m) * np.sqrt(1 - correlation)
        if welch:
            claims.append(stats.ttest_ind(one, other, equal_var=False).pvalue < 0.05)
            continue
        names = [str(i) if i < shared else None for i in range(max(n, m))]
        found = compare_sides(list(zip(names, one, strict=False)), list(zip(names, other, strict=False)), "max", 0.95)
        claims.append(found.p is not None and found.p < 0.05)
    return 100 * float(np.mean(claims))


def unusual() -> tuple[list[str], list[list[str]]]:
    """Return the table of false claims for three equal groups with unusual runs; copies count once, or as runs."""
    rows = []
    for n in (3, 5, 10):
        rng = np.random.default_rng((9, n))
        claims: list[list[bool]] = [[], [], [], []]
        for _ in range(EXPERIMENTS):
            values, lost = ALIKE.draw(rng, 3, n), rng.random((3, n)) < 0.1
            copied = np.repeat(values, 2, axis=1)
            cases = (np.where(lost, values - 100, values), np.where(lost, np.nan, values), copied, copied)
            for i, case in enumerate(cases):
                samples = _without_copies(case) if i == 3 else _frames(case, seeded=False)[0]
                claims[i].append(_any_claim(samples))
        rows.append([str(n), *_written([100 * float(np.mean(each)) for each in claims])])
    return [
        "n each",
        "one in ten collapses",
        "one in ten diverges",
        "each run copied, not noticed",
        "copies count once",
    ], rows


def _without_copies(values: Floats) -> pl.DataFrame:
    """Return the independent values as `Logs.compare` finds them, by curves that differ in their means."""
    flat = values.ravel()
    names = [f"{i}" for i in range(flat.size)]
    columns = {"run": names, "label": ["loss"] * flat.size, "direction": ["max"] * flat.size, "mean": flat}
    constant = {"count": 9, "nan": 0, "inf": 0, "min": 0.0, "max": 1.0}
    summary = pl.DataFrame(columns).with_columns(**{name: pl.lit(value) for name, value in constant.items()})
    rest = {name: pl.lit(None, pl.Float64) for name in ("first", "last", "last_step", "min_step", "max_step")}
    groups = np.repeat([str(i) for i in range(len(values))], values.shape[1])
    runs = pl.DataFrame({"run": names, "group": groups, "value": flat, "level": flat}).with_columns(
        replicate=pl.lit(None, pl.String), block=pl.lit(None, pl.String)
    )
    return independent_values(runs, summary.with_columns(**rest), runs.select("run")).values


def _any_claim(samples: pl.DataFrame) -> bool:
    """Return whether a group differs significantly from the best one: the least diverged runs, then the best mean."""
    value = pl.col("value")
    groups = samples.group_by("group", maintain_order=True).agg(
        value.is_finite().sum().alias("n"),
        (~value.is_finite()).sum().alias("diverged"),
        value.filter(value.is_finite()).mean().alias("mean"),
    )
    best = groups.sort("diverged", -pl.col("mean"), nulls_last=True)["group"][0]
    rows = compare_groups(samples, groups, _RULES, baseline=best, given=False)
    return bool((rows["conclusion"] != "not significant").any())


def folds() -> tuple[list[str], list[list[str]]]:
    """Return the table of false claims about two learners of equal error, by cross-validation."""
    rows = []
    for size in (60, 200):
        for k, repeats in ((5, 1), (10, 1), (5, 5)):
            plain, corrected = _cross_validated(size, k, repeats)
            rows.append(
                [str(size), f"{repeats} x {k}", *_written([plain]), *(_written([corrected]) if repeats > 1 else "-")]
            )
    return ["examples", "folds", "not corrected", "corrected"], rows


def _cross_validated(size: int, k: int, repeats: int) -> tuple[float, float]:
    """Compare least squares on two halves of the features, of which each holds the same share of the signal."""
    rng = np.random.default_rng((8, size, k, repeats))
    weights = np.repeat([1.0, 0.0], 3)
    claims = []
    for _ in range(EXPERIMENTS // 2):
        features = rng.normal(size=(2, size, 6))
        target = features[0] @ weights + features[1] @ weights + rng.normal(size=size)
        errors = np.array([_fold_errors(features, target, rng.permutation(size), k) for _ in range(repeats)])
        sides = [[(f"{r} {f}", errors[r, f, side]) for r in range(repeats) for f in range(k)] for side in (0, 1)]
        one, other = sides
        found = [compare_sides(one, other, "min", 0.95, inflation=part).p or 1.0 for part in (0.0, 1 / (k - 1))]
        claims.append([p < 0.05 for p in found])
    plain, corrected = 100 * np.mean(claims, axis=0)
    return float(plain), float(corrected)


def _fold_errors(features: Floats, target: Floats, order: NDArray[np.int64], k: int) -> Floats:
    """Return the mean squared test error of both learners: one row per fold."""
    errors = np.empty((k, 2))
    for fold, test in enumerate(np.array_split(order, k)):
        train = np.setdiff1d(order, test)
        for side in (0, 1):
            fitted = np.linalg.lstsq(features[side, train], target[train], rcond=None)[0]
            errors[fold, side] = np.mean((target[test] - features[side, test] @ fitted) ** 2)
    return errors


def _written(shares: Sequence[float]) -> list[str]:
    return [f"{share:.1f}" for share in shares]
