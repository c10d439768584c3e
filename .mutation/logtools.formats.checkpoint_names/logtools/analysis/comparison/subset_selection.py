"""Select the groups that may be the best: a group is left out only if it is significantly worse than the best one.

For each group the question is one-sided, whether it is as good as all others, so that the limits are those of Dunnett's
one-sided test (Gupta 1965, Technometrics 7; Hsu 1984, Annals of Statistics 12). The selection contains the truly best
group with the probability `confidence`. With unequal numbers of runs, all are taken as equal to the smallest (Slepian's
inequality), and a group is compared with the best mean only: both keep more groups.
"""

from __future__ import annotations

import math

import polars as pl

from logtools.analysis.comparison.group_differences import GroupTest, Side, rank_difference, sides_of
from logtools.analysis.comparison.statistics import significance

__all__ = ["may_be_best"]


def may_be_best(samples: pl.DataFrame, groups: pl.DataFrame, rules: GroupTest) -> list[bool | None]:
    """Return for each row of `groups` whether the group may be the best; None if that is not tested.

    The arguments are those of `group_differences.compare_groups`.
    """
    sides = {name: side for name, side in sides_of(samples, groups).items() if side}
    finite = {name: side for name, side in sides.items() if all(math.isfinite(value) for _, value in side)}
    selected: dict[str, bool] = {}
    if len(sides) > 1 and finite:
        selected = _selected(finite, rules, others=len(sides) - 1)
    if selected:
        best = next(name for name in groups.get_column("group") if name in finite)
        for name in sides.keys() - finite.keys():
            test = rank_difference(sides[name], sides[best], rules, comparisons=len(sides) - 1)
            worse = test.p_adjusted is not None and test.p_adjusted < significance(rules.confidence) and not test.better
            selected[name] = not worse
    return [selected.get(name) for name in groups.get_column("group")]


def _selected(sides: dict[str, Side], rules: GroupTest, *, others: int) -> dict[str, bool]:
    """Return whether each group with finite values may be the best; nothing if values do not vary."""
    import numpy as np

    from logtools.analysis.comparison.group_model import fit
    from logtools.analysis.comparison.multiple_comparisons import dunnett_one_sided

    model = fit(list(sides.values()))
    if model is None:
        return {}
    means = model.means if rules.direction == "max" else -model.means
    best = int(means.argmax())
    factor = 1 + rules.inflation * np.minimum(model.n, model.n[best])
    limit = np.zeros(len(means))
    for n in np.unique(model.n):
        largest = dunnett_one_sided((int(model.n.min()),) * others, int(n))
        same = model.n == n
        for spread in model.spreads(best):
            critical = largest.critical(spread.freedom[same], confidence=rules.confidence)
            limit[same] = np.maximum(
                limit[same], critical * np.sqrt(np.maximum(spread.variance[same], 0.0) * factor[same])
            )
    inside = means[best] - means <= limit
    inside[best] = True
    return dict(zip(sides, inside.tolist(), strict=True))
