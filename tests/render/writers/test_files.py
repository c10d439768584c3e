from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner

from logtools.cli import main
from logtools.errors import InvalidValueError
from logtools.render.writers import files
from logtools.render.writers.files import frame_writer, register, suffixes

SWEEP = Path(__file__).parents[3] / "fixtures" / "logs" / "sweep"


@pytest.mark.parametrize("name", ["t.parquet", "t.CSV", "t.json", "a.b.arrow"])
def test_the_suffix_decides_how_a_file_is_written(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    frame_writer(path)(pl.DataFrame({"n": [1]}), path)
    assert path.stat().st_size > 0


@pytest.mark.parametrize("name", ["t.xlsx", "t", ".csv", "t.csv.gz"])
def test_an_unknown_suffix_is_an_error_that_lists_the_suffixes(name: str) -> None:
    with pytest.raises(InvalidValueError, match=r"\.parquet, \.csv, \.json, \.arrow"):
        frame_writer(Path(name))


def test_a_registered_file_format_is_a_format_of_export(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def write(frame: pl.DataFrame, path: Path) -> None:
        path.write_text(json.dumps(frame.columns))

    monkeypatch.setattr(files, "_WRITERS", dict(files._WRITERS))  # noqa: SLF001 - a copy of what there is
    register(".toy", write)
    assert suffixes()[-1] == ".toy"
    result = CliRunner().invoke(main, ["export", str(SWEEP), "-o", str(tmp_path / "x.toy")])
    assert result.exit_code == 0, result.output
    assert "metric" in json.loads((tmp_path / "x.toy").read_text())
