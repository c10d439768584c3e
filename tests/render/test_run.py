"""Tables show the values of a report that is written by hand."""

from __future__ import annotations

import json
import math
from datetime import UTC, datetime, timedelta

import polars as pl

from logtools import schema
from logtools.render.run import Report, checkpoints_table, document, headline, hparams_table, metrics_table
from logtools.render.table import draw, fit_width, total_width
from logtools.render.writers.json import json_text

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def report() -> Report:
    loss = {
        "label": "val_loss", "direction": "min", "granularity": "epoch", "count": 4, "nan": 1, "inf": 0,
        "last": 0.5, "best": 0.25, "best_epoch": 2, "best_step": 300,
    }  # fmt: skip
    steps = {"label": "acc", "direction": "max", "granularity": "step", "count": 2, "nan": 0, "inf": 0,
             "last": 12.0, "best": 12.5, "best_epoch": 0, "best_step": 49}  # fmt: skip
    norm = {"label": "grad_norm", "granularity": "step", "count": 1, "nan": 0, "inf": 0, "last": 3.0}
    summary = pl.DataFrame([loss, steps, norm], schema=schema.SUMMARY)
    run = {
        "run": "version_3", "path": "logs/version_3", "state": "idle", "epoch": 3, "step": None, "metric_count": 3,
        "size": 100, "changed": NOW - timedelta(hours=2), "notice": None,
    }  # fmt: skip
    notice = {"run": "version_3", "kind": "cut", "count": 1, "message": "the last line is incomplete"}
    return Report(
        run=run,
        fits=1,
        hparams={"lr": 0.001, "layers": 3, "name": "=x\x1b"},
        summary=summary,
        curves=[[1.0, math.nan, 0.25, 0.5], [12.5, 12.0], [3.0]],
        checkpoints=pl.DataFrame(
            [("version_3", "c/last.ckpt", 3, 400, True, 1_200_000)], schema.CHECKPOINTS, orient="row"
        ),
        notices=pl.DataFrame([notice], schema=schema.NOTICES),
    )


def test_each_metric_has_a_line_with_last_best_and_trend() -> None:
    assert draw(fit_width(metrics_table(report()), None)[0]).splitlines() == [
        "metric     per    values  last  best                 not finite  trend",
        "val_loss   epoch       4   0.5  min  0.25 @ epoch 2  1 nan       █x▁▃",
        "acc        step        2  12    max 12.5  @ step 49              █▁",
        "grad_norm  step        1   3    -",
    ]


def test_the_trend_uses_the_remaining_width() -> None:
    long = Report(**{**vars(report()), "curves": [[float(i) for i in range(100)]] * 3})
    for width in (75, 80):
        table = metrics_table(long, width=width)
        assert total_width(table.columns) == width
        assert fit_width(table, width)[1] == []
    assert max(map(len, metrics_table(long, width=300).columns[-1].cells)) == 24


def test_a_narrow_terminal_keeps_the_last_value() -> None:
    titles = [column.title for column in fit_width(metrics_table(report(), width=30), 30)[0].columns]
    assert titles[0] == "metric"
    assert "last" in titles
    assert "values" not in titles


def test_hyperparameters_and_checkpoints_are_listed() -> None:
    assert draw(fit_width(hparams_table(report()), None)[0]).splitlines()[1:] == [
        "lr              0.001", "layers          3", r"name            =x\x1b",
    ]  # fmt: skip
    assert draw(fit_width(checkpoints_table(report()), None)[0]).splitlines() == [
        "checkpoint     size",
        "c/last.ckpt  1.2 MB",
    ]


def test_the_headline_has_the_state_and_progress_of_the_run() -> None:
    assert headline(report(), now=NOW) == "version_3: idle, epoch 3, changed 2 h ago\nlogs/version_3"


def test_the_document_has_all_parts() -> None:
    data = json.loads(json_text(document(report())))
    assert (data["run"], data["changed"]) == ("version_3", "2026-03-01T10:00:00+00:00")
    assert data["hparams"] == {"lr": 0.001, "layers": 3, "name": "=x\x1b"}
    assert [metric["best"] for metric in data["summary"]] == [0.25, 12.5, None]
    assert data["checkpoints"] == [
        {"path": "c/last.ckpt", "epoch": 3, "step": 400, "recorded": True, "size": 1_200_000}
    ]
    assert data["notices"] == [{"kind": "cut", "count": 1, "message": "the last line is incomplete"}]


def test_the_headline_has_the_number_of_fits_if_there_are_several() -> None:
    several = Report(**{**vars(report()), "fits": 2})
    assert "epoch 3, 2 fits, changed" in headline(several, now=NOW)
    assert "fit" not in headline(report(), now=NOW)
    assert document(several)["fits"] == 2
