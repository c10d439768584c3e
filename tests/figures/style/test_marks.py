from __future__ import annotations

from typing import get_args

import pytest

from logtools.figures.spec import Mark, MarkKind, SeriesKind
from logtools.figures.style.lines import CROWD, MANY_POINTS
from logtools.figures.style.marks import MARKS, mark_style

KINDS: tuple[MarkKind, ...] = get_args(MarkKind)


def mark(kind: MarkKind, *, points: int = 1, leads: bool = False) -> Mark:
    line = tuple(float(i) for i in range(points))
    kind_of_series = SeriesKind(stage="val", granularity="epoch")
    return Mark(kind=kind, colour_index=0, series_kind=kind_of_series, metric="loss", x=line, y=line, leads=leads)


def test_every_kind_of_mark_has_its_own_style() -> None:
    assert set(MARKS) == set(KINDS)
    assert len({(style.marker, style.filled) for style in MARKS.values()}) >= len(KINDS) - 1
    assert len({style.label for style in MARKS.values()}) == len(KINDS)


def test_the_best_value_of_all_runs_is_emphasised() -> None:
    leading, other = mark_style(mark("best", leads=True), runs=2), mark_style(mark("best"), runs=2)
    assert leading == MARKS["best"]
    assert other.size < leading.size
    assert other.edge is None


@pytest.mark.parametrize("kind", KINDS)
def test_marks_are_smaller_with_many_runs_and_with_many_points(kind: MarkKind) -> None:
    usual = mark_style(mark(kind, leads=True), runs=CROWD).size
    assert mark_style(mark(kind, leads=True), runs=CROWD + 1).size < usual
    crowded = mark_style(mark(kind, points=MANY_POINTS + 1, leads=True), runs=1).size
    assert crowded < usual
    assert mark_style(mark(kind, points=MANY_POINTS, leads=True), runs=1).size == usual


def test_test_results_of_runs_without_an_entry_are_small_and_have_no_outline() -> None:
    quiet = mark_style(mark("test"), runs=1, quiet=True)
    assert quiet.size < MARKS["test"].size
    assert quiet.edge is None
    assert mark_style(mark("test"), runs=1) == MARKS["test"]
    assert mark_style(mark("test"), runs=CROWD + 1).edge is None
