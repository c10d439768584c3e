"""Figures of curves as data."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

import logtools as lt
from logtools import schema
from logtools.errors import MetricNotFoundError, NothingFoundError
from logtools.figures.build.curve_figure import build_curve_figure
from logtools.figures.spec import FigureSpec
from tests.figures.panels import panel_of

SpecOf = Callable[..., FigureSpec]


def test_a_single_run_gives_the_title(spec_of: SpecOf, ordinary: str) -> None:
    assert spec_of(ordinary, labels={"run": "$my_run$"}).title == "$my_run$"


def test_a_given_title_is_kept(spec_of: SpecOf, ordinary: str) -> None:
    assert spec_of(ordinary, title="The title").title == "The title"


def test_epochs_are_labelled_at_their_last_step(spec_of: SpecOf, ordinary: str) -> None:
    assert panel_of(spec_of(ordinary), "loss").epochs == ((3, 0), (7, 1))


def test_nothing_logged_is_an_error() -> None:
    with pytest.raises(NothingFoundError, match="nothing to draw"):
        build_curve_figure(pl.DataFrame(schema=schema.METRICS), pl.DataFrame(schema=schema.SUMMARY), labels={})


def test_an_unknown_metric_is_an_error_that_suggests_similar_names(spec_of: SpecOf, ordinary: str) -> None:
    with pytest.raises(MetricNotFoundError, match=r"val_los.*did you mean 'val_loss'"):
        spec_of(ordinary, select=["val_los"])


def test_frames_are_not_changed_and_give_equal_figures() -> None:
    sweep = lt.read(Path(__file__).parents[3] / "fixtures" / "logs" / "sweep")
    metrics, summary = sweep.metrics(), sweep.summary()
    before = metrics.clone(), summary.clone()
    first = build_curve_figure(metrics, summary, labels={})
    assert metrics.equals(before[0])
    assert summary.equals(before[1])
    assert build_curve_figure(metrics, summary, labels={}) == first
