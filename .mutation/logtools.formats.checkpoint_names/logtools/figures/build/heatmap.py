"""Heat maps of results: the mean over runs for each combination of two hyperparameters."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator

import polars as pl

from logtools.errors import InvalidValueError
from logtools.figures.build.results import Results, all_runs, best_result, diverged_runs
from logtools.figures.spec import ColourScale, FigureSpec, HeatmapPanel
from logtools.text.lists import listing
from logtools.text.numbers import count, value_text
from logtools.text.sorting import value_order

__all__ = ["heatmap_figure"]


def heatmap_figure(results: Results, title: str | None) -> FigureSpec:
    """Build a heat map of the first two hyperparameters.

    Raises:
        InvalidValueError: if fewer than two hyperparameters differ between the runs.
    """
    if len(results.hparams) < 2:
        raise InvalidValueError("a heat map needs two hyperparameters (seeds not counted) that differ between the runs")
    first, second = results.hparams[:2]
    rows = results.groups.select(first, second, "mean", "n").iter_rows()
    found = {(_level(x), _level(y)): (mean, n) for x, y, mean, n in rows}
    across, up = (sorted({key[i] for key in found}, key=value_order) for i in (0, 1))
    known = [mean for mean, _ in found.values()]
    sizes = {n for _, n in found.values()}
    panel = HeatmapPanel(
        quantity=results.name,
        x_label=first,
        y_label=second,
        caption=best_result(results),
        columns=tuple(across),
        rows=tuple(up),
        values=tuple(tuple(found.get((x, y), (math.nan, 0))[0] for x in across) for y in up),
        counts=tuple(tuple(found.get((x, y), (math.nan, 0))[1] for x in across) for y in up) if len(sizes) > 1 else (),
    )
    scale = ColourScale(name=f"{results.name}, mean over runs", low=min(known), high=max(known))
    notes = (*diverged_runs(results), *_averaged(results, sizes), *_uneven(results, [first, second]))
    return FigureSpec(title=title, run_colours=(all_runs(results),), panels=(panel,), scale=scale, notes=notes)


def _averaged(results: Results, sizes: set[int]) -> Iterator[str]:
    """Yield a note that explains the value of a cell if it is a mean over several runs."""
    if sizes == {1}:
        return
    runs = count(min(sizes), "run") if len(sizes) == 1 else "n runs"
    names = listing(results.varying_within)
    yield f"cell: mean over {runs}" + (f", averaged over {names}" if names else "")


def _uneven(results: Results, by: list[str]) -> Iterator[str]:
    """Yield a note if the cells also differ in other hyperparameters."""
    uneven = []
    for name in results.varying_within:
        cells = results.runs.group_by(by).agg(pl.col(name).sort())
        shares = {tuple(sorted((str(v), c / len(vs)) for v, c in Counter(vs).items())) for vs in cells[name].to_list()}
        uneven += [name] if len(shares) > 1 else []
    if uneven:
        yield f"cells differ in {listing(uneven)}, so differences may be confounded"


def _level(value: object) -> str:
    return "not set" if value is None else value_text(value)
