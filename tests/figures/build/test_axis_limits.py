"""Limits and scales of the axes: outliers, log scales, values that cannot be drawn."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

import logtools as lt
from logtools.figures.build.axis_limits import LARGEST, AxisOptions, choose_axes
from logtools.figures.renderers import terminal
from logtools.figures.spec import Band, Curve, CurvePanel, Mark, MarkKind, SeriesKind
from tests.figures.panels import curve_panels
from tests.grid import runs_with_files

KIND = SeriesKind(stage="val", granularity="epoch")


#: Values between 0.5 and 1.
CALM = [0.5 + i / 200 for i in range(100)]


def panel(*curves: Sequence[float], marks: Sequence[Mark] = (), log_x: bool = False, first_x: int = 1) -> CurvePanel:
    return CurvePanel(
        quantity="loss",
        x_label="step",
        y_label="loss",
        curves=tuple(
            Curve(
                colour_index=i, series_kind=KIND, metric="loss", x=tuple(range(first_x, first_x + len(y))), y=tuple(y)
            )
            for i, y in enumerate(curves)
        ),
        marks=tuple(marks),
        log_x=log_x,
    )


def mark(kind: MarkKind, y: float) -> Mark:
    return Mark(kind=kind, colour_index=0, series_kind=KIND, metric="loss", x=(1.0,), y=(y,))


def outliers(shown: CurvePanel) -> dict[str, tuple[float, ...]]:
    return {one.kind: one.y for one in shown.marks if one.kind in {"above", "below"}}


def test_ordinary_values_are_not_clipped_on_a_linear_axis() -> None:
    [shown], notes = choose_axes([panel(CALM)], AxisOptions())
    assert shown == panel(CALM)
    assert notes == []


def test_an_outlier_that_hides_the_rest_is_clipped_and_marked_with_its_value() -> None:
    [shown], notes = choose_axes([panel([*CALM, 1000.0, -500.0])], AxisOptions())
    assert shown.y_limits is not None
    bottom, top = shown.y_limits
    assert bottom <= min(CALM)
    assert max(CALM) <= top < 2
    assert outliers(shown) == {"above": (1000.0,), "below": (-500.0,)}
    assert [one.leads for one in shown.marks] == [True, True]
    assert shown.curves == panel([*CALM, 1000.0, -500.0]).curves
    assert [note for note in notes if "outliers" in note]


@pytest.mark.parametrize(
    ("values", "options"),
    [
        ([*CALM, 5.0], AxisOptions()),  # flattens the rest, but does not hide it
        ([*CALM, 1000.0], AxisOptions(clip=False)),
        ([*CALM, 1000.0], AxisOptions(log=True)),  # a logarithmic axis can show it
        ([*CALM[:8], 1000.0], AxisOptions(clip=True)),  # too few values for an outlier
    ],
)
def test_other_values_are_not_clipped(values: list[float], options: AxisOptions) -> None:
    [shown], _ = choose_axes([panel(values)], options)
    assert shown.y_limits is None
    assert outliers(shown) == {}


def test_clip_true_clips_values_that_are_shown_by_default_without_a_note() -> None:
    [shown], notes = choose_axes([panel([*CALM, 5.0])], AxisOptions(clip=True))
    assert outliers(shown) == {"above": (5.0,)}
    assert notes == []


@pytest.mark.parametrize("kind", ["best", "test"])
def test_best_values_and_test_results_are_never_clipped(kind: MarkKind) -> None:
    [shown], _ = choose_axes([panel([*CALM, 1000.0], marks=[mark(kind, 3.0)])], AxisOptions(clip=True))
    assert shown.y_limits is not None
    assert shown.y_limits[1] >= 3.0


def test_the_farthest_outlier_of_a_panel_leads() -> None:
    [shown], _ = choose_axes([panel([*CALM, 1000.0], [*CALM, 2000.0])], AxisOptions())
    assert [(one.y, one.leads) for one in shown.marks] == [((1000.0,), False), ((2000.0,), True)]


def test_panels_that_share_an_axis_have_the_same_limits_and_scale() -> None:
    calm, wild = choose_axes([panel(CALM), panel([*CALM, 1000.0])], AxisOptions())[0]
    assert calm.y_limits == wild.y_limits is not None
    low, zero = choose_axes([panel([1.0, 2.0]), panel([0.0, 1.0])], AxisOptions(log=True))[0]
    assert not low.log_y
    assert not zero.log_y


def test_the_log_option_applies_if_all_values_are_positive() -> None:
    [shown], notes = choose_axes([panel([0.1, 1.0, 10.0])], AxisOptions(log=True))
    assert shown.log_y
    assert notes == []


@pytest.mark.parametrize(("value", "least"), [(0.0, "0 or less"), (-1.0, "0 or less"), (1e-310, "1e-300 or less")])
def test_a_value_that_a_logarithmic_axis_cannot_show_makes_it_linear_with_a_note(value: float, least: str) -> None:
    [shown], [note] = choose_axes([panel([value, 1.0])], AxisOptions(log=True))
    assert not shown.log_y
    assert note.startswith("loss: linear")
    assert note.endswith(least)


def test_a_logarithmic_axis_is_suggested_for_values_of_several_orders_of_magnitude() -> None:
    assert choose_axes([panel([10.0**i for i in range(5)])], AxisOptions())[1] != []
    assert choose_axes([panel([10.0**i for i in range(3)])], AxisOptions())[1] == []
    assert choose_axes([panel([-1.0, *(10.0**i for i in range(5))])], AxisOptions())[1] == []


def test_values_at_step_zero_are_left_out_of_a_logarithmic_x_axis() -> None:
    band = Band(colour_index=0, series_kind=KIND, x=(0.0, 1.0), low=(0.0, 1.0), high=(2.0, 3.0))
    made = panel([5.0, 6.0, 7.0], log_x=True, first_x=0)
    made = CurvePanel(**{**vars(made), "bands": (band,), "marks": (Mark(**{**vars(mark("best", 5.0)), "x": (0.0,)}),)})
    [shown], notes = choose_axes([made], AxisOptions())
    assert (shown.curves[0].x, shown.curves[0].y) == ((1, 2), (6.0, 7.0))
    assert (shown.bands[0].x, shown.bands[0].low, shown.bands[0].high) == ((1.0,), (1.0,), (3.0,))
    assert shown.marks == ()
    assert shown.log_x
    assert len(notes) == 1


def test_an_x_axis_without_positive_values_is_linear() -> None:
    [shown], notes = choose_axes([panel([5.0], log_x=True, first_x=0)], AxisOptions())
    assert not shown.log_x
    assert shown.curves == panel([5.0], first_x=0).curves
    assert len(notes) == 1


def test_values_too_large_to_draw_are_marked_at_the_edge() -> None:
    [shown], notes = choose_axes([panel([1.0, 2 * LARGEST, -2 * LARGEST, math.inf, math.nan])], AxisOptions())
    assert shown.curves[0].y[:4] == (1.0, math.inf, -math.inf, math.inf)
    assert outliers(shown) == {"above": (2 * LARGEST,), "below": (-2 * LARGEST,)}
    assert "1e+300" in notes[0]


def test_a_panel_without_a_finite_value_is_not_changed() -> None:
    nothing = panel([math.nan, math.inf])
    assert choose_axes([nothing], AxisOptions(log=True, clip=True)) == ([nothing], [])


LOGS = Path(__file__).parents[3] / "fixtures" / "logs"


def test_facets_share_clipping_and_scale(tmp_path: Path) -> None:
    flat = "epoch,step,val_loss\n" + "".join(f"0,{i},{500 if i == 50 else 1 + i % 7 / 10}\n" for i in range(200))
    rising = "epoch,step,val_loss\n" + "".join(f"0,{i},{i / 100 - 1}\n" for i in range(200))
    both = runs_with_files(tmp_path, a=(flat, "lr: 1"), b=(rising, "lr: 2"))
    first, second = curve_panels(both.figure(facet="lr"))
    assert first.y_limits == second.y_limits is not None
    assert [mark.kind for mark in first.marks if mark.kind == "above"] == ["above"]
    assert max(ax.get_ylim()[1] for ax in both.plot(facet="lr").axes) < 10
    assert [panel.log_y for panel in curve_panels(both.figure(facet="lr", log=True))] == [False, False]
    levels = [
        line for line in terminal.draw(both.figure(facet="lr"), width=100, color=False).splitlines() if "┤" in line
    ]
    assert all(len(set(re.findall(r"(-?[\d.]+)┤", line))) == 1 for line in levels)


def test_a_log_scale_is_suggested_and_drawn_on_request(tmp_path: Path) -> None:
    text = "epoch,step,val_loss,val_acc\n" + "".join(f"{e},{e},{10.0**-e},{e}\n" for e in range(6))
    run = runs_with_files(tmp_path, a=(text, ""))
    assert "loss spans 5 orders of magnitude; try a log scale" in run.figure().notes
    spec = run.figure(log=True)
    assert [(panel.quantity, panel.log_y) for panel in curve_panels(spec)] == [("loss", True), ("acc", False)]
    assert spec.notes == ("acc: linear axis, since it has values of 0 or less",)


def test_points_at_x_zero_are_left_out_of_a_logarithmic_axis_with_a_note(tmp_path: Path) -> None:
    text = "epoch,step,val_loss\n0,0,0.1\n1,10,\n1,20,0.3\n2,30,nan\n"
    spec = runs_with_files(tmp_path, a=(text, "")).figure(log_x=True)
    [panel] = curve_panels(spec)
    assert [curve.x for curve in panel.curves] == [(20, 30)]
    assert [(mark.kind, mark.x) for mark in panel.marks] == [("nan", (30,))]
    assert panel.log_x
    assert spec.notes == ("values at step 0 or below not drawn (log scale)",)


def test_a_mean_and_its_band_begin_above_zero_on_a_logarithmic_x_axis(sweep: lt.Logs[Any]) -> None:
    [panel] = curve_panels(sweep.figure("val_loss", by="lr", x="epoch", log_x=True))
    assert {curve.x[0] for curve in panel.curves} == {band.x[0] for band in panel.bands} == {1.0}
    assert all(len(curve.x) == len(curve.y) == len(curve.n) for curve in panel.curves)
    assert all(len(band.x) == len(band.low) == len(band.high) for band in panel.bands)


def test_the_x_axis_is_linear_if_all_points_are_at_zero(tmp_path: Path) -> None:
    run = runs_with_files(tmp_path, a=("epoch,step,val_loss\n0,0,0.1\n", ""))
    spec = run.figure(log_x=True)
    assert not curve_panels(spec)[0].log_x
    assert spec.notes == ("loss: linear x-axis, since no step is above 0",)
    assert "0.1" in terminal.draw(spec, width=60, height=20, color=False)


def test_several_outliers_that_hide_the_rest_are_clipped(tmp_path: Path) -> None:
    values = [600.0 / i if i < 6 else 1.0 + i % 7 / 10 for i in range(1, 200)]
    text = "epoch,step,train_loss\n" + "".join(f"{i // 20},{i},{value}\n" for i, value in enumerate(values))
    run = runs_with_files(tmp_path, a=(text, ""))
    view = curve_panels(run.figure())[0].y_limits
    assert view is not None
    assert view[1] < 200


def test_a_steadily_falling_curve_is_not_clipped(tmp_path: Path) -> None:
    text = "epoch,step,train_loss\n" + "".join(f"{i // 20},{i},{600 * 0.95**i}\n" for i in range(200))
    assert curve_panels(runs_with_files(tmp_path, a=(text, "")).figure())[0].y_limits is None


@pytest.mark.parametrize("clip", [None, True, False])
def test_values_too_large_to_draw_are_at_the_edge_of_the_figure(tmp_path: Path, clip: bool | None) -> None:  # noqa: FBT001 - three states
    rows = "".join(f"{i},{i},{1.7e308 if i == 3 else -1.7e308 if i == 4 else i},\n" for i in range(20))
    run = runs_with_files(tmp_path, a=(f"epoch,step,val_thing,test_thing\n{rows}20,20,,1.6e308\n", ""))
    [panel] = curve_panels(run.figure(clip=clip))
    assert [(mark.kind, mark.x, mark.y) for mark in panel.marks if mark.kind in {"above", "below"}] == [
        ("above", (3,), (1.7e308,)),
        ("below", (4,), (-1.7e308,)),
        ("above", (20,), (1.6e308,)),
    ]
    assert max(y for curve in panel.curves for y in curve.y if math.isfinite(y)) == 19
    assert "thing: values beyond 1e+300 are too large for an axis and marked at the edge" in run.figure().notes
    figure = run.plot(clip=clip)
    figure.draw_without_rendering()
    low, high = figure.axes[0].get_ylim()
    assert -10 < low < high < 30


def test_tiny_values_make_a_logarithmic_axis_linear(tmp_path: Path) -> None:
    run = runs_with_files(tmp_path, a=("epoch,step,val_loss\n0,1,1e300\n1,3,1e-320\n", ""))
    spec = run.figure(log=True)
    assert spec.notes == ("loss: linear axis, since it has values of 1e-300 or less",)
    run.plot(log=True).draw_without_rendering()


def test_clip_true_keeps_the_best_value_in_view(tmp_path: Path) -> None:
    values = [1.0 + i % 7 / 10 for i in range(200)]
    values[50], values[60] = 4.0, 0.01
    text = "epoch,step,train_loss\n" + "".join(f"{i // 20},{i},{value}\n" for i, value in enumerate(values))
    run = runs_with_files(tmp_path, a=(text, ""))
    assert curve_panels(run.figure())[0].y_limits is None
    view = curve_panels(run.figure(clip=True))[0].y_limits
    assert view is not None
    assert view[0] == 0.01
    assert 1.6 < view[1] < 4


def test_an_outlier_in_a_log_is_clipped_unless_clip_is_false(tmp_path: Path) -> None:
    values = [1.0 + i % 7 / 10 for i in range(200)]
    values[50] = 5000.0
    text = "epoch,step,train_loss\n" + "".join(f"{i // 20},{i},{value}\n" for i, value in enumerate(values))
    run = runs_with_files(tmp_path, a=(text, ""))
    drawn = curve_panels(run.figure())[0]
    assert drawn.y_limits is not None
    assert drawn.y_limits[1] < 3
    [mark] = [mark for mark in drawn.marks if mark.kind == "above"]
    assert (mark.x, mark.y, mark.leads) == ((50,), (5000.0,), True)
    assert curve_panels(run.figure(clip=False))[0].y_limits is None
    assert "loss: outliers that hide the rest are clipped and marked at the edge" in run.figure().notes
