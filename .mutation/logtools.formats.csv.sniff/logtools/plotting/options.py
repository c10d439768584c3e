"""The options of a plot; creating them checks their values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, TypedDict

from logtools.choices import AXES, BANDS, PLOT_KINDS, Axis, Band, PlotKind
from logtools.errors import InvalidValueError, unknown

__all__ = ["PlotArguments", "PlotOptions"]

#: Options that only apply to curves.
_OF_CURVES = ("x", "smooth", "band", "color_by", "facet", "grid", "log", "log_x", "clip")


class PlotArguments(TypedDict, total=False):
    """The keyword arguments of `Logs.plot` and `Logs.figure`: the fields of `PlotOptions`."""

    kind: PlotKind
    x: Axis
    smooth: float | str | None
    by: str | Sequence[str] | None
    band: Band
    color_by: str | None
    facet: str
    grid: tuple[int, int] | None
    log: bool
    log_x: bool
    clip: bool | None
    title: str | None


@dataclass(frozen=True, kw_only=True)
class PlotOptions:
    """Options of a plot.

    Raises:
        InvalidValueError: a value is invalid, or an option cannot be combined with another one.
    """

    #: `curves`, or a plot of one value per run: `scatter`, `parallel`, `box` or `heatmap`.
    kind: PlotKind = "curves"
    #: The x-axis: `step`, `epoch`, `samples` or `time`.
    x: Axis = "step"
    #: `0.6` (or `ema:0.6`), `gaussian:200`, `median:51`; None for no smoothing.
    smooth: float | str | None = None
    #: Hyperparameters to group by, as a sequence or `a,b`: the mean of each group is drawn.
    by: str | Sequence[str] | None = None
    #: The band around a mean: `std`, `ci` or `minmax`.
    band: Band = "std"
    #: `run`, or a numeric hyperparameter to colour by; None chooses automatically.
    color_by: str | None = None
    #: `quantity`, or one panel per `run` or value of a hyperparameter.
    facet: str = "quantity"
    #: Rows and columns of panels.
    grid: tuple[int, int] | None = None
    #: Whether the y-axes are logarithmic, and the x-axis.
    log: bool = False
    log_x: bool = False
    #: Whether outliers are clipped; None clips them only if they hide everything else.
    clip: bool | None = None
    #: Title of the figure.
    title: str | None = None

    def __post_init__(self) -> None:
        for name, value, known in (("kind", self.kind, PLOT_KINDS), ("x", self.x, AXES), ("band", self.band, BANDS)):
            if value not in known:
                raise unknown({"x": "x-axis"}.get(name, name), value, known)
        _check_type("facet", self.facet, str, "a string")
        for name in ("color_by", "title"):
            _check_type(name, getattr(self, name), str | None, "a string or None")
        for name in ("log", "log_x"):
            _check_type(name, getattr(self, name), bool, "True or False")
        _check_type("clip", self.clip, bool | None, "True, False or None")
        if not _are_names(self.by):
            raise InvalidValueError(f"by must be the name of one or several hyperparameters, not {self.by!r}")
        if self.grid is not None and not _is_grid(self.grid):
            raise InvalidValueError(f"grid must be the numbers of rows and columns, such as (2, 3), not {self.grid!r}")
        if self.band != "std" and not self.by:
            raise InvalidValueError("a band needs groups of runs: set 'by'")
        given = [name for name in _OF_CURVES if getattr(self, name) != getattr(type(self), name)]
        if self.kind != "curves" and given:
            raise InvalidValueError(f"{', '.join(given)} cannot be used with kind={self.kind}, only with curves")

    @classmethod
    def of(cls, arguments: Mapping[str, Any]) -> PlotOptions:
        """Create options from keyword arguments.

        Raises:
            InvalidValueError: an argument is not an option, or its value is invalid.
        """
        known = [field.name for field in fields(cls)]
        for name in arguments:
            if name not in known:
                raise unknown("plot option", name, known)
        return cls(**arguments)

    @property
    def groups(self) -> list[str]:
        """The hyperparameters of `by`, as a list."""
        names = self.by.split(",") if isinstance(self.by, str) else self.by or ()
        return [name for name in names if name]


def _check_type(name: str, value: object, kind: Any, words: str) -> None:  # noqa: ANN401 - a type or a union of types
    if not isinstance(value, kind):
        raise InvalidValueError(f"{name} must be {words}, not {value!r}")


def _are_names(by: object) -> bool:
    return by is None or isinstance(by, str) or (isinstance(by, Sequence) and all(isinstance(name, str) for name in by))


def _is_grid(grid: object) -> bool:
    return (
        isinstance(grid, Sequence) and len(grid) == 2 and all(isinstance(count, int) and count >= 1 for count in grid)
    )
