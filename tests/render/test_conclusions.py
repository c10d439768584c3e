"""Every finding has a sentence."""

from __future__ import annotations

from dataclasses import replace

import polars as pl
import pytest

from logtools import schema
from logtools.analysis.comparison import findings as found
from logtools.analysis.comparison.comparison import Comparison
from logtools.analysis.comparison.group_differences import METHODS as TESTS
from logtools.analysis.comparison.metric_columns import MetricColumn
from logtools.analysis.comparison.rows import DifferenceRow, GroupRow
from logtools.analysis.curves.smoothing import parse
from logtools.render.conclusions import METHODS, finding_text

COMPARISON = Comparison(
    ranking=MetricColumn(label="val_loss", statistic="best", direction="min", stage="val"),
    inferred=True,
    seeds=("seed",),
    hparams=(),
    constants={},
    metric_columns=(),
    runs=pl.DataFrame(schema=schema.COMPARISON_RUNS),
    groups=pl.DataFrame(schema=schema.COMPARISON_GROUPS),
    differences=pl.DataFrame(schema=schema.COMPARISON_DIFFERENCES),
    effects=pl.DataFrame(schema=schema.COMPARISON_EFFECTS),
)
BEST = GroupRow(
    group="A", rank=1, runs=4, n=4, diverged=0, missing=0, mean=0.25, std=0.012, ci_low=0.231, ci_high=0.269
)
TEST = DifferenceRow(
    group="B", baseline="A", n=5, n_baseline=5, pairs=5, difference=0.1234, ci_low=0.1, ci_high=0.15, p=0.0001,
    p_adjusted=0.0002, method="paired t", conclusion="worse",
)  # fmt: skip
UNCONFIRMED = replace(TEST, conclusion="unconfirmed", level_difference=0.02, level_p=0.4)
UNCLEAR = replace(TEST, conclusion="not significant", p_adjusted=0.31)
RANKS = replace(UNCLEAR, n=3, n_baseline=3, pairs=None, ci_low=None, ci_high=None, method="rank test", p_adjusted=0.1)

