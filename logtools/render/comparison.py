"""A comparison as a table, as sentences and as a document for programs.

The document that `--format json` prints has `version` 1 and these members: `ranking` (metric, statistic, direction,
inferred; null if nothing ranks), `winners` (run ids), `constants` (hyper-parameters that all runs share), and `runs`,
best first: `rank`, `run`, `hparams`, and `metrics` with, for each label, `statistic`, `value` and `epoch`.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import polars as pl

from logtools.render.table import ALWAYS, Column, Table
from logtools.render.text import aligned, listing, number, numbers, printable, shortened

if TYPE_CHECKING:
    from logtools.analysis.comparison import Comparison, MetricColumn

__all__ = ["document", "sentences", "table"]

_TERSE = 24  # characters: a longer value of a hyper-parameter is a blob, and tells little in a table
_LONGEST = 80  # what is shown of one
_SOME = 12  # constants that are listed where all would be too many
_BETTER = {"min": "smaller is better", "max": "larger is better"}


def table(comparison: Comparison) -> Table:
    """Lay a comparison out: rank, run, hyper-parameters, metrics; the ranking metric is always shown."""
    runs = comparison.runs
    ranks: list[int | None] = runs["rank"].to_list()
    marked = ["-" if rank is None else f"*{rank}" if rank == 1 else str(rank) for rank in ranks]
    columns = [
        Column(title="#", cells=marked, right=True),
        Column(title="run", cells=runs["run"].to_list()),
    ]
    telling = _telling(runs, comparison.hparams)
    columns += [_hparam(name, runs[name], order=2 * telling.index(name) + 1) for name in comparison.hparams]
    leads = comparison.ranking.label if comparison.ranking else None
    columns += [
        _metric(metric, runs, order=ALWAYS if metric.label == leads else 2 * i + 2)
        for i, metric in enumerate(comparison.metrics)
    ]
    winners = frozenset(i for i, rank in enumerate(ranks) if rank == 1)
    return Table(frame=runs, columns=columns, winners=winners)


def _telling(runs: pl.DataFrame, names: Sequence[str]) -> list[str]:
    """Order hyper-parameters: those in which most runs depart from the commonest value first; blobs last."""

    def key(name: str) -> tuple[bool, int]:
        values = runs[name]
        text = values.dtype == pl.String
        poor = text and (values.n_unique() == len(values) > 3 or max(map(len, values.drop_nulls())) > _TERSE)
        return poor, max(Counter(values.to_list()).values(), default=0)

    return sorted(names, key=key)


def _hparam(name: str, values: pl.Series, *, order: int) -> Column:
    numeric = values.dtype.is_numeric()
    texts = [
        number(value) if numeric else "-" if value is None else shortened(str(value), _LONGEST) for value in values
    ]
    return Column(title=name, cells=aligned(texts) if numeric else texts, right=numeric, order=order)


def _metric(metric: MetricColumn, runs: pl.DataFrame, *, order: int) -> Column:
    values: list[float | None] = runs[metric.name].to_list()
    cells = aligned(numbers(values))
    if metric.statistic == "last":
        return Column(title=metric.label, subtitle="last", cells=cells, right=True, order=order)
    epochs = ["" if epoch is None else str(epoch) for epoch in runs[metric.epoch]]
    longest = max(map(len, epochs), default=0)
    dated = [
        f"{cell} @ {epoch:>{longest}}" if epoch else f"{cell}{' ' * (longest + 3)}"
        for cell, epoch in zip(cells, epochs, strict=True)
    ]
    return Column(title=metric.label, subtitle=f"{metric.direction} @ epoch", cells=dated, right=True, order=order)


def sentences(comparison: Comparison, *, whole: bool = False) -> list[str]:
    """Say what ranks and in which direction, which run is best, and what all runs share: some of it, or the whole."""
    ranking, runs = comparison.ranking, comparison.runs
    if ranking is None:
        said = ["Not ranked: no metric here has a name that tells whether smaller or larger is better."]
    else:
        how = "inferred from the names" if comparison.inferred else "as asked"
        value = f"{ranking.statistic} {printable(ranking.label)}"
        said = [f"Ranked by {value}, {_BETTER[str(ranking.direction)]} ({how}).", *_outcome(ranking, runs)]
    if comparison.constants:
        pairs = [f"{name}={shortened(value, _TERSE)}" for name, value in comparison.constants.items()]
        said.append(f"The same in all runs: {listing(pairs, limit=None if whole else _SOME)}.")
    return said


def _outcome(ranking: MetricColumn, runs: pl.DataFrame) -> list[str]:
    best = runs.filter(pl.col("rank") == 1)
    said = []
    if best.height:
        value, epoch = best[ranking.name][0], best[ranking.epoch][0]
        where = "" if epoch is None or best.height > 1 else f" at epoch {epoch}"
        names = listing(best["run"].to_list(), limit=3)
        verb = "is best" if best.height == 1 else "are equally good"
        said.append(f"* {names} {verb}: {number(value)}{where}.")
    lacking = runs[ranking.name].null_count()
    broken = sum(value is not None and not math.isfinite(value) for value in runs[ranking.name])
    for count, reason in ((lacking, f"did not log {printable(ranking.label)}"), (broken, "logged no finite value")):
        if count:
            said.append(f"{count} of {runs.height} runs {reason} and {'has' if count == 1 else 'have'} no rank.")
    return said


def document(comparison: Comparison) -> dict[str, object]:
    """Return a comparison as plain data, with exact values: what JSON shows."""
    ranking = comparison.ranking
    rows = comparison.runs.to_dicts()
    return {
        "version": 1,
        "ranking": ranking
        and {
            "metric": ranking.label,
            "statistic": ranking.statistic,
            "direction": ranking.direction,
            "inferred": comparison.inferred,
        },
        "winners": [row["run"] for row in rows if row["rank"] == 1],
        "constants": comparison.constants,
        "runs": [
            {
                "rank": row["rank"],
                "run": row["run"],
                "hparams": {name: row[name] for name in comparison.hparams},
                "metrics": {
                    m.label: {"statistic": m.statistic, "value": row[m.name], "epoch": row[m.epoch]}
                    for m in comparison.metrics
                },
            }
            for row in rows
        ],
    }
