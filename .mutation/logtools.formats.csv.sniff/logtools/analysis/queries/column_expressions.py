"""Parse and evaluate column expressions: `lr, min val_loss as best, last train_acc, step of min val_loss`.

A column is a hyperparameter, or a metric with a statistic: `best`, `last`, `first`, `min`, `max`, `mean`, `level` or
`count`. Instead of a statistic, a metric may have `at` and the value to use, as in a comparison: `test_acc at best
val_loss`, `val_acc at epoch=9`, `val_acc at auc`; and `first val_acc >= 0.9` is the number of epochs until then. `epoch
of` and `step of` give the epoch or step of a value instead. A metric with neither has its default value, see
`default_statistic`. `as` names the column; by default its name is the expression, such as `min loss`. Names that
contain a comma need double quotes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import polars as pl

from logtools.analysis.values.default_statistic import default_statistic
from logtools.analysis.values.run_values import ReadSeries, run_values
from logtools.analysis.values.value_at import ValueAt, monitored, parse_value_at
from logtools.choices import Direction
from logtools.errors import InvalidValueError, MetricNotFoundError, unknown
from logtools.metrics.lookup import labels_named, rows_named

if TYPE_CHECKING:
    from logtools.analysis.comparison.comparison import Comparison

__all__ = [
    "STATISTICS",
    "ColumnRequest",
    "Ranking",
    "RequestedColumns",
    "evaluate",
    "evaluate_columns",
    "known_names",
    "parse",
    "ranking_of",
    "sort_runs",
]

#: Statistics of a series.
STATISTICS = ("best", "last", "first", "min", "max", "mean", "level", "count")
_WITH_POSITION = {"best", "last", "min", "max"}
_PIECE = re.compile(r'((?:"[^"]*"|[^,"])+)')
_REQUEST = re.compile(
    rf"(?:(?P<position>epoch|step)\s+of\s+)?(?:(?P<statistic>{'|'.join(STATISTICS)})\s+)?(?P<name>.+?)", re.IGNORECASE
)
_POSITION = re.compile(r"(?:(?P<position>epoch|step)\s+of\s+)?(?P<rest>.+)", re.IGNORECASE)
_AT = re.compile(r"\s+at\s+", re.IGNORECASE)
_REACHED = re.compile(r"(?:(?P<position>epoch|step)\s+of\s+)?(?P<place>first\s.+[<>].+)", re.IGNORECASE)
_PICKED = re.compile(r"(best|min|max)\s+(.+)", re.IGNORECASE)
_NAMED = re.compile(r'(?P<request>.+?)\s+as\s+(?P<heading>"[^"]+"|.+)', re.IGNORECASE)
_ORDER = re.compile(r"(?P<request>.+?)\s+(?P<order>asc|desc)", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class ColumnRequest:
    """One requested column."""

    #: Its name.
    heading: str
    #: A hyperparameter, or a label, name or quantity of a metric.
    name: str
    #: One of `STATISTICS`; None for a hyperparameter, or the default statistic of the metric.
    statistic: str | None = None
    #: Which value to use instead of a statistic; None for a statistic.
    at: ValueAt | None = None
    #: `epoch` or `step` to show those of the value; None for the value itself.
    position: Literal["epoch", "step"] | None = None


@dataclass(frozen=True, kw_only=True)
class Ranking:
    """The ranking metric of a table, and its values, which replace those of the metric's default statistic."""

    #: The label of the metric.
    label: str
    #: Whether lower or higher is better.
    direction: Direction
    #: The columns `run` and `value`.
    values: pl.DataFrame


@dataclass(frozen=True, kw_only=True)
class RequestedColumns:
    """The requested columns, evaluated."""

    #: One row per run: `run`, then the columns.
    frame: pl.DataFrame
    #: The names of those columns that are hyperparameters.
    hparams: tuple[str, ...]


def ranking_of(comparison: Comparison[pl.DataFrame]) -> Ranking | None:
    """Return the ranking of a comparison; None if it has no ranking metric."""
    ranking = comparison.ranking
    if ranking is None or ranking.direction is None:
        return None
    return Ranking(label=ranking.label, direction=ranking.direction, values=comparison.runs.select("run", "value"))


def parse(text: str, known: Sequence[str] = ()) -> list[ColumnRequest]:
    """Parse a list of columns; an item that equals one of the `known` names is not parsed further.

    >>> parse("lr, step of min val_loss as at")[1]
    ColumnRequest(heading='at', name='val_loss', statistic='min', at=None, position='step')

    Raises:
        InvalidValueError: if a column is empty.
    """
    return [_read(piece, known) for piece in _pieces(text)]


