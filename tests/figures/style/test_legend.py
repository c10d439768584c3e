"""The entries of a figure's legends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import logtools as lt
from logtools.figures.spec import FigureSpec
from logtools.figures.style.legend import run_entries, scale_entries, series_entries

LOGS = Path(__file__).parents[3] / "fixtures" / "logs"
SpecOf = Callable[..., FigureSpec]


def test_a_single_run_has_no_run_legend(spec_of: SpecOf, ordinary: str) -> None:
    assert run_entries(spec_of(ordinary)) == []


def test_runs_are_named_by_label_and_the_best_is_emphasised(spec_of: SpecOf, ordinary: str) -> None:
    better = ordinary.replace("0.8,0.7", "0.6,0.75")
    entries = run_entries(spec_of({"a": ordinary, "b": better}, labels={"a": "lr=0.1", "b": "lr=0.2"}))
    listed = [(entry.label, entry.strong, entry.aside) for entry in entries]
    assert listed == [("lr=0.1", False, ""), ("lr=0.2", True, "(best val_loss)")]
    assert len({entry.colour for entry in entries}) == 2


def test_the_unnamed_of_many_runs_share_one_entry(spec_of: SpecOf) -> None:
    spec = spec_of({f"v_{i}": f"epoch,step,val_loss\n0,1,{i}\n" for i in range(40)})
    entries = run_entries(spec)
    assert [entry.label for entry in entries] == [*(f"v_{i}" for i in range(10)), "+30 more"]
    assert [entry.aside for entry in entries if entry.aside] == ["(best val_loss)"]


def test_the_legend_names_a_best_run_by_a_single_batch(spec_of: SpecOf) -> None:
    spec = spec_of({"a": "epoch,step,loss\n0,1,3\n0,3,2\n", "b": "epoch,step,loss\n0,1,3\n0,3,1\n"})
    assert [entry.aside for entry in run_entries(spec)] == ["", "(best loss in one batch)"]


def test_each_kind_of_series_is_listed_once(spec_of: SpecOf, ordinary: str) -> None:
    spec = spec_of({"a": ordinary, "b": ordinary})
    labels = ["train, each step", "train, epoch mean", "validation", "test", "best"]
    assert [entry.label for entry in series_entries(spec)] == labels


def test_nan_is_listed_if_it_occurs(spec_of: SpecOf) -> None:
    spec = spec_of("epoch,step,val_thing\n0,1,0.9\n1,3,nan\n")
    assert [entry.label for entry in series_entries(spec)] == ["validation", "NaN"]


def test_runs_with_a_panel_each_are_not_in_the_legend() -> None:
    sweep = lt.read(LOGS / "sweep")[["version_0", "version_1", "version_4"]]
    assert run_entries(sweep.figure("val_loss", facet="run")) == []
    assert [entry.label for entry in run_entries(sweep.figure("val_loss", facet="lr"))] == [
        "lr=0.0001 seed=0",
        "lr=0.0001 seed=1",
        "lr=0.001 seed=0",
    ]


def test_the_legend_shows_an_interval_as_it_is_drawn() -> None:
    entries = series_entries(lt.read(LOGS / "sweep").figure(kind="box"))
    assert [(entry.label, entry.colour) for entry in entries] == [
        ("mean, 95% CI", "#000000"),
        ("run", "#0072b2"),
    ]


def test_a_scale_is_listed_value_by_value_or_by_its_ends_and_middle() -> None:
    sweep = lt.read(LOGS / "sweep").figure("val_loss")
    assert [entry.label for entry in scale_entries(sweep)] == ["lr=0.0001", "lr=0.001", "lr=0.01"]
    many = tuple(replace(one, value=0.0001 * (i + 1)) for i, one in enumerate(sweep.run_colours))
    assert [entry.label for entry in scale_entries(replace(sweep, run_colours=many))] == [
        "lr=0.0001",
        "lr=0.001",
        "lr=0.01",
    ]
    unset = (replace(sweep.run_colours[0], value=None), *sweep.run_colours[1:])
    assert [entry.label for entry in scale_entries(replace(sweep, run_colours=unset))][-1] == "lr not set"
    assert scale_entries(lt.read(LOGS / "sweep").figure("val_loss", color_by="run")) == []
