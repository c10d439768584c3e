"""`Logs`: the collection of runs a user holds. Each method is one or two lines of the floors below.

Nothing is read before it is asked for, and what was read is kept: a `Logs` shows its runs as they were then, and
`read` again shows them as they are now.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from functools import cached_property
from typing import TYPE_CHECKING, Generic, Literal, TypeVar, Unpack, cast, overload

import polars as pl

from logtools.analysis.queries.run_filters import matching_runs
from logtools.analysis.tables.by_epoch import by_epoch
from logtools.analysis.tables.by_step import by_step
from logtools.collection import Collection
from logtools.errors import InvalidValueError
from logtools.pandas_frames import require_pandas, to_pandas
from logtools.storage.discovery import find, resolve

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from logtools.analysis.comparison.comparison import Comparison
    from logtools.figures.spec import FigureSpec
    from logtools.plotting.pipeline import PlotOptions

__all__ = ["Logs", "read"]

Library = Literal["polars", "pandas"]
#: The frames a `Logs` returns: polars.DataFrame or pandas.DataFrame.
Frame = TypeVar("Frame")


@overload
def read(
    *paths: str | os.PathLike[str], frame: Literal["polars"] = "polars", stitch: bool = False
) -> Logs[pl.DataFrame]: ...
@overload
def read(*paths: str | os.PathLike[str], frame: Literal["pandas"], stitch: bool = False) -> Logs[pd.DataFrame]: ...
def read(
    *paths: str | os.PathLike[str], frame: Library = "polars", stitch: bool = False
) -> Logs[pl.DataFrame] | Logs[pd.DataFrame]:
    """Find every run below the given paths.

    Args:
        paths: folders to search, run folders, or `metrics.csv` files; the current folder by default.
        frame: the library whose frames the methods return.
        stitch: whether runs that continue one another are joined into one, named after the first; what the earlier
            one has from where the later one begins is cut, and a notice says so.

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
    return Logs(Collection(find(paths or (".",)), stitch=stitch), frame=frame)


