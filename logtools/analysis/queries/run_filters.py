"""Filter runs: by a condition on hyperparameters and metrics, by a setting, or by the time of their last change.

A condition is an SQL expression in polars' dialect: `lr < 0.01 and val_loss < 0.8`. Names are those of hyperparameters
and metrics. A metric has the value that a comparison shows; other column expressions need double quotes, such as
`"min val_loss"`, and so do names that are numbers or contain a comparison, such as `"0.25"`. Strings need single
quotes. If a value is missing, the condition is null and the run is left out. NaN is larger than any number.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial

import polars as pl

from logtools.analysis.queries.column_expressions import ColumnRequest, evaluate, known_names, parse
from logtools.analysis.values.run_values import ReadSeries
from logtools.errors import InvalidValueError, LogtoolsError, NothingFoundError, unknown
from logtools.text.numbers import value_text

__all__ = ["changed_since", "is_value", "matching_runs", "runs_with_setting", "since"]

_PLAIN = re.compile(r"[A-Za-z_]\w*")
_QUOTED = re.compile(r"""("[^"]*"|'(?:[^']|'')*'|`[^`]*`)""")
_AGE = re.compile(r"(\d{1,6}(?:\.\d+)?)\s*(min|h|d|w)", re.IGNORECASE)
_UNITS = {"min": "minutes", "h": "hours", "d": "days", "w": "weeks"}


def matching_runs(
    condition: str, summary: pl.DataFrame, hparams: pl.DataFrame, *, observations: ReadSeries | None = None
) -> list[str]:
    """Return the ids of the runs that match a condition, in the order of `hparams`.

    `summary` is schema.SUMMARY; `hparams` has the column `run` and one per hyperparameter; `observations` reads series.

    Raises:
        InvalidValueError: if the condition cannot be parsed, or a name is unknown.
        NothingFoundError: if no run matches.
    """
    known = known_names(summary, hparams)
    text = _quoted(condition, known)
    try:
        expression = pl.sql_expr(text)
        names = list(dict.fromkeys(expression.meta.root_names()))
    except pl.exceptions.PolarsError as error:
        raise _invalid(condition, error) from None
    evaluated = partial(evaluate, summary=summary, hparams=hparams, observations=observations)
    columns = {name: _column(name, condition, known, evaluated) for name in names if name != "run"}
    table = hparams.select(pl.col("run").cast(pl.String)).with_columns(**columns)
    try:
        kept = table.filter(expression).get_column("run").to_list()
    except pl.exceptions.PolarsError as error:
        raise _invalid(condition, error) from None
    if not kept:
        raise NothingFoundError(f"no run matches {condition!r} ({hparams.height:,} runs checked)")
    return kept


def _quoted(condition: str, known: Sequence[str]) -> str:
    """Put known names that are not SQL identifiers, such as `val/acc` and `model.lr`, in double quotes.

    Names that would change what `lr < 0.25` means, such as `0.25`, `<` and `lr < 0.25`, are not names unless quoted.
    """
    odd = sorted((name for name in known if _is_odd(name)), key=len, reverse=True)
    if not odd:
        return condition
    names = re.compile(rf"(?<![\w./])({'|'.join(map(re.escape, odd))})(?![\w./])")
    pieces = _QUOTED.split(condition)
    return "".join(piece if i % 2 else names.sub(r'"\1"', piece) for i, piece in enumerate(pieces))


def _is_odd(name: str) -> bool:
    """Return whether a name is not an SQL identifier, but cannot be taken for anything else in a condition."""
    if _PLAIN.fullmatch(name) or re.search(r'["<>=]', name) or not any(map(str.isalpha, name)):
        return False
    try:
        float(name)
    except ValueError:
        return True
    return False


def _column(
    name: str, condition: str, known: Sequence[str], evaluated: Callable[[Sequence[ColumnRequest]], pl.DataFrame]
) -> pl.Series:
    """Return the values of a name in the condition, one per run."""
    try:
        (one,) = parse(name, known)
        column = evaluated([one])
    except (LogtoolsError, ValueError) as error:
        is_text = f'"{name}"' in condition or re.search(rf"[=<>]\s*{re.escape(name)}(?!\w)", condition)
        text = is_text and f"; quote strings with single quotes: '{name}'"
        raise InvalidValueError(f"in {condition!r}: {error}{text or ''}") from None
    return column.get_column(column.columns[-1])


def _invalid(condition: str, error: Exception) -> InvalidValueError:
    reason = str(error).partition("\n")[0].strip()
    return InvalidValueError(
        f"cannot parse condition {condition!r} ({reason}); write one such as 'lr < 0.01 and val_loss < 0.8'"
    )


def runs_with_setting(setting: str, hparams: pl.DataFrame) -> list[str]:
    """Return the ids of the runs with this setting, such as `lr=0.01 batch_size=32`.

    >>> runs_with_setting("lr=0.1", pl.DataFrame({"run": ["a", "b"], "lr": [0.1, 0.2]}))
    ['a']

    Raises:
        InvalidValueError: if the setting cannot be parsed, or a hyperparameter is unknown.
    """
    names = [column for column in hparams.columns if column != "run"]
    kept = hparams
    for part in setting.replace(",", " ").split():
        name, sign, value = part.partition("=")
        if not sign:
            raise InvalidValueError(f"invalid setting {part!r}: write name=value")
        if name not in names:
            raise unknown("hyperparameter", name, names)
        fits = [is_value(value, held) for held in kept.get_column(name)]
        kept = kept.filter(pl.Series(fits, dtype=pl.Boolean))
    return kept.get_column("run").to_list()


def is_value(text: str, held: object) -> bool:
    """Return whether a text is the value of a hyperparameter; numbers match in any notation.

    >>> is_value("1e-3", 0.001), is_value("0.010", 0.01), is_value("true", True), is_value("1", True)
    (True, True, True, False)
    """
    if text in {value_text(held), str(held)} or (isinstance(held, bool) and text.casefold() == str(held).casefold()):
        return True
    if isinstance(held, bool) or not isinstance(held, int | float):
        return False
    try:
        return float(text) == held
    except ValueError:
        return False


def changed_since(age: str, runs: pl.DataFrame, now: datetime) -> list[str]:
    """Return the ids of the runs whose log changed at most `age` (30min, 12h, 7d, 2w) before now.

    `runs` is schema.RUNS.

    Raises:
        InvalidValueError: if `age` is not a duration.
        NothingFoundError: if no run changed since then.
    """
    recent = runs.filter(pl.col("changed") >= since(age, now))
    if recent.is_empty():
        raise NothingFoundError(f"no run changed within the last {age} ({runs.height:,} runs checked)")
    return recent.get_column("run").to_list()


def since(age: str, now: datetime) -> datetime:
    """Return the time `age` (30min, 12h, 7d, 2w) before now.

    >>> since("1.5d", datetime(2026, 3, 3))
    datetime.datetime(2026, 3, 1, 12, 0)

    Raises:
        InvalidValueError: if the duration is invalid or too long.
    """
    found = _AGE.fullmatch(age.strip())
    if found is None:
        raise InvalidValueError(f"invalid duration {age!r}: write 30min, 12h, 7d or 2w")
    try:
        return now - timedelta(**{_UNITS[found[2].casefold()]: float(found[1])})
    except OverflowError:
        raise InvalidValueError(f"duration {age!r} is too long") from None
