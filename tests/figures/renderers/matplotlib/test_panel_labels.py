"""Labels of axes, epoch axes and captions."""

from __future__ import annotations

from logtools.figures.renderers.matplotlib import draw
from tests.figures.renderers.matplotlib.drawing import SpecOf


def test_panels_are_labelled_with_step_epoch_and_quantity(spec_of: SpecOf, ordinary: str) -> None:
    figure = draw(spec_of(ordinary))
    figure.draw_without_rendering()
    for ax, quantity in zip(figure.axes, ["loss", "acc"], strict=True):
        assert (ax.get_xlabel(), ax.get_ylabel()) == ("step", quantity)
        [top] = ax.child_axes
        assert top.get_xlabel() == "epoch"
        ticks = zip(top.get_xticks(), [label.get_text() for label in top.get_xticklabels()], strict=True)
        assert list(ticks) == [(3, "0"), (7, "1")]


def test_the_best_value_and_its_epoch_are_above_the_panel(spec_of: SpecOf, ordinary: str) -> None:
    loss, _ = draw(spec_of(ordinary)).axes
    assert loss.get_title(loc="left") == "best val_loss 0.8 at epoch 1"


def test_many_epochs_are_labelled_at_round_numbers(spec_of: SpecOf) -> None:
    rows = "".join(f"{e},{e * 10 + 9},{100 - e}\n" for e in range(100))
    [ax] = draw(spec_of(f"epoch,step,val_loss\n{rows}")).axes
    [top] = ax.child_axes
    assert [label.get_text() for label in top.get_xticklabels()] == ["0", "20", "40", "60", "80"]


def test_labels_of_short_epochs_before_long_ones_do_not_overlap(spec_of: SpecOf) -> None:
    rows = "".join(f"{e},{e if e < 100 else (e - 99) * 500},{100 - e}\n" for e in range(110))
    figure = draw(spec_of(f"epoch,step,val_loss\n{rows}"))
    figure.draw_without_rendering()
    [top] = figure.axes[0].child_axes
    labels = [label.get_window_extent() for label in top.get_xticklabels()]
    assert len(labels) == 2
    assert not labels[0].overlaps(labels[1])
