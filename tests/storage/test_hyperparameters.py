"""Hyperparameters from all files that record them, beside the log and in the folders of its job."""

from __future__ import annotations

from pathlib import Path

import pytest

import logtools as lt


def run(folder: Path, **files: str) -> dict[str, object]:
    """Write a run with these files; return its hyperparameters."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "metrics.csv").write_text("epoch,step,loss\n0,0,1.0\n0,1,1.0\n")
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    row = lt.read(folder).hparams().row(0, named=True)
    return {name: value for name, value in row.items() if name != "run"}


CLI = "seed_everything: 3\ntrainer: {max_epochs: 2}\nmodel: {init_args: {lr: 0.1, depth: 2}}\n"


def test_the_config_of_the_cli_adds_what_hparams_lack(tmp_path: Path) -> None:
    assert run(tmp_path / "a", **{"hparams.yaml": "lr: 0.1\n_instantiator: x\n", "config.yaml": CLI}) == {
        "lr": 0.1,
        "seed_everything": 3,
        "trainer.max_epochs": 2,
        "model.init_args.depth": 2,
    }


def test_the_config_of_the_cli_may_have_the_subcommand(tmp_path: Path) -> None:
    config = "fit:\n  trainer: {max_epochs: 3}\n  data: {batch_size: 8}\n"
    found = run(tmp_path / "a", **{"hparams.yaml": "lr: 0.1\n", "config.yaml": config})
    assert found == {"lr": 0.1, "fit.trainer.max_epochs": 3, "fit.data.batch_size": 8}


def test_another_config_beside_hparams_is_ignored(tmp_path: Path) -> None:
    assert run(tmp_path / "a", **{"hparams.yaml": "lr: 0.1\n", "config.yaml": "version: 7\n"}) == {"lr": 0.1}


def test_a_different_value_is_kept_under_its_full_name(tmp_path: Path) -> None:
    found = run(tmp_path / "a", **{"hparams.yaml": "lr: 0.2\n", "config.yaml": CLI})
    assert (found["lr"], found["model.init_args.lr"]) == (0.2, 0.1)


@pytest.mark.parametrize("below", [".", "version_0", "csv/version_0", "logs/csv/version_0"])
def test_hydra_files_are_found_up_to_three_folders_above(tmp_path: Path, below: str) -> None:
    (tmp_path / "job" / ".hydra").mkdir(parents=True)
    (tmp_path / "job" / ".hydra" / "config.yaml").write_text("seed: 1\nmodel: {lr: 0.1}\n")
    assert run(tmp_path / "job" / below, **{"hparams.yaml": "lr: 0.1\n"}) == {"lr": 0.1, "seed": 1}


def test_hydra_files_further_above_are_ignored(tmp_path: Path) -> None:
    (tmp_path / ".hydra").mkdir()
    (tmp_path / ".hydra" / "config.yaml").write_text("seed: 1\n")
    assert run(tmp_path / "a" / "b" / "c" / "d") == {}


def test_overrides_replace_a_missing_config(tmp_path: Path) -> None:
    assert run(tmp_path / "a", **{".hydra/overrides.yaml": "- model.lr=1e-3\n- +seed=1\n- name=a=b\n- flag\n"}) == {
        "model.lr": 0.001,
        "seed": 1,
        "name": "a=b",
    }


def test_the_params_of_ray_tune(tmp_path: Path) -> None:
    (tmp_path / "trial").mkdir()
    (tmp_path / "trial" / "params.json").write_text('{"lr": 1e-05, "layers": [8, 8], "opt": {"name": "adam"}}')
    expected = {"lr": 1e-05, "layers": "[8, 8]", "opt.name": "adam"}
    assert run(tmp_path / "trial" / "lightning_logs" / "version_0") == expected


def test_the_meta_tags_of_test_tube(tmp_path: Path) -> None:
    assert run(tmp_path / "a", **{"meta_tags.csv": "key,value\nlr,0.02\nmodel,resnet\nuse,True\n"}) == {
        "lr": 0.02,
        "model": "resnet",
        "use": True,
    }


def test_runs_of_one_job_share_its_hyperparameters(tmp_path: Path) -> None:
    (tmp_path / ".hydra").mkdir()
    (tmp_path / ".hydra" / "config.yaml").write_text("lr: 0.1\n")
    for version in range(3):
        run(tmp_path / "csv" / f"version_{version}")
    assert lt.read(tmp_path).hparams()["lr"].to_list() == [0.1] * 3


def test_an_unreadable_file_is_a_notice_and_the_others_are_read(tmp_path: Path) -> None:
    run(tmp_path / "a", **{"config.yaml": CLI})
    (tmp_path / "a" / "hparams.yaml").mkdir()
    logs = lt.read(tmp_path)
    assert logs.hparams()["seed_everything"].to_list() == [3]
    assert logs.notices["message"].to_list() == ["has a hparams.yaml that cannot be read: Is a directory"]
