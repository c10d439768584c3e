"""Reading logs needs neither PyTorch nor pandas: proven where only `pip install logtools` has been run.

The environment is made anew, outside this folder, from a wheel built here.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LOGS = ROOT / "fixtures" / "logs"
OPTIONAL = ["pandas", "pyarrow", "pytorch_lightning", "rich", "torch", "torchinfo", "torchmetrics", "torchvision"]


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a command in `cwd`, with nothing of this test run's Python in its environment."""
    env = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=env | {"COLUMNS": "100"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the wheel of this very tree."""
    folder = tmp_path_factory.mktemp("dist")
    built = run(sys.executable, "-m", "pip", "wheel", "--no-deps", "--wheel-dir", folder, ROOT, cwd=folder)
    assert built.returncode == 0, built.stdout + built.stderr
    (path,) = folder.glob("logtools-*.whl")
    return path


@pytest.fixture(scope="module")
def clean(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the programs of a new environment that holds logtools and what it depends on, no extra."""
    folder = tmp_path_factory.mktemp("clean")
    made = run(sys.executable, "-m", "venv", folder / "env", cwd=folder)
    assert made.returncode == 0, made.stdout + made.stderr
    programs = folder / "env" / ("Scripts" if os.name == "nt" else "bin")
    installed = run(programs / "python", "-m", "pip", "install", "--no-input", "--no-compile", wheel, cwd=folder)
    assert installed.returncode == 0, installed.stdout + installed.stderr
    return programs


def test_the_wheel_holds_the_package_with_types_sample_and_licence_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert "logtools/py.typed" in names
    assert any(name.startswith("logtools/trainer/sample/") for name in names)
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert {name.split("/")[0].partition("-")[0] for name in names} == {"logtools"}


@pytest.mark.parametrize("package", OPTIONAL)
def test_no_optional_package_comes_along(package: str, clean: Path, tmp_path: Path) -> None:
    result = run(clean / "python", "-c", f"import {package}", cwd=tmp_path)
    assert result.returncode == 1
    assert f"No module named '{package}'" in result.stderr


def test_ls_names_the_runs(clean: Path, tmp_path: Path) -> None:
    result = run(clean / "logtools", "ls", LOGS, cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    assert "version_11" in result.stdout


def test_compare_ranks_the_runs(clean: Path, tmp_path: Path) -> None:
    table = run(clean / "logtools", "compare", LOGS / "sweep", cwd=tmp_path)
    assert table.returncode == 0, table.stderr
    assert "version_0" in table.stdout
    data = run(clean / "python", "-m", "logtools", "compare", LOGS / "sweep", "--format", "json", cwd=tmp_path)
    assert data.returncode == 0, data.stderr
    json.loads(data.stdout)


@pytest.mark.parametrize(("suffix", "start"), [("png", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF")])
def test_plot_draws(suffix: str, start: bytes, clean: Path, tmp_path: Path) -> None:
    result = run(clean / "logtools", "plot", LOGS / "sweep", "-o", f"curves.{suffix}", cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    assert (tmp_path / f"curves.{suffix}").read_bytes().startswith(start)


@pytest.mark.parametrize("suffix", ["arrow", "csv", "json", "parquet"])
def test_export_writes(suffix: str, clean: Path, tmp_path: Path) -> None:
    result = run(clean / "logtools", "export", LOGS, "-o", f"tidy.{suffix}", cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    assert (tmp_path / f"tidy.{suffix}").stat().st_size > 0


def test_train_says_which_extra_to_install(clean: Path, tmp_path: Path) -> None:
    result = run(clean / "logtools", "train", "--data", "sample", cwd=tmp_path)
    assert result.returncode == 2
    assert "install logtools with its extra, '.[train]'" in result.stderr
    assert "Traceback" not in result.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(os.name == "nt", reason="there is no pty")
def test_train_on_a_terminal_says_which_extra_to_install(clean: Path, tmp_path: Path) -> None:
    """On a terminal the command shows a progress bar, which needs the extra as well."""
    import pty

    ours, theirs = pty.openpty()
    try:
        command = [str(clean / "logtools"), "train", "--data", "sample"]
        result = subprocess.run(command, cwd=tmp_path, stderr=theirs, stdout=subprocess.DEVNULL, check=False)
        said = os.read(ours, 10_000).decode()
    finally:
        os.close(ours)
        os.close(theirs)
    assert result.returncode == 2
    assert "install logtools with its extra, '.[train]'" in said
    assert "Traceback" not in said


def test_train_explains_itself_without_the_extra(clean: Path, tmp_path: Path) -> None:
    result = run(clean / "logtools", "train", "--help", cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    assert "--log-on" in result.stdout


def test_pandas_frames_say_which_extra_to_install(clean: Path, tmp_path: Path) -> None:
    code = f"""
import logtools as lt
try:
    lt.read({str(LOGS)!r}, frame="pandas").metrics()
except lt.MissingExtraError as error:
    print(error)
"""
    result = run(clean / "python", "-c", code, cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    assert "install logtools with its extra, '.[pandas]'" in result.stdout
