"""Put the runs of candidate and baseline into the same frames, so that they are compared like any two groups."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

import polars as pl

from logtools.analysis.comparison.run_folders import folder_index
from logtools.analysis.tables.hparams import tabulate
from logtools.analysis.tables.summary import add_labels
from logtools.analysis.values.run_values import ReadSeries
from logtools.configuration import NO_CONFIGURATION, Configuration
from logtools.record import Record

__all__ = ["SIDE", "SideRuns", "join_sides", "seed_key_of_joined"]

#: The name that identifies the side of a run: `join_sides` puts its name in front of the run id, as a folder.
SIDE = "path:1"


class SideRuns(Record):
    """Runs, and what they logged."""

    #: `candidate` or `baseline`.
    name: str
    #: schema.SUMMARY.
    summary: pl.DataFrame
    #: One row per run: `run`, then a column per hyperparameter.
    hparams: pl.DataFrame
    #: Reads series, see `run_values.ReadSeries`.
    series: ReadSeries
    #: Returns the ids of the runs that continue another one.
    continued: Callable[[], Collection[str]] = tuple
    #: Ids of runs that may still be running.
    active: Collection[str] = ()
    #: Ids of runs that count as diverged, whatever their value.
    failed: Collection[str] = ()
    #: The user's directions and names of seeds.
    configuration: Configuration = NO_CONFIGURATION

    @property
    def runs(self) -> list[str]:
        """The run ids, in natural order."""
        return self.hparams.get_column("run").to_list()


def join_sides(sides: Sequence[SideRuns]) -> SideRuns:
    """Return the runs of all sides; run `version_0` of the candidate has the id `candidate/version_0`.

    Metrics that the sides spell differently get one label. If the sides have several configurations, the candidate's is
    used.
    """
    configuration = next((c for side in sides if (c := side.configuration) != NO_CONFIGURATION), NO_CONFIGURATION)
    summary = pl.concat([_named(side.summary, side.name) for side in sides])
    rows = [row for side in sides for row in side.hparams.drop("run").iter_rows(named=True)]
    values = [{name: value for name, value in row.items() if value is not None} for row in rows]

    def series(wanted: pl.DataFrame) -> pl.DataFrame:
        read = []
        for side in sides:
            run = pl.col("run").cast(pl.String)
            own = wanted.filter(run.str.starts_with(f"{side.name}/"))
            read.append(_named(side.series(own.with_columns(run.str.strip_prefix(f"{side.name}/"))), side.name))
        return pl.concat(read)

    return SideRuns(
        name="",
        summary=add_labels(summary.drop("label", "direction", "best", "best_epoch", "best_step"), configuration),
        hparams=tabulate(_ids(sides, "runs"), values),
        series=series,
        continued=lambda: [f"{side.name}/{run}" for side in sides for run in side.continued()],
        active=_ids(sides, "active"),
        failed=_ids(sides, "failed"),
        configuration=configuration,
    )


def seed_key_of_joined(seed_key: str | None) -> str | None:
    """Return the seed key for joined runs: `path:2` instead of `path:1`.

    >>> seed_key_of_joined("path:1"), seed_key_of_joined("path:-1"), seed_key_of_joined("seed")
    ('path:2', 'path:-1', 'seed')
    """
    index = folder_index(seed_key)
    return seed_key if index is None or index < 0 else f"path:{index + 1}"


def _named(frame: pl.DataFrame, name: str) -> pl.DataFrame:
    run = pl.lit(f"{name}/") + pl.col("run").cast(pl.String)
    return frame.with_columns(run.cast(frame.schema["run"]).alias("run"))


def _ids(sides: Sequence[SideRuns], what: str) -> list[str]:
    return [f"{side.name}/{run}" for side in sides for run in getattr(side, what)]
