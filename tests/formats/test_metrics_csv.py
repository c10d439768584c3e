"""The result for a file depends only on its own bytes and on the evidence of the tree."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from logtools.formats.base import formats
from logtools.formats.lightning.evidence import KnownEvidence
from tests.formats.observing import CSV, Tree, observations_and_issues
from tests.formats.reading import CASES, LIGHTNING, case, rows, series

usual = settings(max_examples=30, derandomize=True)


RECORDED = sorted(
    [*LIGHTNING.rglob("metrics.csv"), *(path for path in CASES.rglob("metrics.csv") if path.is_file())],
    key=lambda path: path.read_bytes()[:200],
)

SHAPES = [
    # bare names: steps, epochs, validations between train steps, tests after the training, restarts
    "0,9,1\n0,19,2\n0,29,3\n0,30,4\n1,39,5\n1,49,6\n1,59,7\n1,61,8\n",
    "0,49,1\n0,99,2\n1,149,3\n2,150,4\n",
    "0,49,1\n1,99,2\n2,149,3\n3,150,4\n",
    "0,96,0.5\n",
    "0,0,0.5\n",
    "0,15,1\n1,31,2\n2,47,3\n",
    ",0,1\n,1,2\n0,3,3\n",
    ",0,1\n,1,2\n,0,3\n",
    "0,0,1\n0,1,2\n0,0,3\n0,1,4\n",
    "0,0.5,1\n0,1.0,2\n",
    "0,9007199254740993,1\n0,9007199254740995,2\n",
    "0,0,x\n0,1,2\n",
    "0,0\n0,1,2\n",
    "0,0,1,2\n",
    "",
    ",,\n",
    "0,0,1\n0,1,2",
]
HEADERS = ["epoch,step,loss", "epoch,step,train_loss", "epoch,step,loss_step", "epoch,step,loss_epoch"]
HEADERS += [
    "epoch,step,val_loss",
    "step,epoch,loss",
    "epoch,x,loss",
    ",step,loss",
    "epoch,step,val_step/epoch_1",
    "epoch,step,val/epoch_1",
]
shapes = st.one_of(
    st.sampled_from(SHAPES),
    st.lists(
        st.tuples(
            st.sampled_from(["", "0", "0", "1", "2"]),
            st.integers(0, 12).map(str),
            st.sampled_from(["", "1", "2.5", "nan"]),
        ),
        max_size=10,
    ).map(lambda lines: "".join(",".join(line) + "\n" for line in lines)),
)


@settings(usual, max_examples=80)
@given(st.sampled_from(HEADERS), st.lists(shapes, min_size=2, max_size=6), st.booleans())
def test_files_with_the_same_header_give_the_same_result_alone_and_together(
    header: str,
    bodies: list[str],
    siblings: bool,  # noqa: FBT001 - drawn
) -> None:
    files = tuple(f"{header}\n{body}".encode() for body in bodies)
    evidence = CSV.collect_evidence(Tree(files)) if siblings else KnownEvidence()
    alone = [observations_and_issues([data], evidence)[0] for data in files]
    assert observations_and_issues(files, evidence) == alone
    assert observations_and_issues(files[::-1], evidence) == alone[::-1]


@pytest.mark.parametrize("header", HEADERS)
def test_any_two_files_with_the_same_header_give_the_same_result_alone_and_together(header: str) -> None:
    evidence = KnownEvidence(forks=frozenset({"loss"}))
    files = [f"{header}\n{body}".encode() for body in SHAPES]
    alone = [observations_and_issues([data], evidence)[0] for data in files]
    assert observations_and_issues(files, evidence) == alone
    for i, j in combinations(range(len(files)), 2):
        assert observations_and_issues([files[i], files[j]], evidence) == [alone[i], alone[j]], (SHAPES[i], SHAPES[j])


@usual
@given(st.data())
def test_recorded_files_give_the_same_result_in_any_batch(data: st.DataObject) -> None:
    chosen = data.draw(st.lists(st.integers(0, len(RECORDED) - 1), min_size=2, max_size=12, unique=True))
    start = data.draw(st.integers(0, len(RECORDED) - 8))
    files = [RECORDED[i].read_bytes() for i in [*chosen, *range(start, start + 8)]]
    evidence = CSV.collect_evidence(Tree(tuple(files)))
    assert observations_and_issues(files, evidence) == [observations_and_issues([each], evidence)[0] for each in files]


@pytest.mark.parametrize(
    ("names", "log", "similar"),
    [
        (["metrics.csv", "hparams.yaml"], ("metrics.csv",), ()),
        (
            ["metrics_2.csv", "metrics.csv", "metrics - Kopi.csv"],
            ("metrics.csv",),
            ("metrics - Kopi.csv", "metrics_2.csv"),
        ),
        (["Metrics.csv", "metrics.csv.gz", "hparams.yaml"], (), ()),
        ([], (), ()),
    ],
)
def test_a_log_is_found_by_its_name(names: list[str], log: tuple[str, ...], similar: tuple[str, ...]) -> None:
    assert CSV.find(names) == log
    assert CSV.find_similar(names) == similar


def test_the_format_is_known() -> None:
    assert [each.name for each in formats()] == ["metrics.csv"]


def test_no_metrics_csv() -> None:
    """A run that has not logged anything, or crashed before, is listed."""
    logs = case("no_metrics_csv")
    assert logs.ids == ("begun", "done")
    assert rows(logs.runs, "state", "size")[0] == ("empty", 0)
    assert logs["begun"].metrics().is_empty()
    assert logs["begun"].hparams().get_column("lr").to_list() == [0.1]


def test_no_hparams_yaml() -> None:
    logs = case("no_hparams_yaml")
    assert rows(logs.hparams(), "run", "lr") == [("bare", None), ("full", 0.1)]
    assert logs.notices.is_empty()


def test_foreign_files_beside() -> None:
    """Copies and rotated files are not runs; a notice names them."""
    logs = case("foreign_files_beside")
    assert logs.ids == ("version_0",)
    assert series(logs, "train_loss") == [(0, 0, 0.5)]
    (message,) = logs.notices.get_column("message")
    assert "metrics_2.csv" in message
    assert "metrics - Kopi.csv" in message
