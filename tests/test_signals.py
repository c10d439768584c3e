"""Ctrl-C, a request to end and a closed pipe end every command at once, without a traceback and without half a file."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

LOGS = Path(__file__).parents[1] / "fixtures" / "logs" / "sweep"
COMMANDS = (
    "ls {logs}",
    "show {logs}/version_0",
    "compare {logs}",
    "best {logs}",
    "gate {logs}/version_0 --baseline {logs}/version_1 -m val_loss --tolerance 1",
    "plot {logs} -o {out}/a.png",
    "plot {logs} --terminal",
    "export {logs}",
)
WRITING = tuple(
    f"{command} {{logs}} -o {{out}}/a.{suffix}"
    for command, suffixes in [("plot", ("png", "svg", "txt")), ("export", ("csv", "parquet", "json", "arrow"))]
    for suffix in suffixes
)
#: Runs a command that prints "ready" and waits in the method that is named.
PROGRAM = """
import pathlib, sys, time
import logtools.storage.filesystem
from logtools.__main__ import run

def wait(*_):
    sys.stderr.write("ready\\n")
    sys.stderr.flush()
    time.sleep(120)

{place} = wait
run()
"""
READING = PROGRAM.format(place="logtools.storage.filesystem.LocalStore.scan")
REPLACING = PROGRAM.format(place="pathlib.Path.replace")
SIGNALS = [(signal.SIGINT, 130), (signal.SIGTERM, 143), (getattr(signal, "SIGHUP", signal.SIGTERM), 129)]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="sends signals to processes")


def words(command: str, out: Path) -> list[str]:
    return [word.format(logs=LOGS, out=out) for word in command.split()]


@contextmanager
def started(program: str, command: str, out: Path, *wrapper: str) -> Iterator[subprocess.Popen[str]]:
    """Start a command and wait until it is ready."""
    process = subprocess.Popen(
        [*wrapper, sys.executable, "-c", program, *words(command, out)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    try:
        assert process.stderr.readline() == "ready\n", process.stderr.read()
        yield process
    finally:
        process.kill()
        process.communicate()


@pytest.mark.parametrize(("command", "sent", "code"), [(line, *SIGNALS[i % 2]) for i, line in enumerate(COMMANDS)])
def test_a_signal_ends_a_command(command: str, sent: signal.Signals, code: int, tmp_path: Path) -> None:
    with started(READING, command, tmp_path) as process:
        process.send_signal(sent)
        assert process.communicate(timeout=60) == ("", "")
        assert process.returncode == code
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(("command", "sent", "code"), [(line, *SIGNALS[i % 3]) for i, line in enumerate(WRITING)])
def test_a_signal_leaves_no_unfinished_file(command: str, sent: signal.Signals, code: int, tmp_path: Path) -> None:
    with started(REPLACING, command, tmp_path) as process:
        assert len(list(tmp_path.iterdir())) == 1, "the temporary file"
        process.send_signal(sent)
        assert process.communicate(timeout=60) == ("", "")
        assert process.returncode == code
    assert not list(tmp_path.iterdir())


def test_an_old_file_is_kept_if_the_new_one_is_not_finished(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("old")
    with started(REPLACING, "export {logs} -o {out}/a.csv", tmp_path) as process:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("a.csv", "old")]


def test_a_signal_that_the_caller_ignores_is_ignored(tmp_path: Path) -> None:
    """Such as SIGHUP behind nohup, and SIGINT in a script's background."""
    with started(READING, "ls {logs}", tmp_path, "sh", "-c", 'trap "" HUP INT; exec "$@"', "sh") as process:
        process.send_signal(signal.SIGINT)
        process.send_signal(signal.SIGHUP)
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)
        assert process.returncode == 143


@pytest.mark.parametrize("command", COMMANDS)
def test_a_closed_pipe_ends_a_command_quietly(command: str, tmp_path: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, "-m", "logtools", "-q", *words(command, tmp_path)],
        stdout=write,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(write)
    assert (done.returncode, done.stderr) == (141, "")
    assert {path.name for path in tmp_path.iterdir()} <= {"a.png"}
