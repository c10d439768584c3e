"""Check whether a claim about the best values of curves also holds for the level of the curves.

The best value of a curve is its level and its luckiest noise. It is better for longer and noisier curves, so groups
with equal levels can differ significantly in their best values. The level is the mean of the last fifth of a curve
(`schema.SUMMARY`). A group is called better or worse only if the same test finds the same for the levels; otherwise the
claim is unconfirmed. docs/statistics.md has the rates of false claims.
"""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from logtools.analysis.values.value_at import ValueAt
from logtools.metrics.stage import Stage

__all__ = ["at_level", "check_levels", "is_optimistic"]

_CLAIMS = ("better", "worse")


def is_optimistic(at: ValueAt, stage: Stage | str | None) -> bool:
    """Return whether the value of a run is the best of its curve.

    A monitor picks an epoch by another metric. Their noise may be shared, unless one is of the test set.
    """
    return at.kind == "best" and (at.metric is None or stage != "test")


def at_level(runs: pl.DataFrame) -> pl.DataFrame:
    """Return the runs with their level as value; it is NaN if a run has a value and no level."""
    lost = pl.when(pl.col("value").is_not_null()).then(float("nan"))
    return runs.with_columns(value=pl.coalesce("level", lost))


def check_levels(
    differences: pl.DataFrame, runs: pl.DataFrame, test: Callable[[pl.DataFrame], pl.DataFrame]
) -> pl.DataFrame:
    """Return the differences with `level_difference` and `level_p`, and claims that the levels do not support replaced.

    Args:
        differences: schema.COMPARISON_DIFFERENCES, by the values of the runs.
        runs: the runs that were tested, with the columns value and level.
        test: the test that made the differences; it takes such runs.
    """
    claimed = differences.get_column("conclusion").cast(pl.String).is_in(_CLAIMS)
    same = (pl.col("value") == pl.col("level")) | pl.col("value").is_null()
    if not claimed.any() or runs.select(same.fill_null(value=False).all()).item():
        return differences
    levels = test(at_level(runs))
    found = levels.select("group", level_difference="difference", level_p="p_adjusted", level_conclusion="conclusion")
    joined = differences.drop("level_difference", "level_p").join(found, on="group", how="left", maintain_order="left")
    conclusion = pl.col("conclusion")
    unconfirmed = conclusion.is_in(_CLAIMS) & (pl.col("level_conclusion") != conclusion)
    kept = (
        pl.when(unconfirmed).then(pl.lit("unconfirmed", dtype=differences.schema["conclusion"])).otherwise(conclusion)
    )
    return joined.with_columns(kept.alias("conclusion")).select(differences.columns)
