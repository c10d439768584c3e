"""Which value represents a run, through `Logs`: compare, best, gate, columns and where."""

from __future__ import annotations

import math
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

import logtools as lt
from logtools.errors import InvalidValueError, MetricNotFoundError
from logtools.render.comparison import sentences

OLD = 1_600_000_000.0
Curves = Mapping[str, Sequence[float | None]]


def write(root: Path, run: str, curves: Curves, *, test: Mapping[str, float] | None = None, **hparams: object) -> None:
    """Write a run with a row per epoch of ten steps, and a test after the training."""
    (root / run).mkdir(parents=True)
    names = [*curves, *(test or {})]
    rows = [["epoch", "step", *names]]
    length = max(len(values) for values in curves.values())
    for epoch in range(length):
        cells = ["" if (v := curve[epoch]) is None else repr(v) for curve in curves.values()]
        rows.append([str(epoch), str(10 * epoch + 9), *cells, *([""] * len(test or {}))])
    if test:
        rows.append([str(length), str(10 * length), *([""] * len(curves)), *map(repr, test.values())])
    (root / run / "metrics.csv").write_text("".join(",".join(row) + "\n" for row in rows))
    (root / run / "hparams.yaml").write_text("".join(f"{name}: {value}\n" for name, value in hparams.items()))
    os.utime(root / run / "metrics.csv", (OLD, OLD))


def values(comparison: lt.Comparison[object]) -> dict[str, float | None]:
    return dict(comparison.runs.select("run", "value").iter_rows())  # type: ignore[attr-defined] # polars


LOSS, ACC = [0.9, 0.4, 0.5, 0.6], [0.5, 0.7, 0.9, 0.8]


@pytest.fixture
def logs(tmp_path: Path) -> lt.Logs[object]:
    write(tmp_path, "a", {"val_loss": LOSS, "val_acc": ACC}, test={"test_acc": 0.75}, lr=1)
    write(tmp_path, "b", {"val_loss": LOSS[::-1], "val_acc": ACC}, test={"test_acc": 0.65}, lr=2)
    return lt.read(tmp_path)  # type: ignore[return-value] # polars


def test_a_monitor_picks_the_epoch_of_every_metric(logs: lt.Logs[object]) -> None:
    comparison = logs.compare("val_acc", at="best:val_loss")
    assert values(comparison) == {"a": 0.7, "b": 0.9}
    assert comparison.runs.select("run", "value_epoch", "value_step").rows() == [("b", 2, 29), ("a", 1, 19)]  # type: ignore[attr-defined] # polars
    assert comparison.ranking is not None
    assert (comparison.at, comparison.ranking.name) == ("best:val_loss", "val_acc at best val_loss")
    assert values(logs.compare("test_acc", at="best:val_loss")) == {"a": 0.75, "b": 0.65}
    assert values(logs.compare("val_acc", at="max:val_loss")) == {"a": 0.5, "b": 0.8}


def test_a_metric_that_monitors_itself_has_its_best_value(logs: lt.Logs[object]) -> None:
    comparison = logs.compare("val_acc", at="best:val_acc")
    assert (comparison.at, values(comparison)) == ("best", {"a": 0.9, "b": 0.9})


def test_a_monitor_must_exist_and_have_a_direction(logs: lt.Logs[object], tmp_path: Path) -> None:
    with pytest.raises(MetricNotFoundError, match="val_f1"):
        logs.compare("val_acc", at="best:val_f1")
    write(tmp_path, "c", {"val_thing": LOSS, "val_acc": ACC})
    other = lt.read(tmp_path / "c")
    with pytest.raises(InvalidValueError, match="write min:val_thing or max:val_thing"):
        other.compare("val_acc", at="best:val_thing")
    assert values(other.compare("val_acc", at="min:val_thing")) == {"c": 0.7}  # type: ignore[arg-type] # polars


def test_the_checkpoint_of_a_monitor_is_the_best(tmp_path: Path) -> None:
    write(tmp_path, "a", {"val_loss": LOSS, "val_acc": ACC})
    (tmp_path / "a" / "checkpoints").mkdir()
    for epoch in range(4):
        (tmp_path / "a" / "checkpoints" / f"epoch={epoch}-step={10 * epoch + 10}.ckpt").touch()
    best = lt.read(tmp_path).best("val_acc", at="best:val_loss")
    assert (best.value, best.epoch, best.step) == (0.7, 1, 19)
    assert best.checkpoint is not None
    assert (best.checkpoint.epoch, best.checkpoint.exact) == (1, True)


