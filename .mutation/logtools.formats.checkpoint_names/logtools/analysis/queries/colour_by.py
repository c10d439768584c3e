"""Choose the numeric hyperparameter for a colour scale."""

from __future__ import annotations

import polars as pl

from logtools.analysis.tables.hparams import differing, is_seed
from logtools.errors import InvalidValueError, unknown

__all__ = ["numeric_values", "scale_name"]

#: With more runs than this, a colour scale replaces distinct colours.
_OWN_COLOURS = 7


def numeric_values(hparams: pl.DataFrame, name: str) -> dict[str, float]:
    """Return the value of a hyperparameter for each run that has a finite one.

    Args:
        hparams: one row per run, one column per hyperparameter.
        name: the hyperparameter.

    Raises:
        InvalidValueError: if it is unknown, or its values are not numbers.

    >>> numeric_values(pl.DataFrame({"run": ["a", "b"], "lr": [0.1, None]}), "lr")
    {'a': 0.1}
    """
    known = [column for column in hparams.columns if column != "run"]
    if name not in known:
        raise unknown("hyperparameter", name, known)
    if not hparams.schema[name].is_numeric():
        raise InvalidValueError(f"cannot colour by {name!r}: its values are not numbers")
    values = hparams.select("run", pl.col(name).cast(pl.Float64)).filter(pl.col(name).is_finite())
    return dict(values.iter_rows())


def scale_name(hparams: pl.DataFrame) -> str | None:
    """Return the hyperparameter for colours if there are more runs than colours: the only numeric one that differs."""
    names = [name for name in differing(hparams) if not is_seed(name)]
    if hparams.height <= _OWN_COLOURS or len(names) != 1 or not hparams.schema[names[0]].is_numeric():
        return None
    return names[0] if hparams.get_column(names[0]).drop_nulls().n_unique() > 2 else None
