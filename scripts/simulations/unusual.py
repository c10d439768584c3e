"""Measure by simulation how often `Logs.compare` makes false claims if runs are not independent, or fail.

Three equal groups go through the whole of `compare`: each run has a curve, a seed and a setting.
"""

from __future__ import annotations

import math
from functools import partial

import numpy as np
import polars as pl
from numpy.typing import NDArray

from logtools.analysis.comparison.group_differences import compare_sides
from logtools.analysis.comparison.options import ComparisonOptions
from logtools.analysis.comparison.pipeline import compare
from scripts.simulations.curves import summarised
from scripts.simulations.populations import Floats, Groups, percent
from scripts.simulations.tables import Row, Table

__all__ = ["TABLES"]

_GROUPS = 3
_EPOCHS = 6
_OPTIONS = ComparisonOptions(metric="val_acc", by=["model"], at="last")


def _unusual(n: int, experiments: int, seed: int) -> list[str]:
    rng = np.random.default_rng((seed, 14, n))
    sizes = [n] * _GROUPS
    values = np.stack(Groups().draw(rng, sizes, experiments), axis=1)
    lost = rng.random(values.shape) < 0.1
    twice = np.repeat(values, 2, axis=2)
    own, again = np.arange(n), np.arange(2 * n)
    curves = _curves(rng, values)
    copies = np.repeat(curves, 2, axis=2)
    repeated = np.stack(Groups(correlation=0.5).draw(rng, sizes, experiments), axis=1)
    reruns = np.repeat(repeated, 2, axis=2) + rng.normal(size=twice.shape) / 2
    shared = (n + 1) // 2
    partly = np.stack(Groups(correlation=0.8).draw(rng, sizes, experiments, shared=shared), axis=1)
    seeds = np.stack([np.where(own < shared, own, own + n * (group + 1)) for group in range(_GROUPS)])
    cases: list[tuple[Floats, NDArray[np.int64] | None]] = [
        (_curves(rng, np.where(lost, values - 100, values)), None),
        (_curves(rng, np.where(lost, math.nan, values)), None),
        (_curves(rng, twice), None),
        (copies, np.tile(again, (_GROUPS, 1))),
        (_curves(rng, reruns), np.tile(again // 2, (_GROUPS, 1))),
        (_curves(rng, partly), seeds),
    ]
    return [percent(_claims(*case)) for case in cases]


def _curves(rng: np.random.Generator, values: Floats) -> Floats:
    """Return curves that end in the values: one more axis, of epochs."""
    curves = rng.normal(size=(*values.shape, _EPOCHS))
    curves[..., -1] = values
    return curves


def _claims(curves: Floats, seeds: NDArray[np.int64] | None) -> list[bool]:
    """Return for each experiment whether a group is better or worse than the best one; `seeds` are those of runs."""
    experiments, groups, n, _ = curves.shape
    names = [f"{e}/{g}/{k}" for e in range(experiments) for g in range(groups) for k in range(n)]
    summary = summarised(names, list(curves.reshape(-1, _EPOCHS)))
    given = np.tile(np.arange(n), (groups, 1)) + n * np.arange(groups)[:, None] if seeds is None else seeds
    setting = pl.DataFrame({"model": np.repeat(["a", "b", "c"], n), "seed": given.ravel()})
    size, found = groups * n, []
    for e in range(experiments):
        part = summary[size * e : size * (e + 1)]
        hparams = part.select(pl.col("run").cast(pl.String)).hstack(setting)
        conclusions = compare(part, hparams, _OPTIONS).differences["conclusion"].to_list()
        found.append(any(each in {"better", "worse"} for each in conclusions))
    return found


def _cross_validated(size: int, k: int, repeats: int, experiments: int, seed: int) -> list[str]:
    """Compare least squares on two halves of the features, of which each holds the same share of the signal."""
    rng = np.random.default_rng((seed, 15, size, k, repeats))
    weights = np.repeat([1.0, 0.0], 3)
    claims: dict[float, list[bool]] = {0.0: [], 1 / (k - 1): []}
    for _ in range(experiments):
        features = rng.normal(size=(2, size, 6))
        target = features[0] @ weights + features[1] @ weights + rng.normal(size=size)
        errors = np.array([_fold_errors(features, target, rng.permutation(size), k) for _ in range(repeats)])
        one, other = (
            [(f"{r} {f}", float(errors[r, f, side])) for r in range(repeats) for f in range(k)] for side in (0, 1)
        )
        for inflation, found in claims.items():
            p = compare_sides(one, other, "min", 0.95, inflation=inflation).p
            found.append(p is not None and p < 0.05)
    plain, corrected = map(percent, claims.values())
    return [plain, corrected if repeats > 1 else "-"]


def _fold_errors(features: Floats, target: Floats, order: NDArray[np.int64], k: int) -> Floats:
    """Return the mean squared test error of both learners: one row per fold."""
    errors = np.empty((k, 2))
    for fold, test in enumerate(np.array_split(order, k)):
        train = np.setdiff1d(order, test)
        for side in (0, 1):
            fitted = np.linalg.lstsq(features[side, train], target[train], rcond=None)[0]
            errors[fold, side] = np.mean((target[test] - features[side, test] @ fitted) ** 2)
    return errors


TABLES = (
    Table(
        name="unusual runs",
        heads=(
            "n each", "one in ten collapses", "one in ten diverges", "each run counted twice", "each run copied",
            "each seed run twice", "half of the seeds shared",
        ),
        rows=tuple(Row(situation=(str(n),), measure=partial(_unusual, n)) for n in (3, 5, 10)),
        experiments=500,
    ),
    Table(
        name="folds",
        heads=("examples", "folds", "not corrected", "corrected"),
        rows=tuple(
            Row(situation=(str(size), f"{repeats} x {k}"), measure=partial(_cross_validated, size, k, repeats))
            for size in (60, 200) for k, repeats in ((5, 1), (10, 1), (5, 5), (10, 3))
        ),
        experiments=1_000,
    ),
)  # fmt: skip
