"""What can be concluded from a comparison, and what cannot, in plain sentences.

Each sentence stands for something in the frames that a reader of a table may overlook: how few runs there are, which
diverged, what was paired, what the numbers were corrected for. The wording claims no more than the tests do: groups
that cannot be told apart are not called equal.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import polars as pl

from logtools.analysis.comparison.effects import is_crossed, varying
from logtools.analysis.comparison.group_labels import FOLDERS
from logtools.analysis.comparison.statistics import smallest_p
from logtools.text.lists import listing
from logtools.text.numbers import number
from logtools.text.precision import p_value

if TYPE_CHECKING:
    from logtools.analysis.comparison.comparison import Comparison
    from logtools.analysis.comparison.groups import Grouping

__all__ = ["conclusions"]

_MANY = 4  # differences that get a sentence each; more are summed up


def conclusions(comparison: Comparison, grouping: Grouping, *, single_steps: pl.DataFrame) -> tuple[str, ...]:
    """Return the sentences about groups and values, the most important first; none about what the frames say plainly.

    `single_steps` is what `columns.single_steps` returns.
    """
    if comparison.ranking is None:
        return ()
    said = [
        *_best(comparison),
        *_alone(comparison),
        *_differences(comparison, "fold" if grouping.folds else "seed"),
        *(_folds(comparison) if grouping.folds else ()),
        *_diverged(comparison),
        *_incomplete(comparison),
    ]
    said += [*_lengths(comparison), *_single_steps(single_steps), *_smoothing(comparison)]
    said += [*_effects(comparison, grouping.members), *_pooled(grouping.pooled), *_grouping(comparison)]
    if grouping.ignored:
        said.append(f"Different in each run and taken for its name, not for a setting: {listing(grouping.ignored)}.")
    return tuple(said)


def _best(comparison: Comparison) -> Iterator[str]:
    groups, ranking = comparison.groups, comparison.ranking
    if ranking is None or not groups.height or groups["rank"][0] is None:
        return
    first = groups.row(0, named=True)
    if not _repeated(comparison):
        if groups.height > 1 and not _is_unknown(comparison):
            yield (
                "No setting was run more than once, so nothing tells a difference from chance: repeat the settings "
                "that matter with other seeds."
            )
        return
    if first["n"] == 1:
        value = f"{_named(comparison)} {number(first['mean'])}"
        yield f"{first['group']} ranks first with one run ({value}): too little to tell it from chance."
        if comparison.baseline and not comparison.baseline_given and comparison.baseline != first["group"]:
            yield f"The others are compared with {comparison.baseline}, the best of those that were repeated."
        return
    shown = f"mean {_named(comparison)} {number(first['mean'], first['std'])}"
    if first["ci_low"] is None:
        shown += f", no interval: {first['reason']}"
    else:
        half = (first["ci_high"] - first["ci_low"]) / 2
        shown += f", {_interval(comparison, first['ci_low'], first['ci_high'], half)}"
    equals = groups.filter(pl.col("rank") == 1)["group"].to_list()
    alike = f", equal to {listing(equals[1:])}" if len(equals) > 1 else ""
    verb = f"ranks first{alike}" if groups.height > 1 else "is the only group"
    yield f"{first['group']} {verb}: {shown} ({_count(first['n'])})."


def _alone(comparison: Comparison) -> Iterator[str]:
    alone = [row["group"] for row in comparison.groups.iter_rows(named=True) if row["n"] == 1]
    if alone and _repeated(comparison):
        whose = "has one run" if len(alone) == 1 else "have one run each"
        yield f"{listing(alone)} {whose}: no interval, because one run does not tell how much runs differ."


def _repeated(comparison: Comparison) -> bool:
    return not comparison.groups.filter(pl.col("n") + pl.col("diverged") > 1).is_empty()


def _named(comparison: Comparison) -> str:
    """Name the values that rank: `best val_acc`, `val_acc at epoch=10`."""
    if comparison.ranking is None:
        return "value"
    smoothed = "smoothed " if comparison.smooth else ""
    if "=" in comparison.at:
        return f"{smoothed}{comparison.ranking.label} at {comparison.at}"
    return f"{comparison.at} {smoothed}{comparison.ranking.label}"


def _interval(comparison: Comparison, low: float, high: float, uncertainty: float) -> str:
    ends = " to ".join(number(end, uncertainty) for end in (low, high))
    return f"{100 * comparison.confidence:.4g} % interval {ends}"


def _count(n: int) -> str:
    return "1 run" if n == 1 else f"{n} runs"


def _differences(comparison: Comparison, repeat: str) -> Iterator[str]:
    rows = list(comparison.differences.iter_rows(named=True))
    tested = [row for row in rows if row["p"] is not None]
    if len(tested) <= _MANY:
        for row in tested:
            yield _difference(row, comparison, repeat)
    else:
        yield from _summed_up(tested, comparison)
    if tested and comparison.comparisons > 1:
        why = "" if comparison.baseline_given else ", all pairs, since these results picked the best"
        yield (
            f"The p-values, and with them what is concluded, are corrected for {comparison.comparisons} comparisons by "
            f"Holm's method{why}; each interval is of its comparison alone."
        )
    missing = {row["unpaired"] for row in tested if row["unpaired"]}
    for seeds in sorted(missing):
        names = [row["group"] for row in tested if row["unpaired"] == seeds]
        tested_on = f"{listing(names)} and {comparison.baseline}"
        yield f"Without a partner, and left out of the test of {tested_on}: {repeat} {seeds}."
    apart = [row["group"] for row in rows if row["p"] is None]
    if apart and tested:
        yield f"Not tested against {comparison.baseline}, with too few runs: {listing(apart)}."
    elif apart and _repeated(comparison):
        yield f"No difference to {comparison.baseline} could be tested: it takes two runs on each side."


def _difference(row: dict[str, object], comparison: Comparison, repeat: str) -> str:
    """Say of one group what its test says."""
    baseline, group = row["baseline"], row["group"]
    pairs = row["pairs"]
    n, n_baseline = row["n"], row["n_baseline"]
    repeats = f"{repeat}s" if pairs else "runs"
    counts = f"{n} {repeats} each" if n == n_baseline else f"{n} and {n_baseline} {repeats}"
    told = p_value(float(str(row["p_adjusted"])))
    p = f"p {told}" if told.startswith("<") else f"p = {told}"
    ranked = f"{row['method']}, " if row["method"] in {"sign test", "rank test"} else ""
    shown = f"{f'paired by {repeat}, ' if pairs else ''}{ranked}{p}"
    low, high, value = row["ci_low"], row["ci_high"], row["difference"]
    if isinstance(low, float) and isinstance(high, float) and isinstance(value, float):
        half = (high - low) / 2
        shown = f"difference {number(value, half)}, {_interval(comparison, low, high, half)}, {shown}"
    if row["conclusion"] == "not significant":
        least = smallest_p(int(str(n)), None if pairs else int(str(n_baseline))) if ranked else 0.0
        few = f"; so few runs cannot give less than p = {least:.2g}" if least >= 1 - comparison.confidence else ""
        return f"{baseline} and {group} cannot be told apart with {counts} ({shown}{few})."
    return f"{group} is {row['conclusion']} than {baseline} with {counts} ({shown})."


def _folds(comparison: Comparison) -> Iterator[str]:
    if not comparison.groups.filter(pl.col("n") > 1).is_empty():
        yield (
            "Folds are trained on much the same data, so they differ less than independent runs: intervals are too "
            "narrow, and p-values too small, by an amount that they themselves do not tell."
        )


def _summed_up(tested: Sequence[dict[str, object]], comparison: Comparison) -> Iterator[str]:
    for conclusion in ("better", "worse"):
        names = [str(row["group"]) for row in tested if row["conclusion"] == conclusion]
        if names:
            verb = "is" if len(names) == 1 else "are"
            counts = f"{len(names)} of {len(tested)} groups {verb} {conclusion}"
            yield f"{counts} than {comparison.baseline}: {listing(names)}."
    unclear = [str(row["group"]) for row in tested if row["conclusion"] == "not significant"]
    if unclear:
        yield f"{comparison.baseline} cannot be told apart from {len(unclear)} of {len(tested)}: {listing(unclear)}."


def _diverged(comparison: Comparison) -> Iterator[str]:
    for row in comparison.groups.filter(pl.col("diverged") > 0).head(_MANY).iter_rows(named=True):
        total = row["n"] + row["diverged"]
        if not row["n"]:
            which = "the run" if total == 1 else f"all {total} runs"
            yield f"{row['group']}: {which} diverged, so it has no mean and no rank."
            continue
        yield (
            f"{row['group']}: {row['diverged']} of {total} runs diverged. Its numbers are of the other {row['n']} and "
            "flatter it; it ranks behind groups in which fewer diverged."
        )
    ended = _flagged(comparison, "not finite at the end")
    if ended:
        yield f"Not finite at the end, so that only an earlier value counts: {listing(ended)}."


def _flagged(comparison: Comparison, flag: str) -> list[str]:
    found = comparison.runs.filter(pl.col("caveats").str.contains(flag, literal=True))
    return found.get_column("run").to_list()


def _incomplete(comparison: Comparison) -> Iterator[str]:
    ranking = comparison.ranking
    missing = [*_flagged(comparison, "not logged"), *_flagged(comparison, "no value there")]
    if missing and ranking is not None:
        place = f" at {comparison.at}" if "=" in comparison.at else ""
        yield f"Without {ranking.label}{place}, and in no mean: {listing(missing)}."
    active = _flagged(comparison, "active")
    if active:
        verb = "is" if len(active) == 1 else "are"
        yield f"{listing(active)} {verb} perhaps still running: what stands here counts, and may change."


def _lengths(comparison: Comparison) -> Iterator[str]:
    shorter = _flagged(comparison, "shorter")
    if shorter:
        more = " A longer run has more chances to be best." if comparison.at == "best" else ""
        counts = f"{len(shorter)} of {comparison.runs.height} runs {'is' if len(shorter) == 1 else 'are'}"
        yield f"{counts} shorter than the longest: {listing(shorter)}.{more}"


def _single_steps(values: pl.DataFrame) -> Iterator[str]:
    if values.height:
        runs, labels = (listing(values[name].unique(maintain_order=True).to_list()) for name in ("run", "label"))
        yield f"Logged per step alone, so that the value is that of one step, not of an epoch: {labels} of {runs}."


def _smoothing(comparison: Comparison) -> Iterator[str]:
    if comparison.smooth:
        yield (
            f"The values that rank are of curves smoothed by a {comparison.smooth}: none of them was logged; what was "
            "stands as `raw` in JSON and CSV."
        )


def _effects(comparison: Comparison, members: pl.DataFrame) -> Iterator[str]:
    names = varying(members)
    if len(names) > 1 and comparison.effects.height and not is_crossed(members):
        yield (
            f"{listing(names)} were not tried in all combinations equally often: the mean of a level also "
            "reflects what it was combined with."
        )


def _grouping(comparison: Comparison) -> Iterator[str]:
    if comparison.runs.height > 1 and comparison.groups.height == 1 and not comparison.seeds:
        yield "Nothing recorded tells the runs apart: they count as repeats of one setting."
    if _is_unknown(comparison):
        yield (
            "Nothing but the names of the runs is known, so each counts as a setting of its own: where a part of the "
            "name is the setting, compare by that, such as path:1 for the first."
        )


def _is_unknown(comparison: Comparison) -> bool:
    """Tell whether nothing is known of the runs but their names."""
    alone = comparison.groups.height == comparison.runs.height
    return alone and comparison.by == (FOLDERS,) and not comparison.seeds


def _pooled(names: Sequence[str]) -> Iterator[str]:
    if names:
        verb = "differs" if len(names) == 1 else "differ"
        yield (
            f"{listing(names)} {verb} within the groups too, so their spread is not that of seeds alone, and may be "
            "the cause of a difference, or hide one."
        )
