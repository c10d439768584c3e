"""Separate stages that share a column: rows that fill the same cells but are of different kinds.

If a module logs plain `loss` in training and in validation, train steps and validations alternate in one column.
Lightning writes a train step only if `(step + 1) % log_every_n_steps == 0`, and a validation when it ends. So a row at
another step, or a second row at the same step, is a validation, provided that every epoch ends with one.

If a module logs `loss` per step and per epoch in both stages, `loss_epoch` has a row for each validation, and then one
for the training of the epoch.
"""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from logtools.formats.lightning.axes import DEFAULT_LOG_INTERVAL
from logtools.formats.lightning.column_names import Header
from logtools.formats.lightning.row_signatures import Codes

__all__ = ["split_stages", "split_validation_means"]

_EPOCH = ("source", "code", "segment", "epoch")


def split_stages(
    frame: pl.DataFrame, codes: Codes, unnamed: Iterable[int]
) -> tuple[pl.DataFrame, Codes, frozenset[int]]:
    """Give validations among the rows with `unnamed` signatures their own signature.

    Returns the frame with a changed column `code`, the codes including new ones, and the codes of validations.
    """
    wanted = sorted(code for code in unnamed if not codes[code][1])
    chosen = frame.lazy().with_row_index("at").filter(pl.col("code").is_in(wanted), pl.col("step").is_not_null())
    rows = chosen.select("at", "step", *_EPOCH).collect() if wanted else pl.DataFrame()
    if rows.height < 2 or not rows.select(pl.len().over(_EPOCH).max() > 1).item():
        return frame, codes, frozenset()
    found = [_validations(rows, interval) for interval in _intervals()]
    at = pl.concat(found).group_by("source", "code", maintain_order=True).agg(pl.col("at").first()).explode("at")
    if at.is_empty():
        return frame, codes, frozenset()
    split = at.get_column("code").unique().sort().to_list()
    fresh = {code: max(codes) + 1 + i for i, code in enumerate(split)}
    moved = frame.get_column("code").scatter(at.get_column("at"), at.get_column("code").replace(fresh))
    more = codes | {new: codes[code] for code, new in fresh.items()}
    return frame.with_columns(moved.alias("code")), more, frozenset(fresh.values())


def split_validation_means(
    frame: pl.DataFrame, codes: Codes, header: Header
) -> tuple[pl.DataFrame, Codes, frozenset[int]]:
    """Give means of validations their own signature if training and validation log the same forked name.

    In such a file, the steps of the name are both train steps, with an epoch, and evaluation steps, without one. The
    last of several means in an epoch is that of the training. (Up to 1.3 it is the first; those versions have
    `/epoch_N` in the names of evaluation steps, and are not changed.)

    Returns the same as `split_stages`.
    """
    columns = header.columns
    if any(column.epoch_suffix is not None for column in columns.values()):
        return frame, codes, frozenset()
    shared: dict[int, tuple[list[int], list[int]]] = {}
    for code, (filled, blank) in codes.items():
        here = [columns[i] for i in filled]
        if blank or not here or any(column.fork != "epoch" or column.stage for column in here):
            continue
        metrics = {(column.metric, column.dataloader) for column in here}
        halves = {i for i, c in columns.items() if c.fork == "step" and (c.metric, c.dataloader) in metrics}
        steps = [[c for c, (cells, none) in codes.items() if none is kind and halves & cells] for kind in (True, False)]
        if all(steps):
            shared[code] = steps[0], steps[1]
    moved = frame
    fresh: dict[int, int] = {}
    for code, (evaluated, trained) in shared.items():
        both = (pl.col("code").is_in(evaluated).any() & pl.col("code").is_in(trained).any()).over("source")
        mean = (pl.col("code") == code) & both
        last = pl.int_range(pl.len()).over(_EPOCH) == pl.len().over(_EPOCH) - 1
        new = max(codes) + 1 + len(fresh)
        split = moved.with_columns(pl.when(mean & ~last).then(new).otherwise("code").cast(pl.Int64).alias("code"))
        if (split.get_column("code") == new).any():
            moved, fresh[new] = split, code
    return moved, codes | {new: codes[code] for new, code in fresh.items()}, frozenset(fresh)


def _intervals() -> list[pl.Expr]:
    """Return guesses of log_every_n_steps: the most common distance, the default, the most common distance of lag 2."""
    step = pl.col("step")
    near, far = (step - step.shift(lag).over("source", "code") for lag in (1, 2))
    commonest = [distance.filter(distance > 0).mode().min().over("source", "code") for distance in (near, far)]
    return [commonest[0], pl.lit(DEFAULT_LOG_INTERVAL, dtype=pl.Int64), commonest[1]]


def _validations(rows: pl.DataFrame, interval: pl.Expr) -> pl.DataFrame:
    """Return the positions of validations per file and signature, if the log interval explains the other rows."""
    step = pl.col("step")
    again = step == step.shift(1).over(_EPOCH)
    off = (((step + 1) % interval != 0) | again).fill_null(value=False)
    marked = rows.with_columns(off.alias("off")).with_columns(_tested().alias("off"))
    epochs = marked.group_by(_EPOCH, maintain_order=True).agg(
        pl.col("off").sum().alias("validations"), pl.col("off").last().alias("ends"), pl.len().alias("rows")
    )
    latest = pl.struct("segment", "epoch") == pl.struct("segment", "epoch").last()
    tested = (pl.col("rows") == 1) & (pl.len() > 1)
    explained = epochs.group_by("source", "code", maintain_order=True).agg(
        (pl.col("ends") | latest).all().alias("all"),
        pl.col("ends").any().alias("any"),
        ((2 * pl.col("validations") <= pl.col("rows")) | (latest & tested)).all().alias("fewer"),
    )
    explained = explained.filter("all", "any", "fewer").select("source", "code")
    kept = marked.filter("off").join(explained, on=["source", "code"], maintain_order="left")
    return kept.group_by("source", "code", maintain_order=True).agg("at")


def _tested() -> pl.Expr:
    """Return a mask of the rows to split: validations, and a test after training, one step after the last of them."""
    file = ("source", "code")
    final = pl.int_range(pl.len()).over(file) == pl.len().over(file) - 1
    behind = pl.col("step") == pl.col("step").shift(1).over(file) + 1
    return pl.col("off") | (final & behind & pl.col("off").shift(1).over(file)).fill_null(value=False)
