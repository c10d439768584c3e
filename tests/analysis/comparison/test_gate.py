from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import logtools as lt
from logtools.analysis.comparison import findings

SWEEP = lt.read(Path(__file__).parents[3] / "fixtures" / "logs" / "sweep")


def write(folder: Path, metric: str, values: list[float], **hparams: object) -> None:
    folder.mkdir(parents=True)
    rows = "\n".join(f"{i},{i},{value}" for i, value in enumerate(values))
    (folder / "metrics.csv").write_text(f"epoch,step,{metric}\n{rows}\n")
    (folder / "hparams.yaml").write_text("".join(f"{name}: {value}\n" for name, value in hparams.items()))


def gate(candidate: str = "lr=0.01", baseline: str = "lr=0.0001", **options: Any) -> lt.Gate:  # noqa: ANN401 - those of `Logs.gate`
    arguments: dict[str, Any] = {"metric": "val_acc", "fail_on": "worse"} | options
    return SWEEP.gate(candidate, baseline=baseline, **arguments)


def of(folder: Path, **options: Any) -> lt.Gate:  # noqa: ANN401 - those of `Logs.gate`
    arguments: dict[str, Any] = {"metric": "val_acc", "tolerance": 0.0} | options
    return lt.read(folder).gate("new", baseline="old", **arguments)


def found(made: lt.Gate) -> set[type]:
    return {type(finding) for finding in made.findings}


def test_a_side_has_the_ranking_value_and_the_seed_of_each_run() -> None:
    side = gate().candidate
    runs = SWEEP.where("lr = 0.01").compare("val_acc").runs
    assert side.name == "lr=0.01"
    assert list(side.runs) == ["version_8", "version_9", "version_10", "version_11"]
    assert set(zip(side.runs, side.seeds, side.values, strict=True)) == set(
        runs.select("run", "replicate", "value").iter_rows()
    )


def test_the_interval_is_that_of_compare() -> None:
    verdict = gate("lr=0.001", "lr=0.01").verdict
    row = SWEEP.where("lr = 0.001 or lr = 0.01").compare("val_acc", baseline="lr=0.01", confidence=0.9).differences
    assert row.select("difference", "ci_low", "ci_high", "pairs", "method").row(0) == pytest.approx(
        (verdict.difference, verdict.lower_bound, verdict.upper_bound, verdict.pairs, verdict.method)
    )


def test_the_verdict_is_of_the_candidate() -> None:
    assert gate().answer == "not worse"
    worse = gate("lr=0.0001", "lr=0.01")
    assert (worse.answer, worse.candidate.name) == ("worse", "lr=0.0001")
    assert worse.baseline is not None
    assert worse.baseline.name == "lr=0.01"
    assert (worse.verdict.difference or 0) < 0
    assert gate("lr=0.0001", "lr=0.01", relative=0.1).answer == "not worse"


def test_an_answer_by_the_best_of_curves_needs_their_level() -> None:
    verdict = gate("lr=0.01", "lr=0.001", tolerance=0.0, fail_on="inconclusive").verdict
    assert (verdict.answer, verdict.values_answer, verdict.reason) == ("inconclusive", "not worse", "levels disagree")
    assert verdict.candidate_level == pytest.approx(0.92925)
    assert verdict.baseline_level == pytest.approx(0.9255)
    last = gate("lr=0.01", "lr=0.0001", tolerance=0.0, fail_on="inconclusive", at="last").verdict
    assert (last.answer, last.reason, last.candidate_level) == ("not worse", None, None)


def test_runs_are_paired_by_seed_by_default() -> None:
    assert gate().verdict.pairs == 4
    assert gate(paired=False).verdict.pairs is None


def test_sides_can_be_renamed() -> None:
    renamed = gate().named("new", "old")
    assert renamed.baseline is not None
    assert (renamed.candidate.name, renamed.baseline.name, renamed.answer) == ("new", "old", "not worse")


def test_copies_and_equal_seeds_count_once(tmp_path: Path) -> None:
    for i in range(3):
        for copy in "ab":
            write(tmp_path / "new" / f"{copy}{i}", "val_acc", [0.1, 0.2, 0.3, 0.4, 0.5 + i / 100], seed=i)
        write(tmp_path / "old" / f"c{i}", "val_acc", [0.1, 0.2, 0.3, 0.4, 0.55 + i / 100], seed=i)
    write(tmp_path / "old" / "c3", "val_acc", [0.1, 0.25, 0.3, 0.4, 0.55], seed=2)
    made = of(tmp_path, at="last")
    assert (made.verdict.candidate_n, made.verdict.baseline_n, made.verdict.pairs) == (3, 3, 3)
    assert {findings.CopiedRuns, findings.AveragedSeeds} <= found(made)


