"""`Logs.compare` from files to conclusions, with real runs of a sweep and small runs with problems."""

from __future__ import annotations

import csv
import math
import os
import time
from collections.abc import Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from scipy import stats

import logtools as lt
from logtools import schema
from logtools.errors import InvalidValueError, MetricNotFoundError
from logtools.render.comparison import sentences, tables

SWEEP = Path(__file__).parents[1] / "fixtures" / "logs" / "sweep"
OLD = time.time() - 86_400


def write(root: Path, run: str, values: Sequence[float | None], *, metric: str = "val_loss", **hparams: object) -> None:
    """Write an old run with one metric and 100 steps per epoch."""
    folder = root / run
    folder.mkdir(parents=True)
    lines = [f"epoch,step,{metric}"] + [f"{i},{100 * i + 99},{v}" for i, v in enumerate(values) if v is not None]
    (folder / "metrics.csv").write_text("\n".join(lines) + "\n")
    (folder / "hparams.yaml").write_text("".join(f"{name}: {value}\n" for name, value in hparams.items()))
    os.utime(folder / "metrics.csv", (OLD, OLD))


def seeds(root: Path, lr: float, values: Sequence[float], *, first: int = 0) -> None:
    """Write one run per value, with seeds from `first` on; values before and after the best one are worse."""
    for i, value in enumerate(values, first):
        write(root, f"lr{lr}/version_{i}", [value + 1, value, value + 0.5], lr=lr, seed=i)


def compared(root: Path, metric: str | None = None, **options: Any) -> lt.Comparison[pl.DataFrame]:  # noqa: ANN401 - passed on
    return lt.read(root).compare(metric, **options)


