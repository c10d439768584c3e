"""Helpers for tests of formats: read files from memory, alone or together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from logtools.formats.base import FileIssue, Observations
from logtools.formats.lightning.evidence import LightningEvidence
from logtools.formats.metrics_csv import MetricsCsv
from logtools.metrics.stage import StageRules

__all__ = ["CSV", "FileResult", "Tree", "observations_and_issues"]

CSV = MetricsCsv()


@dataclass(frozen=True)
class Tree:
    """Files in memory, as the first pass sees them."""

    files: tuple[bytes, ...]
    stages: StageRules | None = None

    @property
    def sizes(self) -> Sequence[int]:
        """Return the size of each file."""
        return [len(data) for data in self.files]

    def read(self, file: int, limit: int) -> bytes:
        """Return the first bytes of a file."""
        return self.files[file][:limit]


FileResult = tuple[list[tuple[object, ...]], list[tuple[str, int, str]]]


def observations_and_issues(files: Sequence[bytes], evidence: LightningEvidence) -> list[FileResult]:
    """Read files in one call; return the observations and the issues of each."""
    found: list[FileResult] = [([], []) for _ in files]
    seen: list[int] = []
    for observed in CSV.observe(iter(files), evidence):
        seen.extend(observed.files)
        for file, *place, value, label, flag in _rows(observed):
            labels = observed.labels[label]
            found[observed.files[file]][0].append((labels.column, *labels.series, *place, repr(value), flag))
        for source, issues in observed.issues.items():
            found[observed.files[source]][1].extend(_plain(issue) for issue in issues)
    assert sorted(seen) == list(range(len(files)))
    return [(sorted(rows, key=repr), sorted(issues)) for rows, issues in found]


def _rows(observed: Observations) -> list[tuple[int, int, int, int, int, float, int, str | None]]:
    return observed.frame.select("source", "segment", "epoch", "step", "row", "value", "label", "flag").rows()


def _plain(issue: FileIssue) -> tuple[str, int, str]:
    return issue.kind, issue.count, issue.message
