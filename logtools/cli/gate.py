"""`logtools gate`: did it get worse? The answer is the exit code."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import click

from logtools.cli.arguments import load
from logtools.cli.options import formatted, matched, measured, narrowing, ranking, reading
from logtools.cli.output import note, print_notices, print_tables

if TYPE_CHECKING:
    import polars as pl

    from logtools.analysis.comparison.gate_verdict import GateSide
    from logtools.logs import Logs

__all__ = ["gate"]

_EXITS = {"not worse": 0, "worse": 1, "inconclusive": 3}


def _fraction(_: click.Context, __: click.Parameter, value: str | None) -> float | None:
    """Read `1%` or `0.01`."""
    if value is None:
        return None
    text = value.strip()
    try:
        part = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    except ValueError:
        part = math.nan
    if not 0 <= part < 1:
        raise click.BadParameter(f"not a part of a whole: {value!r}; write 1% or 0.01")
    return part


@click.command()
@click.argument("candidate", metavar="CANDIDATE")
@click.option(
    "--baseline", required=True, metavar="REFERENCE", help="What it must not be worse than: a run or a group."
)
@measured("What is compared.", required=True)
@ranking
@click.option(
    "--tolerance",
    type=float,
    default=0.0,
    show_default=True,
    metavar="AMOUNT",
    help="How much worse still passes, in units of the metric.",
)
@click.option(
    "--relative",
    callback=_fraction,
    metavar="PART",
    help="The same as a part of the reference's mean, such as 1% or 0.01. Default: none.",
)
@matched
@click.option(
    "--confidence", type=float, default=0.95, show_default=True, metavar="LEVEL", help="Of the bounds that decide."
)
@narrowing
@reading
@formatted
@click.pass_context
def gate(
    ctx: click.Context,
    /,
    *,
    candidate: str,
    baseline: str,
    tolerance: float,
    relative: float | None,
    confidence: float,
    form: str,
    **question: Any,  # noqa: ANN401 - the options that are arguments of `Logs.compare`
) -> None:
    """Tell whether a candidate is worse than a reference: exit code 0 not worse, 1 worse, 3 inconclusive.

    CANDIDATE and REFERENCE are each a run, a folder whose runs count together, or a setting of the runs below the
    current folder, such as lr=0.01. With several runs a difference counts only as far as it is no chance: not worse
    means that even the unfavourable end of its interval stays within the tolerance. A candidate of which more runs
    diverged, or did not log the metric, does not pass.

    \b
    Examples:
      logtools gate logs/new --baseline logs/main --metric val_acc
      logtools gate latest --baseline version_3 -m val_loss --relative 1%
      logtools gate lr=0.01 --baseline lr=0.001 -m val_acc --tolerance 0.005
      logtools gate logs/new --baseline logs/main -m val_acc --format markdown
    """  # noqa: D301 - click takes the backspace for "do not wrap"
    from logtools.analysis.comparison.non_inferiority import gate as decide
    from logtools.errors import InvalidValueError
    from logtools.render.gate import document, sentence, table
    from logtools.render.writers.base import Result

    sides = [_side(word, question) for word in (candidate, baseline)]
    if sides[0].statistic != sides[1].statistic:
        raise InvalidValueError(
            f"{sides[0].statistic} {sides[0].metric} cannot be held to {sides[1].statistic} {sides[1].metric}: "
            "say with --at which value counts"
        )
    verdict = decide(
        sides[0].values,
        sides[1].values,
        direction=sides[0].direction,
        tolerance=tolerance,
        relative=relative,
        candidate_seeds=sides[0].seeds if question["paired"] else None,
        baseline_seeds=sides[1].seeds if question["paired"] else None,
        confidence=confidence,
    )
    result = Result(
        tables=lambda: [table(verdict, *sides)],
        sentences=[sentence(verdict)],
        document=lambda: document(verdict, *sides),
    )
    print_tables(result, form)
    ctx.exit(_EXITS[verdict.answer])


def _side(word: str, question: dict[str, Any]) -> GateSide:
    """Read one side: the value of each of its runs."""
    from logtools.analysis.comparison.gate_verdict import GateSide

    logs = _runs(word)
    comparison = logs.compare(**question)
    ranks = comparison.ranking
    print_notices(logs.notices.select("run", "message").rows())
    if comparison.single_steps:
        note(f"{word}: logged per step alone, so a value is that of one step, not of an epoch")
    return GateSide(
        name=word,
        metric=ranks.label if ranks else "",
        statistic=ranks.statistic if ranks else "",
        direction="max" if ranks and ranks.direction == "max" else "min",
        runs=comparison.runs["run"].to_list(),
        seeds=comparison.runs["replicate"].to_list(),
        values=comparison.runs["value"].to_list(),
    )


def _runs(word: str) -> Logs[pl.DataFrame]:
    """Return what a word means: a path, a run, or the runs below the current folder that have a setting."""
    from logtools.analysis.queries.run_filters import runs_with_setting
    from logtools.errors import NothingFoundError, RunNotFoundError

    try:
        return load((word,))
    except RunNotFoundError:
        if "=" not in word:
            raise
    logs = load(())
    found = runs_with_setting(word, logs.hparams())
    if not found:
        raise NothingFoundError(f"no run here has {word}")
    return logs[found]
