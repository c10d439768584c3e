"""`logtools compare`: which run is best, which setting, and is the difference real."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from logtools.cli.arguments import load
from logtools.cli.options import formatted, matched, measured, narrowing, ranking, reading
from logtools.cli.output import print_notices, print_tables, width

if TYPE_CHECKING:
    import polars as pl

    from logtools.analysis.comparison.comparison import Comparison
    from logtools.analysis.queries.column_expressions import Ranking, RequestedColumns
    from logtools.logs import Logs
    from logtools.render.table import Table

__all__ = ["compare"]

_PARTS = ("runs", "groups", "differences", "effects")
_STATS = ("median", "iqm", "min", "max")
_LACKING = {
    "groups": "nothing ranks these runs, name a metric",
    "differences": "it takes two groups, and these runs form fewer",
    "effects": "these runs do not differ in a setting",
}
_DRAWN = 200  # runs whose curves are worth reading for a course


def _statistics(_: click.Context, __: click.Parameter, value: str | None) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(name.strip().casefold() for name in (value or "").split(",") if name.strip()))
    for name in names:
        if name not in _STATS:
            raise click.BadParameter(f"no such statistic: {name!r}; there are {', '.join(_STATS)}")
    return names


@click.command()
@click.argument("runs", nargs=-1, metavar="[RUN|PATH]...")
@measured("What ranks the runs. Default: inferred, and said.")
@ranking
@click.option(
    "--by", metavar="NAMES", help="What tells groups apart: lr,batch_size or path:1. Default: all but the seed."
)
@matched
@click.option("--baseline", metavar="RUN|GROUP", help="What groups are compared with. Default: the best group.")
@click.option(
    "--confidence", type=float, default=0.95, show_default=True, metavar="LEVEL", help="Of intervals and conclusions."
)
@click.option(
    "--stats", callback=_statistics, metavar="NAMES", help="Show of groups also median, iqm, min, max. Default: none."
)
@click.option("--columns", metavar="LIST", help="Columns of runs: 'lr, min val_loss as best'. Default: what differs.")
@click.option("--sort", metavar="LIST", help="Order of runs: 'lr desc, val_acc'. Default: best first.")
@click.option(
    "--top", type=click.IntRange(min=1), metavar="N", help="Only the first N rows of each table. Default: all."
)
@click.option(
    "--only", type=click.Choice(_PARTS), help="Show this table alone. Default: all that tell something; runs in csv."
)
@click.option("--all", "whole", is_flag=True, help="Show every column, however wide. Default: what fits.")
@narrowing
@reading
@formatted
def compare(
    *,
    runs: tuple[str, ...],
    stats: tuple[str, ...],
    columns: str | None,
    sort: str | None,
    top: int | None,
    only: str | None,
    whole: bool,
    form: str,
    **question: Any,  # noqa: ANN401 - the options that are arguments of `Logs.compare`
) -> None:
    """Put runs side by side, best first, and settings over their seeds.

    Runs show the hyper-parameters that differ, and metrics: validation and test metrics their best value and its
    epoch, training metrics their last. Runs equal in all but the seed or fold form a group: mean ± standard deviation
    and an interval of the mean, then the difference of each group to the best one or to --baseline, with a p-value
    that is corrected for the number of comparisons. The sentences say what can be concluded and what cannot.

    What ranks is inferred: validation before test before training, a loss before others; --metric, --min and --max
    overrule. The winner is marked with *, a run with a notice with !. --columns knows best, last, first, min, max,
    mean, count, and epoch of, step of. On a terminal the least telling columns give way; a pipe gets all.

    \b
    Examples:
      logtools compare logs/sweep
      logtools compare logs --metric val_acc --by lr,batch_size
      logtools compare logs -m val_acc --baseline lr=0.001 --stats median,iqm
      logtools compare logs --columns 'lr, seed, min val_loss as best' --top 5
      logtools compare logs --where 'lr < 0.01 and val_loss < 0.8' --last 7d
      logtools compare version_3 version_4 --metric reward --max --all
      logtools compare logs --only groups --format latex > table.tex
      logtools compare logs --format json | jq -r '.winners[0]'
    """  # noqa: D301 - click takes the backspace for "do not wrap"
    from logtools.analysis.queries.column_expressions import evaluate_columns
    from logtools.render.comparison import document, sentences
    from logtools.render.writers.base import Result

    logs = load(runs)
    comparison = logs.compare(**question)
    ranks = _ranking(comparison)
    asked = evaluate_columns(columns, logs.summary(), logs.hparams(), ranking=ranks) if columns is not None else None
    rows = _rows(logs, comparison, sort)[:top]
    said = sentences(comparison, whole=whole)
    if len(rows) < comparison.runs.height:
        said.append(f"Shown are the first {len(rows)} of {comparison.runs.height} runs.")
    result = Result(
        tables=lambda: _tables(logs, comparison, asked, rows, stats=stats, top=top, whole=whole, only=only, form=form),
        sentences=said,
        document=lambda: document(comparison, rows=rows, asked=asked),
    )
    print_tables(result, form, all_columns=whole)
    print_notices(logs.notices.select("run", "message").rows())


def _ranking(comparison: Comparison) -> Ranking | None:
    from logtools.analysis.queries.column_expressions import Ranking

    ranks = comparison.ranking
    if ranks is None or ranks.direction is None:
        return None
    return Ranking(label=ranks.label, direction=ranks.direction, values=comparison.runs.select("run", "value"))


def _rows(logs: Logs[pl.DataFrame], comparison: Comparison, sort: str | None) -> list[int]:
    """Return the positions of the runs in the order that is asked for; equals stay best first."""
    import polars as pl

    from logtools.analysis.queries.column_expressions import sort_runs

    places = {run: i for i, run in enumerate(comparison.runs["run"])}
    if sort is None:
        return list(places.values())
    hparams = comparison.runs.select(pl.col("run").cast(pl.Categorical())).join(
        logs.hparams(), on="run", how="left", maintain_order="left"
    )
    return [places[run] for run in sort_runs(sort, logs.summary(), hparams, ranking=_ranking(comparison))]


def _tables(
    logs: Logs[pl.DataFrame],
    comparison: Comparison,
    asked: RequestedColumns | None,
    rows: list[int],
    *,
    stats: tuple[str, ...],
    top: int | None,
    whole: bool,
    only: str | None,
    form: str,
) -> list[Table]:
    """Return the tables to show, each with the rows to show."""
    from logtools.errors import InvalidValueError
    from logtools.render.comparison import asked_table, table, tables
    from logtools.render.table import add_notice_marks, take_rows

    by_runs = table(comparison) if asked is None else asked_table(comparison, asked)
    if asked is None and form == "table" and _is_room(by_runs, whole=whole) and len(rows) <= _DRAWN:
        by_runs = table(comparison, curves=_curves(logs, comparison, rows))
    if form == "table":
        noticed = set(logs.notices["run"])
        by_runs = add_notice_marks(by_runs, {i for i, run in enumerate(comparison.runs["run"]) if run in noticed})
    found = tables(comparison, runs=by_runs, stats=stats, asked=_is_asked(), only=only)
    if only and only not in found:
        raise InvalidValueError(f"there are no {only} to show: {_LACKING[only]}")
    shown = {
        name: take_rows(one, rows if name == "runs" else range(one.frame.height)[:top]) for name, one in found.items()
    }
    return [shown[only]] if only else list(shown.values())


def _is_asked() -> bool:
    """Tell whether groups were asked for, by an option that is about them."""
    given = click.get_current_context().params
    return bool(given["by"] or given["baseline"] or given["seed_key"] or given["stats"])


def _is_room(runs: Table, *, whole: bool) -> bool:
    """Tell whether a course fits beside all else."""
    from logtools.render.comparison import COURSE
    from logtools.render.table import GAP, total

    room = width()
    return whole if room is None else total(runs.columns) + len(GAP) + COURSE <= room


def _curves(logs: Logs[pl.DataFrame], comparison: Comparison, rows: list[int]) -> dict[str, list[float]] | None:
    """Return the values of what ranks of the runs that are shown, in file order; None if nothing ranks."""
    import polars as pl

    from logtools.analysis.comparison.metric_columns import one_granularity

    if comparison.ranking is None:
        return None
    keys = ["run", "stage", "metric", "granularity", "dataloader"]
    wanted = one_granularity(logs.summary()).filter(pl.col("label") == comparison.ranking.label).select(keys)
    wanted = wanted.with_columns(pl.col("run").cast(pl.Categorical))
    values = logs[[comparison.runs["run"][i] for i in rows]].metrics()
    kept = values.join(wanted, on=keys, how="semi", nulls_equal=True, maintain_order="left")
    found = kept.group_by("run", maintain_order=True).agg("value")
    return {str(run): curve for run, curve in found.iter_rows() if len(curve) > 1}
