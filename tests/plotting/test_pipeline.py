"""From what was read to what a picture says."""

from __future__ import annotations

import math
import re
from pathlib import Path
from typing import Any

import pytest

import logtools as lt
from logtools.errors import InvalidValueError, MetricNotFoundError, NothingFoundError
from logtools.figures.renderers import terminal
from logtools.figures.spec import CurvePanel, FigureSpec
from tests.figures.panels import curve_panels

LOGS = Path(__file__).parents[2] / "fixtures" / "logs"


@pytest.fixture(scope="module")
def sweep() -> lt.Logs[Any]:
    """Return twelve runs: three learning rates, four seeds each."""
    return lt.read(LOGS / "sweep")


def panel_of(spec: FigureSpec, quantity: str) -> CurvePanel:
    return next(panel for panel in curve_panels(spec) if panel.quantity == quantity)


def logs(folder: Path, **runs: tuple[str, str]) -> lt.Logs[object]:
    for name, (metrics, hparams) in runs.items():
        (folder / name).mkdir()
        (folder / name / "metrics.csv").write_text(metrics)
        (folder / name / "hparams.yaml").write_text(hparams)
    return lt.read(folder)  # type: ignore[return-value] # the frames are of no interest here


def test_a_smoothed_curve_is_in_front_of_the_logged_one_and_its_best_is_never_marked(
    sweep: lt.Logs[Any],
) -> None:
    plain, smooth = (sweep["version_11"].figure("loss", smooth=way) for way in (None, 0.8))
    before, after = panel_of(plain, "loss"), panel_of(smooth, "loss")
    raw, smoothed = [curve for curve in after.curves if curve.series_kind.granularity == "step"]
    assert (raw.series_kind.faint, raw.series_kind.label) == (True, "as logged")
    assert (smoothed.series_kind.faint, smoothed.series_kind.label) == (False, "train, each step, smoothed")
    [logged] = [curve for curve in before.curves if curve.series_kind.granularity == "step"]
    assert raw.y == logged.y
    assert smoothed.x == logged.x
    assert min(smoothed.y) > min(logged.y)
    assert after.caption == before.caption
    assert [mark for mark in after.marks if mark.kind == "best"] == [
        mark for mark in before.marks if mark.kind == "best"
    ]
    assert any(note.startswith("smoothed: moving average, weight 0.8") for note in smooth.notes)


def test_epoch_values_are_smoothed_only_where_they_stand_alone(sweep: lt.Logs[Any], tmp_path: Path) -> None:
    both = panel_of(sweep["version_11"].figure("loss", smooth="median:3"), "loss")
    assert [curve.series_kind.label for curve in both.curves if curve.series_kind.granularity == "epoch"] == [
        "train, epoch mean",
        "validation",
    ]
    alone = logs(tmp_path, a=("epoch,step,val_loss\n0,1,1\n1,3,5\n2,5,2\n", "")).figure(smooth="median:3")
    assert [(curve.series_kind.faint, curve.series_kind.label) for curve in curve_panels(alone)[0].curves] == [
        (True, "as logged"),
        (False, "validation, smoothed"),
    ]


def test_a_group_is_the_mean_of_its_seeds_with_a_band_named_with_n(sweep: lt.Logs[Any]) -> None:
    spec = sweep.figure("val_loss", by="lr")
    assert [one.label for one in spec.run_colours] == [
        "lr=0.0001 (n=4)",
        "lr=0.001 (n=4)",
        "lr=0.01 (n=4)",
    ]
    assert spec.band == "mean ± standard deviation"
    [panel] = curve_panels(spec)
    curve = next(curve for curve in panel.curves if curve.colour_index == 2)
    runs = [panel_of(sweep[f"version_{i}"].figure("val_loss"), "loss").curves[0].y for i in (8, 9, 10, 11)]
    assert curve.y == pytest.approx([sum(values) / 4 for values in zip(*runs, strict=True)])
    assert set(curve.n) == {4}
    assert panel.caption.startswith("best mean val_loss 0.226 at epoch 9")
    band = next(band for band in panel.bands if band.colour_index == 2)
    assert all(low < y < high for low, y, high in zip(band.low, curve.y, band.high, strict=True))


