"""Find resumed runs, and merge each chain into one run.

A training that was stopped and resumed has a version folder for each part, and the steps between the last checkpoint
and the stop are in two of them. A run continues an earlier run in the same folder if its hyperparameters are equal, and
its first step is within or directly after the steps of the earlier run. Of steps that both have, those of the later run
are kept. If the steps go back within one file, its segments form such a chain, too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import polars as pl

from logtools import schema
from logtools.formats.lightning.axes import DEFAULT_LOG_INTERVAL
from logtools.metrics.stage import is_evaluation_step

__all__ = ["Continuation", "chain_heads", "find_continuations", "find_resumed_runs", "merge_resumed"]

#: Number of parts without a continuation that are considered for each later part.
_NEAREST = 40
#: The largest index of a segment.
_LAST_SEGMENT = 32_767


@dataclass(frozen=True, kw_only=True)
class Continuation:
    """A run, or a segment of it, that continues another."""

    #: (run, segment) of the stopped part, and of the part that continues it.
    before: tuple[str, int]
    after: tuple[str, int]
    #: The first step and epoch of the later part: values of the earlier part from there on are cut.
    step: int
    epoch: int
    #: Whether its steps continue those of the earlier part (Lightning 1.6.0 to 1.6.4 start again at 0).
    aligned: bool


def find_resumed_runs(
    summary: pl.DataFrame, hparams: pl.DataFrame, observations: Callable[[pl.DataFrame], pl.DataFrame]
) -> list[Continuation]:
    """Find runs that continue another run; only one train metric of runs with equal hyperparameters is read.

    Args:
        summary: schema.SUMMARY.
        hparams: one row per run, in natural order.
        observations: reads series, in file order: run, segment, epoch, step and value.
    """
    names = [name for name in hparams.columns if name != "run"]
    folder = pl.col("run").str.replace(r"[^/]*$", "")
    alike = hparams.with_columns(folder.alias("")).filter(pl.struct("", *names).is_duplicated()).get_column("run")
    if alike.len() < 2:
        return []
    trained = summary.filter((pl.col("stage") == "train") & pl.col("run").cast(pl.String).is_in(alike.to_list()))
    curves = observations(trained.unique("run", keep="first", maintain_order=True))
    begins = curves.group_by("run").agg(pl.col("epoch", "step").first())
    if begins.select("epoch", "step").n_unique() < 2:  # the usual case: all start from the beginning
        return []
    links = find_continuations(
        curves.with_columns(stage=pl.lit("train")), hparams.filter(pl.col("run").is_in(alike.to_list()))
    )
    return [link for link in links if link.after[0] != link.before[0]]


def find_continuations(metrics: pl.DataFrame, hparams: pl.DataFrame) -> list[Continuation]:
    """Find runs that continue another run of the collection.

    `metrics` is schema.METRICS; `hparams` has one row per run, in natural order. A run continues at most one other run,
    the nearest one before it, and at most one run continues it. Only the 40 nearest parts that nothing continues are
    considered, so that the time does not grow with the square of the number of restarts.
    """
    settings = {row[0]: repr(row[1:]) for row in hparams.iter_rows()}
    found: list[Continuation] = []
    candidates: dict[tuple[str, str], list[_Range]] = {}
    for later in _ranges(metrics, hparams.get_column("run").to_list()):
        run = later.key[0]
        neighbours = candidates.setdefault((run.rpartition("/")[0], settings[run]), [])
        for i in reversed(range(len(neighbours))):
            link = _link(neighbours[i], later)
            if link is not None:
                del neighbours[i]
                found.append(link)
                break
        neighbours.append(later)
        del neighbours[:-_NEAREST]
    return found


@dataclass(frozen=True, kw_only=True)
class _Range:
    """The range of steps and epochs that a run, or a segment, trained."""

    key: tuple[str, int]
    first_step: int
    last_step: int
    first_epoch: int
    last_epoch: int
    #: The largest distance of its steps: usually log_every_n_steps.
    log_interval: int
    #: Number of logged steps.
    steps: int


def _ranges(metrics: pl.DataFrame, runs: Sequence[str]) -> list[_Range]:
    trained = metrics.filter(
        (pl.col("stage") == "train") & pl.col("epoch").is_not_null() & pl.col("step").is_not_null()
    )
    steps = trained.select("run", "segment", "step", "epoch").unique().sort("run", "segment", "step")
    log_interval = pl.col("step").diff().max().fill_null(1)
    table = steps.group_by("run", "segment").agg(
        pl.col("step").min().alias("first_step"),
        pl.col("step").max().alias("last_step"),
        pl.col("epoch").min().alias("first_epoch"),
        pl.col("epoch").max().alias("last_epoch"),
        log_interval.alias("log_interval"),
        pl.col("step").n_unique().alias("steps"),
    )
    order = {run: i for i, run in enumerate(runs)}
    rows = [
        _Range(
            key=(row["run"], row["segment"]),
            **{
                name: row[name]
                for name in ("first_step", "last_step", "first_epoch", "last_epoch", "log_interval", "steps")
            },
        )
        for row in table.iter_rows(named=True)
    ]
    return sorted(rows, key=lambda row: (order[row.key[0]], row.key[1]))


def _link(earlier: _Range, later: _Range) -> Continuation | None:
    """Link two parts if the later one is not a fresh start: its first step or epoch is in or after the earlier part."""
    interval = max(earlier.log_interval, later.log_interval)
    # the first logged step of a fresh run is often 49
    fresh = later.first_step + 1 in {later.log_interval, DEFAULT_LOG_INTERVAL} or (
        later.first_epoch == 0 and later.steps < 3
    )
    aligned = (
        not fresh
        and later.first_step >= max(interval, earlier.first_step + 1)
        and later.first_epoch >= earlier.first_epoch
        and later.first_step - earlier.last_step <= interval + 1  # Lightning 1.5 leaves a gap of one step
        and later.last_step > earlier.last_step
    )
    epoch_length = (earlier.last_step + 1) / max(earlier.last_epoch + 1, 1)  # an epoch may be negative
    pace = (later.last_step - later.first_step) / max(later.last_epoch - later.first_epoch, 1)
    begun_again = (
        later.first_epoch > earlier.first_epoch
        and later.first_epoch - earlier.last_epoch in {0, 1}
        and later.first_step + 1 < epoch_length * later.first_epoch / 2
        and epoch_length / 2 < pace < epoch_length * 2
    )
    if not aligned and not begun_again:
        return None
    return Continuation(
        before=earlier.key, after=later.key, step=later.first_step, epoch=later.first_epoch, aligned=aligned
    )


def chain_heads(found: Sequence[Continuation]) -> dict[tuple[str, int], tuple[str, int]]:
    """Return, for each (run, segment) that continues another, the run and segment it is merged into.

    Parts get the segment of the first part; parts whose steps start again get their own.
    """
    joined: dict[tuple[str, int], tuple[str, int]] = {}
    for link in found:
        run, segment = joined.get(link.before, link.before)
        joined[link.after] = (run, segment if link.aligned else min(segment + 1, _LAST_SEGMENT))
    return joined


def merge_resumed(metrics: pl.DataFrame, found: Sequence[Continuation]) -> tuple[pl.DataFrame, list[int]]:
    """Merge chains: each run gets the id of the first run of its chain, and values that a later run repeats are cut.

    Returns the frame (schema.METRICS, with schema.PROVENANCE if `metrics` has it), and the number of observations that
    were cut for each link.
    """
    if not found:
        return metrics, []
    heads = chain_heads(found)
    keys = list(dict.fromkeys(key for link in found for key in (link.before, link.after)))
    cut = {link.before: (i, link.aligned, link.step, link.epoch) for i, link in enumerate(found)}
    table = pl.DataFrame(
        [(*key, *heads.get(key, (None, None)), *cut.get(key, (None, None, None, None))) for key in keys],
        schema={
            "run": pl.String, "segment": pl.Int16, "head": pl.String, "part": pl.Int16,
            "link": pl.UInt32, "aligned": pl.Boolean, "cut_step": pl.Int64, "cut_epoch": pl.Int64,
        },
        orient="row",
    ).with_columns(pl.col("run", "head").cast(pl.Categorical()))  # fmt: skip
    joined = metrics.join(table, on=["run", "segment"], how="left", maintain_order="left")
    repeated = joined.select((pl.col("link").is_not_null() & _is_repeated()).fill_null(value=False)).to_series()
    counts = dict(joined.filter(repeated).group_by("link").len().iter_rows())
    named = joined.filter(~repeated).with_columns(
        pl.coalesce("head", "run").alias("run"), pl.coalesce("part", "segment").alias("segment")
    )
    series = pl.struct(schema.SERIES_LABELS)
    gathered = named.with_columns(series.rank("dense").alias("series")).sort("series", "run", maintain_order=True)
    return gathered.select(metrics.columns), [counts.get(i, 0) for i in range(len(found))]


def _is_repeated() -> pl.Expr:
    """Return which values of an earlier part are at or after the first step of the later part."""
    by_step, by_epoch = pl.col("step") >= pl.col("cut_step"), pl.col("epoch") >= pl.col("cut_epoch")
    return pl.when(pl.col("aligned") & ~is_evaluation_step()).then(by_step).otherwise(by_epoch)
