"""`Logs`: the collection of runs a user holds. Each method is one or two lines of the floors below.

Nothing is read before it is asked for, and what was read is kept: a `Logs` shows its runs as they were then, and
`read` again shows them as they are now.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Generic, Literal, TypeVar, cast, overload

import polars as pl

from logtools import schema
from logtools.analysis.comparison import Comparison, compare
from logtools.analysis.epochs import by_epoch
from logtools.analysis.hparams import run_labels, tabulate
from logtools.analysis.steps import by_step
from logtools.analysis.summary import completed, summarise
from logtools.errors import InvalidValueError
from logtools.interop import require_pandas, to_pandas
from logtools.storage.discover import Run, find, resolve
from logtools.storage.glance import checkpoints, glance
from logtools.storage.reader import Notice, read_batches, read_hyperparameters

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

__all__ = ["Logs", "read"]

Library = Literal["polars", "pandas"]
#: The frames a `Logs` returns: polars.DataFrame or pandas.DataFrame.
Frame = TypeVar("Frame")


@overload
def read(*paths: str | os.PathLike[str], frame: Literal["polars"] = "polars") -> Logs[pl.DataFrame]: ...
@overload
def read(*paths: str | os.PathLike[str], frame: Literal["pandas"]) -> Logs[pd.DataFrame]: ...
def read(*paths: str | os.PathLike[str], frame: Library = "polars") -> Logs[pl.DataFrame] | Logs[pd.DataFrame]:
    """Find every run below the given paths.

    Args:
        paths: folders to search, run folders, or `metrics.csv` files; the current folder by default.
        frame: the library whose frames the methods return.

    Raises:
        NothingFoundError: if a path does not exist, or no run is below any of them.
        MissingExtraError: if `frame` is pandas, which is not installed.

    >>> logs = read("fixtures/logs/sweep")
    >>> len(logs), logs.ids[0]
    (12, 'version_0')
    """
    if frame not in {"polars", "pandas"}:
        raise InvalidValueError(f"no such frame library: {frame!r}; there are 'polars' and 'pandas'")
    if frame == "pandas":
        require_pandas()
    runs = find(paths or (".",))
    return Logs(runs, siblings=runs, frame=frame)


class Logs(Generic[Frame]):
    """Runs, and what they logged."""

    def __init__(self, runs: Sequence[Run], *, siblings: Sequence[Run], frame: Library = "polars") -> None:
        """Hold `runs`; `siblings` are all runs of the tree they were found in. Use `read` instead."""
        self._runs = tuple(runs)
        self._siblings = tuple(siblings)
        self._library = frame

    @property
    def ids(self) -> tuple[str, ...]:
        """The run ids, in natural order (`version_10` after `version_2`)."""
        return tuple(run.id for run in self._runs)

    def __len__(self) -> int:
        """Return the number of runs."""
        return len(self._runs)

    def __iter__(self) -> Iterator[str]:
        """Iterate over the run ids."""
        return iter(self.ids)

    def __contains__(self, name: object) -> bool:
        """Tell whether a run has this id."""
        return name in self.ids

    def __repr__(self) -> str:
        """Return the number of runs and the first few ids."""
        some = ", ".join(self.ids[:3]) + (", ..." if len(self) > 3 else "")
        return f"Logs({len(self)} {'run' if len(self) == 1 else 'runs'}: {some})"

    def __getitem__(self, name: str | Sequence[str]) -> Logs[Frame]:
        """Return the run, or the runs, of these names: ids, unique tails of ids, or `latest`.

        Raises:
            RunNotFoundError: if there is no such run.
            AmbiguousRunError: if a name fits several.
        """
        names = [name] if isinstance(name, str) else name
        chosen = dict.fromkeys(resolve(one, self._runs) for one in names)
        return Logs(list(chosen), siblings=self._siblings, frame=self._library)

    def latest(self) -> Logs[Frame]:
        """Return the run that was written to last."""
        return self["latest"]

    @cached_property
    def runs(self) -> Frame:
        """What was found, one row a run, from the head and the tail of each file: schema.RUNS."""
        rows = []
        for run in self._runs:
            seen = glance(run)
            changed = datetime.fromtimestamp(run.changed, tz=UTC)
            rows.append(
                (
                    run.id,
                    str(run.path),
                    seen.state,
                    seen.epoch,
                    seen.step,
                    seen.metrics,
                    run.size or 0,
                    changed,
                    seen.notice,
                )
            )
        return self._frame(pl.DataFrame(rows, schema=schema.RUNS, orient="row"))

    @property
    def notices(self) -> Frame:
        """What reading had to skip, repair or guess, one row a run and kind: schema.NOTICES."""
        found = [*self._summed[1], *self._hyperparameters[1]]
        rows = [(notice.run, notice.kind, notice.count, notice.message) for notice in found]
        return self._frame(self._ordered(pl.DataFrame(rows, schema=schema.NOTICES, orient="row")))

    def metrics(self, *, provenance: bool = False) -> Frame:
        """Return the tidy frame, one row an observation: schema.METRICS.

        With `provenance` flagged observations are included, and schema.PROVENANCE tells where each value stands.

        >>> logs = read("fixtures/logs/sweep")
        >>> logs["version_0"].metrics().columns[:4]
        ['run', 'segment', 'stage', 'metric']
        """
        if not provenance:
            return self._frame(self._metrics)
        batches = read_batches(self._runs, siblings=self._siblings, provenance=True)
        return self._frame(pl.concat(batch.frame for batch in batches))

    def epochs(self) -> Frame:
        """Return one row per run, segment and epoch: schema.EPOCHS, then a column per metric."""
        return self._frame(self._ordered(by_epoch(self._metrics)))

    def steps(self) -> Frame:
        """Return one row per run, segment and train step: schema.STEPS, then a column per train metric and monitor."""
        return self._frame(self._ordered(by_step(self._metrics)))

    def hparams(self) -> Frame:
        """Return one row per run: `run` (String), then a column per hyper-parameter, nested names joined with dots."""
        return self._frame(self._hparams)

    def summary(self) -> Frame:
        """Return one row per run and metric, what the series comes down to: schema.SUMMARY."""
        return self._frame(self._summary)

    def checkpoints(self) -> Frame:
        """Return the checkpoints beside the logs, one row each: schema.CHECKPOINTS."""
        rows = [(run.id, str(c.path), c.epoch, c.step, c.size) for run in self._runs for c in checkpoints(run)]
        return self._frame(pl.DataFrame(rows, schema=schema.CHECKPOINTS, orient="row"))

    def compare(self, metric: str | None = None, *, direction: Literal["min", "max"] | None = None) -> Comparison:
        """Put the runs side by side, best first.

        Args:
            metric: what ranks; by default the metric that most runs have, validation before training.
            direction: whether smaller (`min`) or larger (`max`) is better; by default what the metric's name tells.

        Raises:
            MetricNotFoundError: if no run has logged the metric.
            InvalidValueError: if its name tells no direction and none is given.

        >>> comparison = read("fixtures/logs/sweep").compare("val_acc")
        >>> comparison.ranking.name, comparison.hparams
        ('best val_acc', ('lr', 'seed'))
        """
        return compare(self._summary, self._hparams, metric=metric, direction=direction)

    def plot(self, *metrics: str, title: str | None = None, size: tuple[float, float] | None = None) -> Figure:
        """Draw curves: one panel a quantity, training steps faint, epoch values and validation as marked lines.

        Args:
            metrics: names, quantities or patterns such as `val_*`; by default the most important ones.
            title: text above the figure.
            size: width and height in inches.

        Raises:
            MetricNotFoundError: if a name fits nothing that was logged.
        """
        from logtools.figures.matplotlib import draw
        from logtools.figures.spec import build

        spec = build(self._metrics, self._summary, labels=run_labels(self._hparams), select=metrics, title=title)
        return draw(spec, size=size)

    def _frame(self, frame: pl.DataFrame) -> Frame:
        return cast("Frame", to_pandas(frame) if self._library == "pandas" else frame)

    def _ordered(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Put the rows of each run together, runs in natural order."""
        return frame.sort(pl.col("run").cast(pl.String).cast(pl.Enum(self.ids)), maintain_order=True)

    @cached_property
    def _metrics(self) -> pl.DataFrame:
        return pl.concat(batch.frame for batch in read_batches(self._runs, siblings=self._siblings))

    @cached_property
    def _summed(self) -> tuple[pl.DataFrame, list[Notice]]:
        """Sum up batch by batch, so that no more than one is ever held."""
        parts: list[pl.DataFrame] = []
        notices: list[Notice] = []
        for batch in read_batches(self._runs, siblings=self._siblings):
            parts.append(summarise(batch.frame))
            notices.extend(batch.notices)
        return completed(self._ordered(pl.concat(parts))), notices

    @property
    def _summary(self) -> pl.DataFrame:
        return self._summed[0]

    @cached_property
    def _hyperparameters(self) -> tuple[pl.DataFrame, list[Notice]]:
        values, notices = read_hyperparameters(self._runs)
        return tabulate(self.ids, values), notices

    @property
    def _hparams(self) -> pl.DataFrame:
        return self._hyperparameters[0]
