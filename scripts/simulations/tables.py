"""Measure the cells of tables, on several processes, and write them as Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

__all__ = ["Row", "Table", "filled", "measured", "simulated"]

#: Returns the cells of a row from a number of experiments and a seed; a module-level function, so that processes can
#: call it.
Measure = Callable[[int, int], Sequence[str]]
_BLOCK = re.compile(r"(<!-- simulated: ([^>]+) -->\n).*?(<!-- end -->)", re.DOTALL)


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row of a table."""

    #: The first cells, which say what is measured.
    situation: tuple[str, ...]
    #: Measures the other cells.
    measure: Measure


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table of docs/statistics.md."""

    name: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    #: The number of experiments for each cell.
    experiments: int

    def markdown(self, cells: Sequence[Sequence[str]], experiments: int) -> str:
        """Return the table with these cells, one sequence per row, each measured with this number of experiments."""
        rows = [(*row.situation, *found) for row, found in zip(self.rows, cells, strict=True)]
        lines = [f"| {' | '.join(row)} |" for row in (self.heads, *rows)]
        lines.insert(1, f"|{'---:|' * len(self.heads)}")
        return "\n".join([*lines, "", f"({experiments:,} experiments per cell)"])


def measured(
    tables: Sequence[Table], *, experiments: int | None = None, seed: int = 0, jobs: int = 1
) -> Iterator[tuple[Table, str]]:
    """Yield each table as Markdown as soon as it is measured.

    Args:
        tables: what to measure.
        experiments: the number of experiments for each cell; by default that of each table.
        seed: the seed of all random numbers.
        jobs: the number of processes.
    """
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        waiting = []
        for table in tables:
            size = experiments or table.experiments
            waiting.append((table, size, [pool.submit(row.measure, size, seed) for row in table.rows]))
        for table, size, cells in waiting:
            yield table, table.markdown([cell.result() for cell in cells], size)


def simulated(text: str) -> dict[str, str]:
    """Return the content of each block with a simulated table in a page, by the name of the table."""
    return {found[2]: found[0].removeprefix(found[1]).removesuffix(found[3]).strip() for found in _BLOCK.finditer(text)}


def filled(text: str, tables: dict[str, str]) -> str:
    """Return a page with these tables in its blocks; blocks of other tables stay as they are."""
    return _BLOCK.sub(
        lambda found: f"{found[1]}\n{tables[found[2]]}\n\n{found[3]}" if found[2] in tables else found[0], text
    )
