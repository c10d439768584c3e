"""Which hyperparameter colours can stand for: a number, which has a place on a scale."""

from __future__ import annotations

import polars as pl

from logtools.analysis.tables.hparams import differing, is_seed
from logtools.errors import InvalidValueError, near

__all__ = ["numeric_values", "scale_name"]

#: More runs than this share a colour scale if what differs is one number.
_OWN_COLOURS = 7


def numeric_values(hparams: pl.DataFrame, name: str) -> dict[str, float]:
    """Return the value of a hyperparameter for each run that has a finite one.

    Args:
        hparams: one row a run, a column a hyperparameter.
        name: the hyperparameter.

    Raises:
        InvalidValueError: no run has it, or its values are no numbers.

    >>> numeric_values(pl.DataFrame({"run": ["a", "b"], "lr": [0.1, None]}), "lr")
    {'a': 0.1}
    """
    known = [column for column in hparams.columns if column != "run"]
    if name not in known:
        likely = near(name, known)
        instead = f"did you mean {' or '.join(map(repr, likely))}?" if likely else f"there are {', '.join(known[:8])}"
        raise InvalidValueError(f"no hyperparameter is named {name!r}; {instead if known else 'there are none'}")
    if not hparams.schema[name].is_numeric():
        raise InvalidValueError(f"the values of {name!r} are no numbers: they have no places on a scale")
    values = hparams.select("run", pl.col(name).cast(pl.Float64)).filter(pl.col(name).is_finite())
    return dict(values.iter_rows())


def scale_name(hparams: pl.DataFrame) -> str | None:
    """Return the hyperparameter to colour by: the one number that tells more runs apart than there are colours."""
    names = [name for name in differing(hparams) if not is_seed(name)]
    if hparams.height <= _OWN_COLOURS or len(names) != 1 or not hparams.schema[names[0]].is_numeric():
        return None
    return names[0] if hparams.get_column(names[0]).drop_nulls().n_unique() > 2 else None
