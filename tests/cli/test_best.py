from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from logtools.cli import main

SWEEP = Path(__file__).parents[2] / "fixtures" / "logs" / "sweep"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["best", *map(str, arguments)])


@pytest.fixture
def sweep(tmp_path: Path) -> Path:
    """Return a copy of the sweep in which the best run, version_11 (at epoch 4, step 624), has checkpoints."""
    shutil.copytree(SWEEP, tmp_path / "sweep")
    (tmp_path / "sweep" / "version_11" / "checkpoints").mkdir()
    return tmp_path / "sweep"


def save(sweep: Path, *names: str) -> None:
    for name in names:
        path = sweep / "version_11" / "checkpoints" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"")


def test_only_the_path_of_the_best_run_is_printed() -> None:
    result = run(SWEEP)
    assert result.exit_code == 0
    assert result.stdout == f"{SWEEP / 'version_11'}\n"
    assert result.stderr.splitlines() == [
        "version_11: best val_loss 0.2063 at epoch 4, step 624",
        (
            "Another run of lr=0.01 would be worse by about 0.021 (the group mean is 0.227): "
            "the best of 12 runs is partly luck"
        ),
    ]
    assert run(SWEEP, "-q").stderr == ""


def test_the_metric_and_its_value_can_be_chosen() -> None:
    assert run(SWEEP, "-m", "val_loss", "--max").stdout.endswith("version_3\n")
    assert run(SWEEP, "--at", "last").stdout.endswith("version_6\n")
    assert run(SWEEP, "--where", "lr < 0.001").stdout.endswith("version_2\n")
    assert "tied with 1 other" in run(SWEEP, "-m", "val_acc").stderr


def test_the_checkpoint_of_the_best_epoch(sweep: Path) -> None:
    save(sweep, "epoch=3-step=500.ckpt", "epoch=4-step=625.ckpt", "last.ckpt")
    result = run(sweep, "--checkpoint")
    assert result.stdout == f"{sweep}/version_11/checkpoints/epoch=4-step=625.ckpt\n"
    assert "nearest" not in result.stderr


@pytest.mark.parametrize(
    "name", ["4-625-0.206.ckpt", "epoch04-val0.206.ckpt", "epoch=4-val/loss=0.206.ckpt", "epoch=4-step=625-v1.ckpt"]
)
def test_a_checkpoint_of_any_template_is_found(sweep: Path, name: str) -> None:
    save(sweep, "epoch=9-step=1250.ckpt", "last.ckpt", name)
    result = run(sweep, "--checkpoint")
    assert (result.exit_code, result.stdout) == (0, f"{sweep}/version_11/checkpoints/{name}\n")


@pytest.mark.parametrize("name", ["9-1250-0.5.ckpt", "last.ckpt", "model.ckpt", "best.ckpt", "epoch=4-step=600.ckpt"])
def test_without_an_exact_checkpoint_the_exit_code_is_2(sweep: Path, name: str) -> None:
    save(sweep, name)
    result = run(sweep, "--checkpoint")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.splitlines()[-1].endswith(
        "version_11 is the best run, but no checkpoint is certainly of epoch 4, step 624 (best val_loss): found "
        f"{name}; --nearest prints {sweep}/version_11/checkpoints/{name}"
    )


def test_the_nearest_checkpoint_is_printed_with_a_note(sweep: Path) -> None:
    save(sweep, "epoch=2-step=375.ckpt", "epoch=9-step=1250.ckpt")
    result = run(sweep, "--checkpoint", "--nearest")
    assert (result.exit_code, result.stdout) == (0, f"{sweep}/version_11/checkpoints/epoch=2-step=375.ckpt\n")
    assert "no checkpoint is certainly of epoch 4, step 624: using the nearest, epoch 2, step 375" in result.stderr


def test_the_nearest_without_an_epoch_in_any_name_is_the_best_one(sweep: Path) -> None:
    save(sweep, "best.ckpt", "last.ckpt")
    result = run(sweep, "--checkpoint", "--nearest")
    assert result.stdout.endswith("/best.ckpt\n")
    assert "best.ckpt, whose epoch is unknown" in result.stderr


def test_an_exact_checkpoint_comes_before_the_nearest(sweep: Path) -> None:
    save(sweep, "epoch=4-step=600.ckpt", "epoch=4-step=625.ckpt")
    result = run(sweep, "--checkpoint", "--nearest")
    assert result.stdout.endswith("/epoch=4-step=625.ckpt\n")
    assert "certainly" not in result.stderr


def test_nearest_needs_checkpoint(sweep: Path) -> None:
    result = run(sweep, "--nearest")
    assert result.exit_code == 2
    assert "--nearest needs --checkpoint" in result.stderr


def test_without_a_checkpoint_nothing_is_printed(sweep: Path) -> None:
    result = run(sweep, "--checkpoint", "--nearest")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "version_11 is the best run, but has no checkpoints" in result.stderr


def test_without_a_winner_nothing_is_printed(tmp_path: Path) -> None:
    (tmp_path / "metrics.csv").write_text("epoch,step,temperature\n0,9,1\n")
    result = run(tmp_path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "cannot find the best run" in result.stderr
    assert run(tmp_path, "-m", "temperature", "--max").exit_code == 0


def test_a_shell_can_use_the_path(sweep: Path) -> None:
    """A path with spaces and quotes is unchanged by $(...)."""
    odd = sweep.parent / 'it\'s a "log"'
    sweep.rename(odd)
    line = f'"{sys.executable}" -m logtools best -q . | while IFS= read -r path; do test -d "$path" && echo found; done'
    result = subprocess.run(["bash", "-c", line], cwd=odd, capture_output=True, text=True, check=True)
    assert result.stdout == "found\n"


def test_other_spellings_and_placeholders_are_noted(tmp_path: Path) -> None:
    for name, header, value in (("a", "val_loss", 0.5), ("b", "val_loss", 0.4), ("c", "valid_loss", -1)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "metrics.csv").write_text(f"epoch,step,{header}\n0,9,{value}\n1,19,{value}\n")
    result = run(tmp_path)
    assert (result.exit_code, result.stdout) == (0, f"{tmp_path / 'b'}\n")
    assert "left out, because a placeholder was logged: c\n" in result.stderr
    (tmp_path / "c" / "metrics.csv").write_text("epoch,step,valid_loss\n0,9,0.3\n")
    result = run(tmp_path)
    assert result.stdout == f"{tmp_path / 'c'}\n"
    assert "one metric, spelled differently by some runs: valid_loss\n" in result.stderr


@pytest.mark.parametrize(("last", "noted"), [("nan", True), ("inf", True), ("0.5", False)])
def test_a_best_run_that_ended_in_nan_is_noted(tmp_path: Path, last: str, noted: bool) -> None:  # noqa: FBT001
    """Its value is from before, so its last weights are not those of the value."""
    for name, end in (("a", last), ("b", "0.4")):
        (tmp_path / name).mkdir()
        rows = f"epoch,step,val_auc\n0,9,{0.9 if name == 'a' else 0.3}\n1,19,{end}\n"
        (tmp_path / name / "metrics.csv").write_text(rows)
    result = run(tmp_path)
    assert result.stdout == f"{tmp_path / 'a'}\n"
    assert ("the run ended in NaN or inf: the value is from before" in result.stderr) is noted
