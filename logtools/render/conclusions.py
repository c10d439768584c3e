"""Write the findings of a comparison as sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from logtools.analysis.comparison import findings as found
from logtools.render.comparison_words import interval_text, no_value, replicate, value_name
from logtools.render.difference_sentences import difference_text, summary_text
from logtools.text.lists import listing
from logtools.text.numbers import count, number, percentage

if TYPE_CHECKING:
    import polars as pl

    from logtools.analysis.comparison.comparison import Comparison
    from logtools.analysis.comparison.next_run import NextRun

__all__ = ["METHODS", "REASONS", "another_run_text", "finding_text"]

#: Descriptions of the tests in `differences.method`.
METHODS = {
    "paired t": "Student's t-test and confidence interval of the differences between runs with the same seed",
    "partially paired t": "t-test and confidence interval of two means; some runs of both groups have the same seed",
    "Welch's t": "Welch's t-test and confidence interval of the difference of two means (unequal variances)",
    "Student's t": "Student's t-test and confidence interval of two means (equal variances), one of a single run",
    "Tukey": "Tukey-Kramer test and simultaneous confidence intervals of all pairs of groups, one model of all runs",
    "Dunnett": "Dunnett's test and simultaneous confidence intervals against the baseline, one model of all runs",
    "sign test": "exact sign test of runs with the same seed; a diverged run is worse than all others",
    "rank test": "exact permutation test of mean ranks; a diverged run ranks below all others",
}
#: More groups than this are counted, not named, if all may be best.
_MANY = 4
#: What the length of runs does to their value, by `Comparison.at`.
_LONGER = {
    "best": " Longer runs have more chances to be best; --at common compares all at the same epoch or step.",
    "auc": " The curve of a longer run is higher on average if it ends on a plateau.",
}
#: Reasons why a group has no confidence interval.
REASONS = {
    "n = 1": "single run",
    "equal values": "all values are equal",
    "values too large": "values are too large",
    "no finite value": "no finite value",
}


def finding_text(finding: found.Finding, comparison: Comparison[pl.DataFrame]) -> str:  # noqa: C901, PLR0911, PLR0912 - one branch per kind
    """Return a finding of `comparison` as one or two sentences, not escaped."""
    match finding:
        case found.MayBeBest():
            return _may_be_best(finding, comparison)
        case found.NothingRepeated():
            return "No setting was repeated, so differences cannot be tested. Run more seeds."
        case found.BestGroup():
            return _best_group(finding, comparison)
        case found.BestSingleRun(group=group, value=value):
            return f"{group} ranks first with a single run ({value_name(comparison)} = {number(value)})."
        case found.AnotherRun():
            return another_run_text(finding)
        case found.CommonPlace(at=at):
            unit, _, place = at.partition("=")
            others = " other" if any(isinstance(one, found.MissingValues) for one in comparison.findings) else ""
            return f"Values are from {unit} {place}, the last {unit} that all{others} runs have."
        case found.TestMetrics(metrics=metrics, at=at):
            place = "the last test" if at == "last" else at.replace(":", " ")
            why = "the best of several tests would be selected on the test set"
            return f"{listing(metrics)}: the value is from {place}, because {why}."
        case found.SingleRunGroups(groups=groups):
            verb = "has a single run" if len(groups) == 1 else "have a single run each"
            return f"{listing(groups)} {verb}: tests assume the spread of the other groups."
        case found.Difference():
            return difference_text(finding, comparison)
        case found.DifferenceSummary():
            return summary_text(finding, comparison)
        case found.CorrectedPValues():
            return _correction(finding)
        case found.CopiedRuns(runs=runs, of=of):
            verb = "has" if len(runs) == 1 else "have"
            return (
                f"{listing(runs)} {verb} the same curves as {listing(tuple(dict.fromkeys(of)))}, so they count as one "
                "run: a copied folder, or a seed without effect."
            )
        case found.AveragedSeeds(seeds=seeds):
            word = replicate(comparison)
            return f"Runs of a group with the same {word} are averaged to one value ({word} {listing(seeds)})."
        case found.ContinuedRuns(runs=runs):
            verb = "continues another run and is" if len(runs) == 1 else "continue other runs and are"
            return f"{listing(runs)} {verb} not counted in any group. To merge resumed runs: --stitch"
        case found.UntestedGroups(groups=groups, baseline=baseline, all_groups=every):
            if every:
                return f"No group could be tested against {baseline}: a test needs several runs of a setting."
            return f"Not tested against {baseline} (too few runs): {listing(groups)}."
        case found.CorrectedFolds():
            return "Folds share training data; intervals and p-values are corrected for this (Nadeau and Bengio)."
        case found.DependentFolds():
            return (
                "Folds share training data, so they differ less than independent runs: intervals are too narrow and "
                "p-values too small, by an unknown amount."
            )
        case found.DivergedRuns():
            return _diverged(finding, no_value(comparison))
        case found.OutlyingRuns():
            return _outlying(finding)
        case found.UnstableEnds(runs=runs):
            return f"Ended in NaN or inf; ranked by an earlier value: {listing(runs)}."
        case found.MissingValues(runs=runs):
            label = comparison.ranking.label if comparison.ranking else "value"
            at = f" at {comparison.at}" if comparison.at not in {"best", "last"} else ""
            return f"Excluded (no {label}{at}): {listing(runs)}."
        case found.ActiveRuns(runs=runs):
            return f"{listing(runs)} may still be running; values may change."
        case found.ShorterRuns(runs=runs, total=total):
            counts = f"{len(runs)} of {total} runs {'is' if len(runs) == 1 else 'are'} shorter than the longest"
            return f"{counts}: {listing(runs)}.{_LONGER.get(comparison.at, '')}"
        case found.SharedRuns(runs=runs, left_out_of=side):
            verb = "was" if len(runs) == 1 else "were"
            return f"{listing(runs)} {verb} given on both sides and left out of the {side}."
        case found.SingleStepValues(runs=runs, metrics=metrics):
            values = f"{listing(metrics)} of {listing(runs)}"
            return f"Logged per step only (values are single batches, not epoch means): {values}."
        case found.PlaceholderValues():
            return _placeholders(finding)
        case found.OtherSpellings():
            return _spellings(finding)
        case found.SmoothedValues(smoothing=smoothing):
            return (
                f"Ranking values are from smoothed curves ({smoothing}). JSON and CSV have the logged values in the "
                "column unsmoothed."
            )
        case found.UnbalancedGrid(hparams=names):
            return f"Unbalanced grid of {listing(names)}: per-value means are confounded by the other hyperparameters."
        case found.VaryingWithinGroups(hparams=names):
            return f"Runs of a group also differ in {listing(names)}, so their spread is not seed noise alone."
        case found.OneGroup():
            return "Hyperparameters and folders do not differ between runs, so all runs are one group."
        case found.UnknownSettings():
            return "No hyperparameters logged; each run is its own setting. To group by folder: --by path:1"
        case found.IgnoredHparams(hparams=names):
            return f"Not used for groups because each run has a different value: {listing(names)}."
    raise TypeError(f"no text for {finding!r}")


def _placeholders(finding: found.PlaceholderValues) -> str:
    rows = zip(finding.runs, finding.metrics, finding.values, strict=True)
    parts = [f"{metric} of {run} (only {value:g})" for run, metric, value in rows]
    return f"Left out, because a placeholder was logged: {listing(parts)}."


def _spellings(finding: found.OtherSpellings) -> str:
    rows = zip(finding.metrics, finding.labels, finding.runs, strict=True)
    parts = [f"{metric} of {count(runs, 'run')} is shown as {label}" for metric, label, runs in rows]
    return f"One metric, spelled differently: {listing(parts)}."


def another_run_text(finding: found.AnotherRun | NextRun) -> str:
    """Say what another run of the best setting is expected to give."""
    value, shortfall = number(finding.value, finding.shortfall), number(finding.shortfall, finding.shortfall)
    best = f"the best of {count(finding.runs, 'run')} is partly luck"
    if finding.basis == "group":
        return (
            f"Another run of {finding.group} would be worse by about {shortfall} (the group mean is {value}): {best}."
        )
    least = "at least " if finding.basis == "curve" else ""
    noise = "the noise of its curve" if finding.basis == "curve" else "the spread of repeated settings"
    return f"Another run of this setting would be worse by {least}about {shortfall} (from {noise}): {best}."


def _may_be_best(finding: found.MayBeBest, comparison: Comparison[pl.DataFrame]) -> str:
    level = percentage(comparison.confidence)
    if len(finding.groups) == 1:
        return f"At least as good as all others ({level}): {finding.groups[0]}."
    if len(finding.groups) == finding.tested > _MANY:
        return f"May still be best ({level}): all {finding.tested} groups."
    return f"May still be best ({level}): {listing(finding.groups)}."


def _correction(finding: found.CorrectedPValues) -> str:
    names = {"sign test": "Bonferroni", "rank test": "Bonferroni"}
    how = listing(tuple(dict.fromkeys(names.get(name, name) for name in finding.methods)))
    if not finding.baseline_given:
        pairs = f"all {count(finding.comparisons, 'pair')} because the baseline was chosen from the same results"
        return f"P-values and intervals are corrected for {pairs} ({how})."
    text = f"P-values and intervals are corrected for {count(finding.comparisons, 'comparison')} ({how})."
    if finding.baseline_best:
        text += " The baseline is also the best group: if you chose it for that, leave out --baseline."
    return text


def _best_group(finding: found.BestGroup, comparison: Comparison[pl.DataFrame]) -> str:
    row = finding.row
    tied = f" (tied with {listing(finding.tied)})" if finding.tied else ""
    verb = "is the only group" if finding.only else f"ranks first{tied}"
    interval = f"no confidence interval: {REASONS.get(row.reason or '', row.reason)}"
    if row.ci_low is not None and row.ci_high is not None:
        interval = interval_text(comparison, row.ci_low, row.ci_high)
    mean = f"mean {value_name(comparison)} = {number(row.mean, row.std)}"
    return f"{row.group} {verb}: {mean}, {interval} ({count(row.n, 'run')})."


def _outlying(finding: found.OutlyingRuns) -> str:
    pairs = zip(finding.runs, finding.values, finding.medians, strict=True)
    runs = [
        f"{run} ({number(value, abs(value - centre) / 10)}, median {number(centre)})" for run, value, centre in pairs
    ]
    verb = "is far from its group" if len(runs) == 1 else "are far from their groups"
    return f"{listing(runs)} {verb}; compare the medians. To count such runs as diverged: --failed CONDITION"


def _diverged(finding: found.DivergedRuns, what: str) -> str:
    total = finding.n + finding.diverged
    if not finding.n:
        which = "the run" if total == 1 else "both runs" if total == 2 else f"all {total} runs"
        if what != "diverged" and total > 1:
            which, what = f"none of {total} runs", what.removeprefix("never ")
        return f"{finding.group}: {which} {what}; no mean and no rank."
    share = "diverged" if what == "diverged" else "such"
    return (
        f"{finding.group}: {finding.diverged} of {total} runs {what}. Its statistics use only the other "
        f"{finding.n}, so they look too good. It ranks below groups with a smaller share of {share} runs."
    )
