from __future__ import annotations

import math
from collections.abc import Sequence

import pytest

from logtools.figures.build.axis_limits import LARGEST, AxisOptions, choose_axes
from logtools.figures.spec import Band, Curve, CurvePanel, Mark, MarkKind, SeriesKind

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


def test_ordinary_values_are_shown_whole_on_a_linear_axis() -> None:
    [shown], notes = choose_axes([panel(CALM)], AxisOptions())
    assert shown == panel(CALM)
    assert notes == []


def test_a_spike_that_hides_everything_is_cut_off_and_marked_with_its_value() -> None:
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
        ([*CALM, 5.0], AxisOptions()),  # squeezes the rest, but does not hide it
        ([*CALM, 1000.0], AxisOptions(clip=False)),
        ([*CALM, 1000.0], AxisOptions(log=True)),  # a logarithmic axis has room for it
        ([*CALM[:8], 1000.0], AxisOptions(clip=True)),  # too few values to call one an outlier
    ],
)
def test_other_values_are_not_cut_off(values: list[float], options: AxisOptions) -> None:
    [shown], _ = choose_axes([panel(values)], options)
    assert shown.y_limits is None
    assert outliers(shown) == {}


def test_clipping_on_request_cuts_off_what_would_otherwise_stay_and_needs_no_note() -> None:
    [shown], notes = choose_axes([panel([*CALM, 5.0])], AxisOptions(clip=True))
    assert outliers(shown) == {"above": (5.0,)}
    assert notes == []


@pytest.mark.parametrize("kind", ["best", "test"])
def test_best_values_and_test_results_stay_in_view(kind: MarkKind) -> None:
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


def test_a_logarithmic_axis_is_drawn_where_all_values_are_positive() -> None:
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


def test_an_x_axis_with_nothing_beyond_zero_is_linear() -> None:
    [shown], notes = choose_axes([panel([5.0], log_x=True, first_x=0)], AxisOptions())
    assert not shown.log_x
    assert shown.curves == panel([5.0], first_x=0).curves
    assert len(notes) == 1


def test_values_that_are_too_large_to_be_drawn_are_marked_at_the_edge() -> None:
    [shown], notes = choose_axes([panel([1.0, 2 * LARGEST, -2 * LARGEST, math.inf, math.nan])], AxisOptions())
    assert shown.curves[0].y[:4] == (1.0, math.inf, -math.inf, math.inf)
    assert outliers(shown) == {"above": (2 * LARGEST,), "below": (-2 * LARGEST,)}
    assert "1e+300" in notes[0]


def test_a_panel_without_a_finite_value_is_left_as_it_is() -> None:
    nothing = panel([math.nan, math.inf])
    assert choose_axes([nothing], AxisOptions(log=True, clip=True)) == ([nothing], [])
