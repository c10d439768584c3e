"""Fill the generated blocks of the docs, and run the examples to get their output.

A generated block is between `<!-- generated: NAME -->` and `<!-- end -->`. In a code block with the language `console`,
each line that starts with `$ ` is a command, followed by its output; a comment `# first 5 lines` after a command limits
the output. A `pycon` block is a Python session; the blocks of one page share their variables.
"""

from __future__ import annotations

import ast
import doctest
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import chdir, contextmanager, redirect_stdout
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

BLOCK: Final = re.compile(r"(<!-- generated: ([\w-]+) -->\n).*?(<!-- end -->)", re.DOTALL)
SESSION: Final = re.compile(r"^```pycon\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CONSOLE: Final = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FIRST: Final = re.compile(r"# first (\d+) lines$")
#: Modification time of the logs of the examples, so that commands print a date instead of "5 min ago".
WRITTEN: Final = datetime(2025, 6, 1, 12, tzinfo=UTC).timestamp()


def fill_blocks(text: str, blocks: Mapping[str, str]) -> str:
    """Replace the content of every generated block."""
    return BLOCK.sub(lambda found: f"{found[1]}\n{blocks[found[2]]}\n\n{found[3]}", text)


@contextmanager
def workspace(root: Path) -> Iterator[Path]:
    """Yield a folder with copies of `fixtures/logs` (as `logs`) and of the runs of the lesson (as `lesson`)."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        shutil.copytree(root / "fixtures" / "logs", folder / "logs")
        shutil.copytree(root / "docs" / "lesson", folder / "lesson")
        for path in folder.rglob("*"):
            os.utime(path, (WRITTEN, WRITTEN))
        yield folder


def rerun(text: str, folder: Path) -> str:
    """Run the examples of a page in `folder` and replace their output."""
    text = CONSOLE.sub(lambda block: f"```console\n{''.join(transcript(block[1], folder))}```", text)
    names: dict[str, object] = {"__name__": "__main__"}
    with chdir(folder):
        return SESSION.sub(lambda block: f"```pycon\n{''.join(session(block[1], names))}```", text)


def session(block: str, names: dict[str, object]) -> Iterator[str]:
    """Yield each statement of a Python session with its output; an error ends the run."""
    for example in doctest.DocTestParser().get_examples(block):
        first, *others = example.source.splitlines()
        yield "".join([f">>> {first}\n", *(f"... {line}\n" for line in others)])
        with redirect_stdout(io.StringIO()) as printed:
            exec(compile(ast.Interactive(ast.parse(example.source).body), "<docs>", "single"), names)  # noqa: S102 - our docs
        yield printed.getvalue()


def transcript(block: str, folder: Path) -> Iterator[str]:
    """Yield each command of a block with its output, including standard error."""
    for line in block.splitlines():
        if line.startswith("$ "):
            yield f"{line}\n{output(line.removeprefix('$ '), folder)}"


def output(line: str, folder: Path) -> str:
    """Return the output of a command, 80 columns wide and without colours."""
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(Path(__file__).resolve().parents[2]),
        "COLUMNS": "80",
        "NO_COLOR": "1",
        "TZ": "UTC",
    }
    result = subprocess.run(  # noqa: S603 - the commands are in our own docs
        ["bash", "-c", line],  # noqa: S607
        cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        check=False,
    )  # fmt: skip
    lines = [line.rstrip() for line in result.stdout.decode("utf-8").splitlines()]
    if cut := FIRST.search(line):
        lines = [*lines[: int(cut[1])], "..."]
    return "".join(f"{line}\n" for line in lines)
