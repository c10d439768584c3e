from __future__ import annotations

import csv
import io
import json
import shutil
from datetime import datetime
from pathlib import Path

from click.testing import CliRunner, Result

from logtools.cli import main

LOGS = Path(__file__).parents[2] / "fixtures" / "logs"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["ls", *map(str, arguments)])


def test_every_run_has_a_line_in_natural_order() -> None:
    result = run(LOGS / "sweep")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0].split() == ["run", "epoch", "step", "metrics", "size", "changed", "state"]
    assert [line.split()[0] for line in lines[1:]] == [f"version_{i}" for i in range(12)]
    assert lines[1].split()[1:4] == ["9", "1249", "6"]


def test_json_and_csv_are_exact() -> None:
    data = json.loads(run(LOGS / "sweep", "--format", "json").stdout)
    rows = list(csv.DictReader(io.StringIO(run(LOGS / "sweep", "--format", "csv").stdout)))
    assert len(data) == len(rows) == 12
    file = LOGS / "sweep" / "version_0" / "metrics.csv"
    for row in (data[0], rows[0]):
        assert row["run"] == "version_0"
        assert int(row["size"]) == file.stat().st_size
        assert abs(datetime.fromisoformat(row["changed"]).timestamp() - file.stat().st_mtime) < 1e-3
    assert data[0]["notice"] is None


def test_a_run_with_a_problem_is_marked_with_a_notice(tmp_path: Path) -> None:
    shutil.copytree(LOGS / "sweep" / "version_0", tmp_path / "good")
    (tmp_path / "died").mkdir()
    (tmp_path / "died" / "hparams.yaml").write_text("lr: 1\n")
    result = run(tmp_path)
    assert result.exit_code == 0
    assert [line.endswith("!") for line in result.stdout.splitlines()] == [False, True, False]
    assert result.stderr == "note: died: no metrics.csv: nothing logged yet\n"


def test_many_notices_are_counted(tmp_path: Path) -> None:
    for i in range(9):
        (tmp_path / f"run_{i}" / "checkpoints").mkdir(parents=True)
    lines = run(tmp_path).stderr.splitlines()
    assert len(lines) == 6
    assert lines[-1].startswith("note: and 4 more")


def test_a_name_with_control_sequences_is_escaped(tmp_path: Path) -> None:
    shutil.copytree(LOGS / "sweep" / "version_0", tmp_path / "evil\x1b[2J\x9b")
    shutil.copytree(LOGS / "sweep" / "version_0", tmp_path / "[bold red]x")
    for output_format in ("table", "json", "csv", "markdown", "latex"):
        output = run(tmp_path, "--format", output_format, "--color", "always").stdout
        assert "\x1b[2J" not in output
        assert "\x9b" not in output
        assert "bold red" in output
