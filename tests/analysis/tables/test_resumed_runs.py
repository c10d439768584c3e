"""Resumed runs are found and merged, and repeated values are cut."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from unittest import mock

import polars as pl
import pytest

from logtools import schema
from logtools.analysis.tables import resumed_runs
from logtools.analysis.tables.hparams import tabulate
from logtools.analysis.tables.resumed_runs import (
    Continuation,
    chain_heads,
    find_continuations,
    find_resumed_runs,
    merge_resumed,
)
from logtools.collection import Collection
from logtools.storage.discovery import find

LENGTH = 20  # steps per epoch


def trained(run: str, steps: Iterable[int], *, epoch: int | None = None, segment: int = 0) -> list[dict[str, object]]:
    return [
        {"run": run, "segment": segment, "stage": "train", "metric": "loss", "quantity": "loss", "granularity": "step",
         "epoch": step // LENGTH if epoch is None else epoch, "step": step, "value": float(step)}
        for step in steps
    ]  # fmt: skip


def frame(*parts: list[dict[str, object]]) -> pl.DataFrame:
    return pl.DataFrame([row for part in parts for row in part], schema=schema.METRICS)


def links(
    *parts: list[dict[str, object]], hparams: dict[str, dict[str, float]] | None = None
) -> list[tuple[str, str, int]]:
    """Return (before, after, first step) of the links that are found."""
    metrics = frame(*parts)
    runs = list(dict.fromkeys(metrics["run"].cast(pl.String)))
    found = find_continuations(metrics, tabulate(runs, [(hparams or {}).get(run, {"lr": 1}) for run in runs]))
    return [(link.before[0], link.after[0], link.step) for link in found]


FIRST = trained("x/version_0", range(4, 60, 5))
SECOND = trained("x/version_1", range(44, 100, 5))


def test_a_run_that_starts_within_the_steps_of_another_continues_it() -> None:
    assert links(FIRST, SECOND) == [("x/version_0", "x/version_1", 44)]


def test_a_fresh_run_continues_no_other() -> None:
    assert links(FIRST, trained("x/version_1", range(4, 80, 5))) == []
    assert links(FIRST, trained("x/version_1", range(49, 300, 50))) == []


def test_hyperparameters_must_be_equal() -> None:
    assert links(FIRST, SECOND, hparams={"x/version_0": {"lr": 1}, "x/version_1": {"lr": 2}}) == []


def test_the_folder_must_be_the_same() -> None:
    assert links(FIRST, trained("y/version_1", range(44, 100, 5))) == []


def test_a_gap_must_not_be_longer_than_the_log_interval() -> None:
    assert links(FIRST, trained("x/version_1", range(65, 100, 5))) == [("x/version_0", "x/version_1", 65)]
    assert links(FIRST, trained("x/version_1", range(69, 100, 5))) == []


def test_each_run_continues_the_nearest_run_before_it() -> None:
    third = trained("x/version_2", range(84, 140, 5))
    assert links(FIRST, SECOND, third) == [("x/version_0", "x/version_1", 44), ("x/version_1", "x/version_2", 84)]


def test_steps_may_start_again_at_zero_if_epochs_continue() -> None:
    later = [row for epoch in (2, 3, 4) for row in trained("x/version_1", range((epoch - 2) * LENGTH + 4, (epoch - 1) *
             LENGTH, 5), epoch=epoch)]  # fmt: skip
    assert links(FIRST, later) == [("x/version_0", "x/version_1", 4)]


def link(before: str, after: str, step: int, *, aligned: bool = True) -> Continuation:
    return Continuation(before=(before, 0), after=(after, 0), step=step, epoch=step // LENGTH, aligned=aligned)


def test_a_chain_has_the_id_of_its_first_run_and_a_segment_for_steps_that_start_again() -> None:
    chain = [link("a", "b", 40), link("b", "c", 60, aligned=False), link("c", "d", 80)]
    assert chain_heads(chain) == {("b", 0): ("a", 0), ("c", 0): ("a", 1), ("d", 0): ("a", 1)}


def test_values_that_the_later_run_repeats_are_cut() -> None:
    merged, cuts = merge_resumed(
        frame(trained("a", range(4, 60, 5)), trained("b", range(44, 80, 5))), [link("a", "b", 44)]
    )
    assert merged["run"].unique().to_list() == ["a"]
    assert merged["step"].to_list() == list(range(4, 80, 5))
    assert cuts == [4]


@pytest.mark.parametrize("stage", ["val", "test"])
def test_evaluation_steps_are_cut_by_epoch(stage: str) -> None:
    """They count evaluation batches: step 1,000 of epoch 1 is before step 44 of the later run."""
    evaluated = [
        {"run": "a", "segment": 0, "stage": stage, "metric": "acc", "granularity": "step", "epoch": epoch, "step": step}
        for epoch, step in ((1, 1_000), (2, 3))
    ]
    merged, cuts = merge_resumed(frame(evaluated), [link("a", "b", 44)])
    assert merged.select("epoch", "step").rows() == [(1, 1_000)]
    assert cuts == [1]


def test_a_series_stays_contiguous() -> None:
    parts = [row for run in "ab" for metric in ("acc", "loss") for row in
             ({**row, "metric": metric} for row in trained(run, [4 if run == "a" else 9]))]  # fmt: skip
    merged, _ = merge_resumed(frame(parts), [link("a", "b", 9)])
    assert merged.select("metric", "step").rows() == [("acc", 4), ("acc", 9), ("loss", 4), ("loss", 9)]


def test_without_links_nothing_changes() -> None:
    metrics = frame(FIRST)
    assert merge_resumed(metrics, [])[0] is metrics


def test_the_time_does_not_grow_with_the_square_of_the_number_of_restarts(monkeypatch: pytest.MonkeyPatch) -> None:
    link = mock.Mock(wraps=resumed_runs._link)  # noqa: SLF001 - counts how often two parts are compared
    monkeypatch.setattr(resumed_runs, "_link", link)
    restarts = [row for segment in range(500) for row in trained("x/version_0", range(4, 60, 5), segment=segment)]
    assert links(restarts, trained("x/version_1", range(44, 100, 5))) == [("x/version_0", "x/version_1", 44)]
    assert link.call_count < 500 * 50


def test_the_number_of_values_that_are_cut_is_that_of_each_link() -> None:
    parts = frame(trained("a", range(4, 60, 5)), trained("b", range(44, 80, 5)), trained("c", range(69, 100, 5)))
    merged, cuts = merge_resumed(parts, [link("a", "b", 44), link("b", "c", 69)])
    assert merged["step"].to_list() == list(range(4, 100, 5))
    assert cuts == [4, 3]


def test_a_chain_of_very_many_segments_ends_in_the_last_one() -> None:
    chain = [
        Continuation(before=("a", i), after=("a", i + 1), step=4, epoch=i + 1, aligned=False) for i in range(32_767)
    ]
    assert chain_heads(chain)["a", 32_767] == ("a", 32_767)
    many = [row for i in (0, 32_766, 32_767) for row in trained("a", [4], segment=i)]
    assert merge_resumed(frame(many), chain)[0]["segment"].to_list() == [0, 32_766, 32_767]


def test_resumed_runs_are_found_among_runs_with_equal_hyperparameters(tmp_path: Path) -> None:
    for number, first in enumerate((0, 3, 0, 3)):
        rows = "".join(f"{e},{100 * e + s},1\n" for e in range(first, first + 4) for s in (49, 99))
        folder = tmp_path / f"version_{number}"
        folder.mkdir()
        (folder / "metrics.csv").write_text("epoch,step,train_loss\n" + rows)
        (folder / "hparams.yaml").write_text(f"lr: {number // 2 if number < 3 else 5}\n")
    contents = Collection.of(find([tmp_path]))
    links = find_resumed_runs(contents.summary, contents.hparams, contents.series)
    assert [(link.before[0], link.after[0]) for link in links] == [("version_0", "version_1")]


@pytest.mark.parametrize("epoch", [-1, -5, -(2**62)])
def test_negative_epochs_are_no_error(epoch: int) -> None:
    first = trained("x/version_0", range(4, 60, 5), epoch=epoch)
    assert links(first, trained("x/version_1", range(64, 120, 5), epoch=0))[0][2] == 64
    assert links(first, trained("x/version_1", range(4, 60, 5), epoch=0)) == []
