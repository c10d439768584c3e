"""Evidence from the files of a tree."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from logtools.formats.lightning.evidence import KnownEvidence, row_key
from logtools.metrics.stage import StageRules
from tests.formats.observing import CSV, Tree, observations_and_issues
from tests.formats.reading import kinds, read_text


def test_sibling_runs_decide_a_lone_suffix(tmp_path: Path) -> None:
    """A run that died in its first epoch has the same metric as sibling runs with both halves of the fork."""
    both = "epoch,step,loss_epoch,loss_step\n0,1,,1.0\n0,3,,0.5\n0,3,0.75,\n1,5,,1.0\n1,7,,0.5\n1,7,0.75,\n"
    read_text(tmp_path, both, run="version_0")
    logs = read_text(tmp_path, "epoch,step,loss_epoch\n0,3,0.5\n1,7,0.25\n", run="version_1")["version_1"]
    assert {metric for metric, *_ in kinds(logs)} == {"loss"}


ONE_ROW = b"epoch,step,loss\n0,96,0.5\n"
MANY_STEPS = b"epoch,step,loss\n" + b"".join(b"%d,%d,0.5\n" % (step // 8, step) for step in range(16))


def test_other_files_of_the_tree_decide_the_kind_of_a_single_row() -> None:
    """A single row of `loss` is a step if another file has many steps of it, whichever files are read together."""
    tree = Tree((ONE_ROW, MANY_STEPS))
    evidence = CSV.collect_evidence(tree)
    ((rows, _),) = observations_and_issues([ONE_ROW], evidence)
    assert [row[:4] for row in rows] == [("loss", "train", "loss", "step")]
    assert observations_and_issues(tree.files, evidence)[0][0] == rows
    ((alone, _),) = observations_and_issues([ONE_ROW], CSV.collect_evidence(Tree((ONE_ROW,))))
    assert [row[:4] for row in alone] == [("loss", None, "loss", "epoch")]


def test_files_that_contradict_each_other_are_no_evidence() -> None:
    epochs = b"epoch,step,loss\n0,15,1\n1,31,2\n2,47,3\n"
    tree = Tree((ONE_ROW, MANY_STEPS, epochs))
    assert observations_and_issues([ONE_ROW], CSV.collect_evidence(tree)) == observations_and_issues(
        [ONE_ROW], KnownEvidence()
    )


def test_evidence_does_not_depend_on_the_order_of_the_columns() -> None:
    steps = b"loss,step,epoch\n" + b"".join(b"0.5,%d,%d\n" % (step, step // 8) for step in range(16))
    evidence = CSV.collect_evidence(Tree((ONE_ROW, steps)))
    assert observations_and_issues([ONE_ROW], evidence)[0][0][0][3] == "step"


def test_evidence_has_a_digest_and_can_be_pickled() -> None:
    tree = Tree((ONE_ROW, MANY_STEPS, b"epoch,step,acc_step,acc_epoch\n0,0,1,\n"))
    evidence = CSV.collect_evidence(tree)
    sent = pickle.loads(pickle.dumps(evidence))  # noqa: S301 - pickled by this test
    assert observations_and_issues([ONE_ROW], sent) == observations_and_issues([ONE_ROW], evidence)
    assert sent.digest == evidence.digest == evidence.collect().digest == CSV.collect_evidence(tree).digest
    assert evidence.collect().forks == {"acc"}
    fewer = CSV.collect_evidence(Tree(tree.files[:2]))
    assert fewer.digest != evidence.digest
    assert CSV.collect_evidence(Tree((ONE_ROW, ONE_ROW))).digest != fewer.digest


def test_rows_are_read_only_if_names_are_ambiguous() -> None:
    class Counting(Tree):
        def read(self, file: int, limit: int) -> bytes:
            raise AssertionError(f"file {file} was read, {limit} bytes")

    files = (b"epoch,step,train_loss,val_loss\n0,0,1,\n0,1,2,\n0,1,,3\n",) * 2
    evidence = CSV.collect_evidence(Counting(files))
    assert len(observations_and_issues(files, evidence)[0][0]) == 3
    with pytest.raises(AssertionError, match="was read"):
        observations_and_issues([ONE_ROW], evidence)


def test_the_majority_of_files_decides() -> None:
    epochs = b"epoch,step,loss\n0,15,1\n1,31,2\n2,47,3\n"
    steps = CSV.collect_evidence(Tree((ONE_ROW, MANY_STEPS, MANY_STEPS, epochs)))
    assert observations_and_issues([ONE_ROW], steps)[0][0][0][3] == "step"
    ends = CSV.collect_evidence(Tree((ONE_ROW, MANY_STEPS, epochs, epochs)))
    assert observations_and_issues([ONE_ROW], ends)[0][0][0][1:4] == ("train", "loss", "epoch")


def test_files_with_other_columns_are_no_evidence() -> None:
    other = MANY_STEPS.replace(b"loss", b"acc").replace(b"0.5\n", b"0.25\n")
    evidence = CSV.collect_evidence(Tree((ONE_ROW, other)))
    assert observations_and_issues([ONE_ROW], evidence) == observations_and_issues([ONE_ROW], KnownEvidence())


def test_only_a_few_files_of_a_large_tree_are_read() -> None:
    class Counting(Tree):
        asked: set[int] = set()  # noqa: RUF012 - of this test only

        def read(self, file: int, limit: int) -> bytes:
            self.asked.add(file)
            return super().read(file, limit)

    tree = Counting((ONE_ROW, *[MANY_STEPS] * 500))
    assert observations_and_issues([ONE_ROW], CSV.collect_evidence(tree))[0][0][0][3] == "step"
    assert len(tree.asked) <= 16


def test_a_long_header_is_read_completely() -> None:
    names = ",".join(f"metric_{i}_step,metric_{i}_epoch" for i in range(400))
    assert len(names) > 4_096
    evidence = CSV.collect_evidence(Tree((f"epoch,step,{names}\n".encode(), b"")))
    assert len(evidence.forks) == 400


def test_an_unreadable_file_is_no_evidence() -> None:
    class Unreadable(Tree):
        def read(self, file: int, limit: int) -> bytes:
            return super().read(file, limit) if file else b""

    evidence = CSV.collect_evidence(Unreadable((MANY_STEPS, ONE_ROW, MANY_STEPS)))
    assert observations_and_issues([ONE_ROW], evidence)[0][0][0][3] == "step"
    assert evidence.forks == frozenset()


def test_the_rules_of_the_user_decide_what_siblings_prove() -> None:
    rows = "".join(f"{e},{4 * e + s},{s},\n" for e in range(3) for s in range(4))
    ends = "".join(f"{e},{4 * e + 3},,{e}\n" for e in range(3))
    text = f"epoch,step,loss,Probe_loss\n{rows}{ends}".encode()
    names = ("epoch", "step", "loss", "Probe_loss")
    key = row_key(names, [3], blank=False)
    stages = StageRules(words=(("probe", "train"),))
    inferred = CSV.collect_evidence(Tree((text, text))).kinds_of(names)
    given = CSV.collect_evidence(Tree((text, text), stages=stages))
    assert (inferred[key].stage, inferred[key].named) != ("train", True)
    assert key in given.kinds_of(names)
    assert (given.kinds_of(names)[key].stage, given.kinds_of(names)[key].named) == ("train", True)
    assert given.collect().stages == stages
