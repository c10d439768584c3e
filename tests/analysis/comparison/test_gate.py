from __future__ import annotations

from pathlib import Path

import pytest

from logtools.analysis.comparison.gate import compare_sides, gate_side
from logtools.errors import InvalidValueError
from logtools.logs import read

SWEEP = read(Path(__file__).parents[3] / "fixtures" / "logs" / "sweep")
FAST, SLOW = SWEEP.where("lr = 0.01").compare("val_acc"), SWEEP.where("lr = 0.0001").compare("val_acc")


def test_a_side_has_the_ranking_value_and_the_seed_of_each_run() -> None:
    side = gate_side("fast", FAST)
    assert (side.name, side.metric, side.statistic, side.direction) == ("fast", "val_acc", "best", "max")
    assert list(zip(side.runs, side.seeds, side.values, strict=True)) == list(
        FAST.runs.select("run", "replicate", "value").iter_rows()
    )
    assert sorted(side.runs) == ["version_10", "version_11", "version_8", "version_9"]
    assert side.single_steps == ()


def test_the_verdict_is_of_the_candidate() -> None:
    sides = gate_side("fast", FAST), gate_side("slow", SLOW)
    assert compare_sides(*sides).answer == "not worse"
    worse = compare_sides(*reversed(sides))
    assert (worse.answer, worse.candidate.name, worse.baseline.name) == ("worse", "slow", "fast")
    assert worse.verdict.difference is not None
    assert worse.verdict.difference < 0
    assert compare_sides(*reversed(sides), relative=0.1).answer == "not worse"


def test_an_answer_by_the_best_of_curves_needs_their_level() -> None:
    middle = SWEEP.where("lr = 0.001").compare("val_acc")
    verdict = compare_sides(gate_side("fast", FAST), gate_side("middle", middle)).verdict
    assert (verdict.answer, verdict.values_answer, verdict.reason) == ("inconclusive", "not worse", "levels disagree")
    assert verdict.candidate_level == pytest.approx(0.92925)
    assert verdict.baseline_level == pytest.approx(0.9255)
    last = [SWEEP.where(f"lr = {lr}").compare("val_acc", at="last") for lr in (0.01, 0.0001)]
    fast, slow = (gate_side("", one) for one in last)
    assert (fast.levels, compare_sides(fast, slow).answer) == ([], "not worse")


def test_runs_are_paired_by_seed_by_default() -> None:
    sides = gate_side("fast", FAST), gate_side("slow", SLOW)
    assert compare_sides(*sides).verdict.pairs == 4
    assert compare_sides(*sides, paired=False).verdict.pairs is None


def test_sides_with_different_statistics_are_not_compared() -> None:
    last = SWEEP.where("lr = 0.001").compare("val_acc", at="last")
    with pytest.raises(InvalidValueError, match=r"different statistics \(best val_acc, last val_acc\)"):
        compare_sides(gate_side("fast", FAST), gate_side("slow", last))


def test_sides_can_be_renamed() -> None:
    renamed = compare_sides(gate_side("a", FAST), gate_side("b", SLOW)).named("new", "old")
    assert (renamed.candidate.name, renamed.baseline.name, renamed.answer) == ("new", "old", "not worse")