def test_a_test_metric_of_every_epoch_is_read_where_validation_is_best(tmp_path: Path) -> None:
    write(tmp_path, "a", {"val_acc": ACC, "test_acc": [0.1, 0.9, 0.3, 0.2]}, lr=1)
    logs = lt.read(tmp_path)
    comparison = logs.compare("test_acc")
    assert comparison.runs["value"].to_list() == [0.3]
    assert any(
        "the value is from best val_acc, because the best of several tests" in text for text in sentences(comparison)
    )
    shown = logs.compare("val_acc").runs
    assert shown["test_acc at best val_acc"].to_list() == [0.3]
    assert logs.columns("test_acc, best test_acc, last test_acc").row(0) == ("a", 0.3, 0.9, 0.2)
    assert logs.where("test_acc < 0.5").ids == ("a",)
    assert logs.compare("test_acc", at="best").runs["value"].to_list() == [0.9]


def test_without_validation_a_test_metric_is_read_last(tmp_path: Path) -> None:
    write(tmp_path, "a", {"test_acc": [0.1, 0.9, 0.2]})
    comparison = lt.read(tmp_path).compare("test_acc")
    assert comparison.runs["value"].to_list() == [0.2]
    assert any("the value is from the last test" in text for text in sentences(comparison))


def test_one_test_needs_no_sentence(logs: lt.Logs[object]) -> None:
    assert not any("several tests" in text for text in sentences(logs.compare("test_acc")))  # type: ignore[arg-type] # polars


def test_runs_of_different_length_are_compared_at_their_last_common_epoch(tmp_path: Path) -> None:
    write(tmp_path, "long", {"val_acc": [0.1, 0.2, 0.3, 0.4]}, lr=1)
    write(tmp_path, "short", {"val_acc": [0.2, 0.25, 0.35]}, lr=2)
    logs = lt.read(tmp_path)
    comparison = logs.compare("val_acc", at="common")
    assert comparison.at == "epoch=2"
    assert dict(comparison.runs.select("run", "value").iter_rows()) == {"short": 0.35, "long": 0.3}
    assert "Values are from epoch 2, the last epoch that all runs have." in sentences(comparison)
    gate = logs.gate("long", baseline="short", metric="val_acc", at="common", tolerance=0)
    assert gate.baseline is not None
    assert (gate.candidate.values, gate.baseline.values) == ([0.3], [0.35])


def test_the_area_is_divided_by_the_length(logs: lt.Logs[object]) -> None:
    found = values(logs.compare("val_acc", at="auc"))
    assert found == pytest.approx({"a": (0.6 + 0.8 + 0.85) / 3, "b": (0.6 + 0.8 + 0.85) / 3})


def test_the_time_to_a_value_ranks_runs(tmp_path: Path) -> None:
    for seed, epochs in enumerate((1, 2)):
        write(tmp_path, f"fast{seed}", {"val_acc": [0.1] * epochs + [0.95]}, lr=1, seed=seed)
        write(tmp_path, f"slow{seed}", {"val_acc": [0.1] * (epochs + 3) + [0.9]}, lr=2, seed=seed)
    write(tmp_path, "never", {"val_acc": [0.1, 0.2]}, lr=2, seed=7)
    logs = lt.read(tmp_path)
    comparison = logs.compare(at="first val_acc >= 0.9")
    assert dict(comparison.runs.select("run", "rank").iter_rows()) == {
        "fast0": 1, "fast1": 2, "slow0": 3, "slow1": 4, "never": None,
    }  # fmt: skip
    assert dict(comparison.runs.select("run", "value").iter_rows())["never"] == math.inf
    assert comparison.groups.select("group", "mean", "diverged").rows() == [("lr=1", 2.5, 0), ("lr=2", 5.5, 1)]
    text = sentences(comparison)
    assert "Ranked by epochs to val_acc >= 0.9, lower is better." in text
    assert "1 of 5 runs never reached val_acc >= 0.9 and has no rank." in text
    assert any("1 of 3 runs never reached val_acc >= 0.9. Its statistics use only the other 2" in one for one in text)
    assert logs.best(at="first val_acc >= 0.9 in steps").value == 20
    with pytest.raises(InvalidValueError, match="is about val_acc, not val_loss"):
        logs.compare("val_loss", at="first val_acc >= 0.9")
    with pytest.raises(InvalidValueError, match="no run logged a time metric"):
        logs.compare(at="first val_acc >= 0.9 in seconds")