def test_where_a_run_of_a_group_ends_n_falls_and_the_figure_says_so(tmp_path: Path) -> None:
    long = "epoch,step,val_loss\n" + "".join(f"{e},{e},{1.0}\n" for e in range(4))
    short = "epoch,step,val_loss\n" + "".join(f"{e},{e},{3.0}\n" for e in range(2))
    spec = logs(tmp_path, a=(long, "lr: 1\nseed: 1"), b=(short, "lr: 1\nseed: 2")).figure(by="lr")
    [curve] = curve_panels(spec)[0].curves
    assert (curve.y, curve.n) == ((2.0, 2.0, 1.0, 1.0), (2, 2, 1, 1))
    assert "drawn thinner where not all runs of a group have values" in spec.notes
    assert [mark.y for mark in curve_panels(spec)[0].marks if mark.kind == "best"] == [(2.0,)]


def test_a_number_that_alone_tells_many_runs_apart_becomes_a_scale(sweep: lt.Logs[Any]) -> None:
    spec = sweep.figure()
    assert spec.scale is not None
    assert (spec.scale.name, spec.scale.low, spec.scale.high, spec.scale.log) == ("lr", 0.0001, 0.01, True)
    assert [one.value for one in spec.run_colours] == [0.0001] * 4 + [0.001] * 4 + [0.01] * 4
    assert sweep.figure(color_by="run").scale is None
    seeds = sweep.figure(color_by="seed").scale
    assert seeds is not None
    assert (seeds.low, seeds.high, seeds.log) == (0, 3, False)


def test_facets_are_panels_of_some_of_the_runs(sweep: lt.Logs[Any]) -> None:
    spec = sweep.figure("loss", facet="lr")
    assert [panel.facet for panel in curve_panels(spec)] == ["lr=0.0001", "lr=0.001", "lr=0.01"]
    assert [sorted({curve.colour_index for curve in panel.curves}) for panel in curve_panels(spec)] == [
        [0, 1, 2, 3],
        [4, 5, 6, 7],
        [8, 9, 10, 11],
    ]
    assert spec.grid == (1, 3)
    runs = sweep[["version_0", "version_1"]].figure("val_loss", facet="run")
    assert [len(panel.curves) for panel in curve_panels(runs)] == [1, 1]


def test_facets_share_what_is_cut_off_and_on_which_scale(tmp_path: Path) -> None:
    flat = "epoch,step,val_loss\n" + "".join(f"0,{i},{500 if i == 50 else 1 + i % 7 / 10}\n" for i in range(200))
    rising = "epoch,step,val_loss\n" + "".join(f"0,{i},{i / 100 - 1}\n" for i in range(200))
    both = logs(tmp_path, a=(flat, "lr: 1"), b=(rising, "lr: 2"))
    first, second = curve_panels(both.figure(facet="lr"))
    assert first.y_limits == second.y_limits is not None
    assert [mark.kind for mark in first.marks if mark.kind == "above"] == ["above"]
    assert max(ax.get_ylim()[1] for ax in both.plot(facet="lr").axes) < 10
    assert [panel.log_y for panel in curve_panels(both.figure(facet="lr", log=True))] == [False, False]
    levels = [
        line for line in terminal.draw(both.figure(facet="lr"), width=100, color=False).splitlines() if "┤" in line
    ]
    assert all(len(set(re.findall(r"(-?[\d.]+)┤", line))) == 1 for line in levels)


def test_a_grid_needs_a_panel_for_each_facet(sweep: lt.Logs[Any]) -> None:
    with pytest.raises(InvalidValueError, match="1 x 2 panels is too small for 3 facets"):
        sweep.figure("loss", facet="lr", grid=(1, 2))
    assert sweep.figure("loss", facet="lr", grid=(4, 2)).grid == (2, 2)
    assert sweep.figure(grid=(2, 3)).grid == (1, 2)


