"""Captions of panels: the best value, where it was logged, and by which run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from logtools.figures.build.best_points import BestPoint
from logtools.figures.build.captions import best_caption, best_value
from logtools.figures.spec import FigureSpec
from tests.figures.panels import curve_panels

EPOCH = BestPoint(
    panel=0, run="a", metric="loss", label="val_loss", stage="val", granularity="epoch", value=0.206274, step=499,
    epoch=4,
)  # fmt: skip


STEP = replace(EPOCH, granularity="step", label="train_loss")


@pytest.mark.parametrize(
    ("point", "text"),
    [
        (EPOCH, "best val_loss 0.2063 at epoch 4"),
        (replace(EPOCH, epoch=None), "best val_loss 0.2063 at step 499"),
        (replace(EPOCH, epoch=None, step=None), "best val_loss 0.2063"),
        (replace(EPOCH, epoch=0), "best val_loss 0.2063 at epoch 0"),
        (STEP, "best train_loss 0.2063 in one batch at step 499"),
        (replace(STEP, step=None), "best train_loss 0.2063 in one batch"),
    ],
)
def test_a_best_value_has_its_epoch_or_step_if_known(point: BestPoint, text: str) -> None:
    assert best_value(point) == text


def test_the_best_mean_is_called_a_mean() -> None:
    assert best_value(EPOCH, mean=True) == "best mean val_loss 0.2063 at epoch 4"


def test_a_caption_names_the_run_and_counts_ties() -> None:
    points = [EPOCH, replace(EPOCH, run="b"), replace(EPOCH, run="c", value=0.3)]
    assert best_caption(points[::2], name="lr=1", mean=False) == "best val_loss 0.2063 at epoch 4, lr=1"
    assert best_caption(points, name="lr=1", mean=False) == "best val_loss 0.2063 at epoch 4, lr=1 (tied with 1 other)"


def test_a_caption_of_a_single_run_has_no_name_and_one_without_points_is_empty() -> None:
    assert best_caption([EPOCH], name="", mean=False) == "best val_loss 0.2063 at epoch 4"
    assert best_caption([], name="lr=1", mean=False) == ""


SpecOf = Callable[..., FigureSpec]


def test_tied_runs_are_counted_in_the_figure(spec_of: SpecOf) -> None:
    text = "epoch,step,val_acc\n0,1,0.5\n1,3,1.0\n"
    [panel] = curve_panels(spec_of({"a": text, "b": text, "c": text, "d": text.replace("1.0", "0.9")}))
    assert panel.caption == "best val_acc 1 at epoch 1, a (tied with 2 others)"


def test_the_best_of_single_steps_says_that_it_is_one_batch(spec_of: SpecOf) -> None:
    [panel] = curve_panels(spec_of("epoch,step,loss\n0,1,3\n0,3,1\n1,5,2\n1,7,4\n"))
    assert panel.caption == "best loss 1 in one batch at step 3"
