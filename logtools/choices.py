"""The values that options accept: one list per option, for both the library and the command line."""

from __future__ import annotations

from typing import Final, Literal, get_args

__all__ = [
    "AXES",
    "BANDS",
    "COMPARISON_TABLES",
    "DIRECTIONS",
    "EXTRA_STATISTICS",
    "FAIL_ON",
    "FRAME_LIBRARIES",
    "GROUP_STATISTICS",
    "IMAGE_FORMATS",
    "PLOT_KINDS",
    "RESULT_KINDS",
    "STAGES",
    "Axis",
    "Band",
    "ComparisonTable",
    "Direction",
    "ExtraStatistic",
    "FailOn",
    "FrameLibrary",
    "GroupStatistic",
    "ImageFormat",
    "PlotKind",
    "ResultKind",
    "Stage",
]

#: Whether lower or higher values of a metric are better.
Direction = Literal["min", "max"]
DIRECTIONS: Final[tuple[Direction, ...]] = get_args(Direction)

#: The stage of a trainer in which a metric is logged.
Stage = Literal["train", "val", "test", "predict"]
STAGES: Final[tuple[Stage, ...]] = get_args(Stage)

#: Which answers of a gate do not pass: only that the candidate is worse, or an inconclusive one, too.
FailOn = Literal["worse", "inconclusive"]
FAIL_ON: Final[tuple[FailOn, ...]] = get_args(FailOn)

#: The library whose frames `read` returns.
FrameLibrary = Literal["polars", "pandas"]
FRAME_LIBRARIES: Final[tuple[FrameLibrary, ...]] = get_args(FrameLibrary)

#: The quantity on the x-axis of curves.
Axis = Literal["step", "epoch", "samples", "time"]
AXES: Final[tuple[Axis, ...]] = get_args(Axis)

#: The band around a mean: std, 95% CI, or lowest to highest value.
Band = Literal["std", "ci", "minmax"]
BANDS: Final[tuple[Band, ...]] = get_args(Band)

#: Plots of one value per run, over hyperparameters.
ResultKind = Literal["scatter", "parallel", "box", "heatmap"]
RESULT_KINDS: Final[tuple[ResultKind, ...]] = get_args(ResultKind)

#: All plots.
PlotKind = Literal["curves", "scatter", "parallel", "box", "heatmap"]
PLOT_KINDS: Final[tuple[PlotKind, ...]] = get_args(PlotKind)

#: The formats of image files.
ImageFormat = Literal["png", "svg", "pdf"]
IMAGE_FORMATS: Final[tuple[ImageFormat, ...]] = get_args(ImageFormat)

#: Statistics of a group besides mean and std.
GroupStatistic = Literal["median", "iqm", "min", "max"]
GROUP_STATISTICS: Final[tuple[GroupStatistic, ...]] = get_args(GroupStatistic)

#: All extra statistics: those of a group, and the effect size (Hedges' g) of a difference.
ExtraStatistic = Literal["median", "iqm", "min", "max", "effect"]
EXTRA_STATISTICS: Final[tuple[ExtraStatistic, ...]] = get_args(ExtraStatistic)

#: The tables of a comparison, in the order of the output.
ComparisonTable = Literal["runs", "groups", "differences", "effects"]
COMPARISON_TABLES: Final[tuple[ComparisonTable, ...]] = get_args(ComparisonTable)
