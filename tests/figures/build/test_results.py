"""Helpers that all plots of results share."""

from __future__ import annotations

import polars as pl
import pytest

from logtools.figures.build.results import Results, all_runs, best_result, diverged_runs, is_logarithmic, mark


def results(*values: float, diverged: int = 0) -> Results:
    """Return the results of runs with these values, best first."""
    runs = pl.DataFrame({"run": [f"v{i}" for i in range(len(values))], "value": values, "x": range(len(values))})
    return Results(
        runs=runs, groups=pl.DataFrame(), levels={}, name="loss", hparams=(), labels={"v0": "first"}, interval="",
        diverged=diverged,
    )  # fmt: skip


def test_the_caption_names_the_best_of_the_drawn_runs() -> None:
    some = results(0.5, 0.75)
    assert best_result(some) == "loss 0.5, first"
    assert best_result(some, some.runs.tail(1)) == "loss 0.75, v1"


@pytest.mark.parametrize(("diverged", "notes"), [(0, []), (1, ["1 run not drawn: no finite loss"])])
def test_diverged_runs_are_counted(diverged: int, notes: list[str]) -> None:
    assert list(diverged_runs(results(0.5, diverged=diverged))) == notes


def test_all_runs_share_one_colour() -> None:
    assert [all_runs(results(*values)).label for values in ((0.5,), (0.5, 0.75))] == ["1 run", "2 runs"]


def test_marks_are_at_the_values_of_rows() -> None:
    marks = mark("run", results(0.5, 0.75).runs)
    assert (marks.kind, marks.x, marks.y) == ("run", (0, 1), (0.5, 0.75))


@pytest.mark.parametrize(
    ("values", "log"), [([1, 20], True), ([1, 19], False), ([0, 20], False), ([-1, 20], False), ([], False)]
)
def test_an_axis_is_logarithmic_for_positive_values_with_a_large_ratio(values: list[float], *, log: bool) -> None:
    assert is_logarithmic(values) is log
