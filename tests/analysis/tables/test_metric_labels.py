"""Labels of metrics are short and unique."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from logtools.analysis.tables.metric_labels import metric_labels

NAMES = st.sampled_from(
    ["loss", "train_loss", "val_loss", "loss (val)", "val_loss (val)", "acc", "test_val_loss", "test_loss"]
)
KEYS = st.tuples(st.sampled_from([None, "train", "val", "test", "predict"]), NAMES, st.sampled_from([None, 0, 1]))


def test_a_unique_name_is_the_label() -> None:
    keys = [("train", "train_loss", None), ("val", "val_loss", None), (None, "x", None)]
    assert list(metric_labels(keys).values()) == ["train_loss", "val_loss", "x"]


def test_a_name_in_several_stages_gets_the_stage_in_front() -> None:
    keys = [("train", "loss", None), ("val", "loss", None), ("test", "loss", None)]
    assert list(metric_labels(keys).values()) == ["train_loss", "val_loss", "test_loss"]


def test_a_dataloader_is_in_the_label() -> None:
    assert list(metric_labels([("val", "acc", 0), ("val", "acc", 1)]).values()) == [
        "acc/dataloader_idx_0",
        "acc/dataloader_idx_1",
    ]


@settings(max_examples=100, derandomize=True)
@given(st.lists(KEYS, max_size=12))
def test_no_two_metrics_share_a_label(keys: list[tuple[str | None, str, int | None]]) -> None:
    labels = metric_labels(keys)
    assert set(labels) == set(keys)
    assert len(set(labels.values())) == len(labels)
