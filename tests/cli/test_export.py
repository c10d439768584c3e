from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner, Result

import logtools as lt
from logtools.cli import main

LOGS = Path(__file__).parents[2] / "fixtures" / "logs"
SWEEP = LOGS / "sweep"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["export", *map(str, arguments)])


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the current folder, which is empty."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_parquet_has_the_tidy_frame(here: Path) -> None:
    result = run(LOGS, "-o", "tidy.parquet")
    assert (result.exit_code, result.stdout) == (0, "tidy.parquet\n")
    assert pl.read_parquet(here / "tidy.parquet").equals(lt.read(LOGS).metrics())
    assert result.stderr.endswith("columns, 15 runs\n")


def test_arrow_has_the_tidy_frame(here: Path) -> None:
    run(SWEEP, "-o", "tidy.arrow")
    assert pl.read_ipc(here / "tidy.arrow").equals(lt.read(SWEEP).metrics())


def test_csv_and_json_have_every_value(here: Path) -> None:
    expected = lt.read(SWEEP).metrics()
    run(SWEEP, "-o", "tidy.csv")
    with (here / "tidy.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    run(SWEEP, "-o", "tidy.json")
    data = json.loads((here / "tidy.json").read_text(encoding="utf-8"))
    assert list(rows[0]) == list(data[0]) == expected.columns
    values = expected["value"].to_list()
    assert [float(row["value"]) for row in rows] == [row["value"] for row in data] == values


def test_wide_has_one_row_per_epoch(here: Path) -> None:
    run(SWEEP, "--wide", "-o", "epochs.parquet")
    assert pl.read_parquet(here / "epochs.parquet").equals(lt.read(SWEEP).epochs())


def test_provenance_has_column_and_row_of_each_value(here: Path) -> None:
    run(SWEEP, "--provenance", "-o", "all.parquet")
    assert pl.read_parquet(here / "all.parquet").equals(lt.read(SWEEP).metrics(provenance=True))


def test_wide_and_provenance_cannot_be_combined(here: Path) -> None:
    assert run(SWEEP, "--wide", "--provenance", "-o", "x.csv").exit_code == 2
    assert list(here.iterdir()) == []


def test_metrics_can_be_chosen(here: Path) -> None:
    run(SWEEP, "--metric", "val_loss", "-o", "one.parquet")
    one = pl.read_parquet(here / "one.parquet")
    assert one["metric"].cast(pl.String).unique().to_list() == ["val_loss"]
    assert one.height == 120
    run(SWEEP, "--metric", "val_*", "--wide", "-o", "wide.csv")
    assert (here / "wide.csv").read_text().splitlines()[0] == "run,segment,epoch,step,validations,val_acc,val_loss"
    assert "did you mean 'val_loss'" in run(SWEEP, "--metric", "val_los", "-o", "x.csv").stderr


def test_a_pipe_gets_csv() -> None:
    result = run(SWEEP)
    assert result.exit_code == 0
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert len(rows) == lt.read(SWEEP).metrics().height


def test_on_a_terminal_an_output_file_is_required(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("logtools.cli.export._on_terminal", lambda: True)
    result = run(SWEEP)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "use -o to give an output file; its name must end in one of .parquet, .csv, .json, .arrow" in result.stderr


def test_a_wrong_suffix_is_reported_before_anything_is_read(here: Path) -> None:
    result = run("no such folder", "-o", "x.xlsx")
    assert result.exit_code == 2
    assert ".parquet, .csv, .json, .arrow" in result.stderr
    assert list(here.iterdir()) == []


def test_a_log_is_never_overwritten(here: Path) -> None:
    folder = shutil.copytree(SWEEP / "version_0", here / "run")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    (here / "link.csv").symlink_to(folder / "metrics.csv")
    for output in (folder / "metrics.csv", folder / "more.csv", here / "link.csv"):
        result = run("run", "-o", output)
        assert result.exit_code == 2
        assert "is the folder of a run; write to another folder" in result.stderr
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_what_cannot_be_written_is_an_error(here: Path) -> None:
    assert "does not exist; create it first" in run(SWEEP, "-o", "nowhere/x.csv").stderr
    (here / "x.csv").mkdir()
    result = run(SWEEP, "-o", "x.csv")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "it is a folder" in result.stderr


def test_a_formula_in_a_name_does_not_run(here: Path) -> None:
    folder = here / "logs" / "@run"
    folder.mkdir(parents=True)
    (folder / "metrics.csv").write_text('epoch,step,"=HYPERLINK(""x"")"\n0,1,-0.5\n')
    rows = list(csv.DictReader(io.StringIO(run("logs").stdout)))
    assert (rows[0]["run"], rows[0]["metric"], rows[0]["value"]) == ("'@run", '\'=HYPERLINK("x")', "-0.5")
    wide = run("logs", "--wide").stdout.splitlines()
    assert next(csv.reader(wide[:1]))[-1].startswith("'=HYPERLINK")


def test_an_export_never_becomes_a_run(tmp_path: Path) -> None:
    result = run(LOGS / "sweep", "-o", tmp_path / "metrics.csv")
    assert result.exit_code == 2
    assert "use another name" in result.stderr
    assert not (tmp_path / "metrics.csv").exists()
