"""Which runs are drawn as one: those that share the values of some hyper-parameters, and differ in their seed, say."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from logtools.analysis.hparams import differing, is_seed, shown
from logtools.errors import InvalidValueError, near

__all__ = ["group_by", "numeric_values", "spreads", "telling"]


def group_by(hparams: pl.DataFrame, names: Sequence[str]) -> dict[str, str]:
    """Return the group of each run, named by the values that its runs share.

    Args:
        hparams: one row a run, a column a hyper-parameter.
        names: hyper-parameters.

    Raises:
        InvalidValueError: no run has a hyper-parameter of such a name.

    >>> table = pl.DataFrame({"run": ["a", "b", "c"], "lr": [0.1, 0.1, 0.2], "seed": [0, 1, 0]})
    >>> group_by(table, ["lr"])
    {'a': 'lr=0.1', 'b': 'lr=0.1', 'c': 'lr=0.2'}
    """
    for name in names:
        _check(hparams, name)
    rows = hparams.select(names).rows()
    labels = [" ".join(f"{name}={shown(value)}" for name, value in zip(names, row, strict=True)) for row in rows]
    return dict(zip(hparams["run"].to_list(), labels, strict=True))


def numeric_values(hparams: pl.DataFrame, name: str) -> dict[str, float]:
    """Return the value of a hyper-parameter for each run that has a finite one.

    Raises:
        InvalidValueError: no run has it, or its values are no numbers.
    """
    _check(hparams, name)
    if not hparams.schema[name].is_numeric():
        raise InvalidValueError(f"the values of {name!r} are no numbers: they have no places on a scale")
    values = hparams.select("run", pl.col(name).cast(pl.Float64)).filter(pl.col(name).is_finite())
    return dict(values.iter_rows())


def telling(hparams: pl.DataFrame) -> list[str]:
    """Return the hyper-parameters that make experiments differ: all that differ but seeds."""
    return [name for name in differing(hparams) if not is_seed(name)]


def spreads(values: pl.DataFrame) -> pl.DataFrame:
    """Return what each group comes to.

    Args:
        values: one row a run: `group` (String) and `value` (Float64, finite).

    Returns:
        One row a group: `group`, `n` (Int64), `mean`, and `low` and `high`, the 95 % confidence interval of the mean by
        Student's t (Float64; null where n is 1).
    """
    from scipy.special import stdtrit

    table = values.group_by("group", maintain_order=True).agg(
        n=pl.len().cast(pl.Int64), mean=pl.col("value").mean(), sd=pl.col("value").std()
    )
    factors = [float(stdtrit(n - 1, 0.975)) / n**0.5 if n > 1 else None for n in table["n"]]
    reach = pl.col("sd") * pl.Series(factors, dtype=pl.Float64)
    return table.select("group", "n", "mean", low=pl.col("mean") - reach, high=pl.col("mean") + reach)


def _check(hparams: pl.DataFrame, name: str) -> None:
    known = [column for column in hparams.columns if column != "run"]
    if name in known:
        return
    likely = near(name, known)
    instead = f"did you mean {' or '.join(map(repr, likely))}?" if likely else f"there are {', '.join(known[:8])}"
    raise InvalidValueError(f"no hyper-parameter is named {name!r}; {instead if known else 'there are none'}")
