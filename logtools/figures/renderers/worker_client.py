"""Drawing in a process of its own, which imports matplotlib while this one still reads.

Importing matplotlib takes longer than reading most logs, and neither waits for the other: on two processors a picture
takes the longer of the two. What goes over is a `FigureSpec`, plain data; what comes back are the bytes of the file.
Wherever a second process is of no use, or cannot be had, the drawing is done in this one.
"""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from types import TracebackType

    from logtools.figures.image_formats import Format
    from logtools.figures.renderers.matplotlib.worker import Drawing
    from logtools.figures.spec import FigureSpec

__all__ = ["Drawer"]

#: What the other process runs. Only `sys`, which is part of Python, is imported before it looks for modules in the same
#: places as this one: else a file in the current folder, which holds logs, could stand in for a module.
_PROGRAM = (
    "import sys; sys.path[:] = sys.argv[1:]; from logtools.figures.renderers.matplotlib.worker import serve; serve()"
)


class Drawer:
    """Draws one picture; between entering and that, matplotlib is imported beside whatever else is done.

    >>> from logtools.figures.spec import Curve, FigureSpec, Panel, RunColour, SeriesKind
    >>> role = SeriesKind(stage="train", granularity="epoch", label="train, epoch mean")
    >>> curve = Curve(hue=0, role=role, metric="loss", x=(0.0, 1.0), y=(0.9, 0.4))
    >>> panel = Panel(quantity="loss", x_label="step", y_label="loss", curves=(curve,))
    >>> spec = FigureSpec(title="version_0", hues=(RunColour(run="version_0", label="version_0"),), panels=(panel,))
    >>> with Drawer() as drawer:
    ...     drawing = drawer.draw(spec, "png", dpi=50)
    >>> drawing.content[1:4]
    b'PNG'
    """

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        if _is_worth_it():
            flags = ["-I"] if sys.flags.isolated else []
            with suppress(OSError):  # there may be no more processes
                self._process = subprocess.Popen(  # noqa: S603 - this Python, and a program that stands here
                    [sys.executable, *flags, "-c", _PROGRAM, *sys.path],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    env={"OPENBLAS_NUM_THREADS": "1", **os.environ},  # threads that nothing needs would wait, busily
                    start_new_session=True,  # Ctrl-C is for this process, which then ends that one
                )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._process is not None:
            with self._process:
                self._process.kill()

    def draw(self, spec: FigureSpec, form: Format, *, dpi: float, **look: Any) -> Drawing:  # noqa: ANN401
        """Draw a picture.

        Args:
            spec: what to draw.
            form: the format of the file.
            dpi: dots per inch.
            look: `size`, `style` and `notes`, as for `figures.matplotlib.draw`.

        Raises:
            InvalidValueError: as `figures.matplotlib.draw`.
        """
        import pickle

        process, self._process = self._process, None
        if process is not None:
            with process:
                answer, _ = process.communicate(pickle.dumps((spec, form, dpi, look), pickle.HIGHEST_PROTOCOL))
            if process.returncode == 0:
                drawing: Drawing = pickle.loads(answer)  # noqa: S301 - from our own process
                return drawing
        from logtools.figures.renderers.matplotlib.worker import drawn

        # what went wrong over there goes wrong here, too, where it can be told
        return drawn(spec, form, dpi=dpi, **look)


def _is_worth_it() -> bool:
    """Tell whether there is a second processor, and something to import."""
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return processors > 1 and "matplotlib" not in sys.modules and bool(sys.executable) and not hasattr(sys, "frozen")
