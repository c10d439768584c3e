"""Show a comparison as tables and sentences."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import polars as pl

from logtools.analysis.comparison.findings import OutlyingRuns
from logtools.render.comparison_words import no_value
from logtools.render.conclusions import finding_text
from logtools.render.groups import differences_table, effects_table, groups_table, is_grouped
from logtools.render.sparkline import sparkline
from logtools.render.table import ALWAYS, Column, Table
from logtools.text.lists import listing
from logtools.text.numbers import align_decimals, number, numbers
from logtools.text.printable import printable
from logtools.text.truncation import shorten

if TYPE_CHECKING:
    from logtools.analysis.comparison.comparison import Comparison
    from logtools.analysis.comparison.metric_columns import MetricColumn
    from logtools.analysis.queries.column_expressions import RequestedColumns

__all__ = ["TREND_WIDTH", "asked_table", "best_value", "sentences", "table", "tables"]

_SHORT = 24  # characters; hyperparameters with longer values are hidden first
_LONGEST = 80  # characters; longer values are shortened
_CONSTANTS = 12  # number of constants that are listed by default
#: Width of a sparkline in characters.
TREND_WIDTH = 16
_BETTER = {"min": "lower is better", "max": "higher is better"}
_MOST = 4  # maximum number of hyperparameters after the name of a run
# The order of columns, see `Column.order`: the caveats and the most important hyperparameter are hidden last, before it
# the last value, then metrics and hyperparameters in turn; the trend is hidden first.
_CAVEATS, _LAST, _LAST_MINUS_BEST, _TREND = 1, 2, 5, 1000


def tables(
    comparison: Comparison[pl.DataFrame],
    *,
    runs: Table | None = None,
    stats: Sequence[str] = (),
    asked: bool = False,
    only: str | None = None,
) -> dict[str, Table]:
    """Return the tables to show, by name: runs always, the others if settings are repeated.

    Args:
        comparison: the comparison to show.
        runs: the table of runs; by default `table(comparison)`.
        stats: extra statistics, from `choices.EXTRA_STATISTICS`; effect sizes are shown if they were computed.
        asked: whether the user asked for groups. They are then shown even if no setting is repeated, and main effects
            are shown if there are several hyperparameters.
        only: a name from `choices.COMPARISON_TABLES`; this table is returned whenever it has rows.
    """
    found = {"runs": runs or table(comparison)}
    if any(isinstance(finding, OutlyingRuns) for finding in comparison.findings):
        stats = tuple(dict.fromkeys(("median", *stats)))  # the mean of a group with such a run is not typical
    groups, differences, effects = comparison.groups, comparison.differences, comparison.effects
    if groups.height and (asked or only == "groups" or is_grouped(comparison)):
        found["groups"] = groups_table(comparison, stats=[name for name in stats if name != "effect"])
    tested = comparison.baseline_given or differences["p"].is_not_null().any()
    if differences.height and (tested or only == "differences"):
        found["differences"] = differences_table(comparison)
    if effects.height and (only == "effects" or (asked and effects["hparam"].n_unique() > 1)):
        found["effects"] = effects_table(comparison)
    return found


def table(comparison: Comparison[pl.DataFrame], *, curves: Mapping[str, Sequence[float]] | None = None) -> Table:
    """Return the runs as a table: rank, run, hyperparameters, metrics; the ranking metric is never hidden.

    `curves` are the values of the ranking metric by run; they are shown as a column of sparklines.
    """
    runs = comparison.runs
    columns = _leading(runs)
    important = _by_importance(runs, comparison)
    columns += [_hparam(name, runs[name], order=_hparam_order(important.index(name))) for name in comparison.hparams]
    leads = comparison.ranking.label if comparison.ranking else None
    for i, metric in enumerate(comparison.metric_columns):
        columns.append(_metric(metric, runs, order=ALWAYS if metric.label == leads else _metric_order(i)))
        if metric.label == leads:
            columns += _end(comparison, metric)
    columns += _caveats(runs)
    if curves is not None:
        trends = [sparkline(curves.get(run, []), TREND_WIDTH) for run in runs["run"]]
        columns.append(Column(title="trend", subtitle=leads or "", cells=trends, order=_TREND))
    return _ranked(runs, columns)


def asked_table(comparison: Comparison[pl.DataFrame], asked: RequestedColumns) -> Table:
    """Return the runs as a table with the requested columns."""
    frame = comparison.runs.select("rank", "run").join(asked.frame, on="run", how="left", maintain_order="left")
    columns = _leading(frame)
    for i, name in enumerate(frame.columns[2:]):
        values = frame[name]
        if name in asked.hparams or not values.dtype.is_float():
            columns.append(_hparam(name, values, order=i + 1))
        else:
            columns.append(Column(title=name, cells=align_decimals(numbers(values.to_list())), right=True, order=i + 1))
    return _ranked(frame, [*columns, *_caveats(comparison.runs)])


def _leading(runs: pl.DataFrame) -> list[Column]:
    marked = ["-" if rank is None else f"*{rank}" if rank == 1 else str(rank) for rank in runs["rank"]]
    return [Column(title="#", cells=marked, right=True), Column(title="run", cells=runs["run"].to_list())]


def _ranked(runs: pl.DataFrame, columns: Sequence[Column]) -> Table:
    return Table(frame=runs, columns=columns, winners=frozenset(i for i, r in enumerate(runs["rank"]) if r == 1))


def _metric_order(i: int) -> int:
    return 3 * i


def _hparam_order(i: int) -> int:
    return 3 * i + 1


def _by_importance(runs: pl.DataFrame, comparison: Comparison[pl.DataFrame]) -> list[str]:
    """Sort hyperparameters: first those where most runs differ from the most common value; seeds and texts last."""

    def key(name: str) -> tuple[bool, bool, int]:
        values = runs[name]
        text = values.dtype == pl.String
        uninformative = text and (values.n_unique() == len(values) > 3 or max(map(len, values.drop_nulls())) > _SHORT)
        return uninformative, name in comparison.seeds, max(Counter(values.to_list()).values(), default=0)

    return sorted(comparison.hparams, key=key)


def _hparam(name: str, values: pl.Series, *, order: int) -> Column:
    numeric = values.dtype.is_numeric()
    texts = _texts(values)
    return Column(title=name, cells=align_decimals(texts) if numeric else texts, right=numeric, order=order)


def _texts(values: pl.Series) -> list[str]:
    numeric = values.dtype.is_numeric()
    return [number(value) if numeric else "-" if value is None else shorten(str(value), _LONGEST) for value in values]


def _metric(metric: MetricColumn, runs: pl.DataFrame, *, order: int) -> Column:
    values: list[float | None] = runs[metric.name].to_list()
    cells = align_decimals(numbers(values))
    kind = metric.statistic.removeprefix("smoothed ")
    smoothed = "smoothed " if kind != metric.statistic else ""
    if kind.startswith("first "):
        cells = align_decimals(["never" if cell.strip() == "inf" else cell for cell in numbers(values)])
        return Column(title=metric.label, subtitle=metric.name, cells=cells, right=True, order=order)
    word, _, monitor = kind.partition(":")
    if word not in {"best", "min", "max"}:
        return Column(title=metric.label, subtitle=f"{smoothed}{kind}", cells=cells, right=True, order=order)
    place, where = "epoch", runs[metric.epoch]
    if order == ALWAYS and not where.count() and "value_step" in runs.columns and runs["value_step"].count():
        place, where = "step", runs["value_step"]
    subtitle = f"{smoothed}{kind if monitor else metric.direction} @ {place}"
    return Column(title=metric.label, subtitle=subtitle, cells=_with_epoch(cells, where), right=True, order=order)


def _with_epoch(cells: Sequence[str], where: pl.Series) -> list[str]:
    """Append to each cell the epoch, or step, of its value."""
    places = ["" if place is None else str(place) for place in where]
    longest = max(map(len, places), default=0)
    return [
        f"{cell} @ {place:>{longest}}" if place else f"{cell}{' ' * (longest + 3)}"
        for cell, place in zip(cells, places, strict=True)
    ]


def _end(comparison: Comparison[pl.DataFrame], metric: MetricColumn) -> list[Column]:
    """Return columns with the last value of the ranking metric, and its difference to the best value."""
    runs = comparison.runs
    if metric.statistic == "last" or "last" not in runs.columns:
        return []
    last: list[float | None] = runs["last"].to_list()
    columns = [
        Column(title="last", subtitle=metric.label, cells=align_decimals(numbers(last)), right=True, order=_LAST)
    ]
    if metric.statistic == "best":
        columns.append(_last_minus_best(runs["value"].to_list(), last))
    return columns


def _last_minus_best(best: Sequence[float | None], last: Sequence[float | None]) -> Column:
    """Return a column with last - best, with the same number of decimals."""
    texts = [text for text in numbers([*best, *last]) if "e" not in text]
    decimals = max((len(text.partition(".")[2]) for text in texts), default=0)
    changes = [None if a is None or b is None else b - a for a, b in zip(best, last, strict=True)]
    cells = [number(c) if c is None or not math.isfinite(c) else f"{c:{'+' if c else ''}.{decimals}f}" for c in changes]
    return Column(title="last - best", subtitle="", cells=align_decimals(cells), right=True, order=_LAST_MINUS_BEST)


def _caveats(runs: pl.DataFrame) -> list[Column]:
    if "caveats" not in runs.columns or not runs["caveats"].count():
        return []
    return [Column(title="caveats", cells=[caveats or "" for caveats in runs["caveats"]], order=_CAVEATS)]


def _has_finite(comparison: Comparison[pl.DataFrame]) -> bool:
    """Return whether any metric has a finite value."""
    shown = comparison.runs.select(pl.col([column.name for column in comparison.metric_columns]).is_finite().any())
    return any(shown.row(0))


def sentences(comparison: Comparison[pl.DataFrame], *, all_constants: bool = False) -> list[str]:
    """Return sentences: the ranking metric, the best run, the findings, and the constants."""
    ranking, runs = comparison.ranking, comparison.runs
    if not comparison.metric_columns:
        lines = ["Not ranked: no numeric value was logged."]
    elif ranking is None and not _has_finite(comparison):
        lines = ["Not ranked: no finite value was logged."]
    elif ranking is None:
        hint = "Name one with --metric and --min or --max, or give directions in logtools.toml."
        lines = [f"Not ranked: no metric has a known direction. {hint}"]
    else:
        how = " (inferred from the name)" if comparison.inferred else " (as given)"
        if comparison.direction_from:
            how = f" (from {printable(comparison.direction_from.rpartition('/')[2])})"
        if ranking.statistic.startswith("first "):
            how = ""  # the direction is that of a time, whatever the metric
        lines = [
            f"Ranked by {printable(ranking.name)}, {_BETTER[str(ranking.direction)]}{how}.",
            *_outcome(comparison, ranking, runs),
        ]
    lines += [printable(finding_text(finding, comparison)) for finding in comparison.findings]
    if comparison.constants:
        pairs = [f"{name}={shorten(value, _SHORT)}" for name, value in comparison.constants.items()]
        lines.append(f"Constant: {printable(listing(pairs, None if all_constants else _CONSTANTS))}.")
    return lines


def best_value(comparison: Comparison[pl.DataFrame]) -> str:
    """Return the value of the best run as the table of runs shows it."""
    if comparison.ranking is None or comparison.runs.is_empty():
        return "-"
    return numbers(comparison.runs[comparison.ranking.name].to_list())[0]


def _outcome(comparison: Comparison[pl.DataFrame], ranking: MetricColumn, runs: pl.DataFrame) -> list[str]:
    best = runs.filter(pl.col("rank") == 1)
    lines = []
    if best.height:
        epoch = best[ranking.epoch][0]
        where = "" if epoch is None or best.height > 1 else f" at epoch {epoch}"
        names = printable(listing(best["run"].to_list(), 3))
        called = _called(comparison, best) if best.height == 1 else ""
        verb = "is best" if best.height == 1 else "are tied"
        lines.append(f"* {names}{called} {verb}: {best_value(comparison)}{where}.")
    lacking = runs[ranking.name].null_count() - len(comparison.placeholders)
    broken = sum(value is not None and not math.isfinite(value) for value in runs[ranking.name])
    what = printable(ranking.label)
    placed = comparison.at not in {"best", "last"}
    without = f"{_has(lacking)} no value of {what} at {comparison.at}" if placed else f"did not log {what}"
    filled = f"logged only a placeholder of {what}"
    for count, reason in ((lacking, without), (len(comparison.placeholders), filled), (broken, no_value(comparison))):
        if count:
            lines.append(f"{count} of {runs.height} runs {reason} and {_has(count)} no rank.")
    return lines


def _has(count: int) -> str:
    return "has" if count == 1 else "have"


def _called(comparison: Comparison[pl.DataFrame], best: pl.DataFrame) -> str:
    """Return the hyperparameters of a run that differ between runs, if they are few."""
    names = comparison.hparams
    if not 0 < len(names) <= _MOST:
        return ""
    return f" ({' '.join(f'{printable(name)}={printable(_texts(best[name])[0])}' for name in names)})"
