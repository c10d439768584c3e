"""Line styles differ between stages and between dataloaders."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest

from logtools.figures.spec import Curve, RunColour, SeriesKind
from logtools.figures.style.colour import luminance
from logtools.figures.style.lines import CROWD, LineStyle, in_layers, line_style

COLOUR = "#3070c0"


def style(
    stage: str | None,
    granularity: str = "epoch",
    *,
    runs: int = 1,
    quiet: bool = False,
    **kind: Any,  # noqa: ANN401 - the fields of SeriesKind
) -> LineStyle:
    return line_style(SeriesKind(stage=stage, granularity=granularity, **kind), COLOUR, runs=runs, quiet=quiet)


def test_stages_and_granularities_look_different() -> None:
    styles = [style("train", "step"), style("train"), style("val")]
    assert all((a.dashes, a.marker) != (b.dashes, b.marker) for a, b in combinations(styles, 2))
    assert luminance(style("val").colour) < luminance(COLOUR) < luminance(style("train").colour)


@pytest.mark.parametrize(("stage", "granularity"), [("val", "epoch"), ("train", "epoch"), ("train", "step")])
def test_four_variants_of_a_series_look_different(stage: str, granularity: str) -> None:
    styles = [style(stage, granularity, variant=variant) for variant in range(4)]
    assert len({(one.dashes, one.marker) for one in styles}) == 4
    assert line_style(SeriesKind(stage=stage, granularity=granularity, variant=9), COLOUR, runs=1).colour


def test_steps_have_no_markers_and_faint_curves_are_lighter_with_more_runs() -> None:
    assert style("train", "step").marker is None
    alphas = [style("train", "step", faint=True, runs=runs).alpha for runs in (1, 4, 100)]
    assert alphas == sorted(alphas, reverse=True)
    assert alphas[-1] > 0


def test_smoothed_steps_are_darker_than_the_values_behind_them() -> None:
    assert luminance(style("train", "step", smoothed=True).colour) < luminance(COLOUR)
    assert style("train", "step").colour == COLOUR


def test_many_runs_have_thinner_lines_and_runs_without_an_entry_no_markers() -> None:
    few, many, quiet = style("val"), style("val", runs=CROWD + 1), style("val", runs=CROWD + 1, quiet=True)
    assert few.width > many.width > quiet.width
    assert few.marker_size > many.marker_size
    assert style("val", runs=CROWD) == few
    assert (quiet.marker, quiet.alpha) == (None, 0.5)


def test_stages_differ_in_dashes_and_markers_for_greyscale() -> None:
    kinds = [
        SeriesKind(stage="train", granularity="step", faint=True),
        SeriesKind(stage="train", granularity="epoch"),
        SeriesKind(stage="val", granularity="epoch"),
    ]
    styles = [line_style(kind, "#0072b2", runs=1) for kind in kinds]
    assert len({(style.dashes, style.marker) for style in styles}) == 3
    assert styles[0].alpha < 0.5
    assert styles[1].alpha == styles[2].alpha == 1.0


@pytest.mark.parametrize("stage", ["train", "val"])
def test_dataloaders_differ_in_dashes_and_markers(stage: str) -> None:
    styles = [line_style(SeriesKind(stage=stage, granularity="epoch", variant=i), "#0072b2", runs=1) for i in range(4)]
    assert len({style.dashes for style in styles}) == 4
    assert len({style.marker for style in styles}) == 4


def test_faint_curves_are_behind_all_others_and_the_best_run_in_front() -> None:
    def curve(i: int, *, faint: bool = False) -> Curve:
        kind = SeriesKind(stage="train", granularity="step", faint=faint)
        return Curve(colour_index=i, series_kind=kind, metric="loss", x=(0,), y=(0,))

    colours = [
        RunColour(run="a", label="a", winner=True),
        RunColour(run="b", label="b", named=False),
        RunColour(run="c", label="c"),
    ]
    best, nameless, named, faint = curve(0), curve(1), curve(2), curve(0, faint=True)
    assert in_layers([best, nameless, named, faint], colours) == [faint, nameless, named, best]
