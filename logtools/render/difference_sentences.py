"""Write the differences between groups as sentences."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from logtools.analysis.comparison.statistics import significance
from logtools.render.comparison_words import MOST_RUNS, interval_text, replicate, tolerance_text, value_name
from logtools.text.lists import listing
from logtools.text.numbers import count, number
from logtools.text.precision import p_text, p_value

if TYPE_CHECKING:
    import polars as pl

    from logtools.analysis.comparison import findings as found
    from logtools.analysis.comparison.comparison import Comparison
    from logtools.analysis.comparison.rows import DifferenceRow

__all__ = ["difference_text", "summary_text"]


def difference_text(finding: found.Difference, comparison: Comparison[pl.DataFrame]) -> str:
    """Say what the test of a group against the baseline shows."""
    row = finding.row
    if row.conclusion == "unconfirmed":
        return _unconfirmed(row, comparison)
    is_paired = row.pairs is not None and row.pairs == row.n == row.n_baseline
    word = replicate(comparison) if is_paired else "run"
    details = ", ".join(_details(finding, comparison, word, is_paired=is_paired))
    if row.conclusion == "equivalent":
        return f"{row.group} is equivalent to {row.baseline} within {tolerance_text(comparison)} ({details})."
    if row.conclusion != "not significant":
        return f"{row.group} is {row.conclusion} than {row.baseline} ({details})."
    few = ""
    if finding.smallest_p is not None and finding.smallest_p >= significance(comparison.confidence):
        few = f"; with so few runs p is at least {p_value(finding.smallest_p)}"
    more = f", but {row.group} is no better (one-sided)" if finding.no_better else ""
    nothing = _no_difference(comparison, is_equivalence_tested=row.p_equivalent is not None)
    claim = f"{nothing} between {row.group} and {row.baseline} ({details}{few}){more}."
    return claim + _power(row, comparison, word)


def _details(
    finding: found.Difference, comparison: Comparison[pl.DataFrame], word: str, *, is_paired: bool
) -> Iterator[str]:
    """Yield the number of runs, the difference with its interval, and the test; `word` is what repeats a run."""
    row = finding.row
    yield f"{count(row.n, word)} each" if row.n == row.n_baseline else f"{row.n} and {row.n_baseline} {word}s"
    if row.ci_low is not None and row.ci_high is not None and row.difference is not None:
        yield f"difference {number(row.difference, (row.ci_high - row.ci_low) / 2)}"
        yield interval_text(comparison, row.ci_low, row.ci_high)
    if is_paired:
        yield f"paired by {word if comparison.seeds else 'the other hyperparameters'}"
    elif row.pairs:
        yield count(row.pairs, f"shared {replicate(comparison) if comparison.seeds else 'combination'}")
    if row.method and finding.smallest_p is not None:
        yield row.method
    if row.conclusion != "equivalent":
        yield p_text(row.p_adjusted or 0.0)
    if row.p_equivalent is not None and row.conclusion in {"equivalent", "not significant"}:
        yield f"equivalence {p_text(row.p_equivalent)}"


def _no_difference(comparison: Comparison[pl.DataFrame], *, is_equivalence_tested: bool) -> str:
    nor = f", nor equivalence within {tolerance_text(comparison)}," if is_equivalence_tested else ""
    return f"No significant difference{nor}"


def _power(row: DifferenceRow, comparison: Comparison[pl.DataFrame], word: str) -> str:
    """Say which difference so many runs find, and how many runs it takes to find the present one."""
    if row.detectable_difference is None or row.difference is None:
        return ""
    text = f" Such a test finds a difference of {_two_digits(row.detectable_difference)} in 80% of cases"
    looked_for = max(abs(row.difference), comparison.margin or 0.0)
    needed = row.runs_needed or math.inf
    if comparison.folds or not looked_for or needed <= min(row.n, row.n_baseline):
        return f"{text}."
    what = _two_digits(looked_for) + (" (the tolerance)" if looked_for > abs(row.difference) else "")
    runs = f"more than {MOST_RUNS}" if needed > MOST_RUNS else f"about {needed}"
    return f"{text}; {what} takes {runs} {word}s each."


def _two_digits(value: float) -> str:
    rounded = float(f"{value:.2g}")  # 0.00999 to 0.010, which has one decimal less
    return number(rounded, rounded)


def _unconfirmed(row: DifferenceRow, comparison: Comparison[pl.DataFrame]) -> str:
    """Say that the best of the curves differs, and their level does not, or the other way."""
    best, level = row.difference or 0.0, row.level_difference or 0.0
    step = abs(best) / 10 or None
    end = f"last fifth: difference {number(row.level_difference, step)}"
    end += f", {p_text(row.level_p)}" if row.level_p is not None else ""
    if row.p_equivalent is not None and row.p_equivalent < significance(comparison.confidence):
        within = f"within {tolerance_text(comparison)}"
        return (
            f"The equivalence of {row.group} and {row.baseline} {within} is unconfirmed: {value_name(comparison)} is "
            f"equivalent, but the level of the curves is not ({end})."
        )
    differs = f"{value_name(comparison)} differs" + (f" ({number(best, step)})" if best else "")
    about = f"The difference between {row.group} and {row.baseline} is unconfirmed: {differs}, but"
    if best * level < 0 and row.level_p is not None and row.level_p < significance(comparison.confidence):
        return (
            f"{about} the end of the curves differs the other way ({end}), since some got worse after their best. "
            "Compare a test metric at the checkpoint (--at best:METRIC)."
        )
    return (
        f"{about} the level of the curves does not ({end}). The best of a longer or noisier curve is better by chance; "
        "compare a test metric, or --at last."
    )


def summary_text(finding: found.DifferenceSummary, comparison: Comparison[pl.DataFrame]) -> str:
    """Say which groups have the same conclusion."""
    groups = finding.groups
    if finding.conclusion == "not significant":
        counts = f"{len(groups)} of {finding.tested} groups"
        nothing = _no_difference(comparison, is_equivalence_tested=comparison.margin is not None)
        text = f"{nothing} between {finding.baseline} and {counts}: {listing(groups)}."
        if finding.detectable is not None:
            text += f" The tests find a difference of {_two_digits(finding.detectable)} in 80% of cases."
        return text
    if finding.conclusion == "unconfirmed":
        counts = f"{len(groups)} of {finding.tested} groups"
        why = "their best values differ, but the level of the curves does not (last fifth)"
        return f"The difference between {finding.baseline} and {counts} is unconfirmed, {why}: {listing(groups)}."
    verb = "is" if len(groups) == 1 else "are"
    if finding.conclusion == "equivalent":
        counts = f"{len(groups)} of {finding.tested} groups {verb} equivalent"
        return f"{counts} to {finding.baseline} within {tolerance_text(comparison)}: {listing(groups)}."
    counts = f"{len(groups)} of {finding.tested} groups {verb} {finding.conclusion}"
    return f"{counts} than {finding.baseline}: {listing(groups)}."
