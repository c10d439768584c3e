"""The options of a plot: invalid values and their messages."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields
from pathlib import Path
from typing import Any, get_type_hints

import pytest

import logtools as lt
from logtools.errors import InvalidValueError
from logtools.plotting.options import PlotArguments, PlotOptions

LOGS = Path(__file__).parents[2] / "fixtures" / "logs"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"smoth": 0.6}, "no plot option is named 'smoth'; did you mean 'smooth'"),
        ({"kind": "pie"}, "no kind is named 'pie'"),
        ({"kind": None}, "no kind is named None"),
        ({"x": "wall"}, "no x-axis is named 'wall'"),
        ({"by": "lr", "band": "sd"}, "no band is named 'sd'; did you mean 'std'"),
        ({"grid": (0, 1)}, "rows and columns"),
        ({"grid": "2x3"}, "rows and columns"),
        ({"grid": (1.5, 2)}, "rows and columns"),
        ({"title": 3}, "title must be a string or None, not 3"),
        ({"facet": None}, "facet must be a string, not None"),
        ({"color_by": 3}, "color_by must be a string or None, not 3"),
        ({"by": 5}, "by must be the name of one or several hyperparameters, not 5"),
        ({"by": ["lr", 5]}, "by must be the name of one or several"),
        ({"log": "yes"}, "log must be True or False, not 'yes'"),
        ({"log_x": None}, "log_x must be True or False, not None"),
        ({"clip": "x"}, "clip must be True, False or None, not 'x'"),
        ({"kind": "box", "x": "epoch", "smooth": 0.6}, "x, smooth cannot be used with kind=box, only with curves"),
        ({"kind": "scatter", "facet": "run"}, "facet cannot be used with kind=scatter"),
        ({"kind": "heatmap", "log": True}, "log cannot be used with kind=heatmap"),
        ({"band": "ci"}, "set 'by'"),
    ],
)
def test_an_invalid_option_is_an_error(options: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidValueError, match=message):
        PlotOptions.of(options)
    with pytest.raises(InvalidValueError, match=message):
        lt.read(LOGS / "sweep").plot("loss", **options)


def test_every_kind_of_plot_accepts_default_values() -> None:
    sweep = lt.read(LOGS / "sweep")
    defaults: dict[str, Any] = {"x": "step", "smooth": None, "band": "std", "facet": "quantity", "log": False}
    assert sweep.figure(kind="box", **defaults) == sweep.figure(kind="box")


def test_hyperparameters_to_group_by_are_a_sequence_or_comma_separated() -> None:
    assert PlotOptions(by="lr,optim").groups == PlotOptions(by=["lr", "optim"]).groups == ["lr", "optim"]
    assert PlotOptions().groups == PlotOptions(by="").groups == []


def test_the_keyword_arguments_match_the_fields() -> None:
    assert get_type_hints(PlotArguments) == get_type_hints(PlotOptions)
    assert list(PlotArguments.__annotations__) == [field.name for field in fields(PlotOptions)]


def test_options_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        PlotOptions().kind = "box"  # type: ignore[misc] # that is the point
