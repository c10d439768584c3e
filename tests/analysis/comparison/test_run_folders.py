"""Folders of run ids: settings and seeds."""

from __future__ import annotations

import pytest

from logtools.analysis.comparison.run_folders import (
    RunFolders,
    folder_index,
    folder_values,
    without_common_start,
    without_counters,
    without_replicates,
)
from logtools.errors import InvalidValueError


@pytest.mark.parametrize(
    ("run", "setting", "seed", "kinds", "fold"),
    [
        ("lr=0.1/seed_3", ("lr=0.1",), "3", {"seed"}, None),
        ("resnet-fold2/version_0", ("resnet", "version_0"), "2", {"fold"}, "2"),
        ("a/seed=3_fold=1", ("a",), "seed=3 fold=1", {"seed", "fold"}, "1"),
        ("lr=0.1_seed=7_bs=32", ("lr=0.1_bs=32",), "7", {"seed"}, None),
        ("seedling/version_0", ("seedling", "version_0"), None, set(), None),
    ],
)
def test_a_run_id_has_a_setting_and_a_seed(
    run: str, setting: tuple[str, ...], seed: str | None, kinds: set[str], fold: str | None
) -> None:
    assert RunFolders.of(run) == RunFolders(setting=setting, seed=seed, kinds=frozenset(kinds), fold=fold)


def test_a_folder_can_be_left_out() -> None:
    assert RunFolders.of("a/b/c", without={2}).setting == ("a", "c")
    assert RunFolders.of("a/b/c", without={-1}).setting == ("a", "b")
    assert RunFolders.of("a", without={5}).setting == ("a",)


def test_numbered_folders_identify_a_setting_only_if_nothing_else_does() -> None:
    run = RunFolders.of("resnet/trial_7/2024-05-01/version_0")
    assert run.identifying(has_hparams=True, has_seed=False) == ("resnet",)
    assert run.identifying(has_hparams=False, has_seed=True) == ("resnet", "trial_7", "2024-05-01")
    assert run.identifying(has_hparams=False, has_seed=False) == run.setting


def test_a_folder_has_a_name() -> None:
    assert [folder_index(name) for name in ("path:1", "path:-2", "path:0", "path", "lr", None)] == [
        1, -2, None, None, None, None,
    ]  # fmt: skip
    assert folder_values("path:2", ["a/b", "c"]).to_list() == ["b", None]
    assert folder_values("path:-1", ["a/b", "c"]).to_list() == ["b", "c"]
    with pytest.raises(InvalidValueError, match="no run id has path:3: the longest is 'a/b'"):
        folder_values("path:3", ["c", "a/b"])


def test_seeds_are_removed_from_folders_that_are_numbered_by_them() -> None:
    assert without_replicates([("x", "s0"), ("x", "s01")], ["0", "1"]) == [("x", "s"), ("x", "s")]
    assert without_replicates([("s0",), ("s2",)], ["0", "1"]) == [("s0",), ("s2",)]
    assert without_replicates([("s1",), ("s1",)], ["1", "1"]) == [("s1",), ("s1",)]
    assert without_replicates([("0",), ("1",)], ["0", "1"]) == [(), ()]


def test_numbers_that_count_the_runs_of_a_setting_are_removed() -> None:
    paths = [("A_0",), ("A_1",), ("B_1", "x"), ("B_2", "x")]
    assert without_counters(paths, ["lr=1"] * 4) == [("A",), ("A",), ("B", "x"), ("B", "x")]
    assert without_counters([("A_0",), ("A_0",), ("A_01",)], ["lr=1"] * 3) == [("A",)] * 3


@pytest.mark.parametrize(
    ("paths", "settings"),
    [
        ([("A_0",), ("A_1",)], ["lr=1", "lr=2"]),
        ([("A_0",), ("A_1",)], [None, None]),
        ([("resnet18",), ("resnet34",)], ["lr=1"] * 2),
        ([("resnet1",), ("resnet2",)], ["lr=1"] * 2),
        ([("width_16",), ("width_32",)], ["lr=1"] * 2),
        ([("width_1",), ("width_2",), ("width_4",)], ["lr=1"] * 3),
        ([("A_0",), ("B_1",)], ["lr=1"] * 2),
    ],
)
def test_other_numbers_in_folders_identify_settings(paths: list[tuple[str, ...]], settings: list[str | None]) -> None:
    assert without_counters(paths, settings) == paths


def test_leading_folders_that_all_runs_share_are_left_out() -> None:
    assert without_common_start([("a", "b", "c"), ("a", "x", "c")]) == [("b", "c"), ("x", "c")]
    assert without_common_start([("a",), ("a", "b")]) == [(), ("b",)]
