"""Logs that users reported as read wrongly, each with its right answer, asked through the public doors.

`fixtures/reports/` holds a folder for each report.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from click.testing import CliRunner

import logtools as lt
from logtools.cli import main

REPORTS = Path(__file__).parents[1] / "fixtures" / "reports"


def read(name: str) -> lt.Logs[pl.DataFrame]:
    return lt.read(REPORTS / name)


def run(*arguments: str | Path) -> str:
    """Return what a command prints on standard output; it must succeed."""
    result = CliRunner().invoke(main, [str(argument) for argument in arguments], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def best_checkpoint(name: str, *options: str) -> str:
    """Return the checkpoint that `best --checkpoint` prints, below the folder of the report."""
    return os.path.relpath(run("best", REPORTS / name, "--checkpoint", *options, "-q").strip(), REPORTS / name)


def summary_of(logs: lt.Logs[pl.DataFrame], metric: str, *, granularity: str = "epoch") -> dict[str, Any]:
    rows = logs.summary().filter(pl.col("metric").cast(pl.String) == metric, pl.col("granularity") == granularity)
    return rows.row(0, named=True)


def groups_of(logs: lt.Logs[pl.DataFrame]) -> dict[str, int]:
    groups = logs.compare().groups
    return dict(groups.select("group", "n").iter_rows())


def best_of(logs: lt.Logs[pl.DataFrame]) -> tuple[str, str, float]:
    """Return the metric that ranks, the run that is best, and its value."""
    comparison = logs.compare()
    assert comparison.ranking is not None
    first = comparison.runs.row(0, named=True)
    return comparison.ranking.label, first["run"], first["value"]


def test_a_metric_logged_by_hand_beside_its_fork_is_another_series() -> None:
    values = read("bare_beside_fork").metrics().filter(pl.col("granularity") == "epoch")
    for _, series in values.group_by("metric", "stage", "granularity"):
        steps = series["value"].to_list()
        assert steps == sorted(steps, reverse=True)


def test_axes_may_be_written_in_capitals() -> None:
    best = summary_of(read("capital_axes"), "Val_Loss")
    assert (best["best"], best["best_epoch"]) == (0.7, 3)


def test_a_checkpoint_name_needs_no_equals_sign() -> None:
    assert best_checkpoint("checkpoint_hydra_name") == "version_0/checkpoints/epoch_002.ckpt"


def test_a_slash_in_a_checkpoint_name_makes_a_folder() -> None:
    assert best_checkpoint("checkpoint_slash_folder") == "version_0/checkpoints/epoch=2-val/loss=0.4000.ckpt"


def test_the_config_of_the_cli_counts_beside_hparams() -> None:
    assert sorted(groups_of(read("cli_config_beside_hparams")).values()) == [3, 3]


def test_seed_everything_is_the_seed() -> None:
    assert groups_of(read("cli_seed_everything")) == {"model.lr=0.01": 3, "model.lr=0.05": 3}


def test_copies_of_a_log_are_reported() -> None:
    notices = read("copies_as_repeats").notices
    assert notices.filter(pl.col("message").str.contains("same log as version_")).height


def test_a_resumed_half_is_reported() -> None:
    notices = read("stage_last_recorded").notices.filter(kind="resumed")
    assert notices["message"].to_list() == ["continues exp/version_0; merge with --stitch"]


def test_decimal_commas_are_read() -> None:
    best = summary_of(read("decimal_comma"), "val_loss")
    assert (best["best"], best["best_epoch"]) == (0.7, 3)


@pytest.mark.parametrize(
    ("name", "direction", "value", "epoch"), [("direction_neg", "max", -0.4, 1), ("direction_score", "min", 0.4, 1)]
)
def test_negated_metrics_and_scores_of_errors_have_their_direction(
    name: str, direction: str, value: float, epoch: int
) -> None:
    best = read(name).summary().filter(pl.col("stage") == "val")
    assert best.height >= 3
    assert best["direction"].unique().to_list() == [direction]
    assert best["best"].unique().to_list() == [value]
    assert best["best_epoch"].unique().to_list() == [epoch]


def test_global_step_keeps_its_name() -> None:
    assert "global_step" in read("global_step").metrics()["metric"].cast(pl.String).unique()


def test_a_second_wider_header_is_a_header() -> None:
    logs = read("header_again_wider")
    rmse = logs.metrics().filter(pl.col("metric").cast(pl.String) == "val_rmse")
    assert rmse.select("epoch", "value").rows() == [(2, 7.5), (3, 6.5)]
    assert logs.runs.select("epoch", "step").rows() == [(3, 39)]
    assert logs.notices.filter(pl.col("message").str.contains("header")).height


def test_hydra_keeps_the_hyperparameters_above_the_run() -> None:
    groups = groups_of(read("hydra_multirun"))
    assert sorted(groups.values()) == [1, 3, 3]


def test_the_folder_of_a_hydra_job_is_no_run() -> None:
    logs = read("hydra_template_layout")
    assert len(logs) == 2
    path = "outputs/2024-05-02/10-00-00/checkpoints/epoch_002.ckpt"
    assert best_checkpoint("hydra_template_layout", "--nearest") == path  # the best epoch is 3
    refused = CliRunner().invoke(main, ["best", str(REPORTS / "hydra_template_layout"), "--checkpoint"])
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert path in refused.stderr


def test_a_folder_name_is_no_setting() -> None:
    assert groups_of(read("log_dir_differs")) == {"lr=0.01": 3, "lr=0.1": 3}


def test_1e_3_is_a_number() -> None:
    assert read("lr_1e_3").where("lr < 0.05").ids == ("version_0", "version_1")


@pytest.mark.skipif(sys.platform == "win32", reason="names of folders are text there")
def test_a_folder_name_that_is_not_utf8_is_escaped(tmp_path: Path) -> None:
    for folder in (b"bad\xff", b"good"):
        path = os.path.join(os.fsencode(tmp_path), folder, b"version_0")  # noqa: PTH118 - not text
        os.makedirs(path)  # noqa: PTH103
        with open(os.path.join(path, b"metrics.csv"), "w") as file:  # noqa: PTH118, PTH123
            file.write("epoch,step,val_loss\r\n0,9,0.5\r\n")
    listed = run("ls", tmp_path)
    assert listed.count("version_0") == 2
    assert "good/version_0" in listed


def test_a_log_without_a_numeric_value_is_not_ranked() -> None:
    assert "no numeric value was logged" in run("compare", REPORTS / "nothing_numeric")


def test_a_log_of_nan_says_that_no_value_is_finite(tmp_path: Path) -> None:
    (tmp_path / "metrics.csv").write_text("epoch,step,val_loss\n0,9,nan\n1,19,nan\n")
    assert "no finite value was logged" in run("compare", tmp_path)


@pytest.mark.parametrize(
    ("name", "metric", "winner", "value"),
    [
        ("rank_aux", "val_loss", "version_1", 0.71),
        ("rank_gan_d_loss", "fid", "version_0", 70.0),
        ("rank_train_total", "train_loss", "version_1", 0.71),
        ("rank_vae", "val_loss", "version_1", 0.71),
        ("stage_last_slash", "loss/val", "version_0", 0.4),
        ("stage_last_underscore", "loss_val", "version_0", 0.4),
        ("stage_last_recorded", "loss/val", "exp/version_1", 0.2963),
    ],
)
def test_the_metric_that_ranks_is_the_one_that_people_mean(name: str, metric: str, winner: str, value: float) -> None:
    label, first, best = best_of(read(name))
    assert (label, first) == (metric, winner)
    assert best == pytest.approx(value, abs=5e-5)


def test_a_metric_that_never_held_a_number_does_not_rank() -> None:
    label, _, value = best_of(read("rank_keras_nan"))
    assert (label, value) in {("loss", 0.2), ("accuracy", 0.92)}


def test_a_root_called_checkpoints_is_searched() -> None:
    assert read("root_named_checkpoints").ids == (
        "checkpoints/lightning_logs/version_0",
        "checkpoints/lightning_logs/version_1",
    )


@pytest.mark.parametrize(
    "name",
    [
        "segments_accumulate",
        "segments_val_step_is_epoch",
    ],
)
def test_one_fit_is_one_segment(name: str) -> None:
    logs = read(name)
    assert logs.metrics()["segment"].unique().to_list() == [0]
    assert logs.epochs()["segment"].unique().to_list() == [0]


@pytest.mark.parametrize(
    ("name", "settings"),
    [
        ("setting_npstr", {"optimizer=adam", "optimizer=sgd"}),
        ("setting_ordereddict", {"model.hidden=64", "model.hidden=128"}),
    ],
)
def test_a_python_object_has_its_value(name: str, settings: set[str]) -> None:
    groups = groups_of(read(name))
    assert set(groups) == settings
    assert set(groups.values()) == {3}


def test_python_objects_that_differ_are_settings_that_differ() -> None:
    assert sorted(groups_of(read("setting_timedelta")).values()) == [3, 3]


def test_one_huge_value_leaves_the_others_readable() -> None:
    shown = run("compare", REPORTS / "spread_format", "--only", "runs")
    assert "0.997 " in shown
    assert "1.195 " in shown


def test_every_report_is_asked() -> None:
    text = Path(__file__).read_text()
    missing = [folder.name for folder in sorted(REPORTS.iterdir()) if f'"{folder.name}"' not in text]
    assert not missing
