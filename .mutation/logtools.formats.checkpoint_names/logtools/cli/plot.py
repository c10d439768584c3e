"""`logtools plot`: draw the curves of runs into a file or the terminal."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from logtools.choices import AXES, BANDS, PLOT_KINDS, Axis
from logtools.cli.completion import complete_hyperparameters, complete_metrics, complete_runs
from logtools.cli.option_groups import DRAW, OUTPUT, PANELS, GroupedCommand, option
from logtools.cli.options import ReadOptions, is_quiet, quietly, reading, smoothed
from logtools.cli.output import note, print_notices
from logtools.cli.parameter_types import Grid, Size

if TYPE_CHECKING:
    from logtools.cli.render_worker import RenderWorker
    from logtools.figures.renderers.registry import Drawing
    from logtools.figures.spec import FigureSpec

__all__ = ["plot"]

#: The kinds of plots that a terminal can show.
_TEXT_KINDS: Final = ("curves", "scatter")


@click.command(cls=GroupedCommand, short_help="Draw the curves of runs into a file.")
@click.argument("runs", shell_complete=complete_runs, nargs=-1, metavar="[RUN|PATH]...")
@option(
    DRAW,
    "-m",
    "--metric",
    "metrics",
    shell_complete=complete_metrics,
    multiple=True,
    metavar="NAME",
    help="Metric or quantity to draw, or a pattern: `val_*` or `/regex/`.",
)
@option(OUTPUT, "-o", "--output", type=click.Path(path_type=Path), help="Output file: .png, .svg, .pdf or .txt.")
@option(DRAW, "--kind", type=click.Choice(PLOT_KINDS), default="curves", help="Plot type.")
@option(PANELS, "-x", "--x", "axis", type=click.Choice(AXES), default="step", help="Quantity on the x-axis.")
@smoothed(DRAW)
@option(
    DRAW,
    "--by",
    shell_complete=complete_hyperparameters,
    metavar="NAME",
    help="Hyperparameters to group by, such as lr,batch_size; draw the mean of each group.",
)
@option(DRAW, "--band", type=click.Choice(BANDS), default="std", help="Band around the mean.")
@option(
    DRAW,
    "--color-by",
    shell_complete=complete_hyperparameters,
    metavar="NAME",
    help="Colour curves by `run`, or by a numeric hyperparameter.",
)
@option(
    PANELS,
    "--facet",
    default="quantity",
    metavar="NAME",
    help="Draw one panel per `quantity`, per `run`, or per value of a hyperparameter.",
)
@option(PANELS, "--grid", type=Grid(), help="Number of rows and columns of panels, such as 2x3.")
@option(PANELS, "--log", is_flag=True, help="Use a log scale on the y-axis.")
@option(PANELS, "--log-x", is_flag=True, help="Use a log scale on the x-axis.")
@option(
    PANELS,
    "--clip/--no-clip",
    default=None,
    show_default="only if they hide the rest",
    help="Clip outliers and mark them at the edge.",
)
@option(OUTPUT, "--title", metavar="TEXT", help="Title of the figure.")
@option(OUTPUT, "--size", type=Size(), help="Width and height in inches, such as 8x5.")
@option(
    OUTPUT,
    "--dpi",
    type=click.FloatRange(10, 1200),
    metavar="N",
    default=150,
    help="Resolution of a .png in dots per inch.",
)
@option(OUTPUT, "--style", metavar="FILE", help="Matplotlib style sheet: a file (.mplstyle) or the name of a style.")
@option(
    OUTPUT,
    "--notes/--no-notes",
    default=True,
    help="Write notes on omitted or downsampled data into the figure.",
)
@option(OUTPUT, "--terminal", is_flag=True, help="Draw in the terminal instead of a file.")
@option(OUTPUT, "--show", is_flag=True, help="Open the file in a window.")
@option(OUTPUT, "--force", is_flag=True, help="Replace a file that logtools did not write.")
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
    **options: Any,  # noqa: ANN401 - the types of the options
) -> None:
    """Draw curves: one panel per quantity, training steps faint, epoch means and validation as lines with markers.

    Without RUN or PATH, all runs under the current folder are drawn into one figure. Without -o, the file is named
    after the run (or the folder) and written to the current folder. On a terminal without a display (such as over SSH),
    the figure is drawn in the terminal instead. The path is printed to standard output, notes to standard error.

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
        raise click.UsageError("--terminal and -o cannot be combined: --terminal writes no file")
    if terminal or (output is None and options["kind"] in _TEXT_KINDS and _has_no_display()):
        logs = load(runs, reading)
        spec = logs.figure(*metrics, x=axis, **options)
        _print(spec)
    else:
        look = {"dpi": dpi, "size": size, "style": style, "notes": notes}
        with _worker_for(output) as worker:
            logs = load(runs, reading)
            spec = logs.figure(*metrics, x=axis, **options)
            path = output or Path(_name(logs.ids, runs) + ".png")
            _refuse(path, force=force)
            drawing = worker.draw(spec, path, **look)
        _save(drawing, path)
        _print_path(path, spec)
        if show:
            click.launch(str(path))
    print_notices(logs.notices.select("run", "message").rows())
    for sentence in spec.notes:
        if not (spec.smoothing and spec.smoothing in sentence):
            note(f"note: {sentence}")