def by_hand(column: str, statistic: Any = max) -> dict[float, dict[int, float]]:  # noqa: ANN401 - min, max or a pick
    """Return {lr: {seed: value}} of the sweep, read with the csv module: version 4 i + j has the i-th lr, seed j."""
    found: dict[float, dict[int, float]] = {}
    for number in range(12):
        with (SWEEP / f"version_{number}" / "metrics.csv").open(newline="", encoding="utf-8") as file:
            values = [float(row[column]) for row in csv.DictReader(file) if row[column]]
        found.setdefault((1e-4, 1e-3, 1e-2)[number // 4], {})[number % 4] = statistic(values)
    return found


def flags(comparison: lt.Comparison[pl.DataFrame]) -> dict[str, str]:
    return {run: flag for run, flag in comparison.runs.select("run", "caveats").iter_rows() if flag}


def row(frame: pl.DataFrame, group: str) -> Mapping[str, Any]:
    return frame.row(by_predicate=pl.col("group") == group, named=True)


def has_sentence(comparison: lt.Comparison[pl.DataFrame], *words: str) -> bool:
    return any(all(word in text for word in words) for text in sentences(comparison))


def test_groups_of_a_sweep_agree_with_scipy() -> None:
    comparison = compared(SWEEP, "val_acc")
    expected = by_hand("val_acc")
    assert comparison.groups["group"].to_list() == ["lr=0.01", "lr=0.001", "lr=0.0001"]
    for lr, found in expected.items():
        values = list(found.values())
        group = row(comparison.groups, f"lr={lr:g}")
        interval = stats.ttest_1samp(values, 0).confidence_interval(0.95)
        assert (group["n"], group["runs"], group["lr"]) == (4, 4, lr)
        assert (group["mean"], group["std"]) == pytest.approx((np.mean(values), np.std(values, ddof=1)))
        assert (group["ci_low"], group["ci_high"]) == pytest.approx((interval.low, interval.high))
        assert (group["median"], group["iqm"]) == pytest.approx((np.median(values), stats.trim_mean(values, 0.25)))
        assert (group["min"], group["max"]) == (min(values), max(values))


def test_differences_of_a_sweep_are_of_one_model_of_group_and_seed() -> None:
    """Here all groups vary nearly alike, or less than all, so that the interval is Tukey's with the common variance."""
    comparison = compared(SWEEP, "val_acc")
    table = np.array([list(values.values()) for values in by_hand("val_acc").values()])
    means = table.mean(axis=1)
    residuals = table - means[:, None] - table.mean(axis=0) + table.mean()
    freedom = (len(table) - 1) * (table.shape[1] - 1)
    error = np.sqrt(np.sum(residuals**2) / freedom * 2 / table.shape[1])
    for lr, mean in zip((1e-4, 1e-3), means, strict=False):
        found = row(comparison.differences, f"lr={lr:g}")
        assert (found["pairs"], found["method"]) == (4, "Tukey")
        assert found["conclusion"] == ("unconfirmed" if lr == 1e-3 else "worse")
        assert found["difference"] == pytest.approx(mean - means[2])
        assert found["error"] >= error * (1 - 1e-9)
    found = row(comparison.differences, "lr=0.001")
    expected = stats.studentized_range.sf(np.sqrt(2) * abs(found["difference"]) / found["error"], 3, found["freedom"])
    assert found["p_adjusted"] == pytest.approx(expected, abs=2e-3)  # degrees of freedom are rounded down
    assert comparison.comparisons == 3
    assert has_sentence(comparison, "corrected for all 3 pairs because the baseline was chosen", "(Tukey)")
    assert has_sentence(comparison, "May still be best (95%): lr=0.01, lr=0.001.")


def test_frames_match_their_schemas() -> None:
    for comparison in (compared(SWEEP), compared(SWEEP, "val_acc", by="lr,batch_size", at="last", baseline="lr=0.01")):
        for frame, columns in (
            (comparison.groups, schema.COMPARISON_GROUPS),
            (comparison.differences, schema.COMPARISON_DIFFERENCES),
            (comparison.effects, schema.COMPARISON_EFFECTS),
        ):
            assert dict(frame.schema.items()) == columns | {
                name: frame.schema[name] for name in frame.columns[len(columns) :]
            }
        assert {name: comparison.runs.schema[name] for name in schema.COMPARISON_RUNS} == schema.COMPARISON_RUNS
        assert comparison.runs.columns[:4] == ["rank", "run", "lr", "seed"]


def test_a_run_has_its_value_with_epoch_and_step_and_the_distance_to_the_best() -> None:
    runs = compared(SWEEP, "val_loss").runs
    best = runs.row(0, named=True)
    assert (best["value"], best["value_epoch"], best["distance_to_best"]) == (
        best["best val_loss"],
        best["epoch of best val_loss"],
        0,
    )
    assert runs["distance_to_best"].to_list() == pytest.approx([value - best["value"] for value in runs["value"]])
    assert (compared(SWEEP, "val_acc").runs["distance_to_best"] >= 0).all()
    assert runs["last_minus_best"].to_list() == [
        last - value for last, value in runs.select("last", "value").iter_rows()
    ]
    assert (runs["last_minus_best"] >= 0).all()


def test_runs_can_be_ranked_by_the_last_value_or_at_an_epoch_or_step() -> None:
    last = by_hand("val_loss", lambda values: values[-1])
    fourth = by_hand("val_loss", lambda values: values[3])
    for at, expected in (("last", last), ("epoch=3", fourth), ("step=499", fourth), ("step=600", fourth)):
        comparison = compared(SWEEP, "val_loss", at=at)
        means = {lr: float(np.mean(list(found.values()))) for lr, found in expected.items()}
        assert dict(comparison.groups.select("lr", "mean").iter_rows()) == pytest.approx(means)
        name = "last val_loss" if at == "last" else f"val_loss at {at}"
        assert comparison.ranking is not None
        assert (comparison.at, comparison.ranking.name) == (at, name)
        assert comparison.runs[name].equals(comparison.runs["value"].alias(name))


def test_beyond_the_end_of_a_run_there_is_no_value(tmp_path: Path) -> None:
    write(tmp_path, "long", [3.0, 2.0, 1.0], lr=1)
    write(tmp_path, "short", [3.0, 0.5], lr=2)
    for at in ("epoch=2", "step=299", "step=305"):
        comparison = compared(tmp_path, "val_loss", at=at)
        assert dict(comparison.runs.select("run", "value").iter_rows()) == {"long": 1.0, "short": None}
        assert has_sentence(comparison, f"Excluded (no val_loss at {at})", "short")
        assert flags(comparison)["short"].split(", ")[0] == "no value there"
    for at, hint in (("step=50", ""), ("epoch=3", "; the last is 2"), ("step=999", "; the last is 299")):
        with pytest.raises(
            InvalidValueError, match=rf"no run has a value of val_loss at {at.replace('=', ' ')}{hint}$"
        ):
            compared(tmp_path, "val_loss", at=at)


@pytest.mark.parametrize("direction", ["down", "MIN", ""])
def test_an_invalid_direction_is_refused(direction: str) -> None:
    with pytest.raises(InvalidValueError, match="no direction is named"):
        compared(SWEEP, "val_loss", direction=direction)


@pytest.mark.parametrize("at", ["", "first", "epoch", "epoch=-1", "step=1.5", "epoch=1;step=2"])
def test_an_invalid_at_is_refused(at: str) -> None:
    with pytest.raises(InvalidValueError, match="use best, best:val_loss, last, epoch=10, step=5000, common, auc or"):
        compared(SWEEP, "val_loss", at=at)


def test_the_best_of_a_smoothed_curve_is_of_the_debiased_average(tmp_path: Path) -> None:
    values = [5.0, 1.0, 4.0, math.nan, 3.0, 2.5, 2.6]
    write(tmp_path, "a", values)
    average, weight, curve = 0.0, 0, []
    for value in values:
        if math.isfinite(value):
            average, weight = 0.6 * average + 0.4 * value, weight + 1
            curve.append(average / (1 - 0.6**weight))
        else:  # smoothing restarts after it
            average, weight = 0.0, 0
    comparison = compared(tmp_path, "val_loss", smooth=0.6)
    found = comparison.runs.row(0, named=True)
    assert found["value"] == pytest.approx(min(curve))
    assert found["unsmoothed"] == [v for v in values if math.isfinite(v)][curve.index(min(curve))]
    assert has_sentence(comparison, "smoothed curves (moving average, weight 0.6)", "logged values")
    assert comparison.smooth is not None
    assert comparison.smooth.text == "ema:0.6"
    assert compared(tmp_path, "val_loss", smooth="median:3").runs["value"][0] == 2.5
    assert compared(tmp_path, "val_loss", smooth=0.0).runs["value"][0] == 1.0
    with pytest.raises(InvalidValueError, match="weight"):
        compared(tmp_path, "val_loss", smooth=1.0)


def test_a_run_that_logged_per_step_only_shows_its_last_step_with_a_finding() -> None:
    comparison = lt.read(SWEEP.parent).compare("acc")
    name = "train_history_log_step_only/version_0"
    [value] = comparison.runs.filter(pl.col("run") == name)["value"]
    steps = lt.read(SWEEP.parent)[name].metrics().filter(pl.col("metric") == "acc")["value"]
    assert value == steps[-1]
    assert has_sentence(comparison, "Logged per step only", name)
    assert not has_sentence(lt.read(SWEEP).compare("acc"), "per step only")


def test_one_run_has_no_groups_to_compare(tmp_path: Path) -> None:
    write(tmp_path, "version_0", [2.0, 1.0], lr=0.1, seed=0)
    comparison = compared(tmp_path)
    assert (comparison.groups.height, comparison.differences.height) == (1, 0)
    assert (comparison.groups["ci_low"][0], comparison.groups["std"][0]) == (None, None)
    assert "n = 1" in comparison.groups["reason"][0]
    assert comparison.baseline is None


def test_a_single_group_has_an_interval_and_no_differences(tmp_path: Path) -> None:
    seeds(tmp_path, 0.1, [1.0, 1.2, 1.1])
    comparison = compared(tmp_path)
    assert comparison.groups.select("group", "n").rows() == [("all runs", 3)]
    assert comparison.differences.is_empty()
    assert has_sentence(comparison, "all runs is the only group", "mean best val_loss = 1.10", "3 runs")


def test_single_runs_are_not_tested(tmp_path: Path) -> None:
    for i, lr in enumerate((0.1, 0.2, 0.3)):
        write(tmp_path, f"version_{i}", [1.0 + i], lr=lr, seed=0)
    comparison = compared(tmp_path)
    assert comparison.groups["ci_low"].null_count() == 3
    assert comparison.differences["p"].null_count() == 2
    assert comparison.differences["conclusion"].to_list() == ["not significant"] * 2
    assert comparison.differences["difference"].to_list() == [1.0, 2.0]
    assert "n = 1" in comparison.differences["reason"][0]
    assert has_sentence(comparison, "No setting was repeated")


def test_a_group_with_a_single_run_is_tested_and_a_finding(tmp_path: Path) -> None:
    seeds(tmp_path, 0.1, [1.0, 1.2, 1.1])
    seeds(tmp_path, 0.2, [0.9], first=7)
    comparison = compared(tmp_path)
    assert comparison.groups["n"].to_list() == [1, 3]
    assert has_sentence(comparison, "lr=0.2 ranks first with a single run (best val_loss = 0.9).")
    assert has_sentence(comparison, "lr=0.2 has a single run: tests assume the spread of the other groups")
    found = comparison.differences.row(0, named=True)
    assert found["p"] == pytest.approx(stats.ttest_ind([1.0, 1.2, 1.1], [0.9]).pvalue)
    assert found["method"] == "Student's t"


def test_the_default_baseline_is_the_best_group(tmp_path: Path) -> None:
    seeds(tmp_path, 0.1, [1.0, 1.2, 1.1])
    seeds(tmp_path, 0.2, [0.9])
    seeds(tmp_path, 0.3, [5.0, 5.3, 5.1])
    comparison = compared(tmp_path)
    assert comparison.groups["group"].to_list() == ["lr=0.2", "lr=0.1", "lr=0.3"]
    assert (comparison.baseline, comparison.baseline_given) == ("lr=0.2", False)
    assert comparison.differences.select("group", "conclusion").rows() == [
        ("lr=0.1", "not significant"),
        ("lr=0.3", "worse"),
    ]
    assert comparison.groups["may_be_best"].to_list() == [True, True, False]
    assert has_sentence(comparison, "May still be best (95%): lr=0.2, lr=0.1.")


def test_overlapping_groups_are_not_significantly_different(tmp_path: Path) -> None:
    seeds(tmp_path, 0.1, [1.0, 1.4, 1.1, 1.3])
    seeds(tmp_path, 0.2, [1.3, 1.1, 1.2, 1.0])
    comparison = compared(tmp_path)
    assert comparison.differences["conclusion"].to_list() == ["not significant"]
    assert has_sentence(comparison, "No significant difference between lr=0.1 and lr=0.2 (4 seeds each")


def test_seeds_without_a_partner_are_used_too(tmp_path: Path) -> None:
    seeds(tmp_path, 0.1, [1.0, 1.4, 1.1, 1.3])
    seeds(tmp_path, 0.2, [2.4, 2.3, 2.2, 9.0], first=1)
    found = compared(tmp_path, by="lr").differences.row(0, named=True)
    assert (found["pairs"], found["n"], found["n_baseline"]) == (3, 4, 4)
    assert found["difference"] == pytest.approx(np.mean([2.4, 2.3, 2.2, 9.0]) - np.mean([1.0, 1.4, 1.1, 1.3]))


def test_runs_without_seeds_are_compared_by_welch_or_student_whichever_is_wider(tmp_path: Path) -> None:
    values = {1: [1.0, 1.2, 1.1], 2: [2.0, 2.4, 2.9, 2.2]}
    for lr, found in values.items():
        for i, value in enumerate(found):
            write(tmp_path, f"version_{lr}{i}", [value], lr=lr)
    test = compared(tmp_path).differences.row(0, named=True)
    assert (test["pairs"], test["method"]) == (None, "Welch's t")
    both = [stats.ttest_ind(values[2], values[1], equal_var=equal).pvalue for equal in (False, True)]
    assert test["p"] == pytest.approx(max(both))


def test_runs_with_the_same_seed_are_averaged(tmp_path: Path) -> None:
    for i, (lr, seed, value) in enumerate([(1, 0, 1.0), (1, 0, 1.2), (1, 1, 1.4), (2, 0, 2.0), (2, 1, 2.5)]):
        write(tmp_path, f"version_{i}", [value], lr=lr, seed=seed)
    comparison = compared(tmp_path)
    group = row(comparison.groups, "lr=1")
    assert (group["runs"], group["n"], group["mean"]) == (3, 2, pytest.approx(1.25))
    test = comparison.differences.row(0, named=True)
    assert (test["pairs"], test["n"], test["difference"]) == (2, 2, pytest.approx(1.0))
    assert has_sentence(comparison, "Runs of a group with the same seed are averaged to one value (seed 0).")


def test_runs_with_the_same_curves_are_one_run(tmp_path: Path) -> None:
    for seed in range(4):
        write(tmp_path, f"a{seed}", [3.0, 2.5, 1.0, 1.5, 1.25], lr=1, seed=seed)
        write(tmp_path, f"b{seed}", [3.0, 2.5, 1.1 + seed / 10, 1.5, 1.45], lr=2, seed=seed)
    comparison = compared(tmp_path)
    assert comparison.groups.select("group", "runs", "n").rows() == [("lr=1", 4, 1), ("lr=2", 4, 4)]
    assert has_sentence(comparison, "a1, a2, a3 have the same curves as a0, so they count as one run")
    assert comparison.differences["conclusion"].to_list() == ["not significant"]


def test_a_run_that_continues_another_leaves_its_group(tmp_path: Path) -> None:
    for number, first in enumerate((0, 3)):
        values = [2.0 - (first + i) / 10 for i in range(3)]
        write(tmp_path, f"version_{number}", values, metric="train_loss", lr=1, seed=0)
        lines = [f"{first + i},{100 * (first + i) + 99},{v}" for i, v in enumerate(values)]
        (tmp_path / f"version_{number}" / "metrics.csv").write_text("\n".join(["epoch,step,train_loss", *lines]) + "\n")
    write(tmp_path, "version_2", [1.0, 1.1, 0.7], metric="train_loss", lr=1, seed=1)
    comparison = compared(tmp_path, "train_loss")
    assert comparison.groups.select("runs", "n").rows() == [(2, 2)]
    assert has_sentence(
        comparison, "version_1 continues another run and is not counted in any group. To merge resumed runs: --stitch"
    )
    merged = lt.read(tmp_path, stitch=True).compare("train_loss")
    assert not has_sentence(merged, "continues another run")
    assert merged.groups["n"].to_list() == [2]


def test_other_hyperparameters_are_blocks(tmp_path: Path) -> None:
    """Additive effects on a grid: the batch size matters far more than lr, which is seen only within a batch size."""
    rng = np.random.default_rng(1)
    for lr in (1, 2):
        for i, size in enumerate((8, 16, 32, 64)):
            write(tmp_path, f"lr{lr}bs{size}", [lr / 10 + i + rng.normal() / 1000], lr=lr, batch_size=size)
    found = compared(tmp_path, by="lr").differences.row(0, named=True)
    assert (found["method"], found["pairs"], found["conclusion"]) == ("paired t", 4, "worse")


def test_a_diverged_seed_counts_against_its_group(tmp_path: Path) -> None:
    seeds(tmp_path, 0.1, [1.0, 1.2, 1.1, 1.3])
    seeds(tmp_path, 0.2, [0.5, 0.6, 0.55])
    write(tmp_path, "lr0.2/version_3", [math.nan, math.inf], lr=0.2, seed=3)
    comparison = compared(tmp_path, by="lr")
    assert comparison.groups["group"].to_list() == ["lr=0.1", "lr=0.2"]
    bad = row(comparison.groups, "lr=0.2")
    assert (bad["runs"], bad["n"], bad["diverged"], bad["mean"]) == (4, 3, 1, pytest.approx(0.55))
    found = comparison.differences.row(0, named=True)
    assert (found["method"], found["ci_low"], found["n"], found["pairs"]) == ("rank test", None, 4, None)
    sums = [sum(ranks) for ranks in combinations(range(1, 9), 4)]  # the diverged run is 1, the others 6 to 8
    assert found["p"] == pytest.approx(sum(abs(total - 18) >= 4 for total in sums) / len(sums))
    assert found["reason"] == "diverged runs"
    assert found["p_better"] == 0.75
    assert flags(comparison)["lr0.2/version_3"].startswith("diverged")
    assert comparison.runs["rank"][-1] is None
    assert has_sentence(comparison, "lr=0.2: 1 of 4 runs diverged", "so they look too good")


def test_a_collapsed_run_is_named_and_can_count_as_diverged(tmp_path: Path) -> None:
    for lr, values in ((1, [0.93, 0.931, 0.929, 0.932, 0.10]), (2, [0.90, 0.902, 0.899, 0.901, 0.898])):
        for seed, value in enumerate(values):
            write(tmp_path, f"lr{lr}s{seed}", [value], metric="val_acc", lr=lr, seed=seed)
    comparison = compared(tmp_path)
    assert comparison.groups["group"].to_list() == ["lr=2", "lr=1"]
    assert has_sentence(comparison, "lr1s4 (0.100, median 0.93) is far from its group; compare the medians.")
    assert "median" in [column.title for column in tables(comparison)["groups"].columns]
    failed = compared(tmp_path, failed="val_acc < 0.2")
    assert row(failed.groups, "lr=1")["diverged"] == 1
    assert row(failed.groups, "lr=1")["mean"] == pytest.approx(0.9305)
    assert flags(failed)["lr1s4"] == "diverged"
    assert not has_sentence(failed, "far from")
    assert compared(tmp_path, failed="val_acc < 0").groups.equals(comparison.groups)


def test_from_six_pairs_on_their_signs_are_tested(tmp_path: Path) -> None:
    seeds(tmp_path, 0.1, [1.0, 1.2, 1.1, 1.3, 1.4, 1.5])
    seeds(tmp_path, 0.2, [0.5, 0.6, 0.55, 0.7, 0.4])
    write(tmp_path, "lr0.2/version_5", [math.nan], lr=0.2, seed=5)
    found = compared(tmp_path, by="lr").differences.row(0, named=True)
    assert (found["method"], found["pairs"]) == ("sign test", 6)
    assert found["p"] == pytest.approx(stats.binomtest(5, 6).pvalue)


def test_too_few_runs_for_a_significant_test_are_reported(tmp_path: Path) -> None:
    for lr, values in ((0.1, [1.0, 1.0, 1.0]), (0.2, [2.0, 2.0, 2.0])):
        seeds(tmp_path, lr, values)
    comparison = compared(tmp_path, by="lr")
    assert comparison.differences["p"].to_list() == pytest.approx([0.1])
    assert has_sentence(comparison, "No significant difference", "with so few runs p is at least 0.1")


def test_a_group_in_which_all_diverged_has_no_rank(tmp_path: Path) -> None:
    seeds(tmp_path, 0.1, [1.0, 1.2])
    for i in range(2):
        write(tmp_path, f"lr9/version_{i}", [math.nan], lr=9, seed=i)
    comparison = compared(tmp_path, by="lr")
    assert row(comparison.groups, "lr=9")["rank"] is None
    assert row(comparison.groups, "lr=9")["mean"] is None
    assert has_sentence(comparison, "lr=9: both runs diverged")
    everything_bad = compared(tmp_path / "lr9", "val_loss")
    assert everything_bad.differences.is_empty()
    assert everything_bad.runs["rank"].null_count() == 2


def test_a_run_that_ends_in_nan_keeps_its_best_value_and_is_marked(tmp_path: Path) -> None:
    write(tmp_path, "a", [2.0, 1.0, math.nan])
    write(tmp_path, "b", [2.0, 1.5, 1.4])
    comparison = compared(tmp_path)
    assert comparison.runs["run"].to_list() == ["a", "b"]
    assert flags(comparison) == {"a": "not finite at the end"}
    assert has_sentence(comparison, "Ended in NaN or inf", "a")
    assert compared(tmp_path, "val_loss", at="last").runs["run"].to_list() == ["b", "a"]


def test_runs_without_the_metric_are_shown_and_excluded_from_means(tmp_path: Path) -> None:
    seeds(tmp_path, 0.1, [1.0, 1.2])
    write(tmp_path, "lr0.1/version_7", [0.9], metric="val_acc", lr=0.1, seed=7)
    comparison = compared(tmp_path, "val_loss", by="lr")
    assert comparison.runs.height == 3
    group = comparison.groups.row(0, named=True)
    assert (group["runs"], group["n"], group["missing"], group["mean"]) == (3, 2, 1, pytest.approx(1.1))
    assert "not logged" in flags(comparison)["lr0.1/version_7"]
    assert has_sentence(comparison, "Excluded (no val_loss)", "version_7")


def test_shorter_runs_are_marked(tmp_path: Path) -> None:
    write(tmp_path, "a", [3.0, 2.0, 1.0])
    write(tmp_path, "b", [3.0, 2.0])
    comparison = compared(tmp_path)
    assert flags(comparison) == {"b": "shorter"}
    assert has_sentence(comparison, "1 of 2 runs is shorter", "b")


def test_a_run_that_is_still_running_is_marked_unless_it_is_finished(tmp_path: Path) -> None:
    for name, epochs in (("going", 10), ("done", 2), ("unknown", "null")):
        write(tmp_path, name, [3.0, 2.0], max_epochs=epochs)
        os.utime(tmp_path / name / "metrics.csv")
    assert {run for run, flag in flags(compared(tmp_path)).items() if "active" in flag} == {"going", "unknown"}
    assert has_sentence(compared(tmp_path), "may still be running", "going")


def test_without_validation_training_ranks_by_its_last_value(tmp_path: Path) -> None:
    for i, lr in enumerate((0.1, 0.1, 0.2, 0.2)):
        write(tmp_path, f"version_{i}", [3.0, 1.0, 2.0 + i / 10], metric="train_loss", lr=lr, seed=i % 2)
    comparison = compared(tmp_path)
    assert comparison.ranking is not None
    assert comparison.ranking.name == "last train_loss"
    assert comparison.groups["mean"].to_list() == pytest.approx([2.05, 2.25])
    assert compared(tmp_path, "train_loss", at="best").groups["mean"].to_list() == [1.0, 1.0]


def test_without_a_direction_nothing_ranks(tmp_path: Path) -> None:
    write(tmp_path, "a", [1.0], metric="val_thing")
    comparison = compared(tmp_path)
    assert comparison.ranking is None
    assert comparison.groups.is_empty()
    assert set(schema.COMPARISON_RUNS) <= set(comparison.runs.columns)
    assert compared(tmp_path, "val_thing", direction="max").runs["rank"].to_list() == [1]


def test_equal_values_share_a_rank_and_have_no_interval(tmp_path: Path) -> None:
    seeds(tmp_path, 0.1, [1.0, 1.0, 1.0])
    seeds(tmp_path, 0.2, [1.0, 1.0, 1.0])
    comparison = compared(tmp_path, by="lr")
    assert comparison.runs["rank"].to_list() == [1] * 6
    assert comparison.groups["rank"].to_list() == [1, 1]
    assert all("equal" in reason for reason in comparison.groups["reason"])
    found = comparison.differences.row(0, named=True)
    assert (found["p"], found["p_better"], found["conclusion"]) == (1.0, 0.5, "not significant")


@pytest.mark.parametrize("baseline", ["lr=0.001", "version_4", "0.001"])
def test_the_baseline_is_a_group_or_a_run_of_it(baseline: str) -> None:
    if baseline == "0.001":
        with pytest.raises(InvalidValueError, match=r"lr=0\.001"):
            compared(SWEEP, "val_acc", baseline=baseline)
        return
    comparison = compared(SWEEP, "val_acc", baseline=baseline)
    assert (comparison.baseline, comparison.baseline_given, comparison.comparisons) == ("lr=0.001", True, 2)
    assert comparison.differences.select("group", "conclusion").rows() == [
        ("lr=0.01", "unconfirmed"),
        ("lr=0.0001", "worse"),
    ]


def test_groups_without_a_value_do_not_count_as_comparisons(tmp_path: Path) -> None:
    for lr, values in (
        (0.1, [1.0, 1.2]),
        (0.2, [2.0, 2.3]),
    ):
        seeds(tmp_path, lr, values)
    write(tmp_path, "other/version_0", [1.0], metric="val_acc", lr=0.4, seed=0)
    comparison = compared(tmp_path, "val_loss", by="lr")
    assert comparison.groups.height == 3
    assert comparison.comparisons == 1
    found = row(comparison.differences, "lr=0.2")
    assert found["p_adjusted"] == found["p"]


def test_without_runs_there_are_no_groups() -> None:
    comparison = lt.read(SWEEP)[[]].compare()
    assert comparison.ranking is None
    assert comparison.groups.is_empty()


def test_a_baseline_can_be_given_by_some_of_its_hyperparameters(tmp_path: Path) -> None:
    for i, (lr, wd) in enumerate([(1, 0), (1, 1), (2, 0)]):
        write(tmp_path, f"version_{i}", [1.0 + i], lr=lr, wd=wd)
    assert compared(tmp_path, baseline="wd=1").baseline == "lr=1 wd=1"
    with pytest.raises(InvalidValueError, match=r"ambiguous \(2 groups\)"):
        compared(tmp_path, baseline="lr=1")


def test_main_effects_are_over_all_runs_of_a_level(tmp_path: Path) -> None:
    values = {(1, 0): 1.0, (1, 1): 2.0, (2, 0): 3.0, (2, 1): 5.0}
    for (lr, wd), value in values.items():
        write(tmp_path, f"lr{lr}wd{wd}/version_0", [value], lr=lr, wd=wd, constant=7)
    comparison = compared(tmp_path, by=["lr", "wd", "constant"])
    found = comparison.effects.select("hparam", "level", "n", "mean", "best", "best_run").rows()
    assert found == [
        ("lr", "1", 2, 1.5, 1.0, "lr1wd0/version_0"),
        ("lr", "2", 2, 4.0, 3.0, "lr2wd0/version_0"),
        ("wd", "0", 2, 2.0, 1.0, "lr1wd0/version_0"),
        ("wd", "1", 2, 3.5, 2.0, "lr1wd1/version_0"),
    ]
    assert comparison.constants == {"constant": "7"}
    assert not has_sentence(comparison, "Unbalanced grid of lr, wd")
    write(tmp_path, "more/version_0", [4.0], lr=2, wd=1, constant=7)
    assert has_sentence(compared(tmp_path, by=["lr", "wd"]), "Unbalanced grid of lr, wd")


def test_folders_form_groups_if_nothing_else_is_known(tmp_path: Path) -> None:
    for setting in ("small", "large"):
        for fold in range(3):
            write(tmp_path, f"{setting}/fold_{fold}", [1.0 + fold + (setting == "large") / 10 * (fold + 1)])
    comparison = compared(tmp_path)
    assert (comparison.by, comparison.seeds) == (("path",), ("path",))
    assert comparison.groups.select("group", "n").rows() == [("small", 3), ("large", 3)]
    assert comparison.differences["pairs"].to_list() == [3]


def test_many_groups_are_summarised(tmp_path: Path) -> None:
    for lr in range(1, 9):
        seeds(tmp_path, lr, [lr + 0.01, lr + 0.02 * lr, lr + 0.03])
    comparison = compared(tmp_path, by="lr")
    assert comparison.differences.height == 7
    assert has_sentence(comparison, "7 of 7 groups are worse than lr=1: lr=2, lr=3, lr=4, lr=5, lr=6, lr=7, lr=8.")


def test_unpaired_tests_ignore_seeds() -> None:
    comparison = compared(SWEEP, "val_acc", paired=False)
    values = by_hand("val_acc")
    variances = [np.var(list(found.values()), ddof=1) for found in values.values()]
    assert comparison.differences["pairs"].to_list() == [None, None]
    assert row(comparison.differences, "lr=0.001")["error"] == pytest.approx(np.sqrt(np.mean(variances) * 2 / 4))
    assert not has_sentence(comparison, "paired")


@pytest.mark.parametrize(
    "options", [{"by": "lr,nothing"}, {"seed_key": "nothing"}, {"confidence": 1.5}, {"baseline": "x"}]
)
def test_invalid_options_are_refused(options: dict[str, Any]) -> None:
    with pytest.raises(InvalidValueError):
        compared(SWEEP, "val_acc", **options)


def test_an_unknown_metric_is_refused() -> None:
    with pytest.raises(MetricNotFoundError):
        compared(SWEEP, "val_accuracy_of_what")


def test_the_confidence_widens_intervals() -> None:
    wide, usual = (compared(SWEEP, "val_acc", confidence=c) for c in (0.99, 0.95))
    assert (wide.groups["ci_high"] > usual.groups["ci_high"]).all()
    assert has_sentence(wide, "99% CI")


def test_a_merged_chain_gives_the_results_of_one_run(tmp_path: Path) -> None:
    """Smoothed values come from the curve of the merged run, not of its parts."""
    write(tmp_path, "version_0", [5.0, 4.0, 3.0], metric="train_loss", lr=1)
    merged = lt.read(tmp_path, stitch=True).compare("train_loss", at="epoch=2")
    assert merged.runs["value"].to_list() == [3.0]


@pytest.mark.parametrize(
    ("first", "second", "hparams", "word"),
    [
        ("a/fold_{}", "b/fold_{}", (), "fold"),
        ("a{}", "b{}", ("fold",), "fold"),
        ("a{}", "b{}", ("seed",), "seed"),
    ],
)
def test_folds_are_paired_like_seeds_with_a_finding_that_they_are_dependent(
    tmp_path: Path, first: str, second: str, hparams: Sequence[str], word: str
) -> None:
    for i, value in enumerate((0.5, 0.6, 0.8)):
        for lr, name in enumerate((first, second)):
            settings: dict[str, Any] = {"lr": lr, **dict.fromkeys(hparams, i)} if hparams else {}
            write(tmp_path, name.format(i), [value + 0.3 * lr + 0.1 * lr * value**2], **settings)
    comparison = compared(tmp_path)
    assert comparison.differences["pairs"].to_list() == [3]
    assert any(f"3 {word}s each" in note and f"paired by {word}" in note for note in sentences(comparison))
    assert any("too narrow" in note for note in sentences(comparison)) == (word == "fold")


@pytest.mark.parametrize("baseline", ["lr=1e-3", "lr=0.0010", "version_4"])
def test_numbers_of_a_baseline_match_in_any_notation(baseline: str) -> None:
    assert compared(SWEEP, "val_acc", baseline=baseline).baseline == "lr=0.001"


def test_values_of_single_steps_are_a_finding(tmp_path: Path) -> None:
    """With several values per epoch, values are single steps; this is always reported for the ranking metric."""
    for lr in (1, 2):
        (tmp_path / f"v{lr}").mkdir()
        rows = [f"{step // 5},{step},{1 / (step + lr)}" for step in range(10)]
        (tmp_path / f"v{lr}" / "metrics.csv").write_text("\n".join(["epoch,step,train_loss", *rows]) + "\n")
    comparison = compared(tmp_path, "train_loss")
    assert set(comparison.single_steps) == {"v1", "v2"}
    assert has_sentence(comparison, "Logged per step only", "train_loss", "v1")
    assert compared(SWEEP, "val_loss").single_steps == ()


@pytest.mark.parametrize("other", ["valid_loss", "validation_loss", "loss/val", "val/loss", "Val Loss"])
def test_two_spellings_of_sibling_runs_are_one_metric(tmp_path: Path, other: str) -> None:
    for i in range(6):
        write(tmp_path, f"v{i}", [0.9, 0.1 * (6 - i)], metric="val_loss" if i < 3 else other, lr=1 + i // 3, seed=i % 3)
    logs = lt.read(tmp_path)
    label = logs.summary()["label"].unique().item()
    assert label in {"val_loss", other}
    for name in (None, "val_loss", other, "dev_loss"):
        comparison = logs.compare(name)
        assert comparison.ranking is not None
        assert comparison.ranking.label == label
        assert comparison.runs["run"].to_list() == ["v5", "v4", "v3", "v2", "v1", "v0"]
        assert comparison.groups["n"].to_list() == [3, 3]
        assert has_sentence(comparison, f"of 3 runs is shown as {label}")
        assert logs.best(name).run == "v5"
    assert logs.metrics()["metric"].unique().sort().to_list() == sorted(["val_loss", other])


def test_the_spelling_of_most_runs_is_shown(tmp_path: Path) -> None:
    for i, name in enumerate(["val_loss", "valid_loss", "valid_loss"]):
        write(tmp_path, f"v{i}", [0.9, 0.1 * i], metric=name)
    comparison = compared(tmp_path)
    assert comparison.ranking is not None
    assert comparison.ranking.label == "valid_loss"
    assert has_sentence(comparison, "val_loss of 1 run is shown as valid_loss")


def test_two_spellings_in_one_run_are_two_metrics(tmp_path: Path) -> None:
    write(tmp_path, "a", [0.9, 0.1], metric="val_loss")
    write(tmp_path, "b", [0.8, 0.2], metric="valid_loss")
    write(tmp_path, "c", [0.7, 0.3], metric="val_loss")
    (tmp_path / "c" / "metrics.csv").write_text("epoch,step,val_loss,valid_loss\n0,9,0.7,0.6\n1,19,0.3,0.4\n")
    logs = lt.read(tmp_path)
    assert logs.summary()["label"].unique().sort().to_list() == ["val_loss", "valid_loss"]
    assert logs.compare("val_loss").runs.filter(pl.col("value").is_not_null())["run"].to_list() == ["a", "c"]
    assert logs.compare("valid_loss").runs.filter(pl.col("value").is_not_null())["run"].to_list() == ["b", "c"]
    assert not has_sentence(logs.compare("val_loss"), "spelled differently")


@pytest.mark.parametrize("name", ["val_loss", "valid_loss"])
def test_gate_reads_a_metric_that_its_sides_spell_differently(tmp_path: Path, name: str) -> None:
    for i in range(3):
        write(tmp_path, f"new/v{i}", [0.9, 0.1 + 0.01 * i], metric="val_loss", seed=i)
        write(tmp_path, f"old/v{i}", [0.9, 0.5 + 0.01 * i], metric="valid_loss", seed=i)
    made = lt.read(tmp_path / "new").gate(
        lt.read(tmp_path / "new"), baseline=lt.read(tmp_path / "old"), metric=name, tolerance=0
    )
    assert made.baseline is not None
    assert made.candidate.values == pytest.approx([0.1, 0.11, 0.12])
    assert made.baseline.values == pytest.approx([0.5, 0.51, 0.52])
