"""One name in several stages: rows that fill the same cells and yet are of different kinds.

A module that logs plain `loss` in training and in validation leaves one column in which train steps and validations
alternate. Lightning writes a train step only where `(step + 1) % log_every_n_steps == 0`, and a validation where it
ends: so a row off that beat, or a second one at the same step, is a validation, provided that every epoch ends in one.
"""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from logtools.formats.lightning.axes import USUAL_BEAT
from logtools.formats.lightning.row_signatures import Codes

__all__ = ["split_stages"]

_PLACE = ("source", "code", "segment", "epoch")


def split_stages(frame: pl.DataFrame, codes: Codes, unnamed: Iterable[int]) -> tuple[pl.DataFrame, dict[int, int]]:
    """Give the validations among the rows of `unnamed` patterns a pattern of their own.

    Returns the frame, and which new pattern stands for the validations of which old one. `codes` gains the new ones.
    """
    wanted = sorted(code for code in unnamed if not codes[code][1])
    chosen = frame.lazy().with_row_index("at").filter(pl.col("code").is_in(wanted), pl.col("step").is_not_null())
    rows = chosen.select("at", "step", *_PLACE).collect() if wanted else pl.DataFrame()
    if rows.height < 2 or not rows.select(pl.len().over(_PLACE).max() > 1).item():
        return frame, {}
    found = [_validations(rows, beat) for beat in _beats()]
    at = pl.concat(found).group_by("source", "code", maintain_order=True).agg(pl.col("at").first()).explode("at")
    if at.is_empty():
        return frame, {}
    fresh = {code: max(codes) + 1 + i for i, code in enumerate(wanted)}
    for code, new in fresh.items():
        codes[new] = codes[code]
    moved = frame.get_column("code").scatter(at.get_column("at"), at.get_column("code").replace(fresh))
    used = set(at.get_column("code").unique().to_list())
    return frame.with_columns(moved.alias("code")), {new: code for code, new in fresh.items() if code in used}


def _beats() -> list[pl.Expr]:
    """Return guesses at log_every_n_steps: the commonest distance, the default, the commonest of every other."""
    step = pl.col("step")
    near, far = (step - step.shift(lag).over("source", "code") for lag in (1, 2))
    commonest = [distance.filter(distance > 0).mode().min().over("source", "code") for distance in (near, far)]
    return [commonest[0], pl.lit(USUAL_BEAT, dtype=pl.Int64), commonest[1]]


def _validations(rows: pl.DataFrame, beat: pl.Expr) -> pl.DataFrame:
    """Return, per file and pattern for which a beat explains all rows, the positions of those off it."""
    step = pl.col("step")
    again = step == step.shift(1).over(_PLACE)
    off = (((step + 1) % beat != 0) | again).fill_null(value=False)
    marked = rows.with_columns(off.alias("off")).with_columns(_tested().alias("off"))
    epochs = marked.group_by(_PLACE, maintain_order=True).agg(
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
    """Count a last row one step behind the last validation as off the beat too: a test after the training."""
    file = ("source", "code")
    final = pl.int_range(pl.len()).over(file) == pl.len().over(file) - 1
    behind = pl.col("step") == pl.col("step").shift(1).over(file) + 1
    return pl.col("off") | (final & behind & pl.col("off").shift(1).over(file)).fill_null(value=False)
