"""Choose the metrics of a figure, and their order.

By default, a figure shows the most important quantities: losses and validated metrics first, then other metrics, then
learning rates, then values of system monitors. It shows at most `PANELS` of them and names the rest in a note. A metric
can be selected by its name, its label, its quantity (all stages), stage and quantity (`train_acc`), or its name with
`_step` or `_epoch` (only those values). A pattern with `*`, `?` and `[...]`, or a regular expression between slashes,
is matched against all of these.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from logtools.metrics.lookup import matching_rows
from logtools.metrics.monitors import is_monitor
from logtools.metrics.stage import is_evaluation_step

__all__ = ["MOST_PANELS", "PANELS", "MetricSelection", "choose"]

#: Largest number of panels if no metric is selected.
PANELS = 12
#: Largest number of panels in any figure.
MOST_PANELS = 48

_LEARNING_RATE = re.compile(r"(^|[-_/. ])lr([-_/. ]|$)|learning.?rate", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class MetricSelection:
    """The metrics that a figure shows, and those that it leaves out."""

    #: One row per run and drawn metric: columns of `schema.SUMMARY`, then `panel` (Int64: position of its panel) and
    #: `axis` (String: `step` or `evaluation step`).
    rows: pl.DataFrame
    #: Quantities that are not drawn, the most important first.
    left_out: tuple[str, ...]
    #: Labels of the metrics whose evaluation steps are not drawn because the x-axis of their panel counts train steps.
    evaluation_steps: tuple[str, ...]


def choose(summary: pl.DataFrame, select: Sequence[str] = (), *, most: int | None = None) -> MetricSelection:
    """Choose the metrics of a figure from a summary (`schema.SUMMARY`).

    Args:
        summary: the summary of the runs.
        select: names, quantities, patterns such as `val_*`, or regular expressions such as `/^val/`.
        most: largest number of quantities; if None, `MOST_PANELS` with `select` and `PANELS` without.

    Raises:
        MetricNotFoundError: an entry of `select` matches no metric.
        InvalidValueError: an entry of `select` is not a valid regular expression.
    """
    catalog = _catalog(summary)
    wanted = matching_rows(catalog, select) if select else catalog.with_columns(position=pl.lit(0))
    wanted = _one_name(wanted)
    shown = _on_one_axis(wanted)
    order = _panels(shown)
    kept = order.head(most or (MOST_PANELS if select else PANELS))
    rows = shown.join(kept, on=["quantity", "axis"], how="inner").sort("panel", maintain_order=True)
    left_out = order.tail(order.height - kept.height)["quantity"].cast(pl.String).to_list()
    elsewhere = wanted.join(shown, on=["quantity", "axis"], how="anti")["label"].unique(maintain_order=True)
    return MetricSelection(
        rows=rows.select(*summary.columns, "panel", "axis"),
        left_out=tuple(left_out),
        evaluation_steps=tuple(elsewhere.to_list()),
    )


def _catalog(summary: pl.DataFrame) -> pl.DataFrame:
    """Add the columns `axis` (the steps that a series counts) and `importance` (of its metric, 0 first)."""
    names = {name: _importance(name) for name in summary["metric"].cast(pl.String).unique().to_list()}
    on_train_steps = pl.col("metric").cast(pl.String).str.starts_with("DeviceStatsMonitor")
    axis = pl.when(is_evaluation_step() & ~on_train_steps).then(pl.lit("evaluation step")).otherwise(pl.lit("step"))
    return summary.with_columns(
        axis=axis,
        importance=pl.col("metric").cast(pl.String).replace_strict(names, return_dtype=pl.Int64),
    )


def _importance(metric: str) -> int:
    """Return 0 for a loss, 1 for an ordinary metric, 2 for a learning rate, 3 for another monitor."""
    if _LEARNING_RATE.search(metric):
        return 2
    if is_monitor(metric):
        return 3
    return 0 if "loss" in metric.casefold() else 1


def _one_name(rows: pl.DataFrame) -> pl.DataFrame:
    """Put `acc_epoch`, as some users name a validation metric, into the panel of `acc` if both exist."""
    names = rows["quantity"].cast(pl.String).unique().to_list()
    longer = {f"{name}_{suffix}": name for name in names for suffix in ("epoch", "step")}
    known = {name: longer[name] for name in names if name in longer}
    return rows.with_columns(pl.col("quantity").cast(pl.String).replace(known)) if known else rows


def _on_one_axis(rows: pl.DataFrame) -> pl.DataFrame:
    """Leave out evaluation steps if their quantity also has values over train steps."""
    by_train = pl.col("axis") == "step"
    return rows.filter(by_train | ~by_train.any().over("quantity"))


def _panels(rows: pl.DataFrame) -> pl.DataFrame:
    """Return one row per panel, the most important first: quantity, axis, panel."""
    validated = (pl.col("stage") == "val").any()
    monitor = pl.col("importance").min() >= 2
    panels = rows.group_by("quantity", "axis", maintain_order=True).agg(
        position=pl.col("position").min(),
        monitor=pl.when(monitor).then(pl.col("importance").min()).otherwise(0),
        single=(pl.col("count").max() <= 1),
        loss=pl.col("importance").min() != 0,
        unvalidated=~validated,
    )
    minor = pl.col("axis") != "step"
    ranked = panels.sort("position", minor, "monitor", "single", "loss", "unvalidated", maintain_order=True)
    return ranked.select("quantity", "axis").with_row_index("panel").with_columns(pl.col("panel").cast(pl.Int64))
