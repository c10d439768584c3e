"""`logtools gate`: check for a regression; the exit code is the answer."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

import click

from logtools.choices import FAIL_ON
from logtools.cli.arguments import load
from logtools.cli.completion import complete_settings
from logtools.cli.option_groups import GROUPS, GroupedCommand, option
from logtools.cli.options import ReadOptions, formatted, matched, measured, ranking, reading
from logtools.cli.output import note, print_notices, print_tables

if TYPE_CHECKING:
    import polars as pl

    from logtools.analysis.comparison.gate_verdict import Answer
    from logtools.logs import Logs

__all__ = ["gate"]

_EXIT_CODES: Final[dict[Answer, int]] = {"not worse": 0, "worse": 1, "inconclusive": 3}


def _fraction(_: click.Context, __: click.Parameter, value: str | None) -> float | None:
    """Parse `1%` or `0.01`."""
    if value is None:
        return None
    text = value.strip()
    try:
        fraction = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    except ValueError:
        fraction = math.nan
    if not 0 <= fraction < 1:
        raise click.BadParameter(f"invalid fraction {value!r}: write 1% or 0.01")
    return fraction


@click.command(cls=GroupedCommand)
@click.argument("candidate", shell_complete=complete_settings, metavar="CANDIDATE")
@option(
    GROUPS,
    "--baseline",
    shell_complete=complete_settings,
    required=True,
    metavar="BASELINE",
    help="The run, folder or setting to compare with.",
)
@measured("Metric to compare.", required=True)
@ranking
@option(
    GROUPS,
    "--tolerance",
    type=float,
    default=0.0,
    metavar="AMOUNT",
    help="Non-inferiority margin: how much worse still passes, in units of the metric.",
)
@option(
    GROUPS,
    "--relative",
    callback=_fraction,
    metavar="FRACTION",
    help="Tolerance as a fraction of the baseline mean, such as 1% or 0.01.",
)
@option(
    GROUPS,
    "--noise",
    type=float,
    metavar="SD",
    help="Standard deviation between runs, if known. Default: estimated from these runs.",
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
@option(
    GROUPS,
    "--confidence",
    type=float,
    default=0.95,
    metavar="LEVEL",
    help="Confidence level of the one-sided bounds.",
)
@reading
@formatted
@click.pass_context
def gate(
    ctx: click.Context,
    /,
    *,
    candidate: str,
    baseline: str,
    output_format: str,
    reading: ReadOptions,
    **arguments: Any,  # noqa: ANN401 - the options that are arguments of `Logs.gate`
) -> None:
    """Check whether a candidate is worse than a baseline.

    The exit code is the verdict: 0 PASS (not worse), 1 FAIL (worse), 3 INCONCLUSIVE, 2 error.

    CANDIDATE and BASELINE are each a run, a folder of runs, or a setting of the runs under the current folder, such as
    lr=0.01. With several runs only statistically significant differences count: not worse means that even the
    unfavourable bound of the difference is within the tolerance. With --fail-on worse the candidate passes unless it is
    significantly worse. One run on each side is inconclusive, unless --noise or --single is given. The candidate does
    not pass if more of its runs diverged or did not log the metric.

    \b
    Examples:
      logtools gate logs/new --baseline logs/main --metric val_acc
      logtools gate latest --baseline version_3 -m val_loss --noise 0.02
      logtools gate lr=0.01 --baseline lr=0.001 -m val_acc --tolerance 0.005
      logtools gate logs/new --baseline logs/main -m val_acc --fail-on worse
      logtools gate logs/new --baseline logs/main -m val_acc --format markdown
    """  # noqa: D301 - click takes the backspace for "do not wrap"
    from logtools.render.gate import document, sentence, table
    from logtools.render.writers.base import Result

    words = candidate, baseline
    ranking = {name: arguments[name] for name in ("metric", "direction", "at", "smooth")}
    sides = tuple(_side(word, reading, ranking) for word in words)
    made = sides[0].gate(sides[0], baseline=sides[1], **arguments).named(*map(_name, words, sides))
    for logs, side in zip(sides, (made.candidate, made.baseline), strict=True):
        print_notices(logs.notices.select("run", "message").rows())
        if side.single_steps:
            note(f"{side.name}: logged per step only: values are single batches, not epoch means")
    parts = made.verdict, made.candidate, made.baseline
    result = Result(
        tables=lambda: [table(*parts)], sentences=[sentence(made.verdict)], document=lambda: document(*parts)
    )
    print_tables(result, output_format)
    ctx.exit(_EXIT_CODES[made.answer])


def _side(word: str, options: ReadOptions, ranking: Mapping[str, Any]) -> Logs[pl.DataFrame]:
    """Return the runs of one argument: a path, a run, or a setting of the runs under the current folder."""
    from logtools.errors import RunNotFoundError

    try:
        return load((word,), options, ranking=ranking)
    except RunNotFoundError:
        if "=" not in word:
            raise
    return load((), options).select(word)


def _name(word: str, logs: Logs[pl.DataFrame]) -> str:
    """Return the argument, with the run that `best` or `latest` is."""
    return f"{word} ({logs.ids[0]})" if word in {"best", "latest"} and len(logs.ids) == 1 else word