def test_lengths_and_settings_that_differ_are_named(tmp_path: Path) -> None:
    for i in range(3):
        write(tmp_path / "new" / f"{i}", "val_acc", [0.1, 0.2 + i / 100], seed=i, width=i // 2)
        write(tmp_path / "old" / f"{i}", "val_acc", [0.1, 0.2 + i / 100, 0.3], seed=i)
    made = of(tmp_path)
    assert {findings.ShorterRuns, findings.VaryingWithinGroups} <= found(made)
    common = of(tmp_path, at="common", tolerance=0.05)
    assert common.comparison.at == "epoch=1"
    assert common.answer == "not worse"


def test_folds_of_several_cross_validations_are_corrected(tmp_path: Path) -> None:
    for seed in range(3):
        for fold in range(3):
            value = (seed * 3 + fold * 5) % 7 / 100
            write(tmp_path / "new" / f"{seed}{fold}", "val_acc", [0.8 + value], seed=seed, fold=fold)
            write(tmp_path / "old" / f"{seed}{fold}", "val_acc", [0.8 + (value * 3) % 0.05], seed=seed, fold=fold)
    made = of(tmp_path, at="last")
    assert findings.CorrectedFolds in found(made)
    assert made.comparison.rules is not None
    assert made.comparison.rules.inflation == pytest.approx(1 / 2)
    assert (made.answer, made.verdict.runs_needed) == ("inconclusive", None)


@pytest.mark.parametrize("end", [float("nan"), float("-inf")])
def test_a_run_that_ended_in_nan_or_inf_is_diverged(tmp_path: Path, end: float) -> None:
    for i in range(3):
        write(tmp_path / "new" / f"{i}", "val_acc", [0.9, 0.95 + i / 100, end if i == 1 else 0.9], seed=i)
        write(tmp_path / "old" / f"{i}", "val_acc", [0.1, 0.5 + i / 100, 0.4], seed=i)
    made = of(tmp_path)
    assert (made.answer, made.verdict.candidate_failed) == ("inconclusive", 1)
    assert made.verdict.reason == "more candidate runs failed, not significantly"


def test_runs_that_match_a_condition_are_diverged(tmp_path: Path) -> None:
    for i in range(3):
        write(tmp_path / "new" / f"{i}", "val_acc", [0.1 if i == 1 else 0.9], seed=i)
        write(tmp_path / "old" / f"{i}", "val_acc", [0.1, 0.5 + i / 100], seed=i)
    assert of(tmp_path, at="last").verdict.candidate_failed == 0
    made = of(tmp_path, at="last", failed="val_acc < 0.2")
    assert (made.verdict.candidate_failed, made.verdict.baseline_failed) == (1, 0)


def test_final_tests_are_compared_by_their_value(tmp_path: Path) -> None:
    for side, level in (("new", 0.85), ("old", 0.9)):
        for i in range(4):
            folder = tmp_path / side / f"{i}"
            write(folder, "val_acc", [0.1], seed=i)
            value = level + i / 1000 + (side == "new") * (i % 2) / 1000
            (folder / "metrics.csv").write_text(f"epoch,step,val_acc,test_acc\n0,9,0.9,\n1,19,0.95,\n2,20,,{value}\n")
    made = of(tmp_path, metric="test_acc")
    assert (made.answer, made.verdict.reason, made.verdict.pairs) == ("worse", None, 4)
    assert made.verdict.difference == pytest.approx(-0.0495)
    assert made.comparison.ranking is not None
    assert made.comparison.ranking.statistic == "last"
    assert of(tmp_path, metric="test_acc", tolerance=0.06).answer == "not worse"


def test_a_run_counts_on_one_side_only() -> None:
    for name, candidate, baseline, left_out in (
        ("of the baseline", "lr=0.01", None, "baseline"),
        ("of the candidate", None, "lr=0.01", "candidate"),
    ):
        sides = [SWEEP if word is None else SWEEP.select(word) for word in (candidate, baseline)]
        made = SWEEP.gate(sides[0], baseline=sides[1], metric="val_acc", fail_on="worse")
        [note] = [finding for finding in made.findings if isinstance(finding, findings.SharedRuns)]
        assert note.left_out_of == left_out, name
        assert sorted(note.runs) == ["version_10", "version_11", "version_8", "version_9"]
        assert {made.verdict.candidate_n, made.verdict.baseline_n} == {4}
    same = SWEEP.gate("lr=0.01", baseline="lr=0.01", metric="val_acc", tolerance=0)
    assert (same.answer, same.verdict.method) == ("not worse", "identical values")


def test_a_metric_that_was_tested_twice_logged_per_step_or_spelled_differently_is_named(tmp_path: Path) -> None:
    for i in range(2):
        for side, spelling in (("new", "val_acc"), ("old", "acc/val")):
            write(tmp_path / side / f"{i}", spelling, [0.1], seed=i)
            log = tmp_path / side / f"{i}" / "metrics.csv"
            rows = [f"{e},{9 + e},{0.5 + e / 10},{0.4 + e / 100},{0.3 + i}" for e in range(3)]
            log.write_text("\n".join([f"epoch,step,{spelling},test_acc,train_loss_step", *rows]) + "\n")
    by_test = of(tmp_path, metric="test_acc", fail_on="worse")
    [note] = [finding for finding in by_test.findings if isinstance(finding, findings.TestMetrics)]
    assert note.metrics == ("test_acc",)
    by_step = of(tmp_path, metric="train_loss_step", fail_on="worse", at="last")
    [steps] = [finding for finding in by_step.findings if isinstance(finding, findings.SingleStepValues)]
    assert set(steps.runs) == {
        f"{side}/{name}/{i}" for side, name in (("candidate", "new"), ("baseline", "old")) for i in range(2)
    }
    by_name = of(tmp_path, fail_on="worse")
    [names] = [finding for finding in by_name.findings if isinstance(finding, findings.OtherSpellings)]
    assert len(set(names.labels)) == 1
    assert findings.TestMetrics not in found(by_name)
    assert findings.OtherSpellings not in found(by_test)


def test_placeholders_and_spellings_of_other_metrics_are_not_named(tmp_path: Path) -> None:
    for side, names in (("new", "val_acc,val_f1"), ("old", "acc/val,f1/val")):
        for i in range(3):
            rows = [f"{e},{9 + e},{-1 if i == 2 else 0.5 + e / 10},{-1 if i == 2 else 0.4 + e / 10}" for e in range(3)]
            log = tmp_path / side / f"{i}" / "metrics.csv"
            log.parent.mkdir(parents=True)
            log.write_text("\n".join([f"epoch,step,{names}", *rows]) + "\n")
    made = of(tmp_path, fail_on="worse")
    [placeholders] = [finding for finding in made.findings if isinstance(finding, findings.PlaceholderValues)]
    assert sorted(zip(placeholders.runs, placeholders.values, strict=True)) == [
        ("baseline/old/2", -1),
        ("candidate/new/2", -1),
    ]
    assert len(set(placeholders.metrics)) == 1
    [spellings] = [finding for finding in made.findings if isinstance(finding, findings.OtherSpellings)]
    assert set(spellings.metrics) < {"val_acc", "acc/val"}
    assert spellings.labels == placeholders.metrics[:1]
    assert spellings.runs == (2,)


def test_a_folder_can_be_the_seed(tmp_path: Path) -> None:
    for i in range(3):
        write(tmp_path / "s" / f"{i}" / "new", "val_acc", [0.5 + i / 10 + i * i / 1000])
        write(tmp_path / "s" / f"{i}" / "old", "val_acc", [0.51 + i / 10])
    logs = lt.read(tmp_path / "s")
    sides = [logs[[f"{i}/{name}" for i in range(3)]] for name in ("new", "old")]
    made = logs.gate(sides[0], baseline=sides[1], metric="val_acc", tolerance=0.1, at="last", seed_key="path:1")
    assert made.verdict.pairs == 3


def test_a_metric_that_a_side_does_not_have_is_an_error(tmp_path: Path) -> None:
    write(tmp_path / "new" / "0", "val_loss", [0.5])
    write(tmp_path / "old" / "0", "val_acc", [0.5])
    with pytest.raises(lt.MetricNotFoundError, match=r"candidate: no metric is named 'val_acc'.*val_loss"):
        of(tmp_path)


def test_a_number_can_be_the_limit() -> None:
    made = SWEEP.gate("lr=0.01", metric="val_acc", at_least=0.9)
    assert (made.answer, made.baseline, made.verdict.limit) == ("not worse", None, 0.9)
    assert SWEEP.gate("lr=0.01", metric="val_acc", at_least=0.99).answer == "worse"
    assert SWEEP.gate("lr=0.01", metric="val_loss", at_most=0.9).answer == "not worse"
    assert SWEEP.gate("lr=0.01", metric="val_acc", at="first val_acc >= 0.9", at_most=9).answer == "not worse"


def test_the_limit_has_to_fit_the_direction(tmp_path: Path) -> None:
    for metric, options, hint in (
        ("val_acc", {"at_most": 0.9}, "higher is better, so compare with at_least"),
        ("val_loss", {"at_least": 0.9}, "lower is better, so compare with at_most"),
        ("val_acc", {"at_least": 5, "at": "first val_acc >= 0.9"}, "lower is better, so compare with at_most"),
    ):
        with pytest.raises(lt.InvalidValueError, match=hint):
            SWEEP.gate("lr=0.01", metric=metric, **options)
    write(tmp_path / "0", "val_strange", [0.5])
    made = lt.read(tmp_path).gate("0", metric="val_strange", at_least=0.4, single=True)
    assert (made.answer, made.verdict.direction) == ("not worse", "max")


def test_there_is_a_baseline_or_a_number() -> None:
    cases: list[dict[str, Any]] = [{}, {"baseline": "lr=0.001", "at_least": 0.9}]
    for options in cases:
        with pytest.raises(lt.InvalidValueError, match="give a baseline, or a number to compare with"):
            SWEEP.gate("lr=0.01", metric="val_acc", fail_on="worse", **options)
