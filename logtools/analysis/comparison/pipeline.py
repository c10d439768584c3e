"""Compare runs: rank them, group them, test the groups, and collect findings."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

import polars as pl

from logtools import schema
from logtools.analysis.comparison.aggregates import aggregate_groups
from logtools.analysis.comparison.comparison import Comparison
from logtools.analysis.comparison.effects import effects
from logtools.analysis.comparison.equivalence import with_equivalence
from logtools.analysis.comparison.finding_rules import conclude
from logtools.analysis.comparison.group_differences import GroupTest, compare_groups, family
from logtools.analysis.comparison.group_labels import FEW
from logtools.analysis.comparison.groups import Grouping, group
from logtools.analysis.comparison.level_check import at_level, check_levels, is_optimistic
from logtools.analysis.comparison.metric_columns import (
    MetricColumn,
    choose,
    metric_values,
    one_granularity,
    other_spellings,
    single_steps,
)
from logtools.analysis.comparison.next_run import next_run
from logtools.analysis.comparison.options import ComparisonOptions
from logtools.analysis.comparison.placeholders import placeholders
from logtools.analysis.comparison.ranking import rank_runs
from logtools.analysis.comparison.replicates import Samples, independent_values
from logtools.analysis.comparison.subset_selection import may_be_best
from logtools.analysis.tables.hparams import constants, differing
from logtools.analysis.values.run_values import ReadSeries, resolved, run_values
from logtools.analysis.values.value_at import ValueAt, parse_value_at
from logtools.configuration import NO_CONFIGURATION, Configuration
from logtools.errors import InvalidValueError, unknown
from logtools.metrics.lookup import labels_named, names_of
from logtools.text.lists import listing

__all__ = ["compare"]

_DEFAULTS = ComparisonOptions()


def compare(  # noqa: PLR0913 - frames, options, and what the collection knows
    summary: pl.DataFrame,
    hparams: pl.DataFrame,
    options: ComparisonOptions = _DEFAULTS,
    *,
    observations: ReadSeries | None = None,
    continued: Callable[[], Collection[str]] = tuple,
    active: Collection[str] = (),
    failed: Collection[str] = (),
    must_end_finite: bool = False,
    configuration: Configuration = NO_CONFIGURATION,
) -> Comparison[pl.DataFrame]:
    """Rank runs, and compare groups of them.

    Args:
        summary: schema.SUMMARY.
        hparams: one row per run to compare, in the order that breaks ties.
        options: the options of the comparison.
        observations: reads series, in file order; called if the summary does not have the values.
        continued: returns the ids of the runs that continue another one; called if groups are compared.
        active: ids of runs that may still be running.
        failed: ids of runs that count as diverged, whatever their value.
        must_end_finite: whether runs that ended in NaN or inf count as diverged, even if they have a best value.
        configuration: the user's names of seeds and folds.

    Raises:
        MetricNotFoundError: if no run has logged the metric.
        InvalidValueError: if the direction of the metric is unknown, or an option does not apply to the runs.
    """
    chosen = one_granularity(summary)
    missing = placeholders(chosen)
    chosen = chosen.join(missing, on=["run", "label"], how="anti", maintain_order="left")
    ranking, columns, at = _ranking(chosen, options, observations)
    grouping = group(hparams, by=options.by, seed_key=options.seed_key, configuration=configuration)
    names = {name: _column_name(name, columns) for name in differing(hparams, configuration)}
    frame = hparams.select("run", *(pl.col(name).alias(free) for name, free in names.items()))
    shown = metric_values(chosen, columns, observations=observations)
    frame = frame.join(shown, on="run", how="left", maintain_order="left")
    replicates = grouping.members.select("run", "group", "replicate")
    frame = frame.join(replicates, on="run", how="left", maintain_order="left")
    values = None if ranking is None else _values(chosen, ranking, at, options, observations)
    if values is not None and (failed or must_end_finite):
        values = _without_failed(values, failed, must_end_finite=must_end_finite)
    leading = missing.filter(pl.col("label") == ranking.label) if ranking else missing.clear()
    comparison = Comparison(
        ranking=ranking,
        inferred=at.kind != "first" and (options.metric is None or options.direction is None),
        direction_from=None if options.direction else _origin(ranking, chosen, configuration),
        hparams=tuple(names.values()),
        constants=constants(hparams),
        metric_columns=tuple(columns),
        runs=rank_runs(
            frame,
            values,
            ranking=ranking,
            summary=summary,
            hparams=hparams,
            active=active,
            placeholders=leading["run"].to_list(),
            is_time=at.kind == "first",
        ),
        groups=pl.DataFrame(schema=schema.COMPARISON_GROUPS),
        differences=pl.DataFrame(schema=schema.COMPARISON_DIFFERENCES),
        effects=pl.DataFrame(schema=schema.COMPARISON_EFFECTS),
        by=grouping.by,
        seeds=grouping.seeds,
        folds=grouping.folds,
        at=str(at),
        common=options.value_at is not None and options.value_at.kind == "common",
        repeated_tests=_repeated_tests(chosen),
        placeholders=tuple(leading["run"]),
        smooth=options.smoothing,
        confidence=options.confidence,
        tolerance=options.tolerance,
        relative=options.relative,
    )
    if ranking is None or ranking.direction is None:
        return comparison
    blocked = comparison.runs.join(
        grouping.members.select("run").with_columns(grouping.blocks.alias("block")), on="run", how="left"
    )
    samples = independent_values(blocked, chosen, continued())
    if not options.paired:
        samples = samples.without_blocks()
    comparison = _with_groups(comparison, grouping, samples, options, is_best=is_optimistic(at, ranking.stage))
    single = single_steps(chosen, ranking.label)
    own = single.filter(pl.col("label") == ranking.label).get_column("run").to_list()
    another = next_run(comparison.runs, at=at, direction=ranking.direction)
    comparison = replace(comparison, single_steps=tuple(own), another_run=another)
    return replace(
        comparison,
        findings=conclude(
            comparison,
            grouping,
            samples,
            single_steps=single,
            spellings=other_spellings(chosen),
            placeholders=missing,
        ),
    )


def _origin(ranking: MetricColumn | None, chosen: pl.DataFrame, configuration: Configuration) -> str | None:
    """Return the origin of the direction of the ranking metric if the configuration gives it."""
    if ranking is None or not configuration.directions:
        return None
    names = names_of(chosen).filter(pl.col("label") == ranking.label)
    is_given, _ = configuration.direction_of({name for column in names.iter_columns() for name in column})
    return (configuration.path or "config") if is_given else None


def _ranking(
    chosen: pl.DataFrame, options: ComparisonOptions, observations: ReadSeries | None
) -> tuple[MetricColumn | None, list[MetricColumn], ValueAt]:
    """Return the ranking metric (None if there is none), all metrics, and which value represents a run."""
    asked, metric, direction = options.value_at, options.metric, options.direction
    if asked is not None and asked.kind == "first":
        metric, direction = _reached(asked, metric, chosen), "min"
    at = asked or (ValueAt(kind="best") if options.smoothing else None)
    ranking, columns = choose(chosen, metric=metric, direction=direction, statistic=None if at is None else str(at))
    if ranking is None:
        return None, columns, at or ValueAt(kind="best")
    series = chosen.filter(pl.col("label") == ranking.label)
    at = _own(resolved(at or parse_value_at(ranking.statistic), series, observations), ranking, chosen)
    ranking = replace(ranking, statistic=f"{'smoothed ' if options.smoothing else ''}{at}")
    return ranking, [ranking, *columns[1:]], at


def _reached(at: ValueAt, metric: str | None, chosen: pl.DataFrame) -> str:
    """Return the metric of a condition.

    Raises:
        InvalidValueError: if another metric ranks the runs.
    """
    if at.metric is None or (metric is not None and labels_named(metric, chosen) != labels_named(at.metric, chosen)):
        raise InvalidValueError(f"at {str(at)!r} is about {at.metric}, not {metric}: name the same metric in both")
    return at.metric


def _own(at: ValueAt, ranking: MetricColumn, chosen: pl.DataFrame) -> ValueAt:
    """Return plain `best` if the monitor is the metric itself."""
    is_own = at.kind == "best" and at.metric is not None and labels_named(at.metric, chosen)[:1] == [ranking.label]
    return ValueAt(kind="best") if is_own and at.direction in {None, ranking.direction} else at


def _values(
    chosen: pl.DataFrame,
    ranking: MetricColumn,
    at: ValueAt,
    options: ComparisonOptions,
    observations: ReadSeries | None,
) -> pl.DataFrame:
    """Return run, last, and the ranking value: the columns `value` to `unsmoothed` of schema.COMPARISON_RUNS."""
    series = chosen.filter(pl.col("label") == ranking.label)
    found = run_values(
        series,
        at=at,
        direction=ranking.direction or "min",
        summary=chosen,
        smoothing=options.smoothing,
        observations=observations,
    )
    if found.is_empty() and at.number is not None:
        end = series.get_column(f"last_{at.kind}").max()
        hint = f"; the last is {end}" if isinstance(end, int) and end < at.number else ""
        raise InvalidValueError(f"no run has a value of {ranking.label} at {at.kind} {at.number}{hint}")
    return series.select("run", "last", "level", "noise").join(found, on="run", how="left", maintain_order="left")


def _without_failed(values: pl.DataFrame, failed: Collection[str], *, must_end_finite: bool) -> pl.DataFrame:
    """Replace the values of runs that count as diverged by NaN."""
    lost = pl.col("run").cast(pl.String).is_in(list(failed))
    if must_end_finite:
        lost |= pl.col("last").is_nan() | pl.col("last").is_infinite()
    kept = pl.when(~lost.fill_null(value=False))
    return values.with_columns(
        kept.then(name).otherwise(pl.lit(float("nan"))).alias(name) for name in ("value", "level")
    )


def _repeated_tests(chosen: pl.DataFrame) -> tuple[str, ...]:
    repeated = chosen.filter((pl.col("stage") == "test").fill_null(value=False), pl.col("count") > 1)
    return tuple(repeated.get_column("label").unique(maintain_order=True))


def _with_groups(
    comparison: Comparison[pl.DataFrame],
    grouping: Grouping,
    samples: Samples,
    options: ComparisonOptions,
    *,
    is_best: bool,
) -> Comparison[pl.DataFrame]:
    """Add groups, differences and effects; `is_best` is whether the values are the best ones of curves."""
    runs, values = comparison.runs, samples.values
    rules = GroupTest(
        direction="max" if comparison.ranking and comparison.ranking.direction == "max" else "min",
        confidence=options.confidence,
        inflation=0.0 if grouping.repeated_folds is None else 1 / (grouping.repeated_folds - 1),
    )
    groups = aggregate_groups(
        values,
        grouping.members,
        direction=rules.direction,
        confidence=rules.confidence,
        inflation=rules.inflation,
    )
    best = _may_be_best(values, groups, rules, is_best=is_best)
    groups = groups.with_columns(pl.Series("may_be_best", best, dtype=pl.Boolean))
    comparison = replace(comparison, groups=groups, samples=samples, rules=rules)
    if options.by is not None or len(grouping.by) <= FEW:
        comparison = replace(comparison, effects=effects(runs, grouping.members, direction=rules.direction))
    given = options.baseline is not None
    baseline = _given_baseline(options.baseline, groups, runs) if options.baseline is not None else None
    if groups.height < 2 or (baseline is None and groups["rank"][0] is None):
        return comparison
    baseline = str(groups["group"][0]) if baseline is None else baseline

    margin, least = options.margin, None
    if margin is not None:
        least = margin.amount(groups.filter(pl.col("group") == baseline).get_column("mean").item())

    def test(values: pl.DataFrame) -> pl.DataFrame:
        found = compare_groups(values, groups, rules, baseline=baseline, given=given)
        if margin is None:
            return found
        return with_equivalence(found, values, groups, rules, margin, baseline=baseline, given=given)

    differences = test(values)
    if is_best:
        differences = check_levels(differences, values, test)
    if differences.get_column("error").is_not_null().any():
        from logtools.analysis.comparison.power import with_power

        differences = with_power(differences, least=least or 0.0, repeatable=not grouping.folds)
    if options.effect:
        from logtools.analysis.comparison.effect_size import with_effect_size

        differences = with_effect_size(differences, groups)
    return replace(
        comparison,
        differences=differences,
        baseline=baseline,
        baseline_given=given,
        margin=least,
        comparisons=family(groups, given=given),
    )


def _may_be_best(values: pl.DataFrame, groups: pl.DataFrame, rules: GroupTest, *, is_best: bool) -> list[bool | None]:
    """Return which groups may be the best, by their values or, if these are the best of curves, by their levels."""
    found = may_be_best(values, groups, rules)
    if not is_best or all(found):
        return found
    by_level = may_be_best(at_level(values), groups, rules)
    return [None if one is None else one or other is not False for one, other in zip(found, by_level, strict=True)]


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
