"""Interval plots of results: a row per group, with its runs as points and the confidence interval of their mean."""

from __future__ import annotations

import polars as pl

from logtools.figures.build.results import Results, all_runs, best_result, diverged_runs, mark
from logtools.figures.spec import FigureSpec, Interval, IntervalPanel
from logtools.text.lists import listing
from logtools.text.sorting import value_order

__all__ = ["box_figure"]

_MOST_GROUPS = 40  # the best groups, if there are more


def box_figure(results: Results, title: str | None) -> FigureSpec:
    """Build a plot of groups."""
    kept = results.groups.head(_MOST_GROUPS)
    shown = sorted(kept.iter_rows(named=True), key=lambda row: value_order(row["group"]))
    place = {row["group"]: float(i) for i, row in enumerate(shown)}
    rows = results.runs.filter(pl.col("group").is_in(list(place)))
    rows = rows.select(x="value", value=pl.col("group").replace_strict(place, return_dtype=pl.Float64))
    intervals = tuple(
        Interval(row=i, mean=row["mean"], low=row["ci_low"], high=row["ci_high"])
        for i, row in enumerate(shown)
        if row["n"] > 1
    )
    left = results.groups.height - kept.height
    verb = "differs" if len(results.varying_within) == 1 else "differ"
    names = listing(results.varying_within)
    varying = f"{names} {verb} within the groups too, so their spread is not seed noise alone"
    notes = (
        *diverged_runs(results),
        *([f"showing the best {kept.height} groups; {left} more not drawn"] if left else []),
        *([varying] if results.varying_within else []),
    )
    panel = IntervalPanel(
        quantity=results.name,
        x_label=results.name,
        caption=best_result(results),
        marks=(mark("run", rows),),
        intervals=intervals,
        row_labels=tuple(f"{row['group']} (n={row['n']})" for row in shown),
    )
    return FigureSpec(
        title=title,
        run_colours=(all_runs(results),),
        panels=(panel,),
        band=results.interval if intervals else "",
        notes=notes,
    )
