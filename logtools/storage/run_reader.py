"""Read some runs of a snapshot, and keep what was read.

The observations of a few files are kept, so that everything asked of them takes one read. Of many files only what was
made of them is kept, and only where that is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

import polars as pl

from logtools.storage.batch import Batch, Notice
from logtools.storage.reader import Source, read_batches
from logtools.storage.snapshot import Run

__all__ = ["KnownRuns", "RunReader"]

_SMALL = 16_000_000  # bytes of files whose observations are kept: they take about twice as much memory
_CHANGED = "changed while it was being read; what is read since then leaves it out: call refresh()"
T = TypeVar("T", Batch, pl.DataFrame)
Reduction = Callable[[Batch], pl.DataFrame]


@dataclass(frozen=True, kw_only=True)
class _Parts(Generic[T]):
    """What was made of some runs."""

    #: The ids of the runs.
    runs: frozenset[str] = frozenset()
    #: What was made of them; each run lies wholly in one part.
    parts: tuple[T, ...] = ()

    def of(self, runs: AbstractSet[str]) -> _Parts[T]:
        """Return what was made of those that are among some runs."""
        if self.runs <= runs:
            return self
        return _Parts(runs=self.runs & runs, parts=tuple(_restricted(part, runs) for part in self.parts))

    def is_complete(self, runs: Sequence[Run]) -> bool:
        """Tell whether it is of all of some runs."""
        return bool(self.parts) and self.runs.issuperset(run.id for run in runs)


@dataclass(frozen=True, kw_only=True)
class KnownRuns:
    """What was read of some runs."""

    #: Their observations.
    batches: _Parts[Batch] = field(default_factory=_Parts)
    #: What reductions made of them.
    made: Mapping[Reduction, _Parts[pl.DataFrame]] = field(default_factory=dict)
    #: What reading skipped, repaired or guessed in the runs `noticed`.
    notices: tuple[Notice, ...] = ()
    noticed: frozenset[str] = frozenset()

    def of(self, runs: AbstractSet[str]) -> KnownRuns:
        """Return what was read of those that are among some runs."""
        return KnownRuns(
            batches=self.batches.of(runs),
            made={reduction: parts.of(runs) for reduction, parts in self.made.items()},
            notices=tuple(notice for notice in self.notices if notice.run in runs),
            noticed=self.noticed & runs,
        )


class RunReader:
    """Reads some runs of a snapshot."""

    def __init__(
        self, source: Source, runs: Sequence[Run], *, keep: bool = False, known: KnownRuns | None = None
    ) -> None:
        """Hold the runs; `keep` their observations however many there are; `known` is what was read of them already."""
        self.source = source
        self.runs = tuple(runs)
        self.known = known or KnownRuns()
        self._is_kept = keep or sum(run.size for run in runs) <= _SMALL

    def notices(self) -> Iterator[Notice]:
        """Yield what reading skipped, repaired or guessed in the runs that were read so far."""
        yield from self.known.notices
        changed = self.source.files.changed
        for run in self.runs:
            if any(file.path in changed for file in run.files):
                yield Notice(run=run.id, kind="changed", count=1, message=_CHANGED)

    @property
    def is_read(self) -> bool:
        """Whether all runs were read, so that `notices` has all there is to notice."""
        return self.known.noticed.issuperset(run.id for run in self.runs)

    def reduce(self, reduction: Reduction) -> Iterator[pl.DataFrame]:
        """Yield what a reduction makes of all runs, in parts, at least one; each run lies wholly in one part."""
        if self._is_kept:
            return map(reduction, self._batches())
        return self._read(self.runs, reduction)

    def reduce_once(self, reduction: Reduction) -> tuple[pl.DataFrame, ...]:
        """Return what `reduce` yields, and keep it; `reduction` is a top-level function or an unbound method."""
        made = self.known.made.get(reduction, _Parts())
        if not made.is_complete(self.runs):
            if self._is_kept:
                parts = tuple(map(reduction, self._batches()))
                made = _Parts(runs=frozenset(run.id for run in self.runs), parts=parts)
            else:
                made = self._completed(made, reduction)
            self.known = replace(self.known, made={**self.known.made, reduction: made})
        return made.parts

    def _batches(self) -> tuple[Batch, ...]:
        batches = self._completed(self.known.batches, _same)
        self.known = replace(self.known, batches=batches)
        return batches.parts

    def _completed(self, read: _Parts[T], reduction: Callable[[Batch], T]) -> _Parts[T]:
        """Read what is missing."""
        if read.is_complete(self.runs):
            return read
        missing = [run for run in self.runs if run.id not in read.runs]
        parts = tuple(self._read(missing, reduction))
        return _Parts(runs=read.runs.union(run.id for run in missing), parts=read.parts + parts)

    def _read(self, runs: Sequence[Run], reduction: Callable[[Batch], T]) -> Iterator[T]:
        """Read runs, and keep what is noticed in those that are read for the first time."""
        notices: list[Notice] = []
        for part in read_batches(self.source, runs, reduction):
            notices.extend(part.notices)
            yield part.made
        new = tuple(notice for notice in notices if notice.run not in self.known.noticed)
        noticed = self.known.noticed.union(run.id for run in runs)
        self.known = replace(self.known, notices=self.known.notices + new, noticed=noticed)


def _same(batch: Batch) -> Batch:
    return batch


def _restricted(part: T, runs: AbstractSet[str]) -> T:
    if isinstance(part, Batch):
        return replace(part, frame=_restricted(part.frame, runs))
    return part.filter(pl.col("run").is_in(pl.Series(sorted(runs), dtype=pl.Categorical()).implode()))
