"""bash, zsh and fish complete words that contain `=`, `:`, commas, spaces and quotes."""

from __future__ import annotations

import os
import re
import select
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RUN = ROOT / "fixtures" / "logs" / "sweep" / "version_11"

#: What is typed before Tab, the line afterwards, and the last word of it without quotes.
LINES = [
    ("logtools show resn", "logtools show resnet ", "resnet"),
    ("logtools show lr=0.1/a:b/seed:1", "logtools show lr=0.1/a:b/seed:12 ", "lr=0.1/a:b/seed:12"),
    ("logtools show my\\ r", "logtools show my\\ run ", "my run"),
    ("logtools plot --metric=val_a", "logtools plot --metric=val_acc ", "--metric=val_acc"),
    ("logtools ls --where 'lr < 1 and val_l", "logtools ls --where 'lr < 1 and val_loss' ", "lr < 1 and val_loss"),
    ("logtools compare --by seed,log_o", "logtools compare --by seed,log_on ", "seed,log_on"),
    ("logtools gate see", "logtools gate seed=", "seed="),
    ("logtools gate seed=", "logtools gate seed=3 ", "seed=3"),
    ("logtools gate 'lr=0.01 seed=", "logtools gate 'lr=0.01 seed=3' ", "lr=0.01 seed=3"),
    ("logtools gate 'my run' --baseline se", "logtools gate 'my run' --baseline seed=", "seed="),
    ("logtools ls --format=ht", "logtools ls --format=html ", "--format=html"),
    ("logtools ls ./resn", "logtools ls ./resnet/", "./resnet/"),
    ("logtools expo", "logtools export ", "export"),
]


@pytest.fixture(scope="module")
def logs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of runs whose names have special characters, and a program `logtools` in `bin` beside them."""
    folder = tmp_path_factory.mktemp("logs")
    for name in ("resnet", "lr=0.1/a:b/seed:12", "lr=0.1/c:d/seed:12", "my run"):
        shutil.copytree(RUN, folder / name)
    program = folder / "bin" / "logtools"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m logtools "$@"\n')
    program.chmod(0o755)
    return folder


def environment(logs: Path) -> dict[str, str]:
    variables = {"PATH": f"{logs / 'bin'}:{os.environ['PATH']}", "HOME": str(logs), "TERM": "dumb", "PS1": "$ "}
    return {**os.environ, **variables}


def skip_without(shell: str) -> None:
    if sys.platform == "win32" or shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    new = "((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] >= 404))"
    if shell == "bash" and subprocess.run(["bash", "-c", new], check=False).returncode:
        pytest.skip("bash is older than 4.4")  # as on macOS


#: Each shell's program, how it loads the completion, and how Ctrl-X then prints the line in angle brackets.
INTERACTIVE = {
    "bash": (
        ["bash", "--norc", "--noprofile", "-i"],
        """bind 'set enable-bracketed-paste off'; bind -x '"\\C-x": printf "<%s>\\n" "$READLINE_LINE"'
eval "$(_LOGTOOLS_COMPLETE=bash_source logtools)"
""",
    ),
    "zsh": (
        ["zsh", "-f", "-i"],
        """bindkey -r '^X'; show() { print -r -- "<$BUFFER>" }; zle -N show; bindkey '^X' show; unsetopt beep
autoload -U compinit; compinit -u -D
eval "$(_LOGTOOLS_COMPLETE=zsh_source logtools)"
""",
    ),
}


def lines_after_tab(shell: str, logs: Path) -> list[str]:
    """Return the command lines of an interactive shell after each of `LINES` and Tab."""
    import pty

    program, setup = INTERACTIVE[shell]
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(logs)
        os.execvpe(program[0], program, environment(logs))  # noqa: S606 - a shell is what is tested

    def answer(keys: str, expected: str) -> str:
        os.write(terminal, keys.encode())
        printed = ""
        while (match := re.search(expected, printed)) is None:
            if not select.select([terminal], [], [], 30)[0]:
                pytest.fail(f"no {expected!r} in {printed!r} after {keys!r}")
            printed += os.read(terminal, 65536).decode()
        return match[1]

    try:
        # The word is printed in two parts, so that the echo of the input is not taken for the output.
        answer(f"{setup}printf '%s%s\\n' rea dy\n", "(ready)\r\n")
        # Ctrl-U deletes the line.
        return [answer(f"\x15{typed}\t\x18", r"<(logtools[^\n]*)>\r\n") for typed, _, _ in LINES]
    finally:
        os.close(terminal)
        os.waitpid(child, 0)


@pytest.mark.parametrize("shell", INTERACTIVE)
def test_tab_completes_the_line(shell: str, logs: Path) -> None:
    skip_without(shell)
    assert lines_after_tab(shell, logs) == [line for _, line, _ in LINES]


def test_fish_completes_the_word(logs: Path) -> None:
    skip_without("fish")
    command = "_LOGTOOLS_COMPLETE=fish_source logtools | source; for line in $argv; complete --do-complete $line; end"
    result = subprocess.run(
        ["fish", "--no-config", "-c", command, *(typed for typed, _, _ in LINES)],
        cwd=logs,
        env=environment(logs),
        capture_output=True,
        text=True,
        check=True,
    )
    assert [line.partition("\t")[0] for line in result.stdout.splitlines()] == [word for _, _, word in LINES]


def test_the_help_line_of_a_command_is_shown_beside_it(logs: Path) -> None:
    skip_without("fish")
    command = "_LOGTOOLS_COMPLETE=fish_source logtools | source; complete --do-complete 'logtools expo'"
    result = subprocess.run(
        ["fish", "--no-config", "-c", command], env=environment(logs), capture_output=True, text=True, check=True
    )
    assert result.stdout == "export\tExport logged values to CSV, Parquet, JSON or Arrow.\n"
