"""Tick labels of an axis."""

from __future__ import annotations

from dataclasses import replace

import pytest

from logtools.figures.renderers.matplotlib import draw
from logtools.figures.spec import Curve, SeriesKind
from tests.figures.panels import curve_panels
from tests.figures.renderers.matplotlib.drawing import SpecOf, group


def test_huge_values_have_no_power_of_ten_over_the_epochs(spec_of: SpecOf) -> None:
    figure = draw(spec_of("epoch,step,val_loss\n0,1,1e25\n1,3,2e25\n"))
    figure.draw_without_rendering()
    assert figure.axes[0].yaxis.get_offset_text().get_text() == ""


@pytest.mark.parametrize(
    ("start", "gap"), [(1e6, 1e-4), (1e9, 1.0), (0.0, 1e-12), (-5e300, 1e299), (0.1, 1e-9), (3.0, 0.0)]
)
def test_the_tick_labels_of_an_axis_are_distinct(start: float, gap: float) -> None:
    y = tuple(start + i * gap for i in range(4))
    curve = Curve(
        colour_index=0, series_kind=SeriesKind(stage="val", granularity="epoch"), metric="m", x=(0, 1, 2, 3), y=y
    )
    figure = draw(group(curves=(curve,), bands=(), marks=()))
    figure.draw_without_rendering()
    [ax] = figure.axes
    written = [label.get_text() for label in ax.get_yticklabels()]
    assert len(set(written)) == len(written) > 1


def test_tick_labels_beyond_a_billion_steps_are_distinct() -> None:
    x = tuple(10**9 + i for i in range(4))
    curve = Curve(
        colour_index=0, series_kind=SeriesKind(stage="val", granularity="epoch"), metric="m", x=x, y=(1, 2, 3, 4)
    )
    figure = draw(group(curves=(curve,), bands=(), marks=(), epochs=()))
    figure.draw_without_rendering()
    written = [label.get_text() for label in figure.axes[0].get_xticklabels()]
    assert len(set(written)) == len(written) > 1
    assert "1000000001" in written


@pytest.mark.parametrize(
    ("top", "expected"),
    [(4000.0, {"1", "10", "100", "1000"}), (20.0, {"1", "2", "5", "10", "20"}), (2.0, {"1", "1.5", "2"})],
)
def test_a_logarithmic_axis_has_enough_plain_numbers_at_any_span(top: float, expected: set[str]) -> None:
    curve = replace(curve_panels(group())[0].curves[0], y=(1.0, top, 1.0, top), n=())
    figure = draw(group(log_y=True, bands=(), curves=(curve,)))
    figure.draw_without_rendering()
    [ax] = figure.axes
    low, high = ax.get_ylim()
    ticks = [*zip(ax.get_yticks(), ax.get_yticklabels(), strict=True)]
    ticks += zip(ax.get_yticks(minor=True), ax.get_yticklabels(minor=True), strict=True)
    written = {label.get_text() for place, label in ticks if low <= place <= high} - {""}
    assert len(written) >= 2
    if top > 2:
        assert written == expected
    assert all(float(label.get_text()) == pytest.approx(place) for place, label in ticks if label.get_text())
