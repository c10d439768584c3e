"""The format `metrics.csv`: what Lightning's CSVLogger writes, and the dialects of other programs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from logtools.formats.base import HeadTail, Observations, Samples
from logtools.formats.lightning.column_names import axes_of
from logtools.formats.lightning.head_tail import read_head_tail
from logtools.formats.lightning.tree_evidence import TreeEvidence

if TYPE_CHECKING:
    from logtools.formats.lightning.evidence import LightningEvidence

__all__ = ["MetricsCsv"]

_FILE = "metrics.csv"


class MetricsCsv:
    """A folder with a `metrics.csv`."""

    name = _FILE

    def find(self, names: Collection[str]) -> tuple[str, ...]:
        """Return the log among the file names in a folder."""
        return (_FILE,) if _FILE in names else ()

    def find_similar(self, names: Collection[str]) -> tuple[str, ...]:
        """Return copies and rotated files, such as `metrics_2.csv`."""
        return tuple(sorted([n for n in names if n.startswith("metrics") and n.endswith(".csv") and n != _FILE]))

    def preview(self, head: bytes, tail: bytes) -> HeadTail:
        """Return what the first and the last bytes of a file show."""
        return read_head_tail(head, tail)

    def collect_evidence(self, files: Samples) -> TreeEvidence:
        """Return evidence from the headers of a tree and, if needed, some of its rows."""
        return TreeEvidence(files)

    def observe(self, files: Iterable[bytes], evidence: LightningEvidence) -> Iterator[Observations]:
        """Read files; those with the same header are read together."""
        from logtools.formats.csv.tables import read_tables
        from logtools.formats.lightning.observe import observe

        for members, table in read_tables(files, axes_of=axes_of):
            yield replace(observe(table, evidence), files=members)
