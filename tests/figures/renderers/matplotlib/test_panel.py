"""Panels: shared ranges and scales."""

from __future__ import annotations

from dataclasses import replace

from logtools.figures.renderers.matplotlib import draw
from tests.figures.panels import curve_panels
from tests.figures.renderers.matplotlib.drawing import SpecOf, group


def test_panels_share_the_range_of_steps(spec_of: SpecOf, ordinary: str) -> None:
    loss, acc = draw(spec_of(ordinary)).axes
    assert loss.get_xlim() == acc.get_xlim()
    low, high = loss.get_xlim()
    assert low < 1
    assert high > 8


def test_a_panel_without_a_finite_value_has_a_message(spec_of: SpecOf) -> None:
    [ax] = draw(spec_of("epoch,step,val_loss\n0,1,nan\n1,3,nan\n")).axes
    assert [text.get_text() for text in ax.texts] == ["no finite value"]
    assert len(ax.get_yticks()) == 0


def test_facets_are_named_and_share_the_range_of_values() -> None:
    one, two = curve_panels(group(facet="lr=1"))[0], curve_panels(group(facet="lr=2", curves=(), bands=()))[0]
    three = replace(one, facet="lr=3", curves=(replace(one.curves[0], y=(40.0, 3.0, 2.0, 1.0)),))
    axes = draw(replace(group(), panels=(one, two, three), grid=(1, 3))).axes
    assert [ax.get_title(loc="left") for ax in axes] == ["lr=1", "lr=2", "lr=3"]
    assert axes[0].get_ylim() == axes[2].get_ylim()


def test_logarithmic_axes_have_plain_numbers() -> None:
    figure = draw(group(log_y=True, bands=()))
    figure.draw_without_rendering()
    [ax] = figure.axes
    assert ax.get_yscale() == "log"
    written = [label.get_text() for label in (*ax.get_yticklabels(), *ax.get_yticklabels(minor=True))]
    assert {"1", "2"} <= set(written)
    assert not any("$" in text for text in written)
