"""`LoggedRuns`: a collection of runs, ways to select some of them, and frames of what they logged.

`Logs` adds the methods that evaluate. Frames are those of `schema`. A file is read when it is first needed, and only
once: a collection does not see later changes until `refresh`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from operator import index
from pathlib import Path
from typing import TYPE_CHECKING, Generic, Self, SupportsIndex, TypeVar, cast

import polars as pl

from logtools import schema
from logtools.choices import FrameLibrary
from logtools.collection import Collection
from logtools.errors import (
    AmbiguousRunError,
    InvalidValueError,
    NothingFoundError,
    RunNotFoundError,
    require_type,
)
from logtools.metrics.lookup import matching_rows
from logtools.pandas_frames import to_pandas
from logtools.storage.run_ids import resolve

if TYPE_CHECKING:
    from logtools.configuration import Configuration

__all__ = ["Frame", "LoggedRuns", "require_names"]

#: The type of the frames: polars.DataFrame or pandas.DataFrame.
Frame = TypeVar("Frame")


class LoggedRuns(Generic[Frame]):
    """Runs, and what they logged."""

    def __init__(self, contents: Collection, *, frame: FrameLibrary = "polars") -> None:
        """Wrap a collection. Users call `read` instead."""
        self._contents = contents
        self._library = frame

    @property
    def ids(self) -> tuple[str, ...]:
        """The run ids, in natural order (`version_10` after `version_2`)."""
        return self._contents.ids

    @property
    def configuration(self) -> Configuration:
        """The user's directions and stages of metrics and names of seeds, from a file or the argument of `read`."""
        return self._contents.configuration

    def __len__(self) -> int:
        """Return the number of runs."""
        return len(self.ids)

    def __iter__(self) -> Iterator[str]:
        """Iterate over the run ids, in natural order, as a dict does; `logs[id]` is the run."""
        return iter(self.ids)

    def __contains__(self, name: object) -> bool:
        """Return whether `name` is the id of a run, or a unique suffix of one.

        >>> from logtools import read
        >>> "version_11" in read("fixtures/logs")
        True
        """
        if not isinstance(name, str):
            return False
        try:
            self._id(name)
        except (RunNotFoundError, AmbiguousRunError):
            return False
        return True

    def __repr__(self) -> str:
        """Return the number of runs and the first few ids."""
        ids = ", ".join(self.ids[:3]) + (", ..." if len(self) > 3 else "")
        return f"{type(self).__name__}({len(self)} {'run' if len(self) == 1 else 'runs'}: {ids})"

    def __getitem__(self, key: str | SupportsIndex | slice | Iterable[str | SupportsIndex]) -> Self:
        """Return some of the runs, in natural order.

        Args:
            key: the name of a run (its id, a unique suffix of it, or `latest`), its position in `ids`, a slice of
                positions, or several names and positions.

        Raises:
            RunNotFoundError: if there is no such run.
            AmbiguousRunError: if a name is the suffix of several ids.
            InvalidValueError: if the key has another type.

        >>> from logtools import read
        >>> logs = read("fixtures/logs/sweep")
        >>> logs[-1].ids, logs[:2].ids, logs[["version_3", 0]].ids
        (('version_11',), ('version_0', 'version_1'), ('version_0', 'version_3'))
        """
        if isinstance(key, slice):
            try:
                found = self.ids[key]
            except (TypeError, ValueError):
                raise InvalidValueError(f"cannot slice runs with {key}: use positions, such as logs[:5]") from None
        elif isinstance(key, str | SupportsIndex) or not isinstance(key, Iterable):
            found = (self._id(key),)
        else:
            found = tuple(self._id(one) for one in key)
        return self._subset(found)

    def latest(self) -> Self:
        """Return the run that was modified last."""
        return self["latest"]

    def refresh(self) -> Self:
        """Return the same runs as they are now, with new runs if these are all runs of their folders.

        Files that did not change are not read again.

        Raises:
            NothingFoundError: if none of the runs exists any more.
        """
        return type(self)(self._contents.refresh(), frame=self._library)

    def where(self, condition: str) -> Self:
        """Return the runs that match a condition on hyperparameters and metrics.

        The condition is SQL in polars' dialect. A metric has the value that `compare` shows.

        Raises:
            InvalidValueError: if the condition cannot be parsed, or a name is unknown.
            NothingFoundError: if no run matches.

        >>> from logtools import read
        >>> read("fixtures/logs/sweep").where("lr < 0.001 and val_loss < 0.48").ids
        ('version_2',)
        """
        return self._subset(self._runs_matching(condition))

    def _runs_matching(self, condition: str, *, some: bool = True) -> list[str]:
        """Return the ids of the runs that match a condition; if there has to be one, none is an error."""
        from logtools.analysis.queries.run_filters import matching_runs

        require_type("a condition", condition, str, "a string, such as 'lr < 0.01'")
        read = self._contents
        try:
            return matching_runs(condition, read.summary, read.hparams, observations=read.series)
        except NothingFoundError:
            if some:
                raise
            return []

    def since(self, age: str) -> Self:
        """Return the runs whose log changed within the last `age`: `30min`, `12h`, `7d` or `2w`.

        Raises:
            InvalidValueError: if `age` is not a duration.
            NothingFoundError: if no run changed since then.
        """
        from logtools.analysis.queries.run_filters import changed_since

        require_type("a duration", age, str, "a string, such as '7d'")
        return self._subset(changed_since(age, self._found, self._contents.taken))

    def select(self, word: str) -> Self:
        """Return the runs of this name: a run, a folder, or a setting such as `lr=0.01`.

        Raises:
            RunNotFoundError: if no run, and no folder of runs, has the name.
            AmbiguousRunError: if the name is the suffix of several ids.
            InvalidValueError: if the setting has an unknown hyperparameter.
            NothingFoundError: if no run has the setting.

        >>> from logtools import read
        >>> read("fixtures/logs").select("lr=0.01").ids[0], len(read("fixtures/logs").select("sweep"))
        ('sweep/version_8', 12)
        """
        from logtools.analysis.queries.run_filters import runs_with_setting

        require_type("the name of runs", word, str, "a string, such as 'version_3' or 'lr=0.01'")
        try:
            return self[word]
        except RunNotFoundError:
            folder = f"{word.strip('/')}/"
            found = [id for id in self.ids if id.startswith(folder)]
            if not found and "=" not in word:
                raise
        found = found or runs_with_setting(word, self._contents.hparams)
        if not found:
            raise NothingFoundError(f"no run has {word}")
        return self._subset(found)

    @property
    def runs(self) -> Frame:
        """The runs that were found, read from the first and last lines of each file: one row per run.

        Columns:
            run (Categorical): run id
            path (String): path of the run's folder
            state (Enum): whether the log is empty, active or idle
            epoch (Int64): last epoch in the file; null if no epoch was logged
            step (Int64): last train step in the file; null if no step was logged
            metric_count (Int64): number of metrics in the header; `loss_step` and `loss_epoch` count as one
            size (Int64): size of the log in bytes
            changed (Datetime): when the log (or the folder, if it has no log) was last modified
            notice (String): problem in the first or last lines of the file; null if none found
        """
        return self._frame(self._found)

    @property
    def notices(self) -> Frame:
        """What reading skipped, repaired or guessed: one row per run and kind of notice.

        Columns:
            run (Categorical): run id; null if the notice is about all runs
            kind (String): stable name of the kind of notice, for programs
            count (Int64): number of affected cells, rows or files
            message (String): the notice as a sentence
        """
        return self._frame(self._contents.notices())

    def metrics(self, *names: str, provenance: bool = False) -> Frame:
        """Return the tidy frame: one row per logged value.

        Args:
            names: metrics, quantities, or patterns such as `val_*` or `/regex/`; all metrics by default.
            provenance: also include flagged observations, and the columns that show where each value was logged.

        Columns:
            run (Categorical): run id
            segment (Int16): counts restarts within the file, from 0
            stage (Enum): stage in which the value was logged; null if neither the name nor the row shows it
            metric (Categorical): name as logged, without Lightning's suffixes
            quantity (Categorical): the metric without its stage word
            granularity (Enum): whether the value is of a batch, an epoch, or the run (an evaluation after training)
            dataloader (Int16): number of the dataloader; null if Lightning did not number it
            epoch (Int64): epoch; taken from other rows if the row has none; null if not logged
            step (Int64): step as logged: train step, or number of the evaluation batch; null if not logged
            value (Float64): logged value; NaN and inf were logged; null if flagged as text

        With `provenance` also:
            column (Categorical): header of its column, as written
            row (Int64): number of its row in the file, from 0
            flag (Enum): why other frames leave the observation out; null if not flagged

        Raises:
            MetricNotFoundError: if a name matches nothing that was logged.

        >>> from logtools import read
        >>> logs = read("fixtures/logs/sweep")
        >>> logs["version_0"].metrics().columns[:4]
        ['run', 'segment', 'stage', 'metric']
        """
        require_type("provenance", provenance, bool, "True or False")
        frame = self._contents.observations() if provenance else self._contents.metrics
        if names:
            keys = (pl.col(key).cast(schema.METRICS[key]) for key in schema.METRIC_KEY)
            wanted = self._matching(names).select(keys).unique()
            frame = frame.join(wanted, on=schema.METRIC_KEY, how="semi", nulls_equal=True, maintain_order="left")
        return self._frame(frame)

    def epochs(self, *names: str) -> Frame:
        """Return one row per run, segment and epoch, with a column per metric.

        Args:
            names: metrics, quantities, or patterns such as `val_*` or `/regex/`; all metrics by default.

        Columns:
            run (Categorical): run id
            segment (Int16): counts restarts within the file, from 0
            epoch (Int64): epoch; null if not logged
            step (Int64): last train step of the epoch; null if not logged
            validations (Int64): number of validations in the epoch; the columns show the last one
            then a Float64 column per metric: its value in the epoch; null if not logged

        Raises:
            MetricNotFoundError: if a name matches nothing that was logged.
        """
        from logtools.analysis.tables.by_epoch import by_epoch

        frame = self._contents.ordered(by_epoch(self._contents.metrics, self._contents.summary))
        if names:
            labels = set(self._matching(names)["label"])
            frame = frame.select(name for name in frame.columns if name in schema.EPOCHS or name in labels)
        return self._frame(frame)

    def steps(self) -> Frame:
        """Return one row per run, segment and train step, with a column per train metric and monitor.

        Columns:
            run (Categorical): run id
            segment (Int16): counts restarts within the file, from 0
            epoch (Int64): epoch; null if not logged
            step (Int64): train step; null if not logged
            then a Float64 column per train metric and monitor: its value at the step; null if not logged
        """
        from logtools.analysis.tables.by_step import by_step

        return self._frame(self._contents.ordered(by_step(self._contents.metrics, self._contents.summary)))

    def hparams(self) -> Frame:
        """Return the hyperparameters: one row per run.

        Columns:
            run (Categorical): run id
            then a column per hyperparameter, nested names joined with dots: its value; null if not set
        """
        return self._frame(self._contents.hparams)

    def summary(self, *names: str) -> Frame:
        """Return first, last, best and mean of each metric: one row per run and metric.

        A metric that was logged per step and per epoch has two rows.

        Args:
            names: metrics, quantities, or patterns such as `val_*` or `/regex/`; all metrics by default.

        Columns:
            run (Categorical): run id
            stage (Enum): stage in which the metric was logged; null if unknown
            metric (Categorical): name as logged, without Lightning's suffixes
            quantity (Categorical): the metric without its stage word
            granularity (Enum): whether values are of batches, epochs, or the run (evaluations after training)
            dataloader (Int16): number of the dataloader; null if Lightning did not number it
            label (String): unique name of the metric in this collection, as most runs spell it, with stage or
                dataloader if needed
            direction (Enum): whether lower or higher is better; null if unknown
            count (Int64): number of observations, NaN included
            nan (Int64): number of NaN values
            inf (Int64): number of infinite values
            first (Float64): first value in file order; NaN or inf if that was logged
            last (Float64): last value in file order; NaN or inf if that was logged
            last_epoch (Int64): epoch of the last value; null if not logged
            last_step (Int64): step of the last value; null if not logged
            mean (Float64): mean of the finite values; null if no value is finite
            level (Float64): mean of the finite values among the last fifth; null if none of them is finite
            noise (Float64): standard deviation of single values about their trend, in the last half of the series; null
                if the series has fewer than 8 values, or its last half is not all finite
            min (Float64): lowest finite value; null if no value is finite
            min_epoch (Int64): epoch of its first occurrence; null if no value is finite, or not logged
            min_step (Int64): step of its first occurrence; null if no value is finite, or not logged
            max (Float64): highest finite value; null if no value is finite
            max_epoch (Int64): epoch of its first occurrence; null if no value is finite, or not logged
            max_step (Int64): step of its first occurrence; null if no value is finite, or not logged
            best (Float64): min or max, depending on direction; null if no value is finite, or direction is null
            best_epoch (Int64): epoch of the best value; null if best is null, or not logged
            best_step (Int64): step of the best value; null if best is null, or not logged

        Raises:
            MetricNotFoundError: if a name matches nothing that was logged.
        """
        return self._frame(self._matching(names))

    def checkpoints(self) -> Frame:
        """Return the checkpoints beside the logs: one row per checkpoint.

        Columns:
            run (Categorical): run id
            path (String): path of the checkpoint file
            epoch (Int64): epoch recorded in the file, or else in its name; null if neither has one
            step (Int64): finished steps recorded in the file, or else in its name; null if neither has them
            recorded (Boolean): whether epoch and step are recorded in the file, not inferred from its name
            size (Int64): size in bytes
        """
        return self._frame(self._contents.checkpoints())

    def export(
        self, path: str | os.PathLike[str], *names: str, wide: bool = False, provenance: bool = False
    ) -> tuple[int, int]:
        """Write the logged values as one table, and return its numbers of rows and columns.

        Args:
            path: the file; its suffix decides the format: `.parquet`, `.csv`, `.json` or `.arrow`.
            names: metrics, quantities, or patterns such as `val_*` or `/regex/`; all metrics by default.
            wide: write `epochs()` rather than `metrics()`.
            provenance: write `metrics(provenance=True)`.

        Raises:
            InvalidValueError: if no format has the suffix, or both `wide` and `provenance` are given.
            MetricNotFoundError: if a name matches nothing that was logged.
            OutputError: if the file cannot be written, or would be in the folder of a run.
        """
        from logtools.render.writers.files import frame_writer
        from logtools.storage.filesystem import LOCAL

        require_type("the path to write", path, (str, os.PathLike), "a string or a path")
        require_type("wide", wide, bool, "True or False")
        if "\0" in os.fspath(path):
            raise InvalidValueError(f"cannot write {path!r}: a file name cannot contain NUL")
        write = frame_writer(Path(path))
        if wide and provenance:
            raise InvalidValueError("wide and provenance cannot be combined: a row per epoch has no single origin")
        plain = LoggedRuns[pl.DataFrame](self._contents)
        frame = plain.epochs(*names) if wide else plain.metrics(*names, provenance=provenance)
        _refuse_run_folder(os.fspath(path))
        LOCAL.write(os.fspath(path), lambda part: write(frame, part))
        return frame.shape

    @cached_property
    def _found(self) -> pl.DataFrame:
        """`runs` in polars."""
        return self._contents.found()

    def _id(self, key: object) -> str:
        """Return the id of the run that a name or a position refers to."""
        if isinstance(key, str):
            return key if key in self.ids else resolve(key, self._contents.runs).id
        if isinstance(key, bool) or not isinstance(key, SupportsIndex):
            raise InvalidValueError(f"runs are selected by name or position, not {key!r}")
        position = index(key)
        if not -len(self) <= position < len(self):
            raise RunNotFoundError(
                f"no run at position {position}: there are {len(self):,} runs, and the first is at position 0"
            )
        return self.ids[position]

    def _subset(self, ids: Iterable[str]) -> Self:
        return type(self)(self._contents.subset(self._contents.members(list(ids))), frame=self._library)

    def _matching(self, names: Sequence[str]) -> pl.DataFrame:
        """Return the rows of the summary whose metric matches one of the names."""
        require_names(names)
        summary = self._contents.summary
        return matching_rows(summary, names).drop("position") if names else summary

    def _frame(self, frame: pl.DataFrame) -> Frame:
        """Return a copy in the user's library, with a categorical `run`, so that frames can be joined."""
        named = frame.schema["run"] == pl.String  # casting a categorical column would copy all columns
        own = frame.with_columns(pl.col("run").cast(pl.Categorical())) if named else frame.clone()
        return cast("Frame", to_pandas(own) if self._library == "pandas" else own)


def require_names(names: Sequence[object]) -> None:
    """Raise an error if the name of a metric is not a string."""
    for name in names:
        require_type("the name of a metric", name, str, "a string, such as 'val_loss' or 'val_*'")


def _refuse_run_folder(path: str) -> None:
    """Raise an error if a file to write would be in the folder of a run."""
    from logtools.errors import OutputError
    from logtools.storage.discovery import holds_log, is_log_name
    from logtools.storage.filesystem import LOCAL

    folder, _, name = LOCAL.resolve(path).rpartition("/")  # a link is followed when the file is written
    if holds_log(folder, LOCAL):
        raise OutputError(f"cannot write {path}: {folder} is the folder of a run; write to another folder")
    if is_log_name(name):
        raise OutputError(f"cannot write {path}: a folder with a file of this name is a run; use another name")
