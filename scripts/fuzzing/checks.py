"""What is wrong with the outcome of a command.

Beside any hostile run, a command ends soon and with little memory, exits with 0 to 3 and without a traceback, shows the
good runs with their own numbers, mentions the other ones, prints no control characters, and changes no log.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from scripts.fuzzing.commands import Command, Outcome
from scripts.fuzzing.trees import GOOD

__all__ = ["contents", "in_silence", "problems"]

#: More seconds and bytes than the same command takes for the good runs alone.
_SECONDS: Final = 5.0
_MEMORY: Final = 1_000_000_000
#: Members of a row that depend on the other runs.
_RELATIVE: Final = {"rank", "#", "distance_to_best", "group", "replicate", "caveats", "hparams", "path"}
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def problems(command: Command, outcome: Outcome, alone: Outcome) -> list[str]:
    """Return what is wrong with an outcome; `alone` is that of the same command for the good runs alone."""
    found = []
    if outcome.code not in command.codes:
        found.append(f"exit code {outcome.code}")
    if "Traceback" in outcome.stderr or "Warning:" in outcome.stderr:
        found.append("traceback or warning")
    if _CONTROL.search(outcome.stderr) or (command.rows != "csv" and _CONTROL.search(outcome.stdout)):
        found.append("control characters printed")
    if outcome.code == 0 == alone.code and (differing := _differing(command, outcome.stdout, alone.stdout)):
        found.append(f"good runs missing or changed: {differing}")
    if outcome.seconds > alone.seconds + _SECONDS:
        found.append(f"{outcome.seconds:.1f} s instead of {alone.seconds:.1f} s")
    if outcome.memory > alone.memory + _MEMORY:
        found.append(f"{outcome.memory / 1e6:,.0f} MB instead of {alone.memory / 1e6:,.0f} MB")
    return found


def _differing(command: Command, stdout: str, alone: str) -> list[str]:
    """Return the good runs whose rows are not those that the command prints without the other runs."""
    if command.rows is None:
        return []
    if command.rows == "table":
        return [run for run in GOOD if run not in stdout]
    read = _json_rows if command.rows == "json" else _csv_rows
    rows, expected = read(stdout), read(alone)
    return [run for run in GOOD if not _agree(rows[run], expected[run])]


def _json_rows(text: str) -> dict[str, list[dict[str, Any]]]:
    document = json.loads(text)
    return _by_run(document["runs"] if isinstance(document, dict) else document)


def _csv_rows(text: str) -> dict[str, list[dict[str, Any]]]:
    return _by_run(csv.DictReader(io.StringIO(text, newline="")))


def _by_run(rows: Any) -> dict[str, list[dict[str, Any]]]:  # noqa: ANN401 - JSON
    found: dict[str, list[dict[str, Any]]] = {run: [] for run in GOOD}
    for row in rows:
        if row["run"] in found:
            found[row["run"]].append(row)
    return found


def _agree(rows: list[dict[str, Any]], expected: list[dict[str, Any]]) -> bool:
    """Return whether rows have the same values in the columns that both have."""
    return len(rows) == len(expected) and all(
        row[name] == other[name]
        for row, other in zip(rows, expected, strict=True)
        for name in row.keys() & other.keys() - _RELATIVE
        if name != "metrics"
    )


def in_silence(logs: Path, listed: Outcome) -> list[str]:
    """Return the runs that `ls` neither lists nor mentions in a notice, among the folders directly in the tree."""
    if listed.code or " more; `logtools show" in listed.stderr:  # only some of the notices are printed
        return []
    return [
        entry.name
        for entry in os.scandir(logs)
        if entry.name.startswith("bad")
        and not entry.is_symlink()
        and os.path.lexists(os.path.join(entry, "metrics.csv"))  # noqa: PTH118 - any name
        if entry.name not in listed.stdout + listed.stderr
    ]


def contents(logs: Path) -> Mapping[str, tuple[int, int, int]]:
    """Return the state of every file and folder of a tree, as far as paths may be long; links are not followed."""
    found = {}
    for folder, folders, files in os.walk(logs):
        for name in (*folders, *files):
            path = os.path.join(folder, name)  # noqa: PTH118 - a name may not be UTF-8, and there may be many
            try:
                status = os.lstat(path)
            except OSError:  # the path is too long
                continue
            found[path] = (status.st_mode, status.st_size, status.st_mtime_ns)
    return found
