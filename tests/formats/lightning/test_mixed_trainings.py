"""A file into which several trainings wrote is noticed."""

from __future__ import annotations

from itertools import zip_longest
from pathlib import Path

import pytest

from tests.formats.reading import case, notice_kinds, read_text


def job(value: int) -> list[str]:
    """Return the rows of a training: in each of four epochs, ten train steps and a validation."""
    steps = [[f"{e},{100 * e + s},{value},\n" for s in range(9, 100, 10)] for e in range(4)]
    return [row for e in range(4) for row in (*steps[e], f"{e},{100 * e + 99},,{value}\n")]


def in_turn(first: list[str], second: list[str], block: int, other: int) -> list[str]:
    blocks = (
        [rows[i : i + size] for i in range(0, len(rows), size)] for rows, size in ((first, block), (second, other))
    )
    return [row for pair in zip_longest(*blocks, fillvalue=[]) for rows in pair for row in rows]


def notices(folder: Path, rows: list[str]) -> dict[str, int]:
    return notice_kinds(read_text(folder, "epoch,step,train_loss,val_loss\n" + "".join(rows)))


@pytest.mark.parametrize(("block", "other", "count"), [(1, 1, 4), (5, 5, 8), (20, 20, 2), (5, 9, 5)])
def test_two_jobs_that_write_in_turn_are_noticed(block: int, other: int, count: int, tmp_path: Path) -> None:
    assert notices(tmp_path, in_turn(job(1), job(2), block, other)) == {"mixed": count}


def test_two_jobs_that_log_only_epochs_are_noticed(tmp_path: Path) -> None:
    first, second = (job(value)[10::11] for value in (1, 2))
    assert notices(tmp_path, in_turn(first, second, 1, 1)) == {"mixed": 4}


def test_a_training_that_is_resumed_into_its_file_is_noticed(tmp_path: Path) -> None:
    assert notices(tmp_path, job(1)[:30] + job(2)[22:]) == {"mixed": 1}


def test_trainings_one_after_another_are_not_mixed(tmp_path: Path) -> None:
    assert notices(tmp_path / "once", job(1)) == {}
    assert notices(tmp_path / "twice", job(1) + job(2)) == {}
    assert notice_kinds(case("fit_twice")) == {}


def test_a_test_after_a_training_is_not_mixed_with_it(tmp_path: Path) -> None:
    text = "epoch,step,train_loss,test_loss\n0,49,1,\n0,99,1,\n1,149,1,\n1,199,1,\n1,150,,0.5\n0,120,,0.5\n"
    assert notice_kinds(read_text(tmp_path, text)) == {}


def test_steps_that_start_again_in_each_epoch_are_of_one_training(tmp_path: Path) -> None:
    text = "epoch,step,train_loss\n" + "".join(f"{e},{s},1\n" for e in range(4) for s in (9, 19, 29))
    assert notice_kinds(read_text(tmp_path, text)) == {}


def test_rows_without_values_are_no_training(tmp_path: Path) -> None:
    """The second file has no values; the first is read together with it."""
    read_text(tmp_path, "epoch,step,loss\n0,9,1\n0,19,2\n1,29,3\n", run="a")
    assert notice_kinds(read_text(tmp_path, "epoch,step,loss\n0,5,\n1,9,\n0,7,\n", run="b")) == {}
