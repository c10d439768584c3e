"""The frames of curves: smoothed, averaged, placed on an axis."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import logtools as lt
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
