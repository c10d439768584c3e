"""Make one value of runs that are not independent, so that a group has no more values than independent runs.

Runs with identical curves are one run: a folder was copied, or the seed has no effect. Runs of a group with the same
seed are averaged. A run that continues another one is not a repeat of it, and leaves its group.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

import polars as pl

__all__ = ["Samples", "independent_values"]

#: What identical curves have in common.
_CURVE = ("label", "count", "nan", "inf", "first", "last", "last_step", "mean", "min", "min_step", "max", "max_step")
#: Runs with fewer values may have equal ones by chance.
_FEWEST = 5


@dataclass(frozen=True, kw_only=True)
class Samples:
    """The independent values of groups, and the runs that are not independent."""

    #: One row per independent value: group, block (null if it has none), value and level (means of its runs; null if
    #: they have none) and runs (how many it is made of), in the order of the runs.
    values: pl.DataFrame
    #: Each run with the same curves as an earlier run of its group, and that run.
    copies: tuple[tuple[str, str], ...] = ()
    #: The seeds that several runs of a group have, with other curves.
    averaged: tuple[str, ...] = ()
    #: Runs that continue another run.
    continued: tuple[str, ...] = ()

    def without_blocks(self) -> Samples:
        """Return the same values, unpaired."""
        return replace(self, values=self.values.with_columns(pl.lit(None, dtype=pl.String).alias("block")))


def independent_values(runs: pl.DataFrame, summary: pl.DataFrame, continuing: Collection[str] = ()) -> Samples:
    """Return the independent values of the groups.

    Args:
        runs: run, group, replicate, block, value and level of each run.
        summary: schema.SUMMARY.
        continuing: ids of the runs that continue another one.
    """
    continued = [run for run in runs["run"] if run in continuing]
    kept = runs.filter(~pl.col("run").is_in(continued))
    copies = _copies(kept, summary)
    own = kept.with_columns(
        pl.coalesce(pl.col("run").replace_strict(copies, default=None, return_dtype=pl.String), "run").alias("first")
    )
    first = own.filter(pl.col("run") == pl.col("first"))
    averaged = (
        first.filter(pl.col("value").is_not_null() & pl.col("block").is_not_null())
        .group_by("group", "block", maintain_order=True)
        .agg(pl.col("replicate").first(), pl.len())
        .filter(pl.col("len") > 1)
        .get_column("replicate")
    )
    # a copy belongs to the value of its first run, whatever seed it says
    key = first.select(
        "first", key=pl.coalesce(pl.concat_str(pl.lit("block "), "block"), pl.lit("run ") + pl.col("run"))
    )
    values = (
        own.join(key, on="first", how="left", maintain_order="left")
        .group_by("group", "key", maintain_order=True)
        .agg(
            pl.col("block").first(),
            pl.col("value", "level").filter(pl.col("run") == pl.col("first")).mean(),
            pl.len().cast(pl.Int64).alias("runs"),
        )
        .drop("key")
    )
    return Samples(
        values=values,
        copies=tuple(copies.items()),
        averaged=tuple(averaged.drop_nulls().unique(maintain_order=True)),
        continued=tuple(continued),
    )


def _copies(runs: pl.DataFrame, summary: pl.DataFrame) -> dict[str, str]:
    """Return the first run with the same curves, by the id of each run that repeats them within a group.

    All metrics with a direction have to be the same; others, such as the time of an epoch, may differ.
    """
    if runs["group"].n_unique() == runs.height:
        return {}
    curves = (
        summary.filter(pl.col("direction").is_not_null())
        .with_columns(pl.col("run").cast(pl.String), varies=pl.col("min") < pl.col("max"))
        .group_by("run")
        .agg(pl.struct(_CURVE).hash(seed=1).sort().alias("curves"), pl.col("count").sum(), pl.col("varies").any())
        .filter((pl.col("count") >= _FEWEST) & pl.col("varies"))
        .select("run", pl.col("curves").list.eval(pl.element().cast(pl.String)).list.join(" "))
    )
    alike = runs.select("run", "group").join(curves, on="run", maintain_order="left")
    first = alike.with_columns(pl.col("run").first().over("group", "curves").alias("first"))
    return dict(first.filter(pl.col("run") != pl.col("first")).select("run", "first").iter_rows())
