"""Generate the loop and the tables of the lesson from `scripts/make_lesson.py` and the files that it wrote."""

from __future__ import annotations

import csv
import textwrap
from pathlib import Path
from typing import Final

#: Value of `log_on`, how the training step calls `self.log`, and the folder.
CHOICES: Final = {
    "step": "`on_step=True, on_epoch=False`",
    "epoch": "`on_step=False, on_epoch=True`",
    "both": "`on_step=True, on_epoch=True`",
    "default": "neither is given",
}
EVERY: Final = {"every_1": 1, "both": 10, "every_1000": 1000}


Row = dict[str, str]


def tables(folder: Path) -> dict[str, str]:
    """Return the Markdown of each table by its name."""
    logs = {name: read(folder / name / "version_0" / "metrics.csv") for name in {*CHOICES, *EVERY}}
    return {
        "lesson-loop": loop(folder.parents[1] / "scripts" / "make_lesson.py"),
        "lesson-plain": plain(read(folder / "plain.csv"), logs["step"]),
        "lesson-columns": written_columns(logs),
        **{f"lesson-{name}": head(logs[name], "loss") for name in ("step", "epoch", "both")},
        "lesson-every": every(logs),
    }


def loop(script: Path) -> str:
    """Return the plain loop as a code block: the lines between two comments."""
    _, _, rest = script.read_text(encoding="utf-8").partition("# start of the loop\n")
    lines, _, _ = rest.partition("# end of the loop\n")
    return f"```python\n{textwrap.dedent(lines).rstrip()}\n```"


def read(file: Path) -> list[Row]:
    """Return the rows of a CSV file, with all cells as strings."""
    with file.open(newline="", encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def plain(printed: list[Row], logged: list[Row]) -> str:
    """Return a table of the losses that the plain loop printed and those in metrics.csv, by step."""
    steps = {row["step"]: row["loss"] for row in logged if row["loss"]}
    rows = [[row["step"], rounded(row["loss"]), rounded(steps[row["step"]])] for row in printed[:6]]
    return table(["step", "printed by the loop", "`loss` in metrics.csv"], rows)


def written_columns(logs: dict[str, list[Row]]) -> str:
    """Return a table of the columns of the training loss that each choice writes, with their numbers of values."""
    rows = []
    for name, call in CHOICES.items():
        names = [column for column in logs[name][0] if column.startswith("loss")]
        counts = [str(sum(row[column] != "" for row in logs[name])) for column in sorted(names)]
        rows.append([call, ", ".join(f"`{column}`" for column in sorted(names)), ", ".join(counts)])
    return table(["call", "columns", "values"], rows)


def head(log: list[Row], metric: str, rows: int = 6) -> str:
    """Return the first rows of a log as a table: its axes and the columns of one training metric."""
    names = [name for name in log[0] if name.startswith(metric)]
    shown = [["epoch", "step", *names]] + [
        [row["epoch"], row["step"], *(rounded(row[name]) for name in names)]
        for row in log
        if any(row[name] for name in names)
    ]
    return table(shown[0], shown[1 : rows + 1])


def every(logs: dict[str, list[Row]]) -> str:
    """Return a table of the epoch means of runs that differ in `log_every_n_steps`."""
    means = {name: [row["loss_epoch"] for row in logs[name] if row["loss_epoch"]] for name in EVERY}
    epochs = range(len(means["both"]))
    rows = []
    for name, steps in EVERY.items():
        count = sum(row.get("loss_step", "") != "" for row in logs[name])
        rows.append([str(steps), str(count), *(rounded(means[name][epoch]) for epoch in epochs)])
    return table(["`log_every_n_steps`", "step values", *(f"mean of epoch {epoch}" for epoch in epochs)], rows)


def rounded(cell: str) -> str:
    """Round a cell to four decimals; an empty cell stays empty.

    >>> rounded("2.0860812664031982"), rounded("")
    ('2.0861', '')
    """
    return f"{float(cell):.4f}" if cell else ""


def table(head: list[str], rows: list[list[str]]) -> str:
    """Return a Markdown table."""
    rule = ["---:" if row_is_number(rows, column) else "---" for column in range(len(head))]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, rule, *rows))


def row_is_number(rows: list[list[str]], column: int) -> bool:
    """Return whether a column has only numbers and empty cells."""
    return all(row[column].replace(".", "").isdigit() for row in rows if row[column])
