"""`logtools plot`: the curves of some runs as a picture in a file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from logtools.cli.options import ReadOptions, is_quiet, quietly, reading, smoothed
from logtools.cli.output import note

if TYPE_CHECKING:
    from logtools.analysis.curves.x_axis import Axis
    from logtools.figures.image_formats import Format
    from logtools.figures.renderers.matplotlib.worker import Drawing
    from logtools.figures.spec import FigureSpec

__all__ = ["plot"]

_AXES: Final = ("step", "epoch", "samples", "time")
_KINDS: Final = ("curves", "scatter", "parallel", "box", "heatmap")
#: Those that a terminal can show.
_TEXT_KINDS: Final = ("curves", "scatter")
_BANDS: Final = ("std", "ci", "minmax")
#: How many quantities the line beside a picture names, and characters of a name.
_NAMED, _NAME_WIDTH = 12, 40


class Grid(click.ParamType[tuple[int, int]]):
    """Rows and columns, such as `2x3`."""

    name = "ROWSxCOLUMNS"

    def convert(
        self, value: str | tuple[int, int], param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, int]:
        """Read `2x3` as (2, 3)."""
        if isinstance(value, tuple):
            return value
        match = re.fullmatch(r"(\d\d?)x(\d\d?)", value.strip())
        if match is None or not all(1 <= int(count) <= 12 for count in match.groups()):
            self.fail(f"{value!r} is no grid: give rows and columns, such as 2x3 (at most 12x12)", param, ctx)
        return int(match[1]), int(match[2])


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
@click.option(
    "-m", "--metric", "metrics", multiple=True, metavar="NAME", help="A metric, a quantity, `val_*`, or `/regex/`."
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file: .png, .svg or .pdf.")
@click.option("--kind", type=click.Choice(_KINDS), default="curves", show_default=True, help="What picture.")
@click.option("-x", "--x", "axis", type=click.Choice(_AXES), default="step", show_default=True, help="The x-axis.")
@smoothed
@click.option("--by", metavar="NAME", help="Hyper-parameters (a,b): draw the mean over runs that share their values.")
@click.option("--band", type=click.Choice(_BANDS), default="std", show_default=True, help="What surrounds a mean.")
@click.option("--color-by", metavar="NAME", help="`run`, or a hyper-parameter that is a number.")
@click.option(
    "--facet",
    default="quantity",
    show_default=True,
    metavar="NAME",
    help="A panel per quantity, `run`, or value of a hyper-parameter.",
)
@click.option("--grid", type=Grid(), help="Rows and columns of panels.")
@click.option("--log", is_flag=True, help="A logarithmic y-axis.")
@click.option("--log-x", is_flag=True, help="A logarithmic x-axis.")
@click.option(
    "--clip/--no-clip", default=None, help="Cut off outliers and mark them; by default only if they hide the rest."
)
@click.option("--title", metavar="TEXT", help="Text above the figure.")
@click.option("--size", type=Size(), help="Width and height in inches.")
@click.option("--dpi", type=click.FloatRange(10, 1200), default=150, show_default=True, help="Dots per inch of a .png.")
@click.option("--style", metavar="FILE", help="A matplotlib style sheet: FILE.mplstyle, or its name.")
@click.option(
    "--notes/--no-notes", default=True, show_default=True, help="Write into the picture what was left out or condensed."
)
@click.option("--terminal", is_flag=True, help="Draw into the terminal instead of a file.")
@click.option("--show", is_flag=True, help="Open a window with the picture as well.")
@click.option("--force", is_flag=True, help="Replace a file that logtools did not make.")
@reading
@quietly
def plot(
    *,
    runs: tuple[str, ...],
    metrics: tuple[str, ...],
    output: Path | None,
    axis: Axis,
    size: tuple[float, float] | None,
    dpi: float,
    style: str | None,
    notes: bool,
    terminal: bool,
    show: bool,
    force: bool,
    reading: ReadOptions,
    **options: Any,  # noqa: ANN401 - each as its option says
) -> None:
    """Draw curves: a panel per quantity, training steps faint, epoch means and validation as marked lines.

    Without RUN or PATH, all runs below the current folder are drawn into one picture. Without an output file it is
    named after the run (or the folder) and stands in the current folder; in a terminal without a display (over ssh,
    say) it is drawn there. The path is printed, and beside it, on standard error, what was chosen or left out.

    \b
    Examples:
      logtools plot version_3
      logtools plot logs/sweep --metric loss --metric 'val_*'
      logtools plot latest -o curves.pdf --size 8x4
      logtools plot logs/sweep --by lr --x epoch
      logtools plot latest --terminal
    """  # noqa: D301 - click takes the backspace for "do not wrap"
    from logtools.cli.arguments import load

    if terminal and output is not None:
        raise click.UsageError("--terminal draws no file: leave out either it or -o")
    form = _format(output)
    here = terminal or (output is None and options["kind"] in _TEXT_KINDS and _nothing_to_see_with())
    if here:
        spec = load(runs, reading).figure(*metrics, x=axis, **options)
        _print(spec)
        note(_chosen(spec))
    else:
        from logtools.figures.renderers.worker_client import Drawer

        with Drawer() as drawer:
            logs = load(runs, reading)
            spec = logs.figure(*metrics, x=axis, **options)
            path = output or Path(_name(logs.ids, runs) + ".png")
            _refuse(path, force=force)
            drawing = drawer.draw(spec, form, dpi=dpi, size=size, style=style, notes=notes)
        _save(drawing, path)
        _tell(path, spec)
        if show:
            click.launch(str(path))
    for sentence in spec.notes:
        if not (spec.smoothing and spec.smoothing in sentence):
            note(f"note: {sentence}")


def _nothing_to_see_with() -> bool:
    """Tell whether this is a terminal on a machine without a display: over ssh, say."""
    import os
    import sys

    displays = ("DISPLAY", "WAYLAND_DISPLAY")
    return sys.stdout.isatty() and sys.platform == "linux" and not any(os.environ.get(name) for name in displays)


def _print(spec: FigureSpec) -> None:
    """Draw a picture into the terminal, at its size."""
    import shutil

    from logtools.cli.output import print_result, use_colour
    from logtools.figures.renderers.terminal import draw

    columns, lines = shutil.get_terminal_size()
    print_result(draw(spec, width=columns, height=lines - 3, color=use_colour()))


def _refuse(path: Path, *, force: bool) -> None:
    """Raise an error if there is a file that logtools did not make."""
    from logtools.errors import OutputError
    from logtools.figures.image_formats import is_ours
    from logtools.storage.filesystem import LOCAL

    if not force and LOCAL.kind(str(path)) == "file" and not is_ours(LOCAL.read(str(path))[0]):
        raise OutputError(f"{path} exists and was not made by logtools: give another name, or force it to be replaced")


def _save(drawing: Drawing, path: Path) -> None:
    """Write a picture into its file, and say what it could not write."""
    from logtools.storage.filesystem import LOCAL

    LOCAL.write(str(path), lambda part: _write(part, drawing.content))
    if drawing.unwritable:
        note(f"note: no font that is installed here has {drawing.unwritable}: boxes stand in the picture instead")


def _tell(path: Path, spec: FigureSpec) -> None:
    """Print the path, alone where another program reads it; where a person does, what was chosen in the same line."""
    import sys

    from logtools.cli.output import print_result
    from logtools.text.escaping import printable

    if sys.stdout.isatty() and not is_quiet():
        print_result(printable(f"{path}: {_chosen(spec)}"))
    else:
        click.echo(path)
        note(_chosen(spec))


def _chosen(spec: FigureSpec) -> str:
    """Say in one line what a picture shows."""
    from logtools.text.truncation import shorten

    names = list(dict.fromkeys(panel.y_label or panel.quantity for panel in spec.panels))
    quantities = ", ".join(shorten(name, width=_NAME_WIDTH) for name in names[:_NAMED])
    quantities += f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    things = f"{len(spec.hues)} {'groups' if spec.band else 'runs'}" if len(spec.hues) > 1 else spec.hues[0].label
    across = spec.panels[0].x_label
    parts = [quantities if across in {"", quantities} else f"{quantities} over {across}", things]
    parts += [f"coloured by {spec.scale.name}"] if spec.scale else []
    parts += [f"smoothed by a {spec.smoothing}"] if spec.smoothing else []
    return "; ".join([*parts, *([spec.band] if spec.band else [])])


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def _format(output: Path | None) -> Format:
    """Return the format that a file's suffix asks for."""
    from logtools.errors import InvalidValueError
    from logtools.figures.image_formats import FORMATS

    suffix = output.suffix.lower().removeprefix(".") if output else "png"
    for form in FORMATS:
        if suffix == form:
            return form
    known = ", ".join(f".{form}" for form in FORMATS)
    raise InvalidValueError(f"a picture cannot be written as {str(output)!r}: the name must end in one of {known}")


def _name(ids: Sequence[str], runs: tuple[str, ...]) -> str:
    """Return the name of the picture: that of the only run, else that of the folder the runs are in."""
    from logtools.storage.filesystem import LOCAL

    folder = runs[0] if len(runs) == 1 and LOCAL.kind(runs[0]) == "folder" else "."
    name = (ids[0] if len(ids) == 1 else LOCAL.resolve(folder)).rpartition("/")[2]
    return re.sub(r"[^\w.+=, -]", "_", name) or "runs"
