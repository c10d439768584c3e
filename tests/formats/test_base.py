"""Registering a format is all that is needed to read its runs."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner

import logtools as lt
from logtools.cli import main
from logtools.formats.base import (
    OBSERVED,
    FileIssue,
    HeadTail,
    NoEvidence,
    Observations,
    Samples,
    SeriesLabels,
    format_named,
    formats,
    register,
    unregister,
)
from logtools.metrics.stage import StageRules
from tests.formats.reading import kinds, notice_kinds, read_text, rows, series


class Jsonl:
    """Lines such as `{"epoch": 0, "step": 1, "loss": 0.5}` in `metrics.jsonl`."""

    name = "metrics.jsonl"

    def find(self, names: Collection[str]) -> tuple[str, ...]:
        """Return the log."""
        return (self.name,) if self.name in names else ()

    def find_similar(self, names: Collection[str]) -> tuple[str, ...]:
        """Return backups."""
        return tuple(sorted(name for name in names if name.startswith(f"{self.name}.")))

    def preview(self, head: bytes, tail: bytes, stages: StageRules | None) -> HeadTail:  # noqa: ARG002
        """Look at the first and the last line."""
        lines = [json.loads(line) for line in (head.splitlines()[:1] + tail.splitlines()[-1:])]
        if not lines:
            return HeadTail()
        metrics = len(lines[0].keys() - {"epoch", "step"})
        return HeadTail(epoch=lines[-1]["epoch"], step=lines[-1]["step"], metrics=metrics, filled=True)

    def collect_evidence(self, files: Samples) -> NoEvidence:  # noqa: ARG002 - each file is read alone
        """Return nothing."""
        return NoEvidence()

    def observe(self, files: Iterable[bytes], evidence: NoEvidence) -> Iterator[Observations]:  # noqa: ARG002
        """Read every metric as a train step."""
        for i, data in enumerate(files):
            lines = [json.loads(line) for line in data.splitlines()]
            names = sorted({name for line in lines for name in line} - {"epoch", "step"})
            cells = [
                (0, 0, line["epoch"], line["step"], row, float(line[name]), label, None)
                for label, name in enumerate(names)
                for row, line in enumerate(lines)
                if name in line
            ]
            labels = [
                SeriesLabels(
                    column=name, metric=name, quantity=name, stage="train", granularity="step", dataloader=None
                )
                for name in names
            ]
            issues = {0: [FileIssue(kind="toy", count=1, message="is a toy")]} if i == 0 else {}
            frame = pl.DataFrame(cells, schema=OBSERVED, orient="row")
            yield Observations(files=(i,), frame=frame, labels=tuple(labels), issues=issues)


@pytest.fixture
def jsonl() -> Iterator[Jsonl]:
    """Register the format for one test."""
    toy = Jsonl()
    register(toy)
    yield toy
    unregister(toy.name)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Create two runs of the toy format, and one run of Lightning."""
    for run, loss in (("version_0", 1.0), ("version_1", 2.0)):
        (tmp_path / run).mkdir()
        lines = [{"epoch": step // 2, "step": step, "loss": loss / (step + 1), "acc": 0.5} for step in range(4)]
        (tmp_path / run / "metrics.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    read_text(tmp_path, "epoch,step,train_loss\n0,0,0.5\n0,1,0.25\n", run="version_2")
    return tmp_path


@pytest.mark.usefixtures("jsonl")
def test_runs_of_a_registered_format_are_read_beside_others(folder: Path) -> None:
    logs = lt.read(folder)
    assert logs.ids == ("version_0", "version_1", "version_2")
    assert series(logs["version_0"], "loss") == [(0, 0, 1.0), (0, 1, 0.5), (1, 2, 1 / 3), (1, 3, 0.25)]
    assert kinds(logs) == {("loss", "train", "step"), ("acc", "train", "step"), ("train_loss", "train", "step")}
    summary = logs["version_1"].summary()
    assert rows(summary, "metric", "count", "last") == [("acc", 4, 0.5), ("loss", 4, 0.5)]
    assert rows(logs.runs, "run", "epoch", "step", "metric_count")[:2] == [
        ("version_0", 1, 3, 2),
        ("version_1", 1, 3, 2),
    ]
    assert logs["version_0"].notices.get_column("message").to_list() == ["is a toy"]
    assert logs["version_0"].metrics(provenance=True).get_column("row").to_list() == [0, 1, 2, 3] * 2


@pytest.mark.usefixtures("jsonl")
def test_commands_know_a_registered_format(folder: Path) -> None:
    result = CliRunner().invoke(main, ["ls", str(folder)])
    assert result.exit_code == 0, result.output
    assert "version_0" in result.stdout
    (folder / "version_0" / "metrics.jsonl.bak").write_text("")
    assert notice_kinds(lt.read(folder)["version_0"])["beside"] == 1


def test_runs_of_an_unregistered_format_are_not_found(folder: Path) -> None:
    assert lt.read(folder).ids == ("version_2",)


def test_the_first_format_that_finds_a_log_reads_the_folder(folder: Path, jsonl: Jsonl) -> None:
    (folder / "version_0" / "metrics.csv").write_text("epoch,step,train_loss\n0,0,0.5\n0,1,0.25\n")
    assert formats()[-1] is jsonl
    assert kinds(lt.read(folder)["version_0"]) == {("train_loss", "train", "step")}


def test_formats_are_found_by_name(jsonl: Jsonl) -> None:
    assert format_named("metrics.jsonl") is jsonl
    with pytest.raises(lt.LogtoolsError, match=r"no format is named 'metrics.jsnl'; did you mean 'metrics.jsonl'"):
        format_named("metrics.jsnl")
