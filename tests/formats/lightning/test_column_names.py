"""The grammar of column names."""

from __future__ import annotations

from pathlib import Path

from logtools.formats.lightning.column_names import read_header
from tests.formats.reading import CASES, case, kinds, notice_kinds, read_text, rows, series

RECORDED = (
    "",
    " lead",
    "#hash",
    "'sq'",
    "_epoch",
    "_step",
    "a b",
    "a,b",
    "a;b",
    "line\nbreak",
    'q"q',
    "tab\tx",
    "é損失😀",
)


def test_random_column_order(tmp_path: Path) -> None:
    """The observations are the same in any order."""
    shuffled = case("random_column_order")
    lines = [line.split(",") for line in (CASES / "random_column_order/version_0/metrics.csv").read_text().splitlines()]
    assert lines[0] != sorted(lines[0])
    order = sorted(range(len(lines[0])), key=lines[0].__getitem__)
    text = "".join(",".join(line[i] for i in order) + "\r\n" for line in lines)
    ordered = read_text(tmp_path, text, run="version_0")
    columns = ("stage", "metric", "granularity", "epoch", "step", "value", "row")
    assert sorted(rows(shuffled.metrics(provenance=True), *columns)) == sorted(
        rows(ordered.metrics(provenance=True), *columns)
    )


def test_line_break_in_header() -> None:
    """Names are kept as the user wrote them; each of them was logged at every train step."""
    logs = case("line_break_in_header")
    assert {(name, "train", "step") for name in RECORDED} < kinds(logs)
    for name in RECORDED:
        assert len(series(logs, name)) == 4, name
    assert logs.epochs().height == 1


def test_comma_and_quote_in_a_name() -> None:
    logs = case("comma_and_quote_in_a_name")
    assert series(logs, "a,b") == [(0, 0, 1.0), (0, 1, 3.0), (0, 2, 5.0)]
    assert series(logs, 'q"q') == [(0, 0, 2.0), (0, 1, 4.0), (0, 2, 6.0)]
    assert {'q"q', "a,b"} < set(logs.steps().columns)


def test_empty_name() -> None:
    """A leading comma means a metric with an empty name, not an index column: the values do not number the rows."""
    logs = case("empty_name")
    assert series(logs, "") == [(0, 0, 7.0), (0, 1, 8.0)]
    assert "index" not in notice_kinds(logs)


def test_leading_space_in_a_name() -> None:
    """` lead` and `lead` are two metrics."""
    logs = case("leading_space_in_a_name")
    assert series(logs, " lead") == [(0, 0, 1.0), (0, 1, 3.0), (0, 2, 5.0)]
    assert series(logs, "lead") == [(0, 0, 2.0), (0, 1, 4.0), (0, 2, 6.0)]


def test_hash_in_a_name() -> None:
    """A `#` does not start a comment."""
    assert series(case("hash_in_a_name"), "#hash") == [(0, 0, 1.0), (0, 1, 2.0)]


def test_forked_by_prefix() -> None:
    """0.9 writes `step_train_loss` and `epoch_train_loss`: both are `train_loss`."""
    logs = case("forked_by_prefix")
    names = {metric for metric, *_ in kinds(logs)}
    assert names == {"train_loss", "val_loss", "test_loss", "acc", "ep", "val_ep"}
    assert len(series(logs, "train_loss", stage="train", granularity="step")) == 8
    assert len(series(logs, "train_loss", stage="train", granularity="epoch")) == 2
    assert [step for _, step, _ in series(logs, "val_loss", granularity="step")] == [0, 1, 2, 0, 1, 2]
    assert {m: g for m, _, g in kinds(logs) if m in {"acc", "ep"}} == {"acc": "step", "ep": "epoch"}


def test_logger_prefix() -> None:
    """`pre-epoch` is the epoch, `pre-loss` is `loss`; the header as written is in the provenance."""
    logs = case("logger_prefix")
    assert logs.epochs().get_column("epoch").to_list() == [0]
    columns = rows(logs.metrics(provenance=True).unique(["metric", "column"]), "metric", "column")
    assert columns
    assert all(str(column).startswith(f"pre-{metric}") for metric, column in columns)
    assert not logs.metrics().get_column("epoch").has_nulls()


def test_one_suffix_is_stripped(tmp_path: Path) -> None:
    text = "epoch,step,x_step_step,x_step_epoch\n0,0,1.0,\n0,1,3.0,\n0,1,,2.0\n1,2,5.0,\n1,3,7.0,\n1,3,,6.0\n"
    assert kinds(read_text(tmp_path, text)) == {("x_step", "train", "step"), ("x_step", "train", "epoch")}


def test_loss_epoch_epoch(tmp_path: Path) -> None:
    text = "epoch,loss_epoch_epoch,loss_epoch_step,step\n0,,1.0,0\n0,,3.0,1\n0,2.0,,1\n1,,5.0,2\n1,,7.0,3\n1,6.0,,3\n"
    assert {metric for metric, *_ in kinds(read_text(tmp_path, text))} == {"loss_epoch"}


def test_halves_of_different_dataloaders_are_not_a_fork() -> None:
    """Lightning forks a name once per dataloader: `_step` of one and `_epoch` of another are two names."""
    names = ("epoch", "step", "a_step/dataloader_idx_0", "a_epoch/dataloader_idx_0", "a_step/dataloader_idx_1")
    columns = read_header(names).columns
    assert [(c.metric, c.dataloader, c.fork, c.lone) for c in columns.values()] == [
        ("a", 0, "step", None),
        ("a", 0, "epoch", None),
        ("a_step", 1, None, "step"),
    ]
    columns = read_header(("epoch", "step", "step_a/dataloader_idx_0", "epoch_a/dataloader_idx_1")).columns
    assert [(c.metric, c.fork) for c in columns.values()] == [("step_a", None), ("epoch_a", None)]


def test_a_number_too_long_for_a_dataloader_or_an_epoch_is_part_of_the_name(tmp_path: Path) -> None:
    digits = "9" * 5000
    names = [f"a/dataloader_idx_{digits}", f"b/epoch_{digits}"]
    logs = read_text(tmp_path, f"epoch,step,{names[0]},{names[1]}\n0,9,0.5,0.25\n")
    assert rows(logs.metrics(), "metric", "dataloader", "value") == [(names[0], None, 0.5), (names[1], None, 0.25)]