def test_of_too_many_facets_those_of_the_best_runs_are_drawn(tmp_path: Path) -> None:
    runs = {f"v{i}": (f"epoch,step,val_loss\n0,1,{100 - i}\n", "") for i in range(60)}
    spec = logs(tmp_path, **runs).figure(facet="run")
    assert [panel.facet for panel in curve_panels(spec)] == [f"v{i}" for i in range(12, 60)]
    assert "the best 48 of 60 facets: a picture has 48 panels at most" in spec.notes


def test_a_grid_holds_as_many_panels_as_it_has_cells_and_the_rest_is_named(sweep: lt.Logs[Any]) -> None:
    spec = sweep.figure(grid=(1, 1))
    assert [panel.quantity for panel in curve_panels(spec)] == ["loss"]
    assert spec.left_out == ("acc",)
    assert "not drawn, for the grid has 1 x 1 panels: acc" in spec.notes


def test_the_x_axis_can_be_epochs_or_samples(sweep: lt.Logs[Any]) -> None:
    epochs = panel_of(sweep["version_0"].figure("val_loss", x="epoch"), "loss")
    assert (epochs.x_label, epochs.epochs) == ("epoch", ())
    assert epochs.curves[0].x == tuple(map(float, range(10)))
    samples = panel_of(sweep["version_0"].figure("val_loss", x="samples"), "loss")
    assert samples.curves[0].x[0] == 124 * 32


def test_runs_without_a_place_on_the_axis_are_said(tmp_path: Path) -> None:
    text = "epoch,step,val_loss\n0,1,1\n1,3,2\n"
    spec = logs(tmp_path, a=(text, "batch_size: 8"), b=(text, "lr: 1")).figure(x="samples")
    assert [
        one.run
        for one in spec.run_colours
        if any(c.colour_index == spec.run_colours.index(one) for c in curve_panels(spec)[0].curves)
    ] == ["a"]
    assert "1 run is not drawn: it has no place on an axis of samples" in spec.notes


def test_the_clock_is_told_in_the_unit_that_fits(tmp_path: Path) -> None:
    rows = "".join(f"{e},{e * 10 + 9},{1 / (e + 1)},{e * 3600}\n" for e in range(6))
    spec = logs(tmp_path, a=(f"epoch,step,val_loss,time\n{rows}", "")).figure("val_loss", x="time")
    assert curve_panels(spec)[0].x_label == "time in h"
    assert curve_panels(spec)[0].curves[0].x == (0, 1, 2, 3, 4, 5)


def test_of_too_many_metrics_that_are_asked_for_the_limit_is_told(tmp_path: Path) -> None:
    names = [f"val_metric{i:02d}" for i in range(60)]
    row = ",".join(map(str, range(60)))
    run = logs(tmp_path, a=(f"epoch,step,{','.join(names)}\n0,1,{row}\n1,3,{row}\n", ""))
    [note] = run.figure("val_*").notes
    assert note.startswith("not drawn, for a picture has 48 panels at most: metric48, ")
    assert note.endswith(" and 6 more")
    assert run.figure().notes[0].startswith("not drawn unless asked for by name or pattern: metric12, ")


@pytest.mark.parametrize(
    ("smooth", "warned"),
    [("gaussian:10", "about 20 values"), ("median:21", "about 21 values"), (0.95, "about 20 values")],
)
def test_smoothing_that_flattens_short_curves_warns(tmp_path: Path, smooth: str | float, warned: str) -> None:
    def text(rows: int) -> str:
        return "epoch,step,train_loss\n" + "".join(f"0,{i},{i % 5}\n" for i in range(rows))

    run = logs(tmp_path, a=(text(20), ""), b=(text(200), ""))
    assert (
        f"smoothed over {warned}, and 1 of 2 curves have no more than that: little shape is left"
        in run.figure(smooth=smooth).notes
    )
    assert not any("shape" in note for note in run.figure(smooth=0.6).notes)


