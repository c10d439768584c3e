"""The cases of FORMAT.md that are about the names of columns, each under its name (see fixtures/cases)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.formats.reading import CASES, case, kinds, notice_kinds, read_text, rows, series
from tests.oracle import cells

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


def test_line_break_in_header() -> None:
    """Names are what the user wrote, whatever they are; each of them was logged at every train step."""
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
    """A leading comma is a metric named nothing, not an index column: it does not number the rows."""
    logs = case("empty_name")
    assert series(logs, "") == [(0, 0, 7.0), (0, 1, 8.0)]
    assert "index" not in notice_kinds(logs)


def test_leading_space_in_a_name() -> None:
    """` lead` and `lead` are two metrics."""
    logs = case("leading_space_in_a_name")
    assert series(logs, " lead") == [(0, 0, 1.0), (0, 1, 3.0), (0, 2, 5.0)]
    assert series(logs, "lead") == [(0, 0, 2.0), (0, 1, 4.0), (0, 2, 6.0)]


def test_hash_in_a_name() -> None:
    """A `#` begins no comment."""
    assert series(case("hash_in_a_name"), "#hash") == [(0, 0, 1.0), (0, 1, 2.0)]


def test_one_column_per_epoch() -> None:
    """`val_loss_step/epoch_0` and `/epoch_1` are one series, each value in the epoch it was measured in."""
    logs = case("one_column_per_epoch")
    steps = series(logs, "val_loss", granularity="step")
    assert [(epoch, step) for epoch, step, _ in steps] == [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2)]
    assert series(logs, "val_loss", granularity="epoch") == [(0, 3, 8.727646827697754), (1, 7, 4.899878025054932)]
    assert {metric for metric, *_ in kinds(logs)} == {
        "train_acc",
        "train_eponly",
        "train_loss",
        "val_ep",
        "val_loss",
        "val_st",
    }


def test_user_name_with_epoch_number() -> None:
    logs = case("user_name_with_epoch_number")
    assert series(logs, "x/epoch_3") == [(0, 3, 1.0), (1, 7, 2.0)]
    assert {granularity for *_, granularity in kinds(logs)} == {"epoch"}


def test_bare_duplicate() -> None:
    """The bare name says nothing new: it is kept aside, and the two halves of the fork make one metric."""
    logs = case("bare_duplicate")
    flagged = logs.metrics(provenance=True).filter(flag="duplicate")
    assert rows(flagged, "column").count(("train_loss",)) == flagged.height == 6
    assert [value for *_, value in series(logs, "train_loss", granularity="step")] == [5.5, 3.25, 2.5, 1.25]
    assert [value for *_, value in series(logs, "train_loss", granularity="epoch")] == [4.375, 1.875]
    assert notice_kinds(logs) == {"duplicate": 6}


def test_forked_by_prefix() -> None:
    """0.9 writes `step_train_loss` and `epoch_train_loss`: both are `train_loss`."""
    logs = case("forked_by_prefix")
    names = {metric for metric, *_ in kinds(logs)}
    assert names == {"train_loss", "val_loss", "test_loss", "acc", "ep", "val_ep"}
    assert len(series(logs, "train_loss", stage="train", granularity="step")) == 8
    assert len(series(logs, "train_loss", stage="train", granularity="epoch")) == 2
    assert [step for _, step, _ in series(logs, "val_loss", granularity="step")] == [0, 1, 2, 0, 1, 2]
    assert {m: g for m, _, g in kinds(logs) if m in {"acc", "ep"}} == {"acc": "step", "ep": "epoch"}


def test_stale_dataloader() -> None:
    """Rows of loader 1 repeat the last value of loader 0: the repetitions are kept aside."""
    logs = case("stale_dataloader")
    first = series(logs, "val_loss", granularity="step", dataloader=0)
    second = series(logs, "val_loss", granularity="step", dataloader=1)
    assert len(first) == len(second) == 6
    assert len({value for *_, value in first}) == 6
    stale = logs.metrics(provenance=True).filter(flag="stale")
    assert set(stale.get_column("dataloader")) == {0}
    assert stale.height == 12
    assert notice_kinds(logs) == {"stale": 12}


def test_logger_prefix() -> None:
    """`pre-epoch` is the epoch, `pre-loss` is `loss`; the header as written is in the provenance."""
    logs = case("logger_prefix")
    assert logs.epochs().get_column("epoch").to_list() == [0]
    columns = rows(logs.metrics(provenance=True).unique(["metric", "column"]), "metric", "column")
    assert columns
    assert all(str(column).startswith(f"pre-{metric}") for metric, column in columns)
    assert not logs.metrics().get_column("epoch").has_nulls()


def test_same_name_in_every_stage() -> None:
    """One header `loss` holds a validation and a test series, beside the forked training one."""
    logs = case("same_name_in_every_stage")
    assert kinds(logs) == {
        ("loss", "train", "step"),
        ("loss", "train", "epoch"),
        ("loss", "val", "epoch"),
        ("loss", "test", "epoch"),
    }
    assert series(logs, "loss", stage="val") == [(0, 3, 8.727646827697754), (1, 7, 4.899878025054932)]
    assert series(logs, "loss", stage="test") == [(2, 8, 1.7160606384277344)]
    assert set(logs.summary().get_column("label")) == {"train_loss", "val_loss", "test_loss"}
    assert set(logs.epochs().columns[-2:]) == {"train_loss", "val_loss"}


def test_two_halves_in_one_row_are_the_users(tmp_path: Path) -> None:
    """`t_step` and `t_epoch` in one row are two names of the user's."""
    logs = read_text(
        tmp_path, "epoch,step,t_epoch,t_step,train_loss\n0,0,1.0,2.0,0.5\n0,1,3.0,4.0,0.25\n0,2,5.0,6.0,.1\n"
    )
    assert {metric for metric, *_ in kinds(logs)} == {"t_epoch", "t_step", "train_loss"}


