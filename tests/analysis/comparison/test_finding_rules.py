"""The frames of a comparison decide which findings it has."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import polars as pl
import pytest

from logtools import schema
from logtools.analysis.comparison import findings
from logtools.analysis.comparison.options import ComparisonOptions
from logtools.analysis.comparison.pipeline import compare
from logtools.analysis.tables.hparams import tabulate

Values = Mapping[str, Sequence[float | None]]


def findings_of(  # noqa: PLR0913 - what can be said of runs
    groups: Values,
    *,
    hparams: Mapping[str, Mapping[str, float | str]] | None = None,
    seed: str | None = "seed",
    last: Mapping[str, float] | None = None,
    epochs: Mapping[str, int] | None = None,
    granularity: str = "epoch",
    count: int = 3,
    active: Sequence[str] = (),
    **options: object,
) -> dict[str, findings.Finding]:
    """Compare runs `lr/seed` with these values by group; return the findings by kind."""
    settings: dict[str, dict[str, float | str]] = {}
    rows = []
    for lr, values in groups.items():
        for i, value in enumerate(values):
            run = f"{lr}/{i}"
            settings[run] = {"lr": lr, **({seed: i} if seed else {}), **(hparams or {}).get(run, {})}
            if value is None:
                continue
            finite = value if math.isfinite(value) else None
            end = {"last": (last or {}).get(run, value), "last_epoch": (epochs or {}).get(run, 9)}
            rows.append(
                {"run": run, "stage": "val", "metric": "val_loss", "quantity": "loss", "label": "val_loss",
                 "granularity": granularity, "direction": "min", "level": finite,
                 "count": count, "nan": 0, "inf": 0, "min": finite,
                 "max": None if finite is None else finite + 1, **end}
            )  # fmt: skip
    summary = pl.DataFrame(rows, schema=schema.SUMMARY)
    comparison = compare(
        summary, tabulate(list(settings), list(settings.values())), ComparisonOptions(**options), active=active  # type: ignore[arg-type] # options
    )  # fmt: skip
    kinds = [finding.kind for finding in comparison.findings]
    assert len(kinds) == len(set(kinds)) or set(kinds) & {"difference", "differences", "diverged runs"}
    return {finding.kind: finding for finding in reversed(comparison.findings)}


LOW, HIGH = [1.0, 1.1, 1.3], [5.0, 5.2, 5.1]


def test_the_best_group_and_the_difference_are_found() -> None:
    found = findings_of({"a": LOW, "b": HIGH})
    assert list(found) == ["another run", "difference", "best group", "may be best"]
    assert found["may be best"] == findings.MayBeBest(groups=("lr=a",), tested=2)
    best, difference = found["best group"], found["difference"]
    assert isinstance(best, findings.BestGroup)
    assert (best.row.group, best.row.n, best.tied, best.only) == ("lr=a", 3, (), False)
    assert isinstance(difference, findings.Difference)
    assert (difference.row.group, difference.row.conclusion, difference.smallest_p) == ("lr=b", "worse", None)


def test_tied_groups_are_named_and_a_single_group_is_the_only_one() -> None:
    tied = findings_of({"a": LOW, "b": LOW})["best group"]
    assert isinstance(tied, findings.BestGroup)
    assert tied.tied == ("lr=b",)
    only = findings_of({"a": LOW})["best group"]
    assert isinstance(only, findings.BestGroup)
    assert only.only


def test_single_runs_are_tested_with_the_spread_of_the_others() -> None:
    assert [*findings_of({"a": [1.0], "b": [2.0]}).values()] == [findings.NothingRepeated()]
    found = findings_of({"a": [0.5], "b": LOW, "c": HIGH, "d": [9.0]})
    assert found["best single run"] == findings.BestSingleRun(group="lr=a", value=0.5)
    assert found["single runs"] == findings.SingleRunGroups(groups=("lr=a", "lr=d"))
    assert found["may be best"] == findings.MayBeBest(groups=("lr=a",), tested=4)
    assert "untested groups" not in found
    same = findings_of({"a": [0.5], "b": [1.0, 1.0]})
    assert same["untested groups"] == findings.UntestedGroups(groups=("lr=b",), baseline="lr=a", all_groups=True)


def test_a_group_with_a_diverged_run_is_repeated() -> None:
    assert "nothing repeated" not in findings_of({"a": [1.0, math.nan], "b": [2.0]})


def test_many_differences_are_summarised() -> None:
    groups = {name: [value + i for value in LOW] for i, name in enumerate("abcdef")}
    found = findings_of(groups)
    assert "difference" not in found
    assert found["differences"] == findings.DifferenceSummary(
        conclusion="worse", groups=tuple(f"lr={name}" for name in "bcdef"), tested=5, baseline="lr=a"
    )
    assert "difference" in findings_of(dict(list(groups.items())[:5]))


@pytest.mark.parametrize(("baseline", "comparisons"), [(None, 3), ("lr=a", 2)])
def test_a_correction_for_several_comparisons_is_a_finding(baseline: str | None, comparisons: int) -> None:
    found = findings_of({"a": LOW, "b": HIGH, "c": [value + 1 for value in HIGH]}, baseline=baseline)
    assert found["corrected p-values"] == findings.CorrectedPValues(
        comparisons=comparisons,
        baseline_given=baseline is not None,
        baseline_best=True,
        methods=("Tukey" if baseline is None else "Dunnett",),
    )
    assert "corrected p-values" not in findings_of({"a": LOW, "b": HIGH})


def test_runs_that_are_not_independent_are_findings() -> None:
    seeds = {"a/1": {"seed": 0}}
    found = findings_of({"a": LOW, "b": HIGH}, hparams=seeds)
    assert found["averaged seeds"] == findings.AveragedSeeds(seeds=("0",))
    assert "averaged seeds" not in findings_of({"a": LOW, "b": HIGH})
    copied = findings_of({"a": [1.0, 1.1, 1.0, 1.2], "b": HIGH}, count=9)
    assert copied["copied runs"] == findings.CopiedRuns(runs=("a/2",), of=("a/0",))
    assert "copied runs" not in findings_of({"a": [1.0, 1.1, 1.0, 1.2], "b": HIGH})  # 3 values may be equal by chance


def test_exact_tests_have_a_smallest_p() -> None:
    found = findings_of({"a": [1.0] * 3, "b": [2.0] * 3})["difference"]
    assert isinstance(found, findings.Difference)
    assert found.row.method == "rank test"
    assert found.smallest_p == pytest.approx(0.1)
    six = findings_of({"a": [1.0] * 6, "b": [2.0] * 6})["difference"]
    assert isinstance(six, findings.Difference)
    assert (six.row.method, six.smallest_p) == ("sign test", 2**-5)
    three = findings_of({"a": [1.0] * 4, "b": [2.0] * 4, "c": [2.0] * 4})["difference"]
    assert isinstance(three, findings.Difference)
    assert three.smallest_p == pytest.approx(3 * 2 / 70)


def test_folds_depend_on_each_other() -> None:
    assert findings_of({"a": LOW, "b": HIGH}, seed="fold")["dependent folds"] == findings.DependentFolds()
    assert "dependent folds" not in findings_of({"a": [1.0], "b": [2.0]}, seed="fold")


def test_repeated_folds_are_corrected() -> None:
    twice = {f"{lr}/{i}": {"fold": i % 3, "seed": i // 3} for lr in "ab" for i in range(6)}
    groups = {"a": [*LOW, *LOW[::-1]], "b": [*HIGH, *HIGH[::-1]]}
    found = findings_of(groups, hparams=twice, seed="fold")
    assert "dependent folds" not in found
    assert found["corrected folds"] == findings.CorrectedFolds()


def test_unreliable_runs_are_named() -> None:
    found = findings_of(
        {"a": [1.0, math.nan, 1.2], "b": [*HIGH, None]},
        by=["lr"], last={"a/0": math.inf}, epochs={"b/1": 4}, active=["b/0"],
    )  # fmt: skip
    assert found["diverged runs"] == findings.DivergedRuns(group="lr=a", diverged=1, n=2)
    assert found["not finite at the end"] == findings.UnstableEnds(runs=("a/0",))
    assert found["missing values"] == findings.MissingValues(runs=("b/3",))
    assert found["active runs"] == findings.ActiveRuns(runs=("b/0",))
    assert found["shorter runs"] == findings.ShorterRuns(runs=("b/1",), total=7)


def test_values_of_single_steps_are_named() -> None:
    found = findings_of({"a": [1.0], "b": [2.0]}, granularity="step")
    assert found["single-step values"] == findings.SingleStepValues(runs=("a/0", "b/0"), metrics=("val_loss",))


def test_an_unbalanced_grid_and_hyperparameters_within_groups_are_found() -> None:
    within = {f"a/{i}": {"wd": i % 2} for i in range(3)}
    found = findings_of({"a": LOW, "b": HIGH}, hparams=within, by=["lr"])
    assert found["varying within groups"] == findings.VaryingWithinGroups(hparams=("wd",))
    assert "unbalanced grid" not in found
    both = findings_of({"a": LOW, "b": HIGH}, hparams=within, by=["lr", "wd"])
    assert both["unbalanced grid"] == findings.UnbalancedGrid(hparams=("lr", "wd"))
    assert "varying within groups" not in both


def test_runs_that_do_not_differ_are_one_group() -> None:
    assert findings_of({"a": LOW}, seed=None)["one group"] == findings.OneGroup()
    assert "one group" not in findings_of({"a": LOW})


def test_hyperparameters_that_identify_runs_are_ignored() -> None:
    names = {f"{lr}/{i}": {"output_dir": f"/out/{lr}/{i}"} for lr in "ab" for i in range(3)}
    found = findings_of({"a": LOW, "b": HIGH}, hparams=names)
    assert found["ignored hyperparameters"] == findings.IgnoredHparams(hparams=("output_dir",))


def test_without_hyperparameters_each_run_is_a_setting() -> None:
    summary = pl.DataFrame(
        [{"run": run, "stage": "val", "metric": "val_loss", "quantity": "loss", "label": "val_loss", "granularity":
          "epoch", "direction": "min", "count": 1, "nan": 0, "inf": 0, "min": 1.0, "max": 2.0, "last": 1.0}
         for run in ("x/1", "y/2")], schema=schema.SUMMARY,
    )  # fmt: skip
    assert compare(summary, pl.DataFrame({"run": ["x/1", "y/2"]})).findings == (findings.UnknownSettings(),)


def test_smoothed_values_are_a_finding() -> None:
    summary = pl.DataFrame(
        [{"run": "a", "stage": "val", "metric": "val_loss", "quantity": "loss", "label": "val_loss", "granularity":
          "epoch", "direction": "min", "count": 2, "nan": 0, "inf": 0, "min": 1.0, "max": 2.0, "last": 1.0}],
        schema=schema.SUMMARY,
    )  # fmt: skip
    curve = pl.DataFrame({"run": ["a", "a"], "segment": [0, 0], "epoch": [0, 1], "step": [9, 19], "value": [2.0, 1.0]})
    options = ComparisonOptions(smooth=0.5)
    found = compare(summary, pl.DataFrame({"run": ["a"]}), options, observations=lambda _: curve).findings
    assert findings.SmoothedValues(smoothing=options.smoothing) in found  # type: ignore[arg-type] # not None here