SENTENCES = [
    (found.NothingRepeated(), "No setting was repeated, so differences cannot be tested. Run more seeds."),
    (found.BestGroup(row=BEST, tied=(), only=False),
     "A ranks first: mean best val_loss = 0.250, 95% CI [0.231, 0.269] (4 runs)."),
    (found.BestGroup(row=BEST, tied=("B", "C"), only=False),
     "A ranks first (tied with B, C): mean best val_loss = 0.250, 95% CI [0.231, 0.269] (4 runs)."),
    (found.BestGroup(row=replace(BEST, n=2, std=0.0, ci_low=None, ci_high=None, reason="equal values"), tied=(),
                     only=True),
     "A is the only group: mean best val_loss = 0.25, no confidence interval: all values are equal (2 runs)."),
    (found.AnotherRun(group="A", value=0.26, shortfall=0.012, runs=12, basis="group"),
     "Another run of A would be worse by about 0.012 (the group mean is 0.260): the best of 12 runs is partly luck."),
    (found.AnotherRun(group="A", value=0.26, shortfall=0.012, runs=12, basis="curve"),
     ("Another run of this setting would be worse by at least about 0.012 (from the noise of its curve): the best of "
      "12 runs is partly luck.")),
    (found.AnotherRun(group="A", value=0.26, shortfall=0.012, runs=12, basis="other groups"),
     ("Another run of this setting would be worse by about 0.012 (from the spread of repeated settings): the best of "
      "12 runs is partly luck.")),
    (found.CommonPlace(at="epoch=9"), "Values are from epoch 9, the last epoch that all runs have."),
    (found.TestMetrics(metrics=("test_acc",), at="best:val_acc"),
     "test_acc: the value is from best val_acc, because the best of several tests would be selected on the test set."),
    (found.TestMetrics(metrics=("test_acc", "test_f1"), at="last"),
     ("test_acc, test_f1: the value is from the last test, because the best of several tests would be selected on the "
      "test set.")),
    (found.Difference(row=UNCONFIRMED, smallest_p=None, no_better=False),
     ("The difference between B and A is unconfirmed: best val_loss differs (0.123), but the level of the curves does "
      "not (last fifth: "
      "difference 0.020, p = 0.4). The best of a longer or noisier curve is better by chance; compare a test metric, "
      "or --at last.")),
    (found.Difference(
        row=replace(UNCONFIRMED, level_difference=-0.2, level_p=0.0001), smallest_p=None, no_better=False
     ),
     ("The difference between B and A is unconfirmed: best val_loss differs (0.123), but the end of the curves differs "
      "the other way (last "
      "fifth: difference -0.200, p < 0.001), since some got worse after their best. Compare a test metric at the "
      "checkpoint (--at best:METRIC).")),
    (found.DifferenceSummary(conclusion="unconfirmed", groups=("B", "C"), tested=6, baseline="A"),
     ("The difference between A and 2 of 6 groups is unconfirmed, their best values differ, but the level of the "
      "curves does not (last fifth): B, C.")),
    (found.BestSingleRun(group="A", value=0.5), "A ranks first with a single run (best val_loss = 0.5)."),
    (found.MayBeBest(groups=("A", "B"), tested=3), "May still be best (95%): A, B."),
    (found.MayBeBest(groups=("A", "B", "C"), tested=3), "May still be best (95%): A, B, C."),
    (found.MayBeBest(groups=tuple("ABCDE"), tested=5), "May still be best (95%): all 5 groups."),
    (found.MayBeBest(groups=("A",), tested=3), "At least as good as all others (95%): A."),
    (found.SingleRunGroups(groups=("A",)), "A has a single run: tests assume the spread of the other groups."),
    (found.SingleRunGroups(groups=("A", "B")),
     "A, B have a single run each: tests assume the spread of the other groups."),
    (found.Difference(row=TEST, smallest_p=None, no_better=False),
     "B is worse than A (5 seeds each, difference 0.123, 95% CI [0.100, 0.150], paired by seed, p < 0.001)."),
    (found.Difference(row=UNCLEAR, smallest_p=None, no_better=False),
     ("No significant difference between B and A (5 seeds each, difference 0.123, 95% CI [0.100, 0.150], paired by "
     "seed, p = 0.31).")),
    (found.Difference(row=replace(UNCLEAR, detectable_difference=0.21, runs_needed=9), smallest_p=None,
                      no_better=False),
     ("No significant difference between B and A (5 seeds each, difference 0.123, 95% CI [0.100, 0.150], paired by "
     "seed, p = 0.31). Such a test finds a difference of 0.21 in 80% of cases; 0.12 takes about 9 seeds each.")),
    (found.Difference(row=replace(UNCLEAR, detectable_difference=0.21, difference=0.0001, runs_needed=101),
                      smallest_p=None, no_better=False),
     ("No significant difference between B and A (5 seeds each, difference 0.000, 95% CI [0.100, 0.150], paired by "
     "seed, p = 0.31). Such a test finds a difference of 0.21 in 80% of cases; 0.00010 takes more than 100 seeds "
     "each.")),
    (found.Difference(row=UNCLEAR, smallest_p=None, no_better=True),
     ("No significant difference between B and A (5 seeds each, difference 0.123, 95% CI [0.100, 0.150], paired by "
     "seed, p = 0.31), but B is no better (one-sided).")),
    (found.Difference(row=RANKS, smallest_p=0.1, no_better=False),
     ("No significant difference between B and A (3 runs each, rank test, p = 0.1; with so few runs p is at least "
      "0.1).")),
    (found.Difference(row=replace(RANKS, n=30), smallest_p=0.001, no_better=False),
     "No significant difference between B and A (30 and 3 runs, rank test, p = 0.1)."),
    (found.DifferenceSummary(conclusion="not significant", groups=("B", "C"), tested=6, baseline="A", detectable=0.123),
     ("No significant difference between A and 2 of 6 groups: B, C. The tests find a difference of 0.12 in 80% of "
      "cases.")),
    (found.DifferenceSummary(conclusion="worse", groups=("B", "C"), tested=6, baseline="A"),
     "2 of 6 groups are worse than A: B, C."),
    (found.DifferenceSummary(conclusion="better", groups=("B",), tested=6, baseline="A"),
     "1 of 6 groups is better than A: B."),
    (found.DifferenceSummary(conclusion="not significant", groups=("B", "C"), tested=6, baseline="A"),
     "No significant difference between A and 2 of 6 groups: B, C."),
    (found.CorrectedPValues(comparisons=78, baseline_given=False, baseline_best=True, methods=("Tukey", "rank test")),
     ("P-values and intervals are corrected for all 78 pairs because the baseline was chosen from the same results "
      "(Tukey, Bonferroni).")),
    (found.CorrectedPValues(comparisons=2, baseline_given=True, baseline_best=False, methods=("Dunnett",)),
     "P-values and intervals are corrected for 2 comparisons (Dunnett)."),
    (found.CorrectedPValues(comparisons=2, baseline_given=True, baseline_best=True, methods=("Dunnett",)),
     ("P-values and intervals are corrected for 2 comparisons (Dunnett). The baseline is also the best group: if you "
      "chose it for that, leave out --baseline.")),
    (found.CopiedRuns(runs=("b", "c"), of=("a", "a")),
     "b, c have the same curves as a, so they count as one run: a copied folder, or a seed without effect."),
    (found.AveragedSeeds(seeds=("1",)), "Runs of a group with the same seed are averaged to one value (seed 1)."),
    (found.AveragedSeeds(seeds=("1", "2")),
     "Runs of a group with the same seed are averaged to one value (seed 1, 2)."),
    (found.ContinuedRuns(runs=("b",)),
     "b continues another run and is not counted in any group. To merge resumed runs: --stitch"),
    (found.ContinuedRuns(runs=("b", "c")),
     "b, c continue other runs and are not counted in any group. To merge resumed runs: --stitch"),
    (found.CorrectedFolds(),
     "Folds share training data; intervals and p-values are corrected for this (Nadeau and Bengio)."),
    (found.UntestedGroups(groups=("B",), baseline="A", all_groups=False), "Not tested against A (too few runs): B."),
    (found.UntestedGroups(groups=("B",), baseline="A", all_groups=True),
     "No group could be tested against A: a test needs several runs of a setting."),
    (found.DependentFolds(),
     ("Folds share training data, so they differ less than independent runs: intervals are too narrow and p-values too "
     "small, by an unknown amount.")),
    (found.DivergedRuns(group="A", diverged=1, n=0), "A: the run diverged; no mean and no rank."),
    (found.DivergedRuns(group="A", diverged=2, n=0), "A: both runs diverged; no mean and no rank."),
    (found.DivergedRuns(group="A", diverged=1, n=3),
     ("A: 1 of 4 runs diverged. Its statistics use only the other 3, so they look too good. It ranks below groups "
     "with a smaller share of diverged runs.")),
    (found.OutlyingRuns(runs=("a",), values=(0.1,), medians=(0.93,)),
     ("a (0.100, median 0.93) is far from its group; compare the medians. To count such runs as diverged: --failed "
      "CONDITION")),
    (found.OutlyingRuns(runs=("a", "b"), values=(0.1, 0.2), medians=(0.93, 0.93)),
     ("a (0.100, median 0.93), b (0.200, median 0.93) are far from their groups; compare the medians. To count such "
      "runs as diverged: --failed CONDITION")),
    (found.UnstableEnds(runs=("a",)), "Ended in NaN or inf; ranked by an earlier value: a."),
    (found.MissingValues(runs=("a", "b")), "Excluded (no val_loss): a, b."),
    (found.ActiveRuns(runs=("a", "b")), "a, b may still be running; values may change."),
    (found.ShorterRuns(runs=("a",), total=3),
     ("1 of 3 runs is shorter than the longest: a. Longer runs have more chances to be best; --at common compares all "
      "at the same epoch or step.")),
    (found.SharedRuns(runs=("a",), left_out_of="baseline"), "a was given on both sides and left out of the baseline."),
    (found.SingleStepValues(runs=("a", "b"), metrics=("val_loss",)),
     "Logged per step only (values are single batches, not epoch means): val_loss of a, b."),
    (found.PlaceholderValues(runs=("a", "b"), metrics=("val_loss", "val_acc"), values=(-1.0, 9999.0)),
     "Left out, because a placeholder was logged: val_loss of a (only -1), val_acc of b (only 9999)."),
    (found.OtherSpellings(metrics=("valid_loss", "valid_acc"), labels=("val_loss", "val_acc"), runs=(3, 1)),
     ("One metric, spelled differently: valid_loss of 3 runs is shown as val_loss, valid_acc of 1 run is shown as "
     "val_acc.")),
    (found.SmoothedValues(smoothing=parse(0.6)),
     ("Ranking values are from smoothed curves (moving average, weight 0.6). JSON and CSV have the logged values in "
     "the column unsmoothed.")),
    (found.UnbalancedGrid(hparams=("lr", "wd")),
     "Unbalanced grid of lr, wd: per-value means are confounded by the other hyperparameters."),
    (found.VaryingWithinGroups(hparams=("wd",)),
     "Runs of a group also differ in wd, so their spread is not seed noise alone."),
    (found.OneGroup(), "Hyperparameters and folders do not differ between runs, so all runs are one group."),
    (found.UnknownSettings(),
     "No hyperparameters logged; each run is its own setting. To group by folder: --by path:1"),
    (found.IgnoredHparams(hparams=("output_dir",)),
     "Not used for groups because each run has a different value: output_dir."),
]  # fmt: skip


