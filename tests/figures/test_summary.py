from __future__ import annotations

from logtools.figures.spec import (
    ColourScale,
    CurvePanel,
    FigureSpec,
    IntervalPanel,
    ParallelPanel,
    RunColour,
)
from logtools.figures.summary import summarise_figure

RUNS = tuple(RunColour(run=run, label=f"label of {run}") for run in "ab")


def curves(name: str, x: str = "step") -> CurvePanel:
    return CurvePanel(quantity=name, x_label=x, y_label=name)


def test_it_names_each_quantity_once_the_x_axis_and_the_number_of_runs() -> None:
    spec = FigureSpec(title=None, run_colours=RUNS, panels=(curves("loss"), curves("acc"), curves("loss")))
    assert summarise_figure(spec) == "loss, acc over step; 2 runs"


def test_a_single_run_is_named() -> None:
    spec = FigureSpec(title=None, run_colours=RUNS[:1], panels=(curves("loss", "epoch"),))
    assert summarise_figure(spec) == "loss over epoch; label of a"


def test_it_names_grouping_colours_and_smoothing() -> None:
    spec = FigureSpec(
        title=None,
        run_colours=RUNS,
        panels=(curves("loss"),),
        scale=ColourScale(name="lr", low=0.1, high=1.0),
        smoothing="median of 5",
        band="mean ± std",
    )
    assert summarise_figure(spec) == ("loss over step; 2 groups; coloured by lr; smoothed by a median of 5; mean ± std")


def test_plots_of_results_are_summarised_by_their_metric() -> None:
    interval = IntervalPanel(quantity="best loss", x_label="best loss", row_labels=("a",))
    assert summarise_figure(FigureSpec(title=None, run_colours=RUNS, panels=(interval,))) == "best loss; 2 runs"
    parallel = ParallelPanel(quantity="best loss", axes=())
    assert summarise_figure(FigureSpec(title=None, run_colours=RUNS, panels=(parallel,))) == "best loss; 2 runs"


def test_at_most_twelve_quantities_are_named_and_long_names_are_shortened() -> None:
    panels = (curves("x" * 50), *(curves(f"m{i}") for i in range(14)))
    text = summarise_figure(FigureSpec(title=None, run_colours=RUNS, panels=panels))
    assert "m10 and 3 more over step" in text
    assert "x" * 41 not in text
