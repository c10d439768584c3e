"""All commands have fast help, errors as text, exit codes, and notes on standard error."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

import logtools.__main__
from logtools.cli import COMMANDS, main
from logtools.logs import Logs

LOGS = Path(__file__).parents[2] / "fixtures" / "logs"
READING = ["ls", "compare", "export", "show", "plot", "best"]


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def process(*arguments: str | Path, **env: str) -> subprocess.CompletedProcess[bytes]:
    """Run logtools as a program, in a pipe."""
    plain = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "NO_COLOR", "FORCE_COLOR"}}
    command = [sys.executable, "-m", "logtools", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=False, env=plain | env)


def test_help_names_every_command_without_importing_one() -> None:
    code = """import sys; from logtools.cli import main
main(["--help"], standalone_mode=False)
print([name for name in sorted(sys.modules) if name.startswith("logtools.cli.")])"""
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (
        result.stdout.splitlines()[-1]
        == "['logtools.cli.completion', 'logtools.cli.option_groups', 'logtools.cli.options']"
    )
    for name, text in COMMANDS.items():
        assert f"{name}  " in result.stdout
        assert text in result.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_each_command_has_examples_that_answer_a_question_each(name: str) -> None:
    result = run(name, "--help")
    assert result.exit_code == 0
    examples = [line.strip() for line in result.stdout.partition("Examples:\n")[2].partition("\n\n")[0].splitlines()]
    assert all(question.startswith("# ") and question.endswith("?") for question in examples[::2])
    assert all(f"logtools {name}" in command or "logtools show" in command for command in examples[1::2])
    assert max(map(len, result.stdout.splitlines())) <= 80


@pytest.mark.parametrize("name", COMMANDS)
def test_each_listed_command_can_be_called(name: str) -> None:
    command = main.get_command(click.Context(main), name)
    assert command is not None
    assert command.name == name


def test_version() -> None:
    assert run("--version").stdout == f"logtools {logtools.__version__}\n"


def test_an_unknown_command_is_answered_with_similar_commands() -> None:
    result = run("comprae")
    assert result.exit_code == 2
    assert "did you mean 'compare'?" in result.stderr
    assert "available: ls, show, compare" in run("zzz").stderr


@pytest.mark.parametrize(
    ("word", "hint"), [("list", "logtools ls"), ("top", "logtools compare --top 5"), ("watch", "logtools show latest"),
                       ("diff", "logtools compare"), ("help", "logtools --help")],
)  # fmt: skip
def test_a_command_of_other_programs_is_answered_with_ours(word: str, hint: str) -> None:
    result = run(word)
    assert result.exit_code == 2
    assert f"no command is named '{word}'; use `{hint}`" in result.stderr


@pytest.mark.parametrize("name", READING)
def test_an_error_is_one_line_on_standard_error(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(name)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "logtools: no run below .: a run is a folder that holds metrics.csv\n"


@pytest.mark.parametrize("name", READING)
def test_a_path_that_does_not_exist_is_named(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(name, "no/such\x1b[31m")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("logtools: no such path: 'no/such\\x1b[31m'")
    assert len(result.stderr.splitlines()) == 1


def test_a_bug_keeps_its_traceback_and_exits_with_2(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Logs, "gate", lambda *_, **__: 1 / 0)
    result = run("gate", LOGS, "--baseline", LOGS, "-m", "loss", "--tolerance", "0")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Traceback" in result.stderr
    assert "ZeroDivisionError" in result.stderr


def test_ctrl_c_exits_with_130_silently(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Logs, "compare", interrupted)
    result = run("compare", LOGS)
    assert (result.exit_code, result.stdout, result.stderr) == (130, "", "")


def test_a_closed_pipe_ends_the_command_silently(tmp_path: Path) -> None:
    """The output is larger than the buffer of a pipe, and the reader takes one line."""
    text = "epoch,step,loss\n" + "".join(f"0,{i},{i}.5\n" for i in range(60_000))
    for name in ("long" * 20, "longer" * 20):
        (tmp_path / name).mkdir()
        (tmp_path / name / "metrics.csv").write_text(text)
    program = subprocess.Popen(
        [sys.executable, "-m", "logtools", "-q", "export", tmp_path], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert program.stdout is not None
    assert program.stderr is not None
    assert program.stdout.readline()
    program.stdout.close()
    assert program.stderr.read() == b""
    program.stderr.close()
    assert program.wait(timeout=60) == 141


def test_a_pipe_gets_plain_text_uncut() -> None:
    result = process("compare", LOGS)
    assert (result.returncode, result.stderr) == (0, b"")
    assert b"\x1b" not in result.stdout
    assert b"Hidden columns" not in result.stdout
    assert b"train_history_log_epoch_only/version_0" in result.stdout


def test_a_pipe_gets_colours_on_request() -> None:
    assert b"\x1b[1;32m*1" in process("compare", LOGS, "--color", "always", NO_COLOR="1").stdout


def test_columns_set_the_width_of_a_pipe() -> None:
    lines = process("compare", LOGS, COLUMNS="70").stdout.decode().splitlines()
    assert max(map(len, lines)) <= 70
    assert any("Hidden columns" in line for line in lines)


def test_a_terminal_without_unicode_gets_replacements() -> None:
    result = process("show", LOGS / "sweep" / "version_0", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert result.returncode == 0, result.stderr
    assert result.stdout.isascii()
    (line,) = (line for line in result.stdout.splitlines() if line.startswith(b"val_loss"))
    assert line.split()[-1].startswith(b"#")
    assert line.endswith(b"_")


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize(("env", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)])
def test_a_terminal_gets_colours_unless_they_are_disabled(env: dict[str, str], *, coloured: bool) -> None:
    shown = on_terminal("compare", LOGS / "sweep", env=env)
    assert ("\x1b[1;32m*1" in shown) is coloured
    assert "is best: 0.2063 at epoch 4." in shown
    assert ("\x1b[31m" in shown) is coloured


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize("columns", [80, 140])
@pytest.mark.parametrize("arguments", [["ls"], ["compare"], ["show"]])
def test_no_line_is_wider_than_the_terminal(arguments: list[str], columns: int) -> None:
    path = LOGS / "sweep" / "version_0" if arguments == ["show"] else LOGS
    lines = on_terminal(*arguments, path, "--color", "never", columns=columns).splitlines()
    assert max(map(len, lines)) <= columns


def on_terminal(*arguments: str | Path, columns: int = 80, env: Mapping[str, str] | None = None) -> str:
    """Run logtools on a pseudo-terminal and return what it shows."""
    import fcntl
    import pty
    import struct
    import termios

    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    plain = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "NO_COLOR"}}
    program = subprocess.Popen(
        [sys.executable, "-m", "logtools", *map(str, arguments)],
        stdin=follower,
        stdout=follower,
        stderr=subprocess.DEVNULL,
        env=plain | {"TERM": "xterm"} | dict(env or {}),
    )
    os.close(follower)
    shown = b""
    while True:
        try:
            piece = os.read(leader, 65_536)
        except OSError:  # the other end was closed
            break
        if not piece:
            break
        shown += piece
    os.close(leader)
    assert program.wait(timeout=60) == 0
    return shown.decode()


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_a_quiet_plot_prints_only_the_path_on_a_terminal(tmp_path: Path) -> None:
    path = tmp_path / "a.svg"
    question = ("plot", LOGS / "sweep" / "version_3", "-m", "val_loss", "-o", path)
    assert on_terminal("-q", *question, columns=400).splitlines() == [str(path)]
    assert on_terminal(*question, columns=400).startswith(f"{path}: ")


def test_notes_go_to_standard_error_and_can_be_silenced(tmp_path: Path) -> None:
    shutil.copytree(LOGS / "sweep" / "version_0", tmp_path / "good")
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "metrics.csv").write_bytes(b"\0" * 100)
    loud = run("compare", tmp_path)
    assert loud.exit_code == 0
    assert "good" in loud.stdout
    assert loud.stderr.startswith("note: bad: ")
    assert run("compare", tmp_path, "-q").stderr == ""
    assert run("-q", "compare", tmp_path).stderr == ""
    assert run("compare", tmp_path, "-q").stdout == loud.stdout


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="it takes a device that is always full")
@pytest.mark.parametrize(
    "words", [["ls"], ["compare"], ["gate", "--baseline", "{}", "-m", "val_acc", "--fail-on", "worse"]]
)
@pytest.mark.parametrize("where", [">/dev/full", ">&-"])
def test_a_result_that_cannot_be_written_exits_with_2(words: list[str], where: str) -> None:
    logs = str(LOGS / "sweep")
    line = [sys.executable, "-m", "logtools", words[0], logs, *(word.format(logs) for word in words[1:])]
    result = subprocess.run(["bash", "-c", f"{shlex.join(line)} {where}"], capture_output=True, text=True, check=False)
    assert result.returncode == 2
    assert result.stderr.splitlines()[-1].startswith("logtools: ")
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("arguments", "raised"),
    [(["ls"], True), (["-q", "compare", "train"], True), (["ls", "train"], True), ([], True), (["train"], False),
     (["-q", "train", "--lr", "1"], False)],
)  # fmt: skip
def test_only_training_keeps_the_usual_garbage_collection_and_signals(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, *, raised: bool
) -> None:
    thresholds: list[int] = []
    monkeypatch.setattr("sys.argv", ["logtools", *arguments])
    monkeypatch.setattr("gc.set_threshold", thresholds.append)
    monkeypatch.setattr("atexit.register", lambda _: None)
    monkeypatch.setattr("logtools.cli.main", lambda **_: None)
    monkeypatch.setattr("logtools.__main__.end_at_signals", lambda: thresholds.append(0))
    logtools.__main__.run()
    assert (thresholds == [500_000, 0]) is raised
