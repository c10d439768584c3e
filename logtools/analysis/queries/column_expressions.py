"""The columns that a table is asked for, in words: `lr, min val_loss as best, last train_acc, step of min val_loss`.

A column is a hyperparameter, or a metric with what its series is to come down to: `best`, `last`, `first`, `min`,
`max`, `mean` or `count`; `epoch of` and `step of` tell where that was. A metric by itself shows its best value if it is
of validation or test and its name tells a direction, and its last else. `as` names the column; otherwise it is called
what was asked for, so that `min loss` and `last loss` never share a heading. A name that holds a comma stands in double
quotes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import polars as pl

from logtools.analysis.tables.metric_labels import labels_named
from logtools.errors import InvalidValueError, MetricNotFoundError, near

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

#: What a series can come down to.
STATISTICS = ("best", "last", "first", "min", "max", "mean", "count")
_PLACED = {"best", "last", "min", "max"}
_PIECE = re.compile(r'((?:"[^"]*"|[^,"])+)')
_REQUEST = re.compile(
    rf"(?:(?P<place>epoch|step)\s+of\s+)?(?:(?P<statistic>{'|'.join(STATISTICS)})\s+)?(?P<name>.+?)", re.IGNORECASE
)
_NAMED = re.compile(r'(?P<request>.+?)\s+as\s+(?P<heading>"[^"]+"|.+)', re.IGNORECASE)
_ORDER = re.compile(r"(?P<request>.+?)\s+(?P<order>asc|desc)", re.IGNORECASE)
_GRANULARITY = re.compile(r"(?P<name>.+)_(?P<granularity>step|epoch)")


@dataclass(frozen=True, kw_only=True)
class ColumnRequest:
    """One column that is asked for."""

    #: What stands above it.
    heading: str
    #: A hyperparameter, or a label, name or quantity of a metric.
    name: str
    #: One of `STATISTICS`; None for a hyperparameter, or what the metric shows by itself.
    statistic: str | None = None
    #: Where the value was reached, instead of the value; None for the value.
    place: Literal["epoch", "step"] | None = None


@dataclass(frozen=True, kw_only=True)
class Ranking:
    """What ranks the runs of a table."""

    #: The label of the metric.
    label: str
    #: Whether smaller or larger is better, whatever its name tells.
    direction: Literal["min", "max"]
    #: The columns `run` and `value`: what ranks.
    values: pl.DataFrame


@dataclass(frozen=True, kw_only=True)
class RequestedColumns:
    """The columns that were asked for."""

    #: A row a run: `run`, then the columns by their headings.
    frame: pl.DataFrame
    #: Which of them are hyperparameters.
    settings: tuple[str, ...]


def ranking_of(comparison: Comparison[pl.DataFrame]) -> Ranking | None:
    """Return what ranks the runs of a comparison; None if nothing does."""
    ranking = comparison.ranking
    if ranking is None or ranking.direction is None:
        return None
    return Ranking(label=ranking.label, direction=ranking.direction, values=comparison.runs.select("run", "value"))


def parse(text: str, known: Sequence[str] = ()) -> list[ColumnRequest]:
    """Read a list of columns; what is, as it stands, one of the `known` names is that name.

    >>> parse("lr, step of min val_loss as at")[1]
    ColumnRequest(heading='at', name='val_loss', statistic='min', place='step')

    Raises:
        InvalidValueError: if a column is empty.
    """
    return [_read(piece, known) for piece in _pieces(text)]


def _pieces(text: str) -> list[str]:
    """Take a list apart at the commas that do not stand in quotes."""
    pieces = [piece.strip() for piece in _PIECE.findall(text)]
    if not text.strip() or not all(pieces) or text.count('"') % 2 or len(pieces) != _commas(text) + 1:
        raise InvalidValueError(f"no list of columns: {text!r}; put commas between names, as in 'lr, min val_loss'")
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
    if found is None:
        raise InvalidValueError(f"no column: {piece!r}; ask for a name, or for one such as 'min val_loss as best'")
    return ColumnRequest(
        heading=heading if named else re.sub(r'"', "", piece),
        name=_unquoted(found["name"]),
        statistic=found["statistic"] and found["statistic"].casefold(),
        place=_place(found["place"]),
    )


def _place(word: str | None) -> Literal["epoch", "step"] | None:
    return None if word is None else "epoch" if word.casefold() == "epoch" else "step"


def _unquoted(text: str) -> str:
    return text[1:-1] if len(text) > 2 and text[0] == text[-1] == '"' else text


def evaluate(
    wanted: Sequence[ColumnRequest],
    summary: pl.DataFrame,
    hparams: pl.DataFrame,
    *,
    ranking: Ranking | None = None,
) -> pl.DataFrame:
    """Return a row a run of `hparams`, and a column for each that is wanted, called by its heading.

    `summary` is schema.SUMMARY, `hparams` has the column `run` and one a hyperparameter; the metric of `ranking` shows
    by itself what ranks. A value is null where the run has none. Equal headings are numbered.

    Raises:
        InvalidValueError: if a name is unknown, or the statistic does not fit it.
        MetricNotFoundError: if a metric is asked for that no run logged.
    """
    hparams = hparams.with_columns(pl.col("run").cast(pl.String))
    table = hparams.select("run")
    taken = {"run"}
    for one in wanted:
        heading, count = one.heading, 2
        while heading in taken:
            heading, count = f"{one.heading} ({count})", count + 1
        taken.add(heading)
        column = _values(one, summary, hparams, ranking)[0].rename({"value": heading})
        table = table.join(column, on="run", how="left", maintain_order="left")
    return table


def evaluate_columns(
    text: str, summary: pl.DataFrame, hparams: pl.DataFrame, *, ranking: Ranking | None = None
) -> RequestedColumns:
    """Return the columns that a text asks for: see `parse` and `evaluate`."""
    wanted = parse(text, known_names(summary, hparams))
    frame = evaluate(wanted, summary, hparams, ranking=ranking)
    plain = [one.name in hparams.columns and not one.statistic and not one.place for one in wanted]
    return RequestedColumns(
        frame=frame,
        settings=tuple(name for name, is_setting in zip(frame.columns[1:], plain, strict=True) if is_setting),
    )


def sort_runs(text: str, summary: pl.DataFrame, hparams: pl.DataFrame, *, ranking: Ranking | None = None) -> list[str]:
    """Return the run ids in the order that a text asks for: columns, each with `asc` or `desc` behind it if need be.

    By itself a column rises, and falls where larger values are better. What is missing or NaN comes last, and equals
    stay in the order of `hparams`.

    Raises:
        InvalidValueError: if the text is no list of columns, or a name is unknown.
        MetricNotFoundError: if a metric is asked for that no run logged.
    """
    known = known_names(summary, hparams)
    runs: list[str] = hparams.get_column("run").to_list()
    for piece in reversed(_pieces(text)):
        order = None if piece in known else _ORDER.fullmatch(piece)
        (one,) = parse(order["request"] if order else piece, known)
        column, statistic = _values(one, summary, hparams, ranking)
        falls = order["order"].casefold() == "desc" if order else statistic == "max" and one.place is None
        values = dict(column.iter_rows())
        there = [run for run in runs if values.get(run) is not None and values[run] == values[run]]
        missing = [run for run in runs if run not in set(there)]
        runs = sorted(there, key=lambda run: values[run], reverse=falls) + missing
    return runs


def known_names(summary: pl.DataFrame, hparams: pl.DataFrame) -> list[str]:
    """Return every name that a column can be asked for by: hyperparameters, then labels, names and quantities."""
    names = [name for name in hparams.columns if name != "run"]
    for key in ("label", "metric", "quantity"):
        names += [str(name) for name in summary.get_column(key).unique(maintain_order=True)]
    return list(dict.fromkeys(["run", *names]))


def _values(
    one: ColumnRequest, summary: pl.DataFrame, hparams: pl.DataFrame, ranking: Ranking | None
) -> tuple[pl.DataFrame, str | None]:
    """Return the columns run and value, and the statistic that the values are; None for a hyperparameter."""
    bare = one.statistic is None and one.place is None
    if one.name in hparams.columns:
        if bare:
            return hparams.select("run", value=pl.col(one.name)), None
        if not labels_named(one.name, summary):
            raise InvalidValueError(
                f"{one.name!r} is a hyperparameter, which has one value and no {one.statistic or one.place}"
            )
    rows = _rows(one.name, summary, hparams, qualified=not bare)
    ranks = ranking if ranking is not None and ranking.label == rows.get_column("label")[0] else None
    if bare and ranks:
        return ranks.values.select("run", "value"), ranks.direction
    one = _resolved(one, rows, ranks)
    return rows.select(pl.col("run").cast(pl.String), value=_expression(one)), one.statistic


def _rows(name: str, summary: pl.DataFrame, hparams: pl.DataFrame, *, qualified: bool) -> pl.DataFrame:
    """Return the rows of one metric, a row a run: those per epoch if there are any, else those per step."""
    labels = labels_named(name, summary)
    split = _GRANULARITY.fullmatch(name)
    if labels:
        rows = summary.filter(pl.col("label") == labels[0])
        by_epoch = rows.filter(pl.col("granularity") == "epoch")
        return by_epoch if by_epoch.height else rows
    if split and (labels := labels_named(split["name"], summary)):
        rows = summary.filter(pl.col("label") == labels[0])
        rows = rows.filter(pl.col("granularity") == split["granularity"])
        if rows.height:
            return rows
    metrics = summary.get_column("label").unique(maintain_order=True).to_list()
    settings = [] if qualified else [column for column in hparams.columns if column != "run"]
    if not settings:
        raise MetricNotFoundError.of(name, metrics)
    likely = near(name, [*settings, *metrics])
    here = f"there are {', '.join([*settings, *metrics][:12])}"
    hint = f"did you mean {' or '.join(map(repr, likely))}?" if likely else here
    raise InvalidValueError(f"no hyperparameter and no metric is named {name!r}; {hint}")


def _resolved(one: ColumnRequest, rows: pl.DataFrame, ranking: Ranking | None) -> ColumnRequest:
    """Replace `best`, and nothing, by the statistic of the summary that it means for these rows of one metric."""
    label, stage, told = rows.select("label", pl.col("stage", "direction").cast(pl.String)).row(0)
    direction = ranking.direction if ranking else told
    statistic = one.statistic
    if statistic is None:
        statistic = "best" if direction and stage in {"val", "test", None} else "last"
    if statistic == "best":
        if direction is None:
            raise InvalidValueError(f"{label!r} does not tell whether smaller or larger is better: ask for min or max")
        statistic = direction
    if one.place and statistic not in _PLACED:
        raise InvalidValueError(f"no {one.place} is known of {statistic} {one.name}; it is of best, last, min and max")
    return replace(one, statistic=statistic)


def _expression(one: ColumnRequest) -> pl.Expr:
    """Return the column of the summary; where nothing is finite, the best is what was logged last, as in a ranking."""
    behind = f"_{one.place}" if one.place else ""
    if one.statistic in {"min", "max"}:
        return pl.when(pl.col("min").is_null()).then(f"last{behind}").otherwise(f"{one.statistic}{behind}")
    return pl.col(f"{one.statistic}{behind}")
