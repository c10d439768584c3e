"""From frames to a `FigureSpec`: what a figure of training curves says, before anybody draws it.

One panel per quantity, so that training, validation and test of it meet; single training steps stand faint behind the
epoch values; the best value is marked; what is no number is marked where it happened. Whatever is not shown is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import polars as pl

from logtools.errors import NothingFoundError
from logtools.figures.best import best_points, sentence
from logtools.figures.curves import Series, curves_of, marks_of, series_of
from logtools.figures.elements import Curve, FigureSpec, Hue, Mark, Panel, Role
from logtools.figures.epochs import boundaries
from logtools.figures.select import Choice, choose
from logtools.figures.text import shorten

__all__ = ["Curve", "FigureSpec", "Hue", "Mark", "Panel", "Role", "build"]

#: With more runs than this, only the best `_NAMED` have colours and names.
_MOST_HUES = 12
_NAMED = 10
#: How many metrics a note names.
_NAMED_METRICS = 6
_NAME_WIDTH = 32

_NUMBER = re.compile(r"(\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)")


def build(
    metrics: pl.DataFrame,
    summary: pl.DataFrame,
    *,
    labels: Mapping[str, str],
    select: Sequence[str] = (),
    title: str | None = None,
) -> FigureSpec:
    """Say what a figure of these observations shows.

    Args:
        metrics: observations, columns of `schema.METRICS`; may be thinned (see `analysis.downsampling`).
        summary: the same runs' summary, columns of `schema.SUMMARY`.
        labels: how the legend names each run id; a run without label is named by its id.
        select: metrics to show: names, quantities or patterns such as `val_*`; the most important ones if empty.
        title: the figure's title; a single run's label if None.

    Returns:
        The figure as plain data.

    Raises:
        MetricNotFoundError: an entry of `select` fits no metric.
        NothingFoundError: the runs hold no observation.
    """
    if summary.is_empty() or metrics.is_empty():
        raise NothingFoundError("there is nothing to draw: no metric was logged")
    choice = choose(summary, select)
    best = best_points(choice.rows)
    hues = _hues(choice.rows, labels, best)
    series = series_of(metrics, choice.rows)
    epochs = boundaries(metrics)
    panels = tuple(_panels(choice.rows, series, hues, best, epochs or ()))
    if title is None and len(hues) == 1:
        title = hues[0].label
    notes = _notes(choice, series, disagree=epochs is None)
    return FigureSpec(title=title, hues=hues, panels=panels, left_out=choice.left_out, notes=tuple(notes))


def _hues(rows: pl.DataFrame, labels: Mapping[str, str], best: pl.DataFrame) -> tuple[Hue, ...]:
    """Give each run a hue, in the natural order of the labels, or best first where there are many."""
    runs: list[str] = rows["run"].cast(pl.String).unique(maintain_order=True).to_list()
    leading = best.filter(pl.col("panel") == pl.col("panel").min())["run"].cast(pl.String).to_list()
    ordered = sorted(runs, key=lambda run: _natural(labels.get(run, run)))
    named = set(ordered)
    if len(runs) > _MOST_HUES:
        ordered = list(dict.fromkeys([*leading, *ordered]))
        named = set(ordered[:_NAMED])
    winner = leading[0] if leading and len(runs) > 1 else None
    return tuple(Hue(run=r, label=labels.get(r, r), named=r in named, winner=r == winner) for r in ordered)


def _natural(text: str) -> list[tuple[int, float, str]]:
    """Return a sort key that orders numbers by size: `lr=1e-05` before `lr=0.001`, `version_2` before `version_10`."""
    parts = _NUMBER.split(text)
    return [(0, float(part), "") if i % 2 else (1, 0.0, part) for i, part in enumerate(parts)]


def _panels(
    rows: pl.DataFrame,
    series: Mapping[int, list[Series]],
    hues: Sequence[Hue],
    best: pl.DataFrame,
    epochs: tuple[tuple[int, int], ...],
) -> Iterator[Panel]:
    position = {hue.run: i for i, hue in enumerate(hues)}
    heads = rows.select("panel", "quantity", "axis").unique(maintain_order=True).rows()
    for panel, quantity, axis in heads:
        members = series.get(panel, [])
        points = best.filter(pl.col("panel") == panel).rows(named=True)
        marks = [*marks_of(members, position), *_best_marks(points, members, position)]
        yield Panel(
            quantity=quantity,
            x_label=axis,
            y_label=quantity,
            caption=_caption(points, hues, position),
            epochs=epochs if axis == "step" else (),
            curves=tuple(curves_of(members, position)),
            marks=tuple(marks),
        )


def _best_marks(points: list[dict[str, object]], members: list[Series], hues: Mapping[str, int]) -> Iterator[Mark]:
    for i, point in enumerate(points):
        run, value, step = point["run"], point["best"], point["best_step"]
        same = [
            s
            for s in members
            if (s.run, s.metric, s.role.stage, s.role.granularity)
            == (run, point["metric"], point["stage"], point["granularity"])
        ]
        if same and isinstance(value, float) and isinstance(step, int):
            role = min((s.role for s in same), key=lambda role: role.variant)
            hue, metric = hues[str(run)], str(point["metric"])
            yield Mark(kind="best", hue=hue, role=role, metric=metric, x=(step,), y=(value,), leads=i == 0)


def _caption(points: list[dict[str, object]], hues: Sequence[Hue], position: Mapping[str, int]) -> str:
    if not points:
        return ""
    best = sentence(points[0])
    return best if len(hues) == 1 else f"{best}, {hues[position[str(points[0]['run'])]].label}"


def _notes(choice: Choice, series: Mapping[int, list[Series]], *, disagree: bool) -> Iterator[str]:
    if choice.left_out:
        yield f"not drawn: {_listing(choice.left_out)}"
    if choice.evaluation_steps:
        yield f"without the evaluation steps of {_listing(choice.evaluation_steps)}, which count batches of their own"
    if disagree:
        yield "no epoch axis: the epochs of the runs end at different steps"
    drawn = sum(len(one.x) for members in series.values() for one in members)
    logged = int(choice.rows["count"].sum())
    if drawn < logged:
        yield f"drawn: {drawn:,} of {logged:,} values, with the smallest and largest of each pixel column"


def _listing(names: Sequence[str]) -> str:
    shown = ", ".join(shorten(name, width=_NAME_WIDTH) for name in names[:_NAMED_METRICS])
    return shown if len(names) <= _NAMED_METRICS else f"{shown} and {len(names) - _NAMED_METRICS} more"
