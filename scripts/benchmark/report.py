"""Results as text: one table per task, the cost of each additional run, and whether the goals were met."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from scripts.benchmark.layouts import Layout
from scripts.benchmark.measure import Result
from scripts.benchmark.tasks import CONTENDERS, Task

__all__ = ["aims", "growth", "heading", "overview", "table"]

_WHAT = {
    "metrics": "`lt.read(...).metrics()`, the tidy frame",
    "compare": "`logtools compare`, the whole command",
    "ls": "`logtools ls`, the whole command",
    "plot": "`logtools plot`, the command to a PNG (the baseline imports matplotlib and reads; ltui draws nothing)",
}
_LINEAR = 1.25  # the cost per additional run may grow by this factor when the number of runs grows tenfold


def heading(name: str, task: Task, layout: Layout, size: int) -> str:
    """Return a line that describes a task and its logs."""
    return f"{name}: {_WHAT[task.what]}; {_shape(layout)}, {size / 1e6:,.1f} MB, {layout.observations:,} values"


def _shape(layout: Layout) -> str:
    runs = "1 run" if layout.runs == 1 else f"{layout.runs:,} runs"
    return f"{runs} of {layout.rows:,} rows and {len(layout.header)} columns"


def table(results: Sequence[Result], *, markdown: bool) -> str:
    """Return one row per tool: medians, ratios to the first row, the number of rounds."""
    first = results[0]
    rows = [("", "time", "ratio", "processors", "ratio", "memory", "ratio", "rounds")]
    for result in results:
        cells = [CONTENDERS[result.name]]
        if result.error:
            rows.append((cells[0], result.error, "", "", "", "", "", ""))
            continue
        for measure, unit, scale in (("wall", "s", 1.0), ("cpu", "s", 1.0), ("memory", "MB", 1e6)):
            value = result.median(measure) / scale
            cells.append(f"{value:.0f} {unit}" if value >= 100 else f"{value:.2f} {unit}")
            cells.append(f"{result.ratio(first, measure):.2f}" if not first.error else "")
        rows.append((*cells, str(len(result.runs))))  # type: ignore[arg-type]
    return _markdown(rows) if markdown else _plain(rows)


def overview(measured: Mapping[str, tuple[Task, Layout, Mapping[str, Result]]], *, markdown: bool) -> list[str]:
    """Return a table for each kind of task with all logs side by side, and a line of description above it."""
    lines = []
    for what in dict.fromkeys(task.what for task, _, _ in measured.values()):
        some = [(task, layout, results) for task, layout, results in measured.values() if task.what == what]
        names = [name for name in CONTENDERS if any(name in results for _, _, results in some)]
        rows = [
            ("", *(f"{task.logs}: {_shape(layout)}" for task, layout, _ in some)),
            *((CONTENDERS[name], *(_cell(found.get(name), found["bound"]) for _, _, found in some)) for name in names),
        ]
        lines += ["", f"{_WHAT[what]}:", "", _markdown(rows) if markdown else _plain(rows)]
    return lines


def _cell(result: Result | None, bound: Result) -> str:
    if result is None:
        return ""
    if result.error or bound.error:
        return result.error or "?"
    wall, memory = result.median("wall"), result.median("memory") / 1e6
    return f"{wall:.2f} s ({result.ratio(bound):.2f} x), {memory:.0f} MB"


def growth(measured: Sequence[tuple[int, Mapping[str, Result]]], *, markdown: bool) -> tuple[str, list[str]]:
    """Return the table of costs per additional run, and whether the cost stays constant."""
    names = [name for name in measured[0][1] if all(name in results for _, results in measured)]
    rows: list[tuple[str, ...]] = [
        ("runs", *(cell for name in names for cell in (CONTENDERS[name], "each additional run"))),
    ]
    costs: dict[str, list[float]] = {name: [] for name in names}
    for i, (count, results) in enumerate(measured):
        cells = [f"{count:,}"]
        for name in names:
            cells.append(f"{results[name].median('wall'):.2f} s")
            if i:
                before, others = measured[i - 1]
                cost = (results[name].median("wall") - others[name].median("wall")) / (count - before)
                costs[name].append(cost)
            cells.append(f"{costs[name][-1] * 1e3:.2f} ms" if i else "")
        rows.append(tuple(cells))
    verdicts = []
    if len(costs.get("logtools", [])) >= 2:
        less, more = costs["logtools"][-2:]
        met = "met" if more <= _LINEAR * less else "MISSED"
        text = "cost grows linearly with the number of runs"
        verdicts.append(f"{met}: {text} (cost per run in the last step: {more / less:.2f}x that of the step before)")
    return (_markdown(rows) if markdown else _plain(rows)), verdicts


def aims(task: Task, results: Mapping[str, Result]) -> Iterator[str]:
    """Yield a line for each goal: whether it was met."""
    if any(name not in results or results[name].error for name in ("bound", "logtools")):
        return
    for aim in task.aims:
        reached, met = aim.reached(results)
        yield f"{'met' if met else 'MISSED'}: {aim.text} ({reached})"


def _plain(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        cells = [row[0].ljust(widths[0]), *(c.rjust(width) for c, width in zip(row[1:], widths[1:], strict=True))]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def _markdown(rows: Sequence[Sequence[str]]) -> str:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    rule = "|".join(["---", *["---:"] * (len(rows[0]) - 1)])
    return "\n".join([lines[0], f"|{rule}|", *lines[1:]])
