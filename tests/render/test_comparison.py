"""Tables and sentences show the values of a comparison that is written by hand."""

from __future__ import annotations

import math
from dataclasses import replace

import polars as pl

from logtools import schema
from logtools.analysis.comparison.comparison import Comparison
from logtools.analysis.comparison.findings import ActiveRuns
from logtools.analysis.comparison.metric_columns import MetricColumn
from logtools.analysis.queries.column_expressions import RequestedColumns
from logtools.render.comparison import asked_table, best_value, sentences, table
from logtools.render.table import draw, fit_width

LOSS = MetricColumn(label="val_loss", statistic="best", direction="min", stage="val")
ACC = MetricColumn(label="acc", statistic="last", direction="max", stage="train")
NO_GROUPS = pl.DataFrame(schema=schema.COMPARISON_GROUPS)
NO_DIFFERENCES = pl.DataFrame(schema=schema.COMPARISON_DIFFERENCES)
NO_EFFECTS = pl.DataFrame(schema=schema.COMPARISON_EFFECTS)


def comparison(
    *, ranking: MetricColumn | None = LOSS, inferred: bool = True, tie: bool = False
) -> Comparison[pl.DataFrame]:
    runs = pl.DataFrame(
        {
            "rank": [1, 1 if tie else 2, None, None] if ranking else [None] * 4,
            "run": ["sweep/version_10", "sweep/version_2", "diverged", "empty"],
            "lr": [0.001, 0.01, 10.0, None],
            "optimizer": ["adam", None, "sgd", "adam"],
            "best val_loss": [0.25, 0.25 if tie else 1.5, math.nan, None],
            "epoch of best val_loss": [7, 12, 0, None],
            "last acc": [0.9, 0.5, 0.1, None],
            "epoch of last acc": [12, 12, 0, None],
        },
        schema_overrides={"rank": pl.Int64},
    )
    return Comparison(
        ranking=ranking,
        inferred=inferred,
        hparams=("lr", "optimizer"),
        constants={"epochs": "10", "name\x1b": "x"},
        metric_columns=(LOSS, ACC),
        runs=runs,
        groups=NO_GROUPS,
        differences=NO_DIFFERENCES,
        effects=NO_EFFECTS,
    )


def test_each_run_has_a_row_with_differing_hyperparameters_and_metrics() -> None:
    assert draw(fit_width(table(comparison()), None)[0]).splitlines() == [
        " #  run                   lr  optimizer     val_loss   acc",
        "                                         min @ epoch  last",
        "*1  sweep/version_10   0.001  adam         0.25 @  7   0.9",
        " 2  sweep/version_2    0.01   -            1.50 @ 12   0.5",
        " -  diverged          10      sgd        nan    @  0   0.1",
        " -  empty              -      adam         -           -",
    ]


def test_a_value_that_was_never_reached_is_not_a_number() -> None:
    first = replace(LOSS, statistic="first val_loss < 0.3")
    made = comparison(ranking=first)
    runs = made.runs.with_columns(pl.Series(first.name, [3.0, 12.0, math.inf, None]), pl.lit(None).alias(first.epoch))
    cells = table(replace(made, runs=runs, metric_columns=(first,))).columns[4].cells
    assert [cell.strip() for cell in cells] == ["3", "12", "never", "-"]


def test_only_the_ranking_metric_is_never_hidden() -> None:
    shown, left_out = fit_width(table(comparison()), 30)
    assert [column.title for column in shown.columns] == ["#", "run", "val_loss"]
    assert set(left_out) == {"lr", "optimizer", "acc"}


def test_the_winner_is_marked_without_colour() -> None:
    made = table(comparison())
    assert [cell.strip() for cell in made.columns[0].cells] == ["*1", "2", "-", "-"]
    assert made.winners == {0}
    assert table(comparison(tie=True)).winners == {0, 1}


def test_sentences_name_the_ranking_metric_and_the_winner() -> None:
    assert sentences(comparison()) == [
        "Ranked by best val_loss, lower is better (inferred from the name).",
        "* sweep/version_10 (lr=0.001 optimizer=adam) is best: 0.25 at epoch 7.",
        "1 of 4 runs did not log val_loss and has no rank.",
        "1 of 4 runs diverged and has no rank.",
        r"Constant: epochs=10, name\x1b=x.",
    ]
    assert "(as given)" in sentences(comparison(inferred=False))[0]


def test_the_best_value_is_written_as_in_the_table() -> None:
    close = comparison()
    values = [0.9441234, 0.0512, None, 0.3]
    close = replace(close, runs=close.runs.with_columns(pl.Series("best val_loss", values)))
    cell = next(column for column in table(close).columns if column.title == "val_loss").cells[0]
    assert best_value(close) == cell.partition("@")[0].strip()
    assert f"is best: {best_value(close)} at epoch 7." in sentences(close)[1]