def test_a_logarithmic_axis_is_suggested_and_drawn_when_asked_for(tmp_path: Path) -> None:
    text = "epoch,step,val_loss,val_acc\n" + "".join(f"{e},{e},{10.0**-e},{e}\n" for e in range(6))
    run = logs(tmp_path, a=(text, ""))
    assert "loss spans 5 powers of ten: a logarithmic axis shows more of it" in run.figure().notes
    spec = run.figure(log=True)
    assert [(panel.quantity, panel.log_y) for panel in curve_panels(spec)] == [("loss", True), ("acc", False)]
    assert spec.notes == ("acc: linear, for it has values of 0 or less",)


def test_what_stands_at_zero_has_no_place_on_a_logarithmic_x_axis_and_the_note_says_so(tmp_path: Path) -> None:
    text = "epoch,step,val_loss\n0,0,0.1\n1,10,\n1,20,0.3\n2,30,nan\n"
    spec = logs(tmp_path, a=(text, "")).figure(log_x=True)
    [panel] = curve_panels(spec)
    assert [curve.x for curve in panel.curves] == [(20, 30)]
    assert [(mark.kind, mark.x) for mark in panel.marks] == [("nan", (30,))]
    assert panel.log_x
    assert spec.notes == ("not drawn: what stands at step 0 or before, for which a logarithmic axis has no place",)


def test_a_mean_and_its_band_begin_beyond_zero_on_a_logarithmic_x_axis(sweep: lt.Logs[Any]) -> None:
    [panel] = curve_panels(sweep.figure("val_loss", by="lr", x="epoch", log_x=True))
    assert {curve.x[0] for curve in panel.curves} == {band.x[0] for band in panel.bands} == {1.0}
    assert all(len(curve.x) == len(curve.y) == len(curve.n) for curve in panel.curves)
    assert all(len(band.x) == len(band.low) == len(band.high) for band in panel.bands)


def test_where_all_stands_at_zero_the_x_axis_is_linear(tmp_path: Path) -> None:
    run = logs(tmp_path, a=("epoch,step,val_loss\n0,0,0.1\n", ""))
    spec = run.figure(log_x=True)
    assert not curve_panels(spec)[0].log_x
    assert spec.notes == ("loss: step is linear, for there is nothing beyond 0",)
    assert "0.1" in terminal.draw(spec, width=60, height=20, color=False)


def test_a_spike_that_hides_everything_is_cut_off_and_marked_with_its_value(tmp_path: Path) -> None:
    values = [1.0 + i % 7 / 10 for i in range(200)]
    values[50] = 5000.0
    text = "epoch,step,train_loss\n" + "".join(f"{i // 20},{i},{value}\n" for i, value in enumerate(values))
    run = logs(tmp_path, a=(text, ""))
    panel = curve_panels(run.figure())[0]
    assert panel.y_limits is not None
    assert panel.y_limits[1] < 3
    [mark] = [mark for mark in panel.marks if mark.kind == "above"]
    assert (mark.x, mark.y, mark.leads) == ((50,), (5000.0,), True)
    assert curve_panels(run.figure(clip=False))[0].y_limits is None
    assert "loss: outliers that hide everything else are cut off and marked at the edge" in run.figure().notes


def test_a_few_spikes_that_hide_everything_are_cut_off_too(tmp_path: Path) -> None:
    values = [600.0 / i if i < 6 else 1.0 + i % 7 / 10 for i in range(1, 200)]
    text = "epoch,step,train_loss\n" + "".join(f"{i // 20},{i},{value}\n" for i, value in enumerate(values))
    run = logs(tmp_path, a=(text, ""))
    view = curve_panels(run.figure())[0].y_limits
    assert view is not None
    assert view[1] < 200


def test_a_curve_that_falls_steadily_is_shown_whole(tmp_path: Path) -> None:
    text = "epoch,step,train_loss\n" + "".join(f"{i // 20},{i},{600 * 0.95**i}\n" for i in range(200))
    assert curve_panels(logs(tmp_path, a=(text, "")).figure())[0].y_limits is None