def _pieces(text: str) -> list[str]:
    """Split a list at the commas outside quotes."""
    pieces = [piece.strip() for piece in _PIECE.findall(text)]
    if not text.strip() or not all(pieces) or text.count('"') % 2 or len(pieces) != _commas(text) + 1:
        raise InvalidValueError(
            f"invalid list of columns {text!r}: separate names with commas, as in 'lr, min val_loss'"
        )
    return pieces


def _commas(text: str) -> int:
    return re.sub(r'"[^"]*"', "", text).count(",")


def _read(piece: str, known: Sequence[str]) -> ColumnRequest:
    bare = _unquoted(piece)
    if bare in known:
        return ColumnRequest(heading=bare, name=bare)
    named = _NAMED.fullmatch(piece)
    request, heading = (named["request"], _unquoted(named["heading"])) if named else (piece, bare)
    if _unquoted(request) in known:
        return ColumnRequest(heading=heading, name=_unquoted(request))
    found = _REQUEST.fullmatch(request)
    is_name = found is not None and _unquoted(found["name"]) in known  # such as `recall at 10`
    if not is_name and (placed := _placed(request, heading if named else re.sub(r'"', "", piece), known)):
        return placed
    if found is None:
        raise InvalidValueError(
            f"invalid column {piece!r}: use a name, or an expression such as 'min val_loss as best'"
        )
    return ColumnRequest(
        heading=heading if named else re.sub(r'"', "", piece),
        name=_unquoted(found["name"]),
        statistic=found["statistic"] and found["statistic"].casefold(),
        position=_position(found["position"]),
    )


def _placed(request: str, heading: str, known: Sequence[str]) -> ColumnRequest | None:
    """Return the request for a value at a place of a curve; None if the text is none."""
    if found := _REACHED.fullmatch(request):
        at = parse_value_at(found["place"].replace('"', ""))
        return ColumnRequest(heading=heading, name=at.metric or "", at=at, position=_position(found["position"]))
    found = _POSITION.fullmatch(request)
    splits = [] if found is None else list(_AT.finditer(found["rest"]))
    if found is None or not splits:
        return None
    parts = [(_unquoted(found["rest"][: at.start()]), found["rest"][at.end() :]) for at in splits]
    name, place = next((part for part in parts if part[0] in known), parts[0])
    picked = _PICKED.fullmatch(place)
    at = monitored(picked[1], _unquoted(picked[2])) if picked else parse_value_at(place)
    one = ColumnRequest(heading=heading, name=name, at=at, position=_position(found["position"]))
    return replace(one, at=None, statistic=at.kind) if str(at) in {"best", "last"} else one


def _position(word: str | None) -> Literal["epoch", "step"] | None:
    return None if word is None else "epoch" if word.casefold() == "epoch" else "step"


def _unquoted(text: str) -> str:
    return text[1:-1] if len(text) > 2 and text[0] == text[-1] == '"' else text


def evaluate(
    wanted: Sequence[ColumnRequest],
    summary: pl.DataFrame,
    hparams: pl.DataFrame,
    *,
    ranking: Ranking | None = None,
    observations: ReadSeries | None = None,
) -> pl.DataFrame:
    """Return one row per run of `hparams`, with the requested columns; columns of the same name are numbered.

    `summary` is schema.SUMMARY; `hparams` has the column `run` and one per hyperparameter. By default, the metric of
    `ranking` has the ranking values. `observations` reads series; only values that are not in the summary need it. A
    value is null if the run has none.

    Raises:
        InvalidValueError: if a name is unknown, or cannot have the statistic.
        MetricNotFoundError: if no run logged a metric.
    """
    hparams = hparams.with_columns(pl.col("run").cast(pl.String))
    table = hparams.select("run")
    taken = {"run"}
    for one in wanted:
        heading, count = one.heading, 2
        while heading in taken:
            heading, count = f"{one.heading} ({count})", count + 1
        taken.add(heading)
        column = _values(one, summary, hparams, ranking, observations)[0].rename({"value": heading})
        table = table.join(column, on="run", how="left", maintain_order="left")
    return table


def evaluate_columns(
    text: str,
    summary: pl.DataFrame,
    hparams: pl.DataFrame,
    *,
    ranking: Ranking | None = None,
    observations: ReadSeries | None = None,
) -> RequestedColumns:
    """Parse and evaluate a list of columns, see `parse` and `evaluate`."""
    wanted = parse(text, known_names(summary, hparams))
    frame = evaluate(wanted, summary, hparams, ranking=ranking, observations=observations)
    plain = [one.name in hparams.columns and not (one.statistic or one.at or one.position) for one in wanted]
    return RequestedColumns(
        frame=frame,
        hparams=tuple(name for name, is_hparam in zip(frame.columns[1:], plain, strict=True) if is_hparam),
    )