def test_tied_runs_are_all_winners() -> None:
    assert sentences(comparison(tie=True))[1] == "* sweep/version_10, sweep/version_2 are tied: 0.25."


def test_without_a_direction_a_sentence_says_that_nothing_is_ranked() -> None:
    assert sentences(comparison(ranking=None))[0].startswith("Not ranked:")
    assert table(comparison(ranking=None)).winners == set()


def test_the_most_important_hyperparameters_are_hidden_last() -> None:
    """A hyperparameter that splits the runs comes before one that differs in one run, a seed, or a text per run."""
    runs = pl.DataFrame(
        {
            "rank": [1, 2, 3, 4],
            "run": list("abcd"),
            "odd": [1, 1, 1, 2],
            "folder": ["p", "q", "r", "s"],
            "seed": [1, 2, 3, 4],
            "lr": [1, 1, 2, 2],
        }
    )
    made = replace(comparison(ranking=None), hparams=("odd", "folder", "seed", "lr"), metric_columns=(), runs=runs)
    made = replace(made, seeds=("seed",))
    orders = {column.title: column.order for column in table(made).columns[2:]}
    assert sorted(orders, key=lambda name: orders[name]) == ["lr", "odd", "seed", "folder"]


def test_long_values_and_many_constants_are_shortened() -> None:
    constants = {f"name_{i}": "x" * 1000 for i in range(100)}
    runs = pl.DataFrame({"rank": [1, 2], "run": ["a", "b"], "blob": ["y" * 1_000_000, "z"]})
    made = replace(comparison(ranking=None), hparams=("blob",), constants=constants, metric_columns=(), runs=runs)
    assert len(draw(fit_width(table(made), None)[0])) < 1_000
    assert sentences(made)[-1].endswith("and 88 more.")
    assert "name_99=" in sentences(made, all_constants=True)[-1]


def with_ends() -> Comparison[pl.DataFrame]:
    """Return the comparison with its last columns: epochs, steps, last values, caveats."""
    made = comparison()
    behind = pl.DataFrame(
        {
            "value": [0.25, 1.5, math.nan, None],
            "value_step": [799, 1299, 99, None],
            "last": [0.5, 1.5, math.nan, None],
            "caveats": [None, "shorter, active", "diverged", "not logged"],
        }
    )
    return replace(made, runs=pl.concat([made.runs, behind], how="horizontal"))


def test_the_last_value_and_its_difference_have_the_same_decimals() -> None:
    columns = {column.title: column for column in table(with_ends()).columns}
    assert [cell.strip() for cell in columns["last"].cells] == ["0.5", "1.5", "nan", "-"]
    assert [cell.strip() for cell in columns["last - best"].cells] == ["+0.25", "0.00", "nan", "-"]
    assert columns["caveats"].cells == ["", "shorter, active", "diverged", "not logged"]


def test_without_an_epoch_the_step_is_shown() -> None:
    made = with_ends()
    runs = made.runs.with_columns(pl.lit(None, dtype=pl.Int64).alias("epoch of best val_loss"))
    column = next(c for c in table(replace(made, runs=runs)).columns if c.title == "val_loss")
    assert column.subtitle == "min @ step"
    assert column.cells[0].split() == ["0.25", "@", "799"]


def test_a_trend_is_shown_if_curves_are_given() -> None:
    column = table(comparison(), curves={"sweep/version_10": [3.0, 2.0, 1.0]}).columns[-1]
    assert (column.title, column.cells) == ("trend", ["█▅▁", "", "", ""])


def test_findings_are_escaped_sentences() -> None:
    lines = sentences(replace(comparison(), findings=(ActiveRuns(runs=("run\x1b[2J",)),)))
    assert r"run\x1b[2J may still be running; values may change." in lines
    assert lines[-1].startswith("Constant: ")


def test_requested_columns_replace_the_others() -> None:
    frame = pl.DataFrame(
        {"run": ["diverged", "sweep/version_10"], "rate": [10.0, 0.001], "best": [math.nan, 0.25], "n": [1, 12]}
    )
    made = asked_table(with_ends(), RequestedColumns(frame=frame, hparams=("rate",)))
    assert [line.split() for line in draw(fit_width(made, None)[0]).splitlines()] == [
        ["#", "run", "rate", "best", "n", "caveats"],
        ["*1", "sweep/version_10", "0.001", "0.25", "12"],
        ["2", "sweep/version_2", "-", "-", "-", "shorter,", "active"],
        ["-", "diverged", "10", "nan", "1", "diverged"],
        ["-", "empty", "-", "-", "-", "not", "logged"],
    ]
