from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from logtools.cli import main

LOGS = Path(__file__).parents[2] / "fixtures" / "logs"
SWEEP = LOGS / "sweep"


def run(*arguments: str | Path, columns: int | None = None) -> Result:
    env = {"COLUMNS": str(columns) if columns else None}
    return CliRunner().invoke(main, ["compare", *map(str, arguments)], env=env)


def best_by_hand(column: str) -> dict[str, tuple[float, int]]:
    """Return for each run of the sweep the smallest value of a column and its epoch, read with the csv module."""
    found = {}
    for folder in SWEEP.iterdir():
        with (folder / "metrics.csv").open(newline="", encoding="utf-8") as file:
            found[folder.name] = min((float(r[column]), int(r["epoch"])) for r in csv.DictReader(file) if r[column])
    return found


def test_runs_are_ranked_by_their_best_value() -> None:
    result = run(SWEEP)
    assert (result.exit_code, result.stderr) == (0, "")
    lines = [line.split() for line in result.stdout.splitlines()[2:14]]
    expected = best_by_hand("val_loss")
    assert [line[1] for line in lines] == sorted(expected, key=lambda name: expected[name])
    assert lines[0][0] == "*1"
    for line in lines:
        value, epoch = expected[line[1]]
        assert line[4:7] == [f"{value:.4f}", "@", str(epoch)]


def test_it_is_said_what_ranks_which_run_wins_and_what_is_the_same() -> None:
    text = run(SWEEP).stdout
    assert "Ranked by best val_loss, smaller is better (inferred from the names)." in text
    assert "* version_11 is best: " in text
    assert "The same in all runs: accelerator=auto, batch_size=32" in text


def test_the_metric_and_the_direction_can_be_given() -> None:
    assert "Ranked by best val_acc, larger is better (inferred" in run(SWEEP, "--metric", "val_acc").stdout
    assert "Ranked by best val_loss, larger is better (as asked)" in run(SWEEP, "-m", "val_loss", "--max").stdout
    worst = json.loads(run(SWEEP, "--metric", "val_loss", "--max", "--format", "json").stdout)
    assert worst["winners"] != ["version_11"]


def test_an_unknown_metric_names_those_that_are_near() -> None:
    result = run(SWEEP, "--metric", "val_los")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "did you mean 'val_loss'" in result.stderr


def test_a_metric_without_direction_is_an_error_until_one_is_given(tmp_path: Path) -> None:
    for name, value in (("a", 1), ("b", 2)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "metrics.csv").write_text(f"epoch,step,temperature\n0,9,{value}\n")
    assert run(tmp_path).stdout.splitlines()[-1].startswith("Not ranked:")
    assert run(tmp_path, "--metric", "temperature").exit_code == 2
    assert "* b is best" in run(tmp_path, "--metric", "temperature", "--max").stdout


def test_in_a_narrow_terminal_what_is_left_out_is_said() -> None:
    text = run(LOGS, columns=80).stdout
    assert max(map(len, text.splitlines())) <= 80
    assert "Left out for lack of width (--all shows them):" in text
    heads = text.splitlines()[0].split()
    assert {"#", "run", "lr", "seed", "val_loss"} <= set(heads)
    whole = run(LOGS, "--all", columns=80).stdout
    assert "Left out" not in whole
    assert {"log_on", "test_loss", "loss"} <= set(whole.splitlines()[0].split())


def test_json_is_strict_complete_and_exact() -> None:
    text = run(LOGS, "--format", "json", columns=80).stdout
    subprocess.run([sys.executable, "-m", "json.tool"], input=text, text=True, capture_output=True, check=True)
    data = json.loads(text)
    assert len(data["runs"]) == 15
    expected = best_by_hand("val_loss")
    for row in data["runs"][:12]:
        shown = row["metrics"]["val_loss"]
        assert (shown["value"], shown["epoch"]) == expected[row["run"].removeprefix("sweep/")]
    assert data["runs"][-1]["rank"] is None


def test_csv_is_complete_and_exact() -> None:
    result = run(SWEEP, "--format", "csv", columns=80)
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    expected = best_by_hand("val_loss")
    assert {row["run"]: (float(row["best val_loss"]), int(row["epoch of best val_loss"])) for row in rows} == expected
    assert "Ranked by best val_loss" in result.stderr


def test_markdown_and_latex_are_complete() -> None:
    assert run(SWEEP, "--format", "markdown", columns=40).stdout.count("\n") == 14
    latex = run(SWEEP, "--format", "latex", columns=40).stdout
    assert latex.startswith(r"\begin{tabular}{rlrrrrrrrr}")
    assert latex.count(r"\\") == 13


def test_a_diverged_run_is_shown_and_has_no_rank(tmp_path: Path) -> None:
    shutil.copytree(SWEEP / "version_0", tmp_path / "good")
    (tmp_path / "nan").mkdir()
    (tmp_path / "nan" / "metrics.csv").write_text("epoch,step,val_loss\n0,9,nan\n1,19,nan\n")
    text = run(tmp_path).stdout
    (line,) = (line for line in text.splitlines() if " nan  " in line)
    assert line.split()[0] == "-"
    assert "1 of 2 runs logged no finite value and has no rank." in text
    data = json.loads(run(tmp_path, "--format", "json").stdout)
    assert data["runs"][1]["metrics"]["val_loss"]["value"] == "NaN"


def test_one_run_and_runs_without_validation_can_be_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "* version_0 is best" in run(LOGS / "train_history_log").stdout
    monkeypatch.chdir(LOGS)
    result = run("train_history_log", "train_history_log_epoch_only")
    assert result.exit_code == 0
    assert "Ranked by last loss" in result.stdout


def test_runs_can_be_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(SWEEP.parent)
    data = json.loads(run("version_3", "version_11", "--format", "json").stdout)
    assert [row["run"] for row in data["runs"]] == ["sweep/version_11", "sweep/version_3"]


def test_min_and_max_exclude_each_other_by_the_last_word() -> None:
    assert "larger is better" in run(SWEEP, "--min", "--max").stdout


def test_a_formula_in_a_name_does_not_run(tmp_path: Path) -> None:
    shutil.copytree(SWEEP / "version_0", tmp_path / "=1+1")
    shutil.copytree(SWEEP / "version_1", tmp_path / "b")
    rows = list(csv.DictReader(io.StringIO(run(tmp_path, "--format", "csv").stdout)))
    assert [row["run"] for row in rows] == ["'=1+1", "b"]
