"""`Logs` is the collection of runs that users work with."""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path

import pytest

import logtools as lt

FIXTURES = Path(__file__).parents[1] / "fixtures"
SWEEP = FIXTURES / "logs" / "sweep"
POINTER = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n"


def test_the_current_folder_is_read_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(SWEEP)
    assert lt.read().ids == lt.read(".").ids == lt.read(str(SWEEP)).ids


def test_an_unknown_frame_library_is_an_error() -> None:
    with pytest.raises(lt.InvalidValueError, match="polars"):
        lt.read(SWEEP, frame="arrow")  # type: ignore[call-overload]


def test_a_figure_shows_every_run() -> None:
    figure = lt.read(SWEEP)[["version_0", "version_4"]].plot("val_loss")
    assert len(figure.axes) >= 1
    with pytest.raises(lt.MetricNotFoundError):
        lt.read(SWEEP).plot("nothing")


def test_columns_and_sort_use_the_ranking_value() -> None:
    logs = lt.read(SWEEP)
    last = logs.compare("val_loss", at="last")
    values = dict(last.runs.select("run", "value").iter_rows())
    shown = dict(logs.columns("val_loss", comparison=last).rows())
    assert shown == values
    assert logs.sort("val_loss", comparison=last) == tuple(sorted(logs, key=lambda run: values[run]))
    assert dict(logs.columns("val_loss").rows()) != values
    ties = logs.sort("batch_size", comparison=last)
    assert ties == tuple(last.runs["run"])
    assert logs.sort("batch_size") == logs.ids


def test_the_best_run_has_its_folder_and_checkpoint(tmp_path: Path) -> None:
    for run in ("version_3", "version_11"):
        shutil.copytree(SWEEP / run, tmp_path / run)
    (tmp_path / "version_11" / "checkpoints").mkdir()
    (tmp_path / "version_11" / "checkpoints" / "epoch=4-step=625.ckpt").write_bytes(b"")
    best = lt.read(tmp_path).best("val_loss")
    assert (best.run, best.path, best.epoch) == ("version_11", str(tmp_path / "version_11"), 4)
    assert best.checkpoint is not None
    assert best.checkpoint.path.endswith("epoch=4-step=625.ckpt")
    assert lt.read(tmp_path).best("val_loss", direction="max").run == "version_3"


def test_a_gate_compares_names_folders_settings_and_logs() -> None:
    logs = lt.read(SWEEP)
    for candidate, baseline in (("lr=0.0001", "lr=0.01"), (logs.select("lr=0.0001"), logs.select("lr=0.01"))):
        gate = logs.gate(candidate, baseline=baseline, metric="val_acc", fail_on="worse")
        assert (gate.answer, gate.verdict.pairs, len(gate.candidate.runs)) == ("worse", 4, 4)
    assert gate.candidate.name == "4 runs"
    assert logs.gate("lr=0.001", baseline="lr=0.01", metric="val_acc", tolerance=0.02).answer == "not worse"
    single = logs.gate("version_11", baseline="version_4", metric="val_loss", direction="max", at="last", tolerance=0)
    assert single.comparison.ranking is not None
    assert (single.candidate.name, single.comparison.ranking.statistic, single.verdict.direction) == (
        "version_11",
        "last",
        "max",
    )
    with pytest.raises(lt.RunNotFoundError):
        logs.gate("nothing", baseline="lr=0.01", metric="val_acc", tolerance=0)


def test_a_report_is_of_one_run() -> None:
    report = lt.read(SWEEP)["version_3"].report("val_*")
    assert (report.run["run"], report.hparams["lr"]) == ("version_3", 0.0001)
    assert report.summary["label"].to_list() == ["val_acc", "val_loss"]
    assert [len(curve) for curve in report.curves] == [10, 10]
    with pytest.raises(lt.AmbiguousRunError, match="a report needs a single run, not 12"):
        lt.read(SWEEP).report()


def test_a_figure_can_be_drawn_as_image_and_as_text() -> None:
    logs = lt.read(SWEEP)["version_3"]
    spec = logs.figure("val_loss")
    assert isinstance(spec, lt.FigureSpec)
    assert lt.draw(spec).axes
    text = logs.draw_text("val_loss", width=60, height=20)
    assert text == lt.draw_text(spec, width=60, height=20, color=False)
    assert "val_loss" in text
    assert "\x1b" not in text
    assert max(map(len, text.splitlines())) <= 60
    assert "\x1b[" in logs.draw_text("val_loss", color=True)


def test_curves_of_the_ranking_metric_are_in_file_order() -> None:
    logs = lt.read(SWEEP)
    comparison = logs.compare("val_loss")
    curves = logs.ranking_curves(comparison, ["version_3", "version_4"])
    assert list(curves) == ["version_3", "version_4"]
    assert curves["version_3"] == logs["version_3"].metrics("val_loss")["value"].to_list()
    assert len(logs.ranking_curves(comparison)) == 12


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("metrics.csv", POINTER, "all logs are git-lfs pointers"),
        ("metrics.csv", "epoch,step,note\n0,1,hello\n", "only text was logged"),
        ("metrics.csv", "epoch,step,loss\n", "no numeric value was logged"),
        ("events.out.tfevents.17.host", "", "only event files of TensorBoard"),
    ],
)
def test_every_answer_says_why_there_is_no_number(name: str, content: str, reason: str, tmp_path: Path) -> None:
    for run in ("version_0", "version_1"):
        (tmp_path / run).mkdir()
        (tmp_path / run / name).write_text(content)
    logs = lt.read(tmp_path)
    gate = partial(logs.gate, "version_0", baseline="version_1", metric="val_loss", fail_on="worse")
    for ask in (logs.best, logs.figure, partial(logs.best, "val_loss"), gate):
        with pytest.raises(lt.LogtoolsError, match=reason):
            ask()
    assert "copy" not in logs.notices["kind"].to_list()
