"""Batches: the observations of several runs, compact and as a tidy frame."""

from __future__ import annotations

import polars as pl
import pytest

from logtools import schema
from logtools.storage.batch import Batch


@pytest.fixture
def batch() -> Batch:
    wanted = schema.METRICS | schema.PROVENANCE
    frame = pl.DataFrame(
        {
            "run": ["a", "a", "b"],
            "segment": [0, 0, 0],
            "epoch": [0, 0, 1],
            "step": [1, 1, 2],
            "value": [0.5, 0.25, None],
            "label": [1, 0, 1],
            "row": [0, 1, 0],
            "flag": [None, None, "text"],
        },
        schema_overrides={name: wanted[name] for name in ("run", "segment", "flag")} | {"label": pl.UInt32},
    )
    labels = pl.DataFrame(
        {
            "stage": ["val", "train"],
            "metric": ["val_loss", "train_loss"],
            "quantity": ["loss", "loss"],
            "granularity": ["epoch", "step"],
            "dataloader": [None, None],
            "column": ["val_loss", "train_loss_step"],
        },
        schema={name: wanted[name] for name in ("stage", "metric", "quantity", "granularity", "dataloader", "column")},
    )
    return Batch(frame=frame, labels=labels)


def test_ordinary_observations_have_no_flag(batch: Batch) -> None:
    assert batch.ordinary.select("run", "value").rows() == [("a", 0.5), ("a", 0.25)]


def test_a_tidy_frame_has_the_labels_of_each_row(batch: Batch) -> None:
    tidy = batch.tidy()
    assert tidy.columns == list(schema.METRICS)
    assert tidy.select("run", "stage", "metric", "value").rows() == [
        ("a", "train", "train_loss", 0.5),
        ("a", "val", "val_loss", 0.25),
    ]


def test_provenance_has_flagged_observations_too(batch: Batch) -> None:
    tidy = batch.tidy(provenance=True)
    assert tidy.columns == [*schema.METRICS, *schema.PROVENANCE]
    assert tidy.select("column", "row", "flag").rows() == [
        ("train_loss_step", 0, None),
        ("val_loss", 1, None),
        ("train_loss_step", 0, "text"),
    ]
