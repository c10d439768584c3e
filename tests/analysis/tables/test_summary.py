"""`summary()` has the statistics of each series."""

from __future__ import annotations

import itertools
import math
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

import logtools as lt
from logtools.analysis.tables.summary import merge_summaries, summarise
from logtools.storage.discovery import find
from logtools.storage.reader import Source, read_batches
from tests.formats.reading import FIXTURES, LIGHTNING, Logs, read_text

SWEEP = FIXTURES / "logs" / "sweep"


def row_of(logs: Logs, label: str) -> dict[str, object]:
    return logs.summary().filter(label=label).row(0, named=True)


def test_min_and_max_ignore_non_finite_values_which_are_counted(tmp_path: Path) -> None:
    logs = read_text(tmp_path, "epoch,step,val_loss\n0,9,nan\n1,19,0.25\n2,29,0.5\n3,39,-inf\n4,49,inf\n5,59,0.25\n")
    row = row_of(logs, "val_loss")
    assert (row["count"], row["nan"], row["inf"]) == (6, 1, 2)
    assert math.isnan(float(str(row["first"])))
    assert (row["last"], row["last_epoch"], row["last_step"]) == (0.25, 5, 59)
    assert (row["min"], row["min_epoch"], row["min_step"]) == (0.25, 1, 19)
    assert (row["max"], row["max_epoch"], row["max_step"]) == (0.5, 2, 29)
    assert (row["best"], row["best_epoch"], row["best_step"]) == (0.25, 1, 19)
    assert row["mean"] == pytest.approx(1 / 3)


def test_a_metric_without_a_finite_value_has_no_best(tmp_path: Path) -> None:
    row = row_of(read_text(tmp_path, "epoch,step,val_loss\n0,9,nan\n1,19,nan\n"), "val_loss")
    assert (row["count"], row["nan"], row["min"], row["best"], row["best_epoch"], row["mean"]) == (2, 2, *[None] * 4)


def test_the_direction_decides_whether_min_or_max_is_best(tmp_path: Path) -> None:
    logs = read_text(tmp_path, "epoch,step,val_acc,val_loss,val_thing\n0,9,0.5,0.5,0.5\n1,19,0.75,0.75,0.75\n")
    best = dict(logs.summary().select("label", "best").rows())
    assert best == {"val_acc": 0.75, "val_loss": 0.5, "val_thing": None}


def test_step_and_epoch_values_have_separate_rows() -> None:
    frame = lt.read(LIGHTNING / "2.6.6" / "basic").summary().filter(label="train_loss")
    assert dict(frame.select(pl.col("granularity").cast(pl.String), "count").rows()) == {"step": 8, "epoch": 2}


def test_summaries_agree_with_the_observations() -> None:
    logs = lt.read(LIGHTNING / "2.0.9")
    keys = ["run", "stage", "metric", "granularity", "dataloader"]
    finite = pl.col("value").is_finite()
    wanted = (
        logs.metrics()
        .group_by(keys, maintain_order=True)
        .agg(
            pl.len().cast(pl.Int64).alias("count"),
            pl.col("value").is_nan().sum().cast(pl.Int64).alias("nan"),
            pl.col("value").last().alias("last"),
            pl.col("value").filter(finite).min().alias("min"),
            pl.col("value").filter(finite).max().alias("max"),
        )
    )
    got = logs.summary().select(wanted.columns)
    order = [pl.col(key).cast(pl.String) for key in keys]
    assert got.sort(order).equals(wanted.sort(order), null_equal=True)


def test_each_metric_of_a_collection_has_one_label() -> None:
    frame = lt.read(LIGHTNING / "2.6.6" / "samename").summary()
    labels = frame.select("label", "stage", "metric", "dataloader").unique()
    assert labels.height == labels.get_column("label").n_unique() == 3


@given(cuts=st.lists(st.integers(0, 12), min_size=1, max_size=4), nested=st.integers(0, 4))
@settings(max_examples=25)
def test_summaries_of_parts_merge_into_the_summary_of_the_whole(cuts: list[int], nested: int) -> None:
    """The split of a collection and the order of merging make no difference."""
    source = Source.of(find([SWEEP]))
    edges = [0, *sorted(cuts), 12]
    parts = [
        part.made
        for low, high in itertools.pairwise(edges)
        for part in read_batches(source, source.snapshot.runs[low:high], summarise)
    ]
    one_by_one = merge_summaries(parts)
    some_first = merge_summaries([merge_summaries(parts[: nested + 1]), *parts[nested + 1 :]])
    assert_frame_equal(one_by_one, some_first)
    expected = lt.read(SWEEP).summary()
    keys = ["run", "stage", "metric", "granularity", "dataloader"]
    assert_frame_equal(one_by_one, expected.select(one_by_one.columns), check_row_order=False)
    assert not one_by_one.select(keys).is_duplicated().any()


def test_the_level_is_the_mean_of_the_last_fifth(tmp_path: Path) -> None:
    rows = "".join(f"{epoch},{epoch},{value}\n" for epoch, value in enumerate([9, 9, 9, 9, 9, 9, 9, 9, 2, 3, "nan"]))
    row = row_of(read_text(tmp_path, f"epoch,step,val_loss\n{rows}"), "val_loss")
    assert row["level"] == 2.5
    assert row["noise"] is None


@pytest.mark.parametrize("count", [1, 2, 5, 6])
def test_a_short_curve_has_a_level(tmp_path: Path, count: int) -> None:
    rows = "".join(f"{epoch},{epoch},{epoch}\n" for epoch in range(count))
    row = row_of(read_text(tmp_path, f"epoch,step,val_loss\n{rows}"), "val_loss")
    assert row["level"] == {1: 0, 2: 1, 5: 4, 6: 4.5}[count]


def test_the_level_is_null_if_a_run_diverged_at_its_end(tmp_path: Path) -> None:
    logs = read_text(tmp_path, "epoch,step,val_loss,val_acc\n0,9,0.5,0.1\n1,19,nan,0.2\n")
    assert (row_of(logs, "val_loss")["level"], row_of(logs, "val_acc")["level"]) == (None, 0.2)


def test_noise_is_the_scatter_about_the_trend(tmp_path: Path) -> None:
    values = [100 * epoch + (1 if epoch % 2 else -1) for epoch in range(40)]
    rows = "".join(f"{epoch},{epoch},{value},{value / 100:.0f}\n" for epoch, value in enumerate(values))
    logs = read_text(tmp_path, f"epoch,step,val_loss,val_acc\n{rows}")
    assert row_of(logs, "val_loss")["noise"] == pytest.approx(4 / 6**0.5)
    assert row_of(logs, "val_acc")["noise"] == pytest.approx(0, abs=0.03)
