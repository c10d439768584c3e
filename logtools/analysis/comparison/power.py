"""Compute the difference that a test can find, and the number of runs that it needs to find one.

A difference is found if its test is significant. If the true difference of two means is d, their t statistic has a
noncentral t distribution with noncentrality d / (standard error); a difference is called detectable if the test finds
it with the probability `POWER` (Cohen 1988, Statistical Power Analysis; Colas et al. 2018, arXiv:1806.08295). The
critical value is that of the simultaneous test, so many comparisons need larger differences, or more runs.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.special import nctdtrinc, ndtri, stdtr, stdtrit

__all__ = ["POWER", "detectable_difference", "runs_needed", "with_power"]

#: The probability of finding a true difference.
POWER: Final = 0.8
#: More runs than this are not counted.
_MOST = 10_000

Floats = NDArray[np.float64]


def with_power(differences: pl.DataFrame, *, least: float = 0.0, repeatable: bool = True) -> pl.DataFrame:
    """Return the differences (schema.COMPARISON_DIFFERENCES) with `detectable_difference` and `runs_needed`.

    Args:
        differences: the tested differences.
        least: a smaller difference does not matter: the number of runs is that for this one.
        repeatable: whether more runs make the error smaller; it is not so for more folds of the same data.
    """
    names = ("error", "freedom", "n", "n_baseline", "difference", "ci_low", "ci_high")
    known = {name: differences.get_column(name).cast(pl.Float64).to_numpy() for name in names}
    tested = known["error"] > 0  # not so if it is null
    critical = (known.pop("ci_high") - known.pop("ci_low")) / 2 / known["error"]
    target = np.maximum(np.abs(known.pop("difference")), least)
    detectable, needed = np.full(len(tested), np.nan), np.full(len(tested), np.nan)
    detectable[tested] = detectable_difference(known["error"][tested], known["freedom"][tested], critical[tested])
    unclear = tested & (differences.get_column("conclusion") == "not significant").to_numpy() & (target > 0)
    if repeatable and unclear.any():
        present = {name: values[unclear] for name, values in known.items()}
        needed[unclear] = runs_needed(target[unclear], critical=critical[unclear], **present)
    return differences.with_columns(
        pl.Series("detectable_difference", detectable).fill_nan(None),
        pl.Series("runs_needed", needed).fill_nan(None).cast(pl.Int64),
    )


def detectable_difference(error: Floats, freedom: Floats, critical: Floats) -> Floats:
    """Return the true difference that is found with probability `POWER`.

    Args:
        error: standard errors of differences.
        freedom: their degrees of freedom.
        critical: the value of |t| above which a difference is significant.
    """
    return np.asarray(error * _noncentrality(freedom, critical))


def runs_needed(  # noqa: PLR0913 - what a test follows from
    difference: Floats, *, error: Floats, freedom: Floats, critical: Floats, n: Floats, n_baseline: Floats
) -> Floats:
    """Return with how many runs per group a true difference is found with probability `POWER`; NaN if over 10,000.

    The standard deviation of runs is taken to be as estimated, and the share of paired runs, the number of comparisons
    and their correction as they are. All arguments are positive; `n` and `n_baseline` are the present numbers of runs.
    """
    each = 2 / (1 / n + 1 / n_baseline)  # so many runs on each side give the same error
    per_run = np.maximum(2 * freedom / np.maximum(n + n_baseline - 2, 1), 1.0)  # degrees of freedom
    level = 2 * stdtr(freedom, -critical)  # of this comparison alone

    def required(runs: Floats) -> Floats:
        """Return the noncentrality that this many runs require."""
        more = per_run * (runs - 1)
        return _noncentrality(more, stdtrit(more, 1 - level / 2))

    def runs_for(noncentrality: Floats) -> Floats:
        return np.asarray(each * (noncentrality * error / difference) ** 2)

    # fewer degrees of freedom require more: `low` runs are not enough, `high` are
    low = np.clip(np.ceil(runs_for(-ndtri(level / 2) + ndtri(POWER))) - 1, 1, _MOST)
    high = np.clip(np.ceil(runs_for(required(low + 1))), low + 1, _MOST + 1)
    while (open_ := high - low > 1).any():
        middle = np.where(open_, np.floor((low + high) / 2), high)
        enough = runs_for(required(middle)) <= middle
        low, high = np.where(enough, low, middle), np.where(enough, middle, high)
    return np.where(high > _MOST, np.nan, high)


def _noncentrality(freedom: Floats, critical: Floats) -> Floats:
    """Return the noncentrality with which t is above the critical value with probability `POWER`."""
    return np.asarray(nctdtrinc(freedom, 1 - POWER, critical))
