"""Build tables of groups, of their differences to the baseline, and of main effects.

A mean is rounded by its std, and a difference by its confidence interval. All information in colours is also in a mark
or a word.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

import polars as pl

from logtools.render.comparison_words import no_value, value_name
from logtools.render.table import Column, Table
from logtools.text.numbers import align_decimals, number, percentage
from logtools.text.precision import p_value

if TYPE_CHECKING:
    from logtools.analysis.comparison.comparison import Comparison

__all__ = ["differences_table", "effects_table", "groups_table", "is_grouped"]


def is_grouped(comparison: Comparison[pl.DataFrame]) -> bool:
    """Return whether some setting has several runs."""
    return 0 < comparison.groups.height < comparison.runs.height


def groups_table(comparison: Comparison[pl.DataFrame], *, stats: Sequence[str] = ()) -> Table:
    """Return the groups as a table, best first: n, mean ± std, confidence interval, and the statistics in `stats`."""
    groups = comparison.groups
    ranks: list[int | None] = groups["rank"].to_list()
    of_runs = [str(n) if n == runs else f"{n} of {runs}" for n, runs in groups.select("n", "runs").iter_rows()]
    columns = [
        Column(title="#", cells=["-" if r is None else f"*{r}" if r == 1 else str(r) for r in ranks], right=True),
        Column(title="group", cells=groups["group"].to_list()),
        Column(title="n", cells=of_runs, right=True),
        Column(title="mean ± std", cells=_spread(groups), right=True),
        Column(title=f"{percentage(comparison.confidence)} CI", cells=_ranges(groups), right=True, order=1),
    ]
    columns += [
        Column(title=name, cells=align_decimals(_rounded(groups[name], groups["std"])), right=True, order=2 + i)
        for i, name in enumerate(stats)
    ]
    if groups["diverged"].sum():
        columns.append(
            Column(title=_failed(comparison), cells=[str(n) for n in groups["diverged"]], right=True, order=1)
        )
    winners = frozenset(i for i, rank in enumerate(ranks) if rank == 1)
    return Table(
        frame=groups, columns=columns, winners=winners, caption=f"{_names(comparison)}: {value_name(comparison)}"
    )


def _failed(comparison: Comparison[pl.DataFrame]) -> str:
    return "diverged" if no_value(comparison) == "diverged" else "never reached"


def _names(comparison: Comparison[pl.DataFrame]) -> str:
    by = comparison.by
    return f"Groups by {', '.join(by) if len(by) < 5 else f'{len(by)} hyperparameters'}" if by else "Groups"


def _spread(groups: pl.DataFrame) -> list[str]:
    """Write mean ± std, both rounded to two digits of the std, decimal points aligned."""
    means = align_decimals(_rounded(groups["mean"], groups["std"]))
    spreads = ["" if std is None else f" ± {number(std, std)}" for std in groups["std"]]
    longest = max(map(len, spreads), default=0)
    return [f"{mean}{spread:<{longest}}" for mean, spread in zip(means, spreads, strict=True)]


def differences_table(comparison: Comparison[pl.DataFrame]) -> Table:
    """Return the differences to the baseline as a table; better and worse groups have a colour and a word."""
    rows = comparison.differences
    half = ((rows["ci_high"] - rows["ci_low"]) / 2).fill_null(rows["difference"].abs() / 10)
    words = rows["conclusion"].cast(pl.String).to_list()
    ns = [str(n) if n == m else f"{n}, {m}" for n, m in rows.select("n", "n_baseline").iter_rows()]
    columns = [
        Column(title="group", cells=rows["group"].to_list()),
        Column(title="n", cells=ns, right=True, order=4),
        Column(title="difference", cells=align_decimals(_signed(rows["difference"], half)), right=True),
        Column(title=f"{percentage(comparison.confidence)} CI", cells=_ranges(rows), right=True, order=2),
        Column(title="wins", cells=_wins(rows), right=True, order=3),
        *_effect(rows),
        _p_values(rows["p_adjusted"], "corrected"),
        *([_p_values(rows["p_equivalent"], "equivalence")] if rows["p_equivalent"].count() else []),
        Column(title="conclusion", cells=words),
        Column(title="method", cells=[name or "-" for name in rows["method"]], order=5),
    ]
    return Table(
        frame=rows,
        columns=columns,
        winners=frozenset(i for i, word in enumerate(words) if word == "better"),
        losers=frozenset(i for i, word in enumerate(words) if word == "worse"),
        caption=f"Differences to {comparison.baseline}",
    )


def effects_table(comparison: Comparison[pl.DataFrame]) -> Table:
    """Return the mean and the best value per level of each hyperparameter as a table."""
    rows = comparison.effects
    of_runs = [str(n) if n == runs else f"{n} of {runs}" for n, runs in rows.select("n", "runs").iter_rows()]
    names: list[str] = rows["hparam"].to_list()
    first = [name if i == 0 or name != names[i - 1] else "" for i, name in enumerate(names)]
    best = _best_levels(rows, smallest=comparison.ranking is not None and comparison.ranking.direction == "min")
    spread = _between(rows["mean"].drop_nulls().to_list())
    columns = [
        Column(title="hyperparameter", cells=first),
        Column(title="value", cells=[f"{level}{' *' * (i in best)}" for i, level in enumerate(rows["level"])]),
        Column(title="n", cells=of_runs, right=True),
        Column(title="mean", cells=align_decimals([number(value, spread) for value in rows["mean"]]), right=True),
        Column(
            title="best", cells=align_decimals([number(value, spread) for value in rows["best"]]), right=True, order=1
        ),
        Column(title="best run", cells=[run or "-" for run in rows["best_run"]], order=2),
    ]
    if rows["diverged"].sum():
        cells = [str(count) for count in rows["diverged"]]
        columns.append(Column(title=_failed(comparison), cells=cells, right=True, order=1))
    return Table(frame=rows, columns=columns, winners=best, caption="Main effects (* best value of a hyperparameter)")


def _best_levels(rows: pl.DataFrame, *, smallest: bool) -> frozenset[int]:
    """Return the positions of the best level of each hyperparameter: smallest share of diverged runs, then mean."""
    best: dict[str, tuple[float, float, int]] = {}
    for i, (name, mean, n, diverged) in enumerate(rows.select("hparam", "mean", "n", "diverged").iter_rows()):
        if mean is not None:
            this = (diverged / (n + diverged), mean if smallest else -mean, i)
            best[name] = min(best.get(name, this), this)
    return frozenset(i for *_, i in best.values())


def _between(means: Sequence[float]) -> float | None:
    """Return a tenth of the range as the uncertainty, so that differences between levels have about three digits."""
    finite = [value for value in means if math.isfinite(value)]
    return (max(finite) - min(finite)) / 10 if len(finite) > 1 else None


def _rounded(values: pl.Series, uncertainty: pl.Series) -> list[str]:
    return [number(value, by) for value, by in zip(values, uncertainty, strict=True)]


def _signed(values: pl.Series, uncertainty: pl.Series) -> list[str]:
    texts = _rounded(values, uncertainty)
    return [f"+{text}" if value is not None and value > 0 else text for value, text in zip(values, texts, strict=True)]


def _ranges(rows: pl.DataFrame) -> list[str]:
    half = (rows["ci_high"] - rows["ci_low"]) / 2
    low, high = (align_decimals(_rounded(rows[name], half)) for name in ("ci_low", "ci_high"))
    return ["-" if a.strip() == "-" else f"{a.rstrip()} to {b}" for a, b in zip(low, high, strict=True)]


def _effect(rows: pl.DataFrame) -> list[Column]:
    """Return the columns of effect sizes with their intervals, if they were computed."""
    if not rows["effect"].count():
        return []
    cells = [
        "-" if g is None else f"{number(g, 1.0)} [{number(low, 1.0)}, {number(high, 1.0)}]"
        for g, low, high in rows.select("effect", "effect_low", "effect_high").iter_rows()
    ]
    return [Column(title="Hedges' g", cells=cells, right=True, order=3)]


def _p_values(values: pl.Series, subtitle: str) -> Column:
    cells = ["-" if p is None else p_value(p) for p in values]
    return Column(title="p", subtitle=subtitle, cells=cells, right=True, order=1)


def _wins(rows: pl.DataFrame) -> list[str]:
    """Write how many of the comparisons of two runs a group wins; a tie is half a win."""
    found = rows.select("p_better", "p_better_n").iter_rows()
    return ["-" if share is None else f"{_half(share * n)} of {n}" for share, n in found]


def _half(wins: float) -> str:
    return f"{round(2 * wins) / 2:g}"