def test_one_suffix_is_stripped(tmp_path: Path) -> None:
    text = "epoch,step,x_step_step,x_step_epoch\n0,0,1.0,\n0,1,3.0,\n0,1,,2.0\n1,2,5.0,\n1,3,7.0,\n1,3,,6.0\n"
    assert kinds(read_text(tmp_path, text)) == {("x_step", "train", "step"), ("x_step", "train", "epoch")}


def test_loss_epoch_epoch(tmp_path: Path) -> None:
    text = "epoch,loss_epoch_epoch,loss_epoch_step,step\n0,,1.0,0\n0,,3.0,1\n0,2.0,,1\n1,,5.0,2\n1,,7.0,3\n1,6.0,,3\n"
    assert {metric for metric, *_ in kinds(read_text(tmp_path, text))} == {"loss_epoch"}


def test_a_lone_step_suffix_is_lightnings_where_training_died_inside_its_first_epoch(tmp_path: Path) -> None:
    logs = read_text(tmp_path, "epoch,step,train_loss_step\n0,49,1.0\n0,99,0.5\n0,149,0.25\n")
    assert kinds(logs) == {("train_loss", "train", "step")}
    assert notice_kinds(logs) == {"suffix": 1}


def test_a_lone_step_suffix_is_the_users_where_epochs_ended(tmp_path: Path) -> None:
    text = "epoch,step,my_step,train_loss_epoch,train_loss_step\n"
    text += "".join(
        f"{e},{4 * e + b},{b}.0,,0.5\n" if b < 4 else f"{e},{4 * e + 3},,0.25,\n" for e in (0, 1) for b in range(5)
    )
    assert ("my_step", "train", "step") in kinds(read_text(tmp_path, text))


