"""`logtools plot`: the curves of some runs as a picture in a file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from logtools.figures.matplotlib import Format

__all__ = ["plot"]


class Size(click.ParamType[tuple[float, float]]):
    """A width and a height in inches, such as `8x5`."""

    name = "WIDTHxHEIGHT"

    def convert(
        self, value: str | tuple[float, float], param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[float, float]:
        """Read `8x5` as (8.0, 5.0)."""
        if isinstance(value, tuple):
            return value
        match = re.fullmatch(r"(\d+(?:\.\d+)?)x(\d+(?:\.\d+)?)", value.strip())
        if match is None or not all(0 < float(length) <= 100 for length in match.groups()):
            self.fail(f"{value!r} is no size: give width and height in inches, such as 8x5 (at most 100)", param, ctx)
        return float(match[1]), float(match[2])


@click.command(short_help="draw the curves of some runs into a file")
@click.argument("runs", nargs=-1, metavar="[RUN|PATH]...")
@click.option("-m", "--metric", "metrics", multiple=True, metavar="NAME", help="A metric, a quantity, or a pattern.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file: .png, .svg or .pdf.")
@click.option("--title", metavar="TEXT", help="Text above the figure.")
@click.option("--size", type=Size(), help="Width and height in inches.")
@click.option("--dpi", type=click.FloatRange(10, 1200), default=150, show_default=True, help="Dots per inch of a .png.")
def plot(
    *,
    runs: tuple[str, ...],
    metrics: tuple[str, ...],
    output: Path | None,
    title: str | None,
    size: tuple[float, float] | None,
    dpi: float,
) -> None:
    """Draw curves: a panel per quantity, training steps faint, epoch means and validation as marked lines.

    Without RUN or PATH, all runs below the current folder are drawn into one picture. Without an output file the
    picture is named after the run (or the folder) and stands in the current folder; its path is printed.

    \b
    Examples:
      logtools plot version_3
      logtools plot logs/sweep --metric loss --metric 'val_*'
      logtools plot latest -o curves.pdf --size 8x4
    """  # noqa: D301 - click takes the backspace for "do not wrap"
    from logtools.cli.arguments import load
    from logtools.figures.matplotlib import encode
    from logtools.storage.writer import save

    form = _format(output)
    logs = load(runs)
    path = output or Path(_name(logs.ids, runs) + ".png")
    figure = logs.plot(*metrics, title=title, size=size)
    save(path, lambda part: _write(part, encode(figure, form, dpi=dpi)))
    click.echo(path)


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def _format(output: Path | None) -> Format:
    """Return the format that a file's suffix asks for."""
    from logtools.errors import InvalidValueError
    from logtools.figures.matplotlib import FORMATS

    suffix = output.suffix.lower().removeprefix(".") if output else "png"
    for form in FORMATS:
        if suffix == form:
            return form
    known = ", ".join(f".{form}" for form in FORMATS)
    raise InvalidValueError(f"a picture cannot be written as {str(output)!r}: the name must end in one of {known}")


def _name(ids: Sequence[str], runs: tuple[str, ...]) -> str:
    """Return the name of the picture: that of the only run, else that of the folder the runs are in."""
    folder = Path(runs[0]) if len(runs) == 1 and Path(runs[0]).is_dir() else Path()
    name = ids[0].rpartition("/")[2] if len(ids) == 1 else folder.resolve().name
    return re.sub(r"[^\w.+=, -]", "_", name) or "runs"
