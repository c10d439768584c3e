"""Runs side by side, ranked, and the settings they repeat: which is best, and is the difference real?

A comparison is made of frames. `runs` ranks single runs by one value each; `groups` puts those together that only
repeat a setting with another seed; `differences` tests each group against one of them; `effects` shows each level of
each setting. `notes` says what can and what cannot be concluded from all that.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace

import polars as pl

from logtools import schema
from logtools.analysis.comparison.aggregates import aggregate_groups
from logtools.analysis.comparison.conclusions import conclusions
from logtools.analysis.comparison.effects import effects
from logtools.analysis.comparison.group_labels import FEW
from logtools.analysis.comparison.groups import Grouping, group
from logtools.analysis.comparison.hypothesis_tests import METHODS, compare_groups, family
from logtools.analysis.comparison.metric_columns import (
    Direction,
    MetricColumn,
    choose,
    one_granularity,
    single_steps,
    values,
)
from logtools.analysis.comparison.ranking import rank_runs
from logtools.analysis.comparison.value_at import ValueAt, from_observations, from_summary, parse_value_at
from logtools.analysis.curves.smoothing import Smoothing, parse
from logtools.analysis.tables.hparams import constants, differing
from logtools.errors import InvalidValueError, near

__all__ = ["Comparison", "ComparisonOptions", "MetricColumn", "compare"]


@dataclass(frozen=True, kw_only=True)
class ComparisonOptions:
    """What a comparison is asked."""

    #: A label, name or quantity in the summary; None for the one most runs have.
    metric: str | None = None
    #: Overrides what the metric's name tells.
    direction: Direction | None = None
    #: What tells groups apart, see `groups.group`; None for all that differs but the seed.
    by: Sequence[str] | None = None
    #: `best`, `last`, `epoch=10` or `step=5000`; None for best, and last of a training metric.
    at: str | None = None
    #: How to smooth curves first, see `smoothing.parse`; None or 0 for not at all.
    smooth: str | float | None = None
    #: The group, or a run of the group, that others are compared with; None for the best.
    baseline: str | None = None
    #: What only repeats a setting, see `groups.group`; None to recognise it.
    seed_key: str | None = None
    #: Whether groups are compared run by run where they have seeds in common.
    paired: bool = True
    #: Of intervals, between 0 and 1.
    confidence: float = 0.95


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """Runs side by side, best first."""

    #: The metric that ranks, one of `metrics`; None where no metric has a known direction.
    ranking: MetricColumn | None
    #: Whether the ranking metric, or its direction, was inferred rather than given.
    inferred: bool
    #: Names of the hyperparameters that differ between the runs: columns of `runs`, most telling first.
    hparams: tuple[str, ...]
    #: Hyperparameters that all runs share, with their value as text.
    constants: dict[str, str]
    #: The metrics, most telling first (the ranking one leads).
    metrics: tuple[MetricColumn, ...]
    #: One row a run, best first: `rank` (Int64 from 1; null where there is no finite value to rank; ties share a rank),
    #: `run` (String), then the hyperparameters, then for each metric its `name` and `epoch` column.
    runs: pl.DataFrame
    #: One row a group of runs that only repeat each other, best first: schema.COMPARISON_GROUPS, then a column per name
    #: in `by`. Empty where nothing ranks.
    groups: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=schema.COMPARISON_GROUPS))
    #: Each group against the baseline: schema.COMPARISON_DIFFERENCES. Empty with fewer than two groups.
    differences: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=schema.COMPARISON_DIFFERENCES))
    #: What each level of each hyperparameter in `by` comes to: schema.COMPARISON_EFFECTS. Empty where `by` was not
    #: asked for and more than four differ.
    effects: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=schema.COMPARISON_EFFECTS))
    #: Plain sentences: what can and what cannot be concluded, and what to know about the numbers. Not escaped.
    notes: tuple[str, ...] = ()
    #: What tells groups apart: hyperparameters, or `path:1` for a part of the run id.
    by: tuple[str, ...] = ()
    #: What was recognised, or given, as what only repeats a run: hyperparameters such as `seed`, or `path`.
    seeds: tuple[str, ...] = ()
    #: The group that the others are compared with; None where there are fewer than two.
    baseline: str | None = None
    #: Whether the baseline was given; if not it is the first group of several runs, or else the first.
    baseline_given: bool = False
    #: How many comparisons the p-values are corrected for.
    comparisons: int = 0
    #: The place of the value that ranks: `best`, `last`, `epoch=10` or `step=5000`.
    at: str = "best"
    #: How the curves were smoothed; None if they were not.
    smooth: Smoothing | None = None
    #: Runs that logged what ranks per step alone: their value is that of one step, not of an epoch.
    single_steps: tuple[str, ...] = ()
    #: The confidence of the intervals, between 0 and 1; tests conclude at 1 - confidence.
    confidence: float = 0.95
    #: What was computed how: a short name (as in `differences.method`) and one line that describes it.
    methods: dict[str, str] = field(default_factory=dict)


_ASKED_NOTHING = ComparisonOptions()
_BEST = ValueAt(kind="best")


def compare(
    summary: pl.DataFrame,
    hparams: pl.DataFrame,
    question: ComparisonOptions = _ASKED_NOTHING,
    *,
    observations: Callable[[pl.DataFrame], pl.DataFrame] | None = None,
    active: Collection[str] = (),
) -> Comparison:
    """Put runs side by side, rank them, and compare the groups they form.

    `summary` is schema.SUMMARY; `hparams` has a row for every run to show, in the order that breaks ties. `active` are
    runs that may still be written. `observations` is asked where a summary does not do: it takes rows of the summary
    and returns what was logged of these series, the columns run, segment, epoch, step and value in file order.

    Raises:
        MetricNotFoundError: if no run has logged the metric.
        InvalidValueError: if the metric's name tells no direction and none is given, or part of the question is wrong.
    """
    if question.direction not in {None, "min", "max"}:
        raise InvalidValueError(f"no such direction: {question.direction!r}; there are min and max")
    if not 0 < question.confidence < 1:
        raise InvalidValueError(f"the confidence must lie between 0 and 1, not be {question.confidence:g}")
    place, smooth = _place(question)
    statistic = f"{'smoothed ' if smooth else ''}{place or 'best'}" if place or smooth else None
    chosen = one_granularity(summary)
    ranking, columns = choose(chosen, metric=question.metric, direction=question.direction, statistic=statistic)
    grouping = group(hparams, by=question.by, seed_key=question.seed_key)
    names = {name: _free(name, columns) for name in differing(hparams)}
    frame = hparams.select("run", *(pl.col(name).alias(free) for name, free in names.items()))
    frame = frame.join(values(chosen, columns), on="run", how="left", maintain_order="left")
    frame = frame.join(
        grouping.members.select("run", "group", "replicate"), on="run", how="left", maintain_order="left"
    )
    found = None
    if ranking is not None:
        place = place or (_BEST if smooth else parse_value_at(ranking.statistic))
        series = chosen.filter(pl.col("label") == ranking.label)
        found = _values(series, ranking, place, smooth, observations)
    runs = rank_runs(frame, found, ranking=ranking, summary=summary, hparams=hparams, active=active)
    plain = Comparison(
        ranking=ranking,
        inferred=question.metric is None or question.direction is None,
        hparams=tuple(names.values()),
        constants=constants(hparams),
        metrics=tuple(columns),
        runs=runs,
        by=grouping.by,
        seeds=grouping.seeds,
        at=str(place or "best"),
        smooth=smooth,
        confidence=question.confidence,
    )
    if ranking is None or ranking.direction is None:
        return plain
    whole = _with_groups(plain, grouping, question, ranking.direction)
    single = single_steps(chosen, ranking.label)
    led = single.filter(pl.col("label") == ranking.label).get_column("run").to_list()
    return replace(whole, single_steps=tuple(led), notes=conclusions(whole, grouping, single_steps=single))


def _place(question: ComparisonOptions) -> tuple[ValueAt | None, Smoothing | None]:
    place = None if question.at is None else parse_value_at(question.at)
    way = None if question.smooth is None else parse(question.smooth)
    return place, way if way and way.size else None


def _values(
    series: pl.DataFrame,
    ranking: MetricColumn,
    place: ValueAt,
    smooth: Smoothing | None,
    observations: Callable[[pl.DataFrame], pl.DataFrame] | None,
) -> pl.DataFrame:
    direction = ranking.direction or "min"
    last = series.select("run", "last")
    if smooth is None and place.kind in {"best", "last"}:
        found = from_summary(series, place=place, direction=direction)
    elif observations is None:
        raise InvalidValueError("a summary tells neither smoothed values nor those at an epoch or step")
    else:
        found = from_observations(observations(series), place=place, direction=direction, way=smooth)
    if found.is_empty() and place.number is not None:
        ends = series.get_column(f"last_{place.kind}").max()
        told = f"; the last is {ends}" if isinstance(ends, int) and ends < place.number else ""
        raise InvalidValueError(f"no run has a value of {ranking.label} at {place.kind} {place.number}{told}")
    return last.join(found, on="run", how="left", maintain_order="left")


def _with_groups(
    plain: Comparison, grouping: Grouping, question: ComparisonOptions, direction: Direction
) -> Comparison:
    """Add groups, differences and effects."""
    runs, confidence = plain.runs, question.confidence
    groups = aggregate_groups(runs, grouping.members, direction=direction, confidence=confidence)
    whole = replace(plain, groups=groups)
    if question.by is not None or len(grouping.by) <= FEW:
        whole = replace(whole, effects=effects(runs, grouping.members, direction=direction))
    baseline = None if question.baseline is None else _baseline(question.baseline, groups, runs)
    if groups.height < 2 or (baseline is None and groups["rank"][0] is None):
        return whole
    given = baseline is not None
    repeated = groups.filter(pl.col("n") > 1)["group"]  # others cannot be tested
    name = baseline or str((repeated if len(repeated) else groups["group"])[0])
    apart = runs if question.paired else runs.with_columns(pl.lit(None, dtype=pl.String).alias("replicate"))
    table = compare_groups(apart, groups, baseline=name, given=given, direction=direction, confidence=confidence)
    used = table["method"].unique().to_list()
    methods = {method: text for method, text in METHODS.items() if method in used}
    return replace(
        whole,
        differences=table,
        baseline=name,
        baseline_given=given,
        comparisons=family(groups, given=given),
        methods=methods,
    )


def _baseline(name: str, groups: pl.DataFrame, runs: pl.DataFrame) -> str:
    """Return the group that is called so, or is told by part of its label, or that the run belongs to."""
    labels: list[str] = groups["group"].to_list()
    if name in labels:
        return name
    wanted = name.replace(",", " ").split()
    parts = [label for label in labels if wanted and all(_is_said(word, label.split()) for word in wanted)]
    if len(parts) == 1:
        return parts[0]
    if parts:
        raise InvalidValueError(f"{name!r} fits {len(parts)} groups: {', '.join(parts[:8])}; say which")
    fits = runs.filter((pl.col("run") == name) | pl.col("run").str.ends_with(f"/{name}"))
    if fits["group"].n_unique() == 1:
        return str(fits["group"][0])
    likely = near(name, [*labels, *runs["run"]]) or labels[:8]
    raise InvalidValueError(f"no group and no run is called {name!r}; there are, for example, {', '.join(likely)}")


def _is_said(word: str, label: Sequence[str]) -> bool:
    """Tell whether a word such as `lr=1e-3` stands in a label, however it writes the number."""
    if word in label:
        return True
    name, _, value = word.partition("=")
    held = [part.partition("=")[2] for part in label if part.startswith(f"{name}=")]
    try:
        return any(float(value) == float(text) for text in held)
    except ValueError:
        return False


def _free(name: str, columns: Sequence[MetricColumn]) -> str:
    """Keep a hyperparameter's column apart from the others."""
    taken = {*schema.COMPARISON_RUNS, *(column.name for column in columns), *(column.epoch for column in columns)}
    return f"{name} (hyperparameter)" if name in taken else name
