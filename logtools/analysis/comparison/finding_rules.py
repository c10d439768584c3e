"""Decide which findings the frames of a comparison support.

A finding is a conclusion, or a warning that readers of the tables may need: few runs, diverged runs, copies,
corrected p-values. Findings claim no more than the tests do: groups without a significant difference are not called
equal.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict

import polars as pl

from logtools.analysis.comparison import findings
from logtools.analysis.comparison.comparison import Comparison
from logtools.analysis.comparison.effects import is_crossed, varying
from logtools.analysis.comparison.group_labels import FOLDERS
from logtools.analysis.comparison.groups import Grouping
from logtools.analysis.comparison.outlying_runs import outlying_runs
from logtools.analysis.comparison.replicates import Samples
from logtools.analysis.comparison.rows import Conclusion, DifferenceRow, GroupRow, rows_of
from logtools.analysis.comparison.statistics import smallest_p

__all__ = ["conclude"]

#: Up to this many differences, and groups with diverged runs, are separate findings.
_MANY = 4
_CONCLUSIONS: tuple[Conclusion, ...] = ("better", "worse", "equivalent", "unconfirmed", "not significant")


def conclude(  # noqa: PLR0913 - one frame per kind of finding
    comparison: Comparison[pl.DataFrame],
    grouping: Grouping,
    samples: Samples,
    *,
    single_steps: pl.DataFrame,
    spellings: pl.DataFrame,
    placeholders: pl.DataFrame,
) -> tuple[findings.Finding, ...]:
    """Return the findings, the most important first.

    `single_steps`, `spellings` and `placeholders` are the results of `metric_columns.single_steps`, `other_spellings`
    and `placeholders.placeholders`.
    """
    groups = rows_of(GroupRow, comparison.groups)
    return (
        *_may_be_best(groups),
        *_values(comparison),
        *_best(comparison, groups),
        *_single_runs(groups),
        *_differences(comparison, groups),
        *_folds(comparison, grouping, groups),
        *_dependent_runs(samples),
        *_another_run(comparison),
        *_unreliable_runs(comparison, groups),
        *_placeholders(placeholders),
        *_single_steps(single_steps),
        *_spellings(spellings),
        *([findings.SmoothedValues(smoothing=comparison.smooth)] if comparison.smooth else []),
        *_effects(comparison, grouping),
        *_grouping(comparison, grouping),
    )


def _values(comparison: Comparison[pl.DataFrame]) -> Iterator[findings.Finding]:
    """Yield findings about which value of a run is used, where that is a surprise."""
    if comparison.common:
        yield findings.CommonPlace(at=comparison.at)
    repeated: dict[str, list[str]] = {}
    for column in comparison.metric_columns:
        if column.label in comparison.repeated_tests and column.statistic not in {"best", "smoothed best"}:
            repeated.setdefault(column.statistic.removeprefix("smoothed "), []).append(column.label)
    for at, labels in repeated.items():
        yield findings.TestMetrics(metrics=tuple(labels), at=at)


def _another_run(comparison: Comparison[pl.DataFrame]) -> Iterator[findings.Finding]:
    if (another := comparison.another_run) is not None:
        yield findings.AnotherRun(**asdict(another))


def _placeholders(found: pl.DataFrame) -> Iterator[findings.Finding]:
    if not found.is_empty():
        runs, metrics, values = (tuple(found[name]) for name in ("run", "label", "value"))
        yield findings.PlaceholderValues(runs=runs, metrics=metrics, values=values)


def _may_be_best(groups: Sequence[GroupRow]) -> Iterator[findings.Finding]:
    tested = [row for row in groups if row.may_be_best is not None]
    if tested:
        yield findings.MayBeBest(groups=tuple(row.group for row in tested if row.may_be_best), tested=len(tested))


def _best(comparison: Comparison[pl.DataFrame], groups: Sequence[GroupRow]) -> Iterator[findings.Finding]:
    if not groups or groups[0].rank is None:
        return
    first = groups[0]
    if not _is_repeated(groups):
        if len(groups) > 1 and not _is_unknown(comparison):
            yield findings.NothingRepeated()
    elif first.n == 1 and first.mean is not None:
        yield findings.BestSingleRun(group=first.group, value=first.mean)
    else:
        tied = tuple(row.group for row in groups[1:] if row.rank == 1)
        yield findings.BestGroup(row=first, tied=tied, only=len(groups) == 1)


def _is_repeated(groups: Sequence[GroupRow]) -> bool:
    return any(row.n + row.diverged > 1 for row in groups)


def _single_runs(groups: Sequence[GroupRow]) -> Iterator[findings.Finding]:
    single = tuple(row.group for row in groups if row.n == 1)
    if single and _is_repeated(groups):
        yield findings.SingleRunGroups(groups=single)


def _differences(comparison: Comparison[pl.DataFrame], groups: Sequence[GroupRow]) -> Iterator[findings.Finding]:
    rows = rows_of(DifferenceRow, comparison.differences)
    tested = [row for row in rows if row.p is not None]
    baseline = comparison.baseline or ""
    if len(tested) <= _MANY:
        left_out = {row.group for row in groups if row.may_be_best is False}
        of_best = bool(groups) and groups[0].group == baseline
        for row in tested:
            no_better = of_best and row.group in left_out and row.conclusion == "not significant"
            yield findings.Difference(row=row, smallest_p=_smallest_p(row, comparison.comparisons), no_better=no_better)
    else:
        yield from _summarised(tested, baseline)
    if tested and comparison.comparisons > 1:
        yield findings.CorrectedPValues(
            comparisons=comparison.comparisons,
            baseline_given=comparison.baseline_given,
            baseline_best=bool(groups) and groups[0].group == baseline,
            methods=tuple(dict.fromkeys(row.method for row in tested if row.method)),
        )
    untested = tuple(row.group for row in rows if row.p is None)
    if untested and (tested or _is_repeated(groups)):
        yield findings.UntestedGroups(groups=untested, baseline=baseline, all_groups=not tested)


def _folds(
    comparison: Comparison[pl.DataFrame], grouping: Grouping, groups: Sequence[GroupRow]
) -> Iterator[findings.Finding]:
    if comparison.folds and any(row.n > 1 for row in groups):
        yield findings.CorrectedFolds() if grouping.repeated_folds else findings.DependentFolds()


def _dependent_runs(samples: Samples) -> Iterator[findings.Finding]:
    if samples.copies:
        runs, of = zip(*samples.copies, strict=True)
        yield findings.CopiedRuns(runs=runs, of=of)
    if samples.averaged:
        yield findings.AveragedSeeds(seeds=samples.averaged)
    if samples.continued:
        yield findings.ContinuedRuns(runs=samples.continued)


def _smallest_p(row: DifferenceRow, comparisons: int) -> float | None:
    """Return the smallest corrected p-value that an exact test can give with so few runs; None for other tests."""
    if row.method not in {"sign test", "rank test"}:
        return None
    return min(1.0, comparisons * smallest_p(row.n, None if row.pairs else row.n_baseline))


def _summarised(tested: Sequence[DifferenceRow], baseline: str) -> Iterator[findings.Finding]:
    for conclusion in _CONCLUSIONS:
        rows = [row for row in tested if row.conclusion == conclusion]
        if rows:
            known = [row.detectable_difference for row in rows if row.detectable_difference is not None]
            detectable = max(known, default=None) if conclusion == "not significant" else None
            yield findings.DifferenceSummary(
                conclusion=conclusion,
                groups=tuple(row.group for row in rows),
                tested=len(tested),
                baseline=baseline,
                detectable=detectable,
            )


def _unreliable_runs(comparison: Comparison[pl.DataFrame], groups: Sequence[GroupRow]) -> Iterator[findings.Finding]:
    """Yield findings about diverged, outlying, missing, active and shorter runs."""
    diverged = [row for row in groups if row.diverged]
    yield from (findings.DivergedRuns(group=row.group, diverged=row.diverged, n=row.n) for row in diverged[:_MANY])
    far = outlying_runs(comparison.runs)
    if far.height:
        runs, values, medians = (tuple(far[name]) for name in ("run", "value", "median"))
        yield findings.OutlyingRuns(runs=runs, values=values, medians=medians)
    if ended := _with_caveat(comparison, "not finite at the end"):
        yield findings.UnstableEnds(runs=ended)
    if missing := _with_caveat(comparison, "not logged") + _with_caveat(comparison, "no value there"):
        yield findings.MissingValues(runs=missing)
    if active := _with_caveat(comparison, "active"):
        yield findings.ActiveRuns(runs=active)
    if shorter := _with_caveat(comparison, "shorter"):
        yield findings.ShorterRuns(runs=shorter, total=comparison.runs.height)


def _with_caveat(comparison: Comparison[pl.DataFrame], caveat: str) -> tuple[str, ...]:
    found = comparison.runs.filter(pl.col("caveats").str.split(", ").list.contains(caveat))
    return tuple(found.get_column("run"))


def _single_steps(values: pl.DataFrame) -> Iterator[findings.Finding]:
    if values.height:
        runs, labels = (tuple(values[name].unique(maintain_order=True)) for name in ("run", "label"))
        yield findings.SingleStepValues(runs=runs, metrics=labels)


def _spellings(found: pl.DataFrame) -> Iterator[findings.Finding]:
    if found.height:
        metrics, labels, runs = (tuple(found[name]) for name in ("metric", "label", "runs"))
        yield findings.OtherSpellings(metrics=metrics, labels=labels, runs=runs)


def _effects(comparison: Comparison[pl.DataFrame], grouping: Grouping) -> Iterator[findings.Finding]:
    names = varying(grouping.members)
    if len(names) > 1 and comparison.effects.height and not is_crossed(grouping.members):
        yield findings.UnbalancedGrid(hparams=tuple(names))
    if grouping.varying_within:
        yield findings.VaryingWithinGroups(hparams=grouping.varying_within)


def _grouping(comparison: Comparison[pl.DataFrame], grouping: Grouping) -> Iterator[findings.Finding]:
    if comparison.runs.height > 1 and comparison.groups.height == 1 and not comparison.seeds:
        yield findings.OneGroup()
    if _is_unknown(comparison):
        yield findings.UnknownSettings()
    if grouping.ignored:
        yield findings.IgnoredHparams(hparams=grouping.ignored)


def _is_unknown(comparison: Comparison[pl.DataFrame]) -> bool:
    """Return whether no hyperparameters or seeds are known, and each run is its own group."""
    single = comparison.groups.height == comparison.runs.height
    return single and comparison.by == (FOLDERS,) and not comparison.seeds
