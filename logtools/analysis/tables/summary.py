"""Summarise each series: one row per run and metric.

Minimum, maximum and mean are of finite values; NaN and inf are counted in separate columns. The segments of a run are
summarised together. `level` and `noise` describe the end of a curve: where it is, and how far single values scatter
about it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import polars as pl

from logtools import schema
from logtools.analysis.tables.metric_labels import label_column
from logtools.analysis.tables.series_starts import starts
from logtools.configuration import NO_CONFIGURATION, Configuration
from logtools.metrics.direction import infer
from logtools.metrics.lookup import names_of

if TYPE_CHECKING:
    import numpy as np

    from logtools.storage.batch import Batch

    Positions = np.ndarray[Any, np.dtype[np.intp]]
    Values = np.ndarray[Any, np.dtype[np.float64]]

__all__ = ["add_labels", "merge_summaries", "summarise", "summarise_tidy"]

#: The level of a curve is the mean of its last fifth: by simulation the best share, see docs/statistics.md.
_LEVEL = 5
#: The fewest values in the last half from which noise is estimated.
_FEWEST = 4


def summarise_tidy(metrics: pl.DataFrame) -> pl.DataFrame:
    """Summarise a tidy frame (schema.METRICS) as `summarise` does; the segments of a series must be contiguous."""
    begins = starts(metrics, ["run", *schema.SERIES_LABELS])
    return pl.concat(
        [_sums(metrics, begins), _at(metrics, begins, pl.col(*schema.SERIES_LABELS, "quantity"))], how="horizontal"
    )


def summarise(batch: Batch) -> pl.DataFrame:
    """Summarise the observations of some runs: schema.SUMMARY without the columns `label`, `direction` and `best*`."""
    observations, labels = batch.ordinary, batch.labels
    begins = _labelled_starts(observations, labels)
    named = _at(labels, observations.get_column("label")[begins], pl.col(*schema.SERIES_LABELS, "quantity"))
    return pl.concat([_sums(observations, begins), named], how="horizontal")


def merge_summaries(parts: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """Merge the results of `summarise` for parts of a collection; no run may be in two parts.

    There must be at least one part. The order of merging makes no difference.
    """
    return pl.concat(parts)


def _sums(observations: pl.DataFrame, begins: Positions) -> pl.DataFrame:
    """Return the statistics of each series with its run; `begins` are the first rows of the series."""
    import numpy as np

    value = observations.get_column("value").to_numpy()
    counts = np.diff(begins, append=len(value))
    finite = np.isfinite(value)
    all_finite = bool(finite.all())
    known = _each(np.add, finite.astype(np.int64), begins)
    nan = _each(np.add, np.isnan(value).astype(np.int64), begins)
    none = pl.Series(known == 0)
    with np.errstate(all="ignore"):
        mean = _each(np.add, value if all_finite else np.where(finite, value, 0), begins) / known
    numbers = {"count": counts, "nan": nan, "inf": counts - known - nan}
    place = pl.col("epoch", "step")
    found = [
        _at(observations, begins, pl.col("run"), pl.col("value").alias("first")),
        _at(observations, begins + counts - 1, pl.col("value").alias("last"), place.name.prefix("last_")),
        pl.DataFrame([pl.Series(name, number, dtype=pl.Int64) for name, number in numbers.items()]),
        pl.Series("mean", mean).set(none, None).to_frame(),
        pl.DataFrame([_level(value, finite, begins, counts), _noise(value, begins, counts)]),
    ]
    for kind, extreme, beyond in (("min", np.minimum, np.inf), ("max", np.maximum, -np.inf)):
        values = value if all_finite else np.where(finite, value, beyond)
        hits = np.flatnonzero(values == np.repeat(_each(extreme, values, begins), counts))
        first = pl.Series(hits[np.searchsorted(hits, begins)], dtype=pl.Int64).set(none, None)
        found.append(_at(observations, first, pl.col("value").alias(kind), place.name.prefix(f"{kind}_")))
    return pl.concat(found, how="horizontal")


def _level(
    value: Values, finite: np.ndarray[Any, np.dtype[np.bool_]], begins: Positions, counts: Positions
) -> pl.Series:
    """Return the mean of the finite values among the last fifth of each series."""
    import numpy as np

    first = begins + counts - -(-counts // _LEVEL)
    known = _ends(finite.astype(np.float64), first, begins + counts)
    with np.errstate(all="ignore"):
        level = _ends(np.where(finite, value, 0), first, begins + counts) / known
    return pl.Series("level", level, dtype=pl.Float64).set(pl.Series(known == 0), None)


def _noise(value: Values, begins: Positions, counts: Positions) -> pl.Series:
    """Return the std of the values about their trend, in the last half of each series.

    A second difference of independent values has six times their variance, and that of a straight line is zero.
    """
    import numpy as np

    bends = np.zeros(len(value))
    with np.errstate(all="ignore"):
        bends[2:] = np.diff(value, 2) ** 2
        few = counts // 2 < _FEWEST
        first = begins + np.where(few, counts - 1, counts - counts // 2)
        noise = np.sqrt(_ends(bends, first, begins + counts) / (begins + counts - first) / 6)
    return pl.Series("noise", noise, dtype=pl.Float64).set(pl.Series(few | ~np.isfinite(noise)), None)


def _ends(values: Values, first: Positions, after: Positions) -> Values:
    """Return the sums of the values from `first` until before `after`."""
    import numpy as np

    places = np.column_stack([first, after]).ravel()
    return np.add.reduceat(np.append(values, 0.0), places)[::2] if len(places) else values[:0]


def _at(frame: pl.DataFrame, places: Positions | pl.Series, *columns: pl.Expr) -> pl.DataFrame:
    """Return columns of the rows at `places`; null if a place is null."""
    rows = pl.Series(places)
    return frame.select_seq(column.gather(rows) for column in columns)  # too few columns for threads to help


def _labelled_starts(observations: pl.DataFrame, labels: pl.DataFrame) -> Positions:
    """Return the first row of each series; several labels may have the same series."""
    import numpy as np

    known: dict[tuple[object, ...], int] = {}
    columns = (labels.get_column(name) for name in schema.SERIES_LABELS)
    series = np.array([known.setdefault(key, len(known)) for key in zip(*columns, strict=True)], dtype=np.uint32)
    named = series[observations.get_column("label").to_numpy()]
    run = observations.get_column("run").to_physical().to_numpy()
    begins = np.ones(len(run), dtype=bool)
    begins[1:] = (named[1:] != named[:-1]) | (run[1:] != run[:-1])
    return np.flatnonzero(begins)


def _each(function: np.ufunc, values: np.ndarray[Any, Any], begins: Positions) -> np.ndarray[Any, Any]:
    """Reduce the values of each series to one."""
    return function.reduceat(values, begins) if len(begins) else values[:0]


def add_labels(summary: pl.DataFrame, configuration: Configuration = NO_CONFIGURATION) -> pl.DataFrame:
    """Add labels, directions and best values to a summary: schema.SUMMARY."""
    names = summary.select(pl.col("metric"), pl.col("quantity").cast(pl.String)).unique("metric")
    inferred = pl.Series([infer(quantity) for quantity in names["quantity"]], dtype=schema.DIRECTION)
    directions = names.select("metric", direction=inferred)
    labelled = label_column(summary).join(directions, on="metric", how="left", maintain_order="left")
    if configuration.directions:
        labelled = _with_given_directions(labelled, configuration)
    return labelled.with_columns(_best(part) for part in ("", "_epoch", "_step")).select(list(schema.SUMMARY))


def _with_given_directions(summary: pl.DataFrame, configuration: Configuration) -> pl.DataFrame:
    """Replace the directions of metrics that the user's configuration names by any of their names."""
    names: dict[str, set[str]] = {}
    for label, *others in names_of(summary).unique().iter_rows():
        names.setdefault(label, {label}).update(others)
    given = {}
    for label, known in names.items():
        is_given, direction = configuration.direction_of(known)
        if is_given:
            given[label] = direction
    inferred = pl.col("direction")
    return summary.with_columns(
        direction=pl.col("label").replace_strict(given, default=inferred, return_dtype=schema.DIRECTION)
    )


def _best(part: str) -> pl.Expr:
    direction = pl.col("direction")
    return (
        pl.when(direction == "min").then(f"min{part}").when(direction == "max").then(f"max{part}").alias(f"best{part}")
    )