def test_seconds_come_from_a_time_metric(tmp_path: Path) -> None:
    write(tmp_path, "a", {"val_acc": [0.1, 0.9], "time": [30.0, 75.0]})
    assert lt.read(tmp_path).compare(at="first val_acc >= 0.9 in seconds").runs["value"].to_list() == [75.0]


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("test_acc at best val_loss", 0.75),
        ("test_acc at BEST val_loss as x", 0.75),
        ("val_acc at best:val_loss", 0.7),
        ("val_acc at min val_loss", 0.7),
        ("epoch of val_acc at best val_loss", 1),
        ("step of val_acc at best val_loss", 19),
        ("val_acc at epoch=3", 0.8),
        ("val_acc at step=9", 0.5),
        ("val_acc at last", 0.8),
        ("val_acc at common", 0.8),
        ("val_acc at auc", 0.75),
        ("first val_acc >= 0.9", 3.0),
        ("first val_acc >= 0.9 in steps", 30.0),
        ("epoch of first val_acc >= 0.9", 2),
        ("first val_acc", 0.5),
        ("level val_acc", 0.8),
        ('"val_acc" at best "val_loss"', 0.7),
    ],
)
def test_a_column_may_have_a_place(logs: lt.Logs[object], expression: str, expected: float) -> None:
    frame = logs["a"].columns(expression)
    assert frame.row(0)[1] == pytest.approx(expected)  # type: ignore[attr-defined] # polars


def test_runs_are_sorted_and_filtered_by_a_value_at_a_place(logs: lt.Logs[object]) -> None:
    assert logs.sort("val_acc at best val_loss") == ("b", "a")
    assert logs.sort("first val_acc >= 0.8, lr desc") == ("b", "a")
    assert logs.where('"val_acc at best val_loss" > 0.8').ids == ("b",)


def test_a_name_with_the_word_at_is_a_name(tmp_path: Path) -> None:
    write(tmp_path, "a", {"val_recall at 10": [0.5, 0.25]})
    logs = lt.read(tmp_path)
    assert logs.columns("val_recall at 10, last val_recall at 10").row(0) == ("a", 0.5, 0.25)
    with pytest.raises(InvalidValueError, match="invalid at 'noon'"):
        logs.columns("val_recall at 10 at noon")


def noisy(seed: int, length: int, noise: float) -> list[float]:
    """Return a curve about 0.9 whose last fifth is nearly flat; its best value grows with the noise."""
    return [
        0.9 + noise * math.sin(7 * e + seed) * (e < 0.8 * length) + 0.0005 * math.sin(e + seed) for e in range(length)
    ]


def test_a_claim_by_the_best_of_noisy_curves_is_unconfirmed(tmp_path: Path) -> None:
    for seed in range(4):
        write(tmp_path, f"calm{seed}", {"val_acc": noisy(seed, 30, 0.005)}, lr=1, seed=seed)
        write(tmp_path, f"loud{seed}", {"val_acc": noisy(seed, 30, 0.05)}, lr=2, seed=seed)
    comparison = lt.read(tmp_path).compare("val_acc")
    (row,) = comparison.differences.to_dicts()
    assert (row["group"], row["conclusion"]) == ("lr=1", "unconfirmed")
    assert row["p_adjusted"] < 0.05 < row["level_p"]
    assert any(
        text.startswith("The difference between lr=1 and lr=2 is unconfirmed: best val_acc differs")
        for text in sentences(comparison)
    )
    last = lt.read(tmp_path).compare("val_acc", at="last").differences
    assert last["conclusion"].to_list() == ["not significant"]
    assert last["level_p"].to_list() == [None]


def test_the_best_of_many_single_runs_is_partly_luck(tmp_path: Path) -> None:
    for run in range(10):
        write(tmp_path, f"v{run}", {"val_acc": [0.9 + 0.01 * math.sin(17 * run + 5 * e) for e in range(20)]}, lr=run)
    logs = lt.read(tmp_path)
    another = logs.compare("val_acc").another_run
    assert another is not None
    assert (another.basis, another.runs) == ("curve", 10)
    assert 0 < another.shortfall < 0.01
    assert logs.best("val_acc").another_run == another
