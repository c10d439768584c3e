from __future__ import annotations

import polars as pl
import pytest

from logtools import schema
from logtools.analysis.tables.checkpoints import Position, exact, nearest
from logtools.formats.checkpoint_names import parse_checkpoint_name

#: One validation per epoch, of 100 steps each.
VALUES: list[Position] = [(epoch, 100 * epoch + 99) for epoch in range(10)]


def checkpoints(*names: str) -> pl.DataFrame:
    found = [(name, parse_checkpoint_name(name)) for name in names]
    rows = [("a", f"checkpoints/{name}.ckpt", parsed.epoch, parsed.step, False, 1) for name, parsed in found]
    return pl.DataFrame(rows, schema=schema.CHECKPOINTS, orient="row")


def exact_name(value: Position, values: list[Position], *names: str) -> str | None:
    found = exact(checkpoints(*names), value, values)
    return None if found is None else found.path.removeprefix("checkpoints/").removesuffix(".ckpt")


@pytest.mark.parametrize(
    "name",
    [
        "epoch=4-step=500", "epoch=4-step=500-v1", "epoch=4", "step=500", "epoch_004", "epoch04-val0.53",
        "best-epoch=4",
        "epoch=4-val/loss=0.53", "4-500-0.535", "500-4-0.535", "0.535-4-500", "4-500--0.5", "04-0.53", "4", "4-v2",
        "500",
        "4-500-12",  # a metric without decimals
        "epoch=4-step=499",  # saved by the user
        "epoch=4-step=1000",  # two optimizers
    ],
)  # fmt: skip
def test_a_name_with_the_epoch_or_step_of_the_value_is_exact(name: str) -> None:
    assert exact_name((4, 499), VALUES, "epoch=3-step=400", "last", name) == name
    assert exact_name((5, 599), VALUES, name) is None


@pytest.mark.parametrize(
    "name",
    [
        "last", "model", "best", "best-v1", "epoch=9-step=1000", "9-1000-0.5", "epoch=4-step=450", "epoch=4-step=600",
        "4-450-0.5", "epoch=3-step=500", "step=400", "val_loss=0.53", "0.53", "resnet-4",
    ],
)  # fmt: skip
def test_other_names_are_not_exact(name: str) -> None:
    assert exact_name((4, 499), VALUES, name) is None


def test_the_epoch_is_not_enough_if_it_has_several_values() -> None:
    halves: list[Position] = [(0, 49), (0, 99), (1, 149), (1, 199)]
    assert exact_name((1, 149), halves, "epoch=1", "epoch=1-v1") is None
    assert exact_name((1, 149), halves, "epoch=1-step=200", "epoch=1-step=150") == "epoch=1-step=150"
    assert exact_name((1, 149), halves, "epoch=1-step=200") is None


def test_two_trainings_in_one_log_make_the_same_position_uncertain() -> None:
    assert exact_name((1, 199), [(0, 99), (1, 199), (0, 99), (1, 199)], "epoch=1-step=200") is None


def test_a_number_that_may_be_epoch_or_step_is_not_exact() -> None:
    values: list[Position] = [(0, 0), (1, 1), (2, 2), (3, 3), (4, 9)]
    assert exact_name((3, 3), values, "3-0.5") is None
    assert exact_name((4, 9), values, "4-0.5") is None


def test_numbers_above_the_last_epoch_make_all_of_them_steps() -> None:
    values: list[Position] = [(epoch, 10 * epoch + 9) for epoch in range(300)]
    assert exact_name((100, 1009), values, "100", "200") is None  # epoch 100, or step 99
    assert exact_name((9, 99), values, "100", "200") is None
    assert exact_name((9, 99), values, "100", "1000") == "100"


def test_without_epochs_the_step_is_enough() -> None:
    values: list[Position] = [(None, 99), (None, 199)]
    assert exact_name((None, 199), values, "epoch=0-step=100", "epoch=0-step=200") == "epoch=0-step=200"
    assert exact_name((None, 199), values, "epoch=1") is None
    assert exact_name((None, None), values, "epoch=1-step=200") is None


