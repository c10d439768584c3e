"""The frames of curves: smoothed, averaged, with positions on the x-axis."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest

import logtools as lt
from logtools import schema
from logtools.analysis.comparison.groups import group
from logtools.collection import Collection
from logtools.errors import MetricNotFoundError, NothingFoundError
from logtools.plotting.curve_frames import average, downsample, members, place_on, rescale, select_and_smooth
from logtools.storage.discovery import find
from tests.figures.panels import curve_panels, panel_of
from tests.grid import runs_with_files

LOGS = Path(__file__).parents[2] / "fixtures" / "logs"


def test_a_smoothed_curve_is_in_front_of_the_raw_one_and_its_best_is_not_marked(
    sweep: lt.Logs[Any],
) -> None:
    plain, smooth = (sweep["version_11"].figure("loss", smooth=value) for value in (None, 0.8))
    before, after = panel_of(plain, "loss"), panel_of(smooth, "loss")
    raw, smoothed = [curve for curve in after.curves if curve.series_kind.granularity == "step"]
    assert (raw.series_kind.faint, raw.series_kind.label) == (True, "raw")
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


def test_epoch_values_are_smoothed_only_without_single_steps(sweep: lt.Logs[Any], tmp_path: Path) -> None:
    both = panel_of(sweep["version_11"].figure("loss", smooth="median:3"), "loss")
    assert [curve.series_kind.label for curve in both.curves if curve.series_kind.granularity == "epoch"] == [
        "train, epoch mean",
        "validation",
    ]
    alone = runs_with_files(tmp_path, a=("epoch,step,val_loss\n0,1,1\n1,3,5\n2,5,2\n", "")).figure(smooth="median:3")
    assert [(curve.series_kind.faint, curve.series_kind.label) for curve in curve_panels(alone)[0].curves] == [
        (True, "raw"),
        (False, "validation, smoothed"),
    ]


def test_a_group_is_the_mean_of_its_seeds_with_a_band_named_with_n(sweep: lt.Logs[Any]) -> None:
    spec = sweep.figure("val_loss", by="lr")
    assert [one.label for one in spec.run_colours] == [
        "lr=0.0001 (n=4)",
        "lr=0.001 (n=4)",
        "lr=0.01 (n=4)",
    ]
    assert spec.band == "mean ± std"
    [panel] = curve_panels(spec)
    curve = next(curve for curve in panel.curves if curve.colour_index == 2)
    runs = [panel_of(sweep[f"version_{i}"].figure("val_loss"), "loss").curves[0].y for i in (8, 9, 10, 11)]
    assert curve.y == pytest.approx([sum(values) / 4 for values in zip(*runs, strict=True)])
    assert set(curve.n) == {4}
    assert panel.caption.startswith("best mean val_loss 0.226 at epoch 9")
    band = next(band for band in panel.bands if band.colour_index == 2)
    assert all(low < y < high for low, y, high in zip(band.low, curve.y, band.high, strict=True))


def test_n_drops_where_a_run_of_a_group_ends_with_a_note(tmp_path: Path) -> None:
    long = "epoch,step,val_loss\n" + "".join(f"{e},{e},{1.0}\n" for e in range(4))
    short = "epoch,step,val_loss\n" + "".join(f"{e},{e},{3.0}\n" for e in range(2))
    spec = runs_with_files(tmp_path, a=(long, "lr: 1\nseed: 1"), b=(short, "lr: 1\nseed: 2")).figure(by="lr")
    [curve] = curve_panels(spec)[0].curves
    assert (curve.y, curve.n) == ((2.0, 2.0, 1.0, 1.0), (2, 2, 1, 1))
    assert "thin: not all runs in the group have values" in spec.notes
    assert [mark.y for mark in curve_panels(spec)[0].marks if mark.kind == "best"] == [(2.0,)]


def test_the_x_axis_can_be_epochs_or_samples(sweep: lt.Logs[Any]) -> None:
    epochs = panel_of(sweep["version_0"].figure("val_loss", x="epoch"), "loss")
    assert (epochs.x_label, epochs.epochs) == ("epoch", ())
    assert epochs.curves[0].x == tuple(map(float, range(10)))
    samples = panel_of(sweep["version_0"].figure("val_loss", x="samples"), "loss")
    assert samples.curves[0].x[0] == 124 * 32


def test_runs_without_a_position_on_the_axis_are_noted(tmp_path: Path) -> None:
    text = "epoch,step,val_loss\n0,1,1\n1,3,2\n"
    spec = runs_with_files(tmp_path, a=(text, "batch_size: 8"), b=(text, "lr: 1")).figure(x="samples")
    assert [
        one.run
        for one in spec.run_colours
        if any(c.colour_index == spec.run_colours.index(one) for c in curve_panels(spec)[0].curves)
    ] == ["a"]
    assert "1 run not drawn: no position on the samples axis" in spec.notes


def test_time_is_shown_in_a_suitable_unit(tmp_path: Path) -> None:
    rows = "".join(f"{e},{e * 10 + 9},{1 / (e + 1)},{e * 3600}\n" for e in range(6))
    spec = runs_with_files(tmp_path, a=(f"epoch,step,val_loss,time\n{rows}", "")).figure("val_loss", x="time")
    assert curve_panels(spec)[0].x_label == "time in h"
    assert curve_panels(spec)[0].curves[0].x == (0, 1, 2, 3, 4, 5)


@pytest.mark.parametrize(
    ("smooth", "warned"),
    [("gaussian:10", "20 values"), ("median:21", "21 values"), (0.95, "20 values")],
)
def test_smoothing_that_flattens_short_curves_warns(tmp_path: Path, smooth: str | float, warned: str) -> None:
    def text(rows: int) -> str:
        return "epoch,step,train_loss\n" + "".join(f"0,{i},{i % 5}\n" for i in range(rows))

    run = runs_with_files(tmp_path, a=(text(20), ""), b=(text(200), ""))
    assert f"smoothing window ({warned}) is as long as 1 of 2 curves" in run.figure(smooth=smooth).notes
    assert not any("window" in note for note in run.figure(smooth=0.6).notes)


TEXT = "epoch,step,train_loss_step,train_loss_epoch,val_acc\n0,1,4.0,,\n0,2,2.0,,\n0,2,,3.0,\n0,2,,,0.5\n"


def collection(folder: Path, *texts: str, hparams: str = "lr: 0.1\nbatch_size: 32\nseed: {i}\n") -> Collection:
    for i, text in enumerate(texts):
        (folder / f"run_{i}").mkdir()
        (folder / f"run_{i}" / "metrics.csv").write_text(text)
        (folder / f"run_{i}" / "hparams.yaml").write_text(hparams.format(i=i))
    return Collection.of(find([folder]))


def values(frame: pl.DataFrame | None) -> list[float]:
    assert frame is not None
    return [value for value in frame["value"].to_list() if value is not None]


def test_only_what_is_selected_is_kept_with_the_summary_of_all(tmp_path: Path) -> None:
    runs = collection(tmp_path, TEXT)
    frames = select_and_smooth(runs, ["loss"], None)
    assert sorted(values(frames.metrics)) == [2.0, 3.0, 4.0]
    assert set(frames.metrics.columns) >= set(schema.METRICS)
    assert "val_acc" in frames.summary["label"].to_list()
    assert frames.smoothed is None
    assert values(select_and_smooth(runs, [], None).metrics) == values(runs.metrics)


def test_single_steps_are_smoothed_but_epoch_means_are_not(tmp_path: Path) -> None:
    frames = select_and_smooth(collection(tmp_path, TEXT), ["loss"], "median:3")
    assert frames.smoothed is not None
    assert frames.smoothed["granularity"].cast(pl.String).unique().to_list() == ["step"]
    assert len(values(frames.metrics)) == 3
    assert frames.smoothing


def test_epoch_values_are_smoothed_if_nothing_else_was_logged(tmp_path: Path) -> None:
    frames = select_and_smooth(collection(tmp_path, "epoch,step,val_acc\n0,1,0.5\n1,2,0.7\n"), [], 0.5)
    assert len(values(frames.smoothed)) == 2


@pytest.mark.parametrize(("smoothing", "count"), [("median:3", 1), ("median:1", 0), (None, 0)])
def test_a_window_as_long_as_the_curve_is_noted(tmp_path: Path, smoothing: str | None, count: int) -> None:
    assert len(select_and_smooth(collection(tmp_path, TEXT), ["loss"], smoothing).notes) == count


def test_empty_logs_and_unknown_metrics_are_errors(tmp_path: Path) -> None:
    with pytest.raises(MetricNotFoundError):
        select_and_smooth(collection(tmp_path, TEXT), ["los"], None)
    (tmp_path / "empty").mkdir()
    with pytest.raises(NothingFoundError):
        select_and_smooth(collection(tmp_path / "empty", "epoch,step,loss\n"), [], None)


def test_long_curves_are_downsampled_and_keep_their_extremes(tmp_path: Path) -> None:
    count = 30_000
    lines = (f"0,{i},{float(i % 777)}" for i in range(count))
    frames = select_and_smooth(collection(tmp_path, "\n".join(["epoch,step,loss", *lines, ""])), [], None)
    thinned = downsample(frames)
    assert thinned.columns == 1000
    assert thinned.metrics.height < frames.metrics.height == count
    assert (min(values(thinned.metrics)), max(values(thinned.metrics))) == (0.0, 776.0)


def test_short_curves_are_not_downsampled(tmp_path: Path) -> None:
    frames = select_and_smooth(collection(tmp_path, TEXT), [], 0.5)
    assert downsample(frames) is frames


def test_positions_are_added_and_divided(tmp_path: Path) -> None:
    runs = collection(tmp_path, TEXT)
    frames = place_on(select_and_smooth(runs, ["train_loss_step"], 0.5), "samples", runs.metrics)
    before = frames.metrics["x"].to_list()
    assert before == sorted(before)
    assert before[-1] % 32 == 0
    halved = rescale(frames, 2.0)
    assert halved.metrics["x"].to_list() == [x / 2 for x in before]
    assert halved.smoothed is not None
    assert halved.smoothed["x"].to_list() == [x / 2 for x in before]


def test_the_runs_of_a_group_are_replaced_by_their_mean(tmp_path: Path) -> None:
    text = "epoch,step,val_loss\n0,1,{0}\n1,2,{1}\n"
    runs = collection(tmp_path, text.format(1.0, 2.0), text.format(3.0, 4.0))
    means = average(place_on(select_and_smooth(runs, [], None), "step", runs.metrics), ["lr"], "minmax")
    assert values(means.metrics) == [2.0, 3.0]
    assert means.metrics.select("n", "low", "high").rows() == [(2, 1.0, 3.0), (2, 2.0, 4.0)]
    assert list(means.labels.values()) == ["lr=0.1 (n=2)"]
    assert means.hparams.height == 1
    assert means.band == "mean, min-max"
    assert means.notes == ()


def test_means_over_fewer_runs_and_non_finite_values_are_noted(tmp_path: Path) -> None:
    text = "epoch,step,val_loss\n0,1,1.0\n"
    runs = collection(tmp_path, text, f"{text}1,2,2.0\n", f"{text}1,2,nan\n")
    means = average(place_on(select_and_smooth(runs, [], None), "step", runs.metrics), ["lr"], "std")
    assert means.metrics["n"].to_list() == [3, 1]
    assert len(means.notes) == 2
    assert means.summary["best"].to_list() == [1.0]  # only complete means


def test_members_maps_runs_to_groups(tmp_path: Path) -> None:
    runs = collection(tmp_path, TEXT, TEXT)
    assert members(group(runs.hparams, by=["seed"])) == {"run_0": "seed=0", "run_1": "seed=1"}


@pytest.mark.parametrize("select", [[], ["valid_loss"], ["val_loss"], ["valid*"], ["valid_loss_epoch"], ["loss"]])
def test_spellings_of_a_metric_share_a_panel_and_are_averaged(tmp_path: Path, select: list[str]) -> None:
    for i, metric in enumerate(["val_loss", "val_loss", "loss/val", "valid_loss"]):
        folder = tmp_path / f"v{i}"
        folder.mkdir()
        (folder / "metrics.csv").write_text(f"epoch,step,{metric}\n0,9,{i}\n1,19,{i + 1}\n")
        (folder / "hparams.yaml").write_text(f"lr: 1\nseed: {i}\n")
    logs = lt.read(tmp_path)
    [panel] = curve_panels(logs.figure(*select))
    assert panel.quantity == "loss"
    assert len(panel.curves) == 4
    assert logs.figure(*select).notes == (
        "one metric, spelled differently: loss/val as val_loss, valid_loss as val_loss",
    )
    [mean] = curve_panels(logs.figure(*select, by=["lr"]))
    assert [list(curve.y) for curve in mean.curves] == [[1.5, 2.5]]
