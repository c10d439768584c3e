"""Read some runs of a snapshot, and cache the results.

The observations of a few files are cached, so that all questions about them take one read. For many files, only the
results of reductions are cached, and only on request.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

import polars as pl

from logtools.record import Record
from logtools.storage.batch import Batch, Notice
from logtools.storage.reader import Source, read_batches
from logtools.storage.snapshot import Run

__all__ = ["KnownRuns", "RunReader"]

_SMALL = 16_000_000  # most bytes of files whose observations are cached; observations take about twice as much memory
_CHANGED = "changed while it was being read; what is read since then leaves it out: call refresh()"
T = TypeVar("T", Batch, pl.DataFrame)
Reduction = Callable[[Batch], pl.DataFrame]


@dataclass(frozen=True, kw_only=True)
class _Parts(Generic[T]):
    """The cached results of some runs."""

    #: The ids of the runs.
    runs: frozenset[str] = frozenset()
    #: The results; a run is never split between parts.
    parts: tuple[T, ...] = ()

    def of(self, runs: AbstractSet[str]) -> _Parts[T]:
        """Return the results restricted to some runs."""
        if self.runs <= runs:
            return self
        return _Parts(runs=self.runs & runs, parts=tuple(_restricted(part, runs) for part in self.parts))

    def is_complete(self, runs: Sequence[Run]) -> bool:
        """Return whether it has the results of all these runs."""
        return bool(self.parts) and self.runs.issuperset(run.id for run in runs)


class KnownRuns(Record):
    """Everything that was read from some runs."""

    #: The observations.
    batches: _Parts[Batch] = field(default_factory=_Parts)
    #: The results of reductions.
    made: Mapping[Reduction, _Parts[pl.DataFrame]] = field(default_factory=dict)
    #: Notices of the runs `noticed`.
    notices: tuple[Notice, ...] = ()
    noticed: frozenset[str] = frozenset()

    def of(self, runs: AbstractSet[str]) -> KnownRuns:
        """Return what was read from these runs only."""
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
        """Create a reader; `keep` caches observations however large they are; `known` was read before."""
        self.source = source
        self.runs = tuple(runs)
        self.known = known or KnownRuns()
        self._is_kept = keep or sum(run.size for run in runs) <= _SMALL

    def notices(self) -> Iterator[Notice]:
        """Yield the notices of the runs that were read so far."""
        yield from self.known.notices
        changed = self.source.files.changed
        for run in self.runs:
            if any(file.path in changed for file in run.files):
                yield Notice(run=run.id, kind="changed", count=1, message=_CHANGED)

    @property
    def is_read(self) -> bool:
        """Whether all runs were read, so that `notices` is complete."""
        return self.known.noticed.issuperset(run.id for run in self.runs)

    def reduce(self, reduction: Reduction) -> Iterator[pl.DataFrame]:
        """Yield the result of a reduction over all runs, in one or more parts. A run is never split between parts."""
        if self._is_kept:
            return map(reduction, self._batches())
        return self._read(self.runs, reduction)

    def has(self, reduction: Reduction) -> bool:
        """Return whether `reduce_once` reads no file for this reduction."""
        return self.known.made.get(reduction, _Parts()).is_complete(self.runs)

    def reduce_once(self, reduction: Reduction) -> tuple[pl.DataFrame, ...]:
        """Return what `reduce` yields, and cache it; `reduction` must be a top-level function or an unbound method."""
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
        """Read the missing runs, and return the results of all runs."""
        if read.is_complete(self.runs):
            return read
        missing = [run for run in self.runs if run.id not in read.runs]
        parts = tuple(self._read(missing, reduction))
        return _Parts(runs=read.runs.union(run.id for run in missing), parts=read.parts + parts)

    def _read(self, runs: Sequence[Run], reduction: Callable[[Batch], T]) -> Iterator[T]:
        """Read runs, and store the notices of those that are read for the first time."""
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
