"""The pipeline from a collection of runs to a figure."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import logtools as lt
from logtools.errors import InvalidValueError, MetricNotFoundError, NothingFoundError
from tests.figures.panels import curve_panels
from tests.grid import runs_with_files

LOGS = Path(__file__).parents[2] / "fixtures" / "logs"


def test_a_single_numeric_hyperparameter_of_many_runs_becomes_a_scale(sweep: lt.Logs[Any]) -> None:
    spec = sweep.figure()
    assert spec.scale is not None
    assert (spec.scale.name, spec.scale.low, spec.scale.high, spec.scale.log) == ("lr", 0.0001, 0.01, True)
    assert [one.value for one in spec.run_colours] == [0.0001] * 4 + [0.001] * 4 + [0.01] * 4
    assert sweep.figure(color_by="run").scale is None
    seeds = sweep.figure(color_by="seed").scale
    assert seeds is not None
    assert (seeds.low, seeds.high, seeds.log) == (0, 3, False)


def test_each_facet_shows_some_of_the_runs(sweep: lt.Logs[Any]) -> None:
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


def test_a_grid_needs_a_panel_for_each_facet(sweep: lt.Logs[Any]) -> None:
    with pytest.raises(InvalidValueError, match="1 x 2 panels is too small for 3 facets"):
        sweep.figure("loss", facet="lr", grid=(1, 2))
    assert sweep.figure("loss", facet="lr", grid=(4, 2)).grid == (2, 2)
    assert sweep.figure(grid=(2, 3)).grid == (1, 2)


def test_only_the_facets_of_the_best_runs_are_drawn_if_there_are_too_many(tmp_path: Path) -> None:
    runs = {f"v{i}": (f"epoch,step,val_loss\n0,1,{100 - i}\n", "") for i in range(60)}
    spec = runs_with_files(tmp_path, **runs).figure(facet="run")
    assert [panel.facet for panel in curve_panels(spec)] == [f"v{i}" for i in range(12, 60)]
    assert "the best 48 of 60 facets (a figure has at most 48 panels)" in spec.notes


def test_metrics_that_do_not_fit_into_the_grid_are_named(sweep: lt.Logs[Any]) -> None:
    spec = sweep.figure(grid=(1, 1))
    assert [panel.quantity for panel in curve_panels(spec)] == ["loss"]
    assert spec.left_out == ("acc",)
    assert "not drawn (the grid has 1 x 1 panels): acc" in spec.notes


def test_the_limit_is_noted_if_too_many_metrics_are_selected(tmp_path: Path) -> None:
    names = [f"val_metric{i:02d}" for i in range(60)]
    row = ",".join(map(str, range(60)))
    run = runs_with_files(tmp_path, a=(f"epoch,step,{','.join(names)}\n0,1,{row}\n1,3,{row}\n", ""))
    [note] = run.figure("val_*").notes
    assert note.startswith("not drawn (a figure has at most 48 panels): metric48, ")
    assert note.endswith(" and 6 more")
    assert run.figure().notes[0].startswith("not drawn (select metrics by name or pattern): metric12, ")


@pytest.mark.parametrize("options", [{"x": "time"}, {"by": "lr"}, {"smooth": 0.5}, {"x": "epoch"}])
def test_runs_without_a_value_are_an_error(tmp_path: Path, options: dict[str, Any]) -> None:
    with pytest.raises(NothingFoundError, match="no numeric value was logged"):
        runs_with_files(tmp_path, a=("epoch,step,val_loss\n", "lr: 1")).figure(**options)


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
def test_an_unusable_option_is_an_error(sweep: lt.Logs[Any], options: dict[str, object]) -> None:
    with pytest.raises(InvalidValueError):
        sweep.figure(**options)  # type: ignore[arg-type] # that is the point


def test_a_regular_expression_selects(sweep: lt.Logs[Any]) -> None:
    assert [panel.quantity for panel in curve_panels(sweep.figure("/^val_a/"))] == ["acc"]
    with pytest.raises(MetricNotFoundError):
        sweep.figure("/^nothing/")
    with pytest.raises(InvalidValueError, match="invalid regular expression"):
        sweep.figure("/(/")


def test_equal_runs_give_equal_figures(sweep: lt.Logs[Any]) -> None:
    options = {"by": "lr", "smooth": "gaussian:3", "x": "epoch"}
    assert sweep.figure(**options) == lt.read(LOGS / "sweep").figure(**options)  # type: ignore[arg-type]
