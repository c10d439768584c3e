"""`logtools gate`: check for a regression; the exit code is the answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

import click

from logtools.choices import FAIL_ON
from logtools.cli.arguments import load
from logtools.cli.completion import complete_settings
from logtools.cli.option_groups import GROUPS, GroupedCommand, option
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
from logtools.cli.output import note, print_notices, print_tables

if TYPE_CHECKING:
    import polars as pl

    from logtools.analysis.comparison.gate_verdict import Answer
    from logtools.logs import Logs

__all__ = ["gate"]

_EXIT_CODES: Final[dict[Answer, int]] = {"not worse": 0, "worse": 1, "inconclusive": 3}


@click.command(cls=GroupedCommand)
@click.argument("candidate", shell_complete=complete_settings, metavar="CANDIDATE")
@option(
    GROUPS,
    "--baseline",
    shell_complete=complete_settings,
    metavar="BASELINE",
    help="The run, folder or setting to compare with.",
)
@measured("Metric to compare.", required=True)
@ranking
@tolerant("Non-inferiority margin: how much worse still passes, in units of the metric.")
@option(GROUPS, "--at-least", type=float, metavar="NUMBER", help="Instead of a baseline: the least mean that passes.")
@option(GROUPS, "--at-most", type=float, metavar="NUMBER", help="Instead of a baseline: the highest mean that passes.")
@option(
    GROUPS,
    "--noise",
    type=float,
    metavar="SD",
    show_default="estimated from these runs",
    help="Standard deviation between runs, if known.",
)
@option(
    GROUPS,
    "--fail-on",
    type=click.Choice(FAIL_ON),
    default="inconclusive",
    help="Which answers do not pass: worse only, or also inconclusive ones.",
)
@option(GROUPS, "--single", is_flag=True, help="Compare one run with one run directly, without a test.")
@matched
@confident("Confidence level of the one-sided bounds.")
@failing
@reading
@formatted
@click.pass_context
def gate(
    ctx: click.Context,
    /,
    *,
    candidate: str,
    baseline: str | None,
    output_format: str,
    reading: ReadOptions,
    **arguments: Any,  # noqa: ANN401 - the options that are arguments of `Logs.gate`
) -> None:
    """Check whether a candidate is worse than a baseline.

    The verdict is printed first and is the exit code: 0 PASS (not worse), 1 FAIL (worse), 3 INCONCLUSIVE, 2 error.

    CANDIDATE and BASELINE are each a run, a folder of runs, or a setting of the runs under the current folder, such as
    lr=0.01. They are compared as compare does with two groups, with the same notes about the runs.

    Say what passes. --tolerance or --relative: a candidate that is not worse by more than this, even at the
    unfavourable confidence bound of the difference. --fail-on worse: a candidate that is not significantly worse.
    --at-least or --at-most: a candidate whose mean is within this limit. One run on each side is inconclusive, unless
    --noise or --single is given. A candidate does not pass if more of its runs diverged or did not log the metric.

    \b
    Examples:
      # Are the new runs significantly worse than those of main?
      logtools gate logs/new --baseline logs/main -m val_acc --fail-on worse
      # Is one setting at most 0.005 worse than another?
      logtools gate lr=0.01 --baseline lr=0.001 -m val_acc --tolerance 0.005
      # Is the last run at most 1% worse than the best, if runs vary by 0.02?
      logtools gate latest --baseline best -m val_loss --relative 1% --noise 0.02
      # Do the new runs reach a test accuracy of 0.85?
      logtools gate logs/new -m test_acc --at-least 0.85
      # How does a CI job read the verdict?
      logtools gate latest -m test_acc --at-least 0.85 --single --format json
    """  # noqa: D301 - click takes the backspace for "do not wrap"
    from logtools.render.gate import document, lead, sentences, table
    from logtools.render.writers.base import Result

    _check(baseline, arguments)
    words = [candidate] if baseline is None else [candidate, baseline]
    ranking = {name: arguments[name] for name in ("metric", "direction", "at", "smooth")}
    sides = [_side(word, reading, ranking) for word in words]
    made = sides[0].gate(sides[0], baseline=sides[1] if baseline else None, **arguments).named(candidate, baseline)
    if "best" in words:
        note("note: best is chosen by this metric, so its value is partly luck; compare several runs of its setting")
    notices = [notice for logs in sides for notice in logs.notices.select("run", "message").rows()]
    print_notices(list(dict.fromkeys(notices)))  # a notice about all runs is one of each side
    result = Result(
        lead=lead(made), tables=lambda: [table(made)], sentences=sentences(made), document=lambda: document(made)
    )
    print_tables(result, output_format)
    ctx.exit(_EXIT_CODES[made.answer])


def _check(baseline: str | None, arguments: Mapping[str, Any]) -> None:
    """Check that something says what passes."""
    has_limit = arguments["at_least"] is not None or arguments["at_most"] is not None
    has_margin = arguments["tolerance"] is not None or arguments["relative"] is not None
    if (baseline is None) != has_limit:
        raise click.UsageError("give --baseline, or a number to compare with (--at-least or --at-most), and not both")
    if not has_limit and not has_margin and arguments["fail_on"] != "worse":
        raise click.UsageError(
            "say what passes: --tolerance AMOUNT (how much worse, in units of the metric), --relative FRACTION (of the "
            "baseline mean), or --fail-on worse (all that is not significantly worse)"
        )


def _side(word: str, options: ReadOptions, ranking: Mapping[str, Any]) -> Logs[pl.DataFrame]:
    """Return the runs of one argument: a path, a run, or a setting of the runs under the current folder."""
    from logtools.errors import RunNotFoundError

    try:
        return load((word,), options, ranking=ranking)
    except RunNotFoundError:
        if "=" not in word:
            raise
    return load((), options).select(word)