def sort_runs(
    text: str,
    summary: pl.DataFrame,
    hparams: pl.DataFrame,
    *,
    ranking: Ranking | None = None,
    observations: ReadSeries | None = None,
) -> list[str]:
    """Return the run ids sorted by columns, each optionally followed by `asc` or `desc`.

    The default is ascending, or descending if higher is better. Missing values and NaN come last, and ties stay in the
    order of `hparams`.

    Raises:
        InvalidValueError: if the text cannot be parsed, or a name is unknown.
        MetricNotFoundError: if no run logged a metric.
    """
    known = known_names(summary, hparams)
    runs: list[str] = hparams.get_column("run").to_list()
    for piece in reversed(_pieces(text)):
        order = None if piece in known else _ORDER.fullmatch(piece)
        (one,) = parse(order["request"] if order else piece, known)
        column, higher = _values(one, summary, hparams, ranking, observations)
        descending = order["order"].casefold() == "desc" if order else higher and one.position is None
        values = dict(column.iter_rows())
        there = [run for run in runs if values.get(run) is not None and values[run] == values[run]]
        missing = [run for run in runs if run not in set(there)]
        runs = sorted(there, key=lambda run: values[run], reverse=descending) + missing
    return runs


def known_names(summary: pl.DataFrame, hparams: pl.DataFrame) -> list[str]:
    """Return every name that a column can have: hyperparameters, then labels, names and quantities of metrics."""
    names = [name for name in hparams.columns if name != "run"]
    for key in ("label", "metric", "quantity"):
        names += [str(name) for name in summary.get_column(key).unique(maintain_order=True)]
    return list(dict.fromkeys(["run", *names]))


def _values(
    one: ColumnRequest,
    summary: pl.DataFrame,
    hparams: pl.DataFrame,
    ranking: Ranking | None,
    observations: ReadSeries | None,
) -> tuple[pl.DataFrame, bool]:
    """Return the columns run and value, and whether the column is sorted with the highest values first."""
    bare = one.statistic is None and one.at is None and one.position is None
    if one.name in hparams.columns:
        if bare:
            return hparams.select("run", value=pl.col(one.name)), False
        if not labels_named(one.name, summary):
            what = one.statistic or (one.at and f"value at {one.at}") or one.position
            raise InvalidValueError(f"{one.name!r} is a hyperparameter: it has a single value and no {what}")
    rows = _rows(one.name, summary, hparams, has_statistic=not bare)
    ranks = ranking if ranking is not None and ranking.label == rows.get_column("label")[0] else None
    if bare and ranks:
        return ranks.values.select("run", "value"), ranks.direction == "max"
    one = _resolved(one, summary, rows, ranks)
    if one.at is None:
        return rows.select(pl.col("run").cast(pl.String), value=_expression(one)), one.statistic == "max"
    direction: Direction = "max" if rows.get_column("direction").cast(pl.String)[0] == "max" else "min"
    found = run_values(rows, at=one.at, direction=direction, summary=summary, observations=observations)
    value = f"value_{one.position}" if one.position else "value"
    return found.select("run", value=value), direction == "max" and one.at.kind != "first"


def _rows(name: str, summary: pl.DataFrame, hparams: pl.DataFrame, *, has_statistic: bool) -> pl.DataFrame:
    """Return the rows of a metric. An error lists hyperparameters, too, unless a statistic was given."""
    try:
        return rows_named(name, summary)
    except MetricNotFoundError:
        names = [column for column in hparams.columns if column != "run"]
        if has_statistic or not names:
            raise
        metrics = summary.get_column("label").unique(maintain_order=True).to_list()
        raise unknown("hyperparameter or metric", name, [*names, *metrics]) from None


def _resolved(one: ColumnRequest, summary: pl.DataFrame, rows: pl.DataFrame, ranking: Ranking | None) -> ColumnRequest:
    """Replace `best`, or a missing statistic, by what it means for these rows of one metric."""
    if one.at is not None:
        return one
    label, stage, inferred = rows.select("label", pl.col("stage", "direction").cast(pl.String)).row(0)
    direction = ranking.direction if ranking else inferred
    statistic = one.statistic or default_statistic(label, stage, summary, has_direction=direction is not None)
    if statistic not in STATISTICS:
        return replace(one, at=parse_value_at(statistic))
    if statistic == "best":
        if direction is None:
            raise InvalidValueError(f"cannot infer the direction of {label!r}: use min or max instead of best")
        statistic = direction
    if one.position and statistic not in _WITH_POSITION:
        raise InvalidValueError(f"{statistic} {one.name} has no {one.position}: only best, last, min and max have one")
    return replace(one, statistic=statistic)


def _expression(one: ColumnRequest) -> pl.Expr:
    """Return the column of the summary; if no value is finite, the best value is the last one, as in a ranking."""
    behind = f"_{one.position}" if one.position else ""
    if one.statistic in {"min", "max"}:
        return pl.when(pl.col("min").is_null()).then(f"last{behind}").otherwise(f"{one.statistic}{behind}")
    return pl.col(f"{one.statistic}{behind}")