@pytest.mark.parametrize("clip", [None, True, False])
def test_values_too_large_to_be_drawn_stand_at_the_edge(tmp_path: Path, clip: bool | None) -> None:  # noqa: FBT001 - three states
    rows = "".join(f"{i},{i},{1.7e308 if i == 3 else -1.7e308 if i == 4 else i},\n" for i in range(20))
    run = logs(tmp_path, a=(f"epoch,step,val_thing,test_thing\n{rows}20,20,,1.6e308\n", ""))
    [panel] = curve_panels(run.figure(clip=clip))
    assert [(mark.kind, mark.x, mark.y) for mark in panel.marks if mark.kind in {"above", "below"}] == [
        ("above", (3,), (1.7e308,)),
        ("below", (4,), (-1.7e308,)),
        ("above", (20,), (1.6e308,)),
    ]
    assert max(y for curve in panel.curves for y in curve.y if math.isfinite(y)) == 19
    assert "thing: values beyond 1e+300 cannot be drawn to scale and are marked at the edge" in run.figure().notes
    figure = run.plot(clip=clip)
    figure.draw_without_rendering()
    low, high = figure.axes[0].get_ylim()
    assert -10 < low < high < 30


def test_what_is_next_to_zero_has_no_place_on_a_logarithmic_axis(tmp_path: Path) -> None:
    run = logs(tmp_path, a=("epoch,step,val_loss\n0,1,1e300\n1,3,1e-320\n", ""))
    spec = run.figure(log=True)
    assert spec.notes == ("loss: linear, for it has values of 1e-300 or less",)
    run.plot(log=True).draw_without_rendering()


@pytest.mark.parametrize("options", [{"x": "time"}, {"by": "lr"}, {"smooth": 0.5}, {"x": "epoch"}])
def test_runs_without_a_value_are_nothing_to_draw(tmp_path: Path, options: dict[str, Any]) -> None:
    with pytest.raises(NothingFoundError, match="no metric was logged"):
        logs(tmp_path, a=("epoch,step,val_loss\n", "lr: 1")).figure(**options)


def test_clipping_when_asked_for_keeps_the_best_value_in_view(tmp_path: Path) -> None:
    values = [1.0 + i % 7 / 10 for i in range(200)]
    values[50], values[60] = 4.0, 0.01
    text = "epoch,step,train_loss\n" + "".join(f"{i // 20},{i},{value}\n" for i, value in enumerate(values))
    run = logs(tmp_path, a=(text, ""))
    assert curve_panels(run.figure())[0].y_limits is None
    view = curve_panels(run.figure(clip=True))[0].y_limits
    assert view is not None
    assert view[0] == 0.01
    assert 1.6 < view[1] < 4


@pytest.mark.parametrize(
    "options",
    [
        {"x": "wall"},
        {"by": "nothing"},
        {"color_by": "nothing"},
        {"facet": "nothing"},
        {"smooth": 2},
        {"by": "lr", "band": "x"},
    ],
)
def test_an_option_of_no_use_is_an_error(sweep: lt.Logs[Any], options: dict[str, object]) -> None:
    with pytest.raises(InvalidValueError):
        sweep.figure(**options)  # type: ignore[arg-type] # that is the point


def test_a_regular_expression_selects(sweep: lt.Logs[Any]) -> None:
    assert [panel.quantity for panel in curve_panels(sweep.figure("/^val_a/"))] == ["acc"]
    with pytest.raises(MetricNotFoundError):
        sweep.figure("/^nothing/")
    with pytest.raises(InvalidValueError, match="invalid regular expression"):
        sweep.figure("/(/")


def test_the_same_runs_make_the_same_picture(sweep: lt.Logs[Any]) -> None:
    options = {"by": "lr", "smooth": "gaussian:3", "x": "epoch"}
    assert sweep.figure(**options) == lt.read(LOGS / "sweep").figure(**options)  # type: ignore[arg-type]
