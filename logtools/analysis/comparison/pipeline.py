"""Compare runs: rank them, group them, test the groups, and collect findings."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

import polars as pl

from logtools import schema
from logtools.analysis.comparison.aggregates import aggregate_groups
from logtools.analysis.comparison.comparison import Comparison
from logtools.analysis.comparison.effects import effects
from logtools.analysis.comparison.finding_rules import conclude
from logtools.analysis.comparison.group_differences import compare_groups, family
from logtools.analysis.comparison.group_labels import FEW
from logtools.analysis.comparison.groups import Grouping, group
from logtools.analysis.comparison.metric_columns import (
    MetricColumn,
    choose,
    metric_values,
    one_granularity,
    single_steps,
)
from logtools.analysis.comparison.options import ComparisonOptions
from logtools.analysis.comparison.ranking import rank_runs
from logtools.analysis.comparison.value_at import ValueAt, from_observations, from_summary, parse_value_at
from logtools.analysis.tables.hparams import constants, differing
from logtools.choices import Direction
from logtools.errors import InvalidValueError, unknown
from logtools.text.lists import listing

__all__ = ["compare"]

#: A function that reads series: it takes rows of schema.SUMMARY, and returns run, segment, epoch, step and value.
ReadSeries = Callable[[pl.DataFrame], pl.DataFrame]
_DEFAULTS = ComparisonOptions()


def compare(
    summary: pl.DataFrame,
    hparams: pl.DataFrame,
    options: ComparisonOptions = _DEFAULTS,
    *,
    observations: ReadSeries | None = None,
    active: Collection[str] = (),
) -> Comparison[pl.DataFrame]:
    """Rank runs, and compare groups of them.

    Args:
        summary: schema.SUMMARY.
        hparams: one row per run to compare, in the order that breaks ties.
        options: the options of the comparison.
        observations: reads series, in file order; called if the summary does not have the values.
        active: ids of runs that may still be running.

    Raises:
        MetricNotFoundError: if no run has logged the metric.
        InvalidValueError: if the direction of the metric is unknown, or an option does not apply to the runs.
    """
    chosen = one_granularity(summary)
    statistic = _statistic(options)
    ranking, columns = choose(chosen, metric=options.metric, direction=options.direction, statistic=statistic)
    grouping = group(hparams, by=options.by, seed_key=options.seed_key)
    names = {name: _column_name(name, columns) for name in differing(hparams)}
    frame = hparams.select("run", *(pl.col(name).alias(free) for name, free in names.items()))
    frame = frame.join(metric_values(chosen, columns), on="run", how="left", maintain_order="left")
    replicates = grouping.members.select("run", "group", "replicate")
    frame = frame.join(replicates, on="run", how="left", maintain_order="left")
    at = _value_at(options, ranking)
    values = None if ranking is None else _values(chosen, ranking, at, options, observations)
    comparison = Comparison(
        ranking=ranking,
        inferred=options.metric is None or options.direction is None,
        hparams=tuple(names.values()),
        constants=constants(hparams),
        metric_columns=tuple(columns),
        runs=rank_runs(frame, values, ranking=ranking, summary=summary, hparams=hparams, active=active),
        groups=pl.DataFrame(schema=schema.COMPARISON_GROUPS),
        differences=pl.DataFrame(schema=schema.COMPARISON_DIFFERENCES),
        effects=pl.DataFrame(schema=schema.COMPARISON_EFFECTS),
        by=grouping.by,
        seeds=grouping.seeds,
        folds=grouping.folds,
        at=str(at),
        smooth=options.smoothing,
        confidence=options.confidence,
    )
    if ranking is None or ranking.direction is None:
        return comparison
    comparison = _with_groups(comparison, grouping, options, ranking.direction)
    single = single_steps(chosen, ranking.label)
    leading = single.filter(pl.col("label") == ranking.label).get_column("run").to_list()
    comparison = replace(comparison, single_steps=tuple(leading))
    return replace(comparison, findings=conclude(comparison, grouping, single_steps=single))


def _statistic(options: ComparisonOptions) -> str | None:
    """Return the statistic of the ranking metric, such as `smoothed best`; None for its default."""
    if options.smoothing:
        return f"smoothed {options.value_at or 'best'}"
    return None if options.value_at is None else str(options.value_at)


def _value_at(options: ComparisonOptions, ranking: MetricColumn | None) -> ValueAt:
    if options.value_at:
        return options.value_at
    return ValueAt(kind="best") if options.smoothing or ranking is None else parse_value_at(ranking.statistic)


def _values(
    chosen: pl.DataFrame,
    ranking: MetricColumn,
    at: ValueAt,
    options: ComparisonOptions,
    observations: ReadSeries | None,
) -> pl.DataFrame:
    """Return run, last, and the ranking value: the columns `value` to `unsmoothed` of schema.COMPARISON_RUNS."""
    series = chosen.filter(pl.col("label") == ranking.label)
    direction = ranking.direction or "min"
    if options.smoothing is None and at.kind in {"best", "last"}:
        found = from_summary(series, at=at, direction=direction)
    elif observations is None:
        raise InvalidValueError("smoothed values, and values at an epoch or step, need the observations")
    else:
        found = from_observations(observations(series), at=at, direction=direction, smoothing=options.smoothing)
    if found.is_empty() and at.number is not None:
        end = series.get_column(f"last_{at.kind}").max()
        hint = f"; the last is {end}" if isinstance(end, int) and end < at.number else ""
        raise InvalidValueError(f"no run has a value of {ranking.label} at {at.kind} {at.number}{hint}")
    return series.select("run", "last").join(found, on="run", how="left", maintain_order="left")


def _with_groups(
    comparison: Comparison[pl.DataFrame], grouping: Grouping, options: ComparisonOptions, direction: Direction
) -> Comparison[pl.DataFrame]:
    """Add groups, differences and effects."""
    runs, confidence = comparison.runs, options.confidence
    groups = aggregate_groups(runs, grouping.members, direction=direction, confidence=confidence)
    comparison = replace(comparison, groups=groups)
    if options.by is not None or len(grouping.by) <= FEW:
        comparison = replace(comparison, effects=effects(runs, grouping.members, direction=direction))
    given = options.baseline is not None
    baseline = _given_baseline(options.baseline, groups, runs) if options.baseline is not None else None
    if groups.height < 2 or (baseline is None and groups["rank"][0] is None):
        return comparison
    baseline = baseline or _default_baseline(groups)
    paired = runs if options.paired else runs.with_columns(pl.lit(None, dtype=pl.String).alias("replicate"))
    return replace(
        comparison,
        differences=compare_groups(
            paired, groups, baseline=baseline, given=given, direction=direction, confidence=confidence
        ),
        baseline=baseline,
        baseline_given=given,
        comparisons=family(groups, given=given),
    )


def _default_baseline(groups: pl.DataFrame) -> str:
    """Return the best group that can be tested, or else the best of all."""
    repeated = groups.filter(pl.col("n") > 1)["group"]
    return str((repeated if len(repeated) else groups["group"])[0])


def _given_baseline(name: str, groups: pl.DataFrame, runs: pl.DataFrame) -> str:
    """Return the group with this label, with these parts in its label, or with this run."""
    labels: list[str] = groups["group"].to_list()
    if name in labels:
        return name
    words = name.replace(",", " ").split()
    parts = [label for label in labels if words and all(_is_part(word, label.split()) for word in words)]
    if len(parts) == 1:
        return parts[0]
    if parts:
        raise InvalidValueError(f"baseline {name!r} is ambiguous ({len(parts)} groups): {listing(parts)}")
    fits = runs.filter((pl.col("run") == name) | pl.col("run").str.ends_with(f"/{name}"))
    if fits["group"].n_unique() == 1:
        return str(fits["group"][0])
    raise unknown("group or run", name, [*labels, *runs["run"]])


def _is_part(word: str, label: Sequence[str]) -> bool:
    """Return whether a word such as `lr=1e-3` is in a label; numbers match in any notation."""
    if word in label:
        return True
    name, _, value = word.partition("=")
    held = [part.partition("=")[2] for part in label if part.startswith(f"{name}=")]
    try:
        return any(float(value) == float(text) for text in held)
    except ValueError:
        return False


def _column_name(name: str, columns: Sequence[MetricColumn]) -> str:
    """Return the column name of a hyperparameter, with a suffix if another column has the name."""
    taken = {*schema.COMPARISON_RUNS, *(column.name for column in columns), *(column.epoch for column in columns)}
    return f"{name} (hyperparameter)" if name in taken else name
