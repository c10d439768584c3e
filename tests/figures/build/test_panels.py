"""Panels: one per quantity, with its training, validation and test values."""

from __future__ import annotations

from collections.abc import Callable

from logtools.figures.spec import FigureSpec
from tests.figures.panels import curve_of, curve_panels, marks_in, panel_of

SpecOf = Callable[..., FigureSpec]


def test_training_validation_and_test_of_a_quantity_share_a_panel(spec_of: SpecOf, ordinary: str) -> None:
    spec = spec_of(ordinary)
    assert [panel.quantity for panel in curve_panels(spec)] == ["loss", "acc"]
    loss = panel_of(spec, "loss")
    assert curve_of(loss, "train", "step").x == (1, 3, 5, 7)
    assert curve_of(loss, "train", "step").y == (2.0, 1.0, 0.9, 0.7)
    assert curve_of(loss, "train", "epoch").y == (1.5, 0.8)
    assert curve_of(loss, "val", "epoch").y == (1.1, 0.8)
    assert len(loss.curves) == 3
    [test] = marks_in(loss, "test")
    assert (test.x, test.y) == ((8,), (0.85,))
    assert spec.notes == ()


def test_evaluation_steps_without_train_steps_have_a_panel_with_their_own_axis(spec_of: SpecOf) -> None:
    text = "epoch,step,val_st,val_loss\n,0,5,\n,1,6,\n0,3,,1\n,2,4,\n,3,5,\n1,7,,1\n"
    panel = panel_of(spec_of(text), "st")
    assert (panel.x_label, panel.epochs) == ("evaluation step", ())
    assert [curve.x for curve in panel.curves] == [(0, 1, 2, 3)]
