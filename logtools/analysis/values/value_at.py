"""Parse which value represents a run, such as `best`, `best:val_loss`, `epoch=10` or `first val_acc >= 0.9`.

`run_values` computes the values.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Literal

from logtools.choices import Direction
from logtools.errors import InvalidValueError

__all__ = ["PLACES", "ValueAt", "monitored", "parse_value_at", "value_name"]

#: The texts that `parse_value_at` reads, as examples.
PLACES = "best, best:val_loss, last, epoch=10, step=5000, common, auc or 'first val_acc >= 0.9'"
Kind = Literal["best", "last", "epoch", "step", "common", "auc", "first"]
Operator = Literal[">=", ">", "<=", "<"]
Unit = Literal["epochs", "steps", "seconds"]

_NUMBERED = re.compile(r"(epoch|step) ?= ?(\d{1,18})", re.IGNORECASE)
_MONITORED = re.compile(r"(best|min|max) ?: ?(.+)", re.IGNORECASE)
_FIRST = re.compile(
    r"first\s+(?P<metric>\S.*?)\s*(?P<operator>>=|<=|>|<)\s*(?P<threshold>[-+.\w]+)"
    r"(?:\s+in\s+(?P<unit>epochs|steps|seconds))?",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True)
class ValueAt:
    """Which value represents a run."""

    kind: Kind
    #: The epoch or step; None for other kinds.
    number: int | None = None
    #: `best`: the metric that picks the epoch, if not the metric itself. `first`: the metric of the condition.
    metric: str | None = None
    #: `best`: whether the lowest or highest value of the monitor is the best one; None to infer it from its name.
    direction: Direction | None = None
    #: `first`: the condition on the metric.
    operator: Operator | None = None
    threshold: float = 0.0
    #: `first`: what is counted; None for epochs, or for steps if no run logged epochs.
    unit: Unit | None = None

    def __str__(self) -> str:
        """Return the text that `parse_value_at` reads, such as `epoch=10`."""
        if self.kind == "first":
            return f"first {self.condition}" + (f" in {self.unit}" if self.unit else "")
        if self.metric is not None:
            return f"{self.direction or 'best'}:{self.metric}"
        return self.kind if self.number is None else f"{self.kind}={self.number}"

    @property
    def condition(self) -> str:
        """The condition of `first`: `val_acc >= 0.9`."""
        return f"{self.metric} {self.operator} {self.threshold:.12g}"


def parse_value_at(text: str) -> ValueAt:
    """Parse which value represents a run.

    - `best`, `last`;
    - `best:val_loss`: at the epoch that a monitor picks; `min:` and `max:` give the direction of the monitor;
    - `epoch=10`, `step=5000`, and `common`: the last epoch (or step) that all runs have;
    - `auc`: the area under the curve, divided by its length;
    - `first val_acc >= 0.9`: the number of epochs until then, or `in steps` or `in seconds`.

    >>> parse_value_at("epoch=10").number, parse_value_at("best:val_loss").metric
    (10, 'val_loss')
    >>> str(parse_value_at("first val_acc>=.9 in steps"))
    'first val_acc >= 0.9 in steps'

    Raises:
        InvalidValueError: if the text is none of these.
    """
    bare = text.strip()
    for kind in ("best", "last", "common", "auc"):
        if bare.casefold() == kind:
            return ValueAt(kind=kind)
    if found := _NUMBERED.fullmatch(bare):
        return ValueAt(kind="epoch" if found[1].casefold() == "epoch" else "step", number=int(found[2]))
    if found := _MONITORED.fullmatch(bare):
        return monitored(found[1], found[2])
    if found := _FIRST.fullmatch(bare):
        return _first(found, text)
    units = " (in epochs, in steps or in seconds)" if bare.casefold().startswith("first") else ""
    raise InvalidValueError(f"invalid at {text!r}: use {PLACES}{units}")


def monitored(word: str, metric: str) -> ValueAt:
    """Return the place that a monitor picks; the word is best, min or max."""
    directions: dict[str, Direction] = {"min": "min", "max": "max"}
    return ValueAt(kind="best", metric=metric, direction=directions.get(word.casefold()))


def _first(found: re.Match[str], text: str) -> ValueAt:
    operators: dict[str, Operator] = {">=": ">=", ">": ">", "<=": "<=", "<": "<"}
    units: dict[str | None, Unit] = {"epochs": "epochs", "steps": "steps", "seconds": "seconds"}
    try:
        threshold = float(found["threshold"])
    except ValueError:
        threshold = float("nan")
    if math.isnan(threshold):
        raise InvalidValueError(f"invalid at {text!r}: {found['threshold']!r} is not a number")
    return ValueAt(
        kind="first",
        metric=found["metric"],
        operator=operators[found["operator"]],
        threshold=threshold,
        unit=units.get(found["unit"] and found["unit"].casefold()),
    )


def value_name(statistic: str, label: str) -> str:
    """Return the name of the values of a metric.

    >>> value_name("best", "val_acc"), value_name("best:val_loss", "test_acc")
    ('best val_acc', 'test_acc at best val_loss')
    >>> value_name("smoothed epoch=10", "val_acc")
    'smoothed val_acc at epoch=10'
    >>> value_name("first val_acc >= 0.9 in steps", "val_acc")
    'steps to val_acc >= 0.9'
    """
    smoothed = "smoothed " if statistic.startswith("smoothed ") else ""
    kind = statistic.removeprefix("smoothed ")
    if found := _FIRST.fullmatch(kind):
        condition = f"{found['metric']} {found['operator']} {found['threshold']}"
        return f"{found['unit'] or 'epochs'} to {smoothed}{condition}"
    if found := _MONITORED.fullmatch(kind):
        return f"{smoothed}{label} at {found[1]} {found[2]}"
    return f"{smoothed}{label} at {kind}" if _NUMBERED.fullmatch(kind) else f"{statistic} {label}"
