"""Drawing in a process of its own: the same picture, whatever becomes of that process, and nothing left behind."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import logtools as lt
from logtools.figures.renderers.matplotlib import draw, encode

LOGS = Path(__file__).parents[3] / "fixtures" / "logs"

#: Draws the logs of the first argument into the file of the second; tells whether it imported matplotlib itself.
PROGRAM = """
import os, sys
import logtools as lt
from logtools.figures.renderers.worker_client import Drawer
{before}
with Drawer() as drawer:
    spec = lt.read(sys.argv[1]).figure()
    drawing = drawer.draw(spec, "png", dpi=100)
open(sys.argv[2], "wb").write(drawing.content)
print("matplotlib" in sys.modules)
"""
TWO_PROCESSORS = "os.cpu_count = lambda: 2\nos.sched_getaffinity = lambda _: {0, 1}"
ONE_PROCESSOR = "os.cpu_count = lambda: 1\nos.sched_getaffinity = lambda _: {0}"


def python(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *map(str, arguments)], cwd=cwd, capture_output=True, text=True, check=False, timeout=120
    )


@pytest.mark.parametrize(
    ("before", "here"),
    [
        pytest.param(TWO_PROCESSORS, False, id="apart"),
        pytest.param(ONE_PROCESSOR, True, id="one processor"),
        pytest.param(f"{TWO_PROCESSORS}\nimport matplotlib", True, id="nothing to import"),
        pytest.param(f"{TWO_PROCESSORS}\nsys.executable = '/no/such/python'", True, id="no process to be had"),
        pytest.param(f"{TWO_PROCESSORS}\nsys.executable = '/bin/false'", True, id="the process ends too early"),
    ],
)
def test_the_picture_is_the_same_wherever_it_is_drawn(before: str, here: bool, tmp_path: Path) -> None:  # noqa: FBT001
    logs = LOGS / "sweep"
    done = python("-c", PROGRAM.format(before=before), logs, "picture.png", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, f"{here}\n"), done.stderr
    assert "Traceback" not in done.stderr
    expected = encode(draw(lt.read(logs).figure()), "png", dpi=100)
    assert (tmp_path / "picture.png").read_bytes() == expected


def test_what_goes_wrong_over_there_is_told_here(tmp_path: Path) -> None:
    done = python("-m", "logtools", "plot", LOGS / "sweep", "--style", "no-such-style", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    # on a new machine, matplotlib may say first that it looks for fonts
    assert done.stderr.splitlines()[-1].startswith("logtools: cannot use 'no-such-style' as a style sheet")
    assert "Traceback" not in done.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["matplotlib", "pickle", "numpy", "logtools"])
def test_no_module_is_taken_from_the_folder_of_the_logs(name: str, tmp_path: Path) -> None:
    (tmp_path / f"{name}.py").write_text("open('taken', 'w').write('me')\n")
    done = python("-P", "-m", "logtools", "plot", LOGS / "sweep", "-o", "picture.png", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "picture.png\n")
    assert {path.name for path in tmp_path.iterdir()} == {f"{name}.py", "picture.png"}
