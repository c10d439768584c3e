"""`logtools compare`: rank runs and settings, and test whether differences are significant."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import click

from logtools.choices import COMPARISON_TABLES, EXTRA_STATISTICS, GROUP_STATISTICS
from logtools.cli.arguments import load
from logtools.cli.completion import complete_hyperparameters, complete_names, complete_runs, complete_settings
from logtools.cli.option_groups import GROUPS, SHOW, GroupedCommand, option
from logtools.cli.options import (
    ReadOptions,
    confident,
    failing,
    formatted,
    matched,
    measured,
    ranking,
    reading,
    tolerant,
)
from logtools.cli.output import print_notices, print_tables, width
from logtools.errors import unknown

if TYPE_CHECKING:
    import polars as pl

    from logtools.analysis.comparison.comparison import Comparison
    from logtools.analysis.queries.column_expressions import RequestedColumns
    from logtools.logs import Logs
    from logtools.render.table import Table

__all__ = ["compare"]

_WHY_EMPTY: Final = {
    "groups": "there is no ranking metric; use --metric",
    "differences": "there are fewer than two groups",
    "effects": "no hyperparameter differs between the runs",
}
_MOST_TRENDS: Final = 200  # with more runs no curves are read for sparklines


def _statistics(_: click.Context, __: click.Parameter, value: str | None) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(name.strip().casefold() for name in (value or "").split(",") if name.strip()))
    for name in names:
        if name not in EXTRA_STATISTICS:
            raise click.BadParameter(str(unknown("statistic", name, EXTRA_STATISTICS)))
    return names


@click.command(cls=GroupedCommand)
@click.argument("runs", shell_complete=complete_runs, nargs=-1, metavar="[RUN|PATH]...")
@measured("Metric to rank by.", default="inferred and reported")
@ranking
@option(
    GROUPS,
    "--by",
    shell_complete=complete_hyperparameters,
    metavar="NAMES",
    show_default="all but the seed",
    help="Hyperparameters to group by: lr,batch_size or path:1.",
)
@matched
@option(
    GROUPS,
    "--baseline",
    shell_complete=complete_settings,
    metavar="RUN|GROUP",
    show_default="the best group",
    help="Run or group to compare with.",
)
@confident("Confidence level of intervals and tests.")
@tolerant("Test equivalence: whether groups differ by less than this, in units of the metric.")
@failing
@option(
    SHOW,
    "--stats",
    callback=_statistics,
    metavar="NAMES",
    help=f"Extra statistics: {', '.join(GROUP_STATISTICS)} of groups; effect (Hedges' g) of differences.",
)
@option(
    SHOW,
    "--columns",
    shell_complete=complete_names,
    metavar="LIST",
    show_default="those that differ",
    help="Columns of the runs table, such as 'lr, min val_loss as best'.",
)
@option(
    SHOW,
    "--sort",
    shell_complete=complete_names,
    metavar="LIST",
    show_default="best first",
    help="Order of the runs, such as 'lr desc, val_acc'.",
)
@option(SHOW, "--top", type=click.IntRange(min=1), metavar="N", help="Print only the first N rows of each table.")
@option(SHOW, "--only", type=click.Choice(COMPARISON_TABLES), help="Print only this table.")
@option(SHOW, "--all", "all_columns", is_flag=True, help="Show all columns, even if wider than the terminal.")
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
    all_columns: bool,
    output_format: str,
    reading: ReadOptions,
    **arguments: Any,  # noqa: ANN401 - the options that are arguments of `Logs.compare`
) -> None:
    """Compare runs, best first, and settings averaged over seeds.

    The table of runs has the hyperparameters that differ, the best value (with its epoch) of validation metrics, and
    the last value of test and training metrics. Runs that differ only in seed or fold form a group. The table of
    groups has mean ± std and a confidence interval of the mean. The table of differences compares each group with the
    best one, or with --baseline; p-values are corrected for the number of comparisons. With --tolerance, a group is
    equivalent if its difference is significantly smaller than this. A difference between the best values of curves
    counts only if the last fifth of the curves confirms it. Sentences below the tables state what the data support.

    The ranking metric is inferred (validation before test before training, a loss before others); override it with
    --metric, --min, --max. * marks the winner and ! a run with a notice. --columns takes best, last, first, min, max,
    mean, level, count, epoch of, step of, and `at` with a value of --at. Columns are dropped to fit the terminal; pipes
    get all columns.

    \b
    Examples:
      # Which run is best, and which setting?
      logtools compare logs/sweep
      # Which combination of learning rate and batch size is best?
      logtools compare logs --metric val_acc --by lr,batch_size
      # Which settings are better than mine?
      logtools compare logs -m val_acc --baseline lr=0.001
      # How good on test data is the checkpoint that validation picks?
      logtools compare logs -m test_acc --at best:val_loss
      # Are the settings equivalent, if 0.005 makes no difference?
      logtools compare logs -m val_acc --tolerance 0.005
      # What did these two runs reach?
      logtools compare version_3 version_4 --metric reward --max --all
      # What are the five best of the last week, with these columns?
      logtools compare logs --last 7d --top 5 --columns 'lr, last acc, val_loss'
      # How do I get a table for a paper?
      logtools compare logs --only groups --format latex > table.tex
      # How do I read the winner in a script?
      logtools compare logs --format json | jq -r '.winners[0]'
    """  # noqa: D301 - click takes the backspace for "do not wrap"
    from logtools.render.comparison import sentences
    from logtools.render.comparison_document import document
    from logtools.render.writers.base import Result

    logs = load(runs, reading)
    comparison = logs.compare(effect="effect" in stats, **arguments)
    requested = None if columns is None else logs.requested_columns(columns, comparison=comparison)
    rows = _rows(logs, comparison, sort)[:top]
    text = sentences(comparison, all_constants=all_columns)
    if len(rows) < comparison.runs.height:
        text.append(f"Showing {len(rows)} of {comparison.runs.height} runs.")

    def tables() -> list[Table]:
        by_runs = _runs_table(logs, comparison, requested, rows, output_format=output_format, all_columns=all_columns)
        return _tables(comparison, by_runs, rows, stats=stats, top=top, only=only)

    result = Result(tables=tables, sentences=text, document=lambda: document(comparison, rows=rows, asked=requested))
    print_tables(result, output_format, all_columns=all_columns)
    print_notices(logs.notices.select("run", "message").rows())


def _rows(logs: Logs[pl.DataFrame], comparison: Comparison[pl.DataFrame], sort: str | None) -> list[int]:
    """Return the positions of the runs, in the order of printing."""
    if sort is None:
        return list(range(comparison.runs.height))
    positions = {run: i for i, run in enumerate(comparison.runs["run"])}
    return [positions[run] for run in logs.sort(sort, comparison=comparison)]


def _runs_table(
    logs: Logs[pl.DataFrame],
    comparison: Comparison[pl.DataFrame],
    requested: RequestedColumns | None,
    rows: list[int],
    *,
    output_format: str,
    all_columns: bool,
) -> Table:
    """Return the table of runs; for people it has marks of notices, and a sparkline if it fits."""
    from logtools.render.comparison import asked_table, table
    from logtools.render.table import add_notice_marks

    by_runs = table(comparison) if requested is None else asked_table(comparison, requested)
    if output_format != "table":
        return by_runs
    if requested is None and len(rows) <= _MOST_TRENDS and _is_room(by_runs, all_columns=all_columns):
        shown = [comparison.runs["run"][i] for i in rows]
        by_runs = table(comparison, curves=logs.ranking_curves(comparison, shown) or None)
    noticed = set(logs.notices["run"])
    return add_notice_marks(by_runs, {i for i, run in enumerate(comparison.runs["run"]) if run in noticed})


def _tables(
    comparison: Comparison[pl.DataFrame],
    by_runs: Table,
    rows: list[int],
    *,
    stats: tuple[str, ...],
    top: int | None,
    only: str | None,
) -> list[Table]:
    """Return the tables to print, with only the rows to print."""
    from logtools.errors import InvalidValueError
    from logtools.render.comparison import tables
    from logtools.render.table import take_rows

    found = tables(comparison, runs=by_runs, stats=stats, asked=_is_asked(), only=only)
    if only and only not in found:
        raise InvalidValueError(f"no {only} to show: {_WHY_EMPTY[only]}")
    shown = {
        name: take_rows(one, rows if name == "runs" else range(one.frame.height)[:top]) for name, one in found.items()
    }
    return [shown[only]] if only else list(shown.values())


def _is_asked() -> bool:
    """Return whether the user gave an option about groups."""
    given = click.get_current_context().params
    return bool(given["by"] or given["baseline"] or given["seed_key"] or given["stats"])


def _is_room(runs: Table, *, all_columns: bool) -> bool:
    """Return whether a sparkline fits next to all other columns."""
    from logtools.render.comparison import TREND_WIDTH
    from logtools.render.table import GAP, total_width

    columns = width()
    return all_columns if columns is None else total_width(runs.columns) + len(GAP) + TREND_WIDTH <= columns
