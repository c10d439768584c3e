"""Evidence from the files of a tree."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from logtools.formats.lightning.evidence import KnownEvidence
from tests.formats.observing import CSV, Tree, told
from tests.formats.reading import kinds, read_text


def test_sibling_runs_tell_whose_a_lone_suffix_is(tmp_path: Path) -> None:
    """Beside runs that have both halves a run that died in its first epoch has the same metric."""
    both = "epoch,step,loss_epoch,loss_step\n0,1,,1.0\n0,3,,0.5\n0,3,0.75,\n1,5,,1.0\n1,7,,0.5\n1,7,0.75,\n"
    read_text(tmp_path, both, run="version_0")
    logs = read_text(tmp_path, "epoch,step,loss_epoch\n0,3,0.5\n1,7,0.25\n", run="version_1")["version_1"]
    assert {metric for metric, *_ in kinds(logs)} == {"loss"}


ONE_ROW = b"epoch,step,loss\n0,96,0.5\n"
MANY_STEPS = b"epoch,step,loss\n" + b"".join(b"%d,%d,0.5\n" % (step // 8, step) for step in range(16))


def test_a_single_row_has_the_kind_that_other_files_of_the_tree_prove() -> None:
    """One row of `loss` is a step where another file has many steps of it, whichever files are read with it."""
    tree = Tree((ONE_ROW, MANY_STEPS))
    evidence = CSV.collect_evidence(tree)
    ((rows, _),) = told([ONE_ROW], evidence)
    assert [row[:4] for row in rows] == [("loss", "train", "loss", "step")]
    assert told(tree.files, evidence)[0][0] == rows
    ((alone, _),) = told([ONE_ROW], CSV.collect_evidence(Tree((ONE_ROW,))))
    assert [row[:4] for row in alone] == [("loss", None, "loss", "epoch")]


def test_files_that_contradict_each_other_prove_nothing() -> None:
    epochs = b"epoch,step,loss\n0,15,1\n1,31,2\n2,47,3\n"
    tree = Tree((ONE_ROW, MANY_STEPS, epochs))
    assert told([ONE_ROW], CSV.collect_evidence(tree)) == told([ONE_ROW], KnownEvidence())


def test_evidence_does_not_depend_on_the_order_of_the_columns() -> None:
    steps = b"loss,step,epoch\n" + b"".join(b"0.5,%d,%d\n" % (step, step // 8) for step in range(16))
    evidence = CSV.collect_evidence(Tree((ONE_ROW, steps)))
    assert told([ONE_ROW], evidence)[0][0][0][3] == "step"


def test_evidence_is_data_with_a_digest_and_can_be_sent_to_another_process() -> None:
    tree = Tree((ONE_ROW, MANY_STEPS, b"epoch,step,acc_step,acc_epoch\n0,0,1,\n"))
    evidence = CSV.collect_evidence(tree)
    sent = pickle.loads(pickle.dumps(evidence))  # noqa: S301 - our own
    assert told([ONE_ROW], sent) == told([ONE_ROW], evidence)
    assert sent.digest == evidence.digest == evidence.collect().digest == CSV.collect_evidence(tree).digest
    assert evidence.collect().forks == {"acc"}
    fewer = CSV.collect_evidence(Tree(tree.files[:2]))
    assert fewer.digest != evidence.digest
    assert CSV.collect_evidence(Tree((ONE_ROW, ONE_ROW))).digest != fewer.digest


def test_rows_are_looked_at_only_where_names_leave_something_open() -> None:
    class Counting(Tree):
        def read(self, file: int, limit: int) -> bytes:
            raise AssertionError(f"file {file} was read, {limit} bytes")

    files = (b"epoch,step,train_loss,val_loss\n0,0,1,\n0,1,2,\n0,1,,3\n",) * 2
    evidence = CSV.collect_evidence(Counting(files))
    assert len(told(files, evidence)[0][0]) == 3
    with pytest.raises(AssertionError, match="was read"):
        told([ONE_ROW], evidence)


def test_most_files_decide_where_they_contradict_each_other() -> None:
    epochs = b"epoch,step,loss\n0,15,1\n1,31,2\n2,47,3\n"
    steps = CSV.collect_evidence(Tree((ONE_ROW, MANY_STEPS, MANY_STEPS, epochs)))
    assert told([ONE_ROW], steps)[0][0][0][3] == "step"
    ends = CSV.collect_evidence(Tree((ONE_ROW, MANY_STEPS, epochs, epochs)))
    assert told([ONE_ROW], ends)[0][0][0][1:4] == ("train", "loss", "epoch")


def test_files_with_other_columns_prove_nothing() -> None:
    other = MANY_STEPS.replace(b"loss", b"acc").replace(b"0.5\n", b"0.25\n")
    evidence = CSV.collect_evidence(Tree((ONE_ROW, other)))
    assert told([ONE_ROW], evidence) == told([ONE_ROW], KnownEvidence())


def test_of_a_large_tree_few_files_are_looked_at() -> None:
    class Counting(Tree):
        asked: set[int] = set()  # noqa: RUF012 - of this test only

        def read(self, file: int, limit: int) -> bytes:
            self.asked.add(file)
            return super().read(file, limit)

    tree = Counting((ONE_ROW, *[MANY_STEPS] * 500))
    assert told([ONE_ROW], CSV.collect_evidence(tree))[0][0][0][3] == "step"
    assert len(tree.asked) <= 16


def test_a_header_that_is_longer_than_the_first_look_is_read_whole() -> None:
    names = ",".join(f"metric_{i}_step,metric_{i}_epoch" for i in range(400))
    assert len(names) > 4_096
    evidence = CSV.collect_evidence(Tree((f"epoch,step,{names}\n".encode(), b"")))
    assert len(evidence.forks) == 400


def test_an_unreadable_file_is_no_evidence() -> None:
    class Unreadable(Tree):
        def read(self, file: int, limit: int) -> bytes:
            return super().read(file, limit) if file else b""

    evidence = CSV.collect_evidence(Unreadable((MANY_STEPS, ONE_ROW, MANY_STEPS)))
    assert told([ONE_ROW], evidence)[0][0][0][3] == "step"
    assert evidence.forks == frozenset()
