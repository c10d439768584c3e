"""Tables show the values of groups, differences and effects that are written by hand."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from logtools import schema
from logtools.analysis.comparison.comparison import Comparison
from logtools.analysis.comparison.metric_columns import MetricColumn
from logtools.analysis.comparison.rows import DifferenceRow, frame_of
from logtools.render.comparison import tables
from logtools.render.groups import differences_table, effects_table, groups_table
from logtools.render.table import draw, fit_width

LOSS = MetricColumn(label="val_loss", statistic="best", direction="min", stage="val")
GROUPS = [
    (1, "lr=0.1", 4, 4, 0, 0, 0.94153, 0.0031, 0.9366, 0.9465, 0.9414, 0.9413, 0.938, 0.945, True, None),
    (2, "lr=1", 4, 3, 1, 0, 12.5, 1.25, 9.4, 15.6, 12.4, 12.45, 11.0, 14.0, False, None),
    (None, "lr=9", 1, 1, 0, 0, 0.5, None, None, None, 0.5, 0.5, 0.5, 0.5, None, "n = 1"),
]
DIFFERENCES = [
    DifferenceRow(
        group="lr=1", baseline="lr=0.1", n=4, n_baseline=4, pairs=4, difference=11.55, ci_low=8.4, ci_high=14.7,
        p_better=0.0, p_better_n=4, p=0.00001, p_adjusted=0.00002, method="paired t", conclusion="worse",
    ),
    DifferenceRow(
        group="lr=0.2", baseline="lr=0.1", n=3, n_baseline=4, difference=-0.0012, ci_low=-0.0100, ci_high=0.0076,
        p_better=0.625, p_better_n=12, p=0.5, p_adjusted=0.5, method="Welch's t",
    ),
    DifferenceRow(group="lr=9", baseline="lr=0.1", n=1, n_baseline=4, reason="n = 1"),
]  # fmt: skip
EFFECTS = [
    ("lr", "0.1", 4, 4, 0, 0.94153, 0.938, "a"),
    ("lr", "1", 4, 3, 1, 1.2, 1.1, "b"),
    ("width", "64", 8, 7, 1, 1.0, 0.938, "a"),
    ("width", "-", 1, 0, 0, None, None, None),
]


def comparison() -> Comparison[pl.DataFrame]:
    runs = pl.DataFrame({"rank": range(1, 10), "run": [f"v{i}" for i in range(9)]}, schema_overrides={"rank": pl.Int64})
    return Comparison(
        ranking=LOSS,
        inferred=True,
        hparams=(),
        constants={},
        metric_columns=(),
        runs=runs,
        groups=pl.DataFrame(GROUPS, schema=schema.COMPARISON_GROUPS, orient="row"),
        differences=frame_of(DifferenceRow, DIFFERENCES),
        effects=pl.DataFrame(EFFECTS, schema=schema.COMPARISON_EFFECTS, orient="row"),
        by=("lr", "width"),
        baseline="lr=0.1",
    )


def test_a_mean_is_rounded_by_its_std() -> None:
    made = groups_table(comparison(), stats=["median"])
    lines = draw(fit_width(made, None)[0]).splitlines()
    assert lines[0] == "Groups by lr, width: best val_loss"
    assert [line.split() for line in lines[2:]] == [
        ["*1", "lr=0.1", "4", "0.9415", "±", "0.0031", "0.9366", "to", "0.9465", "0.9414", "0"],
        ["2", "lr=1", "3", "of", "4", "12.5", "±", "1.2", "9.4", "to", "15.6", "12.4", "1"],
        ["-", "lr=9", "1", "0.5", "-", "0.5", "0"],
    ]
    assert len({cell.index(".") for cell in made.columns[3].cells}) == 1
    assert made.winners == {0}


def test_a_difference_is_shown_by_word_and_colour() -> None:
    made = differences_table(comparison())
    lines = [line.split() for line in draw(fit_width(made, None)[0]).splitlines()]
    assert lines[0] == ["Differences", "to", "lr=0.1"]
    assert lines[3] == ["lr=1", "4", "+11.6", "8.4", "to", "14.7", "0", "of", "4", "<", "0.001", "worse", "paired", "t"]
    assert lines[4] == [
        "lr=0.2", "3,", "4", "-0.0012", "-0.0100", "to", "0.0076", "7.5", "of", "12", "0.5", "not", "significant",
        "Welch's", "t",
    ]  # fmt: skip
    assert lines[5] == ["lr=9", "1,", "4", "-", "-", "-", "-", "not", "significant", "-"]
    assert made.winners == set()
    assert made.losers == {0}


def test_effect_sizes_and_equivalence_are_columns_if_they_are_known() -> None:
    made = comparison()
    assert not {"Hedges' g"} & {column.title for column in differences_table(made).columns}
    rows = [
        replace(DIFFERENCES[0], effect=1.234, effect_low=-0.05, effect_high=12.5, p_equivalent=0.02),
        DIFFERENCES[2],
    ]
    columns = differences_table(replace(made, differences=frame_of(DifferenceRow, rows))).columns
    assert [column.cells for column in columns if column.title == "Hedges' g"] == [["1.2 [-0.1, 12.5]", "-"]]
    assert [column.cells for column in columns if column.subtitle == "equivalence"] == [["0.02", "-"]]


def test_the_conclusion_is_never_left_out() -> None:
    shown, left_out = fit_width(differences_table(comparison()), 45)
    assert {"group", "difference", "conclusion"} <= {column.title for column in shown.columns}
    assert "method" in left_out


def test_an_effect_marks_the_best_value_of_each_hyperparameter() -> None:
    made = effects_table(comparison())
    lines = [line.split() for line in draw(fit_width(made, None)[0]).splitlines()[2:]]
    assert [line[:3] for line in lines] == [
        ["lr", "0.1", "*"],
        ["1", "3", "of"],
        ["width", "64", "*"],
        ["-", "0", "of"],
    ]
    assert made.winners == {0, 2}
    larger = replace(comparison(), ranking=replace(LOSS, direction="max"))
    assert effects_table(larger).winners == {0, 2}  # a run of level 1 diverged
    sound = replace(larger, effects=larger.effects.with_columns(diverged=pl.lit(0, pl.Int64)))
    assert effects_table(sound).winners == {1, 2}


def test_only_useful_tables_are_shown() -> None:
    made = comparison()
    assert list(tables(made)) == ["runs", "groups", "differences"]
    assert list(tables(made, asked=True)) == ["runs", "groups", "differences", "effects"]
    single = replace(made, runs=made.runs.head(3), differences=made.differences.tail(1))
    assert list(tables(single)) == ["runs"]
    assert list(tables(single, asked=True)) == ["runs", "groups", "effects"]
    assert list(tables(replace(single, baseline_given=True))) == ["runs", "differences"]
    assert list(tables(single, only="differences")) == ["runs", "differences"]
    none = replace(made, groups=made.groups.clear(), differences=made.differences.clear(), effects=made.effects.clear())
    assert list(tables(none, asked=True, only="effects")) == ["runs"]


def test_a_comparison_without_hyperparameters_has_a_caption() -> None:
    assert groups_table(replace(comparison(), by=())).caption == "Groups: best val_loss"
    assert (
        groups_table(replace(comparison(), by=tuple("abcdef"))).caption == "Groups by 6 hyperparameters: best val_loss"
    )
    smooth = replace(comparison(), ranking=replace(LOSS, statistic="smoothed last"))
    assert groups_table(smooth).caption == "Groups by lr, width: smoothed last val_loss"