def _has_no_display() -> bool:
    """Return whether this is a terminal on a machine without a display, such as over SSH."""
    displays = ("DISPLAY", "WAYLAND_DISPLAY")
    return sys.stdout.isatty() and sys.platform == "linux" and not any(os.environ.get(name) for name in displays)


def _print(spec: FigureSpec) -> None:
    """Draw a figure in the terminal, at the size of the terminal."""
    import shutil

    from logtools.cli.output import print_result, use_colour
    from logtools.figures.renderers.terminal import draw
    from logtools.figures.summary import summarise_figure

    columns, lines = shutil.get_terminal_size()
    print_result(draw(spec, width=columns, height=lines - 3, color=use_colour()))
    note(summarise_figure(spec))


def _worker_for(output: Path | None) -> RenderWorker:
    """Return a worker that draws into a file, after checking that its suffix has a renderer."""
    from logtools.cli.render_worker import RenderWorker
    from logtools.figures.renderers.registry import renderer_for

    return RenderWorker(wanted=renderer_for(output or "any.png").heavy)


def _refuse(path: Path, *, force: bool) -> None:
    """Raise an error if the file exists and logtools did not write it."""
    from logtools.errors import OutputError
    from logtools.figures.renderers.registry import renderer_for
    from logtools.storage.filesystem import LOCAL

    if force or LOCAL.kind(str(path)) != "file":
        return
    if not renderer_for(path).is_ours(LOCAL.read(str(path))[0]):
        raise OutputError(f"{path} exists and was not made by logtools: use another name, or --force to replace it")


def _save(drawing: Drawing, path: Path) -> None:
    """Write a drawing to its file, with a note on characters that could not be drawn."""
    from logtools.storage.filesystem import LOCAL

    def write(part: Path) -> None:
        part.write_bytes(drawing.content)

    LOCAL.write(str(path), write)
    if drawing.unwritable:
        note(f"note: no installed font has {drawing.unwritable}: these characters are drawn as boxes")


def _print_path(path: Path, spec: FigureSpec) -> None:
    """Print the path; on a terminal, also summarise the figure in the same line."""
    from logtools.cli.output import print_result
    from logtools.figures.summary import summarise_figure
    from logtools.text.printable import printable

    if sys.stdout.isatty() and not is_quiet():
        print_result(printable(f"{path}: {summarise_figure(spec)}"))
    else:
        click.echo(path)
        note(summarise_figure(spec))


def _name(ids: Sequence[str], runs: tuple[str, ...]) -> str:
    """Return the name of the file: that of the only run, or else that of the folder of the runs."""
    from logtools.storage.filesystem import LOCAL

    folder = runs[0] if len(runs) == 1 and LOCAL.kind(runs[0]) == "folder" else "."
    name = (ids[0] if len(ids) == 1 else LOCAL.resolve(folder)).rpartition("/")[2]
    return re.sub(r"[^\w.+=, -]", "_", name) or "runs"
