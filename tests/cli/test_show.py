from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from logtools.cli import main

LOGS = Path(__file__).parents[2] / "fixtures" / "logs"
RUN = LOGS / "sweep" / "version_0"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["show", *map(str, arguments)])


def logged(column: str) -> list[float]:
    with (RUN / "metrics.csv").open(newline="", encoding="utf-8") as file:
        return [float(row[column]) for row in csv.DictReader(file) if row[column]]


def test_a_run_is_shown_in_parts() -> None:
    result = run(RUN)
    assert (result.exit_code, result.stderr) == (0, "")
    head, hparams, metrics = result.stdout.split("\n\n")
    assert head.startswith("version_0: ")
    assert head.endswith(f"\n{RUN}")
    assert ["lr", "0.0001"] in [line.split() for line in hparams.splitlines()]
    lines = {tuple(line.split()[:2]): line for line in metrics.splitlines()[1:]}
    assert f"min {min(logged('val_loss')):.4g} @ epoch 9" in lines["val_loss", "epoch"]
    assert f"max {max(logged('acc_step')):.4g}" in lines["acc", "step"]
    assert lines["loss", "epoch"].endswith("▁")
    assert "█" in lines["loss", "epoch"]


def test_metrics_can_be_chosen() -> None:
    data = json.loads(run(RUN, "--metric", "val_*", "--format", "json").stdout)
    assert [metric["label"] for metric in data["summary"]] == ["val_acc", "val_loss"]
    wrong = run(RUN, "--metric", "val_los")
    assert wrong.exit_code == 2
    assert "did you mean 'val_loss'" in wrong.stderr


def test_json_is_exact() -> None:
    data = json.loads(run(RUN, "--format", "json").stdout)
    assert data["hparams"]["lr"] == 0.0001
    assert "limit" not in data["hparams"]
    (loss,) = (metric for metric in data["summary"] if metric["label"] == "val_loss")
    assert loss["last"] == logged("val_loss")[-1]
    assert loss["best"] == min(logged("val_loss"))


def test_other_formats_have_the_metrics() -> None:
    rows = list(csv.DictReader(io.StringIO(run(RUN, "--format", "csv").stdout)))
    assert {row["label"] for row in rows} == {"acc", "loss", "test_acc", "test_loss", "val_acc", "val_loss"}
    assert "| val_loss | epoch |" in run(RUN, "--format", "markdown").stdout
    assert r"val\_loss & epoch" in run(RUN, "--format", "latex").stdout


def test_checkpoints_and_notices_are_shown(tmp_path: Path) -> None:
    folder = shutil.copytree(RUN, tmp_path / "run")
    (folder / "checkpoints").mkdir()
    (folder / "checkpoints" / "epoch=3-step=400.ckpt").write_bytes(bytes(2_000))
    (folder / "metrics.csv").write_text("epoch,step,val_loss\n0,1,0.5\n1,2,oops\n")
    text = run(folder).stdout
    assert "epoch=3-step=400.ckpt  2.0 kB" in text
    assert "\nnotices\n- " in text
    data = json.loads(run(folder, "--format", "json").stdout)
    assert data["checkpoints"][0]["epoch"] == 3
    assert len(data["notices"]) == 1


def test_the_default_is_the_only_run_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(RUN)
    assert run().stdout.startswith("version_0: ")


def test_several_runs_are_an_error_that_names_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(LOGS)
    result = run()
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("logtools: there are 15 runs in .: name one of them (sweep/version_0, ")


def test_best_is_the_winner_of_the_comparison(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(LOGS)
    assert run("best").stdout.startswith("sweep/version_11: ")


def test_a_run_that_logged_nothing_is_shown(tmp_path: Path) -> None:
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "hparams.yaml").write_text("lr: 0.5\n")
    result = run(tmp_path / "run")
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("run: empty")
    assert "0.5" in result.stdout


def test_show_says_how_many_fits_there_are() -> None:
    folder = Path(__file__).parents[2] / "fixtures" / "cases" / "two_trainers_one_logger"
    assert "epoch 0, step 3, 2 fits" in CliRunner().invoke(main, ["show", str(folder)]).stdout


def test_a_wrong_configuration_is_a_notice(tmp_path: Path) -> None:
    shutil.copytree(RUN, tmp_path / "version_0")
    (tmp_path / "logtools.toml").write_text("[directions]\nval_acc = 'min'\n")
    result = run(tmp_path / "version_0")
    assert "no key is named 'directions'; did you mean 'direction'?" in result.stderr
    assert "val_acc" in result.stdout