def test_a_lone_epoch_suffix_is_lightnings_where_epochs_are_shorter_than_the_interval(tmp_path: Path) -> None:
    """30 batches an epoch, rows every 50 steps, stopped before the first: only epoch ends were written."""
    logs = read_text(tmp_path, "epoch,step,train_loss_epoch,val_loss\n0,29,,0.75\n0,29,1.0,\n1,39,,0.5\n1,39,.5,\n")
    assert ("train_loss", "train", "epoch") in kinds(logs)


def test_a_lone_epoch_suffix_of_a_validation_is_the_users(tmp_path: Path) -> None:
    """Lightning would have written `val_acc_step` too: each evaluation logs every one of its steps."""
    logs = read_text(tmp_path, "epoch,step,val_acc_epoch\n0,29,0.75\n1,59,0.5\n")
    assert kinds(logs) == {("val_acc_epoch", "val", "epoch")}


def test_sibling_runs_tell_whose_a_lone_suffix_is(tmp_path: Path) -> None:
    """Beside runs that have both halves a run that died in its first epoch has the same metric."""
    both = "epoch,step,loss_epoch,loss_step\n0,1,,1.0\n0,3,,0.5\n0,3,0.75,\n1,5,,1.0\n1,7,,0.5\n1,7,0.75,\n"
    read_text(tmp_path, both, run="version_0")
    logs = read_text(tmp_path, "epoch,step,loss_epoch\n0,3,0.5\n1,7,0.25\n", run="version_1")["version_1"]
    assert {metric for metric, *_ in kinds(logs)} == {"loss"}


@pytest.mark.parametrize(
    "name",
    ["global_step", "val_acc_epoch", "val_family_acc", "Accuracy (t=0.5, e=0)", "hp_metric", "loss_0", "train-loss x"],
)
def test_names_of_users_survive(tmp_path: Path, name: str) -> None:
    quoted = f'"{name}"' if "," in name else name
    text = f"epoch,step,train_loss_epoch,train_loss_step,{quoted}\n"
    for e in range(3):
        text += f"{e},{4 * e + 1},,1.0,\n{e},{4 * e + 3},,1.0,\n{e},{4 * e + 3},,,0.5\n{e},{4 * e + 3},1.0,,\n"
    assert len(series(read_text(tmp_path, text), name)) == 3


@pytest.mark.parametrize(
    ("name", "stage", "quantity"),
    [
        ("val_loss", "val", "loss"),
        ("valid/f1", "val", "f1"),
        ("dev acc", "val", "acc"),
        ("Validation.IoU", "val", "IoU"),
        ("validate-x", "val", "x"),
        ("test_acc", "test", "acc"),
        ("TEST/acc", "test", "acc"),
        ("predict_time", "predict", "time"),
        ("train-loss", "train", "loss"),
        ("Train Loss", "train", "Loss"),
        ("training_loss", "train", "loss"),
        ("fit/loss", "train", "loss"),
    ],
)
def test_the_first_word_tells_the_stage(tmp_path: Path, name: str, stage: str, quantity: str) -> None:
    logs = read_text(tmp_path, f"epoch,step,{name}\n0,9,0.5\n1,19,0.25\n")
    assert kinds(logs, "metric", "stage", "quantity") == {(name, stage, quantity)}


@pytest.mark.parametrize("name", ["value", "trainable_params", "valuation_loss", "developer", "std_dev"])
def test_other_words_name_no_stage(tmp_path: Path, name: str) -> None:
    """The row tells then: here they are logged with the training loss."""
    logs = read_text(tmp_path, f"epoch,step,train_loss,{name}\n0,1,1.0,2.0\n0,3,0.5,2.0\n1,5,.5,.5\n1,7,.5,.5\n")
    assert (name, name, "train", "step") in kinds(logs, "metric", "quantity", "stage", "granularity")


def test_names_that_were_recorded_are_the_columns_of_the_provenance() -> None:
    logs = case("line_break_in_header")
    told = {str(column) for column in logs.metrics(provenance=True).get_column("column").unique()}
    assert told == {cell.column for cell in cells(CASES / "line_break_in_header/version_0/metrics.csv")}