def test_a_step_that_is_the_epoch_does_not_count_steps() -> None:
    values: list[Position] = [(epoch, epoch) for epoch in range(4)]
    assert exact_name((2, 2), values, "epoch=2-step=375") == "epoch=2-step=375"


def test_of_several_files_the_last_version_is_exact() -> None:
    names = ("epoch=4", "epoch=4-v9", "epoch=4-v10", "epoch=4-v2")
    assert exact_name((4, 499), VALUES, *names) == "epoch=4-v10"
    assert exact_name((4, 499), VALUES, *names, "epoch=4-step=500") == "epoch=4-step=500"


@pytest.mark.parametrize(
    ("names", "value", "name"),
    [
        (["epoch=3-step=400", "epoch=9-step=1000"], (4, 499), "epoch=3-step=400"),
        (["step=400", "step=500"], (None, 440), "step=400"),
        (["epoch=3", "last"], (None, None), "last"),
        (["best", "best-v1", "last"], (4, 499), "best"),
        (["last", "model"], (4, 499), "model"),
    ],
)
def test_the_nearest_is_not_exact(names: list[str], value: Position, name: str) -> None:
    found = nearest(checkpoints(*names), value)
    assert found is not None
    assert (found.path, found.exact) == (f"checkpoints/{name}.ckpt", False)


def test_without_checkpoints_there_is_none() -> None:
    assert exact(checkpoints(), (1, 1), []) is None
    assert nearest(checkpoints(), (1, 1)) is None


def recorded(*rows: tuple[str, int, int]) -> pl.DataFrame:
    """Return checkpoints that record epoch and step."""
    found = [("a", f"{name}.ckpt", epoch, step, True, 1) for name, epoch, step in rows]
    return pl.DataFrame(found, schema=schema.CHECKPOINTS, orient="row")


@pytest.mark.parametrize(
    ("epoch", "step", "value", "values"),
    [
        (4, 500, (4, 499), VALUES),
        (4, 1000, (4, 499), VALUES),  # two optimizers
        (10, 1000, (9, 999), VALUES),  # saved after the last epoch
        (1, 20, (1, 20), [(0, 10), (1, 20), (2, 30)]),  # the user logged finished steps
        (None, 20, (None, 19), [(None, 9), (None, 19)]),
    ],
)
def test_a_recorded_position_is_exact(epoch: int, step: int, value: Position, values: list[Position]) -> None:
    found = exact(recorded(("0-3", epoch, step)), value, values)
    assert found is not None
    assert (found.path, found.exact) == ("0-3.ckpt", True)


@pytest.mark.parametrize(
    ("epoch", "step", "value", "values"),
    [
        (4, 499, (4, 499), VALUES),  # one step before the validation
        (4, 450, (4, 499), VALUES),
        (4, 501, (4, 499), VALUES),
        (3, 500, (4, 499), VALUES),
        (10, 1001, (9, 999), VALUES),  # an interrupted epoch
        (0, 100, (0, 49), [(0, 49), (1, 159)]),  # in the middle of an epoch: 100 is a multiple of 50 by chance
        (1, 20, (0, 9), [(0, 9)]),  # the only validation was an epoch before
    ],
)
def test_another_recorded_position_is_not_exact(epoch: int, step: int, value: Position, values: list[Position]) -> None:
    assert exact(recorded(("best", epoch, step)), value, values) is None


def test_of_recorded_positions_in_one_epoch_none_is_exact_if_the_log_has_no_steps() -> None:
    values: list[Position] = [(epoch, epoch) for epoch in range(4)]
    assert exact(recorded(("a", 2, 300)), (2, 2), values) is not None
    assert exact(recorded(("a", 2, 250), ("b", 2, 300)), (2, 2), values) is None
