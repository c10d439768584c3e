"""Types of option values that click lacks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    # generic since click 8.4
    _GridType = click.ParamType[tuple[int, int]]
    _SizeType = click.ParamType[tuple[float, float]]
else:
    _GridType = _SizeType = click.ParamType

__all__ = ["Grid", "Size"]


class Grid(_GridType):
    """Rows and columns, such as `2x3`."""

    name = "ROWSxCOLUMNS"

    def convert(
        self, value: str | tuple[int, int], param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, int]:
        """Parse `2x3` as (2, 3)."""
        if isinstance(value, tuple):
            return value
        match = re.fullmatch(r"(\d\d?)x(\d\d?)", value.strip())
        if match is None or not all(1 <= int(count) <= 12 for count in match.groups()):
            self.fail(f"invalid grid {value!r}: use ROWSxCOLUMNS, such as 2x3 (at most 12x12)", param, ctx)
        return int(match[1]), int(match[2])


class Size(_SizeType):
    """A width and a height in inches, such as `8x5`."""

    name = "WIDTHxHEIGHT"

    def convert(
        self, value: str | tuple[float, float], param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[float, float]:
        """Parse `8x5` as (8.0, 5.0)."""
        if isinstance(value, tuple):
            return value
        match = re.fullmatch(r"(\d+(?:\.\d+)?)x(\d+(?:\.\d+)?)", value.strip())
        if match is None or not all(0 < float(length) <= 100 for length in match.groups()):
            self.fail(f"invalid size {value!r}: use WIDTHxHEIGHT in inches, such as 8x5 (at most 100)", param, ctx)
        return float(match[1]), float(match[2])