@pytest.mark.parametrize(("finding", "sentence"), SENTENCES)
def test_a_finding_is_a_sentence(finding: found.Finding, sentence: str) -> None:
    assert finding_text(finding, COMPARISON) == sentence


def test_every_kind_of_finding_is_tested() -> None:
    assert {type(finding) for finding, _ in SENTENCES} == {*found.Finding.__subclasses__()}


def test_every_test_is_described() -> None:
    assert {*METHODS} == {*TESTS}


def test_the_common_place_is_that_of_the_runs_that_have_it() -> None:
    missing = replace(COMPARISON, findings=(found.MissingValues(runs=("a",)),))
    assert finding_text(found.CommonPlace(at="step=9"), missing).endswith("the last step that all other runs have.")


def test_folds_and_values_at_an_epoch_are_named() -> None:
    folds = replace(COMPARISON, folds=True, at="epoch=10", confidence=0.9)
    assert "5 folds each" in finding_text(found.Difference(row=TEST, smallest_p=None, no_better=False), folds)
    assert "paired by fold" in finding_text(found.Difference(row=TEST, smallest_p=None, no_better=False), folds)
    assert "90% CI [" in finding_text(found.BestGroup(row=BEST, tied=(), only=False), folds)
    assert finding_text(found.MissingValues(runs=("a",)), folds) == "Excluded (no val_loss at epoch=10): a."
    assert finding_text(found.ShorterRuns(runs=("a",), total=2), folds) == "1 of 2 runs is shorter than the longest: a."


def test_an_unknown_finding_is_an_error() -> None:
    with pytest.raises(TypeError, match="no text for"):
        finding_text(object(), COMPARISON)  # type: ignore[arg-type]
