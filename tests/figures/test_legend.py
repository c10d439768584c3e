"""What the legends of a figure list."""

from __future__ import annotations

from collections.abc import Callable

from logtools.figures.elements import FigureSpec
from logtools.figures.legend import hue_entries, role_entries

SpecOf = Callable[..., FigureSpec]


def test_a_single_run_needs_no_list_of_runs(spec_of: SpecOf, ordinary: str) -> None:
    assert hue_entries(spec_of(ordinary)) == []


def test_runs_are_named_by_label_and_the_best_stands_out(spec_of: SpecOf, ordinary: str) -> None:
    better = ordinary.replace("0.8,0.7", "0.6,0.75")
    entries = hue_entries(spec_of({"a": ordinary, "b": better}, labels={"a": "lr=0.1", "b": "lr=0.2"}))
    assert [(entry.label, entry.strong) for entry in entries] == [("lr=0.1", False), ("lr=0.2 (best)", True)]
    assert len({entry.colour for entry in entries}) == 2


def test_of_many_runs_the_others_are_one_entry(spec_of: SpecOf) -> None:
    spec = spec_of({f"v_{i}": f"epoch,step,val_loss\n0,1,{i}\n" for i in range(40)})
    labels = [entry.label for entry in hue_entries(spec)]
    assert labels == ["v_0 (best)", *(f"v_{i}" for i in range(1, 10)), "+30 more"]


def test_the_kinds_of_value_that_occur_are_listed_once(spec_of: SpecOf, ordinary: str) -> None:
    spec = spec_of({"a": ordinary, "b": ordinary})
    labels = ["train, each step", "train, epoch mean", "validation", "test", "best"]
    assert [entry.label for entry in role_entries(spec)] == labels


def test_nan_is_listed_where_it_occurs(spec_of: SpecOf) -> None:
    spec = spec_of("epoch,step,val_thing\n0,1,0.9\n1,3,nan\n")
    assert [entry.label for entry in role_entries(spec)] == ["validation", "NaN"]
