"""Labels name metrics in tables: short, and never the same for two."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import logtools as lt
from logtools.analysis.tables.metric_labels import labels_named, metric_labels

NAMES = st.sampled_from(
    ["loss", "train_loss", "val_loss", "loss (val)", "val_loss (val)", "acc", "test_val_loss", "test_loss"]
)
KEYS = st.tuples(st.sampled_from([None, "train", "val", "test", "predict"]), NAMES, st.sampled_from([None, 0, 1]))


def test_a_name_that_stands_alone_is_its_label() -> None:
    keys = [("train", "train_loss", None), ("val", "val_loss", None), (None, "x", None)]
    assert list(metric_labels(keys).values()) == ["train_loss", "val_loss", "x"]


def test_one_name_in_several_stages_gets_its_stage_in_front() -> None:
    keys = [("train", "loss", None), ("val", "loss", None), ("test", "loss", None)]
    assert list(metric_labels(keys).values()) == ["train_loss", "val_loss", "test_loss"]


def test_a_dataloader_stays_in_the_label() -> None:
    assert list(metric_labels([("val", "acc", 0), ("val", "acc", 1)]).values()) == [
        "acc/dataloader_idx_0",
        "acc/dataloader_idx_1",
    ]


@settings(deadline=None, max_examples=100, derandomize=True)
@given(st.lists(KEYS, max_size=12))
def test_no_two_metrics_share_a_label(keys: list[tuple[str | None, str, int | None]]) -> None:
    labels = metric_labels(keys)
    assert set(labels) == set(keys)
    assert len(set(labels.values())) == len(labels)


@pytest.mark.parametrize(
    ("header", "name", "labels"),
    [
        ("acc,val_acc", "acc", ["acc"]),  # the name before the quantity
        ("train_acc,val_acc", "acc", ["val_acc", "train_acc"]),
        ("acc,val_acc", "train_acc", ["acc"]),
        ("train/acc,val/acc", "val_acc", ["val/acc"]),
        ("acc,train_acc,val_acc", "train_acc", ["train_acc"]),  # what is called so
        ("acc,val_acc", "test_acc", []),
        ("acc,val_acc", "train_", []),
    ],
)
def test_a_metric_goes_by_its_name_its_quantity_and_its_quantity_behind_its_stage(
    tmp_path: Path, header: str, name: str, labels: list[str]
) -> None:
    train, val = header.split(",")[:-1], header.split(",")[-1:]
    rows = [f"{e},{e},{'0.5,' * len(train)}\n{e},{e},{',' * len(train)}0.7" for e in range(3)]
    (tmp_path / "metrics.csv").write_text("\n".join([f"epoch,step,{','.join(train + val)}", *rows]) + "\n")
    assert labels_named(name, lt.read(tmp_path).summary()) == labels