class Logs(Generic[Frame]):
    """Runs, and what they logged."""

    def __init__(self, contents: Collection, *, frame: Library = "polars") -> None:
        """Show `contents` in frames of the library `frame`. Use `read` instead."""
        self._contents = contents
        self._library = frame

    @property
    def ids(self) -> tuple[str, ...]:
        """The run ids, in natural order (`version_10` after `version_2`)."""
        return self._contents.ids

    def __len__(self) -> int:
        """Return the number of runs."""
        return len(self.ids)

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
        known = {run.id for run in self._contents.runs}
        ids = [one if one in known else resolve(one, self._contents.runs).id for one in names]
        runs = self._contents.members(ids)
        return Logs(self._contents.narrowed(runs), frame=self._library)

    def latest(self) -> Logs[Frame]:
        """Return the run that was written to last."""
        return self["latest"]

    def where(self, condition: str) -> Logs[Frame]:
        """Return the runs that a condition on hyper-parameters and metrics holds for.

        The condition is SQL, as polars reads it; a metric stands for the value that `compare` shows of it.

        Raises:
            InvalidValueError: if it is no condition, or names what no run has.
            NothingFoundError: if it holds for no run.

        >>> read("fixtures/logs/sweep").where("lr < 0.001 and val_loss < 0.48").ids
        ('version_2',)
        """
        return self[matching_runs(condition, self._contents.summary, self._contents.hparams)]

    @cached_property
    def runs(self) -> Frame:
        """What was found, one row a run, from the head and the tail of each file: schema.RUNS."""
        return self._frame(self._contents.found())

    @property
    def notices(self) -> Frame:
        """What reading had to skip, repair or guess, one row a run and kind: schema.NOTICES."""
        return self._frame(self._contents.notices())

    def metrics(self, *, provenance: bool = False) -> Frame:
        """Return the tidy frame, one row an observation: schema.METRICS.

        With `provenance` flagged observations are included, and schema.PROVENANCE tells where each value stands.

        >>> logs = read("fixtures/logs/sweep")
        >>> logs["version_0"].metrics().columns[:4]
        ['run', 'segment', 'stage', 'metric']
        """
        return self._frame(self._contents.observations() if provenance else self._contents.metrics)

    def epochs(self) -> Frame:
        """Return one row per run, segment and epoch: schema.EPOCHS, then a column per metric."""
        return self._frame(self._contents.ordered(by_epoch(self._contents.metrics)))

    def steps(self) -> Frame:
        """Return one row per run, segment and train step: schema.STEPS, then a column per train metric and monitor."""
        return self._frame(self._contents.ordered(by_step(self._contents.metrics)))

    def hparams(self) -> Frame:
        """Return one row per run: `run`, then a column per hyper-parameter, nested names joined with dots."""
        return self._frame(self._contents.hparams)

    def summary(self) -> Frame:
        """Return one row per run and metric, what the series comes down to: schema.SUMMARY."""
        return self._frame(self._contents.summary)

    def checkpoints(self) -> Frame:
        """Return the checkpoints beside the logs, one row each: schema.CHECKPOINTS."""
        return self._frame(self._contents.checkpoints())

    def compare(  # noqa: PLR0913 - a question has as many parts
        self,
        metric: str | None = None,
        *,
        direction: Literal["min", "max"] | None = None,
        by: str | Sequence[str] | None = None,
        at: str | None = None,
        smooth: str | float | None = None,
        baseline: str | None = None,
        seed_key: str | None = None,
        paired: bool = True,
        confidence: float = 0.95,
    ) -> Comparison:
        """Put the runs side by side, best first; then settings side by side, over their seeds.

        Args:
            metric: what ranks; by default the metric that most runs have, validation before training.
            direction: whether smaller (`min`) or larger (`max`) is better; by default what the metric's name tells.
            by: what tells settings apart: hyper-parameters, or `path:1` for the first part of the run ids; by default
                all hyper-parameters but the seed, and the folders.
            at: the value of a run that ranks: `best`, `last`, `epoch=10` or `step=5000`; by default the best, and of a
                training metric the last.
            smooth: how the curves are smoothed first: the weight, below 1, of an exponential moving average (`0.6`),
                `gaussian:200` or `median:51`; a value that is not finite ends what came before.
            baseline: the run or the group (`lr=0.001`) the others are compared with; by default the best group.
            seed_key: the hyper-parameter, or `path:2`, that only repeats a setting; by default recognised by its name.
            paired: whether groups are compared run by run where they have seeds in common. Where a seed does nothing to
                the result, comparing their means can show more; to be settled before the result is seen.
            confidence: of the intervals; tests conclude at 1 - confidence.

        Returns:
            Frames of the library that `read` was given, and sentences about them.

        Raises:
            MetricNotFoundError: if no run has logged the metric.
            InvalidValueError: if its name tells no direction and none is given, or another argument cannot be used.

        >>> comparison = read("fixtures/logs/sweep").compare("val_acc")
        >>> comparison.ranking.name, comparison.hparams
        ('best val_acc', ('lr', 'seed'))
        """
        from logtools.analysis.comparison.comparison import ComparisonOptions, compare
        from logtools.notebook import NotebookComparison

        question = ComparisonOptions(
            metric=metric,
            direction=direction,
            by=[part.strip() for part in by.split(",")] if isinstance(by, str) else by,
            at=at,
            smooth=smooth,
            baseline=baseline,
            seed_key=seed_key,
            paired=paired,
            confidence=confidence,
        )
        read = self._contents
        made = compare(read.summary, read.hparams, question, observations=read.series, active=read.active)
        parts = {part.name: getattr(made, part.name) for part in fields(made)}
        if self._library == "pandas":
            parts |= {name: to_pandas(part) for name, part in parts.items() if isinstance(part, pl.DataFrame)}
        return NotebookComparison(plain=made, **parts)

    def figure(self, *metrics: str, **options: Unpack[PlotOptions]) -> FigureSpec:
        """Say what `plot` draws, as plain data: panels, curves, marks, and notes of what was left out or condensed.

        `metrics` and `options` are those of `plot`.
        """
        from logtools.plotting.pipeline import build_figure

        return build_figure(self._contents, metrics, options)

    def plot(
        self,
        *metrics: str,
        size: tuple[float, float] | None = None,
        ax: Axes | Iterable[Axes] | None = None,
        style: str | os.PathLike[str] | None = None,
        notes: bool = True,
        **options: Unpack[PlotOptions],
    ) -> Figure:
        """Draw curves: one panel a quantity, training steps faint, epoch values and validation as marked lines.

        Args:
            metrics: names, quantities, patterns such as `val_*` or `/regex/`; by default the most important ones.
            size: width and height in inches.
            ax: axes to draw on, as many as there are panels; by default those of a new figure.
            style: a matplotlib style sheet; the caller's settings stay as they are.
            notes: whether the new figure says what was left out or condensed (as `figure(...).notes` does).
            options: how to show them (`logtools.plotting.pipeline.PictureOptions`):

                - `kind`: `curves`, or what came of the runs: `scatter`, `box`, `parallel`, `heatmap`.
                - `x`: `step`, `epoch`, `samples` or `time`.
                - `smooth`: `0.6` (a debiased moving average), `"gaussian:20"` or `"median:51"`.
                - `by`: hyper-parameters; runs that share their values are drawn as their mean, with a `band`: `std`,
                  `ci` or `minmax`.
                - `color_by`: `run`, or a hyper-parameter that is a number and becomes a colour scale.
                - `facet`: `quantity`, or a panel each for every `run` or value of a hyper-parameter.
                - `grid`: rows and columns of panels, such as `(2, 3)`.
                - `log`, `log_x`: logarithmic axes.
                - `clip`: whether outliers are cut off and marked at the edge; by default only if they hide the rest.
                - `title`: text above the figure.

        Raises:
            MetricNotFoundError: if a name fits nothing that was logged.
            InvalidValueError: if an option has a value that cannot be used, or no meaning beside the others.
            NothingFoundError: if nothing was logged that could be drawn.
        """
        from logtools.figures.renderers.matplotlib import draw

        return draw(self.figure(*metrics, **options), size=size, ax=ax, style=style, notes=notes)

    def _frame(self, frame: pl.DataFrame) -> Frame:
        """Hand out a frame of the caller's own, which he may change; by `run` it joins with all others."""
        named = frame.schema["run"] == pl.String  # a cast of what is Categorical already would copy all columns
        own = frame.with_columns(pl.col("run").cast(pl.Categorical())) if named else frame.clone()
        return cast("Frame", to_pandas(own) if self._library == "pandas" else own)
