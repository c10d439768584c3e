"""The first pass: evidence from all runs of a tree, whichever of them are read later."""

from __future__ import annotations

import pickle
from collections.abc import Collection, Mapping
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import logtools as lt
from logtools.storage.discovery import find
from logtools.storage.evidence import Evidence
from logtools.storage.reader import Source
from tests.formats.reading import LIGHTNING, kinds, read_text

BOTH = "epoch,step,loss_epoch,loss_step\n0,1,,1.0\n0,3,,0.5\n0,3,0.75,\n1,5,,1.0\n1,7,,0.5\n1,7,0.75,\n"
HALF = "epoch,step,loss_epoch\n0,3,0.5\n1,7,0.25\n"
#: Files with one header whose single rows, suffixes or steps are ambiguous.
BODIES = (
    "0,96,0.5\n",
    "".join(f"{step // 8},{step},0.5\n" for step in range(16)),
    "0,15,1\n1,31,2\n2,47,3\n",
    "0,9,1\n0,19,2\n0,29,3\n0,30,4\n1,39,5\n1,49,6\n1,59,7\n1,61,8\n",
    ",0,1\n,1,2\n",
    "0,0.5,1\n0,9007199254740993,2\n",
    "0,0,x\n0,1\n",
)


Observed = Mapping[str, Collection[tuple[object, ...]]]


def evidence_of(folder: Path) -> Evidence:
    """Return the evidence of the runs in a folder."""
    return Source.of(find([folder])).evidence


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Create a tree of runs with one header, and recorded runs with other headers."""
    folder = tmp_path_factory.mktemp("tree")
    for i, body in enumerate(BODIES):
        read_text(folder, f"epoch,step,loss\n{body}", run=f"loss_{i}")
        read_text(folder, f"epoch,step,loss_step\n{body}", run=f"half_{i}")
    read_text(folder, BOTH, run="both")
    for i, file in enumerate(sorted((LIGHTNING / "2.6.6").rglob("metrics.csv"))[::12]):
        read_text(folder, file.read_bytes(), run=f"recorded_{i}")
    return folder


def observations(frame: pl.DataFrame) -> dict[str, list[tuple[object, ...]]]:
    """Return the observations of each run, in file order."""
    return {str(key[0]): _texts(part).sort("row", "column").rows() for key, part in frame.group_by("run")}


def sums(frame: pl.DataFrame) -> dict[str, set[tuple[object, ...]]]:
    """Return the summary of each run, without the label, which depends on the other runs."""
    return {str(key[0]): set(_texts(part.drop("label")).rows()) for key, part in frame.group_by("run")}


def _texts(frame: pl.DataFrame) -> pl.DataFrame:
    """Return values as strings, so that NaN equals NaN."""
    return frame.with_columns(pl.col(pl.Categorical, pl.Enum, pl.Float64).cast(pl.String))


@pytest.fixture(scope="module")
def whole(tree: Path) -> tuple[lt.Logs[pl.DataFrame], Observed, Observed]:
    """Read the whole tree; return the runs, and the observations and the summary of each."""
    logs = lt.read(tree)
    return logs, observations(logs.metrics(provenance=True)), sums(logs.summary())


@settings(max_examples=20, derandomize=True)
@given(batch=st.sampled_from([1, 300, 2_000, 5_000_000]), data=st.data())
def test_a_run_gives_the_same_result_in_any_batch_and_subset(
    tree: Path, whole: tuple[lt.Logs[pl.DataFrame], Observed, Observed], batch: int, data: st.DataObject
) -> None:
    logs, observed, summed = whole
    chosen = data.draw(st.lists(st.sampled_from(logs.ids), min_size=1, unique=True))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("logtools.storage.reader._BATCH", batch)
        some = lt.read(tree)[chosen]
        assert observations(some.metrics(provenance=True)) == {run: observed[run] for run in chosen if run in observed}
        assert sums(lt.read(tree)[chosen].summary()) == {run: summed[run] for run in chosen if run in summed}


def test_a_subset_has_the_evidence_of_the_whole_tree(tmp_path: Path) -> None:
    read_text(tmp_path, BOTH, run="version_0")
    logs = read_text(tmp_path, HALF.replace("loss", "val_loss"), run="version_1")
    assert kinds(logs["version_1"]) == {("val_loss_epoch", "val", "epoch")}
    read_text(tmp_path, BOTH.replace("loss", "val_loss"), run="version_2")
    assert kinds(lt.read(tmp_path)["version_1"]) == {("val_loss", "val", "epoch")}
    assert kinds(lt.read(tmp_path)[["version_1", "version_0"]]["version_1"]) == {("val_loss", "val", "epoch")}


def test_the_digest_changes_with_the_evidence_only(tmp_path: Path) -> None:
    read_text(tmp_path, BOTH, run="version_0")
    read_text(tmp_path, HALF, run="version_1")
    read_text(tmp_path, HALF, run="version_2")
    before = evidence_of(tmp_path)
    assert pickle.loads(pickle.dumps(before)).digest == before.digest  # noqa: S301 - pickled by this test
    read_text(tmp_path, HALF, run="version_3")
    assert evidence_of(tmp_path).digest == before.digest
    read_text(tmp_path, BOTH.replace("loss", "acc"), run="version_4")
    assert evidence_of(tmp_path).digest != before.digest
