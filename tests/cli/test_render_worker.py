"""A second process draws the same file, falls back to this one, and leaves nothing running."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import logtools as lt
from logtools.cli import render_worker
from logtools.figures.renderers.matplotlib import draw, encode

LOGS = Path(__file__).parents[2] / "fixtures" / "logs"

#: Draws the logs in the first argument into the file in the second; prints whether it imported matplotlib itself.
PROGRAM = """
import os, pathlib, sys
import logtools as lt
from logtools.cli.render_worker import RenderWorker
{before}
with RenderWorker() as worker:
    spec = lt.read(sys.argv[1]).figure()
    drawing = worker.draw(spec, sys.argv[2], dpi=100)
pathlib.Path(sys.argv[2]).write_bytes(drawing.content)
print("matplotlib" in sys.modules)
"""
#: Starts a worker, prints its process id, and waits.
WAITING = """
import time
from logtools.cli import render_worker
render_worker._is_worth_it = lambda: True
with render_worker.RenderWorker() as worker:
    print(worker._process.pid, flush=True)
    time.sleep(60)
"""
TWO_PROCESSORS = "os.cpu_count = lambda: 2\nos.sched_getaffinity = lambda _: {0, 1}"
ONE_PROCESSOR = "os.cpu_count = lambda: 1\nos.sched_getaffinity = lambda _: {0}"


def python(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, "PYTHONWARNINGS": "default"},  # for the worker, too
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.mark.parametrize(
    ("before", "here"),
    [
        pytest.param(TWO_PROCESSORS, False, id="in a worker"),
        pytest.param(f"{TWO_PROCESSORS}\nos.environ['LOGTOOLS_WORKER'] = 'off'", True, id="switched off"),
        pytest.param(ONE_PROCESSOR, True, id="one processor"),
        pytest.param(f"{TWO_PROCESSORS}\nimport matplotlib", True, id="nothing to import"),
        pytest.param(f"{TWO_PROCESSORS}\nsys.executable = '/no/such/python'", True, id="no process can be started"),
        pytest.param(f"{TWO_PROCESSORS}\nsys.executable = '/bin/false'", True, id="the process ends too early"),
    ],
)
def test_the_file_is_the_same_in_both_processes(before: str, here: bool, tmp_path: Path) -> None:  # noqa: FBT001
    logs = LOGS / "sweep"
    done = python("-c", PROGRAM.format(before=before), logs, "picture.png", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, f"{here}\n"), done.stderr
    assert "Traceback" not in done.stderr
    assert "ResourceWarning" not in done.stderr
    expected = encode(draw(lt.read(logs).figure()), "png", dpi=100)
    assert (tmp_path / "picture.png").read_bytes() == expected


def test_an_error_in_the_worker_is_reported_by_the_command(tmp_path: Path) -> None:
    done = python("-m", "logtools", "plot", LOGS / "sweep", "--style", "no-such-style", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    # on a new machine, matplotlib may first print that it builds its font cache
    assert done.stderr.splitlines()[-1].startswith("logtools: cannot use 'no-such-style' as a style sheet")
    assert "Traceback" not in done.stderr
    assert "ResourceWarning" not in done.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["matplotlib", "pickle", "numpy", "logtools"])
def test_no_module_is_taken_from_the_folder_of_the_logs(name: str, tmp_path: Path) -> None:
    (tmp_path / f"{name}.py").write_text("open('taken', 'w').write('me')\n")
    done = python("-P", "-m", "logtools", "plot", LOGS / "sweep", "-o", "picture.png", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "picture.png\n")
    assert {path.name for path in tmp_path.iterdir()} == {f"{name}.py", "picture.png"}


def is_running(pid: int) -> bool:
    """Return whether a process runs; a zombie does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="reads the states of processes from /proc")
@pytest.mark.parametrize("sent", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_the_worker_ends_with_its_parent(sent: signal.Signals) -> None:
    with subprocess.Popen([sys.executable, "-c", WAITING], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as parent:
        assert parent.stdout is not None
        worker = int(parent.stdout.readline())
        assert is_running(worker)
        parent.send_signal(sent)
        parent.wait(timeout=30)
        ended = time.monotonic()
        while is_running(worker) and time.monotonic() < ended + 10:
            time.sleep(0.02)
        assert not is_running(worker)


class Harmful:
    """Calls a function when it is unpickled."""

    def __reduce__(self) -> tuple[object, ...]:
        """Return the call."""
        return os.getpid, ()


def test_a_request_can_contain_only_a_figure() -> None:
    spec = lt.read(LOGS / "sweep").figure("val_loss")
    request = (spec, "a.png", {"dpi": 50.0, "size": (8, 5), "style": None, "notes": True})
    assert render_worker.read_request(pickle.dumps(request)) == request
    with pytest.raises(pickle.UnpicklingError, match="not part of a figure"):
        render_worker.read_request(pickle.dumps((Harmful(), "a.png", {})))
