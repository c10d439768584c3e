"""Find placeholders: numbers such as -1 or 9999 that stand for a missing value.

A metric of a run is a placeholder if all its values are the same such number, other runs logged other values, and the
number is outside the range of these. Returns and rewards may really be -1 in each episode, and are never placeholders.
"""

from __future__ import annotations

import polars as pl

from logtools.metrics.objectives import REWARDS
from logtools.metrics.words import words_of

__all__ = ["NUMBERS", "placeholders"]

#: Numbers that people write where there is no value. 0 is not among them: it is a value of most metrics.
NUMBERS = (-1.0, *(sign * n for sign in (1, -1) for n in (999.0, 9_999.0, 99_999.0, 999_999.0, 1e6, 1e9)))


def placeholders(summary: pl.DataFrame) -> pl.DataFrame:
    """Return the metrics of runs that are placeholders: run, label and value (Float64).

    Args:
        summary: run, label, quantity, direction, count, nan, inf, min and max as in schema.SUMMARY.
    """
    is_number = (pl.col("min") == pl.col("max")) & pl.col("min").is_in(NUMBERS) & (pl.col("nan") + pl.col("inf") == 0)
    known = summary.filter(pl.col("direction").is_not_null()).with_columns(same=is_number.fill_null(value=False))
    found = known.filter("same")
    if found.is_empty():
        return found.select("run", "label", value="min")
    others = known.filter(~pl.col("same")).group_by("label").agg(low=pl.col("min").min(), high=pl.col("max").max())
    beside = found.join(others, on="label", how="inner", maintain_order="left")
    outside = (pl.col("min") < pl.col("low")) | (pl.col("min") > pl.col("high"))
    kept = beside.filter(outside).select("run", "label", "quantity", value="min")
    real = [quantity for quantity in kept["quantity"].unique() if not REWARDS.isdisjoint(words_of(str(quantity)))]
    return kept.filter(~pl.col("quantity").cast(pl.String).is_in([str(each) for each in real])).drop("quantity")
